//! What a file conforms to, requirement by requirement, and what shows it.
//!
//! Standards are data ([`standard`]); what is measured is named there and done in [`check`]; what other tools and the
//! command line know comes in as [`evidence`]. Nothing is said to conform while a single requirement is not met, not
//! checked, or left to a person who has not looked: a claim that is not shown is harm.

mod check;
pub mod evidence;
mod judge;
mod looks;
mod measured;
mod reviews;
pub mod standard;
pub mod status;

pub use check::Check;
pub use evidence::{Complaint, Evidence, Tool, Verdict};
pub use measured::measured;
pub use standard::{By, Feature, Requirement, Standard, Standards};
pub use status::{Cause, Kind, Status};

use std::collections::BTreeMap;

use super::compare::Aspect;
use super::{Artefact, Compared};
use crate::error::Result;
use crate::layout::{Edition, Layout};
use crate::model::Review;

/// A file, with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The file.
    pub artefact: &'a Artefact,
    /// How many differences from the leaflet are about what; `None` where it was not compared with one.
    pub touched: Option<&'a BTreeMap<Aspect, usize>>,
    /// The leaflet in its layout, where it is known.
    pub edition: Option<&'a Edition>,
    /// The layout that the file was made in, or what would tell it.
    pub layout: std::result::Result<&'a Layout, &'static str>,
    /// What else is known.
    pub evidence: &'a Evidence,
    /// How many differences there are from what it was compared with.
    changes: usize,
}

/// What would tell the layout of a file that is compared with no leaflet.
const NO_LEAFLET: &str = "give the leaflet with --against, and the file is held against its layout";

impl<'a> Subject<'a> {
    /// A file as it was compared; `edition` is what it was compared with, where that was a leaflet, and in the layout that
    /// the file was made in.
    #[must_use]
    pub fn of(compared: &'a Compared, edition: Option<&'a Edition>, evidence: &'a Evidence) -> Self {
        Self {
            artefact: &compared.artefact,
            touched: edition.map(|_| &compared.touched),
            edition,
            layout: edition.map(|edition| &edition.layout).ok_or(NO_LEAFLET),
            evidence,
            changes: compared.changes.len(),
        }
    }

    /// The same, where nothing tells the layout that it was made in: `help` is what would. Nothing is then held against
    /// the layout that it was compared in, and no review counts that is of one.
    #[must_use]
    pub fn without_layout(self, help: Option<&'static str>) -> Self {
        Self {
            layout: match help {
                Some(help) => Err(help),
                None => self.layout,
            },
            ..self
        }
    }

    fn format(&self) -> Option<&'static str> {
        self.artefact.format.map(|format| format.id)
    }

    /// How many differences there are from the leaflet; `None` where it was not compared with one.
    fn differences(&self) -> Option<usize> {
        self.touched.map(|_| self.changes)
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
    /// What the layout says of itself (guidelines): what of its guideline it does not follow, in its own words. That is
    /// true of every file in it, and nothing that a file could mend.
    pub says: Vec<String>,
    /// Whether something is wrong with the file that no row tells, so that nothing may be claimed.
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
        let is_faulty = match &subject.artefact.read {
            Ok(read) => !read.facts.unread.is_empty() || !read.facts.faults.is_empty(),
            Err(_) => true,
        };
        for judged in &mut standards {
            judged.is_marred = is_faulty || !unclaimed.is_empty();
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
        says: Vec::new(),
        is_marred: false,
    }
}

/// The layout's guideline: its name, its figures, and what the layout says of itself. Where nothing tells the layout,
/// nothing is held against any.
fn by_guideline<'a>(subject: &Subject<'a>, guideline: &'a Standard) -> Judged<'a> {
    let mut judged = judge(subject, guideline);
    judged.is_guideline = true;
    let profile = match subject.layout {
        Ok(layout) => &layout.profile,
        Err(help) => {
            for row in judged.rows.iter_mut().filter(|row| row.is_about) {
                row.status = Status::Unchecked {
                    help: help.to_owned(),
                };
            }
            return judged;
        }
    };
    judged.name = format!(
        "{} of the layout {}: {}",
        guideline.name, profile.name, profile.guideline
    );
    judged.says.clone_from(&profile.not_met);
    for (requirement, row) in guideline.requirements.iter().zip(&mut judged.rows) {
        if let Some(figure) = requirement.figure {
            row.asks = format!("{}: {}", row.asks, figure.of(profile));
        }
    }
    judged
}

/// A row that hands over to another standard stands as that one does: as what is open there waits for.
fn hand_over(standards: &mut [Judged<'_>]) {
    let ends: Vec<(String, Status)> = standards
        .iter()
        .map(|judged| (judged.name.clone(), end(judged)))
        .collect();
    for judged in standards {
        for (requirement, row) in judged.standard.requirements.iter().zip(&mut judged.rows) {
            let Some(other) = &requirement.refers else {
                continue;
            };
            let end = ends.iter().find(|(name, _)| name == other);
            match (&row.status, end) {
                (Status::NotApplicable { .. } | Status::NotMet { .. }, _) | (_, None) => {}
                (_, Some((_, end))) => row.status = end.clone(),
            }
        }
    }
}

/// How a row stands that hands over to a standard.
fn end(judged: &Judged<'_>) -> Status {
    let name = &judged.name;
    let open = judged.open().count();
    let outdated = judged.open().find_map(|row| match &row.status {
        Status::Outdated { review, why, .. } => Some((review.clone(), *why)),
        Status::Checked { .. }
        | Status::CheckedBy { .. }
        | Status::ByConstruction { .. }
        | Status::Reviewed { .. }
        | Status::NotApplicable { .. }
        | Status::NeedsPerson { .. }
        | Status::Unchecked { .. }
        | Status::NotMet { .. } => None,
    });
    let look = format!("what {name} leaves to a person: {open} of it, see there");
    match (
        judged.count(Kind::NotMet),
        judged.count(Kind::Unchecked),
        judged.count(Kind::NeedsPerson),
    ) {
        (0, 0, 0) if judged.conforms() => Status::Checked {
            measured: format!("all of {name} is met, see there"),
        },
        (0, 0, 0) => match outdated {
            Some((review, why)) => Status::Outdated { review, why, look },
            None => Status::Unchecked {
                help: format!(
                    "mend what is wrong with the file: all of {name} is met, and the file has other faults"
                ),
            },
        },
        (0, 0, _) => Status::NeedsPerson {
            look,
            found: None,
            review: None,
        },
        (0, unchecked, _) => Status::Unchecked {
            help: format!("see {name}: {open} of it open, {unchecked} not checked"),
        },
        (not_met, _, _) => Status::NotMet {
            what: format!("{not_met} of {name} not met, see there"),
            by: Cause::Standard,
        },
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
