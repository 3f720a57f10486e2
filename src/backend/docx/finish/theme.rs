//! The theme (ECMA-376 part 1, 20.1.6): the layout's colours and families under the names by which Word offers them, so
//! that whoever adds something to a leaflet is offered these and no others, and may change them all in one place.

use crate::layout::{Edition, Families, Family, Profile};
use crate::package::xml::Element;

const DRAWINGML: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// Scripts for which a theme may name a family, by their codes (ISO 15924), and letters that tell whether a family has
/// them.
const SCRIPTS: [(&str, [char; 2]); 9] = [
    ("Arab", ['\u{628}', '\u{64A}']),
    ("Hebr", ['\u{5D0}', '\u{5EA}']),
    ("Deva", ['\u{915}', '\u{93F}']),
    ("Beng", ['\u{995}', '\u{9BF}']),
    ("Guru", ['\u{A15}', '\u{A3F}']),
    ("Gujr", ['\u{A95}', '\u{ABF}']),
    ("Taml", ['\u{B95}', '\u{BBF}']),
    ("Thai", ['\u{E01}', '\u{E34}']),
    ("Geor", ['\u{10D0}', '\u{10F0}']),
];

/// The theme part. `text` and `complex` are the families of running text and of text in scripts that Word calls complex.
pub fn theme(edition: &Edition, text: &str, complex: &str) -> Element {
    let profile = &edition.layout.profile;
    let name = profile.name.as_str();
    let elements = Element::new("a:themeElements")
        .child(colour_scheme(profile))
        .child(font_scheme(edition, text, complex))
        .child(format_scheme().with("name", name));
    Element::new("a:theme")
        .with("xmlns:a", DRAWINGML)
        .with("name", name)
        .child(elements)
        .child(Element::new("a:objectDefaults"))
        .child(Element::new("a:extraClrSchemeLst"))
}

/// Which colour of the theme stands where: text is always the first dark one and paper the first light one, whichever of
/// them is darker, so that programs that do not know the mapping show the same.
pub fn mapping() -> Element {
    let pairs = [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ];
    let mapping = Element::new("w:clrSchemeMapping");
    pairs
        .into_iter()
        .fold(mapping, |mapping, (name, value)| mapping.with(name, value))
}

/// Every colour of a chart or a shape can be read on the paper; so the tint of warnings, which is too pale for that, is the
/// one colour that the theme does not have.
fn colour_scheme(profile: &Profile) -> Element {
    let colours = &profile.colours;
    let entries = [
        ("a:dk1", colours.text),
        ("a:lt1", colours.paper),
        ("a:dk2", colours.accent),
        ("a:lt2", colours.accent_tint),
        ("a:accent1", colours.accent),
        ("a:accent2", colours.signal),
        ("a:accent3", colours.rule),
        ("a:accent4", colours.text),
        ("a:accent5", colours.accent),
        ("a:accent6", colours.signal),
        ("a:hlink", colours.accent),
        ("a:folHlink", colours.accent),
    ];
    let entry = |(name, colour): (&str, crate::layout::Colour)| {
        Element::new(name).child(Element::new("a:srgbClr").with("val", colour.hex()))
    };
    Element::new("a:clrScheme")
        .with("name", profile.name.as_str())
        .children(entries.map(entry))
}

fn font_scheme(edition: &Edition, text: &str, complex: &str) -> Element {
    let profile = &edition.layout.profile;
    let families = Families::of(&profile.faces);
    let own = edition.lang().script();
    let script = |(code, letters): (&str, [char; 2])| {
        let has = |family: &Family| letters.into_iter().all(|letter| family.covers(letter));
        let family = match &own {
            // Word takes this one for the document's own language.
            Some(own) if **own == *code => complex,
            _ => families.iter().find(has)?.name(),
        };
        let font = Element::new("a:font").with("script", code);
        Some(font.with("typeface", family))
    };
    let face = |name: &str, family: &str| Element::new(name).with("typeface", family);
    let fonts = |name: &str| {
        Element::new(name)
            .child(face("a:latin", text))
            .child(face("a:ea", text))
            .child(face("a:cs", complex))
            .children(SCRIPTS.into_iter().filter_map(script))
    };
    Element::new("a:fontScheme")
        .with("name", profile.name.as_str())
        .child(fonts("a:majorFont"))
        .child(fonts("a:minorFont"))
}

/// Plain fills, lines and no effects; three of each, as the schema asks.
fn format_scheme() -> Element {
    let fill = || {
        let own = Element::new("a:schemeClr").with("val", "phClr");
        Element::new("a:solidFill").child(own)
    };
    let line = |width: &str| {
        Element::new("a:ln")
            .with("w", width)
            .with("cap", "flat")
            .with("cmpd", "sng")
            .with("algn", "ctr")
            .child(fill())
            .child(Element::new("a:prstDash").with("val", "solid"))
    };
    let effect = || Element::new("a:effectStyle").child(Element::new("a:effectLst"));
    Element::new("a:fmtScheme").children([
        Element::new("a:fillStyleLst").children([fill(), fill(), fill()]),
        Element::new("a:lnStyleLst").children(["9525", "19050", "28575"].map(line)),
        Element::new("a:effectStyleLst").children([effect(), effect(), effect()]),
        Element::new("a:bgFillStyleLst").children([fill(), fill(), fill()]),
    ])
}

/// Says beside each colour of a part which one of the theme it is, where the theme has it.
pub fn colours(root: &mut Element, edition: &Edition) {
    let colours = &edition.layout.profile.colours;
    let names = [
        (colours.text.hex(), "text1"),
        (colours.accent.hex(), "accent1"),
        (colours.signal.hex(), "accent2"),
        (colours.rule.hex(), "accent3"),
        (colours.accent_tint.hex(), "background2"),
    ];
    let named = |value: Option<&str>| {
        let found = names.iter().find(|(hex, _)| Some(hex.as_str()) == value);
        found.map(|(_, name)| *name)
    };
    root.walk_mut(&mut |element| {
        let is_link = element.is("w:style") && element.attribute("w:styleId") == Some("Hyperlink");
        if is_link {
            element.edit("w:rPr", |property| {
                if let Some(colour) = property.find_mut("w:color") {
                    colour.set("w:themeColor", "hyperlink");
                }
            });
            return;
        }
        let value = if element.is("w:color") { "w:val" } else { "w:color" };
        if element.attribute("w:themeColor").is_none()
            && let Some(name) = named(element.attribute(value))
        {
            element.set("w:themeColor", name);
        }
        if let Some(name) = named(element.attribute("w:fill")) {
            element.set("w:themeFill", name);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use crate::package::xml::Document;

    fn edition(tag: &str, layout: &str) -> Edition {
        use crate::model::{Block, Content, Lang, Leaflet, NonEmpty, Paragraph, ParagraphStyle};
        let lang = Lang::parse(tag).unwrap();
        let block = Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: Content::text("x").unwrap(),
        });
        Edition {
            words: crate::layout::Words::of(&lang).unwrap().0,
            leaflet: Leaflet::new("x", NonEmpty::new("X").unwrap(), lang, vec![block]),
            layout: Layout::bundled(layout, None).unwrap(),
            date: None,
        }
    }

    #[test]
    fn a_script_is_given_a_family_that_has_it() {
        let xml = theme(
            &edition("en", "large-print"),
            "Atkinson Hyperlegible Next",
            "Noto Sans Arabic",
        )
        .to_xml();
        assert!(
            xml.contains("<a:font script=\"Arab\" typeface=\"Noto Sans Arabic\"/>"),
            "{xml}"
        );
        assert!(xml.contains("<a:cs typeface=\"Noto Sans Arabic\"/>"), "{xml}");
        assert!(!xml.contains("script=\"Thai\""), "{xml}");
    }

    #[test]
    fn text_is_the_first_dark_colour_on_dark_paper_too() {
        let xml = theme(&edition("en", "high-contrast"), "A", "B").to_xml();
        assert!(
            xml.contains(
                "<a:dk1><a:srgbClr val=\"F6F5EF\"/></a:dk1><a:lt1><a:srgbClr val=\"0E1216\"/></a:lt1>"
            ),
            "{xml}"
        );
    }

    #[test]
    fn colours_of_the_theme_are_named() {
        let xml = b"<w:styles><w:style w:styleId='Hyperlink'><w:rPr><w:color w:val='0B2F52'/></w:rPr></w:style>\
                    <w:style><w:pBdr><w:left w:color='0B2F52'/></w:pBdr><w:shd w:color='auto' w:fill='EEF3F8'/>\
                    <w:rPr><w:color w:val='123456'/></w:rPr></w:style></w:styles>";
        let mut root = Document::parse(xml).unwrap().root;
        colours(&mut root, &edition("en", "large-print"));
        assert_eq!(
            root.to_xml(),
            "<w:styles><w:style w:styleId=\"Hyperlink\"><w:rPr><w:color w:val=\"0B2F52\" w:themeColor=\"hyperlink\"/></w:rPr></w:style>\
             <w:style><w:pBdr><w:left w:color=\"0B2F52\" w:themeColor=\"accent1\"/></w:pBdr>\
             <w:shd w:color=\"auto\" w:fill=\"EEF3F8\" w:themeFill=\"background2\"/>\
             <w:rPr><w:color w:val=\"123456\"/></w:rPr></w:style></w:styles>"
        );
    }
}
