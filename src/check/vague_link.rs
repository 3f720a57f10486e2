//! A link whose words do not say where it leads.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::model::tree::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "vague-link",
    severity: Severity::Warning,
    clauses: &["WCAG 2.2, 2.4.4 Link Purpose (In Context)", "WCAG 2.2, 2.4.9 Link Purpose (Link Only)"],
    documentation: "\
People who listen often go from link to link, and hear nothing but the links. \"Click here\" tells them nothing, and an
address is read out sign by sign.

Write the name of what the link leads to. An address that must be seen in print can stand behind it as plain text.",
    run,
};

/// English words that say nothing of where they lead.
const VAGUE: [&str; 11] = [
    "click here",
    "click",
    "here",
    "this",
    "this link",
    "this page",
    "link",
    "more",
    "read more",
    "find out more",
    "learn more",
];

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(tree) = &subject.tree else {
        return Vec::new();
    };
    let mut places = Places::of(subject.sourced);
    let mut findings = Vec::new();
    for (id, node) in tree.ids().zip(tree.nodes()) {
        if !matches!(node.kind, NodeKind::Link(_)) {
            continue;
        }
        let words = tree.plain_text(id);
        let plain = words.trim().trim_end_matches(['.', ':', '!']).to_lowercase();
        let message = if plain.contains("://") || plain.starts_with("www.") {
            format!("the words of this link are an address: `{}`", words.trim())
        } else if node.lang.primary() == "en" && VAGUE.contains(&plain.as_str()) {
            format!("“{}” does not say where the link leads", words.trim())
        } else {
            continue;
        };
        let help = "write the name of what it leads to, such as `[the page on pain relief](https://…)`";
        findings.push(places.finding(rule, &words, message, help));
    }
    findings
}
