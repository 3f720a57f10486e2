//! Citations meet references: every citation gets the words that stand in the line and the entry it leads to, every
//! entry its way back.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::Cite;
use super::log::Log;
use super::near::did_you_mean;
use super::references::{Formatted, Library, Request};
use crate::finding::Span;
use crate::model::{
    Anchor, Block, Callout, Citation, Content, Definition, DefinitionList, Division, Figure, Heading, Inline,
    Lang, Link, List, Paragraph, Phrase, Quote, Reference, Several, Table,
};

/// What becomes of each citation: by its own anchor, the entry's anchor and the words.
pub(super) type Cited = BTreeMap<Anchor, (Anchor, Content)>;

/// Formats the citations and the list of references; faults are findings.
pub(super) fn references(
    cites: &[Cite],
    library: &Library,
    lang: &Lang,
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
        return (Cited::new(), Vec::new());
    }
    uncited(cites, library, log);
    let requests: Vec<Request> = cites
        .iter()
        .map(|cite| Request {
            key: cite.key.clone(),
            locator: cite.locator.clone(),
        })
        .collect();
    match library.format(&requests, lang) {
        Ok(formatted) => join(cites, library, formatted, log),
        Err(findings) => {
            log.findings.extend(findings);
            (Cited::new(), Vec::new())
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
    let mut cited = Cited::new();
    for (cite, content) in cites.iter().zip(formatted.citations) {
        log.passage(&cite.span.source, cite.span.bytes.clone(), &content.plain_text());
        if let Some(anchor) = anchors.get(cite.key.as_str()) {
            cited.insert(cite.anchor.clone(), (anchor.clone(), content));
        }
    }
    let mut list = Vec::new();
    for entry in &formatted.entries {
        if let (Some(anchor), Some(span)) = (anchors.get(entry.key.as_str()), library.span(&entry.key)) {
            let words = format!("{} {}", &*entry.label, Inline::plain_text(&entry.content));
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
                label: Some(entry.label.clone()),
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
            content: fill_content(&heading.content, cited)?,
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
                let terms = entry.terms.iter().filter_map(|term| fill_content(term, cited));
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
            label: fill_content(&callout.label, cited)?,
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

fn fill_inlines(inlines: &[Inline], cited: &Cited) -> Vec<Inline> {
    inlines
        .iter()
        .filter_map(|inline| fill_inline(inline, cited))
        .collect()
}

fn fill_inline(inline: &Inline, cited: &Cited) -> Option<Inline> {
    Some(match inline {
        Inline::Text(text) => Inline::Text(text.clone()),
        Inline::Strong(inner) => Inline::Strong(fill_inlines(inner, cited)),
        Inline::Emphasis(inner) => Inline::Emphasis(fill_inlines(inner, cited)),
        Inline::Link(link) => Inline::Link(Link {
            target: link.target.clone(),
            content: fill_content(&link.content, cited)?,
        }),
        Inline::Language(phrase) => Inline::Language(Phrase {
            lang: phrase.lang.clone(),
            content: fill_content(&phrase.content, cited)?,
        }),
        Inline::Citation(citation) => {
            let (reference, content) = cited.get(&citation.anchor)?.clone();
            Inline::Citation(Citation {
                anchor: citation.anchor.clone(),
                reference,
                content,
            })
        }
        Inline::Unbroken(inner) => Inline::Unbroken(fill_inlines(inner, cited)),
        Inline::LineBreak => Inline::LineBreak,
    })
}
