//! The YAML between the first two `---` lines: who, when, in which language.
//!
//! It knows keys and their meaning; where they stand in the file is [`yaml`](super::yaml)'s business. Every fault is
//! reported, not the first alone.

use std::ops::Range;
use std::sync::Arc;

use super::log::Log;
use super::near::{did_you_mean, one_of};
use super::yaml::{self, Node, Value};
use crate::finding::{SourceText, Span};
use crate::model::{Citing, Contributor, Date, Lang, NonEmpty, Record};

/// The keys that are read.
const KEYS: [&str; 13] = [
    "title",
    "short-title",
    "lang",
    "summary",
    "version",
    "published",
    "reviewed",
    "next-review",
    "authors",
    "reviewers",
    "references",
    "citations",
    "citation-style",
];

/// Keys of the dialect that nothing reads yet. To take one in silence would lose what stands there.
const UNSUPPORTED: [&str; 5] = ["topic", "keywords", "trust-marks", "contact", "about"];

/// The largest front matter in bytes: far above any real one, far below what slows a parser.
const LIMIT: usize = 64 * 1024;

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) title: Option<NonEmpty>,
    pub(super) short_title: Option<NonEmpty>,
    pub(super) lang: Option<Lang>,
    pub(super) summary: Option<NonEmpty>,
    pub(super) record: Record,
    /// The file with the references, relative to the leaflet's folder, and where it is named.
    pub(super) references: Option<(String, Span)>,
    /// How citations show, and where it is said.
    pub(super) citations: Option<(Citing, Span)>,
    /// The name or the file of a citation style, and where it is named.
    pub(super) citation_style: Option<(String, Span)>,
}

/// Where the parts of a leaflet's file stand, in bytes.
struct Parts {
    opening: Range<usize>,
    yaml: Range<usize>,
    body: Range<usize>,
}

/// Reads the front matter; also the bytes of the body behind it.
pub(super) fn read(source: &Arc<SourceText>, log: &mut Log) -> (FrontMatter, Range<usize>) {
    let parts = match split(&source.text) {
        Ok(parts) => parts,
        Err((place, message)) => {
            let help =
                "begin the file with a line `---`, then `title: …` and `lang: …`, then another line `---`";
            log.error(
                Span::new(source, place.clone()),
                "missing-front-matter",
                message,
                help,
            );
            let body = if place.is_empty() {
                place.start..source.text.len()
            } else {
                place.end..place.end
            };
            return (FrontMatter::default(), body);
        }
    };
    let body = parts.body.clone();
    if parts.yaml.len() > LIMIT {
        let message = format!("the front matter is longer than {} KB", LIMIT / 1024);
        let help = "keep to the keys of a leaflet; the text of the leaflet stands below the second `---`";
        log.error(
            Span::new(source, parts.opening),
            "malformed-front-matter",
            message,
            help,
        );
        return (FrontMatter::default(), body);
    }
    let read = match yaml::parse(source, parts.yaml.start, parts.yaml.end) {
        Ok(root) => Reader {
            source,
            opening: parts.opening,
            log,
        }
        .root(root),
        Err(fault) => {
            let help = malformed_help(&fault.message);
            let message = format!("the front matter cannot be read: {}", fault.message);
            log.error(fault.span, "malformed-front-matter", message, help);
            FrontMatter::default()
        }
    };
    (read, body)
}

fn malformed_help(message: &str) -> &'static str {
    if message.contains("mapping values are not allowed") {
        "put a text that holds a colon in quotes: `title: \"Surgery: what to expect\"`"
    } else if message.contains("quote") {
        "close the quotation mark; a text with quotation marks of its own goes into single ones"
    } else if message.contains("unexpected character") {
        "put a text that begins with a sign in quotes: `title: \"@home\"`"
    } else {
        "write one `key: value` a line, lists with `- `, and texts with special signs in quotes"
    }
}

/// Finds the two `---` lines, or says where the front matter is missing (an empty range) or left open.
fn split(text: &str) -> Result<Parts, (Range<usize>, &'static str)> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let rest = text.get(start..).unwrap_or_default();
    let mut lines = rest.split_inclusive('\n').scan(start, |at, line| {
        let begin = *at;
        *at += line.len();
        Some((begin, line))
    });
    let is_fence = |line: &str| line.trim_end() == "---";
    let Some((_, first)) = lines.next().filter(|(_, line)| is_fence(line)) else {
        return Err((start..start, "the leaflet has no front matter"));
    };
    let opening = start..start + first.trim_end().len();
    let begin = start + first.len();
    match lines.find(|(_, line)| is_fence(line)) {
        Some((end, line)) => Ok(Parts {
            opening,
            yaml: begin..end,
            body: end + line.len()..text.len(),
        }),
        None => Err((opening, "the front matter is not closed")),
    }
}

struct Reader<'a> {
    source: &'a Arc<SourceText>,
    opening: Range<usize>,
    log: &'a mut Log,
}

impl Reader<'_> {
    fn root(&mut self, root: Node) -> FrontMatter {
        let mut read = FrontMatter::default();
        let entries = match root.value {
            Value::Map(entries) => entries,
            Value::Nothing => Vec::new(),
            Value::Text(_) | Value::List(_) => {
                let help = "write one `key: value` a line, beginning with `title: …` and `lang: …`";
                self.log.error(
                    root.span,
                    "malformed-front-matter",
                    "the front matter holds no keys",
                    help,
                );
                return read;
            }
        };
        let mut seen = Vec::new();
        for (key, value) in self.known(entries, &KEYS, &UNSUPPORTED) {
            self.key(&mut read, &key, value);
            seen.push(key);
        }
        self.missing(&seen);
        read
    }

    /// The entries whose keys are known and not said before; a fault for each of the others.
    fn known(
        &mut self,
        entries: Vec<(Node, Node)>,
        keys: &[&'static str],
        unsupported: &[&str],
    ) -> Vec<(Key, Node)> {
        let mut known: Vec<(Key, Node)> = Vec::new();
        for (key, value) in entries {
            let Value::Text(name) = &key.value else {
                let help = format!("the keys are {}", one_of(keys));
                self.log
                    .error(key.span, "unknown-key", "a key must be a word", help);
                continue;
            };
            if let Some(known_name) = keys.iter().find(|k| *k == name) {
                if known.iter().any(|(said, _)| said.name == *known_name) {
                    let message = format!("`{name}` is said twice");
                    self.log
                        .error(key.span, "repeated-key", message, "keep one of the two lines");
                } else {
                    known.push((
                        Key {
                            name: known_name,
                            span: key.span,
                        },
                        value,
                    ));
                }
            } else if unsupported.contains(&name.as_str()) {
                let message = format!("`{name}` is not supported yet");
                let help = "take the line out: nothing would read it, and the leaflet would silently lack it";
                self.log.error(key.span, "unsupported-key", message, help);
            } else {
                let near = did_you_mean(name, keys.iter().copied());
                let help = format!("{near}the keys are {}", one_of(keys));
                self.log
                    .error(key.span, "unknown-key", format!("there is no key `{name}`"), help);
            }
        }
        known
    }

    fn key(&mut self, read: &mut FrontMatter, key: &Key, value: Node) {
        match key.name {
            "title" => read.title = self.shown(key, value),
            "short-title" => read.short_title = self.shown(key, value),
            "summary" => read.summary = self.shown(key, value),
            "version" => read.record.version = self.shown(key, value),
            "lang" => read.lang = self.lang(key, value),
            "published" => read.record.published = self.date(key, value),
            "reviewed" => read.record.reviewed = self.date(key, value),
            "next-review" => read.record.next_review = self.date(key, value),
            "authors" => read.record.authors = self.people(key, value, false),
            "reviewers" => read.record.reviewers = self.people(key, value, true),
            "references" => {
                read.references = self.text(key, value).map(|(text, span)| (text.to_string(), span));
            }
            "citations" => read.citations = self.citing(key, value),
            "citation-style" => {
                read.citation_style = self.text(key, value).map(|(text, span)| (text.to_string(), span));
            }
            _ => {}
        }
    }

    fn citing(&mut self, key: &Key, value: Node) -> Option<(Citing, Span)> {
        let (text, span) = self.text(key, value)?;
        let citing = match &*text {
            "numbered" => Citing::Numbered,
            "list" => Citing::List,
            "on-request" => Citing::OnRequest,
            _ => {
                let message = "`citations` is `numbered`, `list` or `on-request`";
                let help =
                    "`numbered` shows them in the text, `list` the references alone, `on-request` neither";
                self.log.error(span, "malformed-value", message, help);
                return None;
            }
        };
        Some((citing, span))
    }

    fn missing(&mut self, seen: &[Key]) {
        let place = Span::new(self.source, self.opening.clone());
        let absent = |name: &str| !seen.iter().any(|key| key.name == name);
        if absent("title") {
            let help = "add a line `title: …` with the words that head the leaflet";
            self.log
                .error(place.clone(), "missing-title", "the leaflet has no title", help);
        }
        if absent("lang") {
            let help =
                "add a line `lang: en` (or `cy`, `ar`, `en-GB` …): screen readers choose their voice by it";
            self.log.error(
                place.clone(),
                "missing-lang",
                "the leaflet does not say its language",
                help,
            );
        }
        for (name, code, what) in [
            (
                "summary",
                "missing-summary",
                "what the leaflet is about, in a sentence or two",
            ),
            ("version", "missing-version", "a version such as `1.0`"),
            (
                "reviewed",
                "missing-reviewed",
                "the date of the last review, such as `2026-03-14`",
            ),
            (
                "next-review",
                "missing-next-review",
                "the date when the next review is due, such as `2029-03`",
            ),
            (
                "reviewers",
                "missing-reviewers",
                "who reviewed it, each `- name: …` or `- role: …`",
            ),
        ] {
            if absent(name) {
                let message = format!("there is no `{name}`: its line is left out of the leaflet");
                self.log
                    .warning(place.clone(), code, message, format!("add `{name}:` with {what}"));
            }
        }
    }

    /// Text as written on one line, with its place.
    fn text(&mut self, key: &Key, value: Node) -> Option<(NonEmpty, Span)> {
        let text = match &value.value {
            Value::Text(text) => NonEmpty::new(&one_line(text)),
            Value::Nothing => None,
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{}` takes one text", key.name);
                let help = format!("write it behind the colon: `{}: …`", key.name);
                self.log.error(key.span.clone(), "malformed-value", message, help);
                return None;
            }
        };
        if text.is_none() {
            let message = format!("`{}` is empty", key.name);
            let help = "write something behind the colon, or take the line out";
            self.log.error(key.span.clone(), "empty-value", message, help);
        }
        text.map(|text| (text, value.span))
    }

    /// Text that a reader meets.
    fn shown(&mut self, key: &Key, value: Node) -> Option<NonEmpty> {
        let (text, span) = self.text(key, value)?;
        self.log.passage(self.source, span.bytes, &text);
        Some(text)
    }

    fn lang(&mut self, key: &Key, value: Node) -> Option<Lang> {
        let (text, span) = self.text(key, value)?;
        language(&text, span, self.log)
    }

    fn date(&mut self, key: &Key, value: Node) -> Option<Date> {
        let (text, span) = self.text(key, value)?;
        let date = Date::parse(&text);
        if date.is_none() {
            let message = format!("`{}` is no date of the calendar", &*text);
            let help = "write year, month and day as `2026-03-14`, or year and month as `2026-03`";
            self.log.error(span, "malformed-date", message, help);
        }
        date
    }

    fn people(&mut self, key: &Key, value: Node, may_approve: bool) -> Vec<Contributor> {
        let Value::List(items) = value.value else {
            let message = format!("`{}` takes a list", key.name);
            let help = "begin each on a line of its own: `- name: …`, then `role: …` under `name`";
            self.log.error(key.span.clone(), "malformed-value", message, help);
            return Vec::new();
        };
        items
            .into_iter()
            .filter_map(|item| self.person(key, item, may_approve))
            .collect()
    }

    fn person(&mut self, list: &Key, item: Node, may_approve: bool) -> Option<Contributor> {
        let Value::Map(entries) = item.value else {
            let place = if item.span.bytes.is_empty() {
                list.span.clone()
            } else {
                item.span
            };
            let message = format!("each of the `{}` is a `name`, a `role` or both", list.name);
            self.log
                .error(place, "malformed-value", message, "write `- name: …`");
            return None;
        };
        let place = entries
            .first()
            .map_or(list.span.clone(), |(key, _)| key.span.clone());
        let keys: &[&str] = if may_approve {
            &["name", "role", "approved"]
        } else {
            &["name", "role"]
        };
        let before = self.log.len();
        let mut person = Contributor {
            name: None,
            role: None,
            approved: false,
        };
        for (key, value) in self.known(entries, keys, &[]) {
            match key.name {
                "name" => person.name = self.shown(&key, value),
                "role" => person.role = self.shown(&key, value),
                "approved" => person.approved = self.yes(&key, value),
                _ => {}
            }
        }
        let named = person.name.is_some() || person.role.is_some();
        if !named && self.log.len() == before {
            let message = format!("one of the `{}` has neither a name nor a role", list.name);
            self.log
                .error(place, "malformed-value", message, "add `name: …` or `role: …`");
        }
        named.then_some(person)
    }

    fn yes(&mut self, key: &Key, value: Node) -> bool {
        let Some((text, span)) = self.text(key, value) else {
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

struct Key {
    name: &'static str,
    span: Span,
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

/// White space made single spaces; a no-break space stays.
fn one_line(text: &str) -> String {
    let words = text
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
