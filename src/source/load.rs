//! Fetching the files that a leaflet names, with a finding where one cannot be had.

use super::files::{Files, Unreadable, resolve};
use super::near::did_you_mean;
use crate::finding::{Finding, Severity, Span};

/// A sort of file that a leaflet can name.
pub(super) struct Wanted {
    /// What it is, in an editor's words.
    pub(super) what: &'static str,
    /// The code of the finding where it is missing.
    pub(super) missing: &'static str,
    /// The extensions that are offered where the name is misspelt.
    pub(super) extensions: &'static [&'static str],
    /// The largest size in bytes.
    pub(super) limit: u64,
}

/// The path from the source folder and the bytes of a file that `named` names from `folder`.
pub(super) fn load(
    files: &dyn Files,
    folder: &str,
    path: &str,
    named: &Span,
    wanted: &Wanted,
) -> Result<(String, Vec<u8>), Box<Finding>> {
    let what = wanted.what;
    let home = if folder.is_empty() {
        "the source folder"
    } else {
        "the folder of the leaflet"
    };
    let fault = |code, message: String, help: String| {
        Box::new(Finding::at(named.clone(), Severity::Error, code, message, help))
    };
    let outside = || {
        let message = format!("`{path}` is not in the source folder");
        let help = if folder.is_empty() {
            format!(
                "put the {what} into the source folder and name it alone, or by a path such as `shared/name`"
            )
        } else {
            format!(
                "put the {what} beside the leaflet and name it alone, or by a path such as `../shared/name`"
            )
        };
        fault("outside-source", message, help)
    };
    if path.contains("://") || path.starts_with("data:") {
        return Err(outside());
    }
    let place = resolve(folder, path).map_err(|_| outside())?;
    match files.read(&place, wanted.limit) {
        Ok(bytes) => Ok((place, bytes)),
        Err(Unreadable::Outside) => Err(outside()),
        Err(Unreadable::Missing) => {
            let near = near(files, &place, path, wanted.extensions);
            let help = format!("{near}paths begin at {home} and are written with `/`");
            Err(fault(
                wanted.missing,
                format!("there is no {what} `{path}`"),
                help,
            ))
        }
        Err(Unreadable::NoFile) => {
            let message = format!("`{path}` is no ordinary file");
            let help = format!("name the {what} itself; a folder, a pipe or a device is none");
            Err(fault(wanted.missing, message, help))
        }
        Err(Unreadable::TooLarge(limit)) => {
            let message = format!("the {what} `{path}` is larger than {} MB", limit / (1024 * 1024));
            Err(fault("file-too-large", message, format!("use a smaller {what}")))
        }
        Err(Unreadable::Io(why)) => {
            let message = format!("the {what} `{path}` cannot be read: {why}");
            Err(fault(
                "unreadable-file",
                message,
                "look at the file and its permissions".to_owned(),
            ))
        }
    }
}

/// `did you mean …?` with the files that stand where the missing one was looked for, as the author would write them.
fn near(files: &dyn Files, place: &str, path: &str, extensions: &[&str]) -> String {
    let (folder, name) = place.rsplit_once('/').unwrap_or(("", place));
    let written = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = files.beside(folder);
    let names = beside.iter().filter_map(|file| {
        let name = file.rsplit('/').next()?;
        let (_, extension) = name.rsplit_once('.')?;
        extensions
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
            .then_some(name)
    });
    let near = did_you_mean(name, names);
    if written.is_empty() {
        near
    } else {
        near.replace('`', "\u{0}")
            .replacen('\u{0}', &format!("`{written}/"), 1)
            .replace('\u{0}', "`")
    }
}
