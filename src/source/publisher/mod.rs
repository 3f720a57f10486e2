//! `publisher.yaml`: who publishes the leaflets of a source folder, said once for all of them.
//!
//! The file is optional: leaflets without a publisher are complete leaflets. In another language it stands beside the
//! first as `publisher.fr.yaml`, and is taken whole where the leaflet is in that language: its words are sentences, and
//! half of them in one language and half in another would serve nobody.

mod choose;
mod reach;

use std::sync::Arc;

use super::files::{Files, Unreadable};
use super::log::Log;
use super::values::{Key, Known, LIMIT, Values};
use super::yaml::{self, Node, Value};
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::model::{Block, Lang, Mark, NonEmpty, Publisher};
pub(super) use reach::is_phone;

/// The keys that are read.
const KEYS: [&str; 12] = [
    "lang",
    "name",
    "address",
    "phone",
    "email",
    "web",
    "logo",
    "legal",
    "about",
    "references-intro",
    "other-formats",
    "citation-style",
];

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Who publishes; `None` where there is no file, or one without a name and a language.
    pub(super) publisher: Option<Publisher>,
    /// The style of citations where a leaflet names none, and where it is named.
    pub(super) citation_style: Option<(String, Span)>,
}

/// Reads the publisher of the leaflet `slug` in the language `lang`; nothing is found amiss where there is no file.
pub(super) fn read(files: &dyn Files, slug: &str, lang: Option<&Lang>, log: &mut Log) -> Read {
    choose::misplaced(files, slug, log);
    let Some(choice) = choose::file(files, lang, log) else {
        return Read::default();
    };
    let source = match text(files, &choice.path) {
        Ok(source) => source,
        Err(finding) => {
            log.findings.push(*finding);
            return Read::default();
        }
    };
    if super::control_characters(&source, log) {
        return Read::default();
    }
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let root = match yaml::parse(&source, start, source.text.len()) {
        Ok(root) => root,
        Err(fault) => {
            let message = format!("the publisher cannot be read: {}", fault.message);
            log.error(fault.span, "malformed-publisher", message, fault.help);
            return Read::default();
        }
    };
    let values = Values {
        source: &source,
        files,
        folder: "",
        log,
    };
    Reader {
        values,
        says: choice.lang,
    }
    .root(root)
}

/// The text of the file, or why there is none.
fn text(files: &dyn Files, path: &str) -> Result<Arc<SourceText>, Box<Finding>> {
    let fault = |code, message: String, help: &str| {
        Box::new(Finding::in_file(path, Severity::Error, code, message, help))
    };
    let bytes = files.read(path, LIMIT as u64).map_err(|error| match error {
        Unreadable::Missing => fault(
            "unreadable-file",
            "there is no such file".to_owned(),
            "look at the file and its permissions",
        ),
        Unreadable::Outside => fault(
            "outside-source",
            format!("`{path}` leads out of the source folder"),
            "put the file itself into the source folder, not a link to another place",
        ),
        Unreadable::TooLarge(limit) => fault(
            "file-too-large",
            format!("the file is larger than {} KB", limit / 1024),
            "keep to the keys of a publisher",
        ),
        Unreadable::Io(why) => fault(
            "unreadable-file",
            format!("the file cannot be read: {why}"),
            "look at the file and its permissions",
        ),
    })?;
    let source = super::encoding::text(path.to_owned(), bytes)?;
    if source
        .text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        let help = "write `lang: en` and `name: …`, or take the file away: leaflets need no publisher";
        return Err(fault("empty-file", "the file is empty".to_owned(), help));
    }
    Ok(source)
}

/// What has been read so far.
#[derive(Default)]
struct Draft {
    lang: Option<Lang>,
    name: Option<NonEmpty>,
    address: Vec<NonEmpty>,
    phone: Option<NonEmpty>,
    email: Option<NonEmpty>,
    web: Option<NonEmpty>,
    logo: Option<Mark>,
    legal: Vec<NonEmpty>,
    about: Vec<Block>,
    references_intro: Vec<Block>,
    other_formats: Vec<Block>,
    citation_style: Option<(String, Span)>,
}

struct Reader<'a> {
    values: Values<'a>,
    /// The language that the file's name says.
    says: Option<Lang>,
}

impl Reader<'_> {
    fn root(mut self, root: Node) -> Read {
        let entries = match root.value {
            Value::Map(entries) => entries,
            Value::Nothing => Vec::new(),
            Value::Text(_) | Value::List(_) => {
                let help = "write one `key: value` a line, beginning with `lang: …` and `name: …`";
                self.values.log.error(
                    root.span,
                    "malformed-publisher",
                    "the publisher holds no keys",
                    help,
                );
                return Read::default();
            }
        };
        let known = self.values.known(entries, &KEYS);
        self.missing(&known);
        let mut draft = Draft::default();
        for (key, value) in known.entries {
            self.key(&mut draft, &key, value);
        }
        draft.into()
    }

    fn key(&mut self, draft: &mut Draft, key: &Key, value: Node) {
        let values = &mut self.values;
        match key.name {
            "lang" => draft.lang = self.lang(key, value),
            "name" => draft.name = values.shown(key, value),
            "address" => draft.address = values.lines(key, value),
            "phone" => draft.phone = reach::phone(values, key, value),
            "email" => draft.email = reach::email(values, key, value),
            "web" => draft.web = reach::web(values, key, value),
            "logo" => draft.logo = logo(values, key, value),
            "legal" => draft.legal = values.lines(key, value),
            "about" => draft.about = values.prose(key, value),
            "references-intro" => draft.references_intro = values.prose(key, value),
            "other-formats" => draft.other_formats = values.prose(key, value),
            "citation-style" => {
                draft.citation_style = values
                    .text(key, value)
                    .map(|(text, span)| (text.to_string(), span));
            }
            _ => {}
        }
    }

    /// The language of the words, which is that of the file's name where that says one.
    fn lang(&mut self, key: &Key, value: Node) -> Option<Lang> {
        let span = value.span.clone();
        let lang = self.values.lang(key, value)?;
        if let Some(says) = self.says.as_ref().filter(|says| says.primary() != lang.primary()) {
            let message = format!("`{}` is said to be in `{lang}`", self.values.source.path);
            let help = format!(
                "write `lang: {says}`, or give the file another name: only leaflets in `{says}` take it"
            );
            self.values
                .log
                .error(span, "publisher-in-another-language", message, help);
        }
        Some(lang)
    }

    fn missing(&mut self, known: &Known) {
        // The first line stands for the file.
        let text = &self.values.source.text;
        let line = text.lines().next().map_or(0, |line| line.trim_end().len());
        let place = Span::new(self.values.source, 0..line);
        let log = &mut *self.values.log;
        if known.lacks("lang") {
            let help = "add a line `lang: en`, or whichever language its words are in: screen readers choose their voice by it";
            let message = "the publisher does not say the language of its words";
            log.error(place.clone(), "missing-lang", message, help);
        }
        if known.lacks("name") {
            let help = "add a line `name: …` with the name of the organisation";
            log.error(place.clone(), "missing-name", "the publisher has no name", help);
        }
        if ["phone", "email", "web"].iter().all(|name| known.lacks(name)) {
            let help = "add `phone:`, `email:` or `web:`: readers have questions";
            let message = "the publisher does not say how to be reached";
            log.advice(place.clone(), "missing-contact", message, help);
        }
        if known.lacks("other-formats") {
            let help = "add `other-formats: |` and below it, indented, how to get large print, Easy Read, audio or braille";
            let message = "the publisher does not say how to ask for another format";
            log.advice(place, "missing-other-formats", message, help);
        }
    }
}

/// The logo, from its file and its alternative.
fn logo(values: &mut Values<'_>, key: &Key, value: Node) -> Option<Mark> {
    let shape = "write `logo:` and on the lines below, indented, `file: logo.svg` and `alt: …`";
    let Value::Map(entries) = value.value else {
        let message = "`logo` takes a `file` and an `alt`";
        values
            .log
            .error(key.span.clone(), "malformed-value", message, shape);
        return None;
    };
    let known = values.known(entries, &["file", "alt"]);
    let misspelt = !known.lacks("alt");
    if known.lacks("file") {
        let message = "the logo names no file";
        values
            .log
            .error(key.span.clone(), "malformed-value", message, shape);
    }
    let (mut file, mut alt) = (None, None);
    for (key, value) in known.entries {
        match key.name {
            "file" => file = Some((key, value)),
            "alt" => alt = Some((key, value)),
            _ => {}
        }
    }
    values.mark(file?, alt, misspelt)
}

impl From<Draft> for Read {
    fn from(draft: Draft) -> Self {
        let Draft {
            lang,
            name,
            address,
            phone,
            email,
            web,
            logo,
            legal,
            about,
            references_intro,
            other_formats,
            citation_style,
        } = draft;
        let publisher = lang.zip(name).map(|(lang, name)| Publisher {
            lang,
            name,
            address,
            phone,
            email,
            web,
            logo,
            legal,
            about,
            references_intro,
            other_formats,
        });
        Self {
            publisher,
            citation_style,
        }
    }
}
