//! What is drawn round paragraphs, in figures. Word has borders and shading of paragraphs, and joins those of neighbours
//! whose borders and edges are alike: a callout is one box although it is many paragraphs. The edge is where the text
//! begins that stands furthest out, so that whatever stands further in hangs from the edge of its box.

use super::whole_twips;
use crate::layout::{Colour, Profile};
use crate::model::Pt;

/// The widest space between a border and its text (ECMA-376 part 1, 17.3.4), in points.
const MAX_BORDER_SPACE: Pt = 31.0;

/// What is drawn round paragraphs: a rule at one side, a tint behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frame {
    /// The rule above the title.
    Title,
    /// A callout.
    Callout,
    /// A warning.
    Warning,
    /// A quotation.
    Quote,
    /// The hairline above the foot of the page.
    Foot,
    /// The rule above a row of a table that is set as paragraphs.
    Record,
}

/// A frame in figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edges {
    /// Thickness of the rule, in points.
    pub rule: Pt,
    /// Colour of the rule.
    pub colour: Colour,
    /// From the rule to the text, in points.
    pub space: Pt,
    /// The tint, which reaches as far on the three sides without a rule.
    pub tint: Option<Colour>,
    /// Whether the rule stands above instead of at the leading edge.
    pub above: bool,
}

impl Frame {
    /// Its figures.
    pub fn edges(self, profile: &Profile) -> Edges {
        let colours = &profile.colours;
        let (rule, colour, space, tint, above) = match self {
            Self::Title => (
                profile.title_block.rule_pt,
                colours.accent,
                profile.title_block.gap,
                None,
                true,
            ),
            Self::Record => (
                profile.table.rule_pt * 2.0,
                colours.accent,
                profile.table.padding,
                None,
                true,
            ),
            Self::Foot => (profile.foot.rule_pt, colours.rule, profile.foot.gap, None, true),
            Self::Callout => {
                let tint = Some(colours.accent_tint);
                (
                    profile.callout.rule_pt,
                    colours.accent,
                    profile.callout.padding,
                    tint,
                    false,
                )
            }
            Self::Warning => {
                let tint = Some(colours.signal_tint);
                (
                    profile.callout.rule_pt,
                    colours.signal,
                    profile.callout.padding,
                    tint,
                    false,
                )
            }
            Self::Quote => {
                let inside = profile.quote.indent - profile.quote.rule_pt / profile.body.size_pt;
                (
                    profile.quote.rule_pt,
                    colours.accent,
                    inside.max(0.0),
                    None,
                    false,
                )
            }
        };
        let space = if above {
            profile.em(space)
        } else {
            profile.indent(space)
        };
        let space = space.min(MAX_BORDER_SPACE);
        Edges {
            rule,
            colour,
            space,
            tint,
            above,
        }
    }

    /// Whether something is painted behind its paragraphs as far as its edges.
    pub fn is_tinted(self, profile: &Profile) -> bool {
        self.edges(profile).tint.is_some()
    }

    /// How far it moves the text in at the leading edge, in points.
    pub fn inset(self, profile: &Profile) -> Pt {
        let edges = self.edges(profile);
        if edges.above {
            0.0
        } else {
            whole_twips(edges.rule + edges.space)
        }
    }

    /// How far it moves the text in at the other edge, in points.
    pub fn outset(self, profile: &Profile) -> Pt {
        let edges = self.edges(profile);
        if edges.tint.is_some() {
            whole_twips(edges.space)
        } else {
            0.0
        }
    }
}
