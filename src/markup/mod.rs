//! Blocks as XHTML elements, shared by every format that speaks it.
//!
//! Pure: where a place or a picture stands is the caller's to say, through [`Options`]; how anything looks is the
//! style sheet's. Meaning is carried by elements and ARIA roles alone, never by a class, so that it survives a reader
//! who switches the style sheet off. Nor by `epub:type`: it tells assistive technology nothing, and reading systems act on
//! it only in navigation documents, on page breaks and on notes (EPUB 3.3, section 6.1.2; DPUB-ARIA 1.1).

mod blocks;
pub mod breaks;
pub mod drawing;
pub mod faces;
mod inlines;
mod medium;
pub mod skin;
pub mod style;
pub mod subset;
mod tables;
pub mod whole;

pub use tables::{NEED_CLASS, NEED_STEP, NEEDS, needs};

use breaks::PageBreak;
pub use breaks::spaced;
pub use medium::{Insets, Medium};

use crate::layout::Words;
use crate::model::inline::Inline;
use crate::model::{Anchor, Block, Em, Image, Lang};
use crate::package::xml::{Element, Node};

/// What the markup of one document depends on.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The address of a place of the leaflet, as this document has to write it.
    pub address: &'a dyn Fn(&Anchor) -> String,
    /// The address of a picture.
    pub picture: &'a dyn Fn(&Image) -> String,
    /// The words of accessible names. They are used only where the text is in their language: a Polish voice
    /// would read English names as noise.
    pub words: &'a Words,
    /// The space inside table cells, on every side.
    pub cell_padding: Em,
    /// What the markup stands in.
    pub medium: Medium,
    /// The pages that begin in these blocks, in order; a format that keeps no pages has none.
    pub breaks: &'a [PageBreak],
}

/// Blocks as elements, one after the other with line ends between. `lang` is the language of what they stand in.
///
/// Ids are the anchors; those that the markup makes itself hold an underscore, which no anchor does.
#[must_use]
pub fn blocks(blocks: &[Block], lang: &Lang, options: &Options<'_>) -> Vec<Node> {
    let mut writer = Writer::new(options);
    writer.blocks(blocks, lang)
}

/// Inline content without its links, anchors and citations' targets: what may stand inside a link or a heading of a
/// navigation document.
#[must_use]
pub fn unlinked(inlines: &[Inline], lang: &Lang, options: &Options<'_>) -> Vec<Node> {
    let mut writer = Writer::new(options);
    writer.inlines(inlines, lang, false)
}

struct Writer<'a> {
    options: Options<'a>,
    made: usize,
    /// The heading that was written last: its words and its id.
    heading: Option<(String, String)>,
    /// How many leaves are written.
    leaf: usize,
    /// The pages still to begin.
    breaks: &'a [PageBreak],
    /// How much of the column is taken by what the block being written stands in, in em.
    inset: Em,
}

impl<'a> Writer<'a> {
    fn new(options: &Options<'a>) -> Self {
        Self {
            options: *options,
            made: 0,
            heading: None,
            leaf: 0,
            breaks: options.breaks,
            inset: 0.0,
        }
    }

    /// Whatever `write` writes, inside something that takes some of the column.
    fn inset<T>(&mut self, by: impl Fn(&Insets) -> Em, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.inset;
        self.inset += match &self.options.medium {
            Medium::Book => 0.0,
            Medium::Page(insets) => by(insets),
        };
        let out = write(self);
        self.inset = outer;
        out
    }

    /// An id that no anchor can be.
    fn made_id(&mut self, what: &str) -> String {
        self.made += 1;
        format!("{what}_{}", self.made)
    }

    /// A pattern of the words file filled in, where it is in the language of the text round it.
    fn name(&self, pattern: &str, value: &str, lang: &Lang) -> Option<String> {
        let spoken = self.options.words.lang.split('-').next() == Some(lang.primary());
        spoken.then(|| crate::layout::words::fill(pattern, "label", value.trim()))
    }

    /// The element with its language and direction.
    fn in_language(&self, element: Element, lang: &Lang) -> Element {
        let element = element.with("lang", lang.as_str());
        let element = match self.options.medium {
            Medium::Book => element.with("xml:lang", lang.as_str()),
            Medium::Page(_) => element,
        };
        element.with("dir", lang.direction().as_html())
    }
}

/// An element that holds these nodes.
fn holding(element: Element, children: Vec<Node>) -> Element {
    Element { children, ..element }
}
