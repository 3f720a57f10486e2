//! Lengths that no leaflet needs. They are found by looking at the lines, before anything is parsed: where brackets,
//! emphasis or rows go on for ever the parser is slow, and so is everything behind it. There is no clock in this: the
//! same text gives the same findings on any machine.

use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};
use unicode_normalization::char::is_combining_mark;

use super::Walk;
use super::fences::content;

/// The most characters of a body: a thousand pages of large print.
pub(in crate::source) const MOST_CHARACTERS: usize = 800_000;

/// The most lines with something on them.
pub(in crate::source) const MOST_LINES: usize = 15_000;

/// The most headings: each is a section of the EPUB, a bookmark and a line of the contents.
pub(in crate::source) const MOST_HEADINGS: usize = 2_000;

/// The most bytes without an empty line: some forty pages of one paragraph, list or table.
pub(in crate::source) const LONGEST_RUN: usize = 50_000;

/// The most lines without an empty one.
pub(in crate::source) const MOST_LINES_IN_RUN: usize = 2_000;

/// The most combining marks on one character (UAX #15, Stream-Safe Text Format).
const MOST_ACCENTS: usize = 30;

/// The most links, citations, stresses and tags of a leaflet: each is an element of every file.
pub(in crate::source) const MOST_MARKED: usize = 12_000;

/// The most of them in one paragraph.
pub(in crate::source) const MOST_MARKED_TOGETHER: usize = 500;

/// How many such paragraphs are told.
const CROWDED_TOLD: usize = 3;

/// What is too long, in an editor's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TooLong {
    /// The line where the limit is crossed, at most its beginning.
    pub(super) at: Range<usize>,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

/// The first line at which a body has become too long.
pub(super) fn too_long(text: &str) -> Option<TooLong> {
    let whole = TooLong {
        at: 0..0,
        message: "the leaflet is too long: it has more than 800,000 characters (200,000 of a script other than Latin, Greek or Cyrillic) or 15,000 lines",
        help: "split it into several leaflets, each in a folder of its own",
    };
    let divided = TooLong {
        at: 0..0,
        message: "the leaflet has more than 2000 headings: nobody could find their way in its contents",
        help: "split it into several leaflets, each in a folder of its own",
    };
    let run = TooLong {
        at: 0..0,
        message: "this paragraph, list or table goes on for more than 50,000 bytes or 2,000 lines without an empty line",
        help: "write shorter paragraphs with an empty line between them; split a long list or table under headings",
    };
    let (mut characters, mut lines, mut headings) = (0, 0, 0);
    let (mut run_bytes, mut run_lines) = (0, 0);
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim_end();
        characters += words.chars().map(weight).sum::<usize>();
        if words.trim_start_matches(['>', ' ', '\t']).is_empty() && words.len() < 100 {
            (run_bytes, run_lines) = (0, 0);
        } else {
            lines += 1;
            run_lines += 1;
            run_bytes += line.len();
        }
        headings += usize::from(content(line).starts_with('#'));
        if let Some(letter) = heaped(line) {
            return Some(TooLong {
                at: at + letter.start..at + letter.end,
                message: "more than 30 accents stand on one letter",
                help: "write the letter with the accents that it has",
            });
        }
        let beginning = || at..at + beginning_of(words).len();
        if run_bytes > LONGEST_RUN || run_lines > MOST_LINES_IN_RUN {
            return Some(TooLong {
                at: beginning(),
                ..run
            });
        }
        if characters > MOST_CHARACTERS || lines > MOST_LINES {
            return Some(TooLong {
                at: beginning(),
                ..whole
            });
        }
        if headings > MOST_HEADINGS {
            return Some(TooLong {
                at: beginning(),
                ..divided
            });
        }
        at += line.len();
    }
    None
}

/// What a character counts: the joined, stacked and reordered letters of other scripts need several marks each.
pub(in crate::source) fn weight(c: char) -> usize {
    let simple = c < '\u{590}' || ('\u{1E00}'..='\u{2BFF}').contains(&c);
    if simple { 1 } else { 4 }
}

/// A letter with more accents than any language writes.
pub(in crate::source) fn heaped(line: &str) -> Option<Range<usize>> {
    if line.is_ascii() {
        return None;
    }
    let (mut letter, mut accents) = (0, 0);
    for (at, c) in line.char_indices() {
        if is_combining_mark(c) {
            accents += 1;
        } else {
            (letter, accents) = (at, 0);
        }
        if accents > MOST_ACCENTS {
            return Some(letter..at + c.len_utf8());
        }
    }
    None
}

impl Walk<'_> {
    /// Counts what is marked under a node; a finding, and `false`, where it is more than any leaflet needs.
    pub(super) fn count<'n>(&mut self, parent: &'n AstNode<'n>) -> bool {
        let is_words = |node: &'n AstNode<'n>| {
            matches!(
                node.data.borrow().value,
                NodeValue::Text(_) | NodeValue::SoftBreak | NodeValue::LineBreak
            )
        };
        let here = parent.children().filter(|node| !is_words(node)).count();
        let before = self.marked;
        self.marked += here;
        self.crowded += usize::from(here > MOST_MARKED_TOGETHER);
        let message = if here > MOST_MARKED_TOGETHER && self.crowded > CROWDED_TOLD {
            self.log.again();
            return false;
        } else if here > MOST_MARKED_TOGETHER {
            "more than 500 links, citations, stresses or tags stand in one paragraph"
        } else if before <= MOST_MARKED && self.marked > MOST_MARKED {
            "the leaflet has more than 12,000 links, citations, stresses and tags"
        } else {
            return self.marked <= MOST_MARKED;
        };
        let bytes = self.place.bytes(parent.data.borrow().sourcepos);
        let line = self.place.line_of(bytes.start);
        let span = self
            .place
            .at(bytes.start..bytes.start.max(line.end.min(bytes.start + 80)));
        let help = "write shorter paragraphs, and mark only what must stand out";
        self.log.error(span, "too-long", message, help);
        false
    }
}

/// As much of a line as shows which it is.
fn beginning_of(line: &str) -> &str {
    const SHOWN: usize = 80;
    line.char_indices()
        .nth(SHOWN)
        .and_then(|(at, _)| line.get(..at))
        .unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<usize> {
        too_long(text).map(|found| found.at.start)
    }

    #[test]
    fn a_long_leaflet_is_none_of_these() {
        let paragraph = "Most people go home on the same day. ".repeat(30);
        assert_eq!(place(&format!("{paragraph}\n\n").repeat(700)), None);
        assert_eq!(place(&"- an item\n".repeat(MOST_LINES_IN_RUN)), None);
        assert_eq!(place(&"\n".repeat(10_000_000)), None);
        assert_eq!(place(&"word\n\r\n> \n".repeat(MOST_LINES)), None);
    }

    #[test]
    fn what_goes_on_for_ever_is_found_at_its_line() {
        assert_eq!(place(&"[".repeat(LONGEST_RUN + 1)), Some(0));
        assert_eq!(place(&format!("a\n\n{}", "é".repeat(LONGEST_RUN))), Some(3));
        assert_eq!(
            place(&"- a\n".repeat(MOST_LINES_IN_RUN + 9)),
            Some(4 * MOST_LINES_IN_RUN)
        );
        assert_eq!(place(&"a\n\n".repeat(MOST_LINES + 9)), Some(3 * MOST_LINES));
        assert_eq!(
            place(&"## a\n\n".repeat(MOST_HEADINGS + 9)),
            Some(6 * MOST_HEADINGS)
        );
        assert_eq!(place(&format!("aa{}", "\u{301}".repeat(30))), None);
        assert_eq!(place(&format!("aa{}", "\u{301}".repeat(31))), Some(1));
        assert_eq!(place(&">".repeat(LONGEST_RUN + 9)), Some(0));
        let long = format!("{}\n\n", "a".repeat(999));
        assert!(place(&long.repeat(1_000)).is_some_and(|at| at > 790_000));
    }
}
