//! Words that no line of the column could take whole.

use std::collections::BTreeMap;

use super::{Owner, Pages, Shape};

/// A longer string of letters is no word but an address or a name of a thing: where it ends matters to nobody.
const LONGEST_WORD: usize = 40;

impl Pages {
    /// The words that had to be cut between two letters, each once, in order. Addresses are left out: they may break.
    #[must_use]
    pub fn cut_words(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for Lines { text, ends, .. } in self.texts().values() {
            for end in ends {
                let (before, behind) = text.split_at(*end);
                let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                if !inside(before.chars().next_back()) || !inside(behind.chars().next()) {
                    continue;
                }
                let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
                let start = (start..=*end)
                    .find(|at| text.is_char_boundary(*at))
                    .unwrap_or(*end);
                let stop = behind.find(char::is_whitespace).map_or(text.len(), |at| end + at);
                let word = text.get(start..stop).unwrap_or_default();
                let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                let address = word.contains(['/', '@']) || word.chars().count() > LONGEST_WORD;
                if !address && !out.contains(&word) {
                    out.push(word);
                }
            }
        }
        out
    }

    /// The text of each leaf as its lines show it.
    fn texts(&self) -> BTreeMap<Owner, Lines> {
        let mut texts: BTreeMap<Owner, Lines> = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            for mark in &page.marks {
                let (Owner::Leaf(_), Shape::Text(run)) = (mark.owner, &mark.shape) else {
                    continue;
                };
                let place = (number, run.baseline);
                let lines = texts.entry(mark.owner).or_default();
                if lines.place.is_some_and(|known| known != place) {
                    lines.ends.push(lines.text.len());
                }
                lines.place = Some(place);
                lines
                    .text
                    .extend(run.clusters.iter().map(|cluster| cluster.text.as_str()));
            }
        }
        texts
    }
}

/// A leaf's text, and where its lines end in it.
#[derive(Default)]
struct Lines {
    text: String,
    ends: Vec<usize>,
    /// The page and the baseline of the last line so far.
    place: Option<(usize, f32)>,
}
