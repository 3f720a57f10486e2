//! Why nobody sees words, by how they are drawn.

use super::geometry::Matrix;
use super::marks::Furniture;
use super::state::State;

/// Letters that are no larger, in points, are seen by nobody.
const TINY: f32 = 1.0;
/// Letters narrower than this part of their width are not read.
const SQUEEZED: f32 = 1.0 / 3.0;

/// Outlines wider than this, in the size of the letters, run together.
const BLOTTED: f32 = 0.3;

/// What a run is a part of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// An element: it is read.
    Read,
    /// The page alone.
    Artifact(Furniture),
}

/// How a run is drawn.
pub(super) struct Drawn<'d> {
    pub state: &'d State,
    pub part: Part,
    /// From the coordinates of text to those of the page.
    pub placed: Matrix,
    /// From those of a letter of size 1 to those of the page.
    pub letters: Matrix,
    pub is_type_3: bool,
    pub is_exact: bool,
    /// How much larger its letters are than their size.
    pub scale: Option<f32>,
}

/// Why words are not seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Why {
    Mode(i64),
    Transparent,
    Tiny,
    Squeezed,
    Mirrored,
    Blotted,
    Layer,
    CutOff,
    SameColour,
    Piled,
    Covered,
    Overprinted,
}

impl Why {
    /// Why nothing of what is drawn so is seen.
    pub fn of(drawn: &Drawn<'_>, size: f32) -> Option<Self> {
        let state = drawn.state;
        let opacity = match state.mode {
            1 | 5 => state.stroke.opacity(),
            2 | 6 => state.fill.opacity().max(state.stroke.opacity()),
            _ => state.fill.opacity(),
        };
        if state.off {
            Some(Self::Layer)
        } else if !state.shows_letters() {
            Some(Self::Mode(state.mode))
        } else if opacity < 0.05 {
            Some(Self::Transparent)
        } else if drawn.scale.is_some() && size < TINY {
            Some(Self::Tiny)
        } else if drawn.is_type_3 {
            // Its letters may be as it likes.
            None
        } else if drawn.letters.width() < SQUEEZED * drawn.letters.height() {
            Some(Self::Squeezed)
        } else if drawn.letters.is_mirrored() {
            Some(Self::Mirrored)
        } else if state.outline(size) > BLOTTED {
            Some(Self::Blotted)
        } else {
            None
        }
    }

    /// It in words.
    pub fn words(self) -> String {
        match self {
            Self::Mode(mode) => return format!("render mode {mode}"),
            Self::Transparent => "they are transparent",
            Self::Tiny => "they are too small",
            Self::Squeezed => "they are squeezed together",
            Self::Mirrored => "they are mirrored",
            Self::Blotted => "their outlines run together",
            Self::Layer => "in a layer that is switched off",
            Self::CutOff => "they are cut off",
            Self::SameColour => "in the colour of what is behind them",
            Self::Piled => "their letters are drawn over each other",
            Self::Covered => "they are painted over",
            Self::Overprinted => "other words are drawn over them",
        }
        .to_owned()
    }
}
