//! Headings and paragraphs, and the title block that they form at the head of a leaflet.

use super::breaking::Rag;
use super::flow::{Flow, Setting};
use super::geometry::Column;
use super::piece::{ANNOUNCED, HEADING, Piece};
use super::{Area, Owner, Shape};
use crate::error::Result;
use crate::model::tree::{NodeId, NodeKind};
use crate::model::{Anchor, Level, ParagraphStyle};

impl Flow<'_, '_> {
    pub(super) fn heading(
        &mut self,
        id: NodeId,
        level: Level,
        anchor: &Anchor,
        column: Column,
    ) -> Result<()> {
        let index = usize::from(level.get() - 1);
        let style = &self.profile.headings;
        let before = self.em(style.before.get(index).copied().unwrap_or_default());
        let after = self.em(style.after.get(index).copied().unwrap_or_default());
        self.begin_heading(before);
        if level == Level::TITLE {
            self.title_rule(column);
        }
        let mut passage = self.passage(id, true);
        for span in &mut passage.spans {
            span.look.colour = self.profile.colours.accent;
        }
        let size = self.profile.heading_size(level);
        let mut shaped = self.shaper.shape(passage, size)?;
        let (narrow, _) = shaped.widths();
        let mut setting = Setting {
            size,
            leading: style.leading,
        };
        if narrow > column.width() {
            // A heading shrinks before it breaks a word, down to the size of the text below it.
            setting.size = (size * column.width() / narrow * 0.99).max(self.profile.body.size_pt);
            shaped = self.shaper.shape(shaped.passage, setting.size)?;
        }
        let first = self.pieces.len();
        self.lines(shaped, setting, column, Rag::Balanced);
        self.hold_to_next(first, HEADING);
        self.anchor(first, anchor, column.left);
        self.end_close(after);
        Ok(())
    }

    /// The strong rule above the title.
    fn title_rule(&mut self, column: Column) {
        let style = &self.profile.title_block;
        let mut rule = Piece {
            height: style.rule_pt,
            cost: HEADING,
            ..Piece::default()
        };
        let area = Area {
            x: column.left,
            y: 0.0,
            width: column.width(),
            height: style.rule_pt,
        };
        let colour = self.profile.colours.accent;
        rule.paint(Owner::Layout, Shape::Rectangle { area, colour });
        self.push(rule);
        self.widen_gap(self.em(style.gap));
    }

    pub(super) fn paragraph(
        &mut self,
        id: NodeId,
        style: ParagraphStyle,
        next: Option<NodeId>,
        column: Column,
    ) -> Result<()> {
        let first = self.pieces.len();
        let gap = self.em(self.profile.body.paragraph_gap);
        let sets_off = style == ParagraphStyle::Detail && !self.continues_front(id);
        self.begin(if sets_off {
            self.em(self.profile.figure.gap)
        } else {
            0.0
        });
        match style {
            ParagraphStyle::Body | ParagraphStyle::Detail => {
                self.body_text(id, false, column)?;
                if self.has_line_break(id) {
                    // Lines that end on purpose, as an address does, are seen at once.
                    self.hold_if_small(first);
                }
            }
            ParagraphStyle::Masthead => {
                let mut passage = self.passage(id, true);
                for span in &mut passage.spans {
                    span.look.colour = self.profile.colours.accent;
                }
                let setting = self.body();
                let shaped = self.shaper.shape(passage, setting.size)?;
                self.lines(shaped, setting, column, Rag::Balanced);
                self.hold_to_next(first, HEADING);
                self.end(self.em(self.profile.figure.caption_gap));
                return Ok(());
            }
            ParagraphStyle::Lead => {
                let setting = Setting {
                    size: self.profile.lead_size(),
                    leading: self.profile.body.leading,
                };
                let passage = self.passage(id, false);
                let (shaped, setting) = self.fitted(passage, setting, column)?;
                self.lines(shaped, setting, column, Rag::NoRunt);
            }
        }
        if self.pieces.len() == first {
            return Ok(());
        }
        self.end(gap);
        let ends_title_block = self.in_title_block(id) && !next.is_some_and(|next| self.is_front(next));
        if ends_title_block {
            self.widen_gap(self.em(self.profile.title_block.after));
        }
        let announces = self.tree.plain_text(id).trim_end().ends_with(':')
            || next.is_some_and(|next| self.tree.node(next).kind == NodeKind::References);
        if announces && next.is_some() {
            self.hold_last(first, ANNOUNCED);
        }
        Ok(())
    }

    fn has_line_break(&self, id: NodeId) -> bool {
        let children = &self.tree.node(id).children;
        let breaks = |child: &NodeId| self.tree.node(*child).kind == NodeKind::LineBreak;
        children.iter().any(breaks)
    }

    /// Whether a quiet line stands under another, or in the title block. Any other is set off from the text above it.
    fn continues_front(&self, id: NodeId) -> bool {
        let siblings = self
            .tree
            .node(id)
            .parent
            .map(|parent| &self.tree.node(parent).children);
        let before = siblings
            .into_iter()
            .flatten()
            .take_while(|sibling| **sibling != id)
            .last();
        before.is_some_and(|before| match self.tree.node(*before).kind {
            NodeKind::Heading { level, .. } => level == Level::TITLE,
            _ => self.is_front(*before),
        })
    }

    fn is_front(&self, id: NodeId) -> bool {
        matches!(
            self.tree.node(id).kind,
            NodeKind::Paragraph(ParagraphStyle::Lead | ParagraphStyle::Detail)
        )
    }

    /// Whether a paragraph is the lead or a quiet line straight under the title.
    fn in_title_block(&self, id: NodeId) -> bool {
        if !self.is_front(id) {
            return false;
        }
        let Some(parent) = self.tree.node(id).parent else {
            return false;
        };
        let siblings = &self.tree.node(parent).children;
        let before = siblings
            .iter()
            .rev()
            .skip_while(|sibling| **sibling != id)
            .skip(1);
        for sibling in before {
            match self.tree.node(*sibling).kind {
                NodeKind::Heading { level, .. } => return level == Level::TITLE,
                _ if self.is_front(*sibling) => {}
                _ => return false,
            }
        }
        false
    }
}
