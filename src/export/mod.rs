//! The only place that orchestrates: sources become editions, editions become files, and every file is read back
//! before it gets its name.

mod asked;
pub mod place;
pub mod validators;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::backend::{BACKENDS, Backend, Facts};
use crate::check;
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity, has_errors};
use crate::layout::{Edition, Layout, frame};
use crate::model::{Date, Reading};
use crate::page::LazyPages;
use crate::source::{self, Files, Sourced};
pub use asked::Asked;

/// What to build.
pub struct Order<'a> {
    /// Where leaflets are read from.
    pub files: &'a dyn Files,
    /// Which leaflets.
    pub leaflets: Vec<Asked>,
    /// Where files go: `<out>/<slug>/<slug>-<layout>.<ext>`.
    pub out: PathBuf,
    /// In which formats.
    pub backends: Vec<&'static dyn Backend>,
    /// In which layout, at which size.
    pub layout: Layout,
    /// The date that files carry, whatever their front matter says.
    pub date: Option<Date>,
    /// Whether warnings stop a leaflet as errors do.
    pub deny_warnings: bool,
    /// Whether each file is read back and compared before it gets its name. Without it nothing is proved.
    pub verify: bool,
    /// How many threads work.
    pub jobs: NonZeroUsize,
}

/// What became of a leaflet.
pub struct Outcome {
    /// The leaflet, by the name that it was asked for.
    pub leaflet: String,
    /// The name that its files bear, once it has been read.
    pub slug: Option<String>,
    /// What was found in its source.
    pub findings: Vec<Finding>,
    /// What went wrong before any format was written.
    pub error: Option<Error>,
    /// Its files, in the order of the formats.
    pub files: Vec<Result<Written>>,
}

/// A file under its name.
#[derive(Debug)]
pub struct Written {
    /// Where it stands.
    pub path: PathBuf,
    /// The id of its format.
    pub format: &'static str,
    /// How many bytes it has.
    pub bytes: usize,
    /// Whether it was read back and says what the leaflet says.
    pub verified: bool,
    /// How many pages, where the format has pages and was read back.
    pub pages: Option<usize>,
    /// How long writing and reading back took.
    pub time: Duration,
}

/// The backend of a format's id.
#[must_use]
pub fn backend(id: &str) -> Option<&'static dyn Backend> {
    BACKENDS.iter().copied().find(|backend| backend.format().id == id)
}

/// A leaflet as an edition, with everything found on the way. The edition is missing where a finding is an error.
///
/// # Errors
/// [`Error::Layout`] where the furniture is at fault.
pub fn edition(
    files: &dyn Files,
    slug: &str,
    layout: &Layout,
    date: Option<Date>,
) -> Result<(Option<Edition>, Vec<Finding>)> {
    edition_of(source::read(files, slug, &frame::callout_labels)?, layout, date)
}

/// What was read as an edition, with everything found on the way. The edition is missing where a finding is an error.
///
/// # Errors
/// [`Error::Layout`] where the furniture is at fault.
pub fn edition_of(
    sourced: Sourced,
    layout: &Layout,
    date: Option<Date>,
) -> Result<(Option<Edition>, Vec<Finding>)> {
    let mut findings = check::leaflet(&sourced, Some(layout));
    findings.extend(sourced.findings);
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let edition = match sourced.leaflet {
        Some(leaflet) if !has_errors(&findings) => {
            let date = date.or_else(|| leaflet.record.latest());
            Some(frame::edition(leaflet, layout.clone(), date)?)
        }
        Some(_) | None => None,
    };
    Ok((edition, findings))
}

/// Whether any of these findings stops a leaflet.
#[must_use]
pub fn stops(findings: &[Finding], deny_warnings: bool) -> bool {
    let weight = if deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    findings.iter().any(|finding| finding.severity >= weight)
}

/// Builds everything ordered and tells `report` of each leaflet, in the order given. A leaflet that fails takes no
/// other down.
pub fn build(order: &Order<'_>, mut report: impl FnMut(&Asked, Outcome)) {
    let mut taken = BTreeSet::new();
    // Editions of a whole batch are held at once; batches keep memory flat however many leaflets there are.
    for leaflets in order.leaflets.chunks(order.jobs.get() * 4) {
        for (asked, outcome) in leaflets.iter().zip(build_batch(order, leaflets, &mut taken)) {
            report(asked, outcome);
        }
    }
}

/// Reads everything ordered, writes nothing, and tells `report` of each leaflet.
pub fn check(order: &Order<'_>, mut report: impl FnMut(&Asked, Outcome)) {
    let mut taken = BTreeSet::new();
    for leaflets in order.leaflets.chunks(order.jobs.get() * 4) {
        let (outcomes, _) = read_batch(order, leaflets, &mut taken);
        for (asked, outcome) in leaflets.iter().zip(outcomes) {
            report(asked, outcome);
        }
    }
}

/// What became of each leaflet of a batch so far, and the editions of those that can be written, with their places among
/// the outcomes. `taken` holds the names whose files are spoken for.
fn read_batch(
    order: &Order<'_>,
    leaflets: &[Asked],
    taken: &mut BTreeSet<String>,
) -> (Vec<Outcome>, Vec<(usize, Edition)>) {
    let read = in_parallel(order.jobs, leaflets, |asked| {
        edition_of(asked.read(order.files)?, &order.layout, order.date)
    });
    let mut outcomes = Vec::with_capacity(leaflets.len());
    let mut editions = Vec::new();
    for (asked, result) in leaflets.iter().zip(read) {
        let mut outcome = Outcome {
            leaflet: asked.name(),
            slug: None,
            findings: Vec::new(),
            error: None,
            files: Vec::new(),
        };
        match result {
            Ok((edition, findings)) => {
                outcome.findings = findings;
                outcome.slug = edition.as_ref().map(|edition| edition.leaflet.slug.clone());
                let edition = edition.filter(|_| !stops(&outcome.findings, order.deny_warnings));
                if let Some(edition) = edition {
                    if taken.insert(edition.leaflet.slug.clone()) {
                        editions.push((outcomes.len(), edition));
                    } else {
                        outcome.findings.push(repeated(asked, &edition.leaflet.slug));
                    }
                }
            }
            Err(error) => outcome.error = Some(error),
        }
        outcomes.push(outcome);
    }
    (outcomes, editions)
}

/// Two leaflets of one name: the files of the second would replace those of the first.
fn repeated(asked: &Asked, slug: &str) -> Finding {
    Finding::in_file(
        asked.name(),
        Severity::Error,
        "repeated-slug",
        format!("another leaflet of this run is named `{slug}` too, and its files bear that name"),
        "give this one another `slug`, or build the two in runs of their own with another `--out`",
    )
}

fn build_batch(order: &Order<'_>, leaflets: &[Asked], taken: &mut BTreeSet<String>) -> Vec<Outcome> {
    let (mut outcomes, editions) = read_batch(order, leaflets, taken);
    let prepared: Vec<_> = editions
        .iter()
        .map(|(at, edition)| (*at, Prepared::of(edition)))
        .collect();
    let mut work = Vec::new();
    for (at, prepared) in &prepared {
        work.extend(order.backends.iter().map(|backend| (*at, prepared, *backend)));
    }
    let written = in_parallel(order.jobs, &work, |(_, prepared, backend)| {
        write(prepared, *backend, order)
    });
    for ((at, _, _), file) in work.iter().zip(written) {
        outcomes[*at].files.push(file);
    }
    for (at, prepared) in &prepared {
        let words = prepared.pages.if_ready().map(|pages| pages.cut_words());
        let words = words.filter(|words| !words.is_empty());
        outcomes[*at]
            .findings
            .extend(words.map(|words| cut(leaflets[*at].file(), &words)));
    }
    outcomes
}

/// Words that the column of the pages could not take whole: nothing is lost, but they are hard to read.
fn cut(leaflet: String, words: &[String]) -> Finding {
    const SHOWN: usize = 5;
    let shown: Vec<String> = words.iter().take(SHOWN).map(|word| format!("“{word}”")).collect();
    let more = words.len().saturating_sub(SHOWN);
    let and_more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Finding::in_file(
        leaflet,
        Severity::Advice,
        "cut-words",
        format!(
            "words are wider than their line at this size, and cut in two: {}{and_more}",
            shown.join(", ")
        ),
        "build it on larger paper or with smaller margins, or use shorter words",
    )
}

/// An edition with what all its formats share: the Reading it must give, and its pages, laid out once.
struct Prepared<'a> {
    edition: &'a Edition,
    reading: Reading,
    pages: LazyPages<'a>,
}

impl<'a> Prepared<'a> {
    fn of(edition: &'a Edition) -> Self {
        Self {
            edition,
            reading: Reading::of(edition),
            pages: LazyPages::of(edition),
        }
    }
}

fn write(prepared: &Prepared<'_>, backend: &dyn Backend, order: &Order<'_>) -> Result<Written> {
    let begun = Instant::now();
    let format = backend.format();
    let path = place::path(&order.out, prepared.edition, format);
    let bytes = backend.write(prepared.edition, &prepared.pages)?;
    let proved = order.verify.then(|| prove(prepared, backend, &bytes)).transpose();
    let facts = proved.map_err(|error| place::keep_aside(&path, &bytes, error))?;
    place::put(&path, &bytes)?;
    Ok(Written {
        path,
        format: format.id,
        bytes: bytes.len(),
        verified: facts.is_some(),
        pages: facts.and_then(|facts| facts.pages),
        time: begun.elapsed(),
    })
}

/// Reads a file back, and compares it with what it was made of.
fn prove(prepared: &Prepared<'_>, backend: &dyn Backend, bytes: &[u8]) -> Result<Facts> {
    let inspection = backend.inspect(bytes)?;
    let difference = match prepared.reading.difference(&inspection.reading) {
        Some(difference) => Some(difference.to_string()),
        None => {
            let facts = &inspection.facts;
            let told = facts.faults.iter().chain(&facts.unread).next();
            told.map(|fault| format!("  file     {fault}"))
        }
    };
    match difference {
        None => Ok(inspection.facts),
        Some(difference) => Err(Error::Differs {
            format: backend.format().id,
            difference,
        }),
    }
}

/// Does the work on up to `jobs` threads; results come in the order of the work, whichever thread was first.
fn in_parallel<W: Sync, R: Send>(jobs: NonZeroUsize, work: &[W], act: impl Fn(&W) -> R + Sync) -> Vec<R> {
    let threads = jobs.get().min(work.len());
    if threads <= 1 {
        return work.iter().map(act).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(work.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, piece)) = nth(work, next.fetch_add(1, Ordering::Relaxed)) {
                    let result = act(piece);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((at, result));
                }
            });
        }
    });
    let mut results = done
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

fn nth<W>(work: &[W], at: usize) -> Option<(usize, &W)> {
    work.get(at).map(|piece| (at, piece))
}
