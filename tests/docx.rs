//! DOCX: what is written reads as the leaflet does, is the same every time, and hangs together.

mod specimen;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::Edition;
use clearleaf::page::LazyPages;

fn write(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

/// For looking at and for validators that are run by hand: writes the specimen where `CLEARLEAF_KEEP` says.
#[test]
fn the_specimen_is_kept_where_asked() {
    let Some(folder) = std::env::var_os("CLEARLEAF_KEEP") else {
        return;
    };
    for size in [12.0, 18.0, 40.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        let path = std::path::Path::new(&folder).join(format!("specimen-{size}.docx"));
        std::fs::write(path, write(&edition)).unwrap();
    }
}
