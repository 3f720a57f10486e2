//! Slips that the parser stumbles over somewhere else than where they were made.
//!
//! It complains where it can go on no longer, often a line before or behind what was mistyped. What was most likely
//! meant is looked for here in the lines round that place; where nothing is found, the parser's own place stands.

use std::ops::Range;

use super::fault::{self, Said};

/// How many lines above the complaint are looked at.
const LINES_ABOVE: usize = 2;

const NO_SPACE: Said = Said {
    message: "no space stands behind the colon",
    help: "write a space behind the colon of a key: `title: Flu`",
};

const BEHIND_BRACKET: Said = Said {
    message: "words stand behind the closing bracket",
    help: "put a text that begins with a bracket in quotes: `title: \"[Flu] jab\"`",
};

/// What was mistyped, and where, for a complaint that was made at byte `at` of `text`.
pub(super) fn behind(complaint: &str, text: &str, at: usize) -> Option<(&'static Said, Range<usize>)> {
    if complaint.contains("a tab") || complaint.contains("tabs disallowed") {
        return tab(text, at).map(|place| (&fault::TAB, place));
    }
    if let Some(place) = bracket(text, at) {
        return Some((&BEHIND_BRACKET, place));
    }
    let key = ["mapping values are not allowed", "simple key expected"];
    if !key.iter().any(|part| complaint.contains(part)) {
        return None;
    }
    unspaced_near(text, at).map(|place| (&NO_SPACE, place))
}

/// A text that is made of keys without a space behind their colons: the parser takes it for one sentence.
pub(super) fn unspaced(text: &str) -> Option<(&'static Said, Range<usize>)> {
    unspaced_in(text, 0..text.len()).map(|place| (&NO_SPACE, place))
}

fn unspaced_near(text: &str, at: usize) -> Option<Range<usize>> {
    let mut start = line_start(text, at);
    // The second colon of a line is at fault itself, whatever stands above it.
    if text.get(start..at)?.contains(": ") {
        return None;
    }
    for _ in 0..LINES_ABOVE {
        start = line_start(text, start.saturating_sub(1));
    }
    let end = line_end(text, at);
    unspaced_in(text, start..end)
}

/// The first key in these lines that has no space behind its colon: the key with its colon.
fn unspaced_in(text: &str, lines: Range<usize>) -> Option<Range<usize>> {
    let mut at = lines.start;
    for line in text.get(lines)?.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '-']);
        let indent = line.len() - words.len();
        if let Some((key, value)) = words.split_once(':') {
            let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            let joined = value.starts_with(|c: char| !c.is_whitespace() && c != '/');
            if is_key && joined && !value.contains(": ") {
                let start = at + indent;
                return Some(start..start + key.len() + 1);
            }
        }
        at += line.len();
    }
    None
}

/// The tab that indents a line: this one, or the next that one indents.
fn tab(text: &str, at: usize) -> Option<Range<usize>> {
    let mut start = line_start(text, at);
    for line in text.get(start..)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent).and_then(|indent| indent.find('\t')) {
            return Some(start + tab..start + tab + 1);
        }
        start += line.len();
    }
    None
}

/// The words that stand behind a list in brackets on the line of the complaint.
fn bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(line_start(text, at)..at)?.trim_end();
    let (_, value) = before.split_once(": ")?;
    let value = value.trim_start();
    let is_list =
        value.starts_with('[') && value.ends_with(']') || value.starts_with('{') && value.ends_with('}');
    let words = text.get(at..line_end(text, at))?.trim_end();
    (is_list && !words.is_empty()).then(|| at..at + words.len())
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |end| at + end)
}
