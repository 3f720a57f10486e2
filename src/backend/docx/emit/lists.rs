//! Lists as Word knows them: numbered paragraphs. An item that is more than a paragraph and its inner lists, or begins
//! with something else, is wrapped in a content control, because numbering alone would not say where it ends.

use docx_rs::StructuredDataTagChild;

use super::numbering::LEVELS;
use super::{Emitter, ItemMark, Place, Setting, controlled};
use crate::error::Result;
use crate::model::{Block, List, Marker};

impl Emitter<'_> {
    pub(super) fn list(&mut self, list: &List, setting: &Setting) -> Result<Vec<StructuredDataTagChild>> {
        let level = setting.depth.min(LEVELS - 1);
        let mark = ItemMark {
            list: self.lists.add(list.marker, level),
            level,
        };
        let place = Place {
            item: Some(mark),
            ..self.mark_place(list.marker, list.items.len())
        };
        let style = match list.marker {
            Marker::Bullet => "ListBullet",
            Marker::Number { .. } => "ListNumber",
        };
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
        let rest = Setting {
            left: setting.left + place.hanging,
            body: "ListContinue",
            depth: setting.depth + 1,
            ..setting.clone()
        };
        let mut out = Vec::new();
        for (number, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph(_) | Block::Heading(_) if number == 0 => {
                    out.extend(self.block(block, &first, Some(place))?);
                }
                Block::Paragraph(_)
                | Block::Heading(_)
                | Block::List(_)
                | Block::DefinitionList(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Callout(_)
                | Block::Quote(_)
                | Block::Division(_)
                | Block::Contents(_)
                | Block::References(_) => {
                    if number == 0 {
                        out.push(self.line(style, setting, place, Vec::new()));
                    }
                    out.extend(self.block(block, &rest, None)?);
                }
            }
        }
        Ok(out)
    }
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
