//! The package document: what stands in epub-builder's, mended and completed.

use super::super::metadata::page_source;
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
    metadata(book, part(root, "metadata")?);
    part(root, "manifest")?.retain_elements(|item| item.attribute("href") != Some("toc.ncx"));
    part(root, "spine")?.unset("toc");
    tidy(root, 0);
    Ok(document.to_bytes())
}

fn part<'a>(root: &'a mut Element, name: &str) -> Result<&'a mut Element, String> {
    root.find_mut(name)
        .ok_or_else(|| format!("content.opf has no {name}"))
}

fn metadata(book: &Book<'_>, metadata: &mut Element) {
    let leaflet = &book.edition.leaflet;
    metadata.unset("xmlns:opf");
    // epub-builder gives languages the ids of creators, and an id comes once.
    for element in metadata
        .elements_mut()
        .filter(|element| element.is("dc:language"))
    {
        element.unset("id");
    }
    if let Some(date) = leaflet.record.latest() {
        push(metadata, Element::new("dc:date").text(date.to_string()));
    }
    for (number, reviewer) in (1..).zip(&leaflet.record.reviewers) {
        let Some(name) = reviewer.name.as_ref().or(reviewer.role.as_ref()) else {
            continue;
        };
        let id = format!("reviewer-{number}");
        let role = Element::new("meta")
            .with("refines", format!("#{id}"))
            .with("property", "role")
            .with("scheme", "marc:relators")
            .text("rev");
        push(
            metadata,
            Element::new("dc:contributor").with("id", id).text(&**name),
        );
        push(metadata, role);
    }
    // epub-builder does not escape the text of such an entry, and has no language for one.
    let words = &book.edition.words;
    let summary = Element::new("meta")
        .with("property", "schema:accessibilitySummary")
        .with("xml:lang", &words.lang)
        .text(&words.accessibility_summary);
    push(metadata, summary);
    if let Some(source) = page_source(book) {
        let source = Element::new("meta")
            .with("property", "pageBreakSource")
            .with("xml:lang", &words.lang)
            .text(source);
        push(metadata, source);
    }
}

fn push(parent: &mut Element, element: Element) {
    parent.children.push(Node::Element(element));
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
