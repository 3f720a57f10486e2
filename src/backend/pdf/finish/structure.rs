//! The structure tree as objects (ISO 32000-1, 14.7): elements, the parent tree, the role map, the names of elements.

use std::borrow::Cow;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::super::broken;
use super::super::draw::Drawing;
use super::super::links::Annotation;
use super::super::object::{dictionary, name, name_tree, number_tree, text};
use super::super::tag::{Attribute, Element, ElementId, Kid, Structure};
use super::Finished;
use super::file::Writing;
use crate::error::Result;
use crate::model::Direction;
use crate::model::tree::NodeId;
use crate::page::{Owner, Pages};

/// Writes the structure tree; gives its root.
///
/// # Errors
/// `Error::Write` where marked content has no element.
pub(super) fn add(
    finished: &mut Finished,
    pages: &[ObjectId],
    layout: &Pages,
    structure: &Structure<'_>,
    drawing: &Drawing<'_>,
    links: &[Annotation<'_>],
    annotations: &[ObjectId],
) -> Result<ObjectId> {
    let Finished { doc, done } = finished;
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = structure.elements.iter().map(|_| doc.new_object_id()).collect();
    let id = |element: ElementId| {
        ids.get(element)
            .map(|id| Object::Reference(*id))
            .ok_or_else(|| broken("an element is missing"))
    };
    let writer = Writer {
        pages,
        ids: &ids,
        content: content(drawing),
        objects: objects(links, annotations, pages),
        drawing,
        page_height: layout.height,
    };
    for (at, element) in structure.elements.iter().enumerate() {
        let parent = match element.parent {
            Some(parent) => id(parent)?,
            None => Object::Reference(root),
        };
        if let Some(id) = ids.get(at) {
            writer.element(at, element, parent, done.dictionary(*id));
        }
    }
    let mut parents = Vec::new();
    for page in &drawing.marked {
        let owner_element = |owner: &Owner| {
            let element = structure
                .owners
                .get(owner)
                .ok_or_else(|| broken("marked content has no element"))?;
            id(*element)
        };
        let elements = page.iter().map(owner_element).collect::<Result<Vec<_>>>()?;
        let list = doc.new_object_id();
        done.put(list, &Object::Array(elements));
        parents.push(Object::Reference(list));
    }
    for link in links {
        parents.push(id(link.element)?);
    }
    let parent_tree = number_tree(doc, &parents);
    let mut root_element = dictionary([
        ("Type", name("StructTreeRoot")),
        ("K", id(0)?),
        ("RoleMap", Object::Dictionary(role_map(structure))),
        ("ParentTree", Object::Reference(parent_tree)),
        (
            "ParentTreeNextKey",
            Object::Integer(i64::try_from(parents.len()).unwrap_or(i64::MAX)),
        ),
    ]);
    let mut named: Vec<(Cow<'_, str>, Object)> = Vec::new();
    for (at, element) in structure.elements.iter().enumerate() {
        if let Some(name) = own_name(element) {
            named.push((name, id(at)?));
        }
    }
    named.sort_by(|(a, _), (b, _)| a.cmp(b));
    if !named.is_empty() {
        let named: Vec<(&str, Object)> = named.iter().map(|(name, id)| (&**name, id.clone())).collect();
        let tree = name_tree(doc, &named);
        root_element.set("IDTree", tree);
    }
    doc.set_object(root, root_element);
    Ok(root)
}

/// What an element is called: by links to it, or by the cells that it heads.
fn own_name<'e>(element: &Element<'e>) -> Option<Cow<'e, str>> {
    match element.anchor {
        Some(anchor) => Some(Cow::Borrowed(&**anchor)),
        None => element.heads.then(|| Cow::Owned(header_name(element.node))),
    }
}

/// The name of a header cell; no anchor holds a dot.
fn header_name(cell: NodeId) -> String {
    format!("th.{}", cell.index())
}

/// The sequences of each owner: page and MCID, in the order of drawing.
fn content(drawing: &Drawing<'_>) -> BTreeMap<Owner, Vec<(usize, i64)>> {
    let mut out: BTreeMap<Owner, Vec<(usize, i64)>> = BTreeMap::new();
    for (page, marked) in drawing.marked.iter().enumerate() {
        for (mcid, owner) in (0..).zip(marked) {
            out.entry(*owner).or_default().push((page, mcid));
        }
    }
    out
}

/// The annotations of each element, as object references.
fn objects(
    links: &[Annotation<'_>],
    annotations: &[ObjectId],
    pages: &[ObjectId],
) -> BTreeMap<ElementId, Vec<Object>> {
    let mut out: BTreeMap<ElementId, Vec<Object>> = BTreeMap::new();
    for (link, annotation) in links.iter().zip(annotations) {
        let Some(page) = pages.get(link.page) else {
            continue;
        };
        let reference = dictionary([
            ("Type", name("OBJR")),
            ("Pg", Object::Reference(*page)),
            ("Obj", Object::Reference(*annotation)),
        ]);
        out.entry(link.element)
            .or_default()
            .push(Object::Dictionary(reference));
    }
    out
}

/// Our own types in use, each led back to a standard one.
fn role_map(structure: &Structure<'_>) -> Dictionary {
    let custom: BTreeMap<&str, &str> = structure
        .elements
        .iter()
        .map(|element| (element.role.name(), element.role.standard()))
        .filter(|(own, standard)| own != standard)
        .collect();
    custom
        .into_iter()
        .map(|(own, standard)| (own, name(standard)))
        .collect()
}

struct Writer<'w> {
    pages: &'w [ObjectId],
    ids: &'w [ObjectId],
    content: BTreeMap<Owner, Vec<(usize, i64)>>,
    objects: BTreeMap<ElementId, Vec<Object>>,
    drawing: &'w Drawing<'w>,
    page_height: f32,
}

impl Writer<'_> {
    fn element(&self, at: ElementId, element: &Element<'_>, parent: Object, mut out: Writing<'_>) {
        out.name("Type", "StructElem");
        out.name("S", element.role.name());
        out.set("P", &parent);
        if let Some(name) = own_name(element) {
            out.set("ID", &Object::string_literal(&*name));
        }
        if let Some(lang) = &element.lang {
            out.set("Lang", &Object::string_literal(lang.as_str()));
        }
        if let Some(alt) = element.alt {
            out.set("Alt", &text(alt));
        }
        let own_page = self.own_page(element);
        if let Some(page) = own_page.and_then(|page| self.pages.get(page)) {
            out.set("Pg", &Object::Reference(*page));
        }
        let attributes = element.attributes.iter();
        let attributes: Vec<Object> = attributes
            .filter_map(|attribute| self.attribute(*attribute, element))
            .collect();
        out.set_all("A", &attributes);
        out.set_all("K", &self.kids(at, element, own_page));
        out.end();
    }

    /// The page of the element's first own content.
    fn own_page(&self, element: &Element<'_>) -> Option<usize> {
        element.kids.iter().find_map(|kid| match kid {
            Kid::Element(_) => None,
            Kid::Content(owner) => self.content.get(owner)?.first().map(|(page, _)| *page),
        })
    }

    fn kids(&self, at: ElementId, element: &Element<'_>, own_page: Option<usize>) -> Vec<Object> {
        let mut kids = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Element(child) => kids.extend(self.ids.get(*child).map(|id| Object::Reference(*id))),
                Kid::Content(owner) => {
                    for (page, mcid) in self.content.get(owner).into_iter().flatten() {
                        if Some(*page) == own_page {
                            kids.push(Object::Integer(*mcid));
                        } else if let Some(page) = self.pages.get(*page) {
                            kids.push(Object::Dictionary(dictionary([
                                ("Type", name("MCR")),
                                ("Pg", Object::Reference(*page)),
                                ("MCID", Object::Integer(*mcid)),
                            ])));
                        }
                    }
                }
            }
        }
        kids.extend(self.objects.get(&at).into_iter().flatten().cloned());
        kids
    }

    fn attribute(&self, attribute: Attribute, element: &Element<'_>) -> Option<Object> {
        let one = |owner: &str, key: &str, value: Object| {
            Some(Object::Dictionary(dictionary([("O", name(owner)), (key, value)])))
        };
        match attribute {
            Attribute::ListNumbering(numbering) => one("List", "ListNumbering", name(numbering)),
            Attribute::Scope(scope) => one("Table", "Scope", name(scope)),
            Attribute::Headers(column, row) => {
                let names = [column, row].map(|cell| Object::string_literal(header_name(cell)));
                one("Table", "Headers", Object::Array(names.into()))
            }
            Attribute::WritingMode(Direction::LeftToRight) => one("Layout", "WritingMode", name("LrTb")),
            Attribute::WritingMode(Direction::RightToLeft) => one("Layout", "WritingMode", name("RlTb")),
            Attribute::Box => {
                let (_, area) = self.drawing.boxes.get(&element.node)?;
                let bounds = super::rectangle(*area, self.page_height);
                Some(Object::Dictionary(dictionary([
                    ("O", name("Layout")),
                    ("Placement", name("Block")),
                    ("BBox", bounds),
                ])))
            }
        }
    }
}
