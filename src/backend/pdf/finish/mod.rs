//! The second pass: everything that printpdf does not write, through lopdf. Each file here is one pass.

mod annotations;
mod colour;
pub(super) mod file;
mod metadata;
mod outline;
mod structure;

use lopdf::{Document, Object, ObjectId};

use super::broken;
use super::draw::Drawing;
use super::links::Annotation;
use super::object::{dictionary, name, numbers};
use super::tag::Structure;
use crate::error::Result;
use crate::layout::Edition;
use crate::model::Direction;
use crate::model::tree::Tree;
use crate::page::Pages;
use file::{Deflate, Objects};

/// What the file identifier is hashed in place of.
const NO_IDENTIFIER: [u8; 16] = *b"clearleaf has no";

/// A file in all but its bytes.
pub(super) struct Finished {
    /// The objects that the gate looks at, and those that hold streams.
    pub doc: Document,
    /// The many that are complete.
    pub done: Objects,
}

/// Completes what printpdf wrote.
///
/// # Errors
/// `Error::Write` where printpdf's document is not the one that was asked for.
pub(super) fn finish(
    mut doc: Document,
    edition: &Edition,
    tree: &Tree<'_>,
    pages: &Pages,
    structure: &Structure<'_>,
    drawing: &Drawing<'_>,
    links: &[Annotation<'_>],
) -> Result<Finished> {
    doc.version = "1.7".to_owned();
    let ids: Vec<ObjectId> = doc.page_iter().collect();
    if ids.len() != pages.pages.len() {
        return Err(broken("printpdf wrote another number of pages"));
    }
    fonts(&mut doc, &ids, drawing)?;
    let mut finished = Finished {
        doc,
        done: Objects::default(),
    };
    let doc = &mut finished.doc;
    let annotations = annotations::add(doc, &ids, pages.height, links)?;
    let root = structure::add(
        &mut finished,
        &ids,
        pages,
        structure,
        drawing,
        links,
        &annotations,
    )?;
    let doc = &mut finished.doc;
    let destinations = annotations::destinations(doc, &ids, pages);
    let outline = outline::add(doc, &ids, tree, pages);
    let intent = colour::output_intent(doc);
    let metadata = metadata::add(doc, edition)?;
    let direction = match edition.lang().direction() {
        Direction::LeftToRight => "L2R",
        Direction::RightToLeft => "R2L",
    };
    let preferences = dictionary([
        ("DisplayDocTitle", Object::Boolean(true)),
        ("Direction", name(direction)),
    ]);
    let catalog = doc.catalog_mut().map_err(broken)?;
    catalog.set("Lang", Object::string_literal(edition.lang().as_str()));
    catalog.set("MarkInfo", dictionary([("Marked", Object::Boolean(true))]));
    catalog.set("StructTreeRoot", root);
    catalog.set("ViewerPreferences", preferences);
    catalog.set("Names", dictionary([("Dests", Object::Reference(destinations))]));
    catalog.set("PageLabels", page_labels());
    catalog.set("OutputIntents", Object::Array(vec![Object::Reference(intent)]));
    catalog.set("Metadata", metadata);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", name("UseOutlines"));
    }
    Ok(finished)
}

/// The numbers that stand at the foot of the pages, as a viewer shows them (12.4.2): 1, 2, 3.
fn page_labels() -> Object {
    let decimal = Object::Dictionary(dictionary([("S", name("D"))]));
    let ranges = Object::Array(vec![Object::Integer(0), decimal]);
    Object::Dictionary(dictionary([("Nums", ranges)]))
}

/// The pages' shared font resources, completed.
fn fonts(doc: &mut Document, pages: &[ObjectId], drawing: &Drawing<'_>) -> Result<()> {
    let Some(first) = pages.first() else { return Ok(()) };
    let page = doc.get_dictionary(*first).map_err(broken)?;
    let resources = doc.get_dict_in_dict(page, b"Resources").map_err(broken)?;
    let fonts = doc.get_dict_in_dict(resources, b"Font").map_err(broken)?.clone();
    drawing.fonts.finish(doc, &fonts)
}

/// The bytes. The file identifier (14.4) is a name-based UUID of everything else, so that equal content has equal
/// identifiers and no counter or clock is asked.
///
/// # Errors
/// `Error::Write` where the bytes cannot be made.
pub(super) fn save(finished: Finished) -> Result<Vec<u8>> {
    let Finished { mut doc, done } = finished;
    let placeholder = || Object::String(NO_IDENTIFIER.to_vec(), lopdf::StringFormat::Hexadecimal);
    doc.trailer
        .set("ID", Object::Array(vec![placeholder(), placeholder()]));
    let mut bytes = file::save(doc, done, &mut Deflate::new())?;
    let identifier = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, &bytes);
    replace_last(&mut bytes, &NO_IDENTIFIER, identifier.as_bytes(), 2)?;
    Ok(bytes)
}

/// Replaces the last `count` hexadecimal strings of `old` bytes by `new` ones of the same length.
fn replace_last(bytes: &mut [u8], old: &[u8; 16], new: &[u8; 16], count: usize) -> Result<()> {
    let hex = |bytes: &[u8; 16]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect::<String>()
            .into_bytes()
    };
    let (old, new) = (hex(old), hex(new));
    for _ in 0..count {
        let found = bytes
            .windows(old.len())
            .rposition(|window| window.eq_ignore_ascii_case(&old));
        let place = found.and_then(|at| bytes.get_mut(at..at + old.len()));
        place
            .ok_or_else(|| broken("the file identifier was not written"))?
            .copy_from_slice(&new);
    }
    Ok(())
}

/// A rectangle of the page as PDF has it: lower left, upper right.
fn rectangle(area: crate::page::Area, page_height: f32) -> Object {
    let (top, bottom) = (page_height - area.y, page_height - area.y - area.height);
    numbers(&[area.x, bottom, area.x + area.width, top])
}
