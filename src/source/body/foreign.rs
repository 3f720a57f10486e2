//! Signs that other dialects of Markdown know and this one does not. They would be printed as they stand, and nobody
//! would have been told.

use std::ops::Range;

use super::Walk;
use super::inlines::escaped;

/// A pair of signs round words: what they mean elsewhere, and what to write here.
struct Pair {
    sign: &'static str,
    message: &'static str,
    help: &'static str,
    /// Whether it raises or lowers what stands on a letter: `H~2~O`.
    on_a_letter: bool,
}

const PAIRS: [Pair; 5] = [
    Pair {
        sign: "~~",
        message: "words cannot be struck through",
        help: "take them out, or say in words what no longer holds",
        on_a_letter: false,
    },
    Pair {
        sign: "==",
        message: "words cannot be highlighted",
        help: "write `**strong**` for words that must stand out",
        on_a_letter: false,
    },
    Pair {
        sign: "++",
        message: "words cannot be underlined",
        help: "write `**strong**` for words that must stand out",
        on_a_letter: false,
    },
    Pair {
        sign: "^",
        message: "nothing is raised by signs",
        help: "write the raised character itself, such as `²`, or say it in words",
        on_a_letter: true,
    },
    Pair {
        sign: "~",
        message: "nothing is lowered by signs",
        help: "write the lowered character itself, such as `₂`, or say it in words",
        on_a_letter: true,
    },
];

impl Walk<'_> {
    /// Reports the first of each of these signs in some text that begins at a byte of the file.
    pub(super) fn foreign(&mut self, text: &str, start: usize) {
        for pair in &PAIRS {
            if let Some(found) = between(text, pair) {
                let span = self.place.at(start + found.start..start + found.end);
                self.log.error(span, "foreign-markup", pair.message, pair.help);
            }
        }
        if let Some(at) = find(text, "^[") {
            let help = "write the note in the text, or cite a reference: `[@key]`";
            let span = self.place.at(start + at..start + at + 2);
            self.log
                .error(span, "foreign-markup", "there are no footnotes", help);
        }
        if let Some(found) = undefined(text) {
            let help =
                "write `[words](address)`; brackets that are to be printed are written `\\[` and `\\]`";
            let message = "this is meant as a link, but its address is nowhere defined";
            let span = self.place.at(start + found.start..start + found.end);
            self.log.error(span, "broken-link", message, help);
        }
    }
}

fn find(text: &str, sign: &str) -> Option<usize> {
    text.match_indices(sign)
        .map(|(at, _)| at)
        .find(|at| !escaped(text, *at))
}

/// Where a pair stands round words that touch it on both sides.
fn between(text: &str, pair: &Pair) -> Option<Range<usize>> {
    const LONGEST_SCRIPT: usize = 8;
    let sign = pair.sign;
    let ends: Vec<usize> = text
        .match_indices(sign)
        .map(|(at, _)| at)
        .filter(|at| !escaped(text, *at))
        .collect();
    ends.windows(2).find_map(|two| {
        let [open, close] = *two else { return None };
        let inside = text.get(open + sign.len()..close)?;
        let touched = !inside.is_empty()
            && !inside.starts_with(char::is_whitespace)
            && !inside.ends_with(char::is_whitespace);
        let fits = if pair.on_a_letter {
            let before = text.get(..open)?.chars().next_back();
            let script = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−');
            before.is_some_and(|c| c.is_alphanumeric() || c == ')')
                && inside.chars().count() <= LONGEST_SCRIPT
                && inside.chars().all(script)
        } else {
            inside.chars().any(char::is_alphanumeric)
        };
        (touched && fits).then_some(open..close + sign.len())
    })
}

/// Two pairs of brackets that follow each other: a link whose address stands elsewhere.
fn undefined(text: &str) -> Option<Range<usize>> {
    let middle = find(text, "][")?;
    let open = text.get(..middle)?.rfind('[')?;
    let close = middle + 2 + text.get(middle + 2..)?.find(']')?;
    (!escaped(text, open) && !escaped(text, close)).then_some(open..close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let pairs = PAIRS.iter().filter_map(|pair| between(text, pair));
        pairs.chain(undefined(text)).map(|at| &text[at]).collect()
    }

    #[test]
    fn signs_of_other_dialects() {
        assert_eq!(found("take ~~two~~ one"), ["~~two~~"]);
        assert_eq!(found("==now== or ++later++"), ["==now==", "++later++"]);
        assert_eq!(found("10^9^/l of H~2~O"), ["^9^", "~2~"]);
        assert_eq!(found("see [this][page]."), ["[this][page]"]);
    }

    #[test]
    fn what_is_only_text_stays() {
        for text in [
            "about ~5 mg, then ~10 mg",
            "a ~ b ~ c",
            "2^3 and 4^5 more",
            "a == b == c",
            "C++ and B++ x",
            "\\~~two\\~~",
            "[sic] [2]",
            "\\[a][b]",
            "vitamin B12 (~~)",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
