//! Which marked-content sequences are open (ISO 32000-1, 14.6).

use std::rc::Rc;

use super::Key;

/// How many may be open; those within are taken for their parents.
const MOST_OPEN: usize = 10_000;

/// What an artifact says of its place among the furniture of a page (14.8.2.2.2).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Furniture {
    /// It is none.
    #[default]
    No,
    /// It is a running head.
    Head,
    /// It is a running foot.
    Foot,
    /// It says no more than that it is.
    Anywhere,
}

/// What holds for content, by all the sequences that it stands in.
#[derive(Clone, Default)]
pub(super) struct Mark {
    /// The innermost sequence that has a number.
    pub key: Option<Key>,
    /// It is no part of the text.
    pub artifact: bool,
    /// Whether it is an artifact that every page has: a running head, a page number, a watermark.
    pub furniture: Furniture,
    /// It belongs to a layer that is switched off.
    pub off: bool,
    /// Its text is given; its glyphs do not count.
    pub replaced: bool,
    /// Its language.
    pub lang: Option<Rc<str>>,
}

impl Mark {
    /// Whether it belongs to nobody.
    pub fn is_stray(&self) -> bool {
        self.key.is_none() && !self.artifact
    }
}

/// The sequences that are open.
#[derive(Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    beyond: usize,
}

impl Marks {
    /// What holds here.
    pub fn here(&self) -> Mark {
        self.open.last().cloned().unwrap_or_default()
    }

    /// Opens a sequence.
    pub fn open(&mut self, mark: Mark) {
        if self.open.len() < MOST_OPEN {
            self.open.push(mark);
        } else {
            self.beyond += 1;
        }
    }

    /// Closes the innermost.
    pub fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else {
            self.open.pop();
        }
    }

    /// How many are open.
    pub fn depth(&self) -> usize {
        self.open.len() + self.beyond
    }
}
