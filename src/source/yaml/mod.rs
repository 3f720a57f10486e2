//! YAML as a tree in which every key and value knows its place.
//!
//! A derived struct would stop at the first fault and read `1.20` as a number; the tree keeps text as written and lets
//! a reader of keys report everything at once.

mod fault;
mod slip;
mod written;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy, Spanned, options::NonFiniteFloatPolicy};

use crate::finding::{SourceText, Span};
pub(super) use written::Written;

/// A value with its place. The span of a list or mapping is empty, at its start.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

impl Node {
    /// Where to point at the value: a list or mapping is shown by what it begins with, and one that holds nothing by
    /// `key`.
    pub(super) fn place(&self, key: &Span) -> Span {
        let mut node = self;
        loop {
            let first = match &node.value {
                Value::List(items) => items.first(),
                Value::Map(entries) => entries.first().map(|(key, _)| key),
                Value::Nothing | Value::Text(_) => None,
            };
            match first {
                Some(first) => node = first,
                None if node.span.bytes.is_empty() => return key.clone(),
                None => return node.span.clone(),
            }
        }
    }
}

/// What YAML can say here. Numbers, dates and booleans stay as written.
#[derive(Debug)]
pub(super) enum Value {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// YAML that cannot be read: why, what to write, and where.
pub(super) struct Malformed {
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) span: Span,
}

/// How much a text may hold before it is refused: an alias can multiply what it names.
pub(super) struct Limits {
    pub(super) events: usize,
    pub(super) nodes: usize,
    pub(super) depth: usize,
    pub(super) aliases: usize,
}

/// Far above any front matter.
const FRONT_MATTER: Limits = Limits {
    events: 20_000,
    nodes: 10_000,
    depth: 16,
    aliases: 100,
};

/// The tree of the YAML that stands in `source` from byte `start` to byte `end`.
pub(super) fn parse(source: &Arc<SourceText>, start: usize, end: usize) -> Result<Node, Malformed> {
    parse_within(source, start, end, &FRONT_MATTER)
}

/// The same within other limits than those of a front matter.
pub(super) fn parse_within(
    source: &Arc<SourceText>,
    start: usize,
    end: usize,
    limits: &Limits,
) -> Result<Node, Malformed> {
    let text = source.text.get(start..end).unwrap_or_default();
    let mut budget = serde_saphyr::Budget::default();
    budget.max_events = limits.events;
    budget.max_nodes = limits.nodes;
    budget.max_depth = limits.depth;
    budget.flow_nesting_limit = limits.depth;
    budget.max_aliases = limits.aliases;
    let options = serde_saphyr::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        budget: Some(budget),
    };
    let place = Placing { source, text, start };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => place.whole(raw),
        Err(error) => Err(place.malformed(&error)),
    }
}

struct Placing<'a> {
    source: &'a Arc<SourceText>,
    text: &'a str,
    start: usize,
}

impl Placing<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Node {
        let span = raw.defined.span();
        let at = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(usize::MAX);
        let len = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
        let span = Span::new(
            self.source,
            self.start.saturating_add(at)..self.start.saturating_add(at).saturating_add(len),
        );
        let value = match raw.value {
            Raw::Nothing => Value::Nothing,
            Raw::Text(text) => Value::Text(text),
            Raw::Plain => Value::Text(span.text().to_owned()),
            Raw::List(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| (self.node(key), self.node(value)))
                    .collect(),
            ),
        };
        Node { value, span }
    }

    /// The root, unless the text is made of keys that are none.
    fn whole(&self, raw: Spanned<Raw>) -> Result<Node, Malformed> {
        let is_text = matches!(raw.value, Raw::Text(_));
        match slip::unspaced(self.text).filter(|_| is_text) {
            Some((said, place)) => Err(self.said(said, place)),
            None => Ok(self.node(raw)),
        }
    }

    fn malformed(&self, error: &serde_saphyr::Error) -> Malformed {
        let complaint = error.to_string();
        let at = error.location().map_or(0, |location| self.byte(&location));
        if let Some((said, place)) = slip::behind(&complaint, self.text, at) {
            return self.said(said, place);
        }
        let rest = self.text.get(at..).unwrap_or_default();
        let width = rest
            .chars()
            .next()
            .filter(|c| *c != '\n')
            .map_or(0, char::len_utf8);
        if let Some(said) = fault::said(&complaint) {
            return self.said(said, at..at + width);
        }
        // The finding shows the place itself.
        let end = complaint.find(" at line ").unwrap_or(complaint.len());
        let own = complaint.get(..end).unwrap_or_default();
        Malformed {
            message: own.to_owned(),
            help: fault::UNKNOWN,
            span: self.span(at..at + width),
        }
    }

    fn said(&self, said: &fault::Said, place: Range<usize>) -> Malformed {
        Malformed {
            message: said.message.to_owned(),
            help: said.help,
            span: self.span(place),
        }
    }

    fn span(&self, place: Range<usize>) -> Span {
        Span::new(self.source, self.start + place.start..self.start + place.end)
    }

    fn byte(&self, location: &serde_saphyr::Location) -> usize {
        let line = usize::try_from(location.line()).unwrap_or(1).saturating_sub(1);
        let column = usize::try_from(location.column()).unwrap_or(1).saturating_sub(1);
        let before: usize = self.text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = self.text.get(before..).unwrap_or_default();
        before
            + rest
                .char_indices()
                .nth(column)
                .map_or(rest.trim_end().len(), |(at, _)| at)
    }
}

/// What the deserialiser says; `Plain` is a scalar that it took for a number or a boolean.
enum Raw {
    Nothing,
    Text(String),
    Plain,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a list or a mapping")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}
