//! How wide the column is in a window, in the em of its text: what a table can know of its room before it is shown.
//!
//! Lengths are counted in the size that the reader has set for text, as media queries count them, so that a reader's larger
//! text narrows the column just as a smaller window does.

use crate::layout::Profile;
use crate::markup::style::size_in;
use crate::model::{Em, Pt};

/// At each side of the column: the least, the share of the window, the most.
const SIDES: (Em, f32, Em) = (0.5, 0.04, 3.0);

/// The windows that are looked at: no reader has narrower ones, and in wider ones the column is as wide as it gets.
const WINDOWS: std::ops::RangeInclusive<u16> = 5..=250;

/// The figures of the page that its width depends on.
pub(super) struct Geometry {
    /// The size of the text.
    size: Pt,
    /// The column at most, in the em of its text.
    measure: Em,
}

impl Geometry {
    /// Those of a layout.
    pub fn of(profile: &Profile) -> Self {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a line has far fewer than 2^24 characters"
        )]
        let characters = profile.body.measure_characters as f32;
        Self {
            size: profile.body.size_pt,
            measure: characters * profile.average_character(),
        }
    }

    /// The widest window in which the column is narrower than this many em of its text; `None` where it always is.
    pub fn too_narrow_for(&self, need: u32) -> Option<Em> {
        #[expect(clippy::cast_precision_loss, reason = "needs are two digits")]
        let need = need as f32;
        let enough = WINDOWS
            .map(f32::from)
            .find(|window| self.column(*window) >= need)?;
        // Windows between two of those looked at count as the narrower.
        Some(enough - 0.01)
    }

    /// The column in the em of its text, in a window of this width.
    fn column(&self, window: Em) -> Em {
        let (least, share, most) = SIDES;
        let sides = (share * window).clamp(least, most);
        let size = size_in(self.size, window);
        ((window - 2.0 * sides) / size).min(self.measure)
    }

    /// The rule for the sides of the column.
    pub fn page(&self) -> String {
        let (least, share, most) = SIDES;
        let share = share * 100.0;
        format!("body {{\n  padding: 1.2rem clamp({least}rem, {share}vw, {most}rem) 4rem;\n}}\n")
    }
}
