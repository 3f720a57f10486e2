//! Good files of every format with one thing done to them that would harm whoever reads them: `verify` says what, names the
//! place in words that an editor finds it by, and tells of no other place.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "mutations/docx.rs"]
mod docx;
#[path = "web_sabotage/engine.rs"]
#[allow(dead_code, reason = "what sabotages need besides")]
mod engine;
#[path = "docx_sabotage/engine.rs"]
#[allow(dead_code, reason = "what sabotages need besides")]
mod engine_of_packages;
#[path = "mutations/mutation.rs"]
mod mutation;
mod opc;
#[path = "mutations/pdf.rs"]
mod pdf;
#[path = "mutations/pdf_engine.rs"]
mod pdf_engine;
#[path = "mutations/pdf_glyphs.rs"]
mod pdf_glyphs;
#[path = "mutations/told.rs"]
mod told;
#[path = "mutations/web.rs"]
mod web;

use std::path::Path;

use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::backend::html::Html;
use clearleaf::backend::pdf::Pdf;
use clearleaf::backend::{BACKENDS, Backend};
use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use clearleaf::verify::{Against, Artefact, Comparison, report};
use mutation::Mutation;

/// A leaflet with one of each thing that a Reading can hold.
fn edition() -> Edition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations/source");
    let layout = Layout::bundled("large-print", None).unwrap();
    let (edition, findings) = export::edition(&Disk::new(folder), "aspirin", &layout, None).unwrap();
    edition.unwrap_or_else(|| panic!("{findings:?}"))
}

/// A format, and how its files are mutated; without a mutation they are only taken apart and put together again.
struct Format {
    backend: &'static dyn Backend,
    mutated: fn(&[u8], Option<Mutation>) -> Vec<u8>,
}

const FORMATS: [Format; BACKENDS.len()] = [
    Format {
        backend: &Pdf,
        mutated: |bytes, mutation| {
            let mut file = pdf_engine::Pdf::apart(bytes);
            if let Some(mutation) = mutation {
                pdf::mutate(&mut file, mutation);
            }
            file.together()
        },
    },
    Format {
        backend: &Docx,
        mutated: |bytes, mutation| {
            let mut parts = opc::parts(bytes);
            if let Some(mutation) = mutation {
                docx::mutate(&mut parts, mutation);
            }
            opc::pack(&parts)
        },
    },
    Format {
        backend: &Epub,
        mutated: |bytes, mutation| {
            let mut file = engine::book(bytes);
            if let Some(mutation) = mutation {
                web::mutate(&mut file, mutation);
            }
            file.to_book()
        },
    },
    Format {
        backend: &Html,
        mutated: |bytes, mutation| {
            let mut file = engine::page(bytes);
            if let Some(mutation) = mutation {
                web::mutate(&mut file, mutation);
            }
            file.to_page()
        },
    },
];

fn compared(reading: &Reading, format: &Format, bytes: &[u8]) -> Comparison {
    let name = format!("aspirin.{}", format.backend.format().extension);
    let artefact = Artefact::of(&name, bytes);
    let name = "aspirin";
    Comparison::of(vec![artefact], Against::Leaflet { name, reading })
}

/// What is wrong with what is told of a mutated file, if anything is.
fn wrong(comparison: &Comparison, format: &str, mutation: Mutation) -> Option<String> {
    let text = report::text(std::slice::from_ref(comparison));
    let file = &comparison.files[0];
    let Ok(read) = &file.artefact.read else {
        return Some(text);
    };
    let changes: Vec<String> = file.changes.iter().map(ToString::to_string).collect();
    let wanted = told::changes(mutation, format);
    let is_told = |change: &clearleaf::verify::compare::Change| {
        let what = text
            .lines()
            .any(|line| line.trim_start() == change.what.to_string());
        let place = text.lines().any(|line| line == format!("  {}:", change.place));
        what && (place || change.is_whole())
    };
    let faults: Vec<&String> = read.facts.faults.iter().chain(&read.facts.unread).collect();
    let expected = told::faults(mutation, format);
    let as_expected = faults
        .iter()
        .all(|fault| expected.iter().any(|words| fault.contains(words)))
        && expected
            .iter()
            .all(|words| faults.iter().any(|fault| fault.contains(words)));
    let good = changes == wanted
        && (1..=told::MOST).contains(&changes.len())
        && file.changes.iter().all(is_told)
        && as_expected
        && !comparison.is_good();
    (!good).then(|| format!("wanted {wanted:#?} and faults {expected:#?}\n{text}"))
}

#[test]
fn each_is_found_at_its_place_in_every_format() {
    let edition = edition();
    let reading = Reading::of(&edition);
    let pages = LazyPages::of(&edition);
    let (mut found, mut all, mut missed) = (0, 0, Vec::new());
    for format in &FORMATS {
        let id = format.backend.format().id;
        let good = format.backend.write(&edition, &pages).unwrap();
        let unmutated = (format.mutated)(&good, None);
        let again = compared(&reading, format, &unmutated);
        assert!(again.is_good(), "{id}: {}", report::text(&[again]));
        for mutation in Mutation::ALL {
            let mutated = (format.mutated)(&good, Some(*mutation));
            assert!(mutated != unmutated, "{id}: {mutation:?} changes nothing");
            all += 1;
            match wrong(&compared(&reading, format, &mutated), id, *mutation) {
                None => found += 1,
                Some(why) => missed.push(format!("{mutation:?} in {id}: {why}")),
            }
        }
    }
    println!(
        "{found} of {all} mutations are found at their places: {} in {} formats",
        Mutation::ALL.len(),
        FORMATS.len()
    );
    assert!(missed.is_empty(), "{found} of {all}\n\n{}", missed.join("\n\n"));
    assert_eq!(all, 216, "say the new count in CONTRIBUTING.md");
}
