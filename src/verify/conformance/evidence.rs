//! What else is known of a file, beside its bytes: gathered by whoever may run programs and write files, judged here.

use std::fmt;

use serde::Deserialize;

/// A program of others that judges files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// veraPDF, with its profile of PDF/UA-1.
    Verapdf,
    /// EPUBCheck.
    Epubcheck,
    /// Ace by DAISY.
    Ace,
    /// The validator of the Open XML SDK.
    OpenXml,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Verapdf, Self::Epubcheck, Self::Ace, Self::OpenXml];

    /// What its makers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verapdf => "veraPDF",
            Self::Epubcheck => "EPUBCheck",
            Self::Ace => "Ace by DAISY",
            Self::OpenXml => "Open XML SDK",
        }
    }

    /// The format that it judges, by its name on the command line.
    #[must_use]
    pub fn format(self) -> &'static str {
        match self {
            Self::Verapdf => "pdf",
            Self::Epubcheck | Self::Ace => "epub",
            Self::OpenXml => "docx",
        }
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a tool said of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The tool.
    pub tool: Tool,
    /// Its version, as it says itself.
    pub version: String,
    /// What it found wrong; nothing where the file passed.
    pub complaints: Vec<Complaint>,
}

/// Something that a tool found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The rule, as the tool names it.
    pub rule: String,
    /// What it says.
    pub message: String,
}

/// What is known of a file beside its bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Whether these bytes are, to the last, what clearleaf writes of the leaflet. Only then does a test of the writer
    /// say anything of them.
    pub ours: bool,
    /// What other tools said of it in this run.
    pub verdicts: Vec<Verdict>,
    /// Tools that were asked for and gave no verdict, and why.
    pub silent: Vec<(Tool, String)>,
}
