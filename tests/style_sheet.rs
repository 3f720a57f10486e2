//! The style sheet of books: its rules as they stand, and what none of them may do.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use std::collections::BTreeSet;

use clearleaf::layout::{LAYOUTS, Layout};
use clearleaf::markup::faces::{self, Beside, Used};
use clearleaf::markup::style::{self, Narrow};

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
