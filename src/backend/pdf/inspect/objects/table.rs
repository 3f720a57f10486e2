//! Where the objects of a file are: cross-reference tables, streams, both at once, and what earlier revisions say (ISO
//! 32000-1, 7.5.4 to 7.5.8).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};

use super::budget::Budget;
use super::source::Source;
use super::syntax::{Parser, whole};
use crate::backend::pdf::inspect::lexer::Lexer;

/// More objects than these are none of a document: ISO 32000-1, annex C.2 allows eight million, a leaflet has thousands.
const MOST_OBJECTS: usize = 1_500_000;
/// More revisions than these are not followed.
const MOST_REVISIONS: usize = 1000;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Nowhere.
    Free,
    /// At an offset, with its generation.
    At(usize, u16),
    /// In an object stream, at a place in it.
    Within(u32, usize),
}

/// Where all objects are, and the trailer.
#[derive(Default)]
pub(super) struct Table {
    pub entries: BTreeMap<u32, Entry>,
    pub trailer: Dictionary,
}

impl Table {
    /// Reads the tables of a file, the newest first; `None` where they cannot be read.
    pub fn read(source: &Source<'_>, budget: &Budget) -> Option<Self> {
        let mut table = Self::default();
        let mut next = Some(source.start()?);
        let mut seen = BTreeSet::new();
        while let Some(offset) = next {
            // A revision that comes before itself has been read.
            if !seen.insert(offset) || seen.len() > MOST_REVISIONS {
                break;
            }
            let trailer = table.section(source, offset, budget)?;
            let before = trailer.get(b"Prev").ok().and_then(|offset| offset.as_i64().ok());
            next = before.and_then(|offset| usize::try_from(offset).ok());
            if table.trailer.is_empty() {
                table.trailer = trailer;
            }
        }
        table.trailer.has(b"Root").then_some(table)
    }

    fn insert(&mut self, number: u32, entry: Entry) -> Option<()> {
        if self.entries.len() >= MOST_OBJECTS {
            return None;
        }
        self.entries.entry(number).or_insert(entry);
        Some(())
    }

    /// Reads one section; gives its trailer.
    fn section(&mut self, source: &Source<'_>, offset: usize, budget: &Budget) -> Option<Dictionary> {
        let mut lexer = Lexer {
            rest: source.bytes.get(offset..)?,
        };
        lexer.skip_white();
        let Some(rest) = lexer.rest.strip_prefix(b"xref") else {
            return self.stream(source, offset, budget);
        };
        lexer.rest = rest;
        let mut entries = Vec::new();
        loop {
            lexer.skip_white();
            if let Some(rest) = lexer.rest.strip_prefix(b"trailer") {
                lexer.rest = rest;
                break;
            }
            let first: u32 = whole(lexer.regular())?;
            lexer.skip_white();
            let count: u32 = whole(lexer.regular())?;
            for number in first..first.checked_add(count)? {
                let mut field = || {
                    lexer.skip_white();
                    lexer.regular()
                };
                let (offset, generation, kind) = (field(), field(), field());
                let entry = match kind {
                    b"n" => Entry::At(whole(offset)?, whole(generation)?),
                    b"f" => Entry::Free,
                    _ => return None,
                };
                if entries.len() >= MOST_OBJECTS {
                    return None;
                }
                entries.push((number, entry));
            }
        }
        let Ok(Object::Dictionary(trailer)) = Parser::of(lexer.rest, budget).object() else {
            return None;
        };
        // A table for old readers hides what stands in the stream for new ones, which goes before it.
        let hybrid = trailer
            .get(b"XRefStm")
            .ok()
            .and_then(|offset| offset.as_i64().ok());
        if let Some(offset) = hybrid.and_then(|offset| usize::try_from(offset).ok()) {
            self.stream(source, offset, budget)?;
        }
        for (number, entry) in entries {
            self.insert(number, entry)?;
        }
        Some(trailer)
    }

    /// Reads a cross-reference stream; gives its dictionary.
    fn stream(&mut self, source: &Source<'_>, offset: usize, budget: &Budget) -> Option<Dictionary> {
        let (_, object) = source.indirect(offset, None, budget).ok()?;
        let stream = object.as_stream().ok()?;
        let bytes = source.unpacked(stream, budget)?;
        let widths = stream.dict.get(b"W").ok()?.as_array().ok()?;
        let widths: Vec<usize> = widths
            .iter()
            .map(|width| {
                usize::try_from(width.as_i64().ok()?)
                    .ok()
                    .filter(|width| *width <= 8)
            })
            .collect::<Option<_>>()?;
        let [first, second, third] = widths.as_slice() else {
            return None;
        };
        let row = first + second + third;
        let size = stream.dict.get(b"Size").ok()?.as_i64().ok()?;
        let index = stream
            .dict
            .get(b"Index")
            .ok()
            .and_then(|index| index.as_array().ok());
        let ranges: Vec<i64> = match index {
            Some(index) => index.iter().filter_map(|number| number.as_i64().ok()).collect(),
            None => vec![0, size],
        };
        let mut rows = bytes.chunks_exact(row.max(1));
        for range in ranges.chunks_exact(2) {
            let &[start, count] = range else { continue };
            // There are no more numbers than rows, whatever the range says.
            for number in start..start.saturating_add(count) {
                let Some(row) = rows.next() else { break };
                let (kind, rest) = row.split_at(*first);
                let (middle, last) = rest.split_at(*second);
                let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
                let (middle, last) = (big_endian(middle), big_endian(last));
                let entry = match kind {
                    1 => Entry::At(
                        usize::try_from(middle).ok()?,
                        u16::try_from(last).unwrap_or(u16::MAX),
                    ),
                    2 => Entry::Within(u32::try_from(middle).ok()?, usize::try_from(last).ok()?),
                    _ => Entry::Free,
                };
                self.insert(u32::try_from(number).ok()?, entry)?;
            }
        }
        Some(stream.dict.clone())
    }

    /// Finds the objects by looking for them, where no table says where they are; the last of a number counts.
    pub fn rebuilt(source: &Source<'_>, budget: &Budget) -> Option<Self> {
        let mut table = Self::default();
        budget.searched(source.bytes.len()).ok()?;
        let mut at = 0;
        let mut streams = Vec::new();
        for line in source.bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            let mut lexer = Lexer { rest: line };
            let begins = at;
            at += line.len();
            if line.first().is_some_and(u8::is_ascii_digit) {
                let number = whole(lexer.regular());
                lexer.skip_white();
                let generation = whole(lexer.regular());
                lexer.skip_white();
                if let (Some(number), Some(generation), true) =
                    (number, generation, lexer.rest.starts_with(b"obj"))
                {
                    if table.entries.len() >= MOST_OBJECTS {
                        return None;
                    }
                    table.entries.insert(number, Entry::At(begins, generation));
                    streams.push((number, begins));
                }
            } else if line.starts_with(b"trailer") {
                let rest = source.bytes.get(begins + b"trailer".len()..).unwrap_or_default();
                if let Ok(Object::Dictionary(trailer)) = Parser::of(rest, budget).object()
                    && trailer.has(b"Root")
                {
                    table.trailer = trailer;
                }
            }
        }
        for (number, begins) in streams {
            table.add_stream(source, (number, begins), budget);
        }
        table.trailer.has(b"Root").then_some(table)
    }

    /// What an object stream holds, or a cross-reference stream says about the whole file.
    fn add_stream(&mut self, source: &Source<'_>, (number, begins): (u32, usize), budget: &Budget) {
        // Objects that are no such streams need not be read here.
        let head = source.bytes.get(begins..).unwrap_or_default();
        let head = head.get(..head.len().min(400)).unwrap_or_default();
        let says = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
        if !says(b"/ObjStm") && !says(b"/XRef") {
            return;
        }
        let Ok((_, Object::Stream(stream))) = source.indirect(begins, None, budget) else {
            return;
        };
        if stream.dict.has_type(b"XRef") && stream.dict.has(b"Root") && self.trailer.is_empty() {
            self.trailer = stream.dict;
        } else if stream.dict.has_type(b"ObjStm") {
            let numbers = source.contained(&stream, budget).unwrap_or_default();
            for (place, (contained, _)) in numbers.iter().enumerate() {
                if self.insert(*contained, Entry::Within(number, place)).is_none() {
                    return;
                }
            }
        }
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}
