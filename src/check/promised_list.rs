//! A paragraph that ends with a colon, with nothing behind it.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::model::tree::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "promised-list",
    severity: Severity::Warning,
    clauses: &["WCAG 2.2, 1.3.1 Info and Relationships"],
    documentation: "\
A paragraph ends with a colon, and a heading or nothing at all follows. Something was promised: a list may have been lost,
or stands somewhere else.

Write what was promised below the paragraph, or end it with a full stop.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(tree) = &subject.tree else {
        return Vec::new();
    };
    let mut places = Places::of(subject.sourced);
    let mut findings = Vec::new();
    for parent in tree.nodes() {
        for (at, child) in parent.children.iter().enumerate() {
            let promises = matches!(tree.node(*child).kind, NodeKind::Paragraph(_))
                && tree.plain_text(*child).trim_end().ends_with(':');
            let next = parent.children.get(at + 1).map(|next| &tree.node(*next).kind);
            if promises && matches!(next, None | Some(NodeKind::Heading { .. })) {
                let words = tree.plain_text(*child);
                let end = words.trim_end().rsplit(['.', '\n']).next().unwrap_or_default();
                let message = "the paragraph ends with a colon, and nothing follows";
                let help = "write the list that it promises, or end it with a full stop";
                findings.push(places.finding(rule, end, message, help));
            }
        }
    }
    findings
}
