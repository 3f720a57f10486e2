//! What the standards ask, as data: one entry a requirement, in words of our own, with all that can show that it is met.
//! The files stand in `standards/`; nothing here knows any requirement by its name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::check::Check;
use super::evidence::Tool;
use crate::error::{Error, Result};
use crate::layout::Profile;
use crate::layout::profile::{Underline, Weight};
use crate::model::Claim;
use crate::verify::compare::Aspect;

/// A standard or a guideline.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Standard {
    /// Its name, with its version and level.
    pub name: String,
    /// Its name in a line about one of its requirements, where that is shorter.
    pub short: Option<String>,
    /// What it is, in a few words.
    pub about: String,
    /// The formats that it can be asked of, by their names on the command line.
    pub formats: Vec<String>,
    /// What a person's review has to claim to answer what only a person can; none where no review can.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Its own headings, by what the requirements below them begin with: `01`, `1.4`.
    #[serde(default)]
    pub sections: BTreeMap<String, String>,
    /// What it asks, in its own order.
    #[serde(rename = "requirement")]
    pub requirements: Vec<Requirement>,
}

/// Something that a standard asks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Requirement {
    /// What the standard calls it: `28-011`, `1.4.3`, a clause.
    pub id: String,
    /// Its name, where it has one beside the number.
    pub name: Option<String>,
    /// Its level (WCAG).
    pub level: Option<String>,
    /// What it asks, in our words.
    pub asks: String,
    /// Who can tell, as the standard has it.
    #[serde(default)]
    pub by: By,
    /// The formats that it can be asked of; all of the standard's where it names none.
    #[serde(default)]
    pub formats: Vec<String>,
    /// Why it never applies.
    pub never: Option<String>,
    /// What a file has to hold before it applies.
    pub without: Option<Feature>,
    /// What clearleaf measures in the file.
    pub check: Option<Check>,
    /// In what a file has to be as the leaflet is: differences that concern it break it, and no others do.
    #[serde(default)]
    pub as_leaflet: Vec<Aspect>,
    /// Words of the faults of reading back that break it.
    #[serde(default)]
    pub faults: Vec<String>,
    /// The rules of other tools that look for it; `*` for all of a tool's.
    #[serde(default)]
    pub tools: BTreeMap<Tool, Vec<String>>,
    /// The tests that hold it for every file that clearleaf writes, by format. A test's name is that of its file, `::`, and
    /// its own.
    #[serde(default)]
    pub holds: BTreeMap<String, Vec<String>>,
    /// Why those tests hold it, where what is asked does not say.
    pub because: Option<String>,
    /// What a person has to look at, whatever a program found.
    pub person: Option<String>,
    /// What a person can look at where no program has shown it.
    pub look: Option<String>,
    /// The name of the standard that it hands over to.
    pub refers: Option<String>,
    /// The figure of the layout that it is about (guidelines).
    pub figure: Option<Figure>,
}

/// A figure of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// The size of running text, in points.
    Size,
    /// From baseline to baseline, in em.
    Leading,
    /// The longest line, in characters.
    Measure,
    /// Between paragraphs, in em.
    ParagraphGap,
    /// The white at the edges of the paper, in millimetres.
    Margins,
    /// How stress looks.
    Emphasis,
    /// The line under links.
    Links,
}

impl Figure {
    /// What a layout asks, in words.
    #[must_use]
    pub fn of(self, profile: &Profile) -> String {
        let (body, paper) = (&profile.body, &profile.paper);
        match self {
            Self::Size => format!("{} pt", body.size_pt),
            Self::Leading => format!("{:.2} em", body.leading),
            Self::Measure => format!("{} characters", body.measure_characters),
            Self::ParagraphGap => format!("{} em", body.paragraph_gap),
            Self::Margins => format!(
                "{} mm above, {} mm below, {} mm and {} mm at the sides, at least",
                paper.margin_top_mm, paper.margin_bottom_mm, paper.margin_inner_mm, paper.margin_outer_mm
            ),
            Self::Emphasis => {
                let emphasis = &profile.emphasis;
                let weight = match emphasis.weight {
                    Weight::Regular => "regular",
                    Weight::Bold => "bold",
                };
                let yes = |is: bool, what: &str| {
                    if is {
                        what.to_owned()
                    } else {
                        format!("not {what}")
                    }
                };
                format!(
                    "{weight}, {}, {}",
                    yes(emphasis.italic, "italic"),
                    yes(emphasis.underline, "underlined")
                )
            }
            Self::Links => match profile.links.underline {
                Underline::Single => "one line under them",
                Underline::Thick => "one thick line under them",
                Underline::Double => "two lines under them",
            }
            .to_owned(),
        }
    }
}

/// Who can tell whether something is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A program.
    #[default]
    Machine,
    /// A person.
    Person,
    /// Nobody: there is no test.
    Nobody,
}

/// What a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Pictures that say something.
    Figures,
    /// Tables.
    Tables,
    /// Headings.
    Headings,
    /// A claim, in its own metadata, of what it was found to meet.
    Claims,
    /// Lists with numbers.
    NumberedLists,
    /// Links of any kind.
    Links,
    /// Citations in the text.
    Citations,
    /// Places where pages begin.
    Pages,
}

impl Standard {
    /// Its name in a line about one of its requirements.
    #[must_use]
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Whether it can be asked of a format at all.
    #[must_use]
    pub fn is_about(&self, format: &str) -> bool {
        self.formats.iter().any(|own| own == format)
    }

    /// The standard's own heading above a requirement, where it has numbered ones.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&str> {
        let below = |section: &str| {
            let rest = id.strip_prefix(section);
            rest.is_some_and(|rest| rest.starts_with(['-', '.']))
        };
        let section = self.sections.iter().find(|(section, _)| below(section));
        section.map(|(_, heading)| heading.as_str())
    }
}

impl Requirement {
    /// Whether it can be asked of a format; the standard has been asked before.
    #[must_use]
    pub fn is_about(&self, format: &str) -> bool {
        self.formats.is_empty() || self.formats.iter().any(|own| own == format)
    }
}

/// The files, in the order of the report.
const FILES: [(&str, &str); 5] = [
    ("file-format.toml", include_str!("standards/file-format.toml")),
    ("pdf-ua.toml", include_str!("standards/pdf-ua.toml")),
    (
        "epub-accessibility.toml",
        include_str!("standards/epub-accessibility.toml"),
    ),
    ("wcag.toml", include_str!("standards/wcag.toml")),
    (GUIDELINE, include_str!("standards/print.toml")),
];

/// The file that the layout gives its figures to.
const GUIDELINE: &str = "print.toml";

/// Everything that is asked.
#[derive(Debug)]
pub struct Standards {
    /// Standards, in the order of the report.
    pub all: Vec<Standard>,
    /// What the layout's own guideline asks: figures that are told, and never a claim.
    pub guideline: Standard,
}

static STANDARDS: LazyLock<std::result::Result<Standards, String>> = LazyLock::new(read);

fn read() -> std::result::Result<Standards, String> {
    let mut all = Vec::new();
    let mut guideline = None;
    for (name, text) in FILES {
        let standard: Standard = toml::from_str(text).map_err(|why| format!("{name}: {why}"))?;
        if name == GUIDELINE {
            guideline = Some(standard);
        } else {
            all.push(standard);
        }
    }
    let guideline = guideline.ok_or_else(|| format!("{GUIDELINE} is not among the standards"))?;
    Ok(Standards { all, guideline })
}

impl Standards {
    /// The standards that the program carries.
    ///
    /// # Errors
    /// [`Error::Layout`] where one of its files is wrong, which a test rules out.
    pub fn carried() -> Result<&'static Self> {
        STANDARDS.as_ref().map_err(|why| Error::Layout(why.clone()))
    }
}
