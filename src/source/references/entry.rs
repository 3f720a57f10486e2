//! A record as the entry that the CSL engine formats.
//!
//! The engine's own conversion ignores subtitles, numbers beside issues, institutions, and dates in words. Here every
//! field is either placed, known to be no part of a printed reference, or reported: nothing vanishes unseen.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use biblatex::{Chunk, ChunksExt, Spanned};
use hayagriva::Entry;
use hayagriva::types::{
    ChunkKind, ChunkedString, EntryType, FormatString, MaybeTyped, Numeric, PageRanges, Person, PersonRole,
    PersonsWithRoles, Publisher, QualifiedUrl,
};

use super::bibtex::Record;
use super::date::{self, When};
use super::kind::{self, Kind};
use super::tex::Value;
use crate::finding::{Finding, Severity, SourceText, Span};

/// The entry of a record, and what an editor should know about it. `None` where nothing could be printed.
pub(super) fn of(source: &Arc<SourceText>, record: &Record) -> (Option<Entry>, Vec<Finding>) {
    let mut placing = Placing {
        source,
        record,
        placed: BTreeSet::new(),
        findings: Vec::new(),
    };
    let entry = placing.entry();
    placing.leftovers();
    (entry, placing.findings)
}

struct Placing<'a> {
    source: &'a Arc<SourceText>,
    record: &'a Record,
    placed: BTreeSet<&'static str>,
    findings: Vec<Finding>,
}

impl Placing<'_> {
    fn warn(
        &mut self,
        bytes: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = Span::new(self.source, bytes);
        self.findings
            .push(Finding::at(span, Severity::Warning, code, message, help));
    }

    /// The value of the first of these fields that is given; it counts as placed.
    fn value(&mut self, names: &[&'static str]) -> Option<Value> {
        let name = names.iter().find(|name| self.record.text(name).is_some())?;
        self.placed.insert(name);
        self.record.fields.get(*name).map(|field| field.value.clone())
    }

    fn text(&mut self, names: &[&'static str]) -> Option<String> {
        self.value(names).map(|value| value.text())
    }

    /// A title with its subtitle and what is added to it.
    fn title(
        &mut self,
        title: &[&'static str],
        subtitle: &'static str,
        addon: &'static str,
    ) -> Option<Value> {
        let mut whole = self.value(title);
        for (name, mark) in [(subtitle, ":"), (addon, ".")] {
            let Some(more) = self.value(&[name]) else { continue };
            whole = Some(match whole {
                Some(mut before) => {
                    let closed = before.text().ends_with([':', '?', '!', '.', '–', '—']);
                    before.append(&Value::plain(if closed { " " } else { mark }));
                    before.append(&Value::plain(" "));
                    before.append(&more);
                    before
                }
                None => more,
            });
        }
        whole
    }

    fn people(&mut self, name: &'static str) -> Vec<Person> {
        let Some(value) = self.value(&[name]) else {
            return Vec::new();
        };
        people(&value)
    }

    fn kind(&mut self) -> Kind {
        let name = self.record.kind.as_str();
        if let Some(kind) = kind::of(name) {
            return kind;
        }
        let help = match kind::nearest(name) {
            Some(near) => format!("did you mean `@{near}`?"),
            None => {
                "write `@misc`, or the type that fits: article, book, incollection, report, online".to_owned()
            }
        };
        let message = format!("`@{name}` is no type of entry that is known; it is treated as `@misc`");
        self.warn(
            self.record.kind_bytes.clone(),
            "unknown-entry-type",
            message,
            help,
        );
        kind::miscellaneous()
    }

    fn entry(&mut self) -> Option<Entry> {
        let kind = self.kind();
        let mut parts = Parts::new(&self.record.key, kind);
        let own = self.title(&["title"], "subtitle", "titleaddon");
        let journal = self.title(
            &["journaltitle", "journal"],
            "journalsubtitle",
            "journaltitleaddon",
        );
        let book = self.title(&["booktitle"], "booksubtitle", "booktitleaddon");
        let main = self.title(&["maintitle"], "mainsubtitle", "maintitleaddon");
        parts.hold(journal.is_some(), book.is_some());
        match (own, journal.or(book), main) {
            (own, Some(within), main) => {
                parts.title(own);
                parts.within(main, within);
            }
            (Some(own), None, Some(main)) => parts.title(Some(after(main, own))),
            (own, None, main) => parts.title(own.or(main)),
        }
        self.numbers(&mut parts);
        self.makers(&mut parts);
        self.dates(&mut parts);
        self.addresses(&mut parts);
        self.event(&mut parts);
        if let Some(genre) = self.text(&["type"]).or_else(|| kind.genre.map(str::to_owned)) {
            parts.item.set_genre(plain(&genre));
        }
        for name in ["howpublished", "note", "addendum", "pubstate"] {
            let address = name == "howpublished" && self.record.text("url").is_none();
            if address && self.web(name, None, &mut parts) {
                continue;
            }
            if let Some(value) = self.value(&[name]) {
                parts.notes.push(value);
            }
        }
        if parts.item.title().is_none() && parts.item.authors().is_none() && parts.notes.is_empty() {
            let span = Span::new(self.source, self.record.key_bytes.clone());
            let help = "give it at least a `title`";
            let message = "this entry has neither a title nor an author nor a note: nothing could be printed";
            self.findings.push(Finding::at(
                span,
                Severity::Error,
                "empty-reference",
                message,
                help,
            ));
            return None;
        }
        Some(parts.finish())
    }

    fn numbers(&mut self, parts: &mut Parts) {
        if let Some(volume) = self.text(&["volume"]) {
            parts.whole().set_volume(number(&volume));
        }
        let (number_text, issue) = (self.text(&["number"]), self.text(&["issue"]));
        let series = self.value(&["series"]);
        match (series, number_text, parts.kind.item == EntryType::Article) {
            (Some(series), Some(in_series), false) => {
                parts.series(series, Some(in_series));
                parts.issue(None, issue);
            }
            (series, number_text, article) => {
                if let Some(series) = series {
                    parts.series(series, None);
                }
                match number_text {
                    Some(text) if !article => {
                        parts.item.set_keyed_serial_number("serial", text);
                        parts.issue(None, issue);
                    }
                    number_text => parts.issue(number_text, issue),
                }
            }
        }
        if let Some(edition) = self.text(&["edition"]) {
            parts.whole().set_edition(number(&edition));
        }
        if let Some(chapter) = self.text(&["chapter"]) {
            parts.item.set_chapter(number(&chapter));
        }
        if let Some(total) = self
            .text(&["volumes"])
            .and_then(|text| Numeric::from_str(&text).ok())
        {
            parts.item.set_volume_total(total);
        }
        match (self.text(&["pages"]), self.text(&["eid"])) {
            (Some(range), eid) => {
                parts.item.set_page_range(pages(&range));
                parts.notes.extend(eid.map(|eid| Value::plain(&eid)));
            }
            (None, Some(eid)) => parts.item.set_page_range(MaybeTyped::String(eid)),
            (None, None) => {}
        }
        // CSL has a version; the engine knows it of repositories alone. A shelf mark is what no leaflet cites.
        if let Some(version) = self.text(&["version"]) {
            parts.item.set_archive_location(plain(&version));
        }
    }

    /// Authors, editors, translators, and the bodies that published.
    fn makers(&mut self, parts: &mut Parts) {
        let mut authors = self.people("author");
        let editors = self.people("editor");
        let translators = self.people("translator");
        let of_book = self.people("bookauthor");
        let body = self.text(&["institution", "school", "organization"]);
        let publisher = self.text(&["publisher"]).map(|text| lists(&text));
        let place = self.text(&["location", "address"]).map(|text| lists(&text));
        if authors.is_empty()
            && editors.is_empty()
            && let Some(body) = &body
        {
            authors = vec![whole_name(body)];
        }
        let alone = |text: &String| !matches!(authors.as_slice(), [one] if one.name == *text && one.given_name.is_none());
        let mut bodies: Vec<String> = [body, publisher].into_iter().flatten().filter(alone).collect();
        bodies.dedup();
        if !bodies.is_empty() || place.is_some() {
            let name = Some(bodies.join(", ")).filter(|text| !text.is_empty());
            let publisher = Publisher::new(name.as_deref().map(plain), place.as_deref().map(plain));
            parts.whole().set_publisher(publisher);
        }
        if !authors.is_empty() {
            parts.item.set_authors(authors);
        }
        if !editors.is_empty() {
            parts.whole().set_editors(editors);
        }
        if !of_book.is_empty() && parts.holds {
            parts.container.set_authors(of_book);
        }
        if !translators.is_empty() {
            parts
                .item
                .set_affiliated(vec![PersonsWithRoles::new(translators, PersonRole::Translator)]);
        }
    }

    fn dates(&mut self, parts: &mut Parts) {
        let given = ["date", "year"]
            .iter()
            .find_map(|name| self.record.fields.get(*name));
        let bytes = given.map_or(0..0, |field| field.bytes.clone());
        let whole = self.text(&["date"]);
        let when = match whole {
            Some(text) => Some(date::iso(&text)),
            None => {
                let month = self.text(&["month"]);
                let day = self.text(&["day"]);
                self.text(&["year"])
                    .map(|year| date::parts(&year, month.as_deref(), day.as_deref()))
            }
        };
        // What `date` says already is not said again.
        self.placed.extend(["year", "month", "day"]);
        match when {
            Some(When::Date(date)) => parts.item.set_date(date),
            Some(When::Words(words)) => {
                let help =
                    "write `2018`, `2018-07` or `2018-07-05`; words such as “in press” go into `pubstate`";
                let message = format!("`{words}` is no date; it is printed as written");
                self.warn(bytes, "reference-date", message, help);
                parts.notes.insert(0, Value::plain(&words));
            }
            None => {}
        }
    }

    /// Where it can be read.
    fn addresses(&mut self, parts: &mut Parts) {
        if let Some(doi) = self.text(&["doi"]) {
            let lower = doi.to_ascii_lowercase();
            let at = lower.find("10.").unwrap_or(0);
            parts.item.set_doi(doi[at..].to_owned());
        }
        let eprint = self.text(&["eprint"]);
        match self
            .text(&["eprinttype", "archiveprefix"])
            .map(|text| text.to_lowercase())
        {
            Some(kind) if kind == "pubmed" => parts.item.set_pmid(eprint.unwrap_or_default()),
            Some(kind) => parts
                .notes
                .extend(eprint.map(|id| Value::plain(&format!("{kind}:{id}")))),
            None => parts.notes.extend(eprint.map(|id| Value::plain(&id))),
        }
        if let Some(pmid) = self.text(&["pmid"]) {
            parts.item.set_pmid(pmid);
        }
        if let Some(pmcid) = self.text(&["pmcid", "pmc"]) {
            parts.item.set_pmcid(pmcid);
        }
        let visited = self.text(&["urldate"]).map(|text| (date::iso(&text), text));
        if self.record.text("url").is_some() && !self.web("url", visited, parts) {
            let address = self.text(&["url"]).unwrap_or_default();
            let bytes = self
                .record
                .fields
                .get("url")
                .map_or(0..0, |field| field.bytes.clone());
            let message = format!("`{address}` is no web address, so it cannot become a link");
            self.warn(
                bytes,
                "reference-address",
                message,
                "write it with `https://` in front",
            );
            parts.notes.push(Value::plain(&address));
        }
    }

    /// Makes a field the entry's link, if it holds a web address and nothing else.
    fn web(&mut self, name: &'static str, visited: Option<(When, String)>, parts: &mut Parts) -> bool {
        let Some(address) = self.record.text(name) else {
            return false;
        };
        let web = address.starts_with("https://") || address.starts_with("http://");
        let Some(mut url) = QualifiedUrl::from_str(&address)
            .ok()
            .filter(|_| web && !address.contains(' '))
        else {
            return false;
        };
        match visited {
            Some((When::Date(date), _)) => url.visit_date = Some(date),
            Some((When::Words(_), text)) => parts.notes.push(Value::plain(&text)),
            None => {}
        }
        self.placed.insert(name);
        parts.item.set_url(url);
        true
    }

    fn event(&mut self, parts: &mut Parts) {
        let name = self.title(&["eventtitle"], "eventsubtitle", "eventtitleaddon");
        let venue = self.value(&["venue"]);
        let when = self.text(&["eventdate"]).map(|text| date::iso(&text));
        if name.is_none() && venue.is_none() && when.is_none() {
            return;
        }
        let mut event = Entry::new(&self.record.key, EntryType::Conference);
        if let Some(name) = name {
            event.set_title(formatted(&name));
        }
        if let Some(venue) = venue {
            event.set_location(formatted(&venue));
        }
        match when {
            Some(When::Date(date)) => event.set_date(date),
            Some(When::Words(words)) => parts.notes.push(Value::plain(&words)),
            None => {}
        }
        parts.event = Some(event);
    }

    /// Fields that nothing above placed, and that belong in no list of references by custom.
    fn leftovers(&mut self) {
        let record = self.record;
        for (name, field) in &record.fields {
            if self.placed.contains(name.as_str()) || record.text(name).is_none() || unprinted(name) {
                continue;
            }
            let near = super::nearest(name, PRINTED.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "delete it, or move what a reader needs into `note`".to_owned(),
            };
            let message = format!("`{name}` is not printed in the reference");
            self.warn(field.name_bytes.clone(), "reference-field", message, help);
        }
    }
}

/// The entry while it is put together: the item, what holds it, and the series of that.
struct Parts {
    kind: Kind,
    holds: bool,
    item: Entry,
    container: Entry,
    series: Option<Entry>,
    event: Option<Entry>,
    notes: Vec<Value>,
}

impl Parts {
    fn new(key: &str, kind: Kind) -> Self {
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
    fn hold(&mut self, journal: bool, book: bool) {
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

    fn title(&mut self, title: Option<Value>) {
        if let Some(title) = title {
            self.item.set_title(formatted(&title));
        }
    }

    fn within(&mut self, main: Option<Value>, title: Value) {
        let title = match main {
            Some(main) => after(main, title),
            None => title,
        };
        self.container.set_title(formatted(&title));
    }

    /// What volume, edition and publisher belong to: the container where there is one, else the item.
    fn whole(&mut self) -> &mut Entry {
        if self.holds {
            &mut self.container
        } else {
            &mut self.item
        }
    }

    fn issue(&mut self, number_text: Option<String>, issue: Option<String>) {
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

    fn series(&mut self, title: Value, in_series: Option<String>) {
        let mut series = Entry::new(self.item.key(), EntryType::Anthology);
        series.set_title(formatted(&title));
        if let Some(text) = in_series {
            series.set_volume(number(&text));
        }
        self.series = Some(series);
    }

    fn finish(mut self) -> Entry {
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

fn after(main: Value, title: Value) -> Value {
    let mut whole = main;
    whole.append(&Value::plain(". "));
    whole.append(&title);
    whole
}

fn plain(text: &str) -> FormatString {
    formatted(&Value::plain(text))
}

/// Text for the engine. All of it verbatim: no letter changes its case, no quotation mark its kind.
fn formatted(value: &Value) -> FormatString {
    let mut text = ChunkedString::new();
    text.push_str(&ended(&value.text()), ChunkKind::Verbatim);
    FormatString {
        value: text,
        short: None,
    }
}

/// Marks text that ends a sentence by itself, so that the style's full stop behind it can be left out.
fn ended(text: &str) -> String {
    let mut marked = text.replace(super::style::SENTENCE_ENDED, "");
    if marked.ends_with(['.', '?', '!', '…']) {
        marked.push(super::style::SENTENCE_ENDED);
    }
    marked
}

/// A plain number as a number, so that an edition can become “10th”; anything else as written.
fn number(text: &str) -> MaybeTyped<Numeric> {
    let short = text.len() <= 6 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<i32>() {
        Ok(number) if short => MaybeTyped::Typed(Numeric::new(number)),
        Ok(_) | Err(_) => MaybeTyped::String(ended(text)),
    }
}

/// Pages as ranges where they are ranges, so that one page is “p.” and more are “pp.”; always with en dashes.
fn pages(text: &str) -> MaybeTyped<PageRanges> {
    let dashed = text.replace('-', "–");
    match PageRanges::from_str(&dashed) {
        Ok(ranges) if printed(&ranges) == printed_text(&dashed) => MaybeTyped::Typed(ranges),
        Ok(_) | Err(_) => MaybeTyped::String(dashed),
    }
}

fn printed(ranges: &PageRanges) -> String {
    printed_text(&ranges.to_string())
}

fn printed_text(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '-' { '–' } else { c })
        .collect()
}

/// Several publishers or places, which BibLaTeX parts with `and`.
fn lists(text: &str) -> String {
    text.split(" and ").collect::<Vec<_>>().join(", ")
}

fn whole_name(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        given_name: None,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}

fn people(value: &Value) -> Vec<Person> {
    let mut at = 0;
    let mut chunks: Vec<Spanned<Chunk>> = Vec::new();
    for (text, protected) in &value.pieces {
        let chunk = if *protected {
            Chunk::Verbatim(text.clone())
        } else {
            Chunk::Normal(text.clone())
        };
        // The parser adds to these offsets, and overflows where they are not honest.
        chunks.push(Spanned::new(chunk, at..at + text.len()));
        at += text.len();
    }
    let parsed: Vec<biblatex::Person> = chunks.parse().unwrap_or_default();
    let known = parsed
        .iter()
        .filter(|person| !(person.name.is_empty() && person.given_name.is_empty()));
    known
        .map(|person| match person.name.as_str() {
            // BibTeX's way to say that there are more.
            "others" if person.given_name.is_empty() => whole_name("et al."),
            _ => with_particle(Person::from(person)),
        })
        .collect()
}

/// “van der Berg J”: a particle stays with its name, where the engine would hang it behind the initials.
fn with_particle(mut person: Person) -> Person {
    if let Some(particle) = person.prefix.take() {
        person.name = format!("{particle} {}", person.name);
    }
    person
}

/// Fields that a reader of a printed reference never meets.
fn unprinted(name: &str) -> bool {
    UNPRINTED.binary_search(&name).is_ok()
        || ["bdsk-", "mendeley-", "date-", "x-", "__"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

/// In byte order.
static UNPRINTED: [&str; 60] = [
    "abstract",
    "annotation",
    "annote",
    "author+an",
    "bookpagination",
    "citeulike-article-id",
    "copyright",
    "creationdate",
    "crossref",
    "day",
    "entryset",
    "entrysubtype",
    "eprintclass",
    "execute",
    "file",
    "gender",
    "groups",
    "hyphenation",
    "ids",
    "indexsorttitle",
    "indextitle",
    "isan",
    "isbn",
    "ismn",
    "isrn",
    "issn",
    "iswc",
    "key",
    "keywords",
    "label",
    "langid",
    "langidopts",
    "language",
    "lccn",
    "library",
    "month",
    "month_numeric",
    "options",
    "origlanguage",
    "owner",
    "pagetotal",
    "pagination",
    "pdf",
    "place",
    "ppn_gvk",
    "presort",
    "primaryclass",
    "priority",
    "ranking",
    "readstatus",
    "shorthand",
    "shortjournal",
    "shorttitle",
    "sortkey",
    "sortname",
    "sorttitle",
    "timestamp",
    "xdata",
    "xref",
    "year",
];

/// The fields that are printed: what a misspelt name is compared with.
static PRINTED: [&str; 40] = [
    "addendum",
    "address",
    "author",
    "booktitle",
    "booksubtitle",
    "chapter",
    "date",
    "day",
    "doi",
    "edition",
    "editor",
    "eid",
    "eprint",
    "eventtitle",
    "howpublished",
    "institution",
    "issue",
    "journal",
    "journaltitle",
    "location",
    "maintitle",
    "month",
    "note",
    "number",
    "organization",
    "pages",
    "publisher",
    "pubstate",
    "school",
    "series",
    "subtitle",
    "title",
    "titleaddon",
    "translator",
    "type",
    "url",
    "urldate",
    "version",
    "volume",
    "year",
];

#[cfg(test)]
mod tests {
    #[test]
    fn unprinted_fields_are_sorted_for_the_search() {
        assert!(super::UNPRINTED.is_sorted());
    }
}
