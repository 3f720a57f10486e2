//! The objects of a file: pages, name trees and strings, each walk bounded.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::malformed;
use super::objects::{self, Budget, Objects};
use crate::error::Result;

/// How deep page trees and name trees may nest.
const DEEPEST: usize = 64;

/// How many bytes a short text has at most: a name, a label, what a link is called.
const LONGEST_SHORT: usize = 4096;
/// How many bytes a name has at most (annex C.2 of ISO 32000-1).
const LONGEST_NAME: usize = 127;

/// An opened file.
pub(super) struct File {
    objects: Objects,
}

impl File {
    /// # Errors
    /// `Error::Inspect` where the bytes are no PDF.
    pub fn open(bytes: &[u8]) -> Result<Self> {
        let objects = objects::read(bytes)?;
        objects.document.catalog().map_err(malformed)?;
        Ok(Self { objects })
    }

    /// How much may still be read.
    pub fn budget(&self) -> &Budget {
        &self.objects.budget
    }

    /// What is wrong with how its objects are kept.
    pub fn faults(&self) -> &[String] {
        &self.objects.faults
    }

    /// The catalog.
    ///
    /// # Errors
    /// `Error::Inspect` where there is none.
    pub fn catalog(&self) -> Result<&Dictionary> {
        self.objects.document.catalog().map_err(malformed)
    }

    /// The trailer.
    pub fn trailer(&self) -> &Dictionary {
        &self.objects.document.trailer
    }

    /// What an object is, references followed.
    pub fn resolve<'f>(&'f self, object: &'f Object) -> Option<&'f Object> {
        self.objects
            .document
            .dereference(object)
            .ok()
            .map(|(_, object)| object)
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
        self.objects.document.get_object(id).ok()
    }

    /// The beginning of a text string that is an entry of a dictionary, which may be all of it.
    pub fn short_text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        let text = self.get(dict, key)?.as_str().ok()?;
        Some(text_string(text.get(..LONGEST_SHORT).unwrap_or(text)))
    }

    /// A text string that is an entry of a dictionary.
    pub fn text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        self.get(dict, key)?.as_str().ok().map(text_string)
    }

    /// A name that is an entry of a dictionary.
    pub fn name(&self, dict: &Dictionary, key: &str) -> Option<String> {
        self.get(dict, key)?.as_name().ok().map(name_string)
    }

    /// Whether an object is a form XObject.
    pub fn is_form(&self, object: &Object) -> bool {
        let stream = object.as_stream().ok();
        stream.is_some_and(|stream| self.name(&stream.dict, "Subtype").as_deref() == Some("Form"))
    }

    /// A stream's bytes, decoded.
    pub fn stream(&self, object: &Object) -> Option<Vec<u8>> {
        let stream = self.resolve(object)?.as_stream().ok()?;
        objects::unpacked(&self.objects, stream)
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

/// A name as text, no more of it than a name may have.
pub(super) fn name_string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..LONGEST_NAME).unwrap_or(bytes)).into_owned()
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
