//! What clearleaf measures in a file, and what it asks of the measure. A check speaks of what was found in the bytes alone;
//! where the bytes do not say, it says so and never guesses.

use serde::Deserialize;

use super::Subject;
use super::standard::Feature;
use crate::backend::Inspection;
use crate::model::Level;
use crate::model::reading::{Container, Item, Kind, Reading, Role};
use crate::verify::{Counts, Thing};

/// Something that can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The file could be read, whole.
    Readable,
    /// It loads nothing from outside: reading back has looked, and what it loads is a fault.
    Alone,
    /// It carries a structure for assistive technology.
    Tagged,
    /// It reads as the leaflet does, item for item.
    AsLeaflet,
    /// Its language is known.
    Language,
    /// It has a title.
    Title,
    /// The first heading is of level 1, and no level is skipped.
    Headings,
    /// Each figure has an alternative.
    Figures,
    /// Each cell of a table names the headers above it.
    Tables,
    /// Each link has words.
    Links,
    /// Each heading below the title can be reached from a list of contents.
    Contents,
    /// How many pages it marks, where it marks any: what is wrong with them is a fault.
    Pages,
    /// All fonts that it names are in it.
    Fonts,
    /// Text has a contrast of 4.5:1 (WCAG 2.2, 1.4.3).
    #[serde(rename = "contrast-4.5")]
    ContrastMinimum,
    /// Text has a contrast of 7:1 (WCAG 2.2, 1.4.6).
    #[serde(rename = "contrast-7")]
    ContrastEnhanced,
    /// Running text has the layout's size.
    BodySize,
    /// Nothing is smaller than the layout's size.
    SmallestText,
    /// Lines are as far apart as the layout says.
    Leading,
    /// No line is longer than the layout's measure.
    Measure,
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// So it should be; what was measured.
    Met(String),
    /// So it should not be.
    Unmet(String),
    /// The bytes do not say, or there is nothing to hold them against: what would help.
    Unknown(String),
}

use Outcome::{Met, Unknown, Unmet};

/// What of a figure is lost in measuring: sizes and distances of a file are rounded to its own units, those of Word to
/// half points.
const ROUNDING: f32 = 0.26;

/// The same for figures in em and for ratios.
const FINE: f32 = 0.015;

pub(super) const NO_LAYOUT: &str = "give the leaflet with --against, and it is held against its layout";

impl Check {
    pub(super) fn of(self, subject: &Subject<'_>, read: &Inspection) -> Outcome {
        let (reading, facts) = (&read.reading, &read.facts);
        match self {
            Self::Readable if facts.unread.is_empty() => Met("all of it was read".to_owned()),
            Self::Readable => {
                let first = facts.unread.first().map_or("", String::as_str);
                Unmet(match facts.unread.len() {
                    1 => format!("not read: {first}"),
                    all => format!("not read: {first}, and {} more", all - 1),
                })
            }
            Self::Alone => Met("nothing is loaded from outside".to_owned()),
            Self::Tagged if facts.tagged => Met("tagged".to_owned()),
            Self::Tagged => Unmet("the file carries no structure for assistive technology".to_owned()),
            Self::AsLeaflet => as_leaflet(subject),
            Self::Language => language(subject, reading),
            Self::Title if reading.title.trim().is_empty() => Unmet("it has no title".to_owned()),
            Self::Title => Met(format!("title “{}”", reading.title)),
            Self::Headings => headings(reading),
            Self::Figures => figures(reading),
            Self::Tables => tables(reading),
            Self::Links => links(reading),
            Self::Contents => contents(reading),
            Self::Pages => Met(format!("{} marked", Thing::PAGE.count(facts.page_starts.len()))),
            Self::Fonts => fonts(read),
            Self::ContrastMinimum => contrast(read, 4.5),
            Self::ContrastEnhanced => contrast(read, 7.0),
            Self::BodySize => body_size(subject, read),
            Self::SmallestText => smallest_text(subject, read),
            Self::Leading => leading(subject, read),
            Self::Measure => measure(subject, read),
        }
    }
}

fn as_leaflet(subject: &Subject<'_>) -> Outcome {
    match subject.differences {
        None => Unknown("give the leaflet with --against, and it is compared item for item".to_owned()),
        Some(0) => Met("reads as the leaflet does, item for item".to_owned()),
        Some(1) => Unmet("it does not read as the leaflet does: 1 difference".to_owned()),
        Some(more) => Unmet(format!(
            "it does not read as the leaflet does: {more} differences"
        )),
    }
}

fn language(subject: &Subject<'_>, reading: &Reading) -> Outcome {
    let lang = reading.lang.as_str();
    match subject.edition.map(|edition| edition.lang().as_str()) {
        _ if lang == "und" => Unmet("it does not say its language".to_owned()),
        Some(wanted) if wanted != lang => {
            Unmet(format!("it says the language {lang}; the leaflet is in {wanted}"))
        }
        Some(_) | None => Met(format!("language {lang}")),
    }
}

fn headings(reading: &Reading) -> Outcome {
    let levels: Vec<Level> = reading
        .items
        .iter()
        .filter_map(|item| match item.role {
            Role::Heading(level) => Some(level),
            Role::Paragraph
            | Role::Label
            | Role::Term
            | Role::Caption
            | Role::Cell
            | Role::Figure
            | Role::ContentsEntry(_)
            | Role::Reference => None,
        })
        .collect();
    let skipped = levels
        .iter()
        .zip(levels.iter().skip(1))
        .find(|(one, next)| next.get() > one.get() + 1);
    match (levels.first(), skipped) {
        (None, _) => Unmet("it has no heading".to_owned()),
        (Some(first), _) if *first != Level::TITLE => {
            Unmet(format!("the first heading is of level {}", first.get()))
        }
        (Some(_), Some((one, next))) => Unmet(format!(
            "a heading of level {} follows one of level {}",
            next.get(),
            one.get()
        )),
        (Some(_), None) => Met(format!(
            "{}, the first of level 1, no level skipped",
            Thing::HEADING.count(levels.len())
        )),
    }
}

fn figures(reading: &Reading) -> Outcome {
    let figures = reading.items.iter().filter(|item| item.role == Role::Figure);
    let (said, silent): (Vec<&Item>, Vec<&Item>) = figures.partition(|item| has_words(item));
    match silent.len() {
        0 => Met(match said.len() {
            0 => "no picture that says something".to_owned(),
            said => format!("{} with an alternative", Thing::FIGURE.count(said)),
        }),
        silent => Unmet(format!("{} without an alternative", Thing::FIGURE.count(silent))),
    }
}

fn tables(reading: &Reading) -> Outcome {
    let mut cells = 0_usize;
    let mut unheaded = 0_usize;
    for item in reading.items.iter().filter(|item| item.role == Role::Cell) {
        let cell = item.within.iter().rev().find_map(|container| match container {
            Container::Cell {
                header: false,
                headers,
                ..
            } => Some(headers),
            Container::Cell { header: true, .. }
            | Container::Callout { .. }
            | Container::Quote
            | Container::List { .. }
            | Container::ListItem { .. }
            | Container::DefinitionList
            | Container::Definition
            | Container::Table
            | Container::Row { .. }
            | Container::Figure
            | Container::Contents
            | Container::References
            | Container::Division { .. } => None,
        });
        if let Some(headers) = cell {
            cells += 1;
            unheaded += usize::from(headers.is_empty());
        }
    }
    match unheaded {
        0 => Met(format!(
            "{}, {} of them under headers",
            Thing::TABLE.count(Counts::of(reading).tables),
            Thing::CELL.count(cells)
        )),
        unheaded => Unmet(format!(
            "{} of tables under no header",
            Thing::CELL.count(unheaded)
        )),
    }
}

fn links(reading: &Reading) -> Outcome {
    let runs = reading.items.iter().flat_map(|item| &item.runs);
    let links = runs.filter(|run| run.kind != Kind::Plain);
    match links.filter(|run| run.text.trim().is_empty()).count() {
        0 => Met(format!("{}, each with words", kinds_of_links(reading))),
        silent => Unmet(format!("{} without words", Thing::LINK.count(silent))),
    }
}

/// What of a Reading leads anywhere, by its kinds: a citation is a link to assistive technology, too.
fn kinds_of_links(reading: &Reading) -> String {
    let counts = Counts::of(reading);
    let runs = reading.items.iter().flat_map(|item| &item.runs);
    let back = runs.filter(|run| matches!(run.kind, Kind::BackLink(_))).count();
    let kinds = [
        (Thing::LINK, counts.links),
        (Thing::CITATION, counts.citations),
        (Thing("way back to a citation", "ways back to citations"), back),
    ];
    let there = kinds
        .into_iter()
        .filter(|(thing, number)| *thing == Thing::LINK || *number > 0);
    let told: Vec<String> = there.map(|(thing, number)| thing.count(number)).collect();
    told.join(", ")
}

fn contents(reading: &Reading) -> Outcome {
    let entries = reading
        .items
        .iter()
        .filter(|item| matches!(item.role, Role::ContentsEntry(_)));
    let led = entries
        .filter(|item| item.runs.iter().any(|run| run.kind != Kind::Plain))
        .count();
    match led {
        0 => Unknown("it has no list of contents whose entries lead anywhere".to_owned()),
        led => Met(format!(
            "contents of {}",
            Thing("entry that leads to its part", "entries that lead to their parts").count(led)
        )),
    }
}

fn fonts(read: &Inspection) -> Outcome {
    let fonts = &read.facts.fonts;
    let missing: Vec<&str> = fonts
        .iter()
        .filter(|font| !font.embedded)
        .map(|font| font.name.as_str())
        .collect();
    match (fonts.len(), missing.as_slice()) {
        (0, _) => Unknown("it names no font".to_owned()),
        (all, []) => Met(format!("{all} of {all} fonts embedded")),
        (_, missing) => Unmet(format!("not embedded: {}", missing.join(", "))),
    }
}

fn contrast(read: &Inspection, asked: f32) -> Outcome {
    let told = |contrast: f32| format!("lowest contrast of text {contrast:.1}:1, asked: {asked}:1");
    match read.facts.look.lowest_contrast {
        None => Unknown("its contrast cannot be told from its bytes".to_owned()),
        Some(contrast) if contrast + FINE >= asked => Met(told(contrast)),
        Some(contrast) => Unmet(told(contrast)),
    }
}

fn body_size(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let Some(profile) = subject.profile() else {
        return Unknown(NO_LAYOUT.to_owned());
    };
    let asked = profile.body.size_pt;
    let told = |size: f32| format!("running text {size:.1} pt, asked: {asked} pt");
    match read.facts.look.body_text {
        None => Unknown("the size of its text cannot be told from its bytes".to_owned()),
        Some(size) if size + ROUNDING >= asked => Met(told(size)),
        Some(size) => Unmet(told(size)),
    }
}

fn smallest_text(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let Some(profile) = subject.profile() else {
        return Unknown(NO_LAYOUT.to_owned());
    };
    let asked = profile.body.size_pt;
    let told = |size: f32| format!("smallest text {size:.1} pt, asked: {asked} pt");
    match read.facts.look.smallest_text {
        None => Unknown("the size of its smallest text cannot be told from its bytes".to_owned()),
        Some(size) if size + ROUNDING >= asked => Met(told(size)),
        Some(size) => Unmet(told(size)),
    }
}

fn leading(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let Some(profile) = subject.profile() else {
        return Unknown(NO_LAYOUT.to_owned());
    };
    let asked = profile.body.leading;
    let told = |leading: f32| format!("least leading {leading:.2} em, asked: {asked:.2} em");
    match read.facts.look.least_leading {
        None => Unknown("its leading cannot be told from its bytes".to_owned()),
        Some(leading) if leading + FINE >= asked => Met(told(leading)),
        Some(leading) => Unmet(told(leading)),
    }
}

fn measure(subject: &Subject<'_>, read: &Inspection) -> Outcome {
    let Some(profile) = subject.profile() else {
        return Unknown(NO_LAYOUT.to_owned());
    };
    let asked = profile.body.measure_characters;
    let told = |line: usize| format!("longest line {line} characters, asked: at most {asked}");
    match read.facts.look.longest_line {
        None => Unknown("the length of its lines cannot be told from its bytes".to_owned()),
        Some(line) if u32::try_from(line).is_ok_and(|line| line <= asked) => Met(told(line)),
        Some(line) => Unmet(told(line)),
    }
}

impl Feature {
    /// Whether a reader meets any.
    pub(super) fn is_in(self, read: &Inspection) -> bool {
        let reading = &read.reading;
        let counts = Counts::of(reading);
        match self {
            Self::Pages => !read.facts.page_starts.is_empty(),
            Self::Figures => counts.figures > 0,
            Self::Tables => counts.tables > 0,
            Self::Citations => counts.citations > 0,
            Self::Links => reading
                .items
                .iter()
                .flat_map(|item| &item.runs)
                .any(|run| run.kind != Kind::Plain),
            Self::NumberedLists => reading
                .items
                .iter()
                .flat_map(|item| &item.within)
                .any(|container| matches!(container, Container::List { ordered: true, .. })),
        }
    }

    /// What there is none of.
    pub(super) fn none(self) -> &'static str {
        match self {
            Self::Figures => "it has no picture that says something",
            Self::Tables => "it has no table",
            Self::NumberedLists => "it has no numbered list",
            Self::Links => "it has no link",
            Self::Citations => "it has no citation",
            Self::Pages => "it marks no pages",
        }
    }
}

fn has_words(item: &Item) -> bool {
    item.runs.iter().any(|run| !run.text.trim().is_empty())
}
