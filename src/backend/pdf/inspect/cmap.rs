//! ToUnicode CMaps (ISO 32000-1, 9.10.3): from character codes to text.

use std::collections::BTreeMap;

use super::file::utf16;

/// More codes than this are no font but an attack.
const MOST_CODES: u32 = 0x2_0000;

/// The text of each character code.
pub(super) struct ToUnicode {
    /// Bytes in a code.
    width: usize,
    /// The texts of codes of two bytes, by code.
    texts: Vec<Option<String>>,
    /// Those of longer codes.
    long: BTreeMap<u32, String>,
    /// How many codes ranges may still fill.
    left: u32,
}

enum Token<'b> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'b [u8]),
}

impl ToUnicode {
    /// Reads a CMap; what cannot be understood maps nothing.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut map = Self {
            width: 2,
            texts: Vec::new(),
            long: BTreeMap::new(),
            left: MOST_CODES,
        };
        let tokens = tokens(bytes);
        let mut rest = tokens.as_slice();
        while let [token, after @ ..] = rest {
            rest = after;
            match token {
                Token::Word(b"begincodespacerange") => {
                    if let [Token::Hex(low), ..] = rest {
                        map.width = low.len().clamp(1, 4);
                    }
                }
                Token::Word(b"beginbfchar") => {
                    while let [Token::Hex(code), Token::Hex(text), after @ ..] = rest {
                        map.insert(number(code), utf16(text));
                        rest = after;
                    }
                }
                Token::Word(b"beginbfrange") => rest = map.ranges(rest),
                Token::Word(_) | Token::Hex(_) | Token::Open | Token::Close => {}
            }
        }
        map
    }

    fn ranges<'t, 'b>(&mut self, mut rest: &'t [Token<'b>]) -> &'t [Token<'b>] {
        loop {
            match rest {
                [Token::Hex(low), Token::Hex(high), Token::Hex(text), after @ ..] => {
                    let (low, high) = (number(low), number(high));
                    for (code, step) in (low..=high).zip(0_u32..self.left) {
                        self.left -= 1;
                        let mut bytes = text.clone();
                        if let Some(last) = bytes.last_mut() {
                            *last = last.wrapping_add(u8::try_from(step & 0xFF).unwrap_or(0));
                        }
                        self.insert(code, utf16(&bytes));
                    }
                    rest = after;
                }
                [Token::Hex(low), Token::Hex(_), Token::Open, after @ ..] => {
                    rest = after;
                    let mut code = number(low);
                    while let [Token::Hex(text), after @ ..] = rest {
                        self.insert(code, utf16(text));
                        code = code.saturating_add(1);
                        rest = after;
                    }
                    if let [Token::Close, after @ ..] = rest {
                        rest = after;
                    }
                }
                _ => return rest,
            }
        }
    }

    fn insert(&mut self, code: u32, text: String) {
        match u16::try_from(code).map(usize::from) {
            Ok(place) => {
                if self.texts.len() <= place {
                    self.texts.resize(place + 1, None);
                }
                if let Some(slot) = self.texts.get_mut(place) {
                    *slot = Some(text);
                }
            }
            Err(_) => {
                self.long.insert(code, text);
            }
        }
    }

    fn text(&self, code: u32) -> Option<&str> {
        match u16::try_from(code).map(usize::from) {
            Ok(place) => self.texts.get(place)?.as_deref(),
            Err(_) => self.long.get(&code).map(String::as_str),
        }
    }

    /// Adds the text of a string; gives how many of its codes have none.
    pub fn decode(&self, bytes: &[u8], out: &mut String) -> usize {
        let mut unknown = 0;
        for code in bytes.chunks(self.width) {
            match self.text(number(code)) {
                Some(text) => out.push_str(text),
                None => unknown += 1,
            }
        }
        unknown
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn tokens(bytes: &[u8]) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'[' => out.push(Token::Open),
            b']' => out.push(Token::Close),
            b'<' if !after.starts_with(b"<") => {
                let end = after.iter().position(|byte| *byte == b'>').unwrap_or(after.len());
                let (digits, after) = after.split_at(end);
                out.push(Token::Hex(hex(digits)));
                rest = after.get(1..).unwrap_or_default();
            }
            b'%' => {
                let end = after
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))
                    .unwrap_or(after.len());
                rest = after.get(end..).unwrap_or_default();
            }
            byte if byte.is_ascii_alphabetic() => {
                let length = after
                    .iter()
                    .position(|byte| !byte.is_ascii_alphanumeric())
                    .unwrap_or(after.len());
                let from = bytes.len() - after.len() - 1;
                out.push(Token::Word(bytes.get(from..=from + length).unwrap_or_default()));
                rest = after.get(length..).unwrap_or_default();
            }
            _ => {}
        }
    }
    out
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|digit| {
            char::from(*digit)
                .to_digit(16)
                .and_then(|value| u8::try_from(value).ok())
        })
        .collect();
    values
        .chunks(2)
        .map(|pair| (pair[0] << 4) | pair.get(1).copied().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ToUnicode;

    #[test]
    fn characters_ranges_and_lists_of_texts_are_read() {
        let map = ToUnicode::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange % no <0001>\n1 beginbfchar <0001> <00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <D83DDE00>] endbfrange",
        );
        let mut out = String::new();
        assert_eq!(map.decode(&[0, 1, 0, 0x12, 0, 0x20, 0, 0x21, 0, 9], &mut out), 1);
        assert_eq!(out, "fiCX\u{1F600}");
    }
}
