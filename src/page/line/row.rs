//! Clusters one beside the other, as they are drawn: which of them hang at the end of the line, and which are drawn as
//! part of another. Whose they are is not asked yet.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use crate::layout::fonts::{FaceId, invisible};
use crate::model::{Pt, joins};
use crate::page::Glyph;
use crate::page::faces::metrics;
use crate::page::passage::LINE_SEPARATOR;
use crate::page::shape::Shaped;

/// A cluster before it is given to its owner.
pub(super) struct Placed {
    pub start: usize,
    pub end: usize,
    pub x: Pt,
    pub advance: Pt,
    pub face: FaceId,
    pub glyphs: SmallVec<[Glyph; 1]>,
    /// Part of the ligature before it.
    pub continues: bool,
    /// A space that hangs at the end of the line.
    pub hangs: bool,
}

/// The clusters of pieces in the order in which they stand; what hangs has no place yet.
pub(super) fn in_order(shaped: &Shaped, pieces: Range<usize>, bytes: &Range<usize>) -> Vec<Placed> {
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
pub(super) fn walk(shaped: &Shaped, line: &parley::layout::Line<'_, ()>) -> Vec<Placed> {
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
pub fn glyphs(cluster: &parley::layout::Cluster<'_, ()>, words: &str, space: u16) -> SmallVec<[Glyph; 1]> {
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

pub(super) fn join_ligatures(clusters: Vec<Placed>) -> Vec<Placed> {
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
