//! The direction of every piece of a line. Word takes it from the run, so that a dose, a telephone number or a foreign
//! phrase stays in its own order only if it is a run of its own: in right-to-left text `5 mg` must not become `mg 5`.

use unicode_normalization::char::is_combining_mark;

use crate::model::{Direction, first_strong};

/// A piece of text that runs in one direction.
#[derive(Debug, PartialEq, Eq)]
pub struct Segment {
    /// The text.
    pub text: String,
    /// Whether it runs from right to left.
    pub rtl: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Left,
    Right,
    /// Takes the direction of what is before it.
    Mark,
    Neutral,
}

/// Begins left-to-right text after right-to-left text. Word goes by the runs; programs that go by the characters alone would
/// take a number after Arabic letters as part of the Arabic (Unicode bidirectional algorithm, rule W2).
pub const LEFT_TO_RIGHT_MARK: char = '\u{200E}';

/// Begins right-to-left text that starts with a number.
pub const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// Whether a text's first letter belongs to a script that runs from right to left: the direction of whatever reads as
/// one among other text (Unicode bidirectional algorithm, rules P2 and P3). One without letters runs from left to right.
pub fn begins_right_to_left(text: &str) -> bool {
    first_strong(text) == Some(Direction::RightToLeft)
}

/// Whether a text ends with what takes its direction from its neighbours.
pub fn ends_neutral(text: &str) -> bool {
    let last: Vec<char> = text.chars().rev().take(2).collect();
    let last: Vec<char> = last.into_iter().rev().collect();
    !last.is_empty() && class(&last, last.len() - 1) == Class::Neutral
}

/// Whether a text is nothing but signs between pieces: neither letters nor white space alone.
pub fn parts_pieces(text: &str) -> bool {
    let signs =
        |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '،' | '؛' | '·' | '–' | '—');
    text.chars().all(signs) && text.contains([',', ';', '،', '؛', '·', '–', '—'])
}

/// Cuts a text where its direction changes. Between pieces, white space and punctuation go with the line.
pub fn segments(text: &str, base_rtl: bool) -> Vec<Segment> {
    let chars: Vec<char> = text.chars().collect();
    let directions = resolve(&chars, base_rtl);
    let mut segments: Vec<Segment> = Vec::new();
    for (c, rtl) in chars.into_iter().zip(directions) {
        match segments.last_mut() {
            Some(last) if last.rtl == rtl => last.text.push(c),
            _ => segments.push(Segment {
                text: c.to_string(),
                rtl,
            }),
        }
    }
    segments
}

/// Whether each character runs from right to left. A neutral between two of one direction shares it; any other goes with
/// the line.
fn resolve(chars: &[char], base_rtl: bool) -> Vec<bool> {
    let classes: Vec<Class> = (0..chars.len()).map(|at| class(chars, at)).collect();
    let mut directions = Vec::with_capacity(chars.len());
    let mut before: Option<bool> = None;
    let mut at = 0;
    while let Some(class) = classes.get(at) {
        let strong = match class {
            Class::Left => Some(false),
            Class::Right => Some(true),
            Class::Mark => Some(before.unwrap_or(base_rtl)),
            Class::Neutral => None,
        };
        if let Some(rtl) = strong {
            directions.push(rtl);
            before = Some(rtl);
            at += 1;
            continue;
        }
        let rest = classes.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|class| **class == Class::Neutral).count();
        let after = match rest.get(length) {
            Some(Class::Left) => Some(false),
            Some(Class::Right) => Some(true),
            Some(Class::Mark | Class::Neutral) | None => None,
        };
        let rtl = if before == after && !parts_numbers(chars, at, length) {
            before.unwrap_or(base_rtl)
        } else {
            base_rtl
        };
        directions.extend(std::iter::repeat_n(rtl, length));
        at += length;
    }
    directions
}

/// Whether neutrals part the numbers of a list, "1, 2, 3": those follow each other as words do.
fn parts_numbers(chars: &[char], at: usize, length: usize) -> bool {
    let neutrals = chars.get(at..at + length).unwrap_or_default();
    digit(chars, at.wrapping_sub(1))
        && digit(chars, at + length)
        && neutrals.iter().any(|c| c.is_whitespace())
        && neutrals.iter().any(|c| matches!(c, ',' | ';'))
}

fn class(chars: &[char], at: usize) -> Class {
    let Some(c) = chars.get(at).copied() else {
        return Class::Neutral;
    };
    if is_combining_mark(c) {
        Class::Mark
    } else if right_to_left(c) {
        Class::Right
    } else if c.is_alphabetic() || c.is_ascii_digit() || touches_number(c, chars, at) {
        Class::Left
    } else {
        Class::Neutral
    }
}

fn digit(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(char::is_ascii_digit)
}

fn touches_number(c: char, chars: &[char], at: usize) -> bool {
    belongs_to_number(c) && (digit(chars, at.wrapping_sub(1)) || digit(chars, at + 1))
}

/// Signs that are part of a number that they touch.
fn belongs_to_number(c: char) -> bool {
    matches!(
        c,
        '+' | '-'
            | '−'
            | '±'
            | '<'
            | '>'
            | '≤'
            | '≥'
            | '='
            | '~'
            | '£'
            | '$'
            | '€'
            | '%'
            | '‰'
            | '°'
            | '#'
            | '½'
            | '¼'
            | '¾'
    )
}

/// Letters of scripts that run from right to left (Unicode blocks), without their digits, which run in their own order by
/// themselves.
fn right_to_left(c: char) -> bool {
    !matches!(u32::from(c), 0x660..=0x669 | 0x6F0..=0x6F9) && crate::model::right_to_left(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, base_rtl: bool) -> String {
        let pieces = segments(text, base_rtl);
        let joined: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(joined, text);
        let marks = pieces.iter().map(|piece| {
            if piece.rtl {
                format!("<{}>", piece.text)
            } else {
                format!("({})", piece.text)
            }
        });
        marks.collect()
    }

    #[test]
    fn one_direction_is_one_piece() {
        assert_eq!(show("Take 5 mg, twice.", false), "(Take 5 mg, twice.)");
        assert_eq!(show("اتصل بنا، الآن.", true), "<اتصل بنا، الآن.>");
        assert_eq!(show("", true), "");
        assert_eq!(show(" - ", true), "< - >");
    }

    #[test]
    fn a_dose_and_a_number_stay_in_order_in_right_to_left_text() {
        assert_eq!(show("خذ 5 mg مرتين", true), "<خذ >(5 mg)< مرتين>");
        assert_eq!(show("اتصل (020 7946 0018).", true), "<اتصل (>(020 7946 0018)<).>");
        assert_eq!(show("رقم +44 20-7946 هنا", true), "<رقم >(+44 20-7946)< هنا>");
        assert_eq!(show("أقل من <5%", true), "<أقل من >(<5%)");
        assert_eq!(show("يوم 1, 2, 3", true), "<يوم >(1)<, >(2)<, >(3)");
        assert_eq!(show("يوم 1,250", true), "<يوم >(1,250)");
    }

    #[test]
    fn what_reads_as_one_runs_as_its_first_letter_does() {
        for (text, rtl) in [
            ("(Berg, 2019)", false),
            ("12 شارع", true),
            ("020 7946", false),
            ("", false),
        ] {
            assert_eq!(begins_right_to_left(text), rtl, "{text}");
        }
        for (text, neutral) in [
            ("v30.", true),
            ("2019)", true),
            ("38.5", false),
            ("5%", false),
            ("", false),
        ] {
            assert_eq!(ends_neutral(text), neutral, "{text}");
        }
    }

    #[test]
    fn a_right_to_left_phrase_in_other_text_is_a_piece() {
        assert_eq!(
            show("Call اتصل بنا (123) now", false),
            "(Call )<اتصل بنا>( (123) now)"
        );
        assert_eq!(show("cafe\u{301} ק\u{5B7}", false), "(cafe\u{301} )<ק\u{5B7}>");
    }
}
