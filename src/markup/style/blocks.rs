//! The look of blocks: the order of their rules; lists, contents and references.

use super::{Narrow, callouts, em, figures, fixed, room, rule, tables};
use crate::layout::{Profile, Weight};

/// The rules for blocks.
pub(super) fn sheet(css: &mut String, profile: &Profile, narrow: &Narrow<'_>) {
    lists(css, profile);
    tables::sheet(css, profile, narrow);
    figures::sheet(css, profile);
    callouts::sheet(css, profile);
    back_matter(css, profile);
}

fn lists(css: &mut String, profile: &Profile) {
    let list = &profile.list;
    let gap = em(profile.body.paragraph_gap);
    rule(css, "ul, ol", &[("margin-block", format!("0 {gap}"))]);
    rule(css, "ul", &[("list-style-type", fixed("disc"))]);
    rule(css, "ol", &[("list-style-type", fixed("decimal"))]);
    room::lists(css, profile);
    if profile.emphasis.strong_weight() == Weight::Bold {
        rule(css, "ol > li::marker", &[("font-weight", fixed("700"))]);
    }
    rule(
        css,
        "li + li, li > * + *",
        &[("margin-block-start", em(list.gap))],
    );
    rule(css, "li > *", &[("margin-block-end", em(list.gap))]);
    rule(
        css,
        "li > :last-child, dd > :last-child",
        &[("margin-block-end", fixed("0"))],
    );
    let definitions = &profile.definitions;
    rule(css, "dl", &[("margin-block", format!("0 {gap}"))]);
    rule(
        css,
        "dt",
        &[("font-weight", fixed("700")), ("break-after", fixed("avoid"))],
    );
    rule(css, "dd + dt", &[("margin-block-start", em(definitions.gap))]);
    room::definitions(css, profile);
    rule(css, "dd + dd", &[("margin-block-start", em(definitions.gap))]);
}

fn back_matter(css: &mut String, profile: &Profile) {
    let contents = &profile.contents;
    rule(
        css,
        "nav ol",
        &[
            ("list-style-type", fixed("none")),
            ("padding-inline-start", fixed("0")),
        ],
    );
    rule(
        css,
        "nav ol ol",
        &room::inset("padding-inline-start", contents.indent),
    );
    rule(
        css,
        "nav li, nav li + li",
        &[("margin-block", format!("{} 0", em(contents.gap)))],
    );
    rule(css, "nav li > a", &[("display", fixed("block"))]);
    rule(css, "nav li > ol", &[("margin-block", fixed("0"))]);
    // The label, then the space that is text between it and the entry, together as wide as the entry hangs.
    const SPACE: f32 = 0.2;
    let hanging = profile.references.indent;
    rule(
        css,
        ".references > ol",
        &[
            ("list-style-type", fixed("none")),
            ("padding-inline-start", em(hanging)),
        ],
    );
    // Without labels the first line of each entry hangs.
    let hang = profile.list.indent;
    rule(
        css,
        ".unlabelled > ol",
        &[("padding-inline-start", em(hang)), ("text-indent", em(-hang))],
    );
    rule(css, ".unlabelled .unbroken", &[("text-indent", fixed("0"))]);
    rule(
        css,
        ".references li + li",
        &[("margin-block-start", em(profile.references.gap))],
    );
    rule(
        css,
        ".references .label",
        &[
            ("display", fixed("inline-block")),
            ("min-width", em(hanging - SPACE)),
            ("margin-block", fixed("0")),
            ("margin-inline-start", em(-hanging)),
            ("font-weight", fixed("700")),
        ],
    );
    // On a telephone an entry takes the whole line: beside its label, long words would be cut.
    css.push_str("@media (max-width: 30em) {\n");
    rule(css, ".references > ol", &[("padding-inline-start", fixed("0"))]);
    rule(css, ".unlabelled > ol", &[("padding-inline-start", em(hang))]);
    rule(
        css,
        ".references .label",
        &[("min-width", fixed("0")), ("margin-inline-start", fixed("0"))],
    );
    css.push_str("}\n");
}
