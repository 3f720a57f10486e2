//! What a PDF says of itself: the same in the information dictionary and in XMP, nothing of the machine that wrote it, an
//! outline that nests as the headings do, and the same bytes for the same edition in every layout.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod specimen;

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::model::tree::{NodeKind, Tree};
use clearleaf::model::*;
use clearleaf::page::{LazyPages, lay_out};
use lopdf::{Dictionary, Document, Object, ObjectId};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";

fn write(edition: &Edition) -> Vec<u8> {
    Pdf.write(edition, &LazyPages::of(edition)).unwrap()
}

/// An edition whose values would break a careless writer.
fn edition() -> Edition {
    let mut edition = specimen::edition(specimen::every_block(), None);
    edition.leaflet.title = NonEmpty::new("Œdème & <b>“5 mg”</b> (تنظير) \\").unwrap();
    edition.leaflet.summary = NonEmpty::new("A test\u{b} of ]]> & (brackets");
    let author = |name: &str| Contributor {
        name: NonEmpty::new(name),
        role: None,
        approved: false,
    };
    edition.leaflet.keywords = ["test", "œdème & more"]
        .map(|word| NonEmpty::new(word).unwrap())
        .into();
    edition.leaflet.record.authors = vec![author("Ann O’Leary"), author("Émile Ro(se 😀")];
    edition
}

fn text(object: &Object) -> String {
    match object.as_str().unwrap() {
        [0xFE, 0xFF, units @ ..] => {
            let units: Vec<u16> = units
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16(&units).unwrap()
        }
        plain => String::from_utf8(plain.to_vec()).unwrap(),
    }
}

fn info(document: &Document) -> &Dictionary {
    let id = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .unwrap();
    document.get_dictionary(id).unwrap()
}

fn packet(document: &Document) -> String {
    let id = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Metadata"))
        .unwrap();
    let stream = document
        .get_object(id.as_reference().unwrap())
        .and_then(Object::as_stream)
        .unwrap();
    assert!(
        !stream.dict.has(b"Filter"),
        "metadata can be read without decoding"
    );
    String::from_utf8(stream.content.clone()).unwrap()
}

/// The text of a property, with that of the items in it.
fn property(packet: &roxmltree::Document<'_>, namespace: &str, name: &str) -> Option<String> {
    let mut found = packet
        .descendants()
        .filter(|node| node.has_tag_name((namespace, name)));
    let node = found.next()?;
    assert!(found.next().is_none(), "{name} stands twice");
    let words = node
        .descendants()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text());
    Some(words.map(str::trim).collect())
}

#[test]
fn both_places_say_the_same() {
    let edition = edition();
    let document = Document::load_mem(&write(&edition)).unwrap();
    let (info, packet) = (info(&document), packet(&document));
    let packet = roxmltree::Document::parse(&packet).unwrap();
    let same = [
        ("Title", DC, "title"),
        ("Subject", DC, "description"),
        ("Author", DC, "creator"),
        ("Keywords", PDF, "Keywords"),
        ("Creator", XMP, "CreatorTool"),
        ("Producer", PDF, "Producer"),
    ];
    for (key, namespace, name) in same {
        let said = text(info.get(key.as_bytes()).unwrap());
        assert_eq!(property(&packet, namespace, name), Some(said), "{key}");
    }
    assert_eq!(text(info.get(b"Title").unwrap()), &*edition.leaflet.title);
    // XML 1.0 holds no vertical tab; what one place cannot say, the other does not.
    assert_eq!(
        text(info.get(b"Subject").unwrap()),
        "A test\u{FFFD} of ]]> & (brackets"
    );
    assert_eq!(text(info.get(b"Author").unwrap()), "Ann O’Leary, Émile Ro(se 😀");
    assert_eq!(text(info.get(b"Keywords").unwrap()), "test, œdème & more");
    for (key, name) in [("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")] {
        assert_eq!(text(info.get(key.as_bytes()).unwrap()), "D:20260314000000Z");
        assert_eq!(
            property(&packet, XMP, name).as_deref(),
            Some("2026-03-14T00:00:00Z")
        );
    }
    let lang = text(
        document
            .catalog()
            .and_then(|catalog| catalog.get(b"Lang"))
            .unwrap(),
    );
    assert_eq!(lang, "en-GB");
    assert_eq!(property(&packet, DC, "language"), Some(lang));
    assert_eq!(property(&packet, PDFA, "part").as_deref(), Some("2"));
    assert_eq!(property(&packet, PDFA, "conformance").as_deref(), Some("A"));
    assert_eq!(property(&packet, PDFUA, "part").as_deref(), Some("1"));
}

#[test]
fn the_file_is_pdf_1_7_and_says_nothing_of_the_machine() {
    let bytes = write(&edition());
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    let document = Document::load_mem(&bytes).unwrap();
    let producer = format!("clearleaf {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(info(&document).get(b"Producer").unwrap()), producer);
    let mut all = bytes;
    for object in document.objects.values() {
        all.extend(format!("{object:?}").into_bytes());
        if let Object::Stream(stream) = object {
            all.extend(stream.decompressed_content().unwrap_or_default());
        }
    }
    let all = String::from_utf8_lossy(&all);
    let user = std::env::var("HOME").unwrap_or_default();
    for fact in [
        env!("CARGO_MANIFEST_DIR"),
        &user,
        "printpdf",
        "lopdf",
        std::env::consts::OS,
    ] {
        assert!(fact.len() < 3 || !all.contains(fact), "{fact}");
    }
}

fn identifiers(bytes: &[u8]) -> Vec<Vec<u8>> {
    let document = Document::load_mem(bytes).unwrap();
    let list = document.trailer.get(b"ID").and_then(Object::as_array).unwrap();
    list.iter().map(|id| id.as_str().unwrap().to_vec()).collect()
}

#[test]
fn the_identifier_is_of_the_content() {
    let first = identifiers(&write(&edition()));
    assert_eq!(first.len(), 2);
    assert!(first[0] == first[1] && first[0].len() == 16);
    assert_eq!(first, identifiers(&write(&edition())));
    let mut other = edition();
    other.leaflet.title = NonEmpty::new("Another").unwrap();
    assert_ne!(first, identifiers(&write(&other)));
}

#[test]
fn every_layout_gives_the_same_bytes_on_any_thread() {
    for layout in &LAYOUTS {
        let edition = || {
            let mut edition = edition();
            edition.layout = Layout::bundled(layout.name, None).unwrap();
            edition
        };
        let first = write(&edition());
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| write(&edition()))).collect();
            for thread in threads {
                assert!(thread.join().unwrap() == first, "{}", layout.name);
            }
        });
    }
}

/// The outline below an entry, with the depth of each and the object of its page.
fn outline(
    document: &Document,
    parent: ObjectId,
    depth: usize,
    out: &mut Vec<(usize, String, ObjectId)>,
) -> i64 {
    let dict = document.get_dictionary(parent).unwrap();
    let link = |dict: &Dictionary, key: &[u8]| dict.get(key).and_then(Object::as_reference).ok();
    let (mut at, mut before) = (link(dict, b"First"), None);
    let mut shown = 0;
    while let Some(id) = at {
        let entry = document.get_dictionary(id).unwrap();
        assert_eq!(link(entry, b"Parent"), Some(parent));
        assert_eq!(link(entry, b"Prev"), before);
        let destination = entry.get(b"Dest").and_then(Object::as_array).unwrap();
        let title = text(entry.get(b"Title").unwrap());
        out.push((depth, title, destination[0].as_reference().unwrap()));
        let below = outline(document, id, depth + 1, out);
        let count = entry.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        assert_eq!(count.abs(), below, "how many entries an open or closed one holds");
        shown += 1 + count.max(0);
        (at, before) = (link(entry, b"Next"), Some(id));
    }
    assert_eq!(link(dict, b"Last"), before);
    shown
}

#[test]
fn the_outline_nests_as_the_headings_do() {
    let edition = edition();
    let tree = Tree::of(edition.blocks(), edition.lang());
    let document = Document::load_mem(&write(&edition)).unwrap();
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Outlines"))
        .unwrap();
    let root = root.as_reference().unwrap();
    let mut found = Vec::new();
    let shown = outline(&document, root, 1, &mut found);
    let count = document
        .get_dictionary(root)
        .unwrap()
        .get(b"Count")
        .and_then(Object::as_i64);
    assert_eq!(count.unwrap(), shown);
    let pages = lay_out(&edition, &tree).unwrap();
    let ids = document.get_pages();
    let headings = tree.ids().filter_map(|id| match tree.node(id).kind {
        NodeKind::Heading { level, anchor } => {
            let (_, place) = pages.anchors.iter().find(|(known, _)| known == anchor)?;
            let page = ids[&(u32::try_from(place.page).unwrap() + 1)];
            Some((usize::from(level.get()), tree.plain_text(id), page))
        }
        _ => None,
    });
    let expected: Vec<_> = headings.collect();
    assert!(expected.len() > 5);
    assert_eq!(found, expected);
}

#[test]
fn pages_are_called_by_the_numbers_at_their_feet() {
    let document = Document::load_mem(&write(&edition())).unwrap();
    let catalog = document.catalog().unwrap();
    let labels = document.get_dict_in_dict(catalog, b"PageLabels").unwrap();
    let ranges = labels.get(b"Nums").and_then(Object::as_array).unwrap();
    assert_eq!(ranges.len(), 2);
    assert_eq!(ranges[0].as_i64().unwrap(), 0);
    let style = ranges[1]
        .as_dict()
        .and_then(|range| range.get(b"S"))
        .and_then(Object::as_name);
    assert_eq!(style.unwrap(), b"D");
}

/// A name or number tree is sorted, its leaves are small, and their limits are true.
#[test]
fn trees_are_sorted_and_split() {
    let rows: Vec<Block> = (0..150)
        .flat_map(|n| {
            [
                specimen::heading(2, &format!("h-{n}"), "A part"),
                specimen::words("Words."),
            ]
        })
        .collect();
    let document = Document::load_mem(&write(&specimen::edition(rows, None))).unwrap();
    let catalog = document.catalog().unwrap();
    let structure = document.get_dict_in_dict(catalog, b"StructTreeRoot").unwrap();
    let names = document.get_dict_in_dict(catalog, b"Names").unwrap();
    let trees = [
        (structure, "ParentTree", "Nums"),
        (structure, "IDTree", "Names"),
        (names, "Dests", "Names"),
    ];
    let mut largest = 0;
    for (owner, key, leaves) in trees {
        let tree = document.get_dict_in_dict(owner, key.as_bytes()).unwrap();
        let kids = tree
            .get(b"Kids")
            .and_then(Object::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut keys: Vec<(i64, Vec<u8>)> = Vec::new();
        let key_of = |object: &Object| match object {
            Object::Integer(number) => (*number, Vec::new()),
            name => (0, name.as_str().unwrap().to_vec()),
        };
        let mut leaf = |dict: &Dictionary, limited: bool| {
            let list = dict.get(leaves.as_bytes()).and_then(Object::as_array).unwrap();
            assert!(list.len() <= 128);
            let own: Vec<_> = list.iter().step_by(2).map(key_of).collect();
            if limited {
                let limits = dict.get(b"Limits").and_then(Object::as_array).unwrap();
                assert_eq!(
                    limits.iter().map(key_of).collect::<Vec<_>>(),
                    [own[0].clone(), own[own.len() - 1].clone()]
                );
            }
            keys.extend(own);
        };
        for kid in kids {
            leaf(
                document.get_dictionary(kid.as_reference().unwrap()).unwrap(),
                true,
            );
        }
        if kids.is_empty() {
            leaf(tree, false);
        }
        assert!(keys.is_sorted_by(|a, b| a < b), "{key}");
        largest = largest.max(kids.len());
    }
    assert!(largest > 1, "no tree was large enough to be split");
    let next = structure
        .get(b"ParentTreeNextKey")
        .and_then(Object::as_i64)
        .unwrap();
    assert!(next >= i64::try_from(document.get_pages().len()).unwrap());
}
