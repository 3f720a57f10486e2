//! The references: entries that hang behind their labels.

use docx_rs::{ParagraphChild, StructuredDataTagChild};

use super::{Emitter, Page, Place, Setting, controlled};
use crate::layout::{Edition, Profile};
use crate::model::tree::{Node, NodeKind, Tree};
use crate::model::{Em, Pt, References};

/// How entries hang behind their labels.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hang {
    /// So many em.
    Behind(Em),
    /// Not at all: white space gives way to words before a word is cut for it, and labels stand on lines of their own.
    None,
}

impl Hang {
    /// Its width, in points.
    fn width(self, profile: &Profile) -> Pt {
        match self {
            Self::Behind(ems) => profile.em(ems),
            Self::None => 0.0,
        }
    }
}

impl Emitter<'_> {
    pub(super) fn references(
        &mut self,
        references: &References,
        setting: &Setting,
    ) -> StructuredDataTagChild {
        let alias = self.edition.words.references.clone();
        self.control("references", &alias);
        let labels = references.entries.iter().map(|entry| {
            let label = entry.label.as_ref();
            label.map_or(0, |label| label.chars().count())
        });
        let words = references.entries.iter().map(|entry| entry.content.plain_text());
        let hang = hang(labels, words, self.measure(setting), self.edition);
        let above = hang == Hang::None;
        let width = hang.width(self.profile());
        let place = Place {
            extra: width,
            hanging: width,
            ..Place::default()
        };
        let room = Page::of(self.profile(), self.sheet.rtl).height / 3.0;
        let mut out = Vec::new();
        for entry in &references.entries {
            let (start, end) = self.place(&entry.anchor);
            let mut content: Vec<ParagraphChild> = start.into_iter().collect();
            if let Some(label) = &entry.label {
                content.extend(self.label(label, entry.cited_at.as_ref(), &setting.lang, setting.rtl));
                let run = self.bare_run(&setting.lang, setting.rtl);
                let run = if above {
                    run.add_break(docx_rs::BreakType::TextWrapping)
                } else {
                    run.add_tab()
                };
                content.push(ParagraphChild::Run(Box::new(run)));
            }
            // References are rarely in a leaflet's own language.
            content.extend(self.isolated(&entry.content, setting));
            content.extend(end);
            let lines = self.lines(&entry.content, self.measure(setting) - width) + usize::from(above);
            let mut line = self.line("Reference", setting, place, content);
            if self.height_of(lines) < room
                && let StructuredDataTagChild::Paragraph(paragraph) = &mut line
            {
                paragraph.property.keep_lines = Some(true);
            }
            out.push(line);
        }
        let profile = self.profile();
        self.leave(profile.em(profile.body.paragraph_gap));
        controlled(out)
    }
}

/// How far the style of references hangs, in points: as those of the document ask.
pub fn label_room(tree: &Tree<'_>, edition: &Edition) -> Pt {
    let profile = &edition.layout.profile;
    let words =
        |node: &Node<'_>| -> String { node.children.iter().map(|part| tree.plain_text(*part)).collect() };
    let labels = tree
        .nodes()
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::ReferenceLabel { .. }));
    let texts = tree
        .nodes()
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::ReferenceText));
    let labels = labels.map(|label| words(label).chars().count());
    hang(labels, texts.map(words), profile.column_width(), edition).width(profile)
}

/// `labels` are numbers of characters; `words` the words behind them; `measure` the width of labels and words, in points.
fn hang(
    labels: impl Iterator<Item = usize>,
    words: impl Iterator<Item = String>,
    measure: Pt,
    edition: &Edition,
) -> Hang {
    let profile = &edition.layout.profile;
    let width = label_width(labels.max().unwrap_or(0), profile);
    let room = measure - profile.em(width);
    let column = profile.column_width();
    let is_cut = |word: &str| {
        let word = profile.em(profile.advance_in(edition.lang(), word, true));
        word > room && word <= column
    };
    let mut words = words;
    let narrow = words.any(|words| {
        let mut words = words.split_whitespace().filter(|word| !word.contains('/'));
        words.any(is_cut)
    });
    if narrow { Hang::None } else { Hang::Behind(width) }
}

/// How wide a label of so many characters is with the space after it, in em; without labels, as a list hangs.
fn label_width(characters: usize, profile: &Profile) -> Em {
    if characters == 0 {
        return profile.list.indent;
    }
    let characters = u8::try_from(characters).unwrap_or(u8::MAX);
    (0.55 * f32::from(characters) + 0.55).min(6.0)
}
