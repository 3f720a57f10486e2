//! How one requirement stands for one file: what is wrong is said first, then what was shown, then what is left to do.
//!
//! Strict by order: a fault that breaks a row, or a tool that complains under its rules, beats everything; what only a person
//! can tell is never answered by a program; and a test of the writer speaks for no bytes but those that the writer writes.

use super::check::{Check, Outcome, as_leaflet};
use super::evidence::{Tool, Verdict};
use super::reviews::Found;
use super::standard::{By, Requirement, Standard};
use super::status::{Cause, Status};
use super::{Judged, Subject};
use crate::backend::Inspection;
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
            help: "give a PDF, DOCX, EPUB or HTML file: what this is could not be told".to_owned(),
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
    if let Some(status) = wrong(subject, requirement, &read.facts.faults) {
        return status;
    }
    let outcome = match measured(subject, requirement, read) {
        Ok(outcome) => outcome,
        Err(status) => return *status,
    };
    if let Some(feature) = requirement.without
        && !feature.is_in(read)
        && read.facts.unread.is_empty()
        && read.facts.tagged
    {
        return not_applicable(feature.none());
    }
    shown(subject, requirement, outcome, review)
}

/// What was measured where that alone keeps a file from meeting a requirement.
pub(super) fn unmet(subject: &Subject<'_>, standard: &Standard, requirement: &Requirement) -> Option<String> {
    let format = subject.format()?;
    let read = subject.artefact.read.as_ref().ok()?;
    if !standard.is_about(format) || !requirement.is_about(format) || requirement.never.is_some() {
        return None;
    }
    let Status::NotMet {
        what,
        by: Cause::Measure,
    } = *measured(subject, requirement, read).err()?
    else {
        return None;
    };
    let fault = wrong(subject, requirement, &read.facts.faults);
    fault.is_none().then_some(what)
}

/// What was measured in the file and found of the differences from the leaflet.
///
/// # Errors
/// How the requirement stands where one of the two breaks it.
fn measured(
    subject: &Subject<'_>,
    requirement: &Requirement,
    read: &Inspection,
) -> Result<Option<Outcome>, Box<Status>> {
    let not_met = |what, by| Err(Box::new(Status::NotMet { what, by }));
    let outcome = requirement.check.map(|check| check.of(subject, read));
    let alike = as_leaflet(subject, &requirement.as_leaflet);
    // What could not be read is told line by line, as faults are.
    let by = match requirement.check {
        Some(Check::Readable) => Cause::Fault,
        Some(_) | None => Cause::Measure,
    };
    match (outcome, alike) {
        (Some(Outcome::Unmet(what)), _) => not_met(what, by),
        (Some(Outcome::Unlike(what)), _) | (_, Some(Outcome::Unlike(what) | Outcome::Unmet(what))) => {
            not_met(what, Cause::Leaflet)
        }
        (Some(outcome), _) | (None, Some(outcome)) => Ok(Some(outcome)),
        (None, None) => Ok(None),
    }
}

/// A file that cannot be read meets nothing, but for what it is asked as a file nobody knows what it fails, unless a tool
/// of others does.
fn unread(subject: &Subject<'_>, requirement: &Requirement, why: &Error) -> Status {
    match (wrong(subject, requirement, &[]), requirement.check) {
        (Some(status), _) => status,
        (None, Some(Check::Readable)) => Status::NotMet {
            what: format!("the file cannot be read: {}", why.reason()),
            by: Cause::Fault,
        },
        (None, _) => Status::Unchecked {
            help: format!("give a file that can be read: {}", why.reason()),
        },
    }
}

/// What breaks it: a fault that reading back found, or a complaint of another tool.
fn wrong(subject: &Subject<'_>, requirement: &Requirement, faults: &[String]) -> Option<Status> {
    let fault = faults.iter().find(|fault| breaks(requirement, fault));
    if let Some(fault) = fault {
        return Some(Status::NotMet {
            what: fault.clone(),
            by: Cause::Fault,
        });
    }
    subject.evidence.verdicts.iter().find_map(|verdict| {
        let complaint = verdict
            .complaints
            .iter()
            .find(|complaint| looks_for(requirement, verdict.tool, &complaint.rule))?;
        Some(Status::NotMet {
            what: format!("{}: {} {}", verdict.tool, complaint.rule, complaint.message),
            by: Cause::Tool,
        })
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
            (Some(Outcome::Met(measured)), _) => Some(format!("measured: {measured}")),
            (_, Some(verdict)) => Some(passed(verdict)),
            (Some(Outcome::Unknown(why)), None) => Some(why.clone()),
            (Some(Outcome::Unmet(_) | Outcome::Unlike(_)) | None, None) => None,
        };
        return person(review, look, found);
    }
    let unknown = match outcome {
        Some(Outcome::Met(measured)) => return Status::Checked { measured },
        Some(Outcome::Unknown(help)) => Some(help),
        Some(Outcome::Unmet(_) | Outcome::Unlike(_)) | None => None,
    };
    // What a tool does not complain of is not yet shown, where only a person can tell.
    if let Some(verdict) = verdict.filter(|_| requirement.by == By::Machine) {
        return Status::CheckedBy {
            tool: verdict.tool.name(),
            version: verdict.version.clone(),
            verdict: "found nothing wrong".to_owned(),
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
        (None, Some(look)) => person(review, look, unknown),
        (None, None) => Status::Unchecked {
            help: match unknown {
                Some(unknown) => format!("{} ({unknown})", help(subject, requirement)),
                None => help(subject, requirement),
            },
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

/// A tool that looks for some of it says nothing of the rest.
fn passed(verdict: &Verdict) -> String {
    format!(
        "{} {} ran and complains of nothing here, and cannot tell all of it",
        verdict.tool, verdict.version
    )
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
        Found::Elsewhere(review, why) => Status::NeedsPerson {
            look: look.to_owned(),
            found,
            review: Some((Box::new(review.clone()), why)),
        },
        Found::Nothing => Status::NeedsPerson {
            look: look.to_owned(),
            found,
            review: None,
        },
    }
}

/// What would show it: what to do.
fn help(subject: &Subject<'_>, requirement: &Requirement) -> String {
    let silent = subject
        .evidence
        .silent
        .iter()
        .find(|(tool, _)| requirement.tools.contains_key(tool));
    if let Some((tool, why)) = silent {
        return format!("ask {tool} again, which gave no verdict: {why}");
    }
    let format = subject.format().unwrap_or_default();
    let tools = requirement.tools.keys().filter(|tool| tool.format() == format);
    let tools: Vec<&str> = tools.map(|tool| tool.name()).collect();
    let ours = match (requirement.holds.contains_key(format), subject.edition) {
        (false, _) => None,
        (true, None) => Some(
            "give the leaflet with --against: where the file is clearleaf's own, tests of clearleaf hold it",
        ),
        (true, Some(_)) => Some("the file is not, byte for byte, what clearleaf writes of the leaflet"),
    };
    match (tools.as_slice(), ours) {
        ([], None) => "look for it yourself: nothing here does".to_owned(),
        ([], Some(ours)) => {
            format!("look for it yourself, or verify the file that clearleaf writes ({ours})")
        }
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
