//! The bytes of a file, and single objects in them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::budget::Budget;
use super::filters::{Filter, unpack};
use super::syntax::{Broken, Parser, whole};
use crate::backend::pdf::inspect::lexer::Lexer;

/// How far from its end a file says where its table is.
const TAIL: usize = 2048;
/// How far from its beginning a file may say what it is.
const HEAD: usize = 1024;

/// The bytes of a file from `%PDF-` on, from which offsets count.
pub(super) struct Source<'b> {
    pub bytes: &'b [u8],
    /// Lengths that stand in objects of their own, by offset of those objects.
    lengths: RefCell<BTreeMap<u32, usize>>,
}

impl<'b> Source<'b> {
    /// The source in a file; `None` where it does not say that it is a PDF.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        let head = bytes.get(..bytes.len().min(HEAD))?;
        let start = head.windows(5).position(|window| window == b"%PDF-")?;
        Some(Self {
            bytes: bytes.get(start..)?,
            lengths: RefCell::default(),
        })
    }

    /// Where the newest cross-reference section is.
    pub fn start(&self) -> Option<usize> {
        let tail = self.bytes.get(self.bytes.len().saturating_sub(TAIL)..)?;
        let word = b"startxref";
        let at = tail.windows(word.len()).rposition(|window| window == word)?;
        let mut lexer = Lexer {
            rest: tail.get(at + word.len()..)?,
        };
        lexer.skip_white();
        whole(lexer.regular())
    }

    /// Tells where the integers are that lengths of streams refer to.
    pub fn knows(&self, number: u32, offset: usize) {
        self.lengths.borrow_mut().insert(number, offset);
    }

    /// The indirect object at an offset, which must have this number where one is given.
    pub fn indirect(
        &self,
        offset: usize,
        wanted: Option<ObjectId>,
        budget: &Budget,
    ) -> Result<(ObjectId, Object), Broken> {
        let mut parser = Parser::of(self.bytes.get(offset..).ok_or(Broken::Syntax)?, budget);
        let id = header(&mut parser.lexer).ok_or(Broken::Syntax)?;
        if wanted.is_some_and(|wanted| wanted != id) {
            return Err(Broken::Syntax);
        }
        let object = parser.object()?;
        let Object::Dictionary(dict) = object else {
            return Ok((id, object));
        };
        parser.lexer.skip_white();
        let Some(content) = parser.lexer.rest.strip_prefix(b"stream") else {
            return Ok((id, Object::Dictionary(dict)));
        };
        let content = content
            .strip_prefix(b"\r\n")
            .or_else(|| content.strip_prefix(b"\n"))
            .unwrap_or(content);
        let content = self.content(&dict, content, budget)?;
        budget.memory(content.len())?;
        Ok((id, Object::Stream(Stream::new(dict, content.to_vec()))))
    }

    /// The content of a stream: as long as it says, where it ends there, or else up to where it does.
    fn content<'s>(&self, dict: &Dictionary, from: &'s [u8], budget: &Budget) -> Result<&'s [u8], Broken> {
        let length = match dict.get(b"Length") {
            Ok(Object::Integer(length)) => usize::try_from(*length).ok(),
            Ok(Object::Reference((number, _))) => self.length(*number, budget),
            _ => None,
        };
        let said = length.and_then(|length| from.split_at_checked(length));
        if let Some((content, after)) = said {
            let mut lexer = Lexer { rest: after };
            lexer.skip_white();
            if lexer.rest.starts_with(b"endstream") {
                return Ok(content);
            }
        }
        let word = b"endstream";
        let end = from.windows(word.len()).position(|window| window == word);
        budget.searched(end.unwrap_or(from.len()))?;
        let content = from.get(..end.ok_or(Broken::Syntax)?).unwrap_or_default();
        let content = content.strip_suffix(b"\n").unwrap_or(content);
        Ok(content.strip_suffix(b"\r").unwrap_or(content))
    }

    /// A length in an object of its own: a number and nothing that could lead on.
    fn length(&self, number: u32, budget: &Budget) -> Option<usize> {
        let offset = *self.lengths.borrow().get(&number)?;
        let mut lexer = Lexer {
            rest: self.bytes.get(offset..)?,
        };
        header(&mut lexer).filter(|(found, _)| *found == number)?;
        budget.memory(1).ok()?;
        lexer.skip_white();
        whole(lexer.regular())
    }

    /// A stream's bytes, its filters and their parameters written in its own dictionary.
    pub fn unpacked(&self, stream: &Stream, budget: &Budget) -> Option<Vec<u8>> {
        unpacked(stream, Some, budget)
    }

    /// The numbers of the objects in an object stream, with where each begins (7.5.7).
    pub fn contained(&self, stream: &Stream, budget: &Budget) -> Option<Vec<(u32, usize)>> {
        contained(&stream.dict, &self.unpacked(stream, budget)?, budget)
    }
}

/// `12 0 obj`.
fn header(lexer: &mut Lexer<'_>) -> Option<ObjectId> {
    let mut field = || {
        lexer.skip_white();
        lexer.regular()
    };
    let (number, generation) = (whole(field())?, whole(field())?);
    lexer.skip_white();
    lexer.rest = lexer.rest.strip_prefix(b"obj")?;
    Some((number, generation))
}

/// The numbers of the objects in an unpacked object stream, with where each begins.
pub(super) fn contained(dict: &Dictionary, bytes: &[u8], budget: &Budget) -> Option<Vec<(u32, usize)>> {
    let number = |key: &[u8]| usize::try_from(dict.get(key).ok()?.as_i64().ok()?).ok();
    let (first, count) = (number(b"First")?, number(b"N")?);
    let mut lexer = Lexer {
        rest: bytes.get(..first)?,
    };
    let mut out = Vec::new();
    for _ in 0..count {
        lexer.skip_white();
        if lexer.rest.is_empty() {
            break;
        }
        let number = whole(lexer.regular())?;
        lexer.skip_white();
        let offset: usize = whole(lexer.regular())?;
        budget.memory(32).ok()?;
        out.push((number, first.checked_add(offset)?));
    }
    Some(out)
}

/// A stream's bytes.
pub(super) fn unpacked<'o>(
    stream: &'o Stream,
    resolve: impl Fn(&'o Object) -> Option<&'o Object>,
    budget: &Budget,
) -> Option<Vec<u8>> {
    let get = |keys: [&[u8]; 2]| {
        let found = keys.iter().find_map(|key| stream.dict.get(key).ok());
        found.and_then(&resolve)
    };
    let list = |object: Option<&'o Object>| -> Vec<Option<&'o Object>> {
        match object {
            Some(Object::Array(list)) => list.iter().map(&resolve).collect(),
            Some(other) => vec![Some(other)],
            None => Vec::new(),
        }
    };
    let names = list(get([b"Filter", b"F"]));
    let parameters = list(get([b"DecodeParms", b"DP"]));
    let mut filters: Vec<Filter<'o>> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let parameters = parameters.get(place).copied().flatten();
        filters.push((
            name.as_ref()?.as_name().ok()?,
            parameters.and_then(|dict| dict.as_dict().ok()),
        ));
    }
    let bytes = unpack(&filters, &stream.content, budget.room());
    // What was too large has cost as much as was allowed.
    budget
        .unpacked(bytes.as_ref().map_or_else(|| budget.room() / 4, Vec::len))
        .ok()?;
    bytes
}
