//! What a page would load or run. A page that is kept, sent or printed has to be whole by itself, and to tell nobody that
//! it is read.

use roxmltree::{Document, Node};

use crate::xhtml::document::XHTML;
use crate::xhtml::styles::addresses;

/// Elements that load or run something by being there.
const LOADERS: [&str; 10] = [
    "applet", "audio", "base", "embed", "frame", "iframe", "object", "script", "track", "video",
];

/// Attributes whose address is loaded as soon as the page is shown. On an element of SVG any address may be.
const LOADED: [&str; 6] = ["src", "srcset", "poster", "data", "background", "manifest"];

/// Every style sheet of a page: those in elements, and those in attributes.
pub(super) fn style_sheets(document: &Document<'_>) -> Vec<String> {
    let elements = document
        .descendants()
        .filter(|node| node.has_tag_name((XHTML, "style")));
    let sheets = elements.map(|node| {
        node.descendants()
            .filter_map(|inner| inner.text().filter(|_| inner.is_text()))
            .collect()
    });
    let attributes = document.descendants().filter_map(|node| node.attribute("style"));
    sheets.chain(attributes.map(str::to_owned)).collect()
}

/// Reports what the page would load or run.
pub(super) fn look(document: &Document<'_>, faults: &mut Vec<String>) {
    for node in document.descendants().filter(Node::is_element) {
        element(node, faults);
    }
    for css in style_sheets(document) {
        let css = plain(&css).to_ascii_lowercase();
        for address in addresses(&css).into_iter().filter(|address| !is_inside(address)) {
            faults.push(format!("the style sheet loads something from outside: {address}"));
        }
        for name in ["@import", "image-set("] {
            if css.contains(name) {
                faults.push(format!(
                    "the style sheet may load something from outside: it has {name}"
                ));
            }
        }
    }
}

/// A style sheet without escapes (CSS Syntax 3, section 4.3.7), which could spell any of the names looked for.
fn plain(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut parts = css.split('\\');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let (number, rest) = part.split_at(digits);
        let character = u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
        out.extend(character);
        out.push_str(if digits > 0 {
            rest.trim_start_matches([' ', '\n', '\t'])
        } else {
            rest
        });
    }
    out
}

fn element(node: Node<'_, '_>, faults: &mut Vec<String>) {
    let name = node.tag_name().name();
    if LOADERS.contains(&name) {
        faults.push(format!(
            "the element {name} loads something from outside, or runs it"
        ));
        return;
    }
    if name == "link" {
        let href = node.attribute("href").unwrap_or_default();
        if !is_inside(href) {
            faults.push(format!("the element link loads something from outside: {href}"));
        }
    }
    let refreshes = |value: &str| value.eq_ignore_ascii_case("refresh");
    if name == "meta" && node.attribute("http-equiv").is_some_and(refreshes) {
        faults.push("the page leads elsewhere by itself".to_owned());
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        if LOADED.contains(&key) && !is_inside(value) {
            faults.push(format!(
                "the element {name} loads something from outside: {value}"
            ));
        }
        let scheme = value.trim_start().split(':').next().unwrap_or_default();
        if key.starts_with("on") || (key == "href" && scheme.eq_ignore_ascii_case("javascript")) {
            faults.push(format!("the element {name} runs a script ({key})"));
        }
    }
}

/// Whether what an address leads to stands in the page itself.
fn is_inside(address: &str) -> bool {
    let address = address.trim();
    address.starts_with('#')
        || address
            .get(..5)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
