//! CMaps (ISO 32000-1, 9.7.5 and 9.10.3): how long the codes of a string are, and from codes to text.

use std::collections::BTreeMap;

use crate::backend::pdf::inspect::file::utf16;

/// How a string falls into character codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CodeSpace {
    /// The lowest and the highest code of each range, byte by byte.
    ranges: Vec<(Vec<u8>, Vec<u8>)>,
}

/// The text of a code has no more bytes (ISO 32000-1, 9.10.3).
const LONGEST_TEXT: usize = 512;
/// More ranges of codes are none of a font.
const MOST_RANGES: usize = 256;

impl CodeSpace {
    /// Codes of so many bytes.
    pub fn of_width(width: usize) -> Self {
        Self {
            ranges: vec![(vec![0; width], vec![0xFF; width])],
        }
    }

    /// The first code of a string, and what follows it.
    pub fn split<'b>(&self, bytes: &'b [u8]) -> (&'b [u8], &'b [u8]) {
        let matches = |(low, high): &&(Vec<u8>, Vec<u8>)| {
            bytes.len() >= low.len()
                && (bytes.iter().zip(low).zip(high)).all(|((byte, low), high)| (low..=high).contains(&byte))
        };
        let width = match self.ranges.iter().find(matches) {
            Some((low, _)) => low.len(),
            None => self.ranges.iter().map(|(low, _)| low.len()).min().unwrap_or(1),
        };
        bytes.split_at(width.clamp(1, bytes.len().max(1)).min(bytes.len()))
    }
}

/// What a CMap says.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// How long codes are; empty where it does not say.
    pub space: CodeSpace,
    /// The text of each character code.
    texts: BTreeMap<u32, String>,
}

enum Token<'b> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'b [u8]),
}

impl CMap {
    /// Reads a CMap; what cannot be understood maps nothing. `left` is how many codes may still be read.
    pub fn parse(bytes: &[u8], left: &mut usize) -> Self {
        let mut map = Self::default();
        let tokens = tokens(bytes);
        let mut rest = tokens.as_slice();
        while let [token, after @ ..] = rest {
            rest = after;
            match token {
                Token::Word(b"begincodespacerange") => {
                    while let [Token::Hex(low), Token::Hex(high), after @ ..] = rest {
                        let fits = (1..=4).contains(&low.len()) && low.len() == high.len();
                        if fits && map.space.ranges.len() < MOST_RANGES {
                            map.space.ranges.push((low.clone(), high.clone()));
                        }
                        rest = after;
                    }
                }
                Token::Word(b"beginbfchar") => {
                    while let [Token::Hex(code), Token::Hex(text), after @ ..] = rest {
                        map.insert(number(code), text, left);
                        rest = after;
                    }
                }
                Token::Word(b"beginbfrange") => rest = map.ranges(rest, left),
                Token::Word(_) | Token::Hex(_) | Token::Open | Token::Close => {}
            }
        }
        map
    }

    /// Whether it says how long codes are.
    pub fn has_space(&self) -> bool {
        !self.space.ranges.is_empty()
    }

    fn ranges<'t, 'b>(&mut self, mut rest: &'t [Token<'b>], left: &mut usize) -> &'t [Token<'b>] {
        loop {
            match rest {
                [Token::Hex(_), Token::Hex(_), Token::Hex(text), after @ ..] if text.len() > LONGEST_TEXT => {
                    rest = after;
                }
                [Token::Hex(low), Token::Hex(high), Token::Hex(text), after @ ..] => {
                    let (low, high) = (number(low), number(high));
                    for (code, step) in (low..=high).zip(0..*left) {
                        let mut bytes = text.clone();
                        if let Some(last) = bytes.last_mut() {
                            *last = last.wrapping_add(u8::try_from(step & 0xFF).unwrap_or(0));
                        }
                        self.insert(code, &bytes, left);
                    }
                    rest = after;
                }
                [Token::Hex(low), Token::Hex(_), Token::Open, after @ ..] => {
                    rest = after;
                    let mut code = number(low);
                    while let [Token::Hex(text), after @ ..] = rest {
                        self.insert(code, text, left);
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

    /// A text that is too long for one is no text: the code says nothing then.
    fn insert(&mut self, code: u32, text: &[u8], left: &mut usize) {
        if let Some(fewer) = left.checked_sub(1) {
            *left = fewer;
            if text.len() <= LONGEST_TEXT {
                self.texts.insert(code, utf16(text));
            }
        }
    }

    /// The text of a code.
    pub fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }
}

/// A code as a number.
pub(super) fn number(bytes: &[u8]) -> u32 {
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
    use super::*;

    #[test]
    fn characters_ranges_and_lists_of_texts_are_read() {
        let mut left = 100;
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange % no <0001>\n1 beginbfchar <0001> <00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <D83DDE00>] endbfrange",
            &mut left,
        );
        let texts: Vec<_> = [1, 0x12, 0x20, 0x21, 9].map(|code| map.text(code)).to_vec();
        assert_eq!(texts, [Some("fi"), Some("C"), Some("X"), Some("\u{1F600}"), None]);
        assert_eq!(map.space, CodeSpace::of_width(2));
        assert_eq!(left, 94);
    }

    #[test]
    fn a_range_without_end_stops() {
        let mut left = 1000;
        let map = CMap::parse(b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", &mut left);
        assert_eq!((left, map.texts.len()), (0, 1000));
    }

    #[test]
    fn codes_of_one_and_of_two_bytes_are_told_apart() {
        let mut left = 0;
        let map = CMap::parse(
            b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange",
            &mut left,
        );
        let mut rest: &[u8] = &[0x41, 0x81, 0x40, 0x42];
        let mut codes = Vec::new();
        while !rest.is_empty() {
            let (code, after) = map.space.split(rest);
            codes.push(number(code));
            rest = after;
        }
        assert_eq!(codes, [0x41, 0x8140, 0x42]);
    }
}
