//! How the text of a book looks: each document with the style sheets that it names.

use roxmltree::{Document, Node};

use crate::backend::Look;
use crate::xhtml::Files;
use crate::xhtml::address::{Address, resolve};
use crate::xhtml::look::{self, Medium, Sheeted};

/// How the documents look. Where a sheet is missing nothing is told.
pub(super) fn of(documents: &[(&str, Document<'_>)], files: &Files) -> Look {
    let sheeted: Vec<Sheeted<'_, '_>> = documents
        .iter()
        .map(|(path, document)| Sheeted {
            document,
            sheets: sheets(path, document, files),
        })
        .collect();
    let seen = look::of(&sheeted, Medium::ReadingSystem);
    Look {
        smallest_text: seen.smallest_text,
        body_text: seen.body_text,
        least_leading: seen.least_leading,
        longest_line: None,
        lowest_contrast: seen.lowest_contrast,
    }
}

/// The sheets that a document links to, then its own.
fn sheets(path: &str, document: &Document<'_>, files: &Files) -> Option<Vec<(String, [bool; 2])>> {
    let is_sheet = |node: &Node<'_, '_>| {
        let kind = node.attribute("rel").unwrap_or_default();
        node.tag_name().name() == "link" && kind.split_whitespace().any(|kind| kind == "stylesheet")
    };
    let mut out = Vec::new();
    for link in document.descendants().filter(is_sheet) {
        let Some(Address::Inside { path, .. }) = resolve(path, link.attribute("href")?) else {
            return None;
        };
        let css = String::from_utf8(files.get(&path)?.clone()).ok()?;
        out.push((css, look::holds(link)));
    }
    out.extend(look::own_sheets(document));
    Some(out)
}
