//! What clearleaf measures in a file, and what it asks of the measure. A check speaks of what was found in the bytes alone;
//! where the bytes do not say, it says so and never guesses.

use serde::Deserialize;

use super::standard::Feature;
use super::{Subject, looks};
use crate::backend::Inspection;
use crate::model::Level;
use crate::model::reading::{Container, Item, Kind, Reading, Role};
use crate::verify::compare::Aspect;
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
    /// It reads as the leaflet does, item for item. Where it does not, that shows nothing: differences break what they
    /// concern (`as-leaflet` of a requirement).
    ReadsAsLeaflet,
    /// Its language is known.
    Language,
    /// It has a title.
    Title,
    /// It has headings.
    Headings,
    /// The first heading is of level 1.
    FirstHeading,
    /// No level of headings is skipped.
    HeadingLevels,
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
    /// Text has a contrast of 4.5:1, or 3:1 where all of it is large (WCAG 2.2, 1.4.3).
    #[serde(rename = "contrast-4.5")]
    ContrastMinimum,
    /// Text has a contrast of 7:1 (WCAG 2.2, 1.4.6).
    #[serde(rename = "contrast-7")]
    ContrastEnhanced,
    /// Running text has the layout's size, no smaller and no larger.
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
    /// The leaflet is otherwise: what differs.
    Unlike(String),
    /// The bytes do not say, or there is nothing to hold them against: what would help.
    Unknown(String),
}

use Outcome::{Met, Unknown, Unlike, Unmet};

/// What a file is that has the Reading of the leaflet.
const ITEM_FOR_ITEM: &str = "reads as the leaflet does, item for item";

const NO_LEAFLET: &str = "give the leaflet with --against, and it is compared item for item";

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
            Self::Tagged if subject.format() == Some("pdf") => {
                Unmet("the file carries no structure for assistive technology".to_owned())
            }
            // Elements are there whatever they are called; what they stand for, a heading would show.
            Self::Tagged => Unknown("it has no heading".to_owned()),
            Self::ReadsAsLeaflet => reads_as_leaflet(subject),
            Self::Language => language(subject, reading),
            Self::Title if reading.title.trim().is_empty() => Unmet("it has no title".to_owned()),
            Self::Title => Met(format!("title “{}”", reading.title)),
            Self::Headings => headings(&levels(reading)),
            Self::FirstHeading => first_heading(&levels(reading)),
            Self::HeadingLevels => heading_levels(&levels(reading)),
            Self::Figures => figures(reading),
            Self::Tables => tables(reading),
            Self::Links => links(reading),
            Self::Contents => contents(reading),
            Self::Pages => Met(format!("{} marked", Thing::PAGE.count(facts.page_starts.len()))),
            Self::Fonts => fonts(read),
            Self::ContrastMinimum => looks::contrast_minimum(read),
            Self::ContrastEnhanced => looks::contrast(read, 7.0),
            Self::BodySize => looks::body_size(subject, read),
            Self::SmallestText => looks::smallest_text(subject, read),
            Self::Leading => looks::leading(subject, read),
            Self::Measure => looks::measure(subject, read),
        }
    }
}

fn reads_as_leaflet(subject: &Subject<'_>) -> Outcome {
    match subject.differences() {
        None => Unknown(NO_LEAFLET.to_owned()),
        Some(0) => Met(ITEM_FOR_ITEM.to_owned()),
        Some(1) => Unknown("it does not read as the leaflet does: 1 difference".to_owned()),
        Some(more) => Unknown(format!(
            "it does not read as the leaflet does: {more} differences"
        )),
    }
}

/// Whether it is as the leaflet is in something. `None` where nothing is asked.
pub(super) fn as_leaflet(subject: &Subject<'_>, asked: &[Aspect]) -> Option<Outcome> {
    if asked.is_empty() {
        return None;
    }
    let Some(touched) = subject.touched else {
        return Some(Unknown(NO_LEAFLET.to_owned()));
    };
    let broken: Vec<String> = asked
        .iter()
        .filter_map(|aspect| Some(format!("{} ({})", aspect.name(), touched.get(aspect)?)))
        .collect();
    let names: Vec<&str> = asked.iter().map(|aspect| aspect.name()).collect();
    Some(match broken.as_slice() {
        [] if touched.is_empty() => Met(ITEM_FOR_ITEM.to_owned()),
        [] if touched.contains_key(&Aspect::Other) => {
            Unknown("it differs from the leaflet in something without words".to_owned())
        }
        [] => Met(format!(
            "no difference from the leaflet in {}",
            names.join(" or ")
        )),
        broken => Unlike(format!("it differs from the leaflet in {}", broken.join(", "))),
    })
}

fn language(subject: &Subject<'_>, reading: &Reading) -> Outcome {
    let lang = reading.lang.as_str();
    match subject.edition.map(|edition| edition.lang().as_str()) {
        _ if lang == "und" => Unmet("it does not say its language".to_owned()),
        Some(wanted) if wanted != lang => {
            Unlike(format!("it says the language {lang}; the leaflet is in {wanted}"))
        }
        Some(_) | None => Met(format!("language {lang}")),
    }
}

fn levels(reading: &Reading) -> Vec<Level> {
    let level = |item: &Item| match item.role {
        Role::Heading(level) => Some(level),
        Role::Paragraph
        | Role::Label
        | Role::Term
        | Role::Caption
        | Role::Cell
        | Role::Figure
        | Role::ContentsEntry(_)
        | Role::Reference => None,
    };
    reading.items.iter().filter_map(level).collect()
}

fn headings(levels: &[Level]) -> Outcome {
    match levels.len() {
        0 => Unknown("it has no heading".to_owned()),
        headings => Met(Thing::HEADING.count(headings)),
    }
}

fn first_heading(levels: &[Level]) -> Outcome {
    match levels.first() {
        None => Unknown("it has no heading".to_owned()),
        Some(first) if *first == Level::TITLE => Met("the first heading is of level 1".to_owned()),
        Some(first) => Unmet(format!("the first heading is of level {}", first.get())),
    }
}

fn heading_levels(levels: &[Level]) -> Outcome {
    let pairs = levels.iter().zip(levels.iter().skip(1));
    let mut skipped = pairs.filter(|(one, next)| next.get() > one.get() + 1);
    match skipped.next() {
        Some((one, next)) => Unmet(format!(
            "a heading of level {} follows one of level {}",
            next.get(),
            one.get()
        )),
        None => Met(format!(
            "{}, no level skipped",
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

impl Feature {
    /// Whether a reader meets any.
    pub(super) fn is_in(self, read: &Inspection) -> bool {
        let reading = &read.reading;
        let counts = Counts::of(reading);
        match self {
            Self::Pages => !read.facts.page_starts.is_empty(),
            Self::Figures => counts.figures > 0,
            Self::Tables => counts.tables > 0,
            Self::Headings => counts.headings > 0,
            Self::Claims => !read.facts.claims.is_empty(),
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
            Self::Headings => "it has no heading",
            Self::Claims => "its metadata claim nothing",
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
