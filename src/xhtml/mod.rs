//! XHTML read back: documents as items of a Reading, for every format that carries them.
//!
//! It knows the standards (HTML, DPUB-ARIA 1.1), and nothing of how clearleaf writes: no class, no file name, no id of ours
//! is looked for. It shares no code with `markup`, or a file read back would prove nothing.

pub mod address;
mod attributes;
pub mod data;
pub mod document;
mod figures;
pub mod fonts;
pub mod links;
mod lists;
mod pages;
pub mod places;
pub mod styles;
mod table;

use std::collections::BTreeMap;

use roxmltree::{Document, ParsingOptions};

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The most elements, texts and attributes in one document.
const MAX_NODES: u32 = 2_000_000;

/// A part as an XML tree. A document type may stand in it, declarations of entities may not: they are how a small file
/// swells to fill the memory.
///
/// # Errors
/// That there is no such part, or the parser's words.
pub fn parse<'f>(files: &'f Files, path: &str) -> Result<Document<'f>, String> {
    let bytes = files.get(path).ok_or_else(|| format!("{path} is missing"))?;
    let text = std::str::from_utf8(bytes).map_err(|e| format!("{path}: {e}"))?;
    if text.contains("<!ENTITY") {
        return Err(format!("{path} declares entities"));
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|e| format!("{path}: {e}"))
}
