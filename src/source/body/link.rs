//! Links: where they may lead.

use comrak::nodes::{AstNode, NodeLink, Sourcepos};

use super::Walk;
use crate::finding::Span;
use crate::model::{Anchor, Content, Link, Target};
use crate::source::address::address;
use crate::source::near::did_you_mean;

impl Walk<'_> {
    /// A link, or a finding.
    pub(super) fn link<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        link: &NodeLink,
        pos: Sourcepos,
    ) -> Option<Link> {
        let span = self.place.span(pos);
        let defined = span.text().starts_with("[^") || span.text().starts_with("[@");
        if defined && !span.text().contains("](") {
            // The parser has followed a definition, which is reported in its own line.
            return None;
        }
        if !link.title.is_empty() {
            let help =
                "take the words in quotes out, or put them into the text: many readers never meet them";
            self.log
                .error(span.clone(), "link-title", "a link has no title of its own", help);
        }
        if node.data.borrow().attrs.is_some() {
            self.attributes(node, pos, false);
        }
        let before = self.log.len();
        let was_in_link = std::mem::replace(&mut self.in_link, true);
        let content = Content::new(self.inlines(node));
        self.in_link = was_in_link;
        let faulty = self.faulty_since(before);
        if let Some(id) = link.url.strip_prefix('#') {
            return self.inner(id, content, &span, faulty);
        }
        let target = self.address(&link.url, &span)?;
        if content.is_none() && !faulty {
            let help = "write between the brackets where the link leads";
            self.log
                .error(span.clone(), "empty-link", "the link has no words", help);
        }
        let content = content?;
        if !self.framed()
            && let Target::Url(url) = &target
        {
            self.agrees(&content, url, &span);
        }
        Some(Link { target, content })
    }

    /// A link to a heading of this leaflet. Without words of its own it takes the heading's.
    fn inner(&mut self, id: &str, content: Option<Content>, span: &Span, faulty: bool) -> Option<Link> {
        let target = Anchor::new(id);
        if self.framed() {
            if content.is_none() && !faulty {
                let help = "write the words of the link: a frame does not know the leaflet's headings";
                self.log
                    .error(span.clone(), "empty-link", "the link has no words", help);
            }
            return Some(Link {
                target: Target::Anchor(target?),
                content: content?,
            });
        }
        let words = self.outline.words(id).map(str::to_owned);
        let Some((target, words)) = target.zip(words) else {
            let at = span
                .text()
                .rfind(&format!("#{id}"))
                .map_or(span.bytes.clone(), |at| {
                    span.bytes.start + at..span.bytes.start + at + 1 + id.len()
                });
            let near = did_you_mean(id, self.outline.names());
            let message = format!("no heading of the leaflet is named `{id}`");
            let help = format!(
                "{near}name the heading: `## Words {{#{}}}`",
                &*Anchor::from_words(id, "name")
            );
            self.log.error(self.place.at(at), "unknown-target", message, help);
            return None;
        };
        let content = content.or_else(|| Content::text(&words))?;
        Some(Link {
            target: Target::Anchor(target),
            content,
        })
    }

    fn address(&mut self, url: &str, span: &Span) -> Option<Target> {
        match address(url) {
            Ok(url) => Some(Target::Url(url)),
            Err(fault) => {
                self.log
                    .error(span.clone(), fault.code, fault.message, fault.help);
                None
            }
        }
    }
}
