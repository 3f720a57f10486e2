//! Boxes are whole. Word and LibreOffice join the borders of neighbours only where these and the edges are alike, and take
//! for the edge where the line begins that stands furthest out: one paragraph that begins elsewhere tears its box in two.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx_styles/boxes.rs"]
mod boxes;
mod opc;
#[path = "docx_styles/sheet.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod sheet;
mod specimen;

use std::collections::{BTreeMap, BTreeSet};

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::{Block, CalloutKind, Marker, Reading, Several};
use clearleaf::page::LazyPages;
use opc::part;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use sheet::{Look, Sheet, attribute, child, list_level, number, value};

/// What was met, so that a test cannot pass for want of boxes.
#[derive(Debug, Default)]
struct Met {
    boxes: usize,
    further_in: usize,
    padded_marks: usize,
    tabs: usize,
    tables: usize,
    joints: usize,
}

/// The colour and the width of each border, by its side, and the tint.
type Drawn = (BTreeMap<String, (String, String)>, Option<String>);

/// A paragraph or a table of a box. Lengths in twentieths of a point.
#[derive(Debug)]
struct Part {
    style: String,
    /// What is drawn round it; nothing round a table.
    drawn: Option<Drawn>,
    /// The left and the right edge of its text, from those of the column.
    text: (i64, i64),
    /// Those of what is drawn.
    outer: (i64, i64),
    before: i64,
    after: i64,
}

fn tag<'a>(control: Node<'a, '_>) -> Option<&'a str> {
    value(child(control, "sdtPr")?, "tag")
}

fn is_tinted(control: &Node<'_, '_>) -> bool {
    matches!(tag(*control), Some("callout" | "warning"))
}

fn is_box(control: &Node<'_, '_>) -> bool {
    is_tinted(control) || tag(*control) == Some("quote")
}

fn said(node: Node<'_, '_>, name: &str) -> i64 {
    attribute(node, name).map_or(0, number)
}

struct Parts<'p> {
    looks: BTreeMap<String, Look>,
    lists: &'p Document<'p>,
}

impl Parts<'_> {
    /// The parts in a control that are not in a box of their own in it, and, with `nested`, those that are.
    fn of(&self, control: Node<'_, '_>, nested: bool, out: &mut Vec<Part>, met: &mut Met) {
        for node in control.children() {
            match node.tag_name().name() {
                "p" => out.push(self.paragraph(node, met)),
                "tbl" => out.push(Self::table(node)),
                "sdt" if is_box(&node) && !nested => {}
                "sdt" | "sdtContent" => self.of(node, nested, out, met),
                _ => {}
            }
        }
    }

    fn paragraph(&self, node: Node<'_, '_>, met: &mut Met) -> Part {
        let property = child(node, "pPr").unwrap();
        let style = value(property, "pStyle").unwrap();
        let look = &self.looks[style];
        let (mut left, mut hanging) = (look.left, look.hanging);
        let own = child(property, "numPr");
        let list = match own {
            Some(own) => {
                let at = value(own, "ilvl").map_or(look.list.map_or(0, |list| list.1), number);
                Some((number(value(own, "numId").unwrap()), at))
            }
            None => look.list,
        };
        let level = list.map(|(list, at)| list_level(self.lists, list, at).unwrap());
        if let Some(level) = level.filter(|_| own.is_some()) {
            let indents = child(child(level, "pPr").unwrap(), "ind").unwrap();
            (left, hanging) = (said(indents, "left"), said(indents, "hanging"));
        }
        if hanging > 0 {
            met.further_in += 1;
        }
        let white = level.map_or(0, |level| {
            let text = value(level, "lvlText").unwrap();
            text.chars().take_while(|c| *c == '\u{A0}').count()
        });
        met.padded_marks += usize::from(white > 0);
        let first = node.children().find(|node| node.tag_name().name() == "r");
        let tab = first.is_some_and(|run| child(run, "tab").is_some() && child(run, "t").is_none());
        if tab {
            // The tab leads to the text: nothing stops it before.
            assert_eq!(look.stop, Some(left), "{style}");
            assert!(hanging > 0, "{style}");
        }
        met.tabs += usize::from(tab);
        let marked = level.is_some() || style.contains("Reference");
        assert!(
            hanging == 0 || tab || marked,
            "{style} hangs and nothing leads in"
        );
        let bidi = child(property, "bidi").is_some();
        let turned = |start, end| if bidi { (end, start) } else { (start, end) };
        let text = turned(left - hanging, look.right);
        // Borders hairline thin are there to end the tint.
        let width = |side: &str| {
            let width = look.borders.get(side).map_or(0, |(_, width)| number(width));
            if width > 2 { width * 20 / 8 } else { 0 }
        };
        let spacing = child(property, "spacing");
        let mut drawn = look.borders.clone();
        drawn.retain(|_, (_, width)| width != "0");
        Part {
            style: style.to_owned(),
            drawn: Some((drawn, look.fill.clone().filter(|fill| fill != "auto"))),
            text,
            outer: (text.0 - width("left"), text.1 - width("right")),
            before: spacing.map_or(look.before, |own| said(own, "before")),
            after: look.after,
        }
    }

    fn table(node: Node<'_, '_>) -> Part {
        let property = child(node, "tblPr").unwrap();
        let start = said(child(property, "tblInd").unwrap(), "w");
        let width = said(child(property, "tblW").unwrap(), "w");
        Part {
            style: value(property, "tblStyle").unwrap().to_owned(),
            drawn: None,
            text: (start, width),
            outer: (start, width),
            before: 0,
            after: 0,
        }
    }
}

/// Holds every box of an edition to it.
fn boxes_are_whole(edition: &Edition, met: &mut Met) {
    let bytes = Docx.write(edition, &LazyPages::of(edition)).unwrap();
    let (document, numbering) = (
        part(&bytes, "word/document.xml"),
        part(&bytes, "word/numbering.xml"),
    );
    let (document, lists) = (
        Document::parse(&document).unwrap(),
        Document::parse(&numbering).unwrap(),
    );
    let parts = Parts {
        looks: Sheet::of(&bytes).looks("paragraph"),
        lists: &lists,
    };
    for control in document.descendants().filter(is_box) {
        met.boxes += 1;
        let mut own = Vec::new();
        parts.of(control, false, &mut own, met);
        let in_tinted = control.ancestors().skip(1).any(|node| is_tinted(&node));
        let paragraphs = || own.iter().filter(|part| part.drawn.is_some());
        let edges: BTreeSet<_> = paragraphs().map(|part| part.text).collect();
        let drawn: BTreeSet<_> = paragraphs().map(|part| &part.drawn).collect();
        assert!(edges.len() <= 1 && drawn.len() <= 1, "{own:#?}");
        for table in own.iter().filter(|part| part.drawn.is_none()) {
            let boxed = is_tinted(&control) || in_tinted;
            assert_eq!(table.style != "LeafletTable", boxed, "{table:?}");
            met.tables += usize::from(boxed);
        }
        if !is_tinted(&control) || in_tinted {
            continue;
        }
        let mut all = Vec::new();
        parts.of(control, true, &mut all, &mut Met::default());
        let paragraphs = || all.iter().filter(|part| part.drawn.is_some());
        let outer: BTreeSet<_> = paragraphs().map(|part| part.outer).collect();
        assert_eq!(outer.len(), 1, "{all:#?}");
        assert!(paragraphs().all(|part| part.drawn.as_ref().unwrap().1.is_some()));
        for pair in all.windows(2).filter(|pair| pair[0].drawn != pair[1].drawn) {
            assert_eq!((pair[0].after, pair[1].before), (0, 0), "{pair:#?}");
            met.joints += 1;
        }
        let tables = all.iter().filter(|part| part.drawn.is_none());
        let placed: BTreeSet<_> = tables.map(|table| table.text).collect();
        assert!(placed.len() <= 2, "{placed:?}");
    }
}

#[test]
fn boxes_are_whole_in_every_place() {
    for tag in ["en-GB", "ar"] {
        for size in [None, Some(28.0)] {
            let mut met = Met::default();
            let mut edition = specimen::edition(boxes::every_place(), size);
            edition.leaflet.lang = specimen::lang(tag);
            edition.layout = Layout::bundled("large-print", size).unwrap();
            boxes_are_whole(&edition, &mut met);
            assert!(met.boxes > 12 && met.further_in >= 60, "{met:?}");
            assert!(met.padded_marks >= 10 && met.tabs >= 8, "{met:?}");
            assert!(met.tables >= 2 && met.joints >= 6, "{met:?}");
        }
    }
}

/// As on paper: bullets have the colour of the rule of their box, numbers that of words.
#[test]
fn marks_have_the_colours_of_the_page() {
    let edition = specimen::edition(boxes::every_place(), None);
    let colours = &edition.layout.profile.colours;
    let bytes = Docx.write(&edition, &LazyPages::of(&edition)).unwrap();
    let looks = Sheet::of(&bytes).looks("paragraph");
    let numbering = part(&bytes, "word/numbering.xml");
    let lists = Document::parse(&numbering).unwrap();
    let mut met = BTreeMap::new();
    for level in lists.descendants().filter(|node| node.tag_name().name() == "lvl") {
        let Some(style) = value(level, "pStyle") else {
            continue;
        };
        let colour = child(level, "rPr").and_then(|property| value(property, "color"));
        let rule = looks[style].borders.values().find(|(_, width)| number(width) > 2);
        let wanted = match value(level, "numFmt").unwrap() {
            "decimal" => None,
            _ => Some(rule.map_or_else(|| colours.accent.hex(), |(colour, _)| colour.clone())),
        };
        assert_eq!(colour, wanted.as_deref(), "{style}");
        *met.entry(wanted).or_insert(0) += 1;
    }
    assert_eq!(met.len(), 3, "{met:?}");
    assert!(met[&Some(colours.signal.hex())] >= 3, "{met:?}");
}

/// No border of a paragraph reaches round a table: its style has the rule and the tint of the box.
#[test]
fn tables_in_boxes_have_their_rule_and_tint() {
    for tag in ["en-GB", "ar"] {
        let mut edition = specimen::edition(boxes::every_place(), None);
        edition.leaflet.lang = specimen::lang(tag);
        let bytes = Docx.write(&edition, &LazyPages::of(&edition)).unwrap();
        let looks = Sheet::of(&bytes).looks("paragraph");
        let styles = part(&bytes, "word/styles.xml");
        let styles = Document::parse(&styles).unwrap();
        for name in ["Callout", "Warning"] {
            let id = format!("{name}LeafletTable");
            let is_it = |node: &Node<'_, '_>| attribute(*node, "styleId") == Some(id.as_str());
            let style = styles.root_element().children().find(is_it).unwrap();
            assert_eq!(value(style, "basedOn"), Some("LeafletTable"));
            let borders = child(child(style, "tblPr").unwrap(), "tblBorders").unwrap();
            // At the leading edge: Word turns the sides of a table that runs from right to left.
            let rule = child(borders, "left").unwrap();
            let physical = if tag == "ar" { "right" } else { "left" };
            let (colour, width) = &looks[name].borders[physical];
            assert_eq!(
                (attribute(rule, "color"), attribute(rule, "sz")),
                (Some(colour.as_str()), Some(width.as_str()))
            );
            let fill = |node: Node<'_, '_>| {
                let shading = child(child(node, "tcPr").unwrap(), "shd").unwrap();
                attribute(shading, "fill").map(str::to_owned)
            };
            let header = sheet::children(style, "tblStylePr")
                .find(|part| attribute(*part, "type") == Some("firstRow"))
                .unwrap();
            assert_eq!(
                (fill(style), fill(header)),
                (looks[name].fill.clone(), fill(style))
            );
        }
    }
}

/// Blocks in a warning in an item of a list in a callout, and in a callout alone.
fn in_boxes(blocks: Vec<Block>) -> Vec<Block> {
    let (mut title, mut rest) = (Vec::new(), Vec::new());
    for block in blocks {
        let stays = matches!(
            block,
            Block::Contents(_) | Block::References(_) | Block::Heading(_)
        );
        if stays { &mut title } else { &mut rest }.push(block);
    }
    let Some(inside) = Several::new(rest.clone()) else {
        return title;
    };
    let item = |first: &str| {
        let mut item = vec![specimen::words(first)];
        item.extend(inside.iter().cloned());
        Several::new(item).unwrap()
    };
    let list = Block::List(clearleaf::model::List {
        marker: Marker::Number { start: 9 },
        items: Several::new(vec![item("one"), item("two")]).unwrap(),
    });
    title.push(boxes::boxed(CalloutKind::Warning, vec![list.clone()]));
    title.push(boxes::boxed(CalloutKind::Callout, rest));
    let warning = boxes::boxed(CalloutKind::Warning, vec![list]);
    title.push(boxes::boxed(CalloutKind::Callout, vec![warning]));
    title
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn boxes_are_whole_in_random_leaflets(wild in specimen::wild::any_edition(), boxed in any::<bool>()) {
        let mut edition = wild.edition();
        if boxed {
            edition = specimen::wild::Wild { blocks: in_boxes(wild.blocks.clone()), ..wild }.edition();
        }
        boxes_are_whole(&edition, &mut Met::default());
        let found = Docx.inspect(&Docx.write(&edition, &LazyPages::of(&edition)).unwrap()).unwrap();
        prop_assert_eq!(&found.facts.faults, &Vec::<String>::new());
        if let Some(difference) = Reading::of(&edition).difference(&found.reading) {
            panic!("{difference}");
        }
    }
}
