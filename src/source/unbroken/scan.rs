//! The scanner: the words, numbers and signs of a line, and at each of them the longest piece that begins there.
//!
//! Written by hand rather than as patterns, because each sort of piece looks at a few words at most and nothing is
//! looked at again: the time is in proportion to the text, whatever it holds, and the memory is the same for any text.

use std::ops::Range;

use super::line::{BREAK, CITATION, Flat, Piece};
use super::vocabulary::{is_to, is_weekday};
use super::{address, date, number, phone};
use crate::model::{Direction, first_strong, invisible, joins};

/// The most characters of a piece: more would be a sentence, and no line of large print holds it.
pub(super) const LONGEST: usize = 40;
/// The most characters of an address.
pub(super) const LONGEST_ADDRESS: usize = 2000;
/// The most tokens that any piece has.
const AHEAD: usize = 128;
/// The most pieces that are marked in a line: no leaflet has as many, and megabytes of doses would fill the memory.
const MOST_PIECES: usize = 10_000;
/// How many tokens are read before those that are done with are let go.
const BATCH: usize = 1024;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, fractions included.
    Number,
    /// Letters and the apostrophes between them.
    Word,
    /// White space, of up to three characters.
    Space,
    /// Any other character.
    Sign(char),
    /// What no piece goes over: a citation, the end of a line, wide space.
    Barrier,
}

/// A token and its bytes in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The tokens that are being looked at.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    list: Vec<Token>,
    /// How far the text has been read.
    read: usize,
}

/// Every piece in a line but citations, in order and without overlap.
pub(super) fn pieces(flat: &Flat) -> Vec<Piece> {
    let mut out = Vec::new();
    if is_plain(&flat.text) {
        return out;
    }
    let mut tokens = Tokens::new(&flat.text);
    let mut ends = Vec::new();
    let mut at = 0;
    let mut found = 0_usize;
    loop {
        at = tokens.advance(at);
        if found == MOST_PIECES {
            return out;
        }
        let Some(token) = tokens.get(at) else { return out };
        if let Some(bytes) = tokens
            .begins_chunk(at)
            .then(|| address::at(&flat.text, token.start))
            .flatten()
        {
            while tokens.get(at).is_some_and(|token| token.start < bytes.end) {
                at = tokens.advance(at + 1);
            }
            push(flat, bytes, LONGEST_ADDRESS, &mut out);
            found += 1;
            continue;
        }
        match tokens.longest(at, &mut ends) {
            Some((bytes, next)) => {
                push(flat, bytes, LONGEST, &mut out);
                found += 1;
                at = next;
            }
            None => at += 1,
        }
    }
}

/// Whether nothing in a text can begin or be a piece: no digit, no address, no range of weekdays. Most paragraphs are
/// done with here.
fn is_plain(text: &str) -> bool {
    let mut before = "";
    text.split(char::is_whitespace).all(|word| {
        let day = |word: &str| is_weekday(word.trim_matches(|c| !is_letter(c)));
        let last = |word: &str| {
            word.split(|c| !is_letter(c))
                .rfind(|part| !part.is_empty())
                .is_some_and(is_weekday)
        };
        let ranged = |dash: char| word.split_once(dash).is_some_and(|(first, _)| day(first));
        let joined = is_to(word) || word == "–";
        let promising = word.chars().any(is_digit)
            || word.contains('@')
            || word.contains("://")
            || has_point_inside(word)
            || (joined && last(before))
            || ['-', '–', '‑'].into_iter().any(ranged);
        before = word;
        !promising
    })
}

/// Whether a full stop stands between letters.
fn has_point_inside(word: &str) -> bool {
    let mut parts = word.split('.');
    parts.next();
    parts.any(|part| part.starts_with(char::is_alphanumeric))
}

fn push(flat: &Flat, bytes: Range<usize>, most: usize, out: &mut Vec<Piece>) {
    if !flat.holds(&bytes) {
        out.push(Piece {
            bytes,
            least: None,
            most,
        });
    }
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            list: Vec::new(),
            read: 0,
        }
    }

    /// Reads on, so that what stands ahead of a token is known; the token's index from now on.
    fn advance(&mut self, at: usize) -> usize {
        let mut at = at;
        if at > BATCH {
            // Two stay: what stands before a token decides whether a piece begins there.
            self.list.drain(..at - 2);
            at = 2;
        }
        while self.list.len() < at + AHEAD && self.read < self.text.len() {
            self.next();
        }
        at
    }

    fn next(&mut self) {
        let start = self.read;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            self.read = self.text.len();
            return;
        };
        let length = |belongs: fn(char) -> bool| {
            rest.char_indices()
                .find(|(_, c)| !belongs(*c))
                .map_or(rest.len(), |(at, _)| at)
        };
        let (kind, length) = if is_digit(first) {
            (Kind::Number, length(is_digit))
        } else if is_letter(first) {
            (Kind::Word, word(rest))
        } else if matches!(first, BREAK | CITATION) {
            (Kind::Barrier, first.len_utf8())
        } else if first.is_whitespace() {
            let length = length(|c| c.is_whitespace() && c != BREAK);
            let wide = rest.chars().take(4).all(char::is_whitespace) && length > 3;
            (if wide { Kind::Barrier } else { Kind::Space }, length)
        } else {
            (Kind::Sign(first), first.len_utf8())
        };
        self.read += length;
        // What is never drawn parts nothing: authors put direction marks before telephone numbers.
        if !invisible(first) || joins(first) {
            self.list.push(Token {
                kind,
                start,
                end: start + length,
            });
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<Token> {
        self.list.get(at).copied()
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.get(at).map(|token| token.kind)
    }

    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        self.kind(at) == Some(kind)
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at) {
            Some(Kind::Sign(c)) => Some(c),
            _ => None,
        }
    }

    fn slice(&self, at: usize) -> &'a str {
        self.get(at)
            .and_then(|token| self.text.get(token.start..token.end))
            .unwrap_or_default()
    }

    /// The word at a token, where it is one of usual length.
    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        let word = self.slice(at);
        (self.is(at, Kind::Word) && word.len() <= 48).then_some(word)
    }

    /// The digits at a token, where they are no more than a number has.
    pub(super) fn digits(&self, at: usize) -> Option<&'a str> {
        let digits = self.slice(at);
        (self.is(at, Kind::Number) && digits.len() <= 30).then_some(digits)
    }

    /// The whole number at a token, of this many digits.
    pub(super) fn whole(&self, at: usize, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let digits = self.digits(at)?;
        let mut value: u32 = 0;
        let mut count = 0;
        for c in digits.chars() {
            value = value.checked_mul(10)?.checked_add(value_of(c)?)?;
            count += 1;
        }
        length.contains(&count).then_some(value)
    }

    /// Whether a letter that runs from left to right stands in the tokens from one up to another.
    pub(super) fn has_latin(&self, from: usize, to: usize) -> bool {
        let latin = |at| self.word(at).and_then(first_strong) == Some(Direction::LeftToRight);
        (from..to).any(latin)
    }

    /// The token behind a space, or this one where no space is.
    pub(super) fn past_space(&self, at: usize) -> usize {
        at + usize::from(self.is(at, Kind::Space))
    }

    fn begins_chunk(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_none_or(|before| matches!(self.kind(before), Some(Kind::Space | Kind::Barrier) | None))
    }

    /// Whether a piece may begin at a token: nothing before it belongs to it.
    fn may_begin(&self, at: usize) -> bool {
        self.begins_chunk(at)
            || at
                .checked_sub(1)
                .and_then(|before| self.sign(before))
                .is_some_and(opens)
            || self.behind_slash(at)
    }

    /// Whether a slash before a token parts it from a word, as in `dose/5 mg`.
    fn behind_slash(&self, at: usize) -> bool {
        let slash = at.checked_sub(1).and_then(|before| self.sign(before)) == Some('/');
        slash
            && at
                .checked_sub(2)
                .is_some_and(|before| self.is(before, Kind::Word) || self.is(before, Kind::Space))
    }

    /// Whether a piece may end before a token.
    fn may_end(&self, at: usize) -> bool {
        match self.kind(at) {
            None | Some(Kind::Space | Kind::Barrier) => true,
            Some(Kind::Number | Kind::Word) => false,
            Some(Kind::Sign(c)) if closes(c) || opens(c) && c != '/' => {
                !matches!(c, ':' | ';') || !self.glued(at + 1)
            }
            Some(Kind::Sign(
                '.' | ',' | '!' | '?' | '،' | '؛' | '؟' | '۔' | '।' | '॥' | '׃' | '*' | '†' | '‡' | '/',
            )) => !self.glued(at + 1),
            // A particle written on behind.
            Some(Kind::Sign('-' | '־' | '‑')) => {
                self.word(at + 1).and_then(first_strong) == Some(Direction::RightToLeft)
            }
            Some(Kind::Sign(_)) => false,
        }
    }

    fn glued(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Number | Kind::Word))
    }

    /// The longest piece that begins at a token: its bytes, and the token behind it.
    fn longest(&self, at: usize, ends: &mut Vec<usize>) -> Option<(Range<usize>, usize)> {
        let prefix = if self.may_begin(at) {
            None
        } else {
            Some(self.prefix(at)?)
        };
        if self.is(at, Kind::Word) && !self.is_promising(at) {
            return None;
        }
        ends.clear();
        number::ends(self, at, ends);
        date::ends(self, at, ends);
        phone::ends(self, at, ends);
        let begin = prefix.unwrap_or(at);
        ends.retain(|end| self.may_end(*end) && self.short(begin, *end));
        let end = ends.iter().copied().max()?;
        let own = self.get(at)?.start..self.get(end.checked_sub(1)?)?.end;
        // A particle would take what runs from left to right into its own direction.
        let joined = self.text.get(own.clone()).and_then(first_strong) == Some(Direction::RightToLeft);
        let start = if joined { self.get(begin)?.start } else { own.start };
        Some((start..own.end, end))
    }

    /// Whether a word may begin a piece at all: a number follows soon, or a range. Most words are done with here.
    fn is_promising(&self, at: usize) -> bool {
        const SOON: usize = 8;
        (at + 1..at + SOON).any(|near| self.is(near, Kind::Number))
            || matches!(self.sign(at + 1), Some('-' | '–' | '‑'))
            || self.word(at + 2).is_some_and(is_to)
    }

    /// The particle of one or two Arabic letters, or of up to three Hebrew ones, that is written on to what begins at a
    /// token, with or without a hyphen.
    fn prefix(&self, at: usize) -> Option<usize> {
        // A hyphen behind a particle is no minus.
        if matches!(self.sign(at), Some('-' | '‑')) {
            return None;
        }
        let before = at.checked_sub(1)?;
        let hyphen = matches!(self.sign(before), Some('-' | '‑' | '־'));
        let word = if hyphen { before.checked_sub(1)? } else { before };
        let particle = |letters: &str| {
            let arabic = letters.len() <= 4 && letters.chars().all(|c| ('\u{620}'..='\u{64A}').contains(&c));
            arabic || letters.len() <= 6 && letters.chars().all(|c| ('א'..='ת').contains(&c))
        };
        (self.may_begin(word) && self.word(word).is_some_and(particle)).then_some(word)
    }

    fn short(&self, begin: usize, end: usize) -> bool {
        let (Some(first), Some(last)) = (self.get(begin), end.checked_sub(1).and_then(|at| self.get(at)))
        else {
            return false;
        };
        self.text
            .get(first.start..last.end)
            .is_some_and(|words| words.len() <= LONGEST * 4 && words.chars().count() <= LONGEST)
    }
}

/// The length of a word with the apostrophes inside it.
fn word(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside =
            matches!(c, '\'' | '’') && at > 0 && chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(c) && !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || joins(c) || ('\u{300}'..='\u{36F}').contains(&c)
}

fn is_digit(c: char) -> bool {
    value_of(c).is_some() || matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔' | '⅛' | '⅜' | '⅝' | '⅞')
}

/// The value of a European, Arabic or Persian digit.
fn value_of(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// Whether a sign stands before a piece without belonging to it.
fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '"'
            | '\''
            | '“'
            | '‘'
            | '„'
            | '«'
            | '‹'
            | '—'
            | '–'
            | ':'
            | ';'
            | '¿'
            | '¡'
            | '…'
            | '،'
            | '؛'
            | '•'
            | '†'
            | '‡'
    )
}

/// Whether a sign stands behind a piece without belonging to it.
fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '״' | '»' | '›' | '—' | '–' | ':' | ';' | '…'
    )
}
