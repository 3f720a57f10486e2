//! Headings: their sizes, their distances, and the rule above the title.

use super::{em, figure, fixed, rule, tint};
use crate::layout::Profile;
use crate::model::{Em, Level};

/// The size of a title on a narrow screen, as a percentage of its width: words of 16 letters stand on one line.
const TITLE_VW: f32 = 10.0;

/// That of a heading no larger than the text: large print on a telephone.
const LEAST_VW: f32 = 7.5;

/// The sizes of a line in em of the text, worst first. On a narrow screen the levels draw nearer to each other, so that words
/// are not broken, yet none becomes smaller than the text, which is as large as the reader likes.
pub(super) fn sizes(profile: &Profile, scale: Em) -> Vec<(&'static str, String)> {
    let mut sizes = vec![("font-size", em(scale))];
    let title = profile.heading_size(Level::TITLE) / profile.body.size_pt;
    if scale > 1.0 {
        // A summary may be larger than the title.
        let step = (scale - 1.0) / (title.max(scale) - 1.0);
        let share = LEAST_VW + (TITLE_VW - LEAST_VW) * step;
        let fitted = format!("max(1em, min({}, {}vw))", em(scale), figure(share));
        sizes.push(("font-size", fitted));
    }
    sizes
}

pub(super) fn sheet(css: &mut String, profile: &Profile) {
    let style = &profile.headings;
    rule(
        css,
        "h1, h2, h3, h4, h5, h6",
        &[
            ("font-weight", fixed("700")),
            ("line-height", figure(style.leading)),
            ("break-after", fixed("avoid")),
            ("break-inside", fixed("avoid")),
        ],
    );
    tint(
        css,
        "h1, h2, h3, h4, h5, h6",
        "color",
        profile,
        profile.colours.accent,
    );
    let title = profile.heading_size(Level::TITLE) / profile.body.size_pt;
    let levels = (1..=6).filter_map(Level::new);
    for ((level, before), after) in levels.zip(style.before).zip(style.after) {
        let scale = profile.heading_size(level) / profile.body.size_pt;
        let mut declarations = sizes(profile, scale);
        let distances = format!("{} {}", em(before / scale), em(after / scale));
        declarations.push(("margin-block", distances));
        rule(css, &format!("h{}", level.get()), &declarations);
    }
    let block = &profile.title_block;
    let thick = block.rule_pt / profile.body.size_pt / title;
    rule(
        css,
        ".title-block h1",
        &[
            ("padding-block-start", em(block.gap / title)),
            ("border-block-start", format!("{} solid", em(thick))),
        ],
    );
    tint(
        css,
        ".title-block h1",
        "border-color",
        profile,
        profile.colours.accent,
    );
}
