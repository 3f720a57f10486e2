//! Rules over a leaflet that has been read. One file a rule: its name, its weight, the clauses behind it and its
//! documentation stand together; the table below is made of nothing else.
//!
//! What cannot be turned into a leaflet at all is found by [`source`](crate::source); a rule looks at what can be read,
//! and says why it should not be published so.

mod empty_header_cell;
mod heading_full_stop;
mod long_title;
mod missing_glyph;
mod outdated_review;
mod place;
mod poor_alternative;
mod promised_list;
mod small_words_in_picture;
mod starter_text;
mod too_many_pieces;
mod unbound_review;
mod unknown_format_in_review;
mod unknown_layout_in_review;
mod untranslated_furniture;
mod vague_link;

use std::cell::OnceCell;

use crate::finding::{Finding, Severity, Span};
use crate::layout::{DEFAULT_LAYOUT, Layout, frame};
use crate::model::reading::Digest;
use crate::model::tree::Tree;
use crate::model::{Reading, Review};
use crate::source::{ReviewPlace, Sourced};

/// A rule.
pub struct Rule {
    /// The name of the fault that it finds; the code of its findings.
    pub code: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// The clauses of standards and guidelines behind it.
    pub clauses: &'static [&'static str],
    /// What it finds, why that matters and what to do, in Markdown.
    pub documentation: &'static str,
    run: fn(&Rule, &Subject<'_>) -> Vec<Finding>,
}

/// What rules look at.
struct Subject<'a> {
    sourced: &'a Sourced,
    /// The layout that it will be set in, where that is known.
    layout: Option<&'a Layout>,
    /// The logical tree of the body; built once for all rules. There is none where no leaflet could be read.
    tree: Option<Tree<'a>>,
    /// The digest of what readers meet, furniture included; built for a leaflet with reviews alone.
    reading: OnceCell<Option<Digest>>,
}

impl Subject<'_> {
    /// The reviews of the leaflet, each with the place where it stands.
    fn reviews(&self) -> impl Iterator<Item = (&Review, Option<&ReviewPlace>)> {
        let reviews = self.sourced.leaflet.iter().flat_map(|leaflet| &leaflet.reviews);
        let spans = self
            .sourced
            .reviews
            .iter()
            .map(Some)
            .chain(std::iter::repeat(None));
        reviews.zip(spans)
    }

    /// The digest of what readers meet; `None` where no edition can be made, which is reported elsewhere.
    fn reading(&self) -> Option<&Digest> {
        let reckon = || {
            let leaflet = self.sourced.leaflet.clone()?;
            let layout = match self.layout {
                Some(layout) => layout.clone(),
                None => Layout::bundled(DEFAULT_LAYOUT, None).ok()?,
            };
            let edition = frame::edition(leaflet, layout, None).ok()?;
            Some(Reading::of(&edition).digest())
        };
        self.reading.get_or_init(reckon).as_ref()
    }

    /// A finding about a review.
    fn about_review(&self, rule: &Rule, place: Option<&Span>, message: String, help: String) -> Finding {
        match place {
            Some(span) => Finding::at(span.clone(), rule.severity, rule.code, message, help),
            None => Finding::in_file(self.sourced.path.clone(), rule.severity, rule.code, message, help),
        }
    }
}

/// Every rule.
pub static RULES: [Rule; 15] = [
    missing_glyph::RULE,
    starter_text::RULE,
    untranslated_furniture::RULE,
    vague_link::RULE,
    promised_list::RULE,
    empty_header_cell::RULE,
    poor_alternative::RULE,
    small_words_in_picture::RULE,
    heading_full_stop::RULE,
    long_title::RULE,
    too_many_pieces::RULE,
    unbound_review::RULE,
    outdated_review::RULE,
    unknown_format_in_review::RULE,
    unknown_layout_in_review::RULE,
];

/// What the rules find in a leaflet, in the order of the file. Findings of reading it are not repeated. Rules about sizes
/// need the layout that it will be set in.
#[must_use]
pub fn leaflet(sourced: &Sourced, layout: Option<&Layout>) -> Vec<Finding> {
    let tree = sourced
        .leaflet
        .as_ref()
        .map(|leaflet| Tree::of(&leaflet.body, &leaflet.lang));
    let subject = Subject {
        sourced,
        layout,
        tree,
        reading: OnceCell::new(),
    };
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.run)(rule, &subject)).collect();
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_documented_once() {
        for (n, rule) in RULES.iter().enumerate() {
            assert!(!rule.clauses.is_empty(), "{} names no clause", rule.code);
            assert!(
                rule.documentation.trim().len() > 80,
                "{} is not documented",
                rule.code
            );
            assert!(
                RULES.iter().skip(n + 1).all(|other| other.code != rule.code),
                "{} stands twice",
                rule.code
            );
        }
    }
}
