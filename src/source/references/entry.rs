//! A record as the entry that the CSL engine formats.
//!
//! The engine's own conversion ignores subtitles, numbers beside issues, institutions, and dates in words. Here every
//! field is either placed, known to be no part of a printed reference, or reported: nothing vanishes unseen.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use hayagriva::Entry;
use hayagriva::types::{
    EntryType, MaybeTyped, Numeric, Person, PersonRole, PersonsWithRoles, Publisher, QualifiedUrl,
};

use super::date::{self, When};
use super::fields;
use super::kind::{self, Kind};
use super::parts::{Parts, after};
use super::record::Record;
use super::terms::{formatted, lists, number, pages, people, plain, whole_name};
use super::tex::Value;
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::source::address::address;

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

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
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
        match self.record.fields.get(name) {
            Some(field) if !field.people.is_empty() => field.people.clone(),
            Some(_) | None => people(&value),
        }
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
        let book = match journal {
            Some(_) => None,
            None => self.title(&["booktitle"], "booksubtitle", "booktitleaddon"),
        };
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
        if parts.item.title().is_none() {
            let bytes = self.record.key_bytes.clone();
            let message = "this entry has no title: a reader cannot tell which work is meant";
            self.warn(bytes, "reference-without-title", message, "give it a `title`");
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
                    Some(text) if !article && !parts.holds => {
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
        let total = self.record.text("volumes");
        if let Some(total) = total.and_then(|text| Numeric::from_str(&text).ok()) {
            self.placed.insert("volumes");
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
        let of_book = match parts.kind.item {
            EntryType::Chapter if parts.holds => self.people("bookauthor"),
            _ => Vec::new(),
        };
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
        if !of_book.is_empty() {
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
                let month = self.record.text("month");
                let day = self.record.text("day");
                self.text(&["year"])
                    .map(|year| date::parts(&year, month.as_deref(), day.as_deref()))
            }
        };
        if when.is_some() {
            // What `date` says already is not said again.
            self.placed.extend(["year", "month", "day"]);
        }
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
            let help = match self::address(&address) {
                Err(fault) if is_web(&address) => fault.help,
                _ => "write it with `https://` in front".to_owned(),
            };
            self.warn(bytes, "reference-address", message, help);
            parts.notes.push(Value::plain(&address));
        }
    }

    /// Makes a field the entry's link, if it holds a web address and nothing else.
    fn web(&mut self, name: &'static str, visited: Option<(When, String)>, parts: &mut Parts) -> bool {
        let Some(address) = self.record.text(name) else {
            return false;
        };
        let web = is_web(&address) && self::address(&address).is_ok();
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
        // The engine would take a conference for the container of a paper; an exhibition is an event and no more.
        let mut event = Entry::new(&self.record.key, EntryType::Exhibition);
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
            if self.placed.contains(name.as_str()) || record.text(name).is_none() || fields::unprinted(name) {
                continue;
            }
            let near = super::nearest(name, fields::PRINTED.iter().copied());
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "delete it, or move what a reader needs into `note`".to_owned(),
            };
            // What CSL-JSON and Hayagriva call otherwise is named as it is written there.
            let written = Span::new(self.source, field.name_bytes.clone());
            let written = written.text().trim_matches('"').to_lowercase();
            let message = format!("`{written}` is not printed in the reference");
            self.warn(field.name_bytes.clone(), "reference-field", message, help);
        }
    }
}
