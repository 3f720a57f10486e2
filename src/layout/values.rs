//! One `layout.toml` held against the table of keys: unknown keys, values of another kind, numbers out of bounds.

use super::colour::Colour;
use super::fonts::FACES;
use super::keys::{self, Key, Kind};
use super::paper::{PAPER_SIZES, PaperSize};
use super::placed::{Placed, Table, Value};
use super::{frame, keys::Unit};
use crate::finding::{Finding, Severity, Span};
use crate::source::near::{did_you_mean, one_of};

/// Everything wrong with the values of a file.
pub(super) fn check(table: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    inside("", table, &mut findings);
    both_ways(table, &mut findings);
    findings
}

/// A fault of a value, with what to write instead.
pub(super) fn fault(
    span: &Span,
    code: &'static str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    Finding::at(span.clone(), Severity::Error, code, message, help)
}

/// The keys of a table; `path` is its own, empty at the head of the file.
fn inside(path: &str, table: &Table, findings: &mut Vec<Finding>) {
    for (name, placed) in table {
        let own = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        if let Some(key) = keys::of(&own) {
            findings.extend(wrong(name, key, placed));
        } else if path.is_empty() && own == "scale" {
            scale(placed, findings);
        } else if keys::names(&own).is_empty() {
            findings.push(unknown(path, name, placed));
        } else if let Value::Table(inner) = &placed.value {
            inside(&own, inner, findings);
        } else {
            let message = format!("`{name}` is a table, and has a value here");
            let help = format!("write `[{name}]` on a line of its own, and the keys of the table below it");
            findings.push(fault(&placed.key, "wrong-value", message, help));
        }
    }
}

fn scale(placed: &Placed, findings: &mut Vec<Finding>) {
    let help = "write `[[scale]]` on a line of its own, and `body-pt`, `headings` and `lead` below it; once for each body size";
    let Value::List(entries) = &placed.value else {
        let message = "`scale` is a list of tables, and is something else here";
        findings.push(fault(&placed.key, "wrong-value", message, help));
        return;
    };
    if entries.is_empty() || entries.len() > MOST_SCALES {
        let message = format!(
            "`scale` has {} entries, and needs 1 to {MOST_SCALES}",
            entries.len()
        );
        findings.push(fault(&placed.key, "wrong-value", message, help));
    }
    for entry in entries {
        match &entry.value {
            Value::Table(inner) => {
                inside("scale", inner, findings);
                let absent = keys::names("scale")
                    .into_iter()
                    .filter(|name| !inner.contains_key(*name));
                findings.extend(absent.map(|name| {
                    let message = format!("an entry of `[[scale]]` has no `{name}`");
                    fault(&entry.span, "missing-key", message, help)
                }));
            }
            _ => {
                let message = "an entry of `scale` is no table";
                findings.push(fault(&entry.span, "wrong-value", message, help));
            }
        }
    }
}

/// The most entries that a scale has.
const MOST_SCALES: usize = 12;

fn unknown(path: &str, name: &str, placed: &Placed) -> Finding {
    let names = keys::names(path);
    let tables: Vec<&str> = keys::KEYS
        .iter()
        .filter_map(|key| key.path.split_once('.'))
        .filter(|(table, key)| *key == name && *table != path)
        .map(|(table, _)| table)
        .collect();
    let place = if path.is_empty() {
        "at the head of the file".to_owned()
    } else {
        format!("in `[{path}]`")
    };
    // `size` for `size-pt`.
    let with_unit = names.iter().find(|known| {
        let rest = known.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with('-'))
    });
    let near = match with_unit {
        Some(known) => format!("did you mean `{known}`? "),
        None => did_you_mean(name, names.iter().copied()),
    };
    let help = if let ([table], true) = (tables.as_slice(), near.is_empty()) {
        format!("it stands in `[{table}]`")
    } else if name == "name" && path.is_empty() {
        "take it out: a layout is called by the name of its folder".to_owned()
    } else {
        format!("{near}there is {}", one_of(&names).replace(" or ", " and "))
    };
    fault(
        &placed.key,
        "unknown-key",
        format!("there is no key `{name}` {place}"),
        help,
    )
}

/// What is wrong with the value of a key.
fn wrong(name: &str, key: &Key, placed: &Placed) -> Option<Finding> {
    let found = |message: String, help: String| Some(fault(&placed.span, "wrong-value", message, help));
    match (key.kind, &placed.value) {
        (Kind::Text, Value::Text(text)) if is_line(text) => None,
        (Kind::Texts, Value::List(items))
            if items
                .iter()
                .all(|item| matches!(&item.value, Value::Text(text) if is_line(text))) =>
        {
            None
        }
        (Kind::Flag, Value::Flag(_)) => None,
        (Kind::Number(_, from, to), Value::Number(number)) => {
            bounds(*number, from, to).map(|how| outside(name, key.kind, placed, *number, how))
        }
        (Kind::Count(from, to), Value::Number(number)) => {
            let how = bounds(*number, from, to).or((number.fract() != 0.0).then_some("no whole number"));
            how.map(|how| outside(name, key.kind, placed, *number, how))
        }
        (Kind::Six(from, to), Value::List(items)) if items.len() == 6 => items.iter().find_map(|item| {
            let Value::Number(number) = item.value else {
                return Some(fault(
                    &item.span,
                    "wrong-value",
                    format!("`{name}` holds something else than numbers"),
                    example(key.kind),
                ));
            };
            bounds(number, from, to).map(|how| outside(name, key.kind, item, number, how))
        }),
        (Kind::Colour, Value::Text(text)) => {
            let message = Colour::try_from(text.clone()).err()?;
            let (message, help) = message.split_once("; ").unwrap_or((&message, ""));
            found(message.to_owned(), help.to_owned())
        }
        (Kind::Choice(words), Value::Text(text)) => named(name, text, words, placed),
        (Kind::Frame, Value::Text(text)) => named(name, text, &frame::names(), placed),
        (Kind::Family, Value::Text(text)) => named(name, text, &families(), placed),
        (Kind::Families, Value::List(items)) => items.iter().find_map(|item| match &item.value {
            Value::Text(text) => named(name, text, &families(), item),
            _ => Some(fault(
                &item.span,
                "wrong-value",
                format!("`{name}` holds something else than names"),
                example(key.kind),
            )),
        }),
        (Kind::Paper, Value::Text(text)) if PaperSize::named(text).is_some() => None,
        (Kind::Paper, Value::Text(text)) => named(name, text, &paper_names(), placed),
        // Whether there is a layout of this name is another's to find out.
        (Kind::Layout, Value::Text(_)) => None,
        (Kind::Six(..), Value::List(items)) => found(
            format!("`{name}` holds {} values, and must hold six", items.len()),
            example(key.kind),
        ),
        (kind, Value::Text(text)) if text.trim().is_empty() => {
            found(format!("`{name}` is empty"), example(kind))
        }
        (kind, value) => found(
            format!("`{name}` is {}, and must be {}", what(value), wanted(kind)),
            example(kind),
        ),
    }
}

/// Words that stand on one line in a list.
fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(|c: char| c.is_control())
}

fn bounds(number: f64, from: f32, to: f32) -> Option<&'static str> {
    // As the program holds it: 0.3 is not less than 0.3.
    #[expect(clippy::cast_possible_truncation, reason = "the program holds no more")]
    let held = number as f32;
    if !number.is_finite() {
        Some("no number that can be used")
    } else if held < from {
        Some("too small")
    } else if held > to {
        Some("too large")
    } else {
        None
    }
}

fn outside(name: &str, kind: Kind, placed: &Placed, number: f64, how: &str) -> Finding {
    let message = format!("`{name}` is {number}: {how}");
    fault(&placed.span, "wrong-value", message, example(kind))
}

fn named(name: &str, text: &str, names: &[&str], placed: &Placed) -> Option<Finding> {
    if names.contains(&text) {
        return None;
    }
    let help = format!(
        "{}write {}",
        did_you_mean(text, names.iter().copied()),
        one_of(names)
    );
    Some(fault(
        &placed.span,
        "wrong-value",
        format!("`{name}` cannot be `{text}`"),
        help,
    ))
}

/// The families that the program carries.
fn families() -> Vec<&'static str> {
    let mut families: Vec<&str> = FACES.iter().map(|face| face.family).collect();
    families.dedup();
    families
}

fn paper_names() -> Vec<&'static str> {
    PAPER_SIZES.iter().map(|size| size.name).collect()
}

fn what(value: &Value) -> &'static str {
    match value {
        Value::Table(_) => "a table",
        Value::List(_) => "a list",
        Value::Text(_) => "words",
        Value::Number(_) => "a number",
        Value::Flag(_) => "`true` or `false`",
        Value::Date => "a date",
    }
}

/// What a value must be, in words.
pub fn wanted(kind: Kind) -> String {
    let between = |from: f32, to: f32| format!("from {from} to {to}");
    match kind {
        Kind::Text => "words on one line".to_owned(),
        Kind::Texts => "a list of words".to_owned(),
        Kind::Number(Unit::Share, from, to) => format!("a number {}", between(from, to)),
        Kind::Number(unit, from, to) => format!("a number of {} {}", unit.words(), between(from, to)),
        Kind::Six(from, to) => format!("a list of six numbers of em {}", between(from, to)),
        Kind::Count(from, to) => format!("a whole number of characters {}", between(from, to)),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Colour => "a colour".to_owned(),
        Kind::Family => "the name of a family".to_owned(),
        Kind::Families => "a list of families".to_owned(),
        Kind::Choice(words) => one_of(words),
        Kind::Layout => "the name of a layout".to_owned(),
        Kind::Frame => "the name of a frame".to_owned(),
        Kind::Paper => "the name of a size of paper".to_owned(),
    }
}

fn example(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::Layout => "write words in quotation marks, on one line".to_owned(),
        Kind::Texts => "write words in quotation marks, in square brackets: `[\"one\", \"two\"]`".to_owned(),
        Kind::Colour => "write six hexadecimal digits, such as \"#1A1A1A\"".to_owned(),
        Kind::Family => format!("write {}", one_of(&families())),
        Kind::Families => {
            "write names of families in quotation marks, in square brackets: `[\"Noto Sans\"]`".to_owned()
        }
        Kind::Frame => format!("write {}", one_of(&frame::names())),
        Kind::Paper => format!("write {}", one_of(&paper_names())),
        Kind::Number(..) | Kind::Six(..) | Kind::Count(..) | Kind::Flag | Kind::Choice(_) => {
            format!("write {}", wanted(kind))
        }
    }
}

/// A sheet whose size is said twice.
fn both_ways(table: &Table, findings: &mut Vec<Finding>) {
    let Some(Value::Table(paper)) = table.get("paper").map(|paper| &paper.value) else {
        return;
    };
    let measured = paper.get("width-mm").or_else(|| paper.get("height-mm"));
    if let (Some(size), Some(_)) = (paper.get("size"), measured) {
        let message = "the sheet has a named size and a measured one";
        let help = "keep `size`, or `width-mm` and `height-mm`";
        findings.push(fault(&size.key, "two-papers", message, help));
    }
}
