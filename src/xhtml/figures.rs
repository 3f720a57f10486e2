//! Pictures, and what stands below them.

use roxmltree::Node;

use super::address::{Address, resolve};
use super::data;
use super::document::{At, Walk, Within, is};
use crate::model::reading::Role;

impl<'a, 'i> Walk<'_, 'a, 'i> {
    /// The first paragraph of a caption is the caption; what follows describes the picture further.
    pub(super) fn caption(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let first = node.first_element_child().filter(|child| is(*child, "p"));
        let Some(first) = first else {
            return self.item(Role::Caption, node, at);
        };
        let inner = self.entering(first, at)?;
        self.item(Role::Caption, first, &inner)?;
        for child in first.next_siblings().skip(1) {
            if child.is_element() {
                self.element(child, at)?;
            } else if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.text(text, at);
            }
        }
        Ok(())
    }

    pub(super) fn picture(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let source = node.attribute("src").unwrap_or_default();
        match resolve(self.path, source) {
            Some(Address::Inside { path, .. }) if self.files.contains_key(&path) => {}
            Some(Address::Outside(url)) if data::read(&url).is_some_and(|data| data.is_image()) => {}
            _ => self.fault(format!("the picture {} is missing", data::shown(source))),
        }
        let Some(alt) = node.attribute("alt") else {
            self.fault(format!(
                "the picture {} has no text alternative",
                data::shown(source)
            ));
            return Ok(());
        };
        if at.within == Within::Item {
            self.text(alt, at);
            return Ok(());
        }
        self.out.begin(Role::Figure);
        self.text(alt, at);
        self.out.end();
        Ok(())
    }
}
