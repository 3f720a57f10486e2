//! A title that no shelf, screen or list shows whole.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    code: "long-title",
    severity: Severity::Advice,
    clauses: &["NHS digital service manual, Page titles"],
    documentation: "\
The title has more than 65 characters. Lists of search results and of books cut it, and in large print it fills half a
page.

Say the subject in a few words, and the rest in the summary.",
    run,
};

/// The most characters that lists show.
const LONGEST: usize = 65;

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let sourced = subject.sourced;
    let Some(leaflet) = &sourced.leaflet else {
        return Vec::new();
    };
    let length = leaflet.title.chars().count();
    if length <= LONGEST {
        return Vec::new();
    }
    let message = format!("the title has {length} characters; lists show {LONGEST}");
    let help = "say the subject in a few words, and the rest in `summary:`";
    vec![Places::of(sourced).finding(rule, &leaflet.title, message, help)]
}
