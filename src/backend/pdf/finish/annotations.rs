//! Link annotations (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5) and the named destinations they lead to.

use lopdf::{Document, Object, ObjectId};

use super::super::broken;
use super::super::links::{Action, Annotation};
use super::super::object::{dictionary, name, name_tree, numbers, rounded, text};
use crate::error::Result;
use crate::page::{Area, Pages};

/// The Print flag (12.5.3): PDF/A asks for it.
const PRINT: i64 = 4;

/// Writes the annotations and hangs them on their pages.
///
/// # Errors
/// `Error::Write` where a page is missing.
pub(super) fn add(
    doc: &mut Document,
    pages: &[ObjectId],
    page_height: f32,
    links: &[Annotation<'_>],
) -> Result<Vec<ObjectId>> {
    let mut ids = Vec::with_capacity(links.len());
    let mut of_page: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (key, link) in (pages.len()..).zip(links) {
        let page = *pages
            .get(link.page)
            .ok_or_else(|| broken("a link stands on no page"))?;
        let mut annotation = dictionary([
            ("Type", name("Annot")),
            ("Subtype", name("Link")),
            ("Rect", super::rectangle(around(&link.areas), page_height)),
            ("QuadPoints", quads(&link.areas, page_height)),
            ("F", Object::Integer(PRINT)),
            ("Border", Object::Array(vec![0.into(), 0.into(), 0.into()])),
            ("P", Object::Reference(page)),
            ("Contents", text(&link.contents)),
            (
                "StructParent",
                Object::Integer(i64::try_from(key).unwrap_or(i64::MAX)),
            ),
        ]);
        match &link.action {
            Action::Url(url) => {
                let action = dictionary([
                    ("Type", name("Action")),
                    ("S", name("URI")),
                    ("URI", Object::string_literal(ascii_url(url))),
                ]);
                annotation.set("A", action);
            }
            Action::Place(anchor) => annotation.set("Dest", Object::string_literal(&***anchor)),
        }
        let id = doc.add_object(annotation);
        ids.push(id);
        if let Some(list) = of_page.get_mut(link.page) {
            list.push(Object::Reference(id));
        }
    }
    for ((page, list), key) in pages.iter().zip(of_page).zip(0_i64..) {
        let page = doc.get_dictionary_mut(*page).map_err(broken)?;
        page.remove(b"Annots");
        if !list.is_empty() {
            page.set("Annots", list);
        }
        page.set("Tabs", name("S"));
        page.set("StructParents", key);
    }
    Ok(ids)
}

/// A URI action holds ASCII (12.6.4.7): everything else is percent-encoded, as browsers do.
fn ascii_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn around(areas: &[Area]) -> Area {
    let low = |value: fn(&Area) -> f32| areas.iter().map(value).fold(f32::INFINITY, f32::min);
    let high = |value: fn(&Area) -> f32| areas.iter().map(value).fold(f32::NEG_INFINITY, f32::max);
    let (x, y) = (low(|a| a.x), low(|a| a.y));
    Area {
        x,
        y,
        width: high(|a| a.x + a.width) - x,
        height: high(|a| a.y + a.height) - y,
    }
}

/// Four corners for each line in the order that readers expect: top left, top right, bottom left, bottom right.
fn quads(areas: &[Area], page_height: f32) -> Object {
    let corners: Vec<f32> = areas
        .iter()
        .flat_map(|area| {
            let (left, right) = (area.x, area.x + area.width);
            let (top, bottom) = (page_height - area.y, page_height - area.y - area.height);
            [left, top, right, top, left, bottom, right, bottom]
        })
        .collect();
    numbers(&corners)
}

/// The named destinations: one for each anchor, under the name that its element bears.
pub(super) fn destinations(doc: &mut Document, pages: &[ObjectId], layout: &Pages) -> ObjectId {
    let mut entries: Vec<(&str, Object)> = layout
        .anchors
        .iter()
        .filter_map(|(anchor, place)| {
            let page = *pages.get(place.page)?;
            Some((&**anchor, destination(page, place.x, layout.height - place.y)))
        })
        .collect();
    entries.sort_by_key(|(name, _)| *name);
    entries.dedup_by(|(a, _), (b, _)| a == b);
    name_tree(doc, &entries)
}

/// A place on a page, at the zoom that the reader has.
pub(super) fn destination(page: ObjectId, x: f32, y: f32) -> Object {
    let (x, y) = (Object::Real(rounded(x)), Object::Real(rounded(y)));
    Object::Array(vec![Object::Reference(page), name("XYZ"), x, y, Object::Null])
}
