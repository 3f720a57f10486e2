//! `clearleaf verify`: files read back and compared, each with each or with the leaflet that they were made of; and what
//! each of them conforms to, where that is asked.

mod evidence;
mod files;

use std::path::{Path, PathBuf};

use super::Ending;
use super::arguments::{ReportForm, Verify, layouts, one, source_date};
use super::screen::{Screen, errors};
use crate::error::Error;
use crate::export::validators::Validators;
use crate::export::{Asked, edition_of, place};
use crate::layout::{Changes, DEFAULT_LAYOUT, Edition};
use crate::model::Reading;
use crate::source::{Disk, LEAFLET_FILE};
use crate::verify::conformance::{Conformance, Evidence, Subject};
use crate::verify::report::{self, Report};
use crate::verify::{Against, Comparison};
use evidence::Gathering;
use files::{Found, Group, artefact, bytes, found};

/// The files of a group, compared, and all that is known of them.
struct Verified {
    comparison: Comparison,
    edition: Option<Edition>,
    evidence: Vec<Evidence>,
}

pub(super) fn run(args: &Verify, screen: &mut Screen) -> Result<Ending, Error> {
    let Found { groups, passed } = found(&args.files)?;
    if let Some(passed) = passed_over(&passed) {
        screen.complain(&passed);
    }
    refuse(args, &groups)?;
    let validators = args
        .with_validators
        .then(|| Validators::of_this_machine(args.validators.as_deref()));
    let mut verified = Vec::new();
    for group in &groups {
        let edition = match &args.against {
            None => None,
            Some(name) => match edition(args, name, group, screen)? {
                None => return Ok(Ending::LeafletsToMend),
                edition => edition,
            },
        };
        verified.push(verify(args, group, edition, validators.as_ref(), screen)?);
    }
    let text = told(args, &verified)?;
    match &args.out {
        Some(path) => place::put(path, &text)?,
        None => screen.bytes(&text),
    }
    let passed = |evidence: &Evidence| {
        evidence
            .verdicts
            .iter()
            .all(|verdict| verdict.complaints.is_empty())
    };
    let is_good = |one: &Verified| one.comparison.is_good() && one.evidence.iter().all(passed);
    Ok(if verified.iter().all(is_good) {
        Ending::Well
    } else {
        Ending::LeafletsToMend
    })
}

/// How many of the files that were passed over are named.
const MOST_PASSED: usize = 10;

/// The files of a folder that no format knows by their names, in a line.
fn passed_over(paths: &[PathBuf]) -> Option<String> {
    let shown = paths.iter().take(MOST_PASSED);
    let shown: Vec<String> = shown.map(|path| path.display().to_string()).collect();
    let more = match paths.len().saturating_sub(MOST_PASSED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!paths.is_empty()).then(|| {
        format!(
            "passed over, for their names are not those of PDF, DOCX, EPUB or HTML: {}{more}",
            shown.join(", ")
        )
    })
}

/// Refuses what was mistyped: folders and leaflets that are not there, and a report in the place of what it is about.
fn refuse(args: &Verify, groups: &[Group]) -> Result<(), Error> {
    if groups.is_empty() {
        let help = "name PDF, DOCX, EPUB or HTML files, or a folder with some in it";
        return Err(Error::Layout(format!("there is no file to verify\nhelp: {help}")));
    }
    // Standard input can be read but once.
    if let Some(name) = args.against.as_ref().filter(|name| *name != "-") {
        is_there(&one(name, &args.source)?, &args.source)?;
    }
    if let Some(folder) = args.validators.as_ref().filter(|folder| !folder.is_dir()) {
        let message = format!("--validators: there is no folder {}", folder.display());
        return Err(Error::Layout(message));
    }
    if let Some(out) = args.out.as_ref().and_then(|out| out.canonicalize().ok()) {
        let files = groups.iter().flat_map(|group| &group.files);
        let mut real = files.filter_map(|file| file.canonicalize().ok());
        if real.any(|file| file == out) {
            let message = format!("--out: {} is one of the files to verify", out.display());
            return Err(Error::Layout(message));
        }
    }
    Ok(())
}

/// Refuses a leaflet that is not there. One that is there and has errors is told of with its findings.
fn is_there(leaflet: &Asked, source: &Path) -> Result<(), Error> {
    let missing = match leaflet {
        Asked::Folder(slug) if !source.join(slug).join(LEAFLET_FILE).is_file() => {
            let folder = source.display();
            format!(
                "there is no leaflet `{slug}` in {folder}\nhelp: name its folder; --source says where it lies"
            )
        }
        Asked::File(path) if !path.is_file() => format!("there is no leaflet {}", path.display()),
        Asked::Folder(_) | Asked::File(_) | Asked::Given { .. } => return Ok(()),
    };
    Err(Error::Layout(missing))
}

/// Reads the files of a group, compares them, and gathers what else is known where it is asked for.
fn verify(
    args: &Verify,
    group: &Group,
    edition: Option<Edition>,
    validators: Option<&Validators>,
    screen: &mut Screen,
) -> Result<Verified, Error> {
    let gathering = asks(args).then(|| Gathering::of(edition.as_ref(), validators));
    let (mut artefacts, mut evidence) = (Vec::new(), Vec::new());
    for path in &group.files {
        let bytes = bytes(path)?;
        let artefact = artefact(path, bytes.as_deref());
        let known = match (&gathering, &bytes) {
            (Some(gathering), Some(bytes)) => {
                gathering.about(&artefact.name, artefact.format, bytes, screen)?
            }
            (Some(_), None) | (None, _) => Evidence::default(),
        };
        artefacts.push(artefact);
        evidence.push(known);
    }
    drop(gathering);
    let reading = edition.as_ref().map(Reading::of);
    let against = match (&args.against, &reading) {
        (Some(name), Some(reading)) => Against::Leaflet { name, reading },
        (Some(_) | None, _) => Against::Each,
    };
    let mut comparison = Comparison::of(artefacts, against);
    if edition.is_some() {
        comparison.absent = group.absent();
    }
    Ok(Verified {
        comparison,
        edition,
        evidence,
    })
}

/// Whether it is asked what the files conform to.
fn asks(args: &Verify) -> bool {
    args.report.is_some() || args.with_validators
}

/// The report, in the form that was asked for.
fn told(args: &Verify, verified: &[Verified]) -> Result<Vec<u8>, Error> {
    let mut reports = Vec::new();
    if asks(args) {
        for one in verified {
            reports.push(report_of(one)?);
        }
    }
    Ok(match args.report {
        None if reports.is_empty() => report::text(verified.iter().map(|one| &one.comparison)).into_bytes(),
        None | Some(ReportForm::Text) => report::conformance_text(&reports).into_bytes(),
        Some(ReportForm::Json) => {
            let text = report::json_with(&reports).map_err(|why| Error::write("json", why))?;
            format!("{text}\n").into_bytes()
        }
        Some(ReportForm::Html) => report::html(&reports)?,
    })
}

fn report_of(verified: &Verified) -> Result<Report<'_>, Error> {
    let files = verified.comparison.files.iter().zip(&verified.evidence);
    let conformance = files.map(|(compared, evidence)| {
        Conformance::of(Subject::of(compared, verified.edition.as_ref(), evidence))
    });
    Ok(Report {
        comparison: &verified.comparison,
        conformance: conformance.collect::<Result<_, _>>()?,
        edition: verified.edition.as_ref(),
    })
}

/// The leaflet that the files of a group were made of, in the layout and at the size that their name tells where none is
/// asked for; `None` where it has errors, which have been told.
fn edition(args: &Verify, name: &str, group: &Group, screen: &mut Screen) -> Result<Option<Edition>, Error> {
    let layouts = layouts(args.layouts.as_deref())?;
    let told = place::told(&group.stem, &layouts);
    let layout = args.layout.as_deref().or(told.layout).unwrap_or(DEFAULT_LAYOUT);
    let changes = Changes {
        size: args.size.or(told.size),
        paper: args.paper.or(told.paper),
    };
    let layout = layouts.layout(layout, changes)?;
    let asked = one(name, &args.source)?;
    let sourced = asked.read(&Disk::new(&args.source))?;
    let (edition, findings) = edition_of(sourced, &layout, source_date()?)?;
    if edition.is_none() {
        screen.findings(&findings, asked.base(&args.source));
        let to_mend = errors(&findings);
        screen.complain(&format!(
            "{}: nothing to compare with, {to_mend} to mend",
            asked.name()
        ));
    }
    Ok(edition)
}
