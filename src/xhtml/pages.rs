//! Page-break markers (DPUB-ARIA 1.1, `doc-pagebreak`; EPUB 3 Structural Semantics Vocabulary, `pagebreak`).

use roxmltree::Node;

use super::document::{At, Walk, plain_text};

const OPS: &str = "http://www.idpf.org/2007/ops";

/// Whether an element marks the beginning of a page.
pub(super) fn is_page_break(node: Node<'_, '_>) -> bool {
    let says = |names: Option<&str>, name: &str| {
        names.is_some_and(|names| names.split_whitespace().any(|said| said == name))
    };
    says(node.attribute("role"), "doc-pagebreak") || says(node.attribute((OPS, "type")), "pagebreak")
}

/// What the page is called that a marker begins.
pub(super) fn label<'a>(marker: Node<'a, '_>) -> Option<&'a str> {
    let label = marker
        .attribute("aria-label")
        .or_else(|| marker.attribute("title"))?
        .trim();
    (!label.is_empty()).then_some(label)
}

impl<'a, 'i> Walk<'_, 'a, 'i> {
    pub(super) fn page_break(&mut self, marker: Node<'a, 'i>, at: &At) {
        let words = plain_text(marker);
        if !words.is_empty() {
            self.fault(format!("the marker of a page holds the words “{words}”"));
        }
        let Some(label) = label(marker) else {
            self.fault("the marker of a page does not say which".to_owned());
            return;
        };
        let name = marker.ancestors().skip(1).find(|node| {
            matches!(
                node.tag_name().name(),
                "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption"
            ) || node.tag_name().name() == "th" && !node.has_attribute("aria-label")
                || self.names(*node)
        });
        if let Some(name) = name {
            let element = name.tag_name().name();
            self.fault(format!(
                "the marker of page {label} stands inside the name “{}” ({element})",
                plain_text(name)
            ));
        }
        if let Err(fault) = self.entering(marker, at) {
            self.fault(fault);
        }
        self.out.page(label);
    }

    /// Whether another element takes its name from this one.
    fn names(&self, node: Node<'a, 'i>) -> bool {
        node.attribute("id").is_some_and(|id| self.naming.contains(id))
    }
}
