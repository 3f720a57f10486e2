//! Elements in the syntax of HTML (section 13.1). It is XML's too, but for three things: an element that may hold
//! something has an end tag even where it holds nothing, some elements never have one, and a carriage return or a
//! no-break space needs no escape.

use crate::package::xml::{Element, Node};

/// Elements that hold nothing and have no end tag (section 13.1.2), as far as the markup has them.
const VOID: [&str; 6] = ["br", "hr", "img", "link", "meta", "wbr"];

/// Nodes, one after the other.
pub(super) fn written(nodes: &[Node]) -> String {
    let mut out = String::new();
    nodes.iter().for_each(|child| node(child, &mut out));
    out
}

fn node(node: &Node, out: &mut String) {
    match node {
        Node::Element(found) => element(found, out),
        Node::Text(text) => escape(text, false, out),
    }
}

fn element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    }
    out.push('>');
    if VOID.contains(&element.name.as_str()) {
        return;
    }
    element.children.iter().for_each(|child| node(child, out));
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

/// Long stretches are copied whole: a picture's address has millions of characters, and none of them to escape.
fn escape(text: &str, attribute: bool, out: &mut String) {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '\r') || (attribute && c == '"');
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#13;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_are_closed_and_void_ones_are_not() {
        let cell = Element::new("td").with("role", "cell");
        let picture = Element::new("img").with("alt", "a \"b\" & <c>");
        let row = Element::new("tr")
            .child(cell)
            .child(picture)
            .text("x < y\u{a0}& \"z\"");
        assert_eq!(
            written(&[Node::Element(row)]),
            "<tr><td role=\"cell\"></td><img alt=\"a &quot;b&quot; &amp; &lt;c&gt;\">x &lt; y\u{a0}&amp; \"z\"</tr>"
        );
    }
}
