//! Lists: those of items, the list of contents with its entries, and the list of references.

use roxmltree::Node;

use super::document::{At, Walk, Within, is};
use super::places::Goal;
use crate::model::Level;
use crate::model::reading::{Container, Role};

impl<'a, 'i> Walk<'_, 'a, 'i> {
    /// A line of the contents. Its level is that of the heading it leads to; where it leads to none, its depth tells.
    pub(super) fn entry(&mut self, node: Node<'a, 'i>, depth: u8, at: &At) -> Result<(), String> {
        let goal = self
            .places
            .goal(self.path, node.attribute("href").unwrap_or_default());
        let level = match &goal {
            Goal::Place(name) => self.places.level(name),
            Goal::Outside(_) | Goal::Missing => None,
        };
        let level = level
            .or(Level::new(depth.saturating_add(1)))
            .unwrap_or(Level::SECTION);
        self.out.begin(Role::ContentsEntry(level));
        self.link(node, &at.inside(Within::Item))?;
        self.out.end();
        Ok(())
    }

    pub(super) fn list(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let items = node.children().filter(|child| is(*child, "li"));
        match at.within {
            Within::Contents(depth) => return self.contents(items, depth, at),
            Within::References => {
                for item in items {
                    let at = self.entering(item, at)?;
                    self.item(Role::Reference, item, &at)?;
                }
                return Ok(());
            }
            Within::Blocks | Within::Item => {}
        }
        let ordered = is(node, "ol");
        let start = node.attribute("start").and_then(|start| start.parse().ok());
        let start = start.filter(|_| ordered).unwrap_or(1);
        self.out.open(Container::List { ordered, start });
        for (ordinal, item) in (1..).zip(items) {
            let at = self.entering(item, at)?;
            self.container(Container::ListItem { ordinal }, item, &at)?;
        }
        self.out.close();
        Ok(())
    }

    /// The contents are the list in their section; a heading that the section has stands before them.
    fn contents(
        &mut self,
        items: impl Iterator<Item = Node<'a, 'i>>,
        depth: u8,
        at: &At,
    ) -> Result<(), String> {
        if depth == 0 {
            self.out.open(Container::Contents);
        }
        let at = at.inside(Within::Contents(depth.saturating_add(1)));
        for item in items {
            let at = self.entering(item, &at)?;
            self.inside(item, &at)?;
        }
        if depth == 0 {
            self.out.close();
        }
        Ok(())
    }
}
