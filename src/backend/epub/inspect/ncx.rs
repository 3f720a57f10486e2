//! The contents as EPUB 2 has them (OPF 2.0.1, section 2.4.1), for books without a navigation document: every entry has to
//! lead somewhere.

use roxmltree::Node;

use crate::xhtml::places::{Goal, Places};
use crate::xhtml::{Files, parse};

const NCX: &str = "http://www.daisy.org/z3986/2005/ncx/";

/// Reports entries without words and entries that lead nowhere.
pub(super) fn check(path: &str, files: &Files, places: &Places, faults: &mut Vec<String>) {
    // A file that is missing has been reported with the manifest.
    if !files.contains_key(path) {
        return;
    }
    let document = match parse(files, path) {
        Ok(document) => document,
        Err(why) => return faults.push(why),
    };
    let mut entries = 0;
    let points = |node: &Node<'_, '_>| node.has_tag_name((NCX, "navPoint"));
    for point in document.descendants().filter(points) {
        entries += 1;
        let child = |name: &str| point.children().find(|node| node.has_tag_name((NCX, name)));
        let label = child("navLabel");
        let words: String = label
            .into_iter()
            .flat_map(|label| label.descendants())
            .filter_map(|node| node.text().filter(|_| node.is_text()))
            .collect();
        if words.trim().is_empty() {
            faults.push(format!("{path} has an entry without words"));
        }
        let source = child("content").and_then(|content| content.attribute("src"));
        let source = source.unwrap_or_default();
        if !matches!(places.goal(path, source), Goal::Place(_)) {
            let words = words.trim();
            faults.push(format!("the entry “{words}” of {path} leads nowhere ({source})"));
        }
    }
    if entries == 0 {
        faults.push(format!("{path} has no table of contents"));
    }
}
