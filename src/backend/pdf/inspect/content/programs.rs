//! The programs of embedded fonts (ISO 32000-1, 9.9): whether there are glyphs in them to draw, and how wide those are.
//!
//! A viewer draws the glyph that a program has, wherever the widths of the font's dictionary say that the next one stands.
//! Where the two disagree letters are drawn over each other, or other letters are drawn than those that are read.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};

use crate::backend::pdf::inspect::file::File;

/// What every program in outlines of TrueType has.
const TABLES: [&[u8; 4]; 6] = [b"head", b"hhea", b"hmtx", b"maxp", b"loca", b"glyf"];
/// How far the two widths of a glyph may differ, in the size of the letters.
const TOLERANCE: f32 = 0.1;
/// How many glyphs are known of all programs together.
const MOST_GLYPHS: usize = 1 << 20;

/// A glyph of a program.
#[derive(Clone, Copy, Debug)]
struct Glyph {
    /// How wide it is, in its own size.
    width: f32,
    /// It draws something.
    draws: bool,
}

/// A program whose glyphs are known by their numbers.
#[derive(Debug)]
pub(super) struct Program {
    glyphs: Vec<Glyph>,
}

/// What is found of a font's program.
#[derive(Clone, Debug)]
enum Found {
    Known(Rc<Program>),
    /// It is of a kind that is not looked into.
    Other,
    Broken,
}

/// The programs that have been met.
pub(super) struct Programs {
    known: BTreeMap<ObjectId, Found>,
    glyphs_left: usize,
}

impl Default for Programs {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            glyphs_left: MOST_GLYPHS,
        }
    }
}

impl Programs {
    /// The program of a font, where it is of a kind that is looked into.
    ///
    /// # Errors
    /// Where it is there, and broken.
    pub fn of(&mut self, file: &File, descriptor: Option<&Dictionary>) -> Result<Option<Rc<Program>>, ()> {
        let Some(object) = descriptor.and_then(|descriptor| descriptor.get(b"FontFile2").ok()) else {
            return Ok(None);
        };
        let id = object.as_reference().ok();
        let known = id.and_then(|id| self.known.get(&id).cloned());
        let found = known.unwrap_or_else(|| self.read(file, object));
        if let Some(id) = id {
            self.known.entry(id).or_insert_with(|| found.clone());
        }
        match found {
            Found::Known(program) => Ok(Some(program)),
            Found::Other => Ok(None),
            Found::Broken => Err(()),
        }
    }

    fn read(&mut self, file: &File, object: &Object) -> Found {
        let Some(bytes) = file.stream(object) else {
            return Found::Broken;
        };
        let Ok(font) = FontRef::new(&bytes) else {
            return Found::Broken;
        };
        if TABLES.iter().any(|tag| font.table_data(Tag::new(tag)).is_none()) {
            return Found::Broken;
        }
        let Some(program) = Program::of(&font, self.glyphs_left) else {
            return Found::Broken;
        };
        self.glyphs_left = self.glyphs_left.saturating_sub(program.glyphs.len());
        if self.glyphs_left == 0 {
            return Found::Other;
        }
        Found::Known(Rc::new(program))
    }
}

impl Program {
    fn of(font: &FontRef<'_>, most: usize) -> Option<Self> {
        let unit = f32::from(font.head().ok()?.units_per_em());
        let count = usize::from(font.maxp().ok()?.num_glyphs()).min(most);
        let (hmtx, loca) = (font.hmtx().ok()?, font.loca(None).ok()?);
        let glyphs = (0..u16::MAX).take(count).map(|number| {
            let width = hmtx.advance(number.into()).unwrap_or(0);
            let at = usize::from(number);
            let from = loca.get_raw(at).unwrap_or(0);
            Glyph {
                width: f32::from(width) / unit.max(1.0),
                draws: loca.get_raw(at + 1).is_some_and(|to| to > from),
            }
        });
        Some(Self {
            glyphs: glyphs.collect(),
        })
    }

    /// Whether a glyph draws something; `None` where there is none of this number.
    pub fn draws(&self, glyph: usize) -> Option<bool> {
        self.glyphs.get(glyph).map(|glyph| glyph.draws)
    }

    /// Whether a glyph is as wide as that.
    pub fn is_wide(&self, glyph: usize, width: f32) -> bool {
        let glyph = self.glyphs.get(glyph);
        glyph.is_none_or(|glyph| (glyph.width - width).abs() <= TOLERANCE)
    }
}
