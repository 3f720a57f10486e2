//! A person's review: who looked at which formats and layouts of a leaflet, when, and what they found it to conform to.
//!
//! Conformance to a standard of accessibility takes a person's judgement; a program can claim none. A review is of exact
//! words: it names the [`Digest`] of the Reading that was reviewed, and says nothing of any other.

use serde::{Deserialize, Serialize};

use super::reading::Digest;
use super::refusal::Refusal;
use super::text::NonEmpty;
use super::units::{BODY_SIZES, Date, Pt};

/// A review that somebody has recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Review {
    /// Who reviewed.
    pub name: NonEmpty,
    /// For whom they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<NonEmpty>,
    /// What they are: "accessibility tester, uses a screen reader".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<NonEmpty>,
    /// When.
    pub date: Date,
    /// What they found the leaflet to be.
    pub what: Claim,
    /// The formats that they looked at, by their names on the command line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<NonEmpty>,
    /// The layouts that they looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layouts: Vec<NonEmpty>,
    /// The body sizes that they looked at, in points, where not the layout's own alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<Pt>,
    /// What shows that they can judge: a certificate, a scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<NonEmpty>,
    /// The web address of their report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<NonEmpty>,
    /// The Reading that they reviewed; nothing is claimed of a review without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Digest>,
}

/// What a person can find a leaflet to be. The names are those of the standards, exactly as metadata writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Claim {
    /// The e-book conforms to EPUB Accessibility 1.1.
    EpubAccessibility,
    /// The PDF conforms to PDF/UA-1, the checks that only a person can make included (Matterhorn Protocol).
    PdfUa,
    /// The formats named conform to WCAG 2.2.
    Wcag,
    /// The words are right, and plain enough for those whom they are for. No standard is claimed.
    Words,
}

impl Claim {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::EpubAccessibility, Self::PdfUa, Self::Wcag, Self::Words];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EpubAccessibility => "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
            Self::PdfUa => "PDF/UA-1",
            Self::Wcag => "WCAG 2.2 Level AA",
            Self::Words => "words",
        }
    }

    /// The format that alone it can be true of.
    #[must_use]
    pub fn format(self) -> Option<&'static str> {
        match self {
            Self::EpubAccessibility => Some("epub"),
            Self::PdfUa => Some("pdf"),
            Self::Wcag | Self::Words => None,
        }
    }

    /// Whether it hangs on how the leaflet looks, so that it is true of no layout but those that were looked at.
    #[must_use]
    pub fn is_of_layouts(self) -> bool {
        match self {
            Self::EpubAccessibility | Self::PdfUa | Self::Wcag => true,
            Self::Words => false,
        }
    }
}

impl TryFrom<String> for Claim {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|claim| claim.as_str() == text);
        found.ok_or_else(|| {
            Refusal::new(
                "unknown-claim",
                format!("`{text}` is nothing that a review can find"),
                &format!("write {}", Self::names()),
            )
        })
    }
}

impl From<Claim> for String {
    fn from(claim: Claim) -> Self {
        claim.as_str().to_owned()
    }
}

impl Claim {
    /// The names of all, as a message offers them.
    fn names() -> String {
        let names = Self::ALL.map(|claim| format!("`{}`", claim.as_str()));
        let [first @ .., last] = &names;
        format!("{} or {last}", first.join(", "))
    }
}

/// Something that a review lacks, or that does not go with the rest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The key at fault, there or not.
    pub key: &'static str,
    /// The name of the fault.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// What an edition looks like, as far as a review names it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The name of its layout.
    pub layout: &'a str,
    /// Its body size in points.
    pub size: Pt,
    /// Whether that is the layout's own.
    pub own_size: bool,
}

impl Review {
    /// What keeps anything from being claimed of it beyond doubt, all of it at once.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lacking> {
        let mut lacking = Vec::new();
        let mut say = |key, code, message, help| {
            lacking.push(Lacking {
                key,
                code,
                message,
                help,
            });
        };
        let what = self.what.as_str();
        match self.what.format() {
            Some(format) if !self.formats.is_empty() && self.formats.iter().all(|own| &**own != format) => {
                say(
                    "formats",
                    "review-of-another-format",
                    format!("`{what}` is said of `{format}`, and `formats` does not name it"),
                    format!("add `{format}` to `formats`, or take the key out"),
                )
            }
            None if self.what.is_of_layouts() && self.formats.is_empty() => say(
                "formats",
                "missing-formats",
                format!("the review does not say which formats conform to `{what}`"),
                "add `formats: [html]` with the formats that were looked at".to_owned(),
            ),
            Some(_) | None => {}
        }
        if self.what.is_of_layouts() && self.layouts.is_empty() {
            say(
                "layouts",
                "missing-layouts",
                "the review does not say which layouts were looked at".to_owned(),
                "add `layouts: [large-print]` with each of them: colours and sizes differ".to_owned(),
            );
        }
        if let Some(size) = self.sizes.iter().find(|size| !BODY_SIZES.contains(size)) {
            let (low, high) = (BODY_SIZES.start(), BODY_SIZES.end());
            say(
                "sizes",
                "unknown-size-in-review",
                format!("the review names a size of {size} points, and no leaflet has it"),
                format!("write the sizes that were looked at, each from {low} to {high}"),
            );
        }
        lacking
    }

    /// Whether it is a review of these words, looking so, in this format, whatever it finds.
    #[must_use]
    pub fn holds(&self, format: &str, look: Look<'_>, reading: &Digest) -> bool {
        self.reading.as_ref() == Some(reading)
            && self.lacks().is_empty()
            && (self.formats.is_empty() || self.formats.iter().any(|own| &**own == format))
            && self.what.format().is_none_or(|only| only == format)
            && (!self.what.is_of_layouts() || self.saw(look))
    }

    fn saw(&self, look: Look<'_>) -> bool {
        let size = if self.sizes.is_empty() {
            look.own_size
        } else {
            self.sizes.contains(&look.size)
        };
        size && self.layouts.iter().any(|own| &**own == look.layout)
    }
}
