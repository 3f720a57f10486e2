//! Differences in words, as an editor reads them.

use std::fmt;

use super::runs::PUNCTUATION;
use super::{Change, NOTHING, Piece, Place, What};
use crate::model::reading::{Container, Item};

/// The most characters of an item's words that are shown.
const SHORT: usize = 60;

/// The words of an item.
pub(super) fn words(item: &Item) -> String {
    item.runs.iter().map(|run| run.text.as_str()).collect()
}

/// The first words of an item.
pub(super) fn short(item: &Item) -> String {
    shortened(&words(item))
}

/// The first of some words.
pub(super) fn shortened(words: &str) -> String {
    if words.chars().count() <= SHORT {
        return words.to_owned();
    }
    let start: String = words.chars().take(SHORT).collect();
    match start.rsplit_once(' ') {
        Some((start, _)) => format!("{start} …"),
        None => format!("{start}…"),
    }
}

/// What an item is, and its first words.
pub(super) fn named(item: &Item) -> String {
    let words = short(item);
    if words.is_empty() {
        format!("{} without words", item.role)
    } else {
        format!("{} “{words}”", item.role)
    }
}

/// What stands for words that are left out.
pub(super) const LEFT_OUT: &str = "… ";

/// The name of a role with its article.
fn one(role: &str) -> String {
    let article = if role.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {role}")
}

/// The most containers of an item that are shown.
const DEEPEST: usize = 8;

/// The containers of an item, outermost first, without their places among their like.
pub(super) fn path(item: &Item) -> String {
    if item.within.is_empty() {
        NOTHING.to_owned()
    } else {
        steps(item.within.iter().map(container))
    }
}

/// Containers one in the other; of many the innermost.
pub(super) fn steps(names: impl DoubleEndedIterator<Item = String>) -> String {
    let mut shown: Vec<String> = names.rev().take(DEEPEST + 1).collect();
    if shown.len() > DEEPEST {
        shown.pop();
        shown.push("…".to_owned());
    }
    shown.reverse();
    shown.join(" > ")
}

/// A container without its place among its like.
pub(super) fn container(container: &Container) -> String {
    match container {
        Container::ListItem { .. } => "list item".to_owned(),
        Container::Row { .. } => "row".to_owned(),
        Container::Cell { header: true, .. } => "header cell".to_owned(),
        Container::Cell { headers, .. } if headers.is_empty() => "cell without headers".to_owned(),
        Container::Cell { headers, .. } => format!("cell of {}", shortened(&headers.join(" and "))),
        Container::Callout { kind, label } => Container::Callout {
            kind: *kind,
            label: shortened(label),
        }
        .to_string(),
        Container::Quote
        | Container::List { .. }
        | Container::DefinitionList
        | Container::Definition
        | Container::Table
        | Container::Figure
        | Container::Contents
        | Container::References
        | Container::Division { .. } => container.to_string(),
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.heading, &self.after) {
            (Some(heading), Some(after)) => write!(f, "under “{heading}”, after {after}"),
            (None, Some(after)) => write!(f, "after {after}"),
            (Some(heading), None) => write!(f, "under “{heading}”"),
            (None, None) => f.write_str("at the beginning"),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title { expected, found } => write!(f, "the title is “{found}” and not “{expected}”"),
            Self::Language { expected, found } => {
                write!(f, "the language of the document is {found} and not {expected}")
            }
            Self::Missing(item) => write!(f, "missing: {item}"),
            Self::Added(item) => write!(f, "added: {item}"),
            Self::Moved { item, after } => match after {
                Some(after) => write!(f, "moved: {item} stands after {after}"),
                None => write!(f, "moved: {item} stands first"),
            },
            Self::Words(pieces) => {
                f.write_str("words:")?;
                pieces.iter().try_for_each(|piece| {
                    let close = matches!(piece, Piece::Same(words) if words.starts_with(PUNCTUATION) && !words.starts_with(LEFT_OUT));
                    write!(f, "{}{piece}", if close { "" } else { " " })
                })
            }
            Self::Role {
                item,
                expected,
                found,
            } => write!(f, "“{item}” is {} and not {}", one(found), one(expected)),
            Self::Within {
                item,
                expected,
                found,
                items,
            } => {
                match (expected.as_str(), found.as_str()) {
                    (expected, NOTHING) => write!(f, "{item} does not stand in {expected}")?,
                    (NOTHING, found) => write!(f, "{item} stands in {found}, and should not")?,
                    (expected, found) => write!(f, "{item} stands in {found} and not in {expected}")?,
                }
                match items {
                    0 | 1 => Ok(()),
                    2 => f.write_str("; the same is true of 1 more behind it"),
                    many => write!(f, "; the same is true of {} more behind it", many - 1),
                }
            }
            Self::WordsLanguage {
                words,
                expected,
                found,
            } => write!(f, "“{words}” is marked as {found} and not as {expected}"),
            Self::Kind {
                words,
                expected,
                found,
            } => write!(f, "“{words}”: {found} and not {expected}"),
            Self::Otherwise { expected, found } => write!(f, "it reads as {found} and not as {expected}"),
        }
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same(words) => f.write_str(words),
            Self::Removed(words) => write!(f, "[-{words}-]"),
            Self::Added(words) => write!(f, "{{+{words}+}}"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            self.what.fmt(f)
        } else {
            write!(f, "{}: {}", self.place, self.what)
        }
    }
}
