//! What an editor changes in Word: one change to a style changes all that is derived from it, and what is derived anew is
//! read as what it was derived from.

use std::collections::BTreeMap;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::model::Reading;
use clearleaf::package::xml::{Element, Node};

use super::opc::{edit, pack, parts};
use super::sheet::{Look, Sheet, styles_in};
use super::{boxes, boxes_in_large_print, specimen, write};

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
