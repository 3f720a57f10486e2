//! A column of a table that nothing heads.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::model::tree::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "empty-header-cell",
    severity: Severity::Warning,
    clauses: &["WCAG 2.2, 1.3.1 Info and Relationships", "ISO 14289-1:2014, 7.5"],
    documentation: "\
With each cell of a table a screen reader says the header of its column. Where the header is empty, people hear a figure
and do not know of what.

Write into the header row what stands in the column, the first one too.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(tree) = &subject.tree else {
        return Vec::new();
    };
    let mut places = Places::of(subject.sourced);
    let mut findings = Vec::new();
    for node in tree.nodes() {
        if !matches!(node.kind, NodeKind::Row { header: true }) {
            continue;
        }
        let cells: Vec<String> = node.children.iter().map(|cell| tree.plain_text(*cell)).collect();
        let empty: Vec<String> = (1..)
            .zip(&cells)
            .filter(|(_, words)| words.trim().is_empty())
            .map(|(column, _)| column.to_string())
            .collect();
        let beside = cells.iter().find(|words| !words.trim().is_empty());
        if let Some(beside) = beside.filter(|_| !empty.is_empty()) {
            let message = format!("nothing heads column {} of the table", empty.join(", "));
            let help =
                "write into the header row what stands in the column: listeners hear it with every cell";
            findings.push(places.row_finding(rule, &cells, beside, message, help));
        }
    }
    findings
}
