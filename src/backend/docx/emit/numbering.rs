//! Lists as Word counts them: two abstract numberings, bullets and numbers, and an instance for each list, so that every
//! list starts where it should and two neighbours are not one.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, Numberings,
    RunFonts, SpecialIndentType, Start,
};

use super::twips;
use crate::layout::{Family, Profile, Weight};
use crate::model::{Em, Marker, Pt};

/// The instance behind the style List Bullet. docx-rs writes number 1 itself.
pub const BULLETS: usize = 2;
/// The instance behind the style List Number.
pub const NUMBERS: usize = 3;
/// Between a number and its text, in em.
const GAP: Em = 0.25;
/// How many levels Word has.
pub const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Debug, Default)]
pub struct Lists {
    instances: Vec<(Marker, usize)>,
}

impl Lists {
    /// A new list at a level; its instance's number.
    pub fn add(&mut self, marker: Marker, level: usize) -> usize {
        self.instances.push((marker, level));
        NUMBERS + self.instances.len()
    }

    /// The numbering part.
    pub fn numberings(&self, profile: &Profile, family: Family) -> Numberings {
        let mut numberings = Numberings::new()
            .add_abstract_numbering(levels(profile, family, BULLETS, "bullet"))
            .add_abstract_numbering(levels(profile, family, NUMBERS, "decimal"))
            .add_numbering(Numbering::new(BULLETS, BULLETS))
            .add_numbering(Numbering::new(NUMBERS, NUMBERS));
        for (number, (marker, level)) in (NUMBERS + 1..).zip(&self.instances) {
            let instance = match marker {
                Marker::Bullet => Numbering::new(number, BULLETS),
                Marker::Number { start } => {
                    let start = usize::try_from(*start).unwrap_or(usize::MAX);
                    Numbering::new(number, NUMBERS).add_override(LevelOverride::new(*level).start(start))
                }
            };
            numberings = numberings.add_numbering(instance);
        }
        numberings
    }
}

/// How far the text of a level stands in, in points.
pub fn level_indent(profile: &Profile, level: usize) -> Pt {
    let steps = u8::try_from(level + 1).unwrap_or(u8::MAX);
    profile.em(profile.list.indent) * Pt::from(steps)
}

/// How far the text of a list hangs, in points: as the profile says, or wide enough for its longest number.
pub fn hanging(profile: &Profile, marker: Marker, items: usize) -> Pt {
    let usual = profile.list.indent;
    let needed = match marker {
        Marker::Bullet => usual,
        Marker::Number { start } => {
            let last = u64::from(start) + u64::try_from(items).unwrap_or(u64::MAX / 2);
            let digits = last.saturating_sub(1).checked_ilog10().unwrap_or(0) + 1;
            let digits = u8::try_from(digits).unwrap_or(u8::MAX);
            profile.advance("0", true) * Pt::from(digits) + profile.advance(".", true) + GAP
        }
    };
    profile.em(usual.max(needed))
}

fn levels(profile: &Profile, family: Family, id: usize, format: &str) -> AbstractNumbering {
    let mut numbering = AbstractNumbering::new(id);
    for level in 0..LEVELS {
        let text = if format == "bullet" {
            "•".to_owned()
        } else {
            format!("%{}.", level + 1)
        };
        let left = twips(level_indent(profile, level));
        let hanging = SpecialIndentType::Hanging(twips(profile.em(profile.list.indent)));
        let family = family.name();
        let made = Level::new(
            level,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        )
        .indent(Some(left), Some(hanging), None, None)
        .color(profile.colours.accent.hex())
        .fonts(RunFonts::new().ascii(family).hi_ansi(family).cs(family));
        let bold = profile.emphasis.strong_weight() == Weight::Bold;
        numbering = numbering.add_level(if bold { made.bold() } else { made });
    }
    numbering
}
