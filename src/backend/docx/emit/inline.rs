//! What stands in a line: inlines as runs, hyperlinks and bookmarks.

use docx_rs::{
    BookmarkEnd, BookmarkStart, BreakType, Hyperlink, HyperlinkType, ParagraphChild, Run, RunProperty,
};

use super::Emitter;
use super::direction::{LEFT_TO_RIGHT_MARK, begins_right_to_left, ends_neutral, segments};
use super::notes::{LINK_KEY, LinkNote, LinkTarget, RunNote};
use crate::layout::Weight;
use crate::layout::words::fill;
use crate::model::{Anchor, Inline, Lang, Target};

/// How a piece of a line looks and what it does.
#[derive(Clone)]
struct Look {
    lang: Lang,
    strong: bool,
    emphasis: bool,
    unbroken: bool,
    /// Whether what reads as one here, the line or a part of it, runs from right to left.
    rtl: bool,
    link: Option<OpenLink>,
}

/// The link that a piece belongs to: its number among the notes, and its character style.
#[derive(Clone, Copy, PartialEq, Eq)]
struct OpenLink {
    number: usize,
    style: &'static str,
}

/// A piece of a line.
enum Piece {
    Text(String, Look),
    Break(Look),
    Place(Anchor),
}

impl Emitter<'_> {
    /// Inline content in a language, in a line that runs in `rtl` direction.
    pub(super) fn inlines(&mut self, inlines: &[Inline], lang: &Lang, rtl: bool) -> Vec<ParagraphChild> {
        let mut pieces = Vec::new();
        self.pieces(inlines, &Look::plain(lang, rtl), &mut pieces);
        self.assemble(pieces, rtl)
    }

    /// Inline content that reads as one, whatever the direction of the line: an entry of the references.
    pub(super) fn isolated(&mut self, inlines: &[Inline], lang: &Lang, rtl: bool) -> Vec<ParagraphChild> {
        let mut pieces = Vec::new();
        let look = Look::plain(lang, rtl).isolated(inlines);
        self.pieces(inlines, &look, &mut pieces);
        self.assemble(pieces, rtl)
    }

    /// Inline content that is one link to a heading, as a line of the contents is.
    pub(super) fn linked(
        &mut self,
        target: &Anchor,
        inlines: &[Inline],
        lang: &Lang,
        rtl: bool,
    ) -> Vec<ParagraphChild> {
        let mut look = Look::plain(lang, rtl);
        look.link = self.link(&Target::Anchor(target.clone()), "ContentsLink", None);
        let mut pieces = Vec::new();
        self.pieces(inlines, &look, &mut pieces);
        self.assemble(pieces, rtl)
    }

    /// The label of a reference, which leads back to its first citation.
    pub(super) fn label(
        &mut self,
        label: &str,
        cited_at: Option<&Anchor>,
        lang: &Lang,
        rtl: bool,
    ) -> Vec<ParagraphChild> {
        let mut look = Look::plain(lang, rtl);
        look.unbroken = true;
        if let Some(citation) = cited_at {
            let tooltip = fill(&self.edition.words.back_to_citation, "label", label);
            look.link = self.link(&Target::Anchor(citation.clone()), "BackLink", Some(tooltip));
        }
        self.assemble(vec![Piece::Text(unbroken(label), look)], rtl)
    }

    /// A run that holds no text of the document, such as a field's mark.
    pub(super) fn bare_run(&mut self, lang: &Lang, rtl: bool) -> Run {
        let note = self.run_note(lang, rtl, false);
        self.notes.runs.push(note);
        Run::new()
    }

    fn pieces(&mut self, inlines: &[Inline], look: &Look, out: &mut Vec<Piece>) {
        for inline in inlines {
            let mut inner = look.clone();
            match inline {
                Inline::Text(text) => {
                    let text = if look.unbroken {
                        unbroken(text)
                    } else {
                        text.clone()
                    };
                    out.push(Piece::Text(text, inner));
                }
                Inline::LineBreak => out.push(Piece::Break(inner)),
                Inline::Strong(content) => {
                    inner.strong = true;
                    self.pieces(content, &inner, out);
                }
                Inline::Emphasis(content) => {
                    inner.emphasis = true;
                    self.pieces(content, &inner, out);
                }
                Inline::Unbroken(content) => {
                    inner.unbroken |= self.fits_a_line(content);
                    self.pieces(content, &inner.isolated(content), out);
                }
                Inline::Language(phrase) => {
                    inner.lang = phrase.lang.clone();
                    self.pieces(&phrase.content, &inner.isolated(&phrase.content), out);
                }
                Inline::Link(link) => {
                    inner.link = self.link(&link.target, "Hyperlink", None);
                    self.pieces(&link.content, &inner.isolated(&link.content), out);
                }
                Inline::Citation(citation) => {
                    out.push(Piece::Place(citation.anchor.clone()));
                    // A reference without a label is known by the words that cite it.
                    let label = self.labels.get(&citation.reference).cloned();
                    let label = label.unwrap_or_else(|| citation.content.plain_text());
                    let tooltip = fill(&self.edition.words.go_to_reference, "label", &label);
                    let target = Target::Anchor(citation.reference.clone());
                    inner.link = self.link(&target, "Citation", Some(tooltip));
                    self.pieces(&citation.content, &inner.isolated(&citation.content), out);
                }
            }
        }
    }

    /// Whether content surely fits a line. Where nothing in it may end a line and it is longer than one, Word cuts it
    /// between two letters, or inside a number.
    fn fits_a_line(&self, content: &[Inline]) -> bool {
        const SURELY: f32 = 0.8;
        let profile = &self.edition.layout.profile;
        let room = profile.column_width() * SURELY / (profile.average_character() * profile.body.size_pt);
        let characters = Inline::plain_text(content).chars().count();
        u16::try_from(characters).is_ok_and(|characters| f32::from(characters) <= room)
    }

    /// Notes a link down. One that leads nowhere is none: its words stay.
    fn link(&mut self, target: &Target, style: &'static str, tooltip: Option<String>) -> Option<OpenLink> {
        let target = match target {
            Target::Url(url) => LinkTarget::Url(url.clone()),
            Target::Anchor(anchor) => LinkTarget::Bookmark(self.bookmarks.name(anchor)?.to_owned()),
        };
        let number = self.notes.links.len();
        self.notes.links.push(LinkNote { target, tooltip });
        Some(OpenLink { number, style })
    }

    fn assemble(&mut self, pieces: Vec<Piece>, rtl: bool) -> Vec<ParagraphChild> {
        let pieces = if rtl { with_spaces_between(pieces) } else { pieces };
        let mut out: Vec<ParagraphChild> = Vec::new();
        let mut open: Option<(OpenLink, Hyperlink)> = None;
        let mut after_rtl = rtl;
        for piece in pieces {
            let link = match &piece {
                Piece::Text(_, look) | Piece::Break(look) => look.link,
                Piece::Place(_) => None,
            };
            if open.as_ref().map(|(open, _)| *open) != link {
                out.extend(open.take().map(|(_, done)| ParagraphChild::Hyperlink(done)));
                open = link.map(|link| (link, keyed(link)));
            }
            match piece {
                Piece::Place(anchor) => {
                    let (start, end) = self.place(&anchor);
                    out.extend(start);
                    out.extend(end);
                }
                Piece::Text(text, look) => {
                    for run in self.text(&text, &look, rtl, &mut after_rtl) {
                        put(&mut open, &mut out, run);
                    }
                }
                Piece::Break(look) => {
                    let note = self.run_note(&look.lang, rtl, false);
                    self.notes.runs.push(note);
                    let mut run = Run::new().add_break(BreakType::TextWrapping);
                    run.run_property = self.run_property(&look);
                    put(&mut open, &mut out, run);
                }
            }
        }
        out.extend(open.map(|(_, done)| ParagraphChild::Hyperlink(done)));
        out
    }

    /// The runs of a text: one for each direction and face in it.
    fn text(&mut self, text: &str, look: &Look, rtl: bool, after_rtl: &mut bool) -> Vec<Run> {
        let clean: String = text.chars().filter_map(printable).collect();
        let mut runs = Vec::new();
        for mut segment in segments(&clean, look.rtl) {
            if *after_rtl && !segment.rtl {
                segment.text.insert(0, LEFT_TO_RIGHT_MARK);
            }
            if rtl && !segment.rtl && ends_neutral(&segment.text) {
                segment.text.push(LEFT_TO_RIGHT_MARK);
            }
            *after_rtl = segment.rtl;
            for (family, text) in self.families.pieces(&segment.text, segment.rtl) {
                let mut note = self.run_note(&look.lang, segment.rtl, look.unbroken);
                note.family = family;
                self.notes.runs.push(note);
                let mut run = Run::new().add_text(text);
                run.run_property = self.run_property(look);
                runs.push(run);
            }
        }
        runs
    }

    fn run_note(&self, lang: &Lang, rtl: bool, unbroken: bool) -> RunNote {
        let other = lang != self.edition.lang();
        RunNote {
            lang: other.then(|| lang.to_string()),
            rtl,
            unbroken,
            family: None,
        }
    }

    /// A run has room for one character style: a link's comes first, and the rest is said directly.
    fn run_property(&self, look: &Look) -> RunProperty {
        let style = match look {
            Look { link: Some(link), .. } => link.style,
            Look { strong: true, .. } => "Strong",
            Look { emphasis: true, .. } => "Emphasis",
            Look { .. } => return RunProperty::new(),
        };
        let mut property = RunProperty::new().style(style);
        let emphasis = &self.edition.layout.profile.emphasis;
        let direct = look.emphasis && style != "Emphasis";
        if (look.strong && style != "Strong") || (direct && emphasis.weight == Weight::Bold) {
            property = property.bold();
        }
        if direct && emphasis.italic {
            property = property.italic();
        }
        if direct && emphasis.underline {
            property = property.underline("single");
        }
        property
    }

    /// The bookmark of an anchor, where it is met for the first time.
    pub(super) fn place(&mut self, anchor: &Anchor) -> (Option<ParagraphChild>, Option<ParagraphChild>) {
        let Some((id, name)) = self.bookmarks.place(anchor) else {
            return (None, None);
        };
        (
            Some(ParagraphChild::BookmarkStart(BookmarkStart::new(id, name))),
            Some(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id))),
        )
    }
}

impl Look {
    fn plain(lang: &Lang, rtl: bool) -> Self {
        Self {
            lang: lang.clone(),
            strong: false,
            emphasis: false,
            unbroken: false,
            rtl,
            link: None,
        }
    }

    /// The look of content that reads as one: in a right-to-left line it keeps its own direction, punctuation included.
    fn isolated(mut self, content: &[Inline]) -> Self {
        self.rtl = self.rtl && begins_right_to_left(&Inline::plain_text(content));
        self
    }
}

/// In a right-to-left line, a space behind left-to-right text that Arabic follows goes with the line: with the text it would
/// stand at the far side of it.
fn with_spaces_between(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut follows_left = false;
    for piece in pieces.into_iter().rev() {
        match piece {
            Piece::Text(text, look) => {
                let kept = text.trim_end().len();
                let (words, spaces) = text.split_at(kept);
                if !look.rtl && !follows_left && !spaces.is_empty() {
                    let line = Look {
                        rtl: true,
                        ..look.clone()
                    };
                    out.push(Piece::Text(spaces.to_owned(), line));
                    out.push(Piece::Text(words.to_owned(), look));
                } else {
                    out.push(Piece::Text(text.clone(), look));
                }
                if kept > 0 {
                    follows_left = segments(&text, false).first().is_some_and(|first| !first.rtl);
                }
            }
            Piece::Break(_) => {
                follows_left = false;
                out.push(piece);
            }
            Piece::Place(_) => out.push(piece),
        }
    }
    out.reverse();
    out
}

fn keyed(link: OpenLink) -> Hyperlink {
    Hyperlink::new(format!("{LINK_KEY}{}", link.number), HyperlinkType::Anchor)
}

fn put(open: &mut Option<(OpenLink, Hyperlink)>, out: &mut Vec<ParagraphChild>, run: Run) {
    let child = ParagraphChild::Run(Box::new(run));
    match open {
        Some((_, link)) => link.children.push(child),
        None => out.push(child),
    }
}

/// One piece of information: its spaces do not end a line.
fn unbroken(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { '\u{A0}' } else { c })
        .collect()
}

/// A character as Word should have it. White space that Word takes for a command becomes a space; soft hyphens, word
/// joiners and bidi controls go: Word draws them, and the direction stands on the runs.
fn printable(c: char) -> Option<char> {
    match c {
        '\u{AD}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{61C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => None,
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ => Some(c),
    }
}
