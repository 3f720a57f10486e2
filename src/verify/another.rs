//! Whether a file is another document altogether: then its differences are no list to be mended one by one.

use std::collections::BTreeSet;

use super::compare::{Change, What};
use crate::model::Reading;

/// As many differences are a list that anybody reads through, whatever they are.
const FEW: usize = 10;

/// Whether the words of more than half of the items of both are lost, added or other: where only one of them has lost its
/// half, it is a part of the same document.
pub(super) fn is_another(changes: &[Change], expected: &Reading, found: &Reading) -> bool {
    let (mut lost, mut added) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        let place = &change.place;
        match change.what {
            What::Missing(_) => lost.extend(place.expected),
            What::Added(_) => added.extend(place.found),
            What::Words(_) => {
                lost.extend(place.expected);
                added.extend(place.found);
            }
            What::Title { .. }
            | What::Language { .. }
            | What::Moved { .. }
            | What::Role { .. }
            | What::Within { .. }
            | What::WordsLanguage { .. }
            | What::Kind { .. }
            | What::Otherwise { .. } => {}
        }
    }
    changes.len() > FEW && 2 * lost.len() > expected.items.len() && 2 * added.len() > found.items.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::model::reading::{ReadingBuilder, Role, RunKind};
    use crate::verify::compare::changes;

    /// Paragraphs of these numbers, in words of their own.
    fn reading(numbers: impl Iterator<Item = u32>, words: &str) -> Reading {
        let lang = Lang::english();
        let mut reading = ReadingBuilder::new();
        for number in numbers {
            reading.begin(Role::Paragraph);
            reading.text(&format!("{words}{number} {words}{number}"), &lang, RunKind::Plain);
            reading.end();
        }
        reading.finish("A leaflet", lang).0
    }

    fn is_other(expected: &Reading, found: &Reading) -> bool {
        is_another(&changes(expected, found), expected, found)
    }

    #[test]
    fn another_document_is_told_from_a_part_and_from_a_changed_one() {
        let whole = reading(0..40, "word");
        assert!(is_other(&whole, &reading(0..40, "other")));
        assert!(!is_other(&whole, &whole));
        for part in [reading(0..8, "word"), reading(30..40, "word")] {
            assert!(!changes(&whole, &part).is_empty());
            assert!(!is_other(&whole, &part) && !is_other(&part, &whole));
        }
        // Twelve of forty are other.
        let mut changed = reading(0..40, "word");
        changed.items.truncate(28);
        changed.items.extend(reading(28..40, "other").items);
        assert!(changes(&whole, &changed).len() >= 12);
        assert!(!is_other(&whole, &changed));
        // What can be read through is a list, and no other document.
        assert!(!is_other(&reading(0..3, "word"), &reading(0..3, "other")));
    }
}
