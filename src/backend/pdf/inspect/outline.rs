//! The outline (ISO 32000-1, 12.3.3), by which people jump to a heading: what it says are headings must be.

use std::collections::BTreeSet;

use lopdf::{Object, ObjectId};

use super::file::File;
use super::letters::letters;
use crate::backend::faults::Faults;
use crate::model::Reading;
use crate::model::reading::{Item, Role, collapse};

/// More entries than these are not looked at.
const MOST_ENTRIES: usize = 100_000;
/// How many bytes are looked through for titles that are no headings.
const MOST_LOOKS: usize = 64 << 20;

/// The titles in their order, as far as the outline can be followed.
fn titles(file: &File) -> Vec<String> {
    let outlines = file
        .catalog()
        .ok()
        .and_then(|catalog| file.dict(catalog, "Outlines"));
    let mut next: Vec<&Object> = outlines
        .and_then(|root| root.get(b"First").ok())
        .into_iter()
        .collect();
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut titles = Vec::new();
    while let Some(object) = next.pop() {
        let is_new = object.as_reference().is_ok_and(|id| seen.insert(id));
        let Some(Ok(entry)) = file.resolve(object).map(Object::as_dict) else {
            continue;
        };
        if !is_new || titles.len() >= MOST_ENTRIES {
            continue;
        }
        titles.push(collapse(&file.short_text(entry, "Title").unwrap_or_default()));
        // Those below an entry come before those behind it.
        for key in [b"Next".as_slice(), b"First"] {
            next.extend(entry.get(key));
        }
    }
    titles
}

/// Tells where the outline says other words than the headings. Ours has all of them; others may have what they like, as long
/// as their files say it.
pub(super) fn agreement(file: &File, reading: &Reading, ours: bool, faults: &mut Faults) {
    let titles = titles(file);
    let words = |item: &Item| -> String { item.runs.iter().map(|run| run.text.as_str()).collect() };
    if ours {
        let headings: Vec<String> = reading
            .items
            .iter()
            .filter(|item| matches!(item.role, Role::Heading(_)))
            .map(|item| collapse(&words(item)))
            .collect();
        let mut pairs = titles.iter().zip(&headings);
        if let Some((title, heading)) = pairs.find(|(title, heading)| title != heading) {
            faults.push(format!("the outline says “{title}” and the heading “{heading}”"));
        } else if titles.len() != headings.len() {
            faults.push(format!(
                "the outline has {} entries and the text {} headings",
                titles.len(),
                headings.len()
            ));
        }
        return;
    }
    if titles.is_empty() || reading.items.is_empty() {
        return;
    }
    let mut known = letters(&reading.title);
    let mut all: BTreeSet<String> = BTreeSet::new();
    for item in &reading.items {
        let said = letters(&words(item));
        if matches!(item.role, Role::Heading(_)) {
            all.insert(said.clone());
        }
        known.push(' ');
        known.push_str(&said);
    }
    let mut looks = 0_usize;
    for title in &titles {
        let said = letters(title);
        if all.contains(&said) {
            continue;
        }
        // A title that is no heading may stand anywhere; a number before it may not be there at all.
        let bare = said.trim_start_matches(char::is_numeric);
        looks += known.len();
        if looks > MOST_LOOKS {
            return;
        }
        if !known.contains(&said) && (bare.is_empty() || !all.contains(bare)) {
            faults.push(format!("the outline says “{title}”, and the text does not"));
        }
    }
}
