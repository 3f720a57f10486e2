//! What attributes say against the words and the elements that they stand on: another role, another name, another number,
//! a style of their own. A screen reader believes the attribute, so that a Reading, which is made of elements and words,
//! would not be what its listener meets.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::blocks::is_for_looks;
use super::document::{XHTML, plain_text};
use super::look::is_harmful;
use crate::model::excerpt;

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
        styled(node, fault);
        for attribute in [
            "inert",
            "popover",
            "contenteditable",
            "aria-level",
            "aria-roledescription",
            "aria-description",
            "aria-braillelabel",
            "aria-brailleroledescription",
            "aria-owns",
        ] {
            // The level of a heading that is one by its role alone.
            if attribute == "aria-level" && is_heading_by_role(node) {
                continue;
            }
            // What is said behind the words of an element.
            let says = attribute == "aria-description";
            let empty = |value: &&str| !says || !value.trim().is_empty();
            if let Some(value) = node.attribute(attribute).filter(empty) {
                let (element, value) = (node.tag_name().name(), excerpt(value));
                if attribute == "aria-owns" {
                    fault(format!(
                        "the element {element} has the attribute {attribute} (“{value}”): other words are read as if they stood in it"
                    ));
                    continue;
                }
                if says {
                    fault(format!(
                        "the element {element} has the attribute {attribute} (“{value}”), which is read and not seen"
                    ));
                    continue;
                }
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

fn is_heading_by_role(node: Node<'_, '_>) -> bool {
    let is_one = matches!(node.tag_name().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    node.attribute("role") == Some("heading") && !is_one
}

/// Styles of an element's own are told of, but for those that move and colour its words and cannot hide them. What they
/// make of its contrast is looked at elsewhere.
fn styled(node: Node<'_, '_>, fault: &mut dyn FnMut(String)) {
    let said = |words: Option<&str>| words.is_some_and(|words| !words.trim().is_empty());
    let has_words = || {
        let mut inner = node.descendants();
        said(node.attribute("alt")) || inner.any(|inner| inner.is_text() && said(inner.text()))
    };
    let Some(style) = node.attribute("style").filter(|_| has_words()) else {
        return;
    };
    if is_harmful(style, node) {
        let (element, style) = (node.tag_name().name(), excerpt(style));
        fault(format!(
            "the element {element} has the attribute style (“{style}”), which may hide what it says"
        ));
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
        "presentation" | "none" => match element {
            "img" => node.attribute("alt").unwrap_or_default().is_empty(),
            "table" => is_for_looks(node),
            _ => matches!(element, "div" | "span"),
        },
        "figure" => element == role,
        "img" => element == "img",
        "main" | "banner" | "contentinfo" | "navigation" | "region" | "complementary" | "search" | "form"
        | "article" | "group" => is_landmark(element, role),
        "note" => matches!(element, "div" | "aside" | "section" | "p" | "span"),
        "heading" => is_heading_by_role(node),
        "doc-noteref" | "doc-glossref" => element == "a",
        "doc-endnote" => element == "li",
        "doc-footnote" => matches!(element, "aside" | "div" | "li" | "section" | "footer" | "p"),
        _ => role.starts_with("doc-") && matches!(element, "section" | "div" | "article" | "header" | "nav"),
    };
    if !fits {
        fault(format!(
            "the element {element} has the role {role}, which it is not"
        ));
    }
}

/// Whether an element may be this part of a page: its own kind of part, or one that says nothing of itself.
fn is_landmark(element: &str, role: &str) -> bool {
    let own = match role {
        "banner" => "header",
        "contentinfo" => "footer",
        "navigation" => "nav",
        "region" => "section",
        "complementary" => "aside",
        other => other,
    };
    element == own || matches!(element, "div" | "section") || role == "group" && element == "fieldset"
}

/// Whether a name leaves the words to be read: a landmark or a group is entered, and anything else is read by its name alone
/// (ARIA 1.2, section 5.2.8).
fn is_entered(node: Node<'_, '_>) -> bool {
    matches!(
        node.tag_name().name(),
        "nav" | "section" | "aside" | "main" | "header" | "footer" | "figure" | "table" | "ol" | "ul" | "div"
    )
}

/// The words of an element as far as a name would go. It may be all of a page, and be named by every element of it.
pub(super) fn shortened(node: Node<'_, '_>) -> String {
    const LONGEST: usize = 2_000;
    let mut words = String::new();
    for inner in node.descendants() {
        if let Some(text) = inner.text().filter(|_| inner.is_text()) {
            words.extend(text.chars().take(LONGEST + 1));
        }
        if words.len() > LONGEST {
            return words;
        }
    }
    plain_text(node)
}

fn name(ids: &Ids<'_, '_>, node: Node<'_, '_>, fault: &mut dyn FnMut(String)) {
    let by = node.attribute("aria-labelledby").unwrap_or_default();
    let mut named = Vec::new();
    for id in by.split_whitespace() {
        match ids.get(id) {
            Some(other) => named.push(shortened(*other)),
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
        let (name, words) = (excerpt(&name), excerpt(&words));
        fault(format!("the accessible name “{name}” hides the words “{words}”"));
    }
}

/// Numbers of lists beside those that follow from where they start.
fn number(node: Node<'_, '_>, fault: &mut dyn FnMut(String)) {
    let element = node.tag_name().name();
    let changed = match element {
        "ol" => ["reversed", "type"]
            .into_iter()
            .find(|name| node.attribute(*name).is_some_and(|value| value != "1")),
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
