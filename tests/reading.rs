//! The Reading of the model: golden, and read aloud.

mod specimen;

use clearleaf::model::Reading;

#[test]
fn the_specimen_reads_in_order() {
    let edition = specimen::edition(specimen::every_block(), None);
    insta::assert_snapshot!(Reading::of(&edition).to_string());
}

/// The first leaflet from its source: what its readers meet, in every format. Read it aloud when it changes.
#[test]
fn the_first_leaflet_reads_in_order() {
    let files = clearleaf::source::Disk::new(concat!(env!("CARGO_MANIFEST_DIR"), "/source"));
    let layout = clearleaf::layout::Layout::bundled("large-print", None).unwrap();
    let (edition, findings) =
        clearleaf::export::edition(&files, "breast-reconstruction", &layout, None).unwrap();
    assert_eq!(
        findings,
        [],
        "the leaflet that shows the program has nothing to mend"
    );
    insta::assert_snapshot!(Reading::of(&edition.unwrap()).to_string());
}
