//! Characters that turn the order in which others are shown (UAX #9, 2).
//!
//! With them `15` can be made to read "51" in one format and "15" in another, and nobody who looks at the source sees it.
//! Marks that only hint at a direction (U+200E, U+200F, U+061C) turn nothing that has a direction of its own: they stay.
//! What comes from any way in has passed the log, so this is asked once, of all passages.

use super::log::{Log, Passage};
use crate::finding::Span;

/// How many are reported.
const MOST: usize = 20;

/// Whether a character opens or closes an embedding, an override or an isolate.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Reports the first such character of each passage.
pub(super) fn report(log: &mut Log) {
    let found: Vec<(char, Span)> = log
        .passages
        .iter()
        .filter_map(|passage| Some((passage.text.chars().find(|c| turns(*c))?, passage)))
        .map(|(c, passage)| (c, place(passage, c)))
        .take(MOST)
        .collect();
    for (c, span) in found {
        let message = format!(
            "the character U+{:04X} cannot be seen and turns the order of others",
            u32::from(c)
        );
        let help = "write the text alone, without it and the one that ends it: clearleaf sets directions by language; \
                    mark words in another language with `<span lang=\"ar\">…</span>` or `:::lang ar`";
        log.error(span, "direction-control", message, help);
    }
}

/// Where a passage holds a character: itself, its number in an entity or an escape, else the first line.
fn place(passage: &Passage, c: char) -> Span {
    let written = passage.span.text();
    let own = written.find(c).map(|at| at..at + c.len_utf8());
    let bytes = own.or_else(|| numbered(written, c)).unwrap_or_else(|| {
        let first = written.lines().next().map_or(0, str::len);
        0..first
    });
    let start = passage.span.bytes.start;
    Span::new(&passage.span.source, start + bytes.start..start + bytes.end)
}

/// The bytes of `&#x202e;`, `&#8238;` or `\u202e`.
fn numbered(written: &str, c: char) -> Option<std::ops::Range<usize>> {
    let lower = written.to_ascii_lowercase();
    let number = u32::from(c);
    [format!("{number:x}"), number.to_string()]
        .iter()
        .find_map(|digits| {
            let at = lower.find(digits)?;
            let start = lower.get(..at)?.rfind(['&', '\\'])?;
            let end = at + digits.len();
            let closed = lower.get(end..)?.starts_with(';');
            (at - start <= 6).then_some(start..end + usize::from(closed))
        })
}
