//! What is read: words, where they lead, and the fields among them.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Both, Faults, Reads};
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
        Both(&["and leads elsewhere"], "{Before the operation → item"),
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
        Faults(&["and leads elsewhere"]),
    ),
    english(
        "a-page-of-a-place-that-is-not-there",
        |parts| {
            first(parts, DOCUMENT, instructs("PAGEREF"), |field| {
                reword(field, "PAGEREF ", "PAGEREF lost_");
            });
        },
        Faults(&[
            "the field PAGEREF speaks of the bookmark \"lost_",
            "has the page number of \"lost_",
        ]),
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
        Both(&["the document has no title"], "title"),
    ),
];
