//! Link annotations: one for each link and page, with the area of every line and a name that says where it leads.

use std::collections::{BTreeMap, BTreeSet};

use super::broken;
use super::tag::{ElementId, Goal, Structure};
use crate::error::Result;
use crate::layout::Edition;
use crate::layout::words::fill;
use crate::model::text::Anchor;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Area, Pages};

/// A link on a page.
pub(super) struct Annotation<'a> {
    /// The link element that it belongs to.
    pub element: ElementId,
    /// The page, from 0.
    pub page: usize,
    /// The area of each line.
    pub areas: Vec<Area>,
    /// Its accessible name.
    pub contents: String,
    /// Where it leads.
    pub action: Action<'a>,
}

/// Where an annotation leads.
pub(super) enum Action<'a> {
    /// To a URL.
    Url(&'a str),
    /// To a named destination.
    Place(&'a Anchor),
}

/// The annotations of an edition, page by page.
///
/// # Errors
/// `Error::Write` where a link leads to no place, or has no area.
pub(super) fn annotations<'a>(
    edition: &Edition,
    tree: &Tree<'a>,
    structure: &Structure<'a>,
    pages: &Pages,
) -> Result<Vec<Annotation<'a>>> {
    let places = Places::of(tree);
    let known: BTreeSet<&str> = pages.anchors.iter().map(|(anchor, _)| &**anchor).collect();
    let mut out: Vec<Annotation<'a>> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut areas: BTreeMap<NodeId, Vec<Area>> = BTreeMap::new();
        for link in &page.links {
            areas.entry(link.node).or_default().push(link.area);
        }
        for (node, areas) in areas {
            let Some(element) = structure.links.get(&node).copied() else {
                continue;
            };
            let Some(goal) = structure.elements.get(element).and_then(|e| e.target) else {
                continue;
            };
            let words = tree.plain_text(node);
            let contents = places.name(edition, goal, words.trim());
            let action = match goal {
                Goal::Url(url) => Action::Url(url),
                Goal::Place(anchor) | Goal::Reference(anchor) | Goal::Citation(anchor, _) => {
                    Action::Place(anchor)
                }
            };
            if let Action::Place(anchor) = action
                && !known.contains(&**anchor)
            {
                return Err(broken(format!(
                    "the link “{words}” leads to `{}`, which is on no page",
                    &**anchor
                )));
            }
            out.push(Annotation {
                element,
                page: number,
                areas,
                contents,
                action,
            });
        }
    }
    Ok(out)
}

/// What stands at the places that links lead to.
struct Places<'a> {
    labels: BTreeMap<&'a str, &'a str>,
    headings: BTreeMap<&'a str, String>,
}

impl<'a> Places<'a> {
    fn of(tree: &Tree<'a>) -> Self {
        let mut labels = BTreeMap::new();
        let mut headings = BTreeMap::new();
        for (id, node) in tree.ids().zip(tree.nodes()) {
            if let NodeKind::Heading { anchor, .. } = node.kind {
                headings.insert(&**anchor, tree.plain_text(id));
            }
            if let NodeKind::ReferenceLabel { label, .. } = node.kind
                && let Some(parent) = node.parent
                && let NodeKind::Reference { anchor } = tree.node(parent).kind
            {
                labels.insert(&**anchor, label);
            }
        }
        Self { labels, headings }
    }

    /// The accessible name of a link with these words.
    fn name(&self, edition: &Edition, goal: Goal<'_>, shown: &str) -> String {
        let words = &edition.words;
        match goal {
            Goal::Url(url) => {
                let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
                if shown == url || shown == bare {
                    url.to_owned()
                } else {
                    // The URL first: words that hold "{url}" must stay as they are.
                    match words.open_link.split_once("{url}") {
                        Some((before, after)) => {
                            format!(
                                "{}{url}{}",
                                fill(before, "words", shown),
                                fill(after, "words", shown)
                            )
                        }
                        None => fill(&words.open_link, "words", shown),
                    }
                }
            }
            Goal::Place(anchor) => match (self.headings.get(&**anchor), self.labels.get(&**anchor)) {
                (Some(heading), _) => fill(&words.go_to_heading, "heading", heading.trim()),
                (None, Some(label)) => fill(&words.go_to_reference, "label", label),
                (None, None) => shown.to_owned(),
            },
            Goal::Reference(anchor) => {
                // A reference without a label is known by the words that cite it.
                let label = self.labels.get(&**anchor).copied().unwrap_or(shown);
                fill(&words.go_to_reference, "label", label)
            }
            Goal::Citation(_, label) => fill(&words.back_to_citation, "label", label),
        }
    }
}
