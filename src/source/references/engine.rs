//! The CSL engine: citations and entries in, their words out.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, ElemChildren,
    LocatorPayload, RenderedBibliography, SpecificLocator, TransparentLocator,
};

use super::line;
use super::locales::Words;
use super::style::Style;
use super::{Entry, Formatted, Kept, Library, Request};
use crate::finding::{Finding, Severity};
use crate::model::{Content, Inline, Lang, NonEmpty};

/// A citation as the engine is asked for it: equal ones are asked for once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    None,
    /// Pages: the style labels them.
    Pages(String),
    /// Words that stand as written.
    Words(String),
}

impl Place {
    fn of(locator: Option<&str>) -> Self {
        let words: Vec<&str> = locator.unwrap_or_default().split_whitespace().collect();
        let text = with_en_dashes(&words.join(" "));
        let bare = text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '–' | ',' | ' '));
        if text.is_empty() {
            Self::None
        } else if bare
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.ends_with(|c: char| c.is_ascii_digit())
        {
            Self::Pages(text)
        } else {
            Self::Words(text)
        }
    }
}

/// A hyphen, or the two of BibTeX, between two figures is a range.
fn with_en_dashes(text: &str) -> String {
    let joined = text.replace("--", "–");
    let characters: Vec<char> = joined.chars().collect();
    let figure = |at: Option<usize>| {
        at.and_then(|at| characters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let dashed = characters.iter().enumerate().map(|(at, c)| {
        let range = *c == '-' && figure(at.checked_sub(1)) && figure(Some(at + 1));
        if range { '–' } else { *c }
    });
    dashed.collect()
}

/// One distinct citation: what is asked of the engine.
struct Ask<'a> {
    kept: &'a Kept,
    place: Place,
    /// The same citation without its place, to see whether the style prints places.
    bare: Option<usize>,
}

pub(super) fn format(
    library: &Library,
    requests: &[Request],
    lang: &Lang,
    style: &Style,
) -> Result<Formatted, Vec<Finding>> {
    let fault = |message: &str| {
        let help = format!("name another style: {}", super::style::names());
        vec![Finding::in_file(
            style.path().unwrap_or(&library.source.path),
            Severity::Error,
            "unusable-style",
            message,
            help,
        )]
    };
    let words = Words::of(lang, style.is_carried())
        .ok_or_else(|| fault("the words of this language cannot be read"))?;
    let unknown = unknown_keys(library, requests);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let mut asks: Vec<Ask> = Vec::new();
    let mut asked: BTreeMap<(&str, Place), usize> = BTreeMap::new();
    let mut wanted = Vec::with_capacity(requests.len());
    for request in requests {
        let Some(kept) = library.kept(&request.key) else {
            continue;
        };
        let place = Place::of(request.locator.as_deref());
        let bare = (place != Place::None && !style.is_carried())
            .then(|| ask(&mut asks, &mut asked, kept, Place::None, None));
        wanted.push(ask(&mut asks, &mut asked, kept, place, bare));
    }
    // A list that is sorted says which of two works of a year is “2014a”: the first in the list.
    let order = if style.is_numbered() || !may_be_mistaken(library) {
        Vec::new()
    } else {
        let (_, list) = run(&words, style, library, &asks, &[]);
        list.map(|list| list.items.into_iter().map(|item| item.key).collect())
            .unwrap_or_default()
    };
    let (citations, list) = run(&words, style, library, &asks, &order);
    let citations = asks
        .iter()
        .zip(&citations)
        .map(|(ask, rendered)| finished(ask, rendered, &citations, style, &words))
        .collect::<Vec<_>>();
    let citations = wanted
        .iter()
        .map(|at| citations.get(*at).cloned().flatten())
        .collect::<Option<Vec<Content>>>();
    let citations = citations.ok_or_else(|| fault("a citation came out empty in this style"))?;
    let items = list.map(|list| list.items).unwrap_or_default();
    let entries: Vec<Entry> = items
        .into_iter()
        .map(|item| listed(item, library, lang, &words))
        .collect();
    if entries.len() < library.entries.len() {
        return Err(fault("references are missing from the list in this style"));
    }
    Ok(Formatted { citations, entries })
}

fn ask<'a>(
    asks: &mut Vec<Ask<'a>>,
    asked: &mut BTreeMap<(&'a str, Place), usize>,
    kept: &'a Kept,
    place: Place,
    bare: Option<usize>,
) -> usize {
    let next = asks.len();
    let at = *asked.entry((kept.key.as_str(), place.clone())).or_insert(next);
    if at == next {
        asks.push(Ask { kept, place, bare });
    }
    at
}

fn unknown_keys(library: &Library, requests: &[Request]) -> Vec<Finding> {
    let missing: BTreeSet<&str> = requests
        .iter()
        .map(|request| request.key.as_str())
        .filter(|key| library.kept(key).is_none())
        .collect();
    let about = |key: &str| {
        let help = match super::nearest(key, library.keys()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the entry, or cite one that is there".to_owned(),
        };
        let message = format!("no entry has the key `{key}`");
        Finding::in_file(
            &library.source.path,
            Severity::Error,
            "unknown-reference",
            message,
            help,
        )
    };
    missing.into_iter().map(about).collect()
}

/// Whether two works have the same first author and the same year.
fn may_be_mistaken(library: &Library) -> bool {
    let mut seen = BTreeSet::new();
    library.entries.iter().any(|kept| {
        let entry = &kept.entry;
        let author = entry.authors().and_then(|authors| authors.first());
        !seen.insert((
            author.map(|author| &author.name),
            entry.date().map(|date| date.year),
        ))
    })
}

/// The engine's citations as it gives them, one for each that was asked for, and its list. The entries of `order` meet
/// the engine first.
fn run(
    words: &Words,
    style: &Style,
    library: &Library,
    asks: &[Ask],
    order: &[String],
) -> (Vec<ElemChildren>, Option<RenderedBibliography>) {
    let mut driver = BibliographyDriver::new();
    let request = |item| {
        let locale = Some(words.code());
        CitationRequest::new(vec![item], style.csl(), locale, words.locales, None)
    };
    for kept in order.iter().filter_map(|key| library.kept(key)) {
        driver.citation(request(CitationItem::new(&kept.entry, None, None, true, None)));
    }
    for ask in asks {
        let locator = match &ask.place {
            Place::None => None,
            Place::Pages(text) => Some(SpecificLocator(Locator::Page, LocatorPayload::Str(text))),
            // The engine would read numbers out of the words and write them anew; a stand-in keeps them as they are.
            Place::Words(text) => {
                let stand_in = TransparentLocator::new(text.clone());
                Some(SpecificLocator(
                    Locator::Custom,
                    LocatorPayload::Transparent(stand_in),
                ))
            }
        };
        driver.citation(request(CitationItem::with_locator(&ask.kept.entry, locator)));
    }
    let cited: BTreeSet<&str> = asks.iter().map(|ask| ask.kept.key.as_str()).collect();
    for kept in &library.entries {
        if !cited.contains(kept.key.as_str()) {
            driver.citation(request(CitationItem::new(&kept.entry, None, None, true, None)));
        }
    }
    let rendered = driver.finish(BibliographyRequest::new(
        style.csl(),
        Some(words.code()),
        words.locales,
    ));
    let citations = rendered
        .citations
        .into_iter()
        .skip(order.len())
        .map(|citation| citation.citation);
    (citations.collect(), rendered.bibliography)
}

/// A citation as it stands in the text: its place never lost, and a number never bare.
fn finished(
    ask: &Ask,
    rendered: &ElemChildren,
    all: &[ElemChildren],
    style: &Style,
    words: &Words,
) -> Option<Content> {
    let place = match &ask.place {
        Place::Words(text) => text.clone(),
        Place::Pages(text) => words.pages(text),
        Place::None => String::new(),
    };
    let mut inlines = line::citation(rendered, &place);
    let bare = ask
        .bare
        .and_then(|at| all.get(at))
        .map(|bare| line::citation(bare, ""));
    let lost = bare.is_some_and(|bare| Inline::plain_text(&bare) == Inline::plain_text(&inlines));
    let text = Inline::plain_text(&inlines);
    // A bare figure beside a word is read as part of the sentence, and a raised one not at all.
    let open = style.is_numbered() && !text.contains(['[', '(']);
    if open {
        inlines.insert(0, Inline::Text("[".to_owned()));
        inlines.push(Inline::Text("]".to_owned()));
    }
    if lost {
        within(&mut inlines, &format!("{}{place}", words.comma()));
    }
    Content::new(merged(inlines))
}

/// Puts words before the bracket that closes a citation.
fn within(inlines: &mut Vec<Inline>, words: &str) {
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        let at = text.len()
            - text
                .chars()
                .next_back()
                .filter(|c| matches!(c, ']' | ')'))
                .map_or(0, char::len_utf8);
        text.insert_str(at, words);
    } else {
        inlines.push(Inline::Text(words.to_owned()));
    }
}

/// Neighbouring texts as one.
fn merged(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(more)) => last.push_str(&more),
            (_, inline) => out.push(inline),
        }
    }
    out
}

fn listed(item: BibliographyItem, library: &Library, lang: &Lang, words: &Words) -> Entry {
    let kept = library.kept(&item.key);
    let foreign = kept.and_then(|kept| kept.foreign(lang));
    let address = kept.and_then(|kept| kept.address.as_deref());
    let content = line::entry(&item.content, foreign.as_ref(), address);
    let label = item
        .first_field
        .map(|field| line::entry(&ElemChildren(vec![field]), None, None))
        .and_then(|label| NonEmpty::new(&Inline::plain_text(&label)));
    Entry {
        key: item.key,
        label,
        content: with_theses(content, words),
    }
}

fn with_theses(inlines: Vec<Inline>, words: &Words) -> Vec<Inline> {
    let written = |inline| match inline {
        Inline::Text(text) => Inline::Text(words.with_theses(&text)),
        Inline::Emphasis(inner) => Inline::Emphasis(with_theses(inner, words)),
        Inline::Strong(inner) => Inline::Strong(with_theses(inner, words)),
        Inline::Link(link) => Inline::Link(link),
        Inline::Language(phrase) => Inline::Language(phrase),
        Inline::Citation(citation) => Inline::Citation(citation),
        Inline::Unbroken(inner) => Inline::Unbroken(with_theses(inner, words)),
        Inline::LineBreak => Inline::LineBreak,
    };
    inlines.into_iter().map(written).collect()
}
