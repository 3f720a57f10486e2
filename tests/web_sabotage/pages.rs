//! What only a page has: its head, its landmarks, and all that it would load or run.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Both, Error, Faults, Reads};
use super::sabotages::{Sabotage, english};

fn viewport(file: &mut File, content: &'static str) {
    file.each(with("name", "viewport"), |meta| meta.set("content", content));
}

fn add(file: &mut File, to: &'static str, element: Element) {
    file.first(is(to), |round| {
        round.children.push(Node::Element(element.clone()))
    });
}

fn style(file: &mut File, css: &'static str) {
    file.first(is("style"), |sheet| {
        sheet.children.push(Node::Text(css.to_owned()))
    });
}

/// The link past what stands before the text.
fn skip(element: &Element) -> bool {
    element.name == "a" && element.attribute("href") == Some("#the_text")
}

pub const SABOTAGES: &[Sabotage] = &[
    // The head.
    english(
        "another-title",
        |file| {
            file.each(is("title"), |title| {
                title.children = vec![Node::Text("Another".to_owned())]
            })
        },
        Reads("title"),
    ),
    english(
        "no-title",
        |file| file.remove(is("title")),
        Both(&["the page has no title"], "title"),
    ),
    english(
        "no-encoding",
        |file| file.remove(|meta| meta.attribute("charset").is_some()),
        Faults(&["that it is in UTF-8"]),
    ),
    english(
        "another-encoding",
        |file| {
            file.each(
                |meta| meta.attribute("charset").is_some(),
                |meta| meta.set("charset", "latin1"),
            )
        },
        Both(&["that it is in UTF-8"], "â€œparts"),
    ),
    english(
        "no-viewport",
        |file| file.remove(with("name", "viewport")),
        Faults(&["the page has no viewport"]),
    ),
    english(
        "a-viewport-of-one-width",
        |file| viewport(file, "width=1024"),
        Faults(&["does not follow the width of the screen"]),
    ),
    english(
        "a-viewport-without-zoom",
        |file| viewport(file, "width=device-width, user-scalable=no"),
        Faults(&["forbids the reader to zoom: user-scalable"]),
    ),
    english(
        "a-viewport-with-little-zoom",
        |file| viewport(file, "width=device-width, initial-scale=1, maximum-scale=1.0"),
        Faults(&["forbids the reader to zoom: maximum-scale"]),
    ),
    english(
        "a-page-that-leads-elsewhere",
        |file| {
            add(
                file,
                "head",
                Element::new("meta")
                    .with("http-equiv", "refresh")
                    .with("content", "5; url=https://example.org/"),
            )
        },
        Faults(&["the page leads elsewhere by itself"]),
    ),
    // Landmarks and the way past them.
    english(
        "no-main-text",
        |file| file.each(is("main"), |main| main.name = "div".to_owned()),
        Both(
            &[
                "the page has 0 main texts",
                "does not lead to its main text",
                "stands outside of every landmark",
            ],
            "Skip to",
        ),
    ),
    english(
        "two-main-texts",
        |file| file.each(is("footer"), |footer| footer.name = "main".to_owned()),
        Faults(&["the page has 2 main texts"]),
    ),
    english(
        "a-skip-link-that-leads-nowhere",
        |file| file.each(skip, |link| link.set("href", "#gone")),
        Both(
            &["does not lead to its main text", "leads nowhere (#gone)"],
            "Skip to",
        ),
    ),
    english(
        "a-skip-link-past-too-much",
        |file| file.each(skip, |link| link.set("href", "#references")),
        Both(&["does not lead to its main text"], "Skip to"),
    ),
    english(
        "no-skip-link",
        |file| file.remove(skip),
        Faults(&["does not lead to its main text"]),
    ),
    english(
        "words-outside-of-every-landmark",
        |file| file.each(is("header"), |header| header.name = "div".to_owned()),
        Faults(&["stands outside of every landmark"]),
    ),
    english(
        "a-main-text-without-its-place",
        |file| file.each(is("main"), |main| main.unset("id")),
        Both(&["does not lead to its main text", "leads nowhere"], "Skip to"),
    ),
    // What it would load or run.
    english(
        "a-script",
        |file| add(file, "head", Element::new("script").text("alert(1)")),
        Faults(&["the element script loads something"]),
    ),
    english(
        "a-script-in-an-attribute",
        |file| file.each(says("p", "So did I."), |words| words.set("onclick", "alert(1)")),
        Faults(&["the element p runs a script (onclick)"]),
    ),
    english(
        "a-script-in-an-address",
        |file| {
            file.each(says("a", "help & advice"), |link| {
                link.set("href", "javascript:alert(1)")
            })
        },
        Both(&["the element a runs a script (href)"], "javascript"),
    ),
    english(
        "a-picture-from-outside",
        |file| {
            file.each(with("alt", "Example Trust"), |picture| {
                picture.set("src", "https://example.org/a.png")
            })
        },
        Faults(&[
            "loads something from outside: https://example.org/a.png",
            "is missing",
        ]),
    ),
    english(
        "a-picture-with-another-source",
        |file| {
            file.each(with("alt", "Example Trust"), |picture| {
                picture.set("srcset", "https://example.org/a.png 2x")
            })
        },
        Faults(&["loads something from outside"]),
    ),
    english(
        "a-picture-that-is-no-file",
        |file| {
            file.each(with("alt", "Example Trust"), |picture| {
                picture.set("src", "data:image/png;base64,AAEA")
            })
        },
        Faults(&["is missing"]),
    ),
    english(
        "a-style-sheet-from-outside",
        |file| {
            add(
                file,
                "head",
                Element::new("link")
                    .with("rel", "stylesheet")
                    .with("href", "https://example.org/a.css"),
            )
        },
        Faults(&["the element link loads something from outside"]),
    ),
    english(
        "a-style-sheet-that-loads-another",
        |file| style(file, "@import \"https://example.org/a.css\";"),
        Faults(&["it has @import"]),
    ),
    english(
        "a-font-from-outside",
        |file| {
            style(
                file,
                "@font-face { font-family: x; src: url(https://example.org/a.woff2) }",
            )
        },
        Faults(&["loads something from outside: https://example.org/a.woff2"]),
    ),
    english(
        "a-style-sheet-that-hides-words",
        |file| style(file, "blockquote p { display: none }"),
        Faults(&["the style sheet hides “"]),
    ),
    english(
        "a-style-sheet-that-moves-words-out-of-sight",
        |file| style(file, "blockquote p { position: absolute; left: -9999px }"),
        Faults(&["the style sheet hides “"]),
    ),
    english(
        "a-style-sheet-that-strikes-words-out",
        |file| style(file, "blockquote p { text-decoration: line-through }"),
        Faults(&["words are struck out and stay words to a listener: “"]),
    ),
    english(
        "a-style-sheet-that-turns-the-order-round",
        |file| style(file, "main { display: flex; flex-direction: column-reverse }"),
        Faults(&["in another order (main: flex-direction)"]),
    ),
    english(
        "a-style-sheet-that-paints-over-words",
        |file| {
            style(
                file,
                "blockquote p::after { content: \"\"; position: absolute; inset: 0; background: #fff }",
            )
        },
        Faults(&["the style sheet may paint over “"]),
    ),
    english(
        "a-style-sheet-that-turns-words-round",
        |file| {
            style(
                file,
                "blockquote p { direction: rtl; unicode-bidi: bidi-override }",
            )
        },
        Faults(&["are turned round where they are shown"]),
    ),
    english(
        "a-style-sheet-that-writes-words",
        |file| style(file, "p::before { content: \"Do not \" }"),
        Faults(&["the style sheet writes words: \"Do not \""]),
    ),
    english(
        "a-frame",
        |file| {
            add(
                file,
                "footer",
                Element::new("iframe").with("src", "https://example.org/"),
            )
        },
        Faults(&[
            "the element iframe stands where a paragraph could",
            "the element iframe loads something",
        ]),
    ),
    // Its syntax.
    english(
        "a-paragraph-in-a-paragraph",
        |file| {
            file.first(says("p", "So did I."), |words| {
                words
                    .children
                    .push(Node::Element(Element::new("p").text("Again")))
            })
        },
        Both(&["the parser says"], "Again"),
    ),
    english(
        "a-depth-without-end",
        |file| {
            file.first(says("p", "So did I."), |words| {
                for _ in 0..400 {
                    *words = Element::new("div").child(words.clone());
                }
            })
        },
        Error("nest deeper"),
    ),
];
