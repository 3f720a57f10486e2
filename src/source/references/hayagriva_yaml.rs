//! Hayagriva YAML: the engine's own format.
//!
//! The engine's reader has no budget (nested brackets take it quadratic time), stops at the first fault and lets unknown
//! keys vanish. So the file is read as a tree with places, and its entries become records as those of all formats do.

use std::sync::Arc;

use hayagriva::types::Person;

use super::hayagriva_keys::{OTHERS, SERIALS, TEXTS, TYPES, UNPRINTED, printed};
use super::items::{Draft, Items, person, unmarked};
use super::record::Record;
use super::terms::whole_name;
use crate::finding::{Finding, SourceText, Span};
use crate::source::yaml::{self, Limits, Node, Value};

/// Far above what a leaflet's file needs, far below what slows the parser.
const LIMITS: Limits = Limits {
    events: 400_000,
    nodes: 200_000,
    depth: 16,
    aliases: 4_000,
};

const ENTRIES: &str =
    "write each entry as a key and its fields below it: `smith2015:`, then `  type: book` and `  title: …`";

/// The records of a file in order, and every fault.
pub(super) fn read(source: &Arc<SourceText>) -> (Vec<Record>, Vec<Finding>) {
    let mut items = Items::new(source);
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let root = match yaml::parse_within(source, start, source.text.len(), &LIMITS) {
        Ok(root) => root,
        Err(fault) => {
            let message = format!("this is no YAML: {}", fault.message);
            items.error(&fault.span, "hayagriva-syntax", message, fault.help);
            return (Vec::new(), items.findings);
        }
    };
    let entries = match &root.value {
        Value::Map(entries) if !entries.is_empty() => entries,
        Value::Nothing | Value::Map(_) => {
            items.error(
                &Span::new(source, 0..0),
                "no-references",
                "there is no entry in this file",
                ENTRIES,
            );
            return (Vec::new(), items.findings);
        }
        Value::Text(_) | Value::List(_) => {
            items.error(&root.span, "hayagriva-syntax", "this file holds no keys", ENTRIES);
            return (Vec::new(), items.findings);
        }
    };
    let records = entries
        .iter()
        .filter_map(|(key, node)| items.entry(key, node))
        .collect();
    (records, items.findings)
}

/// What a field of a parent becomes in its part; `None` where it belongs to the parent alone.
fn inherited(field: &str, kind: &str) -> Option<&'static str> {
    let periodical = matches!(kind, "periodical" | "newspaper" | "blog");
    match field {
        "title" if periodical => Some("journaltitle"),
        "title" => Some("booktitle"),
        "author" => Some("bookauthor"),
        "editor" => Some("editor"),
        "date" => Some("date"),
        "edition" => Some("edition"),
        "issue" => Some("issue"),
        "volume" => Some("volume"),
        "volume-total" => Some("volumes"),
        "publisher" => Some("publisher"),
        "location" => Some("location"),
        "organization" => Some("organization"),
        "url" => Some("url"),
        _ => None,
    }
}

impl Items<'_> {
    fn entry(&mut self, key: &Node, node: &Node) -> Option<Record> {
        let name = match &key.value {
            Value::Text(name) if !name.trim().is_empty() => name,
            Value::Text(_) | Value::Nothing | Value::List(_) | Value::Map(_) => {
                self.error(
                    &key.span,
                    "reference-without-key",
                    "this entry has no key",
                    ENTRIES,
                );
                return None;
            }
        };
        if !self.unique(name, &key.span) {
            return None;
        }
        let Value::Map(entries) = &node.value else {
            let message = format!("the entry `{name}` has no fields");
            self.error(&key.span, "hayagriva-syntax", message, ENTRIES);
            return None;
        };
        let mut draft = Draft::new(name, &key.span);
        let values = self.named(entries);
        let kind = values
            .iter()
            .find(|(name, ..)| *name == "type")
            .map(|found| found.2);
        draft.record.kind = self.entry_type(kind, &key.span).1.to_owned();
        for (name, at, value) in &values {
            self.field(&mut draft, name, at, value);
        }
        // What the part says itself comes before what it has from its parents.
        for (_, _, value) in values.iter().filter(|(name, ..)| *name == "parent") {
            self.parents(&mut draft, value, 0);
        }
        Some(draft.record)
    }

    /// The type as written, in lower case, and the type of entry that it becomes.
    fn entry_type(&mut self, node: Option<&Node>, place: &Span) -> (String, &'static str) {
        let written = node.and_then(|node| Some((self.text("type", node)?, node.span.clone())));
        let Some((name, span)) = written else {
            let message = "this entry has no `type`; it is treated as `misc`";
            let help =
                "write the type that fits, such as `type: article`, `book`, `chapter`, `report` or `web`";
            self.warning(place, "unknown-entry-type", message, help);
            return (String::new(), "misc");
        };
        let lower = name.to_lowercase();
        if let Some((_, kind)) = TYPES.iter().find(|(from, _)| *from == lower) {
            return (lower, kind);
        }
        let help = match super::nearest(&lower, TYPES.iter().map(|(name, _)| *name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the type that fits: `article`, `book`, `chapter`, `report`, `web`".to_owned(),
        };
        let message = format!("`{name}` is no type of Hayagriva; it is treated as `misc`");
        self.warning(&span, "unknown-entry-type", message, help);
        (lower, "misc")
    }

    fn field(&mut self, draft: &mut Draft, name: &str, at: &Span, value: &Node) {
        match name {
            "type" | "parent" => {}
            "author" | "editor" => {
                let people = self.makers(name, value);
                draft.people(name, at, &value.span, people);
            }
            "affiliated" => self.affiliated(draft, at, value),
            "serial-number" => self.serials(draft, at, value),
            _ if UNPRINTED.contains(&name) => {}
            _ => match super::csl_variables::field(&TEXTS, name) {
                Some(to) => self.put(draft, name, to, at, value),
                None => self.unprinted(at, name, printed()),
            },
        }
    }

    /// A field with text, or with parts such as the address and the date of a visit.
    fn put(&mut self, draft: &mut Draft, name: &str, to: &'static str, at: &Span, value: &Node) {
        let Value::Map(parts) = &value.value else {
            if let Some(text) = self.text(name, value) {
                let text = if matches!(to, "url" | "doi") {
                    text
                } else {
                    plain(&text)
                };
                draft.set(to, at, &value.span, &text);
            }
            return;
        };
        for (part, place, node) in self.named(parts) {
            let to = match (name, part) {
                (_, "value") | ("publisher", "name") => to,
                ("publisher", "location") => "location",
                ("url", "date") => "urldate",
                (_, "short" | "verbatim" | "sentence-case" | "title-case") => continue,
                _ => {
                    let known = ["value", "name", "location", "date", "short"];
                    self.unprinted(place, part, known.into_iter());
                    continue;
                }
            };
            if let Some(text) = self.text(part, node) {
                draft.set(to, place, &node.span, &plain(&text));
            }
        }
    }

    fn serials(&mut self, draft: &mut Draft, at: &Span, value: &Node) {
        let Value::Map(parts) = &value.value else {
            if let Some(text) = self.text("serial-number", value) {
                draft.set("number", at, &value.span, &text);
            }
            return;
        };
        for (part, place, node) in self.named(parts) {
            match SERIALS.iter().find(|(name, _)| *name == part) {
                Some((_, Some(to))) => {
                    if let Some(text) = self.text(part, node) {
                        draft.set(to, place, &node.span, &text);
                        if part == "arxiv" {
                            draft.set("eprinttype", place, &node.span, "arXiv");
                        }
                    }
                }
                Some((_, None)) => {}
                None => self.unprinted(place, part, SERIALS.iter().map(|(name, _)| *name)),
            }
        }
    }

    fn affiliated(&mut self, draft: &mut Draft, at: &Span, value: &Node) {
        let write = "`- role: translator`, then `names: …` below it";
        let Value::List(groups) = &value.value else {
            self.wrong(at, "affiliated", "a list", write);
            return;
        };
        for group in groups {
            let Value::Map(parts) = &group.value else {
                self.wrong(&group.span, "affiliated", "a role and names in each", write);
                continue;
            };
            let parts = self.named(parts);
            let find = |wanted: &str| parts.iter().find(|(name, ..)| *name == wanted).copied();
            let role = find("role").and_then(|(_, _, node)| self.text("role", node));
            match (role.as_deref(), find("names")) {
                (Some("translator"), Some((_, place, names))) => {
                    let people = self.makers("names", names);
                    draft.people("translator", place, &names.span, people);
                }
                (Some(role), Some((_, place, _))) => self.unprinted(place, role, ["translator"].into_iter()),
                _ => self.wrong(&group.span, "affiliated", "a role and names in each", write),
            }
        }
    }

    /// What an entry has from what holds it: a journal, a book, and that book's series.
    fn parents(&mut self, draft: &mut Draft, value: &Node, generation: usize) {
        let parents = match &value.value {
            Value::List(parents) => parents.as_slice(),
            Value::Map(_) => std::slice::from_ref(value),
            Value::Nothing => return,
            Value::Text(_) => {
                self.wrong(
                    &value.span,
                    "parent",
                    "fields of its own",
                    "`type:` and `title:` below `parent:`",
                );
                return;
            }
        };
        for parent in parents {
            let Value::Map(entries) = &parent.value else {
                self.wrong(
                    &parent.span,
                    "parent",
                    "fields of its own",
                    "`type:` and `title:` below `parent:`",
                );
                continue;
            };
            let values = self.named(entries);
            let kind = values
                .iter()
                .find(|(name, ..)| *name == "type")
                .map(|found| found.2);
            let kind = match kind {
                Some(_) => self.entry_type(kind, &parent.span).0,
                None => String::new(),
            };
            let event = matches!(kind.as_str(), "conference" | "exhibition");
            let holds = draft.has("booktitle") || draft.has("journaltitle");
            for (name, at, value) in &values {
                match (*name, event, generation) {
                    ("title", true, _) => self.put(draft, name, "eventtitle", at, value),
                    ("location", true, _) => self.put(draft, name, "venue", at, value),
                    ("date", true, _) => self.put(draft, name, "eventdate", at, value),
                    ("title", false, 1..) => self.put(draft, name, "series", at, value),
                    ("volume", false, 1..) => self.put(draft, name, "number", at, value),
                    ("type" | "parent", ..) => {}
                    ("title", false, 0) if holds => self.put(draft, name, "series", at, value),
                    ("author" | "editor", ..) => {
                        let people = self.makers(name, value);
                        let to = if *name == "author" { "bookauthor" } else { "editor" };
                        draft.people(to, at, &value.span, people);
                    }
                    ("serial-number", ..) => {}
                    _ => match inherited(name, &kind) {
                        Some(to) => self.put(draft, name, to, at, value),
                        None if UNPRINTED.contains(name) || OTHERS.contains(name) => {}
                        None => self.unprinted(at, name, printed()),
                    },
                }
            }
            for (_, _, value) in values.iter().filter(|(name, ..)| *name == "parent") {
                self.parents(draft, value, generation + 1);
            }
        }
    }

    fn makers(&mut self, name: &str, node: &Node) -> Vec<Person> {
        let nodes = match &node.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Nothing => return Vec::new(),
            Value::Text(_) | Value::Map(_) => std::slice::from_ref(node),
        };
        let write =
            format!("`{name}: [\"Smith, Ann\", \"Jones, Bob\"]`, or `name:` and `given-name:` for each");
        let mut out = Vec::new();
        for one in nodes {
            let found = match &one.value {
                Value::Text(text) => written(text),
                Value::Map(entries) => {
                    let parts = self.named(entries);
                    let part = |wanted: &str| {
                        let found = parts.iter().find(|(name, ..)| *name == wanted)?;
                        match &found.2.value {
                            Value::Text(text) => Some(text.as_str()),
                            Value::Nothing | Value::List(_) | Value::Map(_) => None,
                        }
                    };
                    person(
                        part("name"),
                        part("given-name"),
                        &[part("prefix")],
                        part("suffix"),
                    )
                }
                Value::Nothing | Value::List(_) => None,
            };
            match found {
                Some(person) => out.push(person),
                None => self.wrong(&one.span, name, "names", &write),
            }
        }
        out
    }
}

/// `Smith, Ann`, `Smith, Jr, Ann`, or a name that is not taken apart.
fn written(text: &str) -> Option<Person> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [family, given] => person(Some(family), Some(given), &[], None),
        [family, suffix, given] => person(Some(family), Some(given), &[], Some(suffix)),
        _ => Some(text.trim()).filter(|text| !text.is_empty()).map(whole_name),
    }
}

/// Text without the braces that keep letters as they are: nothing changes them here.
fn plain(text: &str) -> String {
    unmarked(&text.replace(['{', '}'], ""))
}
