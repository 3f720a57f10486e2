//! Programs of others that judge files: where they are, how they are started, what they say.
//!
//! It stands in this layer because it runs programs and writes copies; what a verdict proves is decided in
//! [`verify::conformance`](crate::verify::conformance). A tool sees a copy under a plain name, never the file: one of them
//! writes into what it reads, and no name that somebody chose reaches a command line. No shell is asked.

mod ace;
mod epubcheck;
mod open_xml;
mod run;
mod vera_pdf;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result};
use crate::verify::conformance::{Tool, Verdict};

/// The folder that `tests/validators/install` fills where nothing else is said, seen from the root of the source.
const INSTALLED: &str = "target/validators";

/// The variable that names another.
const VARIABLE: &str = "CLEARLEAF_VALIDATORS";

/// How long a tool may take over one file.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// Where tools are looked for.
#[derive(Clone, Debug)]
pub struct Validators {
    /// The folder that `tests/validators/install` has filled, where there is one.
    installed: Option<PathBuf>,
    /// Where commands are looked for.
    path: Vec<PathBuf>,
    /// How long a tool may take over one file.
    patience: Duration,
}

/// What came of a tool: its verdict, or why there is none.
pub type Answer = std::result::Result<Verdict, String>;

impl Validators {
    /// The tools of this machine: commands on its path, and what stands in `folder`, in the folder that the variable
    /// `CLEARLEAF_VALIDATORS` names, or in `target/validators`.
    #[must_use]
    pub fn of_this_machine(folder: Option<&Path>) -> Self {
        let named = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
        let folder = folder
            .map(Path::to_owned)
            .or_else(|| named.map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from(INSTALLED));
        let path = std::env::var_os("PATH").unwrap_or_default();
        Self::of(&folder, std::env::split_paths(&path).collect(), PATIENCE)
    }

    /// The tools of a folder and of a path.
    #[must_use]
    pub fn of(folder: &Path, path: Vec<PathBuf>, patience: Duration) -> Self {
        // Tools are started in a folder of their own: their places must not hang on where the reader stands.
        let installed = folder.canonicalize().ok().filter(|folder| folder.is_dir());
        let path = path.into_iter().filter(|folder| folder.is_absolute()).collect();
        Self {
            installed,
            path,
            patience,
        }
    }

    /// Asks every tool for this format about a file, in the order of [`Tool::ALL`].
    ///
    /// # Errors
    /// [`Error::Io`] where no copy of the file can be made.
    pub fn judge(&self, format: &str, bytes: &[u8]) -> Result<Vec<(Tool, Answer)>> {
        let mut answers = Vec::new();
        for tool in Tool::ALL.into_iter().filter(|tool| tool.format() == format) {
            let room = tempfile::Builder::new()
                .prefix("clearleaf-validator-")
                .tempdir()
                .map_err(Error::io("make a folder for", tool.name()))?;
            let copy = room.path().join(format!("file.{format}"));
            fs::write(&copy, bytes).map_err(Error::io("write", &copy))?;
            let job = Job {
                validators: self,
                room: room.path(),
                file: &copy,
                bytes,
            };
            answers.push((tool, job.ask(tool)));
        }
        Ok(answers)
    }

    /// A command of the path.
    fn command(&self, name: &str) -> Option<PathBuf> {
        let names = if cfg!(windows) {
            vec![
                format!("{name}.exe"),
                format!("{name}.bat"),
                format!("{name}.cmd"),
            ]
        } else {
            vec![name.to_owned()]
        };
        let places = self
            .path
            .iter()
            .flat_map(|folder| names.iter().map(|name| folder.join(name)));
        places.into_iter().find(|place| place.is_file())
    }

    /// A command that a tool needs.
    fn needed(&self, name: &str) -> std::result::Result<PathBuf, String> {
        self.command(name)
            .ok_or_else(|| format!("it needs `{name}`, which is not on the path"))
    }

    /// A file of the folder that the tools were installed in.
    fn installed(&self, file: &str) -> Option<PathBuf> {
        let place = self.installed.as_ref()?.join(file);
        place.exists().then_some(place)
    }
}

/// One tool, one file.
struct Job<'a> {
    validators: &'a Validators,
    /// A folder of its own.
    room: &'a Path,
    /// The copy of the file in it.
    file: &'a Path,
    /// What is in the file.
    bytes: &'a [u8],
}

impl Job<'_> {
    fn ask(&self, tool: Tool) -> Answer {
        match tool {
            Tool::Verapdf => vera_pdf::ask(self),
            Tool::Epubcheck => epubcheck::ask(self),
            Tool::Ace => ace::ask(self),
            Tool::OpenXml => open_xml::ask(self),
        }
    }

    /// Writes a file that a tool needs beside the copy.
    fn put(&self, name: &str, text: &str) -> std::result::Result<PathBuf, String> {
        let place = self.room.join(name);
        fs::write(&place, text).map_err(|why| format!("{name} cannot be written: {why}"))?;
        Ok(place)
    }

    /// Runs a command in the tool's own folder, within the time that it has.
    fn run<A: AsRef<OsStr>>(
        &self,
        command: &Path,
        arguments: &[A],
    ) -> std::result::Result<run::Ended, String> {
        run::run(command, arguments, self.room, self.validators.patience)
    }
}

/// Why a tool has no verdict that is not there.
fn absent(command: &str) -> String {
    format!(
        "it is not installed: there is no `{command}` on the path and none among the installed validators"
    )
}
