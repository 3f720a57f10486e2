//! EPUB 3.3: a reflowable book of one XHTML document for each top section.
//!
//! `emit` hands the documents to epub-builder, which makes the package; `finish` mends what that crate cannot say and
//! zips the parts so that the same edition gives the same bytes; `inspect` reads a book back from its bytes alone.

mod cover;
mod emit;
mod finish;
mod found;
mod inspect;
mod metadata;
mod nav;
mod page;
mod sections;

use super::{Backend, Format, Inspection};
use crate::error::{Error, Result};
use crate::layout::Edition;
use crate::page::{LazyPages, cover as cover_page};

/// The EPUB backend.
pub struct Epub;

const FORMAT: Format = Format {
    id: "epub",
    extension: "epub",
    media_type: "application/epub+zip",
    summary: "e-book for reading apps and screen readers; the reader chooses size and colours",
};

impl Backend for Epub {
    fn format(&self) -> Format {
        FORMAT
    }

    fn write(&self, edition: &Edition, pages: &LazyPages<'_>) -> Result<Vec<u8>> {
        let say = |message: String| Error::write(FORMAT.id, message);
        let pages = pages.if_wanted()?;
        let book = sections::Book::of(edition, pages.as_deref()).map_err(say)?;
        let package = emit::package(&book).map_err(say)?;
        let cover = cover::png(&cover_page::cover(edition)?).map_err(say)?;
        finish::finish(&book, &package, cover).map_err(say)
    }

    fn inspect(&self, bytes: &[u8]) -> Result<Inspection> {
        inspect::inspect(bytes).map_err(|message| Error::inspect(FORMAT.id, message))
    }
}
