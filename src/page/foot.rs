//! The foot of a page: a hairline, the page's number and how many there are at the outer edge, the running title where it
//! fits beside them. Always at the same place, and never smaller than the body.

use super::breaking::Rag;
use super::geometry::Geometry;
use super::line::Line;
use super::passage::{Gather, Look};
use super::piece::Piece;
use super::shape::Shaper;
use super::{Area, Mark, Owner, Page, Shape};
use crate::error::Result;
use crate::layout::Edition;
use crate::layout::foot::Foot as Words;
use crate::model::tree::Tree;
use crate::model::{Block, Content, Direction, Paragraph, ParagraphStyle, Pt};

/// What all feet share.
pub(super) struct Foot<'a> {
    edition: &'a Edition,
    geometry: Geometry,
    words: Words,
    title: Option<Line>,
    /// How many pages there are.
    total: usize,
}

impl<'a> Foot<'a> {
    /// The foot of an edition's pages, of which there are so many.
    ///
    /// # Errors
    /// [`Error::Layout`](crate::error::Error::Layout) where no face has a character of the title.
    pub(super) fn new(
        edition: &'a Edition,
        shaper: &mut Shaper,
        geometry: Geometry,
        total: usize,
    ) -> Result<Self> {
        let mut foot = Self {
            edition,
            geometry,
            words: Words::of(edition, total.to_string().len()),
            title: None,
            total,
        };
        let title = foot.words.title.clone();
        foot.title = title.map(|title| foot.line(shaper, title)).transpose()?;
        Ok(foot)
    }

    /// Sets the foot of a page.
    ///
    /// # Errors
    /// [`Error::Layout`](crate::error::Error::Layout) where no face has a digit.
    pub(super) fn set(&self, page: &mut Page, number: usize, shaper: &mut Shaper) -> Result<()> {
        let column = self.geometry.column;
        let profile = &self.edition.layout.profile;
        let direction = self.edition.leaflet.direction();
        let area = Area {
            x: column.left,
            y: self.geometry.foot_rule,
            width: column.width(),
            height: profile.foot.rule_pt,
        };
        page.marks.push(Mark {
            owner: Owner::Pagination,
            shape: Shape::Rectangle {
                area,
                colour: profile.colours.rule,
            },
        });
        let mut piece = Piece::default();
        if let Some(title) = &self.title {
            self.put(&mut piece, title, 0.0, direction);
        }
        let count = self.words.counted(number, self.total);
        let count = Content::new(self.edition.words.inlines(&count, self.edition.lang()));
        if let Some(count) = count {
            let count = self.line(shaper, count)?;
            self.put(&mut piece, &count, column.width() - count.width(), direction);
        }
        page.marks.extend(piece.inks.into_iter().map(|ink| ink.mark));
        Ok(())
    }

    fn put(&self, piece: &mut Piece, line: &Line, from_start: Pt, direction: Direction) {
        let x = self.geometry.column.place(direction, from_start, line.width());
        let size = self.edition.layout.profile.body.size_pt;
        let left = x - line.extent.left;
        piece.set(line.clone(), size, left, self.geometry.foot_baseline);
    }

    fn line(&self, shaper: &mut Shaper, content: Content) -> Result<Line> {
        let profile = &self.edition.layout.profile;
        let look = Look::plain(false, profile.colours.text);
        let lang = self.edition.lang();
        let style = ParagraphStyle::Body;
        let blocks = [Block::Paragraph(Paragraph { style, content })];
        let tree = Tree::of(&blocks, lang);
        let mut passage = Gather::of(&tree, profile, tree.root(), look);
        for span in &mut passage.spans {
            span.owner = Owner::Pagination;
        }
        let mut shaped = shaper.shape(passage, profile.body.size_pt)?;
        // Wider than any title, and not so wide that places in it lose their precision.
        let lines = shaped.lines(self.geometry.width * 20.0, usize::MAX, Rag::Full);
        Ok(lines.into_iter().next().unwrap_or_default())
    }
}
