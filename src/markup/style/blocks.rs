//! The look of blocks.

use std::fmt::Write as _;

use super::{Narrow, colour, em, figure, fixed, rule, tint};
use crate::layout::{Profile, Weight};
use crate::markup::{NEED_CLASS, NEED_STEP, NEEDS, NUMBERS_INDENT};

/// The rules for blocks.
pub(super) fn sheet(css: &mut String, profile: &Profile, narrow: &Narrow<'_>) {
    lists(css, profile);
    tables(css, profile, narrow);
    figures(css, profile);
    callouts(css, profile);
    back_matter(css, profile);
}

fn lists(css: &mut String, profile: &Profile) {
    let list = &profile.list;
    let gap = em(profile.body.paragraph_gap);
    rule(css, "ul, ol", &[("margin-block", format!("0 {gap}"))]);
    rule(
        css,
        "ul",
        &[
            ("list-style-type", fixed("disc")),
            ("padding-inline-start", em(list.indent)),
        ],
    );
    // Numbers hang outside the text; two digits and a point take twice a bullet's room.
    rule(
        css,
        "ol",
        &[
            ("list-style-type", fixed("decimal")),
            ("padding-inline-start", em(list.indent * NUMBERS_INDENT)),
        ],
    );
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
    rule(
        css,
        "dd",
        &[
            ("margin-block", fixed("0")),
            ("margin-inline-start", em(definitions.indent)),
        ],
    );
    rule(css, "dd + dd", &[("margin-block-start", em(definitions.gap))]);
}

fn tables(css: &mut String, profile: &Profile, narrow: &Narrow<'_>) {
    let table = &profile.table;
    let line = em(table.rule_pt / profile.body.size_pt);
    rule(
        css,
        "table",
        &[("width", fixed("100%")), ("border-collapse", fixed("collapse"))],
    );
    let caption = profile.figure.caption_gap;
    rule(
        css,
        "caption",
        &[
            ("font-weight", fixed("700")),
            ("text-align", fixed("start")),
            ("margin-block-end", em(caption)),
            ("break-after", fixed("avoid")),
        ],
    );
    rule(
        css,
        "th, td",
        &[
            ("padding", em(table.padding)),
            ("text-align", fixed("start")),
            ("vertical-align", fixed("top")),
            (
                "border-block-end",
                format!("{line} solid {}", colour::fixed(profile.colours.rule)),
            ),
        ],
    );
    rule(css, "th", &[("font-weight", fixed("700"))]);
    rule(
        css,
        "thead th",
        &[
            ("color", colour::fixed(profile.colours.text)),
            ("background-color", colour::fixed(profile.colours.accent_tint)),
            ("vertical-align", fixed("bottom")),
        ],
    );
    rule(css, "thead th a", &[("color", fixed("inherit"))]);
    rule(css, "tr", &[("break-inside", fixed("avoid"))]);
    rule(css, ".table", &[("margin-block", em(table.gap))]);
    if let Narrow::Column = narrow {
        rule(css, ".table", &[("container-type", fixed("inline-size"))]);
        css.push_str("@supports not (container-type: inline-size) {\n");
        rule(css, "th, td", &[("overflow-wrap", fixed("anywhere"))]);
        css.push_str("}\n");
    }
    for need in NEEDS.step_by(NEED_STEP) {
        let table = format!(".{NEED_CLASS}{need}");
        match narrow {
            Narrow::Column => {
                let _ = writeln!(css, "@container (max-width: {need}em) {{");
            }
            Narrow::Window(widths) => match widths.get(&need) {
                Some(Some(width)) => {
                    let _ = writeln!(css, "@media (max-width: {}) {{", em(*width));
                }
                Some(None) => {
                    stacked(css, profile, &table);
                    continue;
                }
                None => continue,
            },
        }
        stacked(css, profile, &table);
        css.push_str("}\n");
    }
}

/// A table in a column that is too narrow for it, its em being the reader's: each row by itself, each cell under the
/// words of its column. A cell off the screen could be a dose that nobody reads. The header row stays in the
/// accessibility tree, so that what is repeated above the cells is silent.
fn stacked(css: &mut String, profile: &Profile, table: &str) {
    let inside = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("{table} {name}")).collect();
        names.join(", ")
    };
    let half = em(profile.table.padding / 2.0);
    let parts = format!("{table}, {}", inside(&["caption", "tbody", "tr", "th", "td"]));
    rule(
        css,
        &parts,
        &[("display", fixed("block")), ("overflow-wrap", fixed("anywhere"))],
    );
    rule(
        css,
        &inside(&["thead"]),
        &[
            ("position", fixed("absolute")),
            ("width", fixed("0.06em")),
            ("height", fixed("0.06em")),
            ("overflow", fixed("hidden")),
            ("clip-path", fixed("inset(50%)")),
        ],
    );
    let line = em(profile.table.rule_pt / profile.body.size_pt);
    rule(
        css,
        &inside(&["tbody tr"]),
        &[
            ("padding-block", em(profile.table.padding)),
            (
                "border-block-start",
                format!("{line} solid {}", colour::fixed(profile.colours.rule)),
            ),
        ],
    );
    rule(
        css,
        &inside(&["tbody th", "td"]),
        &[("border", fixed("0")), ("padding", format!("{half} 0"))],
    );
    tint(
        css,
        &inside(&["tbody th"]),
        "color",
        profile,
        profile.colours.accent,
    );
    rule(css, &inside(&["td:empty"]), &[("display", fixed("none"))]);
    rule(
        css,
        &inside(&["td[data-column]::before"]),
        &[
            ("display", fixed("block")),
            ("font-weight", fixed("700")),
            ("break-after", fixed("avoid")),
            ("content", fixed("attr(data-column)")),
            ("content", fixed("attr(data-column) / \"\"")),
        ],
    );
}

fn figures(css: &mut String, profile: &Profile) {
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
    rule(
        css,
        "blockquote",
        &[
            ("margin-block", em(profile.body.paragraph_gap)),
            ("margin-inline", fixed("0")),
            ("padding-inline-start", em(quote.indent)),
            (
                "border-inline-start",
                format!("{} solid", em(quote.rule_pt / profile.body.size_pt)),
            ),
        ],
    );
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

fn callouts(css: &mut String, profile: &Profile) {
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
    // The label stands as near to its words as a small heading.
    let [_, _, _, _, _, below] = profile.headings.after;
    rule(
        css,
        ".callout > .label",
        &[("margin-block-end", em(below)), ("break-after", fixed("avoid"))],
    );
    rule(css, ".callout > :last-child", &[("margin-block-end", fixed("0"))]);
    // The sign: a triangle with an exclamation mark cut out of it, in the label's own colour. It is no text, so that
    // nothing is read aloud beside the label.
    rule(
        css,
        ".warning > .label::before",
        &[
            ("content", fixed("\"\"")),
            ("display", fixed("inline-block")),
            ("width", fixed("1.1em")),
            ("height", fixed("1em")),
            ("margin-inline-end", fixed("0.4em")),
            ("vertical-align", fixed("-0.12em")),
            ("background-color", fixed("currentColor")),
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
    rule(
        css,
        ".warning > .label::before",
        &[
            ("forced-color-adjust", fixed("none")),
            ("background-color", fixed("CanvasText")),
        ],
    );
    css.push_str("}\n");
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
    rule(css, "nav ol ol", &[("padding-inline-start", em(contents.indent))]);
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
}
