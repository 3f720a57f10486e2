//! Citations meet references: every citation gets the words that stand in the line and the entry it leads to, every
//! entry its way back.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::Cite;
use super::log::Log;
use super::near::did_you_mean;
use super::references::{Formatted, Library, Request, Style};
use crate::finding::Span;
use crate::model::{
    Anchor, Block, Callout, Citation, Citing, Content, Definition, DefinitionList, Division, Figure, Heading,
    Inline, Lang, Link, List, Paragraph, Phrase, Quote, Reference, Several, Table,
};

/// The most citations: the processor of citation styles looks at every one beside all others.
const MOST_CITATIONS: usize = 2_000;

/// What becomes of each citation.
#[derive(Default)]
pub(super) struct Cited {
    /// By the citation's own anchor, the entry's anchor and the words.
    words: BTreeMap<Anchor, (Anchor, Content)>,
    /// Whether citations leave no trace in the text.
    hidden: bool,
    /// Whether that left nothing of a text that must hold something.
    empty: Cell<bool>,
}

impl Cited {
    /// Whether hiding the citations left nothing of a heading, a label or a term.
    pub(super) fn left_nothing(&self) -> bool {
        self.empty.get()
    }
}

/// How citations and references show.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) lang: &'a Lang,
    pub(super) style: &'a Style,
    pub(super) citing: Citing,
}

/// Formats the citations and the list of references; faults are findings.
pub(super) fn references(
    cites: &[Cite],
    library: &Library,
    shown: Shown,
    log: &mut Log,
) -> (Cited, Vec<Reference>) {
    let keys: BTreeSet<&str> = library.keys().collect();
    let before = log.len();
    for cite in cites.iter().filter(|cite| !keys.contains(cite.key.as_str())) {
        let near = did_you_mean(&cite.key, keys.iter().copied());
        let message = format!("no reference has the key `{}`", cite.key);
        let help = format!("{near}add the reference to the file that `references:` names, or cite another");
        log.error(cite.key_span.clone(), "unknown-citation", message, help);
    }
    if log.len() > before {
        return Default::default();
    }
    uncited(cites, library, log);
    if let Some(cite) = cites.get(MOST_CITATIONS) {
        let message = "up to here the leaflet has 2000 citations";
        let help = "cite what a statement rests on, or split the leaflet";
        log.error(cite.span.clone(), "too-long", message, help);
        return Default::default();
    }
    let requests: Vec<Request> = cites
        .iter()
        .map(|cite| Request {
            key: cite.key.clone(),
            locator: cite.locator.clone(),
        })
        .collect();
    let hidden = Cited {
        hidden: true,
        ..Cited::default()
    };
    match (library.format(&requests, shown.lang, shown.style), shown.citing) {
        (Ok(formatted), Citing::Numbered) => join(cites, library, formatted, log),
        (Ok(formatted), Citing::List) => (hidden, join(&[], library, formatted, log).1),
        (Ok(_), Citing::OnRequest) => (hidden, Vec::new()),
        (Err(findings), _) => {
            log.findings.extend(findings);
            Default::default()
        }
    }
}

fn uncited(cites: &[Cite], library: &Library, log: &mut Log) {
    let cited: BTreeSet<&str> = cites.iter().map(|cite| cite.key.as_str()).collect();
    for key in library.keys().filter(|key| !cited.contains(key)) {
        if let Some(span) = library.span(key) {
            let message = format!("nothing cites the reference `{key}`; it is listed all the same");
            log.warning(
                span,
                "uncited-reference",
                message,
                format!("cite it, `[@{key}]`, or take it out of the file"),
            );
        }
    }
}

fn join(cites: &[Cite], library: &Library, formatted: Formatted, log: &mut Log) -> (Cited, Vec<Reference>) {
    let mut anchors: BTreeMap<&str, Anchor> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for entry in &formatted.entries {
        let wanted = Anchor::from_words(&format!("ref-{}", entry.key), "ref");
        let anchor = (1..)
            .map(|n| {
                if n == 1 {
                    wanted.clone()
                } else {
                    wanted.numbered(n)
                }
            })
            .find(|anchor| !taken.contains(anchor))
            .unwrap_or(wanted);
        taken.insert(anchor.clone());
        anchors.insert(&entry.key, anchor);
    }
    let mut cited = Cited::default();
    for (cite, content) in cites.iter().zip(formatted.citations) {
        log.passage(&cite.span.source, cite.span.bytes.clone(), &content.plain_text());
        if let Some(anchor) = anchors.get(cite.key.as_str()) {
            cited.words.insert(cite.anchor.clone(), (anchor.clone(), content));
        }
    }
    let mut list = Vec::new();
    for entry in &formatted.entries {
        if let (Some(anchor), Some(span)) = (anchors.get(entry.key.as_str()), library.span(&entry.key)) {
            let label = entry
                .label
                .as_ref()
                .map_or(String::new(), |label| format!("{} ", &**label));
            let words = format!("{label}{}", Inline::plain_text(&entry.content));
            log.passage(&span.source, entry_bytes(&span), &words);
            let Some(content) = Content::new(entry.content.clone()) else {
                let message = format!("the reference `{}` has nothing to show", entry.key);
                log.error(
                    span,
                    "empty-reference",
                    message,
                    "give it an author, a title and a date",
                );
                continue;
            };
            list.push(Reference {
                anchor: anchor.clone(),
                label: entry.label.clone(),
                cited_at: cites
                    .iter()
                    .find(|cite| cite.key == entry.key)
                    .map(|cite| cite.anchor.clone()),
                content,
            });
        }
    }
    (cited, list)
}

/// The bytes from an entry's key to the next entry: its words come from somewhere in them.
fn entry_bytes(key: &Span) -> Range<usize> {
    let rest = key.source.text.get(key.bytes.start..).unwrap_or_default();
    key.bytes.start..key.bytes.start + rest.find("\n@").unwrap_or(rest.len())
}

/// The blocks with their citations filled in.
pub(super) fn fill(blocks: Vec<Block>, cited: &Cited) -> Vec<Block> {
    blocks
        .into_iter()
        .filter_map(|block| fill_block(block, cited))
        .collect()
}

fn fill_block(block: Block, cited: &Cited) -> Option<Block> {
    Some(match block {
        Block::Heading(heading) => Block::Heading(Heading {
            content: needed(&heading.content, cited)?,
            ..heading
        }),
        Block::Paragraph(paragraph) => Block::Paragraph(Paragraph {
            content: fill_content(&paragraph.content, cited)?,
            ..paragraph
        }),
        Block::List(list) => Block::List(List {
            items: fill_each(&list.items, cited)?,
            ..list
        }),
        Block::DefinitionList(list) => {
            let entries = list.entries.iter().filter_map(|entry| {
                let terms = entry.terms.iter().filter_map(|term| needed(term, cited));
                Some(Definition {
                    terms: Several::new(terms.collect())?,
                    definitions: fill_each(&entry.definitions, cited)?,
                })
            });
            Block::DefinitionList(DefinitionList {
                entries: Several::new(entries.collect())?,
            })
        }
        Block::Table(table) => Block::Table(fill_table(&table, cited)?),
        Block::Figure(figure) => Block::Figure(Figure {
            kind: figure.kind,
            caption: figure
                .caption
                .as_ref()
                .and_then(|caption| fill_content(caption, cited)),
            description: fill(figure.description, cited),
            image: figure.image,
            alt: figure.alt,
        }),
        Block::Callout(callout) => Block::Callout(Callout {
            kind: callout.kind,
            label: needed(&callout.label, cited)?,
            blocks: fill_several(callout.blocks, cited)?,
        }),
        Block::Quote(quote) => Block::Quote(Quote {
            blocks: fill_several(quote.blocks, cited)?,
        }),
        Block::Division(division) => Block::Division(Division {
            lang: division.lang,
            blocks: fill_several(division.blocks, cited)?,
        }),
        Block::Contents(contents) => Block::Contents(contents),
        Block::References(references) => Block::References(references),
    })
}

fn fill_several(blocks: Several<Block>, cited: &Cited) -> Option<Several<Block>> {
    Several::new(fill(blocks.into_vec(), cited))
}

fn fill_each(items: &Several<Several<Block>>, cited: &Cited) -> Option<Several<Several<Block>>> {
    Several::new(
        items
            .iter()
            .filter_map(|item| fill_several(item.clone(), cited))
            .collect(),
    )
}

fn fill_table(table: &Table, cited: &Cited) -> Option<Table> {
    let cells = |row: &[Vec<Inline>]| {
        row.iter()
            .map(|cell| fill_inlines(cell, cited))
            .collect::<Vec<_>>()
    };
    let caption = table.caption().and_then(|caption| fill_content(caption, cited));
    let rows = table.rows().iter().map(|row| cells(row)).collect();
    Table::new(
        caption,
        Several::new(cells(table.header()))?,
        rows,
        table.row_headers(),
    )
}

fn fill_content(content: &Content, cited: &Cited) -> Option<Content> {
    Content::new(fill_inlines(content, cited))
}

/// Content without which its block could not be.
fn needed(content: &Content, cited: &Cited) -> Option<Content> {
    let filled = fill_content(content, cited);
    if filled.is_none() {
        cited.empty.set(true);
    }
    filled
}

/// A citation that is hidden takes the white space before it along, and brackets that held nothing else.
fn fill_inlines(inlines: &[Inline], cited: &Cited) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut removed = false;
    for inline in inlines {
        match (fill_inline(inline, cited), out.last_mut()) {
            (None, _) => {
                trim_end(&mut out);
                removed = true;
            }
            (Some(Inline::Text(text)), before) if removed => {
                let text = match before {
                    Some(Inline::Text(last)) if last.ends_with('(') && text.starts_with(')') => {
                        last.pop();
                        trim_end(&mut out);
                        text.get(1..).unwrap_or_default()
                    }
                    Some(_) => &text,
                    None => text.trim_start_matches(SPACES),
                };
                match out.last_mut() {
                    Some(Inline::Text(last)) => last.push_str(text),
                    _ if text.is_empty() => {}
                    _ => out.push(Inline::Text(text.to_owned())),
                }
            }
            (Some(filled), _) => {
                removed = false;
                out.push(filled);
            }
        }
    }
    out
}

const SPACES: [char; 3] = [' ', '\t', '\u{a0}'];

fn trim_end(out: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end_matches(SPACES).len());
        if text.is_empty() {
            out.pop();
        }
    }
}

/// The inlines inside another; `None` where hiding citations left none.
fn within(inner: &[Inline], cited: &Cited) -> Option<Vec<Inline>> {
    let filled = fill_inlines(inner, cited);
    (!filled.is_empty() || inner.is_empty()).then_some(filled)
}

fn fill_inline(inline: &Inline, cited: &Cited) -> Option<Inline> {
    Some(match inline {
        Inline::Text(text) => Inline::Text(text.clone()),
        Inline::Strong(inner) => Inline::Strong(within(inner, cited)?),
        Inline::Emphasis(inner) => Inline::Emphasis(within(inner, cited)?),
        Inline::Link(link) => Inline::Link(Link {
            target: link.target.clone(),
            content: fill_content(&link.content, cited)?,
        }),
        Inline::Language(phrase) => Inline::Language(Phrase {
            lang: phrase.lang.clone(),
            content: fill_content(&phrase.content, cited)?,
        }),
        Inline::Citation(_) if cited.hidden => return None,
        Inline::Citation(citation) => {
            let (reference, content) = cited.words.get(&citation.anchor)?.clone();
            Inline::Citation(Citation {
                anchor: citation.anchor.clone(),
                reference,
                content,
            })
        }
        Inline::Unbroken(inner) => Inline::Unbroken(within(inner, cited)?),
        Inline::LineBreak => Inline::LineBreak,
    })
}
