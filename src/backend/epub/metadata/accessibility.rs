//! Accessibility metadata (EPUB Accessibility 1.1, section 2), with the values of the Schema.org Accessibility Properties
//! for Discoverability Vocabulary: what is in this book, and only that.
//!
//! `largePrint` is not among them although the text starts large: the vocabulary keeps it for text whose size cannot be
//! changed. The starting size stands in the summary.

use super::super::sections::Book;
use super::{conformance, meta, words};
use crate::layout::Words;
use crate::layout::words::fill;
use crate::model::{Lang, Pt, Review};
use crate::package::xml::Element;

/// What a size of 100 % is in a reading system, in points: the sixteen pixels of CSS.
const USUAL_SIZE: Pt = 12.0;

/// How one may read it, what helps, what harms, and the same in a person's words.
pub(super) fn elements(book: &Book<'_>) -> Vec<Element> {
    let mut out = vec![meta("schema:accessMode", "textual")];
    if book.found.pictures {
        out.push(meta("schema:accessMode", "visual"));
    }
    // No picture lacks an alternative unless it is decorative, so the text alone is enough, always.
    out.push(meta("schema:accessModeSufficient", "textual"));
    if book.found.pictures {
        out.push(meta("schema:accessModeSufficient", "textual,visual"));
    }
    let features = features(book);
    let feature = |name: &&str| meta("schema:accessibilityFeature", name);
    out.extend(features.iter().map(feature));
    // The vocabulary prefers this to the absence of each hazard. Pictures stand still, and there are no scripts.
    out.push(meta("schema:accessibilityHazard", "none"));
    let reviews = conformance::current(book.edition);
    out.push(summary(book, &features, &reviews));
    out.extend(conformance::elements(&reviews));
    out
}

/// What helps a reader in this book.
fn features(book: &Book<'_>) -> Vec<&'static str> {
    let found = &book.found;
    let has_pages = book.pages().next().is_some();
    let features = [
        (found.headings, "structuralNavigation"),
        (found.headings, "tableOfContents"),
        (true, "readingOrder"),
        (true, "displayTransformability"),
        // Every layout gives its text a contrast of 7:1, or it is refused; of words inside of pictures nobody knows.
        (!found.pictures, "highContrastDisplay"),
        (true, "ARIA"),
        (found.alternatives, "alternativeText"),
        (found.descriptions, "longDescription"),
        (has_pages, "pageBreakMarkers"),
        (has_pages, "pageNavigation"),
        (true, "unlocked"),
    ];
    let present = features.iter().filter(|(present, _)| *present);
    present.map(|(_, feature)| *feature).collect()
}

/// The same in plain words, made of a sentence for each thing that is there.
fn summary(book: &Book<'_>, features: &[&str], reviews: &[&Review]) -> Element {
    let edition = book.edition;
    let said = &edition.words;
    let found = &book.found;
    let text = start_size(said, edition.layout.profile.body.size_pt);
    let sentences: [(bool, &str); 13] = [
        (true, &text),
        (found.headings, &said.accessibility_headings),
        (features.contains(&"pageNavigation"), &said.accessibility_pages),
        (found.tables, &said.accessibility_tables),
        (found.alternatives, &said.accessibility_pictures),
        (found.descriptions, &said.accessibility_descriptions),
        (found.decorations, &said.accessibility_decorations),
        (found.citations, &said.accessibility_references),
        (found.languages.len() > 1, &said.accessibility_languages),
        (true, &said.accessibility_hazards),
        (
            found.alternatives || found.decorations,
            &said.accessibility_checked_pictures,
        ),
        (true, &said.accessibility_checked),
        (reviews.is_empty(), &said.accessibility_no_review),
    ];
    let present = sentences.iter().filter(|(present, _)| *present);
    let found: Vec<String> = reviews.iter().map(|review| reviewed(said, review)).collect();
    let whole: Vec<&str> = present
        .map(|(_, sentence)| *sentence)
        .chain(found.iter().map(String::as_str))
        .collect();
    let own = edition.lang();
    let lang = Lang::parse(&said.lang).unwrap_or_else(|_| own.clone());
    let lang = if said.are_in(own) { own } else { &lang };
    words("meta", &whole.join(" "), lang, own).with("property", "schema:accessibilitySummary")
}

/// Who reviewed it, and what they found.
fn reviewed(words: &Words, review: &Review) -> String {
    let sentence = fill(&words.accessibility_review, "date", &words.date(review.date));
    let sentence = fill(&sentence, "standard", review.what.as_str());
    // Last: a name may hold anything.
    fill(&sentence, "reviewer", &conformance::certifier(review))
}

/// How large the text is before the reader changes it, as the style sheet sets it.
fn start_size(words: &Words, size: Pt) -> String {
    let percent = (size / USUAL_SIZE * 100.0).round();
    fill(&words.accessibility_text, "percent", &percent.to_string())
}
