//! What sheets write and paint beside words.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::harm::{Harm, covers, has_words};
use super::sheet::Rule;
use super::watch::{Met, Watch};
use crate::model::excerpt;
use crate::xhtml::document::{is, plain_text};

impl Watch {
    /// What a sheet writes before or behind words, or paints over them.
    pub fn written(&mut self, met: &Met<'_, '_, '_>, rule: &Rule) {
        let said: BTreeMap<&str, &str> = rule
            .declarations
            .iter()
            .map(|one| (one.property.as_str(), one.value.as_str()))
            .collect();
        if covers(&said) {
            self.put(rule.selector.text.to_string(), Harm::May, || {
                let words = excerpt(&plain_text(met.node));
                format!(
                    "the style sheet may paint over “{words}” ({})",
                    rule.selector.text
                )
            });
        }
        let Some(value) = said
            .get("content")
            .and_then(|value| met.style().resolved(value, 0))
        else {
            return met.computed.pass(rule);
        };
        // What stands behind a slash is read and not seen.
        let seen = super::syntax::split(&value, '/')
            .first()
            .copied()
            .unwrap_or_default()
            .to_owned();
        if has_words(&seen) || says_attribute(met.node, &seen) || counts(met.node, &seen) {
            self.put(value.clone(), Harm::Writes, || {
                format!("the style sheet writes words: {}", excerpt(&value))
            });
        } else if !value.contains("attr(") {
            met.computed.pass(rule);
        }
    }
}

/// Whether what a sheet writes is an attribute with words that are not read: the words over a cell are asked about where
/// tables are read, and the address of a link is read with it.
fn says_attribute(node: Node<'_, '_>, value: &str) -> bool {
    let names = value.split("attr(").skip(1);
    names
        .filter_map(|rest| rest.split([')', ',', ' ']).next())
        .any(|name| {
            let cell = matches!(node.tag_name().name(), "td" | "th") && name.starts_with("data-");
            let address = name == "href" && is(node, "a");
            let said = node.attributes().find(|one| one.name() == name);
            !cell && !address && said.is_some_and(|said| said.value().contains(char::is_alphanumeric))
        })
}

/// Whether what a sheet writes is a number that is not that of an item of a list.
fn counts(node: Node<'_, '_>, value: &str) -> bool {
    (value.contains("counter(") || value.contains("counters(")) && !is(node, "li")
}
