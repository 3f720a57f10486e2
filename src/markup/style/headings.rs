//! Headings: their sizes, their distances, and the rule above the title.

use super::{em, figure, fixed, rule, tint};
use crate::layout::Profile;
use crate::model::{Em, Level};

/// The size of a title on a narrow screen, as a percentage of its width: words of 16 letters stand on one line.
const TITLE_VW: f32 = 10.0;

/// That of a heading no larger than the text: large print on a telephone.
const LEAST_VW: f32 = 7.5;

/// The size of a heading that is larger than the text, where the title, which is no smaller, has the scale `title`. On a narrow screen the levels draw nearer to
/// each other, so that words are not broken, yet none becomes smaller than the text, which is as large as the reader likes.
fn fitted(scale: Em, title: Em) -> String {
    let share = LEAST_VW + (TITLE_VW - LEAST_VW) * (scale - 1.0) / (title - 1.0);
    format!("max(1em, min({}, {}vw))", em(scale), figure(share))
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
        let mut declarations = vec![("font-size", em(scale))];
        if scale > 1.0 {
            declarations.push(("font-size", fitted(scale, title)));
        }
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
