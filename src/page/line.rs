//! A line of text in place: its glyphs at their x positions, its links and its underlines.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

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

/// A cluster before it is given to its owner.
struct Placed {
    start: usize,
    end: usize,
    x: Pt,
    advance: Pt,
    face: FaceId,
    glyphs: SmallVec<[Glyph; 1]>,
    /// Part of the ligature before it.
    continues: bool,
    /// A space that hangs at the end of the line.
    hangs: bool,
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

/// The clusters of pieces in the order in which they stand; what hangs has no place yet.
fn in_order(shaped: &Shaped, pieces: Range<usize>, bytes: &Range<usize>) -> Vec<Placed> {
    let mut row = Row::new(shaped, bytes);
    let units = shaped.units.get(pieces.clone()).unwrap_or_default();
    let drawn = shaped.drawn.as_deref().unwrap_or_default();
    for (unit, drawn) in units.iter().zip(drawn.get(pieces).unwrap_or_default()) {
        row.add(
            unit.start..unit.end,
            unit.advance,
            drawn.face,
            drawn.continues,
            |_| drawn.glyphs.clone(),
        );
    }
    row.done()
}

/// The clusters of a line from left to right; what hangs has no place yet.
fn walk(shaped: &Shaped, line: &parley::layout::Line<'_, ()>) -> Vec<Placed> {
    let mut row = Row::new(shaped, &line.text_range());
    for run in line.runs() {
        let face = shaped.face(&run);
        let blank = metrics(face).space;
        for cluster in run.visual_clusters() {
            row.add(
                cluster.text_range(),
                cluster.advance(),
                face,
                cluster.is_ligature_continuation(),
                |words| glyphs(&cluster, words, blank),
            );
        }
    }
    row.done()
}

/// Clusters that are set one beside the other.
struct Row<'s> {
    shaped: &'s Shaped,
    hanging_from: usize,
    placed: Vec<Placed>,
    joiners: Vec<Range<usize>>,
    x: Pt,
}

impl<'s> Row<'s> {
    fn new(shaped: &'s Shaped, bytes: &Range<usize>) -> Self {
        Self {
            shaped,
            hanging_from: hanging_from(shaped, bytes),
            placed: Vec::with_capacity(bytes.len()),
            joiners: Vec::new(),
            x: 0.0,
        }
    }

    fn add(
        &mut self,
        bytes: Range<usize>,
        advance: Pt,
        face: FaceId,
        continues: bool,
        glyphs: impl FnOnce(&str) -> SmallVec<[Glyph; 1]>,
    ) {
        let words = self.shaped.passage.text.get(bytes.clone()).unwrap_or_default();
        if words.chars().all(invisible) {
            if words.chars().any(joins) {
                self.joiners.push(bytes);
            }
            return;
        }
        let forced = words.starts_with(LINE_SEPARATOR);
        let hangs = forced || bytes.start >= self.hanging_from;
        let advance = if forced {
            metrics(face).space_advance * self.shaped.size
        } else {
            advance
        };
        self.placed.push(Placed {
            start: bytes.start,
            end: bytes.end,
            x: if hangs { 0.0 } else { self.x },
            advance,
            face,
            glyphs: glyphs(words),
            continues,
            hangs,
        });
        if !hangs {
            self.x += advance;
        }
    }

    fn done(mut self) -> Vec<Placed> {
        // Nothing is drawn for a joiner, but it is spelling: it goes with the character before it.
        self.joiners.sort_unstable_by_key(|joiner| joiner.start);
        for joiner in self.joiners {
            let mut placed = self.placed.iter_mut();
            if let Some(before) = placed.find(|placed| placed.end == joiner.start) {
                before.end = joiner.end;
            } else if let Some(after) = self.placed.iter_mut().find(|placed| placed.start == joiner.end) {
                after.start = joiner.start;
            }
        }
        self.placed
    }
}

fn hanging_from(shaped: &Shaped, bytes: &Range<usize>) -> usize {
    let units = shaped.units_in(bytes);
    units
        .iter()
        .rev()
        .take_while(|unit| unit.space || unit.advance == 0.0)
        .last()
        .map_or(bytes.end, |unit| unit.start)
}

/// The glyphs of a cluster in a face whose space is this glyph.
pub(super) fn glyphs(
    cluster: &parley::layout::Cluster<'_, ()>,
    words: &str,
    space: u16,
) -> SmallVec<[Glyph; 1]> {
    if words.chars().all(char::is_whitespace) {
        return smallvec![Glyph {
            id: space,
            dx: 0.0,
            dy: 0.0,
        }];
    }
    let joined = words.chars().any(invisible);
    let mut pen = 0.0;
    let mut out = SmallVec::new();
    for glyph in cluster.glyphs() {
        let id = u16::try_from(glyph.id).unwrap_or_default();
        // A joiner inside a cluster is shaped as a space without width.
        if !(joined && id == space && glyph.advance == 0.0) {
            out.push(Glyph {
                id,
                dx: pen + glyph.x,
                dy: -glyph.y,
            });
        }
        pen += glyph.advance;
    }
    out
}

fn join_ligatures(clusters: Vec<Placed>) -> Vec<Placed> {
    if !clusters.iter().any(|cluster| cluster.continues) {
        return clusters;
    }
    let mut out: Vec<Placed> = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        match out.last_mut() {
            Some(last) if cluster.continues && last.end == cluster.start => {
                last.end = cluster.end;
                last.x = last.x.min(cluster.x);
                last.advance += cluster.advance;
            }
            _ => out.push(cluster),
        }
    }
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
