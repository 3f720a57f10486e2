//! The font table, which docx-rs fills with fonts that nothing uses, and the faces themselves.

use super::package::{self, Package};
use super::valued;
use crate::backend::docx::emit::notes::RunNote;
use crate::layout::Edition;
use crate::package::xml::Element;

/// Adds the font table.
pub fn add(edition: &Edition, _runs: &[RunNote], package: &mut Package) {
    let faces = &edition.layout.profile.faces;
    let mut table = Element::new("w:fonts")
        .with(
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )
        .with(
            "xmlns:r",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        );
    for family in std::iter::once(&faces.family).chain(&faces.fallback) {
        let font = Element::new("w:font").with("w:name", family).children([
            valued("w:charset", "00"),
            valued("w:family", "swiss"),
            valued("w:pitch", "variable"),
        ]);
        table = table.child(font);
    }
    package.part("fontTable", package::FONT_TABLE, table);
}
