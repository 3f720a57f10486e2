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
mod aspect;
mod change;
mod heads;
mod rows;
mod runs;
mod script;
mod show;
mod structure;
#[cfg(test)]
mod tests;

use crate::model::reading::{Item, Role};
use crate::model::{Lang, Reading};
use align::{Alignment, Step, align};
pub use aspect::{Aspect, aspects};
pub use change::{Change, NOTHING, Piece, Place, What};

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
        langs: (&expected.lang, &found.lang),
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
        what: What::Otherwise {
            expected: difference.expected,
            found: difference.found,
        },
    })
}

/// The items of both, aligned.
struct Both<'a> {
    expected: &'a [Item],
    found: &'a [Item],
    langs: (&'a Lang, &'a Lang),
    alignment: &'a Alignment,
}

/// The place that has been reached, and what is known there.
#[derive(Default)]
struct Reached {
    heading: Option<String>,
    after: Option<String>,
    structure: structure::Structure,
    /// As many steps on are of a row that has been told of.
    told: usize,
}

impl Both<'_> {
    fn items(&self, changes: &mut Vec<Change>) {
        let mut reached = Reached::default();
        for (at, step) in self.alignment.steps.iter().enumerate() {
            let expected = step.expected.and_then(|at| self.expected.get(at));
            let found = step.found.and_then(|at| self.found.get(at));
            let place = Place {
                heading: reached.heading.clone(),
                after: reached.after.clone(),
                expected: step.expected,
                found: step.found,
            };
            match (expected, found) {
                (Some(expected), Some(found)) => {
                    self.pair((expected, found), &place, changes);
                    reached.structure.pair((expected, found), &place, changes);
                    reached.after = Some(show::named(expected));
                }
                (Some(expected), None) => self.lost(at, expected, &place, &mut reached, changes),
                (None, Some(found)) => self.added(at, found, &place, &mut reached, changes),
                (None, None) => {}
            }
            if let Some(item) = expected
                && let Role::Heading(_) = item.role
            {
                reached.heading = Some(show::short(item));
            }
        }
    }

    /// An item that both have, whatever it stands in.
    fn pair(&self, (expected, found): (&Item, &Item), place: &Place, changes: &mut Vec<Change>) {
        let mut say = |what| {
            changes.push(Change {
                place: place.clone(),
                what,
            });
        };
        if expected.role != found.role {
            say(What::Role {
                item: show::short(expected),
                expected: expected.role.to_string(),
                found: found.role.to_string(),
            });
        }
        runs::changes(self, (expected, found), &mut say);
    }

    /// An item that is not where it should be: lost or moved, alone or with all of its row.
    fn lost(
        &self,
        at: usize,
        expected: &Item,
        place: &Place,
        reached: &mut Reached,
        changes: &mut Vec<Change>,
    ) {
        let alignment = self.alignment;
        let goes_to = alignment.steps.get(at).and_then(|step| alignment.moved_to(step));
        match goes_to {
            Some(_) => reached.structure.moved(),
            None => reached.structure.lost(expected),
        }
        if reached.told > 0 {
            reached.told -= 1;
        } else {
            let row = self.whole_row(at, self.expected, |step| {
                step.expected.filter(|_| step.found.is_none())
            });
            reached.told = row.as_ref().map_or(0, |row| row.len() - 1);
            let item = match row {
                Some(row) => rows::named(self.expected, row),
                None => show::named(expected),
            };
            let what = match goes_to {
                Some(to) => What::Moved {
                    item,
                    after: to.checked_sub(1).and_then(|before| self.named_in_file(before)),
                },
                None => What::Missing(item),
            };
            changes.push(Change {
                place: place.clone(),
                what,
            });
        }
        if let Some(found) = goes_to.and_then(|to| self.found.get(to)) {
            self.pair((expected, found), place, changes);
            let within = reached.structure.of_moved(expected, found);
            changes.extend(within.map(|what| Change {
                place: place.clone(),
                what,
            }));
        }
    }

    /// An item that should not be where it is. One that has moved is told of where it was.
    fn added(
        &self,
        at: usize,
        found: &Item,
        place: &Place,
        reached: &mut Reached,
        changes: &mut Vec<Change>,
    ) {
        let alignment = self.alignment;
        if alignment
            .steps
            .get(at)
            .is_some_and(|step| alignment.is_moved(step))
        {
            return reached.structure.moved();
        }
        reached.structure.added(found);
        if reached.told > 0 {
            reached.told -= 1;
            return;
        }
        let row = self.whole_row(at, self.found, |step| {
            step.found.filter(|_| step.expected.is_none())
        });
        reached.told = row.as_ref().map_or(0, |row| row.len() - 1);
        changes.push(Change {
            place: place.clone(),
            what: What::Added(match row {
                Some(row) => rows::named(self.found, row),
                None => show::named(found),
            }),
        });
    }

    /// The row that begins at a step, where the same has become of all its cells: lost, added, or moved together.
    fn whole_row(
        &self,
        at: usize,
        items: &[Item],
        only: impl Fn(&Step) -> Option<usize>,
    ) -> Option<std::ops::Range<usize>> {
        let alignment = self.alignment;
        let steps = alignment.steps.get(at..)?;
        let row = rows::row(items, only(steps.first()?)?)?;
        let fate = |step: &Step| (alignment.moved_to(step), alignment.is_moved(step));
        let (to, from) = fate(steps.first()?);
        let together =
            row.clone().zip(steps).enumerate().all(|(n, (item, step))| {
                only(step) == Some(item) && fate(step) == (to.map(|to| to + n), from)
            });
        (together && steps.len() >= row.len()).then_some(row)
    }

    /// An item of the other Reading, or its row.
    fn named_in_file(&self, at: usize) -> Option<String> {
        match rows::around(self.found, at) {
            Some(row) => Some(rows::named(self.found, row)),
            None => self.found.get(at).map(show::named),
        }
    }
}
