//! How cases are tried: how many, from which seed, in how much memory, and what is left of one that fails.

use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clearleaf::backend::Backend;
use clearleaf::export;
use clearleaf::layout::Layout;
use clearleaf::model::Reading;
use clearleaf::model::reading::{Destination, Kind};
use clearleaf::page::LazyPages;
use clearleaf::source::{Disk, Files, Memory};

use crate::random::Random;

/// How many cases each target tries where `CLEARLEAF_FUZZ_CASES` does not say.
const CASES: u64 = 150;

/// The most memory that the process may take, in kB, with all targets at once: what one file may take at most.
const MOST_MEMORY: u64 = 500_000;

/// A good file, and how it reads.
pub struct Good {
    pub bytes: Vec<u8>,
    pub reading: Reading,
}

const ARABIC: &str = "---\ntitle: بعد العملية\nlang: ar\n---\n\n## الألم\n\nخذ 5 mg كل 6 ساعات.\n\n:::lang en\nCall 999 (now).\n:::\n\n- ماء\n- خبز\n";

/// Good files of a format.
pub fn good(backend: &dyn Backend) -> Vec<Good> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations/source");
    let arabic = Memory::default().with("arabic/leaflet.md", ARABIC);
    let sources: [(&dyn Files, &str); 2] = [(&Disk::new(folder), "aspirin"), (&arabic, "arabic")];
    let layout = Layout::bundled("large-print", None).unwrap();
    let good = sources.map(|(files, slug)| {
        let (edition, findings) = export::edition(files, slug, &layout, None).unwrap();
        let edition = edition.unwrap_or_else(|| panic!("{findings:?}"));
        let bytes = backend.write(&edition, &LazyPages::of(&edition)).unwrap();
        let reading = Reading::of(&edition);
        Good { bytes, reading }
    });
    good.into()
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
    )
}

/// Tries cases: what a case gives is its verdict, and the bytes to keep where that is bad.
pub fn fuzz(name: &str, case: impl Fn(&mut Random) -> (Result<(), String>, Vec<u8>)) {
    let seed = number("CLEARLEAF_FUZZ_SEED").or(number("PROPTEST_RNG_SEED"));
    let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(name));
    let seconds = number("CLEARLEAF_FUZZ_SECONDS").map(Duration::from_secs);
    let cases = number("CLEARLEAF_FUZZ_CASES")
        .or(seconds.map(|_| u64::MAX))
        .unwrap_or(CASES);
    let slow = number("CLEARLEAF_FUZZ_SLOW_MS").map(Duration::from_millis);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let begun = Instant::now();
    let mut tried = 0;
    while tried < cases && seconds.is_none_or(|seconds| begun.elapsed() < seconds) {
        let own = seed.wrapping_add(tried);
        // Where the process dies, this is what is left to tell of which case.
        std::fs::write(folder.join(format!("fuzz-inspect-{name}")), own.to_string()).unwrap();
        let before = Instant::now();
        forget_peak();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case(&mut Random::new(own))));
        let (verdict, bytes) = match outcome {
            Ok((verdict, bytes)) => (verdict, bytes),
            Err(_) => (Err("it panics".to_owned()), Vec::new()),
        };
        let verdict = verdict.and_then(|()| within_memory());
        let took = before.elapsed();
        if slow.is_some_and(|limit| took > limit) {
            println!("{name}: case {own} took {} ms", took.as_millis());
            std::fs::write(folder.join(format!("fuzz-inspect-{name}-slow-{own}")), &bytes).unwrap();
        }
        if let Err(why) = verdict {
            let path = folder.join(format!("fuzz-inspect-{name}-{own}"));
            std::fs::write(&path, bytes).unwrap();
            panic!(
                "{name}: {why}\ntry it again: CLEARLEAF_FUZZ_SEED={own} CLEARLEAF_FUZZ_CASES=1\nits bytes: {}",
                path.display()
            );
        }
        tried += 1;
    }
    println!("{name}: {tried} cases from {seed}");
}

/// The peak is of the process: one target looks at it at a time, or it would forget another's.
static PEAK: Mutex<()> = Mutex::new(());

/// Begins to measure memory anew.
pub fn forget_peak() {
    let _one = PEAK.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if peak().is_some_and(|peak| peak > MOST_MEMORY / 2) {
        let _ = std::fs::write("/proc/self/clear_refs", "5");
    }
}

/// The most memory that the process has had, in kB; `None` where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Whether the process has stayed within what one file may take.
pub fn within_memory() -> Result<(), String> {
    match peak() {
        Some(peak) if peak > MOST_MEMORY => Err(format!("it takes {peak} kB of memory")),
        Some(_) | None => Ok(()),
    }
}

/// What holds of every Reading, whatever it was read from.
pub fn hangs_together(reading: &Reading) -> Result<(), String> {
    let mut before = 0;
    for (at, item) in reading.items.iter().enumerate() {
        let wrong = |what: &str| Err(format!("item {at} {what}:\n{reading}"));
        if item.shared > item.within.len().min(before) {
            return wrong("shares more than there is");
        }
        before = item.within.len();
        for run in &item.runs {
            let goal = match &run.kind {
                Kind::Plain | Kind::Link(Destination::Url(_)) => continue,
                Kind::Link(Destination::Item(goal)) | Kind::Citation(goal) | Kind::BackLink(goal) => goal,
            };
            if *goal >= reading.items.len() {
                return wrong("leads behind the end");
            }
        }
        if item.runs.iter().any(|run| run.text.is_empty()) {
            return wrong("has a run without words");
        }
    }
    Ok(())
}
