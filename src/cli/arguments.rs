//! What can be typed, and what it means.

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::backend::BACKENDS;
use crate::error::Error;
use crate::export::Asked;
use crate::layout::{DEFAULT_LAYOUT, Layouts, PAPER_SIZES, PaperSize, SIZES};
use crate::model::{Date, Pt};
use crate::source::{Disk, Files, json};

/// Which leaflets.
#[derive(Args)]
pub(super) struct Selection {
    /// Which leaflets, by the names of their folders; all of them if none is named. What ends in `.json` is a file that
    /// `clearleaf model` or another program wrote; `-` is such a file on standard input
    #[arg(value_name = "LEAFLET")]
    leaflets: Vec<String>,
    /// The folder that holds the leaflets
    #[arg(long, value_name = "DIR", default_value = "source")]
    pub(super) source: PathBuf,
}

/// What is said, and how gravely it is taken.
#[derive(Args)]
pub(super) struct Saying {
    /// What stops a leaflet besides errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How to report: for people, or as JSON on standard output for programs
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) report: Form,
}

impl Saying {
    /// Whether warnings stop a leaflet.
    pub(super) fn deny_warnings(&self) -> bool {
        self.deny.is_some()
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    /// Warnings stop a leaflet as errors do
    Warnings,
}

/// How to report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people
    Text,
    /// For programs
    Json,
}

/// `build`.
#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Where the files go: DIR/LEAFLET/LEAFLET-LAYOUT.pdf and so on, -a5-28pt before the dot with `--paper a5 --size 28`
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,
    /// Which formats, with commas between them or the option repeated; all of them if none is named
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    pub(super) formats: Vec<String>,
    /// How the pages look; `clearleaf layouts` lists the choices
    #[arg(long, value_name = "NAME", default_value = DEFAULT_LAYOUT)]
    pub(super) layout: String,
    /// A folder of layouts of your own, each a folder with a `layout.toml` in it; one with the name of another that
    /// clearleaf has stands in its place
    #[arg(long, value_name = "DIR")]
    pub(super) layouts: Option<PathBuf>,
    /// The paper, instead of the layout's own; the margins stay
    #[arg(long, value_name = "PAPER", value_parser = paper())]
    pub(super) paper: Option<&'static PaperSize>,
    /// The size of the text in points, from 12 to 72, instead of the layout's own; everything reflows. In EPUB
    /// and HTML it is where the reader starts
    #[arg(long, value_name = "PT", value_parser = size)]
    pub(super) size: Option<Pt>,
    /// Do not read the files back: quicker, and nobody has proved that they say what the leaflet says
    #[arg(long)]
    pub(super) no_verify: bool,
    /// How many threads work; one for each core if not given. The files are the same for any number
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) saying: Saying,
}

/// `verify`.
#[derive(Args)]
pub(super) struct Verify {
    /// The files that should say the same: PDF, DOCX, EPUB or HTML, whoever made them. In a folder, those are compared
    /// that differ in nothing but their extension
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The leaflet that they were made of, by the name of its folder, or a file that ends in `.json`; without it, each
    /// file is compared with the first that can be read
    #[arg(long, value_name = "LEAFLET")]
    pub(super) against: Option<String>,
    /// The folder that holds the leaflets
    #[arg(long, value_name = "DIR", default_value = "source")]
    pub(super) source: PathBuf,
    /// The layout whose headings, contents and labels they should bear, where their names do not say
    #[arg(long, value_name = "NAME", requires = "against")]
    pub(super) layout: Option<String>,
    /// A folder of layouts of your own
    #[arg(long, value_name = "DIR", requires = "against")]
    pub(super) layouts: Option<PathBuf>,
    /// The size of their text in points, where their names do not say
    #[arg(long, value_name = "PT", value_parser = size, requires = "against")]
    pub(super) size: Option<Pt>,
    /// Their paper, where their names do not say
    #[arg(long, value_name = "PAPER", value_parser = paper(), requires = "against")]
    pub(super) paper: Option<&'static PaperSize>,
    /// Report what each file conforms to as well, requirement by requirement: as text, as JSON for programs, or as a page
    /// of HTML
    #[arg(long, value_name = "FORM")]
    pub(super) report: Option<ReportForm>,
    /// Write the report there instead of on standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Ask veraPDF, EPUBCheck, Ace and the Open XML SDK as well, where they are installed; those that are not are named
    #[arg(long)]
    pub(super) with_validators: bool,
    /// The folder that `tests/validators/install` has put them in, where they are no commands of their own; else that of
    /// CLEARLEAF_VALIDATORS, or target/validators
    #[arg(long, value_name = "DIR", requires = "with_validators")]
    pub(super) validators: Option<PathBuf>,
}

/// How to report what was verified.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportForm {
    /// For people, as lines
    Text,
    /// For programs
    Json,
    /// For people, as a page
    Html,
}

/// `check`.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) selection: Selection,
    #[command(flatten)]
    pub(super) saying: Saying,
}

/// `layouts`.
#[derive(Args)]
pub(super) struct LayoutList {
    /// A folder of layouts of your own, each a folder with a `layout.toml` in it
    #[arg(long, value_name = "DIR")]
    pub(super) layouts: Option<PathBuf>,
    /// How to report: for people, or as JSON on standard output for programs
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) report: Form,
}

/// `model`.
#[derive(Args)]
pub(super) struct Model {
    /// Which leaflet, by the name of its folder, or a file that ends in `.json`
    #[arg(value_name = "LEAFLET")]
    pub(super) leaflet: String,
    /// The folder that holds the leaflets
    #[arg(long, value_name = "DIR", default_value = "source")]
    pub(super) source: PathBuf,
}

/// `new`.
#[derive(Args)]
pub(super) struct New {
    /// The name of its folder, of letters, digits and hyphens; the files are named after it
    #[arg(value_name = "SLUG")]
    pub(super) slug: String,
    /// The folder that holds the leaflets
    #[arg(long, value_name = "DIR", default_value = "source")]
    pub(super) source: PathBuf,
    /// The language that the leaflet will be written in, such as `en-GB` or `cy`; the text to write over is in English
    #[arg(long, value_name = "TAG", default_value = "en-GB")]
    pub(super) lang: String,
}

fn formats() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(BACKENDS.iter().map(|backend| backend.format().id))
}

fn paper() -> impl TypedValueParser<Value = &'static PaperSize> {
    PossibleValuesParser::new(PAPER_SIZES.iter().map(|size| size.id))
        .try_map(|id| PaperSize::named(&id).ok_or("there is no such paper"))
}

/// The layouts that there are, those of a folder among them.
///
/// # Errors
/// Where the folder cannot be read, or holds no layouts.
pub(super) fn layouts(folder: Option<&Path>) -> Result<Layouts, Error> {
    match folder {
        Some(folder) => Layouts::bundled().with_folder(folder),
        None => Ok(Layouts::bundled()),
    }
}

fn size(text: &str) -> Result<Pt, String> {
    let digits = text.strip_suffix("pt").unwrap_or(text);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: Option<Pt> = digits.parse().ok().filter(|_| plain);
    match number {
        None => Err("give a number of points, such as 28 or 22.5".to_owned()),
        Some(number) if SIZES.contains(&number) => Ok(number),
        Some(_) => Err(format!(
            "give a size from {} to {} points",
            SIZES.start(),
            SIZES.end()
        )),
    }
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "give a whole number of threads, from 1 up".to_owned())
}

impl Selection {
    /// The leaflets asked for, each once, or all there are.
    ///
    /// # Errors
    /// Where the source folder or standard input cannot be read.
    pub(super) fn asked(&self) -> Result<Vec<Asked>, Error> {
        if self.leaflets.is_empty() {
            let all = Disk::new(&self.source).leaflets().map_err(|why| Error::Io {
                action: "list the leaflets in",
                path: self.source.clone(),
                source: std::io::Error::other(why.to_string()),
            })?;
            return Ok(all.into_iter().map(Asked::Folder).collect());
        }
        let mut typed = std::collections::BTreeSet::new();
        let mut asked: Vec<Asked> = Vec::new();
        for name in self.leaflets.iter().filter(|name| typed.insert(name.as_str())) {
            let one = one(name, &self.source)?;
            if !asked.contains(&one) {
                asked.push(one);
            }
        }
        Ok(asked)
    }

    /// What to say where there is no leaflet at all.
    pub(super) fn none(&self) -> String {
        let source = self.source.display();
        format!("there is no leaflet in {source}\nhelp: begin one with `clearleaf new my-leaflet`")
    }
}

/// The leaflet that a name means.
///
/// # Errors
/// Where standard input cannot be read, and where the name is empty or the path of another folder than `source`.
pub(super) fn one(typed: &str, source: &Path) -> Result<Asked, Error> {
    if typed.trim().is_empty() {
        let message = "the name of a leaflet is empty\nhelp: write the name of its folder; without any name, all leaflets are meant";
        return Err(Error::Layout(message.to_owned()));
    }
    if typed == "-" {
        let mut bytes = Vec::new();
        let input = std::io::stdin().lock();
        input
            .take(json::LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(Error::io("read", "standard input"))?;
        let name = "standard input".to_owned();
        return Ok(Asked::Given { name, bytes });
    }
    let path = Path::new(typed);
    if path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
    {
        return Ok(Asked::File(path.to_owned()));
    }
    let Some((parent, slug)) = parts(path) else {
        return Ok(Asked::Folder(typed.to_owned()));
    };
    if !parent.as_os_str().is_empty() && !is_same(parent, source) {
        return Err(Error::Layout(format!(
            "`{typed}` does not stand in the source folder, which is `{source}`\nhelp: give its folder with --source: `{slug} --source \"{parent}\"`",
            source = source.display(),
            parent = parent.display(),
        )));
    }
    Ok(Asked::Folder(slug))
}

/// The folder that holds a leaflet, and the leaflet's name, where somebody typed the path of its folder or file.
fn parts(path: &Path) -> Option<(&Path, String)> {
    let folder = if path.file_name().is_some_and(|name| name == "leaflet.md") {
        path.parent()?
    } else {
        path
    };
    let name = folder.file_name()?.to_string_lossy().into_owned();
    Some((folder.parent()?, name))
}

/// Whether two paths lead to one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    one == other || real(one).is_some_and(|one| Some(one) == real(other))
}

/// The date of `SOURCE_DATE_EPOCH` (reproducible-builds.org), where it is set.
pub(super) fn source_date() -> Result<Option<Date>, Error> {
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

/// As many threads as there are cores.
pub(super) fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_plain_numbers_of_points() {
        for (typed, read) in [
            ("28", 28.0),
            ("28pt", 28.0),
            ("22.5", 22.5),
            ("12", 12.0),
            ("72", 72.0),
        ] {
            assert_eq!(size(typed), Ok(read), "{typed}");
        }
        for typed in [
            "28ptpt", "+28", "-28", "28 pt", "2e1", "inf", "NaN", "", "pt", ".5", "1.2.3", "11", "73", "28PT",
        ] {
            assert!(size(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_name_is_a_folder_and_a_json_file_is_a_path() {
        let folder = |name: &str| Asked::Folder(name.to_owned());
        for (typed, meant) in [
            ("a", folder("a")),
            ("source/a/", folder("a")),
            ("source/a/leaflet.md", folder("a")),
            ("x/a.json", Asked::File(PathBuf::from("x/a.json"))),
        ] {
            assert_eq!(one(typed, Path::new("source")).ok(), Some(meant), "{typed}");
        }
        for typed in ["", " ", "elsewhere/a", "../a", "/b/source/a/leaflet.md"] {
            assert!(one(typed, Path::new("source")).is_err(), "{typed}");
        }
    }
}
