//! Where words stand in the file: blocks carry no places, passages do.

use crate::finding::{Finding, Span};
use crate::source::{LEAFLET_FILE, Sourced};

use super::Rule;

/// How many passages are looked at for some words: thousands of faults must not take millions of looks.
const LOOKED_AT: usize = 3_000;

/// Finds the places of words that are asked for in the order of the leaflet.
pub(super) struct Places<'a> {
    sourced: &'a Sourced,
    next: usize,
}

impl<'a> Places<'a> {
    pub(super) fn of(sourced: &'a Sourced) -> Self {
        Self { sourced, next: 0 }
    }

    /// The first place of these words behind the last that was asked for.
    fn find(&mut self, words: &str) -> Option<Span> {
        let words = words.trim();
        let passages = &self.sourced.passages;
        let holds = |at: &usize| {
            passages
                .get(*at)
                .is_some_and(|passage| passage.text.contains(words))
        };
        let found = (self.next..passages.len()).take(LOOKED_AT).find(holds)?;
        self.next = found + 1;
        let span = &passages.get(found)?.span;
        let start = span.text().rfind(words).unwrap_or(0);
        let length = span
            .text()
            .get(start..)
            .map_or(0, |rest| rest.len().min(words.len()));
        let start = span.bytes.start + start;
        Some(Span::new(&span.source, start..start + length))
    }

    /// A finding about words; about the file where they stand nowhere as they are.
    pub(super) fn finding(
        &mut self,
        rule: &Rule,
        words: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        match self.find(words) {
            Some(span) => Finding::at(span, rule.severity, rule.code, message, help),
            None => {
                let slug = self.sourced.leaflet.as_ref().map_or("", |leaflet| &leaflet.slug);
                let file = format!("{slug}/{LEAFLET_FILE}");
                Finding::in_file(file, rule.severity, rule.code, message, help)
            }
        }
    }
}
