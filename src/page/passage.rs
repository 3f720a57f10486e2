//! One block's inline content as a single string to shape, with what each byte of it belongs to.
//!
//! The string differs from the tree's text: white space is one space, what is never drawn is left out, and bidi
//! isolates stand round every phrase and every piece that must read as one. Spans lead back to the leaves.

use std::ops::Range;

use super::Owner;
use crate::layout::fonts::invisible;
use crate::layout::profile::Colours;
use crate::layout::{Colour, Profile, Underline, Weight};
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::model::{Direction, Lang, Piece, right_to_left};

/// How a span looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic, where the face has one.
    pub italic: bool,
    /// Underlined, and how.
    pub underline: Option<Underline>,
    /// In which colour.
    pub colour: Colour,
}

impl Look {
    /// Regular or bold text in a colour.
    pub(super) fn plain(bold: bool, colour: Colour) -> Self {
        Self {
            bold,
            italic: false,
            underline: None,
            colour,
        }
    }
}

/// A stretch of the string that belongs to one owner and looks alike.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Its bytes in the string.
    pub bytes: Range<usize>,
    /// Whose it is.
    pub owner: Owner,
    /// Where it begins in the owner's own text.
    pub origin: usize,
    /// How it looks.
    pub look: Look,
    /// The link it stands in.
    pub link: Option<NodeId>,
    /// Its language.
    pub lang: Lang,
}

/// One block's inline content.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// The string to shape.
    pub text: String,
    /// What its bytes belong to; together they cover it.
    pub spans: Vec<Span>,
    /// The stretches that stay on one line where they fit.
    pub kept: Vec<Range<usize>>,
    /// The citations and where they begin.
    pub citations: Vec<(usize, NodeId)>,
    /// The base direction.
    pub direction: Direction,
}

/// The mandatory break inside a paragraph; to the bidi algorithm it is white space, not a paragraph's end.
pub(super) const LINE_SEPARATOR: char = '\u{2028}';

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const LEFT_TO_RIGHT_OVERRIDE: char = '\u{202D}';
const POP_OVERRIDE: char = '\u{202C}';

/// Gathers a passage out of nodes of the tree and words of our own.
pub(super) struct Gather<'a, 't> {
    tree: &'a Tree<'t>,
    profile: &'a Profile,
    passage: Passage,
    isolating: bool,
    line_start: bool,
    /// All text gathered now is a repetition, owned by nobody.
    repeated: bool,
}

#[derive(Clone)]
struct Context {
    look: Look,
    link: Option<NodeId>,
    lang: Lang,
}

impl<'a, 't> Gather<'a, 't> {
    /// An empty passage that runs in a direction.
    pub(super) fn new(tree: &'a Tree<'t>, profile: &'a Profile, direction: Direction) -> Self {
        Self {
            tree,
            profile,
            passage: Passage {
                text: String::new(),
                spans: Vec::new(),
                kept: Vec::new(),
                citations: Vec::new(),
                direction,
            },
            isolating: direction == Direction::RightToLeft,
            line_start: true,
            repeated: false,
        }
    }

    /// The passage of one node's inline content.
    pub(super) fn of(tree: &'a Tree<'t>, profile: &'a Profile, node: NodeId, look: Look) -> Passage {
        let direction = tree.node(node).lang.direction();
        let mut gather = Self::new(tree, profile, direction);
        gather.node(node, look);
        gather.passage
    }

    /// The passage so far.
    pub(super) fn done(self) -> Passage {
        self.passage
    }

    /// Adds the content under a node.
    pub(super) fn node(&mut self, node: NodeId, look: Look) {
        self.isolating = self.isolating || has_right_to_left(self.tree, node);
        let context = Context {
            look,
            link: None,
            lang: self.tree.node(node).lang.clone(),
        };
        self.visit(node, &context);
    }

    /// Adds a node's words as a repetition that belongs to nobody.
    pub(super) fn repetition(&mut self, node: NodeId, look: Look) {
        self.repeated = true;
        self.node(node, look);
        self.repeated = false;
    }

    /// Adds words of our own.
    pub(super) fn words(&mut self, words: &str, owner: Owner, look: Look, lang: &Lang) {
        let context = Context {
            look,
            link: None,
            lang: lang.clone(),
        };
        self.text(words, owner, &context);
    }

    fn children(&mut self, node: NodeId, context: &Context) {
        for child in &self.tree.node(node).children {
            self.visit(*child, context);
        }
    }

    fn visit(&mut self, id: NodeId, context: &Context) {
        let node = self.tree.node(id);
        let colours = &self.profile.colours;
        match &node.kind {
            NodeKind::Text(text) => {
                let owner = if self.repeated {
                    Owner::Layout
                } else {
                    Owner::Leaf(id)
                };
                let own = Context {
                    lang: node.lang.clone(),
                    ..context.clone()
                };
                self.text(text, owner, &own);
            }
            NodeKind::LineBreak => self.line_break(id, context),
            NodeKind::Strong => self.children(id, &self.strong(context)),
            NodeKind::Emphasis => self.children(id, &self.emphasis(context)),
            NodeKind::Link(_) => self.linked(id, context, colours),
            NodeKind::Citation { .. } => {
                let start = self.passage.text.len();
                if !self.repeated {
                    self.passage.citations.push((start, id));
                }
                self.linked(id, context, colours);
                self.keep(start);
            }
            NodeKind::ReferenceLabel {
                cited_at: Some(_), ..
            } => self.linked(id, context, colours),
            // References are rarely in a leaflet's own language; a point at the end of one must not jump to its front.
            NodeKind::Phrase | NodeKind::ReferenceText => {
                self.isolated(&context.lang, |this| this.children(id, context))
            }
            NodeKind::Unbroken(piece) => {
                let start = self.passage.text.len();
                match piece {
                    Piece::Cited => self.children(id, context),
                    Piece::Address | Piece::Phrase(_) => {
                        self.isolated(&context.lang, |this| this.children(id, context))
                    }
                    Piece::Groups => self.isolated(&context.lang, |this| {
                        this.control(LEFT_TO_RIGHT_OVERRIDE, &context.lang);
                        this.children(id, context);
                        this.control(POP_OVERRIDE, &context.lang);
                    }),
                }
                self.keep(start);
            }
            NodeKind::Document
            | NodeKind::Heading { .. }
            | NodeKind::Paragraph(_)
            | NodeKind::List(_)
            | NodeKind::ListItem { .. }
            | NodeKind::DefinitionList
            | NodeKind::Term
            | NodeKind::Definition
            | NodeKind::Table { .. }
            | NodeKind::Caption
            | NodeKind::Row { .. }
            | NodeKind::Cell(_)
            | NodeKind::Figure
            | NodeKind::Picture { .. }
            | NodeKind::Callout(_)
            | NodeKind::Label
            | NodeKind::Quote
            | NodeKind::Division
            | NodeKind::Contents
            | NodeKind::ContentsEntry { .. }
            | NodeKind::References
            | NodeKind::Reference { .. }
            | NodeKind::ReferenceLabel { cited_at: None, .. } => self.children(id, context),
        }
    }

    fn strong(&self, context: &Context) -> Context {
        let mut own = context.clone();
        if self.profile.emphasis.underline {
            own.look.underline.get_or_insert(Underline::Single);
        }
        own.look.bold |= self.profile.emphasis.strong_weight() == Weight::Bold;
        own
    }

    fn emphasis(&self, context: &Context) -> Context {
        let emphasis = &self.profile.emphasis;
        let mut own = context.clone();
        own.look.bold |= emphasis.weight == Weight::Bold;
        own.look.italic |= emphasis.italic;
        if emphasis.underline {
            own.look.underline.get_or_insert(Underline::Single);
        }
        own
    }

    fn linked(&mut self, id: NodeId, context: &Context, colours: &Colours) {
        let mut own = context.clone();
        own.look.colour = colours.accent;
        own.look.underline = Some(self.profile.links.underline);
        own.link = (!self.repeated).then_some(id).or(context.link);
        self.isolated(&context.lang, |this| this.children(id, &own));
    }

    /// Round what must read as one whatever stands beside it (UAX 9, 2.4): only where a line has both directions.
    fn isolated(&mut self, lang: &Lang, inside: impl FnOnce(&mut Self)) {
        if !self.isolating {
            return inside(self);
        }
        self.control(FIRST_STRONG_ISOLATE, lang);
        inside(self);
        self.control(POP_ISOLATE, lang);
    }

    fn keep(&mut self, start: usize) {
        let end = self.passage.text.len();
        if start < end {
            self.passage.kept.push(start..end);
        }
    }

    fn line_break(&mut self, id: NodeId, context: &Context) {
        if !self.line_start {
            let owner = if self.repeated {
                Owner::Layout
            } else {
                Owner::Leaf(id)
            };
            self.push(LINE_SEPARATOR, owner, 0, context);
            self.line_start = true;
        }
    }

    fn text(&mut self, text: &str, owner: Owner, context: &Context) {
        let balanced = isolates_balance(text);
        for (at, c) in text.char_indices() {
            match c {
                '\u{AD}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' => {}
                '\u{2066}'..='\u{2069}' if !balanced => {}
                '\u{A0}' | '\u{2007}' | '\u{202F}' => self.push(c, owner, at, context),
                _ if c.is_whitespace() => {
                    if !self.line_start && !self.passage.text.ends_with(' ') {
                        self.push(' ', owner, at, context);
                    }
                }
                _ => {
                    self.push(c, owner, at, context);
                    self.line_start = self.line_start && invisible(c);
                }
            }
        }
    }

    /// Adds what is never drawn and belongs to nobody; its language is that of the text around it, so that it asks for no
    /// face of its own.
    fn control(&mut self, c: char, lang: &Lang) {
        let context = Context {
            look: Look::plain(false, self.profile.colours.text),
            link: None,
            lang: lang.clone(),
        };
        self.push(c, Owner::Layout, 0, &context);
    }

    fn push(&mut self, c: char, owner: Owner, origin: usize, context: &Context) {
        let start = self.passage.text.len();
        self.passage.text.push(c);
        let end = self.passage.text.len();
        if let Some(last) = self.passage.spans.last_mut()
            && last.owner == owner
            && last.origin + (start - last.bytes.start) == origin
            && last.look == context.look
            && last.link == context.link
            && last.lang == context.lang
        {
            last.bytes.end = end;
            return;
        }
        self.passage.spans.push(Span {
            bytes: start..end,
            owner,
            origin,
            look: context.look,
            link: context.link,
            lang: context.lang.clone(),
        });
    }
}

/// Isolates that a text opens and closes itself are the author's own; one left open would swallow what follows.
fn isolates_balance(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' if depth == 0 => return false,
            '\u{2069}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

fn has_right_to_left(tree: &Tree<'_>, node: NodeId) -> bool {
    let node = tree.node(node);
    match node.kind {
        NodeKind::Text(text) => !text.is_ascii() && text.chars().any(right_to_left),
        _ => node.children.iter().any(|child| has_right_to_left(tree, *child)),
    }
}
