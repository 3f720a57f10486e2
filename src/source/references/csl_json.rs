//! CSL-JSON: what Zotero, Mendeley and most library catalogues export.
//!
//! The engine's own reader takes all items or none, has no places, and its items cannot be formatted beside entries. So
//! items become records here, as BibTeX does, and each fault is told where it stands.

use std::sync::Arc;

use hayagriva::types::Person;

use super::csl_variables::{DATES, NAMES, TEXTS, TYPES, UNPRINTED, field, printed};
use super::items::{Draft, Items, person, unmarked};
use super::json;
use super::record::Record;
use super::terms::whole_name;
use super::tex::Value as Words;
use crate::finding::{Finding, SourceText, Span};
use crate::source::yaml::{Node, Value};

const A_LIST: &str =
    "write a list of items: `[{\"id\": \"smith2015\", \"type\": \"book\", \"title\": \"…\"}]`";

/// The records of a file in order, and every fault.
pub(super) fn read(source: &Arc<SourceText>) -> (Vec<Record>, Vec<Finding>) {
    let mut items = Items::new(source);
    let whole = Span::new(source, 0..0);
    if source
        .text
        .trim_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .is_empty()
    {
        items.error(&whole, "no-references", "there is no item in this file", A_LIST);
        return (Vec::new(), items.findings);
    }
    let root = match json::parse(source) {
        Ok(root) => root,
        Err(fault) => {
            let span = Span::new(source, fault.bytes);
            items.error(&span, "csl-json-syntax", fault.message, fault.help);
            return (Vec::new(), items.findings);
        }
    };
    let Value::List(nodes) = &root.value else {
        items.error(
            &root.span,
            "csl-json-syntax",
            "CSL-JSON is a list of items",
            A_LIST,
        );
        return (Vec::new(), items.findings);
    };
    if nodes.is_empty() {
        items.error(
            &root.span,
            "no-references",
            "there is no item in this file",
            A_LIST,
        );
    }
    let records = nodes.iter().filter_map(|node| items.item(node)).collect();
    (records, items.findings)
}

impl Items<'_> {
    fn item(&mut self, node: &Node) -> Option<Record> {
        let Value::Map(entries) = &node.value else {
            self.error(&node.span, "csl-json-syntax", "an item is an object", A_LIST);
            return None;
        };
        let values = self.named(entries);
        let find = |wanted: &str| values.iter().find(|(name, ..)| *name == wanted).copied();
        let id = find("id").and_then(|(_, _, value)| Some((self.text("id", value)?, value.span.clone())));
        let Some((id, place)) = id.filter(|(id, _)| !id.trim().is_empty()) else {
            let help = "write `\"id\": \"smith2015\"`: it is what the leaflet cites as `[@smith2015]`";
            self.error(&node.span, "reference-without-key", "this item has no `id`", help);
            return None;
        };
        if !self.unique(&id, &place) {
            return None;
        }
        let mut draft = Draft::new(&id, &place);
        let kind = find("type").map(|(_, _, value)| value);
        draft.record.kind = self.item_type(kind, &place).to_owned();
        for (name, at, value) in &values {
            self.variable(&mut draft, name, at, value);
        }
        if let Some((name, at, value)) = find("collection-number") {
            self.number_in_series(&mut draft, name, at, value);
        }
        Some(draft.record)
    }

    fn item_type(&mut self, node: Option<&Node>, place: &Span) -> &'static str {
        let written = node.and_then(|node| Some((self.text("type", node)?, node.span.clone())));
        let Some((name, span)) = written else {
            let message = "this item has no `type`; it is treated as `document`";
            let help = "write the type that fits, such as `\"type\": \"article-journal\"`, `\"book\"`, `\"chapter\"`, `\"report\"` or `\"webpage\"`";
            self.warning(place, "unknown-entry-type", message, help);
            return "misc";
        };
        if let Some(kind) = field(&TYPES, &name) {
            return kind;
        }
        let help = match super::nearest(&name, TYPES.iter().map(|(name, _)| *name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the type that fits: `article-journal`, `book`, `chapter`, `report`, `webpage`"
                .to_owned(),
        };
        let message = format!("`{name}` is no type of CSL; it is treated as `document`");
        self.warning(&span, "unknown-entry-type", message, help);
        "misc"
    }

    fn variable(&mut self, draft: &mut Draft, name: &str, at: &Span, value: &Node) {
        if matches!(name, "id" | "type" | "collection-number") || UNPRINTED.contains(&name) {
            return;
        }
        if let Some(to) = field(&TEXTS, name) {
            if let Some(text) = self.text(name, value) {
                let article = draft.record.kind == "article" && to == "booktitle";
                let plain = if matches!(to, "url" | "doi") {
                    text
                } else {
                    unmarked(&text)
                };
                draft.set(if article { "journaltitle" } else { to }, at, &value.span, &plain);
            }
        } else if let Some(to) = field(&NAMES, name) {
            let people = self.names(name, value);
            draft.people(to, at, &value.span, people);
        } else if let Some(to) = field(&DATES, name) {
            if let Some(text) = self.date(name, value) {
                draft.set(to, at, &value.span, &text);
            }
        } else {
            self.unprinted(at, name, printed());
        }
    }

    /// BibLaTeX has one number, CSL one of the report and one in its series.
    fn number_in_series(&mut self, draft: &mut Draft, name: &str, at: &Span, value: &Node) {
        let Some(number) = self.text(name, value) else {
            return;
        };
        let taken = draft.has("number") || draft.record.kind == "article";
        match draft.record.fields.get_mut("series") {
            Some(series) if taken => series.value.append(&Words::plain(&format!(" {number}"))),
            Some(_) => draft.set("number", at, &value.span, &number),
            None => draft.set("series", at, &value.span, &number),
        }
    }

    fn names(&mut self, name: &str, node: &Node) -> Vec<Person> {
        let write = format!(
            "`\"{name}\": [{{\"family\": \"Smith\", \"given\": \"Ann\"}}]`, or `{{\"literal\": \"…\"}}` for a body"
        );
        let Value::List(people) = &node.value else {
            if !matches!(node.value, Value::Nothing) {
                self.wrong(&node.span, name, "a list of people", &write);
            }
            return Vec::new();
        };
        let mut out = Vec::new();
        for one in people {
            let Value::Map(entries) = &one.value else {
                self.wrong(&one.span, name, "people, each an object", &write);
                continue;
            };
            let parts = self.named(entries);
            let part = |wanted: &str| {
                let found = parts.iter().find(|(name, ..)| *name == wanted)?;
                match &found.2.value {
                    Value::Text(text) => Some(text.as_str()),
                    Value::Nothing | Value::List(_) | Value::Map(_) => None,
                }
            };
            let whole = part("literal").filter(|text| !text.trim().is_empty());
            let particles = [part("dropping-particle"), part("non-dropping-particle")];
            let found = match whole {
                Some(text) => Some(whole_name(text.trim())),
                None => person(part("family"), part("given"), &particles, part("suffix")),
            };
            match found {
                Some(person) => out.push(person),
                None => self.wrong(
                    &one.span,
                    name,
                    "people with a `family` name or a `literal` one",
                    &write,
                ),
            }
        }
        out
    }

    /// A date as ISO 8601 or in the words given.
    fn date(&mut self, name: &str, node: &Node) -> Option<String> {
        let write = format!("`\"{name}\": {{\"date-parts\": [[2018, 7]]}}`");
        let entries = match &node.value {
            Value::Map(entries) => entries,
            Value::Nothing => return None,
            Value::Text(text) => return Some(text.clone()),
            Value::List(_) => {
                self.wrong(&node.span, name, "a date", &write);
                return None;
            }
        };
        let parts = self.named(entries);
        let find = |wanted: &str| {
            parts
                .iter()
                .find(|(name, ..)| *name == wanted)
                .map(|found| found.2)
        };
        let about = find("circa").is_some_and(|node| {
            !matches!(&node.value, Value::Nothing)
                && !matches!(&node.value, Value::Text(no) if no == "false" || no == "0")
        });
        if let Some(dates) = find("date-parts") {
            let Value::List(dates) = &dates.value else {
                self.wrong(
                    &dates.span,
                    "date-parts",
                    "a list of dates, each a list of numbers",
                    &write,
                );
                return None;
            };
            let mut ends = Vec::new();
            for date in dates {
                ends.push(self.day(date, &write)?);
            }
            if !ends.is_empty() {
                let mark = if about { "~" } else { "" };
                return Some(format!("{}{mark}", ends.join("/")));
            }
        }
        ["literal", "raw"]
            .iter()
            .find_map(|wanted| self.text(wanted, find(wanted)?))
    }

    /// `[2018, 7, 5]` as `2018-07-05`.
    fn day(&mut self, node: &Node, write: &str) -> Option<String> {
        let parts = match &node.value {
            Value::List(parts) if !parts.is_empty() => parts.as_slice(),
            Value::List(_) | Value::Nothing | Value::Text(_) | Value::Map(_) => {
                self.wrong(
                    &node.span,
                    "date-parts",
                    "a list of dates, each a list of numbers",
                    write,
                );
                return None;
            }
        };
        let mut out: Vec<String> = Vec::new();
        for part in parts {
            let text = self.text("date-parts", part)?;
            out.push(if out.is_empty() {
                format!("{text:0>4}")
            } else {
                format!("{text:0>2}")
            });
        }
        Some(out.join("-"))
    }
}
