//! The pages of a book: what its page list says (EPUB 3.3, section 7.4.3), against the markers in its documents and what
//! the package says of both.

use roxmltree::Document;

use super::nav::{entries, words};
use super::package::Package;
use crate::model::reading::Built;
use crate::xhtml::places::{Goal, Places};

/// What the pages of the page list are called, in its order. Entries that lead to no marker, or to that of another page,
/// are faults.
pub(super) fn listed(
    path: &str,
    nav: &Document<'_>,
    places: &Places,
    faults: &mut Vec<String>,
) -> Vec<String> {
    let mut out = Vec::new();
    for entry in entries(nav, "page-list") {
        let said = words(entry).trim().to_owned();
        let href = entry.attribute("href").unwrap_or_default();
        let marked = match places.goal(path, href) {
            Goal::Place(name) => places.page(&name),
            Goal::Outside(_) | Goal::Missing => None,
        };
        match marked {
            None => faults.push(format!(
                "page “{said}” of the page list leads to no marker ({href})"
            )),
            Some(label) if label != said => faults.push(format!(
                "page “{said}” of the page list leads to the marker of page “{label}”"
            )),
            Some(_) => {}
        }
        out.push(said);
    }
    out
}

/// Holds the markers that were read, the page list and the package against each other.
pub(super) fn check(package: &Package, listed: &[String], built: &Built, faults: &mut Vec<String>) {
    for label in &built.misplaced {
        faults.push(format!(
            "the marker of page “{label}” stands inside a word, or behind all text"
        ));
    }
    let marked: Vec<&String> = built.page_starts.iter().map(|start| &start.label).collect();
    for label in &marked {
        if !listed.contains(label) {
            faults.push(format!("page “{label}” is marked, and is not in the page list"));
        }
    }
    let in_order = listed.iter().filter(|label| marked.contains(label));
    if !in_order.eq(marked.iter().copied().filter(|label| listed.contains(label))) {
        faults.push("the page list has another order than the text, or a page twice".to_owned());
    }
    let has_pages = !marked.is_empty() || !listed.is_empty();
    if has_pages && package.page_source.is_none() {
        faults.push("the package does not say whose pages are marked (pageBreakSource)".to_owned());
    }
    if !has_pages && package.page_source.is_some() {
        faults.push("the package says whose pages are marked, and none are".to_owned());
    }
    for (feature, present) in [
        ("pageBreakMarkers", !marked.is_empty()),
        ("pageNavigation", !listed.is_empty()),
    ] {
        let claimed = package.features.iter().any(|claimed| claimed == feature);
        if claimed && !present {
            faults.push(format!("the package claims {feature}, which the book has not"));
        }
        if present && !claimed {
            faults.push(format!("the package does not say that the book has {feature}"));
        }
    }
}
