//! What items stand in: boxes, lists, rows. Much of it follows from something else. A list that has lost its first item
//! numbers all the others differently, and one that begins with another number does so around all that it holds: each is one
//! difference. So ordinals are compared by how far they are out, and told where that changes for no reason that has been
//! told; and what differs in the same way as before, in the same list or table, adds to what was told.

use super::heads::Heads;
use super::show::{self, path};
use super::{Change, Place, What};
use crate::model::reading::{Container, Item};

/// What is known of the place that has been reached.
#[derive(Default)]
pub(super) struct Structure {
    told: Option<Told>,
    /// How far ordinals are out, container by container, outermost first.
    offsets: Vec<i64>,
    /// Whether something has just been told that may put ordinals out.
    disturbed: bool,
    heads: Heads,
}

/// A difference that has been told.
struct Told {
    /// What differs.
    signature: Signature,
    /// Which change it is.
    at: usize,
}

/// The containers that differ, without those around them and inside them that are the same.
#[derive(PartialEq, Eq)]
struct Signature {
    depth: usize,
    expected: Vec<String>,
    found: Vec<String>,
}

impl Structure {
    /// Takes note of an item that is lost.
    pub(super) fn lost(&mut self, expected: &Item) {
        self.heads.lost(expected);
        self.disturbed = true;
    }

    /// Takes note of an item that should not be there.
    pub(super) fn added(&mut self, found: &Item) {
        self.heads.added(found);
        self.disturbed = true;
    }

    /// Takes note of an item that has gone elsewhere or has come from there.
    pub(super) fn moved(&mut self) {
        self.disturbed = true;
    }

    /// Compares what a moved item stands in, wherever that is now.
    pub(super) fn of_moved(&self, expected: &Item, found: &Item) -> Option<What> {
        (!self.same_containers(expected, found)).then(|| What::Within {
            item: show::named(expected),
            expected: path(expected),
            found: path(found),
            items: 1,
        })
    }

    /// Compares what a pair stands in.
    pub(super) fn pair(
        &mut self,
        (expected, found): (&Item, &Item),
        place: &Place,
        changes: &mut Vec<Change>,
    ) {
        self.heads.pair(expected, found);
        let offsets = offsets(expected, found);
        let same = self.same_containers(expected, found);
        if !same {
            self.differs(expected, found, place, changes);
        } else if !self.in_step(expected, &offsets) {
            self.tell(expected, (numbered(expected), numbered(found)), place, changes);
            self.told = None;
        } else if !self.begins_alike(expected, found) {
            self.tell(expected, (begun(expected), begun(found)), place, changes);
            self.told = None;
        } else if expected.shared == 0 || found.shared == 0 {
            self.told = None;
        }
        self.offsets = offsets;
        self.disturbed = !same;
    }

    /// Tells of other containers, or that they differ as they did before.
    fn differs(&mut self, expected: &Item, found: &Item, place: &Place, changes: &mut Vec<Change>) {
        let signature = self.signature(expected, found);
        if let Some(told) = &self.told
            && told.signature == signature
            && let Some(Change {
                what: What::Within { items, .. },
                ..
            }) = changes.get_mut(told.at)
        {
            *items += 1;
            return;
        }
        self.told = Some(Told {
            signature,
            at: changes.len(),
        });
        self.tell(expected, (path(expected), path(found)), place, changes);
    }

    fn tell(
        &self,
        item: &Item,
        (expected, found): (String, String),
        place: &Place,
        changes: &mut Vec<Change>,
    ) {
        changes.push(Change {
            place: place.clone(),
            what: What::Within {
                item: show::named(item),
                expected,
                found,
                items: 1,
            },
        });
    }

    fn signature<'i>(&self, expected: &'i Item, found: &'i Item) -> Signature {
        let pairs = || expected.within.iter().zip(&found.within);
        let around = pairs()
            .take_while(|(ours, theirs)| self.same_container(ours, theirs))
            .count();
        let rest = |item: &'i Item| item.within.get(around..).unwrap_or_default();
        let (ours, theirs) = (rest(expected), rest(found));
        let inside = ours.iter().rev().zip(theirs.iter().rev());
        let inside = inside
            .take_while(|(ours, theirs)| self.same_container(ours, theirs))
            .count();
        let names = |containers: &[Container]| {
            let differ = containers.iter().take(containers.len() - inside);
            differ.map(show::container).collect()
        };
        Signature {
            depth: around,
            expected: names(ours),
            found: names(theirs),
        }
    }

    /// Whether as many containers go on from the item before. After a lost or an added item nobody can say.
    fn begins_alike(&self, expected: &Item, found: &Item) -> bool {
        self.disturbed || expected.shared == found.shared
    }

    /// Whether ordinals are out by as much as they were, in the containers that go on.
    fn in_step(&self, expected: &Item, offsets: &[i64]) -> bool {
        if self.disturbed {
            return true;
        }
        offsets.iter().enumerate().all(|(depth, offset)| {
            let before = self.offsets.get(depth).filter(|_| depth <= expected.shared);
            match before {
                Some(before) => before == offset,
                None => *offset == 0,
            }
        })
    }

    /// Whether both stand in the same containers, ordinals aside.
    fn same_containers(&self, expected: &Item, found: &Item) -> bool {
        let mut pairs = expected.within.iter().zip(&found.within);
        expected.within.len() == found.within.len()
            && pairs.all(|(ours, theirs)| self.same_container(ours, theirs))
    }

    fn same_container(&self, ours: &Container, theirs: &Container) -> bool {
        match (ours, theirs) {
            (Container::ListItem { .. }, Container::ListItem { .. })
            | (Container::Row { .. }, Container::Row { .. }) => true,
            (
                Container::Cell { header, headers, .. },
                Container::Cell {
                    header: other,
                    headers: others,
                    ..
                },
            ) => header == other && self.heads.same_headers(headers, others),
            (
                Container::Callout { kind, label },
                Container::Callout {
                    kind: other,
                    label: others,
                },
            ) => kind == other && self.heads.same_label(label, others),
            (ours, theirs) => ours == theirs,
        }
    }
}

/// The number that stands for a container's place among its like; 0 where it has none.
fn ordinal(container: &Container) -> u32 {
    match container {
        Container::ListItem { ordinal } | Container::Row { ordinal } => *ordinal,
        Container::Cell { column, .. } => *column,
        Container::Callout { .. }
        | Container::Quote
        | Container::List { .. }
        | Container::DefinitionList
        | Container::Definition
        | Container::Table
        | Container::Figure
        | Container::Contents
        | Container::References
        | Container::Division { .. } => 0,
    }
}

/// How far the ordinals of its containers are out, outermost first.
fn offsets(expected: &Item, found: &Item) -> Vec<i64> {
    let pairs = expected.within.iter().zip(&found.within);
    pairs
        .map(|(ours, theirs)| i64::from(ordinal(theirs)) - i64::from(ordinal(ours)))
        .collect()
}

/// The containers with their places among their like.
fn numbered(item: &Item) -> String {
    show::steps(item.within.iter().map(ToString::to_string))
}

/// The same with where they begin.
fn begun(item: &Item) -> String {
    let new = |depth: usize| if depth < item.shared { "" } else { "new " };
    let names = item.within.iter().enumerate();
    show::steps(names.map(|(depth, container)| format!("{}{container}", new(depth))))
}
