//! The values of keys in YAML: what the front matter and `publisher.yaml` have in common.
//!
//! A file of keys decides which keys it has and what they mean; here stands how a key is found or refused, and how a
//! text, a list of lines, a language, a passage of Markdown or a sign is read from its value. Every fault is reported at
//! the value's place, and reading goes on.

mod lost;
mod mark;
mod prose;

use std::sync::Arc;

use super::files::Files;
use super::is_control;
use super::lengths;
use super::log::Log;
use super::near::{ask, near_misses, one_of};
use super::other_names::usual;
use super::yaml::{Node, Value, Written};
use crate::finding::{SourceText, Span};
use crate::model::{Lang, NonEmpty};

/// The largest text of keys in bytes: far above any real one, far below what slows a parser.
pub(super) const LIMIT: usize = 64 * 1024;

/// A key that is known, where it stands.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) span: Span,
}

/// The keys of a mapping.
pub(super) struct Known {
    /// Those that exist, each once, in the order of the file.
    pub(super) entries: Vec<(Key, Node)>,
    /// Those that somebody may have meant who wrote keys that do not exist.
    meant: Vec<&'static str>,
}

impl Known {
    /// Whether a key is neither there nor meant: who has misspelt it is told so, and not that it is missing.
    pub(super) fn lacks(&self, name: &str) -> bool {
        !self.entries.iter().any(|(key, _)| key.name == name) && !self.meant.contains(&name)
    }
}

/// Reads values that stand in one file.
pub(super) struct Values<'a> {
    pub(super) source: &'a Arc<SourceText>,
    pub(super) files: &'a dyn Files,
    /// The folder from which the file names others.
    pub(super) folder: &'a str,
    pub(super) log: &'a mut Log,
}

impl Values<'_> {
    /// The entries whose keys are known and not said before; a fault for each of the others.
    pub(super) fn known(&mut self, entries: Vec<(Node, Node)>, keys: &[&'static str]) -> Known {
        let mut known = Known {
            entries: Vec::new(),
            meant: Vec::new(),
        };
        for (key, value) in entries {
            let name = match &key.value {
                // An escape may put anything into a key, and the key into the message.
                Value::Text(name) if !name.contains(char::is_control) => name,
                Value::Text(_) | Value::Nothing | Value::List(_) | Value::Map(_) => {
                    let help = format!("the keys are {}", one_of(keys));
                    self.log
                        .error(key.span, "unknown-key", "a key must be a word", help);
                    continue;
                }
            };
            if let Some(known_name) = keys.iter().copied().find(|k| k == name) {
                if known.entries.iter().any(|(said, _)| said.name == known_name) {
                    let message = format!("`{name}` is said twice");
                    self.log
                        .error(key.span, "repeated-key", message, "keep one of the two lines");
                } else {
                    let span = key.span;
                    known.entries.push((
                        Key {
                            name: known_name,
                            span,
                        },
                        value,
                    ));
                }
            } else {
                known.meant.extend(self.unknown(name, key.span, keys));
            }
        }
        known
    }

    /// Reports a key that does not exist; what somebody may have meant by it.
    fn unknown(&mut self, name: &str, span: Span, keys: &[&'static str]) -> Vec<&'static str> {
        let begins = name.split_once(':').map(|(key, _)| key);
        let joined = begins.and_then(|begins| keys.iter().copied().find(|key| *key == begins));
        let (meant, near) = match joined {
            Some(key) => (vec![key], format!("write a space behind the colon: `{key}: …`; ")),
            None => {
                let mut meant = near_misses(name, keys.iter().copied());
                if meant.is_empty() {
                    meant.extend(usual(name, keys));
                }
                let near = ask(&meant);
                (meant, near)
            }
        };
        let help = format!("{near}the keys are {}", one_of(keys));
        self.log
            .error(span, "unknown-key", format!("there is no key `{name}`"), help);
        meant
    }

    /// Text as written on one line, with its place.
    pub(super) fn text(&mut self, key: &Key, value: Node) -> Option<(NonEmpty, Span)> {
        let text = match &value.value {
            Value::Text(text) => text,
            Value::Nothing => "",
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{}` takes one text", key.name);
                let help = format!("write it behind the colon: `{}: …`", key.name);
                self.log.error(key.span.clone(), "malformed-value", message, help);
                return None;
            }
        };
        if self.holds_controls(text, &value.span) {
            return None;
        }
        if self.is_too_long(key, text, &value.span) {
            return None;
        }
        let text = NonEmpty::new(&one_line(text));
        if text.is_none() {
            self.empty(key);
        }
        text.map(|text| (text, value.span))
    }

    /// Reports a value that goes on beyond what its key needs.
    fn is_too_long(&mut self, key: &Key, text: &str, span: &Span) -> bool {
        let Some(found) = lengths::too_long(text, lengths::most(key.name)) else {
            return false;
        };
        let written = Written::follow(text, span.text());
        let place = part(span, written.place(found.at));
        let message = format!("`{}`: {}", key.name, found.message);
        self.log.error(place, "too-long", message, found.help);
        true
    }

    pub(super) fn empty(&mut self, key: &Key) {
        let message = format!("`{}` is empty", key.name);
        let help = "write something behind the colon, or take the line out";
        self.log.error(key.span.clone(), "empty-value", message, help);
    }

    /// Reports control characters that an escape has brought in; those that are typed are found in the whole file.
    fn holds_controls(&mut self, text: &str, span: &Span) -> bool {
        let Some((at, c)) = text.char_indices().find(|(_, c)| is_control(*c)) else {
            return false;
        };
        let written = Written::follow(text, span.text());
        let place = part(span, written.place(at..at + c.len_utf8()));
        let message = format!("the control character U+{:04X} is no text", u32::from(c));
        self.log
            .error(place, "control-character", message, "take the escape out");
        true
    }

    /// Text that a reader meets.
    pub(super) fn shown(&mut self, key: &Key, value: Node) -> Option<NonEmpty> {
        let (text, span) = self.met(key, value)?;
        self.log.passage(&span.source, span.bytes, &text);
        Some(text)
    }

    /// Texts in a list.
    pub(super) fn texts(&mut self, key: &Key, value: Node, help: &str) -> Vec<(NonEmpty, Span)> {
        let Value::List(items) = value.value else {
            let message = format!("`{}` takes a list", key.name);
            self.log.error(key.span.clone(), "malformed-value", message, help);
            return Vec::new();
        };
        if items.is_empty() {
            self.empty(key);
        }
        let mut texts = Vec::new();
        for item in items {
            let span = item.place(&key.span);
            if matches!(item.value, Value::List(_) | Value::Map(_)) {
                let message = format!("each of `{}` is one text", key.name);
                let help = "put a text that holds a colon in quotes: `- \"Charity: 12345\"`";
                self.log.error(span, "malformed-value", message, help);
            } else {
                let name = key.name;
                texts.extend(self.met(&Key { name, span }, item));
            }
        }
        texts
    }

    /// Lines that a reader meets: a list of texts, or one text of lines.
    pub(super) fn lines(&mut self, key: &Key, value: Node) -> Vec<NonEmpty> {
        let Value::Text(text) = &value.value else {
            let help = format!(
                "write each line behind a hyphen, on a line of its own under `{}:`",
                key.name
            );
            let lines = match value.value {
                Value::Nothing => {
                    self.empty(key);
                    Vec::new()
                }
                _ => self.texts(key, value, &help),
            };
            for (line, span) in &lines {
                self.log.passage(&span.source, span.bytes.clone(), line);
            }
            return lines.into_iter().map(|(line, _)| line).collect();
        };
        if self.holds_controls(text, &value.span) {
            return Vec::new();
        }
        self.cut_off(&value.span);
        self.in_curly_quotes(&value.span);
        let written = Written::follow(text, value.span.text());
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(words) = NonEmpty::new(&one_line(line)) {
                let place = written.place(at..at + line.trim_end().len());
                let span = part(&value.span, place);
                if let Some(found) = lengths::too_long(line, lengths::LINE) {
                    let place = part(&value.span, written.place(at + found.at.start..at + found.at.end));
                    let message = format!("`{}`: {}", key.name, found.message);
                    self.log.error(place, "too-long", message, found.help);
                    return Vec::new();
                }
                self.log.passage(&span.source, span.bytes, &words);
                lines.push(words);
            }
            at += line.len();
        }
        if lines.is_empty() {
            self.empty(key);
        }
        lines
    }

    pub(super) fn lang(&mut self, key: &Key, value: Node) -> Option<Lang> {
        let (text, span) = self.fixed(key, value)?;
        language(&text, span, self.log)
    }

    pub(super) fn yes(&mut self, key: &Key, value: Node) -> bool {
        let Some((text, span)) = self.fixed(key, value) else {
            return false;
        };
        if !matches!(&*text, "true" | "false") {
            let message = format!("`{}` is `true` or `false`", key.name);
            self.log.error(
                span,
                "malformed-value",
                message,
                format!("write `{}: true`", key.name),
            );
        }
        &*text == "true"
    }
}

/// A language tag, or a finding that says what is wrong with it.
pub(super) fn language(tag: &str, span: Span, log: &mut Log) -> Option<Lang> {
    match Lang::parse(tag) {
        Ok(lang) => Some(lang),
        Err(why) => {
            let hyphens = tag.replace('_', "-");
            let near = match Lang::parse(&hyphens) {
                Ok(lang) => format!("write `{lang}`: "),
                Err(_) => String::new(),
            };
            let message = format!("`{tag}` is not a language: {why}");
            let help = format!(
                "{near}a language is a tag of BCP 47, such as `en`, `en-GB`, `cy`, `pl`, `ar`, `ur` or `zh-Hans`"
            );
            log.error(span, "unknown-language", message, help);
            None
        }
    }
}

/// A part of a span, in bytes of its text.
fn part(span: &Span, bytes: std::ops::Range<usize>) -> Span {
    let start = span.bytes.start;
    Span::new(&span.source, start + bytes.start..start + bytes.end)
}

/// White space made single spaces; a no-break space stays.
fn one_line(text: &str) -> String {
    let words = text
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
