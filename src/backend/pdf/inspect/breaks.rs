//! The spaces at the ends of lines.
//!
//! A tagged file has the spaces that part its words in its text, at the end of a line too (ISO 32000-1, 14.8.2.5). Some
//! writers leave them out. To read such a file as it stands would make one word of two at every line, and hide what else
//! differs; so where most lines of a file end so, the space is put in, and that it was missing is told. A file that has them
//! is taken at its word: a long web address is broken without one.

use std::collections::BTreeMap;

use super::content::{Contents, Key, Stretch};
use super::structure::{Element, Kid, Structure};

/// Words whose baselines lie closer than this, in their own size, stand on one line.
const SAME_LINE: f32 = 0.45;

/// Puts in the spaces that are missing; says how many were.
pub(super) fn mend(structure: &Structure, contents: &mut Contents) -> Option<String> {
    let mut ends = Ends::default();
    if let Some(root) = &structure.root {
        ends.element(root, contents);
    }
    let missing: usize = ends.without.values().map(Vec::len).sum();
    let all = missing + ends.with;
    if missing <= ends.with {
        return None;
    }
    for (key, places) in &ends.without {
        contents.put_spaces(key, places);
    }
    Some(format!(
        "{missing} of {all} lines end without the space that parts their last word from the next"
    ))
}

/// The ends of lines behind which more words of the same block follow.
#[derive(Default)]
struct Ends {
    /// How many have a space.
    with: usize,
    /// Those that have none: where the next line begins.
    without: BTreeMap<Key, Vec<usize>>,
}

/// The last words so far.
struct Last {
    page: usize,
    stretch: Stretch,
    character: Option<char>,
}

impl Last {
    /// Whether words stand on another line, or on another page.
    fn is_above(&self, page: usize, next: &Stretch) -> bool {
        let apart = (self.stretch.at.y - next.at.y).abs();
        self.page != page || apart >= SAME_LINE * next.size.max(self.stretch.size)
    }
}

impl Ends {
    fn element(&mut self, element: &Element, contents: &Contents) {
        let mut last = None;
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) if !element.takes_among_words(kid) => {
                    last = None;
                    self.element(kid, contents);
                }
                Kid::Element(kid) => self.words(kid, contents, &mut last),
                Kid::Content(key) => self.content(*key, contents, &mut last),
                Kid::Object(_) => {}
            }
        }
    }

    fn words(&mut self, element: &Element, contents: &Contents, last: &mut Option<Last>) {
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.words(kid, contents, last),
                Kid::Content(key) => self.content(*key, contents, last),
                Kid::Object(_) => {}
            }
        }
    }

    fn content(&mut self, key: Key, contents: &Contents, last: &mut Option<Last>) {
        let Some(sequence) = contents.get(&key) else {
            return;
        };
        for stretch in &sequence.stretches {
            let text = sequence.text.get(stretch.from..stretch.to).unwrap_or_default();
            if let Some(last) = last
                && last.is_above(sequence.page, stretch)
                && let (Some(end), Some(begin)) = (last.character, text.chars().next())
            {
                if end.is_whitespace() || begin.is_whitespace() {
                    self.with += 1;
                } else if !matches!(end, '-' | '\u{AD}' | '\u{2010}') {
                    self.without.entry(key).or_default().push(stretch.from);
                }
            }
            *last = Some(Last {
                page: sequence.page,
                stretch: *stretch,
                character: text.chars().next_back(),
            });
        }
        // What is drawn by nothing that is seen: a space at the end of a line.
        let drawn = sequence.stretches.last().map_or(0, |stretch| stretch.to);
        let rest = sequence.text.get(drawn..).unwrap_or_default();
        if let (Some(last), Some(character)) = (last, rest.chars().next_back()) {
            last.character = Some(character);
        }
    }
}
