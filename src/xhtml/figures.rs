//! Pictures, and what stands below them.

use roxmltree::Node;

use super::address::{Address, resolve};
use super::data;
use super::document::{At, SVG, Walk, Within, is, plain_text};
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

    /// A drawing that stands in the text (SVG 2, section 5.9): its name is its alternative.
    pub(super) fn drawing(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let title = node.children().find(|child| child.has_tag_name((SVG, "title")));
        let words = match node.attribute("aria-label") {
            Some(label) => Some(label.to_owned()),
            None => title.map(plain_text),
        };
        let drawn = node
            .descendants()
            .filter(|inner| inner.has_tag_name((SVG, "text")));
        for text in drawn {
            self.left.tell("words in a drawing", &plain_text(text));
        }
        for image in node
            .descendants()
            .filter(|inner| inner.has_tag_name((SVG, "image")))
        {
            let href = |attribute: &roxmltree::Attribute<'_, '_>| attribute.name() == "href";
            let source = image.attributes().find(href).map(|href| href.value());
            self.source(source.unwrap_or_default());
        }
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
            if !matches!(node.attribute("role"), Some("presentation" | "none")) {
                self.fault("a drawing has no text alternative".to_owned());
            }
            return Ok(());
        };
        self.alternative(&words, at);
        Ok(())
    }

    /// Looks whether a picture is there.
    fn source(&mut self, source: &str) {
        match resolve(self.path, source) {
            Some(Address::Inside { path, .. }) if self.files.contains_key(&path) => {}
            Some(Address::Outside(url)) if data::read(&url).is_some_and(|data| data.is_image()) => {}
            _ => self.fault(format!("the picture {} is missing", data::shown(source))),
        }
    }

    fn alternative(&mut self, words: &str, at: &At) {
        if at.within == Within::Item {
            self.text(words, at);
            return;
        }
        self.out.begin(Role::Figure);
        self.text(words, at);
        self.out.end();
    }

    pub(super) fn picture(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let source = node.attribute("src").unwrap_or_default();
        self.source(source);
        let Some(alt) = node.attribute("alt") else {
            self.fault(format!(
                "the picture {} has no text alternative",
                data::shown(source)
            ));
            return Ok(());
        };
        if is_name_of_a_file(alt) {
            self.fault(format!("the alternative “{alt}” is the name of a file"));
        }
        self.alternative(alt, at);
        Ok(())
    }
}

/// Whether an alternative is what programs write where nobody has said one.
fn is_name_of_a_file(alt: &str) -> bool {
    let end = alt.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let is_picture = |end: &str| {
        matches!(
            end,
            "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "bmp" | "emf" | "wmf"
        )
    };
    end.is_some_and(|end| is_picture(&end)) && !alt.trim().contains(' ')
}
