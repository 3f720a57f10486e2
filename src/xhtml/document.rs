//! One document: XHTML elements and ARIA roles as items of a Reading.

use std::collections::BTreeSet;
use std::rc::Rc;

use roxmltree::{Document, Node, NodeId};

use super::Files;
use super::attributes::Ids;
use super::kinds::stands_in_a_line;
use super::links::bypass;
use super::pages::is_page_break;
use super::places::Places;
use crate::model::excerpt;
use crate::model::inline::Target;
use crate::model::raised::Height;
use crate::model::reading::{LeftOut, ReadingBuilder, Role, RunKind, SAID_TOO_MUCH};
use crate::model::turned::{self, Turn};
use crate::model::units::{Direction, Lang};

/// The namespace of XHTML.
pub const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The namespace of drawings.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// The namespace of how words sound.
const SSML: &str = "http://www.w3.org/2001/10/synthesis";

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// How deep elements may nest: as deep as no leaflet does, and well within a thread's stack.
const MAX_DEPTH: usize = 200;

/// How many bytes the addresses of all runs may have: ten thousand links of the longest that browsers take.
const MOST_ADDRESSES: usize = 20 * 1024 * 1024;

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
    left: &mut LeftOut,
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
        left,
        label: None,
        again: 0,
        addresses: MOST_ADDRESSES,
        ids: ids(document),
        naming: naming(document),
        bypass: bypass(path, document, places),
    };
    let top = At {
        lang: None,
        direction: Direction::LeftToRight,
        kind: Rc::new(RunKind::Plain),
        height: None,
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
    if walk.out.is_too_much() {
        return Err(SAID_TOO_MUCH.to_owned());
    }
    Ok(())
}

/// What holds at an element: what it has from those round it.
#[derive(Clone)]
pub(super) struct At {
    pub(super) lang: Option<Lang>,
    pub(super) direction: Direction,
    kind: Rc<RunKind>,
    /// Where the words stand that are not on the line.
    height: Option<Height>,
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
        Self {
            kind: Rc::new(kind),
            ..self.clone()
        }
    }

    /// The same, above or below the line.
    pub(super) fn raised(&self, height: Height) -> Self {
        Self {
            height: Some(height),
            ..self.clone()
        }
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
    /// What is there and is not read.
    pub(super) left: &'w mut LeftOut,
    /// The element that labels the callout round it.
    pub(super) label: Option<NodeId>,
    /// How many bytes of header cells have been said again.
    pub(super) again: usize,
    /// How many bytes of addresses its runs may still have.
    addresses: usize,
    /// The elements by their ids, the first of each.
    pub(super) ids: Ids<'a, 'i>,
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
        let named = node.attribute("name").filter(|_| is(node, "a"));
        if let Some(name) = node
            .attribute("id")
            .or(named)
            .and_then(|id| self.places.name(self.path, Some(id)))
        {
            self.out.anchor(&name);
        }
        self.said_otherwise(node);
        if let Some(tag) = language(node) {
            match Lang::parse(tag) {
                Ok(lang) => inner.lang = Some(lang),
                Err(e) => self.fault(format!("the language “{}”: {e}", excerpt(tag))),
            }
            if node
                .attribute("lang")
                .is_some_and(|other| !other.eq_ignore_ascii_case(tag))
            {
                self.fault(format!("lang and xml:lang “{}” differ", excerpt(tag)));
            }
        }
        match node.attribute("dir") {
            Some("rtl") => inner.direction = Direction::RightToLeft,
            Some("ltr") => inner.direction = Direction::LeftToRight,
            Some(_) | None => {}
        }
        if is(node, "bdo") {
            self.turned(node, Turn::Forced(inner.direction));
        } else if inner.direction != at.direction && node.has_attribute("dir") {
            // Words in a language run as it does, whatever their letters are: those of a name, of a unit. Of an element with
            // a language of its own it is told below.
            let runs_so = inner
                .lang
                .as_ref()
                .is_some_and(|lang| lang.direction() == inner.direction);
            if !runs_so && language(node).is_none() {
                self.turned(node, Turn::Set(inner.direction));
            }
        }
        // Without a direction of its own, a phrase in `bdi` runs as its letters do.
        let isolated = is(node, "bdi") && !node.has_attribute("dir");
        if let (Some(tag), Some(lang)) = (language(node), &inner.lang)
            && lang.direction() != inner.direction
            && !isolated
        {
            self.fault(format!(
                "what is in the language “{}” runs against it",
                excerpt(tag)
            ));
        }
        Ok(inner)
    }

    /// How words are said that say themselves how (SSML 1.1, section 3.1.10, as EPUB 3 has it).
    fn said_otherwise(&mut self, node: Node<'a, 'i>) {
        if let Some(sounds) = node.attribute((SSML, "ph")) {
            let words = format!("{} ({sounds})", plain_text(node));
            self.left.tell("the sounds that words are given", &words);
        }
    }

    fn turned(&mut self, node: Node<'a, 'i>, turn: Turn) {
        let words = plain_text(node);
        if turned::turns(&words, turn) {
            self.fault(turned::fault(&words));
        }
    }

    /// What stands in an element. Words beside pieces of the text are paragraphs, each as far as its line goes.
    pub(super) fn inside(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let pieces = matches!(at.within, Within::Blocks | Within::References);
        let mut in_line = false;
        for child in node.children() {
            let begins = pieces && !self.is_apart(child, in_line);
            if begins && !in_line {
                self.out.begin(Role::Paragraph);
            } else if in_line && !begins {
                self.out.end();
            }
            in_line = begins;
            let line = begins.then(|| at.inside(Within::Item));
            let at = line.as_ref().unwrap_or(at);
            if child.is_element() {
                self.element(child, at)?;
            } else if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.text(text, at);
            }
        }
        if in_line {
            self.out.end();
        }
        Ok(())
    }

    /// Whether a node begins no line of words, and is part of none that has begun.
    fn is_apart(&self, node: Node<'a, 'i>, in_line: bool) -> bool {
        if is_page_break(node) || self.bypass == Some(node.id()) {
            return !in_line;
        }
        if node.is_text() {
            let blank = node.text().is_none_or(|text| text.trim().is_empty());
            return blank && !in_line;
        }
        if node.is_element() && !in_line {
            // Nothing has been said that a picture could stand beside.
            return self.is_only_pictures(node) || !stands_in_a_line(node);
        }
        node.is_element() && !stands_in_a_line(node)
    }

    /// Whether an element is a picture, or holds pictures and no words.
    pub(super) fn is_only_pictures(&self, node: Node<'a, 'i>) -> bool {
        let is_picture = |node: &Node<'_, '_>| is(*node, "img") || node.tag_name().namespace() == Some(SVG);
        let mut pictures = false;
        for inner in node.descendants() {
            if inner.is_text() && inner.text().is_some_and(|text| !text.trim().is_empty()) {
                let drawn = inner
                    .ancestors()
                    .any(|outer| outer.tag_name().namespace() == Some(SVG));
                if !drawn {
                    return false;
                }
            }
            pictures |= is_picture(&inner);
        }
        pictures
    }

    pub(super) fn text(&mut self, text: &str, at: &At) {
        let undetermined;
        let lang = match &at.lang {
            Some(lang) => lang,
            None => {
                undetermined = Lang::undetermined();
                &undetermined
            }
        };
        let kind = self.affordable(&at.kind);
        match at.height {
            Some(height) => self.out.raised(text, lang, kind, height),
            None => self.out.text(text, lang, kind),
        }
    }

    /// What a run does, as long as the addresses of all runs do not fill the memory: each piece of a link has its own.
    fn affordable(&mut self, kind: &RunKind) -> RunKind {
        let address = match kind {
            RunKind::Link(Target::Url(url)) => url.len(),
            RunKind::Link(Target::Anchor(name)) => name.len(),
            RunKind::Citation(name) | RunKind::BackLink(name) => name.len(),
            RunKind::Plain => 0,
        };
        let Some(left) = self.addresses.checked_sub(address) else {
            self.fault("the addresses of its links are longer than those of any leaflet".to_owned());
            return RunKind::Plain;
        };
        self.addresses = left;
        kind.clone()
    }

    pub(super) fn element(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let silent = node.attribute("aria-hidden") == Some("true")
            || node.has_attribute("hidden")
            || node.has_attribute("inert");
        if self.bypass == Some(node.id()) {
            return Ok(());
        }
        if silent {
            let kind = if node.has_attribute("hidden") {
                "words that are hidden"
            } else {
                "words that are hidden from screen readers"
            };
            let words = plain_text(node);
            if !words.is_empty() {
                self.left.tell(kind, &words);
            }
            return Ok(());
        }
        if node.tag_name().namespace() != Some(XHTML) {
            return self.foreign(node, at);
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
}

/// The program that says it made a document.
#[must_use]
pub fn generator(document: &Document<'_>) -> Option<String> {
    let named = |node: &Node<'_, '_>| {
        let name = node.attribute("name").unwrap_or_default();
        node.tag_name().name() == "meta" && name.eq_ignore_ascii_case("generator")
    };
    let found = document.descendants().find(named)?;
    let words = crate::model::reading::collapse(found.attribute("content")?);
    (!words.is_empty()).then_some(words)
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
pub(super) fn language<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XML, "lang")).or_else(|| node.attribute("lang"))
}
