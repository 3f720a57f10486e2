//! Errors: what is wrong with the machine or with clearleaf itself. They stop the work on a leaflet; what an editor
//! can mend is a [`Finding`](crate::finding::Finding).

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::finding::Finding;

/// The result of work that can fail for the machine's reasons or our own.
pub type Result<T> = std::result::Result<T, Error>;

/// What stopped the work.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read or written.
    Io {
        /// What was being done: "write", "read", "make the folder".
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A frame or words file is wrong, or something that was asked for: the text is ready to print, with its place.
    Layout(String),
    /// Layouts are wrong, in places of their files.
    Findings(Vec<Finding>),
    /// A writer could not write what the model holds: ours to mend.
    Write {
        /// The format's id.
        format: &'static str,
        /// What happened, naming the node.
        message: String,
    },
    /// A file could not be read back.
    Inspect {
        /// The format's id.
        format: &'static str,
        /// What is wrong with the bytes.
        message: String,
    },
    /// What was written does not read as the leaflet does: ours to mend.
    Differs {
        /// The format's id.
        format: &'static str,
        /// The first difference, ready to print.
        difference: String,
    },
}

impl Error {
    /// Turns an I/O error into one that says what was being done, and on what.
    pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }

    /// A writer's error.
    pub fn write(format: &'static str, message: impl fmt::Display) -> Self {
        Self::Write {
            format,
            message: message.to_string(),
        }
    }

    /// An inspector's error.
    pub fn inspect(format: &'static str, message: impl fmt::Display) -> Self {
        Self::Inspect {
            format,
            message: message.to_string(),
        }
    }
}

impl Error {
    /// What is wrong with a file, where it is said already that the file cannot be read; else all that there is to say.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Inspect { message, .. } => message.clone(),
            Self::Io { .. }
            | Self::Layout(_)
            | Self::Findings(_)
            | Self::Write { .. }
            | Self::Differs { .. } => self.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => write!(f, "cannot {action} {}: {source}", path.display()),
            Self::Layout(message) => f.write_str(message),
            Self::Findings(findings) => {
                let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
                f.write_str(&shown.join("\n\n"))
            }
            Self::Write { format, message } => write!(f, "cannot write the {format}: {message}"),
            Self::Inspect { format, message } => write!(f, "cannot read the {format} back: {message}"),
            Self::Differs { format, difference } => {
                write!(f, "the {format} does not read as the leaflet does\n{difference}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Layout(_)
            | Self::Findings(_)
            | Self::Write { .. }
            | Self::Inspect { .. }
            | Self::Differs { .. } => None,
        }
    }
}
