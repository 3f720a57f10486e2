//! How text stands: in lists, in a direction, in what holds several paragraphs together.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Both, Faults, Reads};
use super::sabotages::{Sabotage, arabic, english};
use crate::opc::Parts;

/// The list of the item with these words.
fn list_of(parts: &Parts, words: &'static str) -> String {
    let part = clearleaf::package::xml::Document::parse(&parts[DOCUMENT]).unwrap();
    let mut found = None;
    part.root.walk(&mut |element| {
        if says_only("w:p", words)(element) {
            let list = element
                .find("w:pPr")
                .and_then(|property| property.find("w:numPr"));
            found = list
                .and_then(|list| list.find("w:numId"))
                .and_then(|id| id.attribute("w:val"));
        }
    });
    found.expect("an item of a list").to_owned()
}

pub const SABOTAGES: &[Sabotage] = &[
    // Lists.
    english(
        "a-list-that-counts-from-elsewhere",
        |parts| {
            each(
                parts,
                NUMBERING,
                |element| matches!(element.name.as_str(), "w:start" | "w:startOverride"),
                |start| start.set("w:val", "1"),
            );
        },
        Reads("numbered list from 3"),
    ),
    english(
        "a-list-that-goes-on-counting",
        |parts| {
            let list = list_of(parts, "Dry them.");
            let this = |element: &Element| element.attribute("w:numId") == Some(&list);
            each(parts, NUMBERING, this, |list| {
                list.retain_elements(|child| !child.is("w:lvlOverride"));
            });
        },
        Both(&["goes on counting where another ended"], "numbered list from 3"),
    ),
    english(
        "a-list-with-other-numbers",
        |parts| {
            each(parts, NUMBERING, with("w:numFmt", "w:val", "decimal"), |format| {
                format.set("w:val", "bullet")
            });
        },
        Reads("numbered list from 3"),
    ),
    english(
        "an-item-of-another-level",
        |parts| {
            each(parts, DOCUMENT, says_only("w:p", "Third"), |item| {
                item.walk_mut(&mut |element| {
                    if element.is("w:ilvl") {
                        element.set("w:val", "0");
                    }
                });
            });
        },
        Reads("Third"),
    ),
    // Word shows the number that the leaflet has: nothing is to be told.
    english(
        "an-item-of-another-list",
        |parts| {
            let other = list_of(parts, "Third");
            each(parts, DOCUMENT, says_only("w:p", "ثانيا"), |item| {
                item.walk_mut(&mut |element| {
                    if element.is("w:numId") {
                        element.set("w:val", other.clone());
                    }
                });
            });
        },
        Faults(&[]),
    ),
    english(
        "an-item-that-is-none",
        |parts| {
            each(parts, DOCUMENT, says_only("w:p", "or faint"), |item| {
                item.edit("w:pPr", |property| {
                    property.retain_elements(|child| !child.is("w:numPr"))
                });
                let id = "0";
                item.edit("w:pPr", |property| {
                    property.children.push(Node::Element(
                        Element::new("w:numPr").child(Element::new("w:numId").with("w:val", id)),
                    ))
                });
            });
        },
        Reads("or faint"),
    ),
    english(
        "a-list-without-a-kind",
        |parts| {
            each(parts, NUMBERING, is("w:num"), |list| {
                list.find_mut("w:abstractNumId").unwrap().set("w:val", "999")
            })
        },
        Both(
            &["there is no kind of list \"999\"", "there is no list"],
            "numbered list from 3",
        ),
    ),
    english(
        "two-lists-with-one-number",
        |parts| {
            each(parts, NUMBERING, is("w:numbering"), |numbering| {
                numbering.children.extend(numbering.children.last().cloned())
            });
        },
        Faults(&["there are two of the list"]),
    ),
    // Directions, and what nobody sees.
    english(
        "a-paragraph-that-runs-against-its-language",
        |parts| {
            each(parts, DOCUMENT, says("w:p", "مرتين"), |paragraph| {
                set(paragraph, "w:pPr", "w:bidi", "0")
            });
        },
        Faults(&["a paragraph runs against its language: “خذ"]),
    ),
    english(
        "an-arabic-run-that-runs-from-left-to-right",
        |parts| {
            each(
                parts,
                DOCUMENT,
                says_only("w:r", "اتصل بنا الآن"),
                |run| set(run, "w:rPr", "w:rtl", "0"),
            );
        },
        Faults(&["right-to-left words stand in a left-to-right run: “اتصل"]),
    ),
    english(
        "an-english-run-that-runs-from-right-to-left",
        |parts| {
            each(parts, DOCUMENT, says_only("w:r", "soins de suite"), |run| {
                set(run, "w:rPr", "w:rtl", "1")
            });
        },
        Faults(&["left-to-right words stand in a right-to-left run: “soins"]),
    ),
    english(
        "columns-that-run-against-their-language",
        |parts| {
            each(parts, DOCUMENT, is("w:tbl"), |table| {
                set(table, "w:tblPr", "w:bidiVisual", "1")
            });
        },
        Faults(&["the columns of a table run against its language: “Day"]),
    ),
    english(
        "hidden-words",
        |parts| {
            each(parts, DOCUMENT, says_only("w:r", "5\u{a0}mg"), |run| {
                set(run, "w:rPr", "w:vanish", "1")
            })
        },
        Both(&["words are hidden: “5"], "5 mg"),
    ),
    english(
        "words-that-a-style-hides",
        |parts| style(parts, "Lead", |style| set(style, "w:rPr", "w:vanish", "1")),
        Faults(&["words are hidden: “Everything"]),
    ),
    arabic(
        "a-paragraph-of-an-arabic-leaflet-that-runs-against-it",
        |parts| {
            each(
                parts,
                DOCUMENT,
                says_only("w:p", "Bring somebody with you."),
                |paragraph| {
                    set(paragraph, "w:pPr", "w:bidi", "0");
                },
            );
        },
        Faults(&["a paragraph runs against its language: “"]),
    ),
    arabic(
        "columns-of-an-arabic-leaflet-that-run-against-it",
        |parts| {
            each(parts, DOCUMENT, is("w:bidiVisual"), |turned| {
                turned.set("w:val", "0")
            })
        },
        Faults(&["the columns of a table run against its language"]),
    ),
    arabic(
        "a-section-of-an-arabic-leaflet-that-runs-against-it",
        |parts| {
            each(parts, DOCUMENT, is("w:sectPr"), |section| {
                section.retain_elements(|child| !child.is("w:bidi"))
            })
        },
        Faults(&["the section runs against its language"]),
    ),
    arabic(
        "a-dose-that-runs-from-right-to-left",
        |parts| {
            each(
                parts,
                DOCUMENT,
                |run| run.is("w:r") && run.plain_text().contains("5\u{a0}mg"),
                |run| set(run, "w:rPr", "w:rtl", "1"),
            );
        },
        Faults(&["left-to-right words stand in a right-to-left run"]),
    ),
    // Content controls.
    english(
        "a-warning-that-is-a-callout",
        |parts| {
            each(parts, DOCUMENT, with("w:tag", "w:val", "warning"), |tag| {
                tag.set("w:val", "callout")
            })
        },
        Reads("warning “Call 999 if”"),
    ),
    english(
        "a-control-without-its-tag",
        |parts| remove(parts, DOCUMENT, with("w:tag", "w:val", "quote")),
        Reads("new quotation"),
    ),
    english(
        "a-division-in-another-language",
        |parts| {
            each(parts, DOCUMENT, with("w:tag", "w:val", "division:ar"), |tag| {
                tag.set("w:val", "division:ur")
            })
        },
        Reads("ar"),
    ),
    english(
        "a-division-in-no-language",
        |parts| {
            each(parts, DOCUMENT, with("w:tag", "w:val", "division:ar"), |tag| {
                tag.set("w:val", "division:the Arabic")
            })
        },
        Both(&["a division's language \"the Arabic\""], "ar"),
    ),
];
