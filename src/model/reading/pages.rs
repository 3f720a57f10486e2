//! Where the pages of a paged file begin in its Reading.
//!
//! A page begins with the first character on it, with three exceptions, which hold for every format alike, so that two
//! formats can be compared: it never begins inside a word, because a marker there would be spoken inside the word; nor
//! inside a link, nor inside a heading, a label or a caption, because a marker there would be spoken with the name that
//! those words are. There it begins with the word, the link or the name.

use super::Role;
use super::build::{RawRun, RunKind, is_read};

/// Where a page begins in a Reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// The item that it begins with or in, counted from 0.
    pub item: usize,
    /// The character of the item's text with which it begins, counted from 0.
    pub offset: usize,
    /// What the page is called, such as `7`.
    pub label: String,
}

/// The place in characters at which a page begins whose first character stands at `at`, and whether that is inside a word.
pub(super) fn settled(role: Role, runs: &[RawRun], at: usize) -> (usize, bool) {
    let text: Vec<(char, usize)> = runs
        .iter()
        .enumerate()
        .flat_map(|(run, (text, _, _))| text.chars().map(move |c| (c, run)))
        .collect();
    let mut place = word(&text, at);
    let inside_word = place != at;
    match role {
        Role::Heading(_) | Role::Label | Role::Caption | Role::Figure | Role::ContentsEntry(_) => {
            return (0, inside_word);
        }
        Role::Paragraph | Role::Term | Role::Cell | Role::Reference => {}
    }
    while let Some(earlier) = link(&text, runs, place) {
        place = word(&text, earlier);
    }
    (place, inside_word)
}

/// Where the word begins that the character at `at` stands in.
fn word(text: &[(char, usize)], at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before
        .iter()
        .rposition(|(c, _)| *c == ' ')
        .map_or(0, |space| space + 1)
}

/// Where the link begins that the character at `at` stands in, unless it begins there.
fn link(text: &[(char, usize)], runs: &[RawRun], at: usize) -> Option<usize> {
    let kind = |run: &usize| runs.get(*run).map(|(_, _, kind)| kind);
    let own = text.get(at).and_then(|(_, run)| kind(run))?;
    if *own == RunKind::Plain {
        return None;
    }
    let before = text.get(..at).unwrap_or_default();
    let begins = before.iter().rposition(|(_, run)| kind(run) != Some(own));
    let begins = begins.map_or(0, |plain| plain + 1);
    let words = before.get(begins..).unwrap_or_default();
    let first = words.iter().position(|(c, _)| is_read(*c))?;
    Some(begins + first)
}
