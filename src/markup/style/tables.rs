//! Tables, and tables without room, whose rows are set one under the other.

use std::fmt::Write as _;

use super::{Narrow, colour, em, fixed, rule, tint};
use crate::layout::Profile;
use crate::markup::{NEED_CLASS, NEED_STEP, NEEDS};

pub(super) fn sheet(css: &mut String, profile: &Profile, narrow: &Narrow<'_>) {
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
            // A long word of it must not make the table as wide as itself.
            ("overflow-wrap", fixed("anywhere")),
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
    if let Narrow::Column(_) = narrow {
        rule(css, ".table", &[("container-type", fixed("inline-size"))]);
        css.push_str("@supports not (container-type: inline-size) {\n");
        rule(css, "th, td", &[("overflow-wrap", fixed("anywhere"))]);
        css.push_str("}\n");
    }
    for need in NEEDS.step_by(NEED_STEP) {
        let table = format!(".{NEED_CLASS}{need}");
        match narrow {
            Narrow::Column(needs) => {
                if !needs.contains(&need) {
                    continue;
                }
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
    let parts = format!(
        "{table}, {}",
        inside(&["caption", "thead", "tbody", "tr", "th", "td"])
    );
    rule(
        css,
        &parts,
        &[("display", fixed("block")), ("overflow-wrap", fixed("anywhere"))],
    );
    rule(
        css,
        &inside(&["thead:not(.links)"]),
        &[
            ("position", fixed("absolute")),
            ("width", fixed("0.06em")),
            ("height", fixed("0.06em")),
            ("overflow", fixed("hidden")),
            ("clip-path", fixed("inset(50%)")),
        ],
    );
    let line = em(profile.table.rule_pt / profile.body.size_pt);
    // A cell of a column without a head must not be taken for what stands above it.
    rule(
        css,
        &inside(&["td:not([data-column]):not(:first-child)"]),
        &[("border-block-start", format!("{line} solid currentcolor"))],
    );
    // A dash that is drawn, so that no face needs it and nobody reads it out: nothing stands here.
    rule(
        css,
        &inside(&["td:empty::after"]),
        &[
            ("display", fixed("block")),
            ("content", fixed("\"\"")),
            ("width", fixed("0.7em")),
            ("height", fixed("0.65em")),
            ("margin-block-end", fixed("0.6em")),
            ("border-block-end", fixed("0.08em solid currentcolor")),
        ],
    );
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
    rule(
        css,
        &inside(&["tbody th[data-column]::before", "td[data-column]::before"]),
        &[
            ("display", fixed("block")),
            ("font-weight", fixed("700")),
            ("break-after", fixed("avoid")),
            ("content", fixed("attr(data-column)")),
            ("content", fixed("attr(data-column) / \"\"")),
        ],
    );
}
