//! Ways to spoil a good PDF, one fault each, and by which rule each is known.

use std::collections::BTreeSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

use super::spoil;

/// What is spoilt, how, and by which rules it is known: profile, clause and number of the test. A profile of which no rule
/// is named is blind to it: PDF/A-2a to alternatives, scopes, languages and the names of links.
pub struct Sabotage {
    pub name: &'static str,
    pub spoil: fn(&mut Document),
    pub rules: &'static [&'static str],
    /// What reading it back finds; where no rule is named, it alone stands guard.
    pub ours: Ours,
}

pub enum Ours {
    /// A fault of `inspect`, with these words.
    Fault(&'static str),
    /// The Reading differs.
    Reads,
    /// Nothing: what is spoilt is no part of a Reading, and veraPDF sees it.
    Blind,
}

use Ours::{Blind, Fault, Reads};

/// Takes a key out of every dictionary that has another one.
fn strip(document: &mut Document, of: &str, key: &str) {
    let mut spoilt = 0;
    for object in document.objects.values_mut() {
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        if dict.has(of.as_bytes()) && dict.remove(key.as_bytes()).is_some() {
            spoilt += 1;
        }
    }
    assert!(spoilt > 0, "no {key} to strip");
}

fn catalog(document: &mut Document, key: &str) {
    assert!(
        document.catalog_mut().unwrap().remove(key.as_bytes()).is_some(),
        "no {key}"
    );
}

fn retag(document: &mut Document, from: &str, to: &'static str) {
    spoil(document, from, |element| element.set("S", to));
}

/// Changes the metadata as text.
fn metadata(document: &mut Document, from: &str, to: &str) {
    let id = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Metadata"))
        .unwrap();
    let id = id.as_reference().unwrap();
    let stream = document
        .get_object_mut(id)
        .and_then(Object::as_stream_mut)
        .unwrap();
    let packet = String::from_utf8(stream.content.clone()).unwrap();
    let (before, rest) = packet.split_once(from).expect("the words are there");
    let after = rest.split_once(to).expect("and so is their end").1;
    stream.set_content(format!("{before}{after}").into_bytes());
}

/// Changes the operations of the first page.
fn first_page(document: &mut Document, change: impl Fn(&mut Vec<Operation>)) {
    let page = document.page_iter().next().unwrap();
    let mut content = Content::decode(&document.get_page_content(page)).unwrap();
    change(&mut content.operations);
    document
        .change_page_content(page, content.encode().unwrap())
        .unwrap();
}

/// The first marked-content sequence of a tag: where it begins and ends.
fn sequence(operations: &[Operation], tag: &str) -> (usize, usize) {
    let begins = |operation: &Operation| {
        operation.operator == "BDC"
            && operation.operands[0]
                .as_name()
                .is_ok_and(|name| name == tag.as_bytes())
    };
    let begin = operations.iter().position(begins).unwrap();
    let ends = operations[begin..]
        .iter()
        .position(|operation| operation.operator == "EMC");
    (begin, begin + ends.unwrap())
}

/// Changes the descendant of every composite font.
pub fn descendants(document: &mut Document, change: impl Fn(&mut Dictionary)) {
    for object in document.objects.values_mut() {
        if let Object::Dictionary(font) = object
            && let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts")
        {
            change(descendants[0].as_dict_mut().unwrap());
        }
    }
}

/// Changes the stream that a key of some dictionary leads to.
pub fn streams(document: &mut Document, key: &str, change: impl Fn(&mut Vec<u8>)) {
    let ids: BTreeSet<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .flat_map(|dict| {
            let inner = dict.get(b"DescendantFonts").and_then(Object::as_array).ok();
            let inner = inner.and_then(|fonts| fonts[0].as_dict().ok());
            [Some(dict), inner]
        })
        .flatten()
        .filter_map(|dict| dict.get(key.as_bytes()).and_then(Object::as_reference).ok())
        .collect();
    assert!(!ids.is_empty(), "no {key}");
    for id in ids {
        let stream = document
            .get_object_mut(id)
            .and_then(Object::as_stream_mut)
            .unwrap();
        let mut content = stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone());
        change(&mut content);
        stream.set_plain_content(content);
    }
}

pub const SABOTAGES: &[Sabotage] = &[
    Sabotage {
        name: "no-alternative",
        spoil: |document| spoil(document, "Figure", |figure| drop(figure.remove(b"Alt"))),
        rules: &["ua1 7.3-1"],
        ours: Fault("no text alternative"),
    },
    Sabotage {
        name: "no-language",
        spoil: |document| catalog(document, "Lang"),
        rules: &["ua1 7.2-2", "ua1 7.2-24", "ua1 7.2-33", "ua1 7.2-34"],
        ours: Fault("the document has no language"),
    },
    Sabotage {
        name: "no-language-anywhere",
        spoil: |document| {
            catalog(document, "Lang");
            strip(document, "S", "Lang");
        },
        rules: &[
            "ua1 7.2-2",
            "ua1 7.2-22",
            "ua1 7.2-24",
            "ua1 7.2-33",
            "ua1 7.2-34",
        ],
        ours: Fault("the document has no language"),
    },
    Sabotage {
        name: "a-language-that-is-none",
        spoil: |document| {
            spoil(document, "Phrase", |phrase| {
                phrase.set("Lang", Object::string_literal("the French"))
            })
        },
        rules: &["2a 6.7.4-1", "ua1 7.2-29"],
        ours: Fault("the language `the French`"),
    },
    Sabotage {
        name: "no-scope",
        spoil: |document| {
            spoil(document, "TH", |cell| drop(cell.remove(b"A")));
            spoil(document, "TD", |cell| drop(cell.remove(b"A")));
        },
        rules: &["ua1 7.5-1"],
        ours: Fault("does not say what it heads"),
    },
    Sabotage {
        name: "no-tabs",
        spoil: |document| strip(document, "MediaBox", "Tabs"),
        rules: &["ua1 7.18.3-1"],
        ours: Blind,
    },
    Sabotage {
        name: "no-contents",
        spoil: |document| strip(document, "QuadPoints", "Contents"),
        rules: &["ua1 7.18.1-2", "ua1 7.18.5-2"],
        ours: Fault("no accessible name"),
    },
    Sabotage {
        name: "no-struct-parent",
        spoil: |document| strip(document, "QuadPoints", "StructParent"),
        rules: &["ua1 7.18.5-1"],
        ours: Blind,
    },
    Sabotage {
        name: "a-hidden-link",
        spoil: |document| strip(document, "QuadPoints", "F"),
        rules: &["2a 6.3.2-1"],
        ours: Blind,
    },
    Sabotage {
        name: "a-link-tagged-span",
        spoil: |document| retag(document, "Link", "Span"),
        rules: &["ua1 7.18.5-1"],
        ours: Reads,
    },
    Sabotage {
        name: "no-output-intent",
        spoil: |document| catalog(document, "OutputIntents"),
        rules: &["2a 6.2.4.3-2"],
        ours: Blind,
    },
    Sabotage {
        name: "an-untagged-run",
        spoil: |document| {
            first_page(document, |operations| {
                let (begin, end) = sequence(operations, "P");
                operations.remove(end);
                operations.remove(begin);
            });
        },
        rules: &["ua1 7.1-3"],
        ours: Fault("neither tagged nor an artifact"),
    },
    Sabotage {
        name: "a-heading-inside-an-artifact",
        spoil: |document| {
            first_page(document, |operations| {
                let (begin, end) = sequence(operations, "H1");
                let artifact = Operation::new("BMC", vec![Object::Name(b"Artifact".to_vec())]);
                operations.insert(end, Operation::new("EMC", vec![]));
                operations.insert(begin, artifact);
            });
        },
        rules: &["ua1 7.1-2"],
        ours: Reads,
    },
    Sabotage {
        name: "an-artifact-inside-a-heading",
        spoil: |document| {
            first_page(document, |operations| {
                let (begin, end) = sequence(operations, "H1");
                let artifact = Operation::new("BMC", vec![Object::Name(b"Artifact".to_vec())]);
                operations.insert(end, Operation::new("EMC", vec![]));
                operations.insert(begin + 1, artifact);
            });
        },
        rules: &["ua1 7.1-1"],
        ours: Reads,
    },
    Sabotage {
        name: "no-display-of-the-title",
        spoil: |document| catalog(document, "ViewerPreferences"),
        rules: &["ua1 7.1-10"],
        ours: Blind,
    },
    Sabotage {
        name: "no-title",
        spoil: |document| metadata(document, "<dc:title>", "</dc:title>"),
        rules: &["ua1 7.1-9"],
        ours: Fault("no title"),
    },
    Sabotage {
        name: "no-pdfuaid",
        spoil: |document| metadata(document, "<pdfuaid:part>", "</pdfuaid:part>"),
        rules: &["ua1 5-1"],
        ours: Blind,
    },
    Sabotage {
        name: "no-pdfaid",
        spoil: |document| metadata(document, "<pdfaid:part>", "</pdfaid:conformance>"),
        rules: &["2a 6.6.4-1"],
        ours: Blind,
    },
    Sabotage {
        name: "no-schema",
        spoil: |document| metadata(document, "<pdfaExtension:schemas>", "</pdfaExtension:schemas>"),
        rules: &["2a 6.6.2.3.1-1"],
        ours: Blind,
    },
    Sabotage {
        name: "no-metadata",
        spoil: |document| catalog(document, "Metadata"),
        rules: &["2a 6.6.2.1-1", "ua1 7.1-8"],
        ours: Fault("no title"),
    },
    Sabotage {
        name: "other-dates-than-the-metadata",
        spoil: |document| strip(document, "Producer", "CreationDate"),
        rules: &[],
        ours: Fault("says another date"),
    },
    Sabotage {
        name: "not-marked",
        spoil: |document| catalog(document, "MarkInfo"),
        rules: &["2a 6.7.2.2-1", "ua1 6.2-1"],
        ours: Blind,
    },
    Sabotage {
        name: "suspects",
        spoil: |document| {
            let marks = document.catalog_mut().unwrap().get_mut(b"MarkInfo").unwrap();
            marks.as_dict_mut().unwrap().set("Suspects", true);
        },
        rules: &["ua1 7.1-4"],
        ours: Blind,
    },
    Sabotage {
        name: "no-structure",
        spoil: |document| catalog(document, "StructTreeRoot"),
        rules: &["2a 6.7.3.3-1", "ua1 7.1-11"],
        ours: Reads,
    },
    Sabotage {
        name: "no-role",
        spoil: |document| strip(document, "ParentTree", "RoleMap"),
        rules: &["2a 6.7.3.4-1", "ua1 7.1-5"],
        ours: Fault("stands for no standard one"),
    },
    Sabotage {
        name: "a-standard-role-led-elsewhere",
        spoil: |document| {
            for object in document.objects.values_mut() {
                if let Ok(dict) = object.as_dict_mut()
                    && let Ok(roles) = dict.get_mut(b"RoleMap").and_then(Object::as_dict_mut)
                {
                    roles.set("P", "Span");
                }
            }
        },
        rules: &["ua1 7.1-7"],
        ours: Fault("is made `Span`"),
    },
    Sabotage {
        name: "a-font-that-is-not-embedded",
        spoil: |document| strip(document, "FontFile2", "FontFile2"),
        rules: &["2a 6.2.11.4.1-1", "ua1 7.21.4.1-1"],
        ours: Blind,
    },
    Sabotage {
        name: "no-texts-of-codes",
        spoil: |document| strip(document, "DescendantFonts", "ToUnicode"),
        rules: &["2a 6.2.11.7.2-1", "ua1 7.21.7-1"],
        ours: Fault("characters say no text"),
    },
    Sabotage {
        name: "a-code-without-text",
        spoil: |document| {
            streams(document, "ToUnicode", |map| {
                *map = String::from_utf8_lossy(map)
                    .replace("<0002> <", "<FFF2> <")
                    .into_bytes();
            });
        },
        rules: &["2a 6.2.11.7.2-1", "ua1 7.21.7-1"],
        ours: Fault("characters say no text"),
    },
    Sabotage {
        name: "no-map-to-glyphs",
        spoil: |document| descendants(document, |font| drop(font.remove(b"CIDToGIDMap"))),
        rules: &["2a 6.2.11.3.2-1", "ua1 7.21.3.2-1"],
        ours: Fault("in another width than their glyphs have"),
    },
    Sabotage {
        name: "other-widths",
        spoil: |document| {
            descendants(document, |font| {
                font.set("W", vec![1.into(), 300.into(), 77.into()])
            })
        },
        rules: &["2a 6.2.11.5-1", "ua1 7.21.5-1"],
        ours: Fault("in another width than their glyphs have"),
    },
    Sabotage {
        name: "a-visible-notdef",
        spoil: |document| streams(document, "CIDToGIDMap", |map| map[2..8].fill(0)),
        // Seen by its width alone: one as wide as the glyph that is missing passes.
        rules: &["2a 6.2.11.5-1", "ua1 7.21.5-1"],
        ours: Fault("characters show no glyph"),
    },
    Sabotage {
        name: "a-skipped-heading",
        spoil: |document| retag(document, "H3", "H4"),
        rules: &["ua1 7.4.2-1"],
        ours: Reads,
    },
    Sabotage {
        name: "a-heading-tagged-paragraph",
        spoil: |document| retag(document, "H3", "P"),
        rules: &[],
        ours: Reads,
    },
    Sabotage {
        name: "another-order",
        spoil: |document| {
            spoil(document, "Document", |root| {
                root.get_mut(b"K")
                    .and_then(Object::as_array_mut)
                    .unwrap()
                    .swap(6, 8);
            });
        },
        rules: &[],
        ours: Reads,
    },
    Sabotage {
        name: "a-row-that-is-none",
        spoil: |document| retag(document, "TR", "P"),
        rules: &["ua1 7.2-36", "ua1 7.2-8", "ua1 7.2-9"],
        ours: Reads,
    },
    Sabotage {
        name: "an-item-that-is-none",
        spoil: |document| retag(document, "LI", "P"),
        rules: &["ua1 7.2-18", "ua1 7.2-19"],
        ours: Reads,
    },
    Sabotage {
        name: "an-entry-outside-the-contents",
        spoil: |document| retag(document, "TOC", "Div"),
        rules: &["ua1 7.2-26"],
        ours: Reads,
    },
    Sabotage {
        name: "no-identifier",
        spoil: |document| drop(document.trailer.remove(b"ID")),
        rules: &["2a 6.1.3-1"],
        ours: Blind,
    },
    Sabotage {
        name: "a-script",
        spoil: |document| {
            let script = Dictionary::from_iter([
                ("S", Object::from("JavaScript")),
                ("JS", Object::string_literal("app.alert(1)")),
            ]);
            document.catalog_mut().unwrap().set("OpenAction", script);
        },
        rules: &["2a 6.5.1-1"],
        ours: Fault("the file does something when it is opened: JavaScript"),
    },
    Sabotage {
        name: "no-page-labels",
        spoil: |document| catalog(document, "PageLabels"),
        rules: &[],
        ours: Fault("no page labels"),
    },
];
