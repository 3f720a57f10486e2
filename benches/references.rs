//! The references of a leaflet, the first time in a process: reading the file, the style and the words, formatting.
//!
//! Each measurement is a process of its own, so that nothing is warm: `references cold STYLE` is one of them.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be taken stops")]

#[allow(
    dead_code,
    reason = "the other benches read the leaflet, this one the references alone"
)]
mod text;

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clearleaf::finding::SourceText;
use clearleaf::model::Lang;
use clearleaf::source::references::{Request, Style, read};

const PROCESSES: usize = 40;

fn source(path: &str, text: String) -> Arc<SourceText> {
    let path = path.to_owned();
    Arc::new(SourceText { path, text })
}

/// What each step of one cold process took.
fn cold(style: &str) -> [Duration; 4] {
    let source = source("references.bib", text::references());
    let lang = Lang::parse("en-GB").unwrap();
    let start = Instant::now();
    let library = read(&source).0.unwrap();
    let read = start.elapsed();
    let style = Style::named(style).unwrap();
    let styled = start.elapsed();
    let requests: Vec<Request> = library
        .keys()
        .map(|key| Request {
            key: key.to_owned(),
            locator: None,
        })
        .collect();
    library.format(&requests, &lang, &style).unwrap();
    let formatted = start.elapsed();
    library.format(&requests, &lang, &style).unwrap();
    [
        read,
        styled - read,
        formatted - styled,
        start.elapsed() - formatted,
    ]
}

fn many(entries: usize, style: &str) {
    let text: String = (0..entries)
        .map(|n| {
            format!(
                "@book{{k{n}, author = {{Smith, Ann and Jones, Bob}}, title = {{Title {n}}}, year = 2014}}\n"
            )
        })
        .collect();
    let start = Instant::now();
    let (library, _) = read(&source("many.bib", text));
    let read = start.elapsed();
    if let Some(library) = library {
        let requests: Vec<Request> = library
            .keys()
            .map(|key| Request {
                key: key.to_owned(),
                locator: None,
            })
            .collect();
        library
            .format(&requests, &Lang::english(), &Style::named(style).unwrap())
            .unwrap();
    }
    println!(
        "{entries} entries, {style}: read {read:.1?}, all {:.1?}",
        start.elapsed()
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, style] = arguments.as_slice()
        && command == "cold"
    {
        let micros: Vec<String> = cold(style)
            .iter()
            .map(|step| step.as_micros().to_string())
            .collect();
        println!("{}", micros.join(" "));
        return;
    }
    for style in Style::carried() {
        let mut runs: Vec<Vec<u128>> = (0..PROCESSES)
            .map(|_| {
                let out = Command::new(std::env::current_exe().unwrap())
                    .args(["cold", style])
                    .output()
                    .unwrap();
                let out = String::from_utf8(out.stdout).unwrap();
                out.split_whitespace().map(|step| step.parse().unwrap()).collect()
            })
            .collect();
        runs.sort_by_key(|run| run[..3].iter().sum::<u128>());
        for (which, run) in [("fastest", &runs[0]), ("median", &runs[PROCESSES / 2])] {
            println!(
                "{style}, {which}: 8 references {} µs, style {} µs, words and formatting {} µs; again {} µs",
                run[0], run[1], run[2], run[3]
            );
        }
    }
    for style in Style::carried() {
        many(500, style);
        many(1_000, style);
    }
    many(10_000, "numbered");
}
