//! A review of other words than the leaflet has now.

use super::{Rule, Subject};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    code: "outdated-review",
    severity: Severity::Warning,
    clauses: &["EPUB Accessibility 1.1, 3.5 Conformance reporting"],
    documentation: "\
A review in `reviews.yaml` names another `reading:` than the leaflet has now: its words, their order or their structure have
changed since, in the leaflet or in what the layout adds to it. Nothing is claimed from the review until somebody has looked
again.

Have the leaflet reviewed, then write the digest that the finding gives, and the new date. To write the digest without a
review would be a false claim about somebody else's judgement.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (review, place) in subject.reviews() {
        let Some(reviewed) = &review.reading else { continue };
        let Some(now) = subject.reading().filter(|now| *now != reviewed) else {
            continue;
        };
        let message = format!(
            "the review by {} of {} is of other words than the leaflet has now: nothing is claimed from it",
            &*review.name, review.date
        );
        let help = format!("have the leaflet reviewed again, then write the new date and `reading: {now}`");
        findings.push(subject.about_review(rule, place.map(|place| &place.reading), message, help));
    }
    findings
}
