//! Word files hang together: of every example leaflet, of the specimen and of wild editions, in every layout, in Arabic
//! as in English.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod opc;
mod specimen;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::export;
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use proptest::prelude::*;

fn check(edition: &Edition) {
    opc::check::check(&Docx.write(edition, &LazyPages::of(edition)).unwrap());
}

#[test]
fn the_example_leaflets_hang_together_in_every_layout() {
    let disk = Disk::new("source");
    for layout in &LAYOUTS {
        let layout = Layout::bundled(layout.name, None).unwrap();
        for entry in std::fs::read_dir("source").unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let slug = path.file_name().unwrap().to_str().unwrap();
                check(&export::edition(&disk, slug, &layout, None).unwrap().0.unwrap());
            }
        }
    }
}

#[test]
fn the_specimen_hangs_together_at_both_ends_of_the_sizes_in_every_layout() {
    for (layout, tag) in LAYOUTS
        .iter()
        .flat_map(|layout| [(layout, "en-GB"), (layout, "ar")])
    {
        for size in [12.0, 72.0] {
            let mut edition = specimen::edition(specimen::every_block(), None);
            edition.layout = Layout::bundled(layout.name, Some(size)).unwrap();
            edition.leaflet.lang = specimen::lang(tag);
            check(&edition);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wild_editions_hang_together(wild in specimen::wild::any_edition()) {
        check(&wild.edition());
    }
}
