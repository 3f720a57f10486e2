//! The proof over everything that is shipped as an example: every leaflet, in every layout and at three sizes, says the same in
//! every format and what the leaflet says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clearleaf::backend::BACKENDS;
use clearleaf::export;
use clearleaf::layout::{LAYOUTS, Layout};
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use clearleaf::source::{Disk, LEAFLET_FILE};
use clearleaf::verify::{Against, Artefact, Comparison, report};

const SIZES: [f32; 3] = [14.0, 18.0, 28.0];

/// Layouts that are made for no such size. A new one is told here and not left out of the matrix silently.
const REFUSED: [(&str, f32); 0] = [];

/// The leaflets that are shipped.
fn leaflets() -> Vec<String> {
    let entries = std::fs::read_dir("source")
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let slugs = entries.filter(|path| path.join(LEAFLET_FILE).is_file());
    let mut slugs: Vec<String> = slugs
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    slugs.sort();
    slugs
}

/// What is said of a leaflet's files in a layout at a size, and the Reading of the leaflet.
fn compared(slug: &str, layout: &Layout, size: f32) -> (Comparison, Reading) {
    let disk = Disk::new(Path::new("source"));
    let (edition, findings) = export::edition(&disk, slug, layout, None).unwrap();
    let edition = edition.unwrap_or_else(|| panic!("{slug}: {findings:?}"));
    let reading = Reading::of(&edition);
    let pages = LazyPages::of(&edition);
    let artefacts = BACKENDS.map(|backend| {
        let name = format!(
            "{slug}-{}-{size}.{}",
            layout.profile.name,
            backend.format().extension
        );
        Artefact::of(&name, &backend.write(&edition, &pages).unwrap())
    });
    let against = Against::Leaflet {
        name: slug,
        reading: &reading,
    };
    (Comparison::of(artefacts.into(), against), reading)
}

#[test]
fn every_leaflet_says_the_same_in_every_layout_size_and_format() {
    let slugs = leaflets();
    assert!(slugs.len() >= 4, "{slugs:?}");
    let mut editions = Vec::new();
    let mut refused = Vec::new();
    for bundled in &LAYOUTS {
        for size in SIZES {
            match Layout::bundled(bundled.name, Some(size)) {
                Ok(layout) => editions.extend(slugs.iter().map(|slug| (slug.clone(), layout.clone(), size))),
                Err(why) => {
                    println!("{} at {size} pt: {why}", bundled.name);
                    refused.push((bundled.name, size));
                }
            }
        }
    }
    assert_eq!(refused, REFUSED);
    let (next, files, wrong) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let readings = Mutex::new(BTreeSet::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((slug, layout, size)) = editions.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (comparison, reading) = compared(slug, layout, *size);
                    files.fetch_add(comparison.files.len(), Ordering::Relaxed);
                    if !comparison.is_good() {
                        wrong.lock().unwrap().push(report::text(&[comparison]));
                    }
                    let digest = (slug, layout.profile.name.clone(), reading.digest().to_string());
                    readings.lock().unwrap().insert(digest);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let files = files.into_inner();
    assert_eq!(files, slugs.len() * LAYOUTS.len() * SIZES.len() * BACKENDS.len());
    println!("{files} files of {} leaflets say what they should", slugs.len());
    // The size changes nothing that is read.
    let readings = readings.into_inner().unwrap();
    assert_eq!(readings.len(), slugs.len() * LAYOUTS.len(), "{readings:#?}");
}
