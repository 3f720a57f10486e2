//! What attributes say against the words and the elements that they stand on: another role, another name, another number,
//! a style of their own. A screen reader believes the attribute, so that a Reading, which is made of elements and words,
//! would not be what its listener meets.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::document::{XHTML, plain_text};

/// Elements by their ids, the first of each.
pub(super) type Ids<'a, 'i> = BTreeMap<&'a str, Node<'a, 'i>>;

/// Looks at every element of a document.
pub(super) fn look(document: &Document<'_>, ids: &Ids<'_, '_>, fault: &mut dyn FnMut(String)) {
    let elements = document
        .descendants()
        .filter(|node| node.is_element() && node.tag_name().namespace() == Some(XHTML));
    for node in elements {
        role(node, fault);
        name(ids, node, fault);
        number(node, fault);
        for attribute in [
            "style",
            "inert",
            "popover",
            "contenteditable",
            "aria-level",
            "aria-roledescription",
        ] {
            if let Some(value) = node.attribute(attribute) {
                let element = node.tag_name().name();
                fault(format!(
                    "the element {element} has the attribute {attribute} (“{value}”), which may hide what it says"
                ));
            }
        }
        if let Some(value) = node
            .attribute("dir")
            .filter(|value| !matches!(*value, "ltr" | "rtl"))
        {
            fault(format!("the direction “{value}” is neither ltr nor rtl"));
        }
    }
}

/// The roles of WAI-ARIA and DPUB-ARIA that say what the element is, or more precisely what it is (ARIA in HTML).
fn role(node: Node<'_, '_>, fault: &mut dyn FnMut(String)) {
    let Some(role) = node.attribute("role") else {
        return;
    };
    let element = node.tag_name().name();
    let fits = match role {
        "doc-tip" | "doc-notice" | "doc-bibliography" => matches!(element, "section" | "aside" | "div"),
        "doc-toc" => matches!(element, "nav" | "section"),
        "doc-pagelist" => element == "nav",
        "doc-pagebreak" => matches!(element, "span" | "div" | "hr"),
        "doc-biblioref" | "doc-backlink" => element == "a",
        "table" => element == "table",
        "rowgroup" => matches!(element, "thead" | "tbody" | "tfoot"),
        "row" => element == "tr",
        "columnheader" => element == "th" && node.attribute("scope") == Some("col"),
        "rowheader" => element == "th" && node.attribute("scope") == Some("row"),
        "cell" => element == "td",
        "list" => matches!(element, "ol" | "ul"),
        "listitem" => element == "li",
        "presentation" | "none" => element == "img" && node.attribute("alt").unwrap_or_default().is_empty(),
        "main" | "figure" => element == role,
        "banner" => element == "header",
        "contentinfo" => element == "footer",
        "navigation" => element == "nav",
        "region" => element == "section",
        _ => false,
    };
    if !fits {
        fault(format!(
            "the element {element} has the role {role}, which it is not"
        ));
    }
}

/// Whether a name leaves the words to be read: a landmark or a group is entered, and anything else is read by its name alone
/// (ARIA 1.2, section 5.2.8).
fn is_entered(node: Node<'_, '_>) -> bool {
    matches!(
        node.tag_name().name(),
        "nav" | "section" | "aside" | "main" | "header" | "footer" | "figure" | "table" | "ol" | "ul" | "div"
    )
}

fn name(ids: &Ids<'_, '_>, node: Node<'_, '_>, fault: &mut dyn FnMut(String)) {
    let by = node.attribute("aria-labelledby").unwrap_or_default();
    let mut named = Vec::new();
    for id in by.split_whitespace() {
        match ids.get(id) {
            Some(other) => named.push(plain_text(*other)),
            None => fault(format!(
                "the name of the element {} is at “{id}”, which is not there",
                node.tag_name().name()
            )),
        }
    }
    if named.is_empty() {
        named.extend(node.attribute("aria-label").map(str::to_owned));
    }
    // The document walk looks at the names of links.
    let is_link = node.has_attribute("href") && by.is_empty();
    if named.is_empty() || is_entered(node) || is_link {
        return;
    }
    let words = match node.attribute("alt") {
        Some(alt) => alt.to_owned(),
        None => plain_text(node),
    };
    let name = named.join(" ");
    if !name.contains(&words) {
        fault(format!("the accessible name “{name}” hides the words “{words}”"));
    }
}

/// Numbers of lists beside those that follow from where they start.
fn number(node: Node<'_, '_>, fault: &mut dyn FnMut(String)) {
    let element = node.tag_name().name();
    let changed = match element {
        "ol" => ["reversed", "type"]
            .into_iter()
            .find(|name| node.has_attribute(*name)),
        "li" => ["value"].into_iter().find(|name| node.has_attribute(*name)),
        _ => None,
    };
    if let Some(attribute) = changed {
        fault(format!(
            "the element {element} is numbered in another way ({attribute})"
        ));
    }
    if let Some(start) = node
        .attribute("start")
        .filter(|start| start.trim().parse::<u32>().is_err())
    {
        fault(format!("a list starts at “{start}”, which is no number"));
    }
}
