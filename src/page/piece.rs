//! What pagination moves about: pieces that never break, stacked from top to bottom, and the frames round some of them.
//!
//! Flow makes pieces without knowing of pages; pagination stacks them without knowing what they are.

use super::line::{Line, Run};
use super::{Area, Mark, Owner, Shape, TextRun};
use crate::layout::{Colour, Underline};
use crate::model::tree::NodeId;
use crate::model::{Anchor, Direction, Em, Pt};

/// How much it costs to end a page after a piece. Only the differences between costs mean anything: an empty page
/// costs [`EMPTY`], a half empty one a quarter of that.
pub(super) type Cost = f32;

/// A page left empty.
pub(super) const EMPTY: Cost = 1000.0;
/// Between the lines of a paragraph, two or more on either side.
pub(super) const LINES: Cost = 12.0;
/// For a picture made smaller at all, so that more fits a page.
pub(super) const SMALLER: Cost = 25.0;
/// For a picture made as small as it may be, beside that.
pub(super) const SMALLEST: Cost = 60.0;
/// Before the last item of a list or the last row of a table.
pub(super) const LAST_ITEM: Cost = 60.0;
/// Inside what is small enough to be seen at once: a callout, a table, a quotation.
pub(super) const TOGETHER: Cost = 170.0;
/// Inside a callout: without its label, a part of it is no callout.
pub(super) const BOX: Cost = 300.0;
/// Inside a warning.
pub(super) const WARNING: Cost = 900.0;
/// Inside the last lines of a leaflet: a page for a line or two looks like a mistake, and is easily lost.
pub(super) const LAST_LINES: Cost = 350.0;
/// After words that announce what follows.
pub(super) const ANNOUNCED: Cost = 400.0;
/// One line alone at the foot or the head of a page.
pub(super) const LONE_LINE: Cost = 2500.0;
/// Inside a table row.
pub(super) const ROW: Cost = 1400.0;
/// Between a picture and its caption.
pub(super) const CAPTION: Cost = 4000.0;
/// After a heading, a label or a term.
pub(super) const HEADING: Cost = 8000.0;

/// A stretch of page that never breaks.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// How high it is.
    pub height: Pt,
    /// Above it; nothing at the head of a page.
    pub gap: Pt,
    /// How much lower it may become: its pictures shrink with it.
    pub give: Pt,
    /// What ending a page after it costs.
    pub cost: Cost,
    /// The innermost frame round it, as an index.
    pub frame: Option<usize>,
    /// What is set again above it where it begins a page, as an index.
    pub repeat: Option<usize>,
    /// What is painted, y from the piece's top.
    pub inks: Vec<Ink>,
    /// The links, y from the piece's top.
    pub links: Vec<(NodeId, Area)>,
    /// The anchors and their places, y from the piece's top.
    pub anchors: Vec<(Anchor, Pt, Pt)>,
    /// The baseline of its first line.
    pub baseline: Option<Pt>,
    /// A page number to be filled in.
    pub number: Option<NumberSlot>,
}

/// A mark and, for text, where it begins in its leaf.
#[derive(Clone, Debug)]
pub(super) struct Ink {
    /// The mark, y from the piece's top.
    pub mark: Mark,
    /// The byte of the leaf's text at which it begins.
    pub origin: usize,
}

/// Where the page number of a contents entry goes.
#[derive(Clone, Debug)]
pub(super) struct NumberSlot {
    /// The entry.
    pub entry: NodeId,
    /// What it leads to.
    pub target: Anchor,
    /// The edge that it stands against.
    pub edge: Pt,
    /// Its baseline, from the piece's top.
    pub baseline: Pt,
    /// The direction of the entry.
    pub direction: Direction,
    /// Where the entry's text ends on the number's line.
    pub text_end: Pt,
}

/// Tint and rule round pieces that belong together; each page's share is painted by itself.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The frame around it, as an index.
    pub outer: Option<usize>,
    /// How many frames are around it.
    pub depth: usize,
    /// Between its edge and what is in it, above and below.
    pub padding: Pt,
    /// The tint, if any.
    pub tint: Option<(Area, Colour)>,
    /// The rule at the leading edge: its place across the page and its colour.
    pub rule: (Area, Colour),
}

/// What a table sets again at the head of each page.
#[derive(Clone, Debug)]
pub(super) struct Repeat {
    /// How high it is.
    pub height: Pt,
    /// What is painted, y from its top.
    pub inks: Vec<Ink>,
}

impl Piece {
    /// Puts a line of text in, its box at x and its baseline at y.
    pub(super) fn set(&mut self, line: Line, size: Pt, x: Pt, baseline: Pt) {
        for ((colour, underline), stretch) in line.underlines {
            for (below, thickness) in rules(underline) {
                let area = Area {
                    x: x + stretch.left,
                    y: baseline + below * size,
                    width: stretch.right - stretch.left,
                    height: thickness * size,
                };
                self.paint(Owner::Layout, Shape::Rectangle { area, colour });
            }
        }
        for run in line.runs {
            self.text(run, size, x, baseline);
        }
        for (node, stretch) in line.links {
            let area = Area {
                x: x + stretch.left,
                y: baseline - 0.95 * size,
                width: stretch.right - stretch.left,
                height: 1.25 * size,
            };
            self.links.push((node, area));
        }
        self.baseline.get_or_insert(baseline);
    }

    fn text(&mut self, run: Run, size: Pt, x: Pt, baseline: Pt) {
        let mut clusters = run.clusters;
        for cluster in &mut clusters {
            cluster.x += x;
        }
        let text = TextRun {
            face: run.face,
            size,
            colour: run.colour,
            baseline,
            clusters,
        };
        self.inks.push(Ink {
            mark: Mark {
                owner: run.owner,
                shape: Shape::Text(text),
            },
            origin: run.origin,
        });
    }

    /// Paints something that is no text.
    pub(super) fn paint(&mut self, owner: Owner, shape: Shape) {
        self.inks.push(Ink {
            mark: Mark { owner, shape },
            origin: 0,
        });
    }

    /// Moves everything in the piece sideways.
    pub(super) fn shift(&mut self, by: Pt) {
        for ink in &mut self.inks {
            ink.mark.shape.shift(by);
        }
        for (_, area) in &mut self.links {
            area.x += by;
        }
        for (_, x, _) in &mut self.anchors {
            *x += by;
        }
    }

    /// Makes the piece lower by making its pictures smaller; they stay at the edge where reading begins.
    pub(super) fn shrink(&mut self, by: Pt, direction: Direction) {
        let scale = ((self.height - by) / self.height.max(f32::EPSILON)).clamp(0.0, 1.0);
        for ink in &mut self.inks {
            if let Shape::Picture { area, .. } = &mut ink.mark.shape {
                let width = area.width * scale;
                if direction == Direction::RightToLeft {
                    area.x += area.width - width;
                }
                area.width = width;
                area.height *= scale;
            }
        }
        self.height -= by;
    }

    /// Raises what ending a page after this piece costs.
    pub(super) fn hold(&mut self, cost: Cost) {
        self.cost = self.cost.max(cost);
    }
}

/// The rules of a line under words: how far below the baseline each begins, and how thick it is.
fn rules(underline: Underline) -> impl Iterator<Item = (Em, Em)> {
    const BELOW: Em = 0.17;
    const THIN: Em = 0.055;
    let (thickness, second) = match underline {
        Underline::Single => (THIN, None),
        Underline::Thick => (2.0 * THIN, None),
        // Far enough apart not to run into one for blurred sight.
        Underline::Double => (THIN, Some(BELOW + 2.4 * THIN)),
    };
    [Some(BELOW), second]
        .into_iter()
        .flatten()
        .map(move |below| (below, thickness))
}

impl Ink {
    /// The same mark further down.
    pub(super) fn lowered(mut self, by: Pt) -> Self {
        match &mut self.mark.shape {
            Shape::Text(run) => run.baseline += by,
            Shape::Rectangle { area, .. } | Shape::Disc { area, .. } | Shape::Picture { area, .. } => {
                area.y += by
            }
            Shape::Polygon { points, .. } => {
                for (_, y) in points {
                    *y += by;
                }
            }
        }
        self
    }

    /// The same mark, owned by nobody.
    pub(super) fn disowned(mut self) -> Self {
        self.mark.owner = Owner::Layout;
        self
    }
}
