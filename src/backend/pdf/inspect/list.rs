//! Everything that is a list to the reader: lists, definitions, references, contents.

use super::labels::own_label;
use super::structure::Element;
use super::walk::Walk;
use crate::model::block::Level;
use crate::model::reading::{Container, Role, RunKind};
use crate::model::units::Lang;

impl Walk<'_> {
    pub(super) fn list(&mut self, list: &Element, lang: &Lang) {
        let numbering = list
            .attributes
            .get("ListNumbering")
            .map_or("None", String::as_str);
        let mut ordered = !matches!(numbering, "None" | "Disc" | "Circle" | "Square");
        let labels = self.labels(list);
        let first = labels.first();
        let from = first.and_then(|label| number(label)).unwrap_or(1);
        let counts_on = (from..)
            .zip(&labels)
            .all(|(wanted, label)| number(label) == Some(wanted));
        // Where nobody says how it is numbered, its labels do.
        if !self.is_ours() && !list.attributes.contains_key("ListNumbering") {
            ordered = !labels.is_empty() && counts_on;
        }
        // The number that a reader hears is the one in the label.
        let start = if ordered { from } else { 1 };
        self.out.open(Container::List { ordered, start });
        // One whose every item has its number has lost what says so, and is told as no list of numbers.
        let bullets = matches!(numbering, "Disc" | "Circle" | "Square");
        let is_numbered = !bullets || counts_on;
        let mut ordinal = 0;
        let mut labels = labels.into_iter();
        for item in list.elements() {
            if item.standard != "LI" {
                self.fault(format!("a list holds `{}`", item.standard));
                self.block(item, lang);
                continue;
            }
            ordinal += 1;
            let lang = &self.language(item, lang);
            let shown = labels.next().unwrap_or_default();
            let counts = !matches!(
                numbering,
                "UpperRoman" | "LowerRoman" | "UpperAlpha" | "LowerAlpha"
            );
            if ordered && counts && number(&shown) != Some(start.saturating_add(ordinal - 1)) {
                self.fault(format!(
                    "item {ordinal} of a list that starts with {start} is numbered “{shown}”"
                ));
            }
            if !is_numbered && shown.contains(char::is_numeric) {
                self.fault(format!("an item of a list with bullets is numbered “{shown}”"));
            }
            self.out.open(Container::ListItem { ordinal });
            self.name(item);
            self.kids(item, lang);
            self.out.close();
        }
        self.out.close();
    }

    /// The number of a list's first item, where labels stand among the words: one, or whatever it begins with where the next
    /// item goes on from there. A list in a list ends the outer one for some writers, and what follows is a list of its own.
    fn first_number<'e>(&self, items: impl Iterator<Item = &'e Element>) -> u32 {
        let own = |item: &Element| own_label(item, self.contents).and_then(|(_, text, _)| number(text));
        let numbers: Vec<Option<u32>> = items.take(2).map(own).collect();
        match numbers.as_slice() {
            [Some(first), Some(next)] if first.checked_add(1) == Some(*next) => *first,
            _ => 1,
        }
    }

    /// The words of the labels of a list's items. One that stands among the words of an item is left out of them.
    fn labels(&mut self, list: &Element) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        let items = || list.elements().filter(|item| item.standard == "LI");
        let first = self.first_number(items());
        for item in items() {
            let label = item.elements().find(|part| part.standard == "Lbl");
            let own = match label {
                None if !self.is_ours() => own_label(item, self.contents),
                Some(_) | None => None,
            };
            let words = match own {
                Some((key, text, end)) => {
                    let previous = labels.last().and_then(|label| number(label));
                    let place = previous.map_or(first, |previous| previous.saturating_add(1));
                    // A number that is not the item's own is what it says.
                    if number(text).is_none_or(|number| number == place) {
                        let all = self.contents.get(&key).map_or(0, |sequence| sequence.text.len());
                        self.heard.insert(key, end..all);
                        text.to_owned()
                    } else {
                        String::new()
                    }
                }
                None => label.map(|label| self.words(label)).unwrap_or_default(),
            };
            labels.push(words);
        }
        labels
    }

    pub(super) fn definitions(&mut self, list: &Element, lang: &Lang) {
        self.out.open(Container::DefinitionList);
        for item in list.elements() {
            let lang = &self.language(item, lang);
            for part in item.elements() {
                match part.standard.as_str() {
                    "Lbl" => self.item(Role::Term, part, lang),
                    _ => {
                        let lang = &self.language(part, lang);
                        self.within(Container::Definition, part, lang);
                    }
                }
            }
        }
        self.out.close();
    }

    pub(super) fn references(&mut self, list: &Element, lang: &Lang) {
        self.out.open(Container::References);
        for item in list.elements() {
            let lang = &self.language(item, lang);
            self.name(item);
            self.out.begin(Role::Reference);
            for (place, part) in item.elements().enumerate() {
                if place > 0 {
                    self.out.text(" ", lang, RunKind::Plain);
                }
                self.inline(part, lang, &RunKind::Plain, false);
            }
            self.out.end();
        }
        self.out.close();
    }

    /// The entries of a list of contents, that of `depth` lists around it.
    pub(super) fn contents_entries(&mut self, list: &Element, depth: u8, lang: &Lang) {
        for entry in list.elements() {
            let lang = &self.language(entry, lang);
            match entry.standard.as_str() {
                "TOC" => {
                    self.contents_entries(entry, depth.saturating_add(1), lang);
                    continue;
                }
                "TOCI" => {}
                _ => {
                    self.block(entry, lang);
                    continue;
                }
            }
            let level = entry
                .name
                .strip_prefix("ContentsEntry")
                .and_then(|level| level.parse().ok());
            let level = level.unwrap_or(Level::SECTION.get().saturating_add(depth).min(6));
            let level = Level::new(level).unwrap_or(Level::SECTION);
            if !self.is_ours() {
                self.pass_page_number(entry);
            }
            self.item(Role::ContentsEntry(level), entry, lang);
            for inner in entry.elements().filter(|inner| inner.standard == "TOC") {
                self.contents_entries(inner, depth.saturating_add(1), lang);
            }
        }
    }
}

/// The number that a label begins with, in Latin or Arabic digits.
fn number(label: &str) -> Option<u32> {
    let digit = |c: char| {
        let zero = match c {
            '0'..='9' => '0',
            '\u{660}'..='\u{669}' => '\u{660}',
            '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
            _ => return None,
        };
        Some(u32::from(c) - u32::from(zero))
    };
    let mut digits = label.trim_start().chars().map_while(digit).peekable();
    digits.peek()?;
    digits.try_fold(0_u32, |number, digit| number.checked_mul(10)?.checked_add(digit))
}
