//! How a requirement stands for one file. A row is met only where something shows it, and says what.

use crate::model::Review;

/// How a requirement stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Measured in the file, now.
    Checked {
        /// What was measured.
        measured: String,
    },
    /// Looked for by another tool in this run, and not found wanting.
    CheckedBy {
        /// The tool.
        tool: &'static str,
        /// Its version, as it says itself.
        version: String,
        /// What it said.
        verdict: String,
    },
    /// These bytes are what clearleaf writes, and tests hold it for all that clearleaf writes.
    ByConstruction {
        /// Why they hold it, where what is asked does not say.
        why: Option<String>,
        /// The tests.
        tests: Vec<String>,
    },
    /// A person has found it so, of the very file that clearleaf writes: these words, in this layout, at this size.
    Reviewed {
        /// Whose review.
        review: Box<Review>,
    },
    /// It does not apply, and why.
    NotApplicable {
        /// Why.
        why: String,
    },
    /// A person found it so of something else: other words, another layout, another size.
    Outdated {
        /// Whose review.
        review: Box<Review>,
        /// What has changed.
        why: &'static str,
        /// What to look at again.
        look: String,
    },
    /// Only a person can tell.
    NeedsPerson {
        /// What to look at.
        look: String,
        /// What a program has found so far, or why it could not.
        found: Option<String>,
        /// A review that would hold of another file, and why it does not of this one.
        review: Option<(Box<Review>, &'static str)>,
    },
    /// Nothing has looked for it in this run.
    Unchecked {
        /// What would.
        help: String,
    },
    /// It is not so.
    NotMet {
        /// What is wrong.
        what: String,
        /// What shows it.
        by: Cause,
    },
}

/// What shows that something is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// What clearleaf measured in the file.
    Measure,
    /// A fault that reading back found, or something that it could not read.
    Fault,
    /// A complaint of another tool.
    Tool,
    /// A difference from the leaflet.
    Leaflet,
    /// The standard that it hands over to.
    Standard,
}

/// The names of all statuses, as reports group them and JSON writes them: what is met last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// [`Status::NotMet`]
    NotMet,
    /// [`Status::Outdated`]
    Outdated,
    /// [`Status::NeedsPerson`]
    NeedsPerson,
    /// [`Status::Unchecked`]
    Unchecked,
    /// [`Status::Reviewed`]
    Reviewed,
    /// [`Status::Checked`]
    Checked,
    /// [`Status::CheckedBy`]
    CheckedBy,
    /// [`Status::ByConstruction`]
    ByConstruction,
    /// [`Status::NotApplicable`]
    NotApplicable,
}

impl Kind {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 9] = [
        Self::NotMet,
        Self::Outdated,
        Self::NeedsPerson,
        Self::Unchecked,
        Self::Reviewed,
        Self::Checked,
        Self::CheckedBy,
        Self::ByConstruction,
        Self::NotApplicable,
    ];

    /// Its name; programs see it with hyphens.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotMet => "not met",
            Self::Outdated => "review out of date",
            Self::NeedsPerson => "needs a person",
            Self::Unchecked => "not checked",
            Self::Reviewed => "reviewed by a person",
            Self::Checked => "checked here",
            Self::CheckedBy => "checked by another tool",
            Self::ByConstruction => "by construction",
            Self::NotApplicable => "not applicable",
        }
    }

    /// So many of them, two or more.
    #[must_use]
    pub fn of_many(self, count: usize) -> String {
        match self {
            Self::NeedsPerson => format!("{count} need a person"),
            Self::Outdated => format!("{count} reviews out of date"),
            Self::NotMet
            | Self::Unchecked
            | Self::Reviewed
            | Self::Checked
            | Self::CheckedBy
            | Self::ByConstruction
            | Self::NotApplicable => format!("{count} {}", self.name()),
        }
    }

    /// Whether something is left to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::NotMet | Self::Outdated | Self::NeedsPerson | Self::Unchecked => true,
            Self::Reviewed | Self::Checked | Self::CheckedBy | Self::ByConstruction | Self::NotApplicable => {
                false
            }
        }
    }
}

impl Status {
    /// Its name.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Checked { .. } => Kind::Checked,
            Self::CheckedBy { .. } => Kind::CheckedBy,
            Self::ByConstruction { .. } => Kind::ByConstruction,
            Self::Reviewed { .. } => Kind::Reviewed,
            Self::NotApplicable { .. } => Kind::NotApplicable,
            Self::Outdated { .. } => Kind::Outdated,
            Self::NeedsPerson { .. } => Kind::NeedsPerson,
            Self::Unchecked { .. } => Kind::Unchecked,
            Self::NotMet { .. } => Kind::NotMet,
        }
    }

    /// What it says beside its name: what was measured, who said so, what to do.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Checked { measured } => measured.clone(),
            Self::CheckedBy {
                tool,
                version,
                verdict,
            } => format!("{tool} {version}: {verdict}"),
            Self::ByConstruction { why: None, tests } => format!("held by {}", tests.join(", ")),
            Self::ByConstruction {
                why: Some(why),
                tests,
            } => format!("{why}; held by {}", tests.join(", ")),
            Self::Reviewed { review } => by(review),
            Self::NotApplicable { why } => why.clone(),
            Self::Outdated { review, why, look } => {
                format!("{}, {why}; look again: {look}", by(review))
            }
            Self::NeedsPerson { .. } => format!("look at: {}", self.to_do()),
            Self::Unchecked { help } => help.clone(),
            Self::NotMet { what, .. } => what.clone(),
        }
    }

    /// What is left to do, where it is said already of what kind that is.
    #[must_use]
    pub fn to_do(&self) -> String {
        match self {
            Self::NeedsPerson { look, found, review } => {
                let found = found.as_ref().map(|found| format!(" ({found})"));
                let review = review
                    .as_ref()
                    .map(|(review, why)| format!("; the review of {} {why}", by(review)));
                format!(
                    "{look}{}{}",
                    found.unwrap_or_default(),
                    review.unwrap_or_default()
                )
            }
            Self::Checked { .. }
            | Self::CheckedBy { .. }
            | Self::ByConstruction { .. }
            | Self::Reviewed { .. }
            | Self::NotApplicable { .. }
            | Self::Outdated { .. }
            | Self::Unchecked { .. }
            | Self::NotMet { .. } => self.detail(),
        }
    }
}

/// Who reviewed, for whom, as what, when.
fn by(review: &Review) -> String {
    let about = [&review.organisation, &review.role];
    let about = about.into_iter().flatten().map(|text| &**text);
    let who: Vec<&str> = std::iter::once(&*review.name).chain(about).collect();
    format!("{}, {}", who.join(", "), review.date)
}
