//! Where a line could end inside a piece of information, though no white space stands there: behind the dash of a range,
//! behind the stroke of a unit. Word and LibreOffice have no-break spaces and hyphens, but no dash that ends no line, so
//! a run of its own holds such a joint, as narrow as can be and nothing to see.
//!
//! Only where the Unicode line breaking algorithm (Annex 14) lets a line end: text is copied and searched, and nothing
//! stands in it without need.

use crate::model::right_to_left;

/// What marks a joint in a text until its runs are made: no text has one of its own, see `printable`.
pub(super) const JOINT: char = '\u{2060}';

/// What holds a joint. Word goes by the zero width joiner, which it calls "No-Width Non Break"; LibreOffice by the word
/// joiner behind it. The two together stand in no text of an author's, whose word joiners are not written.
const HELD: &str = "\u{200D}\u{2060}";

/// What holds a joint beside letters of Arabic, which the zero width joiner would give another shape.
const HELD_BESIDE_ARABIC: &str = "\u{2060}";

/// A piece's text with its joints marked, where `behind` follows it in the same piece.
pub(super) fn marked(text: &str, behind: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + JOINT.len_utf8());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        out.push(c);
        let next = characters.peek().copied().or(behind);
        if next.is_some_and(|next| is_joint(c, next)) {
            out.push(JOINT);
        }
    }
    out
}

/// What a joint's run holds, between the text before it and that behind.
pub(super) fn held(before: Option<char>, behind: Option<char>) -> &'static str {
    let arabic = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && right_to_left(c));
    if arabic(before) || arabic(behind) {
        HELD_BESIDE_ARABIC
    } else {
        HELD
    }
}

/// Whether a line could end between two characters (Annex 14, classes BA, B2, EX, IN and SY).
fn is_joint(c: char, next: char) -> bool {
    if next.is_whitespace() || c.is_whitespace() {
        return false;
    }
    if begins_line(next) {
        return true;
    }
    let closes = || {
        matches!(
            next,
            ')' | ']' | '}' | ',' | '.' | ':' | ';' | '!' | '?' | '/' | '|' | '%' | '-' | '\u{2010}'
                ..='\u{2013}' | '’' | '”' | '»' | '…' | '،' | '؛' | '؟'
        )
    };
    match c {
        '\u{2010}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '|' | '!' | '?' | '…' => !closes(),
        // A date or 120/80 is a number as a whole (rule LB25).
        '/' => !closes() && !next.is_numeric(),
        _ => false,
    }
}

/// Whether a line could end before a character whatever stands there: an em dash.
fn begins_line(c: char) -> bool {
    c == '\u{2014}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        marked(text, None).replace(JOINT, "_")
    }

    #[test]
    fn joints_are_where_a_line_could_end() {
        for (text, shown) in [
            ("5–10\u{A0}mg", "5–_10\u{A0}mg"),
            ("10–20\u{A0}mg/kg/day", "10–_20\u{A0}mg/_kg/_day"),
            ("5—10", "5_—_10"),
            ("2‐3", "2‐_3"),
            ("£5–£10", "£5–_£10"),
        ] {
            assert_eq!(show(text), shown);
        }
        for whole in [
            "120/80",
            "10/12/2026",
            "5\u{A0}–\u{A0}10",
            "(5–)",
            "5-10",
            "3\u{A0}×\u{A0}500",
            "5–",
            "38.5",
        ] {
            assert_eq!(show(whole), whole);
        }
    }

    #[test]
    fn a_piece_in_several_texts_is_held_at_their_borders() {
        assert_eq!(marked("5–", Some('1')), "5–\u{2060}");
        assert_eq!(marked("5", Some('—')), "5\u{2060}");
        assert_eq!(marked("5–", Some('\u{A0}')), "5–");
    }

    #[test]
    fn no_letter_changes_its_shape() {
        assert_eq!(held(Some('/'), Some('ك')), "\u{2060}");
        assert_eq!(held(Some('ك'), Some('—')), "\u{2060}");
        assert_eq!(held(Some('–'), Some('5')), "\u{200D}\u{2060}");
    }
}
