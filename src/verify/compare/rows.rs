//! Whole rows of tables. A lost row is one difference and not as many as it has cells.

use std::ops::Range;

use super::show;
use crate::model::reading::{Container, Item};

/// The items of the row that begins with an item; `None` where none does.
pub(super) fn row(items: &[Item], at: usize) -> Option<Range<usize>> {
    let first = items.get(at)?;
    let depth = depth(first)?;
    if first.shared > depth {
        return None;
    }
    let goes_on = |item: &&Item| item.shared > depth;
    let more = items.get(at + 1..)?.iter().take_while(goes_on).count();
    Some(at..at + 1 + more)
}

/// The row that an item stands in, from its beginning.
pub(super) fn around(items: &[Item], at: usize) -> Option<Range<usize>> {
    depth(items.get(at)?)?;
    let before = items.get(..=at)?.iter().rev();
    let back = before
        .take_while(|item| depth(item).is_some_and(|depth| item.shared > depth))
        .count();
    row(items, at.checked_sub(back)?).filter(|row| row.contains(&at))
}

/// How many containers stand around the innermost row.
fn depth(item: &Item) -> Option<usize> {
    item.within
        .iter()
        .rposition(|container| matches!(container, Container::Row { .. }))
}

/// The words of a row.
pub(super) fn named(items: &[Item], row: Range<usize>) -> String {
    let cells = items.get(row).unwrap_or_default().iter().map(show::words);
    let words = cells.collect::<Vec<_>>().join(" | ");
    format!("row “{}”", show::shortened(&words))
}
