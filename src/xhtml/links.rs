//! Links: what they lead to, and which of them is a control of the page and no part of what it says.

use roxmltree::{Document, Node, NodeId};

use super::document::{At, Walk, is, plain_text};
use super::places::{Goal, Places};
use crate::model::inline::Target;
use crate::model::reading::RunKind;
use crate::model::text::Anchor;

impl<'a, 'i> Walk<'_, 'a, 'i> {
    pub(super) fn link(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let Some(href) = node.attribute("href") else {
            return self.inside(node, at);
        };
        let words = plain_text(node);
        if node
            .attribute("aria-label")
            .is_some_and(|name| !name.contains(&words))
        {
            self.fault(format!("the accessible name of “{words}” hides its words"));
        }
        // Names of places are anchors, so that the fallback never serves.
        let anchor = |name: &str| Anchor::from_words(name, "place");
        let kind = match (self.places.goal(self.path, href), node.attribute("role")) {
            (Goal::Outside(url), _) => RunKind::Link(Target::Url(url)),
            (Goal::Place(name), Some("doc-biblioref")) => RunKind::Citation(name),
            (Goal::Place(name), Some("doc-backlink")) => RunKind::BackLink(name),
            (Goal::Place(name), _) => RunKind::Link(Target::Anchor(anchor(&name))),
            (Goal::Missing, _) => {
                self.fault(format!("the link “{words}” leads nowhere ({href})"));
                RunKind::Plain
            }
        };
        self.inside(node, &at.linked(kind))
    }
}

/// The link past what stands before the text (WCAG 2.2, technique G1): the first link of the page, where it stands outside
/// of the main element and leads to it. Who takes it meets the text sooner and misses none of it: it is a control of the
/// page, and no part of what the page says.
#[must_use]
pub fn bypass(path: &str, document: &Document<'_>, places: &Places) -> Option<NodeId> {
    let first = document
        .descendants()
        .find(|node| is(*node, "a") && node.has_attribute("href"))?;
    let main = document.descendants().find(|node| is(*node, "main"))?;
    let target = places.name(path, Some(main.attribute("id")?))?;
    let outside = first.ancestors().all(|node| node != main);
    match places.goal(path, first.attribute("href")?) {
        Goal::Place(name) if outside && name == target => Some(first.id()),
        Goal::Place(_) | Goal::Outside(_) | Goal::Missing => None,
    }
}
