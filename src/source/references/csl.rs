//! A CSL style from its XML: what is wrong with it, and the changes that make its output fit a leaflet.
//!
//! The engine follows macros without looking for circles and tells faults without a place, so no style reaches it that
//! was not checked here. What a style may say and a leaflet may not show is changed after reading: citations that are
//! collapsed into `[1–3]` or say “ibid.” lead nowhere, and a dash in place of an author's name says nothing aloud.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hayagriva::citationberg::{IndependentStyle, XmlDeError};
use roxmltree::{Document, Node, ParsingOptions};

use crate::finding::{Finding, Severity, SourceText, Span};

const NAMESPACE: &str = "http://purl.org/net/xbiblio/csl";
/// The longest style that is read, in bytes: the longest of the public ones has a quarter of it.
const LONGEST: usize = 512 << 10;
/// How deep elements may stand in each other, macros written out.
const DEEPEST: usize = 64;
/// How many elements a style may have once its macros are written out.
const MOST_ELEMENTS: u64 = 100_000;
/// What to do where a style cannot be read.
const ANOTHER: &str =
    "download the style again from the CSL style repository, or name a style that is carried: ";

/// The style, or every fault that keeps it from being used.
pub(super) fn read(source: &Arc<SourceText>) -> Result<IndependentStyle, Vec<Finding>> {
    let mut checking = Checking {
        source,
        findings: Vec::new(),
    };
    if let Some(document) = checking.parse() {
        checking.kind(&document);
        if checking.findings.is_empty() {
            checking.macros(&document);
        }
        if checking.findings.is_empty() {
            match IndependentStyle::from_xml(&source.text) {
                Ok(style) => return Ok(style),
                Err(error) => checking.unreadable(&document, &error),
            }
        }
    }
    Err(checking.findings)
}

struct Checking<'a> {
    source: &'a Arc<SourceText>,
    findings: Vec<Finding>,
}

impl<'a> Checking<'a> {
    fn error(&mut self, span: Span, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        self.findings
            .push(Finding::at(span, Severity::Error, code, message, help));
    }

    fn malformed(&mut self, span: Span, message: impl Into<String>) {
        let help = format!("{ANOTHER}{}", super::style::names());
        self.error(span, "malformed-style", message, help);
    }

    /// The opening tag's name.
    fn place(&self, node: Node) -> Span {
        let start = node.range().start;
        let rest = self.source.text.get(start + 1..).unwrap_or_default();
        let name = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(0);
        Span::new(self.source, start..start + 1 + name)
    }

    fn parse(&mut self) -> Option<Document<'a>> {
        let source = self.source;
        let start = Span::new(source, 0..0);
        if source.text.len() > LONGEST {
            self.malformed(start, format!("this style is longer than {} KB", LONGEST >> 10));
            return None;
        }
        if let Some(deep) = too_deep(&source.text) {
            let span = Span::new(source, deep..deep + 1);
            self.malformed(span, "elements stand too deep in each other");
            return None;
        }
        let options = ParsingOptions {
            allow_dtd: false,
            ..ParsingOptions::default()
        };
        match Document::parse_with_options(&source.text, options) {
            Ok(document) => Some(document),
            Err(roxmltree::Error::DtdDetected) => {
                let at = source.text.find("<!DOCTYPE").unwrap_or(0);
                let span = Span::new(source, at..at + "<!DOCTYPE".len());
                self.malformed(span, "a style has no document type and no entities");
                None
            }
            Err(error) => {
                let at = byte(&source.text, error.pos());
                let width = source.text.get(at..).and_then(|rest| rest.chars().next());
                let span = Span::new(source, at..at + width.map_or(0, char::len_utf8));
                let words = error.to_string();
                let words = words.split(" at ").next().unwrap_or_default();
                self.malformed(span, format!("this is no XML: {words}"));
                None
            }
        }
    }

    fn kind(&mut self, document: &Document) {
        let root = document.root_element();
        let place = self.place(root);
        if root.tag_name().name() != "style" || root.tag_name().namespace() != Some(NAMESPACE) {
            self.malformed(place, "this is no CSL style: it does not begin with `<style xmlns=\"http://purl.org/net/xbiblio/csl\">`");
            return;
        }
        let child = |parent: Node<'_, '_>, name: &str| {
            parent
                .children()
                .any(|child| child.has_tag_name((NAMESPACE, name)))
        };
        let parent = root
            .descendants()
            .find(|node| node.attribute("rel") == Some("independent-parent"));
        if let Some(link) = parent.filter(|_| !child(root, "citation")) {
            let address = link.attribute("href").unwrap_or_default();
            let name = address
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or_default();
            let message = format!("this style says only that it is the same as `{name}`");
            let help = format!("download `{name}.csl` from the CSL style repository, and name that");
            let span = self.place(link);
            self.error(span, "dependent-style", message, help);
            return;
        }
        if root.attribute("class") == Some("note") {
            let help = format!(
                "a leaflet has no footnotes; name a style that cites in the text: {}, or a `.csl` file with `class=\"in-text\"`",
                super::style::names()
            );
            let message = "this style puts citations into footnotes";
            self.error(place, "note-style", message, help);
            return;
        }
        for (part, what) in [
            ("citation", "citations look"),
            ("bibliography", "the list of references looks"),
        ] {
            let found = root.children().find(|node| node.has_tag_name((NAMESPACE, part)));
            match found {
                None => self.malformed(
                    place.clone(),
                    format!("this style does not say how {what}: it has no `<{part}>`"),
                ),
                Some(node) if !child(node, "layout") => {
                    let span = self.place(node);
                    self.malformed(span, format!("`<{part}>` has no `<layout>`"));
                }
                Some(_) => {}
            }
        }
    }

    /// Macros that are not there, that lead back to themselves, or that multiply without measure.
    fn macros(&mut self, document: &Document) {
        let root = document.root_element();
        let macros: BTreeMap<&str, Node> = root
            .children()
            .filter(|node| node.has_tag_name((NAMESPACE, "macro")))
            .filter_map(|node| Some((node.attribute("name")?, node)))
            .collect();
        for caller in root.descendants().filter(|node| node.has_attribute("macro")) {
            let name = caller.attribute("macro").unwrap_or_default();
            if !macros.contains_key(name) {
                let span = self.place(caller);
                self.malformed(span, format!("there is no macro `{name}`"));
            }
        }
        if !self.findings.is_empty() {
            return;
        }
        let mut sizes = BTreeMap::new();
        for node in root.children().filter(Node::is_element) {
            let mut open = BTreeSet::new();
            match size(node, &macros, &mut sizes, &mut open, 0) {
                Ok(size) if size <= MOST_ELEMENTS => {}
                Ok(_) | Err(Endless::Large) => {
                    let span = self.place(node);
                    self.malformed(span, "the macros of this style call each other too often");
                    return;
                }
                Err(Endless::Circular(caller)) => {
                    let name = caller.attribute("macro").unwrap_or_default();
                    let message = format!("the macro `{name}` leads back to itself");
                    let span = self.place(caller);
                    self.error(
                        span,
                        "circular-macro",
                        message,
                        format!("{ANOTHER}{}", super::style::names()),
                    );
                    return;
                }
            }
        }
    }

    fn unreadable(&mut self, document: &Document, error: &XmlDeError) {
        let path = error.path.as_ref().map(ToString::to_string).unwrap_or_default();
        let span = self.place(follow(document.root_element(), &path));
        let words = error.source.to_string();
        let words = words.split(", expected one of").next().unwrap_or_default();
        if words.contains("`$value`") {
            let name = span.text().trim_start_matches('<').to_owned();
            let message = match (name.as_str(), path.split('.').next()) {
                ("layout", Some("citation")) => "the layout of citations is empty".to_owned(),
                ("layout", Some("bibliography")) => "the layout of references is empty".to_owned(),
                _ => format!("this `<{name}>` is empty"),
            };
            self.malformed(span, message);
        } else if words.contains("untagged enum") {
            let name = span.text().trim_start_matches('<').to_owned();
            self.malformed(span, format!("this `<{name}>` says nothing that CSL knows"));
        } else {
            self.malformed(span, format!("this style cannot be read: {words}"));
        }
    }
}

/// Where elements stand deeper than any style needs; comments and such are looked over.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or_default();
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with(['!', '?']) {
            let end = rest.find('>').unwrap_or(rest.len());
            if !rest.get(..end).unwrap_or_default().ends_with('/') {
                depth += 1;
            }
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

enum Endless<'a, 'i> {
    Circular(Node<'a, 'i>),
    Large,
}

/// How many elements stand in a node once its macros are written out.
fn size<'a, 'i>(
    node: Node<'a, 'i>,
    macros: &BTreeMap<&str, Node<'a, 'i>>,
    sizes: &mut BTreeMap<usize, u64>,
    open: &mut BTreeSet<usize>,
    depth: usize,
) -> Result<u64, Endless<'a, 'i>> {
    let id = node.id().get_usize();
    if let Some(size) = sizes.get(&id) {
        return Ok(*size);
    }
    if depth > 4 * DEEPEST {
        return Err(Endless::Large);
    }
    let mut total = 1_u64;
    let called = node.attribute("macro").and_then(|name| macros.get(name));
    if let Some(called) = called {
        let target = called.id().get_usize();
        if !open.insert(target) {
            return Err(Endless::Circular(node));
        }
        total = total.saturating_add(size(*called, macros, sizes, open, depth + 1)?);
        open.remove(&target);
    }
    for child in node.children().filter(Node::is_element) {
        total = total.saturating_add(size(child, macros, sizes, open, depth + 1)?);
    }
    if total > MOST_ELEMENTS {
        return Err(Endless::Large);
    }
    sizes.insert(id, total);
    Ok(total)
}

/// The element that a path such as `macro[3].$value[0].text` leads to, as far as it leads.
fn follow<'a, 'i>(root: Node<'a, 'i>, path: &str) -> Node<'a, 'i> {
    let mut node = root;
    for step in path.split('.') {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse().unwrap_or(0)),
            None => (step, 0_usize),
        };
        let mut children = node.children().filter(Node::is_element);
        let next = if name == "$value" {
            children.nth(index)
        } else {
            children
                .filter(|child| child.tag_name().name() == name)
                .nth(index)
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

/// The byte at a row and a column in characters, both from 1.
fn byte(text: &str, place: roxmltree::TextPos) -> usize {
    let row = usize::try_from(place.row).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(place.col).unwrap_or(1).saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    let offset = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
    before + offset
}
