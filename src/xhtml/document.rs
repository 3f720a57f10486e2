//! One document: XHTML elements and ARIA roles as items of a Reading.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, NodeId};

use super::Files;
use super::attributes::Ids;
use super::links::bypass;
use super::pages::is_page_break;
use super::places::{Places, heading_level};
use crate::model::block::CalloutKind;
use crate::model::reading::{Container, ReadingBuilder, Role, RunKind};
use crate::model::units::{Direction, Lang};

/// The namespace of XHTML.
pub const XHTML: &str = "http://www.w3.org/1999/xhtml";

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// How deep elements may nest: as deep as no leaflet does, and well within a thread's stack.
const MAX_DEPTH: usize = 200;

/// Adds a document to a Reading.
///
/// # Errors
/// Elements that nest deeper than any leaflet, or a root that is not XHTML.
pub fn read<'a, 'i>(
    path: &'a str,
    document: &'a Document<'i>,
    places: &'a Places,
    files: &'a Files,
    out: &mut ReadingBuilder,
    faults: &mut Vec<String>,
) -> Result<(), String> {
    let root = document.root_element();
    if !is(root, "html") {
        return Err(format!("{path} is no XHTML document"));
    }
    let mut walk = Walk {
        path,
        places,
        files,
        out,
        faults,
        label: None,
        ids: ids(document),
        naming: naming(document),
        bypass: bypass(path, document, places),
    };
    let top = At {
        lang: None,
        direction: Direction::LeftToRight,
        kind: RunKind::Plain,
        within: Within::Blocks,
        depth: 0,
    };
    if let Some(name) = places.name(path, None) {
        walk.out.anchor(&name);
    }
    let ids = std::mem::take(&mut walk.ids);
    super::attributes::look(document, &ids, &mut |message| walk.fault(message));
    walk.ids = ids;
    let at = walk.entering(root, &top)?;
    if at.lang.is_none() {
        walk.fault("the document has no language".to_owned());
    }
    for body in root.children().filter(|node| is(*node, "body")) {
        walk.inside(body, &at)?;
    }
    Ok(())
}

/// What holds at an element: what it has from those round it.
#[derive(Clone)]
pub(super) struct At {
    lang: Option<Lang>,
    direction: Direction,
    kind: RunKind,
    pub(super) within: Within,
    depth: usize,
}

impl At {
    /// The same, inside something.
    pub(super) fn inside(&self, within: Within) -> Self {
        Self {
            within,
            ..self.clone()
        }
    }

    /// The same, in a run that leads somewhere.
    pub(super) fn linked(&self, kind: RunKind) -> Self {
        Self { kind, ..self.clone() }
    }
}

/// What a list item, a link or a paragraph means depends on what it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Blocks,
    Item,
    References,
    /// The list of contents, at this depth of its lists.
    Contents(u8),
}

pub(super) struct Walk<'w, 'a, 'i> {
    pub(super) path: &'a str,
    pub(super) places: &'a Places,
    pub(super) files: &'a Files,
    pub(super) out: &'w mut ReadingBuilder,
    faults: &'w mut Vec<String>,
    /// The element that labels the callout round it.
    label: Option<NodeId>,
    /// The elements by their ids, the first of each.
    ids: Ids<'a, 'i>,
    /// The ids of elements that another takes its name from.
    pub(super) naming: BTreeSet<&'a str>,
    /// The link past what stands before the text.
    bypass: Option<NodeId>,
}

impl<'a, 'i> Walk<'_, 'a, 'i> {
    pub(super) fn fault(&mut self, message: String) {
        self.faults.push(format!("{}: {message}", self.path));
    }

    /// Takes an element's language, direction and place.
    pub(super) fn entering(&mut self, node: Node<'a, 'i>, at: &At) -> Result<At, String> {
        let mut inner = at.clone();
        inner.depth += 1;
        if inner.depth > MAX_DEPTH {
            return Err(format!("{}: elements nest deeper than {MAX_DEPTH}", self.path));
        }
        if let Some(name) = node
            .attribute("id")
            .and_then(|id| self.places.name(self.path, Some(id)))
        {
            self.out.anchor(&name);
        }
        if let Some(tag) = language(node) {
            match Lang::parse(tag) {
                Ok(lang) => inner.lang = Some(lang),
                Err(e) => self.fault(format!("the language “{tag}”: {e}")),
            }
            if node
                .attribute("lang")
                .is_some_and(|other| !other.eq_ignore_ascii_case(tag))
            {
                self.fault(format!("lang and xml:lang “{tag}” differ"));
            }
        }
        match node.attribute("dir") {
            Some("rtl") => inner.direction = Direction::RightToLeft,
            Some("ltr") => inner.direction = Direction::LeftToRight,
            Some(_) | None => {}
        }
        // Without a direction of its own, a phrase in `bdi` runs as its letters do.
        let isolated = is(node, "bdi") && !node.has_attribute("dir");
        if let (Some(tag), Some(lang)) = (language(node), &inner.lang)
            && lang.direction() != inner.direction
            && !isolated
        {
            self.fault(format!("what is in the language “{tag}” runs against it"));
        }
        Ok(inner)
    }

    pub(super) fn inside(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        for child in node.children() {
            if child.is_element() {
                self.element(child, at)?;
            } else if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.text(text, at);
            }
        }
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str, at: &At) {
        match &at.lang {
            Some(lang) => self.out.text(text, lang, at.kind.clone()),
            None => self.out.text(text, &Lang::english(), at.kind.clone()),
        }
    }

    pub(super) fn element(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        if node.tag_name().namespace() != Some(XHTML) {
            self.fault(format!("the element {} is not XHTML", node.tag_name().name()));
            return Ok(());
        }
        let silent = node.attribute("aria-hidden") == Some("true")
            || node.has_attribute("hidden")
            || node.has_attribute("inert");
        if silent || self.bypass == Some(node.id()) {
            return Ok(());
        }
        if is_page_break(node) {
            self.page_break(node, at);
            return Ok(());
        }
        let name = node.tag_name().name();
        if ["script", "style", "template"].contains(&name) {
            // Nothing in them is shown or read (HTML, section 15.3.1).
            self.fault(format!("the element {name} stands in the text"));
            return Ok(());
        }
        let at = self.entering(node, at)?;
        if at.within == Within::Item {
            return self.inline(node, &at);
        }
        self.block(node, &at)
    }

    fn block(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        match node.attribute("role").unwrap_or_default() {
            "doc-tip" => return self.callout(CalloutKind::Callout, node, at),
            "doc-notice" => return self.callout(CalloutKind::Warning, node, at),
            "doc-bibliography" => {
                let at = &at.inside(Within::References);
                return self.container(Container::References, node, at);
            }
            "doc-toc" => {
                let at = &at.inside(Within::Contents(0));
                return self.inside(node, at);
            }
            _ => {}
        }
        if let Some(level) = heading_level(node) {
            return self.item(Role::Heading(level), node, at);
        }
        match node.tag_name().name() {
            "p" if self.label == Some(node.id()) => self.item(Role::Label, node, at),
            "p" => self.item(Role::Paragraph, node, at),
            "ul" | "ol" => self.list(node, at),
            "dl" => self.container(Container::DefinitionList, node, at),
            "dt" => self.item(Role::Term, node, at),
            "dd" => self.container(Container::Definition, node, at),
            "table" => self.table(node, at),
            "figure" => self.container(Container::Figure, node, at),
            "figcaption" => self.caption(node, at),
            "img" => self.picture(node, at),
            "blockquote" => self.container(Container::Quote, node, at),
            "div" if language(node).is_some() => {
                let lang = at.lang.clone().unwrap_or_else(Lang::english);
                let direction = at.direction;
                self.container(Container::Division { lang, direction }, node, at)
            }
            "a" => match at.within {
                Within::Contents(depth) => self.entry(node, depth, at),
                Within::Blocks | Within::Item | Within::References => self.link(node, at),
            },
            "body" | "main" | "section" | "article" | "aside" | "nav" | "header" | "footer" | "div" => {
                self.inside(node, at)
            }
            other => {
                self.fault(format!("the element {other} stands where a paragraph could"));
                self.inside(node, at)
            }
        }
    }

    pub(super) fn container(
        &mut self,
        container: Container,
        node: Node<'a, 'i>,
        at: &At,
    ) -> Result<(), String> {
        self.out.open(container);
        self.inside(node, at)?;
        self.out.close();
        Ok(())
    }

    /// An item of a Reading: everything in the element is its text.
    pub(super) fn item(&mut self, role: Role, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        self.out.begin(role);
        let cell = if role == Role::Cell {
            Some(self.entering(node, at)?)
        } else {
            None
        };
        let at = cell.as_ref().unwrap_or(at);
        self.inside(node, &at.inside(Within::Item))?;
        self.out.end();
        Ok(())
    }

    fn inline(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        match node.tag_name().name() {
            "a" => self.link(node, at),
            "br" => {
                self.text(" ", at);
                Ok(())
            }
            "wbr" => Ok(()),
            "img" => self.picture(node, at),
            "strong" | "em" | "b" | "i" | "span" | "bdi" | "bdo" | "cite" | "q" | "abbr" | "dfn" | "sub"
            | "sup" => self.inside(node, at),
            other => {
                self.fault(format!("the element {other} stands inside a line"));
                self.inside(node, at)
            }
        }
    }

    /// Words that are said again wherever what they name is met: of any length they would fill the memory.
    pub(super) fn name(&mut self, what: &str, words: String) -> String {
        const LONGEST: usize = 2_000;
        match words.char_indices().nth(LONGEST) {
            Some((end, _)) => {
                self.fault(format!("a {what} has more than {LONGEST} characters"));
                words[..end].to_owned()
            }
            None => words,
        }
    }

    /// A callout takes its label from the element that `aria-labelledby` names.
    fn callout(&mut self, kind: CalloutKind, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let named = node.attribute("aria-labelledby");
        let element = named.and_then(|id| self.ids.get(id).copied());
        if element.is_none() {
            self.fault("a callout has no label".to_owned());
        }
        let label = self.name("label", element.map(plain_text).unwrap_or_default());
        let outer = std::mem::replace(&mut self.label, element.map(|element| element.id()));
        self.container(Container::Callout { kind, label }, node, at)?;
        self.label = outer;
        Ok(())
    }
}

fn ids<'a, 'i>(document: &'a Document<'i>) -> Ids<'a, 'i> {
    let mut ids = Ids::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    ids
}

fn naming<'a>(document: &'a Document<'_>) -> BTreeSet<&'a str> {
    let said = document
        .descendants()
        .filter_map(|node| node.attribute("aria-labelledby"));
    said.flat_map(str::split_whitespace).collect()
}

/// Whether a node is this XHTML element.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((XHTML, name))
}

/// The words in an element, white space collapsed as a Reading does.
#[must_use]
pub fn plain_text(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for inner in node.descendants() {
        if let Some(text) = inner.text().filter(|_| inner.is_text()) {
            words.push_str(text);
        } else if is(inner, "br") {
            words.push(' ');
        }
    }
    crate::model::reading::collapse(&words)
}

/// The language that an element is marked with; in XML `xml:lang` wins over `lang`.
fn language<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XML, "lang")).or_else(|| node.attribute("lang"))
}
