//! Tables, and how wide a column of text they need.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::blocks::{line_end, push};
use super::inlines::parts_of;
use super::{Medium, Writer, holding};
use crate::model::block::{Cell, Table};
use crate::model::inline::{Inline, Piece};
use crate::model::reading::collapse;
use crate::model::units::{Em, Lang};
use crate::package::xml::{Element, Node};

/// The widths that a table may say it needs, in em: its class is [`NEED_CLASS`] and the number, and a style sheet sets the
/// rows one under the other where the column is no wider.
pub const NEEDS: RangeInclusive<u32> = 8..=40;

/// What the class of a table begins with, before its need.
pub const NEED_CLASS: &str = "needs-";

/// From one of them to the next.
pub const NEED_STEP: usize = 4;

/// The width of a character in em: that of a wide face in bold, because the reader may choose another face than ours.
const CHARACTER: f32 = 0.6;

impl Writer<'_> {
    /// `data-column` is the words to show above a cell where rows are set one under the other.
    pub(super) fn table(&mut self, table: &Table, lang: &Lang) -> Element {
        let mut children = vec![line_end()];
        if let Some(caption) = table.caption() {
            let caption = self.line(Element::new("caption"), caption, lang);
            push(&mut children, caption);
        }
        let medium = self.options.medium;
        let head = |_| in_role(Element::new("th").with("scope", "col"), "columnheader", medium);
        let head = self.row(table.header(), lang, head);
        let mut group_of_head = group("thead", medium);
        if leads_somewhere(&head) || table.rows().is_empty() {
            // What is followed or reached with a key, or said again over no cell, has to be seen where the head of a
            // stacked table is not.
            group_of_head.set("class", "links");
        }
        push(&mut children, group_of_head.child(head));
        let names: Vec<String> = table.header().iter().map(words).collect();
        let mut rows = vec![line_end()];
        for row in table.rows() {
            let row = self.row(row, lang, |column| {
                let cell = if table.row_headers() && column == 0 {
                    in_role(Element::new("th").with("scope", "row"), "rowheader", medium)
                } else {
                    in_role(Element::new("td"), "cell", medium)
                };
                match names.get(column).filter(|name| !name.is_empty()) {
                    Some(name) => cell.with("data-column", name),
                    None => cell,
                }
            });
            push(&mut rows, row);
        }
        if !table.rows().is_empty() {
            push(&mut children, holding(group("tbody", medium), rows));
        }
        let need = need(table, self.options.cell_padding, self.inset);
        let element = Element::new("table").with("class", format!("{NEED_CLASS}{need}"));
        let element = in_role(element, "table", medium);
        Element::new("div")
            .with("class", "table")
            .child(holding(element, children))
    }

    fn row(&mut self, cells: &[Cell], lang: &Lang, element: impl Fn(usize) -> Element) -> Element {
        let cells: Vec<Element> = cells
            .iter()
            .enumerate()
            .map(|(column, cell)| self.cell(element(column), cell, lang))
            .collect();
        in_role(Element::new("tr"), "row", self.options.medium).children(cells)
    }

    /// A header cell that holds the marker of a page says its words again as its name: the marker's number would else be
    /// spoken with every cell that it heads.
    fn cell(&mut self, element: Element, cell: &Cell, lang: &Lang) -> Element {
        let pages = self.breaks.len();
        let mut element = self.line(element, cell, lang);
        if element.is("th") && self.breaks.len() < pages {
            element.set("aria-label", collapse(&Inline::plain_text(cell)));
        }
        element
    }
}

/// Whether there is a link in it.
fn leads_somewhere(element: &Element) -> bool {
    let mut leads = false;
    element.walk(&mut |inner| leads |= inner.is("a"));
    leads
}

fn group(name: &str, medium: Medium) -> Element {
    in_role(Element::new(name), "rowgroup", medium)
}

/// An element that says its role once more, where that helps and is allowed.
fn in_role(element: Element, role: &str, medium: Medium) -> Element {
    match medium {
        Medium::Book => element.with("role", role),
        Medium::Page(_) => element,
    }
}

fn words(cell: &Cell) -> String {
    Inline::plain_text(cell)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The width below which some word of a table would not fit its column, as one of [`NEEDS`]; `inset` is taken already.
fn need(table: &Table, padding: Em, inset: Em) -> u32 {
    let mut width = inset;
    for column in 0..table.header().len() {
        let rows = std::iter::once(table.header()).chain(table.rows().iter().map(Vec::as_slice));
        let longest = rows
            .filter_map(|row| row.get(column))
            .map(|cell| longest(cell))
            .max();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a word has far fewer than 2^24 characters"
        )]
        let characters = longest.unwrap_or(0) as f32;
        width += characters * CHARACTER + 2.0 * padding;
    }
    NEEDS
        .step_by(NEED_STEP)
        .find(|need| f64::from(width) <= f64::from(*need))
        .unwrap_or(*NEEDS.end())
}

/// What the tables of some markup say they need.
#[must_use]
pub fn needs(nodes: &[Node]) -> BTreeSet<u32> {
    let mut needs = BTreeSet::new();
    for node in nodes {
        let Node::Element(element) = node else { continue };
        element.walk(&mut |element| {
            let class = element.attribute("class").filter(|_| element.is("table"));
            let need: Option<u32> = class.and_then(|class| class.strip_prefix(NEED_CLASS)?.parse().ok());
            needs.extend(need);
        });
    }
    needs
}

/// The length in characters of the longest stretch that no line breaks in.
fn longest(inlines: &[Inline]) -> usize {
    let mut longest_here = 0;
    for inline in inlines {
        let length = match inline {
            Inline::Text(text) => longest_word(text),
            Inline::Strong(content) | Inline::Emphasis(content) => longest(content),
            Inline::Unbroken(content) if Piece::of(content) == Piece::Address => {
                let words = Inline::plain_text(content);
                let parts = parts_of(&words).into_iter();
                let parts = parts.flat_map(|part| part.split_inclusive(['-', '?']));
                parts.map(|part| part.chars().count()).max().unwrap_or(0)
            }
            Inline::Unbroken(content) => Inline::plain_text(content).chars().count(),
            Inline::Link(link) => longest(&link.content),
            Inline::Language(phrase) => longest(&phrase.content),
            Inline::Citation(citation) => longest(&citation.content),
            Inline::LineBreak => 0,
        };
        longest_here = longest_here.max(length);
    }
    longest_here
}

/// No-break spaces join words; a line may end behind a hyphen.
fn longest_word(text: &str) -> usize {
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}');
    let words = text.split(breaks).flat_map(|word| word.split_inclusive('-'));
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}
