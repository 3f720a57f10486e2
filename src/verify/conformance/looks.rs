//! How the text of a file looks, held against what WCAG asks and against the layout. Where the bytes do not say, nothing is
//! guessed.

use super::Subject;
use super::check::Outcome::{self, Met, Unknown, Unmet};
use crate::backend::Inspection;

/// What of a figure is lost in measuring: sizes and distances of a file are rounded to its own units, those of Word to
/// half points.
const ROUNDING: f32 = 0.26;

/// The same for figures in em and for ratios.
const FINE: f32 = 0.015;

/// Text of this size and more is large, in points; bold text of 14 points too, which no figure here tells (WCAG 2.2, large
/// scale).
const LARGE: f32 = 18.0;

/// What is asked of text where all of it is large.
const OF_LARGE: f32 = 3.0;

/// WCAG 1.4.3. Where small text is among it, all is held to what is asked of small text: which words have the lowest
/// contrast is not told.
pub(super) fn contrast_minimum(read: &Inspection) -> Outcome {
    let look = &read.facts.look;
    let is_large = look.smallest_text.is_some_and(|size| size + FINE >= LARGE);
    match look.lowest_contrast {
        Some(found) if is_large && found < 4.5 && found + FINE >= OF_LARGE => Met(format!(
            "lowest contrast of text {found:.1}:1, asked: {OF_LARGE}:1, for all of it is large"
        )),
        Some(_) | None => contrast(read, 4.5),
    }
}

pub(super) fn contrast(read: &Inspection, asked: f32) -> Outcome {
    let told = |contrast: f32| format!("lowest contrast of text {contrast:.1}:1, asked: {asked}:1");
    match read.facts.look.lowest_contrast {
        None => Unknown("its contrast cannot be told from its bytes".to_owned()),
        Some(contrast) if contrast + FINE >= asked => Met(told(contrast)),
        Some(contrast) => Unmet(told(contrast)),
    }
}

pub(super) fn body_size(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let profile = match subject.layout {
        Ok(layout) => &layout.profile,
        Err(why) => return Unknown(why.to_owned()),
    };
    let asked = profile.body.size_pt;
    let told = |size: f32| format!("running text {size:.1} pt, asked: {asked} pt");
    match read.facts.look.body_text {
        None => Unknown("the size of its text cannot be told from its bytes".to_owned()),
        Some(size) if (size - asked).abs() <= ROUNDING => Met(told(size)),
        Some(size) => Unmet(told(size)),
    }
}

pub(super) fn smallest_text(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let profile = match subject.layout {
        Ok(layout) => &layout.profile,
        Err(why) => return Unknown(why.to_owned()),
    };
    let asked = profile.body.size_pt;
    let told = |size: f32| format!("smallest text {size:.1} pt, asked: {asked} pt");
    match read.facts.look.smallest_text {
        None => Unknown("the size of its smallest text cannot be told from its bytes".to_owned()),
        Some(size) if size + ROUNDING >= asked => Met(told(size)),
        Some(size) => Unmet(told(size)),
    }
}

pub(super) fn leading(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let profile = match subject.layout {
        Ok(layout) => &layout.profile,
        Err(why) => return Unknown(why.to_owned()),
    };
    let asked = profile.body.leading;
    let told = |leading: f32| format!("least leading {leading:.2} em, asked: {asked:.2} em");
    match read.facts.look.least_leading {
        None => Unknown("its leading cannot be told from its bytes".to_owned()),
        Some(leading) if leading + FINE >= asked => Met(told(leading)),
        Some(leading) => Unmet(told(leading)),
    }
}

pub(super) fn measure(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let profile = match subject.layout {
        Ok(layout) => &layout.profile,
        Err(why) => return Unknown(why.to_owned()),
    };
    let asked = profile.body.measure_characters;
    let told = |line: usize| format!("longest line {line} characters, asked: at most {asked}");
    match read.facts.look.longest_line {
        None => Unknown("the length of its lines cannot be told from its bytes".to_owned()),
        Some(line) if u32::try_from(line).is_ok_and(|line| line <= asked) => Met(told(line)),
        Some(line) => Unmet(told(line)),
    }
}
