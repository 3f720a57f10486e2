//! Lists from numbered paragraphs: which list and item a paragraph belongs to follows from its numbering alone.

use roxmltree::Node;

use super::Walk;
use super::content::first_words;
use super::numbering::{Numbering, Odd, Shape};
use super::parts::{child, value};
use super::styles::Styles;
use crate::model::excerpt;
use crate::model::reading::{Container, Role};

/// A level that no list has: they have nine (ECMA-376 part 1, 17.9.6). Whatever lies deeper is told of as this one.
const BEYOND: u32 = 9;

/// The number of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub list: u32,
    pub level: u32,
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
            let mut places = self.styles.derived(style);
            places.any(|place| self.numbering.level_of(mark.list, place).is_some())
        };
        matches!(self.role(paragraph), Some(Role::Heading(_))) && (own.is_none() || linked())
    }

    /// The numbering of a paragraph, whatever it is.
    pub fn numbered(&self, paragraph: Node<'_, '_>) -> Option<Mark> {
        numbered(self.styles, self.numbering, paragraph)
    }

    /// Enters the next item of a list, leaving the lists that it does not stand in.
    pub fn enter_item(&mut self, open: &mut Vec<OpenList>, mark: Mark, item: Node<'_, '_>) {
        while let Some(last) = open.last() {
            let deeper = last.mark.level > mark.level;
            let neighbour =
                last.mark.level == mark.level && last.mark != mark && !self.goes_on(last.mark, mark);
            if !deeper && !neighbour {
                break;
            }
            self.leave_list(open);
        }
        let goes_on = open.last().is_some_and(|last| self.goes_on(last.mark, mark));
        match open.last_mut() {
            Some(last) if last.mark == mark || goes_on => {
                last.mark = mark;
                last.items = last.items.saturating_add(1);
                let ordinal = last.items;
                self.out.close();
                self.out.open(Container::ListItem { ordinal });
                self.count(mark, None, item);
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
                    Some(Shape::Numbers { start, .. }) => (true, self.count(mark, Some(start), item)),
                    Some(Shape::Bullets) | None => (false, 1),
                };
                let odd = self.numbering.odd(mark.list, mark.level);
                self.faults.extend(odd.map(Odd::fault));
                self.out.open(Container::List { ordered, start });
                self.out.open(Container::ListItem { ordinal: 1 });
                open.push(OpenList { mark, items: 1 });
            }
        }
    }

    /// Whether an item goes on counting in the list that an item of another has begun: programs write one list as two, and
    /// show one.
    fn goes_on(&self, last: Mark, mark: Mark) -> bool {
        let kind = |mark: Mark| match self.numbering.list(mark.list, mark.level) {
            Some(Shape::Numbers { kind, restarts, .. }) => Some((kind, restarts)),
            Some(Shape::Bullets) | None => None,
        };
        let (Some((one, _)), Some((other, restarts))) = (kind(last), kind(mark)) else {
            return false;
        };
        let anew = restarts && !self.begun.contains(&(mark.list, mark.level));
        last.level == mark.level && last.list != mark.list && one == other && !anew
    }

    /// Counts an item, and gives its number. Lists of one kind share their counters (ECMA-376 part 1, 17.9.15); an item
    /// begins those of deeper levels anew. `begins` is where a list that begins here would start.
    fn count(&mut self, mark: Mark, begins: Option<u32>, item: Node<'_, '_>) -> u32 {
        let Some(Shape::Numbers { kind, restarts, .. }) = self.numbering.list(mark.list, mark.level) else {
            return 1;
        };
        let anew = self.begun.insert((mark.list, mark.level)) && restarts;
        let last = self.counted.get(&(kind, mark.level)).copied().filter(|_| !anew);
        let number = match last {
            Some((last, _)) => last.saturating_add(1),
            None => begins.unwrap_or(1),
        };
        if let (Some((_, other)), Some(_)) = (last, begins)
            && other != mark.list
        {
            let words = excerpt(&first_words(item));
            self.faults.push(format!(
                "a list goes on counting where another ended, at “{words}”"
            ));
        }
        self.counted.insert((kind, mark.level), (number, mark.list));
        let deeper: Vec<(u32, u32)> = self
            .counted
            .range((kind, mark.level.saturating_add(1))..=(kind, u32::MAX))
            .map(|(place, _)| *place)
            .collect();
        for place in deeper {
            self.counted.remove(&place);
        }
        number
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

/// The numbering of a paragraph, its own or its style's.
pub fn numbered(styles: &Styles, numbering: &Numbering, paragraph: Node<'_, '_>) -> Option<Mark> {
    let property = child(paragraph, "pPr");
    let own = property.and_then(|property| child(property, "numPr"));
    let get = |name: &str| {
        own.and_then(|own| value(own, name))
            .and_then(|text| text.parse().ok())
    };
    let style = property.and_then(|property| value(property, "pStyle"));
    let list = get("numId").or_else(|| styles.list(style))?;
    // The level that bears the style's name goes before what the style says (ECMA-376 part 1, 17.3.1.19).
    let linked = || {
        styles
            .derived(style)
            .find_map(|place| numbering.level_of(list, place))
    };
    let level = get("ilvl")
        .or_else(linked)
        .or_else(|| styles.level(style))
        .unwrap_or(0)
        .min(BEYOND);
    (list != 0).then_some(Mark { list, level })
}
