//! Where files stand, and how they come to stand there: written beside their target, then renamed. A crash, a full disk
//! or a killed process never leaves half a file under a good name.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::backend::Format;
use crate::error::{Error, Result};
use crate::layout::{Edition, Layouts, PaperSize};
use crate::model::Pt;

/// `<out>/<slug>/<slug>-<layout>.<ext>`, with the paper and the size behind the layout where they were asked for.
pub fn path(out: &Path, edition: &Edition, format: Format) -> PathBuf {
    let slug = &edition.leaflet.slug;
    let layout = &edition.layout.profile.name;
    let paper = edition
        .layout
        .asked_paper
        .map(|paper| format!("-{}", paper.id))
        .unwrap_or_default();
    let size = edition
        .layout
        .asked_size
        .map(|size| format!("-{size}pt"))
        .unwrap_or_default();
    out.join(slug)
        .join(format!("{slug}-{layout}{paper}{size}.{}", format.extension))
}

/// What the name of a file tells of how it was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Told<'a> {
    /// The layout.
    pub layout: Option<&'a str>,
    /// The size in points, where it was asked for.
    pub size: Option<Pt>,
    /// The paper, where it was asked for.
    pub paper: Option<&'static PaperSize>,
}

/// What the name of a file tells that was built under it: the other way round of [`path`]. `stem` is the name without its
/// extension.
#[must_use]
pub fn told<'a>(stem: &str, layouts: &'a Layouts) -> Told<'a> {
    let size_of = |end: &str| {
        end.strip_suffix("pt")
            .and_then(|digits| digits.parse::<Pt>().ok())
    };
    let (rest, size) = match stem.rsplit_once('-').map(|(rest, end)| (rest, size_of(end))) {
        Some((rest, Some(size))) => (rest, Some(size)),
        Some((_, None)) | None => (stem, None),
    };
    let (rest, paper) = match rest
        .rsplit_once('-')
        .map(|(rest, end)| (rest, PaperSize::named(end)))
    {
        Some((rest, Some(paper))) => (rest, Some(paper)),
        Some((_, None)) | None => (rest, None),
    };
    let ends = |name: &&str| rest.strip_suffix(*name).is_some_and(|slug| slug.ends_with('-'));
    let layout = layouts.names().filter(ends).max_by_key(|name| name.len());
    Told { layout, size, paper }
}

/// Puts bytes under a name, whole or not at all.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
    let part = Part::beside(path);
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&part.path)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        drop(file);
        fs::rename(&part.path, path)
    };
    write().map_err(Error::io("write", path))
}

/// Keeps bytes that must not get their name beside it, for whoever looks into it, and adds the place to the error.
pub fn keep_aside(path: &Path, bytes: &[u8], error: Error) -> Error {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".rejected");
    let aside = path.with_file_name(name);
    let kept = match put(&aside, bytes) {
        Ok(()) => format!("the file is kept as {}", aside.display()),
        Err(error) => format!("the file could not be kept: {error}"),
    };
    match error {
        Error::Differs { format, difference } => Error::Differs {
            format,
            difference: format!("{difference}\n  {kept}"),
        },
        Error::Inspect { format, message } => Error::Inspect {
            format,
            message: format!("{message}; {kept}"),
        },
        other @ (Error::Io { .. } | Error::Layout(_) | Error::Findings(_) | Error::Write { .. }) => other,
    }
}

/// A file in the making, which goes away unless it was renamed.
struct Part {
    path: PathBuf,
}

impl Part {
    /// The process's number keeps two builds into one folder apart; a dot keeps the file out of listings.
    fn beside(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self {
            path: path.with_file_name(format!(".{name}.{}.part", std::process::id())),
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
