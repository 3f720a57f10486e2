//! The structure trees of PDFs as golden files: types, attributes, names, languages, how links are called, and the words in
//! the order in which a screen reader meets them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod pdf_bytes;
mod specimen;

use std::collections::BTreeMap;
use std::fmt::Write;

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::model::*;
use clearleaf::page::LazyPages;
use lopdf::{Dictionary, Document, Object, ObjectId};
use pdf_bytes::{Ink, Page, pages, text_string};

fn string(object: &Object) -> String {
    match object {
        Object::Name(bytes) | Object::String(bytes, _) => text_string(bytes),
        Object::Array(list) if list.iter().all(|entry| entry.as_float().is_ok()) => {
            format!("{} numbers", list.len())
        }
        Object::Array(list) => list.iter().map(string).collect::<Vec<_>>().join(" "),
        other => format!("{other:?}"),
    }
}

struct Printer<'d> {
    document: &'d Document,
    roles: &'d Dictionary,
    /// The texts of the marked content of each page.
    texts: BTreeMap<ObjectId, BTreeMap<i64, String>>,
    out: String,
    /// Words that stand in the element that is being written, in however many pieces.
    words: String,
}

impl Printer<'_> {
    fn element(&mut self, dict: &Dictionary, depth: usize) {
        let role = string(dict.get(b"S").unwrap());
        write!(self.out, "{:1$}{role}", "", depth * 2).unwrap();
        if let Ok(standard) = self.roles.get(role.as_bytes()) {
            write!(self.out, "={}", string(standard)).unwrap();
        }
        for key in ["ID", "Lang", "Alt"] {
            if let Ok(value) = dict.get(key.as_bytes()) {
                write!(self.out, " {key}“{}”", string(value)).unwrap();
            }
        }
        let attributes = match dict.get(b"A") {
            Ok(Object::Array(several)) => several.clone(),
            Ok(one) => vec![one.clone()],
            Err(_) => Vec::new(),
        };
        for (key, value) in attributes.iter().flat_map(|object| object.as_dict().unwrap()) {
            if key != b"O" {
                write!(self.out, " {}:{}", String::from_utf8_lossy(key), string(value)).unwrap();
            }
        }
        self.out.push('\n');
        let own_page = dict.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match dict.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        for kid in &kids {
            self.kid(kid, own_page, depth + 1);
        }
        self.spoken(depth + 1);
    }

    fn kid(&mut self, kid: &Object, own_page: Option<ObjectId>, depth: usize) {
        match self.document.dereference(kid).unwrap().1 {
            Object::Integer(mcid) => {
                let text = &self.texts[&own_page.unwrap()][mcid];
                self.words.push_str(text);
            }
            Object::Dictionary(kid) if kid.has(b"S") => {
                self.spoken(depth);
                self.element(kid, depth);
            }
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).unwrap();
                let mcid = kid.get(b"MCID").and_then(Object::as_i64).unwrap();
                self.words.push_str(&self.texts[&page][&mcid]);
            }
            Object::Dictionary(kid) => {
                self.spoken(depth);
                let annotation = kid.get(b"Obj").and_then(Object::as_reference).unwrap();
                let annotation = self.document.get_dictionary(annotation).unwrap();
                let name = string(annotation.get(b"Contents").unwrap());
                writeln!(self.out, "{:1$}→ “{name}”", "", depth * 2).unwrap();
            }
            other => panic!("{other:?} in the structure tree"),
        }
    }

    /// Writes the words so far; where pages or lines break them, and which number a page has, is the layout's business.
    fn spoken(&mut self, depth: usize) {
        let words = std::mem::take(&mut self.words);
        let is_number = self.out.ends_with("PageNumber=Span\n");
        let words = if is_number {
            words.replace(|c: char| c.is_ascii_digit(), "#")
        } else {
            words
        };
        if !words.is_empty() {
            writeln!(self.out, "{:1$}«{words}»", "", depth * 2).unwrap();
        }
    }
}

fn written(edition: &Edition) -> Document {
    let bytes = Pdf.write(edition, &LazyPages::of(edition)).unwrap();
    Document::load_mem(&bytes).unwrap()
}

fn texts(document: &Document, pages: &[Page]) -> BTreeMap<ObjectId, BTreeMap<i64, String>> {
    let ids = document.get_pages();
    pages
        .iter()
        .map(|page| (ids[&u32::try_from(page.number).unwrap()], page.texts()))
        .collect()
}

/// The structure tree as lines.
fn tree(document: &Document) -> String {
    let catalog = document.catalog().unwrap();
    let tree = document.get_dict_in_dict(catalog, b"StructTreeRoot").unwrap();
    let none = Dictionary::new();
    let mut printer = Printer {
        document,
        roles: document.get_dict_in_dict(tree, b"RoleMap").unwrap_or(&none),
        texts: texts(document, &pages(document)),
        out: String::new(),
        words: String::new(),
    };
    printer.element(document.get_dict_in_dict(tree, b"K").unwrap(), 0);
    printer.out
}

#[test]
fn the_specimen_is_tagged_like_this() {
    let edition = specimen::edition(specimen::every_block(), None);
    insta::assert_snapshot!(tree(&written(&edition)));
}

/// What the artifacts of a file say: type, subtype and words, those of a kind and of a page together.
fn artifacts(document: &Document) -> Vec<(usize, String, String, String)> {
    let mut out: Vec<(usize, String, String, String)> = Vec::new();
    for page in pages(document) {
        for (number, sequence) in page.sequences.iter().enumerate() {
            if let Some((kind, subtype)) = &sequence.artifact {
                let words = page.text_of(number);
                match out.last_mut() {
                    Some((at, k, s, known)) if *at == page.number && k == kind && s == subtype => {
                        known.push_str(&words);
                    }
                    _ => out.push((page.number, kind.clone(), subtype.clone(), words)),
                }
            }
        }
    }
    out
}

#[test]
fn each_foot_is_a_footer_and_says_the_number_of_its_page() {
    let document = written(&specimen::edition(specimen::every_block(), None));
    let count = document.get_pages().len();
    let feet: Vec<_> = artifacts(&document)
        .into_iter()
        .filter(|(_, kind, _, _)| kind == "Pagination")
        .collect();
    assert_eq!(feet.len(), count);
    for (number, _, subtype, words) in feet {
        assert_eq!(subtype, "Footer");
        assert!(words.ends_with(&format!("Page {number} of {count}")), "{words}");
    }
}

/// Paper that is not white is painted: on every page of such a layout, once, and as a background.
#[test]
fn the_colour_of_the_sheet_is_a_background() {
    let mut painted = 0;
    for layout in &LAYOUTS {
        let mut edition = specimen::edition(specimen::every_block(), None);
        edition.layout = Layout::bundled(layout.name, None).unwrap();
        let pages = pages(&written(&edition));
        let grounds = |page: &Page| -> Vec<(String, String)> {
            let covers = page.drawn.iter().filter(|drawn| match &drawn.ink {
                Ink::Area(area) => page.media.is_inside(area),
                Ink::Glyph(_) => false,
            });
            covers
                .map(|drawn| page.sequences[drawn.sequence.unwrap()].artifact.clone().unwrap())
                .collect()
        };
        let each: Vec<_> = pages.iter().map(grounds).collect();
        if each.iter().any(|grounds| !grounds.is_empty()) {
            painted += 1;
            let background = vec![("Background".to_owned(), String::new())];
            assert!(
                each.iter().all(|grounds| *grounds == background),
                "{}: {each:?}",
                layout.name
            );
        }
    }
    assert!(painted > 0, "no layout paints its paper");
}

fn cells(row: &[&str]) -> Vec<Cell> {
    row.iter().map(|cell| vec![specimen::text(cell)]).collect()
}

/// A table of many columns that no line of large print holds.
fn wide_table() -> Block {
    let header = Several::new(cells(&[
        "Medicine",
        "Morning",
        "Midday",
        "Afternoon",
        "Evening",
        "Remember",
    ]));
    let rows = vec![
        cells(&[
            "Paracetamol",
            "500 mg",
            "none",
            "500 mg",
            "500 mg",
            "with or without food",
        ]),
        cells(&["Omeprazole", "20 mg", "none", "none", "none", "before breakfast"]),
    ];
    let caption = Some(specimen::content("Your medicines"));
    Block::Table(Table::new(caption, header.unwrap(), rows, true).unwrap())
}

/// It is set as labelled rows, and is still a table to whoever listens: each label once as a header cell, and its
/// repetitions as artifacts.
#[test]
fn a_table_that_is_too_wide_stays_a_table() {
    let edition = specimen::edition(vec![specimen::heading(1, "title", "A"), wide_table()], Some(28.0));
    let document = written(&edition);
    insta::assert_snapshot!(tree(&document));
    let repeated: String = artifacts(&document)
        .into_iter()
        .filter(|(_, kind, _, _)| kind == "Layout")
        .map(|(_, _, _, words)| words)
        .collect();
    for label in [
        "Medicine",
        "Morning",
        "Midday",
        "Afternoon",
        "Evening",
        "Remember",
    ] {
        assert_eq!(repeated.matches(label).count(), 1, "{label} in {repeated}");
    }
    assert_eq!(
        repeated.matches(": ").count(),
        12,
        "a colon behind each label: {repeated}"
    );
}

/// A header row that is set again at the head of a page is read once.
#[test]
fn a_repeated_header_row_is_read_once() {
    let row = |n: usize| cells(&[&format!("Row {n}"), "Some words about it"]);
    let header = Several::new(cells(&["Number", "Meaning"])).unwrap();
    let table = Table::new(None, header, (0..40).map(row).collect(), true).unwrap();
    let document = written(&specimen::edition(vec![Block::Table(table)], None));
    let pages = document.get_pages().len();
    assert!(pages > 2);
    assert_eq!(tree(&document).matches("Meaning").count(), 1);
    let repeated: String = artifacts(&document)
        .into_iter()
        .map(|(_, _, _, words)| words)
        .collect();
    assert_eq!(repeated.matches("Meaning").count(), pages - 1);
}
