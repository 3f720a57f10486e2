//! Whether a text that is given for another says the same: the same letters and digits in the same order. Hyphens at the ends
//! of lines, ligatures, spaces, signs and capitals are what such texts are given for.

use unicode_normalization::UnicodeNormalization;

/// More characters of a text than these are not compared.
const MOST: usize = 1 << 13;

/// The letters and digits of a text, small and taken apart.
pub(super) fn letters(text: &str) -> String {
    let letters = text.chars().take(MOST).nfkc().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a text that is given for what is drawn says the same. What draws no letter, or one that says no text, can be
/// asked nothing.
pub(super) fn agree(given: &str, drawn: &str) -> bool {
    if [given, drawn].iter().any(|text| text.contains('\u{FFFD}')) {
        return true;
    }
    let drawn = letters(drawn);
    if drawn.is_empty() {
        return true;
    }
    let given = letters(given);
    if given == drawn {
        return true;
    }
    // The glyphs of other scripts are drawn in another order than they are read in, and one glyph may be a part of several
    // letters; digits and the letters of ours are what can be compared.
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || ('\u{C0}'..='\u{52F}').contains(c);
    if given.chars().all(|c| is_plain(&c)) {
        return false;
    }
    let sorted = |text: &str| {
        let mut all: Vec<char> = text.chars().filter(|c| is_plain(c) || c.is_numeric()).collect();
        all.sort_unstable();
        all
    };
    sorted(&given) == sorted(&drawn)
}

/// Whether a number is given for a bullet.
pub(super) fn counts(given: &str, drawn: &str) -> bool {
    let is_bullet = matches!(
        drawn.trim(),
        "•" | "◦" | "▪" | "▫" | "‣" | "⁃" | "–" | "·" | "●" | "○" | "■" | "□"
    );
    is_bullet && given.contains(|c: char| c.is_numeric())
}

/// Whether the full form of an abbreviation can be one: of one word without digits, which it begins as.
pub(super) fn expands(full: &str, short: &str) -> bool {
    let is_word = !short.trim().contains(char::is_whitespace) && !short.contains(|c: char| c.is_numeric());
    let (full, short) = (letters(full), letters(short));
    let digits = full.contains(char::is_numeric);
    is_word && !digits && full.chars().next() == short.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_texts_are_given_for_changes_no_word() {
        for (given, drawn) in [
            ("find", "ﬁnd"),
            ("together", "toge-ther"),
            ("to\u{AD}gether", "together"),
            ("Take 2.5 mg", "TAKE 2.5 MG"),
            ("anything", ""),
            ("anything", "\u{FFFD}"),
            ("مرة", "ةرم"),
            ("د", "ذ"),
        ] {
            assert!(agree(given, drawn), "{given} {drawn}");
        }
        for (given, drawn) in [
            ("Do not take", "Do take"),
            ("Take 2.5 mg", "Take 5.2 mg"),
            ("", "not"),
            ("5 مرة", "6 مرة"),
        ] {
            assert!(!agree(given, drawn), "{given} {drawn}");
        }
        assert!(expands("milligrams", "mg") && !expands("50 mg", "mg") && !expands("two", "Take 2"));
    }
}
