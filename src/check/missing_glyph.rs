//! A character that no bundled face has.

use std::collections::BTreeMap;

use super::Rule;
use crate::finding::{Finding, Severity, Span};
use crate::layout::fonts;
use crate::source::{Passage, Sourced};

pub(super) const RULE: Rule = Rule {
    code: "missing-glyph",
    severity: Severity::Error,
    clauses: &["ISO 14289-1:2014, 7.21.4.1", "ISO 14289-1:2014, 7.21.8", "ISO 19005-2:2011, 6.2.11.8"],
    documentation: "\
A character has no glyph in any of the faces that clearleaf carries. It would be printed as an empty box, and no system
font is ever used in its place: the file must look the same everywhere.

Write another character with the same meaning, or say it in words. If the leaflet needs a script that the bundled faces
do not have, a face for that script must be added first.",
    run,
};

/// Each character is reported once, at its first place: a leaflet in a script without a face would else fill the
/// screen.
fn run(rule: &Rule, sourced: &Sourced) -> Vec<Finding> {
    let mut first: BTreeMap<char, (Span, usize)> = BTreeMap::new();
    for passage in &sourced.passages {
        let mut literal = literal_places(passage);
        for c in passage.text.chars().filter(|c| !fonts::covered(*c)) {
            let place = literal.as_mut().and_then(Iterator::next);
            first.entry(c).and_modify(|(_, count)| *count += 1).or_insert_with(|| {
                let span = place.map_or_else(|| passage.span.clone(), |at| character_at(&passage.span, at, c));
                (span, 1)
            });
        }
    }
    first.into_iter().map(|(c, (span, count))| finding(rule, span, c, count)).collect()
}

/// The bytes in a passage's source at which the uncovered characters stand, one for each in its text. `None` where the
/// source does not spell them out, as in an entity: then the whole passage is shown.
fn literal_places(passage: &Passage) -> Option<std::vec::IntoIter<usize>> {
    let uncovered = |text: &str| {
        let found = text.char_indices().filter(|(_, c)| !fonts::covered(*c));
        found.collect::<Vec<(usize, char)>>()
    };
    let written = uncovered(passage.span.text());
    let read = uncovered(&passage.text);
    let same = written.iter().map(|(_, c)| c).eq(read.iter().map(|(_, c)| c));
    same.then(|| written.into_iter().map(|(at, _)| at).collect::<Vec<_>>().into_iter())
}

fn character_at(passage: &Span, at: usize, c: char) -> Span {
    let start = passage.bytes.start + at;
    Span::new(&passage.source, start..start + c.len_utf8())
}

fn finding(rule: &Rule, span: Span, c: char, count: usize) -> Finding {
    let again = if count > 1 { format!("; it stands in {count} places") } else { String::new() };
    let message = format!("no face has the character `{c}` (U+{:04X}){again}", u32::from(c));
    let help = match substitute(c) {
        Some(words) => format!("write {words}"),
        None => "write another character with the same meaning, or say it in words".to_owned(),
    };
    Finding::at(span, rule.severity, rule.code, message, help)
}

/// What to write for characters that people often paste.
fn substitute(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0x1F000..=0x1FAFF | 0x2600..=0x27BF => "the word for what the sign shows: screen readers read it differently",
        0xFFFD => "the character that was lost when the text was copied",
        0xF000..=0xF0FF => "the character itself: this one comes from a symbol font and means nothing without it",
        _ => return None,
    })
}
