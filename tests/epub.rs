//! EPUB: what is written reads as the leaflet does, in parts that are well formed and lead to each other.

mod specimen;

use std::collections::BTreeMap;

use clearleaf::backend::{Backend, Inspection, epub::Epub};
use clearleaf::layout::Edition;
use clearleaf::model::*;
use clearleaf::package::{unzip, zip};
use clearleaf::page::LazyPages;
use proptest::prelude::*;

fn write(edition: &Edition) -> Vec<u8> {
    Epub.write(edition, &LazyPages::of(edition)).unwrap()
}

fn parts(edition: &Edition) -> BTreeMap<String, Vec<u8>> {
    unzip::read(&write(edition)).unwrap()
}

fn part(edition: &Edition, name: &str) -> String {
    String::from_utf8(parts(edition).remove(name).unwrap()).unwrap()
}

/// The book with one part changed.
fn with(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Inspection {
    let mut changed = false;
    let parts: Vec<zip::Part> = unzip::read(bytes)
        .unwrap()
        .into_iter()
        .map(|(part, bytes)| {
            if part == name {
                let before = String::from_utf8(bytes).unwrap();
                let after = change(&before);
                changed = before != after;
                zip::Part::new(part, after)
            } else {
                zip::Part::new(part, bytes)
            }
        })
        .collect();
    assert!(changed, "nothing was changed in {name}");
    Epub.inspect(&zip::write(&parts).unwrap()).unwrap()
}

fn assert_reads_as(edition: &Edition, bytes: &[u8]) {
    let found = Epub.inspect(bytes).unwrap();
    if let Some(difference) = Reading::of(edition).difference(&found.reading) {
        panic!("{difference}");
    }
    assert_eq!(found.facts.faults, Vec::<String>::new());
}

#[test]
fn the_specimen_reads_as_the_leaflet_at_every_size() {
    for size in [12.0, 18.0, 28.0, 40.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        let bytes = write(&edition);
        if let Ok(path) = std::env::var("CLEARLEAF_KEEP") {
            std::fs::write(format!("{path}/specimen-{size}.epub"), &bytes).unwrap();
        }
        assert_reads_as(&edition, &bytes);
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let edition = specimen::edition(specimen::every_block(), None);
    let first = write(&edition);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| write(&edition))).collect();
        for thread in threads {
            assert!(first == thread.join().unwrap());
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_leaflet_reads_as_itself(blocks in specimen::any_blocks()) {
        let edition = specimen::edition(blocks, None);
        assert_reads_as(&edition, &write(&edition));
    }
}
