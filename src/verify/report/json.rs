//! For programs. The JSON is a promise: keys are added to it, never taken out or given another meaning, unless `version`
//! changes.

mod rows;

use serde::Serialize;

use crate::backend::Facts;
use crate::error::Error;
use crate::verify::compare::{Change, Place};
use crate::verify::conformance::Conformance;
use crate::verify::{Compared, Comparison, Counts};

/// The comparisons as one JSON document.
///
/// # Errors
/// Never for what verify makes; the serialiser's own where it fails.
pub fn json(comparisons: &[Comparison]) -> serde_json::Result<String> {
    write(comparisons.iter().map(|compared| (compared, &[][..])))
}

/// The comparisons as one JSON document, with what each file conforms to.
///
/// # Errors
/// As those of [`json`].
pub fn json_with(reports: &[super::Report<'_>]) -> serde_json::Result<String> {
    write(
        reports
            .iter()
            .map(|report| (report.comparison, report.conformance.as_slice())),
    )
}

fn write<'a>(
    verified: impl Iterator<Item = (&'a Comparison, &'a [Conformance<'a>])> + Clone,
) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Report {
        format: "clearleaf-verification",
        version: 1,
        good: verified.clone().all(|(compared, _)| compared.is_good()),
        comparisons: verified
            .map(|(compared, conformance)| comparison(compared, conformance))
            .collect(),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Report<'a> {
    format: &'static str,
    version: u32,
    good: bool,
    comparisons: Vec<ComparisonReport<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ComparisonReport<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<CountsReport>,
    /// Whether the files were compared with anything.
    compared: bool,
    /// Formats that were looked for and of which there is no file.
    absent: Vec<&'static str>,
    good: bool,
    files: Vec<FileReport<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FileReport<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<CountsReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<FactsReport<'a>>,
    /// Whether it differs in so much that it seems to be another leaflet.
    another_leaflet: bool,
    changes: Vec<ChangeReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conformance: Option<rows::ConformanceReport<'a>>,
}

/// By their names, with hyphens.
struct CountsReport(Counts);

impl Serialize for CountsReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figures = self
            .0
            .named()
            .map(|(thing, count)| (thing.1.replace(' ', "-"), count));
        serializer.collect_map(figures)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FactsReport<'a> {
    title: &'a str,
    lang: &'a str,
    tagged: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    producer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
    fonts: Vec<FontReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_text_pt: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    smallest_text_pt: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    least_leading_em: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longest_line_characters: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lowest_contrast: Option<f32>,
    faults: &'a [String],
    unread: &'a [String],
    /// The digest that a review names.
    reading: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FontReport<'a> {
    name: &'a str,
    embedded: bool,
    subset: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ChangeReport<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_item: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found_item: Option<usize>,
    kind: &'static str,
    what: String,
}

fn comparison<'a>(comparison: &'a Comparison, conformance: &'a [Conformance<'a>]) -> ComparisonReport<'a> {
    ComparisonReport {
        with: comparison.with.as_deref(),
        counts: comparison.counts.map(CountsReport),
        compared: comparison.with.is_some(),
        absent: comparison.absent.iter().map(|format| format.id).collect(),
        good: comparison.is_good(),
        files: comparison
            .files
            .iter()
            .enumerate()
            .map(|(n, compared)| file(compared, conformance.get(n)))
            .collect(),
    }
}

fn file<'a>(file: &'a Compared, conformance: Option<&'a Conformance<'a>>) -> FileReport<'a> {
    let artefact = &file.artefact;
    let read = artefact.read.as_ref();
    FileReport {
        file: &artefact.name,
        format: artefact.format.map(|format| format.id),
        error: read.err().map(Error::reason),
        help: super::verdict::help(artefact),
        counts: file.counts.map(CountsReport),
        facts: read.ok().map(|read| facts(&read.facts, &read.reading)),
        another_leaflet: file.is_another,
        changes: file.changes.iter().map(change).collect(),
        conformance: conformance.map(rows::conformance),
    }
}

fn facts<'a>(facts: &'a Facts, reading: &'a crate::model::Reading) -> FactsReport<'a> {
    let look = &facts.look;
    let fonts = facts.fonts.iter().map(|font| FontReport {
        name: &font.name,
        embedded: font.embedded,
        subset: font.subset,
    });
    FactsReport {
        title: &reading.title,
        lang: reading.lang.as_str(),
        tagged: facts.tagged,
        producer: facts.producer.as_deref(),
        pages: facts.pages,
        fonts: fonts.collect(),
        body_text_pt: look.body_text,
        smallest_text_pt: look.smallest_text,
        least_leading_em: look.least_leading,
        longest_line_characters: look.longest_line,
        lowest_contrast: look.lowest_contrast,
        faults: &facts.faults,
        unread: &facts.unread,
        reading: reading.digest().to_string(),
    }
}

fn change(change: &Change) -> ChangeReport<'_> {
    let Place {
        heading,
        after,
        expected,
        found,
    } = &change.place;
    ChangeReport {
        heading: heading.as_deref(),
        after: after.as_deref(),
        expected_item: *expected,
        found_item: *found,
        kind: change.what.name(),
        what: change.what.to_string(),
    }
}
