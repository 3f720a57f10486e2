//! What is told of two Readings, made by hand.

mod structure;

use super::*;
use crate::model::block::{CalloutKind, Level};
use crate::model::inline::Target;
use crate::model::reading::{Container, ReadingBuilder, RunKind};

/// A Reading in the making.
struct Text(ReadingBuilder);

impl Text {
    fn item(&mut self, role: Role, words: &str) -> &mut Self {
        self.runs(role, &[(words, "en", RunKind::Plain)])
    }

    fn runs(&mut self, role: Role, runs: &[(&str, &str, RunKind)]) -> &mut Self {
        self.0.begin(role);
        for (words, lang, kind) in runs {
            self.0.text(words, &Lang::parse(lang).unwrap(), kind.clone());
        }
        self.0.end();
        self
    }

    fn p(&mut self, words: &str) -> &mut Self {
        self.item(Role::Paragraph, words)
    }

    fn h(&mut self, level: u8, words: &str) -> &mut Self {
        self.item(Role::Heading(Level::new(level).unwrap()), words)
    }

    fn within(&mut self, container: Container, inside: impl FnOnce(&mut Self)) -> &mut Self {
        self.0.open(container);
        inside(self);
        self.0.close();
        self
    }

    /// A list of paragraphs, numbered from `start`.
    fn list(&mut self, start: u32, items: &[&str]) -> &mut Self {
        let ordered = true;
        self.within(Container::List { ordered, start }, |text| {
            for (ordinal, item) in (1..).zip(items) {
                text.within(Container::ListItem { ordinal }, |text| {
                    text.p(item);
                });
            }
        })
    }

    /// A table whose first row heads its columns.
    fn table(&mut self, rows: &[&[&str]]) -> &mut Self {
        self.within(Container::Table, |text| {
            for (ordinal, row) in (1..).zip(rows) {
                text.within(Container::Row { ordinal }, |text| {
                    for (column, cell) in (1_u32..).zip(*row) {
                        let header = ordinal == 1;
                        let over = usize::try_from(column).unwrap() - 1;
                        let head = rows[0].get(over).filter(|words| !header && !words.is_empty());
                        let headers = head.iter().map(|words| (**words).to_owned()).collect();
                        let within = Container::Cell {
                            column,
                            header,
                            headers,
                        };
                        text.within(within, |text| {
                            text.item(Role::Cell, cell);
                        });
                    }
                });
            }
        })
    }

    fn callout(&mut self, label: &str, inside: impl FnOnce(&mut Self)) -> &mut Self {
        let kind = CalloutKind::Warning;
        let words = label.to_owned();
        self.within(Container::Callout { kind, label: words }, |text| {
            text.item(Role::Label, label);
            inside(text);
        })
    }
}

fn reading(make: impl FnOnce(&mut Text)) -> Reading {
    let mut text = Text(ReadingBuilder::new());
    make(&mut text);
    text.0.finish("A title", Lang::english()).0
}

/// What is told, a line each.
fn told(expected: impl FnOnce(&mut Text), found: impl FnOnce(&mut Text)) -> Vec<String> {
    let (expected, found) = (reading(expected), reading(found));
    assert_eq!(changes(&expected, &expected), []);
    changes(&expected, &found)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_moved_item_is_told_where_it_was_and_with_what_has_become_of_it() {
    let link = |to: &str| RunKind::Link(Target::Url(to.to_owned()));
    let call = |text: &mut Text, to: &str| {
        text.runs(
            Role::Paragraph,
            &[("Call ", "en", RunKind::Plain), ("us", "en", link(to))],
        );
    };
    let told = told(
        |text| {
            text.h(2, "Help").callout("Stop", |text| call(text, "tel:999"));
            text.p("One thing.").p("Another thing.").p("A third thing.");
        },
        |text| {
            text.h(2, "Help").callout("Stop", |_| {});
            text.p("One thing.").p("Another thing.").p("A third thing.");
            call(text, "tel:99");
        },
    );
    assert_eq!(
        told,
        [
            "under “Help”, after label “Stop”: moved: paragraph “Call us” stands after paragraph “A third thing.”",
            "under “Help”, after label “Stop”: “us”: a link to tel:99 and not a link to tel:999",
            "under “Help”, after label “Stop”: paragraph “Call us” does not stand in warning “Stop”",
        ]
    );
}

#[test]
fn repeated_items_are_counted() {
    let told = told(
        |text| {
            text.p("Rest.").p("Eat.").p("Rest.").p("Drink.").p("Rest.");
        },
        |text| {
            text.p("Rest.").p("Eat.").p("Drink.").p("Rest.").p("Rest.");
        },
    );
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("moved: paragraph “"), "{told:?}");
    let lost = self::told(
        |text| {
            text.p("Rest.").p("Rest.").p("Rest.").p("End.");
        },
        |text| {
            text.p("Rest.").p("Rest.").p("End.");
        },
    );
    assert_eq!(lost, ["after paragraph “Rest.”: missing: paragraph “Rest.”"]);
}

#[test]
fn a_citation_follows_its_reference_wherever_that_stands() {
    let make = |order: [&'static str; 2], cited: &'static str| {
        move |text: &mut Text| {
            text.runs(
                Role::Paragraph,
                &[
                    ("Sleep helps ", "en", RunKind::Plain),
                    ("[1]", "en", RunKind::Citation(cited.to_owned())),
                    (".", "en", RunKind::Plain),
                ],
            );
            text.within(Container::References, |text| {
                for name in order {
                    text.0.anchor(name);
                    text.item(Role::Reference, &format!("{name} on sleep."));
                }
            });
        }
    };
    let good = make(["Lee", "Smith"], "Lee");
    let moved = told(make(["Lee", "Smith"], "Lee"), make(["Smith", "Lee"], "Lee"));
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert!(moved[0].contains("moved: reference"), "{moved:?}");
    let other = told(good, make(["Lee", "Smith"], "Smith"));
    let reference = |name: &str| format!("a citation of reference “{name} on sleep.”");
    assert_eq!(
        other,
        [format!(
            "at the beginning: “[1]”: {} and not {}",
            reference("Smith"),
            reference("Lee")
        )]
    );
}

#[test]
fn what_words_do_and_say_is_told_to_the_letter() {
    let line = |runs: &'static [(&'static str, &'static str)]| {
        move |text: &mut Text| {
            let runs: Vec<_> = runs
                .iter()
                .map(|(words, lang)| (*words, *lang, RunKind::Plain))
                .collect();
            text.runs(Role::Paragraph, &runs);
        }
    };
    // Part of a word.
    let french = told(
        line(&[("Say ", "en"), ("bon", "fr"), ("ish, now.", "en")]),
        line(&[("Say bonish, now.", "en")]),
    );
    assert_eq!(french, ["at the beginning: “bon” is marked as en and not as fr"]);
    // A space alone.
    let space = told(
        line(&[("5", "en"), (" mg", "fr")]),
        line(&[("5 ", "en"), ("mg", "fr")]),
    );
    assert_eq!(space.len(), 1, "{space:?}");
    let before = told(line(&[("Take it.", "en")]), line(&[("Take it .", "en")]));
    assert_eq!(before, ["at the beginning: words: Take it [-.-] {+ .+}"]);
    let point = told(line(&[("Take 2.5 mg.", "en")]), line(&[("Take 2. 5 mg.", "en")]));
    assert_eq!(point, ["at the beginning: words: Take [-2.5-] {+2. 5+} mg."]);
}

#[test]
fn another_language_of_the_document_is_one_difference() {
    let text = |text: &mut Text, lang: &str| {
        for words in ["One.", "Two.", "Three."] {
            text.runs(Role::Paragraph, &[(words, lang, RunKind::Plain)]);
        }
    };
    let expected = reading(|it| text(it, "en"));
    let mut found = reading(|it| text(it, "fr"));
    assert_eq!(changes(&expected, &found).len(), 3);
    found.lang = Lang::parse("fr").unwrap();
    let told = changes(&expected, &found);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        told[0].to_string(),
        "the language of the document is fr and not en"
    );
}

#[test]
fn a_callout_with_another_label_or_none_is_told_at_the_label() {
    let body = |text: &mut Text| {
        text.p("Call 999.").p("Stay there.");
    };
    let renamed = told(
        |text| {
            text.callout("Stop", body);
        },
        |text| {
            text.callout("Go", body);
        },
    );
    assert_eq!(renamed, ["at the beginning: words: [-Stop-] {+Go+}"]);
    let (kind, label) = (CalloutKind::Warning, String::new());
    let lost = told(
        |text| {
            text.callout("Stop", body);
        },
        |text| {
            text.within(Container::Callout { kind, label }, body);
        },
    );
    assert_eq!(lost, ["at the beginning: missing: label “Stop”"]);
}

#[test]
fn many_changed_paragraphs_are_still_themselves() {
    let make = |times: &'static str| {
        move |text: &mut Text| {
            for n in 0..400 {
                text.p(&format!(
                    "Step {n}: take the {n}th tablet {times} a day with water."
                ));
            }
        }
    };
    let told = told(make("once"), make("twice"));
    assert_eq!(told.len(), 400);
    assert!(
        told.iter().all(|line| line.contains("[-once-] {+twice+}")),
        "{}",
        told[7]
    );
}

#[test]
fn long_texts_are_compared_however_they_differ() {
    let lines = |from: u32| {
        move |text: &mut Text| {
            for n in from..from + 50_000 {
                text.p(&format!("{n}"));
            }
        }
    };
    let (one, other) = (reading(lines(0)), reading(lines(50_000)));
    assert_eq!(changes(&one, &other).len(), 100_000);
    // One lost in the middle is one, wherever the rest stands.
    let mut shorter = one.clone();
    shorter.items.remove(25_000);
    let told = changes(&one, &shorter);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].what, What::Missing("paragraph “25000”".to_owned()));
    let long = |words: &str| {
        reading(|text| {
            text.p(&words.repeat(40_000));
        })
    };
    assert_eq!(changes(&long("a b "), &long("c d ")).len(), 2);
}

#[test]
fn the_country_of_a_language_is_told_and_breaks_no_requirement() {
    let of = |lang: &str| {
        reading(|text| {
            text.runs(Role::Paragraph, &[("words", lang, RunKind::Plain)]);
        })
    };
    for (expected, found, breaks) in [
        ("fr", "fr-FR", false),
        ("pt-BR", "pt-PT", false),
        ("zh", "zh-Hans", false),
        ("zh-Hans", "zh-Hant", true),
        ("fr", "de", true),
    ] {
        let (expected, found) = (of(expected), of(found));
        let told = changes(&expected, &found);
        assert_eq!(told.len(), 1, "{told:?}");
        let about = aspects(&told[0], &expected, &found);
        assert_eq!(about.contains(&Aspect::Passages), breaks, "{told:?}");
    }
}
