//! References (stub until the branches meet).

use std::sync::Arc;

use crate::finding::{Finding, SourceText, Span};
use crate::model::{Content, Inline, Lang, NonEmpty};

/// What the text cites.
pub struct Request {
    /// The key.
    pub key: String,
    /// The locator as written.
    pub locator: Option<String>,
}

/// The references of a file.
pub struct Library;

/// Formatted citations and entries.
pub struct Formatted {
    /// One per request.
    pub citations: Vec<Content>,
    /// In label order.
    pub entries: Vec<Entry>,
}

/// A formatted entry.
pub struct Entry {
    /// The key.
    pub key: String,
    /// The label.
    pub label: NonEmpty,
    /// The entry.
    pub content: Vec<Inline>,
}

/// Reads a file.
#[must_use]
pub fn read(_source: &Arc<SourceText>) -> (Option<Library>, Vec<Finding>) {
    (None, Vec::new())
}

impl Library {
    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }

    /// Where an entry stands.
    #[must_use]
    pub fn span(&self, _key: &str) -> Option<Span> {
        None
    }

    /// Formats.
    ///
    /// # Errors
    /// Findings.
    pub fn format(&self, _requests: &[Request], _lang: &Lang) -> Result<Formatted, Vec<Finding>> {
        Err(Vec::new())
    }
}
