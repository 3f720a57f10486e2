//! A heading that ends as a sentence does.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::model::tree::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "heading-full-stop",
    severity: Severity::Advice,
    clauses: &["NHS digital service manual, Formatting and punctuation"],
    documentation: "\
A heading ends with a full stop. Headings are read in lists, in the contents and by screen readers, where a full stop
looks like the end of the list.

Leave it out. A question mark may stay.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(tree) = &subject.tree else {
        return Vec::new();
    };
    let mut places = Places::of(subject.sourced);
    let mut findings = Vec::new();
    for (id, node) in tree.ids().zip(tree.nodes()) {
        if !matches!(node.kind, NodeKind::Heading { .. }) {
            continue;
        }
        let words = tree.plain_text(id);
        let ends = words
            .trim_end()
            .strip_suffix('.')
            .is_some_and(|rest| !rest.ends_with('.'));
        if ends {
            let message = "the heading ends with a full stop";
            findings.push(places.finding(rule, &words, message, "take the full stop out"));
        }
    }
    findings
}
