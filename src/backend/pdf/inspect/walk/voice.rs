//! What a reader of the tree says, as far as the file's budget goes: one text may be the alternative of a thousand pictures,
//! and one paragraph may stand in a thousand callouts.

use super::Document;
use crate::backend::pdf::inspect::objects::Budget;
use crate::model::reading::{Built, Container, ReadingBuilder, Role, RunKind};
use crate::model::units::Lang;

/// A Reading in the making. What the budget does not hold is not said; that there is such is told by whoever has the budget.
pub(in crate::backend::pdf::inspect) struct Voice<'b> {
    out: ReadingBuilder,
    budget: &'b Budget,
    depth: usize,
}

impl<'b> Voice<'b> {
    /// Nothing said yet.
    pub fn of(budget: &'b Budget) -> Self {
        Self {
            out: ReadingBuilder::new(),
            budget,
            depth: 0,
        }
    }

    /// Takes what so many bytes cost; whether there was enough left.
    pub fn affords(&self, bytes: usize) -> bool {
        self.budget.text(bytes).is_ok()
    }

    /// Enters a container.
    pub fn open(&mut self, container: Container) {
        self.depth += 1;
        self.out.open(container);
    }

    /// Leaves the innermost container.
    pub fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.out.close();
    }

    /// Begins an item; beyond the budget its words are left out.
    pub fn begin(&mut self, role: Role) {
        self.out.begin(role);
    }

    /// Ends the item.
    pub fn end(&mut self) {
        if self.out.is_too_much() || self.budget.containers(self.depth).is_err() {
            // It would know more than memory holds.
            self.out.begin(Role::Paragraph);
        }
        self.out.end();
    }

    /// Adds words to the item.
    pub fn text(&mut self, text: &str, lang: &Lang, kind: RunKind) {
        if self.affords(text.len() + kind.weight()) {
            self.out.text(text, lang, kind);
        }
    }

    /// Names the item, or the next to begin.
    pub fn anchor(&mut self, name: &str) {
        if self.affords(name.len()) {
            self.out.anchor(name);
        }
    }

    /// Says that a page begins here.
    pub fn page(&mut self, label: &str) {
        self.out.page(label);
    }

    /// All that was said.
    pub fn built(self, document: &Document<'_>) -> Built {
        self.out.built(document.title, document.lang.clone())
    }
}
