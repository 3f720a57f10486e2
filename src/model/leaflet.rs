//! A leaflet: what an editor wrote, resolved and complete.

use super::block::{Block, Reference};
use super::text::NonEmpty;
use super::units::{Date, Direction, Lang};

/// A leaflet with everything resolved: citations formatted, pictures loaded, every state a valid one.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaflet {
    /// The name of its folder; file names are made from it.
    pub slug: String,
    /// The title.
    pub title: NonEmpty,
    /// The title for the foot of a page.
    pub short_title: Option<NonEmpty>,
    /// The language of everything not marked otherwise.
    pub lang: Lang,
    /// What it is about, in a sentence or two.
    pub summary: Option<NonEmpty>,
    /// The body. In an [`Edition`](crate::layout::Edition) the furniture stands round it.
    pub body: Vec<Block>,
    /// The references in the order of their labels.
    pub references: Vec<Reference>,
    /// Who made it and when.
    pub record: Record,
}

/// Who made a leaflet and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The version, as written.
    pub version: Option<NonEmpty>,
    /// When it was first published.
    pub published: Option<Date>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// When the next review is due.
    pub next_review: Option<Date>,
    /// Who wrote it.
    pub authors: Vec<Contributor>,
    /// Who reviewed it.
    pub reviewers: Vec<Contributor>,
}

/// Somebody with a part in a leaflet: a name, a role, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name.
    pub name: Option<NonEmpty>,
    /// The role.
    pub role: Option<NonEmpty>,
    /// Whether they approved the leaflet.
    pub approved: bool,
}

impl Leaflet {
    /// The direction of the leaflet's language.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.lang.direction()
    }
}

impl Record {
    /// The latest date that has already been: published or reviewed, never the next review.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.published.max(self.reviewed)
    }
}
