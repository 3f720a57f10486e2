//! Pictures, their captions, logos and signs; and quotations.

use super::{colour, em, figure, fixed, room, rule, tint};
use crate::layout::Profile;

pub(super) fn sheet(css: &mut String, profile: &Profile) {
    rule(
        css,
        ".figure",
        &[
            ("margin-block", em(profile.figure.gap)),
            ("margin-inline", fixed("0")),
        ],
    );
    rule(
        css,
        "img",
        &[
            ("display", fixed("block")),
            ("max-width", fixed("100%")),
            ("height", fixed("auto")),
            // A drawing without a ground of its own would be dark on dark in a night mode.
            ("background-color", colour::fixed(profile.colours.picture_ground)),
            ("break-inside", fixed("avoid")),
        ],
    );
    rule(css, "img.drawing", &[("width", fixed("100%"))]);
    marks(css, profile);
    rule(
        css,
        "figcaption",
        &[("margin-block-start", em(profile.figure.caption_gap))],
    );
    rule(css, ".caption", &[("font-weight", fixed("700"))]);
    rule(
        css,
        "figcaption > :last-child",
        &[("margin-block-end", fixed("0"))],
    );
    let quote = &profile.quote;
    let line = quote.rule_pt / profile.body.size_pt;
    let mut declarations = vec![
        ("margin-block", em(profile.body.paragraph_gap)),
        ("margin-inline", fixed("0")),
        ("border-inline-start", format!("{} solid", em(line))),
    ];
    declarations.extend(room::inset("padding-inline-start", quote.indent));
    rule(css, "blockquote", &declarations);
    room::deep_quotation(css, line, quote.indent);
    tint(css, "blockquote", "border-color", profile, profile.colours.accent);
    rule(
        css,
        "blockquote > :last-child",
        &[("margin-block-end", fixed("0"))],
    );
}

/// Logos and signs: all of one height. One that is too wide for that is lower, at the edge where reading begins; pixels
/// are never blown up.
fn marks(css: &mut String, profile: &Profile) {
    let style = &profile.figure;
    rule(
        css,
        ".figure.mark",
        &[("margin-block", format!("0 {}", em(style.caption_gap)))],
    );
    let percent = style.mark_width * 100.0;
    rule(
        css,
        "img.mark",
        &[
            ("width", fixed("auto")),
            ("max-width", format!("{}%", figure(percent))),
            ("max-height", em(style.mark_height)),
            ("object-fit", fixed("contain")),
            ("object-position", fixed("left")),
        ],
    );
    rule(css, "img.mark.drawn", &[("height", em(style.mark_height))]);
    rule(
        css,
        "[dir=\"rtl\"] img.mark",
        &[("object-position", fixed("right"))],
    );
    rule(css, ".mark", &[("break-after", fixed("avoid"))]);
}
