//! A character that no bundled face has.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Finding, Severity, Span};
use crate::layout::fonts;
use crate::source::Passage;

pub(super) const RULE: Rule = Rule {
    code: "missing-glyph",
    severity: Severity::Error,
    clauses: &["ISO 14289-1:2014, 7.21.4.1", "ISO 14289-1:2014, 7.21.8", "ISO 19005-2:2011, 6.2.11.8"],
    documentation: "\
A character has no glyph in any of the faces that clearleaf carries. It would be printed as an empty box, and no system
font is ever used in its place: the file must look the same everywhere.

Write another character with the same meaning, or say it in words. If the leaflet needs a script that the bundled faces
do not have, a face for that script must be added first.",
    run,
};

/// A character is what stands in some places, of which the first is shown.
struct Missing {
    character: char,
    first: Span,
    count: usize,
}

/// Each character is reported once, at its first place, and those of one script together: a leaflet in a script without
/// a face would else fill the screen.
fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let sourced = subject.sourced;
    let mut first: BTreeMap<char, (Span, usize)> = BTreeMap::new();
    for passage in &sourced.passages {
        let mut literal = literal_places(passage);
        for c in passage.text.chars().filter(|c| !fonts::covered(*c)) {
            let place = literal.as_mut().and_then(Iterator::next);
            first
                .entry(c)
                .and_modify(|(_, count)| *count += 1)
                .or_insert_with(|| {
                    // The words of a reference do not stand in the order of its fields.
                    let place = place.or_else(|| passage.span.text().find(c));
                    let span = place.map_or_else(
                        || first_line(&passage.span),
                        |at| character_at(&passage.span, at, c),
                    );
                    (span, 1)
                });
        }
    }
    let mut alone = Vec::new();
    let mut scripts: BTreeMap<&str, Vec<Missing>> = BTreeMap::new();
    for (character, (first, count)) in first {
        let missing = Missing {
            character,
            first,
            count,
        };
        match script(character) {
            Some(script) => scripts.entry(script).or_default().push(missing),
            None => alone.push(missing),
        }
    }
    let mut findings = Vec::new();
    for (script, mut missing) in scripts {
        if missing.len() == 1 {
            alone.append(&mut missing);
        } else {
            findings.extend(of_script(rule, script, missing));
        }
    }
    findings.extend(alone.into_iter().map(|missing| finding(rule, missing)));
    findings
}

/// How many characters of a script are named.
const NAMED: usize = 5;

/// One finding for all characters of a script.
fn of_script(rule: &Rule, script: &str, mut missing: Vec<Missing>) -> Option<Finding> {
    missing.sort_by(|a, b| {
        let place = |of: &Missing| (of.first.source.path.clone(), of.first.bytes.start);
        place(a).cmp(&place(b))
    });
    let first = missing.first()?.first.clone();
    let count: usize = missing.iter().map(|missing| missing.count).sum();
    let named: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|missing| format!("`{}`", missing.character))
        .collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "no face has these characters of {script}: {}{more}; they stand in {count} places",
        named.join(", ")
    );
    let help = format!("clearleaf cannot set {script} before a face for it is added; leave these words out");
    Some(Finding::at(first, rule.severity, rule.code, message, help))
}

/// The script of a character, by the blocks of Unicode, for scripts that leaflets are written in.
fn script(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0x0370..=0x03FF | 0x1F00..=0x1FFF => "Greek",
        0x0400..=0x052F => "Cyrillic",
        0x0530..=0x058F => "Armenian",
        0x0590..=0x05FF => "Hebrew",
        0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => "Arabic",
        0x0700..=0x074F => "Syriac",
        0x0900..=0x097F => "Devanagari",
        0x0980..=0x09FF => "Bengali",
        0x0A00..=0x0A7F => "Gurmukhi",
        0x0A80..=0x0AFF => "Gujarati",
        0x0B00..=0x0B7F => "Odia",
        0x0B80..=0x0BFF => "Tamil",
        0x0C00..=0x0C7F => "Telugu",
        0x0C80..=0x0CFF => "Kannada",
        0x0D00..=0x0D7F => "Malayalam",
        0x0D80..=0x0DFF => "Sinhala",
        0x0E00..=0x0E7F => "Thai",
        0x0E80..=0x0EFF => "Lao",
        0x0F00..=0x0FFF => "Tibetan",
        0x1000..=0x109F => "Burmese",
        0x10A0..=0x10FF => "Georgian",
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => "Korean",
        0x1200..=0x139F => "Ethiopic",
        0x1780..=0x17FF => "Khmer",
        0x3040..=0x30FF => "Japanese",
        0x3000..=0x303F | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF => "Chinese or Japanese",
        0x1F000..=0x1FAFF => "pictures such as emoji",
        _ => return None,
    })
}

/// The bytes in a passage's source at which the uncovered characters stand, one for each in its text. `None` where the
/// source does not spell out the same: it writes an entity, or is longer than what is shown.
fn literal_places(passage: &Passage) -> Option<std::vec::IntoIter<usize>> {
    let uncovered = |text: &str| {
        let found = text.char_indices().filter(|(_, c)| !fonts::covered(*c));
        found.collect::<Vec<(usize, char)>>()
    };
    let written = uncovered(passage.span.text());
    let read = uncovered(&passage.text);
    let same = written.iter().map(|(_, c)| c).eq(read.iter().map(|(_, c)| c));
    same.then(|| {
        written
            .into_iter()
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
            .into_iter()
    })
}

/// The beginning of a passage that does not spell a character out.
fn first_line(passage: &Span) -> Span {
    let length = passage.text().lines().next().map_or(0, str::len);
    Span::new(&passage.source, passage.bytes.start..passage.bytes.start + length)
}

fn character_at(passage: &Span, at: usize, c: char) -> Span {
    let start = passage.bytes.start + at;
    Span::new(&passage.source, start..start + c.len_utf8())
}

fn finding(rule: &Rule, missing: Missing) -> Finding {
    let Missing {
        character: c,
        first: span,
        count,
    } = missing;
    let again = if count > 1 {
        format!("; it stands in {count} places")
    } else {
        String::new()
    };
    let message = format!("no face has the character `{c}` (U+{:04X}){again}", u32::from(c));
    let help = match substitute(c) {
        Some(words) => format!("write {words}"),
        None => "write another character with the same meaning, or say it in words".to_owned(),
    };
    Finding::at(span, rule.severity, rule.code, message, help)
}

/// What to write for characters that people often paste.
fn substitute(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0x1F000..=0x1FAFF | 0x2600..=0x27BF => {
            "the word for what the sign shows: screen readers read it differently"
        }
        0xFFFD => "the character that was lost when the text was copied",
        0xF000..=0xF0FF => {
            "the character itself: this one comes from a symbol font and means nothing without it"
        }
        _ => return None,
    })
}
