//! A leaflet in a language that no words file serves.

use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::layout::Words;

pub(super) const RULE: Rule = Rule {
    code: "untranslated-furniture",
    severity: Severity::Warning,
    clauses: &["WCAG 2.2, 3.1.2 Language of Parts"],
    documentation: "\
Everything that clearleaf adds to a leaflet, such as the word \"Contents\", comes from a words file for the leaflet's
language. Where there is none, the furniture stands in English, and is marked as English so that it is read out rightly.

Have somebody who speaks the language translate `layouts/words/en.toml`.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let sourced = subject.sourced;
    let Some(leaflet) = &sourced.leaflet else {
        return Vec::new();
    };
    let Ok((_, false)) = Words::of(&leaflet.lang) else {
        return Vec::new();
    };
    let lang = &leaflet.lang;
    vec![Finding::in_file(
        sourced.path.clone(),
        rule.severity,
        rule.code,
        format!("there are no words for `{lang}`: headings such as “Contents” stand in English"),
        format!(
            "have `layouts/words/en.toml` translated as `layouts/words/{}.toml`",
            lang.primary()
        ),
    )]
}
