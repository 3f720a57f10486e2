//! A text alternative that does not say what the picture shows.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::model::Alt;
use crate::model::tree::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "poor-alternative",
    severity: Severity::Advice,
    clauses: &["WCAG 2.2, 1.1.1 Non-text Content"],
    documentation: "\
A text alternative is heard in place of a picture. The name of a file says nothing, and \"image of\" is said by the screen
reader already.

Write what the picture shows, as you would tell it on the telephone.",
    run,
};

/// English beginnings that say no more than that there is a picture.
const BEGINNINGS: [&str; 6] = [
    "image of",
    "an image of",
    "picture of",
    "a picture of",
    "photo of",
    "a photo of",
];

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(tree) = &subject.tree else {
        return Vec::new();
    };
    let mut places = Places::of(subject.sourced);
    let mut findings = Vec::new();
    for node in tree.nodes() {
        let NodeKind::Picture {
            image,
            alt: Alt::Text(words),
            ..
        } = &node.kind
        else {
            continue;
        };
        let plain = words.to_lowercase();
        let file = image.name.to_lowercase();
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let begins = |beginning: &&&str| {
            let rest = plain.strip_prefix(**beginning);
            rest.is_some_and(|rest| rest.starts_with(' '))
        };
        let (message, help) = if plain == file || plain == stem {
            (
                "the text alternative is the name of the file".to_owned(),
                "say what the picture shows, as you would on the telephone".to_owned(),
            )
        } else if let Some(beginning) = BEGINNINGS.iter().find(begins) {
            (
                format!("the text alternative begins with “{beginning}”"),
                "begin with what the picture shows: that it is one is said already".to_owned(),
            )
        } else {
            continue;
        };
        findings.push(places.finding(rule, words, message, help));
    }
    findings
}
