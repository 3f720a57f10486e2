//! The navigation document: nothing in it is read as text, but every entry has to lead somewhere.

use roxmltree::{Document, Node};

use crate::xhtml::document::XHTML;
use crate::xhtml::places::{Goal, Places};

const OPS: &str = "http://www.idpf.org/2007/ops";

/// Reports entries without words and entries that lead nowhere. Gives the number of pages where there is a page list.
pub(super) fn check(
    path: &str,
    document: &Document<'_>,
    places: &Places,
    faults: &mut Vec<String>,
) -> Option<usize> {
    let navs = |kind: &'static str| {
        document.descendants().filter(move |node| {
            let types = node.attribute((OPS, "type")).unwrap_or_default();
            node.has_tag_name((XHTML, "nav")) && types.split_whitespace().any(|name| name == kind)
        })
    };
    if navs("toc").flat_map(links).next().is_none() {
        faults.push(format!("{path} has no table of contents"));
    }
    for link in document
        .root()
        .descendants()
        .filter(|node| node.has_tag_name((XHTML, "a")))
    {
        let text: String = link
            .descendants()
            .filter_map(|node| node.text().filter(|_| node.is_text()))
            .collect();
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
    let pages = navs("page-list").flat_map(links).count();
    (pages > 0).then_some(pages)
}

fn links<'a, 'i>(nav: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    nav.descendants().filter(|node| node.has_tag_name((XHTML, "a")))
}
