//! More pieces of unsplittable information than any leaflet has.

use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::model::Inline;
use crate::model::tree::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "too-long",
    severity: Severity::Error,
    clauses: &["UKAAF Minimum Standards MS03"],
    documentation: "\
The leaflet holds more amounts, dates, telephone numbers and addresses than a leaflet can use. Each is kept on one line,
and is measured and joined by itself for that: so many take more time and memory than a whole book.

Split the text into several leaflets.",
    run,
};

/// A long leaflet with a dose in every second line has half as many.
const MOST: usize = 12_000;

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(tree), Some(leaflet)) = (&subject.tree, &subject.sourced.leaflet) else {
        return Vec::new();
    };
    let in_text = tree
        .nodes()
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::Unbroken(_)));
    let entries = leaflet.references.iter().flat_map(|entry| entry.content.iter());
    let in_references = entries.filter(|inline| matches!(inline, Inline::Unbroken(_)));
    if in_text.count() + in_references.count() <= MOST {
        return Vec::new();
    }
    let message = "the leaflet has more than 12,000 amounts, dates, telephone numbers and addresses, which are kept on one \
                   line each";
    let help = "split it into several leaflets, each in a folder of its own";
    let file = subject.sourced.path.clone();
    vec![Finding::in_file(file, rule.severity, rule.code, message, help)]
}
