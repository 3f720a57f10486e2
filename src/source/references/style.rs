//! Our CSL style, run by the engine, and its output as inlines.
//!
//! The style and its locales stand in `layouts/citation`; they are read once. Only two locales are carried, because
//! reading all that the engine has takes longer than building a leaflet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, LocaleFile};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, Formatting, LocatorPayload, SpecificLocator, TransparentLocator,
};

use super::{Entry, Formatted, Kept, Library, Request};
use crate::finding::{Finding, Severity};
use crate::model::{Content, Inline, Lang, Link, NonEmpty, Target};
use crate::source::body::address;

static STYLE: &str = include_str!("../../../layouts/citation/numbered.csl");
static LOCALES: [(&str, &str); 2] = [
    (
        "en-GB",
        include_str!("../../../layouts/citation/locales-en-GB.xml"),
    ),
    (
        "en-US",
        include_str!("../../../layouts/citation/locales-en-US.xml"),
    ),
];

struct Bundle {
    style: IndependentStyle,
    locales: Vec<Locale>,
}

/// The style and its locales, or the first fault in them.
fn bundle() -> Result<&'static Bundle, &'static str> {
    static BUNDLE: OnceLock<Result<Bundle, String>> = OnceLock::new();
    let read = || {
        let style =
            IndependentStyle::from_xml(STYLE).map_err(|e| format!("layouts/citation/numbered.csl: {e}"))?;
        let mut locales = Vec::new();
        for (tag, text) in &LOCALES {
            let file =
                LocaleFile::from_xml(text).map_err(|e| format!("layouts/citation/locales-{tag}.xml: {e}"))?;
            locales.push(file.into());
        }
        Ok(Bundle { style, locales })
    };
    BUNDLE.get_or_init(read).as_ref().map_err(String::as_str)
}

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

pub(super) fn format(
    library: &Library,
    requests: &[Request],
    lang: &Lang,
) -> Result<Formatted, Vec<Finding>> {
    let fault = |message: &str| {
        let help = "tell whoever maintains clearleaf: the style that it carries cannot format this";
        vec![Finding::in_file(
            &library.source.path,
            Severity::Error,
            "citation-style",
            message,
            help,
        )]
    };
    let bundle = bundle().map_err(&fault)?;
    let unknown = unknown_keys(library, requests);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let mut distinct: Vec<(&Kept, Place)> = Vec::new();
    let mut asked: BTreeMap<(&str, Place), usize> = BTreeMap::new();
    let mut wanted = Vec::with_capacity(requests.len());
    for request in requests {
        let Some(kept) = library.kept(&request.key) else {
            continue;
        };
        let place = Place::of(request.locator.as_deref());
        let next = distinct.len();
        let at = *asked.entry((kept.key.as_str(), place.clone())).or_insert(next);
        if at == next {
            distinct.push((kept, place));
        }
        wanted.push(at);
    }
    let (citations, entries) = run(bundle, library, &distinct, lang);
    let citations = wanted
        .iter()
        .map(|at| citations.get(*at).cloned().flatten())
        .collect::<Option<Vec<Content>>>();
    let citations = citations.ok_or_else(|| fault("a citation came out empty"))?;
    let entries = entries.ok_or_else(|| fault("an entry came out without its label"))?;
    Ok(Formatted { citations, entries })
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

type Output = (Vec<Option<Content>>, Option<Vec<Entry>>);

fn run(bundle: &Bundle, library: &Library, distinct: &[(&Kept, Place)], lang: &Lang) -> Output {
    let locale = locale(lang);
    let mut driver = BibliographyDriver::new();
    for (kept, place) in distinct {
        let locator = match place {
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
        let items = vec![CitationItem::with_locator(&kept.entry, locator)];
        driver.citation(CitationRequest::new(
            items,
            &bundle.style,
            Some(locale.clone()),
            &bundle.locales,
            None,
        ));
    }
    let cited: BTreeSet<&str> = distinct.iter().map(|(kept, _)| kept.key.as_str()).collect();
    for kept in library
        .entries
        .iter()
        .filter(|kept| !cited.contains(kept.key.as_str()))
    {
        let items = vec![CitationItem::new(&kept.entry, None, None, true, None)];
        driver.citation(CitationRequest::new(
            items,
            &bundle.style,
            Some(locale.clone()),
            &bundle.locales,
            None,
        ));
    }
    let rendered = driver.finish(BibliographyRequest::new(
        &bundle.style,
        Some(locale),
        &bundle.locales,
    ));
    let citations = rendered
        .citations
        .iter()
        .zip(distinct)
        .map(|(citation, (_, place))| {
            let words = match place {
                Place::Words(text) => text.as_str(),
                Place::None | Place::Pages(_) => "",
            };
            Content::new(inlines(&citation.citation, words))
        });
    let citations = citations.collect();
    let items = rendered.bibliography.map(|list| list.items).unwrap_or_default();
    (citations, items.into_iter().map(listed).collect())
}

fn locale(lang: &Lang) -> LocaleCode {
    let found = LOCALES.iter().find(|(tag, _)| *tag == lang.as_str());
    LocaleCode(found.map_or("en-GB", |(tag, _)| tag).to_owned())
}

fn listed(item: BibliographyItem) -> Option<Entry> {
    let first = item
        .first_field
        .map(|field| inlines(&ElemChildren(vec![field]), ""))?;
    Some(Entry {
        key: item.key,
        label: NonEmpty::new(&Inline::plain_text(&first))?,
        content: inlines(&item.content, ""),
    })
}

/// Stands behind text that ends a sentence by itself; a noncharacter, so no text holds it.
pub(super) const SENTENCE_ENDED: char = '\u{FDD0}';

/// The engine's output as inlines; `words` stand where it left a stand-in.
fn inlines(children: &ElemChildren, words: &str) -> Vec<Inline> {
    let mut line = Line::default();
    line.children(children, words);
    line.finish()
}

/// Inlines while they are put together.
#[derive(Default)]
struct Line {
    out: Vec<Inline>,
    /// Whether what stands last has ended its sentence.
    ended: bool,
}

impl Line {
    fn children(&mut self, children: &ElemChildren, words: &str) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.text(&text.text, text.formatting),
                ElemChild::Elem(elem) => self.children(&elem.children, words),
                ElemChild::Markup(text) => self.text(text, Formatting::default()),
                ElemChild::Transparent { format, .. } => self.text(words, *format),
                ElemChild::Link { text, url } => {
                    self.ended = false;
                    self.out.extend(Content::text(&text.text).map(|content| {
                        Inline::Link(Link {
                            // The one form of an address, so that JSON written from it reads as the same.
                            target: Target::Url(address(url).unwrap_or_else(|_| url.clone())),
                            content,
                        })
                    }));
                }
            }
        }
    }

    /// Appends text without the style's full stop behind a sentence that has ended.
    fn text(&mut self, text: &str, formatting: Formatting) {
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            let ended = std::mem::replace(&mut self.ended, c == SENTENCE_ENDED);
            if !(c == SENTENCE_ENDED || ended && c == '.') {
                kept.push(c);
            }
        }
        self.push(kept, formatting);
    }

    /// Appends text, joined to what is before it where both look the same.
    fn push(&mut self, text: String, formatting: Formatting) {
        if text.is_empty() {
            return;
        }
        let italic = formatting.font_style != FontStyle::Normal;
        let bold = formatting.font_weight == FontWeight::Bold;
        match (self.out.last_mut(), italic, bold) {
            (Some(Inline::Text(last)), false, false) => last.push_str(&text),
            (_, false, false) => self.out.push(Inline::Text(text)),
            (_, true, _) => self.out.push(Inline::Emphasis(vec![Inline::Text(text)])),
            (_, false, true) => self.out.push(Inline::Strong(vec![Inline::Text(text)])),
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        if let Some(Inline::Text(text)) = self.out.first_mut() {
            *text = text.trim_start().to_owned();
        }
        if let Some(Inline::Text(text)) = self.out.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.out.retain(|inline| *inline != Inline::Text(String::new()));
        self.out
    }
}
