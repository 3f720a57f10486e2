//! What a file conforms to, for programs: every requirement, also those that do not apply.

use serde::Serialize;

use crate::model::Review;
use crate::verify::conformance::{Complaint, Conformance, Evidence, Judged, Row, Status};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ConformanceReport<'a> {
    standards: Vec<StandardReport<'a>>,
    /// What is wrong beside all that standards ask.
    unclaimed: &'a [String],
    /// Whether these bytes are what clearleaf writes of the leaflet.
    own_bytes: bool,
    tools: Vec<VerdictReport<'a>>,
}

/// A tool that was asked: what it said, or why it said nothing.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct VerdictReport<'a> {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complaints: Option<Vec<ComplaintReport<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_verdict: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ComplaintReport<'a> {
    rule: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct StandardReport<'a> {
    name: &'a str,
    guideline: bool,
    applies: bool,
    conforms: bool,
    open: usize,
    /// What the layout says of itself (guidelines).
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    says: &'a [String],
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
        own_bytes: conformance.evidence.ours,
        tools: tools(conformance.evidence),
    }
}

fn tools(evidence: &Evidence) -> Vec<VerdictReport<'_>> {
    let said = evidence.verdicts.iter().map(|verdict| VerdictReport {
        name: verdict.tool.name(),
        version: Some(&verdict.version),
        complaints: Some(verdict.complaints.iter().map(complaint).collect()),
        no_verdict: None,
    });
    let silent = evidence.silent.iter().map(|(tool, why)| VerdictReport {
        name: tool.name(),
        version: None,
        complaints: None,
        no_verdict: Some(why),
    });
    said.chain(silent).collect()
}

fn complaint(complaint: &Complaint) -> ComplaintReport<'_> {
    ComplaintReport {
        rule: &complaint.rule,
        message: &complaint.message,
    }
}

fn standard<'a>(judged: &'a Judged<'a>) -> StandardReport<'a> {
    StandardReport {
        name: &judged.name,
        guideline: judged.is_guideline,
        applies: judged.is_about,
        conforms: judged.conforms(),
        open: judged.open().count(),
        says: &judged.says,
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
