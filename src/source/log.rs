//! What reading collects beside the leaflet: every fault, and every passage that will reach a reader.
//!
//! Passages exist so that a check can speak of text with its place after the text has become typed blocks, which carry
//! no places.

use std::ops::Range;
use std::sync::Arc;

use super::image::Album;
use crate::finding::{Finding, Severity, SourceText, Span, has_errors};

/// Text that will reach a reader, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it comes from.
    pub span: Span,
    /// The text.
    pub text: String,
}

/// Where a review stands; each part of it where it is written, else the review as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPlace {
    /// The digest of what was reviewed.
    pub reading: Span,
    /// The formats.
    pub formats: Span,
    /// The layouts.
    pub layouts: Span,
}

/// How many findings are kept: who has more has put something else than a leaflet here, and telling each of a hundred
/// thousand would take minutes.
const MOST_FINDINGS: usize = 1000;

/// Findings and passages, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) findings: Vec<Finding>,
    pub(super) passages: Vec<Passage>,
    /// Where each review stands, in their order.
    pub(super) reviews: Vec<ReviewPlace>,
    /// How many faults are not told because one like them is.
    untold: usize,
    /// The pictures that have been met.
    pub(super) album: Album,
}

impl Log {
    /// Records a fault that stops the leaflet.
    pub(super) fn error(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.keep(Finding::at(span, Severity::Error, code, message, help));
    }

    /// Records a fault that should be mended before a release.
    pub(super) fn warning(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.keep(Finding::at(span, Severity::Warning, code, message, help));
    }

    /// Records what would be better otherwise.
    pub(super) fn advice(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.keep(Finding::at(span, Severity::Advice, code, message, help));
    }

    /// Takes over what another log has recorded.
    pub(super) fn append(&mut self, other: Self) {
        for finding in other.findings {
            self.keep(finding);
        }
        self.passages.extend(other.passages);
    }

    /// Records a fault that is put into words already.
    pub(super) fn keep(&mut self, finding: Finding) {
        // The first error must never be lost behind a thousand warnings.
        let first_error = || finding.severity == Severity::Error && !has_errors(&self.findings);
        if self.findings.len() < MOST_FINDINGS || first_error() {
            self.findings.push(finding);
        } else {
            self.again();
        }
    }

    /// Notes a fault that is like one that has been recorded, and is not told again.
    pub(super) fn again(&mut self) {
        self.untold += 1;
    }

    /// Records text that will reach a reader.
    pub(super) fn passage(&mut self, source: &Arc<SourceText>, bytes: Range<usize>, text: &str) {
        if !text.is_empty() {
            let span = Span::new(source, bytes);
            self.passages.push(Passage {
                span,
                text: text.to_owned(),
            });
        }
    }

    /// How many faults there are, told or not: compared before and after, it tells whether a part was faulty already.
    pub(super) fn len(&self) -> usize {
        self.findings.len() + self.untold
    }

    /// Whether any finding stops the leaflet.
    pub(super) fn has_errors(&self) -> bool {
        has_errors(&self.findings)
    }
}
