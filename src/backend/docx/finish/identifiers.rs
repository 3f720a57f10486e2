//! Identifiers that docx-rs takes from counters of the whole process, which would make two equal documents differ.

use crate::package::xml::Element;

/// Removes paragraph ids (they are optional) and declares the namespaces that the passes use.
pub fn apply(root: &mut Element) {
    root.walk_mut(&mut |element| {
        element.unset("w14:paraId");
        element.unset("w14:textId");
    });
    let namespaces = [
        (
            "xmlns:r",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ),
        (
            "xmlns:mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ),
        (
            "xmlns:w14",
            "http://schemas.microsoft.com/office/word/2010/wordml",
        ),
        (
            "xmlns:w15",
            "http://schemas.microsoft.com/office/word/2012/wordml",
        ),
    ];
    for (name, uri) in namespaces {
        root.set(name, uri);
    }
    root.unset("mc:Ignorable");
    let ignorable = if root.attribute("xmlns:wp14").is_some() {
        "w14 w15 wp14"
    } else {
        "w14 w15"
    };
    root.set("mc:Ignorable", ignorable);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn counters_do_not_show() {
        let mut root =
            Document::parse(b"<w:d xmlns:w14='x' mc:Ignorable='w14'><w:p w14:paraId='00000007'/></w:d>")
                .unwrap()
                .root;
        apply(&mut root);
        let xml = root.to_xml();
        assert!(xml.ends_with("mc:Ignorable=\"w14 w15\"><w:p/></w:d>"), "{xml}");
        assert!(!xml.contains("paraId"));
    }
}
