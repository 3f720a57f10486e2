//! Ways to make a good PDF show other words than it says, or show them where nobody can read them. No validator looks for
//! them: reading back must.

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

use super::sabotages::{descendants, streams};
use super::{bytes, good};

/// What a lie is called, what it makes of a good file, and the words that it is told in.
type Lie = (&'static str, fn(&mut Document), &'static str);

const LIES: &[Lie] = &[
    (
        "all-glyphs-in-one-place",
        |document| {
            descendants(document, |font| {
                font.set("W", Vec::new());
                font.set("DW", 0);
            });
        },
        "their letters are drawn over each other",
    ),
    (
        "glyphs-too-close",
        |document| {
            descendants(document, |font| {
                font.set("W", Vec::new());
                font.set("DW", 300);
            });
        },
        "in another width than their glyphs have",
    ),
    (
        "other-glyphs",
        |document| descendants(document, |font| font.set("CIDToGIDMap", "Identity")),
        "in another width than their glyphs have",
    ),
    (
        "empty-glyphs",
        // The first glyph behind that of nothing is the space.
        |document| streams(document, "CIDToGIDMap", |map| map[4..].fill_with(blank())),
        "show an empty glyph",
    ),
    (
        "a-picture-of-nothing",
        |document| {
            every_page(document, |operations| {
                let begins = |operation: &Operation| {
                    let tag = operation.operands.first().and_then(|tag| tag.as_name().ok());
                    operation.operator == "BDC" && tag == Some(b"Figure")
                };
                while let Some(begin) = operations.iter().position(begins) {
                    let rest = operations[begin..].iter();
                    let end = begin + rest.take_while(|operation| operation.operator != "EMC").count();
                    operations.drain(begin + 1..end);
                    operations[begin].operands[0] = Object::Name(b"Empty".to_vec());
                }
            });
        },
        "a picture shows nothing",
    ),
    (
        "a-number-for-a-bullet",
        |document| {
            every_page(document, |operations| {
                for operation in operations {
                    if let [Object::Name(tag), Object::Dictionary(said)] = operation.operands.as_mut_slice()
                        && tag == b"Lbl"
                        && said.has(b"ActualText")
                    {
                        said.set("ActualText", Object::string_literal("5"));
                    }
                }
            });
        },
        "a list with bullets is numbered “5”",
    ),
    (
        "a-font-cut-off",
        |document| {
            streams(document, "FontFile2", |program| program.truncate(1500));
        },
        "cannot be drawn: its program is broken",
    ),
];

/// Changes the operations of every page.
fn every_page(document: &mut Document, change: fn(&mut Vec<Operation>)) {
    for page in document.page_iter().collect::<Vec<_>>() {
        let mut content = Content::decode(&document.get_page_content(page)).unwrap();
        change(&mut content.operations);
        document
            .change_page_content(page, content.encode().unwrap())
            .unwrap();
    }
}

/// The bytes of the number of a glyph that draws nothing, by turns.
fn blank() -> impl FnMut() -> u8 {
    let mut low = true;
    move || {
        low = !low;
        u8::from(low)
    }
}

#[test]
fn files_that_show_other_words_than_they_say() {
    for (name, spoil, words) in LIES {
        let mut document = good();
        spoil(&mut document);
        let faults = Pdf.inspect(&bytes(document)).unwrap().facts.faults;
        let is_told = faults.iter().any(|fault| fault.contains(words));
        assert!(is_told, "{name}: {faults:?}");
    }
}
