//! Directions that turn words round (UAX #9): a listener is read "2.5 mg" and whoever looks sees "gm 5.2". A Reading leaves
//! out the characters that do so, and whoever reads a file back tells of the words; elements and styles that do the same
//! are asked about here, too.

use super::text::{excerpt, right_to_left};
use super::units::Direction;

/// How words are told to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Every character goes this way, whatever its own: U+202D and U+202E, `bdo`, `unicode-bidi: bidi-override`.
    Forced(Direction),
    /// The line begins on this side, and runs of the other direction stand in it: `dir`, U+202A, U+202B, U+2066, U+2067.
    Set(Direction),
    /// As the first letter says: U+2068, `dir="auto"`.
    Own,
}

/// What a text has that has a direction, or takes that of its line.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    left_to_right: bool,
    right_to_left: bool,
    digits: bool,
    /// Signs that do not belong to the number beside them.
    signs: bool,
    /// How many characters can be seen.
    seen: usize,
}

impl Kinds {
    fn of(words: &str) -> Self {
        let mut out = Self::default();
        words.chars().for_each(|c| out.meet(c));
        out
    }

    fn meet(&mut self, c: char) {
        if c.is_whitespace() || super::text::invisible(c) {
            return;
        }
        self.seen += 1;
        if c.is_numeric() {
            self.digits = true;
        } else if right_to_left(c) {
            self.right_to_left = true;
        } else if c.is_alphabetic() {
            self.left_to_right = true;
        } else if !matches!(c, '.' | ',' | ':' | '/') {
            self.signs = true;
        }
    }

    fn and(&mut self, other: Self) {
        self.left_to_right |= other.left_to_right;
        self.right_to_left |= other.right_to_left;
        self.digits |= other.digits;
        self.signs |= other.signs;
        self.seen += other.seen;
    }

    fn turned(self, by: Turn) -> bool {
        if self.seen < 2 {
            return false;
        }
        match by {
            Turn::Forced(Direction::RightToLeft) => self.left_to_right || self.digits,
            Turn::Forced(Direction::LeftToRight) => self.right_to_left,
            Turn::Set(Direction::RightToLeft) => {
                !self.right_to_left && self.digits && (self.left_to_right || self.signs)
            }
            Turn::Set(Direction::LeftToRight) => !self.left_to_right && self.right_to_left && self.digits,
            Turn::Own => false,
        }
    }
}

/// Whether words that are told to run so are shown in another order than they are read in. Words of the direction that
/// they are given are not, and words without digits whose line only begins on the other side.
#[must_use]
pub fn turns(words: &str, by: Turn) -> bool {
    Kinds::of(words).turned(by)
}

/// What is said of words that are turned round.
#[must_use]
pub fn fault(words: &str) -> String {
    format!(
        "the words “{}” are turned round where they are shown",
        excerpt(words)
    )
}

/// How deep directions may stand in each other (UAX #9, BD2).
const DEPTH: usize = 125;

/// One that has been opened: where its words begin, and what they are.
struct Open {
    turn: Turn,
    isolate: bool,
    from: usize,
    kinds: Kinds,
}

/// The words of a text that its own characters turn round, in their order. A direction ends where the text does.
#[must_use]
pub fn by_characters(text: &str) -> Vec<&str> {
    if !text.contains(is_control) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, c) in text.char_indices() {
        match control(c) {
            Some((turn, isolate)) if open.len() < DEPTH => open.push(Open {
                turn,
                isolate,
                from: at + c.len_utf8(),
                kinds: Kinds::default(),
            }),
            Some(_) => {}
            None if c == '\u{202C}' => {
                if open.last().is_some_and(|last| !last.isolate) {
                    close(text, &mut open, at, &mut found);
                }
            }
            None if c == '\u{2069}' => {
                if open.iter().any(|one| one.isolate) {
                    while close(text, &mut open, at, &mut found) == Some(false) {}
                }
            }
            None => {
                if let Some(last) = open.last_mut() {
                    last.kinds.meet(c);
                }
            }
        }
    }
    while close(text, &mut open, text.len(), &mut found).is_some() {}
    found.sort_by_key(|(from, _)| *from);
    found.into_iter().map(|(_, words)| words).collect()
}

/// Ends the direction that was opened last, and says whether it was an isolate.
fn close<'t>(
    text: &'t str,
    open: &mut Vec<Open>,
    end: usize,
    found: &mut Vec<(usize, &'t str)>,
) -> Option<bool> {
    let done = open.pop()?;
    if done.kinds.turned(done.turn) {
        found.push((done.from, text.get(done.from..end).unwrap_or_default()));
    }
    if let Some(outer) = open.last_mut()
        && matches!(outer.turn, Turn::Set(_))
    {
        outer.kinds.and(done.kinds);
    }
    Some(done.isolate)
}

fn is_control(c: char) -> bool {
    control(c).is_some()
}

/// What a character opens, and whether what it opens stands by itself.
fn control(c: char) -> Option<(Turn, bool)> {
    Some(match c {
        '\u{202A}' => (Turn::Set(Direction::LeftToRight), false),
        '\u{202B}' => (Turn::Set(Direction::RightToLeft), false),
        '\u{202D}' => (Turn::Forced(Direction::LeftToRight), false),
        '\u{202E}' => (Turn::Forced(Direction::RightToLeft), false),
        '\u{2066}' => (Turn::Set(Direction::LeftToRight), true),
        '\u{2067}' => (Turn::Set(Direction::RightToLeft), true),
        '\u{2068}' => (Turn::Own, true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{LeftToRight, RightToLeft};

    #[test]
    fn words_are_turned_round_or_run_as_they_do_anyway() {
        for (words, turn, turned) in [
            ("2.5 mg", Turn::Forced(RightToLeft), true),
            ("25", Turn::Forced(RightToLeft), true),
            ("5", Turn::Forced(RightToLeft), false),
            ("2.5 mg", Turn::Forced(LeftToRight), false),
            ("ملغ", Turn::Forced(RightToLeft), false),
            ("ملغ", Turn::Forced(LeftToRight), true),
            ("ملغ 25", Turn::Forced(RightToLeft), true),
            ("2.5 mg", Turn::Set(RightToLeft), true),
            ("10\u{2013}20", Turn::Set(RightToLeft), true),
            ("2.5", Turn::Set(RightToLeft), false),
            ("take it", Turn::Set(RightToLeft), false),
            ("2.5 mg ملغ", Turn::Set(RightToLeft), false),
            ("ملغ 25", Turn::Set(LeftToRight), true),
            ("+44 20 7946", Turn::Set(LeftToRight), false),
            ("25 mg", Turn::Own, false),
        ] {
            assert_eq!(turns(words, turn), turned, "{words} {turn:?}");
        }
    }

    #[test]
    fn characters_turn_words_as_far_as_they_reach() {
        for (text, words) in [
            ("take \u{202E}2.5 mg\u{202C} of it", vec!["2.5 mg"]),
            ("take \u{202E}2.5 mg", vec!["2.5 mg"]),
            ("take \u{202D}2.5 mg\u{202C} of it", vec![]),
            ("take \u{2067}2.5 mg\u{2069} of 25 mg", vec!["2.5 mg"]),
            ("take \u{2068}2.5 mg\u{2069}\u{202C}\u{2069} of it", vec![]),
            ("\u{2066}https://a.b/25\u{2069}", vec![]),
            ("\u{202E}\u{2068}2.5 mg\u{2069}\u{202C}", vec![]),
            ("\u{2067}\u{202E}25\u{2069} 36", vec!["25"]),
        ] {
            assert_eq!(by_characters(text), words, "{text:?}");
        }
        let many = "\u{202E}25 ".repeat(100_000);
        assert!(by_characters(&many).len() <= DEPTH);
    }
}
