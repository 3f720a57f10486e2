//! A review that does not say which words were reviewed.

use super::{Rule, Subject};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unbound-review",
    severity: Severity::Warning,
    clauses: &["EPUB Accessibility 1.1, 3.5 Conformance reporting"],
    documentation: "\
A review in `reviews.yaml` has no `reading:`. Words change after a review, and a claim that holds for the words of last
year says nothing about those of today, so nothing is claimed from it.

The finding gives the digest of the words that the leaflet has now. If they are those that the person reviewed, write it
under the review.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (review, place) in subject.reviews().filter(|(review, _)| review.reading.is_none()) {
        let Some(now) = subject.reading() else { continue };
        let message = format!(
            "the review by {} does not say which words were reviewed: nothing is claimed from it",
            &*review.name
        );
        let help = format!("if they are those that the leaflet has now, add `reading: {now}` to it");
        findings.push(subject.about_review(rule, place.map(|place| &place.reading), message, help));
    }
    findings
}
