//! What a book says about itself: its identifier, its dates, its accessibility.

use std::time::{Duration, SystemTime};

use uuid::Uuid;

use super::sections::Book;
use crate::layout::{Edition, words};
use crate::model::Date;

/// The identifier of a book: a name-based UUID (RFC 9562, version 5), so that a new version of a leaflet is the same
/// publication to a reading system, which then keeps the reader's bookmarks and replaces the old file.
///
/// The namespace is itself the version 5 UUID of the name `clearleaf` among object identifiers; the name is the
/// leaflet's slug, its language and its layout, a line each.
pub(super) fn identifier(edition: &Edition) -> Uuid {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"clearleaf");
    let leaflet = &edition.leaflet;
    let name = format!(
        "{}\n{}\n{}",
        leaflet.slug, leaflet.lang, edition.layout.profile.name
    );
    Uuid::new_v5(&namespace, name.as_bytes())
}

/// `dcterms:modified`, which EPUB 3.3 (section 5.5.6) demands: midnight UTC of the edition's date. An edition
/// without a date says the first day that a zip file can bear, 1980-01-01: the clock would make a different file at each
/// run, and a made-up recent date would look like a review that nobody did.
pub(super) fn modified(edition: &Edition) -> SystemTime {
    let days = |date: Date| {
        let month = time::Month::try_from(date.month()).ok()?;
        let day =
            time::Date::from_calendar_date(i32::from(date.year()), month, date.day().unwrap_or(1)).ok()?;
        u64::try_from(day.midnight().assume_utc().unix_timestamp()).ok()
    };
    const FIRST_OF_ZIP: u64 = 315_532_800;
    let seconds = edition.date.and_then(days).unwrap_or(FIRST_OF_ZIP);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Accessibility metadata (EPUB Accessibility 1.1, section 2; schema.org names): what is in the book, and only that. No
/// conformance is claimed: that takes a person's judgement.
pub(super) fn accessibility(book: &Book<'_>) -> Vec<(&'static str, &'static str)> {
    const MODE: &str = "schema:accessMode";
    const FEATURE: &str = "schema:accessibilityFeature";
    let mut out = vec![(MODE, "textual")];
    if book.has_alternatives {
        out.push((MODE, "visual"));
    }
    out.push(("schema:accessModeSufficient", "textual"));
    let has_pages = book.pages().next().is_some();
    let features = [
        (true, "structuralNavigation"),
        (true, "tableOfContents"),
        (true, "readingOrder"),
        (true, "displayTransformability"),
        (true, "ARIA"),
        (book.has_alternatives, "alternativeText"),
        (book.has_descriptions, "longDescriptions"),
        (has_pages, "pageBreakMarkers"),
        (has_pages, "pageNavigation"),
        (true, "unlocked"),
    ];
    let present = features.iter().filter(|(present, _)| *present);
    out.extend(present.map(|(_, feature)| (FEATURE, *feature)));
    out.push(("schema:accessibilityHazard", "none"));
    out
}

/// Which file's pages the page numbers are (`pageBreakSource`: EPUB Accessibility 1.1, section 3.3.2, and the Publishing
/// Community Group's report on the identification of page sources). The PDF's own identifier is that of its bytes, which a
/// book cannot know: what tells the file from others is said in words.
pub(super) fn page_source(book: &Book<'_>) -> Option<String> {
    book.pages().next()?;
    let edition = book.edition;
    let profile = &edition.layout.profile;
    let known = [
        ("layout", profile.name.clone()),
        ("size", profile.body.size_pt.to_string()),
        ("paper", profile.paper.name()),
        // Last: a title may hold braces of its own.
        ("title", edition.leaflet.title.to_string()),
    ];
    let fill = |pattern: String, (name, value): (&str, String)| words::fill(&pattern, name, &value);
    let source = known.into_iter().fold(edition.words.page_source.clone(), fill);
    let date = edition.date.map(|date| edition.words.date(date));
    let date = date.map(|date| format!("{} {date}", edition.words.comma));
    Some(source + &date.unwrap_or_default())
}
