//! Words of the text that a new leaflet begins with, which are about writing and not about health.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Rule, Subject};
use crate::finding::{Finding, Severity, Span};
use crate::layout::frame;
use crate::source::{self, LEAFLET_FILE, Memory, Passage, STARTER};

pub(super) const RULE: Rule = Rule {
    code: "starter-text",
    severity: Severity::Warning,
    clauses: &["NHS digital service manual, How we write"],
    documentation: "\
`clearleaf new` makes a leaflet with a text that shows how leaflets are written. Some of it still stands in this leaflet,
and readers would take it for advice on their health.

Write your own words in its place, or take the passage out. So too with the reference `[@example]`, which names no book.",
    run,
};

/// The fewest words of a sentence by which the text of a new leaflet is known.
const FEWEST_WORDS: usize = 4;

/// The same for what does not end like a sentence: `Where to find out more` heads many a leaflet.
const FEWEST_WORDS_OF_A_HEADING: usize = 6;

/// The sentences of a new leaflet that nobody writes of their own accord. Of its references, what they are written as:
/// their words depend on the style.
static SENTENCES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut files = Memory::default();
    for (name, text) in STARTER {
        let text = text.replace("{title}", "X").replace("{lang}", "en");
        files = files.with(&format!("new/{name}"), text);
    }
    // The words of leaflets are part of the program: where they cannot be read, no leaflet is made at all.
    let passages =
        source::read(&files, "new", &frame::callout_labels).map_or_else(|_| Vec::new(), |read| read.passages);
    let mut found = BTreeSet::new();
    for passage in &passages {
        if passage.span.source.path.ends_with(LEAFLET_FILE) {
            let telling = sentences(&passage.text).filter(|sentence| is_telling(sentence));
            found.extend(telling.map(str::to_owned));
        } else {
            found.insert(entry(passage.span.text()).to_owned());
        }
    }
    found
});

/// Whether a sentence is long enough to stand in a new leaflet alone.
fn is_telling(sentence: &str) -> bool {
    let fewest = if sentence.ends_with('.') {
        FEWEST_WORDS
    } else {
        FEWEST_WORDS_OF_A_HEADING
    };
    sentence.split_whitespace().count() >= fewest
}

/// The sentences of a passage.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").map(str::trim)
}

/// A reference as it is written, without what stands between it and the next.
fn entry(text: &str) -> &str {
    text.rsplit_once('}').map_or(text, |(entry, _)| entry)
}

/// What the starter's lines begin with as they are written: enough to know a leaflet that holds none of them, without
/// reading the starter as a leaflet is read.
static LINES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = STARTER.iter().flat_map(|(_, text)| text.lines());
    lines
        .flat_map(|line| [line, line.split_once(": ").map_or(line, |(_, value)| value)])
        .flat_map(sentences)
        .map(|sentence| sentence.trim_start_matches(|c: char| !c.is_alphabetic()))
        .filter(|sentence| is_telling(sentence))
        .collect()
});

/// Whether a passage may be one of the starter's.
fn may_be(passage: &Passage) -> bool {
    let written = entry(passage.span.text());
    let cited = passage.span.source.path.ends_with(".bib");
    sentences(&passage.text).any(|sentence| LINES.contains(sentence))
        || cited && STARTER.iter().any(|(_, text)| text.contains(written))
}

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let passages = &subject.sourced.passages;
    if !passages.iter().any(may_be) {
        return Vec::new();
    }
    let mut places = passages.iter().filter_map(of_the_starter);
    let Some(first) = places.next() else {
        return Vec::new();
    };
    let message = match places.count() {
        0 => "the text of a new leaflet still stands here".to_owned(),
        1 => "the text of a new leaflet still stands here, and in one more place".to_owned(),
        more => format!("the text of a new leaflet still stands here, and in {more} more places"),
    };
    let help = "write your own words in its place";
    vec![Finding::at(first, rule.severity, rule.code, message, help)]
}

/// Where a passage still says what a new leaflet says.
fn of_the_starter(passage: &Passage) -> Option<Span> {
    let span = &passage.span;
    if SENTENCES.contains(entry(span.text())) {
        let line = span.text().lines().next().map_or(0, str::len);
        return Some(Span::new(&span.source, span.bytes.start..span.bytes.start + line));
    }
    let sentence = sentences(&passage.text).find(|sentence| SENTENCES.contains(*sentence))?;
    let place = span.text().find(sentence).map(|at| {
        let start = span.bytes.start + at;
        Span::new(&span.source, start..start + sentence.len())
    });
    Some(place.unwrap_or_else(|| span.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_new_leaflet_is_known_by_what_nobody_else_writes() {
        for known in [
            "Say here in one or two sentences what this leaflet is about and whom it is for.",
            "Put your own words in its place, then take this box out.",
            "Write as many cells in every row",
        ] {
            assert!(SENTENCES.contains(known), "{known} in {SENTENCES:#?}");
        }
        for common in [
            "Where to find out more",
            "When to get help",
            "First do this.",
            "the NHS website",
            "X",
        ] {
            assert!(!SENTENCES.contains(common), "{common}");
        }
    }
}
