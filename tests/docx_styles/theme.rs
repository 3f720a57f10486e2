//! The theme of a Word file: the colours and faces of the layout, and those that the styles name.

use std::collections::BTreeSet;

use roxmltree::Document;

use super::opc::part;
use super::sheet::{attribute, child};
use super::{editions, write};

#[test]
fn the_theme_is_the_layout() {
    const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    for (what, edition) in editions(&[None]) {
        let bytes = write(&edition);
        let text = part(&bytes, "word/theme/theme1.xml");
        let theme = Document::parse(&text).unwrap();
        let colour = |name: &str| {
            let entry = theme
                .descendants()
                .find(|node| node.has_tag_name((A, name)))
                .unwrap();
            entry
                .first_element_child()
                .unwrap()
                .attribute("val")
                .unwrap()
                .to_owned()
        };
        let colours = &edition.layout.profile.colours;
        assert_eq!(colour("dk1"), colours.text.hex(), "{what}");
        assert_eq!(colour("lt1"), colours.paper.hex(), "{what}");
        assert_eq!(colour("hlink"), colours.accent.hex(), "{what}");
        // What Word takes from the theme and what others take from the value are the same.
        let styles = part(&bytes, "word/styles.xml");
        let styles = Document::parse(&styles).unwrap();
        let mut met = BTreeSet::new();
        // LibreOffice lays a colour of the defaults over those of links in tables.
        let defaults = child(styles.root_element(), "docDefaults").unwrap();
        let coloured = |node: roxmltree::Node<'_, '_>| node.tag_name().name() == "color";
        assert!(!defaults.descendants().any(coloured), "{what}");
        for node in styles.descendants() {
            for (theme, value) in [
                ("themeColor", "val"),
                ("themeColor", "color"),
                ("themeFill", "fill"),
            ] {
                let Some(name) = attribute(node, theme) else {
                    continue;
                };
                if theme == "themeColor" && (value == "val") != (node.tag_name().name() == "color") {
                    continue;
                }
                let entry = match name {
                    "text1" => "dk1",
                    "background2" => "lt2",
                    "hyperlink" => "hlink",
                    other => other,
                };
                assert_eq!(
                    Some(colour(entry).as_str()),
                    attribute(node, value),
                    "{what}: {name}"
                );
                met.insert(name.to_owned());
            }
        }
        assert!(met.len() >= 5, "{met:?}");
        // Both name the same families.
        let fonts = styles
            .descendants()
            .find(|node| node.tag_name().name() == "rFonts")
            .unwrap();
        for part in ["majorFont", "minorFont"] {
            let part = theme
                .descendants()
                .find(|node| node.has_tag_name((A, part)))
                .unwrap();
            for (theme, own) in [("latin", "ascii"), ("ea", "eastAsia"), ("cs", "cs")] {
                let face = part
                    .children()
                    .find(|node| node.has_tag_name((A, theme)))
                    .unwrap();
                assert_eq!(
                    face.attribute("typeface"),
                    attribute(fonts, own),
                    "{what}: {theme}"
                );
            }
            let script = part
                .children()
                .find(|node| node.attribute("script") == Some("Arab"))
                .unwrap();
            assert_eq!(script.attribute("typeface"), Some("Noto Sans Arabic"), "{what}");
        }
    }
}
