//! Notes (EPUB Structural Semantics): many systems take what is marked as one out of the text, and show it when the reader
//! follows a link to it. What nothing leads to is then seen nowhere.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::nav::OPS;
use crate::model::excerpt;
use crate::xhtml::document::plain_text;

/// What is taken out of the text.
const NOTES: [&str; 3] = ["endnote", "footnote", "rearnote"];

fn is_marked(node: Node<'_, '_>, kinds: &[&str]) -> bool {
    let marked = node.attribute((OPS, "type")).unwrap_or_default();
    marked.split_whitespace().any(|kind| kinds.contains(&kind))
}

/// Reports notes that no reference to a note leads to.
pub(super) fn check(documents: &[(&str, Document<'_>)], faults: &mut Vec<String>) {
    let all = || documents.iter().flat_map(|(_, document)| document.descendants());
    let refers =
        |node: &Node<'_, '_>| is_marked(*node, &["noteref"]) || node.attribute("role") == Some("doc-noteref");
    let addresses = all().filter(refers).filter_map(|node| node.attribute("href"));
    let led_to: BTreeSet<&str> = addresses
        .filter_map(|href| href.split_once('#'))
        .map(|(_, id)| id)
        .collect();
    for (path, document) in documents {
        let notes = document.descendants().filter(|node| is_marked(*node, &NOTES));
        // A note inside another is told with it.
        let notes = notes.filter(|node| !node.ancestors().skip(1).any(|outer| is_marked(outer, &NOTES)));
        for note in notes {
            let is_led_to = |node: Node<'_, '_>| node.attribute("id").is_some_and(|id| led_to.contains(id));
            let words = plain_text(note);
            if !words.is_empty() && !note.descendants().any(is_led_to) {
                let words = excerpt(&words);
                faults.push(format!(
                    "{path}: “{words}” is marked as a note that nothing leads to, and some systems show no such words"
                ));
            }
        }
    }
}
