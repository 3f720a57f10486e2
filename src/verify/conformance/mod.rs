//! What a file conforms to, requirement by requirement, and what shows it.
//!
//! Standards are data ([`standard`]); what is measured is named there and done in [`check`]; what other tools and the
//! command line know comes in as [`evidence`]. Nothing is said to conform while a single requirement is not met, not
//! checked, or left to a person who has not looked: a claim that is not shown is harm.

mod check;
pub mod evidence;
mod judge;
mod reviews;
pub mod standard;
pub mod status;

pub use check::Check;
pub use evidence::{Complaint, Evidence, Tool, Verdict};
pub use standard::{By, Feature, Requirement, Standard, Standards};
pub use status::{Kind, Status};

use super::{Artefact, Compared};
use crate::error::Result;
use crate::layout::{Edition, Profile};
use crate::model::Review;

/// A file, with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The file.
    pub artefact: &'a Artefact,
    /// How many differences there are from the leaflet; `None` where it was not compared with one.
    pub differences: Option<usize>,
    /// The leaflet in its layout, where it is known.
    pub edition: Option<&'a Edition>,
    /// What else is known.
    pub evidence: &'a Evidence,
}

impl<'a> Subject<'a> {
    /// A file as it was compared; `edition` is what it was compared with, where that was a leaflet.
    #[must_use]
    pub fn of(compared: &'a Compared, edition: Option<&'a Edition>, evidence: &'a Evidence) -> Self {
        Self {
            artefact: &compared.artefact,
            differences: edition.map(|_| compared.changes.len()),
            edition,
            evidence,
        }
    }

    fn format(&self) -> Option<&'static str> {
        self.artefact.format.map(|format| format.id)
    }

    fn profile(&self) -> Option<&'a Profile> {
        self.edition.map(|edition| &edition.layout.profile)
    }
}

/// How a file stands, standard by standard.
#[derive(Debug)]
pub struct Conformance<'a> {
    /// The file's name.
    pub file: &'a str,
    /// Its format, by its name on the command line.
    pub format: Option<&'static str>,
    /// Standards, in the order of the report, the layout's guideline last.
    pub standards: Vec<Judged<'a>>,
    /// What is wrong with the file beside all that standards ask.
    pub unclaimed: Vec<String>,
    /// The latest review of its words, and whether it is of these.
    pub words: Option<(&'a Review, bool)>,
    /// What else was known of it.
    pub evidence: &'a Evidence,
}

/// How a file stands by one standard.
#[derive(Debug)]
pub struct Judged<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// Its name; a guideline's is that of the layout's own.
    pub name: String,
    /// Whether it is a guideline: figures are told, and nothing is claimed.
    pub is_guideline: bool,
    /// Whether it can be asked of the file's format.
    pub is_about: bool,
    /// Its requirements, in its order.
    pub rows: Vec<Row>,
    /// Whether something is wrong that no row tells, so that nothing may be claimed.
    pub is_marred: bool,
}

/// A requirement, and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the standard calls it.
    pub id: String,
    /// Its name, where it has one beside the number.
    pub name: Option<String>,
    /// Its level (WCAG).
    pub level: Option<String>,
    /// What it asks.
    pub asks: String,
    /// Whether it can be asked of the file's format.
    pub is_about: bool,
    /// How it stands.
    pub status: Status,
}

impl<'a> Conformance<'a> {
    /// Judges a file.
    ///
    /// # Errors
    /// [`Error::Layout`](crate::error::Error::Layout) where the standards cannot be read, which a test rules out.
    pub fn of(subject: Subject<'a>) -> Result<Self> {
        let Standards { all, guideline } = Standards::carried()?;
        let mut standards: Vec<Judged<'a>> = all.iter().map(|standard| judge(&subject, standard)).collect();
        standards.push(by_guideline(&subject, guideline));
        let unclaimed = judge::unclaimed(&subject, &standards);
        let is_unlike = subject.differences.is_some_and(|differences| differences > 0);
        let is_unread = match &subject.artefact.read {
            Ok(read) => !read.facts.unread.is_empty() || !read.facts.faults.is_empty(),
            Err(_) => true,
        };
        for judged in &mut standards {
            judged.is_marred = is_unlike || is_unread || !unclaimed.is_empty();
        }
        hand_over(&mut standards);
        Ok(Self {
            file: &subject.artefact.name,
            format: subject.format(),
            words: reviews::of_words(&subject),
            evidence: subject.evidence,
            standards,
            unclaimed,
        })
    }
}

fn judge<'a>(subject: &Subject<'a>, standard: &'a Standard) -> Judged<'a> {
    let asked = |of: &dyn Fn(&str) -> bool| subject.format().is_some_and(of);
    let review = reviews::reviewed(subject, standard);
    let rows = standard.requirements.iter().map(|requirement| Row {
        id: requirement.id.clone(),
        name: requirement.name.clone(),
        level: requirement.level.clone(),
        asks: requirement.asks.clone(),
        is_about: asked(&|format| standard.is_about(format) && requirement.is_about(format)),
        status: judge::status(subject, standard, requirement, review),
    });
    Judged {
        standard,
        name: standard.name.clone(),
        is_guideline: false,
        is_about: asked(&|format| standard.is_about(format)),
        rows: rows.collect(),
        is_marred: false,
    }
}

/// The layout's guideline: its name, its figures, and what the layout itself says that it does not meet.
fn by_guideline<'a>(subject: &Subject<'a>, guideline: &'a Standard) -> Judged<'a> {
    let mut judged = judge(subject, guideline);
    judged.is_guideline = true;
    if let Some(profile) = subject.profile() {
        judged.name = format!(
            "{} of the layout {}: {}",
            guideline.name, profile.name, profile.guideline
        );
        for (requirement, row) in guideline.requirements.iter().zip(&mut judged.rows) {
            if let Some(figure) = requirement.figure {
                row.asks = format!("{}: {}", row.asks, figure.of(profile));
            }
        }
        let not_met = profile.not_met.iter().enumerate();
        judged.rows.extend(not_met.map(|(number, what)| Row {
            id: format!("not met {}", number + 1),
            name: None,
            level: None,
            asks: "What the layout says of itself".to_owned(),
            is_about: true,
            status: Status::NotMet { what: what.clone() },
        }));
    }
    judged
}

/// A row that hands over to another standard stands as that one does.
fn hand_over(standards: &mut [Judged<'_>]) {
    let ends: Vec<(String, bool, usize)> = standards
        .iter()
        .map(|judged| (judged.name.clone(), judged.conforms(), judged.open().count()))
        .collect();
    for judged in standards {
        for (requirement, row) in judged.standard.requirements.iter().zip(&mut judged.rows) {
            let Some(other) = &requirement.refers else {
                continue;
            };
            let end = ends.iter().find(|(name, ..)| name == other);
            row.status = match (&row.status, end) {
                (Status::NotApplicable { .. } | Status::NotMet { .. }, _) | (_, None) => row.status.clone(),
                (_, Some((name, true, _))) => Status::Checked {
                    measured: format!("all of {name} is met, see there"),
                },
                (_, Some((name, false, open))) => Status::Unchecked {
                    help: format!("{open} of {name} are open, see there"),
                },
            };
        }
    }
}

impl Row {
    /// What the standard calls it, with its name and its level.
    #[must_use]
    pub fn label(&self) -> String {
        let name = self.name.as_ref().map(|name| format!(" {name}"));
        let level = self.level.as_ref().map(|level| format!(", level {level}"));
        format!(
            "{}{}{}",
            self.id,
            name.unwrap_or_default(),
            level.unwrap_or_default()
        )
    }
}

impl Judged<'_> {
    /// The rows that something is left to do about.
    pub fn open(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.status.kind().is_open())
    }

    /// How many rows stand so.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.status.kind() == kind).count()
    }

    /// Whether the file may be said to conform: each row is met or does not apply, a person has answered what only a
    /// person can, and nothing else is wrong with it. Never of a guideline, nor of what no review can answer for.
    #[must_use]
    pub fn conforms(&self) -> bool {
        let reviewed = self.rows.iter().any(|row| row.status.kind() == Kind::Reviewed);
        !self.is_guideline
            && self.is_about
            && !self.is_marred
            && reviewed
            && !self.standard.claims.is_empty()
            && self.open().next().is_none()
    }
}
