//! The characters that a shaper may look for beside those that the text holds.

use std::collections::BTreeSet;

use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

/// What a shaper draws, leaves out or falls back on wherever it finds no glyph: spaces and hyphens, joiners, bidi
/// controls, and the circle under a mark that stands on no letter.
const ALWAYS: &str = " \u{A0}\u{202F}\u{2009}-\u{2010}\u{2011}\u{25CC}\u{AD}\u{34F}\
    \u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}";

/// These characters, their canonical parts, and all that two or three of them make together: a shaper splits the vowel
/// signs of Indic scripts, and puts a letter and its mark together where the face has both as one. What is mirrored in
/// text that runs from right to left is the subsetter's to add.
pub(super) fn of(characters: &BTreeSet<char>) -> BTreeSet<char> {
    let mut all = characters.clone();
    all.extend(ALWAYS.chars());
    for c in characters {
        decompose_canonical(*c, |part| {
            all.insert(part);
        });
    }
    let marks: Vec<char> = all.iter().copied().filter(|c| is_combining_mark(*c)).collect();
    let mut bases: Vec<char> = all.iter().copied().collect();
    while !bases.is_empty() {
        let made = bases
            .iter()
            .flat_map(|base| marks.iter().map(|mark| compose(*base, *mark)));
        bases = made.flatten().filter(|c| !all.contains(c)).collect();
        all.extend(&bases);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        let given: BTreeSet<char> = text.chars().collect();
        let all = of(&given).into_iter();
        all.filter(|c| !given.contains(c) && !ALWAYS.contains(*c))
            .collect()
    }

    #[test]
    fn parts_and_wholes_are_both_there() {
        assert_eq!(added("abc"), "");
        assert_eq!(added("é"), "e\u{301}");
        assert_eq!(added("e\u{301}\u{302}"), "éêế");
        assert_eq!(added("ো"), "াে");
    }
}
