//! Styles carry everything: each says only what differs from the one that it is based on, comes to what the layout asks,
//! and nothing is said by paragraphs and runs that a style can say.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx_styles/asked.rs"]
mod asked;
#[path = "docx_styles/boxes.rs"]
mod boxes;
#[path = "docx_styles/direct.rs"]
mod direct;
#[path = "docx_styles/edits.rs"]
mod edits;
mod opc;
#[path = "docx_styles/sheet.rs"]
mod sheet;
mod specimen;
#[path = "docx_styles/theme.rs"]
mod theme;

use std::collections::{BTreeMap, BTreeSet};

use asked::{asked, is_of_every_leaflet, twips};
use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::{Edition, Layout, Layouts};
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use opc::part;
use roxmltree::Document;
use sheet::{Look, Sheet, attribute, child, children, styles_in, value};

fn write(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

/// The specimen and the leaflet of boxes in every layout and some sizes, in English and Arabic.
fn editions(sizes: &[Option<f32>]) -> Vec<(String, Edition)> {
    let mut out = Vec::new();
    for name in Layouts::bundled().names() {
        for size in sizes {
            for (what, blocks) in [
                ("specimen", specimen::every_block()),
                ("boxes", boxes::every_place()),
            ] {
                for tag in ["en-GB", "ar"] {
                    let mut edition = specimen::edition(blocks.clone(), None);
                    edition.leaflet.lang = specimen::lang(tag);
                    edition.layout = Layout::bundled(name, *size).unwrap();
                    out.push((format!("{what} {tag} {name} {size:?}"), edition));
                }
            }
        }
    }
    assert!(out.len() >= 24 * sizes.len());
    out
}

fn boxes_in_large_print() -> Vec<u8> {
    write(&specimen::edition(boxes::every_place(), None))
}

#[test]
fn every_style_comes_to_what_the_layout_asks() {
    const FREE: [&str; 3] = ["Normal", "Reference", "TableGap"];
    for name in Layouts::bundled().names() {
        for size in [None, Some(12.0), Some(18.0), Some(28.0), Some(48.0)] {
            let mut edition = specimen::edition(specimen::every_block(), None);
            edition.layout = Layout::bundled(name, size).unwrap();
            let profile = &edition.layout.profile;
            let looks = Sheet::of(&write(&edition)).looks("paragraph");
            let body = &looks["Normal"];
            assert_eq!(body.size, twips(profile.body.size_pt) / 10);
            assert_eq!((body.before, body.after, body.line_rule.as_str()), (0, 0, "auto"));
            let mut known = 0;
            for (id, look) in looks.iter().filter(|(id, _)| !FREE.contains(&id.as_str())) {
                if !is_of_every_leaflet(id) {
                    continue;
                }
                known += 1;
                let mut wanted = asked(id, profile, body);
                wanted.line = match id.as_str() {
                    "Picture" | "Mark" => 240,
                    heading if heading.starts_with("Heading") => looks["Heading1"].line,
                    _ => body.line,
                };
                // A heading gives way to its longest word.
                if look.outline.is_some() && wanted.size > 60 && look.size >= body.size {
                    wanted.size = wanted.size.min(look.size);
                    wanted.size_complex = wanted.size;
                }
                // Themes are asked for elsewhere.
                wanted.theme_colour.clone_from(&look.theme_colour);
                assert_eq!(*look, wanted, "{id} in {name} at {size:?}");
            }
            assert_eq!(known, 47, "{:?}", looks.keys());
            // Headings are set tighter than text, unless neither can be.
            let tight = profile.headings.leading < profile.body.leading;
            assert!(looks["Heading1"].line <= body.line || !tight);
            let reference = &looks["Reference"];
            assert_eq!(reference.left, reference.hanging);
            assert_eq!(looks["TableGap"].line, twips(profile.em(profile.table.gap)));
        }
    }
}

#[test]
fn character_styles_come_to_what_the_layout_asks() {
    for name in Layouts::bundled().names() {
        let mut edition = specimen::edition(boxes::every_place(), None);
        edition.layout = Layout::bundled(name, None).unwrap();
        let profile = &edition.layout.profile;
        let looks = Sheet::of(&write(&edition)).looks("character");
        let (strong, link) = (&looks["Strong"], &looks["Hyperlink"]);
        assert_eq!(strong.bold, !profile.emphasis.underline, "{name}");
        assert_eq!(strong.underline.is_some(), profile.emphasis.underline, "{name}");
        assert_eq!(looks["Emphasis"].italic, profile.emphasis.italic, "{name}");
        assert_eq!(link.colour, profile.colours.accent.hex());
        assert!(link.underline.is_some() && link.underline != strong.underline);
        for id in ["Citation", "BackLink"] {
            assert_eq!(looks[id], *link, "{id} in {name}");
        }
        // A link keeps its own line and colour, whatever else its words are.
        let both = looks.get("HyperlinkStrong");
        assert_eq!(both.is_some(), !profile.emphasis.underline, "{name}");
        if let Some(both) = both {
            let light = Look {
                bold: false,
                bold_complex: false,
                ..both.clone()
            };
            assert!(both.bold && both.bold_complex && light == *link, "{both:?}");
        }
    }
}

/// No style repeats what the one that it is based on says already: a change to that one would pass it by.
#[test]
fn no_style_repeats_its_base() {
    for (what, edition) in editions(&[None]) {
        let bytes = write(&edition);
        let good = Sheet::of(&bytes).looks("paragraph");
        let styles = part(&bytes, "word/styles.xml");
        let tree = Document::parse(&styles).unwrap();
        for style in children(tree.root_element(), "style") {
            let id = attribute(style, "styleId").unwrap();
            let base = value(style, "basedOn").and_then(|base| good.get(base));
            let (Some(own), Some(base)) = (good.get(id), base) else {
                continue;
            };
            let says = |name: &str| style.descendants().any(|node| node.tag_name().name() == name);
            for (name, same) in [
                ("sz", own.size == base.size),
                ("szCs", own.size == base.size),
                ("color", own.colour == base.colour),
                ("b", own.bold == base.bold),
                ("rFonts", true),
                ("shd", own.fill == base.fill),
                ("pBdr", own.borders == base.borders),
                (
                    "ind",
                    (own.left, own.right, own.hanging) == (base.left, base.right, base.hanging),
                ),
                (
                    "spacing",
                    (own.before, own.after, own.line) == (base.before, base.after, base.line),
                ),
                ("numPr", own.list == base.list),
                ("outlineLvl", own.outline == base.outline),
            ] {
                assert!(!(same && says(name)), "{what}: {id} repeats {name}");
            }
        }
    }
}

/// A warning in a callout is as wide as that, and a warning still; a quotation is a part of it.
#[test]
fn a_box_in_a_box_keeps_its_rule_and_its_tint() {
    let edition = specimen::edition(boxes::every_place(), None);
    let colours = &edition.layout.profile.colours;
    let bytes = write(&edition);
    let looks = Sheet::of(&bytes).looks("paragraph");
    assert!(styles_in(&bytes, "warning").contains("WarningLabelFlushAbove"));
    let (outer, inner) = (&looks["Callout"], &looks["Warning"]);
    assert_eq!((outer.left, outer.right), (inner.left, inner.right));
    assert_eq!(inner.borders["left"].0, colours.signal.hex());
    let quote = &looks["CalloutQuote"];
    assert_eq!((&outer.borders, &outer.fill), (&quote.borders, &quote.fill));
    assert!(quote.left > outer.left);
    assert_eq!(quote.left - quote.hanging, outer.left);
    // The rule of a quotation in Arabic stands at the other side, and at that alone; Arabic in a quotation has its rule.
    let rules = |looks: &BTreeMap<String, Look>, id: &str| {
        let drawn = looks[id].borders.iter().filter(|(_, (_, width))| width != "0");
        drawn.map(|(side, _)| side.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&looks, "Quote"), ["left"]);
    assert_eq!(rules(&looks, "RighttoLeftQuote"), ["left"]);
    let arabic = boxes::arabic(vec![boxes::quote(vec![specimen::words("خذ")])]);
    let arabic = specimen::edition(vec![specimen::heading(1, "title", "Boxes"), arabic], None);
    let arabic = Sheet::of(&write(&arabic)).looks("paragraph");
    assert_eq!(rules(&arabic, "RighttoLeftQuote"), ["right"]);
    assert_eq!(looks["WarningLabelFlushAbove"].colour, colours.signal.hex());
}

#[test]
fn boxes_read_as_the_model() {
    for (what, edition) in editions(&[None, Some(48.0)]) {
        let found = Docx.inspect(&write(&edition)).unwrap();
        assert_eq!(found.facts.faults, Vec::<String>::new(), "{what}");
        if let Some(difference) = Reading::of(&edition).difference(&found.reading) {
            panic!("{what}: {difference}");
        }
    }
}

#[test]
fn styles_have_names_that_word_takes() {
    for (what, edition) in editions(&[None]) {
        let names = Sheet::of(&write(&edition)).names();
        let mut seen = BTreeSet::new();
        for (id, name) in &names {
            assert!(seen.insert(name.to_lowercase()), "{what}: {name} twice");
            assert!(
                name.len() <= 100 && !name.contains([',', ';', '\\']),
                "{what}: {name}"
            );
            assert!(
                id.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                "{what}: {id}"
            );
        }
        let derived = [
            "CalloutListBullet",
            "CalloutTerm",
            "WarningWiderListNumber",
            "DefinitionCallout",
            "ListWarning",
        ];
        let missing: Vec<_> = derived
            .into_iter()
            .filter(|id| !names.contains_key(*id))
            .collect();
        assert!(
            missing.is_empty() || !what.starts_with("boxes"),
            "{what}: {missing:?} of {names:?}"
        );
    }
}

/// Word takes bold back where a paragraph's style and a word's both ask for it (ECMA-376 part 1, 17.7.3).
#[test]
fn bold_is_never_asked_for_twice() {
    for (what, edition) in editions(&[None]) {
        let bytes = write(&edition);
        let sheet = Sheet::of(&bytes);
        let (paragraphs, characters) = (sheet.looks("paragraph"), sheet.looks("character"));
        let text = part(&bytes, "word/document.xml");
        let tree = Document::parse(&text).unwrap();
        for run in tree.descendants().filter(|node| node.tag_name().name() == "r") {
            let style = child(run, "rPr").and_then(|property| value(property, "rStyle"));
            let paragraph = run
                .ancestors()
                .find(|node| node.tag_name().name() == "p")
                .unwrap();
            let own = value(child(paragraph, "pPr").unwrap(), "pStyle").unwrap();
            let twice = paragraphs[own].bold && style.is_some_and(|style| characters[style].bold);
            assert!(!twice, "{what}: {own} and {style:?}");
        }
    }
}

/// For looking at and for validators that are run by hand: writes the boxes where `CLEARLEAF_KEEP` says.
#[test]
fn the_boxes_are_kept_where_asked() {
    let Some(folder) = std::env::var_os("CLEARLEAF_KEEP") else {
        return;
    };
    for (what, edition) in editions(&[None, Some(28.0)]) {
        let name = format!("{}.docx", what.replace([' ', '(', ')'], "-"));
        std::fs::write(std::path::Path::new(&folder).join(name), write(&edition)).unwrap();
    }
}
