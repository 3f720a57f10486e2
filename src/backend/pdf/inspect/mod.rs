//! What a reader of the bytes meets: the structure tree with the text of its marked content, and facts about the file.
//!
//! Nothing here is shared with the writing side. The bytes are hostile until shown otherwise: every walk is bounded, and a
//! tree that bites its own tail is an error.

mod cmap;
mod content;
mod file;
mod links;
mod list;
mod metadata;
mod operators;
mod pages;
mod structure;
mod table;
mod walk;

use crate::backend::{Facts, Inspection};
use crate::error::{Error, Result};
use file::File;

/// Reads a PDF back.
///
/// # Errors
/// `Error::Inspect` where the bytes are no PDF, or its trees are malformed.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection> {
    let file = File::open(bytes)?;
    let pages = file.pages()?;
    let mut faults = Vec::new();
    let (lang, title) = (
        metadata::language(&file, &mut faults),
        metadata::title(&file, &mut faults),
    );
    metadata::agreement(&file, &mut faults);
    let contents = content::pages(&file, &pages, &mut faults);
    let links = links::Links::of(&file)?;
    let structure = structure::Structure::of(&file, &pages, &mut faults)?;
    let tagged = metadata::marked(&file) && structure.root.is_some();
    let numbered = pages::Pages::of(&file, pages.len(), &mut faults);
    let named = (title.as_str(), &lang);
    let built = walk::reading(&structure, &contents, &links, numbered, named, &mut faults);
    for link in built.unresolved {
        faults.push(format!(
            "the link “{}” leads to `{}`, which no element is called",
            link.text, link.name
        ));
    }
    Ok(Inspection {
        reading: built.reading,
        facts: Facts {
            pages: Some(pages.len()),
            page_starts: built.page_starts,
            tagged,
            fonts: contents.fonts,
            faults,
            ..Facts::default()
        },
    })
}

/// An error about the bytes.
fn malformed(message: impl std::fmt::Display) -> Error {
    Error::inspect("pdf", message)
}
