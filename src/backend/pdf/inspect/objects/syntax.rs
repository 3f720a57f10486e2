//! Objects as they are written (ISO 32000-1, 7.3).

use lopdf::{Dictionary, Object, StringFormat};

use super::budget::{Budget, Spent};
use crate::backend::pdf::inspect::lexer::Lexer;

/// How deep arrays and dictionaries may nest; annex C of ISO 32000-1 knows no limit, and nobody needs a tenth of this.
const DEEPEST: usize = 100;
/// What a value takes up, in an array that grows by doubling.
const VALUE: usize = 2 * size_of::<Object>();
/// What a dictionary takes up, and an entry in it.
const DICTIONARY: usize = 400;
const ENTRY: usize = 200;

/// Why there is no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is malformed.
    Syntax,
    /// It nests too deep.
    Depth,
    /// It is too large.
    Spent,
}

impl From<Spent> for Broken {
    fn from(_: Spent) -> Self {
        Self::Spent
    }
}

/// Reads objects off bytes.
pub(super) struct Parser<'b, 'c> {
    pub lexer: Lexer<'b>,
    budget: &'c Budget,
}

impl<'b, 'c> Parser<'b, 'c> {
    pub fn of(bytes: &'b [u8], budget: &'c Budget) -> Self {
        Self {
            lexer: Lexer { rest: bytes },
            budget,
        }
    }

    /// The next object.
    pub fn object(&mut self) -> Result<Object, Broken> {
        self.value(0)
    }

    fn value(&mut self, depth: usize) -> Result<Object, Broken> {
        if depth > DEEPEST {
            return Err(Broken::Depth);
        }
        self.budget.memory(VALUE)?;
        self.lexer.skip_white();
        let [first, after @ ..] = self.lexer.rest else {
            return Err(Broken::Syntax);
        };
        match first {
            b'/' => {
                self.lexer.rest = after;
                let name = self.lexer.name();
                self.budget.memory(name.len())?;
                Ok(Object::Name(name.into_owned()))
            }
            b'(' => {
                self.lexer.rest = after;
                let string = self.lexer.literal().map_err(|_| Broken::Syntax)?;
                self.budget.memory(string.len())?;
                Ok(Object::String(string, StringFormat::Literal))
            }
            b'<' if after.first() == Some(&b'<') => {
                self.lexer.rest = after.get(1..).unwrap_or_default();
                self.dictionary(depth).map(Object::Dictionary)
            }
            b'<' => {
                self.lexer.rest = after;
                let string = self.lexer.hexadecimal().map_err(|_| Broken::Syntax)?;
                self.budget.memory(string.len())?;
                Ok(Object::String(string, StringFormat::Hexadecimal))
            }
            b'[' => {
                self.lexer.rest = after;
                self.array(depth)
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            _ => match self.lexer.regular() {
                b"true" => Ok(Object::Boolean(true)),
                b"false" => Ok(Object::Boolean(false)),
                b"null" => Ok(Object::Null),
                _ => Err(Broken::Syntax),
            },
        }
    }

    fn array(&mut self, depth: usize) -> Result<Object, Broken> {
        let mut values = Vec::new();
        loop {
            self.lexer.skip_white();
            if let [b']', after @ ..] = self.lexer.rest {
                self.lexer.rest = after;
                return Ok(Object::Array(values));
            }
            values.push(self.value(depth + 1)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Broken> {
        self.budget.memory(DICTIONARY)?;
        let mut dictionary = Dictionary::new();
        loop {
            self.lexer.skip_white();
            match self.lexer.rest {
                [b'>', b'>', after @ ..] => {
                    self.lexer.rest = after;
                    return Ok(dictionary);
                }
                [b'/', after @ ..] => {
                    self.lexer.rest = after;
                    let key = self.lexer.name();
                    self.budget.memory(ENTRY + key.len())?;
                    let value = self.value(depth + 1)?;
                    dictionary.set(key.into_owned(), value);
                }
                _ => return Err(Broken::Syntax),
            }
        }
    }

    /// A number, or a reference that begins with one.
    fn number(&mut self) -> Result<Object, Broken> {
        let written = self.lexer.regular();
        let text = std::str::from_utf8(written).map_err(|_| Broken::Syntax)?;
        let Ok(integer) = text.parse::<i64>() else {
            let plain = written
                .iter()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
            // A whole number beyond all bounds is as large as numbers get.
            let real = text.parse::<f32>().ok().filter(|_| plain);
            return Ok(Object::Real(real.filter(|real| real.is_finite()).unwrap_or(0.0)));
        };
        let Ok(number) = u32::try_from(integer) else {
            return Ok(Object::Integer(integer));
        };
        let mut ahead = Lexer {
            rest: self.lexer.rest,
        };
        ahead.skip_white();
        let generation = whole(ahead.regular());
        ahead.skip_white();
        match (generation, ahead.regular()) {
            (Some(generation), b"R") => {
                self.lexer.rest = ahead.rest;
                Ok(Object::Reference((number, generation)))
            }
            _ => Ok(Object::Integer(integer)),
        }
    }
}

/// A whole number without a sign.
pub(super) fn whole<N: std::str::FromStr>(written: &[u8]) -> Option<N> {
    let digits = !written.is_empty() && written.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(written).ok().filter(|_| digits)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Object, Broken> {
        Parser::of(text.as_bytes(), &Budget::new()).object()
    }

    #[test]
    fn every_kind_of_object_is_read() {
        let Ok(Object::Dictionary(dict)) =
            read("<< /A 1/B -2.5 /C#20D (x\\)) /E [1 0 R 7 null true<00FF>] % no\n/F<</G/H>> >>")
        else {
            panic!("no dictionary")
        };
        assert_eq!(dict.get(b"A").unwrap(), &Object::Integer(1));
        assert_eq!(dict.get(b"B").unwrap(), &Object::Real(-2.5));
        assert_eq!(dict.get(b"C D").unwrap().as_str().unwrap(), b"x)");
        let list = dict.get(b"E").unwrap().as_array().unwrap();
        assert_eq!(list[0], Object::Reference((1, 0)));
        assert_eq!(list[1], Object::Integer(7));
        assert_eq!(list[4].as_str().unwrap(), [0, 0xFF]);
        assert!(dict.get(b"F").unwrap().as_dict().is_ok());
    }

    #[test]
    fn what_is_broken_too_deep_or_too_large_is_refused() {
        for broken in ["", "<< /A", "[1", "(a", "<< 1 2 >>", "word", "]"] {
            assert_eq!(read(broken), Err(Broken::Syntax), "{broken}");
        }
        assert_eq!(read(&"[".repeat(1_000_000)), Err(Broken::Depth));
        assert_eq!(read(&"<</A".repeat(1_000_000)), Err(Broken::Depth));
        assert_eq!(read(&format!("[{}]", "[]".repeat(2_000_000))), Err(Broken::Spent));
    }
}
