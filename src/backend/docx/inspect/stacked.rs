//! A table that is set as paragraphs: a control for each row, a paragraph for each cell. The labels of its first row are
//! its header cells; the others repeat them, and are no part of what is read as the table.

use roxmltree::Node;

use super::Walk;
use super::blocks::HEADER_CELL;
use super::line::Does;
use super::parts::{W, child, value};
use crate::model::reading::{Container, Role, collapse};

/// The name of the style of what is said again, in lower case.
const AGAIN: &str = "row label again";

/// The most columns that are believed.
const MAX_COLUMNS: u32 = 1_000;

/// What the tag of such a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    columns: u32,
    row_headers: bool,
}

impl Shape {
    /// Reads a tag such as `table:3:row-headers`.
    pub fn of(tag: &str) -> Option<Self> {
        let (columns, row_headers) = match tag.strip_prefix("table:")?.split_once(':') {
            Some((columns, rest)) => (columns, rest == "row-headers"),
            None => (tag.strip_prefix("table:")?, false),
        };
        let columns = columns.parse().ok().filter(|columns| *columns <= MAX_COLUMNS)?;
        Some(Self { columns, row_headers })
    }
}

impl Walk<'_> {
    /// The rows in the control of a table.
    pub fn stacked(&mut self, shape: Shape, content: Node<'_, '_>, depth: usize) -> Result<(), String> {
        self.out.open(Container::Table);
        for node in content.children() {
            if self.role(node) == Some(Role::Caption) {
                self.paragraph(node, depth)?;
            }
        }
        let records: Vec<(bool, Vec<Node<'_, '_>>)> = content.children().filter_map(record).collect();
        let first = records
            .first()
            .map(|(_, fields)| fields.as_slice())
            .unwrap_or_default();
        if first.is_empty() {
            self.faults.push("a table has no rows");
        }
        let mut columns = Vec::new();
        self.out.open(Container::Row { ordinal: 1 });
        for column in 1..=shape.columns {
            let label = at(first, column)
                .map(|field| self.label(field))
                .unwrap_or_default();
            let words = collapse(&label.iter().map(|node| self.words(*node)).collect::<String>());
            columns.push(self.name(HEADER_CELL, words));
            let headers = Vec::new();
            self.out.open(Container::Cell {
                column,
                header: true,
                headers,
            });
            self.cell_of(at(first, column), label, depth)?;
            self.out.close();
        }
        self.out.close();
        let rows = records.iter().filter(|(header_alone, _)| !header_alone);
        for (ordinal, (_, fields)) in (2..).zip(rows) {
            self.out.open(Container::Row { ordinal });
            let name = at(fields, 1).map(|field| self.value(field)).unwrap_or_default();
            let name = collapse(&name.iter().map(|node| self.words(*node)).collect::<String>());
            let name = self.name(HEADER_CELL, name);
            let name = Some(name).filter(|words| shape.row_headers && !words.is_empty());
            for (column, heading) in (1..=shape.columns).zip(&columns) {
                let header = shape.row_headers && column == 1;
                let mut headers = Vec::new();
                if !header {
                    headers.extend(Some(heading.clone()).filter(|words| !words.is_empty()));
                    headers.extend(name.clone());
                }
                self.budget.spend(headers.iter().map(String::len).sum());
                self.budget.check()?;
                let value = at(fields, column)
                    .map(|field| self.value(field))
                    .unwrap_or_default();
                self.out.open(Container::Cell {
                    column,
                    header,
                    headers,
                });
                self.cell_of(at(fields, column), value, depth)?;
                self.out.close();
            }
            self.out.close();
        }
        self.out.close();
        Ok(())
    }

    fn cell_of(
        &mut self,
        field: Option<Node<'_, '_>>,
        nodes: Vec<Node<'_, '_>>,
        depth: usize,
    ) -> Result<(), String> {
        let style = field
            .and_then(|field| child(field, "pPr"))
            .and_then(|property| value(property, "pStyle"));
        self.begin(Role::Cell);
        self.nodes(nodes.into_iter(), style, &Does::Plain, depth)?;
        self.out.end();
        Ok(())
    }

    /// What stands before the end of a label: nothing, where there is none.
    fn label<'a, 'i>(&self, field: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let nodes: Vec<_> = field.children().filter(Node::is_element).collect();
        let end = nodes.iter().position(|node| self.is_again(*node)).unwrap_or(0);
        nodes.into_iter().take(end).collect()
    }

    /// What stands behind a label.
    fn value<'a, 'i>(&self, field: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let nodes: Vec<_> = field.children().filter(Node::is_element).collect();
        let last = nodes.iter().rposition(|node| self.is_again(*node));
        nodes.into_iter().skip(last.map_or(0, |last| last + 1)).collect()
    }

    fn is_again(&self, node: Node<'_, '_>) -> bool {
        let style = child(node, "rPr").and_then(|property| value(property, "rStyle"));
        let is_again = |name: &str| (name == AGAIN).then_some(());
        node.has_tag_name((W, "r"))
            && style.is_some_and(|style| self.styles.known(Some(style), is_again).is_some())
    }
}

fn at<'a, 'i>(fields: &[Node<'a, 'i>], column: u32) -> Option<Node<'a, 'i>> {
    let index = usize::try_from(column).ok()?.checked_sub(1)?;
    fields.get(index).copied()
}

/// The cells of a row, and whether it has the header cells alone.
fn record<'a, 'i>(node: Node<'a, 'i>) -> Option<(bool, Vec<Node<'a, 'i>>)> {
    let tag = child(node, "sdtPr").and_then(|property| value(property, "tag"))?;
    let content = child(node, "sdtContent")?;
    let fields = content
        .children()
        .filter(|node| node.has_tag_name((W, "p")))
        .collect();
    match tag {
        "row" => Some((false, fields)),
        "header" => Some((true, fields)),
        _ => None,
    }
}
