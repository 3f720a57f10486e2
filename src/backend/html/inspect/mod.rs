//! A page read back from its bytes alone, as a browser parses it and a screen reader walks it.
//!
//! It knows the standards (HTML, ARIA, DPUB-ARIA 1.1), and nothing of how clearleaf writes: no class, no id of ours is
//! looked for.

mod aside;
mod faults;
mod fonts;
mod outside;
mod parse;
mod tree;

use crate::backend::{Facts, Inspection};
use crate::model::reading::{ReadingBuilder, Role};
use crate::model::units::Lang;
use crate::xhtml::places::Places;
use crate::xhtml::{Files, document, styles};

/// What the page is called in faults.
const PAGE: &str = "the page";

/// What a reader of the page meets.
///
/// # Errors
/// What is wrong with the bytes.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| format!("it is not in UTF-8: {e}"))?;
    let page = parse::parse(text)?;
    let mut faults = page.faults;
    let mut files = Files::new();
    files.insert(PAGE.to_owned(), page.xml.into_bytes());
    let document = crate::xhtml::parse(&files, PAGE)?;
    let documents = [(PAGE, document)];
    let places = Places::of(&documents, &mut faults);
    let [(_, document)] = &documents;
    let mut out = ReadingBuilder::new();
    // The page names no file: all that it shows stands in it.
    document::read(PAGE, document, &places, &Files::new(), &mut out, &mut faults)?;
    let head = faults::look(text, document, &places, &mut faults);
    outside::look(document, &mut faults);
    for css in outside::style_sheets(document) {
        styles::look(&css, &documents, &mut faults);
    }
    let fonts = fonts::facts(document, &mut faults);
    let lang = head.lang.and_then(|tag| Lang::parse(&tag).ok());
    let built = out.built(&head.title, lang.unwrap_or_else(Lang::english));
    let reading = built.reading;
    faults.extend(built.unresolved.into_iter().map(|link| {
        let address = places.address(&link.name);
        format!(
            "the link “{}” leads to {address}, where nothing is read",
            link.text
        )
    }));
    let facts = Facts {
        pages: None,
        page_starts: built.page_starts,
        // HTML always has elements; without a heading they give assistive technology no structure.
        tagged: reading
            .items
            .iter()
            .any(|item| matches!(item.role, Role::Heading(_))),
        fonts,
        faults,
        ..Facts::default()
    };
    Ok(Inspection { reading, facts })
}
