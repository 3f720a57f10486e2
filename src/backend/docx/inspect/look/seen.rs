//! What a listener is read and nobody sees, or sees otherwise: words that are struck out, that have the colour of what lies
//! behind them, that are too small, squeezed, cut off or off the page, and letters that are drawn as other signs.

use super::colour::Ink;
use super::properties::{Face, Line, Properties};
use crate::backend::faults::Faults;
use crate::model::{excerpt, invisible};

/// Faces that draw signs where a text has letters, in lower case; and those of them that draw digits as they are.
const SIGNS: [(&str, bool); 10] = [
    ("wingdings", false),
    ("wingdings 2", false),
    ("wingdings 3", false),
    ("webdings", false),
    ("zapf dingbats", false),
    ("itc zapf dingbats", false),
    ("marlett", false),
    ("mt extra", false),
    ("bookshelf symbol 7", false),
    ("symbol", true),
];

/// Whether a face draws letters as other signs.
pub(in crate::backend::docx::inspect) fn is_of_signs(face: &str) -> bool {
    sign(face).is_some()
}

fn sign(face: &str) -> Option<(&'static str, bool)> {
    let face = face.trim().to_lowercase();
    SIGNS.into_iter().find(|(name, _)| *name == face)
}

/// The lowest contrast at which letters can be seen at all.
const UNSEEN: f32 = 1.1;

/// The smallest letters that are any, in half-points.
const SMALLEST: f32 = 4.0;

/// The narrowest letters that are any, in hundredths of their width.
const NARROWEST: f32 = 20.0;

/// What a run shows of its words.
pub(super) struct Shown<'a> {
    /// The words.
    pub words: &'a str,
    /// Where the words are the number of an item: the first words of the item.
    pub item: Option<&'a str>,
    /// All that is said about how they look.
    pub all: &'a Properties,
    /// The size of their letters, in half-points.
    pub size: f32,
    /// Their contrast with what lies behind them, where it is told.
    pub contrast: Option<f32>,
    /// Whether something may be drawn behind the text, whose colour nobody knows.
    pub is_backed: bool,
}

impl Shown<'_> {
    /// What nobody sees of it.
    pub fn faults(&self, faults: &mut Faults) {
        if self.words.chars().all(|c| c.is_whitespace() || invisible(c)) {
            return;
        }
        let words = excerpt(self.words);
        let mut tell = |what: &str| {
            faults.push(match self.item {
                Some(item) => format!("{what}: the number “{words}” of “{}”", excerpt(item)),
                None => format!("{what}: “{words}”"),
            });
        };
        if self.all.is_struck() {
            tell("words are struck out and stay words to a listener");
        }
        let is_drawn = self.all.ink != Some(Ink::Nothing);
        let is_light = self.contrast.is_some_and(|contrast| contrast < UNSEEN);
        if !is_drawn || is_light && !self.is_backed {
            tell("words cannot be seen against what lies behind them");
        } else if is_light {
            tell("words can be seen on nothing but what is drawn behind them, if on that");
        }
        if self.is_squeezed() {
            tell("words are so small or so narrow that nobody sees them");
        }
        if self.is_cut() {
            tell("words are cut off: their line is lower than they are");
        }
        if self.all.position.is_some_and(|up| up.abs() > 2.0 * self.size) {
            tell("words are moved away from their line");
        }
        if let Some(face) = self.signs() {
            tell(&format!("letters are drawn as the signs of {face}"));
        }
    }

    fn is_squeezed(&self) -> bool {
        let letters = self.words.chars().count() as f32;
        let points = self.size / 2.0;
        let narrow = self.all.width.is_some_and(|width| width <= NARROWEST);
        let apart = self.all.apart.is_some_and(|apart| apart / 20.0 < -0.4 * points);
        // Several letters on top of each other; a single one has nothing to be moved onto.
        let fitted = self
            .all
            .fitted
            .is_some_and(|room| room / 20.0 < points * letters / 10.0);
        let column = self.all.column.is_some_and(|room| room < points / 2.0);
        self.size <= SMALLEST || narrow || column || (apart || fitted) && letters > 1.0
    }

    fn is_cut(&self) -> bool {
        let low = |height: f32| height < self.size / 4.0;
        let line = match self.all.line {
            Some(Line::Exactly(height)) => low(height),
            Some(Line::Times(times)) => times < 0.25,
            Some(Line::AtLeast(_)) | None => false,
        };
        line || self.all.row.is_some_and(low) || self.all.frame_height.is_some_and(low)
    }

    fn signs(&self) -> Option<&str> {
        let Some(Face::Named(face)) = &self.all.face else {
            return None;
        };
        let (_, digits) = sign(face)?;
        let drawn = |c: char| c.is_ascii_alphabetic() || !digits && c.is_ascii_digit();
        self.words.contains(drawn).then_some(&**face)
    }
}
