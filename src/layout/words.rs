//! Everything the program adds, by language: furniture, labels, accessible names, months. Frames hold no literal words.

use serde::Deserialize;

use crate::model::{Content, Date, Inline, Lang, Phrase};

/// The words of one language, as `layouts/words/<lang>.toml` writes them. A missing or unknown key is an error.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// The language's tag.
    pub lang: String,
    /// The heading of the contents.
    pub contents: String,
    /// The heading of the references.
    pub references: String,
    /// The heading of the record.
    pub about: String,
    /// The name of a list item, for the outlines of a word processor.
    pub list_item: String,
    /// The name of a figure.
    pub figure: String,
    /// The name of a list of definitions.
    pub definition_list: String,
    /// The name of a definition.
    pub definition: String,
    /// The name of a quotation.
    pub quotation: String,
    /// Before the version.
    pub version: String,
    /// Before the date of publication.
    pub published: String,
    /// Before the date of the last review.
    pub reviewed: String,
    /// Before the date of the next review.
    pub next_review: String,
    /// Before the authors.
    pub written_by: String,
    /// Before the reviewers.
    pub reviewed_by: String,
    /// Before those who approved.
    pub approved_by: String,
    /// Before the publisher.
    pub published_by: String,
    /// The quiet line's last review; `{date}` stands for its date.
    pub reviewed_line: String,
    /// The heading of how to get other formats.
    pub other_formats: String,
    /// The heading of how to reach the publisher.
    pub contact: String,
    /// The heading of what the publisher says of itself.
    pub about_us: String,
    /// Before a postal address.
    pub address: String,
    /// Before a telephone number.
    pub phone: String,
    /// Before an e-mail address.
    pub email: String,
    /// Before a web address.
    pub web: String,
    /// The way back from a reference without a label.
    pub back_to_text: String,
    /// How to ask for the references, where nothing says more.
    pub references_on_request: String,
    /// The same by telephone; `{phone}` stands for the number.
    pub references_by_phone: String,
    /// The same by e-mail; `{email}` stands for the address.
    pub references_by_email: String,
    /// The same by either.
    pub references_by_phone_or_email: String,
    /// The same, where the leaflet has its own words on how to reach somebody; `{contact}` stands for their heading.
    pub references_see_contact: String,
    /// Between a label of the record and what it labels; a space follows.
    pub after_label: String,
    /// Between a name and a role; a space follows.
    pub comma: String,
    /// Between two facts of the quiet line; spaces stand round it.
    pub separator: String,
    /// The default label of a callout.
    pub callout: String,
    /// The default label of a warning.
    pub warning: String,
    /// The accessible name of a reference's label; `{label}` stands for it.
    pub back_to_citation: String,
    /// The accessible name of a citation; `{label}` stands for the reference's label.
    pub go_to_reference: String,
    /// The accessible name of a link inside the leaflet; `{heading}` stands for the words it leads to.
    pub go_to_heading: String,
    /// The accessible name of a link out of the leaflet; `{words}` and `{url}` stand for its parts.
    pub open_link: String,
    /// The link at the top of a page past what stands before the text.
    pub skip_to_text: String,
    /// The name of a page; `{number}` stands for its number.
    pub page: String,
    /// The foot of a page that counts the pages; `{number}` and `{total}` stand for its number and for how many there are.
    pub page_of: String,
    /// The same in fewer words, for where the running title leaves no more room.
    pub page_of_short: String,
    /// The heading of an e-book's list of pages.
    pub pages: String,
    /// Which file's pages an e-book's page numbers are; `{title}`, `{layout}`, `{size}` in points and `{paper}` stand for
    /// what tells it from others.
    pub page_source: String,
    /// What a table holds, for who cannot see it at once; `{headers}` stands for the words that head its columns. No word
    /// depends on how many there are.
    pub table_description: String,
    /// What an e-book says of its accessibility in its metadata, where catalogues show it, begins with this: the text
    /// can be changed; `{percent}` stands for the size that it starts with. A sentence follows for each thing that is there.
    pub accessibility_text: String,
    /// There are headings, and a contents list.
    pub accessibility_headings: String,
    /// The numbers of the printed pages are there.
    pub accessibility_pages: String,
    /// There are tables.
    pub accessibility_tables: String,
    /// There are pictures with alternatives.
    pub accessibility_pictures: String,
    /// There are longer descriptions of pictures.
    pub accessibility_descriptions: String,
    /// There are pictures that are marked as decorative.
    pub accessibility_decorations: String,
    /// There are citations that lead to references.
    pub accessibility_references: String,
    /// There are words in more than one language.
    pub accessibility_languages: String,
    /// There is nothing that can do harm.
    pub accessibility_hazards: String,
    /// What the program has checked of pictures.
    pub accessibility_checked_pictures: String,
    /// What else the program has checked.
    pub accessibility_checked: String,
    /// What a person found who reviewed these words in this layout; `{reviewer}`, `{date}` and `{standard}` stand for who,
    /// when and to what it conforms. Dates to the month stand here too.
    pub accessibility_review: String,
    /// Nobody has recorded a review, and nothing is claimed.
    pub accessibility_no_review: String,
    /// The months, January first.
    pub months: [String; 12],
    /// A date to the day; `{day}`, `{month}` and `{year}` stand for its parts.
    pub date_day: String,
    /// A date on the first of a month, which some languages write as an ordinal.
    pub date_first_day: String,
    /// A date to the month.
    pub date_month: String,
}

/// Every words file that the program carries, by primary language; the first serves where there is none.
static BUNDLED: [(&str, &str); 3] = [
    ("en", include_str!("../../layouts/words/en.toml")),
    ("fr", include_str!("../../layouts/words/fr.toml")),
    ("ar", include_str!("../../layouts/words/ar.toml")),
];

impl Words {
    /// The words for a language, and whether they are in that language: English serves where no file is bundled.
    ///
    /// # Errors
    /// The parser's message, where a words file is malformed.
    pub fn of(lang: &Lang) -> Result<(Self, bool), String> {
        let found = BUNDLED.iter().find(|(tag, _)| *tag == lang.primary());
        let (tag, text) = found.unwrap_or(&BUNDLED[0]);
        let words = toml::from_str(text).map_err(|e| format!("layouts/words/{tag}.toml: {e}"))?;
        Ok((words, found.is_some()))
    }

    /// Whether the words are in this language.
    #[must_use]
    pub fn are_in(&self, lang: &Lang) -> bool {
        self.lang == lang.primary()
    }

    /// Some of the words in a text of this language: marked with their own where it is another.
    #[must_use]
    pub fn inlines(&self, words: &str, around: &Lang) -> Vec<Inline> {
        let plain = || vec![Inline::Text(words.to_owned())];
        if self.are_in(around) {
            return plain();
        }
        match (Lang::parse(&self.lang), Content::text(words)) {
            (Ok(lang), Some(content)) => vec![Inline::Language(Phrase { lang, content })],
            _ => plain(),
        }
    }

    /// A date in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let pattern = match date.day() {
            Some(1) => &self.date_first_day,
            Some(_) => &self.date_day,
            None => &self.date_month,
        };
        pattern
            .replace(
                "{day}",
                &date.day().map(|day| day.to_string()).unwrap_or_default(),
            )
            .replace("{month}", &self.months[usize::from(date.month() - 1)])
            .replace("{year}", &date.year().to_string())
    }
}

/// A pattern with one name filled in.
#[must_use]
pub fn fill(pattern: &str, name: &str, value: &str) -> String {
    pattern.replace(&format!("{{{name}}}"), value)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Every key of a words file with its text; a list's entries are numbered.
    fn entries(text: &str) -> BTreeMap<String, String> {
        let table: toml::Table = toml::from_str(text).unwrap();
        let mut out = BTreeMap::new();
        for (key, value) in table {
            match value {
                toml::Value::Array(values) => {
                    out.extend(values.iter().enumerate().map(|(number, value)| {
                        (format!("{key} {number}"), value.as_str().unwrap().to_owned())
                    }))
                }
                value => {
                    out.insert(key, value.as_str().unwrap().to_owned());
                }
            }
        }
        out
    }

    fn placeholders(text: &str) -> BTreeSet<&str> {
        let names = text.split('{').skip(1);
        names.map(|rest| rest.split_once('}').unwrap().0).collect()
    }

    #[test]
    fn every_words_file_says_everything_with_the_same_placeholders() {
        let english = entries(BUNDLED[0].1);
        for (tag, text) in BUNDLED {
            let words: Words = toml::from_str(text).unwrap();
            assert_eq!(words.lang, tag);
            let own = entries(text);
            assert!(own.keys().eq(english.keys()), "{tag}");
            for (key, value) in &own {
                assert!(!value.trim().is_empty(), "{tag}: {key} is empty");
                assert_eq!(placeholders(value), placeholders(&english[key]), "{tag}: {key}");
                let missing = value.chars().find(|c| !crate::layout::fonts::covered(*c));
                assert_eq!(missing, None, "{tag}: {key} has a character that no face has");
            }
        }
    }

    #[test]
    fn the_placeholders_of_english_are_those_that_the_program_fills() {
        let expected = [
            ("accessibility-review", "date reviewer standard"),
            ("accessibility-text", "percent"),
            ("back-to-citation", "label"),
            ("date-day", "day month year"),
            ("date-first-day", "month year"),
            ("date-month", "month year"),
            ("go-to-heading", "heading"),
            ("go-to-reference", "label"),
            ("open-link", "url words"),
            ("page", "number"),
            ("page-of", "number total"),
            ("page-of-short", "number total"),
            ("page-source", "layout paper size title"),
            ("references-by-email", "email"),
            ("references-by-phone", "phone"),
            ("references-by-phone-or-email", "email phone"),
            ("references-see-contact", "contact"),
            ("reviewed-line", "date"),
            ("table-description", "headers"),
        ];
        let english = entries(BUNDLED[0].1);
        let found = english.iter().map(|(key, value)| {
            let names: Vec<&str> = placeholders(value).into_iter().collect();
            (key.as_str(), names.join(" "))
        });
        let found: Vec<(&str, String)> = found.filter(|(_, names)| !names.is_empty()).collect();
        let expected: Vec<(&str, String)> = expected.map(|(key, names)| (key, names.to_owned())).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_variant_of_a_language_takes_its_words() {
        for (tag, words, translated) in [
            ("en-US", "en", true),
            ("fr-CA", "fr", true),
            ("ar-EG", "ar", true),
            ("cy", "en", false),
        ] {
            let found = Words::of(&Lang::parse(tag).unwrap()).unwrap();
            assert_eq!((found.0.lang.as_str(), found.1), (words, translated), "{tag}");
        }
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let cases = [
            ("en", "2026-03-01", "1 March 2026"),
            ("en", "2026-03-14", "14 March 2026"),
            ("en", "2026-03", "March 2026"),
            ("fr", "2026-03-01", "1er mars 2026"),
            ("fr", "2026-08-21", "21 août 2026"),
            ("fr", "2026-03", "mars 2026"),
            ("ar", "2026-04-01", "1 أبريل 2026"),
            ("ar", "2026-03", "مارس 2026"),
        ];
        for (tag, date, said) in cases {
            let (words, _) = Words::of(&Lang::parse(tag).unwrap()).unwrap();
            assert_eq!(words.date(Date::parse(date).unwrap()), said);
        }
    }
}
