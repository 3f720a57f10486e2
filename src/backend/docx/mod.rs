//! DOCX: WordprocessingML (ECMA-376, transitional) in an OPC package.
//!
//! docx-rs emits the parts, named passes finish them, `package` zips them. `inspect` reads them back from the bytes with
//! another XML parser and shares no code with any of that.

mod emit;
mod face;
mod finish;
mod inspect;

use super::{Backend, Format, Inspection};
use crate::error::{Error, Result};
use crate::layout::Edition;
use crate::page::LazyPages;

/// The format's id.
pub const ID: &str = "docx";

/// The DOCX backend.
pub struct Docx;
impl Backend for Docx {
    fn format(&self) -> Format {
        Format {
            id: ID,
            extension: "docx",
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            summary: "Word document: editable, reflows at any size",
        }
    }

    fn write(&self, edition: &Edition, pages: &LazyPages<'_>) -> Result<Vec<u8>> {
        let emitted = emit::emit(edition, pages)?;
        let parts = finish::finish(emitted, edition)?;
        crate::package::zip::write(&parts).map_err(|why| Error::write(ID, why))
    }

    fn inspect(&self, bytes: &[u8]) -> Result<Inspection> {
        inspect::inspect(bytes)
    }
}
