//! Which files are meant, and which of them belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::backend::{BACKENDS, Format};
use crate::error::{Error, Result};
use crate::verify::{Artefact, by_name};

/// The largest file that is read, in bytes: far above any leaflet with its pictures and fonts.
const LIMIT: u64 = 256 * 1024 * 1024;

/// How deep folders are looked into: what `build` writes lies two deep.
const DEEPEST: usize = 8;

/// Files that should say the same.
pub(super) struct Group {
    /// The name that they share, without an extension; that of the first where they share none.
    pub(super) stem: String,
    /// The files, in the order of the formats or as they were typed.
    pub(super) files: Vec<PathBuf>,
    /// Whether they were found in a folder.
    is_of_folder: bool,
}

impl Group {
    /// Formats of which a folder holds no file; none where the files were named one by one.
    pub(super) fn absent(&self) -> Vec<Format> {
        let there: BTreeSet<usize> = self.files.iter().filter_map(|path| rank(path)).collect();
        let formats = BACKENDS.iter().enumerate().filter(|_| self.is_of_folder);
        formats
            .filter(|(rank, _)| !there.contains(rank))
            .map(|(_, backend)| backend.format())
            .collect()
    }
}

/// What was found where somebody pointed.
#[derive(Default)]
pub(super) struct Found {
    /// Files by what they belong to.
    pub(super) groups: Vec<Group>,
    /// Folders that were named and hold no file to verify.
    pub(super) empty: Vec<PathBuf>,
    /// What of folders was passed over: files that are of no format by their names, and folders that lie too deep.
    pub(super) passed: Vec<PathBuf>,
}

/// Files that are named belong together; in a folder, those belong together that differ in nothing but their extension.
///
/// # Errors
/// [`Error::Io`] where a folder cannot be listed or a file is not there.
pub(super) fn found(typed: &[PathBuf]) -> Result<Found> {
    let mut named: Vec<PathBuf> = Vec::new();
    // One file under two names would be compared with itself.
    let mut seen = BTreeSet::new();
    let mut folders = Folders::default();
    let mut empty = Vec::new();
    for path in typed {
        let metadata = fs::metadata(path).map_err(Error::io("read", path))?;
        if metadata.is_dir() {
            let before = folders.found;
            folders.list(path, DEEPEST)?;
            if folders.found == before {
                empty.push(path.clone());
            }
        } else if seen.insert(path.canonicalize().map_err(Error::io("read", path))?) {
            named.push(path.clone());
        }
    }
    let mut groups = Vec::new();
    if let Some(first) = named.first() {
        groups.push(Group {
            stem: stem(first),
            files: named,
            is_of_folder: false,
        });
    }
    groups.extend(folders.groups.into_iter().map(|((_, stem), mut files)| {
        files.sort_by_key(|path| (rank(path), path.clone()));
        files.dedup();
        Group {
            stem,
            files,
            is_of_folder: true,
        }
    }));
    let mut passed = folders.passed;
    passed.sort();
    passed.dedup();
    Ok(Found {
        groups,
        empty,
        passed,
    })
}

/// What folders hold.
#[derive(Default)]
struct Folders {
    /// Files by their folder and their stem.
    groups: BTreeMap<(PathBuf, String), Vec<PathBuf>>,
    /// How many files have been found.
    found: usize,
    passed: Vec<PathBuf>,
}

impl Folders {
    /// The files of a folder and of those in it. What begins with a dot is hidden from people, and is not named.
    fn list(&mut self, folder: &Path, depth: usize) -> Result<()> {
        for entry in fs::read_dir(folder).map_err(Error::io("list", folder))? {
            let entry = entry.map_err(Error::io("list", folder))?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                match depth.checked_sub(1) {
                    Some(depth) => self.list(&path, depth)?,
                    None => self.passed.push(path),
                }
            } else if rank(&path).is_some() {
                self.found += 1;
                let key = (folder.to_owned(), stem(&path));
                self.groups.entry(key).or_default().push(path);
            } else {
                self.passed.push(path);
            }
        }
        Ok(())
    }
}

/// The place of a file's format among the formats; `None` for files that are of none by their names.
fn rank(path: &Path) -> Option<usize> {
    let named = by_name(&path.file_name()?.to_string_lossy())?;
    BACKENDS
        .iter()
        .position(|backend| backend.format().id == named.id)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The bytes of a file; `None` where it has more than any leaflet.
///
/// # Errors
/// [`Error::Io`] where it cannot be read.
pub(super) fn bytes(path: &Path) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(Error::io("read", path))?;
    file.take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(Error::io("read", path))?;
    Ok((bytes.len() as u64 <= LIMIT).then_some(bytes))
}

/// A file, read back.
pub(super) fn artefact(path: &Path, bytes: Option<&[u8]>) -> Artefact {
    let name = path.display().to_string();
    match bytes {
        Some(bytes) => Artefact::of(&name, bytes),
        None => Artefact {
            name,
            format: None,
            read: Err(Error::Inspect {
                format: "file",
                message: format!("it has more than {} MB; no leaflet has", LIMIT / (1024 * 1024)),
            }),
        },
    }
}
