//! Labels of list items and page numbers of contents that nothing marks as such.
//!
//! Some writers put the bullet or the number of an item into its body, and the number of a page into its entry of the
//! contents. A reader of the words hears them as the label that they are; as words they would be a difference in every item.
//! Only what can be nothing else is taken for one: a sign that is a bullet, the very number that the item's place has, and
//! the number of a page behind words that it would otherwise run together with.

use super::content::{Contents, Key};
use super::structure::{Element, Kid};
use super::walk::Walk;

/// Signs that are bullets wherever they stand.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣' | '⁃' | '◦' | '●' | '○' | '■' | '□' | '▪' | '▫' | '►' | '➢' | '❖' | '✓'
    ) || ('\u{F000}'..='\u{F0FF}').contains(&c)
}

/// The first content in an item, as long as nothing but its body and its paragraphs lie around it.
fn leading(element: &Element) -> Option<Key> {
    match element.kids.first()? {
        Kid::Content(key) => Some(*key),
        Kid::Element(kid) if matches!(kid.standard.as_str(), "LBody" | "P" | "Span" | "NonStruct") => {
            kid.actual.is_none().then(|| leading(kid)).flatten()
        }
        Kid::Element(_) | Kid::Object(_) => None,
    }
}

/// The contents of an entry, those of entries within it left out.
fn keys(element: &Element, out: &mut Vec<Key>) {
    for kid in &element.kids {
        match kid {
            Kid::Content(key) => out.push(*key),
            Kid::Element(kid) if kid.standard != "TOC" => keys(kid, out),
            Kid::Element(_) | Kid::Object(_) => {}
        }
    }
}

/// The label that an item's words begin with: the sequence, its text, and how long the label is.
pub(super) fn own_label<'c>(item: &Element, contents: &'c Contents) -> Option<(Key, &'c str, usize)> {
    let key = leading(item)?;
    let text = &contents.get(&key)?.text;
    let label = text.trim();
    let end = text.len() - text.trim_start().len() + label.len();
    let first = label.chars().next()?;
    if is_bullet(first) {
        let end = end - label.len() + first.len_utf8();
        return Some((key, label, end));
    }
    let digits = label.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_number = digits.len() < label.len() && digits.bytes().all(|b| b.is_ascii_digit());
    let is_dash = matches!(label, "-" | "–" | "—" | "*" | "·");
    (is_number && !digits.is_empty() && !continues(item, contents) || is_dash).then_some((key, label, end))
}

/// Whether what follows the first words of an item begins with a digit: `2.` before `5 mg` is the beginning of a number.
fn continues(item: &Element, contents: &Contents) -> bool {
    let mut all = Vec::new();
    keys(item, &mut all);
    let texts = all.iter().filter_map(|key| contents.get(key)).skip(1);
    let next = texts.flat_map(|sequence| sequence.text.chars()).next();
    next.is_none_or(|next| next.is_ascii_digit())
}

impl Walk<'_> {
    /// Leaves out the number of a page at the end of an entry of the contents.
    pub(super) fn pass_page_number(&mut self, entry: &Element) {
        let mut all = Vec::new();
        keys(entry, &mut all);
        let text = |key: &Key| self.contents.get(key).map(|sequence| sequence.text.as_str());
        let mut all = all
            .into_iter()
            .rev()
            .filter_map(|key| Some((key, text(&key).filter(|text| !text.trim().is_empty())?)));
        let Some((key, last)) = all.next() else { return };
        let before = all.next().map(|(_, text)| text);
        let words = last.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
        let number = last.get(words.len()..).unwrap_or_default().trim();
        if number.is_empty() || !self.pages.is_label(number) {
            return;
        }
        let kept = words.trim_end_matches(['.', '…', '·', '_', ' ', '\u{A0}']);
        let leaders = words.get(kept.len()..).unwrap_or_default();
        let is_led = leaders.matches(['.', '·', '_']).count() >= 3 || leaders.contains('…');
        // Words that a space parts from the number are words with a number.
        let is_apart =
            words.is_empty() && before.is_some_and(|before| !before.ends_with(char::is_whitespace));
        if is_led || is_apart {
            self.heard.insert(key, 0..kept.len());
        }
    }
}
