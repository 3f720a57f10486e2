//! Ways to spoil a good book or a good page, one fault each, and what reading it back says of each.

use super::engine::File;
use super::sabotage::Seen;
use super::{books, both, both_hidden, both_meaning, pages};

/// What is spoilt, and what is said of it in one of the two formats alone.
pub struct Sabotage {
    spoilt: Spoilt,
    /// Faults that only a book has, whose navigation says everything again.
    in_books: &'static [&'static str],
    /// Faults that only a page has.
    in_pages: &'static [&'static str],
}

type Spoilt = crate::sabotage::Sabotage<File, Of>;

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

pub const fn english(name: &'static str, spoil: fn(&mut File), seen: Seen) -> Sabotage {
    sabotage(name, Of::English, spoil, seen)
}

pub const fn arabic(name: &'static str, spoil: fn(&mut File), seen: Seen) -> Sabotage {
    sabotage(name, Of::Arabic, spoil, seen)
}

const fn sabotage(name: &'static str, of: Of, spoil: fn(&mut File), seen: Seen) -> Sabotage {
    Sabotage {
        spoilt: Spoilt {
            name,
            of,
            spoil,
            seen,
        },
        in_books: &[],
        in_pages: &[],
    }
}

type Said = (&'static Spoilt, &'static [&'static str]);

/// Those of the markup that books and pages share.
fn of_both() -> impl Iterator<Item = &'static Sabotage> {
    both::SABOTAGES
        .iter()
        .chain(both_hidden::SABOTAGES)
        .chain(both_meaning::SABOTAGES)
}

pub fn of_books() -> impl Iterator<Item = Said> {
    let all = of_both().chain(books::SABOTAGES);
    all.map(|sabotage| (&sabotage.spoilt, sabotage.in_books))
}

pub fn of_pages() -> impl Iterator<Item = Said> {
    let all = of_both().chain(pages::SABOTAGES);
    all.map(|sabotage| (&sabotage.spoilt, sabotage.in_pages))
}
