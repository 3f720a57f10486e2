//! Everything that is a list to the reader: lists, definitions, references, contents.

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
        let ordered = !matches!(numbering, "None" | "Disc" | "Circle" | "Square");
        let first = list
            .elements()
            .find(|item| item.standard == "LI")
            .map(|item| self.label(item));
        // The number that a reader hears is the one in the label.
        let start = if ordered {
            first.as_deref().and_then(number).unwrap_or(1)
        } else {
            1
        };
        self.out.open(Container::List { ordered, start });
        let mut ordinal = 0;
        for item in list.elements() {
            if item.standard != "LI" {
                self.fault(format!("a list holds `{}`", item.standard));
                self.block(item, lang);
                continue;
            }
            ordinal += 1;
            let lang = &self.language(item, lang);
            let shown = self.label(item);
            let counts = !matches!(
                numbering,
                "UpperRoman" | "LowerRoman" | "UpperAlpha" | "LowerAlpha"
            );
            if ordered && counts && number(&shown) != Some(start.saturating_add(ordinal - 1)) {
                self.fault(format!(
                    "item {ordinal} of a list that starts with {start} is numbered “{shown}”"
                ));
            }
            self.out.open(Container::ListItem { ordinal });
            self.name(item);
            self.kids(item, lang);
            self.out.close();
        }
        self.out.close();
    }

    /// The words of a list item's label.
    fn label(&self, item: &Element) -> String {
        let label = item.elements().find(|part| part.standard == "Lbl");
        label.map(|label| self.words(label)).unwrap_or_default()
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
