//! The proof: files read back and compared, each with each or with the leaflet that they were made of.
//!
//! It takes bytes, whoever made them, and touches no disk. What a file says is found by the backends
//! ([`Backend::inspect`](crate::backend::Backend::inspect)); here it is counted and compared, and nothing is made equal
//! that the Readings hold apart.

mod another;
pub mod compare;
pub mod conformance;
mod counts;
mod recognise;
pub mod report;

pub use counts::{Counts, Thing};
use recognise::misnamed;
pub use recognise::{by_name, recognise};

use std::collections::BTreeMap;

use crate::backend::{Format, Inspection};
use crate::error::Error;
use crate::model::Reading;
use another::is_another;
use compare::{Aspect, Change, aspects, changes};

/// A file, read back.
#[derive(Debug)]
pub struct Artefact {
    /// What it is called.
    pub name: String,
    /// What it is; `None` where no format knows it.
    pub format: Option<Format>,
    /// What it holds, or why it could not be read.
    pub read: Result<Inspection, Error>,
}

impl Artefact {
    /// Reads a file back, by what its bytes are and not by what it is called.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let Some(backend) = recognise(bytes) else {
            return Self {
                name: name.to_owned(),
                format: None,
                read: Err(Error::Inspect {
                    format: "file",
                    message: "it is no PDF, no Word file, no EPUB and no page of HTML".to_owned(),
                }),
            };
        };
        Self {
            name: name.to_owned(),
            format: Some(backend.format()),
            read: backend.inspect(bytes).map(|mut read| {
                read.facts.faults.extend(misnamed(name, backend.format()));
                read
            }),
        }
    }
}

/// What files are compared with.
#[derive(Clone, Copy, Debug)]
pub enum Against<'a> {
    /// The leaflet that they were made of.
    Leaflet {
        /// Its name.
        name: &'a str,
        /// What its readers meet.
        reading: &'a Reading,
    },
    /// The first of them that could be read; with nothing, where it is the only one.
    Each,
}

/// Files that should say the same, compared.
#[derive(Debug)]
pub struct Comparison {
    /// What they were compared with; `None` where there was nothing: no leaflet, and no two files that could be read.
    pub with: Option<String>,
    /// What is in that.
    pub counts: Option<Counts>,
    /// The files, in the order in which they were given.
    pub files: Vec<Compared>,
    /// Formats that were looked for and of which there is no file.
    pub absent: Vec<Format>,
}

/// A file, compared.
#[derive(Debug)]
pub struct Compared {
    /// The file.
    pub artefact: Artefact,
    /// What is in it, where it could be read.
    pub counts: Option<Counts>,
    /// What differs, in the order of the text.
    pub changes: Vec<Change>,
    /// How many of the differences are about what. One may be about several things.
    pub touched: BTreeMap<Aspect, usize>,
    /// What it is measured not to meet, whatever it was compared with: a line each. Empty until somebody has measured
    /// ([`measured`](conformance::measured)).
    pub unmet: Vec<String>,
    /// Whether it differs in so much that it seems to be another document.
    pub is_another: bool,
}

impl Comparison {
    /// Compares files.
    #[must_use]
    pub fn of(artefacts: Vec<Artefact>, against: Against<'_>) -> Self {
        let (with, expected) = match against {
            Against::Leaflet { name, reading } => (Some(name.to_owned()), Some(reading.clone())),
            Against::Each => {
                let mut read = artefacts
                    .iter()
                    .filter_map(|artefact| Some((&artefact.name, artefact.read.as_ref().ok()?)));
                // What is compared with itself is equal, and that shows nothing.
                match (read.next(), read.next()) {
                    (Some((name, first)), Some(_)) => (Some(name.clone()), Some(first.reading.clone())),
                    (_, _) => (None, None),
                }
            }
        };
        let compared = artefacts.into_iter().map(|artefact| {
            let read = artefact.read.as_ref().ok();
            let (mut touched, mut differences) = (BTreeMap::new(), Vec::new());
            let mut is_far = false;
            if let (Some(expected), Some(read)) = (&expected, read) {
                differences = changes(expected, &read.reading);
                is_far = is_another(&differences, expected, &read.reading);
                let about = differences
                    .iter()
                    .flat_map(|change| aspects(change, expected, &read.reading));
                for aspect in about {
                    *touched.entry(aspect).or_default() += 1;
                }
            }
            Compared {
                counts: read.map(|read| Counts::of(&read.reading)),
                changes: differences,
                touched,
                unmet: Vec::new(),
                is_another: is_far,
                artefact,
            }
        });
        Self {
            files: compared.collect(),
            counts: expected.as_ref().map(Counts::of),
            with,
            absent: Vec::new(),
        }
    }

    /// Whether every file is good, and no measure shows that it does not meet something.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.files.iter().all(Compared::is_well)
    }

    /// Whether every file could be read, holds no fault, and says what it should.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.files.iter().all(Compared::is_good)
    }
}

impl Compared {
    /// Whether the file is good, and no measure shows that it does not meet something.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.is_good() && self.unmet.is_empty()
    }

    /// Whether the file could be read, holds no fault, and says what it should.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.changes.is_empty()
            && self
                .artefact
                .read
                .as_ref()
                .is_ok_and(|read| read.facts.faults.is_empty() && read.facts.unread.is_empty())
    }
}
