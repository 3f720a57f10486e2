//! The page: what the skin is filled with.

use serde::Serialize;

use crate::layout::{Edition, skins};
use crate::markup::{self, skin::Skin};
use crate::model::Lang;

/// The id of the text; with an underscore, so that no anchor is the same.
pub(super) const MAIN: &str = "the_text";

static SKIN: Skin = Skin::new(skins::HTML_PAGE);

/// The markup of each part; empty where the page has no such part.
pub(super) struct Markup {
    /// The style sheet.
    pub style: String,
    /// What stands in `header`.
    pub header: String,
    /// The `nav` of the contents.
    pub contents: String,
    /// What stands in `main`.
    pub text: String,
    /// What stands in `footer`.
    pub footer: String,
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'a str,
    direction: &'a str,
    title: &'a str,
    about: Vec<Fact>,
    scheme: &'a str,
    main: &'a str,
    skip: Skip<'a>,
    style: &'a str,
    header: &'a str,
    contents: &'a str,
    text: &'a str,
    footer: &'a str,
}

#[derive(Serialize)]
struct Fact {
    name: &'static str,
    content: String,
}

/// The link past what stands before the text; language and direction are empty where they are the page's.
#[derive(Serialize)]
struct Skip<'a> {
    words: &'a str,
    lang: &'a str,
    direction: &'a str,
}

/// The file.
///
/// # Errors
/// The template engine's own words.
pub(super) fn page(edition: &Edition, markup: &Markup) -> Result<String, String> {
    let lang = edition.lang();
    SKIN.fill(&Page {
        lang: lang.as_str(),
        direction: lang.direction().as_html(),
        title: &markup::spaced(&edition.leaflet.title),
        about: about(edition),
        scheme: scheme(edition),
        main: MAIN,
        skip: skip(edition),
        style: &markup.style,
        header: &markup.header,
        contents: &markup.contents,
        text: &markup.text,
        footer: &markup.footer,
    })
}

/// The colours that the page is made for. The meta element says it before the style sheet is read, so that a dark page does
/// not flash white.
fn scheme(edition: &Edition) -> &'static str {
    let colours = &edition.layout.profile.colours;
    match (colours.paints_paper(), colours.is_dark()) {
        (false, _) => "light dark",
        (true, true) => "dark",
        (true, false) => "light",
    }
}

fn skip(edition: &Edition) -> Skip<'_> {
    let words = &edition.words;
    let foreign = Lang::parse(&words.lang)
        .ok()
        .filter(|_| !edition.furniture_is_translated());
    Skip {
        words: &words.skip_to_text,
        lang: if foreign.is_some() { &words.lang } else { "" },
        direction: foreign.map_or("", |lang| lang.direction().as_html()),
    }
}

/// What the page says of the leaflet (HTML, section 4.2.5.1; the names of dates are Dublin Core's).
fn about(edition: &Edition) -> Vec<Fact> {
    let leaflet = &edition.leaflet;
    let mut out = Vec::new();
    let mut say = |name, content: String| out.push(Fact { name, content });
    if let Some(summary) = &leaflet.summary {
        say("description", summary.to_string());
    }
    for creator in leaflet.creators() {
        say("author", creator.to_owned());
    }
    // A list with commas between: a comma inside would part a keyword.
    let keywords = leaflet.topic.iter().chain(&leaflet.keywords);
    let keywords: Vec<String> = keywords.map(|keyword| keyword.replace(',', " ")).collect();
    if !keywords.is_empty() {
        say("keywords", keywords.join(", "));
    }
    if let Some(publisher) = &leaflet.publisher {
        say("dcterms.publisher", publisher.name.to_string());
    }
    let record = &leaflet.record;
    if let Some(date) = record.published {
        say("dcterms.issued", date.to_string());
    }
    if let Some(date) = record.reviewed {
        say("dcterms.modified", date.to_string());
    }
    out
}
