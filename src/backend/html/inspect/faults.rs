//! What a page has to say of itself, and where its words have to stand, so that everybody can use it.

use roxmltree::{Document, Node};

use super::PAGE;
use crate::xhtml::document::XHTML;
use crate::xhtml::links::bypass;
use crate::xhtml::places::Places;

/// What the head of a page says.
pub(super) struct Head {
    /// The title.
    pub title: String,
    /// The language, as written.
    pub lang: Option<String>,
}

/// How far browsers look for the encoding, in bytes (HTML, section 4.2.5.4).
const ENCODING_WITHIN: usize = 1_024;

/// Looks for what is missing, and gives what the head says.
pub(super) fn look(text: &str, document: &Document<'_>, places: &Places, faults: &mut Vec<String>) -> Head {
    let title = elements(document, "title").next().map(words).unwrap_or_default();
    if title.trim().is_empty() {
        faults.push("the page has no title".to_owned());
    }
    encoding(text, faults);
    viewport(document, faults);
    landmarks(document, faults);
    match elements(document, "h1").count() {
        1 => {}
        0 => faults.push("the page has no heading of level 1".to_owned()),
        count => faults.push(format!("the page has {count} headings of level 1")),
    }
    if bypass(PAGE, document, places).is_none() {
        faults.push("the first link of the page does not lead to its main text".to_owned());
    }
    Head {
        title,
        lang: document.root_element().attribute("lang").map(str::to_owned),
    }
}

fn elements<'a, 'i>(document: &'a Document<'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name((XHTML, name)))
}

fn words(node: Node<'_, '_>) -> String {
    let inner = node.descendants().filter(Node::is_text);
    inner.filter_map(|node| node.text()).collect()
}

/// Of a file there is no server that would tell its encoding.
fn encoding(text: &str, faults: &mut Vec<String>) {
    let start = text
        .get(..text.floor_char_boundary(ENCODING_WITHIN))
        .unwrap_or(text);
    let start = start.to_ascii_lowercase();
    let said = start
        .split_once("charset=")
        .map(|(_, value)| value.trim_start_matches(['"', '\'']));
    if !said.is_some_and(|value| value.starts_with("utf-8")) {
        faults.push("the page does not say within its first 1,024 bytes that it is in UTF-8".to_owned());
    }
}

/// WCAG 2.2, 1.4.4 and 1.4.10: text follows the width of the screen, and grows as far as the reader likes.
fn viewport(document: &Document<'_>, faults: &mut Vec<String>) {
    let named = |node: &Node<'_, '_>| {
        node.attribute("name")
            .is_some_and(|name| name.eq_ignore_ascii_case("viewport"))
    };
    let Some(meta) = elements(document, "meta").find(named) else {
        faults.push(
            "the page has no viewport: on a telephone it would be shown as small as on a desk".to_owned(),
        );
        return;
    };
    let content = meta.attribute("content").unwrap_or_default().to_ascii_lowercase();
    let settings = content
        .split([',', ';'])
        .filter_map(|setting| setting.split_once('='));
    let mut fits = false;
    for (key, value) in settings {
        match (key.trim(), value.trim()) {
            ("width", "device-width") => fits = true,
            ("user-scalable", "no" | "0") | ("maximum-scale", _) => {
                faults.push(format!("the viewport forbids the reader to zoom: {}", key.trim()));
            }
            _ => {}
        }
    }
    if !fits {
        faults.push("the viewport does not follow the width of the screen".to_owned());
    }
}

/// One main text, and no word outside of a landmark: who goes from one to the next would miss it.
fn landmarks(document: &Document<'_>, faults: &mut Vec<String>) {
    let is_main = |node: &Node<'_, '_>| landmark(*node) == "main";
    let mains: Vec<_> = document.descendants().filter(is_main).collect();
    if mains.len() != 1 {
        faults.push(format!("the page has {} main texts, and needs one", mains.len()));
    }
    for main in &mains {
        let parts = ["article", "aside", "footer", "header", "nav"];
        if main
            .ancestors()
            .any(|node| parts.contains(&node.tag_name().name()))
        {
            faults.push("the main text stands inside another part of the page".to_owned());
        }
    }
    for kind in ["header", "footer"] {
        // Inside of these they belong to the part, not to the page (HTML-AAM 1.0).
        let parts = ["article", "aside", "main", "nav", "section"];
        let of_page = |node: &Node<'_, '_>| {
            !node
                .ancestors()
                .any(|outer| parts.contains(&outer.tag_name().name()))
        };
        let count = elements(document, kind).filter(of_page).count();
        if count > 1 {
            faults.push(format!("the page has {count} elements {kind}, and may have one"));
        }
    }
    outside_of_landmarks(document, faults);
}

/// What an element is to who goes from landmark to landmark: its role where it has one of theirs, else its name (HTML-AAM).
fn landmark<'a>(node: Node<'a, '_>) -> &'a str {
    match node.attribute("role") {
        Some("main") => "main",
        Some("banner") => "header",
        Some("contentinfo") => "footer",
        Some("navigation") => "nav",
        Some("complementary" | "search" | "form" | "region") => "aside",
        Some(_) | None => node.tag_name().name(),
    }
}

/// How many pieces of text outside of landmarks are named.
const SHOWN: usize = 5;

fn outside_of_landmarks(document: &Document<'_>, faults: &mut Vec<String>) {
    let Some(body) = elements(document, "body").next() else {
        return;
    };
    let mut first_link = true;
    let mut outside: Vec<&str> = Vec::new();
    let mut stack: Vec<Node<'_, '_>> = body.children().collect();
    stack.reverse();
    while let Some(node) = stack.pop() {
        let name = landmark(node);
        if ["script", "style", "template"].contains(&name) || node.has_attribute("hidden") {
            continue;
        }
        if ["aside", "footer", "header", "main", "nav"].contains(&name) {
            first_link = false;
            continue;
        }
        // The link past what stands before the text is met before any landmark.
        if name == "a" && first_link {
            first_link = false;
            continue;
        }
        if let Some(text) = node
            .text()
            .filter(|text| node.is_text() && !text.trim().is_empty())
        {
            outside.push(text.trim());
        }
        stack.extend(node.children().rev());
    }
    faults.extend(
        outside
            .iter()
            .take(SHOWN)
            .map(|text| format!("“{text}” stands outside of every landmark")),
    );
    if let Some(more) = outside.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        faults.push(format!(
            "{more} more pieces of text: each stands outside of every landmark"
        ));
    }
}
