//! Two Readings side by side: every difference, in the order of the text, each with its place.
//!
//! A build asks whether a file gives the Reading that it must, and stops at the first difference
//! ([`Reading::difference`]). Here somebody looks for what a file has lost, so one lost paragraph must be one difference and
//! not as many as there are items behind it: the items of both are aligned first, and places inside the document are
//! compared through that alignment.
//!
//! Nothing is compared but what a Reading holds, and nothing is made equal that the Readings hold apart. What they leave
//! out is listed in [`reading`](crate::model::reading).

mod align;
mod runs;
mod show;
mod structure;

use crate::model::Reading;
use crate::model::reading::Item;
use align::{Alignment, align};

/// A difference of one Reading from another, with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// What.
    pub what: What,
}

/// A place that a person finds in either file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The heading that it stands under, where one comes before it.
    pub heading: Option<String>,
    /// What stands before it, where anything does that both files have.
    pub after: Option<String>,
    /// The item of the expected Reading, counted from 0.
    pub expected: Option<usize>,
    /// The item of the other Reading, counted from 0.
    pub found: Option<usize>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The title of the document.
    Title {
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// The language of the document.
    Language {
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// An item is lost.
    Missing(String),
    /// An item is there that should not be.
    Added(String),
    /// An item stands at another place.
    Moved {
        /// The item.
        item: String,
        /// What it follows in the other file.
        after: Option<String>,
    },
    /// The words of an item.
    Words(Vec<Piece>),
    /// What an item is: a heading, a paragraph, a caption.
    Role {
        /// The item's words.
        item: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// What items stand in: a list, a row, a warning.
    Within {
        /// The first item's words.
        item: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
        /// How many items it is true of, one behind the other.
        items: usize,
    },
    /// The language of words.
    WordsLanguage {
        /// The words.
        words: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// What words do: where they lead, what they cite.
    Kind {
        /// The words.
        words: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
}

impl Change {
    /// Whether it is of the document as a whole, so that it has no place.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self.what {
            What::Title { .. } | What::Language { .. } => true,
            What::Missing(_)
            | What::Added(_)
            | What::Moved { .. }
            | What::Words(_)
            | What::Role { .. }
            | What::Within { .. }
            | What::WordsLanguage { .. }
            | What::Kind { .. } => false,
        }
    }
}

impl What {
    /// The name of such a difference, for programs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title { .. } => "title",
            Self::Language { .. } => "language",
            Self::Missing(_) => "missing",
            Self::Added(_) => "added",
            Self::Moved { .. } => "moved",
            Self::Words(_) => "words",
            Self::Role { .. } => "role",
            Self::Within { .. } => "within",
            Self::WordsLanguage { .. } => "language-of-words",
            Self::Kind { .. } => "purpose-of-words",
        }
    }
}

/// Words of an item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only where they should be.
    Removed(String),
    /// Only where they should not.
    Added(String),
}

/// Every difference of `found` from `expected`, in the order of the text; none where the two are equal.
#[must_use]
pub fn changes(expected: &Reading, found: &Reading) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut whole = |what| {
        changes.push(Change {
            place: Place::default(),
            what,
        });
    };
    if expected.title != found.title {
        whole(What::Title {
            expected: expected.title.clone(),
            found: found.title.clone(),
        });
    }
    if expected.lang != found.lang {
        whole(What::Language {
            expected: expected.lang.to_string(),
            found: found.lang.to_string(),
        });
    }
    let alignment = align(&expected.items, &found.items);
    let both = Both {
        expected: &expected.items,
        found: &found.items,
        alignment: &alignment,
    };
    both.items(&mut changes);
    if changes.is_empty() && expected != found {
        changes.extend(unexplained(expected, found));
    }
    changes
}

/// What the steps above have not put into words; so that no difference is ever silent.
fn unexplained(expected: &Reading, found: &Reading) -> Option<Change> {
    let difference = expected.difference(found)?;
    Some(Change {
        place: Place {
            after: difference.after,
            ..Place::default()
        },
        what: What::Within {
            item: difference.place,
            expected: difference.expected,
            found: difference.found,
            items: 1,
        },
    })
}

/// The items of both, aligned.
struct Both<'a> {
    expected: &'a [Item],
    found: &'a [Item],
    alignment: &'a Alignment,
}

impl Both<'_> {
    fn items(&self, changes: &mut Vec<Change>) {
        let mut heading = None;
        let mut after = None;
        let mut structure = structure::Structure::default();
        for step in &self.alignment.steps {
            let expected = step.expected.and_then(|at| self.expected.get(at));
            let found = step.found.and_then(|at| self.found.get(at));
            let place = Place {
                heading: heading.clone(),
                after: after.clone(),
                expected: step.expected,
                found: step.found,
            };
            let mut say = |what| {
                changes.push(Change {
                    place: place.clone(),
                    what,
                });
            };
            match (expected, found) {
                (Some(expected), Some(found)) => {
                    if expected.role != found.role {
                        say(What::Role {
                            item: show::short(expected),
                            expected: expected.role.to_string(),
                            found: found.role.to_string(),
                        });
                    }
                    runs::changes(self, (expected, found), &mut say);
                    structure.pair((expected, found), &place, changes);
                }
                (Some(expected), None) => {
                    let item = show::named(expected);
                    match self.alignment.moved_to(step) {
                        Some(at) => say(What::Moved {
                            item,
                            after: at
                                .checked_sub(1)
                                .and_then(|before| self.found.get(before))
                                .map(show::named),
                        }),
                        None => say(What::Missing(item)),
                    }
                    structure.unpaired();
                }
                (None, Some(found)) => {
                    // Told where it was.
                    if !self.alignment.is_moved(step) {
                        say(What::Added(show::named(found)));
                    }
                    structure.unpaired();
                }
                (None, None) => {}
            }
            if let Some(item) = expected {
                if let crate::model::reading::Role::Heading(_) = item.role {
                    heading = Some(show::short(item));
                }
                if found.is_some() {
                    after = Some(show::named(item));
                }
            }
        }
    }
}
