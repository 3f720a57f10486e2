//! What no validator sees, checked before a byte is written.
//!
//! A visible `.notdef` passes veraPDF once a CIDToGIDMap hides it, and PDF/A-2a passes without alternatives, scopes and
//! languages. So the display list, the structure and the links are held against each other here; each fault names its node.

use std::collections::BTreeMap;

use super::broken;
use super::draw::Drawing;
use super::links::Annotation;
use super::roles::Role;
use super::tag::{Attribute, Kid, Structure};
use crate::error::Result;
use crate::layout::Edition;
use crate::layout::fonts::invisible;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Owner, Pages, Shape, TextRun};

/// Every glyph is one, says something, and every word of the tree is drawn.
///
/// # Errors
/// `Error::Write` at the first glyph or word that is wrong.
pub(super) fn pages(tree: &Tree<'_>, pages: &Pages) -> Result<()> {
    let mut drawn: BTreeMap<NodeId, String> = BTreeMap::new();
    for page in &pages.pages {
        for mark in &page.marks {
            let Shape::Text(run) = &mark.shape else { continue };
            glyphs(run).map_err(|fault| broken(format!("{}: {fault}", whose(tree, mark.owner))))?;
            if let Owner::Leaf(node) = mark.owner {
                let text = drawn.entry(node).or_default();
                text.extend(run.clusters.iter().flat_map(|cluster| cluster.text.chars()).filter(counts));
            }
        }
    }
    for (id, node) in tree.ids().zip(tree.nodes()) {
        let NodeKind::Text(text) = node.kind else { continue };
        let found = drawn.get(&id).map_or("", String::as_str);
        if !text.chars().filter(counts).eq(found.chars()) {
            return Err(broken(format!("the words “{text}” are drawn as “{found}”")));
        }
    }
    Ok(())
}

/// Whether a character must be seen: white space may be dropped at the end of a line, controls are never drawn.
fn counts(c: &char) -> bool {
    !c.is_whitespace() && !invisible(*c)
}

fn glyphs(run: &TextRun) -> std::result::Result<(), String> {
    for cluster in &run.clusters {
        let text = &cluster.text;
        if cluster.glyphs.iter().any(|glyph| glyph.id == 0) {
            return Err(format!("{} has no glyph for “{text}”", run.face.face().postscript_name));
        }
        if text.is_empty() && !cluster.glyphs.is_empty() {
            return Err("a glyph stands for no text".to_owned());
        }
        if cluster.glyphs.is_empty() && text.chars().any(|c| counts(&c)) {
            return Err(format!("“{text}” is drawn by no glyph"));
        }
    }
    Ok(())
}

/// Whose a mark is, in words.
fn whose(tree: &Tree<'_>, owner: Owner) -> String {
    match owner {
        Owner::Leaf(node) => format!("the words “{}”", tree.plain_text(node)),
        Owner::Marker(node) => format!("the mark of the list item “{}”", tree.plain_text(node)),
        Owner::PageNumber(node) => format!("the page number of “{}”", tree.plain_text(node)),
        Owner::Layout => "a decoration".to_owned(),
        Owner::Pagination => "the foot of a page".to_owned(),
    }
}

/// The structure says all that assistive technology needs, and each piece of content belongs to exactly one element.
///
/// # Errors
/// `Error::Write` at the first fault.
pub(super) fn document(
    edition: &Edition,
    structure: &Structure<'_>,
    drawing: &Drawing<'_>,
    links: &[Annotation<'_>],
) -> Result<()> {
    if edition.leaflet.title.trim().is_empty() {
        return Err(broken("the title is empty"));
    }
    if edition.lang().as_str().is_empty() {
        return Err(broken("the language is empty"));
    }
    elements(structure)?;
    ownership(structure, drawing)?;
    annotations(structure, links)
}

fn elements(structure: &Structure<'_>) -> Result<()> {
    for element in &structure.elements {
        let place = element.node.index();
        if element.role == Role::Figure && element.alt.is_none_or(|alt| alt.trim().is_empty()) {
            return Err(broken(format!("the picture at node {place} has no text alternative")));
        }
        let scoped = element.attributes.iter().any(|attribute| matches!(attribute, Attribute::Scope(_)));
        if element.role == Role::HeaderCell && !scoped {
            return Err(broken(format!("the header cell at node {place} does not say what it heads")));
        }
    }
    Ok(())
}

fn ownership(structure: &Structure<'_>, drawing: &Drawing<'_>) -> Result<()> {
    let mut listed: BTreeMap<Owner, usize> = BTreeMap::new();
    for element in &structure.elements {
        for kid in &element.kids {
            if let Kid::Content(owner) = kid {
                *listed.entry(*owner).or_default() += 1;
            }
        }
    }
    for (page, marked) in drawing.marked.iter().enumerate() {
        for owner in marked {
            match listed.get(owner) {
                Some(1) => {}
                Some(_) => return Err(broken(format!("{owner:?} on page {} belongs to two elements", page + 1))),
                None => return Err(broken(format!("{owner:?} on page {} belongs to no element", page + 1))),
            }
        }
    }
    Ok(())
}

fn annotations(structure: &Structure<'_>, links: &[Annotation<'_>]) -> Result<()> {
    for link in links {
        if link.contents.trim().is_empty() {
            return Err(broken(format!("a link on page {} has no accessible name", link.page + 1)));
        }
    }
    for (node, element) in &structure.links {
        if !links.iter().any(|link| link.element == *element) {
            return Err(broken(format!("the link at node {} can be clicked on no page", node.index())));
        }
    }
    Ok(())
}
