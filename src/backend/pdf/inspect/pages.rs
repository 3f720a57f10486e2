//! Pages: what they are called (ISO 32000-1, 12.4.2), and which of them a walk in logical order has met.
//!
//! A page begins with the first content on it that is read. In a table that is set row by row, the words of the header row
//! stand beside the cells of the first row: on a page behind the one on which the table's body begins they name a cell
//! once more, and begin nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};

use super::file::File;
use crate::backend::faults::Faults;

/// How deep the tree of labels may be.
const DEEPEST: usize = 8;

/// No prefix of a page's number has more characters.
const LONGEST_PREFIX: usize = 64;

/// Pages in their order, those before `next` met already.
pub(super) struct Pages {
    labels: Vec<String>,
    names: BTreeSet<String>,
    next: usize,
    /// The page on which the body begins of the table whose header row is walked through.
    pub body: Option<usize>,
}

impl Pages {
    /// The pages of a file, none of them met.
    pub fn of(file: &File, count: usize, faults: &mut Faults) -> Self {
        let ranges: BTreeMap<i64, &Dictionary> = ranges(file).into_iter().collect();
        let mut labels = Vec::with_capacity(count);
        let (mut prefix, mut number) = (String::new(), Some(1));
        for page in 0..count {
            let index = i64::try_from(page).unwrap_or(i64::MAX);
            if let Some(range) = ranges.get(&index) {
                prefix = file.short_text(range, "P").unwrap_or_default();
                prefix = prefix.chars().take(LONGEST_PREFIX).collect();
                let first = file.get(range, "St").and_then(|first| first.as_i64().ok());
                number = match file.name(range, "S").as_deref() {
                    Some("D") => Some(first.unwrap_or(1)),
                    None => None,
                    Some(other) => {
                        faults.push(format!("pages are numbered in the style {other}"));
                        None
                    }
                };
            }
            labels.push(match number {
                Some(number) => format!("{prefix}{number}"),
                None => prefix.clone(),
            });
            number = number.map(|number| number.saturating_add(1));
        }
        Self {
            names: labels.iter().cloned().collect(),
            labels,
            next: 0,
            body: None,
        }
    }

    /// Whether a page is called so.
    pub fn is_label(&self, label: &str) -> bool {
        self.names.contains(label)
    }

    /// The pages that begin with content of this page: itself, and those before it that hold nothing to be read; none
    /// where it has been met.
    pub fn begun(&mut self, page: usize) -> Vec<String> {
        if page < self.next || self.body.is_some_and(|body| body < page) {
            return Vec::new();
        }
        let begun = self.labels.get(self.next..=page).unwrap_or_default().to_vec();
        self.next = page + 1;
        begun
    }
}

/// The ranges of pages, each with its first page, from 0.
fn ranges(file: &File) -> Vec<(i64, &Dictionary)> {
    let mut out = Vec::new();
    if let Some(root) = file
        .catalog()
        .ok()
        .and_then(|catalog| file.dict(catalog, "PageLabels"))
    {
        gather(file, root, 0, &mut out);
    }
    out
}

fn gather<'f>(file: &'f File, node: &'f Dictionary, depth: usize, out: &mut Vec<(i64, &'f Dictionary)>) {
    if depth > DEEPEST {
        return;
    }
    let list = |key: &str| file.get(node, key).and_then(|list| list.as_array().ok());
    for pair in list("Nums").map(|nums| nums.chunks(2)).into_iter().flatten() {
        let [first, range] = pair else { continue };
        let range = file.resolve(range).and_then(|range| range.as_dict().ok());
        if let (Some(Object::Integer(first)), Some(range)) = (file.resolve(first), range) {
            out.push((*first, range));
        }
    }
    for kid in list("Kids").into_iter().flatten() {
        if let Some(kid) = file.resolve(kid).and_then(|kid| kid.as_dict().ok()) {
            gather(file, kid, depth + 1, out);
        }
    }
}
