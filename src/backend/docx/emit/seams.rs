//! Where parts of a box meet that Word does not join: a table and the paragraphs next to it, a warning in a callout and
//! what stands round it. Space between those would be white, so that they leave none; each has its padding. What asks for
//! no space there has a style of its own, since every other paragraph in that style asks for some.

use docx_rs::{Paragraph, StructuredDataTagChild};

use super::Emitter;
use super::frame::Frame;
use super::sheet::{self, Name, ParagraphLook};

/// A part of a box, in document order.
enum Part<'a> {
    Paragraph(&'a mut Paragraph),
    Table,
}

impl Emitter<'_> {
    /// Leaves no space where parts of a box meet that are not joined.
    pub(super) fn close_gaps(&mut self, children: &mut [StructuredDataTagChild]) {
        let mut parts = Vec::new();
        collect(children, &mut parts);
        let drawn: Vec<_> = parts.iter().map(|part| self.drawn(part)).collect();
        let apart = |at: usize| drawn.get(at).zip(drawn.get(at + 1)).is_some_and(|(a, b)| a != b);
        for (at, part) in parts.into_iter().enumerate() {
            let Part::Paragraph(paragraph) = part else {
                continue;
            };
            let above = at > 0 && apart(at - 1);
            let property = &mut paragraph.property;
            if above {
                property.line_spacing = None;
            }
            if let Some(style) = &mut property.style {
                style.val = self.flush(&style.val, above, apart(at)).into_owned();
            }
        }
    }

    /// What is drawn round a part: nothing round a table, which has borders of its own.
    fn drawn(&self, part: &Part<'_>) -> Option<(Option<Frame>, bool)> {
        let Part::Paragraph(paragraph) = part else {
            return None;
        };
        let style = paragraph.property.style.as_ref()?;
        let look = self.sheet.paragraph(&style.val);
        Some((look.frame, look.flipped))
    }

    /// The style that says the same but asks for no space above or below.
    fn flush(&mut self, id: &str, above: bool, below: bool) -> Name {
        let base = self.sheet.paragraph(id).clone();
        let above = above && base.before > 0.0;
        let below = below && base.after > 0.0;
        let sides = match (above, below) {
            (true, true) => "Flush",
            (true, false) => "Flush Above",
            (false, true) => "Flush Below",
            (false, false) => return base.id,
        };
        let name = format!("{} {sides}", base.name);
        let id = sheet::id(&name);
        if self.used.insert(id.clone()) {
            self.used.insert(base.id.clone());
            self.sheet.add(ParagraphLook {
                id: id.clone(),
                name: name.into(),
                next: Some(base.next.clone().unwrap_or_else(|| base.id.clone())),
                before: if above { 0.0 } else { base.before },
                after: if below { 0.0 } else { base.after },
                based_on: base.id.clone(),
                ..base
            });
        }
        id
    }
}

fn collect<'a>(children: &'a mut [StructuredDataTagChild], parts: &mut Vec<Part<'a>>) {
    for child in children {
        match child {
            StructuredDataTagChild::Paragraph(paragraph) => parts.push(Part::Paragraph(paragraph)),
            StructuredDataTagChild::Table(_) => parts.push(Part::Table),
            StructuredDataTagChild::StructuredDataTag(control) => collect(&mut control.children, parts),
            StructuredDataTagChild::Run(_)
            | StructuredDataTagChild::BookmarkStart(_)
            | StructuredDataTagChild::BookmarkEnd(_)
            | StructuredDataTagChild::CommentStart(_)
            | StructuredDataTagChild::CommentEnd(_) => {}
        }
    }
}
