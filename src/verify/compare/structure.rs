//! What items stand in: boxes, lists, rows. A list that has lost its first item numbers all the others differently; that is
//! the loss of one item, which is told already, and not a difference of each of those behind it. So ordinals are compared
//! by how far they are out, and told where that changes for no reason that has been told.

use super::show;
use super::{Change, Place, What};
use crate::model::reading::{Container, Item};

/// What is known of the place that has been reached.
#[derive(Default)]
pub(super) struct Structure {
    /// What the containers of the last pair are, as far as they differ, and where that was told.
    told: Option<(String, String, usize)>,
    /// How far ordinals are out, container by container, outermost first.
    offsets: Vec<i64>,
    /// Whether an item has been lost or added since the last pair.
    disturbed: bool,
}

impl Structure {
    /// Takes note of an item that only one has.
    pub(super) fn unpaired(&mut self) {
        self.disturbed = true;
    }

    /// Compares what a pair stands in.
    pub(super) fn pair(
        &mut self,
        (expected, found): (&Item, &Item),
        place: &Place,
        changes: &mut Vec<Change>,
    ) {
        let offsets = offsets(expected, found);
        let same = same_containers(expected, found);
        let (ours, theirs) = if same {
            let begins = self.begins_alike(expected, found);
            let in_step = self.in_step(expected, &offsets);
            if begins && in_step {
                (None, None)
            } else if in_step {
                (Some(begun(expected)), Some(begun(found)))
            } else {
                (Some(numbered(expected)), Some(numbered(found)))
            }
        } else {
            (Some(path(expected)), Some(path(found)))
        };
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => self.tell(expected, ours, theirs, place, changes),
            (_, _) => self.told = None,
        }
        self.offsets = offsets;
        self.disturbed = false;
    }

    fn tell(
        &mut self,
        item: &Item,
        expected: String,
        found: String,
        place: &Place,
        changes: &mut Vec<Change>,
    ) {
        if let Some((ours, theirs, at)) = &self.told
            && (ours, theirs) == (&expected, &found)
        {
            if let Some(Change {
                what: What::Within { items, .. },
                ..
            }) = changes.get_mut(*at)
            {
                *items += 1;
            }
            return;
        }
        self.told = Some((expected.clone(), found.clone(), changes.len()));
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
}

/// Whether both stand in the same containers, ordinals aside.
fn same_containers(expected: &Item, found: &Item) -> bool {
    expected.within.len() == found.within.len()
        && expected
            .within
            .iter()
            .zip(&found.within)
            .all(|(ours, theirs)| same_container(ours, theirs))
}

fn same_container(ours: &Container, theirs: &Container) -> bool {
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
        ) => header == other && headers == others,
        (ours, theirs) => ours == theirs,
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

/// The containers, outermost first, without their places among their like.
fn path(item: &Item) -> String {
    let names: Vec<String> = item.within.iter().map(show::container).collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(" > ")
    }
}

/// The same with their places.
fn numbered(item: &Item) -> String {
    let names: Vec<String> = item.within.iter().map(ToString::to_string).collect();
    names.join(" > ")
}

/// The same with where they begin.
fn begun(item: &Item) -> String {
    let new = |depth: usize| if depth < item.shared { "" } else { "new " };
    let names: Vec<String> = item
        .within
        .iter()
        .enumerate()
        .map(|(depth, container)| format!("{}{container}", new(depth)))
        .collect();
    names.join(" > ")
}
