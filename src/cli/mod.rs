//! The command line: what was typed, into what it means.

mod arguments;
mod build;
mod check;
mod formats;
mod layouts;
mod model;
mod new;
mod report;
mod screen;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;
use arguments::{Build, Check, LayoutList, Model, New, Verify};
use screen::Screen;

/// One health leaflet in; a large-print PDF, a Word file, an e-book and a web page out, that say the same.
///
/// A leaflet is a folder under `source` with a `leaflet.md` in it. Every file that is written is opened again and
/// compared with the leaflet before it gets its name.
///
/// Exit status: 0, all is well (warnings included); 1, a leaflet has errors to mend; 2, the command was mistyped, or
/// clearleaf or the machine failed.
#[derive(Parser)]
#[command(name = "clearleaf", version, arg_required_else_help = true)]
#[command(
    after_help = "Try:\n  clearleaf new having-an-x-ray\n  clearleaf build\n  clearleaf build having-an-x-ray --size 28\n  clearleaf check"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begin a leaflet: make its folder, with a text to write over
    New(New),
    /// Write leaflets as PDF, DOCX, EPUB and HTML
    Build(Build),
    /// Say what is wrong with leaflets, and write nothing
    Check(Check),
    /// Say whether files say the same, whoever made them, where they do not, and what each conforms to
    Verify(Verify),
    /// Write a leaflet as JSON on standard output; every command reads it in place of a folder
    Model(Model),
    /// List the formats
    Formats,
    /// List the layouts, and which figures of their guidelines they do not meet
    Layouts(LayoutList),
}

/// How a run ended, worst last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    Well,
    LeafletsToMend,
    Failed,
}

impl Ending {
    /// The exit status.
    fn status(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::LeafletsToMend => 1,
            Self::Failed => 2,
        }
    }
}

/// Runs the program on the process's own arguments.
#[must_use]
pub fn run() -> ExitCode {
    let ending = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Verify(args) => on_screen(|screen| verify::run(&args, screen)),
        Command::Model(args) => on_screen(|screen| model::run(&args, screen)),
        Command::New(args) => on_screen(|screen| new::run(&args, screen)),
        Command::Formats => on_screen(formats::run),
        Command::Layouts(args) => on_screen(|screen| layouts::run(&args, screen)),
    };
    ExitCode::from(ending.status())
}

/// A command that speaks to people alone.
fn on_screen(command: impl FnOnce(&mut Screen) -> Result<Ending, Error>) -> Ending {
    let mut screen = Screen::new();
    command(&mut screen).unwrap_or_else(|error| {
        screen.error(&error);
        Ending::Failed
    })
}
