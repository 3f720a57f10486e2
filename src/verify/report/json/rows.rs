//! What a file conforms to, for programs: every requirement, also those that do not apply.

use serde::Serialize;

use crate::model::Review;
use crate::verify::conformance::{Conformance, Judged, Row, Status};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ConformanceReport<'a> {
    standards: Vec<StandardReport<'a>>,
    /// What is wrong beside all that standards ask.
    unclaimed: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct StandardReport<'a> {
    name: &'a str,
    guideline: bool,
    applies: bool,
    conforms: bool,
    open: usize,
    rows: Vec<RowReport<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RowReport<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'a str>,
    asks: &'a str,
    status: String,
    open: bool,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tool: Option<ToolReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tests: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'a Review>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ToolReport<'a> {
    name: &'a str,
    version: &'a str,
}

pub(super) fn conformance<'a>(conformance: &'a Conformance<'a>) -> ConformanceReport<'a> {
    ConformanceReport {
        standards: conformance.standards.iter().map(standard).collect(),
        unclaimed: &conformance.unclaimed,
    }
}

fn standard<'a>(judged: &'a Judged<'a>) -> StandardReport<'a> {
    StandardReport {
        name: &judged.name,
        guideline: judged.is_guideline,
        applies: judged.is_about,
        conforms: judged.conforms(),
        open: judged.open().count(),
        rows: judged.rows.iter().map(row).collect(),
    }
}

fn row(row: &Row) -> RowReport<'_> {
    let kind = row.status.kind();
    let (tool, tests, review) = match &row.status {
        Status::CheckedBy { tool, version, .. } => (Some(ToolReport { name: tool, version }), None, None),
        Status::ByConstruction { tests, .. } => (None, Some(tests.as_slice()), None),
        Status::Reviewed { review } | Status::Outdated { review, .. } => (None, None, Some(&**review)),
        Status::Checked { .. }
        | Status::NotApplicable { .. }
        | Status::NeedsPerson { .. }
        | Status::Unchecked { .. }
        | Status::NotMet { .. } => (None, None, None),
    };
    RowReport {
        id: &row.id,
        name: row.name.as_deref(),
        level: row.level.as_deref(),
        asks: &row.asks,
        status: kind.name().replace(' ', "-"),
        open: kind.is_open(),
        detail: row.status.detail(),
        tool,
        tests,
        review,
    }
}
