//! A review of a layout whose name is nearly that of another.

use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::layout::LAYOUTS;
use crate::source::near::near_misses;

pub(super) const RULE: Rule = Rule {
    code: "unknown-layout-in-review",
    severity: Severity::Warning,
    clauses: &["EPUB Accessibility 1.1, 3.5 Conformance reporting"],
    documentation: "\
A review in `reviews.yaml` names a layout that clearleaf does not carry and whose name is nearly that of one that it does.
Nothing would be claimed of the layout that was reviewed.

Write the name as `clearleaf layouts` lists it. Names that are like none of these are taken for layouts of your own.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let carried = || LAYOUTS.iter().map(|layout| layout.name);
    let in_use = subject.layout.map(|layout| layout.profile.name.as_str());
    let mut findings = Vec::new();
    for (review, place) in subject.reviews() {
        for layout in &review.layouts {
            let name: &str = layout;
            let near = near_misses(name, carried());
            let (Some(meant), false) = (
                near.first(),
                carried().any(|own| own == name) || in_use == Some(name),
            ) else {
                continue;
            };
            let message = format!("the review by {} names a layout `{name}`", &*review.name);
            let help = format!("did you mean `{meant}`? `clearleaf layouts` lists the names");
            findings.push(subject.about_review(rule, place.map(|place| &place.layouts), message, help));
        }
    }
    findings
}
