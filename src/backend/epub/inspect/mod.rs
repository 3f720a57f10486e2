//! A book read back from its bytes alone: container, package document, spine in order, documents, Reading.
//!
//! It knows the standards (OCF 3.3, EPUB 3.3, XHTML, DPUB-ARIA 1.1), and nothing of how clearleaf writes: no class, no
//! file name, no id of ours is looked for.

mod address;
mod document;
mod fonts;
mod nav;
mod package;
mod places;
mod table;

use std::collections::BTreeMap;

use roxmltree::{Document, ParsingOptions};

use crate::backend::{Facts, Inspection};
use crate::model::reading::{ReadingBuilder, Role};
use crate::package::unzip;

/// The files of a book by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// The most elements, texts and attributes in one document.
const MAX_NODES: u32 = 2_000_000;

/// What a reader of the book meets.
///
/// # Errors
/// What is wrong with the bytes.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, String> {
    let files = unzip::read(bytes)?;
    let mut faults = Vec::new();
    if files.get("mimetype").map(Vec::as_slice) != Some(b"application/epub+zip") {
        faults.push("mimetype does not say application/epub+zip".to_owned());
    }
    let package = package::read(&files, &mut faults)?;
    let mut documents = Vec::new();
    for path in &package.spine {
        documents.push((path.as_str(), parse(&files, path)?));
    }
    let places = places::Places::of(&documents, &mut faults);
    let mut out = ReadingBuilder::new();
    for (path, document) in &documents {
        document::read(path, document, &places, &files, &mut out, &mut faults)?;
    }
    let pages = match &package.nav {
        Some(path) => nav::check(path, &parse(&files, path)?, &places, &mut faults),
        None => {
            faults.push("the manifest names no navigation document".to_owned());
            None
        }
    };
    let (reading, unresolved) = out.finish(&package.title, package.lang);
    faults.extend(unresolved.into_iter().map(|link| {
        let address = places.address(&link.name);
        format!(
            "the link “{}” leads to {address}, where nothing is read",
            link.text
        )
    }));
    let facts = Facts {
        pages,
        // XHTML always has elements; without a heading they give assistive technology no structure.
        tagged: reading
            .items
            .iter()
            .any(|item| matches!(item.role, Role::Heading(_))),
        fonts: fonts::facts(&files, &package.manifest, &mut faults),
        faults,
    };
    Ok(Inspection { reading, facts })
}

/// A part as an XML tree. A document type may stand in it, declarations of entities may not: they are how a small file
/// swells to fill the memory.
fn parse<'f>(files: &'f Files, path: &str) -> Result<Document<'f>, String> {
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
