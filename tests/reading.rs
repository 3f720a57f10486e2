//! The Reading of the model: golden, and read aloud.

mod specimen;

use clearleaf::model::Reading;

#[test]
fn the_specimen_reads_in_order() {
    let edition = specimen::edition(specimen::every_block(), None);
    insta::assert_snapshot!(Reading::of(&edition).to_string());
}
