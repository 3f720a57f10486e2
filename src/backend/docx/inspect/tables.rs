//! Tables: rows and cells in their grid, and the header cells that head each of them.

use roxmltree::Node;

use super::Walk;
use super::blocks::HEADER_CELL;
use super::content::{elements, words};
use super::parts::{W, attribute, child, is_on, switch, value};
use crate::model::reading::{Container, LeftOut, Role, collapse};

type Done = Result<(), String>;

/// The most columns that a cell may span; Word has at most 63.
const MOST_COLUMNS: usize = 1_000;

/// The most rows of headers that head one cell: each is read with it.
const MOST_HEADERS: usize = 100;

/// A cell with the columns that it takes up, from 0.
struct Placed<'a, 'i> {
    cell: Node<'a, 'i>,
    column: usize,
    columns: usize,
    /// Whether it is the lower part of a cell that began above.
    goes_on: bool,
}

impl Walk<'_> {
    /// The rows of a table.
    pub fn rows(&mut self, table: Node<'_, '_>, depth: usize) -> Done {
        let look = child(table, "tblPr").and_then(|property| child(property, "tblLook"));
        let first_column = look.is_some_and(|look| first_column(look));
        let rows = through_controls(table, "tr", &mut self.left);
        let mut heads: Vec<Vec<String>> = Vec::new();
        if !rows.iter().any(|row| is_header(*row)) {
            self.faults.push("a table has no header row");
        }
        // What a header cell says goes on heading the rows that it reaches into.
        let mut row_words = None;
        let mut ordinal = 0;
        for row in rows {
            if child(row, "trPr").is_some_and(|property| child(property, "del").is_some()) {
                self.left.tell("words that are marked as deleted", &words(row));
                continue;
            }
            ordinal += 1;
            self.out.open(Container::Row { ordinal });
            let heads_columns = is_header(row);
            let cells = self.placed(row);
            if let Some(first) = cells.first().filter(|first| first_column && !first.goes_on) {
                let words = collapse(&self.words(first.cell));
                row_words = Some(self.name(HEADER_CELL, words)).filter(|words| !words.is_empty());
            }
            for placed in cells.iter().filter(|placed| !placed.goes_on) {
                let header = heads_columns || (first_column && placed.column == 0);
                let mut headers = Vec::new();
                if !header {
                    headers.extend(above(&heads, placed));
                    headers.extend(row_words.clone());
                }
                self.budget.spend(headers.iter().map(String::len).sum());
                self.budget.check()?;
                self.out.open(Container::Cell {
                    column: u32::try_from(placed.column + 1).unwrap_or(u32::MAX),
                    header,
                    headers,
                });
                self.cell(placed.cell, depth)?;
                self.out.close();
            }
            if heads_columns && heads.len() < MOST_HEADERS {
                let mut said = Vec::new();
                for placed in &cells {
                    let words = collapse(&self.words(placed.cell));
                    let words = self.name(HEADER_CELL, words);
                    said.resize(said.len().max(placed.column), String::new());
                    said.extend(std::iter::repeat_n(words, placed.columns));
                }
                heads.push(said);
            }
            self.out.close();
        }
        Ok(())
    }

    /// The cells of a row in their places in the grid.
    fn placed<'a, 'i>(&mut self, row: Node<'a, 'i>) -> Vec<Placed<'a, 'i>> {
        let number = |property: Option<Node<'_, '_>>, name: &str| {
            property
                .and_then(|property| value(property, name))
                .and_then(|text| text.parse::<usize>().ok())
        };
        let mut column = number(child(row, "trPr"), "gridBefore")
            .unwrap_or(0)
            .min(MOST_COLUMNS);
        let mut out = Vec::new();
        for cell in through_controls(row, "tc", &mut self.left) {
            let property = child(cell, "tcPr");
            let columns = number(property, "gridSpan").unwrap_or(1).clamp(1, MOST_COLUMNS);
            let goes_on = |name: &str| {
                let merge = property.and_then(|property| child(property, name));
                merge.is_some_and(|merge| attribute(merge, "val").unwrap_or("continue") == "continue")
            };
            if column >= MOST_COLUMNS {
                self.left
                    .tell(&format!("cells behind column {MOST_COLUMNS}"), &words(cell));
                continue;
            }
            out.push(Placed {
                cell,
                column,
                columns: columns.min(MOST_COLUMNS - column),
                goes_on: goes_on("vMerge") || goes_on("hMerge"),
            });
            column += columns;
        }
        out
    }

    fn cell(&mut self, cell: Node<'_, '_>, depth: usize) -> Done {
        self.begin(Role::Cell);
        self.in_cell(cell, depth)?;
        self.out.end();
        Ok(())
    }

    /// A cell is one item of a Reading: its paragraphs follow each other in it, and what else it holds is told of.
    fn in_cell(&mut self, parent: Node<'_, '_>, depth: usize) -> Done {
        if depth > super::MAX_DEPTH {
            return Err(format!("content nests deeper than {}", super::MAX_DEPTH));
        }
        for node in elements(parent, &mut self.left) {
            match (node.tag_name().namespace() == Some(W), node.tag_name().name()) {
                (true, "p") => self.paragraph_of_cell(node, depth)?,
                (true, "sdt") => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.in_cell(content, depth + 1)?;
                    }
                }
                (true, "tbl") => {
                    self.left.tell("that a table stands in a cell", &words(node));
                    for row in through_controls(node, "tr", &mut self.left) {
                        for cell in through_controls(row, "tc", &mut self.left) {
                            self.in_cell(cell, depth + 1)?;
                        }
                    }
                }
                (true, "tcPr") => {}
                (true, "bookmarkStart") => self.bookmark(node),
                _ => self.unknown(node),
            }
        }
        Ok(())
    }

    fn paragraph_of_cell(&mut self, paragraph: Node<'_, '_>, depth: usize) -> Done {
        if matches!(self.role(paragraph), Some(Role::Heading(_))) {
            self.left
                .tell("that a heading stands in a cell", &words(paragraph));
        } else if self.mark(paragraph).is_some() {
            self.left.tell("that a list stands in a cell", &words(paragraph));
        }
        self.blips(paragraph);
        let lang = self.lang.clone();
        self.say_words(" ", &lang);
        for (alt, lang) in self.alternatives(paragraph) {
            self.say_words(&format!("{alt} "), &lang);
        }
        self.line(paragraph, depth)?;
        for content in paragraph
            .descendants()
            .filter(|node| node.has_tag_name((W, "txbxContent")))
        {
            self.left.tell("a box of text in a cell", &words(content));
        }
        Ok(())
    }
}

/// The words over a cell, from the first row of headers to the last. What spans several columns is said once.
fn above(heads: &[Vec<String>], placed: &Placed<'_, '_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for row in heads {
        let mut before: Option<&String> = None;
        for words in row.iter().skip(placed.column).take(placed.columns) {
            if !words.is_empty() && before != Some(words) {
                out.push(words.clone());
            }
            before = Some(words);
        }
        if out.len() > MOST_HEADERS {
            break;
        }
    }
    out
}

/// The children of this name, those in content controls among them.
fn through_controls<'a, 'i>(parent: Node<'a, 'i>, name: &str, left: &mut LeftOut) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    let mut next: Vec<Node<'a, 'i>> = elements(parent, left);
    next.reverse();
    while let Some(node) = next.pop() {
        if node.has_tag_name((W, name)) {
            out.push(node);
        } else if node.has_tag_name((W, "sdt"))
            && let Some(content) = child(node, "sdtContent")
        {
            next.extend(elements(content, left).into_iter().rev());
        }
    }
    out
}

fn is_header(row: Node<'_, '_>) -> bool {
    child(row, "trPr")
        .and_then(|property| switch(property, "tblHeader"))
        .unwrap_or(false)
}

/// Whether the look of a table's first column is that of headers; older files say it in bits.
fn first_column(look: Node<'_, '_>) -> bool {
    match attribute(look, "firstColumn") {
        Some(on) => is_on(on),
        None => {
            let bits = attribute(look, "val").and_then(|bits| u16::from_str_radix(bits, 16).ok());
            bits.is_some_and(|bits| bits & 0x80 != 0)
        }
    }
}
