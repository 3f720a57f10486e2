//! The style part: docx-rs marks no defaults, has no language, and cannot say how the parts of a table look.

use super::valued;
use crate::backend::docx::emit::notes::BoxedTable;
use crate::layout::{Colour, Edition, Profile};
use crate::model::Pt;
use crate::package::xml::{Element, Node};

/// Sets defaults, language and the looks that docx-rs cannot write.
pub fn apply(root: &mut Element, edition: &Edition, boxed: &[BoxedTable]) {
    let profile = &edition.layout.profile;
    root.edit("w:docDefaults", |defaults| doc_defaults(defaults, edition));
    for style in root.elements_mut().filter(|child| child.is("w:style")) {
        let name = style
            .find("w:name")
            .and_then(|name| name.attribute("w:val"))
            .unwrap_or_default();
        if name == "Normal" {
            style.set("w:default", "1");
            // Among the defaults, LibreOffice would lay it over the colours of links in tables.
            let colour = valued("w:color", profile.colours.text.hex());
            style.edit("w:rPr", |property| property.children.push(Node::Element(colour)));
        }
    }
    let more = [
        default_character(),
        default_table(),
        default_list(),
        leaflet_table(profile),
    ];
    root.children.extend(more.map(Node::Element));
    let boxed = boxed.iter().map(|table| boxed_table(table, profile));
    root.children.extend(boxed.map(Node::Element));
}

fn doc_defaults(defaults: &mut Element, edition: &Edition) {
    let lang = edition.lang().as_str();
    let element = valued("w:lang", lang)
        .with("w:eastAsia", lang)
        .with("w:bidi", lang);
    defaults.edit("w:rPrDefault", |default| {
        default.edit("w:rPr", |property| {
            property.children.push(Node::Element(element));
        });
    });
    defaults.edit("w:pPrDefault", |default| {
        default.edit("w:pPr", |property| {
            let kept = [
                Element::new("w:widowControl"),
                Element::new("w:suppressAutoHyphens"),
            ];
            property.children.extend(kept.map(Node::Element));
        });
    });
}

fn style(kind: &str, id: &str, name: &str) -> Element {
    Element::new("w:style")
        .with("w:type", kind)
        .with("w:styleId", id)
        .child(valued("w:name", name))
}

fn default_style(kind: &str, id: &str, name: &str) -> Element {
    let mut style = style(kind, id, name);
    style.set("w:default", "1");
    style
}

fn default_character() -> Element {
    default_style("character", "DefaultParagraphFont", "Default Paragraph Font")
}

fn default_list() -> Element {
    default_style("numbering", "NoList", "No List")
}

fn default_table() -> Element {
    let property = Element::new("w:tblPr")
        .child(width("w:tblInd", 0))
        .child(margins(0, 108));
    default_style("table", "TableNormal", "Normal Table").child(property)
}

fn width(name: &str, twips: i32) -> Element {
    Element::new(name)
        .with("w:w", twips.to_string())
        .with("w:type", "dxa")
}

fn margins(vertical: i32, horizontal: i32) -> Element {
    Element::new("w:tblCellMar").children([
        width("w:top", vertical),
        width("w:left", horizontal),
        width("w:bottom", vertical),
        width("w:right", horizontal),
    ])
}

/// Rules between rows only, a tinted header row in bold, a bold first column where it heads its rows.
fn leaflet_table(profile: &Profile) -> Element {
    let borders =
        Element::new("w:tblBorders").child(rule("w:insideH", profile.table.rule_pt, profile.colours.rule));
    let padding = twips(profile.em(profile.table.padding));
    let tint = valued("w:shd", "clear")
        .with("w:color", "auto")
        .with("w:fill", profile.colours.accent_tint.hex());
    style("table", "LeafletTable", "Leaflet Table")
        .child(valued("w:basedOn", "TableNormal"))
        .child(
            Element::new("w:tblPr")
                .child(borders)
                .child(margins(padding, padding)),
        )
        .child(first_row(Element::new("w:tcPr").child(tint)))
        .child(valued_type("firstCol").child(bold()))
}

/// The rule of the box at its edge, and its tint.
fn boxed_table(table: &BoxedTable, profile: &Profile) -> Element {
    let side = if table.leading { "w:left" } else { "w:right" };
    let edge = rule(side, table.edges.rule, table.edges.colour);
    let between = rule("w:insideH", profile.table.rule_pt, profile.colours.rule);
    let tint = || {
        let tint = table.edges.tint.map_or_else(|| "auto".to_owned(), Colour::hex);
        let shading = valued("w:shd", "clear")
            .with("w:color", "auto")
            .with("w:fill", tint);
        Element::new("w:tcPr").child(shading)
    };
    style("table", &table.id, &table.name)
        .child(valued("w:basedOn", "LeafletTable"))
        .child(Element::new("w:tblPr").child(Element::new("w:tblBorders").children([edge, between])))
        .child(tint())
        // LibreOffice takes no part of a table from the style that this one is based on.
        .child(first_row(tint()))
        .child(valued_type("firstCol").child(bold()))
}

fn first_row(property: Element) -> Element {
    let repeats = Element::new("w:trPr").child(Element::new("w:tblHeader"));
    valued_type("firstRow")
        .child(bold())
        .child(repeats)
        .child(property)
}

fn bold() -> Element {
    Element::new("w:rPr")
        .child(Element::new("w:b"))
        .child(Element::new("w:bCs"))
}

fn rule(side: &str, width: Pt, colour: Colour) -> Element {
    valued(side, "single")
        .with("w:sz", format!("{:.0}", (width * 8.0).clamp(2.0, 96.0)))
        .with("w:space", "0")
        .with("w:color", colour.hex())
}

fn valued_type(part: &str) -> Element {
    Element::new("w:tblStylePr").with("w:type", part)
}

#[expect(clippy::cast_possible_truncation, reason = "lengths of a page")]
fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}
