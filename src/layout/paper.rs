//! Sheets of paper: the sizes that have names, and the margins of a layout.

use serde::Deserialize;

use crate::model::{PT_PER_MM, Pt};

/// A size of paper that has a name.
#[derive(Debug, PartialEq)]
pub struct PaperSize {
    /// Its name.
    pub name: &'static str,
    /// What it is called in the names of files and on the command line.
    pub id: &'static str,
    /// Width of the sheet upright, in millimetres.
    pub width_mm: f32,
    /// Height of the sheet upright, in millimetres.
    pub height_mm: f32,
}

/// Every size of paper that has a name (ISO 216, ANSI Y14.1).
pub static PAPER_SIZES: [PaperSize; 3] = [
    PaperSize {
        name: "A4",
        id: "a4",
        width_mm: 210.0,
        height_mm: 297.0,
    },
    PaperSize {
        name: "A5",
        id: "a5",
        width_mm: 148.0,
        height_mm: 210.0,
    },
    PaperSize {
        name: "Letter",
        id: "letter",
        width_mm: 215.9,
        height_mm: 279.4,
    },
];

/// Where the room goes that a line of the longest measure leaves over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spare {
    /// To the binding edge.
    Binding,
    /// To both edges alike: the column stands in the middle between its margins.
    Both,
}

/// Paper and margins, in millimetres. `layout.toml` may name the size instead of width and height.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paper {
    /// Width of the sheet.
    pub width_mm: f32,
    /// Height of the sheet.
    pub height_mm: f32,
    /// Above the text.
    pub margin_top_mm: f32,
    /// Below the text; the foot stands in it.
    pub margin_bottom_mm: f32,
    /// At the binding edge.
    pub margin_inner_mm: f32,
    /// At the other edge.
    pub margin_outer_mm: f32,
    /// Where the room goes that the measure leaves over.
    pub spare: Spare,
    /// Whether the binding edge changes sides from page to page: for sheets printed on both sides. On the first page it
    /// is where lines begin.
    pub mirrored: bool,
}

impl Paper {
    /// Width in points.
    #[must_use]
    pub fn width(&self) -> Pt {
        self.width_mm * PT_PER_MM
    }

    /// Height in points.
    #[must_use]
    pub fn height(&self) -> Pt {
        self.height_mm * PT_PER_MM
    }

    /// What the size is called, or its measures in millimetres.
    #[must_use]
    pub fn name(&self) -> String {
        let same = |size: &&PaperSize| size.width_mm == self.width_mm && size.height_mm == self.height_mm;
        match PAPER_SIZES.iter().find(same) {
            Some(size) => size.name.to_owned(),
            None => format!("{} × {} mm", self.width_mm, self.height_mm),
        }
    }
}

impl PaperSize {
    /// The size of this name, however its letters are written.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PAPER_SIZES.iter().find(|size| size.id.eq_ignore_ascii_case(name))
    }
}
