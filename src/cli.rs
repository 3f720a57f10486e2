//! The command line: what was typed, into what it means.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use annotate_snippets::Renderer;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use crate::backend::{BACKENDS, Backend};
use crate::error::Error;
use crate::export::{self, Order, Outcome};
use crate::finding::{Finding, Severity, has_errors, render};
use crate::layout::{DEFAULT_LAYOUT, LAYOUTS, Layout, SIZES};
use crate::model::{Date, Pt};
use crate::source::{Disk, Files};

/// One health leaflet in; a large-print PDF, a Word file and an e-book out, that say the same.
///
/// A leaflet is a folder under `source` with a `leaflet.md` in it. Every file that is written is opened again and
/// compared with the leaflet before it gets its name.
///
/// Exit status: 0, all is well (warnings included); 1, a leaflet has errors to mend; 2, the command was mistyped, or
/// clearleaf or the machine failed.
#[derive(Parser)]
#[command(name = "clearleaf", version, arg_required_else_help = true)]
#[command(
    after_help = "Try:\n  clearleaf build\n  clearleaf build breast-reconstruction --size 28\n  clearleaf check"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write leaflets as PDF, DOCX and EPUB
    Build(Build),
    /// Say what is wrong with leaflets, and write nothing
    Check(Selection),
    /// List the formats
    Formats,
    /// List the layouts
    Layouts,
}

#[derive(Args)]
struct Selection {
    /// Which leaflets, by the names of their folders; all of them if none is named
    #[arg(value_name = "LEAFLET")]
    leaflets: Vec<String>,
    /// The folder that holds the leaflets
    #[arg(long, value_name = "DIR", default_value = "source")]
    source: PathBuf,
}

#[derive(Args)]
struct Build {
    #[command(flatten)]
    selection: Selection,
    /// Where the files go: DIR/LEAFLET/LEAFLET-LAYOUT.pdf and so on, -28pt before the dot with `--size 28`
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Which formats, with commas between them or the option repeated; all of them if none is named
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    formats: Vec<String>,
    /// How the pages look; `clearleaf layouts` lists the choices
    #[arg(long, value_name = "NAME", default_value = DEFAULT_LAYOUT, value_parser = layouts())]
    layout: String,
    /// The size of the text in points, from 12 to 72, instead of the layout's own; everything reflows. In an
    /// EPUB it is where the reader starts
    #[arg(long, value_name = "PT", value_parser = size)]
    size: Option<Pt>,
    /// How many threads work; one for each core if not given. The files are the same for any number
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

fn formats() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(BACKENDS.iter().map(|backend| backend.format().id))
}

fn layouts() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(LAYOUTS.iter().map(|layout| layout.name))
}

fn size(text: &str) -> Result<Pt, String> {
    let number: Pt = text
        .trim_end_matches("pt")
        .parse()
        .map_err(|_| "give a number of points, such as 28")?;
    if SIZES.contains(&number) {
        Ok(number)
    } else {
        Err(format!(
            "give a size from {} to {} points",
            SIZES.start(),
            SIZES.end()
        ))
    }
}

/// How many findings of one leaflet are shown at once: more are not read, and bury the first.
const MOST_SHOWN: usize = 100;

/// How a run ended, worst last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    Well,
    LeafletsToMend,
    Failed,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Well => Self::SUCCESS,
            Ending::LeafletsToMend => Self::from(1),
            Ending::Failed => Self::from(2),
        }
    }
}

/// Runs the program on the process's own arguments.
#[must_use]
pub fn run() -> ExitCode {
    let mut screen = Screen::new();
    let ending = match Cli::parse().command {
        Command::Build(args) => build(&args, &mut screen),
        Command::Check(args) => check(&args, &mut screen),
        Command::Formats => list_formats(&mut screen),
        Command::Layouts => list_layouts(&mut screen),
    };
    match ending {
        Ok(ending) => ending.into(),
        Err(error) => {
            screen.error(&error);
            Ending::Failed.into()
        }
    }
}

fn build(args: &Build, screen: &mut Screen) -> Result<Ending, Error> {
    screen.source.clone_from(&args.selection.source);
    let disk = Disk::new(&args.selection.source);
    let Some(slugs) = slugs(&args.selection, &disk, screen)? else {
        return Ok(Ending::LeafletsToMend);
    };
    let backends: Vec<&'static dyn Backend> = if args.formats.is_empty() {
        BACKENDS.to_vec()
    } else {
        BACKENDS
            .iter()
            .copied()
            .filter(|b| args.formats.iter().any(|id| id == b.format().id))
            .collect()
    };
    let jobs = args
        .jobs
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN);
    let order = Order {
        files: &disk,
        slugs,
        out: args.out.clone(),
        backends,
        layout: Layout::bundled(&args.layout, args.size)?,
        date: source_date()?,
        jobs,
    };
    let mut ending = Ending::Well;
    export::build(&order, |outcome| ending = ending.max(screen.outcome(&outcome)));
    Ok(ending)
}

fn check(args: &Selection, screen: &mut Screen) -> Result<Ending, Error> {
    screen.source.clone_from(&args.source);
    let disk = Disk::new(&args.source);
    let Some(slugs) = slugs(args, &disk, screen)? else {
        return Ok(Ending::LeafletsToMend);
    };
    let layout = Layout::bundled(DEFAULT_LAYOUT, None)?;
    let date = source_date()?;
    let mut ending = Ending::Well;
    for slug in slugs {
        match export::edition(&disk, &slug, &layout, date) {
            Ok((_, findings)) => {
                screen.findings(&findings);
                if has_errors(&findings) {
                    screen.complain(&format!("{slug}: {} to mend", errors(&findings)));
                    ending = ending.max(Ending::LeafletsToMend);
                } else {
                    screen.line(&format!("{slug}: {}", tally(&findings)));
                }
            }
            Err(error) => {
                screen.error(&error);
                ending = Ending::Failed;
            }
        }
    }
    Ok(ending)
}

/// How many findings stop the leaflet, in words.
fn errors(findings: &[Finding]) -> String {
    match findings.iter().filter(|f| f.severity == Severity::Error).count() {
        1 => "1 error".to_owned(),
        n => format!("{n} errors"),
    }
}

fn tally(findings: &[Finding]) -> String {
    match findings.len() {
        0 => "nothing to mend".to_owned(),
        1 => "1 thing to look at, none that stops a build".to_owned(),
        n => format!("{n} things to look at, none that stops a build"),
    }
}

/// The leaflets asked for, or all there are; `None`, after saying so, where there is none.
fn slugs(args: &Selection, files: &Disk, screen: &mut Screen) -> Result<Option<Vec<String>>, Error> {
    if !args.leaflets.is_empty() {
        let mut slugs: Vec<String> = args.leaflets.iter().map(|name| slug(name)).collect();
        let mut seen = std::collections::BTreeSet::new();
        slugs.retain(|slug| seen.insert(slug.clone()));
        return Ok(Some(slugs));
    }
    let all = files.leaflets().map_err(|why| Error::Io {
        action: "list the leaflets in",
        path: args.source.clone(),
        source: std::io::Error::other(why.to_string()),
    })?;
    if all.is_empty() {
        let source = args.source.display();
        screen.complain(&format!(
            "error: there is no leaflet in {source}\nhelp: make a folder for it with a file named leaflet.md: {source}/my-leaflet/leaflet.md"
        ));
        return Ok(None);
    }
    Ok(Some(all))
}

/// A leaflet's name, also where somebody typed the path of its folder or file.
fn slug(typed: &str) -> String {
    let path = Path::new(typed);
    let folder = if path.file_name().is_some_and(|name| name == "leaflet.md") {
        path.parent()
    } else {
        Some(path)
    };
    folder
        .and_then(Path::file_name)
        .map_or_else(|| typed.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The date of `SOURCE_DATE_EPOCH` (reproducible-builds.org), where it is set.
fn source_date() -> Result<Option<Date>, Error> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let date = value
        .to_str()
        .and_then(|text| text.parse().ok())
        .and_then(Date::from_unix);
    match date {
        Some(date) => Ok(Some(date)),
        None => Err(Error::Layout(format!(
            "SOURCE_DATE_EPOCH is {value:?}; give a whole number of seconds since 1970, or unset it"
        ))),
    }
}

fn list_formats(screen: &mut Screen) -> Result<Ending, Error> {
    for backend in BACKENDS {
        let format = backend.format();
        screen.line(&format!(
            "{:<6} .{:<6} {}",
            format.id, format.extension, format.summary
        ));
    }
    Ok(Ending::Well)
}

fn list_layouts(screen: &mut Screen) -> Result<Ending, Error> {
    for bundled in &LAYOUTS {
        let profile = Layout::bundled(bundled.name, None)?.profile;
        screen.line(&format!(
            "{:<14} {}\n{:<14} follows: {}",
            profile.name, profile.summary, "", profile.guideline
        ));
    }
    Ok(Ending::Well)
}

/// Standard output for results, standard error for what is wrong. A reader that went away is no fault of ours.
struct Screen {
    renderer: Renderer,
    /// The folder of the leaflets, so that the paths in findings can be opened from where the reader stands.
    source: PathBuf,
}

impl Screen {
    fn new() -> Self {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self {
            renderer: if colour {
                Renderer::styled()
            } else {
                Renderer::plain()
            },
            source: PathBuf::new(),
        }
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    fn complain(&mut self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    fn error(&mut self, error: &Error) {
        self.complain(&format!("error: {error}"));
    }

    fn findings(&mut self, findings: &[Finding]) {
        for finding in findings.iter().take(MOST_SHOWN) {
            let text = render(finding, &self.renderer, &self.source);
            self.complain(&format!("{text}\n"));
        }
        if let Some(more) = findings.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
            self.complain(&format!(
                "there is more like this: {more} findings are not shown\n"
            ));
        }
    }

    fn outcome(&mut self, outcome: &Outcome) -> Ending {
        self.findings(&outcome.findings);
        let mut ending = Ending::Well;
        if has_errors(&outcome.findings) {
            let errors = errors(&outcome.findings);
            self.complain(&format!("{}: not built, {errors} to mend", outcome.slug));
            ending = Ending::LeafletsToMend;
        }
        let failed = outcome.files.iter().filter_map(|file| file.as_ref().err());
        for error in outcome.error.iter().chain(failed) {
            self.complain(&format!("error: {}: {error}", outcome.slug));
            ending = Ending::Failed;
        }
        for file in outcome.files.iter().flatten() {
            let size = format!("{:.0} kB", (file.bytes as f64 / 1000.0).max(1.0));
            let pages = match file.pages {
                Some(1) => "1 page, ".to_owned(),
                Some(pages) => format!("{pages} pages, "),
                None => String::new(),
            };
            let time = file.time.as_millis();
            self.line(&format!("{}  {pages}{size}, {time} ms", file.path.display()));
        }
        ending
    }
}
