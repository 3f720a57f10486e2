//! What a difference is about: an order, headings, lists, languages. A requirement is broken by the differences that
//! concern it and by no other: a wrong dose is a wrong dose, and says nothing of the headings.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::rows;
use super::runs::{CITES, LEADS, LEADS_BACK};
use super::{Change, What};
use crate::model::reading::{Container, Item, Kind, Role};
use crate::model::{Lang, Reading};

/// Something that a difference can be about. The names are those of the standards' files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// The title of the document.
    Title,
    /// The language of the document.
    Language,
    /// Words, but for those of alternatives.
    Words,
    /// The words of a picture's alternative, or all of it.
    Alternatives,
    /// An item is not there.
    Lost,
    /// An item is there that should not be.
    Added,
    /// An item stands elsewhere.
    Moved,
    /// An item with a link is lost or stands elsewhere.
    LinkOrder,
    /// What stands in what: a list in a callout, a table in a figure.
    Nesting,
    /// What is a heading, and of which level.
    Headings,
    /// What is a list and its item, a term and what it means.
    Lists,
    /// Whether lists are numbered, and from which number.
    Numbering,
    /// What is a table, its rows, and the headers of its cells.
    Tables,
    /// What is a figure, and what belongs to it.
    Figures,
    /// What is a caption.
    Captions,
    /// What is a callout and its label.
    Callouts,
    /// What is a quotation.
    Quotations,
    /// What is the contents and their entries.
    Contents,
    /// What is a reference of the list of references.
    References,
    /// The language of passages.
    Passages,
    /// What is a link, and where it leads.
    Links,
    /// What the links of pictures are, and where they lead.
    FigureLinks,
    /// What is a citation, and of what.
    Citations,
    /// Something that has no words of its own.
    Other,
}

impl Aspect {
    /// What it is called in a report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "the title",
            Self::Language => "the language",
            Self::Words => "words",
            Self::Alternatives => "alternatives",
            Self::Lost => "lost items",
            Self::Added => "added items",
            Self::Moved => "moved items",
            Self::LinkOrder => "the order of links",
            Self::Nesting => "what stands in what",
            Self::Headings => "headings",
            Self::Lists => "lists",
            Self::Numbering => "the numbering of lists",
            Self::Tables => "tables and their headers",
            Self::Figures => "figures",
            Self::Captions => "captions",
            Self::Callouts => "callouts",
            Self::Quotations => "quotations",
            Self::Contents => "contents",
            Self::References => "references",
            Self::Passages => "the languages of passages",
            Self::Links => "links",
            Self::FigureLinks => "the links of pictures",
            Self::Citations => "citations",
            Self::Other => "something without words",
        }
    }
}

/// What a difference between two Readings is about.
#[must_use]
pub fn aspects(change: &Change, expected: &Reading, found: &Reading) -> BTreeSet<Aspect> {
    let ours = change.place.expected.and_then(|at| expected.items.get(at));
    let theirs = change.place.found.and_then(|at| found.items.get(at));
    match &change.what {
        What::Title { .. } => BTreeSet::from([Aspect::Title]),
        What::Language { expected, found } => spoken(expected, found, Aspect::Language),
        What::Missing(_) => {
            let mut out = gone(change, expected, Aspect::Lost);
            out.extend(ours.into_iter().flat_map(lost));
            out
        }
        What::Added(_) => BTreeSet::from([Aspect::Added]),
        What::Moved { .. } => gone(change, expected, Aspect::Moved),
        What::Words(_) => BTreeSet::from([match ours {
            Some(item) if item.role == Role::Figure => Aspect::Alternatives,
            Some(_) | None => Aspect::Words,
        }]),
        What::Role { .. } => roles(ours, theirs),
        What::Within { .. } => containers(ours, theirs),
        What::WordsLanguage { expected, found, .. } => spoken(expected, found, Aspect::Passages),
        What::Kind { expected, found, .. } => kinds(ours.or(theirs), expected, found),
        What::Otherwise { .. } => BTreeSet::from([Aspect::Other]),
    }
}

/// What another language breaks: nothing where it is that of another country alone, in the same script, for a screen
/// reader speaks it with the voice of the language.
fn spoken(expected: &str, found: &str, aspect: Aspect) -> BTreeSet<Aspect> {
    let (Ok(expected), Ok(found)) = (Lang::parse(expected), Lang::parse(found)) else {
        return BTreeSet::from([aspect]);
    };
    let same = expected.primary() == found.primary() && expected.script() == found.script();
    (!same).then_some(aspect).into_iter().collect()
}

/// An item, or all of its row, that is not at its place.
fn gone(change: &Change, expected: &Reading, how: Aspect) -> BTreeSet<Aspect> {
    let at = change.place.expected;
    let items = at.map(|at| rows::row(&expected.items, at).unwrap_or(at..at + 1));
    let items = items
        .and_then(|items| expected.items.get(items))
        .unwrap_or_default();
    let links = items
        .iter()
        .flat_map(|item| &item.runs)
        .any(|run| run.kind != Kind::Plain);
    let mut out = BTreeSet::from([how]);
    out.extend(links.then_some(Aspect::LinkOrder));
    out
}

/// What a lost item takes with it beside its words.
fn lost(item: &Item) -> Vec<Aspect> {
    let heads = matches!(item.within.last(), Some(Container::Cell { header: true, .. }));
    match item.role {
        Role::Heading(_) => vec![Aspect::Headings],
        Role::Figure => vec![Aspect::Figures, Aspect::Alternatives],
        Role::Cell | Role::Paragraph if heads => vec![Aspect::Tables],
        Role::Paragraph
        | Role::Label
        | Role::Term
        | Role::Caption
        | Role::Cell
        | Role::ContentsEntry(_)
        | Role::Reference => Vec::new(),
    }
}

fn roles(ours: Option<&Item>, theirs: Option<&Item>) -> BTreeSet<Aspect> {
    let of = |item: &Item| match item.role {
        Role::Paragraph => None,
        Role::Heading(_) => Some(Aspect::Headings),
        Role::Label => Some(Aspect::Callouts),
        Role::Term => Some(Aspect::Lists),
        Role::Caption => Some(Aspect::Captions),
        Role::Cell => Some(Aspect::Tables),
        Role::Figure => Some(Aspect::Figures),
        Role::ContentsEntry(_) => Some(Aspect::Contents),
        Role::Reference => Some(Aspect::References),
    };
    [ours, theirs].into_iter().flatten().filter_map(of).collect()
}

/// The containers that differ; all of those that begin anew where none does. Where they are of other kinds, things stand in
/// other things.
fn containers(ours: Option<&Item>, theirs: Option<&Item>) -> BTreeSet<Aspect> {
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        // Of an item that has moved too, the place tells one side alone.
        let all = [ours, theirs].into_iter().flatten().flat_map(|item| &item.within);
        return all.map(of_container).chain([Aspect::Nesting]).collect();
    };
    let mut out = BTreeSet::new();
    for depth in 0..ours.within.len().max(theirs.within.len()) {
        match (ours.within.get(depth), theirs.within.get(depth)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(Container::List { .. }), Some(Container::List { .. })) => {
                out.insert(Aspect::Numbering);
            }
            (one, other) => {
                out.extend([one, other].into_iter().flatten().map(of_container));
                let kind = |container: Option<&Container>| container.map(std::mem::discriminant);
                out.extend((kind(one) != kind(other)).then_some(Aspect::Nesting));
            }
        }
    }
    if out.is_empty() {
        let begun = ours.within.iter().skip(ours.shared.min(theirs.shared));
        out.extend(begun.map(of_container));
    }
    out
}

fn of_container(container: &Container) -> Aspect {
    match container {
        Container::Callout { .. } => Aspect::Callouts,
        Container::Quote => Aspect::Quotations,
        Container::List { .. }
        | Container::ListItem { .. }
        | Container::DefinitionList
        | Container::Definition => Aspect::Lists,
        Container::Table | Container::Row { .. } | Container::Cell { .. } => Aspect::Tables,
        Container::Figure => Aspect::Figures,
        Container::Contents => Aspect::Contents,
        Container::References => Aspect::References,
        Container::Division { .. } => Aspect::Passages,
    }
}

/// What words do that do something else.
fn kinds(item: Option<&Item>, expected: &str, found: &str) -> BTreeSet<Aspect> {
    let of = |said: &str| {
        let cites = said.starts_with(CITES) || said.starts_with(LEADS_BACK);
        let leads = said.starts_with(LEADS).then_some(Aspect::Links);
        if cites { Some(Aspect::Citations) } else { leads }
    };
    let mut out: BTreeSet<Aspect> = [expected, found].into_iter().filter_map(of).collect();
    if item.is_some_and(|item| item.role == Role::Figure) {
        out.insert(Aspect::FigureLinks);
    }
    out
}
