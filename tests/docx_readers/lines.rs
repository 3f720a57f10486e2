//! What a program shows that reads a Word file, line by line, told from the Reading. It differs from a Reading where a
//! table is set row by row, each cell behind the label of its column: there, the labels are words.

use clearleaf::model::Reading;
use clearleaf::model::reading::{Container, Item, Role};

/// The tag with which the control of such a table begins.
const STACKED: &str = "table:";

/// A paragraph or a cell.
pub struct Line {
    pub role: Role,
    /// Marks of the items of lists that it begins: numbers, or `•` whatever the bullet is.
    pub marks: Vec<String>,
    pub text: String,
}

pub fn text(item: &Item) -> String {
    item.runs.iter().map(|run| run.text.as_str()).collect()
}

/// Which tables of a document are set row by row, in order.
pub fn stacked(document: &str) -> Vec<bool> {
    let tree = roxmltree::Document::parse(document).unwrap();
    let mut out = Vec::new();
    for node in tree.descendants() {
        let tag = node.attributes().find(|attribute| attribute.name() == "val");
        match node.tag_name().name() {
            "tbl" => out.push(false),
            "tag" if tag.is_some_and(|tag| tag.value().starts_with(STACKED)) => out.push(true),
            _ => {}
        }
    }
    out
}

/// The lines of everything but alternatives, where these tables are set row by row; `after_label` is what stands behind a label.
pub fn lines(reading: &Reading, stacked: &[bool], after_label: &str) -> Vec<Line> {
    let mut tables = 0;
    let mut labels: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for (at, item) in reading.items.iter().enumerate() {
        let table = item.within.iter().rposition(|within| *within == Container::Table);
        if table.is_some_and(|table| item.shared <= table) {
            tables += 1;
            labels.clear();
        }
        let mut shown = text(item);
        if let (true, [.., Container::Row { ordinal }, Container::Cell { column, .. }]) = (
            table.is_some() && stacked.get(tables - 1) == Some(&true),
            item.within.as_slice(),
        ) {
            if *ordinal == 1 {
                labels.push(shown);
                // Said with the cells of each row.
                continue;
            }
            let label = &labels[*column as usize - 1];
            if !label.is_empty() {
                let dash = shown.is_empty() && has_words(&reading.items, at);
                shown = format!("{label}{after_label} {}", if dash { "–" } else { &shown });
            }
        }
        if item.role != Role::Figure {
            lines.push(Line {
                role: item.role,
                marks: marks(item),
                text: shown,
            });
        }
    }
    lines
}

/// Whether a row has words in another column than the first; `at` is one of its cells.
fn has_words(items: &[Item], at: usize) -> bool {
    let row = |item: &Item| match item.within.as_slice() {
        [.., Container::Row { ordinal }, Container::Cell { column, .. }] => Some((*ordinal, *column)),
        _ => None,
    };
    let this = row(&items[at]).map(|(ordinal, _)| ordinal);
    let same = |item: &&Item| row(item).map(|(ordinal, _)| ordinal) == this;
    let before = items[..at].iter().rev().take_while(same);
    let mut cells = before.chain(items[at..].iter().take_while(same));
    cells.any(|cell| row(cell).is_some_and(|(_, column)| column > 1) && !cell.runs.is_empty())
}

fn marks(item: &Item) -> Vec<String> {
    let mut marks = Vec::new();
    for (at, container) in item.within.iter().enumerate().skip(item.shared) {
        if let Container::ListItem { ordinal } = container
            && let Some(Container::List { ordered, start }) = item.within.get(at.wrapping_sub(1))
        {
            marks.push(if *ordered {
                format!("{}.", start + ordinal - 1)
            } else {
                "•".to_owned()
            });
        }
    }
    marks
}
