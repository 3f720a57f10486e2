//! What is said of a file in a line: what differs, what is wrong, whether it could be read at all, and what to do then.
//! Text and page say it first, in the same words.

use crate::backend::Format;
use crate::verify::compare::Change;
use crate::verify::{Artefact, Compared, Comparison, Thing};

/// How many differences of one file are shown.
const MOST: usize = 200;

/// How many where the file seems to be another leaflet: the rest would be more of the same.
const MOST_OF_ANOTHER: usize = 10;

/// What the marks in the words that differ mean; it stands once, above the first of them.
pub(super) const MARKS: &str = "In the words below, [-…-] stands in what the file was compared with, and not in the file; {+…+} stands in the file alone.";

/// What to do about a file that was compared with nothing.
pub(super) const ALONE: &str = "name another file, or the leaflet with --against";

/// A part of a file that reading back passed over.
const PART: Thing = Thing("part not read", "parts not read");

/// A requirement that a measure shows not to be met.
const UNMET: Thing = Thing("requirement not met", "requirements not met");

/// The names of files for lines and headings: without their folders, where they can be told apart so.
pub(super) fn names<'a>(files: impl Iterator<Item = &'a str>) -> Vec<String> {
    let paths: Vec<&str> = files.collect();
    let short = |path: &'a str| path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut sorted: Vec<&str> = paths.iter().map(|path| short(path)).collect();
    sorted.sort_unstable();
    let is_twice = sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .any(|(one, next)| one == next);
    let name = |path: &&'a str| if is_twice { path } else { short(path) }.to_owned();
    paths.iter().map(name).collect()
}

/// How many of its differences are shown.
pub(super) fn shown(file: &Compared) -> usize {
    if file.is_another { MOST_OF_ANOTHER } else { MOST }
}

/// Its differences as they are shown, those of words first: one dose must not be looked for among thirty lists. Each kind
/// stands in the order of the text.
pub(super) fn worst_first(file: &Compared) -> impl Iterator<Item = &Change> {
    let words = |of_words: bool| {
        let changes = file.changes.iter();
        changes.filter(move |change| change.is_of_words() == of_words)
    };
    words(true).chain(words(false)).take(shown(file))
}

/// How many differences a file has, and how many of them are of words where not all are alike.
pub(super) fn differences(file: &Compared) -> String {
    let all = file.changes.len();
    let number = Thing::DIFFERENCE.count(all);
    match file.changes.iter().filter(|change| change.is_of_words()).count() {
        words if words == all => number,
        0 => format!("{number}, none of words"),
        words => format!("{number}, {words} of words"),
    }
}

/// What to say before the differences of a file that has little in common with what it was compared with.
pub(super) fn another(file: &Compared, with: Option<&str>) -> Option<String> {
    let with = with.filter(|_| file.is_another)?;
    Some(format!(
        "this seems to be another leaflet: more than half of what it says differs from {with}"
    ))
}

/// How many more differences there are than are shown.
pub(super) fn more(file: &Compared) -> Option<String> {
    let more = file.changes.len().checked_sub(shown(file))?;
    let differences = Thing("more difference", "more differences");
    (more > 0).then(|| differences.count(more))
}

/// What is wrong with a file that could be read, but for its differences: faults, and what was passed over.
pub(super) fn faults(file: &Compared) -> Option<String> {
    let facts = &file.artefact.read.as_ref().ok()?.facts;
    let counts = [(Thing::FAULT, facts.faults.len()), (PART, facts.unread.len())];
    let told = counts.into_iter().filter(|(_, number)| *number > 0);
    let told: Vec<String> = told.map(|(thing, number)| thing.count(number)).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// What is wrong with a file, in a few words; `None` where nothing is.
pub(super) fn wrong(file: &Compared) -> Option<String> {
    if file.artefact.read.is_err() {
        return Some("cannot be read".to_owned());
    }
    let differs = match file.changes.len() {
        0 => None,
        _ if file.is_another => Some(format!("seems to be another leaflet, {}", differences(file))),
        _ => Some(differences(file)),
    };
    let unmet = (!file.unmet.is_empty()).then(|| UNMET.count(file.unmet.len()));
    let told: Vec<String> = differs.into_iter().chain(faults(file)).chain(unmet).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Formats of which there is no file; `None` where nobody looked for them, or all are there.
pub(super) fn absent(comparison: &Comparison) -> Option<String> {
    let first = comparison.files.first()?.artefact.name.as_str();
    let first = first.rsplit(['/', '\\']).next().unwrap_or(first);
    let stem = first.rsplit_once('.').map_or(first, |(stem, _)| stem);
    let names = comparison.absent.iter().map(name_of);
    let names: Vec<String> = names.map(|name| format!("no {name}")).collect();
    let names = match names.split_last()? {
        (last, []) => last.clone(),
        (last, others) => format!("{} and {last}", others.join(", ")),
    };
    Some(format!("there is {names} of {stem}"))
}

/// What people call a format.
fn name_of(format: &Format) -> String {
    format.id.to_uppercase()
}

/// What to do about a file that cannot be read.
pub(super) fn help(artefact: &Artefact) -> Option<String> {
    artefact.read.as_ref().err()?;
    let program = match artefact.format.map(|format| format.id) {
        Some("pdf") => "a PDF reader",
        Some("docx") => "Word or LibreOffice",
        Some("epub") => "a reading system",
        Some(_) => "a browser",
        None => return Some(unknown(&artefact.name)),
    };
    Some(format!(
        "make the file anew or ask for it again; {program} shows whether anything of it can be saved"
    ))
}

/// The same where no format knows it: what it is called may tell which program made it.
fn unknown(name: &str) -> String {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "doc" | "docm" | "dot" | "odt" | "rtf" | "wpd" => {
            "open it in Word or LibreOffice, save it as .docx, and verify that"
        }
        "pages" => "open it in Pages, export it as Word or EPUB, and verify that",
        "azw" | "azw3" | "mobi" => "convert it to EPUB, and verify that",
        _ => "make the file anew as PDF, DOCX, EPUB or HTML, or ask for it again",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_short_as_they_can_be_told_apart() {
        assert_eq!(
            names(["out/a.pdf", "out/a.docx"].into_iter()),
            ["a.pdf", "a.docx"]
        );
        assert_eq!(
            names(["out/a.pdf", "other/a.pdf", "b.pdf"].into_iter()),
            ["out/a.pdf", "other/a.pdf", "b.pdf"]
        );
        assert_eq!(names(["a.pdf"].into_iter()), ["a.pdf"]);
    }

    #[test]
    fn what_to_do_about_a_file_hangs_on_what_it_is() {
        for (name, bytes, help) in [
            ("a.doc", &b"\xd0\xcf\x11\xe0"[..], "save it as .docx"),
            ("a.mobi", b"BOOKMOBI", "convert it to EPUB"),
            ("a.pdf", b"%PDF-1.7\n1 0 obj", "a PDF reader"),
            ("a", b"words", "make the file anew as PDF"),
        ] {
            let told = super::help(&Artefact::of(name, bytes)).unwrap();
            assert!(told.contains(help), "{name}: {told}");
        }
        assert_eq!(super::help(&Artefact::of("a.html", b"<html lang=en><p>a")), None);
    }
}
