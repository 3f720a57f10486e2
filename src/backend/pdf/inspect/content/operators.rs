//! A content stream as operators and their operands (ISO 32000-1, 7.8.2), one at a time: a page has thousands.

use std::borrow::Cow;

/// How deep arrays and dictionaries may nest.
const DEEPEST: usize = 32;
/// How many operands are kept for one operator; none needs more (annex C.2 allows 33).
const MOST_OPERANDS: usize = 64;

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
    rest: &'b [u8],
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
        Self { rest: bytes }
    }

    /// The next operator, its operands put in place of what was there; `None` at the end.
    ///
    /// # Errors
    /// What is wrong with the stream; there is no next operator then.
    pub fn next(&mut self, operands: &mut Vec<Operand<'b>>) -> Result<Option<&'b [u8]>, &'static str> {
        operands.clear();
        loop {
            match self.token(0)? {
                None => return Ok(None),
                Some(Token::Operand(operand)) if operands.len() < MOST_OPERANDS => operands.push(operand),
                Some(Token::Operand(_)) => {}
                Some(Token::Word(b"true" | b"false" | b"null")) => operands.push(Operand::Other),
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
        if let Some(at) = self.rest.windows(4).position(ends) {
            self.rest = self.rest.get(at + 3..).unwrap_or_default();
        } else if self.rest.ends_with(b"EI") {
            self.rest = &[];
        } else {
            return Err("an inline image has no end");
        }
        Ok(())
    }

    fn token(&mut self, depth: usize) -> Result<Option<Token<'b>>, &'static str> {
        self.skip_white();
        let [first, after @ ..] = self.rest else {
            return Ok(None);
        };
        let operand = match first {
            b'/' => {
                self.rest = after;
                Operand::Name(name(self.regular()))
            }
            b'(' => {
                self.rest = after;
                Operand::String(self.literal()?)
            }
            b'<' if after.first() == Some(&b'<') => {
                self.rest = after.get(1..).unwrap_or_default();
                self.dictionary(depth)?
            }
            b'<' => {
                let end = after.iter().position(|byte| *byte == b'>');
                let (digits, rest) = after.split_at(end.ok_or("a string has no end")?);
                self.rest = rest.get(1..).unwrap_or_default();
                Operand::String(hex(digits))
            }
            b'>' if after.first() == Some(&b'>') => {
                self.rest = after.get(1..).unwrap_or_default();
                return Ok(Some(Token::Angle));
            }
            b'[' => {
                self.rest = after;
                self.array(depth)?
            }
            b']' => {
                self.rest = after;
                return Ok(Some(Token::Bracket));
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => number(self.regular()),
            b')' | b'>' | b'{' | b'}' => return Err("a bracket stands where none may"),
            _ => return Ok(Some(Token::Word(self.regular()))),
        };
        Ok(Some(Token::Operand(operand)))
    }

    fn array(&mut self, depth: usize) -> Result<Operand<'b>, &'static str> {
        if depth == DEEPEST {
            return Err("it nests too deeply");
        }
        let mut values = Vec::new();
        loop {
            match self.token(depth + 1)? {
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
            match self.token(depth + 1)? {
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

    fn skip_white(&mut self) {
        while let [first, after @ ..] = self.rest {
            match first {
                b'%' => {
                    let end = after.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.rest = after.get(end.unwrap_or(after.len())..).unwrap_or_default();
                }
                byte if is_white(*byte) => self.rest = after,
                _ => return,
            }
        }
    }

    /// Bytes up to the next white space or delimiter.
    fn regular(&mut self) -> &'b [u8] {
        let ends = |byte: &u8| is_white(*byte) || is_delimiter(*byte);
        let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    /// A string up to the parenthesis that closes it (7.3.4.2).
    fn literal(&mut self) -> Result<Vec<u8>, &'static str> {
        let mut out = Vec::new();
        let mut open = 0_usize;
        while let [first, after @ ..] = self.rest {
            self.rest = after;
            match first {
                b'\\' => self.escaped(&mut out),
                b')' if open == 0 => return Ok(out),
                other => {
                    open += usize::from(*other == b'(');
                    open -= usize::from(*other == b')');
                    out.push(*other);
                }
            }
        }
        Err("a string has no end")
    }

    fn escaped(&mut self, out: &mut Vec<u8>) {
        let [first, after @ ..] = self.rest else { return };
        self.rest = after;
        match first {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => self.rest = after.strip_prefix(b"\n").unwrap_or(after),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(first - b'0');
                for _ in 0..2 {
                    if let [digit @ b'0'..=b'7', after @ ..] = self.rest {
                        value = value * 8 + u32::from(digit - b'0');
                        self.rest = after;
                    }
                }
                out.push(u8::try_from(value & 0xFF).unwrap_or(0));
            }
            other => out.push(*other),
        }
    }
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// A name with its `#20` written out.
fn name(written: &[u8]) -> Cow<'_, [u8]> {
    if !written.contains(&b'#') {
        return Cow::Borrowed(written);
    }
    let mut out = Vec::with_capacity(written.len());
    let mut rest = written;
    while let [first, after @ ..] = rest {
        if let (b'#', [high, low, after @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            out.push(high << 4 | low);
            rest = after;
        } else {
            out.push(*first);
            rest = after;
        }
    }
    Cow::Owned(out)
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

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The bytes of a hexadecimal string; where the last digit is missing it is zero (7.3.4.3).
fn hex(digits: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(digits.len() / 2 + 1);
    let mut high = None;
    for value in digits.iter().filter_map(|byte| digit(*byte)) {
        match high.take() {
            None => high = Some(value << 4),
            Some(high) => out.push(high | value),
        }
    }
    out.extend(high);
    out
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
