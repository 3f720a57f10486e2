//! Why a constructor refuses what a file says, in an editor's words.

use std::fmt;

/// A state that cannot be built: the code of the finding, what is wrong, what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The name of the fault.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Refusal {
    /// A refusal.
    pub(super) fn new(code: &str, message: impl Into<String>, help: &str) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            help: help.to_owned(),
        }
    }

    /// The refusal that [`Display`](fmt::Display) wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('\u{1f}');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(code), Some(message), Some(help), None) => Some(Self::new(code, message, help)),
            _ => None,
        }
    }
}

/// A deserialiser carries nothing but text from a constructor to whoever reports it, so the three parts travel as one,
/// with the unit separator (U+001F) between them.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{1f}{}\u{1f}{}", self.code, self.message, self.help)
    }
}

impl std::error::Error for Refusal {}
