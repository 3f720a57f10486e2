//! Formats. A backend is a pure function from an edition to bytes, and from bytes back to what a reader meets. It touches
//! no disk, no clock and no random numbers; its `inspect` shares no code with its `write`, or it would prove nothing.

pub mod docx;
pub mod epub;
pub mod faults;
pub mod html;
pub mod pdf;

use crate::error::Result;
use crate::layout::Edition;
use crate::model::reading::PageStart;
use crate::model::{Em, Pt, Reading};
use crate::page::LazyPages;

/// What a format is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// Its media type (IANA).
    pub media_type: &'static str,
    /// What it is, in a few words.
    pub summary: &'static str,
}

/// A file read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// What a reader meets.
    pub reading: Reading,
    /// What else the bytes say.
    pub facts: Facts,
}

/// What a file's bytes say beside the Reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// How many pages, where the format has pages.
    pub pages: Option<usize>,
    /// Where its pages begin in the Reading, where it says.
    pub page_starts: Vec<PageStart>,
    /// Whether the file carries a structure for assistive technology.
    pub tagged: bool,
    /// The fonts it names.
    pub fonts: Vec<FontFact>,
    /// Links that lead nowhere, and other faults that a Reading cannot show.
    pub faults: Vec<String>,
    /// What of it no reader of a Reading meets although it is there, such as words outside of the structure: what, and
    /// how much. Nothing is left out silently.
    pub unread: Vec<String>,
    /// The program that says it made the file, where one does.
    pub producer: Option<String>,
    /// What its metadata claim that it was found to meet (EPUB Accessibility 1.1, 3.5.2).
    pub claims: Vec<String>,
    /// How its text looks.
    pub look: Look,
}

/// How the text of a file looks, as far as its bytes say: in PDF as it is drawn, in the other formats as their styles
/// ask for it. `None` is what nobody can tell from the bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// The smallest text that a reader meets, in points; where sizes are the reader's to change, as they are at first, a
    /// CSS pixel being 0.75 points.
    pub smallest_text: Option<Pt>,
    /// The size of most of the text, in points.
    pub body_text: Option<Pt>,
    /// The least leading of running text, from baseline to baseline, in em of its own size.
    pub least_leading: Option<Em>,
    /// The longest line of running text, in characters.
    pub longest_line: Option<usize>,
    /// The lowest contrast of text with what lies behind it, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub lowest_contrast: Option<f32>,
}

/// Faults as they are told: each once with how often it was met, and of a kind the first ones.
fn each_once(faults: Vec<String>) -> Vec<String> {
    let mut gathered = faults::Faults::default();
    gathered.extend(faults);
    gathered.told()
}

/// A font that a file names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontFact {
    /// Its name, without a subset's tag.
    pub name: String,
    /// Whether its program is in the file.
    pub embedded: bool,
    /// Whether only the glyphs in use are.
    pub subset: bool,
}

/// A format that clearleaf writes and reads back.
pub trait Backend: Sync {
    /// What it is called.
    fn format(&self) -> Format;

    /// The file, as bytes. The same edition gives the same bytes.
    ///
    /// # Errors
    /// [`Error::Write`](crate::error::Error::Write) where the model holds what the format cannot carry.
    fn write(&self, edition: &Edition, pages: &LazyPages<'_>) -> Result<Vec<u8>>;

    /// What a reader of these bytes meets.
    ///
    /// # Errors
    /// [`Error::Inspect`](crate::error::Error::Inspect) where the bytes are not what the format says.
    fn inspect(&self, bytes: &[u8]) -> Result<Inspection>;
}

/// Every format. Command-line choices and tests are made from this table.
pub static BACKENDS: [&dyn Backend; 4] = [&pdf::Pdf, &docx::Docx, &epub::Epub, &html::Html];
