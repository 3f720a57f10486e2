//! BibTeX and BibLaTeX text as records: the syntax, `@string` abbreviations, and what is wrong with them.
//!
//! The `biblatex` crate reads the syntax and stops there. Its later stages follow cross-references and abbreviations
//! without looking for circles, and panic on some dates, so none of them sees a file that nobody checked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use biblatex::{
    Field as RawField, Pair, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry, Spanned, Token,
};

use super::record::{Field, Record};
use super::tex::{self, Value};
use crate::finding::{Finding, Severity, SourceText, Span};

/// How deep abbreviations and cross-references may lead.
pub(super) const DEEPEST: usize = 8;
/// The longest value after abbreviations are written out, in bytes.
const LONGEST_VALUE: usize = 64 << 10;
/// How many faults of syntax are reported; the rest follow from them more often than not.
const MOST_FAULTS: usize = 20;

/// The records of a file in order, and every fault. No record is given for an entry with a fault in it.
pub(super) fn read(source: &Arc<SourceText>) -> (Vec<Record>, Vec<Finding>) {
    let mut reader = Reader {
        source,
        findings: Vec::new(),
    };
    let records = reader.file();
    (records, reader.findings)
}

type Strings<'s> = BTreeMap<String, &'s RawField<'s>>;

struct Reader<'a> {
    source: &'a Arc<SourceText>,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn error(
        &mut self,
        bytes: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = Span::new(self.source, bytes);
        self.findings
            .push(Finding::at(span, Severity::Error, code, message, help));
    }

    fn file(&mut self) -> Vec<Record> {
        let text = self.source.text.as_str();
        let raw = match RawBibliography::parse(text) {
            Ok(raw) => raw,
            Err(error) => {
                self.syntax(text, &error);
                return Vec::new();
            }
        };
        self.without_at(&raw);
        if raw.entries.is_empty() && self.findings.is_empty() {
            let first = text.len() - text.trim_start().len();
            let end = text[first..].find('\n').map_or(text.len(), |at| first + at);
            let help = "write BibTeX entries, such as `@book{key, title = {…}, author = {…}, date = {2015}}`";
            self.error(
                first..end,
                "no-references",
                "there is no BibTeX entry in this file",
                help,
            );
        }
        let strings = self.strings(&raw.abbreviations);
        let mut seen = BTreeMap::new();
        let mut records = Vec::new();
        for entry in &raw.entries {
            if self.unique(&entry.v, &mut seen)
                && let Some(record) = self.record(&entry.v, &strings)
            {
                records.push(record);
            }
        }
        records
    }

    /// Entries are read apart to find each that is broken: a brace that is never closed swallows all that follow it.
    fn syntax(&mut self, text: &str, whole: &ParseError) {
        let mut starts: Vec<usize> = text
            .match_indices('@')
            .map(|(at, _)| at)
            .filter(|at| {
                text[..*at].trim_end_matches([' ', '\t']).ends_with('\n') || text[..*at].trim().is_empty()
            })
            .collect();
        starts.push(text.len());
        for (start, end) in starts.iter().copied().zip(starts.iter().copied().skip(1)) {
            if let Err(error) = RawBibliography::parse(&text[start..end]) {
                self.broken(start, end, &error);
            }
            if self.findings.len() >= MOST_FAULTS {
                break;
            }
        }
        if self.findings.is_empty() {
            self.broken(0, text.len(), whole);
        }
    }

    fn broken(&mut self, start: usize, end: usize, error: &ParseError) {
        let text = &self.source.text;
        let at = (start + error.span.start).min(end);
        let head = start
            ..text[start..end]
                .find(['\n', ','])
                .map_or(end, |found| start + found);
        // What stands open at the end of an entry was not closed before it, whichever sign the parser asks for there.
        let open = text[at..end].trim().is_empty();
        let next = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let never_ends = (
            head,
            "this entry never ends",
            "close every value and the entry itself with `}`, and put a comma between fields",
        );
        let (bytes, message, help): (_, &str, &str) = match &error.kind {
            ParseErrorKind::UnexpectedEof => never_ends,
            _ if open => never_ends,
            ParseErrorKind::Expected(Token::Comma) => (
                at..next,
                "a comma is missing here",
                "put a comma behind the key and between fields; a key has no spaces",
            ),
            ParseErrorKind::Expected(Token::Equals) => (
                at..next,
                "an equals sign is missing here",
                "write each field as `name = {value}`",
            ),
            ParseErrorKind::Expected(Token::Identifier) => (
                at..next,
                "the name of a field is missing here",
                "write each field as `name = {value}`",
            ),
            ParseErrorKind::Expected(Token::OpeningBrace) => (
                at..next,
                "an opening brace is missing here",
                "write an entry as `@type{key, field = {value}}`",
            ),
            ParseErrorKind::Expected(Token::ClosingBrace) => (
                at..next,
                "a closing brace is missing here",
                "close the entry with `}`",
            ),
            _ => (
                at..next,
                "this is not BibTeX",
                "write each field as `name = {value}`, with a comma behind it",
            ),
        };
        self.error(bytes, "bibtex-syntax", message, help);
    }

    /// Text between entries is a comment in BibTeX; an entry that lost its `@` would vanish in it.
    fn without_at(&mut self, raw: &RawBibliography<'_>) {
        let text = self.source.text.as_str();
        let mut from = 0;
        for end in raw
            .entries
            .iter()
            .map(|entry| entry.span.clone())
            .chain(std::iter::once(text.len()..text.len()))
        {
            let gap = text.get(from..end.start).unwrap_or_default();
            let mut at = from;
            for line in gap.split_inclusive('\n') {
                let word = line.trim_start();
                let name: &str = word.split(['{', '(', ' ']).next().unwrap_or_default();
                let opens = word[name.len()..].trim_start().starts_with(['{', '(']);
                if opens && super::kind::known(&name.to_ascii_lowercase()) {
                    let start = at + line.len() - word.len();
                    let help = format!("write `@{name}{{`");
                    self.error(
                        start..start + name.len(),
                        "bibtex-syntax",
                        "this entry has no `@`",
                        help,
                    );
                }
                at += line.len();
            }
            from = end.end;
        }
    }

    fn strings<'s>(&mut self, abbreviations: &'s [Pair<'s>]) -> Strings<'s> {
        let mut strings = Strings::new();
        for pair in abbreviations {
            if strings
                .insert(pair.key.v.to_ascii_lowercase(), &pair.value.v)
                .is_some()
            {
                let message = format!("the abbreviation `{}` is defined twice", pair.key.v);
                self.error(
                    pair.key.span.clone(),
                    "duplicate-abbreviation",
                    message,
                    "delete one of the two",
                );
            }
        }
        strings
    }

    fn unique(&mut self, entry: &RawEntry<'_>, seen: &mut BTreeMap<String, usize>) -> bool {
        let key = entry.key.v;
        if key.is_empty() {
            let help = "write a key behind the brace, such as `@book{smith2015,`";
            self.error(
                entry.kind.span.clone(),
                "reference-without-key",
                "this entry has no key",
                help,
            );
            return false;
        }
        let first = *seen.entry(key.to_owned()).or_insert(entry.key.span.start);
        if first == entry.key.span.start {
            return true;
        }
        let (line, _) = Span::new(self.source, first..first).line_column();
        let message = format!("the key `{key}` is used twice; the first is in line {line}");
        self.error(
            entry.key.span.clone(),
            "duplicate-key",
            message,
            "give one of the two another key, or delete it",
        );
        false
    }

    fn record(&mut self, entry: &RawEntry<'_>, strings: &Strings<'_>) -> Option<Record> {
        let before = self.findings.len();
        let mut fields = BTreeMap::new();
        for pair in &entry.fields {
            let name = pair.key.v.to_ascii_lowercase();
            let value = self.value(&name, &pair.value, strings);
            let field = Field {
                name_bytes: pair.key.span.clone(),
                bytes: pair.value.span.clone(),
                value,
                people: Vec::new(),
            };
            if fields.insert(name, field).is_some() {
                let message = format!("`{}` stands twice in this entry", pair.key.v);
                self.error(
                    pair.key.span.clone(),
                    "duplicate-field",
                    message,
                    "join the two, or delete one",
                );
            }
        }
        (self.findings.len() == before).then(|| Record {
            kind: entry.kind.v.to_ascii_lowercase(),
            kind_bytes: entry.kind.span.clone(),
            key: entry.key.v.to_owned(),
            key_bytes: entry.key.span.clone(),
            fields,
        })
    }

    fn value(&mut self, name: &str, raw: &Spanned<RawField<'_>>, strings: &Strings<'_>) -> Value {
        let verbatim = matches!(name, "url" | "doi" | "eprint" | "file" | "pdf" | "uri");
        let mut value = Value::default();
        let mut left = LONGEST_VALUE;
        let mut open = BTreeSet::new();
        if let Err(problem) = self.join(&raw.v, verbatim, strings, &mut open, &mut left, &mut value) {
            let (message, help) = match problem {
                Unwritable::Unknown(name) => (
                    format!("the abbreviation `{name}` is defined nowhere"),
                    "put the value in braces, or define the abbreviation with `@string`",
                ),
                Unwritable::Circular(name) => (
                    format!("the abbreviation `{name}` leads back to itself, or through too many others"),
                    "write the value out in its `@string`",
                ),
                Unwritable::Long => (
                    format!("this value is longer than {} KB", LONGEST_VALUE >> 10),
                    "shorten it: nobody reads so much in a list of references",
                ),
            };
            self.error(raw.span.clone(), "bibtex-value", message, help);
        }
        value
    }

    /// The parts of a value, joined; `open` holds the abbreviations being written out, `left` the bytes still allowed.
    fn join(
        &mut self,
        raw: &RawField<'_>,
        verbatim: bool,
        strings: &Strings<'_>,
        open: &mut BTreeSet<String>,
        left: &mut usize,
        value: &mut Value,
    ) -> Result<(), Unwritable> {
        for part in raw {
            // A part without text costs too, or empty parts could be multiplied without end.
            let (RawChunk::Normal(text) | RawChunk::Abbreviation(text)) = part.v;
            *left = left.checked_sub(text.len() + 1).ok_or(Unwritable::Long)?;
            match part.v {
                RawChunk::Normal(text) => {
                    let (read, faults) = tex::read(text, part.span.start, verbatim);
                    value.append(&read);
                    for fault in faults {
                        self.error(fault.bytes, "reference-markup", fault.message, fault.help);
                    }
                }
                RawChunk::Abbreviation(name) => {
                    let lower = name.to_ascii_lowercase();
                    if let Some(found) = strings.get(&lower) {
                        if open.len() >= DEEPEST || !open.insert(lower.clone()) {
                            return Err(Unwritable::Circular(name.to_owned()));
                        }
                        self.join(found, verbatim, strings, open, left, value)?;
                        open.remove(&lower);
                    } else if let Some(month) = super::date::month(&lower) {
                        value.append(&Value::plain(&month.to_string()));
                    } else {
                        return Err(Unwritable::Unknown(name.to_owned()));
                    }
                }
            }
        }
        Ok(())
    }
}

enum Unwritable {
    Unknown(String),
    Circular(String),
    Long,
}
