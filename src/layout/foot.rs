//! What the foot of every page says: which running title, and how its pages are counted. Decided in one place, so that
//! all formats with pages look alike, and once for all pages, so that nothing jumps from one to the next.

use super::Edition;
use crate::model::{Content, Em};

/// The words of a foot.
#[derive(Clone, Debug, PartialEq)]
pub struct Foot {
    /// The running title, where one fits beside the number of the page.
    pub title: Option<Content>,
    /// How the page is counted, in order: with as many words as fit beside the title.
    pub count: Vec<Count>,
}

/// A part of how a page is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Words in the language of the furniture, with their spaces.
    Words(String),
    /// The number of the page.
    Number,
    /// How many pages there are.
    Total,
}

/// Between the title and the count.
const GAP: Em = 1.0;
/// Programs set the same words a little wider or narrower.
const SAFETY: f32 = 1.02;

impl Foot {
    /// The foot of an edition whose number of pages has so many digits.
    #[must_use]
    pub fn of(edition: &Edition, digits: usize) -> Self {
        let profile = &edition.layout.profile;
        let column = profile.column_width() / profile.body.size_pt;
        let bare = wide(edition, &[Count::Number], digits);
        let fits = |title: &Content| width(edition, &title.plain_text()) + GAP + bare <= column;
        let title = edition.running_titles().find(fits);
        let taken = title
            .as_ref()
            .map_or(0.0, |title| width(edition, &title.plain_text()) + GAP);
        let words = &edition.words;
        let mut counts = [&words.page_of, &words.page_of_short]
            .map(|pattern| parts(pattern))
            .into_iter();
        let count = counts.find(|count| taken + wide(edition, count, digits) <= column);
        Self {
            title,
            count: count.unwrap_or_else(|| vec![Count::Number]),
        }
    }

    /// How a page is counted, in words.
    #[must_use]
    pub fn counted(&self, number: usize, total: usize) -> String {
        spelt(&self.count, &number.to_string(), &total.to_string())
    }
}

fn spelt(count: &[Count], number: &str, total: &str) -> String {
    let part = |part: &Count| match part {
        Count::Words(words) => words.clone(),
        Count::Number => number.to_owned(),
        Count::Total => total.to_owned(),
    };
    count.iter().map(part).collect()
}

fn wide(edition: &Edition, count: &[Count], digits: usize) -> Em {
    let widest = "0".repeat(digits);
    width(edition, &spelt(count, &widest, &widest))
}

fn width(edition: &Edition, words: &str) -> Em {
    edition.layout.profile.advance_in(edition.lang(), words, false) * SAFETY
}

/// The parts of a pattern such as `Page {number} of {total}`.
fn parts(pattern: &str) -> Vec<Count> {
    let mut out = Vec::new();
    let words = |words: &str, out: &mut Vec<Count>| {
        if !words.is_empty() {
            out.push(Count::Words(words.to_owned()));
        }
    };
    let mut rest = pattern;
    while let Some((before, name, after)) = placeholder(rest) {
        words(before, &mut out);
        out.push(name);
        rest = after;
    }
    words(rest, &mut out);
    out
}

/// The first placeholder of a pattern, with what stands before and behind it.
fn placeholder(pattern: &str) -> Option<(&str, Count, &str)> {
    let names = [("{number}", Count::Number), ("{total}", Count::Total)];
    let found = names
        .into_iter()
        .filter_map(|(name, count)| Some((pattern.find(name)?, name, count)));
    let (_, name, count) = found.min_by_key(|(at, _, _)| *at)?;
    let (before, after) = pattern.split_once(name)?;
    Some((before, count, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_keeps_its_words_and_their_order() {
        assert_eq!(
            parts("Page {number} of {total}."),
            [
                Count::Words("Page ".into()),
                Count::Number,
                Count::Words(" of ".into()),
                Count::Total,
                Count::Words(".".into())
            ]
        );
        assert_eq!(parts("{total}{number}"), [Count::Total, Count::Number]);
        assert_eq!(spelt(&parts("{number} / {total}"), "3", "12"), "3 / 12");
    }
}
