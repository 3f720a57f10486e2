//! The tree that an HTML parser builds, its nodes as numbers into a list, so that moving one costs the same however many
//! there are: parsers of hostile files do little else.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell, RefMut};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

/// The most nodes of a page.
const MAX_NODES: usize = 500_000;

/// How deep elements may nest while the tree grows. The time that the parser takes for a tag grows with it.
const MAX_DEPTH: u32 = 300;

/// The most attributes of an element.
const MAX_ATTRIBUTES: usize = 1_000;

/// The most faults of syntax that are told of.
const MOST_ERRORS: usize = 20;

/// A node by its number.
pub(super) type Id = usize;

/// The document.
pub(super) const ROOT: Id = 0;

/// What a node is.
pub(super) enum Kind {
    /// The document, or what a template holds.
    Fragment,
    /// An element.
    Element {
        /// Its name.
        name: QualName,
        /// Its attributes.
        attributes: Vec<Attribute>,
    },
    /// Text.
    Text(String),
    /// A comment or an instruction.
    Silent,
}

/// A node and those beside it.
pub(super) struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its first child.
    pub first: Option<Id>,
    /// The next child of what it stands in.
    pub next: Option<Id>,
    parent: Option<Id>,
    last: Option<Id>,
    previous: Option<Id>,
    depth: u32,
}

/// A tree, whole.
pub(super) struct Tree {
    /// The nodes; the first is the document.
    pub nodes: Vec<Node>,
    /// Faults of syntax, each with its line.
    pub errors: Vec<String>,
    /// Whether browsers would show it as pages of before the standards: it has no document type, or an old one.
    pub quirks: bool,
}

/// A tree that a parser is building.
pub(super) struct Growing {
    nodes: RefCell<Vec<Node>>,
    errors: RefCell<Vec<String>>,
    quirks: Cell<bool>,
    line: Cell<u64>,
    events: Cell<u64>,
    refusal: Cell<Option<&'static str>>,
}

impl Growing {
    /// A document with nothing in it.
    pub fn new() -> Self {
        let growing = Self {
            nodes: RefCell::default(),
            errors: RefCell::default(),
            quirks: Cell::default(),
            line: Cell::new(1),
            events: Cell::default(),
            refusal: Cell::default(),
        };
        growing.made(Kind::Fragment);
        growing
    }

    /// How many things the parser has done. One that reads and does nothing is inside a tag or a comment.
    pub fn events(&self) -> u64 {
        self.events.get()
    }

    /// Why the tree may not grow on.
    pub fn refusal(&self) -> Option<&'static str> {
        self.refusal.get()
    }

    fn happened(&self) -> RefMut<'_, Vec<Node>> {
        self.events.set(self.events.get() + 1);
        self.nodes.borrow_mut()
    }

    fn made(&self, kind: Kind) -> Id {
        let mut nodes = self.happened();
        if nodes.len() >= MAX_NODES {
            self.refusal.set(Some("it has more elements than any leaflet"));
        }
        nodes.push(Node {
            kind,
            first: None,
            next: None,
            parent: None,
            last: None,
            previous: None,
            depth: 0,
        });
        nodes.len() - 1
    }

    /// Puts a child at the end of a node, or before a sibling. Text joins the text before it.
    fn put(&self, parent: Id, before: Option<Id>, child: NodeOrText<Id>) {
        let mut nodes = self.happened();
        let previous = match before {
            Some(sibling) => nodes[sibling].previous,
            None => nodes[parent].last,
        };
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                if let Some(Kind::Text(known)) = previous.map(|previous| &mut nodes[previous].kind) {
                    known.push_str(&text);
                    return;
                }
                drop(nodes);
                let child = self.made(Kind::Text(text.to_string()));
                nodes = self.nodes.borrow_mut();
                child
            }
        };
        detach(&mut nodes, child);
        let depth = nodes[parent].depth + 1;
        if depth > MAX_DEPTH {
            self.refusal.set(Some("elements nest deeper than any leaflet's"));
        }
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, before, depth);
        match previous {
            Some(previous) => nodes[previous].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
        match before {
            Some(before) => nodes[before].previous = Some(child),
            None => nodes[parent].last = Some(child),
        }
    }
}

fn detach(nodes: &mut [Node], child: Id) {
    let node = &mut nodes[child];
    let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
    let Some(parent) = parent else { return };
    match previous {
        Some(previous) => nodes[previous].next = next,
        None => nodes[parent].first = next,
    }
    match next {
        Some(next) => nodes[next].previous = previous,
        None => nodes[parent].last = previous,
    }
}

/// The name of an element, held apart from the tree, which may grow meanwhile.
#[derive(Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Growing {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        Tree {
            nodes: self.nodes.into_inner(),
            errors: self.errors.into_inner(),
            quirks: self.quirks.get(),
        }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        let mut errors = self.errors.borrow_mut();
        if errors.len() < MOST_ERRORS {
            errors.push(format!("line {}: the parser says “{message}”", self.line.get()));
        }
    }

    fn set_current_line(&self, line: u64) {
        self.events.set(self.events.get() + 1);
        self.line.set(line);
    }

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        let name = Ref::filter_map(self.nodes.borrow(), |nodes| match &nodes[*target].kind {
            Kind::Element { name, .. } => Some(name),
            Kind::Fragment | Kind::Text(_) | Kind::Silent => None,
        });
        Name(match name {
            Ok(name) => name.clone(),
            Err(_) => QualName::new(None, Namespace::default(), LocalName::default()),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        if attributes.len() > MAX_ATTRIBUTES {
            self.refusal
                .set(Some("an element has more attributes than any of a leaflet"));
        }
        self.made(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.made(Kind::Silent)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.made(Kind::Silent)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*element].parent;
        match parent {
            Some(parent) => self.put(parent, Some(*element), child),
            None => self.put(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What a template holds is no part of the page.
    fn get_template_contents(&self, _: &Id) -> Id {
        self.made(Kind::Fragment)
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode != QuirksMode::NoQuirks);
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.put(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        let mut nodes = self.happened();
        let Kind::Element { attributes, .. } = &mut nodes[*target].kind else {
            return;
        };
        for attribute in more {
            if attributes.iter().all(|known| known.name != attribute.name) {
                attributes.push(attribute);
            }
        }
        if attributes.len() > MAX_ATTRIBUTES {
            self.refusal
                .set(Some("an element has more attributes than any of a leaflet"));
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        detach(&mut self.happened(), *target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            let Some(child) = first else { return };
            self.put(*parent, None, NodeOrText::AppendNode(child));
        }
    }
}
