//! Which files are meant, and which of them belong together.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::backend::BACKENDS;
use crate::error::{Error, Result};
use crate::verify::Artefact;

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
}

/// Files that are named belong together; in a folder, those belong together that differ in nothing but their extension.
///
/// # Errors
/// [`Error::Io`] where a folder cannot be listed or a file is not there.
pub(super) fn groups(typed: &[PathBuf]) -> Result<Vec<Group>> {
    let mut named = Vec::new();
    let mut folders = BTreeMap::new();
    for path in typed {
        let metadata = fs::metadata(path).map_err(Error::io("read", path))?;
        if metadata.is_dir() {
            list(path, DEEPEST, &mut folders)?;
        } else if !named.contains(path) {
            named.push(path.clone());
        }
    }
    let mut groups = Vec::new();
    if let Some(first) = named.first() {
        groups.push(Group {
            stem: stem(first),
            files: named,
        });
    }
    groups.extend(folders.into_iter().map(|((_, stem), mut files)| {
        files.sort_by_key(|path| (rank(path), path.clone()));
        Group { stem, files }
    }));
    Ok(groups)
}

/// The files of a folder and of those in it, by the folder and the stem.
fn list(folder: &Path, depth: usize, groups: &mut BTreeMap<(PathBuf, String), Vec<PathBuf>>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::io("list", folder))? {
        let entry = entry.map_err(Error::io("list", folder))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                list(&path, depth - 1, groups)?;
            }
        } else if rank(&path).is_some() {
            let key = (folder.to_owned(), stem(&path));
            groups.entry(key).or_default().push(path);
        }
    }
    Ok(())
}

/// The place of a file's format among the formats; `None` for files that are of none by their names.
fn rank(path: &Path) -> Option<usize> {
    let extension = path.extension()?.to_string_lossy().to_ascii_lowercase();
    let extension = match extension.as_str() {
        "htm" | "xhtml" => "html",
        other => other,
    };
    BACKENDS
        .iter()
        .position(|backend| backend.format().extension == extension)
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
