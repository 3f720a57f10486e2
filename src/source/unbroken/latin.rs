//! Latin words beside numbers in a language written from right to left: "paracetamol 500 mg" in Arabic. A piece is set
//! apart from the words around it, so alone it would stand on the wrong side of the name; and a number before a Latin word
//! that is no known unit, as in "10 mIU", would stand behind it.

use super::line::{BREAK, CITATION, Flat, Piece};
use super::scan::{LONGEST, LONGEST_ADDRESS};
use crate::model::{Direction, first_strong};

/// Takes the Latin words before each piece into it, as many as fit.
pub(super) fn join(flat: &Flat, pieces: &mut [Piece]) {
    let mut behind = 0;
    for piece in pieces {
        let own = flat.text.get(piece.bytes.clone()).unwrap_or_default();
        let latin = first_strong(own) != Some(Direction::RightToLeft) && !own.contains(is_arabic_digit);
        let inside = flat.direction(piece.bytes.start) == Direction::RightToLeft;
        if latin && inside && piece.most != LONGEST_ADDRESS {
            let start = words_before(flat, behind, piece);
            if start < piece.bytes.start {
                piece.least = Some(piece.bytes.clone());
                piece.bytes.start = start;
            }
        }
        behind = piece.bytes.end;
    }
}

/// Adds the numbers that a Latin word follows and that belong to no piece yet.
pub(super) fn add(flat: &Flat, pieces: &mut Vec<Piece>) {
    let mut found = Vec::new();
    let mut known = pieces.iter().peekable();
    let mut after = '\u{0}';
    let mut at = 0;
    while let Some(c) = flat.text.get(at..).and_then(|rest| rest.chars().next()) {
        let begins = c.is_ascii_digit() && !after.is_alphanumeric() && !is_joint(after);
        let end = begins
            .then(|| number_with_word(flat.text.get(at..).unwrap_or_default()))
            .flatten();
        after = c;
        let Some(end) = end.map(|length| at + length) else {
            at += c.len_utf8();
            continue;
        };
        while known.next_if(|piece| piece.bytes.end <= at).is_some() {}
        let taken = known.peek().is_some_and(|piece| piece.bytes.start < end);
        if !taken && flat.direction(at) == Direction::RightToLeft && !flat.holds(&(at..end)) {
            found.push(Piece {
                bytes: at..end,
                least: None,
                most: LONGEST,
            });
        }
        after = 'a';
        at = end;
    }
    if !found.is_empty() {
        pieces.extend(found);
        pieces.sort_by_key(|piece| piece.bytes.start);
    }
}

/// The length of a number with the Latin word behind it.
fn number_with_word(text: &str) -> Option<usize> {
    let length = |text: &str, belongs: fn(char) -> bool| -> usize {
        text.chars()
            .take(LONGEST)
            .take_while(|c| belongs(*c))
            .map(char::len_utf8)
            .sum()
    };
    let number = length(text, |c| c.is_ascii_digit() || is_joint(c));
    let rest = text.get(number..)?;
    let space = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '\u{A0}'))?
        .len_utf8();
    let word = length(rest.get(space..)?, |c| {
        c.is_alphanumeric() && !crate::model::right_to_left(c) && !is_arabic_digit(c)
    });
    let latin = rest
        .get(space..)
        .is_some_and(|word| word.starts_with(char::is_alphabetic));
    (latin && word > 0).then_some(number + space + word)
}

/// Whether a sign stands inside a number.
fn is_joint(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/')
}

/// Where the Latin words before a piece begin, no further back than a byte.
fn words_before(flat: &Flat, from: usize, piece: &Piece) -> usize {
    let mut start = piece.bytes.start;
    let mut left = LONGEST.saturating_sub(
        flat.text
            .get(piece.bytes.clone())
            .map_or(0, |own| own.chars().count()),
    );
    while let Some(text) = flat.text.get(from..start).and_then(|text| text.strip_suffix(' ')) {
        let length: usize = text
            .chars()
            .rev()
            .take(left + 1)
            .take_while(|c| is_inside(*c))
            .map(char::len_utf8)
            .sum();
        let at = text.len() - length;
        let Some(word) = text.get(at..) else { break };
        let shown = word.chars().count() + 1;
        let ends = word.ends_with(|c: char| c.is_alphanumeric());
        let latin = first_strong(word) == Some(Direction::LeftToRight);
        if !ends || !latin || shown > left || flat.holds(&(from + at..start)) {
            break;
        }
        left -= shown;
        start = from + at;
    }
    start
}

fn is_inside(c: char) -> bool {
    let latin = c.is_alphabetic() && !crate::model::right_to_left(c);
    !matches!(c, CITATION | BREAK)
        && (latin || c.is_ascii_digit() || matches!(c, '-' | '‑' | '\'' | '’' | '/' | '+' | '.'))
}

fn is_arabic_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}
