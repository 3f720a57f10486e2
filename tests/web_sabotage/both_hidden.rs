//! Elements and attributes that hide words, lay them over others, or have them said otherwise.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Both, Faults};
use super::sabotages::{Sabotage, english};

const WORDS: &str = "you cannot breathe";

/// Puts an element of this name round a paragraph.
fn wrap(file: &mut File, name: &'static str) {
    file.first(says("p", WORDS), |words| {
        let inner = std::mem::replace(words, Element::new(name));
        words.children.push(Node::Element(inner));
    });
}

fn set(file: &mut File, attribute: &'static str, value: &'static str) {
    file.each(says("p", WORDS), |words| words.set(attribute, value));
}

pub const SABOTAGES: &[Sabotage] = &[
    english(
        "words-for-who-runs-no-scripts",
        |file| wrap(file, "noscript"),
        Both(&["the element noscript hides “you cannot breathe”"], WORDS),
    ),
    english(
        "words-in-a-bar",
        |file| wrap(file, "progress"),
        Both(&["the element progress hides “you cannot breathe”"], WORDS),
    ),
    english(
        "words-in-a-gauge",
        |file| wrap(file, "meter"),
        Both(&["the element meter hides “you cannot breathe”"], WORDS),
    ),
    english(
        "words-in-an-open-dialog",
        |file| {
            wrap(file, "dialog");
            file.each(is("dialog"), |dialog| dialog.set("open", ""));
        },
        Faults(&["the element dialog is shown over other words: “you cannot breathe”"]),
    ),
    english(
        "a-paragraph-that-is-struck-out",
        |file| wrap(file, "del"),
        Faults(&["words are struck out and stay words to a listener: “you cannot breathe”"]),
    ),
    english(
        "words-that-are-other-words-in-braille",
        |file| set(file, "aria-braillelabel", "Take 50 mg"),
        Faults(&["the attribute aria-braillelabel (“Take 50 mg”)"]),
    ),
    english(
        "words-that-are-read-elsewhere",
        |file| set(file, "aria-owns", "contents"),
        Faults(&["the attribute aria-owns (“contents”)"]),
    ),
];
