//! What words mean: their language and direction, where they lead, what they are called.

use clearleaf::package::xml::Element;

use super::engine::*;
use super::sabotage::Seen::{Both, Faults, Reads};
use super::sabotages::{Sabotage, arabic, english};

fn division(element: &Element) -> bool {
    element.name == "div" && element.attribute("lang") == Some("ar")
}

fn french(element: &Element) -> bool {
    element.attribute("lang") == Some("fr") && read(element) == "soins de suite"
}

fn citation(element: &Element) -> bool {
    element.attribute("role") == Some("doc-biblioref") && read(element) == "[1, sec. 1.5]"
}

fn back(element: &Element) -> bool {
    element.attribute("role") == Some("doc-backlink") && read(element) == "[1]"
}

/// Leads what is picked to where another link leads.
fn lead_to(file: &mut File, pick: fn(&Element) -> bool, other: impl Fn(&Element) -> bool) {
    let href = file.found(other).attribute("href").unwrap().to_owned();
    file.first(pick, |link| link.set("href", href.clone()));
}

fn contents(element: &Element) -> bool {
    element.attribute("role") == Some("doc-toc")
}

pub const SABOTAGES: &[Sabotage] = &[
    // Languages.
    english(
        "a-document-without-a-language",
        |file| file.each(is("html"), unmark),
        Both(&["the document has no language"], "en-GB"),
    ),
    english(
        "a-document-in-another-language",
        |file| file.each(is("html"), |root| mark(root, "fr")),
        Reads("fr"),
    ),
    english(
        "a-document-in-no-language",
        |file| file.each(is("html"), |root| mark(root, "english words")),
        Both(
            &["the language “english words”", "the document has no language"],
            "en-GB",
        ),
    ),
    english(
        "a-document-that-runs-against-its-language",
        |file| file.each(is("html"), |root| root.set("dir", "rtl")),
        Faults(&["“en-GB” runs against it"]),
    ),
    arabic(
        "an-arabic-document-that-runs-against-its-language",
        |file| file.each(is("html"), |root| root.unset("dir")),
        Faults(&["“ar” runs against it"]),
    ),
    english(
        "a-phrase-without-its-language",
        |file| file.each(french, unmark),
        Reads("soins de suite"),
    ),
    english(
        "a-phrase-in-another-language",
        |file| file.each(french, |phrase| mark(phrase, "de")),
        Reads("de: soins de suite"),
    ),
    english(
        "a-phrase-that-runs-against-its-language",
        |file| {
            file.each(
                |phrase| phrase.name == "bdi" && phrase.attribute("lang") == Some("ar"),
                |phrase| phrase.set("dir", "ltr"),
            )
        },
        Faults(&["“ar” runs against it"]),
    ),
    english(
        "a-direction-that-is-none",
        |file| file.each(division, |part| part.set("dir", "down")),
        Both(&["the direction “down”", "“ar” runs against it"], "rtl"),
    ),
    english(
        "a-division-without-its-language",
        |file| file.each(division, unmark),
        Reads("ar"),
    ),
    english(
        "a-division-in-another-language",
        |file| file.each(division, |part| mark(part, "ur")),
        Reads("ur"),
    )
    .in_books(&[]),
    english(
        "a-division-without-its-direction",
        |file| file.each(division, |part| part.unset("dir")),
        Both(&["“ar” runs against it"], "rtl"),
    ),
    // Citations, references and links.
    english(
        "a-citation-that-is-only-a-link",
        |file| file.each(citation, |link| link.unset("role")),
        Reads("[1, sec. 1.5]"),
    ),
    english(
        "a-citation-of-another-work",
        |file| lead_to(file, citation, says("a", "[2]")),
        Reads("[1, sec. 1.5]"),
    ),
    english(
        "a-citation-that-leads-nowhere",
        |file| file.each(citation, |link| link.set("href", "#gone")),
        Both(&["leads nowhere (#gone)"], "[1, sec. 1.5]"),
    ),
    english(
        "a-citation-that-is-no-link",
        |file| file.each(citation, |link| link.unset("href")),
        Reads("[1, sec. 1.5]"),
    ),
    english(
        "a-citation-with-another-number",
        |file| {
            file.each(citation, |link| {
                reword(link, "[1", "[2");
                link.set("aria-label", "Reference [2, sec. 1.5]");
            })
        },
        Reads("[2, sec. 1.5]"),
    ),
    english(
        "a-citation-whose-name-hides-its-words",
        |file| file.each(citation, |link| link.set("aria-label", "Reference one")),
        Faults(&["the accessible name of “[1, sec. 1.5]” hides its words"]),
    ),
    english(
        "a-way-back-that-is-only-a-link",
        |file| file.each(back, |link| link.unset("role")),
        Reads("[1]"),
    ),
    english(
        "a-way-back-to-another-place",
        |file| {
            file.each(back, |link| {
                let href = link.attribute("href").unwrap().replace("cite-1", "cite-3");
                link.set("href", href);
            })
        },
        Reads("Senkus"),
    ),
    english(
        "a-way-back-that-is-no-link",
        |file| {
            file.each(back, |link| {
                link.name = "span".to_owned();
                link.unset("href");
                link.unset("role");
                link.unset("aria-label");
            })
        },
        Reads("Senkus"),
    ),
    english(
        "a-list-of-references-that-is-none",
        |file| file.each(with("role", "doc-bibliography"), |list| list.unset("role")),
        Reads("references"),
    )
    .in_books(&["leads elsewhere"]),
    english(
        "a-reference-that-is-lost",
        |file| file.remove(with("id", "ref-unused")),
        Reads("Nobody cites this."),
    ),
    english(
        "a-reference-without-its-label",
        |file| file.remove(|label| label.name == "span" && read(label) == "[3]"),
        Reads("[3]"),
    ),
    english(
        "a-place-that-stands-twice",
        |file| {
            file.first(with("id", "ref-nice"), |entry| entry.set("id", "ref-esmo"));
        },
        Both(&["comes twice", "leads nowhere"], "[2]"),
    ),
    english(
        "an-address-that-is-lost",
        |file| {
            file.each(says("a", "help & advice"), |link| {
                link.set("href", "https://lost.example.org/")
            })
        },
        Reads("https://lost.example.org/"),
    ),
    english(
        "a-link-that-is-none",
        |file| file.each(says("a", "help & advice"), |link| link.unset("href")),
        Reads("help & advice"),
    ),
    english(
        "a-link-whose-name-hides-its-words",
        |file| file.each(says("a", "help & advice"), |link| link.set("aria-label", "More")),
        Faults(&["the accessible name of “help & advice” hides its words"]),
    ),
    english(
        "a-link-named-by-something-else",
        |file| {
            file.each(says("a", "help & advice"), |link| {
                link.set("aria-labelledby", "before")
            })
        },
        Faults(&["the accessible name “Before the operation” hides the words “help & advice”"]),
    ),
    // Names of what is no link.
    english(
        "a-name-over-words",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                words.set("aria-label", "Nothing")
            })
        },
        Faults(&["the accessible name “Nothing” hides the words “you cannot breathe”"]),
    ),
    english(
        "a-name-over-a-cell",
        |file| file.each(says("td", "Rest"), |cell| cell.set("aria-label", "More")),
        Faults(&["the accessible name “More” hides the words “Rest”"]),
    ),
    english(
        "words-that-say-they-are-a-button",
        |file| {
            file.each(says("p", "you cannot breathe"), |words| {
                words.set("role", "button")
            })
        },
        Faults(&["the element p has the role button"]),
    ),
    // Contents.
    english(
        "contents-that-are-a-list",
        |file| file.each(contents, |list| list.unset("role")),
        Reads("contents"),
    )
    .in_books(&["leads elsewhere"]),
    english(
        "an-entry-of-the-contents-that-is-lost",
        |file| file.remove(|item| item.name == "li" && read(item) == "References"),
        Reads("References"),
    ),
    english(
        "an-entry-of-the-contents-that-leads-elsewhere",
        |file| {
            let href = file
                .found(says("a", "References"))
                .attribute("href")
                .unwrap()
                .to_owned();
            file.first(says("a", "Before the operation"), |link| {
                link.set("href", href.clone())
            });
        },
        Reads("Before the operation"),
    ),
    english(
        "an-entry-of-the-contents-with-other-words",
        |file| {
            file.first(says("a", "Before the operation"), |link| {
                reword(link, "Before", "Without")
            })
        },
        Reads("Without the operation"),
    ),
];
