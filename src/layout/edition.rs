//! An edition: a leaflet, complete with its furniture, in one layout. All that a backend ever sees.

use super::Layout;
use super::frame::BACK_MATTER;
use super::words::Words;
use crate::model::{Block, Content, Date, Inline, Lang, Leaflet, NonEmpty, ParagraphStyle, Reading};
use crate::source::unbroken::mark_inlines;

/// A complete leaflet in one layout.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The leaflet. Its body holds everything a reader meets: the title as heading 1, contents, references, record.
    pub leaflet: Leaflet,
    /// The layout, at the size asked for.
    pub layout: Layout,
    /// The words of the furniture.
    pub words: Words,
    /// The date that files carry: `SOURCE_DATE_EPOCH` when set, else the latest of the front matter, else none.
    pub date: Option<Date>,
}

impl Edition {
    /// Everything a reader meets, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.leaflet.body
    }

    /// The language of everything not marked otherwise.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.leaflet.lang
    }

    /// The title; numbers in it keep their order as they do in the text.
    #[must_use]
    pub fn title(&self) -> Option<Content> {
        self.marked(&self.leaflet.title)
    }

    /// What may run at the foot of pages, the first choice first; numbers in it keep their order as they do in the text.
    pub fn running_titles(&self) -> impl Iterator<Item = Content> + '_ {
        let titles = self.leaflet.short_title.iter().chain([&self.leaflet.title]);
        titles.filter_map(|title| self.marked(title))
    }

    fn marked(&self, title: &NonEmpty) -> Option<Content> {
        let words = vec![Inline::Text(title.to_string())];
        Content::new(mark_inlines(words, self.leaflet.direction()))
    }

    /// Where what is said about the leaflet begins, behind its text and its references, as the number of a block; the
    /// number of blocks where nothing is. The names of these sections are kept from authors.
    #[must_use]
    pub fn back_matter(&self) -> usize {
        let named = |block: &Block| match block {
            Block::Heading(heading) => BACK_MATTER.contains(&&*heading.anchor),
            Block::Paragraph(_)
            | Block::List(_)
            | Block::DefinitionList(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Callout(_)
            | Block::Quote(_)
            | Block::Division(_)
            | Block::Contents(_)
            | Block::References(_) => false,
        };
        let blocks = self.blocks();
        let lines = blocks.iter().rev().take_while(|block| is_legal(block)).count();
        let section = blocks.iter().position(named);
        section.unwrap_or(blocks.len() - lines)
    }

    /// Whether the furniture is in the leaflet's language. Where it is not, it is in English and marked so: worth a
    /// warning to whoever builds the leaflet.
    #[must_use]
    pub fn furniture_is_translated(&self) -> bool {
        self.words.are_in(self.lang())
    }
}

/// Whether it is one of the lines that close a leaflet.
fn is_legal(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph.style == ParagraphStyle::Detail,
        Block::Division(division) => division.blocks.iter().all(is_legal),
        Block::Heading(_)
        | Block::List(_)
        | Block::DefinitionList(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::Contents(_)
        | Block::References(_) => false,
    }
}

impl Reading {
    /// What a reader of this edition meets, whatever the format.
    #[must_use]
    pub fn of(edition: &Edition) -> Self {
        Self::of_blocks(&edition.leaflet.title, edition.lang(), edition.blocks()).0
    }
}
