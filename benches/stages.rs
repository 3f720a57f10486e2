//! Each stage of a build and each format, for 1,200 and 120,000 words.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be taken stops")]

mod text;

use std::hint::black_box;

use clearleaf::backend::BACKENDS;
use clearleaf::export;
use clearleaf::layout::Layout;
use clearleaf::model::Reading;
use clearleaf::model::tree::Tree;
use clearleaf::page::{LazyPages, lay_out};
use clearleaf::source::Memory;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const LENGTHS: [usize; 2] = [1_200, 120_000];

fn files(words: usize) -> Memory {
    Memory::default()
        .with("long/leaflet.md", text::leaflet(words))
        .with("long/references.bib", text::references())
}

fn stages(c: &mut Criterion) {
    let layout = Layout::bundled("large-print", None).unwrap();
    for words in LENGTHS {
        let mut group = c.benchmark_group(format!("{words} words"));
        if words > 10_000 {
            group.sample_size(10);
        }
        let files = files(words);
        group.bench_function("source to edition", |b| {
            b.iter(|| black_box(export::edition(&files, "long", &layout, None).unwrap()));
        });
        let edition = export::edition(&files, "long", &layout, None).unwrap().0.unwrap();
        group.bench_function("reading", |b| b.iter(|| black_box(Reading::of(&edition))));
        group.bench_function("pages", |b| {
            let tree = Tree::of(edition.blocks(), edition.lang());
            b.iter(|| black_box(lay_out(&edition, &tree).unwrap()));
        });
        let pages = LazyPages::of(&edition);
        pages.get().unwrap();
        for backend in BACKENDS {
            let id = backend.format().id;
            group.bench_function(BenchmarkId::new("write", id), |b| {
                b.iter(|| black_box(backend.write(&edition, &pages).unwrap()));
            });
            let bytes = backend.write(&edition, &pages).unwrap();
            group.bench_function(BenchmarkId::new("inspect", id), |b| {
                b.iter(|| black_box(backend.inspect(&bytes).unwrap()));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
