//! The bytes of the file (ISO 32000-1, 7.5): streams, object streams, the cross-reference stream, the trailer.
//!
//! lopdf's own saving copies every object and writes it three times to pack it once, which for a long leaflet is most of
//! the time and of the memory. Here an object becomes bytes as soon as it is complete, and is dropped. What objects look
//! like is as lopdf has it.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use super::super::broken;
use super::super::object::{dictionary, name};
use crate::error::Result;

/// How many objects share a compressed stream.
const OBJECTS_A_STREAM: usize = 200;
/// How hard streams are compressed: above it, time grows much faster than files shrink.
const LEVEL: u32 = 6;
/// Less than this saved is not worth a filter.
const WORTH_A_FILTER: usize = 19;
/// The Flate filter (7.4.4).
pub(in super::super) const FLATE: &str = "FlateDecode";

/// Objects that are complete, as bytes.
#[derive(Default)]
pub(in super::super) struct Objects {
    bytes: Vec<u8>,
    places: BTreeMap<u32, Range<usize>>,
}

impl Objects {
    /// Takes an object that nothing asks for again.
    pub fn put(&mut self, id: ObjectId, value: &Object) {
        let start = self.bytes.len();
        object(&mut self.bytes, value);
        self.places.insert(id.0, start..self.bytes.len());
    }

    /// Whether an object was taken that is a dictionary.
    pub fn is_dictionary(&self, id: ObjectId) -> bool {
        let bytes = self
            .places
            .get(&id.0)
            .and_then(|place| self.bytes.get(place.clone()));
        bytes.is_some_and(|bytes| bytes.starts_with(b"<<"))
    }

    /// Begins a dictionary that nothing asks for again.
    pub fn dictionary(&mut self, id: ObjectId) -> Writing<'_> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(b"<<");
        Writing {
            id,
            start,
            objects: self,
        }
    }
}

/// A dictionary that is being written, entry by entry: most of a file is small dictionaries of the same sort, and to
/// make each an object first takes longer than to write it.
pub(in super::super) struct Writing<'o> {
    id: ObjectId,
    start: usize,
    objects: &'o mut Objects,
}

impl Writing<'_> {
    /// An entry.
    pub fn set(&mut self, key: &str, value: &Object) {
        let out = &mut self.objects.bytes;
        write_name(out, key.as_bytes());
        if needs_space(value) {
            out.push(b' ');
        }
        object(out, value);
    }

    /// An entry that is a name.
    pub fn name(&mut self, key: &str, value: &str) {
        write_name(&mut self.objects.bytes, key.as_bytes());
        write_name(&mut self.objects.bytes, value.as_bytes());
    }

    /// An entry that is a list; a list of one is its only value.
    pub fn set_all(&mut self, key: &str, values: &[Object]) {
        match values {
            [] => {}
            [value] => self.set(key, value),
            several => {
                write_name(&mut self.objects.bytes, key.as_bytes());
                array(&mut self.objects.bytes, several);
            }
        }
    }

    /// The end of the dictionary.
    pub fn end(self) {
        let Objects { bytes, places } = self.objects;
        bytes.extend_from_slice(b">>");
        places.insert(self.id.0, self.start..bytes.len());
    }
}

/// Compresses one stream after the other in the same memory.
pub(in super::super) struct Deflate(Compress);

impl Deflate {
    /// A compressor.
    pub fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }

    /// The compressed bytes.
    ///
    /// # Errors
    /// `Error::Write` where the compressor breaks down.
    pub fn bytes(&mut self, plain: &[u8]) -> Result<Vec<u8>> {
        self.0.reset();
        let mut out = Vec::with_capacity(plain.len() / 3 + 64);
        loop {
            let read = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let rest = plain.get(read..).unwrap_or_default();
            match self.0.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return Ok(out),
                Ok(Status::Ok | Status::BufError) => out.reserve(out.capacity().max(64)),
                Err(e) => return Err(broken(e)),
            }
        }
    }

    fn stream(&mut self, stream: &mut Stream) -> Result<()> {
        if stream.allows_compression && stream.dict.get(b"Filter").is_err() {
            let compressed = self.bytes(&stream.content)?;
            if compressed.len() + WORTH_A_FILTER < stream.content.len() {
                stream.dict.set("Filter", FLATE);
                stream.set_content(compressed);
            }
        }
        Ok(())
    }
}

/// Where an object stands (7.5.8.3).
#[derive(Clone, Copy)]
enum Entry {
    At(u32),
    In { stream: u32, index: u16 },
}

/// The bytes of a document and of the objects that left it before.
///
/// # Errors
/// `Error::Write` where the file is larger than its offsets can say.
pub(super) fn save(mut doc: Document, mut objects: Objects, deflate: &mut Deflate) -> Result<Vec<u8>> {
    let mut out = File::default();
    out.bytes.extend(format!("%PDF-{}\n%", doc.version).bytes());
    out.bytes.extend_from_slice(&doc.binary_mark);
    out.bytes.push(b'\n');
    for (id, object) in std::mem::take(&mut doc.objects) {
        match object {
            Object::Stream(mut stream) => {
                deflate.stream(&mut stream)?;
                out.stream(id.0, &stream)?;
            }
            other => objects.put(id, &other),
        }
    }
    let mut last = doc.max_id;
    let places: Vec<(u32, Range<usize>)> = std::mem::take(&mut objects.places).into_iter().collect();
    for chunk in places.chunks(OBJECTS_A_STREAM) {
        last += 1;
        out.object_stream(last, chunk, &objects.bytes, deflate)?;
    }
    out.finish(last + 1, doc.trailer, deflate)?;
    Ok(out.bytes)
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    entries: BTreeMap<u32, Entry>,
}

impl File {
    fn offset(&self) -> Result<u32> {
        u32::try_from(self.bytes.len()).map_err(|_| broken("the file is larger than 4 GB"))
    }

    fn stream(&mut self, id: u32, stream: &Stream) -> Result<()> {
        let offset = self.offset()?;
        self.entries.insert(id, Entry::At(offset));
        let out = &mut self.bytes;
        number(out, i64::from(id));
        out.extend_from_slice(b" 0 obj\n");
        entries(out, &stream.dict);
        out.extend_from_slice(b"stream\n");
        out.extend_from_slice(&stream.content);
        out.extend_from_slice(b"\nendstream \nendobj\n");
        Ok(())
    }

    /// Objects as an object stream (7.5.7).
    fn object_stream(
        &mut self,
        id: u32,
        places: &[(u32, Range<usize>)],
        bytes: &[u8],
        deflate: &mut Deflate,
    ) -> Result<()> {
        let mut content = Vec::new();
        let mut offset = 0_usize;
        for (object, place) in places {
            number(&mut content, i64::from(*object));
            content.push(b' ');
            number(&mut content, i64::try_from(offset).unwrap_or(i64::MAX));
            content.push(b' ');
            offset += place.len() + 1;
        }
        let first = content.len();
        content.reserve_exact(offset);
        for ((object, place), index) in places.iter().zip(0..) {
            content.extend_from_slice(bytes.get(place.clone()).unwrap_or_default());
            content.push(b' ');
            self.entries.insert(*object, Entry::In { stream: id, index });
        }
        let mut stream = Stream::new(
            dictionary([
                ("Type", name("ObjStm")),
                (
                    "N",
                    Object::Integer(i64::try_from(places.len()).unwrap_or(i64::MAX)),
                ),
                ("First", Object::Integer(i64::try_from(first).unwrap_or(i64::MAX))),
            ]),
            content,
        );
        deflate.stream(&mut stream)?;
        self.stream(id, &stream)
    }

    /// The cross-reference stream (7.5.8), which is the trailer too.
    fn finish(&mut self, id: u32, mut trailer: Dictionary, deflate: &mut Deflate) -> Result<()> {
        let start = self.offset()?;
        self.entries.insert(id, Entry::At(start));
        let mut table = Vec::with_capacity(self.entries.len() * 7);
        let mut index: Vec<(u32, u32)> = Vec::new();
        for (id, entry) in &self.entries {
            match index.last_mut() {
                Some((first, count)) if *first + *count == *id => *count += 1,
                _ => index.push((*id, 1)),
            }
            let (kind, place, last) = match *entry {
                Entry::At(offset) => (1_u8, offset, 0_u16),
                Entry::In { stream, index } => (2, stream, index),
            };
            table.push(kind);
            table.extend(place.to_be_bytes());
            table.extend(last.to_be_bytes());
        }
        trailer.set("Type", name("XRef"));
        trailer.set("Size", i64::from(id) + 1);
        trailer.set("W", vec![1.into(), 4.into(), 2.into()]);
        let index = index
            .into_iter()
            .flat_map(|(first, count)| [first.into(), count.into()]);
        trailer.set("Index", index.collect::<Vec<Object>>());
        trailer.remove(b"Filter");
        let mut stream = Stream::new(trailer, table);
        deflate.stream(&mut stream)?;
        self.stream(id, &stream)?;
        // The last object has no line of its own before the end.
        self.bytes.extend(format!("\nstartxref\n{start}\n%%EOF").bytes());
        Ok(())
    }
}

/// Whether a value must be parted from a name before it.
fn needs_space(value: &Object) -> bool {
    matches!(
        value,
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
    )
}

fn object(out: &mut Vec<u8>, value: &Object) {
    match value {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(true) => out.extend_from_slice(b"true"),
        Object::Boolean(false) => out.extend_from_slice(b"false"),
        Object::Integer(value) => number(out, *value),
        Object::Real(value) => {
            // Writing to memory cannot fail.
            let _ = write!(out, "{value}");
        }
        Object::Name(value) => write_name(out, value),
        Object::String(value, StringFormat::Literal) => literal(out, value),
        Object::String(value, StringFormat::Hexadecimal) => {
            out.push(b'<');
            out.extend(value.iter().flat_map(|byte| hex(*byte)));
            out.push(b'>');
        }
        Object::Array(values) => array(out, values),
        Object::Dictionary(dict) => entries(out, dict),
        // A stream is never inside an object; only its dictionary would be left.
        Object::Stream(stream) => entries(out, &stream.dict),
        Object::Reference((id, generation)) => {
            number(out, i64::from(*id));
            out.push(b' ');
            number(out, i64::from(*generation));
            out.extend_from_slice(b" R");
        }
    }
}

fn array(out: &mut Vec<u8>, values: &[Object]) {
    out.push(b'[');
    for (at, value) in values.iter().enumerate() {
        if at > 0 && needs_space(value) {
            out.push(b' ');
        }
        object(out, value);
    }
    out.push(b']');
}

fn entries(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict {
        write_name(out, key);
        if needs_space(value) {
            out.push(b' ');
        }
        object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// A whole number.
fn number(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        if let (Some(digit), Ok(value)) = (digits.get_mut(at), u8::try_from(rest % 10)) {
            *digit = b'0' + value;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
}

/// A name (7.3.5): everything but plain characters as a number sign and two digits.
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            out.extend(hex(*byte));
        }
    }
}

/// A literal string (7.3.4.2): parentheses that have no partner are escaped.
fn literal(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'(');
    if text
        .iter()
        .any(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r'))
    {
        let alone = alone(text);
        for (at, byte) in text.iter().enumerate() {
            if matches!(byte, b'\\' | b'\r') || alone.binary_search(&at).is_ok() {
                out.push(b'\\');
            }
            out.push(if *byte == b'\r' { b'r' } else { *byte });
        }
    } else {
        out.extend_from_slice(text);
    }
    out.push(b')');
}

/// Where the parentheses without a partner stand.
fn alone(text: &[u8]) -> Vec<usize> {
    let mut open = Vec::new();
    let mut alone = Vec::new();
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' => open.push(at),
            b')' if open.pop().is_none() => alone.push(at),
            _ => {}
        }
    }
    alone.append(&mut open);
    alone.sort_unstable();
    alone
}

fn hex(byte: u8) -> [u8; 2] {
    let digit = |value: u8| {
        if value < 10 {
            b'0' + value
        } else {
            b'A' + value - 10
        }
    };
    [digit(byte >> 4), digit(byte & 15)]
}
