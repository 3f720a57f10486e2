//! Building a Reading, from the model or from an artefact: containers open and close, items begin and end, runs are
//! normalised, and places become item numbers at the end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::heights::{settle, turned};
use super::pages::{PageStart, settled};
use super::{Container, Destination, Item, Kind, Reading, Role, Run};
use crate::model::inline::Target;
use crate::model::joins;
use crate::model::raised::Height;
use crate::model::units::Lang;

/// What a run does, its places still named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Nothing but being read.
    Plain,
    /// Leads to a URL or a named place.
    Link(Target),
    /// Cites the entry with this name.
    Citation(String),
    /// Leads back to the citation with this name.
    BackLink(String),
}

impl RunKind {
    /// How many bytes of addresses and names it carries.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Self::Plain => 0,
            Self::Link(Target::Url(url)) => url.len(),
            Self::Link(Target::Anchor(name)) => name.len(),
            Self::Citation(name) | Self::BackLink(name) => name.len(),
        }
    }
}

/// A link leads to a name that no item bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The name.
    pub name: String,
    /// The words of the link.
    pub text: String,
}

/// All that a builder has collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// The Reading.
    pub reading: Reading,
    /// Every link that leads nowhere; it stays in the Reading as plain text.
    pub unresolved: Vec<Unresolved>,
    /// Where pages begin, in reading order.
    pub page_starts: Vec<PageStart>,
    /// The labels of those pages that were said to begin inside a word, or behind everything that is read.
    pub misplaced: Vec<String>,
    /// Faults of what is seen and read in different ways: words that directions turn round, and raised or lowered ones
    /// that run into those beside them.
    pub misread: Vec<String>,
}

/// A run as it came, its places still named.
pub(super) type RawRun = (String, Lang, RunKind);

struct OpenItem {
    role: Role,
    runs: Vec<RawRun>,
    /// Which of the runs stand above or below the line, in their order.
    heights: Vec<(usize, Height)>,
    /// The labels of the pages that begin before a run, by its number.
    pages: Vec<(usize, String)>,
}

/// Collects a [`Reading`] in document order.
#[derive(Default)]
pub struct ReadingBuilder {
    containers: Vec<(u64, Container)>,
    next_id: u64,
    previous: Vec<u64>,
    items: Vec<(Item, Vec<RunKind>)>,
    current: Option<OpenItem>,
    anchors: BTreeMap<String, usize>,
    /// The labels of pages that begin with whatever is read next.
    waiting: Vec<String>,
    page_starts: Vec<PageStart>,
    misplaced: Vec<String>,
    misread: Vec<String>,
    /// How many bytes of words, of addresses, and of labels that the items in callouts know.
    said: usize,
}

/// The most bytes that a Reading may come to: far more than any leaflet has words, and no danger to memory. A few bytes of a
/// file can name one long text a million times.
const MOST_SAID: usize = 64 * 1024 * 1024;

/// What is said of a file that says more.
pub const SAID_TOO_MUCH: &str =
    "it says more than any leaflet: its words, addresses and labels would be read without end";

/// The most words that are told to be seen and read in different ways.
const MOST_MISREAD: usize = 1_000;

impl ReadingBuilder {
    /// An empty builder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether what was said comes to so much that a file can only mean harm. The words behind that are left out.
    #[must_use]
    pub fn is_too_much(&self) -> bool {
        self.said > MOST_SAID
    }

    /// How many containers are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.containers.len()
    }

    /// Enters a container. One that never holds an item leaves no trace.
    pub fn open(&mut self, container: Container) {
        self.next_id += 1;
        self.containers.push((self.next_id, container));
    }

    /// Leaves the innermost container.
    pub fn close(&mut self) {
        self.containers.pop();
    }

    /// Gives the innermost open callout its label, for readers that learn it only on the way. Has no effect on
    /// items that have ended already.
    pub fn label_callout(&mut self, words: &str) {
        let words = collapse(words);
        for (_, container) in self.containers.iter_mut().rev() {
            if let Container::Callout { label, .. } = container {
                *label = words;
                return;
            }
        }
    }

    /// Names the item being built, or else the next one to begin.
    pub fn anchor(&mut self, name: &str) {
        self.anchors.entry(name.to_owned()).or_insert(self.items.len());
    }

    /// Begins an item.
    pub fn begin(&mut self, role: Role) {
        self.current = Some(OpenItem {
            role,
            runs: Vec::new(),
            heights: Vec::new(),
            pages: self.waiting.drain(..).map(|label| (0, label)).collect(),
        });
    }

    /// Says that a page begins here: with the next character that is read.
    pub fn page(&mut self, label: &str) {
        match &mut self.current {
            Some(item) => item.pages.push((item.runs.len(), label.to_owned())),
            None => self.waiting.push(label.to_owned()),
        }
    }

    /// Adds text to the item being built. Outside an item it begins a paragraph of its own, so that stray text in an
    /// artefact shows up as a difference instead of vanishing.
    pub fn text(&mut self, text: &str, lang: &Lang, kind: RunKind) {
        self.said = self.said.saturating_add(text.len()).saturating_add(kind.weight());
        if self.is_too_much() {
            return;
        }
        let stray = self.current.is_none();
        if stray {
            if collapse(text).is_empty() {
                return;
            }
            self.begin(Role::Paragraph);
        }
        if let Some(item) = &mut self.current {
            item.runs.push((text.to_owned(), lang.clone(), kind));
        }
        if stray {
            self.end();
        }
    }

    /// The same of text that stands above or below the line.
    pub fn raised(&mut self, text: &str, lang: &Lang, kind: RunKind, height: Height) {
        if let Some(item) = &mut self.current {
            item.heights.push((item.runs.len(), height));
        }
        self.text(text, lang, kind);
    }

    /// Ends the item. One without words leaves no trace, unless it is a table cell.
    pub fn end(&mut self) {
        let Some(mut open) = self.current.take() else {
            return;
        };
        if self.misread.len() < MOST_MISREAD {
            self.misread.extend(turned(&open.runs));
            self.misread.extend(settle(&mut open.runs, &open.heights));
        }
        let (before, labels): (Vec<usize>, Vec<String>) = open.pages.into_iter().unzip();
        let (runs, places) = normalise(open.runs, &before);
        for (label, place) in labels.into_iter().zip(places) {
            let Some(place) = place else {
                self.waiting.push(label);
                continue;
            };
            let (offset, inside_word) = settled(open.role, &runs, place);
            if inside_word {
                self.misplaced.push(label.clone());
            }
            self.page_starts.push(PageStart {
                item: self.items.len(),
                offset,
                label,
            });
        }
        if runs.is_empty() && open.role != Role::Cell {
            return;
        }
        let labels = self.containers.iter().map(|(_, container)| match container {
            Container::Callout { label, .. } => label.len(),
            Container::Quote
            | Container::List { .. }
            | Container::ListItem { .. }
            | Container::DefinitionList
            | Container::Definition
            | Container::Table
            | Container::Row { .. }
            | Container::Cell { .. }
            | Container::Figure
            | Container::Contents
            | Container::References
            | Container::Division { .. } => 0,
        });
        self.said = self.said.saturating_add(labels.sum::<usize>());
        let ids: Vec<u64> = self.containers.iter().map(|(id, _)| *id).collect();
        let shared = ids.iter().zip(&self.previous).take_while(|(a, b)| a == b).count();
        self.previous = ids;
        let (plain, kinds): (Vec<Run>, Vec<RunKind>) = runs
            .into_iter()
            .map(|(text, lang, kind)| {
                (
                    Run {
                        text,
                        lang,
                        kind: Kind::Plain,
                    },
                    kind,
                )
            })
            .unzip();
        let within = self
            .containers
            .iter()
            .map(|(_, container)| container.clone())
            .collect();
        self.items.push((
            Item {
                within,
                shared,
                role: open.role,
                runs: plain,
            },
            kinds,
        ));
    }

    /// The Reading, and every link that leads nowhere (it stays in the Reading as plain text).
    #[must_use]
    pub fn finish(self, title: &str, lang: Lang) -> (Reading, Vec<Unresolved>) {
        let built = self.built(title, lang);
        (built.reading, built.unresolved)
    }

    /// The Reading with all that is known beside it.
    #[must_use]
    pub fn built(mut self, title: &str, lang: Lang) -> Built {
        self.end();
        self.misplaced.append(&mut self.waiting);
        let mut unresolved = Vec::new();
        let last = self.items.len();
        let anchors = &self.anchors;
        let find = |name: &str| anchors.get(name).copied().filter(|item| *item < last);
        let mut items = Vec::with_capacity(last);
        for (mut item, kinds) in self.items {
            for (run, kind) in item.runs.iter_mut().zip(kinds) {
                let (resolved, name) = match kind {
                    RunKind::Plain => (Some(Kind::Plain), String::new()),
                    RunKind::Link(Target::Url(url)) => {
                        (Some(Kind::Link(Destination::Url(url))), String::new())
                    }
                    RunKind::Link(Target::Anchor(name)) => (
                        find(&name).map(|i| Kind::Link(Destination::Item(i))),
                        name.to_string(),
                    ),
                    RunKind::Citation(name) => (find(&name).map(Kind::Citation), name),
                    RunKind::BackLink(name) => (find(&name).map(Kind::BackLink), name),
                };
                match resolved {
                    Some(kind) => run.kind = kind,
                    None => unresolved.push(Unresolved {
                        name,
                        text: run.text.clone(),
                    }),
                }
            }
            items.push(item);
        }
        Built {
            reading: Reading {
                title: collapse(title),
                lang,
                items,
            },
            unresolved,
            page_starts: self.page_starts,
            misplaced: self.misplaced,
            misread: self.misread,
        }
    }
}

/// Whether a character never counts: soft hyphen, word joiner, zero-width space, byte-order mark, bidi controls, variation
/// selectors. Joiners count: in Urdu or Persian they are spelling.
fn dropped(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{61C}'
    ) || ('\u{202A}'..='\u{202E}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Text in NFC; ASCII is in it already.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Text as Readings compare it: NFC, white space (no-break spaces too) collapsed and trimmed, controls dropped: letters compose across them.
#[must_use]
pub fn collapse(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !dropped(*c)).collect();
    let words = kept.split_whitespace().map(|word| word.trim_start_matches(joins));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    composed(&words.join(" ")).into_owned()
}

/// Whether a character is ever read by itself: no white space, and nothing that a Reading drops.
#[must_use]
pub fn is_read(c: char) -> bool {
    !(c.is_whitespace() || dropped(c) || joins(c))
}

/// Normalises the runs of an item as one text: neighbours merge, white space collapses across their borders. For each of
/// the runs numbered in `before`, in ascending order, the place in characters of the first one at or behind its beginning
/// that is no space; `None` where there is none.
fn normalise(raw: Vec<RawRun>, before: &[usize]) -> (Vec<RawRun>, Vec<Option<usize>>) {
    let mut runs: Vec<RawRun> = Vec::new();
    // As run and byte in it.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut after_space = true;
    for (number, (text, lang, kind)) in raw.into_iter().enumerate() {
        let mut kept = String::with_capacity(text.len());
        let mut first = None;
        for c in text.chars().filter(|c| !dropped(*c)) {
            let space = c.is_whitespace();
            // A joiner with no letter before it joins nothing, and is drawn nowhere.
            if !((space || joins(c)) && after_space) {
                if !space {
                    first.get_or_insert(kept.len());
                }
                kept.push(if space { ' ' } else { c });
            }
            after_space = space || joins(c) && after_space;
        }
        if kept.is_empty() {
            continue;
        }
        let merges = runs
            .last()
            .is_some_and(|(_, last_lang, last_kind)| *last_lang == lang && *last_kind == kind);
        if !merges {
            runs.push((String::new(), lang, kind));
        }
        let at = runs.len() - 1;
        if let Some((last, _, _)) = runs.last_mut() {
            if let Some(first) = first {
                let due = before.iter().take_while(|run| **run <= number).count();
                places.resize(due.max(places.len()), (at, last.len() + first));
            }
            last.push_str(&kept);
        }
    }
    while let Some((last, _, _)) = runs.last_mut() {
        if last.ends_with(' ') {
            last.pop();
        }
        if !last.is_empty() {
            break;
        }
        runs.pop();
    }
    let characters = |(at, byte): (usize, usize)| {
        let whole = runs.iter().take(at).map(|(text, _, _)| composed(text));
        let part = runs
            .get(at)
            .and_then(|(text, _, _)| text.get(..byte))
            .map(composed);
        whole.chain(part).map(|text| text.chars().count()).sum()
    };
    let found: Vec<Option<usize>> = (0..before.len())
        .map(|at| places.get(at).copied().map(characters))
        .collect();
    for (text, _, _) in &mut runs {
        // Only now: runs that merged may compose across their border, and letters across what was dropped.
        if !text.is_ascii() {
            *text = text.nfc().collect();
        }
    }
    (runs, found)
}
