//! What the benches of the formats whose readers lay out the pages measure: writing with and without our own pages, whose
//! numbers stand in the contents of a Word file and whose beginnings a book marks; reading back; and the memory that
//! building takes.
//!
//! `docx once STAGE WORDS TIMES` (or `epub`, `html`) is one measurement in a process of its own, for profilers as well: STAGE is
//! `write` (its pages apart), `build` (with its pages), `inspect`, or `memory` (a build without anything held from before).
//! WORDS is 0 for the example leaflet, whose drawings become pixels in a Word file.

use std::hint::black_box;

use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::page::LazyPages;
use clearleaf::source::{Disk, Files, Memory};

use crate::apart::{again, asked, fastest, peak};
use crate::text;

/// Words, and how often each stage is repeated; its time is the fastest.
const LENGTHS: [(usize, usize); 4] = [(1_200, 60), (12_000, 12), (120_000, 3), (0, 12)];

/// The leaflet with drawings.
const EXAMPLE: &str = "breast-reconstruction";

fn edition(words: usize) -> Edition {
    let layout = Layout::bundled("large-print", None).unwrap();
    let of = |files: &dyn Files, slug: &str| export::edition(files, slug, &layout, None).unwrap().0.unwrap();
    if words == 0 {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/source");
        return of(&Disk::new(source), EXAMPLE);
    }
    let files = Memory::default()
        .with("long/leaflet.md", text::leaflet(words))
        .with("long/references.bib", text::references());
    of(&files, "long")
}

fn once(format: &str, stage: &str, words: usize, times: usize) {
    let edition = edition(words);
    let backend = export::backend(format).unwrap();
    let build = || backend.write(&edition, &LazyPages::of(&edition)).unwrap();
    let time = match stage {
        "write" => {
            let pages = LazyPages::of(&edition);
            pages.get().unwrap();
            fastest(times, || {
                drop(black_box(backend.write(&edition, &pages).unwrap()))
            })
        }
        "build" => fastest(times, || drop(black_box(build()))),
        "inspect" => {
            let bytes = build();
            fastest(times, || drop(black_box(backend.inspect(&bytes).unwrap())))
        }
        "memory" => {
            let before = peak().unwrap_or_default();
            let bytes = build().len();
            return println!("{} {before} {bytes}", peak().unwrap_or_default());
        }
        _ => return eprintln!("no such stage: {stage}"),
    };
    println!("{time}");
}

/// Measures a format, each stage in a process of its own.
pub fn measure(format: &str) {
    if let Some((stage, words, times)) = asked() {
        return once(format, &stage, words, times);
    }
    for stage in ["write", "build", "inspect"] {
        let mut before = None;
        for (words, times) in LENGTHS {
            let time: f64 = again(stage, words, times).parse().unwrap();
            if words == 0 {
                println!("{EXAMPLE}: {stage} {time} µs of CPU (fastest of {times})");
                continue;
            }
            let each = time / words as f64;
            let ratio = before
                .replace(each)
                .map(|before| format!(", {:.2} times that of the length before", each / before));
            let ratio = ratio.unwrap_or_default();
            println!("{words} words: {stage} {time} µs of CPU (fastest of {times}), {each:.2} a word{ratio}");
        }
    }
    for (words, _) in LENGTHS {
        let told = again("memory", words, 1);
        if let [peak, before, bytes] = told.split(' ').collect::<Vec<_>>().as_slice() {
            println!("{words} words: peak {peak} MB ({before} MB before), {bytes} bytes");
        }
    }
}
