//! Callouts and warnings; and what changes with the colours of the system: in its night mode, and where it forces them.

use super::{colour, em, fixed, room, rule, tint};
use crate::layout::Profile;

pub(super) fn sheet(css: &mut String, profile: &Profile) {
    let style = &profile.callout;
    let colours = &profile.colours;
    let thick = em(style.rule_pt / profile.body.size_pt);
    for (selector, strong, tint) in [
        (".callout", colours.accent, colours.accent_tint),
        (".warning", colours.signal, colours.signal_tint),
    ] {
        rule(
            css,
            selector,
            &[
                ("margin-block", em(style.gap)),
                ("padding", em(style.padding)),
                room::both_sides(style.padding),
                (
                    "border-inline-start",
                    format!("{thick} solid {}", colour::fixed(strong)),
                ),
                ("color", colour::fixed(colours.text)),
                ("background-color", colour::fixed(tint)),
            ],
        );
        let label = format!("{selector} > .label");
        rule(
            css,
            &label,
            &[("color", colour::fixed(strong)), ("font-weight", fixed("700"))],
        );
    }
    room::deep_box(css, style.rule_pt / profile.body.size_pt, style.padding);
    // The label stands as near to its words as a small heading.
    let [_, _, _, _, _, below] = profile.headings.after;
    rule(
        css,
        ".callout > .label",
        &[("margin-block-end", em(below)), ("break-after", fixed("avoid"))],
    );
    rule(css, ".callout > :last-child", &[("margin-block-end", fixed("0"))]);
    // The sign: a triangle with an exclamation mark cut out of it, in the label's own colour. It is no text, so that
    // nothing is read aloud beside the label; and a border, because browsers print no grounds unless they are told to.
    rule(
        css,
        ".warning > .label::before",
        &[
            ("content", fixed("\"\"")),
            ("display", fixed("inline-block")),
            ("width", fixed("1.1em")),
            ("height", fixed("0")),
            ("border-block-start", fixed("1em solid")),
            ("margin-inline-end", fixed("0.4em")),
            ("vertical-align", fixed("-0.12em")),
            ("clip-path", format!("polygon({SIGN})")),
        ],
    );
    if !profile.colours.paints_paper() {
        night(css, profile);
    }
    forced(css);
}

/// A triangle, then the bar and the point of an exclamation mark, joined by edges that enclose nothing.
const SIGN: &str = "evenodd, 50% 0, 100% 100%, 0 100%, 50% 0, \
     44% 36%, 46% 68%, 54% 68%, 56% 36%, 44% 36%, \
     44% 76%, 44% 88%, 56% 88%, 56% 76%, 44% 76%, 44% 36%, 50% 0";

/// Night mode of the system.
fn night(css: &mut String, profile: &Profile) {
    css.push_str("@media (prefers-color-scheme: dark) {\n");
    let line = em(profile.callout.rule_pt / profile.body.size_pt);
    for (selector, strong) in [
        (".callout", profile.colours.accent),
        (".warning", profile.colours.signal),
    ] {
        rule(
            css,
            selector,
            &[
                ("color", fixed("inherit")),
                ("background-color", fixed("transparent")),
                (
                    "border",
                    format!("{} solid", em(profile.table.rule_pt / profile.body.size_pt)),
                ),
                ("border-inline-start", format!("{line} solid")),
            ],
        );
        tint(css, selector, "border-color", profile, strong);
        tint(css, &format!("{selector} > .label"), "color", profile, strong);
    }
    rule(
        css,
        "thead th",
        &[
            ("color", fixed("inherit")),
            ("background-color", fixed("transparent")),
            ("border-block-end", fixed("0.12em solid")),
        ],
    );
    css.push_str("}\n");
}

/// Colours forced by the system.
fn forced(css: &mut String) {
    css.push_str("@media (forced-colors: active) {\n");
    // A picture keeps its ground.
    rule(css, "img", &[("forced-color-adjust", fixed("none"))]);
    css.push_str("}\n");
}
