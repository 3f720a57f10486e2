//! Files that others made: read as far as they are structured, and what is wrong or not read is told. Each file's Reading and
//! what is told beside it is a golden snapshot; `tests/foreign/README.md` says how they were made.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "foreign/books.rs"]
mod books;
#[path = "foreign/pages.rs"]
mod pages;
#[path = "foreign/word.rs"]
mod word;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clearleaf::backend::Inspection;
use clearleaf::verify::recognise;

/// What a file says, as text.
fn shown(read: &Inspection) -> String {
    let Inspection { reading, facts } = read;
    let look = &facts.look;
    let mut out = format!(
        "made by {}\ntext {:?} pt, smallest {:?} pt, leading {:?}, contrast {:?}\n",
        facts.producer.as_deref().unwrap_or("nobody"),
        look.body_text,
        look.smallest_text,
        look.least_leading,
        look.lowest_contrast,
    );
    for unread in &facts.unread {
        writeln!(out, "not read: {unread}").unwrap();
    }
    for fault in &facts.faults {
        writeln!(out, "fault: {fault}").unwrap();
    }
    out + &reading.to_string()
}

#[test]
fn files_of_other_programs_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let mut count = 0;
    for format in ["docx", "epub", "html"] {
        let mut files: Vec<_> = fs::read_dir(folder.join(format))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            count += 1;
            let bytes = fs::read(&file).unwrap();
            assert!(bytes.len() < 60_000, "{}", file.display());
            let backend = recognise(&bytes).unwrap();
            assert_eq!(backend.format().id, format, "{}", file.display());
            let read = backend.inspect(&bytes).unwrap();
            insta::assert_snapshot!(
                file.file_name().unwrap().to_str().unwrap().replace('.', "-"),
                shown(&read)
            );
        }
    }
    assert_eq!(count, 10);
}
