//! The style sheet, its figures from the profile. Everything is relative: the reader's own size, colours and faces win.
//!
//! - The body starts at the profile's size against the 12 points that reading systems start at, as a percentage of what the
//!   reader has set; every length below it is in em.
//! - No text colour and no background is set on running text, but for layouts that are there for the sake of their
//!   colours: paper that is not white. Where a tint is set, its text colour is set with it.
//!   Headings and links mix the accent with the colour that is in force, so that they stay legible on the black page of a
//!   night mode that changes no more than the colour of the body.
//! - Directions are logical (`inline-start`), and come from the markup: EPUB 3.3 forbids `direction` and `unicode-bidi`
//!   in style sheets.

mod blocks;
mod callouts;
mod colour;
mod figures;
mod headings;
mod room;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use colour::adapted;

use crate::layout::fonts::Face;
use crate::layout::{Colour, Family, Profile, Underline, Weight};
use crate::markup::faces::{Faces, Used};
use crate::model::{Em, Pt};

/// The size in points that reading systems start at: 16 CSS pixels.
const USUAL_PT: f32 = 12.0;

/// How a table learns that it has no room, so that its rows are set one under the other.
pub enum Narrow<'a> {
    /// From the width of its column; the [`NEEDS`](super::NEEDS) that there are.
    Column(&'a BTreeSet<u32>),
    /// From the width of the window: up to which width in em, for each of [`NEEDS`](super::NEEDS) that there is; `None` for a
    /// table that has room in no window.
    Window(&'a BTreeMap<u32, Option<Em>>),
}

/// The style sheet. `source` says where the font of a face stands, as the value of `src` (CSS Fonts 4, section 4.3): a
/// file in a book, the data itself in a page that is one file.
pub fn sheet(
    profile: &Profile,
    faces: &Faces,
    source: &dyn Fn(&Used) -> String,
    narrow: &Narrow<'_>,
) -> String {
    let mut css = String::new();
    for used in &faces.used {
        font_face(&mut css, used.id.face(), source(used));
    }
    body(&mut css, profile, &faces.body);
    for (lang, families) in &faces.languages {
        rule(
            &mut css,
            &format!(":lang({lang})"),
            &[("font-family", listed(families))],
        );
    }
    inlines(&mut css, profile);
    blocks::sheet(&mut css, profile, narrow);
    // Behind the blocks, so that a heading keeps its distances inside of them.
    headings::sheet(&mut css, profile);
    css
}

/// A number with at most three decimals.
fn figure(value: f32) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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

/// The size from which a book starts smaller on a narrow screen, in points: large print.
const LARGE_PT: f32 = 18.0;

/// A rule that gives a property a colour of ours on whatever page the reader has chosen.
fn tint(css: &mut String, selector: &str, property: &str, profile: &Profile, of: Colour) {
    let values = adapted(of, profile.colours.is_dark()).map(|value| (property, value));
    rule(css, selector, &values);
}

fn font_face(css: &mut String, face: &Face, source: String) {
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
            ("src", source),
        ],
    );
}

/// The colours of the page: the reader's own, unless the layout is there for the sake of its colours.
fn paper(css: &mut String, profile: &Profile) {
    let colours = &profile.colours;
    if !colours.paints_paper() {
        rule(css, ":root", &[("color-scheme", fixed("light dark"))]);
        return;
    }
    let scheme = if colours.is_dark() { "dark" } else { "light" };
    rule(css, ":root", &[("color-scheme", fixed(scheme))]);
    rule(
        css,
        "html, body",
        &[
            ("color", colour::fixed(colours.text)),
            ("background-color", colour::fixed(colours.paper)),
        ],
    );
}

/// Families in the order in which they are tried.
fn listed(families: &[Family]) -> String {
    let names = families.iter().map(|family| format!("\"{}\", ", family.name()));
    names.collect::<String>() + "sans-serif"
}

fn body(css: &mut String, profile: &Profile, families: &[Family]) {
    paper(css, profile);
    rule(
        css,
        "body",
        &[
            ("margin", fixed("0")),
            ("padding", fixed("0.5em")),
            ("font-family", listed(families)),
            ("line-height", figure(profile.body.leading)),
            ("text-align", fixed("start")),
            ("-webkit-hyphens", fixed("none")),
            ("hyphens", fixed("none")),
            ("overflow-wrap", fixed("break-word")),
            ("orphans", fixed("2")),
            ("widows", fixed("2")),
        ],
    );
    rule(css, "body", &sizes(profile.body.size_pt));
    #[expect(
        clippy::cast_precision_loss,
        reason = "a line has far fewer than 2^24 characters"
    )]
    let characters = profile.body.measure_characters as f32;
    // CSS counts in noughts, which are wider than the average character of running text; in wider faces of the reader's
    // own, lines come out shorter.
    let measure = characters * profile.average_character() / profile.advance("0", false).max(0.1);
    rule(
        css,
        ".leaflet",
        &[
            ("max-width", format!("{}ch", figure(measure))),
            ("margin-inline", fixed("auto")),
        ],
    );
    // The marker of a page may stand before what is first to be seen.
    let first = ".leaflet > :first-child, .leaflet > [role=\"doc-pagebreak\"]:first-child + *";
    rule(css, first, &[("margin-block-start", fixed("0"))]);
    let gap = em(profile.body.paragraph_gap);
    rule(css, "p", &[("margin-block", format!("0 {gap}"))]);
    let lead = profile.lead_size() / profile.body.size_pt;
    rule(css, ".lead", &headings::sizes(profile, lead));
    // A quiet line is set off from the text above it, but for another and for the title block.
    let gap = em(profile.figure.gap);
    rule(css, ".detail", &[("margin-block-start", gap)]);
    let close = ".title-block .detail, .detail + .detail";
    rule(css, close, &[("margin-block-start", fixed("0"))]);
    let below = profile.figure.caption_gap;
    rule(
        css,
        ".masthead",
        &[
            ("font-weight", fixed("700")),
            ("margin-block-end", em(below)),
            ("break-after", fixed("avoid")),
        ],
    );
    tint(css, ".masthead", "color", profile, profile.colours.accent);
}

/// The starting size, worst value first. Giant print would break words on a telephone, so it starts there at ten em to the
/// line, yet never below large print: that part is the reader's own size times a factor, and grows as far as they like.
fn sizes(points: f32) -> Vec<(&'static str, String)> {
    let percent = |points: f32| format!("{}%", figure(100.0 * points / USUAL_PT));
    let mut sizes = vec![("font-size", percent(points))];
    if points > LARGE_PT {
        let fitted = format!("max({}, min({}, 10vw))", percent(LARGE_PT), percent(points));
        sizes.push(("font-size", fitted));
    }
    sizes
}

/// What [`sizes`] come to in a window of this width; both in em of the size that the reader has set.
pub fn size_in(points: Pt, window: Em) -> Em {
    let size = points / USUAL_PT;
    if points > LARGE_PT {
        (LARGE_PT / USUAL_PT).max(size.min(window / 10.0))
    } else {
        size
    }
}

fn inlines(css: &mut String, profile: &Profile) {
    let mut link = vec![
        ("text-decoration", fixed("underline")),
        ("text-underline-offset", fixed("0.15em")),
    ];
    match profile.links.underline {
        Underline::Single => {}
        Underline::Thick => link.push(("text-decoration-thickness", fixed("0.11em"))),
        Underline::Double => link.push(("text-decoration-style", fixed("double"))),
    }
    rule(css, "a", &link);
    tint(css, "a", "color", profile, profile.colours.accent);
    let emphasis = &profile.emphasis;
    let weight = |weight| match weight {
        Weight::Regular => fixed("inherit"),
        Weight::Bold => fixed("700"),
    };
    let style = if emphasis.italic { "italic" } else { "normal" };
    let decoration = if emphasis.underline { "underline" } else { "none" };
    let strong = [("font-weight", weight(emphasis.strong_weight()))];
    rule(css, "strong", &strong);
    rule(
        css,
        "em",
        &[
            ("font-style", fixed(style)),
            ("font-weight", weight(emphasis.weight)),
            ("text-decoration", fixed(decoration)),
        ],
    );
    if emphasis.underline {
        rule(css, "strong", &[("text-decoration", fixed(decoration))]);
        // A link keeps its own line, by which it is told from stress.
        rule(css, "a strong, a em", &[("text-decoration", fixed("none"))]);
    }
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
    // A link's line does not reach into a box of itself.
    rule(css, "a .unbroken.long", &[("text-decoration", fixed("inherit"))]);
}
