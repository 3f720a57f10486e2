//! Numbers and marks of lists, and faces that sheets bring: what is seen beside words, or in their place, and never read.

use roxmltree::Node;

use super::harm::{Harm, has_words};
use super::select::Part;
use super::sheet::{Declaration, Rule, Sheet};
use super::size::figure;
use super::watch::{Met, Watch};
use crate::model::excerpt;
use crate::xhtml::document::{is, plain_text};

impl Watch {
    /// Looks at the marks of a list, and at the face of an element.
    pub fn marks(&mut self, met: &Met<'_, '_, '_>) {
        let said = |property: &str| {
            let winner = met.computed.said(0).get(property);
            winner.and_then(|winner| met.style().resolved(winner.value, 0))
        };
        let (is_ordered, is_list) = (is(met.node, "ol"), is(met.node, "ul"));
        let mark = said("list-style-type").or_else(|| said("list-style"));
        if is_ordered || is_list || mark.is_some() {
            let mark = mark.clone().unwrap_or_default();
            let usual = if is_ordered { "decimal" } else { "disc" };
            for sheet in met.cascade.sheets() {
                for name in counters_with_words(sheet) {
                    let named = mark.split_whitespace().any(|one| one == name);
                    if named || name == usual && (is_ordered || is_list) {
                        self.put(format!("@counter-style {name}"), Harm::Writes, || {
                            let words = excerpt(&plain_text(met.node));
                            format!("the style sheet writes words beside “{words}” (@counter-style {name})")
                        });
                    }
                }
            }
        }
        let in_ordered = is(met.node, "li") && met.node.parent_element().is_some_and(|list| is(list, "ol"));
        if is_ordered || in_ordered {
            let none = |value: &Option<String>| {
                value
                    .as_ref()
                    .is_some_and(|value| value.split_whitespace().any(|one| one == "none"))
            };
            let typed = said("list-style-type").is_some();
            let loses = none(&said("list-style-type")) || !typed && none(&said("list-style"));
            let pictured = said("list-style-image").is_some_and(|value| value.contains("url("));
            if (loses || pictured) && !numbers_are_elsewhere(met) && !is_numbered_in_words(met.node) {
                self.put("numbers of a list".to_owned(), Harm::Hides, || {
                    let words = excerpt(&plain_text(met.node));
                    format!("the style sheet hides the numbers of the list “{words}”")
                });
            }
        }
        if let Some(face) = said("font-family").or_else(|| said("font")) {
            for sheet in met.cascade.sheets() {
                if let Some(name) = faces_of_signs(sheet).find(|name| face.to_lowercase().contains(name)) {
                    self.put(format!("@font-face {name}"), Harm::May, || {
                        let words = excerpt(&plain_text(met.node));
                        format!("the style sheet may hide “{words}” (@font-face {name})")
                    });
                }
            }
        }
    }
}

/// Whether an item, or one of a list, begins with a number that is read: then the list is numbered in its words.
fn is_numbered_in_words(node: Node<'_, '_>) -> bool {
    let begins = |item: Node<'_, '_>| {
        let words = plain_text(item);
        let number = words.trim_start_matches(['(', '[']);
        number.starts_with(char::is_numeric)
    };
    if is(node, "li") {
        return begins(node);
    }
    let mut items = node.children().filter(|child| is(*child, "li"));
    items.any(begins)
}

/// Whether the numbers of a list are written by a sheet, or stand in its text: in contents and references.
fn numbers_are_elsewhere(met: &Met<'_, '_, '_>) -> bool {
    let counts = |rule: &Rule| {
        let mut said = rule.declarations.iter();
        rule.selector.part == Some(Part::Written) && said.any(|one| one.value.contains("counter"))
    };
    let mut round = met.node.ancestors();
    round.any(|node| {
        is(node, "nav")
            || matches!(
                node.attribute("role"),
                Some("doc-bibliography" | "doc-toc" | "doc-endnotes")
            )
    }) || met.cascade.sheets().flat_map(|sheet| &sheet.rules).any(counts)
}

/// What is said under these names, with the name behind them.
fn named<'s>(sheet: &'s Sheet, kind: &'static str) -> impl Iterator<Item = (&'s str, &'s [Declaration])> {
    let all = sheet.named.iter().filter(move |(prelude, _)| {
        prelude
            .split_whitespace()
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(kind))
    });
    all.map(|(prelude, said)| {
        (
            prelude.split_whitespace().nth(1).unwrap_or_default(),
            said.as_slice(),
        )
    })
}

/// Styles of counters with letters or digits beside a number, or whole words for one.
fn counters_with_words(sheet: &Sheet) -> impl Iterator<Item = &str> {
    let has = |one: &Declaration| match one.property.as_str() {
        "prefix" | "suffix" | "pad" | "negative" => has_words(&one.value),
        // Letters count one by one; digits may be those of another number.
        "symbols" | "additive-symbols" => super::syntax::strings(&one.value).iter().any(|sign| {
            sign.contains(|c: char| c.is_ascii_digit())
                || sign.chars().filter(|c| c.is_alphabetic()).count() > 4
        }),
        _ => false,
    };
    let found = named(sheet, "@counter-style").filter(move |(_, said)| said.iter().any(has));
    found.map(|(name, _)| name)
}

/// Faces whose letters are signs, or next to nothing, in small letters.
fn faces_of_signs(sheet: &Sheet) -> impl Iterator<Item = String> {
    let signs = |one: &Declaration| {
        let value = one.value.to_ascii_lowercase();
        match one.property.as_str() {
            "src" => {
                value.contains("local(")
                    && ["wingdings", "webdings", "dingbats"]
                        .iter()
                        .any(|face| value.contains(face))
            }
            "size-adjust" => !figure(&value).is_some_and(|share| (0.5..=2.0).contains(&share)),
            _ => false,
        }
    };
    let found = named(sheet, "@font-face").filter(move |(_, said)| said.iter().any(signs));
    found.filter_map(|(_, said)| {
        let family = said.iter().find(|one| one.property == "font-family")?;
        let name = family.value.trim_matches(['"', '\'', ' ']).to_lowercase();
        (!name.is_empty()).then_some(name)
    })
}
