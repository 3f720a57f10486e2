//! The one idea: what a screen-reader user meets, in order.
//!
//! A [`Reading`] is derived from the model ([`Reading::of_blocks`]) and recovered from every artefact's bytes. Equality
//! between the two is what a build proves. Not in a Reading: bullets and list numbers (the ordinal stands for them),
//! page numbers of a contents list, running heads, page-break markers, decorative pictures, emphasis, words inside a
//! picture, an EPUB's navigation document.

mod build;
mod difference;
mod digest;
mod heights;
mod left_out;
mod of;
mod pages;
mod show;

pub use build::{Built, ReadingBuilder, RunKind, SAID_TOO_MUCH, Unresolved, collapse, is_read};
pub use difference::Difference;
pub use digest::Digest;
pub use left_out::LeftOut;
pub use pages::PageStart;

use super::block::{CalloutKind, Level};
use super::units::{Direction, Lang};

/// What a reader meets, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The document's title.
    pub title: String,
    /// The document's language.
    pub lang: Lang,
    /// What is met, in order.
    pub items: Vec<Item>,
}

/// One thing met: a heading, a paragraph, a table cell, a picture's alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it stands in, outermost first.
    pub within: Vec<Container>,
    /// How many of those it shares with the item before it: the rest begin here. Without it, two quotations in a row
    /// could not be told from one.
    pub shared: usize,
    /// What it is.
    pub role: Role,
    /// Its text in runs of equal language and kind. A table cell may have none.
    pub runs: Vec<Run>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A heading with its level; level 1 is the title.
    Heading(Level),
    /// A paragraph, in the body or in whatever holds it.
    Paragraph,
    /// The label of a callout.
    Label,
    /// A term of a definition list.
    Term,
    /// The caption of a table or a figure.
    Caption,
    /// A table cell; the only item that may be empty.
    Cell,
    /// A figure, present through its text alternative.
    Figure,
    /// A line of the contents with the level of its heading.
    ContentsEntry(Level),
    /// An entry of the references.
    Reference,
}

/// Text of one language and one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words: NFC, white space collapsed.
    pub text: String,
    /// Their language.
    pub lang: Lang,
    /// What they do.
    pub kind: Kind,
}

/// What a run does. Places inside the document are compared as *which item*, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but being read.
    Plain,
    /// Leads somewhere.
    Link(Destination),
    /// Cites the reference that is this item.
    Citation(usize),
    /// Leads back to the item that cites.
    BackLink(usize),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Out of the document.
    Url(String),
    /// To an item of this document.
    Item(usize),
}

/// What an item stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// A callout with its label's words.
    Callout {
        /// Which sort.
        kind: CalloutKind,
        /// The label's words.
        label: String,
    },
    /// A quotation.
    Quote,
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// The first number; 1 for bullets.
        start: u32,
    },
    /// An item of a list.
    ListItem {
        /// Its place in the list, from 1, whatever number it shows.
        ordinal: u32,
    },
    /// A definition list.
    DefinitionList,
    /// What a term means: one definition.
    Definition,
    /// A table, with its caption.
    Table,
    /// A row of a table.
    Row {
        /// Its place in the table, from 1; the header row counts.
        ordinal: u32,
    },
    /// A cell of a row.
    Cell {
        /// Its column, from 1.
        column: u32,
        /// Whether it is a header cell.
        header: bool,
        /// The words of the header cells that head it: its column's, then its row's. Header cells have none.
        headers: Vec<String>,
    },
    /// A figure: alternative, caption, description.
    Figure,
    /// The list of contents.
    Contents,
    /// The list of references.
    References,
    /// A passage in another language.
    Division {
        /// Its language.
        lang: Lang,
        /// Its direction.
        direction: Direction,
    },
}
