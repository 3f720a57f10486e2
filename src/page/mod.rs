//! An edition as pages: pure geometry. Shaping and line breaking are parley's; measuring, keeping together and
//! pagination are ours. What comes out is a neutral display list that knows nothing of any file format.
//!
//! All positions are in points from the top left corner of the sheet, y downwards.

mod blocks;
mod breaking;
mod choice;
mod columns;
mod compose;
mod contents;
pub mod cover;
mod cuts;
mod faces;
mod figure;
mod flow;
mod foot;
mod geometry;
mod hold;
mod line;
mod list;
mod paginate;
mod passage;
mod piece;
mod references;
mod shape;
mod side;
mod sign;
mod starts;
mod table;
mod text;
mod units;

use std::sync::{Arc, OnceLock};

use smallvec::SmallVec;
use smol_str::SmolStr;

use crate::error::{Error, Result};
use crate::layout::fonts::FaceId;
use crate::layout::{Colour, Edition};
use crate::model::tree::{NodeId, Tree};
use crate::model::{Anchor, Image, Pt};

/// The pages of an edition.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Width of the sheet.
    pub width: Pt,
    /// Height of the sheet.
    pub height: Pt,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Where each anchor of the edition stands.
    pub anchors: Vec<(Anchor, Place)>,
    /// Where each page begins in the logical tree, for page lists. Pages behind the last that holds text or a picture have
    /// none.
    pub starts: Vec<Start>,
}

/// A point on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// From the left edge.
    pub x: Pt,
    /// From the top edge.
    pub y: Pt,
}

/// Where a page begins in the logical tree: with the first leaf in reading order that has something on it to be read. A page
/// without any, such as one of decoration, begins where the next does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The leaf that the page begins with or in.
    pub node: NodeId,
    /// The byte of the leaf's text at which the page begins.
    pub offset: usize,
}

/// A page: marks in reading order, artifacts wherever they must be painted.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What is painted, bottom first.
    pub marks: Vec<Mark>,
    /// The areas of links, one a line of each link.
    pub links: Vec<LinkArea>,
}

/// Something painted.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Whose it is.
    pub owner: Owner,
    /// What is painted.
    pub shape: Shape,
}

/// Whose a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A leaf of the logical tree: its text or picture.
    Leaf(NodeId),
    /// The bullet or number of a list item; real text for those who see, the list's own structure for those who listen.
    Marker(NodeId),
    /// The page number of a contents entry.
    PageNumber(NodeId),
    /// Nobody's: rules, tints, a decorative picture.
    Layout,
    /// The foot of the page: its number and the running title.
    Pagination,
}

/// What is painted.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Glyphs on one baseline.
    Text(TextRun),
    /// A filled rectangle.
    Rectangle {
        /// Where.
        area: Area,
        /// In which colour.
        colour: Colour,
    },
    /// A filled circle.
    Disc {
        /// Its box.
        area: Area,
        /// In which colour.
        colour: Colour,
    },
    /// A filled polygon without holes, for drawn signs.
    Polygon {
        /// Its corners.
        points: Vec<(Pt, Pt)>,
        /// In which colour.
        colour: Colour,
    },
    /// A picture, scaled to the area.
    Picture {
        /// Where.
        area: Area,
        /// Which.
        image: Image,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: Pt,
    /// Top edge.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
}

/// Glyphs of one face, size and colour on one baseline, of one owner.
#[derive(Clone, Debug)]
pub struct TextRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Pt,
    /// The colour.
    pub colour: Colour,
    /// The baseline, from the top.
    pub baseline: Pt,
    /// The clusters in *logical* order, each with its own place: right-to-left text reads as it is spoken.
    pub clusters: Vec<Cluster>,
}

/// The smallest piece of text with glyphs of its own: one or more characters, one or more glyphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The characters, exactly as the tree has them. Together the clusters of a leaf give its text, less what is
    /// never drawn; a space at the end of a line is kept.
    pub text: SmolStr,
    /// From the left edge of the sheet.
    pub x: Pt,
    /// How far the next one stands.
    pub advance: Pt,
    /// The glyphs in the order in which they are painted.
    pub glyphs: SmallVec<[Glyph; 1]>,
}

/// A glyph of a cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the whole face.
    pub id: u16,
    /// From the cluster's x.
    pub dx: Pt,
    /// Upwards from the baseline.
    pub dy: Pt,
}

impl Shape {
    /// Moves it to the right.
    fn shift(&mut self, by: Pt) {
        match self {
            Self::Text(run) => run.clusters.iter_mut().for_each(|cluster| cluster.x += by),
            Self::Rectangle { area, .. } | Self::Disc { area, .. } | Self::Picture { area, .. } => {
                area.x += by
            }
            Self::Polygon { points, .. } => points.iter_mut().for_each(|(x, _)| *x += by),
        }
    }
}

/// The area of a link on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkArea {
    /// The link, citation, contents entry or reference label in the tree.
    pub node: NodeId,
    /// Where.
    pub area: Area,
}

/// Pages that are laid out once, when first asked for.
pub struct LazyPages<'a> {
    edition: Option<&'a Edition>,
    pages: OnceLock<std::result::Result<Arc<Pages>, String>>,
}

impl<'a> LazyPages<'a> {
    /// The pages of an edition, not laid out yet.
    #[must_use]
    pub fn of(edition: &'a Edition) -> Self {
        Self {
            edition: Some(edition),
            pages: OnceLock::new(),
        }
    }

    /// No pages: a format that can do without is written without what comes from them, page lists and page numbers.
    #[must_use]
    pub fn none() -> Self {
        Self {
            edition: None,
            pages: OnceLock::new(),
        }
    }

    /// The pages, or `None` where there are to be none.
    ///
    /// # Errors
    /// As [`LazyPages::get`].
    pub fn if_wanted(&self) -> Result<Option<Arc<Pages>>> {
        self.edition.map(|_| self.get()).transpose()
    }

    /// The pages.
    ///
    /// # Errors
    /// [`Error::Layout`] where a character has no glyph or the text does not fit any page, and where there are to be no
    /// pages.
    pub fn get(&self) -> Result<Arc<Pages>> {
        self.pages
            .get_or_init(|| {
                let edition = self.edition.ok_or("a file without pages was asked for")?;
                let tree = Tree::of(edition.blocks(), edition.lang());
                lay_out(edition, &tree).map(Arc::new).map_err(|e| e.to_string())
            })
            .clone()
            .map_err(Error::Layout)
    }

    /// The pages if they have been laid out already.
    #[must_use]
    pub fn if_ready(&self) -> Option<Arc<Pages>> {
        self.pages.get().and_then(|pages| pages.clone().ok())
    }
}

/// Lays an edition out. `tree` is the logical tree of its blocks.
///
/// # Errors
/// [`Error::Layout`] where a character has no glyph.
pub fn lay_out(edition: &Edition, tree: &Tree<'_>) -> Result<Pages> {
    let profile = &edition.layout.profile;
    let geometry = geometry::Geometry::of(profile, edition.lang());
    let mut flow = flow::Flow::new(edition, tree, geometry, 2);
    flow.document()?;
    loop {
        let plans = paginate::paginate(&flow.pieces, &flow.frames, &flow.repeats, geometry.depth());
        let needed = plans.len().to_string().len();
        if needed <= flow.digits {
            return compose::compose(edition, tree, &mut flow, &plans);
        }
        // The contents kept too little room for their numbers.
        if !flow.widen_contents(needed)? {
            flow = flow::Flow::new(edition, tree, geometry, needed);
            flow.document()?;
        }
    }
}
