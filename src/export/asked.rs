//! What somebody asks for: a folder of the source, or a file that holds a leaflet as JSON.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::layout::frame;
use crate::source::{self, Files, LEAFLET_FILE, Sourced, json};

/// A leaflet as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// A folder of the source, by its name.
    Folder(String),
    /// A file of JSON.
    File(PathBuf),
    /// JSON that was handed over, and what to call it.
    Given {
        /// What findings call it.
        name: String,
        /// The file's bytes.
        bytes: Vec<u8>,
    },
}

impl Asked {
    /// What it is called as long as nobody has read it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Folder(slug) => slug.clone(),
            Self::File(path) => path.to_string_lossy().replace('\\', "/"),
            Self::Given { name, .. } => name.clone(),
        }
    }

    /// The file that findings about the whole of it name.
    pub(super) fn file(&self) -> String {
        match self {
            Self::Folder(slug) => format!("{slug}/{LEAFLET_FILE}"),
            Self::File(_) | Self::Given { .. } => self.name(),
        }
    }

    /// The folder that the paths in its findings begin at: `source` for what stands there.
    #[must_use]
    pub fn base<'a>(&self, source: &'a Path) -> &'a Path {
        match self {
            Self::Folder(_) => source,
            Self::File(_) | Self::Given { .. } => Path::new(""),
        }
    }

    /// The leaflet, or why there is none.
    ///
    /// # Errors
    /// [`Error::Layout`](crate::error::Error::Layout) where the words of the furniture are at fault.
    pub fn read(&self, files: &dyn Files) -> Result<Sourced> {
        match self {
            Self::Folder(slug) => source::read(files, slug, &frame::callout_labels),
            Self::File(path) => Ok(match bytes(path) {
                Ok(bytes) => json::read(&self.name(), bytes),
                Err(error) => unreadable(self.name(), &error),
            }),
            Self::Given { name, bytes } => Ok(json::read(name, bytes.clone())),
        }
    }
}

/// The bytes of a file, or one byte more than a leaflet may have.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    file.take(json::LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: String, error: &io::Error) -> Sourced {
    let finding = if error.kind() == io::ErrorKind::NotFound {
        let message = format!("there is no file `{path}`");
        let help = "`clearleaf model LEAFLET > FILE.json` writes one; without `.json`, a name is that of a folder of the source";
        Finding::in_file(path.clone(), Severity::Error, "missing-leaflet", message, help)
    } else {
        let message = format!("the file cannot be read: {error}");
        let help = "look at the file and its permissions";
        Finding::in_file(path.clone(), Severity::Error, "unreadable-file", message, help)
    };
    Sourced {
        path,
        leaflet: None,
        passages: Vec::new(),
        reviews: Vec::new(),
        findings: vec![finding],
    }
}
