//! Where layouts come from: those that the program carries, and those of a folder that somebody names. A layout of the
//! folder stands in place of one that is carried under the same name, whole.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::extend::{Merged, merged};
use super::paper::PaperSize;
use super::profile::Profile;
use super::{LAYOUTS, Layout, SIZES, verify};
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity, SourceText};
use crate::model::Pt;

/// The file that makes a folder a layout.
pub const LAYOUT_FILE: &str = "layout.toml";

/// The largest `layout.toml` in bytes.
const LIMIT: u64 = 64 * 1024;

/// Layouts by their names.
pub struct Layouts {
    files: Vec<File>,
}

struct File {
    name: String,
    source: Arc<SourceText>,
    /// Whether it is of somebody's own.
    own: bool,
}

/// What is asked of a layout in place of its own figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Changes {
    /// The size of the text in points, within [`SIZES`].
    pub size: Option<Pt>,
    /// The sheet.
    pub paper: Option<&'static PaperSize>,
}

impl Layouts {
    /// The layouts that the program carries.
    #[must_use]
    pub fn bundled() -> Self {
        let file = |bundled: &super::Bundled| File {
            name: bundled.name.to_owned(),
            source: Arc::new(SourceText {
                path: format!("layouts/{}/{LAYOUT_FILE}", bundled.name),
                text: bundled.text.to_owned(),
            }),
            own: false,
        };
        Self {
            files: LAYOUTS.iter().map(file).collect(),
        }
    }

    /// The same with those of a folder: each folder in it that holds a `layout.toml`.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be listed, [`Error::Findings`] where it holds no layout, or one that cannot
    /// be read.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(Error::io("list the layouts in", folder))? {
            let entry = entry.map_err(Error::io("list the layouts in", folder))?;
            if entry.path().join(LAYOUT_FILE).is_file() {
                names.push(entry.file_name());
            }
        }
        names.sort();
        let mut findings = Vec::new();
        if names.is_empty() {
            let help = "a layout is a folder with a `layout.toml` in it; name the folder in which it stands";
            let message = "there is no layout in this folder";
            findings.push(about(&shown(folder), "no-layout", message.to_owned(), help));
        }
        for name in names {
            let path = folder.join(&name).join(LAYOUT_FILE);
            match read(&path, &name.to_string_lossy()) {
                Ok(file) => self.put(file),
                Err(finding) => findings.push(finding),
            }
        }
        if findings.is_empty() {
            Ok(self)
        } else {
            Err(Error::Findings(findings))
        }
    }

    /// The same with one more layout, in place of any of its name; `path` names its file in messages.
    #[must_use]
    pub fn with(mut self, name: &str, path: &str, text: &str) -> Self {
        self.put(File {
            name: name.to_owned(),
            source: Arc::new(SourceText {
                path: path.to_owned(),
                text: text.to_owned(),
            }),
            own: true,
        });
        self
    }

    fn put(&mut self, file: File) {
        match self.files.iter_mut().find(|known| known.name == file.name) {
            Some(known) => *known = file,
            None => self.files.push(file),
        }
    }

    /// The names of the layouts: those that the program carries, then the others by the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// The file of a layout.
    pub(super) fn source(&self, name: &str) -> Option<&Arc<SourceText>> {
        self.file(name).map(|file| &file.source)
    }

    /// Whether a layout of somebody's own stands in the place of one that the program carries.
    pub(super) fn is_replaced(&self, name: &str) -> bool {
        let own = self.file(name).is_some_and(|file| file.own);
        own && LAYOUTS.iter().any(|carried| carried.name == name)
    }

    fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// A layout, with what is asked in place of its own figures.
    ///
    /// # Errors
    /// [`Error::Findings`] with all that is wrong with its files and figures, [`Error::Layout`] where the size is out of
    /// range.
    pub fn layout(&self, name: &str, changes: Changes) -> Result<Layout> {
        if let Some(size) = changes.size.filter(|size| !SIZES.contains(size)) {
            let (low, high) = (SIZES.start(), SIZES.end());
            return Err(Error::Layout(format!(
                "a body size of {size} pt is out of range; give one from {low} to {high}"
            )));
        }
        let merged = merged(self, name).map_err(Error::Findings)?;
        let mut profile = profile(name, &merged)?;
        let own_size = profile.body.size_pt;
        if let Some(size) = changes.size {
            profile.body.size_pt = size;
        }
        if let Some(paper) = changes.paper {
            profile.paper.width_mm = paper.width_mm;
            profile.paper.height_mm = paper.height_mm;
        }
        profile.not_met.extend(too_small(&profile));
        let findings = verify::figures(&profile, &merged);
        if !findings.is_empty() {
            return Err(Error::Findings(findings));
        }
        let own = merged
            .chain
            .iter()
            .filter_map(|name| self.file(name))
            .filter(|file| file.own);
        Ok(Layout {
            profile,
            asked_size: changes.size,
            own_size,
            asked_paper: changes.paper,
            own_files: own.map(|file| file.source.path.clone()).collect(),
        })
    }
}

/// That text is smaller than the guideline knows it, whoever asked for it.
fn too_small(profile: &Profile) -> Option<String> {
    let size = profile.body.size_pt;
    let from = profile.guideline_from_pt.filter(|from| size < *from)?;
    Some(format!("Text of {from} pt and more: here it is {size} pt"))
}

fn profile(name: &str, merged: &Merged) -> Result<Profile> {
    let missing = verify::missing(merged);
    if !missing.is_empty() {
        return Err(Error::Findings(missing));
    }
    let mut bare = toml::Table::new();
    for (key, placed) in &merged.table {
        bare.insert(key.clone(), placed.value.bare());
    }
    bare.insert("name".to_owned(), toml::Value::String(name.to_owned()));
    // All that a file can be blamed for has been found: what is left is a key that the table of keys lacks.
    Profile::deserialize_from(bare)
        .map_err(|why| Error::Layout(format!("{}: {why}", merged.head.source.path)))
}

fn read(path: &Path, name: &str) -> std::result::Result<File, Finding> {
    let shown = shown(path);
    if !is_name(name) {
        let message = format!("a layout cannot be called `{name}`");
        let help = "rename its folder: letters a to z, digits and hyphens; files are named after it";
        return Err(about(&shown, "layout-name", message, help));
    }
    let mut bytes = Vec::new();
    let opened = fs::File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes));
    if let Err(why) = opened {
        let help = "look at the file and its permissions";
        return Err(about(
            &shown,
            "unreadable-layout",
            format!("the file cannot be read: {why}"),
            help,
        ));
    }
    if bytes.len() as u64 > LIMIT {
        let message = format!("the file is larger than {LIMIT} bytes");
        return Err(about(
            &shown,
            "unreadable-layout",
            message,
            "a layout takes two or three thousand",
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(File {
            name: name.to_owned(),
            source: Arc::new(SourceText { path: shown, text }),
            own: true,
        }),
        Err(_) => Err(about(
            &shown,
            "unreadable-layout",
            "the file is not UTF-8".to_owned(),
            "save it as UTF-8, without formatting",
        )),
    }
}

fn about(file: &str, code: &'static str, message: String, help: &str) -> Finding {
    Finding::in_file(file, Severity::Error, code, message, help)
}

/// Names of files are made of it.
fn is_name(name: &str) -> bool {
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && !name.is_empty() && name.len() <= 60 && !name.starts_with('-') && !name.ends_with('-')
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
