//! The structure says all that assistive technology needs, and each piece of content belongs to exactly one element.

use std::collections::{BTreeMap, BTreeSet};

use super::{named, whose};
use crate::backend::pdf::broken;
use crate::backend::pdf::draw::Drawing;
use crate::backend::pdf::links::Annotation;
use crate::backend::pdf::roles::Role;
use crate::backend::pdf::tag::{Attribute, ElementId, Kid, Structure};
use crate::error::Result;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::Owner;

/// Holds the structure, the drawing and the links against each other.
///
/// # Errors
/// `Error::Write` at the first fault.
pub(in crate::backend::pdf) fn document(
    tree: &Tree<'_>,
    structure: &Structure<'_>,
    drawing: &Drawing<'_>,
    links: &[Annotation<'_>],
) -> Result<()> {
    elements(tree, structure)?;
    ownership(tree, structure, drawing)?;
    annotations(tree, structure, links)
}

fn elements(tree: &Tree<'_>, structure: &Structure<'_>) -> Result<()> {
    let heading: BTreeSet<NodeId> = structure
        .elements
        .iter()
        .filter(|element| element.heads)
        .map(|element| element.node)
        .collect();
    for element in &structure.elements {
        let fault = |fault: &str| Err(broken(format!("{} {fault}", named(tree, element.node))));
        if element.role == Role::Figure && element.alt.is_none_or(|alt| alt.trim().is_empty()) {
            return fault("has no text alternative");
        }
        let scoped = element
            .attributes
            .iter()
            .any(|attribute| matches!(attribute, Attribute::Scope(_)));
        if element.role == Role::HeaderCell && !scoped {
            return fault("does not say what it heads");
        }
        for attribute in &element.attributes {
            if let Attribute::Headers(column, row) = attribute
                && !(heading.contains(column) && heading.contains(row))
            {
                return fault("names a header cell that has no name");
            }
        }
    }
    Ok(())
}

fn ownership(tree: &Tree<'_>, structure: &Structure<'_>, drawing: &Drawing<'_>) -> Result<()> {
    let mut listed: BTreeMap<Owner, Vec<ElementId>> = BTreeMap::new();
    for (at, element) in structure.elements.iter().enumerate() {
        for kid in &element.kids {
            if let Kid::Content(owner) = kid {
                listed.entry(*owner).or_default().push(at);
            }
        }
    }
    for (page, marked) in (1..).zip(&drawing.marked) {
        for owner in marked {
            let fault = |fault: &str| Err(broken(format!("{} {fault}, on page {page}", whose(tree, *owner))));
            // The parent tree is made from the owners, the elements from their kids: both must say the same.
            match listed.get(owner).map(Vec::as_slice) {
                Some([one]) if structure.owners.get(owner) == Some(one) => {}
                Some([_]) => return fault("belongs to another element than the parent tree says"),
                Some(_) => return fault("belongs to two elements"),
                None => return fault("belongs to no element"),
            }
        }
    }
    let drawn: BTreeSet<&Owner> = drawing.marked.iter().flatten().collect();
    for owner in listed.keys().filter(|owner| is_seen(tree, **owner)) {
        if !drawn.contains(owner) {
            return Err(broken(format!("{} is drawn on no page", whose(tree, *owner))));
        }
    }
    Ok(())
}

/// Whether an owner must be drawn, come what may. Words are counted elsewhere; white space may have no glyph.
fn is_seen(tree: &Tree<'_>, owner: Owner) -> bool {
    match owner {
        Owner::Leaf(node) => matches!(tree.node(node).kind, NodeKind::Picture { .. }),
        Owner::Marker(_) | Owner::PageNumber(_) => true,
        Owner::Layout | Owner::Pagination => false,
    }
}

fn annotations(tree: &Tree<'_>, structure: &Structure<'_>, links: &[Annotation<'_>]) -> Result<()> {
    let reached: BTreeSet<ElementId> = links.iter().map(|link| link.element).collect();
    for (node, element) in &structure.links {
        if !reached.contains(element) {
            let link = named(tree, *node);
            return Err(broken(format!("{link} can be clicked on no page")));
        }
    }
    for link in links {
        let page = link.page + 1;
        let words = structure
            .elements
            .get(link.element)
            .map(|element| named(tree, element.node));
        let words = words.unwrap_or_default();
        if link.contents.trim().is_empty() {
            return Err(broken(format!("{words} has no accessible name, on page {page}")));
        }
        if link.areas.is_empty() {
            return Err(broken(format!("{words} has no area, on page {page}")));
        }
    }
    Ok(())
}
