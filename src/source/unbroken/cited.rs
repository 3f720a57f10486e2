//! Citations, each with the word before it, so that no line begins with a marker whose word one has to look for.

use super::line::{BREAK, CITATION, Cited, Flat, Piece};

/// The most characters of a word with its citation. Where there are more, the citation keeps its space alone.
const LONGEST: usize = 40;
/// The most characters with the citations that follow the first.
const LONGEST_ROW: usize = 24;

/// Every citation that is not held yet and follows a word.
pub(super) fn pieces(flat: &Flat) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut citations = flat.citations.iter().copied().peekable();
    while let Some(cited) = citations.next() {
        let Some((word, space)) = before(flat, cited.at) else {
            continue;
        };
        if cited.held {
            continue;
        }
        let shown = |from: usize| {
            flat.text
                .get(from..cited.at)
                .map_or(0, |words| words.chars().count())
        };
        let mut length = shown(word) + cited.length;
        let mut end = cited.at + CITATION.len_utf8();
        while let Some(next) = citations.peek().copied().filter(|next| follows(flat, end, *next)) {
            length += next.length + 1;
            if length > LONGEST_ROW {
                break;
            }
            end = next.at + CITATION.len_utf8();
            citations.next();
        }
        out.push(Piece {
            bytes: word..end,
            least: Some(space..end),
            most: LONGEST,
        });
    }
    out
}

/// Whether a citation stands a space behind a byte.
fn follows(flat: &Flat, end: usize, next: Cited) -> bool {
    !next.held
        && flat
            .text
            .get(end..next.at)
            .is_some_and(|between| between == " " || between == "\u{A0}")
}

/// Where the word before a citation begins, and the space between them.
fn before(flat: &Flat, citation: usize) -> Option<(usize, usize)> {
    let text = flat.text.get(..citation)?;
    let space = text.len()
        - text
            .chars()
            .rev()
            .take(3)
            .take_while(|c| c.is_whitespace() && *c != BREAK)
            .map(char::len_utf8)
            .sum::<usize>();
    let words = text.get(..space)?;
    let word: usize = words
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|c| !c.is_whitespace() && !matches!(*c, CITATION | BREAK))
        .map(char::len_utf8)
        .sum();
    (word > 0 && space < text.len()).then_some((space - word, space))
}
