//! The words of sequences and elements.

use super::Walk;
use crate::backend::pdf::inspect::content::{Key, Place};
use crate::backend::pdf::inspect::structure::{Element, Kid};
use crate::model::reading::{RunKind, collapse, is_read};
use crate::model::units::Lang;

/// How many bytes of an element's words are looked at where they are to name something.
pub(super) const LONGEST_WORDS: usize = 8192;
/// How many parts of an element are looked at for that.
const MOST_PARTS: usize = 2000;

impl Walk<'_> {
    /// Says that the pages begin up to this one.
    pub(in crate::backend::pdf::inspect) fn begin_pages(&mut self, page: Option<usize>) {
        for label in page.map(|page| self.pages.begun(page)).unwrap_or_default() {
            self.out.page(&label);
        }
    }

    /// Content that is read, and may be the first on its page.
    pub(in crate::backend::pdf::inspect) fn content(&mut self, key: Key, lang: &Lang, kind: &RunKind) {
        self.meet(key);
        let contents = self.contents;
        let Some(sequence) = contents.get(&key) else {
            return;
        };
        if sequence.text.contains(is_read) {
            self.begin_pages(Some(sequence.page));
        }
        let heard = self.heard.get(&key).cloned();
        let mut at = 0;
        for (text, tag) in sequence.pieces() {
            let begins = at;
            at += text.len();
            let text = heard.as_ref().map_or(text, |heard| {
                let place = |end: usize| end.saturating_sub(begins).min(text.len());
                text.get(place(heard.start)..place(heard.end)).unwrap_or(text)
            });
            let own = tag.map(|tag| self.parsed(tag, lang));
            self.out.text(text, own.as_ref().unwrap_or(lang), kind.clone());
        }
    }

    fn meet(&mut self, key: Key) {
        *self.met.entry(key).or_default() += 1;
        if self.contents.get(&key).is_none() {
            let (place, mcid) = key;
            let place = match place {
                Place::Page(page) => format!("page {}", page + 1),
                Place::Form((number, _)) => format!("form {number}"),
            };
            self.fault(format!(
                "{place}: no marked content {mcid}, though an element holds it"
            ));
        }
    }

    /// Accounts for content that is no part of a Reading.
    pub(in crate::backend::pdf::inspect) fn pass(&mut self, element: &Element) {
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.pass(kid),
                Kid::Content(key) => self.meet(*key),
                Kid::Object(_) => {}
            }
        }
    }

    /// The first words in an element, white space collapsed.
    pub(in crate::backend::pdf::inspect) fn words(&self, element: &Element) -> String {
        let mut out = String::new();
        self.add_words(element, &mut out);
        collapse(&out)
    }

    /// The first words that are drawn in an element, whatever is given for them.
    pub(super) fn drawn_words(&self, element: &Element) -> String {
        let mut out = String::new();
        let mut left = MOST_PARTS;
        self.add_drawn(element, &mut out, &mut left);
        collapse(&out)
    }

    fn add_drawn(&self, element: &Element, out: &mut String, left: &mut usize) {
        for kid in &element.kids {
            if out.len() > LONGEST_WORDS || *left == 0 {
                return;
            }
            *left -= 1;
            match kid {
                Kid::Element(kid) if kid.name == "PageNumber" => {}
                Kid::Element(kid) => self.add_drawn(kid, out, left),
                Kid::Content(key) => {
                    let sequence = self.contents.get(key);
                    out.push_str(beginning(sequence.map_or("", |sequence| &sequence.text)));
                }
                Kid::Object(_) => {}
            }
        }
    }

    fn add_words(&self, element: &Element, out: &mut String) {
        if out.len() > LONGEST_WORDS {
            return;
        }
        if let Some(actual) = &element.actual {
            return out.push_str(beginning(actual));
        }
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.add_words(kid, out),
                Kid::Content(key) => {
                    let sequence = self.contents.get(key);
                    out.push_str(beginning(sequence.map_or("", |sequence| &sequence.text)));
                }
                Kid::Object(_) => {}
            }
        }
    }
}

/// A text, no more of it than names something.
fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST_WORDS))
        .unwrap_or(text)
}
