//! What holds at an element apart from sheets: what programs give it, and what it says itself.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::Medium;
use super::sheet::{Declaration, declarations};

/// What an element says of itself.
#[derive(Default)]
pub(super) struct Attributes {
    hints: Vec<Declaration>,
    style: Vec<Declaration>,
}

impl Attributes {
    /// Of an element.
    pub fn of(node: Node<'_, '_>) -> Self {
        Self {
            hints: hints(node),
            style: node.attribute("style").map(declarations).unwrap_or_default(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.hints.is_empty() && self.style.is_empty()
    }

    /// With what programs give it.
    pub fn own<'r>(&'r self, given: &'r [Declaration]) -> Own<'r> {
        Own {
            given,
            hints: &self.hints,
            style: &self.style,
        }
    }
}

/// What holds at an element apart from sheets.
#[derive(Clone, Copy)]
pub(super) struct Own<'r> {
    /// What programs give it.
    pub given: &'r [Declaration],
    /// What its attributes of before sheets ask for.
    pub hints: &'r [Declaration],
    /// What its attribute `style` says.
    pub style: &'r [Declaration],
}

fn told(property: &str, value: &str) -> Declaration {
    Declaration {
        property: property.to_owned(),
        value: value.to_owned(),
        important: false,
        judged: false,
    }
}

/// What programs give elements before any sheet (HTML, section 15.3).
pub(super) fn given(medium: Medium) -> BTreeMap<&'static str, Vec<Declaration>> {
    let sizes = [
        ("h1", "2em"),
        ("h2", "1.5em"),
        ("h3", "1.17em"),
        ("h5", "0.83em"),
        ("h6", "0.67em"),
        ("small", "smaller"),
        ("sub", "smaller"),
        ("sup", "smaller"),
        ("big", "larger"),
        ("rt", "50%"),
        // Of letters that are all as wide browsers show smaller ones.
        ("code", "0.8125em"),
        ("kbd", "0.8125em"),
        ("samp", "0.8125em"),
        ("tt", "0.8125em"),
        ("pre", "0.8125em"),
    ];
    let sizes = sizes.map(|(name, size)| (name, vec![told("font-size", size)]));
    let link = (medium == Medium::Browser).then(|| ("a", vec![told("color", "#0000EE")]));
    sizes.into_iter().chain(link).collect()
}

/// What attributes of before sheets ask for (HTML, section 15.3).
fn hints(node: Node<'_, '_>) -> Vec<Declaration> {
    let mut out = Vec::new();
    let name = node.tag_name().name();
    if name == "font" {
        let sizes = ["10px", "13px", "16px", "18px", "24px", "32px", "48px"];
        let size = node.attribute("size").and_then(|size| size.parse::<usize>().ok());
        if let Some(size) = size.and_then(|size| sizes.get(size.checked_sub(1)?)) {
            out.push(told("font-size", size));
        }
        if let Some(colour) = node.attribute("color") {
            out.push(told("color", colour));
        }
    }
    if let Some(colour) = node.attribute("text").filter(|_| name == "body") {
        out.push(told("color", colour));
    }
    if let Some(colour) = node.attribute("bgcolor") {
        out.push(told("background-color", colour));
    }
    out
}
