//! Ways to spoil a good book or a good page, one fault each, and what reading it back says of each.

use super::engine::File;
use super::{books, both, both_meaning, pages};

/// What is spoilt, how, and how it is seen.
pub struct Sabotage {
    pub name: &'static str,
    pub of: Of,
    pub spoil: fn(&mut File),
    pub seen: Seen,
    /// Faults that only a book has, whose navigation says everything again.
    pub in_books: &'static [&'static str],
    /// Faults that only a page has.
    pub in_pages: &'static [&'static str],
}

impl Sabotage {
    pub const fn in_books(mut self, faults: &'static [&'static str]) -> Self {
        self.in_books = faults;
        self
    }

    pub const fn in_pages(mut self, faults: &'static [&'static str]) -> Self {
        self.in_pages = faults;
        self
    }
}

/// What is spoilt: the specimen, or the same with Arabic as its language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    English,
    Arabic,
}

impl Of {
    pub const ALL: [Self; 2] = [Self::English, Self::Arabic];
}

/// By what it is seen: words of faults, of which each must be told and none besides, and words of the first place where
/// the Reading differs.
pub enum Seen {
    Faults(&'static [&'static str]),
    Reads(&'static str),
    Both(&'static [&'static str], &'static str),
    /// The file is refused.
    Error(&'static str),
}

pub const fn english(name: &'static str, spoil: fn(&mut File), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: Of::English,
        spoil,
        seen,
        in_books: &[],
        in_pages: &[],
    }
}

pub const fn arabic(name: &'static str, spoil: fn(&mut File), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: Of::Arabic,
        spoil,
        seen,
        in_books: &[],
        in_pages: &[],
    }
}

/// Those of the markup that books and pages share.
pub fn of_both() -> impl Iterator<Item = &'static Sabotage> {
    both::SABOTAGES.iter().chain(both_meaning::SABOTAGES)
}

pub fn of_books() -> impl Iterator<Item = &'static Sabotage> {
    of_both().chain(books::SABOTAGES)
}

pub fn of_pages() -> impl Iterator<Item = &'static Sabotage> {
    of_both().chain(pages::SABOTAGES)
}
