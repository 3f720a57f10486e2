//! The smallest pieces of a passage, and how readily a line ends behind each of them.

use std::ops::Range;

use super::passage::{LINE_SEPARATOR, Passage};
use crate::layout::fonts::invisible;
use crate::model::Pt;

/// The smallest piece that a line can end after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Where it begins in the passage's string.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How wide it is.
    pub advance: Pt,
    /// How readily a line ends after it.
    pub ease: Ease,
    /// Whether it is a space that hangs at a line's end.
    pub space: bool,
}

/// How readily a line ends at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ease {
    /// Never: inside a ligature, before a space.
    Never,
    /// Where nothing else is left: between two letters.
    Letter,
    /// In a piece too wide for its line: behind the punctuation of an address.
    Punctuation,
    /// In a piece too wide for its line: at a space that should not break.
    KeptSpace,
    /// Between words.
    Word,
    /// Always: a line that ends on purpose.
    Forced,
}

/// Says how readily a line ends after each piece.
pub(super) fn rate(passage: &Passage, units: &mut [Unit]) {
    let text = passage.text.as_str();
    let words = |unit: &Unit| text.get(unit.start..unit.end).unwrap_or_default();
    let kept = joined(&passage.kept);
    let mut before = Ease::Letter;
    for at in 0..units.len() {
        let next = units.get(at + 1).copied();
        let Some(unit) = units.get_mut(at) else { continue };
        let own = match words(unit) {
            // What closes an isolate stands on the line of what it closes, and a line ends behind it as it would
            // have ended before it.
            "\u{2069}" => before,
            "-" if address(text, unit.start, &kept) => Ease::Letter,
            words => ease_after(words, unit.end, &kept),
        };
        before = own;
        unit.ease = match next {
            None => Ease::Word,
            Some(_) if own == Ease::Forced => Ease::Forced,
            Some(next) if next.ease == Ease::Never || next.space => Ease::Never,
            Some(next) if words(&next).chars().all(|c| invisible(c) && !opens(c)) => Ease::Never,
            // Readers take a hyphen at a line's end for one that may go: an address breaks before it.
            Some(next) if words(&next) == "-" && address(text, next.start, &kept) => Ease::Punctuation,
            // A dot or dash between two words stays with the first.
            Some(next) if own == Ease::Word && matches!(words(&next), "·" | "•" | "–" | "—" | "|" | "/") => {
                Ease::KeptSpace
            }
            Some(_) => own,
        };
    }
}

/// How readily a line ends behind a piece whose last byte stands before `end`.
fn ease_after(words: &str, end: usize, kept: &[Range<usize>]) -> Ease {
    let last = words.chars().next_back().unwrap_or(' ');
    let inside = || {
        let at = kept.partition_point(|range| range.end <= end);
        kept.get(at).is_some_and(|range| range.start < end)
    };
    match last {
        LINE_SEPARATOR => Ease::Forced,
        ' ' | '\u{200B}' | '\u{2013}' | '\u{2014}' if !inside() => Ease::Word,
        ' ' | '\u{200B}' | '\u{2013}' | '\u{2014}' | '\u{A0}' | '\u{202F}' => Ease::KeptSpace,
        '/' | '.' | '-' | '?' | '&' | '=' | '@' | '_' | '\u{2010}' => Ease::Punctuation,
        // A word joiner keeps what fits; a row of them must not run out of the sheet.
        '\u{2060}' => Ease::Letter,
        c if invisible(c) => Ease::Never,
        _ => Ease::Letter,
    }
}

/// Whether a byte stands in what is kept whole as an address.
fn address(text: &str, at: usize, kept: &[Range<usize>]) -> bool {
    let range = kept.get(kept.partition_point(|range| range.end <= at));
    let words = range.filter(|range| range.contains(&at));
    let words = words
        .and_then(|range| text.get(range.clone()))
        .unwrap_or_default();
    words.contains("://") || words.contains("www.") || words.contains('@') || words.contains('/')
}

/// Ranges in order, those that lie inside others taken up by them.
fn joined(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
    for range in sorted {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            Some(_) | None => out.push(range),
        }
    }
    out
}

/// The width of a line's pieces without the spaces that hang at its end.
pub(super) fn content_width(units: &[Unit]) -> Pt {
    let hanging = units
        .iter()
        .rev()
        .take_while(|unit| unit.space || unit.advance == 0.0)
        .count();
    units
        .get(..units.len() - hanging)
        .unwrap_or_default()
        .iter()
        .map(|unit| unit.advance)
        .sum()
}

/// Whether a bidi control opens an isolate.
fn opens(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}
