//! HTML: one file of text, style sheet, pictures and fonts, which loads nothing and runs nothing.
//!
//! `parts` cuts an edition into the landmarks of a page, `emit` makes their markup, `page` fills the skin; `syntax` writes
//! elements as HTML parsers read them. `inspect` reads a file back as a browser does.

mod emit;
mod inspect;
mod page;
mod parts;
mod style;
mod syntax;

use super::{Backend, Format, Inspection};
use crate::error::{Error, Result};
use crate::layout::Edition;
use crate::page::LazyPages;

/// The HTML backend.
pub struct Html;

const FORMAT: Format = Format {
    id: "html",
    extension: "html",
    media_type: "text/html",
    summary: "web page in one file, for any screen from a telephone up; the reader chooses size and colours",
};

impl Backend for Html {
    fn format(&self) -> Format {
        FORMAT
    }

    fn write(&self, edition: &Edition, _pages: &LazyPages<'_>) -> Result<Vec<u8>> {
        let page = emit::page(edition).map_err(|message| Error::write(FORMAT.id, message))?;
        Ok(page.into_bytes())
    }

    fn inspect(&self, bytes: &[u8]) -> Result<Inspection> {
        inspect::inspect(bytes).map_err(|message| Error::inspect(FORMAT.id, message))
    }
}
