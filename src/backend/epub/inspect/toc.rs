//! The table of contents of the navigation document against the headings of the book: it is the reading system's way
//! through, and who takes it must find every heading by its own words, in the order of the book.

use roxmltree::{Document, Node};

use super::nav::entries;
use crate::model::reading::collapse;
use crate::xhtml::document::plain_text;
use crate::xhtml::places::{Goal, Places, heading_level};

/// Reports entries that say other words than the heading they lead to, entries out of order, headings without an entry,
/// and a table of contents that is hidden.
pub(super) fn check(
    path: &str,
    nav: &Document<'_>,
    places: &Places,
    documents: &[(&str, Document<'_>)],
    faults: &mut Vec<String>,
) {
    let mut headings = Vec::new();
    for (file, document) in documents {
        for node in document
            .descendants()
            .filter(|node| heading_level(*node).is_some())
        {
            let name = node.attribute("id").and_then(|id| places.name(file, Some(id)));
            headings.push((name, plain_text(node)));
        }
    }
    let mut listed = Vec::new();
    for entry in entries(nav, "toc") {
        if entry.ancestors().any(|node| node.has_attribute("hidden")) {
            faults.push(format!("the table of contents of {path} is hidden"));
            return;
        }
        let said = plain_text(entry);
        let href = entry.attribute("href").unwrap_or_default();
        let Goal::Place(goal) = places.goal(path, href) else {
            continue;
        };
        // Where a book has no headings its contents lead to its beginning.
        let Some(at) = headings.iter().position(|(name, _)| name.as_ref() == Some(&goal)) else {
            if !headings.is_empty() {
                faults.push(format!(
                    "the entry “{said}” of {path} leads to no heading ({href})"
                ));
            }
            continue;
        };
        if headings.get(at).is_none_or(|(_, words)| collapse(words) != said) {
            faults.push(format!(
                "the entry “{said}” of {path} leads to a heading of other words ({href})"
            ));
        }
        if listed.last().is_some_and(|last| *last >= at) {
            faults.push(format!("the entry “{said}” of {path} is out of order"));
        }
        listed.push(at);
    }
    let missing = headings.iter().enumerate().filter(|(at, _)| !listed.contains(at));
    for (_, (_, words)) in missing {
        faults.push(format!(
            "the heading “{words}” is not in the table of contents of {path}"
        ));
    }
    landmarks(path, nav, places, documents, faults);
}

/// Landmarks lead to what they name (EPUB 3.3, section 7.4.4), as far as roles tell what that is.
fn landmarks(
    path: &str,
    nav: &Document<'_>,
    places: &Places,
    documents: &[(&str, Document<'_>)],
    faults: &mut Vec<String>,
) {
    for entry in entries(nav, "landmarks") {
        let role = match kind(entry) {
            "toc" => "doc-toc",
            "bibliography" => "doc-bibliography",
            _ => continue,
        };
        let href = entry.attribute("href").unwrap_or_default();
        let Goal::Place(goal) = places.goal(path, href) else {
            continue;
        };
        let address = places.address(&goal);
        let file = address.split('#').next().unwrap_or_default();
        let there = documents.iter().filter(|(name, _)| *name == file);
        let holds = |document: &Document<'_>| {
            document
                .descendants()
                .any(|node| node.attribute("role") == Some(role))
        };
        if !there.clone().any(|(_, document)| holds(document)) {
            faults.push(format!(
                "the landmark “{}” of {path} leads elsewhere ({href})",
                plain_text(entry)
            ));
        }
    }
}

fn kind<'a>(entry: Node<'a, '_>) -> &'a str {
    entry.attribute((super::nav::OPS, "type")).unwrap_or_default()
}
