//! The promise: what a reader meets is the same in the model and in every format.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use clearleaf::backend::BACKENDS;
use clearleaf::layout::Edition;
use clearleaf::model::{Block, Callout, CalloutKind, Reading, Several, Table};
use clearleaf::page::LazyPages;
use proptest::prelude::*;

const SIZES: [f32; 5] = [12.0, 18.0, 28.0, 48.0, 72.0];

/// The first difference between an edition and any of its files.
fn difference(edition: &Edition) -> Result<(), String> {
    let expected = Reading::of(edition);
    let pages = LazyPages::of(edition);
    for backend in BACKENDS {
        let id = backend.format().id;
        let bytes = backend.write(edition, &pages).map_err(|e| e.to_string())?;
        let inspection = backend.inspect(&bytes).map_err(|e| e.to_string())?;
        if let Some(difference) = expected.difference(&inspection.reading) {
            return Err(format!("{id}\n{difference}"));
        }
        for told in [&inspection.facts.faults, &inspection.facts.unread] {
            if !told.is_empty() {
                return Err(format!("{id}: {}", told.join("\n")));
            }
        }
    }
    Ok(())
}

#[test]
fn every_block_reads_the_same_in_every_format_and_size() {
    assert_eq!(BACKENDS.len(), 4);
    for size in SIZES {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        if let Err(difference) = difference(&edition) {
            panic!("{size} pt, {difference}");
        }
    }
}

/// Bounds against hostile files must leave room for whatever a leaflet may hold.
#[test]
fn boxes_in_boxes_and_long_heads_are_read_whole() {
    let long = "a long head ".repeat(150);
    let cell = |words: &str| vec![specimen::text(words)];
    let head = Several::new(vec![cell(long.trim()), cell("B")]).unwrap();
    let table = Table::new(None, head, vec![vec![cell(long.trim()), cell("D")]], true).unwrap();
    let mut blocks = vec![Block::Table(table), specimen::words("Inside.")];
    for depth in 0..12 {
        let label = specimen::content(&format!("Box {depth}"));
        blocks = vec![
            Block::Callout(Callout {
                kind: CalloutKind::Warning,
                label,
                blocks: Several::new(blocks).unwrap(),
            }),
            specimen::words("Between."),
        ];
    }
    blocks.insert(0, specimen::heading(1, "boxes", "Boxes"));
    if let Err(difference) = difference(&specimen::edition(blocks, None)) {
        panic!("{difference}");
    }
}

#[test]
fn references_without_labels_read_the_same_in_every_format_and_size() {
    for (size, tag) in SIZES.into_iter().flat_map(|size| [(size, "en-GB"), (size, "ar")]) {
        let mut edition = specimen::edition(specimen::author_date(), Some(size));
        edition.leaflet.lang = specimen::lang(tag);
        let (reading, unresolved) = Reading::of_blocks("t", edition.lang(), edition.blocks());
        assert_eq!(unresolved, []);
        let back = reading.items.iter().flat_map(|item| &item.runs);
        let back = back.filter(|run| run.text.contains("Back to the text"));
        assert_eq!(back.count(), 2);
        if let Err(difference) = difference(&edition) {
            panic!("{tag}, {size} pt, {difference}");
        }
    }
}

#[test]
fn no_link_of_the_specimen_leads_nowhere() {
    let edition = specimen::edition(specimen::every_block(), None);
    let (_, unresolved) = Reading::of_blocks("t", edition.lang(), edition.blocks());
    assert_eq!(unresolved, []);
}

#[test]
fn the_same_edition_gives_the_same_bytes_on_any_thread() {
    let edition = specimen::edition(specimen::every_block(), None);
    let write = |reverse: bool| {
        let pages = LazyPages::of(&edition);
        let mut files: Vec<(usize, Vec<u8>)> = Vec::new();
        let order: Vec<usize> = if reverse {
            (0..BACKENDS.len()).rev().collect()
        } else {
            (0..BACKENDS.len()).collect()
        };
        for at in order {
            files.push((at, BACKENDS[at].write(&edition, &pages).unwrap()));
        }
        files.sort();
        files
    };
    let first = write(false);
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|n| scope.spawn(move || write(n % 2 == 1))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for other in others {
        for ((at, expected), (_, found)) in first.iter().zip(&other) {
            assert!(
                expected == found,
                "{} differs from one writing to the next",
                BACKENDS[*at].format().id
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_editions_read_the_same_in_every_format(
        blocks in specimen::any_blocks(),
        size in prop::sample::select(SIZES.to_vec()),
    ) {
        let edition = specimen::edition(blocks, Some(size));
        if let Err(difference) = difference(&edition) {
            prop_assert!(false, "{size} pt, {difference}");
        }
    }
    #[test]
    fn wild_editions_read_the_same_in_every_format(wild in specimen::wild::any_edition()) {
        if let Err(difference) = difference(&wild.edition()) {
            prop_assert!(false, "{difference}");
        }
    }
}
