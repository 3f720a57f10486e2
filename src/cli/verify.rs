//! `clearleaf verify`: files read back and compared, each with each or with the leaflet that they were made of; and what
//! each of them conforms to, where that is asked.

mod evidence;
mod files;

use std::path::{Path, PathBuf};

use super::Ending;
use super::arguments::{ReportForm, Verify, layouts, one, source_date};
use super::screen::{Screen, errors};
use crate::error::Error;
use crate::export::Asked;
use crate::export::edition_of;
use crate::export::place::{self, Told};
use crate::export::validators::Validators;
use crate::layout::{Changes, DEFAULT_LAYOUT, Edition, Layouts};
use crate::model::Reading;
use crate::source::{Disk, LEAFLET_FILE};
use crate::verify::conformance::{Conformance, Evidence, Subject, measured};
use crate::verify::report::{self, Report};
use crate::verify::{Against, Comparison};
use evidence::Gathering;
use files::{Found, Group, artefact, bytes, found};

/// The files of a group, compared, and all that is known of them.
struct Verified {
    comparison: Comparison,
    against: Option<Sought>,
    evidence: Vec<Evidence>,
}

/// What the files of a group are compared with.
struct Sought {
    /// The leaflet that they were made of.
    edition: Edition,
    /// What would tell the layout of each file, in their order; `None` where it is that of the edition.
    untold: Vec<Option<&'static str>>,
}

/// What would tell a layout.
const UNTOLD: &str = "give --layout: the file's name tells none";

/// The same where the file's name tells another than that of the files that it belongs to.
const ANOTHER: &str = "verify it on its own: its name tells another layout, paper or size than those of the first file that tells one";

pub(super) fn run(args: &Verify, screen: &mut Screen) -> Result<Ending, Error> {
    let Found {
        groups,
        empty,
        passed,
    } = found(&args.files)?;
    if let Some(passed) = passed_over(&passed) {
        screen.complain(&passed);
    }
    refuse(args, &groups, &empty)?;
    let validators = args
        .with_validators
        .then(|| Validators::of_this_machine(args.validators.as_deref()));
    let mut verified = Vec::new();
    for group in &groups {
        let against = match &args.against {
            None => None,
            Some(name) => match edition(args, name, group, screen)? {
                None => return Ok(Ending::LeafletsToMend),
                against => against,
            },
        };
        verified.push(verify(args, group, against, validators.as_ref(), screen)?);
    }
    let text = told(args, &verified)?;
    match &args.out {
        Some(path) => place::put(path, &text)?,
        None => screen.bytes(&text),
    }
    Ok(if verified.iter().all(Verified::is_well) {
        Ending::Well
    } else {
        Ending::LeafletsToMend
    })
}

impl Verified {
    /// Judges every file by what is measured in it, whatever report is asked for.
    fn measure(mut self) -> Result<Self, Error> {
        let unmet: Result<Vec<_>, _> = self.subjects().map(|subject| measured(&subject)).collect();
        for (file, unmet) in self.comparison.files.iter_mut().zip(unmet?) {
            file.unmet = unmet;
        }
        Ok(self)
    }

    /// The files, each with all that is known of it.
    fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        let files = self.comparison.files.iter().zip(&self.evidence).enumerate();
        files.map(|(number, (compared, evidence))| {
            let against = self.against.as_ref();
            let untold = against.and_then(|against| against.untold.get(number).copied().flatten());
            let edition = against.map(|against| &against.edition);
            Subject::of(compared, edition, evidence).without_layout(untold)
        })
    }

    /// Whether nothing is wrong with the files: what is left for a person to look at is not wrong.
    fn is_well(&self) -> bool {
        let passed = |evidence: &Evidence| {
            let mut verdicts = evidence.verdicts.iter();
            verdicts.all(|verdict| verdict.complaints.is_empty())
        };
        self.comparison.is_well() && self.evidence.iter().all(passed)
    }
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
fn refuse(args: &Verify, groups: &[Group], empty: &[PathBuf]) -> Result<(), Error> {
    let help = "name PDF, DOCX, EPUB or HTML files, or a folder with some in it";
    if groups.is_empty() {
        return Err(Error::Layout(format!("there is no file to verify\nhelp: {help}")));
    }
    if let Some(folder) = empty.first() {
        let folder = folder.display();
        return Err(Error::Layout(format!(
            "there is no file to verify in {folder}\nhelp: {help}"
        )));
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
    against: Option<Sought>,
    validators: Option<&Validators>,
    screen: &mut Screen,
) -> Result<Verified, Error> {
    let edition = against.as_ref().map(|against| &against.edition);
    let gathering = asks(args).then(|| Gathering::of(edition, validators));
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
    let reading = edition.map(Reading::of);
    let with = match (&args.against, &reading) {
        (Some(name), Some(reading)) => Against::Leaflet { name, reading },
        (Some(_) | None, _) => Against::Each,
    };
    let mut comparison = Comparison::of(artefacts, with);
    if against.is_some() {
        comparison.absent = group.absent();
    }
    Verified {
        comparison,
        against,
        evidence,
    }
    .measure()
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
    Ok(Report {
        comparison: &verified.comparison,
        conformance: verified
            .subjects()
            .map(Conformance::of)
            .collect::<Result<_, _>>()?,
        edition: verified.against.as_ref().map(|against| &against.edition),
        is_layout_told: verified
            .against
            .as_ref()
            .is_some_and(|against| against.untold.iter().all(Option::is_none)),
    })
}

/// How files were asked for: by the command line, else by a file's name.
fn asked<'a>(args: &'a Verify, stem: &str, layouts: &'a Layouts) -> Told<'a> {
    let told = place::told(stem, layouts);
    Told {
        layout: args.layout.as_deref().or(told.layout),
        size: args.size.or(told.size),
        paper: args.paper.or(told.paper),
    }
}

/// The leaflet that the files of a group were made of, in the layout and at the size that their name tells where none is
/// asked for; `None` where it has errors, which have been told. Where nothing tells the layout, the files are compared in
/// the default one, and held against none.
fn edition(args: &Verify, name: &str, group: &Group, screen: &mut Screen) -> Result<Option<Sought>, Error> {
    let layouts = layouts(args.layouts.as_deref())?;
    let stems: Vec<_> = group
        .files
        .iter()
        .map(|file| file.file_stem().unwrap_or_default().to_string_lossy())
        .collect();
    let own: Vec<Told<'_>> = stems.iter().map(|stem| asked(args, stem, &layouts)).collect();
    let first = own.iter().copied().find(|told| told.layout.is_some());
    let told = first.unwrap_or_else(|| asked(args, &group.stem, &layouts));
    let untold = own.iter().map(|own| match own.layout {
        None => Some(UNTOLD),
        Some(_) if *own == told => None,
        Some(_) => Some(ANOTHER),
    });
    let untold: Vec<Option<&'static str>> = untold.collect();
    let changes = Changes {
        size: told.size,
        paper: told.paper,
    };
    let name_of_layout = told.layout.unwrap_or(DEFAULT_LAYOUT);
    for (file, help) in group.files.iter().zip(&untold) {
        if let Some(help) = help {
            let file = file.display();
            screen.complain(&format!(
                "{file}: compared in the layout {name_of_layout}, and held against none: {help}"
            ));
        }
    }
    let layout = layouts.layout(name_of_layout, changes)?;
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
    Ok(edition.map(|edition| Sought { edition, untold }))
}
