//! Where each byte of a text stands in the YAML that spells it.
//!
//! A text in a file of keys loses indentation, line ends, quotes and escapes on its way to us. Whoever reads it further,
//! as Markdown, finds faults in what is left; the editor needs them at the line and column that was typed. The parser
//! gives the ends of a scalar only, so its spelling is followed here a second time, against what the parser made of it.
//! YAML 1.2.2, chapters 7.3 (flow scalars) and 8.1 (block scalars).

use std::ops::Range;

/// Where each byte of a text stands, as bytes of what was written.
#[derive(Debug)]
pub(in crate::source) struct Written {
    /// For each byte of the text: the bytes that spell its character.
    places: Vec<Range<usize>>,
    /// Where the text ends.
    end: usize,
}

impl Written {
    /// Follows `text` through its spelling, which is all of a quoted, plain or block scalar but a block's header. Where
    /// the two cannot be brought together, everything stands at the beginning of the spelling.
    pub(in crate::source) fn follow(text: &str, spelling: &str) -> Self {
        let quote = spelling.chars().next().filter(|c| matches!(c, '"' | '\''));
        // A block may begin with a quotation mark of its own, so that its beginning does not tell the sort of scalar.
        quote
            .and_then(|quote| Following::new(text, spelling).flow(Some(quote)))
            .or_else(|| Following::new(text, spelling).flow(None))
            .or_else(|| Following::new(text, spelling).block())
            .unwrap_or_else(|| {
                let line = spelling.lines().next().map_or(0, str::len);
                Self {
                    places: vec![0..line; text.len()],
                    end: line,
                }
            })
    }

    /// The bytes of the spelling that spell these bytes of the text.
    pub(in crate::source) fn place(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.places.get(bytes.start).map_or(self.end, |place| place.start);
        let end = bytes
            .end
            .checked_sub(1)
            .filter(|last| *last >= bytes.start)
            .map_or(start, |last| {
                self.places.get(last).map_or(self.end, |place| place.end)
            });
        start..end.max(start)
    }
}

/// A text and its spelling, followed character by character.
struct Following<'a> {
    text: &'a str,
    spelling: &'a str,
    /// How far the spelling has been followed, in bytes.
    at: usize,
    places: Vec<Range<usize>>,
}

impl<'a> Following<'a> {
    fn new(text: &'a str, spelling: &'a str) -> Self {
        Self {
            text,
            spelling,
            at: 0,
            places: Vec::with_capacity(text.len()),
        }
    }

    fn rest(&self) -> &'a str {
        self.spelling.get(self.at..).unwrap_or_default()
    }

    fn wanted(&self) -> Option<char> {
        self.text.get(self.places.len()..)?.chars().next()
    }

    /// The next character of the text is spelt by the next `length` bytes; `None` where it is another character.
    fn spell(&mut self, c: char, length: usize) -> Option<()> {
        (self.wanted()? == c).then_some(())?;
        let place = self.at..self.at + length;
        self.places.extend(std::iter::repeat_n(place, c.len_utf8()));
        self.at += length;
        Some(())
    }

    fn done(self) -> Option<Written> {
        (self.places.len() == self.text.len()).then_some(Written {
            places: self.places,
            end: self.at,
        })
    }

    /// A quoted or plain scalar: lines are folded, and the white space round a line end is not text.
    fn flow(mut self, quote: Option<char>) -> Option<Written> {
        self.at = usize::from(quote.is_some());
        while self.wanted().is_some() {
            let c = self.rest().chars().next()?;
            if matches!(c, ' ' | '\t' | '\r' | '\n') {
                self.fold()?;
            } else if quote == Some('"') && c == '\\' {
                self.escape()?;
            } else if quote == Some('\'') && c == '\'' {
                self.rest().starts_with("''").then_some(())?;
                self.spell('\'', 2)?;
            } else {
                self.spell(c, c.len_utf8())?;
            }
        }
        self.done()
    }

    /// White space in a flow scalar: as it is inside a line; one line end is a space, more are one line end fewer.
    fn fold(&mut self) -> Option<()> {
        let run = white(self.rest());
        let ends = line_ends(run);
        if ends == 0 {
            for c in run.chars() {
                self.spell(c, 1)?;
            }
            return Some(());
        }
        let after = self.at + run.len();
        let (sign, signs) = if ends == 1 { (' ', 1) } else { ('\n', ends - 1) };
        for n in 1..=signs {
            let length = if n == signs { after - self.at } else { 1 };
            self.spell(sign, length)?;
        }
        Some(())
    }

    fn escape(&mut self) -> Option<()> {
        let rest = self.rest();
        let sign = rest.get(1..)?.chars().next()?;
        let digits = match sign {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '\r' | '\n' => {
                // The first line end is no text, the others are as they would be without the backslash.
                let run = white(rest.get(1..)?);
                let after = self.at + 1 + run.len();
                for n in 1..line_ends(run) {
                    let length = if n + 1 == line_ends(run) {
                        after - self.at
                    } else {
                        1
                    };
                    self.spell('\n', length)?;
                }
                self.at = after;
                return Some(());
            }
            _ => 0,
        };
        let c = match sign {
            'x' | 'u' | 'U' => {
                let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
                char::from_u32(code)?
            }
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            other => other,
        };
        self.spell(c, 1 + sign.len_utf8() + digits)
    }

    /// A block scalar: its indentation is not text, and a folded one joins lines.
    fn block(mut self) -> Option<Written> {
        while let Some(wanted) = self.wanted() {
            if is_white(wanted) {
                self.gap();
            } else {
                let c = self.rest().chars().next()?;
                self.spell(c, c.len_utf8())?;
            }
        }
        self.done()
    }

    /// White space of a block, taken together: line ends stand at line ends, what follows the last of them right before
    /// the next word.
    fn gap(&mut self) {
        let text = white(self.text.get(self.places.len()..).unwrap_or_default());
        let spelling = white(self.rest());
        let (from, after) = (self.at, self.at + spelling.len());
        let indented = text.rfind('\n').map_or(0, |at| at + 1);
        let mut at = from;
        for (n, c) in text.char_indices() {
            if n >= indented && indented > 0 {
                let start = after.saturating_sub(text.len() - n).max(at);
                self.places.push(start..(start + 1).min(after).max(start));
                continue;
            }
            if c == '\n' {
                let rest = self.spelling.get(at..after).unwrap_or_default();
                at += rest.find('\n').unwrap_or(0);
            }
            let end = (at + 1).min(after);
            self.places.push(at..end);
            at = end;
        }
        self.at = after;
    }
}

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The white space at the beginning.
fn white(text: &str) -> &str {
    let end = text.find(|c| !is_white(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn line_ends(white: &str) -> usize {
    white.bytes().filter(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Value, parse};
    use super::*;
    use crate::finding::SourceText;

    /// Each word of the value of the first key, with what is written where it is said to stand.
    fn words(yaml: &str) -> Vec<(String, String)> {
        let source = Arc::new(SourceText {
            path: "x.yaml".to_owned(),
            text: yaml.to_owned(),
        });
        let Ok(node) = parse(&source, 0, yaml.len()) else {
            panic!("{yaml} is no YAML");
        };
        let Value::Map(entries) = node.value else {
            panic!("{yaml} holds no keys");
        };
        let (_, value) = entries.into_iter().next().unwrap();
        let Value::Text(text) = &value.value else {
            panic!("{yaml} holds no text");
        };
        let written = Written::follow(text, value.span.text());
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let place = written.place(at..at + word.len());
            words.push((word.to_owned(), value.span.text()[place].to_owned()));
        }
        words
    }

    #[test]
    fn words_stand_where_they_were_typed() {
        for yaml in [
            "a: |\n  One é two\n  three\n\n\n  four\nb: x\n",
            "a: |\r\n  One é two\r\n  three\r\n\r\n  four\r\nb: x\r\n",
            "a: >\n  One é\n  two\n\n    - three\n    - four\n\n  five\n  six\n\n\nb: x\n",
            "a: >-\n  One\n  two",
            "a: |2+ # why\n    One two\n  three\n\n\nb: x\n",
            "a: |\n  \"One\" two\n  'three'\n",
            "a: |\n  'One' \\\"two\\n\n   - three\n",
            "a: plain\n   words é\n\n\n   more\t end # no\n",
            "a: 'One\n  two\n\n  three  four'\n",
            "a: \"One  two\n\n\n   three \\\n   four\"\n",
            "a: &x One two\n",
            "a: 1 2\n",
        ] {
            let words = words(yaml);
            assert!(words.len() >= 2, "{yaml:?}");
            for (word, place) in words {
                assert_eq!(word, place, "{yaml:?}");
            }
        }
    }

    #[test]
    fn escapes_are_followed() {
        let spelt = |yaml: &str| {
            words(yaml)
                .into_iter()
                .map(|(_, place)| place)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            spelt("a: \"a\\\"b \\\\ \\x41\\u00e9\\n\\n d\\_e f\\\n   \\ g\""),
            ["a\\\"b", "\\\\", "\\x41\\u00e9", "d", "e", "f", "g"]
        );
        assert_eq!(spelt("a: 'it''s so'"), ["it''s", "so"]);
    }

    #[test]
    fn what_cannot_be_followed_stands_on_the_first_line() {
        let written = Written::follow("other words", "written so\nand on");
        assert_eq!(written.place(6..11), 0..10);
        assert_eq!(written.place(40..50), 10..10);
    }
}
