//! The state that operators of graphics and text work on (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::colour::{BLACK, Rgb, Space, over};
use super::fonts::Font;
use super::geometry::{Bounds, Matrix};
use crate::backend::pdf::inspect::file::File;

/// The graphics state.
#[derive(Clone)]
pub(super) struct State {
    pub ctm: Matrix,
    pub clip: Bounds,
    pub fill: Paint,
    pub stroke: Paint,
    /// What is painted is mixed with what lies behind it in a way that nobody can tell.
    pub mixed: bool,
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
    /// The clip is no larger than the box that it is taken for.
    pub clip_is_box: bool,
    /// Letters have been made part of the clip.
    pub clips_text: bool,
    /// It belongs to a layer that is switched off.
    pub off: bool,
}

/// What lines, areas or letters are painted with.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub space: Space,
    pub colour: Option<Rgb>,
    pub opacity: f32,
}

impl Paint {
    const BLACK: Self = Self {
        space: Space::Grey,
        colour: Some(BLACK),
        opacity: 1.0,
    };

    /// Takes another space, and the colour that it begins with.
    pub fn turn(&mut self, space: Space) {
        self.space = space;
        self.colour = space.initial();
    }

    /// Takes the colour that numbers say.
    pub fn set(&mut self, space: Space, parts: &[f32]) {
        self.space = space;
        self.colour = space.colour(parts);
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
            mixed: false,
            font: None,
            size: 0.0,
            stretch: 1.0,
            rise: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            leading: 0.0,
            mode: 0,
            line_width: 1.0,
            clip_is_box: true,
            clips_text: false,
            off: false,
        }
    }

    /// What an area is filled with, and how opaque.
    pub fn filling(&self) -> Option<(Rgb, f32)> {
        let colour = self.fill.colour.filter(|_| !self.mixed)?;
        Some((colour, self.fill.opacity))
    }

    /// The colour that letters come to have on another; `None` where nobody can tell.
    pub fn lettering(&self, behind: Option<Rgb>) -> Option<Rgb> {
        let paint = match self.mode {
            1 | 5 => self.stroke,
            _ => self.fill,
        };
        let colour = paint.colour.filter(|_| !self.mixed)?;
        Some(over(colour, paint.opacity, behind?))
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
            self.fill.opacity = opacity;
        }
        if let Some(opacity) = number("CA") {
            self.stroke.opacity = opacity;
        }
        let mask = file.get(parameters, "SMask");
        let blend = file.get(parameters, "BM");
        let plain = |mode: &Object| matches!(mode, Object::Name(name) if matches!(name.as_slice(), b"Normal" | b"Compatible"));
        let unmasked = |mask: &Object| matches!(mask, Object::Name(name) if name == b"None");
        if mask.is_some() || blend.is_some() {
            self.mixed = mask.is_some_and(|mask| !unmasked(mask)) || blend.is_some_and(|mode| !plain(mode));
        }
    }
}
