//! The structure tree: what assistive technology meets, built from the logical tree alone.
//!
//! No page exists yet. An element lists *owners* where its text will stand; whatever the pages draw for an owner, on
//! however many pages, becomes that element's content, in the order of the tree.

mod table;

use std::collections::BTreeMap;

use super::roles::Role;
use crate::model::block::{Alt, Level, Marker};
use crate::model::inline::Target;
use crate::model::text::Anchor;
use crate::model::tree::{CellKind, NodeId, NodeKind, Tree};
use crate::model::units::{Direction, Lang};
use crate::page::Owner;

/// The number of an element in [`Structure::elements`].
pub(super) type ElementId = usize;

/// The structure tree.
pub(super) struct Structure<'a> {
    /// The elements in the order of the tree; the first is the document.
    pub elements: Vec<Element<'a>>,
    /// The element that each owner's content belongs to. Owners that are not here are artifacts.
    pub owners: BTreeMap<Owner, ElementId>,
    /// The element of each link, by the node that its areas name.
    pub links: BTreeMap<NodeId, ElementId>,
}

/// A structure element.
pub(super) struct Element<'a> {
    /// What it is.
    pub role: Role,
    /// The node that it stands for.
    pub node: NodeId,
    /// What it stands in.
    pub parent: Option<ElementId>,
    /// What stands in it.
    pub kids: Vec<Kid>,
    /// Its language, where it is not its parent's.
    pub lang: Option<Lang>,
    /// Its text alternative.
    pub alt: Option<&'a str>,
    /// Its name: links lead here by it.
    pub anchor: Option<&'a Anchor>,
    /// Whether data cells name it as a header of theirs.
    pub heads: bool,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Where it leads, for a link.
    pub target: Option<Goal<'a>>,
}

/// What stands in an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kid {
    /// Another element.
    Element(ElementId),
    /// Whatever the pages draw for an owner.
    Content(Owner),
}

/// A standard attribute (ISO 32000-1, 14.8.5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Attribute {
    /// How a list is numbered: `Disc`, `Decimal`.
    ListNumbering(&'static str),
    /// What a header cell heads: `Column`, `Row`.
    Scope(&'static str),
    /// The header cells of a data cell: of its column, of its row.
    Headers(NodeId, NodeId),
    /// The direction of the text.
    WritingMode(Direction),
    /// A block with a box; where it stands is known when it is drawn.
    Box,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goal<'a> {
    /// Out of the leaflet.
    Url(&'a str),
    /// To a place in it.
    Place(&'a Anchor),
    /// From a citation to its reference.
    Reference(&'a Anchor),
    /// From a reference back to a citation; the label of the reference.
    Citation(&'a Anchor, &'a str),
}

/// The structure tree of a logical tree.
pub(super) fn structure<'a>(tree: &Tree<'a>) -> Structure<'a> {
    let mut builder = Builder {
        tree,
        out: Structure {
            elements: Vec::new(),
            owners: BTreeMap::new(),
            links: BTreeMap::new(),
        },
        langs: Vec::new(),
    };
    let node = tree.node(tree.root());
    let root = builder.push(None, Role::Document, tree.root());
    builder.at(root).lang = Some(node.lang.clone());
    if node.lang.direction() == Direction::RightToLeft {
        builder
            .at(root)
            .attributes
            .push(Attribute::WritingMode(Direction::RightToLeft));
    }
    builder.children(root, tree.root());
    builder.out
}

struct Builder<'t, 'a> {
    tree: &'t Tree<'a>,
    out: Structure<'a>,
    langs: Vec<Lang>,
}

/// Whether any entry of a list of references has a label.
fn has_labels(tree: &Tree<'_>, references: NodeId) -> bool {
    let entries = tree.node(references).children.iter();
    let mut parts = entries.flat_map(|entry| &tree.node(*entry).children);
    parts.any(|part| matches!(tree.node(*part).kind, NodeKind::ReferenceLabel { .. }))
}

impl<'a> Builder<'_, 'a> {
    fn at(&mut self, element: ElementId) -> &mut Element<'a> {
        &mut self.out.elements[element]
    }

    fn push(&mut self, parent: Option<ElementId>, role: Role, node: NodeId) -> ElementId {
        let id = self.out.elements.len();
        let lang = self.tree.node(node).lang.clone();
        let differs = parent.is_some_and(|parent| self.langs[parent] != lang);
        self.out.elements.push(Element {
            role,
            node,
            parent,
            kids: Vec::new(),
            lang: differs.then(|| lang.clone()),
            alt: None,
            anchor: None,
            heads: false,
            attributes: Vec::new(),
            target: None,
        });
        self.langs.push(lang);
        if let Some(parent) = parent {
            self.at(parent).kids.push(Kid::Element(id));
        }
        id
    }

    fn content(&mut self, element: ElementId, owner: Owner) {
        self.at(element).kids.push(Kid::Content(owner));
        self.out.owners.insert(owner, element);
    }

    fn children(&mut self, element: ElementId, node: NodeId) {
        let tree = self.tree;
        for child in &tree.node(node).children {
            self.node(element, *child);
        }
    }

    /// An element for a node, its children inside.
    fn branch(&mut self, parent: ElementId, role: Role, node: NodeId) -> ElementId {
        let element = self.push(Some(parent), role, node);
        self.children(element, node);
        element
    }

    fn node(&mut self, parent: ElementId, id: NodeId) {
        let node = self.tree.node(id);
        let role = match &node.kind {
            // The document is the root; a node below it is never one.
            NodeKind::Document | NodeKind::Unbroken(_) => return self.children(parent, id),
            NodeKind::Text(_) | NodeKind::LineBreak => return self.content(parent, Owner::Leaf(id)),
            NodeKind::ListItem { .. } => return self.list_item(parent, id),
            NodeKind::DefinitionList => return self.definitions(parent, id),
            NodeKind::Table { .. } => return self.table(parent, id),
            NodeKind::Figure => return self.figure(parent, id),
            NodeKind::Picture { alt, .. } => return self.picture(parent, alt, id),
            NodeKind::Contents => return self.contents(parent, id),
            NodeKind::ContentsEntry { level, target } => return self.entry(parent, *level, target, id),
            NodeKind::ReferenceLabel { cited_at, label } => {
                return self.reference_label(parent, *cited_at, label, id);
            }
            NodeKind::ReferenceText => {
                let body = self.push(Some(parent), Role::ListBody, id);
                self.branch(body, Role::Bibliography, id);
                return;
            }
            NodeKind::Link(Target::Url(url)) => return self.link(parent, Role::Link, Goal::Url(url), id),
            NodeKind::Link(Target::Anchor(anchor)) => {
                return self.link(parent, Role::Link, Goal::Place(anchor), id);
            }
            NodeKind::Citation { anchor, reference } => {
                let element = self.push(Some(parent), Role::Citation, id);
                self.at(element).anchor = Some(anchor);
                return self.link(element, Role::Link, Goal::Reference(reference), id);
            }
            NodeKind::Heading { level, .. } => Role::Heading(*level),
            NodeKind::Paragraph(style) => Role::Paragraph(*style),
            NodeKind::List(_) => Role::List,
            NodeKind::Term => Role::Term,
            NodeKind::Definition => Role::Definition,
            NodeKind::Caption => Role::Caption,
            NodeKind::Row { .. } => Role::Row,
            NodeKind::Cell(CellKind::ColumnHeader | CellKind::RowHeader) => Role::HeaderCell,
            NodeKind::Cell(CellKind::Data) => Role::DataCell,
            NodeKind::Callout(kind) => Role::Callout(*kind),
            NodeKind::Label => Role::CalloutLabel,
            NodeKind::Quote => Role::Quote,
            NodeKind::Division => Role::Division,
            NodeKind::References => Role::References,
            NodeKind::Reference { .. } => Role::ReferenceItem,
            NodeKind::Strong => Role::Strong,
            NodeKind::Emphasis => Role::Emphasis,
            NodeKind::Phrase => Role::Phrase,
        };
        let element = self.branch(parent, role, id);
        if let NodeKind::Heading { anchor, .. } | NodeKind::Reference { anchor } = &node.kind {
            self.at(element).anchor = Some(anchor);
        }
        if let NodeKind::List(marker) = &node.kind {
            let numbering = match marker {
                Marker::Bullet => "Disc",
                Marker::Number { .. } => "Decimal",
            };
            self.at(element)
                .attributes
                .push(Attribute::ListNumbering(numbering));
        }
        if node.kind == NodeKind::References {
            let labelled = has_labels(self.tree, id);
            let numbering = if labelled { "Decimal" } else { "None" };
            self.at(element)
                .attributes
                .push(Attribute::ListNumbering(numbering));
        }
        if let NodeKind::Cell(kind) = &node.kind {
            let scope = match kind {
                CellKind::ColumnHeader => Some("Column"),
                CellKind::RowHeader => Some("Row"),
                CellKind::Data => None,
            };
            self.at(element).attributes.extend(scope.map(Attribute::Scope));
        }
        if node.kind == NodeKind::Division {
            self.at(element)
                .attributes
                .push(Attribute::WritingMode(node.lang.direction()));
        }
    }

    fn list_item(&mut self, parent: ElementId, id: NodeId) {
        let item = self.push(Some(parent), Role::ListItem, id);
        let label = self.push(Some(item), Role::ListLabel, id);
        self.content(label, Owner::Marker(id));
        self.branch(item, Role::ListBody, id);
    }

    /// A decorative picture alone leaves nothing to tag.
    fn figure(&mut self, parent: ElementId, id: NodeId) {
        let tree = self.tree;
        let decorative = |child: &NodeId| {
            matches!(
                tree.node(*child).kind,
                NodeKind::Picture {
                    alt: Alt::Decorative,
                    ..
                }
            )
        };
        if !tree.node(id).children.iter().all(decorative) {
            self.branch(parent, Role::FigureGroup, id);
        }
    }

    fn picture(&mut self, parent: ElementId, alt: &'a Alt, id: NodeId) {
        if let Alt::Text(alt) = alt {
            let element = self.push(Some(parent), Role::Figure, id);
            self.at(element).alt = Some(alt);
            self.at(element).attributes.push(Attribute::Box);
            self.content(element, Owner::Leaf(id));
        }
    }

    fn reference_label(
        &mut self,
        parent: ElementId,
        cited_at: Option<&'a Anchor>,
        label: &'a str,
        id: NodeId,
    ) {
        let element = self.push(Some(parent), Role::ListLabel, id);
        match cited_at {
            Some(citation) => self.link(element, Role::BackLink, Goal::Citation(citation, label), id),
            None => self.children(element, id),
        }
    }

    fn link(&mut self, parent: ElementId, role: Role, goal: Goal<'a>, id: NodeId) {
        let element = self.branch(parent, role, id);
        self.at(element).target = Some(goal);
        self.out.links.insert(id, element);
    }

    /// Terms and their definitions share an item: the terms are its labels.
    fn definitions(&mut self, parent: ElementId, id: NodeId) {
        let tree = self.tree;
        let list = self.push(Some(parent), Role::DefinitionList, id);
        self.at(list).attributes.push(Attribute::ListNumbering("None"));
        let mut item = None;
        let mut defined = false;
        for child in &tree.node(id).children {
            let term = matches!(tree.node(*child).kind, NodeKind::Term);
            let open = match item {
                Some(open) if !(term && defined) => open,
                _ => self.push(Some(list), Role::DefinitionItem, *child),
            };
            item = Some(open);
            defined = !term;
            self.node(open, *child);
        }
    }

    /// Entries of deeper levels stand in a list of their own inside, so that a listener hears the depth.
    fn contents(&mut self, parent: ElementId, id: NodeId) {
        let tree = self.tree;
        let mut open: Vec<(Level, ElementId)> = Vec::new();
        for child in &tree.node(id).children {
            let NodeKind::ContentsEntry { level, .. } = tree.node(*child).kind else {
                continue;
            };
            while open.len() > 1 && open.last().is_some_and(|(last, _)| *last > level) {
                open.pop();
            }
            let list = match open.last_mut() {
                None => self.push(Some(parent), Role::Contents, id),
                Some((last, list)) if *last >= level => {
                    *last = level;
                    let list = *list;
                    self.node(list, *child);
                    continue;
                }
                Some((_, list)) => {
                    let list = *list;
                    self.push(Some(list), Role::Contents, id)
                }
            };
            open.push((level, list));
            self.node(list, *child);
        }
    }

    fn entry(&mut self, parent: ElementId, level: Level, target: &'a Anchor, id: NodeId) {
        let item = self.push(Some(parent), Role::ContentsEntry(level), id);
        let reference = self.push(Some(item), Role::ContentsTarget, id);
        self.link(reference, Role::Link, Goal::Place(target), id);
        if let Some(link) = self.out.links.get(&id).copied() {
            let number = self.push(Some(link), Role::PageNumber, id);
            self.content(number, Owner::PageNumber(id));
        }
    }
}
