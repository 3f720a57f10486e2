//! Ways to spoil a good Word file, one fault each, and what reading it back says of each.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use crate::docx_package::{Parts, edit};

/// What is spoilt, how, and how it is seen.
pub struct Sabotage {
    pub name: &'static str,
    pub of: Of,
    pub spoil: fn(&mut Parts),
    pub seen: Seen,
}

/// What is spoilt: the specimen, or the same with Arabic as its language.
#[derive(Clone, Copy, PartialEq)]
pub enum Of {
    English,
    Arabic,
}

/// By what it is seen: words of faults, of which each must be told and none besides, and words of the first place where
/// the Reading differs.
pub enum Seen {
    Faults(&'static [&'static str]),
    Reads(&'static str),
    Both(&'static [&'static str], &'static str),
    /// The file is refused.
    Error(&'static str),
}

use Of::{Arabic, English};
use Seen::{Both, Error, Faults, Reads};

const fn english(name: &'static str, spoil: fn(&mut Parts), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: English,
        spoil,
        seen,
    }
}

const fn arabic(name: &'static str, spoil: fn(&mut Parts), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: Arabic,
        spoil,
        seen,
    }
}

fn picture(element: &Element) -> bool {
    let alternative = element.attribute("descr");
    element.is("wp:docPr") && alternative.is_some_and(|words| words.starts_with("A disc"))
}

/// The default language and direction of text.
fn defaults(element: &Element) -> bool {
    element.is("w:rPrDefault")
}

/// A table whose first column heads its rows.
fn look(element: &Element) -> bool {
    element.is("w:tblLook")
}

fn lead_elsewhere(parts: &mut Parts, words: &'static str, other: &'static str) {
    let target = target(parts, other);
    first(parts, DOCUMENT, says_only("w:hyperlink", words), |link| {
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

/// Takes the first level of the list that begins with these words.
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
    // Pictures.
    english(
        "no-alternative",
        |parts| each(parts, DOCUMENT, picture, |picture| picture.unset("descr")),
        Both(&["a picture has no text alternative"], "A disc labelled A"),
    ),
    english(
        "blank-alternative",
        |parts| each(parts, DOCUMENT, picture, |picture| picture.set("descr", "  ")),
        Both(&["a picture has no text alternative"], "A disc labelled A"),
    ),
    english(
        "other-alternative",
        |parts| {
            each(parts, DOCUMENT, picture, |picture| {
                picture.set("descr", "Picture 2")
            })
        },
        Reads("Picture 2"),
    ),
    english(
        "a-decorative-picture-that-does-not-say-so",
        |parts| {
            each(parts, DOCUMENT, is("wp:docPr"), |picture| {
                picture.children.clear()
            });
        },
        Faults(&["a picture has no text alternative and is not marked as decorative"]),
    ),
    english(
        "a-picture-that-says-it-is-decorative",
        |parts| {
            let mut mark = Vec::new();
            each(parts, DOCUMENT, is("wp:docPr"), |picture| {
                if !picture.children.is_empty() {
                    mark = picture.children.clone();
                }
            });
            each(parts, DOCUMENT, picture, |picture| {
                picture.children = mark.clone()
            });
        },
        Reads("A disc labelled A"),
    ),
    // Languages.
    english(
        "no-language",
        |parts| {
            each(parts, STYLES, defaults, |defaults| {
                defaults.walk_mut(&mut |element| element.retain_elements(|child| !child.is("w:lang")));
            });
        },
        Faults(&["the style sheet has no default language"]),
    ),
    english(
        "other-language",
        |parts| {
            each(parts, STYLES, defaults, |defaults| {
                set(defaults, "w:rPr", "w:lang", "cy");
            });
        },
        Both(&["name different languages"], "language"),
    ),
    english(
        "other-language-in-the-properties",
        |parts| {
            each(parts, "docProps/core.xml", is("dc:language"), |language| {
                reword(language, "en-GB", "cy");
            });
        },
        Faults(&["name different languages"]),
    ),
    english(
        "no-language-of-a-phrase",
        |parts| {
            each(parts, DOCUMENT, says_only("w:r", "soins de suite"), |run| {
                set(run, "w:rPr", "w:lang", "en-GB");
            });
        },
        Reads("«fr: soins de suite»"),
    ),
    english(
        "a-language-that-is-none",
        |parts| {
            each(parts, DOCUMENT, says_only("w:r", "soins de suite"), |run| {
                set(run, "w:rPr", "w:lang", "the French");
            });
        },
        Both(&["the language \"the French\" of a run"], "«fr: soins de suite»"),
    ),
    english(
        "no-language-of-a-right-to-left-phrase",
        |parts| {
            each(parts, DOCUMENT, with("w:lang", "w:bidi", "ar"), |lang| {
                lang.set("w:bidi", "en-GB")
            });
        },
        Reads("«ar: "),
    ),
    // Tables.
    english(
        "no-header-row",
        |parts| remove(parts, DOCUMENT, is("w:tblHeader")),
        Both(&["a table has no header row"], "header cell"),
    ),
    english(
        "no-row-headers",
        |parts| {
            each(parts, DOCUMENT, look, |look| {
                look.set("w:firstColumn", "0");
                look.set("w:val", "0620");
            });
        },
        Reads("header cell"),
    ),
    english(
        "no-caption-of-a-table",
        |parts| remove(parts, DOCUMENT, is("w:tblCaption")),
        Reads("table > caption"),
    ),
    english(
        "a-dropped-row",
        |parts| remove(parts, DOCUMENT, says("w:tr", "2 to 5")),
        Reads("2 to 5"),
    ),
    english(
        "a-dropped-cell",
        |parts| remove(parts, DOCUMENT, says("w:tc", "Some")),
        Reads("Some"),
    ),
    english(
        "rows-in-another-order",
        |parts| {
            each(parts, DOCUMENT, is("w:tbl"), |table| {
                let rows = table.children.len();
                table.children.swap(rows - 1, rows - 2);
            });
        },
        Reads("2 to 5"),
    ),
    // Headings, and what else a style says.
    english(
        "a-heading-that-is-body-text",
        |parts| restyle(parts, "Before the operation", "Body Text"),
        Reads("heading 2: «en-GB: Before the operation»"),
    ),
    english(
        "a-heading-of-another-level",
        |parts| restyle(parts, "After the operation", "heading 2"),
        Reads("heading 3: «en-GB: After the operation»"),
    ),
    english(
        "a-paragraph-that-is-a-heading",
        |parts| restyle(parts, "Bring somebody with you.", "heading 3"),
        Reads("heading 3: «en-GB: Bring somebody with you.»"),
    ),
    english(
        "a-style-without-its-level",
        |parts| {
            style(parts, "heading 2", |style| {
                style.walk_mut(&mut |element| element.retain_elements(|child| !child.is("w:outlineLvl")));
            });
        },
        Reads("heading 2: «en-GB: Contents»"),
    ),
    english(
        "a-paragraph-with-a-level-of-its-own",
        |parts| {
            each(
                parts,
                DOCUMENT,
                says_only("w:p", "Everything that a leaflet can hold."),
                |paragraph| {
                    set(paragraph, "w:pPr", "w:outlineLvl", "2");
                },
            );
        },
        Reads("heading 3: «en-GB: Everything"),
    ),
    english(
        "a-term-that-is-body-text",
        |parts| restyle(parts, "Flap", "Body Text"),
        Reads("term: «en-GB: Flap»"),
    ),
    english(
        "a-label-that-is-body-text",
        |parts| restyle(parts, "Good to know", "Body Text"),
        Reads("Good to know"),
    ),
    english(
        "an-entry-of-the-contents-that-is-body-text",
        |parts| {
            each(parts, DOCUMENT, with("w:tag", "w:val", "contents"), |_| {});
            let id = style_id(parts, "Body Text");
            let toc = style_id(parts, "toc 3");
            let entry =
                |element: &Element| element.is("w:pStyle") && element.attribute("w:val") == Some(&toc);
            each(parts, DOCUMENT, entry, |style| style.set("w:val", id.clone()));
        },
        Reads("entry 3"),
    ),
    english(
        "a-citation-that-is-a-mere-link",
        |parts| {
            let (from, to) = (style_id(parts, "citation"), style_id(parts, "hyperlink"));
            let cites =
                |element: &Element| element.is("w:rStyle") && element.attribute("w:val") == Some(&from);
            each(parts, DOCUMENT, cites, |style| style.set("w:val", to.clone()));
        },
        Reads("cites item"),
    ),
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
        Both(&["leads nowhere"], "After the operation"),
    ),
    english(
        "an-entry-of-the-contents-that-leads-elsewhere",
        |parts| lead_elsewhere(parts, "Before the operation", "After the operation"),
        Reads("{Before the operation → item"),
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
    // Relationships and parts.
    english(
        "a-picture-without-its-relationship",
        |parts| remove(parts, LINKS, leads_to("image")),
        Faults(&["a picture's relationship", "nothing leads to word/media/"]),
    ),
    english(
        "a-picture-that-is-not-there",
        |parts| parts.retain(|name, _| !name.starts_with("word/media/")),
        Faults(&["a picture's relationship", "which is not there"]),
    ),
    english(
        "a-foot-without-its-relationship",
        |parts| remove(parts, LINKS, leads_to("footer")),
        Faults(&["of footerReference leads nowhere", "nothing leads to word/footer"]),
    ),
    english(
        "a-foot-that-is-said-to-be-a-head",
        |parts| {
            each(parts, LINKS, leads_to("footer"), |link| {
                let kind = link.attribute("Type").unwrap().replace("footer", "header");
                link.set("Type", kind);
            });
        },
        Faults(&[
            "footerReference leads to a part that is no footer",
            "is no header but",
        ]),
    ),
    english(
        "styles-without-their-relationship",
        |parts| remove(parts, LINKS, leads_to("styles")),
        Both(
            &[
                "the style sheet has no default language",
                "nothing leads to word/styles.xml",
                "there is no style",
            ],
            "heading 1",
        ),
    ),
    english(
        "no-styles",
        |parts| drop(parts.remove(STYLES)),
        Both(
            &[
                "the style sheet has no default language",
                "which is not there",
                "there is no style",
            ],
            "heading 1",
        ),
    ),
    english(
        "lists-without-their-relationship",
        |parts| remove(parts, LINKS, leads_to("numbering")),
        Both(
            &["there is no list", "nothing leads to word/numbering.xml"],
            "numbered list from 3",
        ),
    ),
    english(
        "settings-that-nothing-leads-to",
        |parts| remove(parts, LINKS, leads_to("settings")),
        Faults(&["nothing leads to word/settings.xml"]),
    ),
    english(
        "a-face-that-is-not-there",
        |parts| {
            let face = parts
                .keys()
                .find(|name| name.starts_with("word/fonts/"))
                .unwrap()
                .clone();
            parts.remove(&face);
        },
        Faults(&["leads to word/fonts/"]),
    ),
    english(
        "faces-without-their-relationships",
        |parts| drop(parts.remove("word/_rels/fontTable.xml.rels")),
        Faults(&[
            "word/fontTable.xml: the relationship",
            "nothing leads to word/fonts/",
        ]),
    ),
    english(
        "properties-that-nothing-leads-to",
        |parts| remove(parts, "_rels/.rels", leads_to("core-properties")),
        Both(&["nothing leads to docProps/core.xml"], "title"),
    ),
    english(
        "two-relationships-with-one-id",
        |parts| {
            each(parts, LINKS, is("Relationships"), |links| {
                links.children.extend(links.children.last().cloned())
            });
        },
        Faults(&["word/_rels/document.xml.rels has two relationships"]),
    ),
    english(
        "a-document-that-is-said-to-be-something-else",
        |parts| {
            each(
                parts,
                "[Content_Types].xml",
                with("Override", "PartName", "/word/document.xml"),
                |part| {
                    part.set("ContentType", "application/xml");
                },
            );
        },
        Faults(&["word/document.xml is no officeDocument but \"application/xml\""]),
    ),
    english(
        "pictures-without-a-type",
        |parts| remove(parts, "[Content_Types].xml", with("Default", "Extension", "png")),
        Faults(&[".png has no content type"]),
    ),
    // Ids and names.
    english(
        "two-pictures-with-one-id",
        |parts| each(parts, DOCUMENT, is("wp:docPr"), |picture| picture.set("id", "7")),
        Faults(&["two pictures have the id \"7\""]),
    ),
    english(
        "two-controls-with-one-id",
        |parts| {
            each(parts, DOCUMENT, is("w:sdtPr"), |control| {
                control.find_mut("w:id").unwrap().set("w:val", "7")
            })
        },
        Faults(&["two content controls have the id \"7\""]),
    ),
    english(
        "two-bookmarks-with-one-name",
        |parts| {
            let name = target(parts, "After the operation");
            each(
                parts,
                DOCUMENT,
                |element| element.is("w:bookmarkStart") && element.attribute("w:name") != Some(&name),
                |start| {
                    if start.attribute("w:id") == Some("1") {
                        start.set("w:name", name.to_uppercase());
                    }
                },
            );
        },
        Faults(&["two bookmarks have the name"]),
    ),
    english(
        "two-bookmarks-with-one-id",
        |parts| {
            each(
                parts,
                DOCUMENT,
                |element| element.name.starts_with("w:bookmark"),
                |mark| mark.set("w:id", "7"),
            )
        },
        Faults(&["two bookmarks have the id \"7\""]),
    ),
    english(
        "a-bookmark-without-an-end",
        |parts| remove(parts, DOCUMENT, with("w:bookmarkEnd", "w:id", "2")),
        Faults(&["the bookmark with the id \"2\" begins or ends, but not both"]),
    ),
    english(
        "two-styles-with-one-id",
        |parts| {
            let id = style_id(parts, "Lead");
            style(parts, "Body Text", |style| style.set("w:styleId", id.clone()));
        },
        Faults(&[
            "there are two of the style \"Lead\"",
            "there is no style \"BodyText\"",
        ]),
    ),
    english(
        "a-style-that-is-not-there",
        |parts| {
            remove(parts, STYLES, |style| {
                style
                    .find("w:name")
                    .is_some_and(|name| name.attribute("w:val") == Some("Strong"))
            })
        },
        Faults(&["there is no style \"Strong\""]),
    ),
    english(
        "a-style-based-on-none",
        |parts| {
            style(parts, "Lead", |style| {
                style.find_mut("w:basedOn").unwrap().set("w:val", "Lost")
            })
        },
        Faults(&["there is no style \"Lost\""]),
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
    // What is no XML.
    english(
        "a-malformed-foot",
        |parts| drop(parts.insert("word/footer1.xml".into(), b"<w:ftr".to_vec())),
        Error("word/footer1.xml"),
    ),
    english(
        "malformed-settings",
        |parts| parts.get_mut("word/settings.xml").unwrap().truncate(200),
        Error("word/settings.xml"),
    ),
    english(
        "malformed-relationships",
        |parts| parts.get_mut(LINKS).unwrap().truncate(200),
        Error(LINKS),
    ),
    english(
        "settings-that-are-no-utf-8",
        |parts| parts.get_mut("word/settings.xml").unwrap().push(0xFF),
        Error("word/settings.xml is not in UTF-8"),
    ),
];
