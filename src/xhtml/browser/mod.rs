//! A page as browsers parse it, then as well-formed XML, so that one walk reads it and the documents of books. Documents of
//! books that are no XML are read so, too.

mod aside;
mod tree;

use html5ever::tendril::TendrilSink as _;
use html5ever::{Attribute, ParseOpts, ns, parse_document};

use super::document::XHTML;
use aside::Aside;
use tree::{Growing, Id, Kind, ROOT, Tree};

/// How much is parsed between two looks at the tree.
const STEP: usize = 4_096;

/// The most breaks between words in a tag or a comment. An attribute is compared with all others of its tag.
const MOST_BREAKS: usize = 5_000;

/// How deep elements may nest in the end.
const MAX_DEPTH: usize = 250;

/// A parsed page.
pub struct Page {
    /// The page in XML.
    pub xml: String,
    /// Faults of syntax.
    pub faults: Vec<String>,
}

/// Parses a page.
///
/// # Errors
/// Where it is of a size or a depth that no leaflet has.
pub fn parse(text: &str) -> Result<Page, String> {
    let (text, aside) = Aside::of(text)?;
    let tree = grown(&text)?;
    let mut faults = tree.errors.clone();
    if tree.quirks {
        faults.push("without <!DOCTYPE html> browsers show it by rules of before the standards".to_owned());
    }
    let xml = xml(&tree, &aside, &mut faults)?;
    Ok(Page { xml, faults })
}

/// The character that a name such as `nbsp` stands for.
pub(super) fn character(name: &str) -> Option<String> {
    let tree = grown(&format!("<!DOCTYPE html><p>&{name};")).ok()?;
    let mut texts = tree.nodes.iter().filter_map(|node| match &node.kind {
        Kind::Text(text) => Some(text),
        Kind::Fragment | Kind::Element { .. } | Kind::Silent => None,
    });
    texts.next().filter(|text| !text.starts_with('&')).cloned()
}

fn grown(text: &str) -> Result<Tree, String> {
    // Scripts are off, as nothing in the file may need one: then `noscript` is read.
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(Growing::new(), options);
    let mut rest = text;
    let (mut events, mut breaks) = (0, 0);
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP.min(rest.len())));
        parser.process(step.into());
        rest = after;
        let tree = &parser.tokenizer.sink.sink;
        if let Some(refusal) = tree.refusal() {
            return Err(refusal.to_owned());
        }
        if events != tree.events() {
            (events, breaks) = (tree.events(), 0);
        }
        let parts = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'' | b'>');
        breaks += step.bytes().filter(parts).count();
        if breaks > MOST_BREAKS {
            return Err("a tag or a comment is longer than any of a leaflet".to_owned());
        }
    }
    let tree = parser.finish();
    Ok(tree)
}

/// An element whose end has not been written.
struct Open<'t> {
    id: Id,
    name: &'t str,
    namespace: &'t str,
}

/// The tree in XML. What XML cannot name is no element or attribute of HTML, and is told of.
fn xml(tree: &Tree, aside: &Aside<'_>, faults: &mut Vec<String>) -> Result<String, String> {
    let mut out = String::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = tree.nodes[ROOT].first;
    loop {
        let Some(id) = at else {
            let Some(done) = open.pop() else {
                return Ok(out);
            };
            out.push_str("</");
            out.push_str(done.name);
            out.push('>');
            at = tree.nodes[done.id].next;
            continue;
        };
        let node = &tree.nodes[id];
        at = node.next;
        match &node.kind {
            Kind::Fragment | Kind::Silent => {}
            // Only white space can stand beside the root, and XML has no text there.
            Kind::Text(text) if !open.is_empty() => escape(&aside.restored(text), &mut out),
            Kind::Text(_) => {}
            Kind::Element { name, attributes } => {
                if open.len() >= MAX_DEPTH {
                    return Err(format!("elements nest deeper than {MAX_DEPTH}"));
                }
                let local: &str = &name.local;
                let known = if is_name(local) { local } else { "unknown" };
                out.push('<');
                out.push_str(known);
                let namespace = if name.ns == ns!(html) { XHTML } else { &name.ns };
                if open.last().is_none_or(|outer| outer.namespace != namespace) {
                    out.push_str(" xmlns=\"");
                    out.push_str(namespace);
                    out.push('"');
                }
                for attribute in attributes {
                    let local: &str = &attribute.name.local;
                    // `xml:lang` may stand beside `lang` and says nothing there (HTML, section 3.2.6.2).
                    if local == "xmlns" || local == "xml:lang" && is_said_by_lang(attribute, attributes) {
                        continue;
                    }
                    if !is_name(local) || attribute.name.ns != ns!() {
                        faults.push(format!(
                            "{known} has the attribute {local}, which is none of HTML"
                        ));
                        continue;
                    }
                    out.push(' ');
                    out.push_str(local);
                    out.push_str("=\"");
                    escape(&aside.restored(&attribute.value), &mut out);
                    out.push('"');
                }
                out.push('>');
                open.push(Open {
                    id,
                    name: known,
                    namespace,
                });
                at = node.first;
            }
        }
    }
}

/// Whether the language that one attribute names is that of `lang`.
fn is_said_by_lang(attribute: &Attribute, all: &[Attribute]) -> bool {
    let lang = all.iter().find(|other| &*other.name.local == "lang");
    lang.is_some_and(|lang| lang.value.eq_ignore_ascii_case(&attribute.value))
}

/// Whether XML can name it, and HTML does.
fn is_name(name: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(inside)
}

/// White space of HTML that XML does not have becomes a space, and what XML cannot hold at all U+FFFD.
fn escape(text: &str, out: &mut String) {
    let special = |c: char| {
        matches!(
            c,
            '&' | '<' | '>' | '"' | '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'
        ) && c != '\n'
    };
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut characters = from.chars();
        match characters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\t' | '\r' | '\u{C}') => out.push(' '),
            _ => out.push('\u{FFFD}'),
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}
