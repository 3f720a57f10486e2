//! How the text of a book looks: each document with the style sheets that it names.

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::{Document, Node};

use crate::backend::Look;
use crate::xhtml::Files;
use crate::xhtml::address::{Address, resolve};
use crate::xhtml::look::{self, Holds, Medium, Sheet, Sheeted};

/// How the documents look. Where a sheet is missing nothing is told. Sheets that no document links to may be loaded all
/// the same, by an instruction or as an alternative: what they do to words is told as if all documents did.
pub(super) fn of(
    documents: &[(&str, Document<'_>)],
    files: &Files,
    manifest: &[(String, String)],
    faults: &mut Vec<String>,
) -> Look {
    let mut sheets = Sheets {
        files,
        parsed: BTreeMap::new(),
    };
    let mut sheeted: Vec<Sheeted<'_, '_>> = documents
        .iter()
        .map(|(path, document)| {
            let (found, whole) = sheets.of(path, document);
            Sheeted {
                document,
                sheets: found,
                whole,
            }
        })
        .collect();
    let linked: Vec<String> = sheets.parsed.keys().cloned().collect();
    let others = manifest
        .iter()
        .filter(|(path, media_type)| media_type == "text/css" && !linked.contains(path));
    for (path, _) in others {
        let Some(sheet) = sheets.parsed(path) else {
            continue;
        };
        for one in &mut sheeted {
            one.sheets.push((Rc::clone(&sheet), Holds::ELSEWHERE));
        }
    }
    let seen = look::of(&sheeted, Medium::ReadingSystem, faults);
    Look {
        smallest_text: seen.smallest_text,
        body_text: seen.body_text,
        least_leading: seen.least_leading,
        longest_line: None,
        lowest_contrast: seen.lowest_contrast,
    }
}

/// The sheets of a book, each parsed once.
struct Sheets<'f> {
    files: &'f Files,
    parsed: BTreeMap<String, Rc<Sheet>>,
}

impl Sheets<'_> {
    fn parsed(&mut self, path: &str) -> Option<Rc<Sheet>> {
        if let Some(known) = self.parsed.get(path) {
            return Some(Rc::clone(known));
        }
        let css = String::from_utf8_lossy(self.files.get(path)?);
        let sheet = Rc::new(Sheet::parse(&css));
        self.parsed.insert(path.to_owned(), Rc::clone(&sheet));
        Some(sheet)
    }

    /// The sheets that a document links to, then its own, and whether these are all of them.
    fn of(&mut self, path: &str, document: &Document<'_>) -> (Vec<(Rc<Sheet>, Holds)>, bool) {
        let is_sheet = |node: &Node<'_, '_>| {
            let kind = node.attribute("rel").unwrap_or_default().to_ascii_lowercase();
            let mut kinds = kind.split_whitespace();
            node.tag_name().name() == "link"
                && kinds.clone().all(|kind| kind != "alternate")
                && kinds.any(|kind| kind == "stylesheet")
        };
        let (mut out, mut whole) = (Vec::new(), true);
        for link in document.descendants().filter(is_sheet) {
            let found = match resolve(path, link.attribute("href").unwrap_or_default()) {
                Some(Address::Inside { path, .. }) => self.parsed(&path),
                Some(Address::Outside(_)) | None => None,
            };
            match found {
                Some(sheet) => out.push((sheet, look::holds(link))),
                None => whole = false,
            }
        }
        out.extend(look::own_sheets(document));
        (out, whole)
    }
}
