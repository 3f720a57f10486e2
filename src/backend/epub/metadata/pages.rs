//! Whose pages the page numbers of a book are.

use super::super::sections::Book;
use super::words;
use crate::layout::words::fill;
use crate::model::Lang;
use crate::package::xml::Element;

/// `pageBreakSource` (the Publishing Community Group's report on page source identification; EPUB Accessibility 1.1,
/// section 3.3 asks for the source): the PDF of the same layout, size and paper. That file's own identifier is one of its
/// bytes, which a book cannot know: what tells it from others is said in words, as the report has it for such files.
pub(super) fn source(book: &Book<'_>) -> Option<Element> {
    book.pages().next()?;
    let edition = book.edition;
    let (profile, said, own) = (&edition.layout.profile, &edition.words, edition.lang());
    let known = [
        ("layout", profile.name.clone()),
        ("size", profile.body.size_pt.to_string()),
        ("paper", profile.paper.name()),
        // Last: a title may hold braces of its own.
        ("title", edition.leaflet.title.to_string()),
    ];
    let known = known.iter();
    let mut source = known.fold(said.page_source.clone(), |pattern, (name, value)| {
        fill(&pattern, name, value)
    });
    if let Some(date) = edition.leaflet.record.latest() {
        source += &format!("{} {}", said.comma, said.date(date));
    }
    let lang = Lang::parse(&said.lang).unwrap_or_else(|_| own.clone());
    let lang = if said.are_in(own) { own } else { &lang };
    Some(words("meta", &source, lang, own).with("property", "pageBreakSource"))
}
