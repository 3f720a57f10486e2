//! Lists from numbered paragraphs: which list and item a paragraph belongs to follows from its numbering alone.

use roxmltree::Node;

use super::Walk;
use super::numbering::Shape;
use super::parts::{child, value};
use crate::model::reading::{Container, Role};

/// The number of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    list: u32,
    level: u32,
}

/// A list that is open, with its last item.
pub struct OpenList {
    mark: Mark,
    items: u32,
}

impl Walk<'_> {
    /// The numbering of a paragraph, its own or its style's.
    pub fn mark(&self, paragraph: Node<'_, '_>) -> Option<Mark> {
        self.numbered(paragraph)
            .filter(|mark| !self.is_outline(paragraph, *mark))
    }

    /// Whether a number is that of a heading, and no item of a list begins with it: its style brings it, or the list has
    /// a level for its style.
    pub fn is_outline(&self, paragraph: Node<'_, '_>, mark: Mark) -> bool {
        let property = child(paragraph, "pPr");
        let own = property
            .and_then(|property| child(property, "numPr"))
            .and_then(|own| value(own, "numId"));
        let style = property.and_then(|property| value(property, "pStyle"));
        let linked = || {
            let mut ids = self.styles.ids(style);
            ids.any(|id| self.numbering.level_of(mark.list, id).is_some())
        };
        matches!(self.role(paragraph), Some(Role::Heading(_))) && (own.is_none() || linked())
    }

    /// The numbering of a paragraph, whatever it is.
    pub fn numbered(&self, paragraph: Node<'_, '_>) -> Option<Mark> {
        let property = child(paragraph, "pPr");
        let own = property.and_then(|property| child(property, "numPr"));
        let get = |name: &str| {
            own.and_then(|own| value(own, name))
                .and_then(|text| text.parse().ok())
        };
        let style = property.and_then(|property| value(property, "pStyle"));
        let list = get("numId").or_else(|| self.styles.list(style))?;
        // The level that bears the style's name goes before what the style says (ECMA-376 part 1, 17.3.1.19).
        let linked = || {
            self.styles
                .ids(style)
                .find_map(|id| self.numbering.level_of(list, id))
        };
        let level = get("ilvl")
            .or_else(linked)
            .or_else(|| self.styles.level(style))
            .unwrap_or(0);
        (list != 0).then_some(Mark { list, level })
    }

    /// Enters the next item of a list, leaving the lists that it does not stand in.
    pub fn enter_item(&mut self, open: &mut Vec<OpenList>, mark: Mark) {
        while let Some(last) = open.last() {
            let deeper = last.mark.level > mark.level;
            let neighbour = last.mark.level == mark.level && last.mark != mark;
            if !deeper && !neighbour {
                break;
            }
            self.leave_list(open);
        }
        match open.last_mut() {
            Some(last) if last.mark == mark => {
                last.items = last.items.saturating_add(1);
                self.out.close();
                self.out.open(Container::ListItem { ordinal: last.items });
            }
            _ => {
                let found = self.numbering.list(mark.list, mark.level);
                if found.is_none() {
                    self.faults.push(format!(
                        "there is no list {} with a level {}",
                        mark.list, mark.level
                    ));
                }
                let (ordered, start) = match found {
                    Some(Shape::Numbers {
                        start,
                        kind,
                        restarts,
                    }) => {
                        // Lists of one kind share their counters (ECMA-376 part 1, 17.9.15).
                        if !self.counted.insert((kind, mark.level)) && !restarts {
                            self.faults.push(format!(
                                "the list {} goes on counting where another ended",
                                mark.list
                            ));
                        }
                        (true, start)
                    }
                    Some(Shape::Bullets) | None => (false, 1),
                };
                self.out.open(Container::List { ordered, start });
                self.out.open(Container::ListItem { ordinal: 1 });
                open.push(OpenList { mark, items: 1 });
            }
        }
    }

    /// Leaves all lists.
    pub fn leave_lists(&mut self, open: &mut Vec<OpenList>) {
        while !open.is_empty() {
            self.leave_list(open);
        }
    }

    fn leave_list(&mut self, open: &mut Vec<OpenList>) {
        if open.pop().is_some() {
            self.out.close();
            self.out.close();
        }
    }
}
