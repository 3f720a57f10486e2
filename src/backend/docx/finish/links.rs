//! Links: docx-rs loses the relationships of those in content controls and tables, numbers them by a counter of the whole
//! process, and knows no tooltips.

use super::package::Package;
use crate::backend::docx::emit::notes::{LINK_KEY, LinkNote, LinkTarget};
use crate::package::xml::Element;

/// The longest tooltip that Word takes, in characters.
const MAX_TOOLTIP: usize = 260;

/// Puts the target in the place of each link's key.
pub fn apply(root: &mut Element, notes: &[LinkNote], package: &mut Package) -> Result<(), String> {
    let mut lost = None;
    root.walk_mut(&mut |element| {
        if !element.is("w:hyperlink") {
            return;
        }
        let key = element.attribute("w:anchor").unwrap_or_default().to_owned();
        let number = key
            .strip_prefix(LINK_KEY)
            .and_then(|number| number.parse::<usize>().ok());
        match number.and_then(|number| notes.get(number)) {
            Some(note) => resolve(element, note, package),
            None => lost = Some(key),
        }
    });
    lost.map_or(Ok(()), |key| Err(format!("a link has the unknown key {key:?}")))
}

fn resolve(element: &mut Element, note: &LinkNote, package: &mut Package) {
    match &note.target {
        LinkTarget::Url(url) => {
            element.unset("w:anchor");
            element
                .attributes
                .insert(0, ("r:id".to_owned(), package.link(url)));
        }
        LinkTarget::Bookmark(name) => element.set("w:anchor", name),
    }
    if let Some(tooltip) = &note.tooltip {
        let short: String = tooltip.chars().take(MAX_TOOLTIP).collect();
        element.set("w:tooltip", short);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn keys_become_targets() {
        let mut root =
            Document::parse(b"<p><w:hyperlink w:anchor='link-1'/><w:hyperlink w:anchor='link-0'/></p>")
                .unwrap()
                .root;
        let url = LinkNote {
            target: LinkTarget::Url("https://e.org/?a&b".into()),
            tooltip: None,
        };
        let place = LinkNote {
            target: LinkTarget::Bookmark("here".into()),
            tooltip: Some("Go".into()),
        };
        let mut package = Package::default();
        apply(&mut root, &[url, place], &mut package).unwrap();
        assert_eq!(
            root.to_xml(),
            "<p><w:hyperlink w:anchor=\"here\" w:tooltip=\"Go\"/><w:hyperlink r:id=\"rIdLink1\"/></p>"
        );
        assert!(apply(&mut root, &[], &mut package).is_err());
    }
}
