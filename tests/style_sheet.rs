//! The style sheet of books: its rules as they stand, and what none of them may do.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use std::collections::BTreeSet;

use clearleaf::layout::{LAYOUTS, Layout};
use clearleaf::markup::faces::{self, Beside, Used};
use clearleaf::markup::style::{self, Narrow};
use clearleaf::model::Level;

fn sheet(layout: &str) -> String {
    let mut edition = specimen::edition(specimen::every_block(), None);
    edition.layout = Layout::bundled(layout, None).unwrap();
    let source = |used: &Used| format!("url(\"fonts/{}\")", used.id.face().file);
    let faces = faces::of(&edition, &Beside::default());
    style::sheet(
        &edition.layout.profile,
        &faces,
        &source,
        &Narrow::Column(&BTreeSet::from([8, 20])),
    )
}

/// Each declaration as selector, property and value.
fn declarations(css: &str) -> Vec<(String, String, String)> {
    let mut selector = String::new();
    let mut out = Vec::new();
    for line in css.lines() {
        if let Some(name) = line.strip_suffix(" {") {
            selector = name.to_owned();
        } else if let Some((property, value)) = line
            .trim()
            .strip_suffix(';')
            .and_then(|line| line.split_once(": "))
        {
            out.push((selector.clone(), property.to_owned(), value.to_owned()));
        } else {
            assert_eq!(line, "}", "no rule, no declaration, no end");
        }
    }
    out
}

#[test]
fn the_rules_of_large_print() {
    insta::assert_snapshot!(sheet("large-print"));
}

#[test]
fn the_reader_has_the_last_word_in_every_layout() {
    for bundled in &LAYOUTS {
        let css = sheet(bundled.name);
        assert!(!css.contains("!important"), "{}", bundled.name);
        for (selector, property, value) in declarations(&css) {
            let place = format!("{}: {selector} {{ {property}: {value} }}", bundled.name);
            // EPUB 3.3, section 6.3.1.2, forbids the first two; sides come from the direction of the text.
            assert!(property != "direction" && property != "unicode-bidi", "{place}");
            for side in ["left", "right"] {
                assert!(!property.contains(side), "{place}");
            }
            if property == "font-size" || property == "line-height" {
                let absolute = ["px", "pt", "mm", "cm", "in", "pc"].map(|unit| format!("0{unit}"));
                assert!(!absolute.iter().any(|unit| value.contains(unit)), "{place}");
            }
            if property == "font-size" && value.contains("vw") {
                assert!(
                    value.starts_with("max(1em, ") || value.starts_with("max(") && value.contains('%'),
                    "locked to the window: {place}"
                );
            }
            if property == "text-align" {
                assert_eq!(value, "start", "{place}");
            }
        }
    }
}

/// Text on a ground of ours is in a colour of ours; where the ground is the reader's, so is the colour.
#[test]
fn no_ground_is_set_without_the_colour_of_its_text() {
    for bundled in &LAYOUTS {
        let all = declarations(&sheet(bundled.name));
        for (selector, property, value) in &all {
            let is_text = !selector.starts_with("img") && !selector.ends_with("::before");
            if property == "background-color" && is_text {
                let sets_colour =
                    |(of, name, _): &(String, String, String)| of == selector && name == "color";
                assert!(
                    all.iter().any(sets_colour),
                    "{}: {selector} {value}",
                    bundled.name
                );
            }
        }
    }
}

#[test]
fn layouts_that_leave_the_paper_to_the_reader_follow_a_night_mode() {
    let (mut leave, mut paint) = (0, 0);
    for bundled in &LAYOUTS {
        let css = sheet(bundled.name);
        let profile = Layout::bundled(bundled.name, None).unwrap().profile;
        let night = css.contains("@media (prefers-color-scheme: dark)");
        assert_eq!(night, !profile.colours.paints_paper(), "{}", bundled.name);
        assert_eq!(css.contains("color-scheme: light dark"), night);
        assert!(css.contains("@media (forced-colors: active)"));
        if night { leave += 1 } else { paint += 1 }
    }
    assert!(leave > 0 && paint > 0);
}

/// The figures of a length that is the middle one of three, or `None`: the least in em or percent, the share of the column
/// in percent and what is kept of it in em, the most in em.
fn fitted(value: &str) -> Option<[f32; 4]> {
    let (least, rest) = value
        .strip_prefix("clamp(")?
        .strip_suffix(')')?
        .split_once(", ")?;
    let (middle, most) = rest.split_once(", ")?;
    let (share, kept) = middle.split_once(" - ")?;
    let em = |length: &str| length.strip_suffix("em").unwrap().parse::<f32>().unwrap();
    let percent = |length: &str| length.strip_suffix('%').unwrap().parse::<f32>().unwrap() / 100.0;
    let least = least
        .strip_suffix("em")
        .map_or_else(|| -percent(least), |_| em(least));
    Some([least, percent(share), em(kept), em(most)])
}

/// What such a length comes to in a column of so many em.
fn taken([least, share, kept, most]: [f32; 4], column: f32) -> f32 {
    let least = if least < 0.0 { -least * column } else { least };
    most.min(share * column - kept).max(least)
}

/// The last value of a property in a rule.
fn value(css: &str, selector: &str, property: &str) -> String {
    let all = declarations(css);
    let of = all
        .iter()
        .rfind(|(of, name, _)| of == selector && name == property);
    of.unwrap_or_else(|| panic!("{selector} {{ {property} }}"))
        .2
        .clone()
}

/// At 320 pixels a line of large print holds about 12 em.
#[test]
fn lists_in_lists_keep_room_for_words_and_show_that_they_are_nested() {
    const LINE: f32 = 12.0;
    const ROUND: &str = ":where(li, dd, blockquote, .callout) ";
    for bundled in &LAYOUTS {
        let css = sheet(bundled.name);
        for name in ["ul", "ol"] {
            let of = |selector: &str| fitted(&value(&css, selector, "padding-inline-start")).unwrap();
            let outer = of(name);
            let nested = of(&format!(":where(li) > {name}"));
            let deep = of(&format!("{}{name}", ROUND.repeat(3)));
            let levels = |depth: usize| {
                let rules = [outer, nested, nested].into_iter().chain(std::iter::repeat(deep));
                rules.take(depth).fold(LINE, |column, rule| {
                    let taken = taken(rule, column);
                    assert!(
                        taken > 0.005 * column,
                        "{}: nesting of {name} is not seen",
                        bundled.name
                    );
                    column - taken
                })
            };
            assert!(levels(5) > LINE * 0.6, "{}, {name}: {}", bundled.name, levels(5));
            assert!(
                levels(36) > LINE * 0.4,
                "{}, {name}: {}",
                bundled.name,
                levels(36)
            );
            // Where there is room, all of it is taken.
            assert_eq!(taken(nested, 20.0), outer[3], "{}", bundled.name);
        }
    }
}

/// Reading systems of old engines pass over what they do not know.
#[test]
fn functions_stand_behind_a_plain_figure() {
    let is_function = |value: &str| {
        ["clamp(", "min(", "max("]
            .iter()
            .any(|name| value.starts_with(name))
    };
    for bundled in &LAYOUTS {
        let all = declarations(&sheet(bundled.name));
        let mut functions = 0;
        for (at, (selector, property, value)) in all.iter().enumerate() {
            // Rules for what stands in something of a kind are passed over whole, and leave the figure of that kind.
            if !is_function(value) || selector.starts_with(":where(") {
                continue;
            }
            functions += 1;
            let plain = all[..at].iter().any(|(of, name, value)| {
                of == selector
                    && !is_function(value)
                    && (name == property || property.starts_with(&format!("{name}-")))
            });
            assert!(plain, "{}: {selector} {{ {property}: {value} }}", bundled.name);
        }
        assert!(functions > 5, "{}", bundled.name);
    }
}

/// The size of a heading in CSS pixels in a window, the text being of this size.
fn heading_size(css: &str, level: usize, text: f32, window: f32) -> f32 {
    size(css, &format!("h{level}"), text, window)
}

fn size(css: &str, selector: &str, text: f32, window: f32) -> f32 {
    let size = value(css, selector, "font-size");
    let Some(fitted) = size.strip_prefix("max(1em, min(") else {
        return text * size.strip_suffix("em").unwrap().parse::<f32>().unwrap();
    };
    let (most, share) = fitted.strip_suffix("vw))").unwrap().split_once("em, ").unwrap();
    let share: f32 = share.parse().unwrap();
    text.max((text * most.parse::<f32>().unwrap()).min(share * window / 100.0))
}

#[test]
fn headings_fit_a_telephone_and_are_never_smaller_than_the_text() {
    for bundled in &LAYOUTS {
        let css = sheet(bundled.name);
        let profile = Layout::bundled(bundled.name, None).unwrap().profile;
        let scale = |level: usize| {
            let level = Level::new(u8::try_from(level).unwrap()).unwrap();
            profile.heading_size(level) / profile.body.size_pt
        };
        for text in [16.0, 24.0, 32.0, 48.0] {
            for window in [320.0, 800.0, 1280.0] {
                let sizes: Vec<f32> = (1..=6)
                    .map(|level| heading_size(&css, level, text, window))
                    .collect();
                assert!(
                    sizes.iter().all(|size| *size >= text),
                    "{}: {sizes:?}",
                    bundled.name
                );
                assert!(
                    sizes.is_sorted_by(|above, below| above >= below),
                    "{}: {sizes:?}",
                    bundled.name
                );
                let lead = size(&css, ".lead", text, window);
                assert!(text <= lead && lead <= sizes[0], "{}: {lead}", bundled.name);
            }
        }
        for level in 1..=6 {
            // 16 letters of a bold face.
            let narrow = heading_size(&css, level, 24.0, 320.0);
            assert!(
                narrow * 0.56 * 16.0 < 320.0 - 2.0 * 12.8,
                "{} h{level}: {narrow}",
                bundled.name
            );
            let wide = heading_size(&css, level, 24.0, 1280.0);
            assert!(
                (wide - 24.0 * scale(level)).abs() < 0.05,
                "{} h{level}: {wide}",
                bundled.name
            );
            // What is larger than the next level is so on a telephone.
            if level < 6 && scale(level) > scale(level + 1) {
                let next = heading_size(&css, level + 1, 24.0, 320.0);
                assert!(narrow > next, "{} h{level}: {narrow}, {next}", bundled.name);
            }
        }
    }
}

/// Rules of equal strength: the last one wins.
#[test]
fn a_heading_keeps_its_distances_in_a_list() {
    let css = sheet("large-print");
    let at = |rule: &str| css.find(rule).unwrap_or_else(|| panic!("{rule}"));
    for level in 1..=6 {
        assert!(at(&format!("\nh{level} {{")) > at("li + li, li > * + * {"));
        assert!(at(&format!("\nh{level} {{")) > at("\nli > * {"));
    }
}

/// Browsers print no grounds unless they are told to.
#[test]
fn what_is_drawn_beside_words_needs_no_ground() {
    for bundled in &LAYOUTS {
        let all = declarations(&sheet(bundled.name));
        let drawn = all
            .iter()
            .filter(|(_, name, value)| name == "content" && value == "\"\"");
        let drawn: Vec<&str> = drawn.map(|(selector, ..)| selector.as_str()).collect();
        assert_eq!(drawn, [".warning > .label::before"]);
        for (selector, property, value) in &all {
            let grounds = property.starts_with("background");
            assert!(
                !(grounds && drawn.contains(&selector.as_str())),
                "{selector} {{ {property}: {value} }}"
            );
        }
    }
}
