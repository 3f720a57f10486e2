//! Ways to spoil a good Word file, one fault each, and what reading it back says of each.

use super::{meaning, parts, shown, standing, text};
use crate::opc::Parts;
use crate::sabotage::Seen;

/// What is spoilt, how, and how it is seen.
pub type Sabotage = crate::sabotage::Sabotage<Parts, Of>;

/// What is spoilt: the specimen, the same with Arabic as its language, or so large that its table is set row by row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    English,
    Arabic,
    Large,
}

impl Of {
    pub const ALL: [Self; 3] = [Self::English, Self::Arabic, Self::Large];
}

pub const fn english(name: &'static str, spoil: fn(&mut Parts), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: Of::English,
        spoil,
        seen,
    }
}

pub const fn arabic(name: &'static str, spoil: fn(&mut Parts), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: Of::Arabic,
        spoil,
        seen,
    }
}

pub const fn large(name: &'static str, spoil: fn(&mut Parts), seen: Seen) -> Sabotage {
    Sabotage {
        name,
        of: Of::Large,
        spoil,
        seen,
    }
}

/// Every sabotage.
pub fn all() -> impl Iterator<Item = &'static Sabotage> {
    [
        meaning::SABOTAGES,
        shown::SABOTAGES,
        standing::SABOTAGES,
        text::SABOTAGES,
        parts::SABOTAGES,
    ]
    .into_iter()
    .flatten()
}
