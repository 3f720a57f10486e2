//! The package document: what stands in epub-builder's, mended and completed.

use super::super::metadata;
use super::super::sections::Book;
use crate::package::xml::{Document, Element, Node};

/// The package document, mended.
///
/// # Errors
/// The parser's words, or the element that is missing.
pub(super) fn mend(book: &Book<'_>, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut document = Document::parse(bytes).map_err(|e| format!("content.opf: {e}"))?;
    let root = &mut document.root;
    let leaflet = &book.edition.leaflet;
    root.set("xml:lang", leaflet.lang.as_str());
    root.set("dir", leaflet.direction().as_html());
    // The guide is EPUB 2's; its only entry leads to the navigation document, which EPUB 3 names in the manifest.
    root.retain_elements(|element| !element.is("guide"));
    let identifier = root.attribute("unique-identifier").unwrap_or_default().to_owned();
    let metadata = part(root, "metadata")?;
    metadata.unset("xmlns:opf");
    metadata.children = metadata::elements(book, &identifier)
        .into_iter()
        .map(Node::Element)
        .collect();
    let manifest = part(root, "manifest")?;
    manifest.retain_elements(|item| item.attribute("href") != Some("toc.ncx"));
    manifest.children.push(Node::Element(cover()));
    part(root, "spine")?.unset("toc");
    tidy(root, 0);
    Ok(document.to_bytes())
}

/// The cover is for libraries and shelves (EPUB 3.3, appendix D.3): a reader of the book meets its first document, which
/// bears the title as text.
fn cover() -> Element {
    Element::new("item")
        .with("id", "cover-image")
        .with("href", "cover.png")
        .with("media-type", "image/png")
        .with("properties", "cover-image")
}

fn part<'a>(root: &'a mut Element, name: &str) -> Result<&'a mut Element, String> {
    root.find_mut(name)
        .ok_or_else(|| format!("content.opf has no {name}"))
}

/// An element a line, indented: the template leaves blank lines.
fn tidy(element: &mut Element, depth: usize) {
    if element.elements().next().is_none() {
        return;
    }
    let indent = |depth: usize| Node::Text(format!("\n{}", "  ".repeat(depth)));
    let children = std::mem::take(&mut element.children);
    for child in children {
        if let Node::Element(mut child) = child {
            tidy(&mut child, depth + 1);
            element.children.push(indent(depth + 1));
            element.children.push(Node::Element(child));
        }
    }
    element.children.push(indent(depth));
}
