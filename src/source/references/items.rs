//! What CSL-JSON and Hayagriva YAML have in common on their way from a tree to records.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use hayagriva::types::Person;

use super::record::{Field, Record};
use super::symbols::{subscript, superscript};
use super::terms::whole_name;
use super::tex::Value as Words;
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::source::yaml::{Node, Value};

/// A tree being read: faults are collected, with their places.
pub(super) struct Items<'a> {
    pub source: &'a Arc<SourceText>,
    pub findings: Vec<Finding>,
    keys: BTreeMap<String, usize>,
}

impl<'a> Items<'a> {
    pub fn new(source: &'a Arc<SourceText>) -> Self {
        Self {
            source,
            findings: Vec::new(),
            keys: BTreeMap::new(),
        }
    }

    pub fn error(
        &mut self,
        span: &Span,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Finding::at(span.clone(), Severity::Error, code, message, help);
        self.findings.push(finding);
    }

    pub fn warning(
        &mut self,
        span: &Span,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Finding::at(span.clone(), Severity::Warning, code, message, help);
        self.findings.push(finding);
    }

    /// Whether no item before had this key; a fault where one had.
    pub fn unique(&mut self, key: &str, span: &Span) -> bool {
        let first = *self.keys.entry(key.to_owned()).or_insert(span.bytes.start);
        if first == span.bytes.start {
            return true;
        }
        let (line, _) = Span::new(self.source, first..first).line_column();
        let message = format!("the key `{key}` is used twice; the first is in line {line}");
        let help = "give one of the two another key, or delete it";
        self.error(span, "duplicate-key", message, help);
        false
    }

    /// The named values of an item; a fault for each name that stands twice.
    pub fn named<'n>(&mut self, entries: &'n [(Node, Node)]) -> Vec<(&'n str, &'n Span, &'n Node)> {
        let mut named: BTreeMap<&str, ()> = BTreeMap::new();
        let mut out = Vec::new();
        for (name, value) in entries {
            let Value::Text(text) = &name.value else {
                let help = "write a word before the colon";
                self.error(&name.span, "reference-value", "this is no name of a field", help);
                continue;
            };
            if named.insert(text, ()).is_some() {
                let message = format!("`{text}` stands twice in this entry");
                let help = "join the two, or delete one";
                self.error(&name.span, "duplicate-field", message, help);
            } else {
                out.push((text.as_str(), &name.span, value));
            }
        }
        out
    }

    /// Text or a number; a fault where it is a list or has parts.
    pub fn text(&mut self, name: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Nothing => None,
            Value::List(_) | Value::Map(_) => {
                self.wrong(
                    &node.span,
                    name,
                    "text or a number",
                    &format!("`{name}`: `\"…\"`"),
                );
                None
            }
        }
    }

    /// A fault: the value of `name` has another shape.
    pub fn wrong(&mut self, span: &Span, name: &str, takes: &str, write: &str) {
        let message = format!("`{name}` takes {takes}");
        self.error(span, "reference-value", message, format!("write {write}"));
    }

    /// A warning: nobody will read this.
    pub fn unprinted<'c>(&mut self, span: &Span, name: &str, known: impl Iterator<Item = &'c str>) {
        let help = match super::nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "delete it, or move what a reader needs into `note`".to_owned(),
        };
        let message = format!("`{name}` is not printed in the reference");
        self.warning(span, "reference-field", message, help);
    }
}

/// A record while its fields are read.
pub(super) struct Draft {
    pub record: Record,
}

impl Draft {
    pub fn new(key: &str, place: &Span) -> Self {
        Self {
            record: Record {
                kind: "misc".to_owned(),
                kind_bytes: place.bytes.clone(),
                key: key.to_owned(),
                key_bytes: bare(place),
                fields: BTreeMap::new(),
            },
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.record.fields.contains_key(name)
    }

    /// Sets a field that has no value yet.
    pub fn set(&mut self, name: &str, at: &Span, value: &Span, text: &str) {
        if !text.trim().is_empty() {
            self.put(name, at, value, Words::plain(text), Vec::new());
        }
    }

    pub fn people(&mut self, name: &str, at: &Span, value: &Span, people: Vec<Person>) {
        if !people.is_empty() {
            let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            let words = Words::plain(&names.join(", "));
            self.put(name, at, value, words, people);
        }
    }

    fn put(&mut self, name: &str, at: &Span, value: &Span, words: Words, people: Vec<Person>) {
        self.record
            .fields
            .entry(name.to_owned())
            .or_insert_with(|| Field {
                name_bytes: bare(at),
                bytes: value.bytes.clone(),
                value: words,
                people,
            });
    }
}

/// The place of a word without the quotation marks round it.
fn bare(span: &Span) -> Range<usize> {
    let quoted = span.text().len() > 2 && span.text().starts_with(['"', '\'']);
    if quoted {
        span.bytes.start + 1..span.bytes.end - 1
    } else {
        span.bytes.clone()
    }
}

/// A name with its parts; particles stand before the family name. `None` where nothing is given.
pub(super) fn person(
    family: Option<&str>,
    given: Option<&str>,
    particles: &[Option<&str>],
    suffix: Option<&str>,
) -> Option<Person> {
    let filled = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let (family, given) = (filled(family), filled(given));
    let Some(family) = family else {
        return given.map(|given| whole_name(&given));
    };
    let mut parts: Vec<String> = particles
        .iter()
        .filter_map(|particle| filled(*particle))
        .collect();
    parts.push(family);
    Some(Person {
        given_name: given,
        suffix: filled(suffix),
        ..whole_name(&parts.join(" "))
    })
}

/// Text without the mark-up of CSL (`<i>`, `<sup>`, `<span class="nocase">`): raised and lowered figures become
/// characters of their own, as from BibTeX; what a style makes of a title is the style's business.
pub(super) fn unmarked(text: &str) -> String {
    let mut out = String::new();
    let mut shift: Option<fn(char) -> char> = None;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        push(&mut out, before, shift);
        let known = [
            ("<i>", None),
            ("</i>", None),
            ("<b>", None),
            ("</b>", None),
            ("<sup>", Some(superscript as fn(char) -> char)),
            ("</sup>", None),
            ("<sub>", Some(subscript as fn(char) -> char)),
            ("</sub>", None),
            ("<span class=\"nocase\">", None),
            ("<span style=\"font-variant:small-caps;\">", None),
            ("<span style=\"font-variant: small-caps;\">", None),
            ("<sc>", None),
            ("</sc>", None),
            ("</span>", None),
        ];
        match known.iter().find(|(mark, _)| tag.starts_with(mark)) {
            Some((mark, to)) => {
                shift = *to;
                rest = &tag[mark.len()..];
            }
            None => {
                push(&mut out, "<", shift);
                rest = &tag[1..];
            }
        }
    }
    push(&mut out, rest, shift);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn push(out: &mut String, text: &str, shift: Option<fn(char) -> char>) {
    match shift {
        Some(shift) => out.extend(text.chars().map(shift)),
        None => out.push_str(text),
    }
}
