//! An entry while it is put together: the item, what holds it, and the series of that.
//!
//! Where the engine looks for a volume or a series depends on the kinds of an entry and its parents; that knowledge
//! stands here and nowhere else.

use hayagriva::Entry;
use hayagriva::types::{EntryType, MaybeTyped};

use super::kind::Kind;
use super::terms::{formatted, number};
use super::tex::Value;

/// The parts of an entry.
pub(super) struct Parts {
    pub kind: Kind,
    /// Whether a container is named.
    pub holds: bool,
    pub item: Entry,
    pub container: Entry,
    series: Option<Entry>,
    pub event: Option<Entry>,
    pub notes: Vec<Value>,
}

impl Parts {
    pub fn new(key: &str, kind: Kind) -> Self {
        Self {
            kind,
            holds: false,
            item: Entry::new(key, kind.item),
            container: Entry::new(key, kind.container),
            series: None,
            event: None,
            notes: Vec::new(),
        }
    }

    /// Settles what the item is, given which containers are named: a report in a journal is an article.
    pub fn hold(&mut self, journal: bool, book: bool) {
        let key = self.item.key().to_owned();
        let (item, container) = match self.kind.container {
            _ if journal => (EntryType::Article, EntryType::Periodical),
            EntryType::Proceedings if book => (EntryType::Article, EntryType::Proceedings),
            EntryType::Reference if book => (EntryType::Chapter, EntryType::Reference),
            _ if book => (EntryType::Chapter, EntryType::Book),
            // A chapter of a book whose title nobody gives is the book itself.
            _ if matches!(self.kind.item, EntryType::Chapter) => (EntryType::Book, EntryType::Book),
            other => (self.kind.item, other),
        };
        self.holds = journal || book;
        self.kind.item = item;
        self.kind.container = container;
        self.item = Entry::new(&key, item);
        self.container = Entry::new(&key, container);
    }

    pub fn title(&mut self, title: Option<Value>) {
        if let Some(title) = title {
            self.item.set_title(formatted(&title));
        }
    }

    pub fn within(&mut self, main: Option<Value>, title: Value) {
        let title = match main {
            Some(main) => after(main, title),
            None => title,
        };
        self.container.set_title(formatted(&title));
    }

    /// What volume, edition and publisher belong to: the container where there is one, else the item.
    pub fn whole(&mut self) -> &mut Entry {
        if self.holds {
            &mut self.container
        } else {
            &mut self.item
        }
    }

    pub fn issue(&mut self, number_text: Option<String>, issue: Option<String>) {
        let issue = issue.map(|text| text.replace('_', " "));
        let value = match (number_text.map(|text| number(&text.replace('_', " "))), issue) {
            (Some(MaybeTyped::Typed(mut number)), Some(more)) => {
                number.suffix = Some(Box::new(format!(", {more}")));
                MaybeTyped::Typed(number)
            }
            (Some(MaybeTyped::String(text)), Some(more)) => MaybeTyped::String(format!("{text}, {more}")),
            (Some(number), None) => number,
            (None, Some(more)) => number(&more),
            (None, None) => return,
        };
        self.whole().set_issue(value);
    }

    pub fn series(&mut self, title: Value, in_series: Option<String>) {
        let mut series = Entry::new(self.item.key(), EntryType::Anthology);
        series.set_title(formatted(&title));
        if let Some(text) = in_series {
            series.set_volume(number(&text));
        }
        self.series = Some(series);
    }

    pub fn finish(mut self) -> Entry {
        let mut note = Value::default();
        for value in &self.notes {
            if !note.pieces.is_empty() {
                let closed = note.text().ends_with(['.', '?', '!', '…']);
                note.append(&Value::plain(if closed { " " } else { ". " }));
            }
            note.append(value);
        }
        if !note.pieces.is_empty() {
            self.item.set_note(formatted(&note));
        }
        let mut parents = Vec::new();
        // The engine finds the series of a book beside it, and that of any other item behind a holder. All are
        // anthologies: with any other kind, it would print the volume a second time, as a chapter.
        let beside = matches!(
            self.item.entry_type(),
            EntryType::Book | EntryType::Proceedings | EntryType::Periodical
        );
        match self.series {
            Some(series) if self.holds => {
                self.container.set_parents(vec![series]);
                parents.push(self.container);
            }
            Some(series) if beside => parents.push(series),
            Some(series) => {
                let mut holder = Entry::new(self.item.key(), EntryType::Anthology);
                holder.set_parents(vec![series]);
                parents.push(holder);
            }
            None if self.holds => parents.push(self.container),
            None => {}
        }
        parents.extend(self.event);
        self.item.set_parents(parents);
        self.item
    }
}

/// “Main title. Title”.
pub(super) fn after(main: Value, title: Value) -> Value {
    let mut whole = main;
    whole.append(&Value::plain(". "));
    whole.append(&title);
    whole
}
