//! A short name for exactly one Reading: what binds a person's review to the words and the structure that they reviewed.
//!
//! Every format gives the same Reading, so every format gives the same digest, at any size and in any layout with the same
//! furniture; it can be reckoned from a file as well as from the model.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use super::{Container, Destination, Kind, Reading, Role};
use crate::model::block::CalloutKind;
use crate::model::refusal::Refusal;
use crate::model::units::Direction;

/// The version of the serialisation below. It goes up whenever a Reading of the same leaflet is written differently: then
/// no digest of before is that of any leaflet now, and each is shown for what it is, out of date.
const VERSION: u8 = 1;

/// How many bytes of the hash are kept: enough that no two texts share one by chance, and few enough to copy by hand.
const BYTES: usize = 10;

/// The digest of a Reading: the version, a hyphen, and the first ten bytes of a SHA-256 in twenty hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Digest(String);

impl Digest {
    /// The digest that somebody has written down, of whichever version, in small letters or capitals.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let (version, hash) = text.split_once('-')?;
        let is_number = (1..=3).contains(&version.len()) && version.bytes().all(|b| b.is_ascii_digit());
        let is_hash = hash.len() == BYTES * 2
            && hash
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
        (is_number && is_hash).then(|| Self(text.clone()))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Digest {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text).ok_or_else(|| {
            Refusal::new(
                "malformed-digest",
                format!("`{text}` is no digest of a reading"),
                "copy it as `clearleaf check` gives it: a number, a hyphen and twenty digits or letters a to f; take the line out to be told it",
            )
        })
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Reading {
    /// Its digest.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut fields = Fields(Sha256::new());
        fields.text("clearleaf reading");
        fields.number(u32::from(VERSION));
        fields.reading(self);
        let hash = fields.0.finalize();
        let digits: String = hash
            .iter()
            .take(BYTES)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Digest(format!("{VERSION}-{digits}"))
    }
}

/// The serialisation: each field is its length in bytes, a colon, and its bytes. No field can run into the next, so no two
/// Readings are written alike. Numbers are in decimal digits; what a thing is goes by a name of its own, not by its place
/// in a type.
struct Fields(Sha256);

impl Fields {
    fn text(&mut self, text: &str) {
        self.0.update(text.len().to_string());
        self.0.update(":");
        self.0.update(text);
    }

    fn number(&mut self, number: impl ToString) {
        self.text(&number.to_string());
    }

    fn reading(&mut self, reading: &Reading) {
        self.text(&reading.title);
        self.text(reading.lang.as_str());
        self.number(reading.items.len());
        for item in &reading.items {
            self.number(item.shared);
            self.number(item.within.len());
            item.within.iter().for_each(|container| self.container(container));
            self.role(item.role);
            self.number(item.runs.len());
            for run in &item.runs {
                self.text(&run.text);
                self.text(run.lang.as_str());
                self.kind(&run.kind);
            }
        }
    }

    fn role(&mut self, role: Role) {
        match role {
            Role::Heading(level) => {
                self.text("heading");
                self.number(level.get());
            }
            Role::Paragraph => self.text("paragraph"),
            Role::Label => self.text("label"),
            Role::Term => self.text("term"),
            Role::Caption => self.text("caption"),
            Role::Cell => self.text("cell"),
            Role::Figure => self.text("figure"),
            Role::ContentsEntry(level) => {
                self.text("contents entry");
                self.number(level.get());
            }
            Role::Reference => self.text("reference"),
        }
    }

    fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Plain => self.text("plain"),
            Kind::Link(Destination::Url(url)) => {
                self.text("link out");
                self.text(url);
            }
            Kind::Link(Destination::Item(item)) => {
                self.text("link");
                self.number(item);
            }
            Kind::Citation(item) => {
                self.text("citation");
                self.number(item);
            }
            Kind::BackLink(item) => {
                self.text("back link");
                self.number(item);
            }
        }
    }

    fn container(&mut self, container: &Container) {
        match container {
            Container::Callout { kind, label } => {
                self.text(match kind {
                    CalloutKind::Callout => "callout",
                    CalloutKind::Warning => "warning",
                });
                self.text(label);
            }
            Container::Quote => self.text("quote"),
            Container::List { ordered, start } => {
                self.text(if *ordered { "numbered list" } else { "list" });
                self.number(start);
            }
            Container::ListItem { ordinal } => {
                self.text("list item");
                self.number(ordinal);
            }
            Container::DefinitionList => self.text("definition list"),
            Container::Definition => self.text("definition"),
            Container::Table => self.text("table"),
            Container::Row { ordinal } => {
                self.text("row");
                self.number(ordinal);
            }
            Container::Cell {
                column,
                header,
                headers,
            } => {
                self.text(if *header { "header cell" } else { "cell" });
                self.number(column);
                self.number(headers.len());
                headers.iter().for_each(|words| self.text(words));
            }
            Container::Figure => self.text("figure"),
            Container::Contents => self.text("contents"),
            Container::References => self.text("references"),
            Container::Division { lang, direction } => {
                self.text("division");
                self.text(lang.as_str());
                self.text(match direction {
                    Direction::LeftToRight => "ltr",
                    Direction::RightToLeft => "rtl",
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::Level;
    use crate::model::reading::{Item, Run};
    use crate::model::units::Lang;

    fn run(text: &str, kind: Kind) -> Run {
        Run {
            text: text.to_owned(),
            lang: Lang::english(),
            kind,
        }
    }

    fn reading(items: Vec<Item>) -> Reading {
        Reading {
            title: "A".to_owned(),
            lang: Lang::english(),
            items,
        }
    }

    fn item(within: Vec<Container>, role: Role, runs: Vec<Run>) -> Item {
        Item {
            within,
            shared: 0,
            role,
            runs,
        }
    }

    #[test]
    fn a_reading_has_the_digest_that_it_has_always_had() {
        let words = vec![run("Take 5 mg.", Kind::Plain)];
        let digest = reading(vec![item(Vec::new(), Role::Paragraph, words)]).digest();
        // Another one means that all recorded reviews are out of date: raise `VERSION` first, and be sure.
        assert_eq!(digest.to_string(), "1-9edf31c7d27d184eb28c");
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
    }

    #[test]
    fn whatever_a_reader_would_meet_differently_has_another_digest() {
        let list = |ordered| {
            vec![
                Container::List { ordered, start: 1 },
                Container::ListItem { ordinal: 1 },
            ]
        };
        let level = |level| Role::Heading(Level::new(level).unwrap());
        let plain = |text: &str| vec![run(text, Kind::Plain)];
        let mut french = plain("Take 5 mg.");
        french[0].lang = Lang::parse("fr").unwrap();
        let mut again = item(list(true), Role::Paragraph, plain("Take 5 mg."));
        again.shared = 2;
        let out = |url: &str| vec![run("Take 5 mg.", Kind::Link(Destination::Url(url.to_owned())))];
        let readings = [
            vec![],
            vec![item(vec![], Role::Paragraph, plain("Take 5 mg."))],
            vec![item(vec![], Role::Paragraph, plain("Take 5mg."))],
            vec![item(vec![], Role::Paragraph, french)],
            vec![item(vec![], Role::Term, plain("Take 5 mg."))],
            vec![item(vec![], level(2), plain("Take 5 mg."))],
            vec![item(vec![], level(3), plain("Take 5 mg."))],
            vec![item(vec![Container::Quote], Role::Paragraph, plain("Take 5 mg."))],
            vec![item(list(true), Role::Paragraph, plain("Take 5 mg."))],
            vec![item(list(false), Role::Paragraph, plain("Take 5 mg."))],
            vec![again],
            vec![item(vec![], Role::Paragraph, out("https://a.example"))],
            vec![item(vec![], Role::Paragraph, out("https://b.example"))],
            vec![item(
                vec![],
                Role::Paragraph,
                vec![run("Take 5 mg.", Kind::Citation(1))],
            )],
            vec![item(
                vec![],
                Role::Paragraph,
                vec![run("Take 5 mg.", Kind::BackLink(1))],
            )],
            vec![
                item(vec![], Role::Paragraph, plain("Take")),
                item(vec![], Role::Paragraph, plain("5 mg.")),
            ],
        ];
        let digests: std::collections::BTreeSet<Digest> = readings
            .iter()
            .map(|items| reading(items.clone()).digest())
            .collect();
        assert_eq!(digests.len(), readings.len());
    }

    #[test]
    fn a_digest_is_a_version_and_twenty_digits() {
        for wrong in [
            "",
            "1",
            "1-",
            "-0123456789abcdef0123",
            "1-0123456789abcdef012",
            "1-0123456789abcdef01234",
            "x-0123456789abcdef0123",
            "1-0123456789abcdef012é",
            "1000-0123456789abcdef0123",
        ] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
        assert!(Digest::parse("12-0123456789abcdef0123").is_some());
        assert_eq!(
            Digest::parse("1-0123456789ABCDEF0123"),
            Digest::parse("1-0123456789abcdef0123")
        );
    }
}
