//! What markup stands in, as far as it makes a difference.

use crate::layout::Profile;
use crate::model::{Em, Pt};

/// What markup stands in.
#[derive(Clone, Copy)]
pub enum Medium {
    /// A book. Languages are written as `xml:lang` too, as XML processors without HTML know them. Tables repeat as roles
    /// what their elements say: the browsers inside of reading systems are old ones, which take the meaning away from a
    /// table whose rows are set one under the other.
    Book,
    /// A page of HTML, where `xml:lang` means nothing, and roles inside a table are not allowed (ARIA in HTML, section 4).
    /// Tables there learn from the width of the window whether they have room, and not from their column: so what boxes
    /// and lists take of it is counted as their own.
    Page(Insets),
}

/// How much of the column is taken at most by what a block stands in, in em.
#[derive(Clone, Copy)]
pub struct Insets {
    /// A list with bullets.
    pub bullets: Em,
    /// A list with numbers.
    pub numbers: Em,
    /// A definition.
    pub definition: Em,
    /// A quotation.
    pub quote: Em,
    /// A box.
    pub callout: Em,
}

/// The room of a number before its item, in bullets' rooms: two digits and a point.
pub(super) const NUMBERS_INDENT: f32 = 1.75;

impl Insets {
    /// Those of a layout.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let line = |points: Pt| points / profile.body.size_pt;
        Self {
            bullets: profile.list.indent,
            numbers: profile.list.indent * NUMBERS_INDENT,
            definition: profile.definitions.indent,
            quote: profile.quote.indent + line(profile.quote.rule_pt),
            callout: profile.callout.padding * 2.0 + line(profile.callout.rule_pt),
        }
    }
}
