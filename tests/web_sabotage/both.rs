//! What stands where: blocks, headings, lists, tables, figures, and words that are hidden.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Both, Faults, Reads};
use super::sabotages::{Sabotage, english};

const PICTURE: &str = "A disc labelled A beside a triangle labelled B";

fn rename(element: &mut Element, name: &str) {
    element.name = name.to_owned();
}

fn decorates(element: &Element) -> bool {
    element.name == "img" && element.attribute("alt") == Some("")
}

/// The list of steps inside another.
fn steps(element: &Element) -> bool {
    element.name == "ol" && element.attribute("start") == Some("3")
}

pub const SABOTAGES: &[Sabotage] = &[
    // Pictures.
    english(
        "an-alternative-that-is-removed",
        |file| file.each(with("alt", PICTURE), |picture| picture.unset("alt")),
        Both(&["has no text alternative"], PICTURE),
    ),
    english(
        "an-alternative-that-is-blanked",
        |file| file.each(with("alt", PICTURE), |picture| picture.set("alt", "")),
        Reads(PICTURE),
    ),
    english(
        "an-alternative-of-another-picture",
        |file| {
            file.each(with("alt", PICTURE), |picture| {
                picture.set("alt", "Example Trust")
            })
        },
        Reads(PICTURE),
    ),
    english(
        "an-alternative-for-what-only-decorates",
        |file| {
            file.each(decorates, |picture| {
                picture.set("alt", "photo.png");
                picture.unset("role");
            })
        },
        Both(
            &["the alternative “photo.png” is the name of a file"],
            "photo.png",
        ),
    ),
    english(
        "a-name-over-an-alternative",
        |file| {
            file.each(with("alt", PICTURE), |picture| {
                picture.set("aria-label", "Picture")
            })
        },
        Faults(&["the accessible name “Picture” hides the words “A disc"]),
    ),
    english(
        "a-picture-that-says-it-decorates",
        |file| {
            file.each(with("alt", PICTURE), |picture| {
                picture.set("role", "presentation")
            })
        },
        Faults(&["the element img has the role presentation"]),
    ),
    english(
        "a-picture-that-is-lost",
        |file| file.remove(with("alt", PICTURE)),
        Reads(PICTURE),
    ),
    english(
        "a-caption-of-a-picture-that-is-removed",
        |file| {
            file.remove(says("figcaption", "With a caption"));
            file.each(
                |element| {
                    element.attribute("aria-labelledby").is_some()
                        && element.name == "figure"
                        && element.plain_text().trim().is_empty()
                },
                |figure| figure.unset("aria-labelledby"),
            );
        },
        Reads("With a caption"),
    ),
    english(
        "a-description-that-is-lost",
        |file| file.remove(says("p", "The disc stands for the tissue that stays.")),
        Reads("The disc stands"),
    ),
    english(
        "a-figure-that-is-none",
        |file| {
            file.first(
                |element| element.name == "figure" && element.find("figcaption").is_some(),
                |figure| rename(figure, "div"),
            )
        },
        Reads("figure"),
    ),
    // Headings.
    english(
        "a-heading-of-another-level",
        |file| file.each(says("h3", "After the operation"), |heading| rename(heading, "h4")),
        Reads("After the operation"),
    ),
    english(
        "a-heading-that-is-a-paragraph",
        |file| file.each(says("h3", "After the operation"), |heading| rename(heading, "p")),
        Reads("After the operation"),
    )
    .in_books(&["the entry “After the operation”"]),
    english(
        "a-heading-that-is-lost",
        |file| file.remove(says("h3", "After the operation")),
        Both(&["leads nowhere"], "After the operation"),
    ),
    english(
        "a-heading-that-says-it-is-none",
        |file| {
            file.each(says("h3", "After the operation"), |heading| {
                heading.set("role", "presentation")
            })
        },
        Faults(&["the element h3 has the role presentation"]),
    ),
    english(
        "a-heading-that-says-another-level",
        |file| {
            file.each(says("h3", "After the operation"), |heading| {
                heading.set("aria-level", "2")
            })
        },
        Faults(&["the element h3 has the attribute aria-level"]),
    ),
    english(
        "two-titles",
        |file| file.each(says("h2", "References"), |heading| rename(heading, "h1")),
        Reads("References"),
    )
    .in_pages(&["the page has 2 headings of level 1"]),
    // Tables.
    english(
        "a-header-cell-that-heads-nothing",
        |file| {
            file.each(says("th", "Pain"), |cell| {
                cell.unset("scope");
                cell.unset("role");
            })
        },
        Faults(&["the header cell “Pain” does not say what it heads"]),
    ),
    english(
        "a-header-cell-of-a-row-that-heads-nothing",
        |file| {
            file.each(says("th", "2 to 5"), |cell| {
                cell.unset("scope");
                cell.unset("role");
            })
        },
        Faults(&["the header cell “2 to 5” does not say what it heads"]),
    ),
    english(
        "a-header-cell-that-heads-the-column",
        |file| {
            file.each(says("th", "2 to 5"), |cell| {
                cell.set("scope", "col");
                cell.unset("role");
            })
        },
        Reads("Less"),
    ),
    english(
        "a-header-cell-that-is-none",
        |file| {
            file.each(says("th", "Pain"), |cell| {
                rename(cell, "td");
                cell.unset("scope");
                cell.unset("role");
            })
        },
        Both(&["says that it stands under “Pain”"], "Pain"),
    ),
    english(
        "a-cell-under-the-words-of-another-column",
        |file| file.each(says("td", "Rest"), |cell| cell.set("data-column", "Pain")),
        Faults(&["the cell “Rest” says that it stands under “Pain”"]),
    ),
    english(
        "cells-that-changed-places",
        |file| {
            file.first(
                |row| row.name == "tr" && read(row).starts_with('1'),
                |row| row.children.swap(1, 2),
            )
        },
        Both(&["says that it stands under"], "Some"),
    ),
    english(
        "a-row-that-is-lost",
        |file| file.remove(|row| row.name == "tr" && read(row).starts_with('1')),
        Reads("row 1"),
    ),
    english(
        "rows-that-changed-places",
        |file| {
            file.each(is("tbody"), |rows| {
                let at = |n| {
                    rows.children
                        .iter()
                        .enumerate()
                        .filter(|(_, node)| matches!(node, Node::Element(_)))
                        .nth(n)
                        .unwrap()
                        .0
                };
                let (a, b) = (at(0), at(1));
                rows.children.swap(a, b);
            })
        },
        Reads("row 1"),
    ),
    english(
        "a-cell-that-spans",
        |file| file.each(says("td", "Rest"), |cell| cell.set("rowspan", "2")),
        Both(&["says that it stands under “What helps”"], "cell 4"),
    ),
    english(
        "a-caption-of-a-table-that-is-lost",
        |file| file.remove(is("caption")),
        Reads("What to expect"),
    ),
    english(
        "a-table-that-says-it-is-none",
        |file| file.each(is("table"), |table| table.set("role", "presentation")),
        Faults(&["the element table has the role presentation"]),
    ),
    // Lists and definitions.
    english(
        "a-list-that-starts-at-one",
        |file| file.each(steps, |list| list.unset("start")),
        Reads("numbered list from 3"),
    ),
    english(
        "a-list-that-starts-at-no-number",
        |file| file.each(steps, |list| list.set("start", "c")),
        Both(&["a list starts at “c”"], "numbered list from 3"),
    ),
    english(
        "a-list-without-numbers",
        |file| {
            file.each(steps, |list| {
                rename(list, "ul");
                list.unset("start");
            })
        },
        Reads("numbered list from 3"),
    ),
    english(
        "a-list-that-counts-down",
        |file| file.each(steps, |list| list.set("reversed", "")),
        Faults(&["numbered in another way (reversed)"]),
    ),
    english(
        "a-list-that-counts-in-letters",
        |file| file.each(steps, |list| list.set("type", "a")),
        Faults(&["numbered in another way (type)"]),
    ),
    english(
        "an-item-with-a-number-of-its-own",
        |file| file.each(says("li", "Third"), |item| item.set("value", "7")),
        Faults(&["the element li is numbered in another way"]),
    ),
    english(
        "an-item-that-is-lost",
        |file| file.remove(says("li", "or faint")),
        Reads("or faint"),
    ),
    english(
        "a-list-that-says-it-is-none",
        |file| file.each(steps, |list| list.set("role", "presentation")),
        Faults(&["the element ol has the role presentation"]),
    ),
    english(
        "a-term-that-is-a-meaning",
        |file| file.each(says("dt", "Flap"), |term| rename(term, "dd")),
        Reads("Flap"),
    ),
    english(
        "a-meaning-that-is-lost",
        |file| file.remove(says("dd", "Cells that have not spread.")),
        Reads("Cells that have not spread."),
    ),
    // Quotations, callouts and divisions.
    english(
        "a-quotation-that-is-none",
        |file| file.each(says("blockquote", "So did I."), |quote| rename(quote, "div")),
        Reads("So did I."),
    ),
    english(
        "a-warning-that-is-a-tip",
        |file| file.each(with("role", "doc-notice"), |box_| box_.set("role", "doc-tip")),
        Reads("warning"),
    ),
    english(
        "a-warning-that-is-none",
        |file| file.each(with("role", "doc-notice"), |box_| box_.unset("role")),
        Reads("Call 999 if"),
    ),
    english(
        "a-tip-that-is-none",
        |file| file.each(with("role", "doc-tip"), |box_| box_.unset("role")),
        Reads("Good to know"),
    ),
    english(
        "a-callout-without-its-label",
        |file| file.each(with("role", "doc-notice"), |box_| box_.unset("aria-labelledby")),
        Both(&["a callout has no label"], "Call 999 if"),
    ),
    english(
        "a-callout-with-a-label-that-is-not-there",
        |file| {
            file.each(with("role", "doc-notice"), |box_| {
                box_.set("aria-labelledby", "gone")
            })
        },
        Both(&["a callout has no label", "which is not there"], "Call 999 if"),
    ),
    english(
        "a-callout-with-other-words-on-it",
        |file| file.each(says("p", "Call 999 if"), |label| reword(label, "999", "111")),
        Reads("Call 111 if"),
    ),
    english(
        "what-a-warning-says-outside-of-it",
        |file| {
            let words = file.found(says("p", "you cannot breathe"));
            file.remove(says("p", "you cannot breathe"));
            file.each(
                |element| {
                    element
                        .elements()
                        .any(|child| child.attribute("role") == Some("doc-notice"))
                },
                |round| round.children.push(Node::Element(words.clone())),
            );
        },
        Reads("you cannot breathe"),
    ),
    // Words.
    english(
        "a-paragraph-that-is-lost",
        |file| file.remove(says("p", "They listened.")),
        Reads("They listened."),
    ),
    english(
        "another-dose",
        |file| file.first(says("bdi", "5 mg"), |dose| reword(dose, "5", "50")),
        Reads("50 mg"),
    ),
    english(
        "paragraphs-in-another-order",
        |file| {
            file.first(
                |quote| quote.name == "blockquote" && read(quote).starts_with("I felt"),
                |quote| {
                    let paragraphs: Vec<usize> = quote
                        .children
                        .iter()
                        .enumerate()
                        .filter(|(_, node)| matches!(node, Node::Element(_)))
                        .map(|(at, _)| at)
                        .collect();
                    quote.children.swap(paragraphs[0], paragraphs[1]);
                },
            )
        },
        Reads("I felt ready."),
    ),
    english(
        "hidden-words",
        |file| file.each(says("p", "you cannot breathe"), |words| words.set("hidden", "")),
        Reads("you cannot breathe"),
    ),
    english(
        "words-hidden-from-screen-readers",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                words.set("aria-hidden", "true")
            })
        },
        Reads("you cannot breathe"),
    ),
    english(
        "words-that-nobody-reaches",
        |file| file.each(says("p", "you cannot breathe"), |words| words.set("inert", "")),
        Both(&["the element p has the attribute inert"], "you cannot breathe"),
    ),
    english(
        "words-hidden-by-a-style",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                words.set("style", "display:none")
            })
        },
        Faults(&["the element p has the attribute style (“display:none”)"]),
    ),
    english(
        "words-turned-round",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                let mut turned = Element::new("bdo").with("dir", "rtl");
                turned.children = std::mem::take(&mut words.children);
                words.children.push(Node::Element(turned));
            })
        },
        Faults(&["the words “you cannot breathe” are turned round"]),
    ),
    english(
        "words-turned-round-by-characters",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                words.children.insert(0, Node::Text("\u{202E}".to_owned()));
            })
        },
        Faults(&["the words “you cannot breathe” are turned round"]),
    ),
    english(
        "words-above-the-line-beside-a-number",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                let mut raised = Element::new("sup");
                raised.children.push(Node::Text(".5".to_owned()));
                words.children.push(Node::Text(" 2".to_owned()));
                words.children.push(Node::Element(raised));
            })
        },
        Both(&["raised “.5” is read as part of “2”"], "breathe 2.5"),
    ),
    english(
        "words-that-are-said-and-not-seen",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                words.set("aria-description", "5 mg")
            })
        },
        Faults(&["the attribute aria-description (“5 mg”)"]),
    ),
    english(
        "words-behind-a-button",
        |file| file.first(says("p", "you cannot breathe"), |words| rename(words, "details")),
        Faults(&["the element details stands where a paragraph could"]),
    ),
];
