//! The signs that French sets apart with a space: `! ? : ; »` behind a word, `«` before one. Typed with an ordinary
//! space, they would fall to the next line (Imprimerie nationale, "Lexique des règles typographiques"). Only French writes
//! so, hence no language is asked for; the words stay as typed.

use std::ops::Range;

use super::line::{BREAK, CITATION, Flat, Piece};
use super::scan::{LONGEST, LONGEST_ADDRESS};
use crate::model::{Direction, first_strong};

/// Whether a text has a sign with an ordinary space where French sets one.
pub(super) fn is_spaced(text: &str) -> bool {
    text.contains("« ")
        || text
            .as_bytes()
            .windows(2)
            .any(|pair| matches!(pair, b" !" | b" ?" | b" :" | b" ;"))
        || [" »", " ؟", " ؛"].iter().any(|sign| text.contains(sign))
}

/// The signs that are not held yet, each with its word; where the word is in one of `pieces`, with the whole of that.
pub(super) fn pieces(flat: &Flat, pieces: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::new();
    if !is_spaced(&flat.text) {
        return out;
    }
    for (at, sign) in flat.text.char_indices() {
        let found = match sign {
            '!' | '?' | ':' | ';' | '»' | '؟' | '؛' => behind(flat, at, pieces),
            '«' => before(flat, at, pieces),
            _ => None,
        };
        out.extend(found.filter(|piece| keeps_order(flat, piece)));
    }
    out
}

/// A sign behind a word and a space.
fn behind(flat: &Flat, sign: usize, pieces: &[Piece]) -> Option<Piece> {
    let text = flat.text.get(..sign)?.strip_suffix(' ')?;
    let space = text.len();
    let rest = flat.text.get(sign..)?;
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let more = rest.get(first..)?;
    let end = sign + first + more.find(|c| !matches!(c, '!' | '?')).unwrap_or(more.len());
    let next = flat.text.get(end..)?.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '=' | '-' | ':')) {
        return None;
    }
    let word = word_before(text);
    if word == space || flat.holds(&(space..end)) || is_ratio(flat, word..space, end) {
        return None;
    }
    let least = space..end;
    let bytes = whole(flat, word..end, pieces).unwrap_or_else(|| least.clone());
    Some(Piece {
        bytes,
        least: Some(least),
        most: LONGEST,
    })
}

/// An opening sign before a space and a word.
fn before(flat: &Flat, sign: usize, pieces: &[Piece]) -> Option<Piece> {
    let space = sign + '«'.len_utf8();
    let rest = flat.text.get(space..)?.strip_prefix(' ')?;
    let word = space + 1;
    let end = word + rest.find(parts).unwrap_or(rest.len());
    if end == word || flat.holds(&(sign..word)) {
        return None;
    }
    let bytes = whole(flat, sign..end, pieces)?;
    let short = flat.text.get(bytes.clone())?.chars().count() <= LONGEST;
    short.then_some(Piece {
        bytes,
        least: None,
        most: LONGEST,
    })
}

/// Bytes with the whole of each piece that they touch, those marked before included; `None` where one is an address,
/// which keeps its own rules for breaking.
fn whole(flat: &Flat, bytes: Range<usize>, pieces: &[Piece]) -> Option<Range<usize>> {
    let mut bytes = bytes;
    let from = pieces.partition_point(|piece| piece.bytes.end <= bytes.start);
    for piece in pieces.get(from..).unwrap_or_default() {
        if piece.bytes.start >= bytes.end {
            break;
        }
        if piece.most == LONGEST_ADDRESS {
            return None;
        }
        bytes = bytes.start.min(piece.bytes.start)..bytes.end.max(piece.bytes.end);
    }
    let from = flat.held.partition_point(|held| held.end <= bytes.start);
    for held in flat.held.get(from..).unwrap_or_default() {
        if held.start >= bytes.end {
            break;
        }
        bytes = bytes.start.min(held.start)..bytes.end.max(held.end);
    }
    Some(bytes)
}

/// Where the word at the end of a text begins; a citation takes the word before it along.
fn word_before(text: &str) -> usize {
    let mut start = text.len();
    for c in text.chars().rev().take(LONGEST) {
        let cited = c == ' ' && text.get(start..).is_some_and(|word| word.starts_with(CITATION));
        if c == BREAK || c.is_whitespace() && !cited {
            break;
        }
        start -= c.len_utf8();
    }
    start
}

/// `8 : 30`, `1 : 2`: a time or a ratio, which no sign parts.
fn is_ratio(flat: &Flat, word: Range<usize>, end: usize) -> bool {
    let figures =
        |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let next = flat.text.get(end..).and_then(|rest| rest.strip_prefix(' '));
    let next = next.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    flat.text.get(word).is_some_and(figures) && next.is_some_and(figures)
}

/// Whether a piece reads in the order of what it stands in: it is set apart from the words around it, and among those
/// from right to left a sign would jump to the other side of a Latin word.
fn keeps_order(flat: &Flat, piece: &Piece) -> bool {
    match flat.direction(piece.bytes.start) {
        Direction::LeftToRight => true,
        Direction::RightToLeft => {
            let words = flat.text.get(piece.bytes.clone()).unwrap_or_default();
            piece.least.as_ref() != Some(&piece.bytes) && first_strong(words) == Some(Direction::RightToLeft)
        }
    }
}

fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, CITATION | BREAK)
}
