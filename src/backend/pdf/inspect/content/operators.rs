//! A content stream as operators and their operands (ISO 32000-1, 7.8.2), one at a time: a page has thousands.

use std::borrow::Cow;

use crate::backend::pdf::inspect::lexer::{Lexer, is_delimiter, is_white};

/// How deep arrays and dictionaries may nest.
const DEEPEST: usize = 32;
/// How many operands are kept for one operator; none needs more (annex C.2 allows 33).
const MOST_OPERANDS: usize = 64;
/// How many values the arrays and dictionaries of one operator may hold: far more than a line of text has letters.
const MOST_VALUES: usize = 200_000;

/// What an operator works on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand<'b> {
    /// A name.
    Name(Cow<'b, [u8]>),
    /// A string.
    String(Vec<u8>),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f32),
    /// An array.
    Array(Vec<Self>),
    /// A dictionary.
    Dictionary(Vec<(Cow<'b, [u8]>, Self)>),
    /// Anything else: true, false, null.
    Other,
}

impl<'b> Operand<'b> {
    /// The name, where it is one.
    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The string, where it is one.
    pub fn string(&self) -> Option<&[u8]> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    /// The number, where it is one.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a length on a page needs no more digits"
    )]
    pub fn number(&self) -> Option<f32> {
        match self {
            Self::Integer(number) => Some(*number as f32),
            Self::Real(number) => Some(*number),
            _ => None,
        }
    }

    /// An entry, where it is a dictionary: the last of that name.
    pub fn get(&self, key: &[u8]) -> Option<&Operand<'b>> {
        match self {
            Self::Dictionary(entries) => entries
                .iter()
                .rev()
                .find(|(name, _)| **name == *key)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Reads operators off a content stream.
pub(super) struct Operators<'b> {
    lexer: Lexer<'b>,
    /// How many values the operator that is being read has had.
    values: usize,
}

/// What stands next in the stream.
enum Token<'b> {
    Operand(Operand<'b>),
    Word(&'b [u8]),
    /// The end of an array.
    Bracket,
    /// The end of a dictionary.
    Angle,
}

impl<'b> Operators<'b> {
    /// A reader of a stream.
    pub fn of(bytes: &'b [u8]) -> Self {
        Self {
            lexer: Lexer { rest: bytes },
            values: 0,
        }
    }

    /// The next operator, its operands put in place of what was there; `None` at the end.
    ///
    /// # Errors
    /// What is wrong with the stream; there is no next operator then.
    pub fn next(&mut self, operands: &mut Vec<Operand<'b>>) -> Result<Option<&'b [u8]>, &'static str> {
        operands.clear();
        self.values = 0;
        loop {
            match self.token(0)? {
                None => return Ok(None),
                Some(Token::Operand(operand)) if operands.len() < MOST_OPERANDS => operands.push(operand),
                Some(Token::Operand(_)) => {}
                Some(Token::Word(b"true" | b"false" | b"null")) if operands.len() < MOST_OPERANDS => {
                    operands.push(Operand::Other);
                }
                Some(Token::Word(b"true" | b"false" | b"null")) => {}
                Some(Token::Word(b"ID")) => {
                    self.skip_image()?;
                    return Ok(Some(b"EI"));
                }
                Some(Token::Word(word)) => return Ok(Some(word)),
                Some(Token::Bracket) => return Err("an array ends that never began"),
                Some(Token::Angle) => return Err("a dictionary ends that never began"),
            }
        }
    }

    /// The data of an inline image (8.9.7) up to its end.
    fn skip_image(&mut self) -> Result<(), &'static str> {
        let ends = |window: &[u8]| matches!(window, [before, b'E', b'I', after] if is_white(*before) && (is_white(*after) || is_delimiter(*after)));
        if let Some(at) = self.lexer.rest.windows(4).position(ends) {
            self.lexer.rest = self.lexer.rest.get(at + 3..).unwrap_or_default();
        } else if self.lexer.rest.ends_with(b"EI") {
            self.lexer.rest = &[];
        } else {
            return Err("an inline image has no end");
        }
        Ok(())
    }

    fn token(&mut self, depth: usize) -> Result<Option<Token<'b>>, &'static str> {
        self.lexer.skip_white();
        let [first, after @ ..] = self.lexer.rest else {
            return Ok(None);
        };
        let operand = match first {
            b'/' => {
                self.lexer.rest = after;
                Operand::Name(self.lexer.name())
            }
            b'(' => {
                self.lexer.rest = after;
                Operand::String(self.lexer.literal()?)
            }
            b'<' if after.first() == Some(&b'<') => {
                self.lexer.rest = after.get(1..).unwrap_or_default();
                self.dictionary(depth)?
            }
            b'<' => {
                self.lexer.rest = after;
                Operand::String(self.lexer.hexadecimal()?)
            }
            b'>' if after.first() == Some(&b'>') => {
                self.lexer.rest = after.get(1..).unwrap_or_default();
                return Ok(Some(Token::Angle));
            }
            b'[' => {
                self.lexer.rest = after;
                self.array(depth)?
            }
            b']' => {
                self.lexer.rest = after;
                return Ok(Some(Token::Bracket));
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => number(self.lexer.regular()),
            b')' | b'>' | b'{' | b'}' => return Err("a bracket stands where none may"),
            _ => return Ok(Some(Token::Word(self.lexer.regular()))),
        };
        Ok(Some(Token::Operand(operand)))
    }

    /// What stands next in an array or a dictionary.
    fn value(&mut self, depth: usize) -> Result<Option<Token<'b>>, &'static str> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err("an operator works on more than is looked at");
        }
        self.token(depth)
    }

    fn array(&mut self, depth: usize) -> Result<Operand<'b>, &'static str> {
        if depth == DEEPEST {
            return Err("it nests too deeply");
        }
        let mut values = Vec::new();
        loop {
            match self.value(depth + 1)? {
                Some(Token::Operand(value)) => values.push(value),
                Some(Token::Word(_)) => values.push(Operand::Other),
                Some(Token::Bracket) => return Ok(Operand::Array(values)),
                Some(Token::Angle) | None => return Err("an array has no end"),
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Operand<'b>, &'static str> {
        if depth == DEEPEST {
            return Err("it nests too deeply");
        }
        let mut entries = Vec::new();
        loop {
            match self.value(depth + 1)? {
                Some(Token::Operand(Operand::Name(key))) => {
                    let value = match self.token(depth + 1)? {
                        Some(Token::Operand(value)) => value,
                        Some(Token::Word(_)) => Operand::Other,
                        Some(Token::Bracket | Token::Angle) | None => {
                            return Err("a dictionary lacks a value");
                        }
                    };
                    entries.push((key, value));
                }
                Some(Token::Angle) => return Ok(Operand::Dictionary(entries)),
                Some(Token::Operand(_) | Token::Word(_) | Token::Bracket) | None => {
                    return Err("a dictionary has no end");
                }
            }
        }
    }
}

fn number<'b>(written: &[u8]) -> Operand<'b> {
    let Ok(text) = std::str::from_utf8(written) else {
        return Operand::Other;
    };
    if let Ok(integer) = text.parse() {
        return Operand::Integer(integer);
    }
    // Numbers like `1e5` or `-inf` are none of PDF's (7.3.3).
    let plain = written
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
    let real = text.parse().ok().filter(|_| plain);
    real.map_or(Operand::Other, Operand::Real)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stream: &str) -> Result<Vec<(String, Vec<Operand<'_>>)>, &'static str> {
        let mut operators = Operators::of(stream.as_bytes());
        let mut operands = Vec::new();
        let mut out = Vec::new();
        while let Some(operator) = operators.next(&mut operands)? {
            out.push((String::from_utf8_lossy(operator).into_owned(), operands.clone()));
        }
        Ok(out)
    }

    #[test]
    fn strings_names_arrays_and_dictionaries_are_read() {
        let read = read(
            "/P <</MCID 3/ActualText <FEFF0041> /A#20b [1 2.5 (x\\)\\101(y)\\\n)]>>BDC % no (Tj\n[<00 1> -7(a)]TJ\nT* EMC",
        )
        .unwrap();
        let names: Vec<&str> = read.iter().map(|(operator, _)| operator.as_str()).collect();
        assert_eq!(names, ["BDC", "TJ", "T*", "EMC"]);
        let properties = &read[0].1[1];
        assert_eq!(properties.get(b"MCID"), Some(&Operand::Integer(3)));
        assert_eq!(
            properties.get(b"ActualText").unwrap().string(),
            Some(&b"\xFE\xFF\0A"[..])
        );
        let Some(Operand::Array(values)) = properties.get(b"A b") else {
            panic!("{properties:?}")
        };
        assert_eq!(values[1], Operand::Real(2.5));
        assert_eq!(values[2].string(), Some(&b"x)A(y)"[..]));
        let Operand::Array(shown) = &read[1].1[0] else {
            panic!("{read:?}")
        };
        assert_eq!(shown[0].string(), Some(&[0, 0x10][..]));
    }

    #[test]
    fn the_data_of_an_inline_image_is_no_text() {
        let read = read("q BI /W 1 /H 1 ID (Tj [ EI Q").unwrap();
        let names: Vec<&str> = read.iter().map(|(operator, _)| operator.as_str()).collect();
        assert_eq!(names, ["q", "BI", "EI", "Q"]);
    }

    #[test]
    fn what_never_ends_is_refused() {
        let deep = "[".repeat(100_000);
        for broken in [
            "(a",
            "<00",
            "[1",
            "<</A 1",
            "<</A>>",
            "]",
            ")",
            "BI ID abc",
            deep.as_str(),
        ] {
            assert!(read(broken).is_err(), "{broken:.20}");
        }
    }
}
