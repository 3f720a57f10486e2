//! A line of text in place: its glyphs at their x positions, its links and its underlines.

mod row;

use std::ops::Range;

use smol_str::SmolStr;

pub(super) use self::row::glyphs;
use self::row::{Placed, in_order, join_ligatures, walk};
use super::faces::metrics;
use super::passage::{LINE_SEPARATOR, Span};
use super::shape::Shaped;
use super::{Cluster, Glyph, Owner};
use crate::layout::fonts::{FaceId, invisible};
use crate::layout::{Colour, Underline};
use crate::model::tree::NodeId;
use crate::model::{Direction, Pt, joins};

/// A line; x runs from the left edge of the box it was set in.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its glyphs in logical order.
    pub runs: Vec<Run>,
    /// The stretches of links, the hanging space left out.
    pub links: Vec<(NodeId, Stretch)>,
    /// What is underlined, and how.
    pub underlines: Vec<((Colour, Underline), Stretch)>,
    /// The citations that begin in it.
    pub citations: Vec<(NodeId, Pt)>,
    /// Where its text stands, the hanging space left out.
    pub extent: Stretch,
}

/// From one x to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stretch {
    /// The left end.
    pub left: Pt,
    /// The right end.
    pub right: Pt,
}

/// Glyphs of one owner, face and colour.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Whose they are.
    pub owner: Owner,
    /// The face.
    pub face: FaceId,
    /// The colour.
    pub colour: Colour,
    /// Where the first cluster begins in the owner's own text.
    pub origin: usize,
    /// The clusters in logical order.
    pub clusters: Vec<Cluster>,
}

impl Line {
    /// Whether nothing can be seen in it.
    pub(super) fn is_blank(&self) -> bool {
        let mut clusters = self.runs.iter().flat_map(|run| &run.clusters);
        clusters.all(|cluster| cluster.text.chars().all(char::is_whitespace))
    }

    /// A line without words, as wide as its box and begun at the edge where reading begins.
    pub(super) fn blank(direction: Direction, width: Pt) -> Self {
        let at = match direction {
            Direction::LeftToRight => 0.0,
            Direction::RightToLeft => width,
        };
        Self {
            extent: Stretch { left: at, right: at },
            ..Self::default()
        }
    }

    /// How wide its words are.
    pub(super) fn width(&self) -> Pt {
        self.extent.right - self.extent.left
    }
}

/// Puts a line of shaped text in a box of a width: at its left edge, or at its right edge where the text runs from
/// right to left.
pub(super) fn place(shaped: &Shaped, line: &parley::layout::Line<'_, ()>, width: Pt) -> Line {
    set(shaped, walk(shaped, line), line.text_range(), width)
}

/// Puts a line of pieces, all of which run from left to right, in a box of a width.
pub(super) fn place_units(shaped: &Shaped, pieces: Range<usize>, width: Pt) -> Line {
    let units = shaped.units.get(pieces.clone()).unwrap_or_default();
    let bytes = match (units.first(), units.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    };
    set(shaped, in_order(shaped, pieces, &bytes), bytes, width)
}

fn set(shaped: &Shaped, mut clusters: Vec<Placed>, bytes: Range<usize>, width: Pt) -> Line {
    let content: Pt = clusters.iter().filter(|c| !c.hangs).map(|c| c.advance).sum();
    let left = match shaped.passage.direction {
        Direction::LeftToRight => 0.0,
        Direction::RightToLeft => width - content,
    };
    clusters.sort_by_key(|cluster| cluster.start);
    let mut hanging = match shaped.passage.direction {
        Direction::LeftToRight => content,
        Direction::RightToLeft => 0.0,
    };
    for cluster in &mut clusters {
        if cluster.hangs {
            if shaped.passage.direction == Direction::RightToLeft {
                hanging -= cluster.advance;
            }
            cluster.x = hanging;
            if shaped.passage.direction == Direction::LeftToRight {
                hanging += cluster.advance;
            }
        }
        cluster.x += left;
    }
    let out = Line {
        extent: Stretch {
            left,
            right: left + content,
        },
        ..Line::default()
    };
    let clusters = join_ligatures(clusters);
    let mut setter = Setter {
        line: out,
        open: Vec::with_capacity(clusters.len()),
    };
    for cluster in clusters {
        setter.give(shaped, cluster);
    }
    let mut out = setter.done();
    cite(shaped, bytes, &mut out);
    out
}

/// A line that is being set. The clusters of its last run wait until there are all: then they take no more room than
/// they need, for as long as the document stands.
struct Setter {
    line: Line,
    open: Vec<Cluster>,
}

impl Setter {
    /// Gives a cluster to the leaf that it belongs to. One that reaches into a second leaf (an accent in a link of its
    /// own) leaves that leaf its characters on a space without width, so that no leaf loses text.
    fn give(&mut self, shaped: &Shaped, cluster: Placed) {
        let spans = &shaped.passage.spans;
        let first = spans.partition_point(|span| span.bytes.end <= cluster.start);
        let mut glyphs = cluster.glyphs;
        let mut advance = cluster.advance;
        let touched = spans.get(first..).unwrap_or_default().iter();
        for span in touched.take_while(|span| span.bytes.start < cluster.end) {
            let from = span.bytes.start.max(cluster.start);
            let to = span.bytes.end.min(cluster.end);
            let words = shaped.passage.text.get(from..to).unwrap_or_default();
            let text = drawn(words);
            if text.is_empty() {
                continue;
            }
            if glyphs.is_empty() {
                glyphs.push(Glyph {
                    id: metrics(cluster.face).space,
                    dx: 0.0,
                    dy: 0.0,
                });
            }
            let given = Cluster {
                text,
                x: cluster.x,
                advance,
                glyphs: std::mem::take(&mut glyphs),
            };
            if !cluster.hangs {
                mark_stretches(span, &given, &mut self.line);
            }
            advance = 0.0;
            self.push(span, from, cluster.face, given);
        }
    }

    fn push(&mut self, span: &Span, from: usize, face: FaceId, cluster: Cluster) {
        let continues = self.line.runs.last().is_some_and(|last| {
            last.owner == span.owner && last.face == face && last.colour == span.look.colour
        });
        if !continues {
            self.close();
            self.line.runs.push(Run {
                owner: span.owner,
                face,
                colour: span.look.colour,
                origin: span.origin + (from - span.bytes.start),
                clusters: Vec::new(),
            });
        }
        self.open.push(cluster);
    }

    fn close(&mut self) {
        if let Some(last) = self.line.runs.last_mut() {
            last.clusters = self.open.drain(..).collect();
        }
    }

    fn done(mut self) -> Line {
        self.close();
        self.line
    }
}

fn drawn(words: &str) -> SmolStr {
    if words.is_ascii() {
        return SmolStr::new(words);
    }
    words
        .chars()
        .filter(|c| !invisible(*c) || joins(*c))
        .map(|c| if c == LINE_SEPARATOR { ' ' } else { c })
        .collect()
}

fn mark_stretches(span: &Span, cluster: &Cluster, line: &mut Line) {
    let stretch = Stretch {
        left: cluster.x,
        right: cluster.x + cluster.advance,
    };
    if let Some(link) = span.link {
        extend(&mut line.links, link, stretch);
    }
    if let Some(underline) = span.look.underline {
        extend(&mut line.underlines, (span.look.colour, underline), stretch);
    }
}

/// Lengthens the last stretch of the same thing where this one touches it, or begins a new one.
fn extend<T: PartialEq>(stretches: &mut Vec<(T, Stretch)>, of: T, stretch: Stretch) {
    const TOUCH: Pt = 0.5;
    if let Some((last, known)) = stretches.last_mut()
        && *last == of
        && stretch.left <= known.right + TOUCH
        && stretch.right >= known.left - TOUCH
    {
        known.left = known.left.min(stretch.left);
        known.right = known.right.max(stretch.right);
        return;
    }
    stretches.push((of, stretch));
}

fn cite(shaped: &Shaped, bytes: Range<usize>, line: &mut Line) {
    for (at, node) in &shaped.passage.citations {
        if bytes.contains(at) {
            let stretch = line.links.iter().find(|(link, _)| link == node);
            let x = stretch.map_or(line.extent.left, |(_, stretch)| stretch.left);
            line.citations.push((*node, x));
        }
    }
}
