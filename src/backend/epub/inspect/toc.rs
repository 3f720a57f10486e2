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
            let id = |node: Node<'_, '_>| node.attribute("id").and_then(|id| places.name(file, Some(id)));
            // A part leads to the heading that it begins with, a document to its first.
            let begun = node
                .ancestors()
                .take_while(|outer| begins_with(*outer, node))
                .filter_map(id);
            let inside = node.descendants().skip(1).filter_map(id);
            let mut names: Vec<String> = begun.chain(inside).collect();
            if !headings.iter().any(|(_, _, known)| known == file) {
                names.extend(places.name(file, None));
            }
            headings.push((names, plain_text(node), *file));
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
        let Some(at) = headings.iter().position(|(names, ..)| names.contains(&goal)) else {
            if !headings.is_empty() {
                faults.push(format!(
                    "the entry “{said}” of {path} leads to no heading ({href})"
                ));
            }
            continue;
        };
        if headings
            .get(at)
            .is_none_or(|(_, words, _)| collapse(words) != said)
        {
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
    for (n, (_, (_, words, _))) in missing.clone().enumerate() {
        if n == SHOWN {
            let more = missing.count() - SHOWN;
            faults.push(format!(
                "and {more} more headings: each is not in the table of contents of {path}"
            ));
            break;
        }
        faults.push(format!(
            "the heading “{words}” is not in the table of contents of {path}"
        ));
    }
    landmarks(path, nav, places, documents, faults);
}

/// How many headings that are missing are named.
const SHOWN: usize = 10;

/// Whether nothing stands in an element before a heading.
fn begins_with(outer: Node<'_, '_>, heading: Node<'_, '_>) -> bool {
    let mut at = heading;
    while at != outer {
        let before = at.prev_siblings().skip(1).take(SHOWN);
        if before.into_iter().any(|node| says(node)) {
            return false;
        }
        match at.parent() {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    outer.is_element()
}

fn says(node: Node<'_, '_>) -> bool {
    let blank = |text: &str| text.trim().is_empty();
    node.descendants()
        .any(|node| node.is_text() && !node.text().is_none_or(blank))
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
