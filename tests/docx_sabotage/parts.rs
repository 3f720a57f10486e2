//! What holds a package together: relationships, parts, ids and names.

use super::engine::*;
use super::sabotage::Seen::{Both, Error, Faults};
use super::sabotages::{Sabotage, english};

pub const SABOTAGES: &[Sabotage] = &[
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
            "the pages have a head",
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
        Both(
            &["nothing leads to docProps/core.xml", "the document has no title"],
            "title",
        ),
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
