//! The sheet: where its one column of text stands, and where its foot.

use super::faces::{metrics, upright};
use crate::layout::fonts::FaceId;
use crate::layout::{Profile, Weight};
use crate::model::{Direction, PT_PER_MM, Pt};

/// A stretch of the sheet's width in which blocks stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    /// Its left edge.
    pub left: Pt,
    /// Its right edge.
    pub right: Pt,
}

impl Column {
    /// How wide it is.
    pub(super) fn width(self) -> Pt {
        self.right - self.left
    }

    /// The column with room taken from the edge where reading begins and from the other one.
    pub(super) fn inset(self, direction: Direction, start: Pt, end: Pt) -> Self {
        match direction {
            Direction::LeftToRight => Self {
                left: self.left + start,
                right: self.right - end,
            },
            Direction::RightToLeft => Self {
                left: self.left + end,
                right: self.right - start,
            },
        }
    }

    /// The left edge of something of a width that stands this far from where reading begins.
    pub(super) fn place(self, direction: Direction, at: Pt, width: Pt) -> Pt {
        match direction {
            Direction::LeftToRight => self.left + at,
            Direction::RightToLeft => self.right - at - width,
        }
    }
}

/// The figures of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Geometry {
    /// Width of the sheet.
    pub width: Pt,
    /// Height of the sheet.
    pub height: Pt,
    /// The column.
    pub column: Column,
    /// Where text begins.
    pub top: Pt,
    /// Where it ends.
    pub bottom: Pt,
    /// The top of the hairline above the foot.
    pub foot_rule: Pt,
    /// The baseline of the foot.
    pub foot_baseline: Pt,
    /// The text face.
    pub face: FaceId,
}

/// What printers leave white at the edge of a sheet, and a little more.
const SHEET_EDGE: Pt = 11.0 * PT_PER_MM;

impl Geometry {
    /// The sheet of a profile, for a leaflet that runs in a direction.
    pub(super) fn of(profile: &Profile, direction: Direction) -> Self {
        let paper = &profile.paper;
        let (width, height) = (paper.width(), paper.height());
        let inner = paper.margin_inner_mm * PT_PER_MM;
        let outer = paper.margin_outer_mm * PT_PER_MM;
        let face = upright(&profile.faces.family, Weight::Regular);
        let measure = f32::from(u16::try_from(profile.body.measure_characters).unwrap_or(u16::MAX))
            * average_character(face)
            * profile.body.size_pt;
        // What the measure leaves over goes to the binding edge: the margin grows, never the line.
        let text = measure.min(width - inner - outer).max(profile.body.size_pt);
        let column = match direction {
            Direction::LeftToRight => Column {
                left: width - outer - text,
                right: width - outer,
            },
            Direction::RightToLeft => Column {
                left: outer,
                right: outer + text,
            },
        };
        let size = profile.body.size_pt;
        let figures = metrics(face);
        let foot_baseline = height - SHEET_EDGE - figures.descent * size;
        let foot_rule =
            foot_baseline - figures.ascent * size - profile.em(profile.foot.gap) - profile.foot.rule_pt;
        let bottom_margin = height - paper.margin_bottom_mm * PT_PER_MM;
        Self {
            width,
            height,
            column,
            top: paper.margin_top_mm * PT_PER_MM,
            bottom: bottom_margin.min(foot_rule - profile.em(profile.foot.gap)),
            foot_rule,
            foot_baseline,
            face,
        }
    }

    /// How much of a page text can fill.
    pub(super) fn depth(&self) -> Pt {
        self.bottom - self.top
    }

    /// From the top of a line of this height down to its baseline: the text stands in its middle.
    pub(super) fn baseline(&self, size: Pt, line: Pt) -> Pt {
        let figures = metrics(self.face);
        let text = (figures.ascent + figures.descent) * size;
        (line - text) / 2.0 + figures.ascent * size
    }
}

/// How often each letter, and the space, stands in a thousand characters of English running text.
const ENGLISH: [(char, u16); 27] = [
    (' ', 183),
    ('e', 102),
    ('t', 75),
    ('a', 65),
    ('o', 62),
    ('n', 57),
    ('i', 57),
    ('s', 53),
    ('r', 50),
    ('h', 50),
    ('l', 33),
    ('d', 33),
    ('u', 23),
    ('c', 22),
    ('m', 20),
    ('f', 20),
    ('w', 17),
    ('g', 16),
    ('p', 15),
    ('y', 14),
    ('b', 13),
    ('v', 8),
    ('k', 6),
    ('x', 1),
    ('j', 1),
    ('q', 1),
    ('z', 1),
];

/// The width of an average character of a face in em: lower-case letters and the space, weighted by how often they
/// stand in English text. Lines are counted too, so that none is longer than the measure even where letters are narrow.
fn average_character(face: FaceId) -> f32 {
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    let Ok(font) = skrifa::FontRef::new(face.face().bytes) else {
        return 0.5;
    };
    let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let (mut sum, mut count) = (0.0, 0.0);
    for (c, times) in ENGLISH {
        let glyph = font.charmap().map(c).unwrap_or_default();
        let times = f32::from(times);
        sum += widths.advance_width(glyph).unwrap_or(0.5) * times;
        count += times;
    }
    sum / count
}
