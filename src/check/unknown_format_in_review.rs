//! A review of a format that there is not.

use super::{Rule, Subject};
use crate::backend::BACKENDS;
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unknown-format-in-review",
    severity: Severity::Warning,
    clauses: &["EPUB Accessibility 1.1, 3.5 Conformance reporting"],
    documentation: "\
A review in `reviews.yaml` names a format that clearleaf does not write, so that nothing can be claimed of it.

Write the names that `clearleaf build --format` takes.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let known: Vec<&str> = BACKENDS.iter().map(|backend| backend.format().id).collect();
    let mut findings = Vec::new();
    for (review, place) in subject.reviews() {
        for format in review
            .formats
            .iter()
            .filter(|format| !known.contains(&&***format))
        {
            let message = format!("the review by {} names a format `{}`", &*review.name, &**format);
            let help = format!("there is none of that name; the formats are {}", known.join(", "));
            findings.push(subject.about_review(rule, place.map(|place| &place.formats), message, help));
        }
    }
    findings
}
