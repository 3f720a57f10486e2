//! What a reader of the bytes meets: the structure tree with the text of its marked content, and facts about the file.
//!
//! Nothing here is shared with the writing side. The bytes are hostile until shown otherwise: every walk is bounded, and a
//! tree that bites its own tail is an error.

mod actions;
mod added;
mod areas;
mod breaks;
mod content;
mod file;
mod labels;
mod letters;
mod lexer;
mod links;
mod list;
mod look;
mod metadata;
mod objects;
mod outline;
mod pages;
mod places;
mod roles;
mod structure;
mod table;
mod walk;

use crate::backend::faults::Faults;
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
    let mut faults = Faults::default();
    faults.extend(file.faults());
    let producer = metadata::producer(&file);
    let ours = producer
        .as_deref()
        .is_some_and(|name| name.starts_with("clearleaf "));
    let (lang, title) = (
        metadata::language(&file, &mut faults),
        metadata::title(&file, &mut faults),
    );
    metadata::agreement(&file, ours, &mut faults);
    let structure = structure::Structure::of(&file, &pages, &mut faults)?;
    let mut contents = content::pages(&file, &pages, structure.root.is_some(), &mut faults);
    // Ours have them, and are broken where none is.
    if !ours {
        faults.extend(breaks::mend(&structure, &mut contents));
    }
    for font in &contents.broken_fonts {
        faults.push(format!("the font {font} cannot be drawn: its program is broken"));
    }
    let links = links::Links::of(&file)?;
    let tagged = metadata::marked(&file) && structure.root.is_some();
    let numbered = pages::Pages::of(&file, pages.len(), &mut faults);
    let document = walk::Document {
        title: &title,
        lang: &lang,
        ours,
    };
    let built = walk::reading(
        &structure,
        &contents,
        &links,
        numbered,
        &document,
        file.budget(),
        &mut faults,
    );
    faults.extend(added::told(&structure, &contents));
    if file.budget().is_text_spent() {
        faults.push("its text comes to more than is read: what is behind that is missing");
    }
    for link in built.unresolved {
        faults.push(format!(
            "the link “{}” leads to `{}`, which no element is called",
            link.text, link.name
        ));
    }
    outline::agreement(&file, &built.reading, ours, &mut faults);
    areas::tell(&file, &pages, &structure, &contents, &mut faults);
    actions::tell(&file, &pages, &mut faults);
    let mut unread = std::mem::take(&mut contents.unread);
    unread.extend(outside(&contents));
    unread.extend(links.outside(&pages, &structure.annotations));
    Ok(Inspection {
        reading: built.reading,
        facts: Facts {
            pages: Some(pages.len()),
            page_starts: built.page_starts,
            tagged,
            claims: Vec::new(),
            look: look::of(&structure, &contents),
            fonts: contents.fonts,
            faults: faults.told(),
            unread,
            producer,
        },
    })
}

/// What is drawn and stands in no element: how much, where, and how it begins.
fn outside(contents: &content::Contents) -> Option<String> {
    let (page, first) = contents.outside.first_key_value()?;
    let characters: usize = contents.outside.values().map(|outside| outside.characters).sum();
    Some(format!(
        "{characters} characters of text on {} pages stand outside of the structure, from page {} on: “{}…”",
        contents.outside.len(),
        page + 1,
        first.words
    ))
}

/// An error about the bytes.
fn malformed(message: impl std::fmt::Display) -> Error {
    Error::inspect("pdf", message)
}
