//! Styles carry everything: each says only what differs from the one that it is based on, comes to what the layout asks,
//! and nothing is said by paragraphs and runs that a style can say.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx_styles/asked.rs"]
mod asked;
#[path = "docx_styles/boxes.rs"]
mod boxes;
mod opc;
#[path = "docx_styles/sheet.rs"]
mod sheet;
mod specimen;

use std::collections::{BTreeMap, BTreeSet};

use asked::{asked, is_of_every_leaflet, twips};
use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::export;
use clearleaf::layout::{Edition, Layout, Layouts};
use clearleaf::model::Reading;
use clearleaf::package::xml::{Element, Node};
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use opc::{edit, pack, part, parts};
use roxmltree::Document;
use sheet::{Look, Sheet, attribute, child, children, list_level, number, value};

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

/// Where formatting may stand outside the style sheet, and why. Everything else is a style's to say.
fn excused(part: &str, node: roxmltree::Node<'_, '_>) -> Option<&'static str> {
    let name = node.tag_name().name();
    let holder = node.parent().unwrap();
    let inside = |name: &str| node.ancestors().any(|node| node.tag_name().name() == name);
    match name {
        "rFonts" if inside("r") && holder.tag_name().name() == "rPr" => {
            let known = attribute(node, "ascii").is_some();
            known.then_some(
                "a face that has characters which the text face lacks: no style knows the characters",
            )
        }
        "spacing" if holder.tag_name().name() == "pPr" => {
            let only = node.attributes().all(|attribute| attribute.name() == "before");
            only.then_some("the room that a list, a box, a table or a picture asks of what follows, and none at the top of a page: no style knows \
                 what stands before it")
        }
        "ind" | "color" | "b" | "bCs" if part == "word/numbering.xml" && inside("lvl") => {
            Some("the mark of a list's level: only the level can say how it looks and where it stands")
        }
        _ => None,
    }
}

fn example_leaflets() -> Vec<(String, Edition)> {
    let disk = Disk::new("source");
    let slugs = [
        "breast-reconstruction",
        "gastroscopy",
        "gastroscopy-ar",
        "gastroscopy-fr",
    ];
    let mut out = Vec::new();
    for name in Layouts::bundled().names() {
        let layout = Layout::bundled(name, None).unwrap();
        for slug in slugs {
            let (edition, findings) = export::edition(&disk, slug, &layout, None).unwrap();
            let edition = edition.unwrap_or_else(|| panic!("{findings:?}"));
            out.push((format!("{slug} {name}"), edition));
        }
    }
    out
}

#[test]
fn nothing_is_said_directly_that_a_style_can_say() {
    const FORMATTING: [&str; 17] = [
        "rFonts",
        "sz",
        "szCs",
        "color",
        "b",
        "bCs",
        "i",
        "iCs",
        "u",
        "ind",
        "pBdr",
        "shd",
        "spacing",
        "jc",
        "highlight",
        "contextualSpacing",
        "framePr",
    ];
    let mut excuses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = editions(&[None]);
    let large = editions(&[Some(40.0)]).into_iter();
    all.extend(large.filter(|(what, _)| what.contains(" large-print ")));
    all.extend(example_leaflets());
    for (what, edition) in all {
        for (name, bytes) in parts(&write(&edition)) {
            let is_text = name.starts_with("word/") && name.ends_with(".xml") && !name.contains("theme");
            if !is_text || name == "word/styles.xml" {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            let tree = Document::parse(&text).unwrap();
            for node in tree
                .descendants()
                .filter(|node| node.tag_name().namespace() == Some(sheet::W))
            {
                if !FORMATTING.contains(&node.tag_name().name()) {
                    continue;
                }
                let Some(excuse) = excused(&name, node) else {
                    let paragraph = node.ancestors().find(|node| node.tag_name().name() == "p");
                    let place = paragraph.map_or(&text[node.range()], |paragraph| &text[paragraph.range()]);
                    panic!(
                        "{what}: {} in {name}: {}",
                        node.tag_name().name(),
                        place.chars().take(400).collect::<String>()
                    );
                };
                *excuses.entry(excuse).or_default() += 1;
            }
        }
    }
    assert_eq!(excuses.len(), 3, "an exception that nothing needs: {excuses:?}");
}

/// Numbering of its own only where a list counts for itself, or the paragraph's style is not one of lists.
#[test]
fn a_list_style_and_its_level_belong_together() {
    for (what, edition) in editions(&[None]) {
        let bytes = write(&edition);
        let looks = Sheet::of(&bytes).looks("paragraph");
        let numbering = part(&bytes, "word/numbering.xml");
        let lists = Document::parse(&numbering).unwrap();
        let styles = part(&bytes, "word/styles.xml");
        let styles = Document::parse(&styles).unwrap();
        let says_list = |id: &str| {
            let style = children(styles.root_element(), "style")
                .find(|style| attribute(*style, "styleId") == Some(id))
                .unwrap();
            child(style, "pPr").is_some_and(|property| child(property, "numPr").is_some())
        };
        for (id, look) in looks.iter().filter(|(_, look)| look.list.is_some()) {
            // What asks for less space than its base is in the same list.
            if id.contains("Flush") && !says_list(id) {
                continue;
            }
            let (list, at) = look.list.unwrap();
            let level = list_level(&lists, list, at).unwrap_or_else(|| panic!("{what}: {id} has no level"));
            assert_eq!(value(level, "pStyle"), Some(id.as_str()), "{what}");
            let indents = child(child(level, "pPr").unwrap(), "ind").unwrap();
            let get = |name: &str| number(attribute(indents, name).unwrap());
            assert_eq!(
                (get("left"), get("hanging")),
                (look.left, look.hanging),
                "{what}: {id}"
            );
        }
        let document = part(&bytes, "word/document.xml");
        let document = Document::parse(&document).unwrap();
        for property in document
            .descendants()
            .filter(|node| node.tag_name().name() == "pPr")
        {
            let style = &looks[value(property, "pStyle").unwrap()];
            let Some(own) = child(property, "numPr") else {
                continue;
            };
            let list = number(value(own, "numId").unwrap());
            let at = value(own, "ilvl").map_or(0, number);
            let level = list_level(&lists, list, at).unwrap();
            if let Some((usual, usual_level)) = style.list {
                assert_ne!(list, usual, "{what}: the style says that already");
                assert_eq!(at, usual_level, "{what}");
                let same = list_level(&lists, usual, usual_level).unwrap();
                assert_eq!(level, same, "{what}: another list of the same levels");
            } else {
                assert!(
                    style.outline.is_some(),
                    "{what}: only a heading may begin an item in a style not of lists"
                );
            }
        }
        for numbering in children(lists.root_element(), "abstractNum") {
            for name in ["nsid", "tmpl"] {
                let number = value(numbering, name).unwrap();
                assert!(
                    number.len() == 8 && u32::from_str_radix(number, 16).is_ok(),
                    "{number}"
                );
            }
        }
        assert!(
            !numbering.contains("w:rFonts"),
            "{what}: a mark is set in the face of its text"
        );
    }
}

/// The looks of the package with one style changed: `add` goes into its properties of text or of paragraph.
fn changed(bytes: &[u8], id: &str, property: &str, add: Element) -> BTreeMap<String, Look> {
    let mut package = parts(bytes);
    edit(&mut package, "word/styles.xml", |root| {
        let style = root
            .elements_mut()
            .find(|style| style.attribute("w:styleId") == Some(id))
            .unwrap();
        style.edit(property, |property| {
            property.retain_elements(|child| child.name != add.name);
            property.children.push(Node::Element(add));
        });
    });
    Sheet::of(&pack(&package)).looks("paragraph")
}

fn valued(name: &str, value: &str) -> Element {
    Element::new(name).with("w:val", value)
}

#[test]
fn one_change_to_normal_changes_the_whole_leaflet() {
    let bytes = boxes_in_large_print();
    let before = Sheet::of(&bytes).looks("paragraph");
    let body = before["Normal"].clone();
    let larger = changed(&bytes, "Normal", "w:rPr", valued("w:sz", "60"));
    let paler = changed(&bytes, "Normal", "w:rPr", valued("w:color", "444444"));
    let other = changed(
        &bytes,
        "Normal",
        "w:rPr",
        Element::new("w:rFonts").with("w:ascii", "Arial"),
    );
    let looser = changed(
        &bytes,
        "Normal",
        "w:pPr",
        Element::new("w:spacing").with("w:line", "400"),
    );
    assert!(before.len() > 100);
    let mut followed = [0; 4];
    for (id, old) in &before {
        let scale = old.size != body.size;
        assert_eq!(larger[id].size, if scale { old.size } else { 60 }, "{id}");
        let own = old.colour != body.colour;
        assert_eq!(paler[id].colour == "444444", !own, "{id}");
        assert_eq!(other[id].font, "Arial", "{id}");
        let set = old.line != body.line;
        assert_eq!(looser[id].line, if set { old.line } else { 400 }, "{id}");
        for (count, follows) in followed.iter_mut().zip([!scale, !own, true, !set]) {
            *count += usize::from(follows);
        }
    }
    // Headings, the lead, pictures and the gap between tables have sizes or lines of their own; labels have colours.
    let count = before.len();
    assert!(
        followed.iter().all(|followed| *followed + 30 > count),
        "{followed:?} of {count}"
    );
}

/// The styles of the paragraphs in a kind of box, but for those in other boxes, tables and headings.
fn styles_in(bytes: &[u8], tag: &str) -> BTreeSet<String> {
    let text = part(bytes, "word/document.xml");
    let tree = Document::parse(&text).unwrap();
    let tag_of = |node: roxmltree::Node<'_, '_>| {
        let property = child(node, "sdtPr")?;
        value(property, "tag").map(str::to_owned)
    };
    let mut out = BTreeSet::new();
    for paragraph in tree
        .descendants()
        .filter(|node| node.has_tag_name((sheet::W, "p")))
    {
        let mut around = paragraph.ancestors();
        let nearest = around.find_map(|node| {
            let tag = if node.tag_name().name() == "tbl" {
                Some("table".to_owned())
            } else {
                tag_of(node)
            };
            tag.filter(|tag| ["callout", "warning", "quote", "table"].contains(&tag.as_str()))
        });
        let style = value(child(paragraph, "pPr").unwrap(), "pStyle").unwrap();
        if nearest.as_deref() == Some(tag) && !style.contains("Heading") {
            out.insert(style.to_owned());
        }
    }
    out
}

#[test]
fn one_change_to_a_box_changes_all_that_stands_in_it() {
    let bytes = boxes_in_large_print();
    for (tag, id) in [("callout", "Callout"), ("warning", "Warning")] {
        let inside = styles_in(&bytes, tag);
        assert!(inside.len() > 12, "{inside:?}");
        let before = Sheet::of(&bytes).looks("paragraph");
        let tint = before[id].fill.clone();
        let shade = valued("w:shd", "clear").with("w:fill", "ABCDEF");
        let tinted = changed(&bytes, id, "w:pPr", shade);
        let border = Element::new("w:pBdr").child(
            valued("w:left", "single")
                .with("w:color", "ABCDEF")
                .with("w:sz", "8"),
        );
        let ruled = changed(&bytes, id, "w:pPr", border);
        let mut checked = 0;
        for style in &inside {
            // A box in another has the other's rule and a tint of its own.
            let nested = before[style].borders["left"] != before[id].borders["left"];
            if before[style].fill == tint
                && !style.contains("Quote")
                && !nested
                && !style.starts_with("Right")
            {
                assert_eq!(tinted[style].fill.as_deref(), Some("ABCDEF"), "{style}");
                assert_eq!(ruled[style].borders["left"].0, "ABCDEF", "{style}");
                checked += 1;
            }
        }
        assert!(checked > 10, "{checked} of {inside:?}");
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

/// What an editor derives from a style of ours is read as what it was derived from.
#[test]
fn styles_that_an_editor_derives_are_read_as_their_base() {
    let edition = specimen::edition(boxes::every_place(), None);
    let bytes = write(&edition);
    let mut package = parts(&bytes);
    let ids: Vec<String> = Sheet::of(&bytes).names().into_keys().collect();
    edit(&mut package, "word/styles.xml", |root| {
        let mut more = Vec::new();
        for style in root.elements().filter(|child| child.is("w:style")) {
            let get = |name: &str| style.attribute(name).unwrap_or_default().to_owned();
            if get("w:type") != "paragraph" && get("w:type") != "character"
                || style.attribute("w:default").is_some()
            {
                continue;
            }
            let id = get("w:styleId");
            let own = Element::new("w:style")
                .with("w:type", get("w:type"))
                .with("w:styleId", format!("My{id}"))
                .child(valued("w:name", &format!("Desk's own {id}")))
                .child(valued("w:basedOn", &id));
            more.push(Node::Element(own));
        }
        root.children.extend(more);
    });
    edit(&mut package, "word/document.xml", |root| {
        root.walk_mut(&mut |element| {
            if element.is("w:pStyle") || element.is("w:rStyle") {
                let id = element.attribute("w:val").unwrap().to_owned();
                assert!(ids.contains(&id), "{id}");
                if id != "Normal" {
                    element.set("w:val", format!("My{id}"));
                }
            }
        });
    });
    let found = Docx.inspect(&pack(&package)).unwrap();
    assert_eq!(found.facts.faults, Vec::<String>::new());
    if let Some(difference) = Reading::of(&edition).difference(&found.reading) {
        panic!("{difference}");
    }
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

#[test]
fn the_theme_is_the_layout() {
    const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    for (what, edition) in editions(&[None]) {
        let bytes = write(&edition);
        let text = part(&bytes, "word/theme/theme1.xml");
        let theme = Document::parse(&text).unwrap();
        let colour = |name: &str| {
            let entry = theme
                .descendants()
                .find(|node| node.has_tag_name((A, name)))
                .unwrap();
            entry
                .first_element_child()
                .unwrap()
                .attribute("val")
                .unwrap()
                .to_owned()
        };
        let colours = &edition.layout.profile.colours;
        assert_eq!(colour("dk1"), colours.text.hex(), "{what}");
        assert_eq!(colour("lt1"), colours.paper.hex(), "{what}");
        assert_eq!(colour("hlink"), colours.accent.hex(), "{what}");
        // What Word takes from the theme and what others take from the value are the same.
        let styles = part(&bytes, "word/styles.xml");
        let styles = Document::parse(&styles).unwrap();
        let mut met = BTreeSet::new();
        // LibreOffice lays a colour of the defaults over those of links in tables.
        let defaults = child(styles.root_element(), "docDefaults").unwrap();
        let coloured = |node: roxmltree::Node<'_, '_>| node.tag_name().name() == "color";
        assert!(!defaults.descendants().any(coloured), "{what}");
        for node in styles.descendants() {
            for (theme, value) in [
                ("themeColor", "val"),
                ("themeColor", "color"),
                ("themeFill", "fill"),
            ] {
                let Some(name) = attribute(node, theme) else {
                    continue;
                };
                if theme == "themeColor" && (value == "val") != (node.tag_name().name() == "color") {
                    continue;
                }
                let entry = match name {
                    "text1" => "dk1",
                    "background2" => "lt2",
                    "hyperlink" => "hlink",
                    other => other,
                };
                assert_eq!(
                    Some(colour(entry).as_str()),
                    attribute(node, value),
                    "{what}: {name}"
                );
                met.insert(name.to_owned());
            }
        }
        assert!(met.len() >= 5, "{met:?}");
        // Both name the same families.
        let fonts = styles
            .descendants()
            .find(|node| node.tag_name().name() == "rFonts")
            .unwrap();
        for part in ["majorFont", "minorFont"] {
            let part = theme
                .descendants()
                .find(|node| node.has_tag_name((A, part)))
                .unwrap();
            for (theme, own) in [("latin", "ascii"), ("ea", "eastAsia"), ("cs", "cs")] {
                let face = part
                    .children()
                    .find(|node| node.has_tag_name((A, theme)))
                    .unwrap();
                assert_eq!(
                    face.attribute("typeface"),
                    attribute(fonts, own),
                    "{what}: {theme}"
                );
            }
            let script = part
                .children()
                .find(|node| node.attribute("script") == Some("Arab"))
                .unwrap();
            assert_eq!(script.attribute("typeface"), Some("Noto Sans Arabic"), "{what}");
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
