//! An edition: a leaflet, complete with its furniture, in one layout. All that a backend ever sees.

use super::Layout;
use super::words::Words;
use crate::model::{Block, Content, Date, Inline, Lang, Leaflet, NonEmpty, Reading};
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

    /// Whether the furniture is in the leaflet's language. Where it is not, it is in English and marked so: worth a
    /// warning to whoever builds the leaflet.
    #[must_use]
    pub fn furniture_is_translated(&self) -> bool {
        self.words.are_in(self.lang())
    }
}

impl Reading {
    /// What a reader of this edition meets, whatever the format.
    #[must_use]
    pub fn of(edition: &Edition) -> Self {
        Self::of_blocks(&edition.leaflet.title, edition.lang(), edition.blocks()).0
    }
}
