//! Whether a link leads where its words say. A telephone number with two digits changed is dialled by whoever presses
//! it, and read out rightly to whoever checks the print.

use url::Host;

use super::Walk;
use crate::finding::Span;
use crate::model::Inline;
use crate::source::address::looks_like_host;

/// The fewest digits of a whole number; what has fewer is a short code such as 999.
const WHOLE_NUMBER: usize = 6;

impl Walk<'_> {
    /// Reports words that are a telephone number, an address for mail or one of the web, and not the link's own.
    pub(super) fn agrees(&mut self, content: &[Inline], url: &str, span: &Span) {
        let words = Inline::plain_text(content);
        let words = words.trim();
        let Some((scheme, target)) = url.split_once(':') else {
            return;
        };
        let span = span.clone();
        let help = "write the same in the brackets and in the parentheses; look up which of the two is right";
        match scheme {
            "tel" if wrong_number(words, target) => {
                let message = format!("the words say `{words}`, but the link dials `{target}`");
                self.log.error(span, "wrong-number", message, help);
            }
            "mailto" if wrong_mailbox(words, target) => {
                let message = format!("the words say `{words}`, but the link writes to `{target}`");
                self.log.error(span, "wrong-address", message, help);
            }
            "http" | "https" if wrong_host(words, target) => {
                let message = format!("the words say `{words}`, but the link leads to `{url}`");
                let help = "write the name of the site to which the link leads, or mend the address";
                self.log.warning(span, "wrong-address", message, help);
            }
            _ => {}
        }
    }
}

/// Whether these words are a telephone number that this target does not dial.
fn wrong_number(words: &str, target: &str) -> bool {
    let separator = |c: char| {
        c.is_whitespace()
            || "+-.()/\u{2010}\u{2011}\u{2012}\u{2013}\u{200e}\u{200f}\u{2066}\u{2069}".contains(c)
    };
    if !words.chars().all(|c| digit(c).is_some() || separator(c)) {
        let part = |c: char| digit(c).is_none() && !separator(c);
        return words.split(part).any(|part| wrong_among_words(part, target));
    }
    let (said, dialled) = (Number::read(words), Number::read(target));
    // `24/7` is none, `030/1234567` is.
    let fewest = if words.contains('/') { WHOLE_NUMBER } else { 3 };
    said.digits.len() >= fewest && !said.agrees(&dialled)
}

/// The same of a number that stands among other words: it may have the digits of something else behind it.
fn wrong_among_words(part: &str, target: &str) -> bool {
    const TOLD: usize = 9;
    let (said, dialled) = (Number::read(part), Number::read(target));
    let tail = dialled.digits.len().saturating_sub(TOLD);
    let within = dialled
        .digits
        .get(tail..)
        .is_some_and(|tail| said.digits.contains(tail));
    said.digits.len() > WHOLE_NUMBER && !within && !said.agrees(&dialled)
}

/// The digits of a number that are dialled in its own country, as far as they can be told, with or without those before.
struct Number {
    digits: String,
    international: bool,
}

impl Number {
    fn read(written: &str) -> Self {
        let written = written.split(';').next().unwrap_or_default();
        let written = written.trim_matches(|c: char| digit(c).is_none() && !matches!(c, '+' | '('));
        let plus = written.trim_start_matches(['(', ' ']).starts_with('+');
        let all: String = written.chars().filter_map(digit).collect();
        let abroad = all.strip_prefix("00").filter(|_| !plus);
        let international = plus || abroad.is_some();
        // In `+44 (0)20` the nought is dialled only at home.
        let at_home = international && written.replace(' ', "").contains("(0)");
        let digits = if at_home {
            let mut characters: Vec<char> = Vec::new();
            for part in written.replace(' ', "").split("(0)") {
                characters.extend(part.chars().filter_map(digit));
            }
            let joined: String = characters.into_iter().collect();
            joined
                .strip_prefix("00")
                .filter(|_| !plus)
                .unwrap_or(&joined)
                .to_owned()
        } else {
            abroad.unwrap_or(&all).to_owned()
        };
        Self {
            digits,
            international,
        }
    }

    fn agrees(&self, other: &Self) -> bool {
        if self.digits == other.digits {
            return true;
        }
        self.ends().iter().any(|one| {
            other.ends().iter().any(|two| {
                let (short, long) = if one.len() < two.len() {
                    (one, two)
                } else {
                    (two, one)
                };
                short.len() >= WHOLE_NUMBER && long.ends_with(short)
            })
        })
    }

    /// The number with and without what is dialled before it inside its country.
    fn ends(&self) -> Vec<&str> {
        let mut ends = vec![self.digits.as_str()];
        if !self.international {
            ends.extend(
                ["0", "8", "06", "1"]
                    .iter()
                    .filter_map(|prefix| self.digits.strip_prefix(prefix)),
            );
        }
        ends
    }
}

/// The digit that a character is, in Latin or Arabic writing.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Whether a word is an address for mail that this target does not write to.
fn wrong_mailbox(words: &str, target: &str) -> bool {
    let known = target.split('?').next().unwrap_or_default().to_lowercase();
    // What is written with `%` is not read here.
    if known.contains('%') {
        return false;
    }
    let ends = |c: char| !c.is_alphanumeric();
    let address = |word: &str| {
        let word = word.trim_matches(ends).to_lowercase();
        let whole = word
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        whole.then_some(word)
    };
    let wrong = |word: String| !known.split(',').any(|one| one == word);
    words.split_whitespace().filter_map(address).any(wrong)
}

/// Whether the words are an address of the web on another host than the target's.
fn wrong_host(words: &str, target: &str) -> bool {
    let words = words.trim_matches(['(', ')', '<', '>', '.', ',']).to_lowercase();
    let bare = words
        .strip_prefix("https://")
        .or_else(|| words.strip_prefix("http://"));
    let address = bare.unwrap_or(&words);
    let is_address = bare.is_some() || looks_like_host(&words);
    if !is_address || words.contains(char::is_whitespace) || words.contains('@') {
        return false;
    }
    let target = target.trim_start_matches('/').to_lowercase();
    let (said, led) = (host(address), host(&target));
    let inside = |one: &str, other: &str| {
        one.strip_suffix(other)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    // The target has the names of sites as they are looked up; words have them as people read them.
    let said = Host::parse(said).map_or_else(|_| said.to_owned(), |known| known.to_string());
    !inside(&said, led) && !inside(led, &said)
}

fn host(address: &str) -> &str {
    let end = address.find(['/', '?', '#', ':']).unwrap_or(address.len());
    let host = address.get(..end).unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_however_they_are_written() {
        for (words, target) in [
            ("020 7946 0018", "+442079460018"),
            ("020 7946 0018", "02079460018"),
            ("(020) 7946-0018", "020-7946-0018"),
            ("+44 (0)20 7946 0018", "+442079460018"),
            ("+44 (0) 20 7946 0018", "00442079460018"),
            ("0044 20 7946 0018", "+442079460018"),
            ("7946 0018", "+442079460018"),
            ("111", "111"),
            ("116 123", "116123"),
            ("116 123", "+44116123"),
            ("06 698 12345", "+390669812345"),
            ("8 495 123 4567", "+74951234567"),
            ("1-800-555-0199", "+18005550199"),
            ("(212) 555-0199", "+12125550199"),
            ("٠٢٠ ٧٩٤٦ ٠٠١٨", "+442079460018"),
            ("020 7946 0018", "+442079460018;ext=12"),
            ("Call us", "999"),
            ("Call 020 7946 0018 (24 hours)", "+442079460018"),
            ("020 7946 0018 24 hours", "02079460018"),
            ("The ward, open 24 hours", "02079460018"),
            ("0800 CALL NOW", "08001234567"),
            ("24/7", "111"),
        ] {
            assert!(!wrong_number(words, target), "{words} {target}");
        }
    }

    #[test]
    fn numbers_that_differ() {
        for (words, target) in [
            ("020 7946 0018", "+442079460019"),
            ("020 7946 0018", "+442079640018"),
            ("+44 20 7946 0018", "+12079460018"),
            ("111", "999"),
            ("111", "+44111"),
            ("999", "02079460018"),
            ("Call 020 7946 0018 (24 hours)", "+442079460019"),
        ] {
            assert!(wrong_number(words, target), "{words} {target}");
        }
    }

    #[test]
    fn addresses() {
        assert!(wrong_mailbox("help@x.org", "hlep@x.org"));
        assert!(wrong_mailbox("Write to help@x.org.", "me@x.org"));
        assert!(!wrong_mailbox("Help@x.org", "help@x.org?subject=a"));
        assert!(!wrong_mailbox("our office", "help@x.org"));
        assert!(wrong_host("nhs.uk", "//www.example.org/"));
        assert!(wrong_host("https://exämple.org", "//example.org/"));
        assert!(wrong_host("https://1.2.3.4/", "//1.2.3.5/"));
        assert!(wrong_host("https://www.nhs.uk/a", "//nhs.example.org/a"));
        for (words, target) in [
            ("nhs.uk", "//www.nhs.uk/flu"),
            ("www.nhs.uk/flu", "//111.nhs.uk/flu"),
            ("https://www.nhs.uk", "//nhs.uk"),
            ("https://www.Exämple.org/é", "//xn--exmple-cua.org/"),
            ("www.xn--exmple-cua.org", "//xn--exmple-cua.org/"),
            ("the NHS", "//example.org"),
            ("Node.js", "//example.org"),
            ("www.nhs.uk says so", "//example.org"),
        ] {
            assert!(!wrong_host(words, target), "{words} {target}");
        }
    }
}
