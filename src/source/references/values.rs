//! Values that no reference has, whatever their format: control characters, and lengths that would only slow the engine.

use std::ops::Range;
use std::sync::Arc;

use hayagriva::types::Person;

use super::fields::unprinted;
use super::record::{Field, Record};
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::source::is_control;
use crate::source::lengths::{self, too_long};

/// How many are told: a file that holds more has been made by a program.
const MOST_TOLD: usize = 20;

/// The longest key of an entry, in characters.
const LONGEST_KEY: usize = lengths::LINE;

/// A finding for each value that cannot be used, at its place.
pub(super) fn unusable(source: &Arc<SourceText>, records: &[Record]) -> Vec<Finding> {
    let keys = records.iter().filter_map(|record| {
        let fault = fault("the key", &record.key, LONGEST_KEY)?;
        Some(finding(source, &record.key_bytes, fault))
    });
    let fields = records.iter().flat_map(|record| {
        let printed = record.fields.iter().filter(|(name, _)| !unprinted(name));
        printed.filter_map(|(name, field)| {
            let fault = of(name, field)?;
            Some(finding(source, &field.bytes, fault))
        })
    });
    keys.chain(fields).take(MOST_TOLD).collect()
}

/// The name of a fault, what is wrong, what to write.
type Fault = (&'static str, String, &'static str);

fn of(name: &str, field: &Field) -> Option<Fault> {
    let named = format!("`{name}`");
    let names = field.people.iter().flat_map(names);
    fault(&named, &field.value.text(), lengths::FIELD)
        .or_else(|| names.filter_map(|text| fault(&named, text, lengths::LINE)).next())
}

/// The parts of a name.
fn names(person: &Person) -> impl Iterator<Item = &str> {
    [&person.given_name, &person.prefix, &person.suffix, &person.alias]
        .into_iter()
        .flatten()
        .chain([&person.name])
        .map(String::as_str)
}

fn fault(what: &str, text: &str, most: usize) -> Option<Fault> {
    if let Some(c) = text.chars().find(|c| is_control(*c)) {
        let message = format!("{what}: the control character U+{:04X} is no text", u32::from(c));
        return Some((
            "control-character",
            message,
            "take it out, or the escape that writes it",
        ));
    }
    let found = too_long(text, most)?;
    Some(("too-long", format!("{what}: {}", found.message), found.help))
}

/// At the beginning of the value: its text is not as long as what is written.
fn finding(source: &Arc<SourceText>, bytes: &Range<usize>, (code, message, help): Fault) -> Finding {
    const SHOWN: usize = 80;
    let span = Span::new(source, bytes.start..bytes.end.min(bytes.start + SHOWN));
    Finding::at(span, Severity::Error, code, message, help)
}
