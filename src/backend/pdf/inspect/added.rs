//! Words that are seen and not read: artifacts in the midst of the text. Header cells are set again above the next part of
//! their table, or before each cell where a table is set as a list.

use super::content::{Contents, Key};
use super::letters::letters;
use super::structure::{Element, Kid, Structure};

/// How many bytes of header cells are kept.
const MOST_HEADERS: usize = 1 << 18;

/// What is told of them.
pub(super) fn told(structure: &Structure, contents: &Contents) -> Vec<String> {
    let mut headers = String::new();
    if let Some(root) = structure.root.as_ref().filter(|_| !contents.added.is_empty()) {
        gather(root, false, contents, &mut headers);
    }
    let added = contents.added.iter().filter(|(_, words)| {
        let said = letters(words);
        !headers.contains(&said)
    });
    let told = |(page, words): &(usize, String)| {
        format!(
            "page {}: words that are seen are not read: “{words}” (an artifact)",
            page + 1
        )
    };
    added.map(told).collect()
}

/// The letters of all header cells, those of each for themselves.
fn gather(element: &Element, within: bool, contents: &Contents, out: &mut String) {
    let is_header = within || element.standard == "TH";
    for kid in &element.kids {
        match kid {
            Kid::Element(kid) => gather(kid, is_header, contents, out),
            Kid::Content(key) if is_header && out.len() < MOST_HEADERS => add(*key, contents, out),
            Kid::Content(_) | Kid::Object(_) => {}
        }
    }
    if element.standard == "TH" {
        out.push(' ');
    }
}

fn add(key: Key, contents: &Contents, out: &mut String) {
    if let Some(sequence) = contents.get(&key) {
        out.push_str(&letters(&sequence.text));
    }
}
