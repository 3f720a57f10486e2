//! What a document of a book would load from elsewhere, or run. A book has to be whole by itself, and to tell nobody that
//! it is read.

use roxmltree::{Document, Node};

use crate::xhtml::Files;
use crate::xhtml::address::{Address, resolve};
use crate::xhtml::document::XHTML;

/// Elements that run something, or load it by being there; pictures are looked at where they are read.
const LOADERS: [&str; 9] = [
    "script", "iframe", "object", "embed", "audio", "video", "track", "base", "form",
];

/// Reports what stands in a document and is not of the book, and a document that has no title.
pub(super) fn look(path: &str, document: &Document<'_>, files: &Files, faults: &mut Vec<String>) {
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        if LOADERS.contains(&name) {
            faults.push(format!("{path}: the element {name} runs or loads something"));
        }
        if node
            .attributes()
            .any(|attribute| attribute.name().starts_with("on"))
        {
            faults.push(format!("{path}: the element {name} runs a script"));
        }
        if name == "link" {
            let href = node.attribute("href").unwrap_or_default();
            let inside = match resolve(path, href) {
                Some(Address::Inside { path, .. }) => files.contains_key(&path),
                Some(Address::Outside(_)) | None => false,
            };
            if !inside {
                faults.push(format!("{path}: the style sheet {href} is not in the book"));
            }
        }
    }
    let title = document
        .descendants()
        .find(|node| node.has_tag_name((XHTML, "title")));
    let words = title.and_then(|title| title.text()).unwrap_or_default();
    if words.trim().is_empty() {
        faults.push(format!("{path} has no title"));
    }
}
