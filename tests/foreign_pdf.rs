//! PDFs that others made of one text (`tests/foreign/pdf/README.md`): what is read of them, and what is told.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;

use clearleaf::backend::pdf::Pdf;
use clearleaf::backend::{Backend, Inspection};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(format!("tests/foreign/pdf/{name}.pdf")).unwrap()
}

fn inspect(name: &str) -> Inspection {
    Pdf.inspect(&bytes(name)).unwrap()
}

/// Everything that is read of a file, as a text.
fn shown(inspection: &Inspection) -> String {
    let facts = &inspection.facts;
    let mut out = format!("{}\n", inspection.reading);
    writeln!(out, "tagged: {}", facts.tagged).unwrap();
    writeln!(out, "pages: {:?}", facts.pages).unwrap();
    writeln!(out, "producer: {:?}", facts.producer).unwrap();
    writeln!(out, "look: {:#?}", facts.look).unwrap();
    for font in &facts.fonts {
        writeln!(
            out,
            "font: {}, embedded {}, subset {}",
            font.name, font.embedded, font.subset
        )
        .unwrap();
    }
    for (what, list) in [("fault", &facts.faults), ("unread", &facts.unread)] {
        for said in list {
            writeln!(out, "{what}: {said}").unwrap();
        }
    }
    out
}

#[test]
fn what_others_tag_is_read() {
    for name in [
        "libreoffice-tagged",
        "weasyprint-ua1",
        "typst-ua1",
        "typst-tagged",
    ] {
        let inspection = inspect(name);
        assert!(inspection.facts.tagged, "{name}");
        assert_eq!(inspection.facts.unread, Vec::<String>::new(), "{name}");
        insta::assert_snapshot!(name, shown(&inspection));
    }
}

#[test]
fn what_is_not_tagged_is_told_and_not_an_error() {
    for name in ["libreoffice-untagged", "weasyprint-untagged"] {
        let inspection = inspect(name);
        assert!(!inspection.facts.tagged, "{name}");
        assert!(inspection.reading.items.is_empty(), "{name}");
        let unread = inspection.facts.unread.join("\n");
        assert!(unread.contains("outside of the structure"), "{name}: {unread}");
        insta::assert_snapshot!(name, shown(&inspection));
    }
}

#[test]
fn however_its_objects_are_kept_a_file_reads_the_same() {
    let plain = inspect("typst-ua1");
    for name in ["object-streams", "encrypted-aes256", "encrypted-rc4"] {
        let other = inspect(name);
        assert_eq!(other.reading.difference(&plain.reading), None, "{name}");
        assert_eq!(other.facts, plain.facts, "{name}");
    }
}

#[test]
fn a_file_that_needs_a_password_says_so() {
    let error = Pdf.inspect(&bytes("locked")).unwrap_err().to_string();
    assert!(error.contains("opens with a password only"), "{error}");
}

/// A revision that changes the paragraph's words, behind the first one.
#[test]
fn what_was_changed_later_counts() {
    let mut bytes = bytes("typst-tagged");
    let start = bytes.len();
    let before = inspect("typst-tagged").reading.title;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let number = |after: &str| -> String {
        let (_, rest) = text.rsplit_once(after).unwrap();
        rest.trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect()
    };
    let (root, previous) = (number("/Root"), number("startxref"));
    let info = 90_000;
    bytes.extend(format!("\n{info} 0 obj\n<</Producer(Another hand)>>\nendobj\n").bytes());
    let object = start + 1;
    let table = bytes.len();
    bytes.extend(
        format!(
            "xref\n{info} 1\n{object:010} 00000 n \ntrailer\n<</Size {}/Root {root} 0 R/Info {info} 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n",
            info + 1
        )
        .bytes(),
    );
    let inspection = Pdf.inspect(&bytes).unwrap();
    assert_eq!(inspection.facts.producer.as_deref(), Some("Another hand"));
    assert_eq!(inspection.reading.title, before);
}
