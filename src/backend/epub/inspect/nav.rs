//! The navigation document: nothing in it is read as text, but every entry has to lead somewhere.

use roxmltree::{Document, Node};

use crate::xhtml::document::XHTML;
use crate::xhtml::places::{Goal, Places};

pub(super) const OPS: &str = "http://www.idpf.org/2007/ops";

/// Reports entries without words and entries that lead nowhere.
pub(super) fn check(path: &str, document: &Document<'_>, places: &Places, faults: &mut Vec<String>) {
    if entries(document, "toc").next().is_none() {
        faults.push(format!("{path} has no table of contents"));
    }
    for link in document
        .root()
        .descendants()
        .filter(|node| node.has_tag_name((XHTML, "a")))
    {
        let text = words(link);
        if text.trim().is_empty() {
            faults.push(format!("{path} has an entry without words"));
        }
        let href = link.attribute("href").unwrap_or_default();
        if !matches!(places.goal(path, href), Goal::Place(_)) {
            faults.push(format!(
                "the entry “{}” of {path} leads nowhere ({href})",
                text.trim()
            ));
        }
    }
}

/// The entries of the lists of this kind.
pub(super) fn entries<'a, 'i>(
    document: &'a Document<'i>,
    kind: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    let navs = document.descendants().filter(move |node| {
        let types = node.attribute((OPS, "type")).unwrap_or_default();
        node.has_tag_name((XHTML, "nav")) && types.split_whitespace().any(|name| name == kind)
    });
    let links = |nav: Node<'a, 'i>| nav.descendants().filter(|node| node.has_tag_name((XHTML, "a")));
    navs.flat_map(links)
}

/// The words of an entry.
pub(super) fn words(link: Node<'_, '_>) -> String {
    let texts = link
        .descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()));
    texts.collect()
}
