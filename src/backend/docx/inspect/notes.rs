//! What footnotes, endnotes and comments say, for the marks in the text that call them.

use std::collections::BTreeMap;

use super::content::words;
use super::parts::{Parts, Trees, W, attribute};
use crate::model::reading::collapse;

/// Their words by kind and id.
pub type Notes<'a> = BTreeMap<(&'static str, &'a str), String>;

/// The parts that hold them, by the kind of their relationship, and the elements in them.
const KINDS: [(&str, &str); 3] = [
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
    ("comments", "comment"),
];

/// The notes of a document.
pub fn of<'a>(parts: &Parts, trees: &'a Trees<'_>) -> Notes<'a> {
    let mut notes = Notes::new();
    for (kind, element) in KINDS {
        let Some(tree) = parts.related(kind).and_then(|name| trees.get(name)) else {
            continue;
        };
        for note in tree.root_element().children() {
            if note.has_tag_name((W, element)) {
                let id = attribute(note, "id").unwrap_or_default();
                notes.insert((element, id), collapse(&words(note)));
            }
        }
    }
    notes
}
