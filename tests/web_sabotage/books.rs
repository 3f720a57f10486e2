//! What only a book has: its package, its navigation, its files.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Both, Error, Faults, Reads};
use super::sabotages::{Sabotage, english};

fn item(file: &mut File, href: &'static str, change: impl Fn(&mut Element)) {
    file.edit(PACKAGE, |root| {
        root.walk_mut(&mut |element| {
            if element.name == "item" && element.attribute("href") == Some(href) {
                change(element);
            }
        });
    });
}

fn spine(file: &mut File, change: impl Fn(&mut Element)) {
    file.edit(PACKAGE, |root| root.edit("spine", |spine| change(spine)));
}

/// The places of elements among what stands in another.
fn places(element: &Element) -> Vec<usize> {
    let nodes = element.children.iter().enumerate();
    nodes
        .filter(|(_, node)| matches!(node, Node::Element(_)))
        .map(|(at, _)| at)
        .collect()
}

pub const SABOTAGES: &[Sabotage] = &[
    // The package.
    english(
        "another-title",
        |file| file.replace(PACKAGE, "<dc:title>A specimen", "<dc:title>Another"),
        Reads("title"),
    ),
    english(
        "no-title",
        |file| {
            file.edit(PACKAGE, |root| {
                root.edit("metadata", |data| {
                    data.retain_elements(|element| element.name != "dc:title")
                })
            })
        },
        Both(&["has no dc:title"], "title"),
    ),
    english(
        "another-language",
        |file| file.replace(PACKAGE, "<dc:language>en-GB", "<dc:language>cy"),
        Reads("language"),
    ),
    english(
        "no-language-at-all",
        |file| {
            file.edit(PACKAGE, |root| {
                root.edit("metadata", |data| {
                    data.retain_elements(|element| element.name != "dc:language")
                })
            })
        },
        Both(&["has no dc:language"], "language"),
    ),
    english(
        "a-section-out-of-the-spine",
        |file| {
            spine(file, |spine| {
                let at = places(spine)[1];
                spine.children.remove(at);
            })
        },
        Both(&["of OEBPS/nav.xhtml leads nowhere"], "Contents"),
    ),
    english(
        "sections-in-another-order",
        |file| {
            spine(file, |spine| {
                let at = places(spine);
                spine.children.swap(at[2], at[3]);
            })
        },
        Both(&["of OEBPS/nav.xhtml is out of order"], "Before the operation"),
    ),
    english(
        "a-section-that-is-passed-over",
        |file| {
            spine(file, |spine| {
                let at = places(spine)[2];
                if let Node::Element(item) = &mut spine.children[at] {
                    item.set("linear", "no");
                }
            })
        },
        Faults(&["the spine passes over the item"]),
    ),
    english(
        "a-picture-in-the-spine",
        |file| {
            spine(file, |spine| {
                spine.children.push(Node::Element(
                    Element::new("itemref").with("idref", "id_pictures_picture-02.png"),
                ))
            })
        },
        Faults(&["in the spine is no XHTML document"]),
    ),
    english(
        "a-section-twice",
        |file| {
            spine(file, |spine| {
                let at = places(spine)[1];
                let again = spine.children[at].clone();
                spine.children.push(again);
            })
        },
        Faults(&["OEBPS/section-01.xhtml comes twice in the spine"]),
    ),
    english(
        "a-file-that-the-manifest-lacks",
        |file| {
            file.edit(PACKAGE, |root| {
                root.edit("manifest", |items| {
                    items.retain_elements(|item| item.attribute("href") != Some("pictures/picture-02.png"))
                })
            })
        },
        Faults(&["picture-02.png is not in the manifest"]),
    ),
    english(
        "a-section-that-the-manifest-lacks",
        |file| {
            file.edit(PACKAGE, |root| {
                root.edit("manifest", |items| {
                    items.retain_elements(|item| item.attribute("href") != Some("section-02.xhtml"))
                })
            })
        },
        Both(
            &[
                "which the manifest lacks",
                "leads nowhere",
                "is not in the manifest",
                "leads to no marker",
            ],
            "Before the operation",
        ),
    ),
    english(
        "no-navigation-document",
        |file| item(file, "nav.xhtml", |nav| nav.unset("properties")),
        Faults(&[
            "the manifest names no navigation document",
            "pageNavigation",
            "is not in the page list",
        ]),
    ),
    english(
        "no-package-document",
        |file| {
            file.parts.remove(PACKAGE);
        },
        Error("content.opf is missing"),
    ),
    english(
        "another-mimetype",
        |file| {
            file.parts
                .insert("mimetype".to_owned(), b"application/zip".to_vec());
        },
        Faults(&["mimetype does not say", "mimetype is not the first file"]),
    ),
    english(
        "a-mimetype-that-is-packed",
        |file| {
            file.parts.remove("mimetype");
        },
        Faults(&["mimetype does not say", "mimetype is not the first file"]),
    ),
    // Files.
    english(
        "a-picture-whose-file-is-lost",
        |file| {
            file.parts.remove("OEBPS/pictures/picture-02.png");
        },
        Faults(&["picture-02.png is missing", "picture-02.png, which is missing"]),
    ),
    english(
        "a-style-sheet-that-is-lost",
        |file| {
            file.parts.remove(SHEET);
        },
        Faults(&[
            "stylesheet.css is not in the book",
            "stylesheet.css, which is missing",
        ]),
    ),
    english(
        "a-style-sheet-from-outside",
        |file| {
            file.each(
                |link| link.name == "link",
                |link| link.set("href", "https://example.org/a.css"),
            )
        },
        Faults(&["https://example.org/a.css is not in the book"]),
    ),
    english(
        "a-style-sheet-that-loads-another",
        |file| {
            file.replace(
                SHEET,
                "@font-face",
                "@import \"https://example.org/a.css\";\n@font-face",
            )
        },
        Faults(&["loads another style sheet (@import)"]),
    ),
    english(
        "a-style-sheet-that-hides-words",
        |file| {
            let sheet = file.parts.get_mut(SHEET).unwrap();
            sheet.extend(b"blockquote p { display: none }\n");
        },
        Faults(&["the style sheet hides “"]),
    ),
    english(
        "a-style-sheet-that-writes-words",
        |file| {
            let sheet = file.parts.get_mut(SHEET).unwrap();
            sheet.extend("p::before { content: \"Do not \" }\n".as_bytes());
        },
        Faults(&["the style sheet writes words: \"Do not \""]),
    ),
    english(
        "a-picture-from-outside",
        |file| {
            file.each(with("alt", "Example Trust"), |picture| {
                picture.set("src", "https://example.org/a.png")
            })
        },
        Faults(&["the picture https://example.org/a.png is missing"]),
    ),
    english(
        "a-script",
        |file| {
            file.first(is("head"), |head| {
                head.children
                    .push(Node::Element(Element::new("script").text("alert(1)")))
            })
        },
        Faults(&["the element script runs or loads something"]),
    ),
    english(
        "a-script-in-an-attribute",
        |file| file.each(says("p", "So did I."), |words| words.set("onclick", "alert(1)")),
        Faults(&["the element p runs a script"]),
    ),
    english(
        "a-document-without-a-title",
        |file| file.first(is("title"), |title| title.children.clear()),
        Faults(&["OEBPS/title.xhtml has no title"]),
    ),
    // The navigation document.
    english(
        "an-entry-that-is-lost",
        |file| {
            file.edit(NAV, |root| {
                root.walk_mut(&mut |list| {
                    list.retain_elements(|item| {
                        !(item.name == "li"
                            && read(item) == "References"
                            && item
                                .find("a")
                                .is_some_and(|link| link.attribute("epub:type").is_none()))
                    })
                })
            })
        },
        Faults(&["the heading “References” is not in the table of contents"]),
    ),
    english(
        "an-entry-that-leads-elsewhere",
        |file| file.replace(NAV, "#after\"", "#arabic\""),
        Faults(&[
            "the entry “After the operation” of OEBPS/nav.xhtml leads to a heading of other words",
            "is out of order",
            "the heading “After the operation” is not in",
        ]),
    ),
    english(
        "an-entry-that-leads-to-no-heading",
        |file| file.replace(NAV, "#after\"", "#cite-1\""),
        Faults(&[
            "the entry “After the operation” of OEBPS/nav.xhtml leads to no heading",
            "the heading “After the operation” is not in",
        ]),
    ),
    english(
        "an-entry-that-leads-nowhere",
        |file| file.replace(NAV, "#after\"", "#gone\""),
        Faults(&[
            "the entry “After the operation” of OEBPS/nav.xhtml leads nowhere",
            "the heading “After the operation” is not in",
        ]),
    ),
    english(
        "an-entry-with-other-words",
        |file| file.replace(NAV, ">After the", ">During the"),
        Faults(&["the entry “During the operation” of OEBPS/nav.xhtml leads to a heading of other words"]),
    ),
    english(
        "an-entry-without-words",
        |file| file.replace(NAV, ">After the operation", ">"),
        Faults(&["has an entry without words", "leads to a heading of other words"]),
    ),
    english(
        "entries-in-another-order",
        |file| {
            file.edit(NAV, |root| {
                root.walk_mut(&mut |list| {
                    if list.name == "ol" && read(list).contains("Contents") && places(list).len() == 4 {
                        let at = places(list);
                        list.children.swap(at[0], at[1]);
                    }
                })
            })
        },
        Faults(&["is out of order"]),
    ),
    english(
        "a-table-of-contents-that-is-hidden",
        |file| {
            file.replace(
                NAV,
                "<nav epub:type=\"toc\"",
                "<nav hidden=\"hidden\" epub:type=\"toc\"",
            )
        },
        Faults(&["the table of contents of OEBPS/nav.xhtml is hidden"]),
    ),
    english(
        "no-table-of-contents",
        |file| file.replace(NAV, "epub:type=\"toc\" role", "role"),
        Faults(&["has no table of contents", "is not in the table of contents"]),
    ),
    english(
        "a-landmark-that-leads-elsewhere",
        |file| {
            file.edit(NAV, |root| {
                root.walk_mut(&mut |link| {
                    if link.attribute("epub:type") == Some("bibliography") {
                        link.set("href", "section-01.xhtml");
                    }
                })
            })
        },
        Faults(&["the landmark “References” of OEBPS/nav.xhtml leads elsewhere"]),
    ),
    // Pages.
    english(
        "a-marker-of-a-page-that-is-lost",
        |file| {
            file.remove(|marker| {
                marker.attribute("role") == Some("doc-pagebreak")
                    && marker.attribute("aria-label") == Some("2")
            })
        },
        Faults(&["page “2” of the page list leads to no marker", "the entry “2”"]),
    ),
    english(
        "a-marker-of-another-page",
        |file| {
            file.each(
                |marker| {
                    marker.attribute("role") == Some("doc-pagebreak")
                        && marker.attribute("aria-label") == Some("2")
                },
                |marker| marker.set("aria-label", "3"),
            )
        },
        Faults(&[
            "page “2” of the page list leads to the marker of page “3”",
            "another order",
        ]),
    ),
    english(
        "a-marker-that-says-no-page",
        |file| {
            file.each(
                |marker| {
                    marker.attribute("role") == Some("doc-pagebreak")
                        && marker.attribute("aria-label") == Some("2")
                },
                |marker| marker.unset("aria-label"),
            )
        },
        Faults(&["the marker of a page does not say which", "page “2”"]),
    ),
    english(
        "a-marker-with-words",
        |file| {
            file.each(
                |marker| {
                    marker.attribute("role") == Some("doc-pagebreak")
                        && marker.attribute("aria-label") == Some("2")
                },
                |marker| marker.children.push(Node::Text("2".to_owned())),
            )
        },
        Faults(&["the marker of a page holds the words “2”"]),
    ),
    english(
        "no-source-of-the-pages",
        |file| {
            file.edit(PACKAGE, |root| {
                root.edit("metadata", |data| {
                    data.retain_elements(|element| element.attribute("property") != Some("pageBreakSource"))
                })
            })
        },
        Faults(&["the package does not say whose pages are marked"]),
    ),
    english(
        "a-feature-that-is-not-claimed",
        |file| file.replace(PACKAGE, ">pageNavigation<", ">index<"),
        Faults(&["the package does not say that the book has pageNavigation"]),
    ),
    // What systems do with words and pages.
    english(
        "words-that-are-a-note-to-nothing",
        |file| {
            file.each(says("p", "you cannot breathe"), |p| {
                p.set("epub:type", "footnote")
            })
        },
        Faults(&["“you cannot breathe” is marked as a note that nothing leads to"]),
    ),
    english(
        "pages-that-are-turned-backwards",
        |file| spine(file, |spine| spine.set("page-progression-direction", "rtl")),
        Faults(&["its pages are turned against its language"]),
    ),
];
