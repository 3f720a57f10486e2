//! The state that operators of graphics and text work on (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::colour::{BLACK, Rgb, Space, over};
use super::fonts::Font;
use super::geometry::{Bounds, Matrix};
use crate::backend::pdf::inspect::file::File;

/// Lines of letters that are wider than this, in the size of the letters, leave nothing of what they are drawn around.
const WIDE_OUTLINE: f32 = 0.08;

/// The graphics state.
#[derive(Clone)]
pub(super) struct State {
    pub ctm: Matrix,
    pub clip: Bounds,
    pub fill: Paint,
    pub stroke: Paint,
    /// How what is painted is mixed with what lies behind it.
    pub blend: Blend,
    /// Parts of what is painted are seen through, as a mask says.
    pub masked: bool,
    /// Colours come out other than they are said.
    pub transferred: bool,
    pub font: Option<Rc<Font>>,
    pub size: f32,
    /// How wide letters are, 1 as they are drawn.
    pub stretch: f32,
    pub rise: f32,
    /// How much farther apart letters are set, and words.
    pub letter_space: f32,
    pub word_space: f32,
    pub leading: f32,
    pub mode: i64,
    pub line_width: f32,
    /// Lines go on beyond their ends by half their width.
    pub has_caps: bool,
    /// The clip is no larger than the box that it is taken for.
    pub clip_is_box: bool,
    /// Letters have been made part of the clip.
    pub clips_text: bool,
    /// It belongs to a layer that is switched off.
    pub off: bool,
}

/// How a colour is mixed with the one behind it (11.3.5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Blend {
    /// It takes its place.
    Normal,
    /// It is as dark as the two together, or as the darker of them.
    Darkens,
    /// In any other way.
    Otherwise,
}

/// What lines, areas or letters are painted with.
#[derive(Clone)]
pub(super) struct Paint {
    pub space: Space,
    pub colour: Option<Rgb>,
    /// How opaque it is said to be.
    pub alpha: f32,
}

impl Paint {
    const BLACK: Self = Self {
        space: Space::Grey,
        colour: Some(BLACK),
        alpha: 1.0,
    };

    /// How opaque what it paints is.
    pub fn opacity(&self) -> f32 {
        if self.space == Space::Nothing {
            0.0
        } else {
            self.alpha
        }
    }

    /// Takes another space, and the colour that it begins with.
    pub fn turn(&mut self, space: Space) {
        self.colour = space.initial();
        self.space = space;
    }

    /// Takes the colour that numbers say.
    pub fn set(&mut self, space: Space, parts: &[f32]) {
        self.colour = space.colour(parts);
        self.space = space;
    }
}

impl State {
    /// The state that a page begins with.
    pub fn of(ctm: Matrix) -> Self {
        Self {
            ctm,
            clip: Bounds::ALL,
            fill: Paint::BLACK,
            stroke: Paint::BLACK,
            blend: Blend::Normal,
            masked: false,
            transferred: false,
            font: None,
            size: 0.0,
            stretch: 1.0,
            rise: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            leading: 0.0,
            mode: 0,
            line_width: 1.0,
            has_caps: false,
            clip_is_box: true,
            clips_text: false,
            off: false,
        }
    }

    /// What an area is painted with, and how opaque; `None` where nobody can tell.
    pub fn on_paper(&self, paint: &Paint) -> Option<(Rgb, f32)> {
        let plain = self.blend == Blend::Normal && !self.masked && !self.transferred;
        let colour = paint.colour.filter(|_| plain)?;
        Some((colour, paint.opacity()))
    }

    /// Whether nothing is seen below what is painted, whatever its colour is.
    pub fn hides(&self, paint: &Paint) -> bool {
        self.clip_is_box && self.blend == Blend::Normal && !self.masked && paint.opacity() >= 0.95
    }

    /// How wide the lines of letters of a size are, in that size; 0 where they have none.
    pub fn outline(&self, size: f32) -> f32 {
        match self.mode {
            1 | 2 | 5 | 6 if size > 0.0 => self.line_width * self.ctm.height() / size,
            _ => 0.0,
        }
    }

    /// What letters of a size are seen in: their lines, where those are so wide that nothing of the rest is left.
    pub fn ink(&self, size: f32) -> &Paint {
        match self.mode {
            1 | 5 => &self.stroke,
            2 | 6 if self.outline(size) > WIDE_OUTLINE && self.stroke.opacity() >= 0.95 => &self.stroke,
            _ => &self.fill,
        }
    }

    /// Whether the colour that letters of a size come to have is known, given what is behind them.
    pub fn is_told(&self, size: f32) -> bool {
        let mixed = self.blend == Blend::Otherwise || self.masked || self.transferred;
        self.ink(size).colour.is_some() && !mixed
    }

    /// The colour that letters of a size come to have on another; `None` where nobody can tell.
    pub fn lettering(&self, behind: Option<Rgb>, size: f32) -> Option<Rgb> {
        let paint = self.ink(size);
        let (colour, behind) = (paint.colour.filter(|_| self.is_told(size))?, behind?);
        let colour = match self.blend {
            Blend::Normal | Blend::Otherwise => colour,
            Blend::Darkens => {
                let mut both = colour;
                for (part, behind) in both.iter_mut().zip(behind) {
                    *part *= behind;
                }
                both
            }
        };
        Some(over(colour, paint.opacity(), behind))
    }

    /// Whether letters are seen (9.3.6).
    pub fn shows_letters(&self) -> bool {
        !matches!(self.mode, 3 | 7)
    }

    /// Takes over what a dictionary of parameters says (8.4.5).
    pub fn take(&mut self, file: &File, parameters: &Dictionary) {
        let number = |key: &str| {
            let number = file.get(parameters, key)?.as_float().ok()?;
            number.is_finite().then_some(number)
        };
        if let Some(opacity) = number("ca") {
            self.fill.alpha = opacity;
        }
        if let Some(opacity) = number("CA") {
            self.stroke.alpha = opacity;
        }
        if let Some(width) = number("LW") {
            self.line_width = width;
        }
        let is = |value: &Object, names: &[&[u8]]| value.as_name().is_ok_and(|name| names.contains(&name));
        if let Some(mask) = file.get(parameters, "SMask") {
            self.masked = !is(mask, &[b"None"]);
        }
        if let Some(mode) = file.get(parameters, "BM") {
            // Of several the first is taken that is known, and all of these are.
            let first = mode
                .as_array()
                .ok()
                .and_then(|modes| file.resolve(modes.first()?));
            let mode = first.unwrap_or(mode);
            self.blend = if is(mode, &[b"Normal", b"Compatible"]) {
                Blend::Normal
            } else if is(mode, &[b"Multiply", b"Darken"]) {
                Blend::Darkens
            } else {
                Blend::Otherwise
            };
        }
        // The second counts where both are there.
        let transfer = file.get(parameters, "TR2").or_else(|| file.get(parameters, "TR"));
        if let Some(transfer) = transfer {
            self.transferred = !is(transfer, &[b"Identity", b"Default"]);
        }
    }
}
