//! What is met: pictures, languages, headings and other styles, tables.

use clearleaf::package::xml::Element;

use super::engine::*;
use super::sabotage::Seen::{Both, Faults, Reads};
use super::sabotages::{Sabotage, english, large};

fn picture(element: &Element) -> bool {
    let alternative = element.attribute("descr");
    element.is("wp:docPr") && alternative.is_some_and(|words| words.starts_with("A disc"))
}

/// The default language and direction of text.
fn defaults(element: &Element) -> bool {
    element.is("w:rPrDefault")
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
            each(parts, DOCUMENT, is("w:tblLook"), |look| {
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
    // Tables that are set row by row.
    large(
        "no-table",
        |parts| {
            each(parts, DOCUMENT, is("w:tag"), |tag| {
                if tag
                    .attribute("w:val")
                    .is_some_and(|tag| tag.starts_with("table:"))
                {
                    tag.set("w:val", "");
                }
            });
        },
        Reads("table > caption"),
    ),
    large(
        "no-row-headers-of-a-table",
        |parts| {
            each(
                parts,
                DOCUMENT,
                with("w:tag", "w:val", "table:3:row-headers"),
                |tag| {
                    tag.set("w:val", "table:3");
                },
            );
        },
        Reads("header cell 1"),
    ),
    large(
        "fewer-columns",
        |parts| {
            each(
                parts,
                DOCUMENT,
                with("w:tag", "w:val", "table:3:row-headers"),
                |tag| {
                    tag.set("w:val", "table:2:row-headers");
                },
            );
        },
        Reads("What helps"),
    ),
    large(
        "a-row-that-is-none",
        |parts| remove(parts, DOCUMENT, with("w:tag", "w:val", "row")),
        Both(&["a table has no rows"], "Day"),
    ),
    large(
        "labels-that-are-words",
        |parts| {
            let again = style_id(parts, "Row Label Again");
            let label =
                |element: &Element| element.is("w:rStyle") && element.attribute("w:val") == Some(&again);
            remove(parts, DOCUMENT, label);
        },
        Reads("Day"),
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
        Faults(&["the style \"heading 2\" has no outline level"]),
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
];
