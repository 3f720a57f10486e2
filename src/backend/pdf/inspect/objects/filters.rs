//! Unpacking streams (ISO 32000-1, 7.4), each step no larger than is allowed.

use std::io::Read;

use flate2::read::DeflateDecoder;
use lopdf::{Dictionary, Object, Stream};

/// No row of a predictor is wider, in bytes.
const WIDEST_ROW: usize = 1 << 20;
/// More filters in a row are none of a writer.
const LONGEST_CHAIN: usize = 8;

/// A filter with its parameters.
pub(super) type Filter<'d> = (&'d [u8], Option<&'d Dictionary>);

/// The bytes of a stream after all its filters; `None` where one is broken, or not for text, or there are too many bytes.
pub(super) fn unpack(filters: &[Filter<'_>], packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    if filters.len() > LONGEST_CHAIN {
        return None;
    }
    let mut bytes: Option<Vec<u8>> = None;
    for (name, parameters) in filters {
        let input = bytes.as_deref().unwrap_or(packed);
        let output = match *name {
            b"FlateDecode" | b"Fl" => predicted(inflate(input, limit)?, *parameters)?,
            b"LZWDecode" | b"LZW" => {
                let early = parameters.and_then(|parameters| parameters.get(b"EarlyChange").ok());
                predicted(by_library(b"LZWDecode", input, early, limit)?, *parameters)?
            }
            b"ASCII85Decode" | b"A85" => by_library(b"ASCII85Decode", input, None, limit)?,
            b"ASCIIHexDecode" | b"AHx" => hexadecimal(input),
            b"RunLengthDecode" | b"RL" => run_lengths(input, limit)?,
            b"Crypt" => input.to_vec(),
            _ => return None,
        };
        bytes = Some(output);
    }
    let bytes = bytes.unwrap_or_else(|| packed.to_vec());
    (bytes.len() <= limit).then_some(bytes)
}

/// Deflate in a zlib envelope. Its checksum is not looked at: other readers do not either, and what reads well is read.
fn inflate(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let (head, body) = packed.split_at_checked(2)?;
    if head.first()? & 0x0F != 8 {
        return None;
    }
    let mut out = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    DeflateDecoder::new(body).take(most).read_to_end(&mut out).ok()?;
    (out.len() <= limit).then_some(out)
}

/// What lopdf unpacks within bounds.
fn by_library(name: &[u8], packed: &[u8], early: Option<&Object>, limit: usize) -> Option<Vec<u8>> {
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(name.to_vec()));
    if let Some(Object::Integer(early @ 0..=1)) = early {
        let parameters = Dictionary::from_iter([("EarlyChange", Object::Integer(*early))]);
        dict.set("DecodeParms", parameters);
    }
    let stream = Stream::new(dict, packed.to_vec());
    stream.decompressed_content_with_limit(limit).ok()
}

fn hexadecimal(packed: &[u8]) -> Vec<u8> {
    let digits = packed.iter().take_while(|byte| **byte != b'>');
    let digits = digits.filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    let byte = |pair: &[u8]| match pair {
        [high, low] => high << 4 | low,
        [high] => high << 4,
        _ => 0,
    };
    digits.chunks(2).map(byte).collect()
}

fn run_lengths(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = packed;
    while let [length, after @ ..] = rest {
        let length = usize::from(*length);
        match length {
            128 => break,
            0..=127 => {
                let (run, after) = after.split_at_checked(length + 1)?;
                out.extend_from_slice(run);
                rest = after;
            }
            _ => {
                let (byte, after) = after.split_first()?;
                out.extend(std::iter::repeat_n(*byte, 257 - length));
                rest = after;
            }
        }
        if out.len() > limit {
            return None;
        }
    }
    Some(out)
}

/// Undoes a predictor (7.4.4.4).
fn predicted(bytes: Vec<u8>, parameters: Option<&Dictionary>) -> Option<Vec<u8>> {
    let number = |key: &[u8], default: usize| match parameters.and_then(|all| all.get(key).ok()) {
        Some(value) => value.as_i64().ok().and_then(|value| usize::try_from(value).ok()),
        None => Some(default),
    };
    let predictor = number(b"Predictor", 1)?;
    if predictor == 1 {
        return Some(bytes);
    }
    let (colours, bits, columns) = (
        number(b"Colors", 1)?,
        number(b"BitsPerComponent", 8)?,
        number(b"Columns", 1)?,
    );
    let pixel = colours.checked_mul(bits)?;
    let row = pixel.checked_mul(columns)?.div_ceil(8);
    let pixel = pixel.div_ceil(8);
    if pixel == 0 || row == 0 || row > WIDEST_ROW || predictor < 10 {
        return None;
    }
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0_u8; row];
    for line in bytes.chunks(row + 1) {
        let (kind, line) = line.split_first()?;
        let mut current = line.to_vec();
        for at in 0..current.len() {
            let left = at.checked_sub(pixel);
            let (a, c) = left.map_or((0, 0), |left| (current[left], above[left]));
            let b = above[at];
            let guess = match kind {
                0 => 0,
                1 => a,
                2 => b,
                3 => u8::try_from(u16::midpoint(u16::from(a), u16::from(b))).unwrap_or(0),
                4 => paeth(a, b, c),
                _ => return None,
            };
            current[at] = current[at].wrapping_add(guess);
        }
        out.extend_from_slice(&current);
        current.resize(row, 0);
        above = current;
    }
    Some(out)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |from: u8| (guess - i16::from(from)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_undone_in_their_order() {
        assert_eq!(unpack(&[], b"ab", 2).unwrap(), b"ab");
        assert_eq!(unpack(&[(b"AHx", None)], b"61 6>", 9).unwrap(), b"a`");
        assert_eq!(
            unpack(&[(b"RL", None)], &[1, b'a', b'b', 254, b'c', 128], 9).unwrap(),
            b"abccc"
        );
        let chain: [Filter<'_>; 2] = [(b"ASCIIHexDecode", None), (b"RunLengthDecode", None)];
        assert_eq!(unpack(&chain, b"FE 63 80>", 9).unwrap(), b"ccc");
        assert_eq!(unpack(&[(b"DCTDecode", None)], b"ab", 2), None);
    }

    #[test]
    fn what_unpacks_to_more_than_is_allowed_is_refused() {
        assert_eq!(unpack(&[(b"RL", None)], &[129, b'a', 129, b'a'], 200), None);
        let chain: [Filter<'_>; 9] = [(b"AHx", None); 9];
        assert_eq!(unpack(&chain, b"61>", 9), None);
        let absurd = Dictionary::from_iter([
            ("Predictor", Object::Integer(12)),
            ("Columns", Object::Integer(i64::MAX)),
        ]);
        assert_eq!(predicted(vec![0; 9], Some(&absurd)), None);
    }

    #[test]
    fn rows_are_told_from_the_rows_above() {
        let parameters = Dictionary::from_iter([
            ("Predictor", Object::Integer(15)),
            ("Columns", Object::Integer(2)),
        ]);
        let rows = vec![0, 1, 2, 2, 1, 1, 1, 5, 1, 4, 1, 0];
        assert_eq!(
            predicted(rows, Some(&parameters)).unwrap(),
            [1, 2, 2, 3, 5, 6, 6, 6]
        );
    }
}
