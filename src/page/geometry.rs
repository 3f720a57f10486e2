//! The sheet: where its one column of text stands, and where its foot.

use super::faces::metrics;
use crate::layout::fonts::FaceId;
use crate::layout::measure::SHEET_EDGE;
use crate::layout::{Families, Profile, Weight};
use crate::model::{Direction, Lang, PT_PER_MM, Pt};

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

    /// How far behind the beginning of another column this one begins.
    pub(super) fn starts_after(self, direction: Direction, other: Self) -> Pt {
        match direction {
            Direction::LeftToRight => self.left - other.left,
            Direction::RightToLeft => other.right - self.right,
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
    /// The column of the first page, and of every page unless the margins are mirrored.
    pub column: Column,
    /// How far everything stands to the right on every second page.
    pub turned: Pt,
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

impl Geometry {
    /// The sheet of a profile, for a leaflet in a language.
    pub(super) fn of(profile: &Profile, lang: &Lang) -> Self {
        let direction = lang.direction();
        let paper = &profile.paper;
        let (width, height) = (paper.width(), paper.height());
        let face = Families::of(&profile.faces)
            .lead(lang)
            .face(Weight::Regular, false);
        let (binding, outer) = profile.margins();
        let (left, right) = match direction {
            Direction::LeftToRight => (binding, outer),
            Direction::RightToLeft => (outer, binding),
        };
        let column = Column {
            left,
            right: width - right,
        };
        // The binding edge of the back of a sheet is the other one.
        let turned = if paper.mirrored {
            width - column.right - column.left
        } else {
            0.0
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
            turned,
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
