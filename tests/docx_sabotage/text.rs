//! What is read: words and where they lead, lists, directions, what holds them together.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotages::Seen::{Both, Faults, Reads};
use super::sabotages::{Sabotage, arabic, english};
use crate::opc::{Parts, edit};

/// Leads the first link with these words, which may say more, to where another one leads.
fn lead_elsewhere(parts: &mut Parts, words: &'static str, other: &'static str) {
    let target = target(parts, other);
    first(parts, DOCUMENT, says("w:hyperlink", words), |link| {
        link.set("w:anchor", target.clone());
    });
}

/// Swaps two neighbours in the body.
fn swap(parts: &mut Parts, words: &'static str) {
    edit(parts, DOCUMENT, |root| {
        let body = root.find_mut("w:body").unwrap();
        let at = body.children.iter().position(|node| match node {
            Node::Element(element) => says_only("w:p", words)(element),
            Node::Text(_) => false,
        });
        let at = at.unwrap();
        body.children.swap(at, at + 1);
    });
}

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
    // Links, and where they lead.
    english(
        "an-address-that-is-lost",
        |parts| {
            each(parts, LINKS, leads_to("hyperlink"), |link| {
                link.set("Target", "https://lost.example.org/")
            });
        },
        Reads("https://lost.example.org/"),
    ),
    english(
        "a-link-without-its-relationship",
        |parts| remove(parts, LINKS, leads_to("hyperlink")),
        Both(&["the link's relationship"], "help & advice"),
    ),
    english(
        "a-link-into-the-package",
        |parts| {
            each(parts, LINKS, leads_to("hyperlink"), |link| {
                link.unset("TargetMode")
            })
        },
        Both(
            &["the link's relationship", "which is not there"],
            "help & advice",
        ),
    ),
    english(
        "a-link-to-a-bookmark-that-is-not-there",
        |parts| {
            first(
                parts,
                DOCUMENT,
                says_only("w:hyperlink", "After the operation"),
                |link| {
                    link.set("w:anchor", "nowhere");
                },
            );
        },
        Both(&["leads nowhere"], "After the operation"),
    ),
    english(
        "a-lost-bookmark",
        |parts| {
            let name = target(parts, "After the operation");
            let mut id = None;
            each(parts, DOCUMENT, is("w:bookmarkStart"), |start| {
                if start.attribute("w:name") == Some(&name) {
                    id = start.attribute("w:id").map(str::to_owned);
                }
            });
            let mark = |element: &Element| {
                element.name.starts_with("w:bookmark") && element.attribute("w:id") == id.as_deref()
            };
            remove(parts, DOCUMENT, mark);
        },
        Both(
            &["leads nowhere", "the field PAGEREF speaks of the bookmark"],
            "After the operation",
        ),
    ),
    english(
        "an-entry-of-the-contents-that-leads-elsewhere",
        |parts| lead_elsewhere(parts, "Before the operation", "After the operation"),
        Both(
            &["a link shows the page of another place"],
            "{Before the operation → item",
        ),
    ),
    english(
        "a-citation-of-another-work",
        |parts| lead_elsewhere(parts, "[1]", "[2]"),
        Reads("cites item"),
    ),
    english(
        "a-way-back-to-another-place",
        |parts| {
            // From the first reference to the caption that cites it, too.
            let mut place = None;
            each(parts, DOCUMENT, says("w:p", "A disc and a triangle"), |caption| {
                let mark = caption.find("w:bookmarkStart").unwrap();
                place = mark.attribute("w:name").map(str::to_owned);
            });
            let place = place.unwrap();
            each(parts, DOCUMENT, says("w:p", "Primary breast cancer"), |entry| {
                entry
                    .find_mut("w:hyperlink")
                    .unwrap()
                    .set("w:anchor", place.clone());
            });
        },
        Reads("back to item"),
    ),
    // Fields.
    english(
        "an-entry-of-the-contents-with-the-page-of-another",
        |parts| {
            let other = target(parts, "After the operation");
            first(parts, DOCUMENT, instructs("PAGEREF"), |field| {
                let own = field.plain_text();
                let own = own.split_whitespace().nth(1).unwrap();
                reword(field, own, &other);
            });
        },
        Faults(&["a link shows the page of another place"]),
    ),
    english(
        "a-page-of-a-place-that-is-not-there",
        |parts| {
            first(parts, DOCUMENT, instructs("PAGEREF"), |field| {
                reword(field, "PAGEREF ", "PAGEREF lost_");
            });
        },
        Faults(&["the field PAGEREF speaks of the bookmark \"lost_"]),
    ),
    english(
        "a-field-without-an-end",
        |parts| {
            first(
                parts,
                DOCUMENT,
                with("w:fldChar", "w:fldCharType", "end"),
                |mark| {
                    mark.set("w:fldCharType", "separate");
                },
            );
        },
        Both(&["the marks of a field are not in order"], "contents > entry 3"),
    ),
    english(
        "a-foot-without-the-number-of-its-page",
        |parts| {
            first(parts, FOOT, instructs("PAGE"), |field| {
                reword(field, "PAGE", "TITLE")
            })
        },
        Faults(&["the foot does not show the number of its page"]),
    ),
    english(
        "a-foot-with-a-field-that-never-ends",
        |parts| remove(parts, FOOT, with("w:fldChar", "w:fldCharType", "end")),
        Faults(&["the marks of a field are not in order"]),
    ),
    arabic(
        "a-foot-of-an-arabic-leaflet-that-runs-against-it",
        |parts| each(parts, FOOT, is("w:p"), |line| set(line, "w:pPr", "w:bidi", "0")),
        Faults(&["a paragraph runs against its language"]),
    ),
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
        Reads("ثانيا"),
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
        Both(
            &[
                "a division's language \"the Arabic\"",
                "runs against its language",
            ],
            "ar",
        ),
    ),
    // Words.
    english(
        "a-dropped-paragraph",
        |parts| remove(parts, DOCUMENT, says_only("w:p", "They listened.")),
        Reads("They listened."),
    ),
    english(
        "a-dropped-word",
        |parts| {
            each(parts, DOCUMENT, says_only("w:p", "They listened."), |paragraph| {
                reword(paragraph, "They ", "")
            })
        },
        Reads("They listened."),
    ),
    english(
        "another-dose",
        |parts| {
            each(parts, DOCUMENT, says_only("w:r", "5\u{a0}mg"), |run| {
                reword(run, "5", "50")
            })
        },
        Reads("50 mg"),
    ),
    english(
        "paragraphs-in-another-order",
        |parts| swap(parts, "Everything that a leaflet can hold."),
        Reads("Everything that a leaflet can hold."),
    ),
    english(
        "another-title",
        |parts| {
            each(parts, "docProps/core.xml", is("dc:title"), |title| {
                reword(title, "specimen", "Another")
            })
        },
        Reads("A Another"),
    ),
    english(
        "no-title",
        |parts| remove(parts, "docProps/core.xml", is("dc:title")),
        Reads("title"),
    ),
];
