//! Texts, and what stands in a line: links, citations, phrases.

use super::{Lead, Rules};
use crate::finding::Span;
use crate::model::{Content, Inline, Link, NonEmpty, Target};
use crate::source::LEAFLET_LIMIT;
use crate::source::body::address;
use crate::source::json::place::{At, pointer};

impl Rules<'_> {
    /// A text that a reader meets.
    pub(super) fn text(&mut self, text: &str, at: &At<'_>) {
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
            return;
        }
        let is_control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        if let Some(c) = text.chars().find(is_control) {
            let message = format!("the control character U+{:04X} is no text", u32::from(c));
            let help = "take it out; it often comes from copying out of a PDF";
            self.error(at, "control-character", &message, help);
            return;
        }
        self.log.passage(at.source(), at.bytes(), text);
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
                self.cites.push(lead(&place, reference));
                let was_in_link = std::mem::replace(&mut self.in_link, true);
                self.content(&mut citation.content, &inside.key("content"));
                self.in_link = was_in_link;
            }
            Inline::LineBreak => {}
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

fn lead(at: &At<'_>, to: crate::model::Anchor) -> Lead {
    let span: Span = at.mark();
    Lead {
        span,
        pointer: pointer(&at.steps()),
        to,
    }
}
