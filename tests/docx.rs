//! DOCX: what is written reads as the leaflet does, hangs together, and tells Word what it needs; what is malformed is an
//! error.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod opc;
mod specimen;

use clearleaf::backend::docx::Docx;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::layout::Edition;
use clearleaf::model::*;
use clearleaf::page::LazyPages;
use opc::{Parts, part};
use proptest::prelude::*;

fn write(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

fn inspect(edition: &Edition) -> Inspection {
    Docx.inspect(&write(edition)).unwrap()
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
        opc::check::check(&bytes);
    }

    #[test]
    fn hostile_bytes_never_panic(
        part in prop::sample::select(vec![
            "word/document.xml",
            "word/styles.xml",
            "word/numbering.xml",
            "word/_rels/document.xml.rels",
            "docProps/core.xml",
            "[Content_Types].xml",
            "word/footer1.xml",
        ]),
        at in 0.0_f64..1.0,
        bytes in prop::collection::vec(any::<u8>(), 0..6),
        cut in any::<bool>(),
    ) {
        let good = SMALL.get_or_init(small);
        let mut content = good[part].clone();
        let at = (at * content.len() as f64) as usize;
        let end = if cut { content.len() } else { (at + bytes.len()).min(content.len()) };
        content.splice(at..end, bytes);
        let _ = Docx.inspect(&repacked(good, part, content));
    }
}

static SMALL: std::sync::OnceLock<Parts> = std::sync::OnceLock::new();

/// The parts of a document without pictures and faces.
fn small() -> Parts {
    let blocks = specimen::every_block()
        .into_iter()
        .filter(|block| !matches!(block, Block::Figure(_)));
    let bytes = write(&specimen::edition(blocks.collect(), None));
    opc::parts(&opc::without_fonts(&bytes))
}

/// The package with another part in the place of one.
fn repacked(parts: &Parts, name: &str, content: Vec<u8>) -> Vec<u8> {
    let mut parts = parts.clone();
    parts.insert(name.to_owned(), content);
    opc::pack(&parts)
}

#[test]
fn malformed_packages_are_errors() {
    let parts = small();
    let good = opc::pack(&parts);
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
        let bad = repacked(&parts, name, content.into());
        assert!(Docx.inspect(&bad).is_err(), "{name}: {content}");
    }
    let w = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    let deep = |n: usize| {
        let open = "<w:sdt><w:sdtContent>".repeat(n);
        let close = "</w:sdtContent></w:sdt>".repeat(n);
        format!("<w:document {w}><w:body>{open}<w:p/>{close}</w:body></w:document>").into_bytes()
    };
    assert!(
        Docx.inspect(&repacked(&parts, "word/document.xml", deep(100)))
            .is_ok()
    );
    let error = Docx
        .inspect(&repacked(&parts, "word/document.xml", deep(5_000)))
        .unwrap_err();
    assert!(error.to_string().contains("nest deeper"), "{error}");
}

#[test]
fn the_same_bytes_every_time_and_on_eight_threads() {
    let first = write(&specimen::edition(specimen::every_block(), None));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            std::thread::spawn(|| {
                let other = opc::pack(&small());
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
