//! Raised and lowered characters: to a listener 10 with a raised 9 is "109", and whoever looks sees another number. Where
//! Unicode has the raised or lowered character, the text is read with it; anything else that runs into the word or the
//! number beside it is told.

use super::text::excerpt;

/// Where characters stand that are not on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// Above it: `sup`, `w:vertAlign="superscript"`.
    Raised,
    /// Below it: `sub`, `w:vertAlign="subscript"`.
    Lowered,
}

/// How raised or lowered words are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// As they are: nothing stands beside them that they would run into.
    Plain,
    /// As the raised or lowered characters of Unicode.
    As(String),
    /// As part of the word or the number beside them, which they are not.
    Melts,
}

/// How words are read at this height, where these characters stand before and behind them. Citations and other links are
/// not asked about: they are heard as what they are.
#[must_use]
pub fn reads(words: &str, height: Height, before: Option<char>, behind: Option<char>) -> Reads {
    let words = words.trim();
    let formed: Option<String> = words.chars().map(|c| form(c, height)).collect();
    if let Some(formed) = formed.filter(|formed| !formed.is_empty()) {
        return Reads::As(formed);
    }
    if height == Height::Raised && words.eq_ignore_ascii_case("tm") {
        return Reads::As("\u{2122}".to_owned());
    }
    let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let ordinal = height == Height::Raised
        && before.is_some_and(char::is_numeric)
        && !beside(behind)
        && ORDINALS.contains(&words.to_lowercase().as_str());
    let said = words.chars().any(char::is_alphanumeric);
    if said && !ordinal && (beside(before) || beside(behind)) {
        return Reads::Melts;
    }
    Reads::Plain
}

/// What is said of raised or lowered words that are read as part of those beside them.
#[must_use]
pub fn fault(words: &str, height: Height, beside: &str) -> String {
    let how = match height {
        Height::Raised => "raised",
        Height::Lowered => "lowered",
    };
    let (words, beside) = (excerpt(words), excerpt(beside));
    format!("{how} “{words}” is read as part of “{beside}”")
}

/// What stands raised behind the number of an ordinal: English, French, Italian, Portuguese and Spanish.
const ORDINALS: [&str; 16] = [
    "st", "nd", "rd", "th", "er", "ers", "re", "res", "e", "es", "ème", "nde", "ère", "o", "a", "os",
];

/// The raised or lowered character of Unicode.
fn form(c: char, height: Height) -> Option<char> {
    Some(match (c, height) {
        ('0', Height::Raised) => '⁰',
        ('1', Height::Raised) => '¹',
        ('2', Height::Raised) => '²',
        ('3', Height::Raised) => '³',
        ('4'..='9', Height::Raised) => char::from_u32(u32::from(c) - u32::from('4') + 0x2074)?,
        ('0'..='9', Height::Lowered) => char::from_u32(u32::from(c) - u32::from('0') + 0x2080)?,
        ('+', Height::Raised) => '⁺',
        ('+', Height::Lowered) => '₊',
        ('-' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{2013}', Height::Raised) => '⁻',
        ('-' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{2013}', Height::Lowered) => '₋',
        ('=', Height::Raised) => '⁼',
        ('=', Height::Lowered) => '₌',
        ('(', Height::Raised) => '⁽',
        ('(', Height::Lowered) => '₍',
        (')', Height::Raised) => '⁾',
        (')', Height::Lowered) => '₎',
        ('n', Height::Raised) => 'ⁿ',
        ('i', Height::Raised) => 'ⁱ',
        // What has a form is in it already.
        ('⁰' | '¹' | '²' | '³' | '⁴'..='ⁿ', Height::Raised) | ('₀'..='₎', Height::Lowered) => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_words_are_read_apart_or_told() {
        use Height::{Lowered, Raised};
        let formed = |words: &str| Reads::As(words.to_owned());
        for (words, height, before, behind, read) in [
            ("9", Raised, Some('0'), None, formed("⁹")),
            ("-1", Raised, Some('h'), Some(' '), formed("⁻¹")),
            ("2", Lowered, Some('H'), Some('O'), formed("₂")),
            ("2+", Raised, Some('a'), None, formed("²⁺")),
            (".5", Raised, Some('2'), Some(' '), Reads::Melts),
            ("1,2", Raised, Some('n'), None, Reads::Melts),
            ("1,2", Raised, Some('.'), None, Reads::Plain),
            ("max", Lowered, Some('C'), None, Reads::Melts),
            ("st", Raised, Some('1'), Some(' '), Reads::Plain),
            ("st", Raised, Some('1'), Some('2'), Reads::Melts),
            ("th", Raised, Some('n'), None, Reads::Melts),
            ("®", Raised, Some('n'), None, Reads::Plain),
            ("TM", Raised, Some('n'), None, formed("™")),
            ("", Raised, Some('n'), None, Reads::Plain),
        ] {
            assert_eq!(reads(words, height, before, behind), read, "{words}");
        }
    }
}
