//! The PDF backend: what it writes reads as the edition does, whatever the edition and the size.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod specimen;

use clearleaf::backend::pdf::Pdf;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::layout::Edition;
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use proptest::prelude::*;

fn write(edition: &Edition) -> Vec<u8> {
    Pdf.write(edition, &LazyPages::of(edition)).unwrap()
}

fn inspect(bytes: &[u8]) -> Inspection {
    Pdf.inspect(bytes).unwrap()
}

/// The bytes of an edition, once they read as it does and nothing else is wrong with them.
fn proven(edition: &Edition) -> Result<Vec<u8>, String> {
    let bytes = Pdf
        .write(edition, &LazyPages::of(edition))
        .map_err(|e| e.to_string())?;
    let inspection = Pdf.inspect(&bytes).map_err(|e| e.to_string())?;
    if let Some(difference) = Reading::of(edition).difference(&inspection.reading) {
        return Err(difference.to_string());
    }
    if !inspection.facts.faults.is_empty() {
        return Err(inspection.facts.faults.join("\n"));
    }
    Ok(bytes)
}

#[test]
fn the_specimen_reads_the_same_at_every_size() {
    for size in [12.0, 18.0, 28.0, 40.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        if let Err(fault) = proven(&edition) {
            panic!("at {size} pt:\n{fault}");
        }
    }
}

#[test]
fn the_file_is_tagged_and_carries_subsets_of_its_fonts() {
    let edition = specimen::edition(specimen::every_block(), None);
    let facts = inspect(&write(&edition)).facts;
    assert!(facts.tagged);
    assert!(facts.pages > Some(1));
    assert!(facts.fonts.len() >= 3, "{:?}", facts.fonts);
    assert!(
        facts.fonts.iter().all(|font| font.embedded && font.subset),
        "{:?}",
        facts.fonts
    );
    assert!(
        facts
            .fonts
            .iter()
            .any(|font| font.name == "NotoSansArabic-Regular"),
        "{:?}",
        facts.fonts
    );
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let edition = specimen::edition(specimen::every_block(), None);
    let first = write(&edition);
    assert!(first == write(&edition));
    let other = std::thread::spawn(move || write(&edition)).join().unwrap();
    assert!(first == other);
}

#[test]
fn without_a_date_the_file_carries_none() {
    let mut edition = specimen::edition(specimen::every_block(), None);
    edition.date = None;
    let bytes = write(&edition);
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let info = document
        .trailer
        .get(b"Info")
        .and_then(|info| info.as_reference())
        .unwrap();
    let info = document.get_dictionary(info).unwrap();
    assert!(!info.has(b"CreationDate") && !info.has(b"ModDate"));
    let metadata = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Metadata"))
        .unwrap()
        .as_reference()
        .unwrap();
    let packet = document
        .get_object(metadata)
        .and_then(|object| object.as_stream())
        .unwrap();
    assert!(!String::from_utf8_lossy(&packet.content).contains("Date>"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_edition_reads_the_same(blocks in specimen::any_blocks(), size in prop::sample::select(vec![12.0, 18.0, 40.0])) {
        let edition = specimen::edition(blocks, Some(size));
        if let Err(fault) = proven(&edition) {
            return Err(TestCaseError::fail(fault));
        }
    }

    #[test]
    fn a_wild_edition_reads_the_same(wild in specimen::wild::any_edition()) {
        if let Err(fault) = proven(&wild.edition()) {
            return Err(TestCaseError::fail(fault));
        }
    }

    #[test]
    fn hostile_bytes_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let edition = specimen::edition(vec![specimen::heading(1, "title", "T"), specimen::words("Words.")], None);
        let mut bytes = write(&edition);
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let _ = Pdf.inspect(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = Pdf.inspect(&bytes);
    }
}
