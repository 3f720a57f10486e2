//! The objects of a file: pages, name trees and strings, each walk bounded.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::malformed;
use crate::error::Result;

/// A stream may grow to so many bytes when it is decoded.
pub(super) const LARGEST_STREAM: usize = 256 << 20;
/// A row of what a predictor undoes may be so many bits long: it is kept twice, however little stands in the stream.
const LONGEST_ROW: i64 = 8 << 20;
/// How deep page trees and name trees may nest.
const DEEPEST: usize = 64;

/// An opened file.
pub(super) struct File {
    doc: Document,
}

impl File {
    /// # Errors
    /// `Error::Inspect` where the bytes are no PDF.
    pub fn open(bytes: &[u8]) -> Result<Self> {
        let options = LoadOptions::with_max_decompressed_size(LARGEST_STREAM);
        let doc = Document::load_mem_with_options(bytes, options).map_err(malformed)?;
        if doc.is_encrypted() {
            return Err(malformed("it is encrypted"));
        }
        doc.catalog().map_err(malformed)?;
        Ok(Self { doc })
    }

    /// The catalog.
    ///
    /// # Errors
    /// `Error::Inspect` where there is none.
    pub fn catalog(&self) -> Result<&Dictionary> {
        self.doc.catalog().map_err(malformed)
    }

    /// The trailer.
    pub fn trailer(&self) -> &Dictionary {
        &self.doc.trailer
    }

    /// What an object is, references followed.
    pub fn resolve<'f>(&'f self, object: &'f Object) -> Option<&'f Object> {
        self.doc.dereference(object).ok().map(|(_, object)| object)
    }

    /// An entry of a dictionary, references followed.
    pub fn get<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f Object> {
        self.resolve(dict.get(key.as_bytes()).ok()?)
    }

    /// A dictionary that is an entry of a dictionary.
    pub fn dict<'f>(&'f self, dict: &'f Dictionary, key: &str) -> Option<&'f Dictionary> {
        self.get(dict, key)?.as_dict().ok()
    }

    /// An object by number.
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        self.doc.get_object(id).ok()
    }

    /// A text string that is an entry of a dictionary.
    pub fn text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        self.get(dict, key)?.as_str().ok().map(text_string)
    }

    /// A name that is an entry of a dictionary.
    pub fn name(&self, dict: &Dictionary, key: &str) -> Option<String> {
        let name = self.get(dict, key)?.as_name().ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    }

    /// A stream's bytes, decoded.
    pub fn stream(&self, object: &Object) -> Option<Vec<u8>> {
        let stream = self.resolve(object)?.as_stream().ok()?;
        if !self.has_rows(&stream.dict) {
            return None;
        }
        stream.decompressed_content_with_limit(LARGEST_STREAM).ok()
    }

    /// Whether the rows of a stream with predictors (ISO 32000-1, 7.4.4.3) are of a length that can be.
    fn has_rows(&self, stream: &Dictionary) -> bool {
        let parameters = match self.get(stream, "DecodeParms") {
            Some(Object::Array(each)) => each.iter().filter_map(|each| self.resolve(each)).collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        parameters
            .into_iter()
            .filter_map(|each| each.as_dict().ok())
            .all(|each| {
                let number = |key, usual| {
                    self.get(each, key)
                        .and_then(|value| value.as_i64().ok())
                        .unwrap_or(usual)
                };
                let (columns, colours, bits) = (
                    number("Columns", 1),
                    number("Colors", 1),
                    number("BitsPerComponent", 8),
                );
                let row = columns.saturating_abs().saturating_mul(colours.saturating_abs());
                row.saturating_mul(bits.saturating_abs()) <= LONGEST_ROW
            })
    }

    /// The pages in order.
    ///
    /// # Errors
    /// `Error::Inspect` where the page tree is malformed, too deep, or meets itself.
    pub fn pages(&self) -> Result<Vec<ObjectId>> {
        let root = self
            .catalog()?
            .get(b"Pages")
            .and_then(Object::as_reference)
            .map_err(malformed)?;
        let mut walk = PageWalk {
            file: self,
            seen: BTreeSet::new(),
            pages: Vec::new(),
        };
        walk.node(root, 0)?;
        Ok(walk.pages)
    }

    /// The entries of a name tree (ISO 32000-1, 7.9.6).
    ///
    /// # Errors
    /// `Error::Inspect` where the tree is too deep or too large to be one.
    pub fn name_tree<'f>(&'f self, root: &'f Dictionary) -> Result<BTreeMap<Vec<u8>, &'f Object>> {
        let mut out = BTreeMap::new();
        let mut seen = BTreeSet::new();
        self.name_tree_node(root, 0, &mut seen, &mut out)?;
        Ok(out)
    }

    fn name_tree_node<'f>(
        &'f self,
        node: &'f Dictionary,
        depth: usize,
        seen: &mut BTreeSet<ObjectId>,
        out: &mut BTreeMap<Vec<u8>, &'f Object>,
    ) -> Result<()> {
        if depth > DEEPEST {
            return Err(malformed("a name tree is too deep"));
        }
        let names = self.get(node, "Names").and_then(|names| names.as_array().ok());
        for pair in names.into_iter().flat_map(|names| names.chunks_exact(2)) {
            if let [key, value] = pair
                && let Some(Ok(key)) = self.resolve(key).map(Object::as_str)
                && let Some(value) = self.resolve(value)
            {
                out.insert(key.to_vec(), value);
            }
        }
        let kids = self.get(node, "Kids").and_then(|kids| kids.as_array().ok());
        for kid in kids.into_iter().flatten() {
            if let Ok(id) = kid.as_reference()
                && !seen.insert(id)
            {
                return Err(malformed("a name tree meets itself"));
            }
            if let Some(Ok(kid)) = self.resolve(kid).map(Object::as_dict) {
                self.name_tree_node(kid, depth + 1, seen, out)?;
            }
        }
        Ok(())
    }
}

struct PageWalk<'f> {
    file: &'f File,
    seen: BTreeSet<ObjectId>,
    pages: Vec<ObjectId>,
}

impl PageWalk<'_> {
    fn node(&mut self, id: ObjectId, depth: usize) -> Result<()> {
        if depth > DEEPEST {
            return Err(malformed("the page tree is too deep"));
        }
        if !self.seen.insert(id) {
            return Err(malformed("the page tree meets itself"));
        }
        let node = self.file.object(id).and_then(|object| object.as_dict().ok());
        let node = node.ok_or_else(|| malformed("the page tree has a hole"))?;
        let Some(kids) = self.file.get(node, "Kids").and_then(|kids| kids.as_array().ok()) else {
            self.pages.push(id);
            return Ok(());
        };
        for kid in kids {
            self.node(kid.as_reference().map_err(malformed)?, depth + 1)?;
        }
        Ok(())
    }
}

/// A text string (ISO 32000-1, 7.9.2.2). What is not marked as Unicode is taken for Latin-1, which PDFDocEncoding is for
/// all letters.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// UTF-16, big end first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}
