//! Lists as Word knows them: numbered paragraphs. An item that is more than a paragraph and its inner lists, or begins
//! with something else, is wrapped in a content control, because numbering alone would not say where it ends.

use docx_rs::{IndentLevel, NumberingId, NumberingProperty, StructuredDataTagChild};

use super::context::Step;
use super::numbering::{LEVELS, ListPlace, digits, hanging};
use super::{Emitter, Place, Setting, controlled, list_styles, twips};
use crate::error::Result;
use crate::model::{Block, List, Marker};

/// What a style of lists is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Items with bullets.
    Bullets,
    /// Items with numbers.
    Numbers,
    /// What follows in an item.
    Continued,
}

impl ListKind {
    /// What the style with this id is for, where it is one of lists.
    pub fn of(id: &str) -> Option<Self> {
        let kinds = [
            ("ListBullet", Self::Bullets),
            ("ListNumber", Self::Numbers),
            ("ListContinue", Self::Continued),
        ];
        kinds
            .into_iter()
            .find(|(stem, _)| id.starts_with(stem))
            .map(|(_, kind)| kind)
    }
}

/// A paragraph's place in Word's numbering.
#[derive(Clone, Copy)]
pub struct ItemMark {
    /// The list that its style gives it.
    usual: ListPlace,
    /// The list that it is in, where that is another.
    own: Option<usize>,
}

impl ItemMark {
    /// What a paragraph of this style must say itself. That is nothing where its style says it; a style cannot say which
    /// of several lists a paragraph belongs to, and one that is not of lists says nothing.
    pub fn numbering(self, style: Option<ListPlace>) -> Option<NumberingProperty> {
        let number = match (style, self.own) {
            (Some(_), None) => return None,
            (_, own) => own.unwrap_or(self.usual.id),
        };
        let level = style.is_none() || self.usual.level > 0;
        Some(NumberingProperty {
            id: Some(NumberingId::new(number)),
            level: level.then(|| IndentLevel::new(self.usual.level)),
        })
    }
}

impl Emitter<'_> {
    /// A list. One that touches a list before it must not be taken for more of that.
    pub(super) fn list(
        &mut self,
        list: &List,
        setting: &Setting,
        touches: bool,
    ) -> Result<Vec<StructuredDataTagChild>> {
        let kind = match list.marker {
            Marker::Bullet => ListKind::Bullets,
            Marker::Number { .. } => ListKind::Numbers,
        };
        let level = setting.depth.min(LEVELS - 1);
        let style = list_styles::id(kind, level);
        let mut place = self.mark_place(list.marker, list.items.len(), setting);
        place.item = Some(ItemMark {
            usual: ListPlace { id: 0, level },
            own: None,
        });
        let styled = self.style(style, setting, &place);
        let usual = self.sheet.paragraph(&styled).list;
        let usual = usual.unwrap_or(ListPlace { id: 0, level });
        let alone = kind == ListKind::Numbers || touches;
        place.item = Some(ItemMark {
            usual,
            own: alone.then(|| self.lists.another(usual, list.marker)),
        });
        let mut out = Vec::new();
        for item in &list.items {
            if stands_alone(item, setting.depth) {
                out.extend(self.item(item, style, place, setting)?);
            } else {
                self.control("list-item", &self.edition.words.list_item);
                out.push(controlled(self.item(item, style, place, setting)?));
            }
        }
        let profile = self.profile();
        if setting.depth == 0 {
            self.leave(profile.em(profile.body.paragraph_gap));
        }
        Ok(out)
    }

    fn item(
        &mut self,
        item: &[Block],
        style: &'static str,
        place: Place,
        setting: &Setting,
    ) -> Result<Vec<StructuredDataTagChild>> {
        let first = Setting {
            body: style,
            ..setting.clone()
        };
        let mut rest = Setting {
            left: self.within(setting.left + place.hanging, setting),
            body: list_styles::id(ListKind::Continued, setting.depth),
            depth: setting.depth + 1,
            ..setting.clone()
        };
        rest.path.push(match place.digits {
            0 => Step::Item,
            digits => Step::WideItem(digits),
        });
        let mut out = Vec::new();
        let mut before = None;
        for (number, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph(_) | Block::Heading(_) if number == 0 => {
                    out.extend(self.block(block, &first, Some(place))?);
                }
                Block::List(list) => {
                    if number == 0 {
                        out.push(self.mark_alone(style, setting, place));
                    }
                    out.extend(self.list(list, &rest, is_bulleted(before))?);
                }
                Block::Paragraph(_)
                | Block::Heading(_)
                | Block::DefinitionList(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Callout(_)
                | Block::Quote(_)
                | Block::Division(_)
                | Block::Contents(_)
                | Block::References(_) => {
                    if number == 0 {
                        out.push(self.mark_alone(style, setting, place));
                    }
                    out.extend(self.block(block, &rest, None)?);
                }
            }
            before = Some(block);
        }
        Ok(out)
    }

    /// The mark of an item that begins with something else than words: it stays on the page of what it marks.
    fn mark_alone(&mut self, style: &str, setting: &Setting, place: Place) -> StructuredDataTagChild {
        let mark = self.paragraph(style, setting, place, Vec::new());
        super::block(mark.keep_next(true))
    }

    /// The mark of a list's items. What is left of a number that is too long for its place stands in its item's first line.
    fn mark_place(&self, marker: Marker, items: usize, setting: &Setting) -> Place {
        let profile = self.profile();
        let usual = profile.indent(profile.list.indent);
        let longest = self.longest_hanging(setting).max(usual);
        let hanging = hanging(profile, marker, items).min(longest);
        let is_usual = twips(hanging) == twips(usual);
        Place {
            hanging,
            digits: if is_usual { 0 } else { digits(marker, items) },
            ..Place::default()
        }
    }
}

/// Whether a block is a list with bullets. Bullets need not be counted, so that all such lists of a place are one to Word.
pub fn is_bulleted(block: Option<&Block>) -> bool {
    matches!(block, Some(Block::List(list)) if list.marker == Marker::Bullet)
}

/// Whether numbering alone says what belongs to an item: a paragraph, then lists that Word still has levels for.
fn stands_alone(item: &[Block], depth: usize) -> bool {
    let Some((first, rest)) = item.split_first() else {
        return true;
    };
    let numbered = matches!(first, Block::Paragraph(_) | Block::Heading(_));
    let lists = rest.iter().all(|block| matches!(block, Block::List(_)));
    numbered && lists && (rest.is_empty() || depth + 1 < LEVELS)
}
