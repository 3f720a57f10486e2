//! Paragraphs and content controls in document order.

use roxmltree::{Node, NodeId};

use super::content::{MATH, elements, words};
use super::lists::OpenList;
use super::parts::{W, child, switch, value};
use super::stacked;
use super::{MAX_DEPTH, Walk};
use crate::backend::faults::brief;
use crate::model::reading::{Container, LeftOut, Role, SAID_TOO_MUCH, collapse};
use crate::model::{CalloutKind, Direction, Lang, Level};

type Done = Result<(), String>;

/// What the words of a header cell are called that are said again with each cell, and how many characters they may have.
pub(super) const HEADER_CELL: (&str, usize) = ("header cell", 20_000);

/// The same of a callout's label.
const LABEL: (&str, usize) = ("label", 2_000);

impl Walk<'_> {
    /// The blocks in an element. `begun` is a paragraph whose list item has been entered already.
    pub fn blocks(&mut self, parent: Node<'_, '_>, begun: Option<NodeId>, depth: usize) -> Done {
        let nodes = elements(parent, &mut self.left);
        self.sequence(nodes.into_iter(), begun, depth)
    }

    fn sequence<'a, 'i: 'a>(
        &mut self,
        nodes: impl Iterator<Item = Node<'a, 'i>>,
        begun: Option<NodeId>,
        depth: usize,
    ) -> Done {
        if depth > MAX_DEPTH {
            return Err(format!("content nests deeper than {MAX_DEPTH}"));
        }
        let mut open: Vec<OpenList> = Vec::new();
        let mut captioned = false;
        for node in nodes {
            self.budget.check()?;
            if self.out.is_too_much() {
                return Err(SAID_TOO_MUCH.to_owned());
            }
            if node.tag_name().namespace() != Some(W) {
                self.beside(node);
                continue;
            }
            match node.tag_name().name() {
                "p" if is_caption_of_table(node) && self.role(node) == Some(Role::Caption) => {
                    self.leave_lists(&mut open);
                    self.out.open(Container::Table);
                    self.paragraph(node, depth)?;
                    captioned = true;
                }
                "p" => {
                    match self.mark(node).filter(|_| begun != Some(node.id())) {
                        Some(mark) => self.enter_item(&mut open, mark, node),
                        None => self.leave_lists(&mut open),
                    }
                    self.paragraph(node, depth)?;
                }
                "tbl" => {
                    self.leave_lists(&mut open);
                    if !std::mem::take(&mut captioned) {
                        self.out.open(Container::Table);
                    }
                    self.rows(node, depth)?;
                    self.out.close();
                }
                "sdt" => self.control(node, &mut open, depth)?,
                "bookmarkStart" => self.bookmark(node),
                "altChunk" => self.left.tell("a file that Word would take in (altChunk)", ""),
                "sectPr" => {}
                _ => self.unknown(node),
            }
        }
        self.leave_lists(&mut open);
        Ok(())
    }

    /// What stands among paragraphs and is none of WordprocessingML.
    fn beside(&mut self, node: Node<'_, '_>) {
        if node.tag_name().namespace() == Some(MATH) {
            let words = words(node);
            self.left.tell("how a formula is put together", &words);
            let lang = self.lang.clone();
            self.say_words(&words, &lang);
        } else {
            self.unknown(node);
        }
    }

    fn control(&mut self, node: Node<'_, '_>, open: &mut Vec<OpenList>, depth: usize) -> Done {
        let Some(content) = child(node, "sdtContent") else {
            return Ok(());
        };
        let property = child(node, "sdtPr");
        let tag = property
            .and_then(|property| value(property, "tag").or_else(|| gallery(property)))
            .unwrap_or_default();
        if tag == "list-item" {
            let first = content.children().find(Node::is_element);
            if let Some((first, mark)) = first.and_then(|first| Some((first, self.mark(first)?))) {
                self.enter_item(open, mark, first);
                return self.blocks(content, Some(first.id()), depth + 1);
            }
            self.faults
                .push("a list item does not begin with a numbered paragraph");
        }
        self.leave_lists(open);
        if let Some(shape) = stacked::Shape::of(tag) {
            return self.stacked(shape, content, depth);
        }
        let Some(container) = self.container(tag, content) else {
            return self.blocks(content, None, depth + 1);
        };
        let before = match container {
            // Word keeps the heading of the contents in the same control.
            Container::Contents => self.until_entries(content),
            _ => 0,
        };
        let nodes = elements(content, &mut self.left);
        let (head, rest) = nodes.split_at(before.min(nodes.len()));
        self.sequence(head.iter().copied(), None, depth + 1)?;
        self.out.open(container);
        self.sequence(rest.iter().copied(), None, depth + 1)?;
        self.out.close();
        Ok(())
    }

    /// How many nodes of the contents stand before the first entry.
    fn until_entries(&self, content: Node<'_, '_>) -> usize {
        let is_entry = |node| matches!(self.role(node), Some(Role::ContentsEntry(_)));
        let nodes = elements(content, &mut LeftOut::default());
        nodes.into_iter().position(is_entry).unwrap_or(0)
    }

    /// What a content control's tag says it is.
    fn container(&mut self, tag: &str, content: Node<'_, '_>) -> Option<Container> {
        Some(match tag.split_once(':').unwrap_or((tag, "")) {
            ("callout", _) => self.callout(CalloutKind::Callout, content),
            ("warning", _) => self.callout(CalloutKind::Warning, content),
            ("quote", _) => Container::Quote,
            ("definition-list", _) => Container::DefinitionList,
            ("definition", _) => Container::Definition,
            ("figure", _) => Container::Figure,
            ("contents", _) => Container::Contents,
            ("references", _) => Container::References,
            ("division", lang) => {
                let lang = match Lang::parse(lang) {
                    Ok(lang) => lang,
                    Err(why) => {
                        self.faults
                            .push(format!("a division's language {:?}: {why}", brief(lang)));
                        return None;
                    }
                };
                let direction = direction(content).unwrap_or_else(|| lang.direction());
                Container::Division { lang, direction }
            }
            _ => return None,
        })
    }

    /// Words that are said again wherever what they name is met: of any length they would fill the memory.
    pub fn name(&mut self, (what, longest): (&str, usize), words: String) -> String {
        match words.char_indices().nth(longest) {
            Some((end, _)) => {
                self.faults
                    .push(format!("a {what} has more than {longest} characters"));
                words.get(..end).unwrap_or_default().to_owned()
            }
            None => words,
        }
    }

    fn callout(&mut self, kind: CalloutKind, content: Node<'_, '_>) -> Container {
        let label = content
            .children()
            .find(|node| self.role(*node) == Some(Role::Label));
        let label = label.map(|label| self.words(label)).unwrap_or_default();
        Container::Callout {
            kind,
            label: self.name(LABEL, collapse(&label)),
        }
    }

    /// A paragraph, an item of its own.
    pub fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) -> Done {
        self.blips(node);
        self.pictures(node);
        let role = self.role(node).unwrap_or(Role::Paragraph);
        if self
            .numbered(node)
            .is_some_and(|mark| self.is_outline(node, mark))
        {
            self.left.tell("the number of a heading", &words(node));
        }
        self.fields.in_contents = matches!(role, Role::ContentsEntry(_));
        if self.fields.in_contents {
            self.tabs = self.tabs_before_a_page_number(node);
        }
        self.begin(role);
        self.line(node, depth)?;
        self.out.end();
        self.fields.in_contents = false;
        self.tabs = None;
        self.boxes(node, depth)
    }

    /// What a paragraph is, by the outline level and the name of its style.
    pub fn role(&self, node: Node<'_, '_>) -> Option<Role> {
        if !node.has_tag_name((W, "p")) {
            return None;
        }
        let property = child(node, "pPr");
        let style = property.and_then(|property| value(property, "pStyle"));
        let own = property
            .and_then(|property| value(property, "outlineLvl"))
            .and_then(|level| level.parse().ok());
        let outline = own.or_else(|| self.styles.outline(style));
        if let Some(level) = outline.and_then(|outline: u8| Level::new(outline.saturating_add(1))) {
            return Some(Role::Heading(level));
        }
        // Word's own headings are headings where their style says no level. It is told of.
        if let Some(level) = self.styles.known(style, heading).filter(|_| outline.is_none()) {
            return Some(Role::Heading(level));
        }
        Some(self.styles.known(style, role).unwrap_or(Role::Paragraph))
    }
}

/// The level in the name of a style of Word's for headings.
pub fn heading(name: &str) -> Option<Level> {
    let level = name.strip_prefix("heading")?;
    Level::new(level.trim().parse().ok()?)
}

/// What the name of a style says that a paragraph is. A style for what stands in something else bears the words for the
/// place before it, and a letter after it where two places are named alike: "callout term b" is a term.
fn role(name: &str) -> Option<Role> {
    let mut rest = name;
    loop {
        let bare = match rest.rsplit_once(' ') {
            Some((words, letter)) if letter.len() < 3 && !is_number(letter) => words,
            _ => rest,
        };
        if let Some(role) = named(rest).or_else(|| named(bare)) {
            return Some(role);
        }
        let (place, more) = rest.split_once(' ')?;
        if !PLACES.contains(&place) && !is_number(place) {
            return None;
        }
        rest = more;
    }
}

fn named(name: &str) -> Option<Role> {
    match name {
        "caption" | "table caption" => Some(Role::Caption),
        "term" => Some(Role::Term),
        "callout label" | "warning label" => Some(Role::Label),
        "reference" => Some(Role::Reference),
        other => {
            let level = other.strip_prefix("toc ")?.parse().ok();
            level.and_then(Level::new).map(Role::ContentsEntry)
        }
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words for what paragraphs stand in.
const PLACES: [&str; 10] = [
    "callout",
    "warning",
    "quote",
    "definition",
    "list",
    "wide",
    "wider",
    "widest",
    "left-to-right",
    "right-to-left",
];

/// What a control of Word's own is, which has no tag: its contents list comes from a gallery.
fn gallery(property: Node<'_, '_>) -> Option<&'static str> {
    let gallery = value(child(property, "docPartObj")?, "docPartGallery")?;
    (gallery == "Table of Contents").then_some("contents")
}

/// Whether the next thing is a table that says it has a caption: a figure's caption may stand before a table, too.
fn is_caption_of_table(paragraph: Node<'_, '_>) -> bool {
    let next = paragraph.next_siblings().skip(1).find(Node::is_element);
    let table = next.filter(|next| next.has_tag_name((W, "tbl")));
    table
        .and_then(|table| child(table, "tblPr"))
        .is_some_and(|property| child(property, "tblCaption").is_some())
}

/// The direction of the first paragraph or table that is not in a division of its own.
fn direction(content: Node<'_, '_>) -> Option<Direction> {
    let as_direction = |rtl| {
        if rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    };
    for node in content.children().filter(Node::is_element) {
        let found = match node.tag_name().name() {
            "p" => {
                let property = child(node, "pPr");
                let rtl = property
                    .and_then(|property| switch(property, "bidi"))
                    .unwrap_or(false);
                Some(as_direction(rtl))
            }
            "tbl" => {
                let property = child(node, "tblPr");
                let rtl = property
                    .and_then(|property| switch(property, "bidiVisual"))
                    .unwrap_or(false);
                Some(as_direction(rtl))
            }
            "sdt" => {
                let tag = child(node, "sdtPr")
                    .and_then(|property| value(property, "tag"))
                    .unwrap_or_default();
                let inner = child(node, "sdtContent").filter(|_| !tag.starts_with("division:"));
                inner.and_then(direction)
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}
