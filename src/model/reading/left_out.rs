//! What of a file is in no Reading although it is there: of each kind how much, and its first words. Nothing is left out
//! silently.

use std::collections::BTreeMap;

use super::collapse;

/// The most kinds that are told apart.
const MOST_KINDS: usize = 100;

/// How many characters of the first words are kept.
const SHOWN: usize = 60;

/// What has been left out so far.
#[derive(Debug, Default)]
pub struct LeftOut {
    kinds: BTreeMap<String, (usize, String)>,
    more: usize,
}

impl LeftOut {
    /// Takes note of one thing of a kind, with the words in it.
    pub fn tell(&mut self, kind: &str, words: &str) {
        if let Some((count, first)) = self.kinds.get_mut(kind) {
            *count += 1;
            if first.is_empty() {
                *first = shown(words);
            }
        } else if self.kinds.len() < MOST_KINDS {
            self.kinds.insert(kind.to_owned(), (1, shown(words)));
        } else {
            self.more += 1;
        }
    }

    /// A line for each kind: what, how many, and the first words where there are any.
    #[must_use]
    pub fn lines(self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .kinds
            .into_iter()
            .map(|(kind, (count, words))| {
                let times = if count > 1 {
                    format!(" ({count} times)")
                } else {
                    String::new()
                };
                if words.is_empty() {
                    format!("{kind}{times}")
                } else {
                    format!("{kind}{times}: “{words}”")
                }
            })
            .collect();
        if self.more > 0 {
            lines.push(format!("{} things of other kinds", self.more));
        }
        lines
    }
}

fn shown(words: &str) -> String {
    // White space may be most of what there is; four times as much is looked at as is shown.
    let start: String = words.trim_start().chars().take(4 * SHOWN).collect();
    collapse(&start).chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted_and_begin_with_their_first_words() {
        let mut left = LeftOut::default();
        left.tell("words that are struck out", "");
        left.tell("words that are struck out", " 5\n  mg ");
        left.tell("a formula", "");
        assert_eq!(
            left.lines(),
            ["a formula", "words that are struck out (2 times): “5 mg”"]
        );
        let mut many = LeftOut::default();
        for kind in 0..MOST_KINDS + 7 {
            many.tell(&kind.to_string(), "");
        }
        assert!(many.lines().contains(&"7 things of other kinds".to_owned()));
    }
}
