//! How one requirement stands for one file: what is wrong is said first, then what was shown, then what is left to do.
//!
//! Strict by order: a fault that breaks a row, or a tool that complains under its rules, beats everything; what only a person
//! can tell is never answered by a program; and a test of the writer speaks for no bytes but those that the writer writes.

use super::check::{Check, Outcome};
use super::evidence::{Tool, Verdict};
use super::reviews::Found;
use super::standard::{By, Requirement, Standard};
use super::status::Status;
use super::{Judged, Subject};
use crate::error::Error;

/// How a requirement stands.
pub(super) fn status(
    subject: &Subject<'_>,
    standard: &Standard,
    requirement: &Requirement,
    review: Found<'_>,
) -> Status {
    let not_applicable = |why: &str| Status::NotApplicable { why: why.to_owned() };
    let Some(format) = subject.format() else {
        return Status::Unchecked {
            help: "what it is could not be told".to_owned(),
        };
    };
    if !standard.is_about(format) || !requirement.is_about(format) {
        return not_applicable(&format!("it cannot be asked of {format}"));
    }
    if let Some(why) = &requirement.never {
        return not_applicable(why);
    }
    let read = match &subject.artefact.read {
        Ok(read) => read,
        Err(why) => return unread(subject, requirement, why),
    };
    if let Some(what) = wrong(subject, requirement, &read.facts.faults) {
        return Status::NotMet { what };
    }
    let outcome = requirement.check.map(|check| check.of(subject, read));
    if let Some(Outcome::Unmet(what)) = outcome {
        return Status::NotMet { what };
    }
    if let Some(feature) = requirement.without
        && !feature.is_in(read)
        && read.facts.unread.is_empty()
        && read.facts.tagged
    {
        return not_applicable(feature.none());
    }
    shown(subject, requirement, outcome, review)
}

/// A file that cannot be read meets nothing, but for what it is asked as a file nobody knows what it fails, unless a tool
/// of others does.
fn unread(subject: &Subject<'_>, requirement: &Requirement, why: &Error) -> Status {
    let what = format!("the file cannot be read: {}", why.reason());
    match (wrong(subject, requirement, &[]), requirement.check) {
        (Some(what), _) => Status::NotMet { what },
        (None, Some(Check::Readable)) => Status::NotMet { what },
        (None, _) => Status::Unchecked { help: what },
    }
}

/// What breaks it: a fault that reading back found, or a complaint of another tool.
fn wrong(subject: &Subject<'_>, requirement: &Requirement, faults: &[String]) -> Option<String> {
    let fault = faults.iter().find(|fault| breaks(requirement, fault));
    if let Some(fault) = fault {
        return Some(fault.clone());
    }
    subject.evidence.verdicts.iter().find_map(|verdict| {
        let complaint = verdict
            .complaints
            .iter()
            .find(|complaint| looks_for(requirement, verdict.tool, &complaint.rule))?;
        Some(format!(
            "{}: {} {}",
            verdict.tool, complaint.rule, complaint.message
        ))
    })
}

/// Whether a fault of reading back breaks a requirement.
pub(super) fn breaks(requirement: &Requirement, fault: &str) -> bool {
    requirement
        .faults
        .iter()
        .any(|words| fault.contains(words.as_str()))
}

/// Whether a rule of a tool looks for what is asked.
pub(super) fn looks_for(requirement: &Requirement, tool: Tool, rule: &str) -> bool {
    let rules = requirement.tools.get(&tool);
    rules.is_some_and(|rules| rules.iter().any(|own| own == "*" || own == rule))
}

/// What shows it, or what is left to do.
fn shown(
    subject: &Subject<'_>,
    requirement: &Requirement,
    outcome: Option<Outcome>,
    review: Found<'_>,
) -> Status {
    let verdict = asked(subject, requirement);
    let tests = held(subject, requirement);
    if let Some(look) = &requirement.person {
        let found = match (&outcome, verdict) {
            (Some(Outcome::Met(measured)), _) => Some(measured.clone()),
            (_, Some(verdict)) => Some(passed(verdict)),
            (Some(Outcome::Unmet(_) | Outcome::Unknown(_)) | None, None) => None,
        };
        return person(review, look, found);
    }
    let unknown = match outcome {
        Some(Outcome::Met(measured)) => return Status::Checked { measured },
        Some(Outcome::Unknown(help)) => Some(help),
        Some(Outcome::Unmet(_)) | None => None,
    };
    // What a tool does not complain of is not yet shown, where only a person can tell.
    if let Some(verdict) = verdict.filter(|_| requirement.by == By::Machine) {
        return Status::CheckedBy {
            tool: verdict.tool.name(),
            version: verdict.version.clone(),
            verdict: "found nothing".to_owned(),
        };
    }
    if let Some(tests) = tests {
        return Status::ByConstruction {
            why: requirement.because.clone(),
            tests: tests.to_vec(),
        };
    }
    match (&requirement.refers, &requirement.look) {
        (Some(other), _) => Status::Unchecked {
            help: format!("see {other}"),
        },
        (None, Some(look)) => person(review, look, None),
        (None, None) => Status::Unchecked {
            help: unknown.unwrap_or_else(|| help(subject, requirement)),
        },
    }
}

/// The verdict of a tool that looks for it.
fn asked<'a>(subject: &Subject<'a>, requirement: &Requirement) -> Option<&'a Verdict> {
    let evidence = subject.evidence;
    evidence
        .verdicts
        .iter()
        .find(|verdict| requirement.tools.contains_key(&verdict.tool))
}

fn passed(verdict: &Verdict) -> String {
    format!("{} {} found nothing", verdict.tool, verdict.version)
}

/// The tests that hold it for these bytes.
fn held<'a>(subject: &Subject<'_>, requirement: &'a Requirement) -> Option<&'a [String]> {
    let tests = requirement.holds.get(subject.format()?)?;
    (subject.evidence.ours && !tests.is_empty()).then_some(tests.as_slice())
}

/// What a person has said, or has to look at.
fn person(review: Found<'_>, look: &str, found: Option<String>) -> Status {
    match review {
        Found::Current(review) => Status::Reviewed {
            review: Box::new(review.clone()),
        },
        Found::Outdated(review, why) => Status::Outdated {
            review: Box::new(review.clone()),
            why,
            look: look.to_owned(),
        },
        Found::Nothing => Status::NeedsPerson {
            look: look.to_owned(),
            found,
        },
    }
}

/// What would show it.
fn help(subject: &Subject<'_>, requirement: &Requirement) -> String {
    let silent = subject
        .evidence
        .silent
        .iter()
        .find(|(tool, _)| requirement.tools.contains_key(tool));
    if let Some((tool, why)) = silent {
        return format!("{tool} gave no verdict: {why}");
    }
    let tools: Vec<&str> = requirement.tools.keys().map(|tool| tool.name()).collect();
    let held = subject.format().and_then(|format| requirement.holds.get(format));
    let ours = match (held, subject.edition) {
        (None, _) => None,
        (Some(_), None) => Some(
            "give the leaflet with --against: where the file is clearleaf's own, tests of clearleaf hold it",
        ),
        (Some(_), Some(_)) => Some("the file is not, byte for byte, what clearleaf writes of the leaflet"),
    };
    match (tools.as_slice(), ours) {
        ([], None) => "nothing here looks for it".to_owned(),
        ([], Some(ours)) => ours.to_owned(),
        (tools, None) => format!("run with --with-validators: {} looks for it", tools.join(" or ")),
        (tools, Some(ours)) => format!(
            "run with --with-validators: {} looks for it ({ours})",
            tools.join(" or ")
        ),
    }
}

/// What is wrong with the file and breaks no row of any standard that it is asked: it must not get lost.
pub(super) fn unclaimed(subject: &Subject<'_>, judged: &[Judged<'_>]) -> Vec<String> {
    let Ok(read) = &subject.artefact.read else {
        return Vec::new();
    };
    let format = subject.format().unwrap_or_default();
    let asked = || {
        let standards = judged.iter().map(|judged| judged.standard);
        let standards = standards.filter(|standard| standard.is_about(format));
        standards
            .flat_map(|standard| &standard.requirements)
            .filter(|requirement| requirement.is_about(format))
    };
    let mut out: Vec<String> = read
        .facts
        .faults
        .iter()
        .filter(|fault| !asked().any(|requirement| breaks(requirement, fault)))
        .cloned()
        .collect();
    for verdict in &subject.evidence.verdicts {
        let lost = verdict.complaints.iter().filter(|complaint| {
            !asked().any(|requirement| looks_for(requirement, verdict.tool, &complaint.rule))
        });
        out.extend(
            lost.map(|complaint| format!("{}: {} {}", verdict.tool, complaint.rule, complaint.message)),
        );
    }
    out
}
