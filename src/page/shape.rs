//! Passages into glyphs, and glyphs into lines. Shaping and the bidi algorithm are parley's; where a line ends is ours,
//! because what must stay together (a dose, a telephone number, a word) differs from what Unicode's line breaking
//! keeps together.

use std::ops::Range;

use parley::{BaseDirection, Layout, LayoutContext};
use smallvec::SmallVec;

use super::Glyph;
use super::breaking::Rag;
use super::choice::{Choice, Face};
use super::faces::{FaceTable, Fonts, metrics, reach};
use super::line::{Line, glyphs, place, place_units};
use super::passage::{LINE_SEPARATOR, Passage};
use super::units::{Ease, Unit, content_width, rate};
use crate::error::{Error, Result};
use crate::layout::Family;
use crate::layout::fonts::{FaceId, invisible};
use crate::layout::profile::Faces;
use crate::model::{Direction, Em, Pt};

/// Shapes passages. One for each laying out: it holds scratch space.
pub(super) struct Shaper {
    fonts: Fonts,
    scratch: LayoutContext<()>,
    choice: Choice,
}

/// A passage with its glyphs.
pub(super) struct Shaped {
    /// The passage.
    pub passage: Passage,
    /// The size of its glyphs.
    pub size: Pt,
    /// Its pieces in logical order.
    pub units: Vec<Unit>,
    /// The least distance from line to line at which no line touches the next one, in em. Nothing where all of it is in
    /// the text face, which the layout's leading is made for.
    pub reach: Em,
    /// The glyphs of each piece, where all text runs from left to right: then the pieces as they stand make the lines.
    pub drawn: Option<Vec<Drawn>>,
    layout: Layout<()>,
    faces: FaceTable,
}

/// The glyphs of a piece.
pub(super) struct Drawn {
    /// Their face.
    pub face: FaceId,
    /// The glyphs.
    pub glyphs: SmallVec<[Glyph; 1]>,
    /// Part of the ligature before it.
    pub continues: bool,
}

impl Shaper {
    /// A shaper for a layout's faces.
    pub(super) fn new(faces: &Faces) -> Self {
        Self {
            fonts: Fonts::new(),
            scratch: LayoutContext::new(),
            choice: Choice::new(faces),
        }
    }

    /// A passage with its glyphs at a size.
    ///
    /// # Errors
    /// [`Error::Layout`] where no face has a character.
    pub(super) fn shape(&mut self, passage: Passage, size: Pt) -> Result<Shaped> {
        let layout = self.layout(&passage, size);
        let mut shaped = Shaped {
            passage,
            size,
            units: Vec::new(),
            reach: 0.0,
            drawn: None,
            layout,
            faces: self.fonts.table(),
        };
        if !shaped.passage.text.is_empty() {
            shaped.layout.break_all_lines(None);
            let (units, drawn) = shaped.measure()?;
            shaped.units = units;
            shaped.reach = shaped.reach(self.choice.text());
            if drawn.is_some() {
                shaped.layout = Layout::new();
            }
            shaped.drawn = drawn;
        }
        Ok(shaped)
    }

    fn layout(&mut self, passage: &Passage, size: Pt) -> Layout<()> {
        let text = passage.text.as_str();
        if text.is_empty() {
            return Layout::new();
        }
        let faces = self.choice.faces(passage);
        for (_, face) in &faces {
            self.fonts.want(face.family);
        }
        let mut builder = self
            .scratch
            .style_run_builder(&mut self.fonts.context, text, 1.0, false);
        let mut known: Vec<(Face<'_>, u16)> = Vec::new();
        for (bytes, face) in faces {
            let index = match known.iter().find(|(other, _)| *other == face) {
                Some((_, index)) => *index,
                None => {
                    let index = builder.push_style(face.style(size));
                    known.push((face, index));
                    index
                }
            };
            builder.push_style_run(index, bytes);
        }
        builder.set_base_direction(match passage.direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        });
        builder.build(text)
    }
}

impl Shaped {
    /// The face behind a run of glyphs.
    pub(super) fn face(&self, run: &parley::layout::Run<'_, ()>) -> FaceId {
        self.faces.face(run.font().data.id()).unwrap_or(FaceId(0))
    }

    fn measure(&self) -> Result<(Vec<Unit>, Option<Vec<Drawn>>)> {
        let text = self.passage.text.as_str();
        let mut units = Vec::with_capacity(text.len());
        let mut drawn =
            (self.passage.direction == Direction::LeftToRight).then(|| Vec::with_capacity(text.len()));
        for run in self.layout.lines().flat_map(|line| line.runs()) {
            let face = self.face(&run);
            let blank = metrics(face).space;
            if run.is_rtl() {
                drawn = None;
            }
            for cluster in run.clusters() {
                let range = cluster.text_range();
                let words = text.get(range.clone()).unwrap_or_default();
                let sort = Sort::of(words);
                if sort == Sort::Visible && cluster.glyphs().any(|glyph| glyph.id == 0) {
                    return Err(missing(text, range));
                }
                let continues = cluster.is_ligature_continuation();
                units.push(Unit {
                    start: range.start,
                    end: range.end,
                    advance: match sort {
                        Sort::Visible | Sort::Space | Sort::White => cluster.advance(),
                        Sort::Separator | Sort::Undrawn => 0.0,
                    },
                    ease: if continues { Ease::Never } else { Ease::Letter },
                    space: matches!(sort, Sort::Space | Sort::Separator),
                });
                if let Some(drawn) = &mut drawn {
                    drawn.push(Drawn {
                        face,
                        glyphs: glyphs(&cluster, words, blank),
                        continues,
                    });
                }
            }
        }
        units.sort_by_key(|unit| unit.start);
        rate(&self.passage, &mut units);
        Ok((units, drawn))
    }

    /// Marks above and below letters reach further in some scripts than in the one that a layout's leading is made for.
    fn reach(&self, text: Family) -> Em {
        let (mut above, mut below) = (0.0_f32, 0.0_f32);
        for run in self.layout.lines().flat_map(|line| line.runs()) {
            let face = self.face(&run);
            if face.face().family == text.name() {
                continue;
            }
            let clusters: Vec<_> = run.clusters().collect();
            let glyphs = clusters.iter().flat_map(parley::layout::Cluster::glyphs);
            let (up, down) = reach(face, glyphs.map(|glyph| (glyph.id, -glyph.y / self.size)));
            (above, below) = (above.max(up), below.max(down));
        }
        above + below
    }

    /// The width of the widest piece that should not be broken, and of the longest line that was asked for.
    pub(super) fn widths(&self) -> (Pt, Pt) {
        let (mut narrow, mut wide) = (0.0_f32, 0.0_f32);
        let (mut piece, mut line, mut spaces) = (0.0_f32, 0.0_f32, 0.0_f32);
        for unit in &self.units {
            if unit.space {
                spaces += unit.advance;
            } else {
                piece += spaces + unit.advance;
                line += spaces + unit.advance;
                spaces = 0.0;
            }
            narrow = narrow.max(piece);
            wide = wide.max(line);
            if unit.ease >= Ease::Word {
                piece = 0.0;
                line += spaces;
                spaces = 0.0;
            }
            if unit.ease == Ease::Forced {
                line = 0.0;
            }
        }
        (narrow, wide)
    }

    /// The width of the widest word, or part of an address, that would be cut in a narrower line.
    pub(super) fn widest_word(&self) -> Pt {
        let (mut widest, mut word) = (0.0_f32, 0.0_f32);
        for unit in &self.units {
            if !unit.space {
                word += unit.advance;
            }
            widest = widest.max(word);
            if unit.ease >= Ease::Punctuation || unit.space {
                word = 0.0;
            }
        }
        widest
    }

    /// The lines at a width, none with more than `most` characters.
    pub(super) fn lines(&mut self, width: Pt, most: usize, rag: Rag) -> Vec<Line> {
        if self.units.is_empty() {
            return Vec::new();
        }
        let ends = super::breaking::ends(&self.units, width, most, rag);
        if self.drawn.is_some() {
            return self.lines_of_units(&ends, width);
        }
        // Shaped text stands on one line already.
        if ends.len() > 1 || self.layout.len() != 1 {
            self.break_at(&ends, width);
        }
        let lines: Vec<_> = self.layout.lines().collect();
        let mut placed: Vec<Line> = lines.iter().map(|line| place(self, line, width)).collect();
        while placed.last().is_some_and(|line| line.runs.is_empty()) {
            placed.pop();
        }
        placed
    }

    fn lines_of_units(&self, ends: &[usize], width: Pt) -> Vec<Line> {
        let mut start = 0;
        let mut lines: Vec<Line> = ends
            .iter()
            .map(|end| place_units(self, std::mem::replace(&mut start, *end)..*end, width))
            .collect();
        while lines.last().is_some_and(|line| line.runs.is_empty()) {
            lines.pop();
        }
        lines
    }

    fn break_at(&mut self, ends: &[usize], width: Pt) {
        let mut breaker = self.layout.break_lines();
        breaker.state_mut().set_layout_max_advance(f32::INFINITY);
        let mut start = 0;
        for end in ends.iter().copied() {
            let units = self.units.get(start..end).unwrap_or_default();
            breaker
                .state_mut()
                .set_line_max_advance(content_width(units) + SLACK);
            breaker.break_next();
            start = end;
        }
        // Rounding can leave a last few glyphs behind; they get lines of their own rather than none.
        while !breaker.is_done() {
            breaker.state_mut().set_line_max_advance(width);
            breaker.break_next();
        }
        breaker.finish();
    }

    /// The pieces inside a range of bytes.
    pub(super) fn units_in(&self, bytes: &Range<usize>) -> &[Unit] {
        let from = self.units.partition_point(|unit| unit.start < bytes.start);
        let to = self.units.partition_point(|unit| unit.start < bytes.end);
        self.units.get(from..to).unwrap_or_default()
    }
}

/// What a piece shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Glyphs.
    Visible,
    /// A space that hangs at a line's end.
    Space,
    /// White space that does not.
    White,
    /// Nothing: the end of a line.
    Separator,
    /// Nothing.
    Undrawn,
}

impl Sort {
    fn of(words: &str) -> Self {
        match words.as_bytes() {
            [b' '] => Self::Space,
            [byte] if byte.is_ascii_graphic() => Self::Visible,
            _ if words.starts_with(LINE_SEPARATOR) => Self::Separator,
            _ if words.chars().all(invisible) => Self::Undrawn,
            _ if words.chars().all(char::is_whitespace) => Self::White,
            _ => Self::Visible,
        }
    }
}

/// Less than any glyph is wide, more than rounding adds up to over a line.
const SLACK: Pt = 0.02;

fn missing(text: &str, range: Range<usize>) -> Error {
    let before: Vec<char> = text
        .get(..range.start)
        .unwrap_or_default()
        .chars()
        .rev()
        .take(20)
        .collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text
        .get(range.end..)
        .unwrap_or_default()
        .chars()
        .take(20)
        .collect();
    let words = text.get(range).unwrap_or_default();
    let names: Vec<String> = words.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    Error::Layout(format!(
        "no font has the character “{words}” ({}), in “{before}{words}{after}”; write it in other words or add a font that has it",
        names.join(" ")
    ))
}
