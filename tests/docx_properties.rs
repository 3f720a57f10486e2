//! What a Word file says of itself beside its words: properties, fonts, settings, tables. Everything is read from the
//! bytes, the fonts by code of our own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod opc;
mod specimen;

use std::collections::BTreeMap;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::backend::pdf::Pdf;
use clearleaf::export;
use clearleaf::layout::fonts::{FACES, Face};
use clearleaf::layout::{Edition, LAYOUTS, Layout, Words};
use clearleaf::model::*;
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use opc::{part, parts};
use roxmltree::{Document, Node};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn example(slug: &str, layout: &str) -> Edition {
    let files = Disk::new(concat!(env!("CARGO_MANIFEST_DIR"), "/source"));
    let layout = Layout::bundled(layout, None).unwrap();
    export::edition(&files, slug, &layout, None).unwrap().0.unwrap()
}

fn write(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

fn person(name: Option<&str>, role: &str) -> Contributor {
    Contributor {
        name: name.and_then(NonEmpty::new),
        role: NonEmpty::new(role),
        approved: false,
    }
}

/// The properties of a part by name.
fn properties(bytes: &[u8], name: &str) -> BTreeMap<String, String> {
    let text = part(bytes, name);
    let tree = Document::parse(&text).unwrap();
    let elements = tree.root_element().children().filter(Node::is_element);
    elements
        .map(|node| {
            let text = node.text().unwrap_or_default();
            (node.tag_name().name().to_owned(), text.to_owned())
        })
        .collect()
}

fn said(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn the_properties_say_all_that_the_record_knows() {
    let bytes = write(&example("gastroscopy", "large-print"));
    let summary = "A gastroscopy is a test that looks inside your gullet and your stomach. \
        This leaflet tells you how to get ready, what happens, and when to call for help.";
    assert_eq!(
        properties(&bytes, "docProps/core.xml"),
        said(&[
            ("title", "Having a gastroscopy"),
            ("subject", summary),
            ("creator", "A. Writer"),
            ("keywords", "gastroscopy; endoscopy; OGD; stomach"),
            ("category", "Tests of the stomach"),
            ("language", "en-GB"),
            ("version", "2.1"),
            ("created", "2025-03-03T00:00:00Z"),
            ("modified", "2026-10-19T00:00:00Z"),
        ])
    );
    let mut application = properties(&bytes, "docProps/app.xml");
    let version = application.remove("AppVersion").unwrap();
    let (whole, rest) = version.split_once('.').unwrap();
    assert_eq!((whole.len(), rest.len()), (2, 4), "{version}");
    assert!(format!("{whole}{rest}").bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(
        application,
        said(&[
            ("Application", "clearleaf"),
            ("Company", "Larkfield Health Leaflets (example)"),
            ("DocSecurity", "0"),
        ])
    );
}

#[test]
fn what_is_not_known_is_not_said() {
    let edition = Edition {
        date: None,
        ..specimen::edition(specimen::every_block(), None)
    };
    let core = properties(&write(&edition), "docProps/core.xml");
    let names: Vec<&str> = core.keys().map(String::as_str).collect();
    assert_eq!(names, ["language", "subject", "title"]);
    let application = properties(&write(&edition), "docProps/app.xml");
    assert!(!application.contains_key("Company"));
}

#[test]
fn dates_are_in_order_whatever_files_are_to_bear() {
    let mut edition = specimen::edition(specimen::every_block(), None);
    let dates = |edition: &Edition| {
        let core = properties(&write(edition), "docProps/core.xml");
        (core["created"].clone(), core["modified"].clone())
    };
    let midnight = |day: &str| format!("{day}T00:00:00Z");
    let given = midnight("2026-03-14");
    assert_eq!(dates(&edition), (given.clone(), given.clone()));
    edition.leaflet.record.published = Date::parse("2025-07");
    assert_eq!(dates(&edition), (midnight("2025-07-01"), given.clone()));
    edition.leaflet.record.published = Date::parse("2027-01-01");
    assert_eq!(dates(&edition), (given.clone(), given));
}

/// The authors by name; where none is named, the publisher: the same in every format.
#[test]
fn who_made_a_leaflet_is_the_same_in_every_format() {
    let mut edition = example("gastroscopy", "large-print");
    let publisher = edition.leaflet.publisher.as_ref().unwrap().name.to_string();
    for (authors, creators) in [
        (
            vec![
                person(Some("A. One"), "nurse"),
                person(None, "panel"),
                person(Some("B. Two"), ""),
            ],
            vec!["A. One", "B. Two"],
        ),
        (vec![person(None, "panel")], vec![publisher.as_str()]),
        (Vec::new(), vec![publisher.as_str()]),
    ] {
        edition.leaflet.record.authors = authors;
        let word = properties(&write(&edition), "docProps/core.xml");
        assert_eq!(word["creator"], creators.join("; "));
        let pages = LazyPages::of(&edition);
        let pdf = lopdf::Document::load_mem(&Pdf.write(&edition, &pages).unwrap()).unwrap();
        let info = pdf
            .trailer
            .get(b"Info")
            .and_then(lopdf::Object::as_reference)
            .unwrap();
        let author = pdf.get_dictionary(info).unwrap().get(b"Author").unwrap();
        assert_eq!(author.as_str().unwrap(), creators.join(", ").as_bytes());
        let book = Epub.write(&edition, &pages).unwrap();
        let package = parts(&book)
            .into_iter()
            .find(|(name, _)| name.ends_with(".opf"))
            .unwrap()
            .1;
        let package = String::from_utf8(package).unwrap();
        let package = Document::parse(&package).unwrap();
        let found: Vec<&str> = package
            .descendants()
            .filter(|node| node.tag_name().name() == "creator")
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(found, creators);
    }
}

/// The fonts of a table, by name.
fn fonts<'a, 'i>(table: &'a Document<'i>) -> BTreeMap<&'a str, Node<'a, 'i>> {
    let fonts = table.root_element().children().filter(Node::is_element);
    fonts
        .map(|font| (font.attribute((W, "name")).unwrap(), font))
        .collect()
}

/// A face as it was before ECMA-376 part 1, 17.8.1 changed its first 32 bytes: they are combined with the bytes of the
/// key, the last of the key's text first.
fn plain(obfuscated: &[u8], key: &str) -> Vec<u8> {
    let digits: String = key.chars().filter(char::is_ascii_hexdigit).collect();
    assert_eq!((digits.len(), key.len()), (32, 38), "{key}");
    let mut bytes = obfuscated.to_vec();
    for (at, byte) in bytes.iter_mut().take(32).enumerate() {
        let from = 30 - 2 * (at % 16);
        *byte ^= u8::from_str_radix(&digits[from..from + 2], 16).unwrap();
    }
    bytes
}

/// The tables of a font by their tags.
fn tables(font: &[u8]) -> BTreeMap<&[u8], &[u8]> {
    let word = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let record = |number: usize| {
        let at = 12 + 16 * number;
        let start = word(at + 8);
        (&font[at..at + 4], &font[start..start + word(at + 12)])
    };
    (0..count).map(record).collect()
}

fn bundled(family: &str, element: &str) -> &'static Face {
    let (bold, italic) = match element {
        "embedRegular" => (false, false),
        "embedBold" => (true, false),
        "embedItalic" => (false, true),
        "embedBoldItalic" => (true, true),
        other => panic!("{other}"),
    };
    let weight = |face: &Face| face.weight == clearleaf::layout::Weight::Bold;
    let same = |face: &&Face| face.family == family && weight(face) == bold && face.italic == italic;
    FACES.iter().find(same).unwrap()
}

#[test]
fn whole_faces_are_embedded_and_may_be_edited_with() {
    let mut seen = BTreeMap::new();
    for slug in ["gastroscopy", "gastroscopy-ar"] {
        let bytes = write(&example(slug, "large-print"));
        let files = parts(&bytes);
        let text = part(&bytes, "word/fontTable.xml");
        let links = part(&bytes, "word/_rels/fontTable.xml.rels");
        let (table, links) = (Document::parse(&text).unwrap(), Document::parse(&links).unwrap());
        for (family, font) in fonts(&table) {
            let embedded = font
                .children()
                .filter(|node| node.tag_name().name().starts_with("embed"));
            for node in embedded {
                let id = node.attribute((R, "id"));
                let link = links
                    .descendants()
                    .find(|link| link.attribute("Id") == id)
                    .unwrap();
                let file = &files[&format!("word/{}", link.attribute("Target").unwrap())];
                let face = bundled(family, node.tag_name().name());
                let found = plain(file, node.attribute((W, "fontKey")).unwrap());
                let fitted = family == "Noto Sans Arabic";
                assert_eq!(found == face.bytes, !fitted, "{}", face.file);
                let (found, whole) = (tables(&found), tables(face.bytes));
                assert!(found.keys().eq(whole.keys()), "{}", face.file);
                for (tag, table) in &whole {
                    // A face that asks for very high lines is embedded with the line that it is set in.
                    let lines = fitted && [b"hhea", b"OS/2", b"head"].iter().any(|own| own == tag);
                    assert!(lines || found[tag] == *table, "{}: {tag:?}", face.file);
                }
                // OpenType 1.9, OS/2 fsType: 0 is installable, bit 3 editable; bit 8 would forbid nothing but subsets.
                let kind = u16::from_be_bytes(found[&b"OS/2"[..]][8..10].try_into().unwrap());
                assert!(kind & 0xF == 0 || kind & 0x8 != 0, "{}: fsType {kind}", face.file);
                *seen.entry(family.to_owned()).or_insert(0) += 1;
            }
        }
        let settings = part(&bytes, "word/settings.xml");
        assert!(settings.contains("<w:embedTrueTypeFonts/>") && !settings.contains("saveSubsetFonts"));
    }
    assert_eq!(seen["Atkinson Hyperlegible Next"], 2, "regular and bold");
    assert_eq!(seen["Noto Sans Arabic"], 4, "in both leaflets");
}

#[test]
fn every_family_names_another_and_says_what_it_is() {
    let order = ["altName", "panose1", "charset", "family", "pitch", "sig"];
    for slug in ["gastroscopy", "gastroscopy-ar"] {
        let text = part(&write(&example(slug, "large-print")), "word/fontTable.xml");
        let table = Document::parse(&text).unwrap();
        for (family, font) in fonts(&table) {
            let said: Vec<Node<'_, '_>> = font
                .children()
                .filter(|node| !node.tag_name().name().starts_with("embed"))
                .collect();
            let names: Vec<&str> = said.iter().map(|node| node.tag_name().name()).collect();
            let expected = order
                .iter()
                .filter(|name| **name != "panose1" || family == "Noto Sans");
            assert!(names.iter().eq(expected), "{family}: {names:?}");
            let other = said[0].attribute((W, "val")).unwrap();
            assert!(
                other
                    .split(',')
                    .all(|name| name == name.trim() && !name.is_empty()),
                "{other}"
            );
            assert!(other.starts_with("Arial"), "{family}: {other}");
            let signature = said.last().unwrap();
            for name in ["usb0", "usb1", "usb2", "usb3", "csb0", "csb1"] {
                let bits = signature.attribute((W, name)).unwrap();
                assert!(bits.len() == 8 && u32::from_str_radix(bits, 16).is_ok(), "{bits}");
            }
        }
    }
}

/// The descriptions of the tables of a leaflet, and the bookmarks in their first cells.
fn described(edition: &Edition) -> Vec<(Option<String>, String)> {
    let text = part(&write(edition), "word/document.xml");
    let document = Document::parse(&text).unwrap();
    let tables = document
        .descendants()
        .filter(|node| node.has_tag_name((W, "tbl")));
    let of = |table: Node<'_, '_>| {
        let find = |node: Node<'_, '_>, name: &str, value: &str| {
            let found = node.descendants().find(|node| node.has_tag_name((W, name)));
            found
                .and_then(|node| node.attribute((W, value)))
                .map(str::to_owned)
        };
        let cell = table
            .descendants()
            .find(|node| node.has_tag_name((W, "tc")))
            .unwrap();
        let title = find(cell, "bookmarkStart", "name");
        (find(table, "tblDescription", "val"), title.unwrap_or_default())
    };
    tables.map(of).collect()
}

#[test]
fn tables_say_what_they_hold_and_which_cells_head_them() {
    let found = described(&example("gastroscopy", "large-print"));
    let expected = |words: &str, title: &str| (Some(words.to_owned()), title.to_owned());
    assert_eq!(
        found[..2],
        [
            expected(
                "Columns: What, Test in the morning, Test in the afternoon.",
                "Title_2"
            ),
            expected("Columns: Medicine, Examples, What may change.", "ColumnTitle"),
        ]
    );
    let arabic = described(&example("gastroscopy-ar", "large-print"));
    let words = arabic[0].0.as_deref().unwrap();
    assert!(words.starts_with("الأعمدة: ") && words.contains('،'), "{words}");
    // What cannot be marked as English is not said to who hears another language.
    let mut welsh = specimen::edition(specimen::every_block(), None);
    welsh.leaflet.lang = specimen::lang("cy");
    welsh.words = Words::of(&specimen::lang("cy")).unwrap().0;
    assert!(described(&welsh).iter().all(|(words, _)| words.is_none()));
}

#[test]
fn settings_hold_what_a_careful_colleague_would_leave() {
    for layout in &LAYOUTS {
        let edition = example("gastroscopy", layout.name);
        let bytes = write(&edition);
        let settings = part(&bytes, "word/settings.xml");
        let painted = edition.layout.profile.colours.paints_paper();
        assert_eq!(
            settings.contains("<w:displayBackgroundShape/>"),
            painted,
            "{}",
            layout.name
        );
        for traces in [
            "rsid",
            "proofState",
            "attachedTemplate",
            "updateFields",
            "trackRevisions",
            "documentProtection",
            "saveSubsetFonts",
            "decimalSymbol",
        ] {
            assert!(!settings.contains(traces), "{traces}");
        }
        let document = part(&bytes, "word/document.xml");
        assert!(!document.contains("rsid") && !document.contains("proofErr"));
        assert!(parts(&bytes).keys().all(|name| !name.contains("custom")));
    }
}
