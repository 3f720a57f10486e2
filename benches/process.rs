//! The whole program, from a cold process to files on the disk.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be taken stops")]

mod text;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

fn process(c: &mut Criterion) {
    let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join("process");
    let leaflet = base.join("source/long");
    fs::create_dir_all(&leaflet).unwrap();
    fs::write(leaflet.join("leaflet.md"), text::leaflet(1_200)).unwrap();
    fs::write(leaflet.join("references.bib"), text::references()).unwrap();
    let mut run = |name: &str, formats: &str| {
        c.bench_function(name, |b| {
            b.iter(|| {
                let status = Command::new(env!("CARGO_BIN_EXE_clearleaf"))
                    .args(["build", "--format", formats, "--source"])
                    .arg(base.join("source"))
                    .arg("--out")
                    .arg(base.join("out"))
                    .stdout(Stdio::null())
                    .status()
                    .unwrap();
                assert!(status.success());
            });
        });
    };
    run("1200 words, four formats", "pdf,docx,epub,html");
    run("1200 words, pdf", "pdf");
    run("1200 words, docx", "docx");
    run("1200 words, epub", "epub");
    run("1200 words, html", "html");
}

criterion_group!(benches, process);
criterion_main!(benches);
