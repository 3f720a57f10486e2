//! Field values as the engine's types: text, numbers, pages, people.

use std::str::FromStr;

use biblatex::{Chunk, ChunksExt, Spanned};
use hayagriva::types::{ChunkKind, ChunkedString, FormatString, MaybeTyped, Numeric, PageRanges, Person};

use super::tex::Value;

/// Plain text for the engine.
pub(super) fn plain(text: &str) -> FormatString {
    formatted(&Value::plain(text))
}

/// Text for the engine. All of it verbatim: no letter changes its case, no quotation mark its kind.
pub(super) fn formatted(value: &Value) -> FormatString {
    let mut text = ChunkedString::new();
    text.push_str(&ended(&value.text()), ChunkKind::Verbatim);
    FormatString {
        value: text,
        short: None,
    }
}

/// Marks text that ends a sentence by itself, so that the style's full stop behind it can be left out.
fn ended(text: &str) -> String {
    let mut marked = text.replace(super::line::SENTENCE_ENDED, "");
    if marked.ends_with(['.', '?', '!', '…']) {
        marked.push(super::line::SENTENCE_ENDED);
    }
    marked
}

/// A plain number as a number, so that an edition can become “10th”; anything else as written.
pub(super) fn number(text: &str) -> MaybeTyped<Numeric> {
    let short = text.len() <= 6 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<i32>() {
        Ok(number) if short => MaybeTyped::Typed(Numeric::new(number)),
        Ok(_) | Err(_) => MaybeTyped::String(ended(text)),
    }
}

/// Pages as ranges where they are ranges, so that one page is “p.” and more are “pp.”; always with en dashes.
pub(super) fn pages(text: &str) -> MaybeTyped<PageRanges> {
    let dashed = text.replace('-', "–");
    match PageRanges::from_str(&dashed) {
        Ok(ranges) if printed(&ranges) == printed_text(&dashed) => MaybeTyped::Typed(ranges),
        Ok(_) | Err(_) => MaybeTyped::String(dashed),
    }
}

fn printed(ranges: &PageRanges) -> String {
    printed_text(&ranges.to_string())
}

fn printed_text(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '-' { '–' } else { c })
        .collect()
}

/// Several publishers or places, which BibLaTeX parts with `and`.
pub(super) fn lists(text: &str) -> String {
    text.split(" and ").collect::<Vec<_>>().join(", ")
}

/// A name that is not taken apart.
pub(super) fn whole_name(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        given_name: None,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}

/// The people of a list of names.
pub(super) fn people(value: &Value) -> Vec<Person> {
    let mut at = 0;
    let mut chunks: Vec<Spanned<Chunk>> = Vec::new();
    for (text, protected) in &named(&value.pieces) {
        let chunk = if *protected {
            Chunk::Verbatim(text.clone())
        } else {
            Chunk::Normal(text.clone())
        };
        // The parser adds to these offsets, and overflows where they are not honest.
        chunks.push(Spanned::new(chunk, at..at + text.len()));
        at += text.len();
    }
    let parsed: Vec<biblatex::Person> = chunks.parse().unwrap_or_default();
    let known = parsed
        .iter()
        .filter(|person| !(person.name.is_empty() && person.given_name.is_empty()));
    known
        .map(|person| match person.name.as_str() {
            // BibTeX's way to say that there are more.
            "others" if person.given_name.is_empty() => whole_name("et al."),
            _ => with_particle(Person::from(person)),
        })
        .collect()
}

/// The pieces of a list of names without the empty ones among them, such as `{}`: the `and` before it would become part
/// of the name before it.
fn named(pieces: &[(String, bool)]) -> Vec<(String, bool)> {
    let mut names: Vec<Vec<(String, bool)>> = vec![Vec::new()];
    for (at, (text, protected)) in pieces.iter().enumerate() {
        let words: Vec<&str> = if *protected {
            vec![text]
        } else {
            text.split(' ').collect()
        };
        let mut run: Vec<&str> = Vec::new();
        for (n, word) in words.iter().enumerate() {
            // At the edge of a piece it is part of a word, unless the list begins or ends there.
            let stands_alone = (n > 0 || at == 0) && (n + 1 < words.len() || at + 1 == pieces.len());
            if *word == "and" && stands_alone && !protected {
                let before = std::mem::take(&mut run).join(" ");
                names
                    .last_mut()
                    .into_iter()
                    .for_each(|name| name.push((before.clone(), false)));
                names.push(Vec::new());
            } else {
                run.push(word);
            }
        }
        let rest = run.join(" ");
        names
            .last_mut()
            .into_iter()
            .for_each(|name| name.push((rest.clone(), *protected)));
    }
    let is_name = |name: &Vec<(String, bool)>| name.iter().any(|(text, _)| !text.trim().is_empty());
    let kept: Vec<Vec<(String, bool)>> = names.into_iter().filter(is_name).collect();
    let and = [(" and ".to_owned(), false)];
    let mut joined: Vec<(String, bool)> = Vec::new();
    for (text, protected) in kept.join(&and[..]) {
        match joined.last_mut() {
            Some((before, false)) if !protected => before.push_str(&text),
            Some(_) | None => joined.push((text, protected)),
        }
    }
    joined
}

/// “van der Berg J”: a particle stays with its name, where the engine would hang it behind the initials.
fn with_particle(mut person: Person) -> Person {
    if let Some(particle) = person.prefix.take() {
        person.name = format!("{particle} {}", person.name);
    }
    person
}
