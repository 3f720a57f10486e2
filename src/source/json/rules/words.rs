//! Texts, and what stands in a line: links, citations, phrases.

use unicode_normalization::UnicodeNormalization;

use super::{Lead, Rules};
use crate::finding::Span;
use crate::model::{Anchor, Content, Inline, Link, NonEmpty, Target};
use crate::source::LEAFLET_LIMIT;
use crate::source::address::address;
use crate::source::is_control;
use crate::source::json::place::{At, pointer};

impl Rules<'_> {
    /// A text that a reader meets.
    pub(super) fn text(&mut self, text: &str, at: &At<'_>) {
        if self.unshown(text, at) {
            self.log.passage(at.source(), at.bytes(), text);
        }
    }

    /// Text that no reader meets; whether nothing is wrong with it.
    pub(super) fn unshown(&mut self, text: &str, at: &At<'_>) -> bool {
        let before = self.written;
        self.written += text.len() as u64;
        if self.written > LEAFLET_LIMIT {
            if before <= LEAFLET_LIMIT {
                let message = format!(
                    "up to here there are more than {} MB of text",
                    LEAFLET_LIMIT / (1024 * 1024)
                );
                let help = "a leaflet is some pages of text; split what is longer";
                self.error(at, "file-too-large", &message, help);
            }
            return false;
        }
        if let Some(c) = text.chars().find(|c| is_control(*c)) {
            let message = format!("the control character U+{:04X} is no text", u32::from(c));
            let help = "take it out; it often comes from copying out of a PDF";
            self.error(at, "control-character", &message, help);
            return false;
        }
        true
    }

    /// Texts of a list.
    pub(super) fn lines(&mut self, lines: &[NonEmpty], at: &At<'_>) {
        for (n, line) in lines.iter().enumerate() {
            self.text(line, &at.item(n));
        }
    }

    pub(super) fn content(&mut self, content: &mut Content, at: &At<'_>) {
        self.inlines(content.pieces_mut(), at);
    }

    pub(super) fn inlines(&mut self, inlines: &mut [Inline], at: &At<'_>) {
        for (n, inline) in inlines.iter_mut().enumerate() {
            self.inline(inline, &at.item(n));
        }
    }

    fn inline(&mut self, inline: &mut Inline, at: &At<'_>) {
        match inline {
            Inline::Text(text) => self.text(text, &at.key("text")),
            Inline::Strong(inner) => self.inlines(inner, &at.key("strong")),
            Inline::Emphasis(inner) => self.inlines(inner, &at.key("emphasis")),
            Inline::Unbroken(inner) => self.inlines(inner, &at.key("unbroken")),
            Inline::Link(link) => self.link(link, &at.key("link")),
            Inline::Language(phrase) => {
                self.content(&mut phrase.content, &at.key("language").key("content"));
            }
            Inline::Citation(citation) => {
                let inside = at.key("citation");
                if self.in_link {
                    let message = "a citation stands inside a link";
                    self.error(
                        at,
                        "citation-in-link",
                        message,
                        "put the citation behind the link",
                    );
                }
                self.name(&citation.anchor, &inside.key("anchor"));
                let (own, reference) = (citation.anchor.clone(), citation.reference.clone());
                self.citations.entry(reference.clone()).or_insert(own);
                let place = inside.key("reference");
                self.label(&citation.content, &reference, &inside.key("content"));
                self.cites.push(lead(&place, reference));
                let was_in_link = std::mem::replace(&mut self.in_link, true);
                self.content(&mut citation.content, &inside.key("content"));
                self.in_link = was_in_link;
            }
            Inline::LineBreak => {}
        }
    }

    /// A citation says the label of its reference, or a reader looks up another one.
    fn label(&mut self, content: &Content, reference: &Anchor, at: &At<'_>) {
        let Some(label) = self.labels.get(reference) else {
            return;
        };
        let words = Inline::plain_text(content);
        if !begins_with_label(&words, label) {
            let message = format!(
                "the citation says `{words}`; the label of its reference is `{}`",
                &**label
            );
            let help = format!(
                "begin the citation with the label: `{}`, or `{}, p. 5{}`",
                &**label,
                label.trim_end_matches(is_bracket),
                label.rsplit(|c| !is_bracket(c)).next().unwrap_or_default(),
            );
            self.error(at, "malformed-citation", &message, &help);
        }
    }

    fn link(&mut self, link: &mut Link, at: &At<'_>) {
        if self.in_link {
            let help = "end the one before the other begins";
            self.error(
                at,
                "link-in-link",
                "a link stands inside another link or a citation",
                help,
            );
        }
        let target = at.key("target");
        match &mut link.target {
            Target::Url(url) => match address(url) {
                Ok(whole) => *url = whole,
                Err(fault) => self.error(&target.key("url"), fault.code, &fault.message, &fault.help),
            },
            Target::Anchor(anchor) => self.links.push(lead(&target.key("anchor"), anchor.clone())),
        }
        let was_in_link = std::mem::replace(&mut self.in_link, true);
        self.content(&mut link.content, &at.key("content"));
        self.in_link = was_in_link;
    }
}

fn is_bracket(c: char) -> bool {
    matches!(c, ']' | ')')
}

/// Whether a citation begins with the words of a label. Brackets, dots and raised figures are a style's own: it may write
/// `1.` in the list and `[1]` or `¹` in the text. A style may also number its list and cite by author.
fn begins_with_label(words: &str, label: &str) -> bool {
    let bare = |text: &str| -> String {
        let mark = |c: char| !c.is_alphanumeric();
        text.nfkc().collect::<String>().trim_matches(mark).to_owned()
    };
    let (words, label) = (bare(words), bare(label));
    let is_digit = |c: char| c.is_ascii_digit();
    if label.chars().all(is_digit) && words.starts_with(char::is_alphabetic) {
        return true;
    }
    let rest = words.strip_prefix(label.as_str());
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn lead(at: &At<'_>, to: Anchor) -> Lead {
    let span: Span = at.mark();
    Lead {
        span,
        pointer: pointer(&at.steps()),
        to,
    }
}
