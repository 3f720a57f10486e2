//! How large the text is that somebody sees, and how well it stands out.

use std::collections::BTreeMap;

use super::colour::Rgb;
use crate::model::contrast::contrast_of_parts;

/// Everything that is drawn and has a size, artifacts such as page numbers too: whoever sees the page sees them.
#[derive(Debug, Default)]
pub(in crate::backend::pdf::inspect) struct Seen {
    /// How many characters there are of each size, in hundredths of a point.
    sizes: BTreeMap<u32, usize>,
    lowest_contrast: Option<f32>,
    /// Some text lies on what has no colour that could be told, or has none itself.
    unknown: bool,
}

/// Text larger than this is none: 100 metres.
const LARGEST: f32 = 283_464.0;

impl Seen {
    /// Adds characters of a size, in points.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is bounded before"
    )]
    pub(super) fn size(&mut self, size: f32, characters: usize) {
        let hundredths = (size.clamp(0.0, LARGEST) * 100.0).round() as u32;
        if hundredths > 0 {
            *self.sizes.entry(hundredths).or_default() += characters;
        }
    }

    /// Adds text of a colour on another.
    pub(super) fn colours(&mut self, text: Option<Rgb>, behind: Option<Rgb>) {
        match (text, behind) {
            (Some(text), Some(behind)) => {
                let found = contrast_of_parts(text, behind);
                self.lowest_contrast = Some(self.lowest_contrast.map_or(found, |known| known.min(found)));
            }
            (None, _) | (_, None) => self.unknown = true,
        }
    }

    /// The smallest size, in points.
    pub fn smallest(&self) -> Option<f32> {
        self.sizes.first_key_value().map(|(size, _)| points(*size))
    }

    /// The size of the most characters, in points; of two with as many, the smaller.
    pub fn usual(&self) -> Option<f32> {
        let most = self.sizes.values().max()?;
        let (size, _) = self.sizes.iter().find(|(_, characters)| *characters == most)?;
        Some(points(*size))
    }

    /// The lowest contrast; `None` where there is text whose contrast nobody can tell.
    pub fn contrast(&self) -> Option<f32> {
        self.lowest_contrast.filter(|_| !self.unknown)
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes are bounded")]
fn points(hundredths: u32) -> f32 {
    hundredths as f32 / 100.0
}
