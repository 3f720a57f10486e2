//! Furniture that is made of blocks: what the publisher says, marks, the ways to reach somebody, the references. It
//! fills the slots of a frame, and never passes through a template.

use super::contact;
use crate::layout::Words;
use crate::model::{
    Anchor, Block, Citing, Content, Division, Figure, FigureKind, Inline, Lang, Leaflet, Link, Mark,
    Paragraph, ParagraphStyle, Publisher, Reference, References, Several, Target, TrustMark,
};
use crate::source::body::Slots;
use crate::source::unbroken;

/// A section of furniture behind the body.
pub(super) struct Section<'a> {
    /// The name of its anchor, and of the slot that it holds.
    pub name: &'static str,
    /// Its heading.
    pub heading: &'a str,
}

/// The sections that there are, in order.
pub(super) fn sections<'a>(words: &'a Words, slots: &Slots, has_record: bool) -> Vec<Section<'a>> {
    let filled = |name: &str| !slots.blocks(name).is_empty();
    let sections = [
        ("references", &words.references, filled("references")),
        ("about", &words.about, has_record || filled("trust-marks")),
        ("other-formats", &words.other_formats, filled("other-formats")),
        ("contact", &words.contact, filled("contact")),
        ("about-us", &words.about_us, filled("about-us")),
    ];
    let present = sections.into_iter().filter(|(_, _, present)| *present);
    present
        .map(|(name, heading, _)| Section { name, heading })
        .collect()
}

/// The furniture of a leaflet.
pub(super) struct Furniture<'a> {
    pub(super) leaflet: &'a Leaflet,
    pub(super) words: &'a Words,
}

impl<'a> Furniture<'a> {
    /// The furniture of a leaflet, in these words.
    pub fn new(leaflet: &'a Leaflet, words: &'a Words) -> Self {
        Self { leaflet, words }
    }

    /// All of it, slot by slot.
    pub fn slots(&self) -> Slots {
        let mut slots = Slots::default();
        slots.fill("references", self.references());
        let marks = self.leaflet.trust_marks.iter();
        slots.fill(
            "trust-marks",
            self.marked(marks.flat_map(|mark| self.trust_mark(mark)).collect()),
        );
        let contact = match &self.leaflet.contact {
            own if !own.is_empty() => own.clone(),
            _ => self.marked(self.contact_lines()),
        };
        slots.fill("contact", contact);
        let about = match (&self.leaflet.about, &self.leaflet.publisher) {
            (own, _) if !own.is_empty() => own.clone(),
            (_, Some(publisher)) => self.theirs(publisher, publisher.about.clone()),
            (_, None) => Vec::new(),
        };
        slots.fill("about-us", about);
        if let Some(publisher) = &self.leaflet.publisher {
            // Its alternative is a name, which is in no language (WCAG 2.2, 3.1.2); in a passage of the publisher's it
            // would stand at the wrong edge of the page.
            let logo = publisher.logo.as_ref().map(mark);
            slots.fill("logo", logo.into_iter().collect());
            let formats = publisher.other_formats.clone();
            slots.fill("other-formats", self.theirs(publisher, formats));
            let lines = publisher.legal.iter().filter_map(|line| Content::text(line));
            let legal = lines
                .map(|line| paragraph(ParagraphStyle::Detail, line))
                .collect();
            let legal = unbroken::mark(legal, publisher.lang.direction());
            slots.fill("legal", self.theirs(publisher, legal));
        }
        slots
    }

    /// Blocks in the publisher's language: marked with it where it is not the leaflet's.
    fn theirs(&self, publisher: &Publisher, blocks: Vec<Block>) -> Vec<Block> {
        if !self.is_foreign(&publisher.lang) {
            return blocks;
        }
        let lang = publisher.lang.clone();
        let division = |blocks| Block::Division(Division { lang, blocks });
        Several::new(blocks).map(division).into_iter().collect()
    }

    /// Blocks made here: what the source gave is marked already.
    fn marked(&self, blocks: Vec<Block>) -> Vec<Block> {
        unbroken::mark(blocks, self.leaflet.lang.direction())
    }

    /// Whether a language is another than the leaflet's.
    pub(super) fn is_foreign(&self, lang: &Lang) -> bool {
        lang.primary() != self.leaflet.lang.primary()
    }

    /// Words of the program, in the leaflet's text.
    pub(super) fn said(&self, words: &str) -> Vec<Inline> {
        self.words.inlines(words, &self.leaflet.lang)
    }

    /// A label in bold.
    pub(super) fn label(&self, label: &str) -> Inline {
        Inline::Strong(self.said(&format!("{label}{}", self.words.after_label)))
    }

    /// A scheme's sign, then its name and what membership of it means.
    fn trust_mark(&self, trust_mark: &TrustMark) -> Vec<Block> {
        let mut name = vec![Inline::Text(trust_mark.name.to_string())];
        name.extend(self.said(&self.words.after_label));
        let line = vec![
            Inline::Strong(name),
            Inline::Text(format!(" {}", &*trust_mark.claim)),
        ];
        let sign = trust_mark.mark.as_ref().map(mark);
        let line = Content::new(line).map(|line| paragraph(ParagraphStyle::Body, line));
        sign.into_iter().chain(line).collect()
    }

    /// The references with what stands before them, or how to ask for them.
    fn references(&self) -> Vec<Block> {
        let leaflet = self.leaflet;
        if leaflet.citing == Citing::OnRequest {
            let line = Content::new(self.asking_for_references());
            let line = line.map(|line| paragraph(ParagraphStyle::Body, line));
            return self.marked(line.into_iter().collect());
        }
        let entries = leaflet.references.iter().map(|entry| self.reference(entry));
        let Some(entries) = Several::new(entries.collect()) else {
            return Vec::new();
        };
        let intro = leaflet.publisher.as_ref().map(|publisher| {
            let intro = publisher.references_intro.clone();
            self.theirs(publisher, intro)
        });
        let mut blocks = intro.unwrap_or_default();
        blocks.push(Block::References(References { entries }));
        blocks
    }

    /// An entry; where no label leads back to the text, words at its end do.
    fn reference(&self, entry: &Reference) -> Reference {
        let (None, Some(citation)) = (&entry.label, &entry.cited_at) else {
            return entry.clone();
        };
        let mut content = entry.content.to_vec();
        let words = self.said(&self.words.back_to_text);
        content.push(Inline::Text(" ".to_owned()));
        content.extend(link(Target::Anchor(citation.clone()), words));
        Reference {
            content: Content::new(content).unwrap_or_else(|| entry.content.clone()),
            ..entry.clone()
        }
    }

    /// How to ask for the references: by whatever way the leaflet tells to reach somebody.
    fn asking_for_references(&self) -> Vec<Inline> {
        let words = self.words;
        if !self.leaflet.contact.is_empty() {
            let heading = self.said(&words.contact);
            let target = Anchor::new("contact").map(Target::Anchor);
            let heading = target.map_or_else(|| heading.clone(), |target| link(target, heading.clone()));
            return self.filled(&words.references_see_contact, &[("contact", heading)]);
        }
        let publisher = self.leaflet.publisher.as_ref();
        let phone = publisher
            .and_then(|publisher| publisher.phone.as_deref())
            .map(contact::phone);
        let email = publisher
            .and_then(|publisher| publisher.email.as_deref())
            .map(contact::email);
        match (phone, email) {
            (Some(phone), Some(email)) => {
                let ways = [("phone", phone), ("email", email)];
                self.filled(&words.references_by_phone_or_email, &ways)
            }
            (Some(phone), None) => self.filled(&words.references_by_phone, &[("phone", phone)]),
            (None, Some(email)) => self.filled(&words.references_by_email, &[("email", email)]),
            (None, None) => self.said(&words.references_on_request),
        }
    }

    /// A pattern of the words file with its names filled in.
    fn filled(&self, pattern: &str, values: &[(&str, Vec<Inline>)]) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut rest = pattern;
        while let Some((before, name, after)) = next_name(rest) {
            let value = values.iter().find(|(known, _)| *known == name);
            if !before.is_empty() {
                out.extend(self.said(before));
            }
            out.extend(value.map(|(_, value)| value.clone()).unwrap_or_default());
            rest = after;
        }
        if !rest.is_empty() {
            out.extend(self.said(rest));
        }
        out
    }
}

/// The next `{name}` of a pattern, between what stands before and behind it.
fn next_name(pattern: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = pattern.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// A link; where there is nothing to read in it, the words stay.
pub(super) fn link(target: Target, words: Vec<Inline>) -> Vec<Inline> {
    match Content::new(words.clone()) {
        Some(content) => vec![Inline::Link(Link { target, content })],
        None => words,
    }
}

pub(super) fn paragraph(style: ParagraphStyle, content: Content) -> Block {
    Block::Paragraph(Paragraph { style, content })
}

fn mark(mark: &Mark) -> Block {
    Block::Figure(Figure {
        kind: FigureKind::Mark,
        image: mark.image.clone(),
        alt: mark.alt.clone(),
        caption: None,
        description: Vec::new(),
    })
}
