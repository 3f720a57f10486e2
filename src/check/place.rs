//! Where words stand in the file: blocks carry no places, passages do.

use crate::finding::{Finding, Span};
use crate::source::Sourced;

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

    /// A finding about a row of a table: about its whole line where it is written as one, or else about some words in it.
    pub(super) fn row_finding(
        &mut self,
        rule: &Rule,
        cells: &[String],
        words: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        let passages = &self.sourced.passages;
        let line = |at: usize| {
            let span = &passages.get(at)?.span;
            Some((at, line_of(span))).filter(|(_, line)| is_row(line.text(), cells))
        };
        match (self.next..passages.len()).take(LOOKED_AT).find_map(line) {
            Some((at, span)) => {
                self.next = at + 1;
                Finding::at(span, rule.severity, rule.code, message, help)
            }
            None => self.finding(rule, words, message, help),
        }
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
                let file = self.sourced.path.clone();
                Finding::in_file(file, rule.severity, rule.code, message, help)
            }
        }
    }
}

/// The line in which a span begins, without the spaces round it.
fn line_of(span: &Span) -> Span {
    let text = span.source.text.as_str();
    let is_end = |c: char| c == '\n' || c == '\r';
    let before = text.get(..span.bytes.start).unwrap_or_default();
    let behind = text.get(span.bytes.start..).unwrap_or_default();
    let start = before.rfind(is_end).map_or(0, |at| at + 1);
    let end = behind.find(is_end).map_or(text.len(), |at| span.bytes.start + at);
    let line = text.get(start..end).unwrap_or_default();
    let start = end - line.trim_start().len();
    Span::new(&span.source, start..start + line.trim().len())
}

/// Whether a line is a row of a table with as many cells as these, and the same of them empty.
fn is_row(line: &str, cells: &[String]) -> bool {
    let mut escaped = false;
    let mut written: Vec<bool> = vec![true];
    for c in line.chars() {
        if c == '|' && !escaped {
            written.push(true);
        } else if !c.is_whitespace()
            && let Some(empty) = written.last_mut()
        {
            *empty = false;
        }
        escaped = c == '\\' && !escaped;
    }
    if line.ends_with('|') {
        written.pop();
    }
    // Before the first bar there may be the signs of a list or a quotation.
    let first = written.len().checked_sub(cells.len());
    let row = first.and_then(|first| written.get(first..));
    let before = first.is_some_and(|first| first <= 1);
    let same = |row: &[bool]| {
        row.iter()
            .zip(cells)
            .all(|(empty, cell)| *empty == cell.trim().is_empty())
    };
    before && line.contains('|') && row.is_some_and(same)
}
