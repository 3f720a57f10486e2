//! Damage to bytes and to words, whatever they mean.

use crate::random::Random;

/// Numbers that programs get wrong.
pub const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "2",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "99999999999999999999999999999999999999",
    "1e308",
    "1e-320",
    "0.0000000001",
    "NaN",
    "-0",
    "00007",
    "0x10",
    "1.5",
    "+3",
    "٣",
];

/// Words that programs get wrong.
pub const WORDS: &[&str] = &[
    "",
    " ",
    "a",
    "\u{202E}",
    "\u{AD}",
    "\u{FEFF}",
    "e\u{301}",
    "\u{1F468}\u{200D}\u{1F469}",
    "مرحبا",
    "%s%n",
    "../../etc/passwd",
    "http://[::1]:99999/",
    "#",
    "#title",
    "javascript:alert(1)",
    "x-default",
    "en-GB-oed",
    "\u{FFFD}",
    "]]>",
    "<!--",
    "&amp;",
    "&#0;",
    "--",
    "\n\n",
    "\t",
    "title",
    "ref-lee",
    "cite-1",
    "true",
    "none",
    "disc",
];

/// Bytes with some of them changed.
pub fn bytes(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..1 + random.below(6) {
        let range = random.range(bytes.len());
        match random.below(10) {
            0 => bytes.truncate(range.start),
            1 => drop(bytes.drain(range)),
            2 => {
                let part = bytes[range].to_vec();
                let at = random.below(bytes.len() + 1);
                bytes.splice(at..at, part);
            }
            3 => {
                let part = bytes[range].to_vec();
                let other = random.range(bytes.len());
                bytes.splice(other, part);
            }
            4 => {
                let part = bytes[range.clone()].to_vec();
                let times = random.times().min(200_000 / part.len().max(1));
                bytes.splice(range.end..range.end, part.repeat(times));
            }
            5 => bytes[range].fill(0),
            6 => {
                let number = random.of(NUMBERS).bytes();
                bytes.splice(range, number);
            }
            7 => {
                for byte in &mut bytes[range] {
                    *byte = random.byte();
                }
            }
            _ => {
                if let Some(byte) = bytes.get_mut(range.start) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

/// A number or a word, at times a long one.
pub fn word(random: &mut Random) -> String {
    match random.below(12) {
        0 => random.of(WORDS).repeat(random.times()),
        1..=5 => (*random.of(NUMBERS)).to_owned(),
        6 => random.next().to_string(),
        _ => (*random.of(WORDS)).to_owned(),
    }
}
