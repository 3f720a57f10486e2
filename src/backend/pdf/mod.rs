//! PDF 1.7, tagged: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
//!
//! printpdf draws what the pages show; lopdf then adds what printpdf cannot say: the structure tree, the metadata, links
//! and outlines. The structure tree is built from the logical tree before any page is drawn, so that a paragraph over two
//! pages stays one paragraph. `inspect` reads the bytes with lopdf alone and shares no code with the writing side.

mod draw;
mod finish;
mod fonts;
mod gate;
mod inspect;
mod links;
mod object;
mod picture;
mod roles;
#[cfg(test)]
mod sample;
mod tag;

use std::fmt;

use super::{Backend, Format, Inspection};
use crate::error::{Error, Result};
use crate::layout::Edition;
use crate::model::tree::Tree;
use crate::page::{LazyPages, Pages};

const ID: &str = "pdf";

/// The PDF backend.
pub struct Pdf;

impl Backend for Pdf {
    fn format(&self) -> Format {
        Format {
            id: ID,
            extension: "pdf",
            media_type: "application/pdf",
            summary: "tagged PDF (PDF/UA-1, PDF/A-2a)",
        }
    }

    fn write(&self, edition: &Edition, pages: &LazyPages<'_>) -> Result<Vec<u8>> {
        write(edition, &*pages.get()?)
    }

    fn inspect(&self, bytes: &[u8]) -> Result<Inspection> {
        inspect::inspect(bytes)
    }
}

/// Writes pages that are laid out already.
fn write(edition: &Edition, pages: &Pages) -> Result<Vec<u8>> {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let structure = tag::structure(&tree);
    gate::pages(&tree, pages)?;
    let mut drawing = draw::draw(&tree, &structure, pages)?;
    let links = links::annotations(edition, &tree, &structure, pages)?;
    gate::document(&tree, &structure, &drawing, &links)?;
    let printed = draw::print(&mut drawing, pages)?;
    let finished = finish::finish(printed, edition, &tree, pages, &structure, &drawing, &links)?;
    gate::file(&finished)?;
    finish::save(finished)
}

/// An error of the writer.
fn broken(message: impl fmt::Display) -> Error {
    Error::write(ID, message)
}
