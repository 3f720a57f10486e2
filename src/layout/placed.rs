//! A `layout.toml` as values that know their places: whatever is wrong with one is shown where it was written, also when
//! it reached a layout through another one.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::finding::{Finding, Severity, SourceText, Span};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Where its key stands; for an item of a list, the item.
    pub key: Span,
    /// Where it stands itself.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What TOML can say. All numbers are floating-point; one that none can hold is not a number.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Table(Table),
    List(Vec<Placed>),
    Text(String),
    Number(f64),
    Flag(bool),
    Date,
}

/// Keys and their values.
pub(super) type Table = BTreeMap<String, Placed>;

/// The values of a file.
///
/// # Errors
/// What is no TOML, at its place.
pub(super) fn parse(source: &Arc<SourceText>) -> Result<Table, Finding> {
    let parsed = DeTable::parse(&source.text).map_err(|error| {
        let span = Span::new(source, error.span().unwrap_or(0..0));
        let message = format!("this is no TOML: {}", error.message().replace('\n', ", "));
        let help = "write `key = value` a line, words and colours in quotation marks, and `[table]` above the keys of a table";
        Finding::at(span, Severity::Error, "toml-syntax", message, help)
    })?;
    Ok(table(source, parsed.get_ref()))
}

fn table(source: &Arc<SourceText>, table: &DeTable<'_>) -> Table {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        let placed = placed(source, value, Span::new(source, key.span()));
        (name.to_string(), placed)
    };
    table.iter().map(entry).collect()
}

fn placed(source: &Arc<SourceText>, value: &toml::Spanned<DeValue<'_>>, key: Span) -> Placed {
    let span = Span::new(source, value.span());
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let whole = i64::from_str_radix(number.as_str(), number.radix());
            #[expect(clippy::cast_precision_loss, reason = "no figure of a layout is as large")]
            let number = whole.map_or(f64::NAN, |whole| whole as f64);
            Value::Number(number)
        }
        DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(items) => {
            let item = |item: &toml::Spanned<_>| self::placed(source, item, Span::new(source, item.span()));
            Value::List(items.iter().map(item).collect())
        }
        DeValue::Table(inner) => Value::Table(table(source, inner)),
    };
    Placed { key, span, value }
}

impl Value {
    /// The value as `toml` has it, without its places.
    pub(super) fn bare(&self) -> toml::Value {
        match self {
            Self::Table(table) => {
                let entries = table
                    .iter()
                    .map(|(key, placed)| (key.clone(), placed.value.bare()));
                toml::Value::Table(entries.collect())
            }
            Self::List(items) => toml::Value::Array(items.iter().map(|item| item.value.bare()).collect()),
            Self::Text(text) => toml::Value::String(text.clone()),
            #[expect(clippy::cast_possible_truncation, reason = "only whole numbers of this size")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
                toml::Value::Integer(*number as i64)
            }
            Self::Number(number) => toml::Value::Float(*number),
            Self::Flag(flag) => toml::Value::Boolean(*flag),
            Self::Date => toml::Value::String(String::new()),
        }
    }
}

/// The value at a path such as `paper.width-mm`.
pub(super) fn find<'t>(table: &'t Table, path: &str) -> Option<&'t Placed> {
    match path.split_once('.') {
        None => table.get(path),
        Some((first, rest)) => match &table.get(first)?.value {
            Value::Table(inner) => find(inner, rest),
            _ => None,
        },
    }
}
