//! Blocks as paragraphs, tables and content controls. Word has no quotation, no callout and no definition: a content
//! control with a tag says what its paragraphs are together, so that nesting is exact.

use docx_rs::{ParagraphChild, StructuredDataTagChild};

use super::context::Step;
use super::frame::Frame;
use super::lists::is_bulleted;
use super::sheet;
use super::{Emitter, Page, Place, Setting, block, controlled};
use crate::error::Result;
use crate::model::tree::{NodeKind, Tree};
use crate::model::{
    Block, Callout, CalloutKind, DefinitionList, Direction, Division, Heading, Inline, Level, ParagraphStyle,
    Pt, Quote,
};

type Children = Vec<StructuredDataTagChild>;

impl Emitter<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], setting: &Setting) -> Result<Children> {
        let mut out = Vec::new();
        let mut before = None;
        let mut rest = blocks.iter().peekable();
        while let Some(block) = rest.next() {
            if sets_off(before, block) {
                self.leave(self.profile().em(self.profile().figure.gap));
            }
            let contents = match (block, rest.peek()) {
                (Block::Heading(heading), Some(Block::Contents(contents))) => Some((heading, contents)),
                _ => None,
            };
            if let Some((heading, contents)) = contents {
                out.extend(self.contents(Some(heading), contents, setting));
                before = rest.next();
                continue;
            }
            out.extend(match block {
                Block::List(list) => self.list(list, setting, is_bulleted(before))?,
                other => self.block(other, setting, None)?,
            });
            before = Some(block);
        }
        Ok(out)
    }

    /// One block. A paragraph or heading that begins a list item bears the item's mark.
    pub(super) fn block(
        &mut self,
        block: &Block,
        setting: &Setting,
        mark: Option<Place>,
    ) -> Result<Children> {
        Ok(match block {
            Block::Heading(heading) => vec![self.heading(heading, setting, mark)],
            Block::Paragraph(paragraph) => {
                let style = match paragraph.style {
                    ParagraphStyle::Body => setting.body,
                    ParagraphStyle::Lead => "Lead",
                    ParagraphStyle::Detail => "Detail",
                    ParagraphStyle::Masthead => "Masthead",
                };
                let content = self.inlines(&paragraph.content, setting);
                let mut line = self.line(style, setting, mark.unwrap_or_default(), content);
                // What it announces must not begin on the next page without it.
                if paragraph.content.plain_text().trim_end().ends_with(':') {
                    keep_together(std::slice::from_mut(&mut line), false);
                }
                // Lines that end on purpose, as an address does, are seen at once.
                if paragraph.content.contains(&Inline::LineBreak)
                    && let StructuredDataTagChild::Paragraph(paragraph) = &mut line
                {
                    paragraph.property.keep_lines = Some(true);
                }
                vec![line]
            }
            Block::List(list) => self.list(list, setting, false)?,
            Block::DefinitionList(list) => vec![self.definitions(list, setting)?],
            Block::Table(table) => self.table(table, setting),
            Block::Figure(figure) => vec![self.figure(figure, setting)?],
            Block::Callout(callout) => vec![self.callout(callout, setting)?],
            Block::Quote(quote) => vec![self.quote(quote, setting)?],
            Block::Division(division) => vec![self.division(division, setting)?],
            Block::Contents(contents) => self.contents(None, contents, setting),
            Block::References(references) => vec![self.references(references, setting)],
        })
    }

    pub(super) fn line(
        &mut self,
        style: &str,
        setting: &Setting,
        place: Place,
        content: Vec<ParagraphChild>,
    ) -> StructuredDataTagChild {
        block(self.paragraph(style, setting, place, content))
    }

    pub(super) fn heading(
        &mut self,
        heading: &Heading,
        setting: &Setting,
        mark: Option<Place>,
    ) -> StructuredDataTagChild {
        let (start, end) = self.place(&heading.anchor);
        let mut content: Vec<ParagraphChild> = start.into_iter().collect();
        let size = self.sheet.paragraph(sheet::heading(heading.level)).size;
        let scale = size / self.profile().body.size_pt;
        content.extend(self.inlines_at(&heading.content, setting, scale));
        content.extend(end);
        self.line(
            sheet::heading(heading.level),
            setting,
            mark.unwrap_or_default(),
            content,
        )
    }

    fn definitions(&mut self, list: &DefinitionList, setting: &Setting) -> Result<StructuredDataTagChild> {
        self.control("definition-list", &self.edition.words.definition_list);
        let profile = self.profile();
        let mut inner = Setting {
            left: self.within(setting.left + profile.indent(profile.definitions.indent), setting),
            body: "Definition",
            ..setting.clone()
        };
        inner.path.push(Step::Definition);
        let mut out = Vec::new();
        for entry in &list.entries {
            for term in &entry.terms {
                let content = self.inlines(term, setting);
                out.push(self.line("Term", setting, Place::default(), content));
            }
            for definition in &entry.definitions {
                self.control("definition", &self.edition.words.definition);
                out.push(controlled(self.blocks(definition, &inner)?));
            }
        }
        self.leave(profile.em(profile.body.paragraph_gap));
        Ok(controlled(out))
    }

    fn callout(&mut self, callout: &Callout, setting: &Setting) -> Result<StructuredDataTagChild> {
        let (tag, frame, step, body, label) = match callout.kind {
            CalloutKind::Callout => (
                "callout",
                Frame::Callout,
                Step::Callout,
                "Callout",
                "CalloutLabel",
            ),
            CalloutKind::Warning => (
                "warning",
                Frame::Warning,
                Step::Warning,
                "Warning",
                "WarningLabel",
            ),
        };
        let profile = self.profile();
        self.control(tag, &callout.label.plain_text());
        let gap = profile.em(profile.callout.gap);
        // The tint reaches above its first line by the padding, which is part of the space between the blocks.
        self.leave(gap);
        let inner = self.framed(setting, frame, body, step);
        let mut content = match callout.kind {
            CalloutKind::Callout => Vec::new(),
            CalloutKind::Warning => self.sign(setting)?,
        };
        content.extend(self.inlines(&callout.label, setting));
        let mut out = vec![self.line(label, &inner, Place::default(), content)];
        out.extend(self.blocks(&callout.blocks, &inner)?);
        if self.is_short(&callout.blocks, &inner) {
            keep_together(&mut out, true);
        }
        self.leave(gap);
        if setting.box_around(profile).is_none() {
            self.close_gaps(&mut out);
        }
        Ok(controlled(out))
    }

    /// Whether blocks have room on a page with some to spare, reckoned from their words.
    fn is_short(&self, blocks: &[Block], setting: &Setting) -> bool {
        const MOST: f32 = 0.6;
        let tree = Tree::of(blocks, &setting.lang);
        let profile = self.profile();
        let mut height = 0.0;
        let begins = |kind: &NodeKind<'_>| {
            matches!(
                kind,
                NodeKind::Paragraph(_)
                    | NodeKind::Heading { .. }
                    | NodeKind::Caption
                    | NodeKind::Label
                    | NodeKind::Term
                    | NodeKind::Row { .. }
            )
        };
        for node in tree.nodes() {
            if matches!(node.kind, NodeKind::Picture { .. }) {
                return false;
            }
            if !begins(&node.kind) {
                continue;
            }
            let words = node.children.iter().map(|part| tree.plain_text(*part));
            let words: Vec<String> = words.collect();
            let room = self.measure(setting) - profile.indent(profile.list.indent);
            height += self.height_of(self.lines_of(&words.join(" "), room)) + profile.em(profile.list.gap);
        }
        height < Page::of(profile, self.sheet.rtl).height * MOST
    }

    fn quote(&mut self, quote: &Quote, setting: &Setting) -> Result<StructuredDataTagChild> {
        self.control("quote", &self.edition.words.quotation);
        let profile = self.profile();
        let gap = profile.em(profile.callout.gap);
        self.leave(gap);
        let inner = self.framed(setting, Frame::Quote, "Quote", Step::Quote);
        let out = self.blocks(&quote.blocks, &inner)?;
        self.leave(gap);
        Ok(controlled(out))
    }

    fn division(&mut self, division: &Division, setting: &Setting) -> Result<StructuredDataTagChild> {
        self.control(format!("division:{}", division.lang), division.lang.as_str());
        let rtl = division.lang.direction() == Direction::RightToLeft;
        let (left, right) = setting.indents(rtl);
        let inner = Setting {
            lang: division.lang.clone(),
            rtl,
            left,
            right,
            ..setting.clone()
        };
        Ok(controlled(self.blocks(&division.blocks, &inner)?))
    }

    /// The height of so many lines of running text, in points.
    pub(super) fn height_of(&self, lines: usize) -> Pt {
        let lines = u16::try_from(lines).unwrap_or(u16::MAX);
        Pt::from(lines) * self.profile().em(self.profile().body.leading)
    }
}

/// Whether a quiet line begins here: one neither under another nor in the title block is set off from the text above.
fn sets_off(before: Option<&Block>, block: &Block) -> bool {
    let quiet = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            matches!(paragraph.style, ParagraphStyle::Lead | ParagraphStyle::Detail)
        }
        Block::Heading(heading) => heading.level == Level::TITLE,
        Block::List(_)
        | Block::DefinitionList(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::Division(_)
        | Block::Contents(_)
        | Block::References(_) => false,
    };
    let detail = matches!(block, Block::Paragraph(paragraph) if paragraph.style == ParagraphStyle::Detail);
    detail && !before.is_some_and(quiet)
}

/// Keeps paragraphs on one page; the last of them need not stay with what follows.
fn keep_together(children: &mut [StructuredDataTagChild], last_ends: bool) {
    let count = children.len();
    for (number, child) in children.iter_mut().enumerate() {
        let ends = last_ends && number + 1 == count;
        match child {
            StructuredDataTagChild::Paragraph(paragraph) => {
                paragraph.property.keep_lines = Some(true);
                if !ends {
                    paragraph.property.keep_next = Some(true);
                }
            }
            StructuredDataTagChild::StructuredDataTag(control) => keep_together(&mut control.children, ends),
            StructuredDataTagChild::Table(_)
            | StructuredDataTagChild::Run(_)
            | StructuredDataTagChild::BookmarkStart(_)
            | StructuredDataTagChild::BookmarkEnd(_)
            | StructuredDataTagChild::CommentStart(_)
            | StructuredDataTagChild::CommentEnd(_) => {}
        }
    }
}
