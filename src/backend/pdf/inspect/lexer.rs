//! What objects and content streams are both written in: white space, names and strings (ISO 32000-1, 7.2 and 7.3).

use std::borrow::Cow;

/// Bytes that are read from their beginning on.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'b> {
    /// What has not been read.
    pub rest: &'b [u8],
}

impl<'b> Lexer<'b> {
    /// Goes past white space and comments.
    pub fn skip_white(&mut self) {
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
    pub fn regular(&mut self) -> &'b [u8] {
        let ends = |byte: &u8| is_white(*byte) || is_delimiter(*byte);
        let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    /// A string up to the parenthesis that closes it (7.3.4.2).
    pub fn literal(&mut self) -> Result<Vec<u8>, &'static str> {
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

    /// A string of hexadecimal digits up to the angle that closes it (7.3.4.3).
    pub fn hexadecimal(&mut self) -> Result<Vec<u8>, &'static str> {
        let end = self.rest.iter().position(|byte| *byte == b'>');
        let (digits, rest) = self.rest.split_at(end.ok_or("a string has no end")?);
        self.rest = rest.get(1..).unwrap_or_default();
        Ok(hex(digits))
    }

    /// A name, its solidus read already.
    pub fn name(&mut self) -> Cow<'b, [u8]> {
        name(self.regular())
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

/// White space (7.2.2).
pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

/// What ends a word (7.2.2).
pub(super) fn is_delimiter(byte: u8) -> bool {
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
