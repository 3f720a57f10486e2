//! The style sheet, its figures from the profile. Everything is relative: the reader's own size, colours and faces win.
//!
//! - The body starts at the profile's size against the 12 points that reading systems start at, as a percentage of what the
//!   reader has set; every length below it is in em.
//! - No text colour and no background is set on running text. Where a tint is set, its text colour is set with it.
//!   Headings and links mix the accent with the colour that is in force, so that they stay legible on the black page of a
//!   night mode that changes no more than the colour of the body.
//! - Directions are logical (`inline-start`), and come from the markup: EPUB 3.3 forbids `direction` and `unicode-bidi`
//!   in style sheets.

use std::fmt::Write as _;

use crate::layout::fonts::{Face, FaceId};
use crate::layout::{Colour, Profile, Weight};
use crate::model::Level;

/// The size in points that reading systems start at: 16 CSS pixels.
const USUAL_PT: f32 = 12.0;

/// The path of a face's file from the package document and the style sheet.
pub(super) fn face_file(face: &Face) -> String {
    format!("fonts/{}", face.file)
}

/// The style sheet.
pub(super) fn sheet(profile: &Profile, faces: &[FaceId]) -> String {
    let mut css = String::new();
    for id in faces {
        font_face(&mut css, id.face());
    }
    body(&mut css, profile);
    headings(&mut css, profile);
    inlines(&mut css, profile);
    lists(&mut css, profile);
    tables(&mut css, profile);
    figures(&mut css, profile);
    callouts(&mut css, profile);
    back_matter(&mut css, profile);
    css
}

/// A number with at most three decimals.
fn figure(value: f32) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn colour(colour: Colour) -> String {
    format!("#{}", colour.hex())
}

fn rule(css: &mut String, selector: &str, declarations: &[(&str, String)]) {
    let _ = writeln!(css, "{selector} {{");
    for (property, value) in declarations {
        let _ = writeln!(css, "  {property}: {value};");
    }
    css.push_str("}\n");
}

fn em(value: f32) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else {
        format!("{}em", figure(value))
    }
}

fn fixed(value: &str) -> String {
    value.to_owned()
}

/// The accent or signal colour where it meets whatever the reader has chosen: half of it, half of the colour in force.
/// In oklab the half keeps 7:1 against white and 4.5:1 against black for any colour that itself keeps 10:1 against white.
fn mixed(colour: Colour) -> String {
    format!("color-mix(in oklab, currentColor, #{})", colour.hex())
}

fn font_face(css: &mut String, face: &Face) {
    let weight = match face.weight {
        Weight::Regular => "400",
        Weight::Bold => "700",
    };
    let style = if face.italic { "italic" } else { "normal" };
    rule(
        css,
        "@font-face",
        &[
            ("font-family", format!("\"{}\"", face.family)),
            ("font-weight", fixed(weight)),
            ("font-style", fixed(style)),
            (
                "src",
                format!("url(\"{}\") format(\"truetype\")", face_file(face)),
            ),
        ],
    );
}

fn body(css: &mut String, profile: &Profile) {
    rule(css, ":root", &[("color-scheme", fixed("light dark"))]);
    let families = std::iter::once(&profile.faces.family).chain(&profile.faces.fallback);
    let families: Vec<String> = families.map(|family| format!("\"{family}\"")).collect();
    let percent = 100.0 * profile.body.size_pt / USUAL_PT;
    rule(
        css,
        "body",
        &[
            ("margin", fixed("0")),
            ("padding", fixed("0.5em")),
            ("font-family", format!("{}, sans-serif", families.join(", "))),
            ("font-size", format!("{}%", figure(percent))),
            ("line-height", figure(profile.body.leading)),
            ("text-align", fixed("start")),
            ("-webkit-hyphens", fixed("none")),
            ("hyphens", fixed("none")),
            ("overflow-wrap", fixed("break-word")),
            ("orphans", fixed("2")),
            ("widows", fixed("2")),
        ],
    );
    rule(
        css,
        ".leaflet",
        &[
            ("max-width", format!("{}ch", profile.body.measure_characters)),
            ("margin-inline", fixed("auto")),
        ],
    );
    rule(
        css,
        ".leaflet > :first-child",
        &[("margin-block-start", fixed("0"))],
    );
    let gap = em(profile.body.paragraph_gap);
    rule(css, "p", &[("margin-block", format!("0 {gap}"))]);
    let lead = profile.lead_size() / profile.body.size_pt;
    rule(css, ".lead", &[("font-size", em(lead))]);
}

fn headings(css: &mut String, profile: &Profile) {
    let style = &profile.headings;
    rule(
        css,
        "h1, h2, h3, h4, h5, h6",
        &[
            ("font-weight", fixed("700")),
            ("line-height", figure(style.leading)),
            ("color", mixed(profile.colours.accent)),
            ("break-after", fixed("avoid")),
            ("break-inside", fixed("avoid")),
        ],
    );
    let levels = (1..=6).filter_map(Level::new);
    for ((level, before), after) in levels.zip(style.before).zip(style.after) {
        let scale = profile.heading_size(level) / profile.body.size_pt;
        rule(
            css,
            &format!("h{}", level.get()),
            &[
                ("font-size", em(scale)),
                (
                    "margin-block",
                    format!("{} {}", em(before / scale), em(after / scale)),
                ),
            ],
        );
    }
    let scale = profile.heading_size(Level::TITLE) / profile.body.size_pt;
    let block = &profile.title_block;
    let thick = block.rule_pt / profile.body.size_pt / scale;
    rule(
        css,
        ".title-block h1",
        &[
            ("padding-block-start", em(block.gap / scale)),
            (
                "border-block-start",
                format!("{} solid {}", em(thick), mixed(profile.colours.accent)),
            ),
        ],
    );
}

fn inlines(css: &mut String, profile: &Profile) {
    rule(
        css,
        "a",
        &[
            ("color", mixed(profile.colours.accent)),
            ("text-decoration", fixed("underline")),
            ("text-underline-offset", fixed("0.15em")),
        ],
    );
    rule(css, "strong", &[("font-weight", fixed("700"))]);
    let emphasis = &profile.emphasis;
    let weight = match emphasis.weight {
        Weight::Regular => "inherit",
        Weight::Bold => "700",
    };
    let style = if emphasis.italic { "italic" } else { "normal" };
    let decoration = if emphasis.underline { "underline" } else { "none" };
    rule(
        css,
        "em",
        &[
            ("font-style", fixed(style)),
            ("font-weight", fixed(weight)),
            ("text-decoration", fixed(decoration)),
        ],
    );
    rule(css, ".unbroken", &[("white-space", fixed("nowrap"))]);
    // A box moves to the next line whole, and wraps inside only where a whole line is too short for it.
    rule(
        css,
        ".unbroken.long",
        &[
            ("display", fixed("inline-block")),
            ("max-width", fixed("100%")),
            ("white-space", fixed("normal")),
        ],
    );
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
            ("padding-inline-start", em(list.indent * 1.75)),
        ],
    );
    rule(css, "ol > li::marker", &[("font-weight", fixed("700"))]);
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

fn tables(css: &mut String, profile: &Profile) {
    let table = &profile.table;
    let line = em(table.rule_pt / profile.body.size_pt);
    rule(
        css,
        "table",
        &[
            ("width", fixed("100%")),
            ("border-collapse", fixed("collapse")),
            ("margin-block", em(table.gap)),
        ],
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
                format!("{line} solid {}", colour(profile.colours.rule)),
            ),
        ],
    );
    rule(css, "th", &[("font-weight", fixed("700"))]);
    rule(
        css,
        "thead th",
        &[
            ("color", colour(profile.colours.text)),
            ("background-color", colour(profile.colours.accent_tint)),
            ("vertical-align", fixed("bottom")),
        ],
    );
    rule(css, "thead th a", &[("color", fixed("inherit"))]);
    rule(css, "tr", &[("break-inside", fixed("avoid"))]);
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
            ("break-inside", fixed("avoid")),
        ],
    );
    rule(css, "img.drawing", &[("width", fixed("100%"))]);
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
                format!(
                    "{} solid {}",
                    em(quote.rule_pt / profile.body.size_pt),
                    mixed(profile.colours.accent)
                ),
            ),
        ],
    );
    rule(
        css,
        "blockquote > :last-child",
        &[("margin-block-end", fixed("0"))],
    );
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
                ("border-inline-start", format!("{thick} solid {}", colour(strong))),
                ("color", colour(colours.text)),
                ("background-color", colour(tint)),
            ],
        );
        let label = format!("{selector} > .label");
        rule(
            css,
            &label,
            &[("color", colour(strong)), ("font-weight", fixed("700"))],
        );
    }
    rule(css, ".callout > .label", &[("break-after", fixed("avoid"))]);
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
    dark(css, profile);
}

/// A triangle, then the bar and the point of an exclamation mark, joined by edges that enclose nothing.
const SIGN: &str = "evenodd, 50% 0, 100% 100%, 0 100%, 50% 0, \
     44% 36%, 46% 68%, 54% 68%, 56% 36%, 44% 36%, \
     44% 76%, 44% 88%, 56% 88%, 56% 76%, 44% 76%, 44% 36%, 50% 0";

/// Night mode of the system, and colours forced by it.
fn dark(css: &mut String, profile: &Profile) {
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
                ("border-inline-start", format!("{line} solid {}", mixed(strong))),
            ],
        );
        rule(css, &format!("{selector} > .label"), &[("color", mixed(strong))]);
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
    css.push_str("}\n@media (forced-colors: active) {\n");
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
    let hang = em(2.2);
    rule(
        css,
        ".references > ol",
        &[
            ("list-style-type", fixed("none")),
            ("padding-inline-start", hang.clone()),
        ],
    );
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
            ("min-width", hang.clone()),
            ("margin-inline-start", format!("-{hang}")),
            ("font-weight", fixed("700")),
        ],
    );
}
