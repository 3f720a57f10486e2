//! The navigation document (EPUB 3.3, section 7), made from the model. It is not in the spine: the book has its own
//! contents to read, and this one is the reading system's.

use std::iter::Peekable;

use super::page::page;
use super::sections::{Book, SectionKind};
use crate::markup;
use crate::model::block::Heading;
use crate::model::units::Lang;
use crate::package::xml::Element;

/// The document.
///
/// # Errors
/// The template engine's own words.
pub(super) fn document(book: &Book<'_>) -> Result<String, String> {
    let words = &book.edition.words;
    let title = title(book, "h1", "toc_title", &words.contents);
    let toc = Element::new("nav")
        .with("epub:type", "toc")
        .with("role", "doc-toc")
        .with("aria-labelledby", "toc_title")
        .child(title);
    let mut headings = Vec::new();
    for (heading, lang) in book.headings() {
        // The title is the first entry, not the root of all others: many systems show one level at first.
        headings.push((heading.level.get().max(2), heading, lang));
    }
    let mut headings = headings.into_iter().peekable();
    let toc = if headings.peek().is_some() {
        toc.child(list(book, &mut headings, 0))
    } else {
        let first = book.sections.first().map(|section| section.file.as_str());
        let link = Element::new("a")
            .with("href", first.unwrap_or_default())
            .text(&*book.edition.leaflet.title);
        toc.child(Element::new("ol").child(Element::new("li").child(link)))
    };
    let mut body = Element::new("div").text("\n").child(toc).text("\n");
    for list in [landmarks(book), page_list(book)].into_iter().flatten() {
        body = body.child(list).text("\n");
    }
    page(&words.contents, book.edition.lang(), &body)
}

/// The words in it that do not come from a heading.
pub(super) fn words<'a>(book: &'a Book<'_>) -> [&'a str; 3] {
    let words = &book.edition.words;
    [&words.contents, &words.pages, &book.edition.leaflet.title]
}

fn list<'a>(
    book: &Book<'_>,
    headings: &mut Peekable<impl Iterator<Item = (u8, &'a Heading, &'a Lang)>>,
    highest: u8,
) -> Element {
    let mut out = Element::new("ol").text("\n");
    while let Some((level, heading, lang)) = headings.next_if(|(level, _, _)| *level >= highest) {
        let mut item = Element::new("li").child(link(book, heading, lang));
        if headings.peek().is_some_and(|(next, _, _)| *next > level) {
            item = item.child(list(book, headings, level + 1));
        }
        out = out.child(item).text("\n");
    }
    out
}

fn link(book: &Book<'_>, heading: &Heading, lang: &Lang) -> Element {
    let options = markup::Options {
        address: &|anchor| book.address(anchor, None),
        picture: &|image| book.picture_file(image),
        words: &book.edition.words,
        cell_padding: book.edition.layout.profile.table.padding,
        medium: markup::Medium::Book,
        breaks: &[],
    };
    let mut link = Element::new("a").with("href", book.address(&heading.anchor, None));
    if lang != book.edition.lang() {
        link = link
            .with("lang", lang.as_str())
            .with("xml:lang", lang.as_str())
            .with("dir", lang.direction().as_html());
    }
    link.children = markup::unlinked(&heading.content, lang, &options);
    link
}

/// Where the parts begin that a reader may want to jump to, each under its own heading.
fn landmarks(book: &Book<'_>) -> Option<Element> {
    let mut list = Element::new("ol").text("\n");
    let mut found = Vec::new();
    for section in &book.sections {
        let kind = match section.kind {
            SectionKind::Title => continue,
            SectionKind::Contents => "toc",
            SectionKind::Body => "bodymatter",
            SectionKind::References => "bibliography",
        };
        let Some(crate::model::Block::Heading(heading)) = section.blocks.first() else {
            continue;
        };
        if found.contains(&kind) {
            continue;
        }
        found.push(kind);
        let mut link = link(book, heading, book.edition.lang());
        link.set("href", &section.file);
        let entry = Element::new("li").child(link.with("epub:type", kind));
        list = list.child(entry).text("\n");
    }
    let nav = Element::new("nav")
        .with("epub:type", "landmarks")
        .with("hidden", "hidden");
    (!found.is_empty()).then(|| nav.child(list))
}

/// The pages of the paged edition, each with the place where it begins.
fn page_list(book: &Book<'_>) -> Option<Element> {
    let words = &book.edition.words;
    let mut list = Element::new("ol").text("\n");
    for (label, address) in book.pages() {
        let link = Element::new("a").with("href", address).text(label);
        list = list.child(Element::new("li").child(link)).text("\n");
    }
    let nav = Element::new("nav")
        .with("epub:type", "page-list")
        .with("role", "doc-pagelist")
        .with("aria-labelledby", "pages_title")
        .with("hidden", "hidden")
        .child(title(book, "h2", "pages_title", &words.pages));
    book.pages().next().is_some().then(|| nav.child(list))
}

/// The heading of a list, which says so where it is not in the leaflet's language.
fn title(book: &Book<'_>, name: &str, id: &str, title: &str) -> Element {
    let words = &book.edition.words;
    let element = Element::new(name).with("id", id);
    let element = match Lang::parse(&words.lang) {
        Ok(lang) if !words.are_in(book.edition.lang()) => element
            .with("lang", lang.as_str())
            .with("xml:lang", lang.as_str())
            .with("dir", lang.direction().as_html()),
        Ok(_) | Err(_) => element,
    };
    element.text(title)
}
