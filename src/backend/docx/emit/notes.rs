//! What docx-rs has no word for, noted down while it emits and put in by the finishing passes.
//!
//! Notes of runs, pictures, tables and content controls stand in document order: the pass gives the first note to the
//! first such element and refuses to go on where their numbers differ. Links are found by the key in their anchor.

use std::sync::Arc;

use super::frame::Edges;
use crate::layout::Colour;

/// The notes of one part.
#[derive(Debug, Default)]
pub struct Notes {
    /// One for each `w:r`, in document order.
    pub runs: Vec<RunNote>,
    /// By the number in their key.
    pub links: Vec<LinkNote>,
    /// One for each `w:drawing`, in document order.
    pub pictures: Vec<PictureNote>,
    /// One for each `w:tbl`, in document order.
    pub tables: Vec<TableNote>,
    /// One for each `w:sdt`, in document order.
    pub controls: Vec<ControlNote>,
}

/// What a run needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunNote {
    /// Its language, where it is not the document's.
    pub lang: Option<String>,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// Whether its hyphens must not end a line.
    pub unbroken: bool,
    /// The family that has its characters, where the text face has not.
    pub family: Option<String>,
    /// Whether its letters are as narrow as can be: it is there to end a line, not to be seen.
    pub hairline: bool,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkNote {
    /// Where.
    pub target: LinkTarget,
    /// What it says when pointed at.
    pub tooltip: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the document.
    Url(String),
    /// To a bookmark.
    Bookmark(String),
}

/// A picture's bytes and alternative.
#[derive(Clone, Debug)]
pub struct PictureNote {
    /// The alternative; `None` says that the picture is decorative.
    pub alt: Option<String>,
    /// Pixels that every version of Word can show.
    pub png: Arc<[u8]>,
    /// The drawing that newer versions show instead.
    pub svg: Option<Arc<str>>,
    /// What is painted behind it.
    pub ground: Option<Colour>,
}

/// What a table needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNote {
    /// The words of its caption.
    pub caption: Option<String>,
    /// What it holds, in words.
    pub description: Option<String>,
    /// Whether the first column heads its rows.
    pub row_headers: bool,
    /// Whether its first column is the rightmost.
    pub rtl: bool,
}

/// The style of tables in a box: as wide as the box, with its rule and its tint.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxedTable {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The rule and the tint of the box.
    pub edges: Edges,
    /// Whether the rule stands at the leading edge of the table.
    pub leading: bool,
}

/// What a content control is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlNote {
    /// What it holds, for `inspect` and other programs: `callout`, `division:ar` and so on.
    pub tag: String,
    /// What people are shown.
    pub alias: String,
    /// Whether it is Word's own gallery of contents.
    pub contents: bool,
}

/// The start of the anchor that stands for a link until the pass puts its target in.
pub const LINK_KEY: &str = "link-";
