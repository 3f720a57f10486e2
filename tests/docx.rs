//! DOCX: what is written reads as the leaflet does, is the same every time, and hangs together.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod specimen;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use clearleaf::backend::docx::Docx;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::layout::Edition;
use clearleaf::model::*;
use clearleaf::package::zip::Part;
use clearleaf::page::LazyPages;
use proptest::prelude::*;

fn write(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

fn inspect(edition: &Edition) -> Inspection {
    Docx.inspect(&write(edition)).unwrap()
}

/// The parts of a package by name, read by other code than ours.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().to_owned(), content);
    }
    parts
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap()).unwrap()
}

fn assert_same(edition: &Edition) {
    let found = inspect(edition);
    if let Some(difference) = Reading::of(edition).difference(&found.reading) {
        panic!("{difference}");
    }
    assert_eq!(found.facts.faults, Vec::<String>::new());
    assert!(found.facts.tagged);
}

/// The same document in Arabic: everything runs from right to left.
fn arabic(mut edition: Edition) -> Edition {
    edition.leaflet.lang = specimen::lang("ar");
    edition
}

#[test]
fn the_specimen_reads_as_the_model_at_every_size() {
    for size in [12.0, 18.0, 28.0, 40.0, 72.0] {
        assert_same(&specimen::edition(specimen::every_block(), Some(size)));
        assert_same(&arabic(specimen::edition(specimen::every_block(), Some(size))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_leaflet_reads_as_the_model(blocks in specimen::any_blocks(), rtl in any::<bool>()) {
        let edition = specimen::edition(blocks, None);
        let edition = if rtl { arabic(edition) } else { edition };
        let bytes = write(&edition);
        let found = Docx.inspect(&bytes).unwrap();
        if let Some(difference) = Reading::of(&edition).difference(&found.reading) {
            return Err(TestCaseError::fail(format!("{difference}")));
        }
        prop_assert_eq!(found.facts.faults, Vec::<String>::new());
        check_package(&bytes);
    }

    #[test]
    fn hostile_bytes_never_panic(
        part in prop::sample::select(vec![
            "word/document.xml",
            "word/styles.xml",
            "word/numbering.xml",
            "word/_rels/document.xml.rels",
            "docProps/core.xml",
        ]),
        at in 0.0_f64..1.0,
        bytes in prop::collection::vec(any::<u8>(), 0..6),
        cut in any::<bool>(),
    ) {
        let good = SMALL.get_or_init(|| parts(&write(&small())));
        let mut content = good[part].clone();
        let at = (at * content.len() as f64) as usize;
        let end = if cut { content.len() } else { (at + bytes.len()).min(content.len()) };
        content.splice(at..end, bytes);
        let _ = Docx.inspect(&pack(good, part, content));
    }
}

static SMALL: std::sync::OnceLock<BTreeMap<String, Vec<u8>>> = std::sync::OnceLock::new();

fn small() -> Edition {
    let blocks = specimen::every_block()
        .into_iter()
        .filter(|block| !matches!(block, Block::Figure(_)));
    specimen::edition(blocks.collect(), None)
}

/// The package with another part in the place of one.
fn repacked(bytes: &[u8], name: &str, content: Vec<u8>) -> Vec<u8> {
    pack(&parts(bytes), name, content)
}

/// These parts, less the fonts, with another in the place of one.
fn pack(parts: &BTreeMap<String, Vec<u8>>, name: &str, content: Vec<u8>) -> Vec<u8> {
    let mut parts = parts.clone();
    parts.retain(|name, _| !name.starts_with("word/fonts/"));
    parts.insert(name.to_owned(), content);
    let parts = parts.into_iter().map(|(name, bytes)| Part::new(name, bytes));
    clearleaf::package::zip::write(&parts.collect::<Vec<_>>()).unwrap()
}

#[test]
fn malformed_packages_are_errors() {
    let good = write(&small());
    assert!(Docx.inspect(b"").is_err());
    assert!(Docx.inspect(b"%PDF-1.7").is_err());
    assert!(Docx.inspect(&good[..good.len() / 2]).is_err());
    for (name, content) in [
        ("word/document.xml", "<w:document"),
        ("word/document.xml", "<document/>"),
        ("word/styles.xml", "no xml"),
        ("_rels/.rels", "<Relationships/>"),
        ("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ] {
        let bad = repacked(&good, name, content.into());
        assert!(Docx.inspect(&bad).is_err(), "{name}: {content}");
    }
    let w = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    let deep = |n: usize| {
        let open = "<w:sdt><w:sdtContent>".repeat(n);
        let close = "</w:sdtContent></w:sdt>".repeat(n);
        format!("<w:document {w}><w:body>{open}<w:p/>{close}</w:body></w:document>").into_bytes()
    };
    assert!(
        Docx.inspect(&repacked(&good, "word/document.xml", deep(100)))
            .is_ok()
    );
    let error = Docx
        .inspect(&repacked(&good, "word/document.xml", deep(5_000)))
        .unwrap_err();
    assert!(error.to_string().contains("nests deeper"), "{error}");
}

/// Strips one thing from good bytes: the Reading or the faults must show it.
#[test]
fn what_is_lost_is_seen() {
    let edition = specimen::edition(specimen::every_block(), None);
    let good = write(&edition);
    let reading = Reading::of(&edition);
    let document = part(&good, "word/document.xml");
    let losses = [
        (
            "word/document.xml",
            " descr=\"A disc labelled A beside a triangle labelled B\"",
            "",
        ),
        ("word/document.xml", "<w:tblHeader/>", ""),
        ("word/document.xml", "w:firstColumn=\"1\"", "w:firstColumn=\"0\""),
        (
            "word/document.xml",
            "w:anchor=\"ref_esmo\"",
            "w:anchor=\"ref_lost\"",
        ),
        (
            "word/document.xml",
            "<w:rStyle w:val=\"Citation\"/>",
            "<w:rStyle w:val=\"Hyperlink\"/>",
        ),
        ("word/document.xml", "w:val=\"warning\"", "w:val=\"callout\""),
        (
            "word/document.xml",
            "<w:lang w:val=\"fr\"",
            "<w:lang w:val=\"en-GB\"",
        ),
        ("word/document.xml", "<w:bidi/>", ""),
        (
            "word/document.xml",
            "<w:pStyle w:val=\"Heading2\"/>",
            "<w:pStyle w:val=\"BodyText\"/>",
        ),
        ("word/numbering.xml", "<w:startOverride w:val=\"3\"/>", ""),
        ("word/styles.xml", "<w:outlineLvl w:val=\"1\"/>", ""),
        (
            "word/styles.xml",
            "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"en-GB\"/>",
            "",
        ),
        (
            "word/_rels/document.xml.rels",
            "https://www.nice.org.uk",
            "https://www.lost.org.uk",
        ),
        (
            "word/_rels/document.xml.rels",
            "media/picture1.png",
            "media/lost.png",
        ),
        ("docProps/core.xml", "A specimen", "Another"),
    ];
    assert!(document.contains("descr="));
    for (name, old, new) in losses {
        let content = part(&good, name);
        assert!(content.contains(old), "{name} has no {old}");
        let bad = repacked(&good, name, content.replace(old, new).into_bytes());
        let found = Docx.inspect(&bad).unwrap();
        let seen = reading.difference(&found.reading).is_some() || !found.facts.faults.is_empty();
        assert!(seen, "nobody sees that {name} lost {old}");
    }
}

#[test]
fn the_same_bytes_every_time_and_on_eight_threads() {
    let first = write(&specimen::edition(specimen::every_block(), None));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(|| {
                let other = write(&small());
                (write(&specimen::edition(specimen::every_block(), None)), other)
            })
        })
        .collect();
    let results: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    for (bytes, other) in &results {
        assert!(*bytes == first, "the bytes depend on what else is written");
        assert!(*other == results[0].1);
    }
}

#[test]
fn the_package_hangs_together() {
    for size in [12.0, 72.0] {
        check_package(&write(&specimen::edition(specimen::every_block(), Some(size))));
    }
}

#[test]
fn word_is_told_what_it_needs() {
    let bytes = write(&specimen::edition(specimen::every_block(), Some(18.0)));
    let document = part(&bytes, "word/document.xml");
    for wanted in [
        "w:tooltip=\"Back to citation [1] in the text\"",
        "w:tooltip=\"Reference [1]\"",
        "<w:docPartGallery w:val=\"Table of Contents\"/>",
        "<w:tblCaption w:val=\"What to expect\"/>",
        "5\u{a0}mg",
        "<w:rtl/><w:lang w:val=\"ar\"",
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
    ] {
        assert!(document.contains(wanted), "{wanted}");
    }
    let settings = part(&bytes, "word/settings.xml");
    assert!(settings.contains("<w:autoHyphenation w:val=\"0\"/>"));
    assert!(settings.contains(
        "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\""
    ));
    assert!(!settings.contains("updateFields"));
    let footer = part(&bytes, "word/footer1.xml");
    assert!(
        footer.contains("A specimen &amp; its “parts”") && footer.contains("PAGE"),
        "{footer}"
    );
    let core = part(&bytes, "docProps/core.xml");
    assert!(
        core.contains("2026-03-14T00:00:00Z") && core.contains("<dc:subject>Everything that"),
        "{core}"
    );
    for name in ["word/document.xml", "word/styles.xml", "word/numbering.xml"] {
        let text = part(&bytes, name);
        let tree = roxmltree::Document::parse(&text).unwrap();
        for property in tree.descendants().filter(|node| node.tag_name().name() == "rPr") {
            let value = |name: &str| {
                let found = property.children().find(|node| node.tag_name().name() == name);
                found.map(|node| node.attributes().next().map(|a| a.value().to_owned()))
            };
            for (latin, complex) in [("sz", "szCs"), ("b", "bCs"), ("i", "iCs")] {
                assert_eq!(value(latin), value(complex), "{name}: {latin} and {complex}");
            }
        }
    }
    let undated = Edition {
        date: None,
        ..specimen::edition(specimen::every_block(), None)
    };
    assert!(!part(&write(&undated), "docProps/core.xml").contains("dcterms:created"));
}

/// Every part is well-formed and has a content type, every relationship leads somewhere and is used, every id is unique.
fn check_package(bytes: &[u8]) {
    let parts = parts(bytes);
    let texts: BTreeMap<&str, &str> = parts
        .iter()
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".svg"))
        .map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap()))
        .collect();
    let trees: BTreeMap<&str, roxmltree::Document<'_>> = texts
        .iter()
        .map(|(name, text)| {
            (
                *name,
                roxmltree::Document::parse(text).unwrap_or_else(|e| panic!("{name}: {e}")),
            )
        })
        .collect();
    let types = &trees["[Content_Types].xml"];
    let typed = |attribute: &str, value: &str| {
        types
            .descendants()
            .any(|node| node.attribute(attribute) == Some(value))
    };
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let extension = name.rsplit('.').next().unwrap();
        let explicit = typed("PartName", &format!("/{name}"));
        assert!(
            explicit || (extension != "xml" && typed("Extension", extension)),
            "{name} has no type"
        );
    }
    for (name, tree) in trees.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let (folder, file) = name.split_once("_rels/").unwrap();
        let source = format!("{folder}{}", file.strip_suffix(".rels").unwrap());
        let mut ids = BTreeSet::new();
        for node in tree.root_element().children() {
            let id = node.attribute("Id").unwrap();
            assert!(ids.insert(id), "{name} has {id} twice");
            let target = node.attribute("Target").unwrap();
            if node.attribute("TargetMode") != Some("External") {
                assert!(
                    parts.contains_key(&format!("{folder}{target}")),
                    "{name}: {target} is not there"
                );
            }
        }
        let used: BTreeSet<&str> = trees.get(source.as_str()).map_or_else(BTreeSet::new, |tree| {
            let r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            let attributes = tree.descendants().flat_map(|node| node.attributes());
            attributes
                .filter(|a| a.namespace() == Some(r))
                .map(|a| a.value())
                .collect()
        });
        assert!(used.is_subset(&ids), "{source} uses {:?}", used.difference(&ids));
    }
    let document = &trees["word/document.xml"];
    for (element, attribute) in [
        ("sdt", "id"),
        ("bookmarkStart", "id"),
        ("bookmarkStart", "name"),
        ("docPr", "id"),
    ] {
        let mut seen = BTreeSet::new();
        for node in document
            .descendants()
            .filter(|node| node.tag_name().name() == element)
        {
            let holder = match element {
                "sdt" => node
                    .descendants()
                    .find(|node| node.tag_name().name() == "id")
                    .unwrap(),
                _ => node,
            };
            let wanted = if element == "sdt" { "val" } else { attribute };
            let value = holder
                .attributes()
                .find(|a| a.name() == wanted)
                .unwrap()
                .value()
                .to_lowercase();
            assert!(
                seen.insert(value.clone()),
                "{element} has the {attribute} {value} twice"
            );
        }
    }
    let starts = document
        .descendants()
        .filter(|node| node.tag_name().name() == "bookmarkStart")
        .count();
    let ends = document
        .descendants()
        .filter(|node| node.tag_name().name() == "bookmarkEnd")
        .count();
    assert_eq!(starts, ends);
}

/// For looking at and for validators that are run by hand: writes the specimen where `CLEARLEAF_KEEP` says.
#[test]
fn the_specimen_is_kept_where_asked() {
    let Some(folder) = std::env::var_os("CLEARLEAF_KEEP") else {
        return;
    };
    let keep = |name: String, edition: &Edition| {
        std::fs::write(std::path::Path::new(&folder).join(name), write(edition)).unwrap();
    };
    for size in [12.0, 18.0, 40.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        keep(format!("specimen-{size}.docx"), &edition);
    }
    keep(
        "arabic-18.docx".into(),
        &arabic(specimen::edition(specimen::every_block(), None)),
    );
}
