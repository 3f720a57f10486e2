//! Latin words that a piece of information follows in a language written from right to left: "paracetamol 500 mg" in
//! Arabic. A piece is set apart from the words around it, so alone it would stand on the wrong side of the name.

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
