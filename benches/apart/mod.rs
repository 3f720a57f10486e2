//! One measurement in a process of its own: the time that it runs on a processor, and the memory that it takes.
#![allow(dead_code, reason = "each bench uses a part")]

use std::process::Command;
use std::time::{Duration, Instant};

/// The time that this thread has been running on a processor, in microseconds; wall time where the system does not tell.
fn running(start: Instant) -> u128 {
    // The system keeps the books when a thread stops.
    std::thread::sleep(Duration::from_millis(1));
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<u128>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_micros(), |n| n / 1_000)
}

/// The most memory that this process has held, in MB; nothing where the system does not tell.
pub fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_024)
}

/// The fastest of some runs in microseconds of CPU, the first one (which warms everything) left out.
pub fn fastest(times: usize, mut run: impl FnMut()) -> u128 {
    run();
    let start = Instant::now();
    let one = |()| {
        let before = running(start);
        run();
        running(start) - before
    };
    std::iter::repeat_n((), times).map(one).min().unwrap_or_default()
}

/// What this program says when it is started again as `once STAGE WORDS TIMES`.
pub fn again(stage: &str, words: usize, times: usize) -> String {
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["once", stage, &words.to_string(), &times.to_string()])
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

/// What `once STAGE WORDS TIMES` asks for, where it is asked.
pub fn asked() -> Option<(String, usize, usize)> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, command, stage, words, times] if command == "once" => {
            Some((stage.clone(), words.parse().unwrap(), times.parse().unwrap()))
        }
        _ => None,
    }
}
