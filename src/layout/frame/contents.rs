//! The contents of an edition: its headings, in order.

use super::furniture::Section;
use crate::layout::Words;
use crate::model::{Anchor, Block, Content, Contents, ContentsEntry, Inline, Lang, Level, Phrase, Several};
use crate::source::body::Slots;
use crate::source::unbroken;

/// With more sections than this, the contents list sections alone: a list longer than a page guides nobody.
const MOST_SECTIONS_WITH_PARTS: usize = 8;

/// The contents of a body and of the furniture behind it; `None` where there is nothing to list.
pub(super) fn of(
    body: &[Block],
    furniture: &[Section<'_>],
    slots: &Slots,
    lang: &Lang,
    words: &Words,
) -> Option<Contents> {
    let mut entries = Vec::new();
    collect(body, lang, lang, &mut entries);
    for section in furniture {
        let heading = words.inlines(section.heading, lang);
        let content = Content::new(unbroken::mark_inlines(heading, lang.direction()));
        entries.extend(entry(Level::SECTION, Anchor::new(section.name), content));
        collect(slots.blocks(section.name), lang, lang, &mut entries);
    }
    let sections = entries
        .iter()
        .filter(|entry| entry.level == Level::SECTION)
        .count();
    let deepest = if sections > MOST_SECTIONS_WITH_PARTS { 2 } else { 3 };
    entries.retain(|entry| entry.level.get() <= deepest);
    Several::new(entries).map(|entries| Contents { entries })
}

fn entry(level: Level, target: Option<Anchor>, content: Option<Content>) -> Option<ContentsEntry> {
    Some(ContentsEntry {
        level,
        target: target?,
        content: content?,
    })
}

/// The headings of these blocks, wherever they stand; `around` is the language of what holds the blocks.
fn collect(blocks: &[Block], around: &Lang, leaflet: &Lang, entries: &mut Vec<ContentsEntry>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let words = without_links(&heading.content);
                let content = Content::new(words).or_else(|| Content::text(&heading.content.plain_text()));
                let content = content.map(|content| in_language(content, around, leaflet));
                entries.extend(entry(heading.level, Some(heading.anchor.clone()), content));
            }
            Block::List(list) => list
                .items
                .iter()
                .for_each(|item| collect(item, around, leaflet, entries)),
            Block::DefinitionList(list) => {
                for definition in list.entries.iter().flat_map(|entry| entry.definitions.iter()) {
                    collect(definition, around, leaflet, entries);
                }
            }
            Block::Figure(figure) => collect(&figure.description, around, leaflet, entries),
            Block::Callout(callout) => collect(&callout.blocks, around, leaflet, entries),
            Block::Quote(quote) => collect(&quote.blocks, around, leaflet, entries),
            Block::Division(division) => collect(&division.blocks, &division.lang, leaflet, entries),
            Block::Paragraph(_) | Block::Table(_) | Block::Contents(_) | Block::References(_) => {}
        }
    }
}

fn in_language(content: Content, lang: &Lang, leaflet: &Lang) -> Content {
    if lang == leaflet {
        return content;
    }
    let phrase = Inline::Language(Phrase {
        lang: lang.clone(),
        content: content.clone(),
    });
    Content::new(vec![phrase]).unwrap_or(content)
}

/// A heading's words: a line of the contents is one link already, and a citation belongs in the text.
fn without_links(inlines: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    push_words(inlines, &mut out);
    trim_end(&mut out);
    out
}

fn push_words(inlines: &[Inline], out: &mut Vec<Inline>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => push_text(text, out),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_words(inner, out),
            Inline::Link(link) => push_words(&link.content, out),
            Inline::Language(phrase) => {
                if let Some(content) = Content::new(without_links(&phrase.content)) {
                    out.push(Inline::Language(Phrase {
                        lang: phrase.lang.clone(),
                        content,
                    }));
                }
            }
            Inline::Citation(_) => {
                // The space that kept the citation with the word before it goes with it.
                trim_end(out);
            }
            Inline::Unbroken(inner) => {
                let words = without_links(inner);
                if inner.iter().any(|inline| matches!(inline, Inline::Citation(_))) {
                    // Without its citation it is a word like any other, or nothing.
                    trim_before(&words, out);
                    words.into_iter().for_each(|word| match word {
                        Inline::Text(text) => push_text(&text, out),
                        other => out.push(other),
                    });
                } else {
                    out.push(Inline::Unbroken(words));
                }
            }
            Inline::LineBreak => push_text(" ", out),
        }
    }
}

/// Where nothing is left of a piece but the citation's space, the space before goes as well.
fn trim_before(words: &[Inline], out: &mut Vec<Inline>) {
    if words.is_empty() {
        trim_end(out);
    }
}

fn trim_end(out: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            out.pop();
        }
    }
}

fn push_text(text: &str, out: &mut Vec<Inline>) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        Some(_) | None => out.push(Inline::Text(text.to_owned())),
    }
}
