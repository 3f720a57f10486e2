//! The source folder: the only way in which reading a leaflet touches a disk.
//!
//! Paths are relative to the source folder and written with `/`. What lies outside it, by `..`, an absolute path or a
//! link, is refused: a leaflet from somebody else must not carry a file of this machine into a published PDF.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file that makes a folder a leaflet.
pub const LEAFLET_FILE: &str = "leaflet.md";

/// Whether Windows would take a file of this name for a device, with or without an extension.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| {
            matches!(number, "¹" | "²" | "³")
                || number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
        })
    };
    matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || numbered("com")
        || numbered("lpt")
}

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such file.
    Missing,
    /// There is something else than a file: a folder, a pipe, a device.
    NoFile,
    /// The path leads out of the source folder.
    Outside,
    /// The file is larger than the limit, in bytes.
    TooLarge(u64),
    /// The machine says no, in its own words.
    Io(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("it does not exist"),
            Self::NoFile => f.write_str("it is no ordinary file"),
            Self::Outside => f.write_str("it is outside the source folder"),
            Self::TooLarge(limit) => write!(f, "it is larger than {limit} bytes"),
            Self::Io(why) => f.write_str(why),
        }
    }
}

/// Where leaflets and what belongs to them are read from.
pub trait Files: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Where the file is missing, outside, larger than `limit` bytes, or cannot be read.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable>;

    /// The paths of the files directly in a folder, sorted; none where the folder cannot be read.
    fn beside(&self, folder: &str) -> Vec<String>;

    /// The names of the leaflets, sorted: every folder directly in the source folder that holds a `leaflet.md`.
    ///
    /// # Errors
    /// Where the source folder cannot be read.
    fn leaflets(&self) -> Result<Vec<String>, Unreadable>;
}

/// A path seen from a folder, both relative to the source folder: `..` and `.` are taken out by their meaning.
///
/// # Errors
/// [`Unreadable::Outside`] where the path is absolute or climbs out.
pub fn resolve(folder: &str, path: &str) -> Result<String, Unreadable> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || drive || path.contains('\0') {
        return Err(Unreadable::Outside);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Unreadable::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// A source folder on disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The source folder at this path; whether it exists shows on reading.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The file's true place, or why it is none of ours. Links are followed before asking whether it lies inside.
    fn place(&self, path: &str) -> Result<PathBuf, Unreadable> {
        let inside = resolve("", path)?;
        let root = self.root.canonicalize().map_err(from_io)?;
        let place = root.join(inside).canonicalize().map_err(from_io)?;
        if place.starts_with(&root) {
            Ok(place)
        } else {
            Err(Unreadable::Outside)
        }
    }
}

fn from_io(error: io::Error) -> Unreadable {
    match error.kind() {
        // A file taken for a folder on the way is a file that does not exist.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unreadable::Missing,
        _ => Unreadable::Io(error.to_string()),
    }
}

fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        // A name that is no Unicode can be written in no leaflet.
        if let Ok(name) = entry?.file_name().into_string() {
            names.insert(name);
        }
    }
    Ok(names)
}

impl Files for Disk {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let place = self.place(path)?;
        let metadata = fs::metadata(&place).map_err(from_io)?;
        // Reading a pipe or a device may never end.
        if !metadata.is_file() {
            return Err(Unreadable::NoFile);
        }
        if metadata.len() > limit {
            return Err(Unreadable::TooLarge(limit));
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(&place).map_err(from_io)?;
        // The file may have grown since it was asked.
        file.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(from_io)?;
        if bytes.len() as u64 > limit {
            Err(Unreadable::TooLarge(limit))
        } else {
            Ok(bytes)
        }
    }

    fn beside(&self, folder: &str) -> Vec<String> {
        let Ok(place) = self.place(folder) else {
            return Vec::new();
        };
        let names = names(&place).unwrap_or_default();
        let files = names.into_iter().filter(|name| place.join(name).is_file());
        files.filter_map(|name| resolve(folder, &name).ok()).collect()
    }

    fn leaflets(&self) -> Result<Vec<String>, Unreadable> {
        let names = names(&self.root).map_err(from_io)?;
        Ok(names
            .into_iter()
            .filter(|name| self.root.join(name).join(LEAFLET_FILE).is_file())
            .collect())
    }
}

/// A source folder in memory, from path to bytes.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Memory {
    /// The same folder with one more file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Files for Memory {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let path = resolve("", path)?;
        let folder = || format!("{path}/");
        let bytes = self.0.get(&path).ok_or_else(|| {
            if self.0.keys().any(|known| known.starts_with(&folder())) {
                Unreadable::NoFile
            } else {
                Unreadable::Missing
            }
        })?;
        if bytes.len() as u64 > limit {
            Err(Unreadable::TooLarge(limit))
        } else {
            Ok(bytes.clone())
        }
    }

    fn beside(&self, folder: &str) -> Vec<String> {
        let Ok(folder) = resolve("", folder) else {
            return Vec::new();
        };
        let parent = |path: &str| path.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        self.0
            .keys()
            .filter(|path| parent(path) == folder)
            .cloned()
            .collect()
    }

    fn leaflets(&self) -> Result<Vec<String>, Unreadable> {
        let slug = |path: &String| Some(path.strip_suffix(LEAFLET_FILE)?.strip_suffix('/')?.to_owned());
        let slugs: BTreeSet<String> = self.0.keys().filter_map(slug).collect();
        Ok(slugs.into_iter().filter(|slug| !slug.contains('/')).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        let cases = [
            ("a", "b.png", Ok("a/b.png")),
            ("a", "../shared/./b.png", Ok("shared/b.png")),
            ("a", "../../b.png", Err(Unreadable::Outside)),
            ("a", "x/../../../b.png", Err(Unreadable::Outside)),
            ("a", "/etc/passwd", Err(Unreadable::Outside)),
            ("a", "C:/b.png", Err(Unreadable::Outside)),
            ("a", "\\\\server\\b.png", Err(Unreadable::Outside)),
            ("..", "b.png", Err(Unreadable::Outside)),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(
                resolve(folder, path),
                expected.map(str::to_owned),
                "{folder} {path}"
            );
        }
    }

    #[test]
    fn disk_and_memory_agree() {
        let disk = tempfile::tempdir().unwrap();
        let root = disk.path().join("source");
        fs::create_dir_all(root.join("one")).unwrap();
        fs::create_dir_all(root.join("notes")).unwrap();
        fs::write(root.join("one/leaflet.md"), "12345").unwrap();
        fs::write(root.join("notes/a.txt"), "x").unwrap();
        let memory = Memory::default()
            .with("one/leaflet.md", "12345")
            .with("notes/a.txt", "x");
        let disk = Disk::new(root);
        for files in [&disk as &dyn Files, &memory] {
            assert_eq!(files.leaflets(), Ok(vec!["one".to_owned()]));
            assert_eq!(files.beside("one"), ["one/leaflet.md"]);
            assert_eq!(files.beside("../.."), Vec::<String>::new());
            assert_eq!(files.read("one/leaflet.md", 5), Ok(b"12345".to_vec()));
            assert_eq!(files.read("notes/../one/leaflet.md", 5), Ok(b"12345".to_vec()));
            assert_eq!(files.read("one/leaflet.md", 4), Err(Unreadable::TooLarge(4)));
            assert_eq!(files.read("one/none.md", 4), Err(Unreadable::Missing));
            assert_eq!(files.read("one/leaflet.md/x", 4), Err(Unreadable::Missing));
            assert_eq!(files.read("one", 4), Err(Unreadable::NoFile));
            assert_eq!(files.read("../x", 4), Err(Unreadable::Outside));
            assert_eq!(files.read("/etc/passwd", 4), Err(Unreadable::Outside));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leaves_is_outside() {
        let disk = tempfile::tempdir().unwrap();
        let root = disk.path().join("source");
        fs::create_dir_all(root.join("one")).unwrap();
        fs::write(disk.path().join("secret"), "s").unwrap();
        fs::write(root.join("shared.txt"), "ok").unwrap();
        std::os::unix::fs::symlink("../../secret", root.join("one/secret")).unwrap();
        std::os::unix::fs::symlink("../shared.txt", root.join("one/shared")).unwrap();
        let files = Disk::new(root);
        assert_eq!(files.read("one/secret", 9), Err(Unreadable::Outside));
        assert_eq!(files.read("one/shared", 9), Ok(b"ok".to_vec()));
    }
}
