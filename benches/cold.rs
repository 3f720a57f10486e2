//! Source to edition, the first time in a process: nothing read, compiled or formatted before.
//!
//! Each measurement is a process of its own: `cold once WORDS` is one of them. The faces are parsed before the clock starts,
//! as every build needs them anyway.
#![allow(missing_docs, reason = "a bench has no reader but its output")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be taken stops")]

mod text;

use std::process::Command;
use std::time::{Duration, Instant};

use clearleaf::export;
use clearleaf::layout::{Layout, fonts};
use clearleaf::source::Memory;

const PROCESSES: usize = 40;

/// The time that this thread has been running on a processor, in microseconds; wall time where the system does not tell.
fn running(start: Instant) -> u128 {
    // The system keeps the books when a thread stops.
    std::thread::sleep(Duration::from_millis(1));
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<u128>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_micros(), |n| n / 1_000)
}

/// What one cold process took, in microseconds: the first edition, and the second.
fn once(words: usize) -> (u128, u128) {
    let files = Memory::default()
        .with("long/leaflet.md", text::leaflet(words))
        .with("long/references.bib", text::references());
    let layout = Layout::bundled("large-print", None).unwrap();
    assert!(fonts::covered('a'));
    let start = Instant::now();
    let begun = running(start);
    export::edition(&files, "long", &layout, None).unwrap().0.unwrap();
    let first = running(start);
    export::edition(&files, "long", &layout, None).unwrap().0.unwrap();
    (first - begun, running(start) - first)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, words] = arguments.as_slice()
        && command == "once"
    {
        let (first, second) = once(words.parse().unwrap());
        println!("{first} {second}");
        return;
    }
    for (words, processes) in [
        (1_200, PROCESSES),
        (12_000, PROCESSES / 4),
        (120_000, PROCESSES / 8),
    ] {
        let mut runs: Vec<(u128, u128)> = (0..processes)
            .map(|_| {
                let out = Command::new(std::env::current_exe().unwrap())
                    .args(["once", &words.to_string()])
                    .output()
                    .unwrap();
                let out = String::from_utf8(out.stdout).unwrap();
                let (first, second) = out.trim().split_once(' ').unwrap();
                (first.parse().unwrap(), second.parse().unwrap())
            })
            .collect();
        runs.sort_unstable();
        let (first, second) = runs[processes / 2];
        println!(
            "{words} words: the first time {first} µs of CPU, again {second} µs (medians of {processes})"
        );
    }
}
