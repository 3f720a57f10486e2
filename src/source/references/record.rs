//! An entry as every format gives it: fields by name, each with its place.
//!
//! The names are those of BibLaTeX, the richest of the formats. What CSL-JSON and Hayagriva YAML call otherwise is
//! translated on the way in, so that placing, warning and formatting exist once.

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::types::Person;

use super::tex::Value;

/// One entry of the file.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Its type in lower case: `article`.
    pub kind: String,
    /// Where the type stands.
    pub kind_bytes: Range<usize>,
    /// Its key.
    pub key: String,
    /// Where the key stands.
    pub key_bytes: Range<usize>,
    /// Its fields by their names in lower case.
    pub fields: BTreeMap<String, Field>,
}

/// A field of an entry.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Where its name stands.
    pub name_bytes: Range<usize>,
    /// Where its value stands.
    pub bytes: Range<usize>,
    /// Its value.
    pub value: Value,
    /// The people in it, where the format tells their names apart; the value then lists them for whoever asks for text.
    pub people: Vec<Person>,
}

impl Record {
    /// The text of a field, where it has any.
    pub fn text(&self, name: &str) -> Option<String> {
        self.fields
            .get(name)
            .map(|field| field.value.text())
            .filter(|text| !text.is_empty())
    }
}
