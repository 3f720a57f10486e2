//! What a book says about itself, whole: everything that stands in the metadata of its package document (EPUB 3.3,
//! section 5.5). Each element that is not in the leaflet's language says so itself.

mod accessibility;
mod conformance;
mod pages;

use uuid::Uuid;

use super::sections::Book;
use crate::layout::Edition;
use crate::model::{Contributor, Date, Lang};
use crate::package::xml::Element;

/// The metadata in order; `id` is what the package document calls its identifier.
pub(super) fn elements(book: &Book<'_>, id: &str) -> Vec<Element> {
    let edition = book.edition;
    let leaflet = &edition.leaflet;
    let own = &leaflet.lang;
    let identifier = identifier(edition).urn().to_string();
    let mut out = vec![
        Element::new("dc:identifier").with("id", id).text(identifier),
        words("dc:title", &leaflet.title, own, own),
    ];
    out.extend(languages(book).map(|lang| Element::new("dc:language").text(lang.as_str())));
    people(edition, &mut out);
    if let Some(publisher) = &leaflet.publisher {
        out.push(words("dc:publisher", &publisher.name, &publisher.lang, own));
    }
    out.extend(dates(edition));
    if let Some(version) = &leaflet.record.version {
        out.push(meta("schema:version", version));
    }
    let subjects = leaflet.subjects().into_iter();
    out.extend(subjects.map(|subject| words("dc:subject", subject, own, own)));
    if let Some(summary) = &leaflet.summary {
        out.push(words("dc:description", summary, own, own));
    }
    out.extend(rights(edition));
    out.extend(accessibility::elements(book));
    out.extend(pages::source(book));
    out
}

/// The identifier of a book: a name-based UUID (RFC 9562, version 5), so that a new version of a leaflet is the same
/// publication to a reading system, which then keeps the reader's bookmarks and replaces the old file.
///
/// The namespace is itself the version 5 UUID of the name `clearleaf` among object identifiers; the name is, a line each:
/// the publisher's name, the leaflet's slug, its language and its layout. Size and sheet are not in it: on a screen the size
/// is the reader's, and a publisher who sets a layout larger than before wants the old book replaced. A library that is
/// given one layout at two sizes keeps the later file; whose pages its numbers are, `pageBreakSource` says.
pub(super) fn identifier(edition: &Edition) -> Uuid {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"clearleaf");
    let leaflet = &edition.leaflet;
    let publisher = leaflet.publisher.as_ref().map_or("", |publisher| &publisher.name);
    let name = format!(
        "{publisher}\n{}\n{}\n{}",
        leaflet.slug, leaflet.lang, edition.layout.profile.name
    );
    Uuid::new_v5(&namespace, name.as_bytes())
}

/// The leaflet's language, then every other one that words of it are in: the first is that of the publication
/// (EPUB 3.3, section 5.5.3.3).
fn languages<'a>(book: &'a Book<'_>) -> impl Iterator<Item = &'a Lang> {
    let own = book.edition.lang();
    let others = book.found.languages.iter().filter(move |lang| *lang != own);
    std::iter::once(own).chain(others)
}

/// Who wrote it and who reviewed it, with their parts (MARC relators). Where no author is named, the publisher is the
/// creator.
fn people(edition: &Edition, out: &mut Vec<Element>) {
    let leaflet = &edition.leaflet;
    let own = &leaflet.lang;
    let mut authors = leaflet
        .record
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref())
        .peekable();
    if let (None, Some(publisher)) = (authors.peek(), &leaflet.publisher) {
        out.push(words("dc:creator", &publisher.name, &publisher.lang, own));
    }
    for (number, name) in (1..).zip(authors) {
        part(out, "dc:creator", name, "aut", format!("author-{number}"));
    }
    for (number, reviewer) in (1..).zip(&leaflet.record.reviewers) {
        if let Some(name) = called(reviewer) {
            // MARC's `rev` is the critic of a book.
            part(out, "dc:contributor", name, "ctb", format!("reviewer-{number}"));
        }
    }
}

/// A person's name; what they are, where no name is given.
fn called(person: &Contributor) -> Option<&str> {
    person.name.as_deref().or(person.role.as_deref())
}

fn part(out: &mut Vec<Element>, element: &str, name: &str, role: &str, id: String) {
    let refined = meta("role", role)
        .with("refines", format!("#{id}"))
        .with("scheme", "marc:relators");
    out.push(Element::new(element).with("id", id).text(name));
    out.push(refined);
}

/// `dc:date` is the day of this edition, `dcterms:issued` that of the first one, `dcterms:modified` the moment of the
/// file, which EPUB 3.3 (section 5.5.5) demands: midnight UTC of the edition's date. An edition without a date says the
/// first day that a zip file can bear, 1980-01-01: the clock would make a different file at each run, and a made-up recent
/// date would look like a review that nobody did.
fn dates(edition: &Edition) -> Vec<Element> {
    let record = &edition.leaflet.record;
    let mut out = Vec::new();
    if let Some(date) = record.latest() {
        out.push(Element::new("dc:date").text(date.to_string()));
    }
    if let Some(date) = record.published {
        out.push(meta("dcterms:issued", &date.to_string()));
    }
    let modified = match edition.date {
        Some(date) => whole(date),
        None => "1980-01-01".to_owned(),
    };
    out.push(meta("dcterms:modified", &format!("{modified}T00:00:00Z")));
    out
}

/// A date to the day.
fn whole(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        date.month(),
        date.day().unwrap_or(1)
    )
}

/// Of the lines that the law asks for, those about rights: a charity's number is none.
fn rights(edition: &Edition) -> Vec<Element> {
    let Some(publisher) = &edition.leaflet.publisher else {
        return Vec::new();
    };
    let lines = publisher.legal.iter().filter(|line| line.contains('©'));
    lines
        .map(|line| words("dc:rights", line, &publisher.lang, &edition.leaflet.lang))
        .collect()
}

/// An element with words in a language; `around` is that of the package document.
fn words(name: &str, words: &str, lang: &Lang, around: &Lang) -> Element {
    let element = Element::new(name);
    let element = if lang == around {
        element
    } else {
        element
            .with("xml:lang", lang.as_str())
            .with("dir", lang.direction().as_html())
    };
    element.text(words)
}

fn meta(property: &str, value: &str) -> Element {
    Element::new("meta").with("property", property).text(value)
}
