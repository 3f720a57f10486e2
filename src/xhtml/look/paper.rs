//! What style sheets do to words on paper alone.

use std::collections::BTreeMap;

use super::harm::Harm;
use super::sheet::{Declaration, Rule};
use super::watch::{Met, Watch, is_tiny, passes};
use super::{allowed, cascade::Winner};
use crate::model::excerpt;
use crate::xhtml::document::plain_text;

impl Watch {
    /// Rules that hold on paper. Ways to other places are left out there, and nobody misses them.
    pub fn paper(&mut self, met: &Met<'_, '_, '_>) {
        let mut rules = met.found.paper.iter();
        if rules.all(|rule| met.computed.is_passed(rule)) {
            return;
        }
        let is_way = |name: &str| matches!(name, "nav" | "form" | "button" | "menu");
        if met.node.ancestors().any(|node| is_way(node.tag_name().name())) {
            return;
        }
        let mut block = met.said(0);
        let mut last: BTreeMap<&str, (&Rule, &Declaration)> = BTreeMap::new();
        for important in [false, true] {
            for rule in &met.found.paper {
                let said = rule.declarations.iter().filter(|one| one.important == important);
                for one in said.filter(|one| allowed::is_value(&one.property, &one.value)) {
                    let over = met.computed.said(0).get(one.property.as_str());
                    if !over.is_some_and(|over| goes_before(over, rule, important)) {
                        last.insert(allowed::unprefixed(&one.property), (rule, one));
                    }
                }
            }
        }
        for (property, (_, one)) in last.iter().filter(|(_, (_, one))| one.judged) {
            if let Some(value) = met.style().resolved(&one.value, 0) {
                block.values.insert(*property, value);
            }
        }
        let mut harms = block.harms();
        harms.retain(|(property, harm)| *harm == Harm::Hides && last.contains_key(property));
        for (rule, one) in last.values() {
            if is_tiny(std::slice::from_ref(*one)) {
                self.missing(met, rule);
            }
        }
        for (property, _) in &harms {
            if let Some((rule, _)) = last.get(property).filter(|_| !met.is_head_said_again()) {
                self.missing(met, rule);
            }
        }
        for rule in &met.found.paper {
            passes(met, rule, &block, &harms);
        }
    }

    fn missing(&mut self, met: &Met<'_, '_, '_>, rule: &Rule) {
        let selector = &rule.selector.text;
        self.put(format!("{selector} on paper"), Harm::Hides, || {
            let words = excerpt(&plain_text(met.node));
            format!("the style sheet hides “{words}” on paper ({selector})")
        });
    }
}

/// Whether what holds on the screen goes before a rule of paper.
fn goes_before(over: &Winner<'_>, rule: &Rule, important: bool) -> bool {
    let of_rule = |other: &Rule| other.holds.print && other.selector.weight > rule.selector.weight;
    !important && over.rule.is_some_and(of_rule)
}
