//! An edition as a PDF: the time of its pages, of writing and of reading back, and the memory that building takes.
//!
//! `pdf once STAGE WORDS TIMES` is one measurement in a process of its own, for profilers as well: STAGE is `pages`,
//! `write`, `build` (both), `inspect`, or `memory` (a build without anything held from before).
#![allow(missing_docs, reason = "a bench has no reader but its output")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be taken stops")]

mod apart;
mod text;

use std::hint::black_box;

use apart::{again, asked, fastest, peak};
use clearleaf::backend::BACKENDS;
use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::tree::Tree;
use clearleaf::page::{LazyPages, lay_out};
use clearleaf::source::Memory;

/// Words, and how often each stage is repeated; its time is the fastest.
const LENGTHS: [(usize, usize); 3] = [(1_200, 60), (12_000, 12), (120_000, 3)];

fn edition(words: usize) -> Edition {
    let files = Memory::default()
        .with("long/leaflet.md", text::leaflet(words))
        .with("long/references.bib", text::references());
    let layout = Layout::bundled("large-print", None).unwrap();
    export::edition(&files, "long", &layout, None).unwrap().0.unwrap()
}

fn once(stage: &str, words: usize, times: usize) {
    let edition = edition(words);
    let pdf = BACKENDS.iter().find(|b| b.format().id == "pdf").unwrap();
    let build = || pdf.write(&edition, &LazyPages::of(&edition)).unwrap();
    if stage == "memory" {
        let before = peak().unwrap_or_default();
        let bytes = build().len();
        println!("{} {before} {bytes}", peak().unwrap_or_default());
        return;
    }
    let pages = LazyPages::of(&edition);
    let count = pages.get().unwrap().pages.len();
    let time = match stage {
        "pages" => {
            let tree = Tree::of(edition.blocks(), edition.lang());
            fastest(times, || drop(black_box(lay_out(&edition, &tree).unwrap())))
        }
        "write" => fastest(times, || drop(black_box(pdf.write(&edition, &pages).unwrap()))),
        "build" => fastest(times, || drop(black_box(build()))),
        "inspect" => {
            let bytes = build();
            fastest(times, || drop(black_box(pdf.inspect(&bytes).unwrap())))
        }
        _ => return eprintln!("no such stage: {stage}"),
    };
    println!("{time} {count}");
}

fn main() {
    if let Some((stage, words, times)) = asked() {
        return once(&stage, words, times);
    }
    for (words, times) in LENGTHS {
        for stage in ["pages", "write", "build", "inspect"] {
            let told = again(stage, words, times);
            let (time, pages) = told.split_once(' ').unwrap();
            println!("{words} words, {pages} pages: {stage} {time} µs of CPU (fastest of {times})");
        }
        let told = again("memory", words, 1);
        let figures: Vec<&str> = told.split(' ').collect();
        if let [peak, before, bytes] = figures.as_slice() {
            println!("{words} words: peak {peak} MB ({before} MB before the pages), {bytes} bytes");
        }
    }
}
