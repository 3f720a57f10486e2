//! The settings part and the section, written by us: docx-rs orders the first wrongly and knows no direction of the second.

use super::valued;
use crate::layout::Edition;
use crate::model::Direction;
use crate::package::xml::{Element, Node};

const WORDPROCESSINGML: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The relationship of the foot of the page.
pub const FOOTER_ID: &str = "rIdFooter1";

/// The settings part: the current behaviour of Word, and no hyphenation. Never `w:updateFields`, which alarms every reader;
/// never `w:saveSubsetFonts`, which would take letters from whoever edits the leaflet; no traces of editing, and no signs
/// for numbers, which Word has from the machine.
pub fn settings(edition: &Edition) -> Element {
    let lang = edition.lang().as_str();
    let profile = &edition.layout.profile;
    let mut settings = Element::new("w:settings").with("xmlns:w", WORDPROCESSINGML);
    settings = settings.child(Element::new("w:zoom").with("w:percent", "100"));
    if profile.colours.paints_paper() {
        settings = settings.child(Element::new("w:displayBackgroundShape"));
    }
    settings = settings.child(Element::new("w:embedTrueTypeFonts"));
    if profile.paper.mirrored {
        settings = settings.child(Element::new("w:mirrorMargins"));
    }
    settings.children([
        valued("w:defaultTabStop", "720"),
        valued("w:autoHyphenation", "0"),
        valued("w:characterSpacingControl", "doNotCompress"),
        compatibility(),
        valued("w:themeFontLang", lang)
            .with("w:eastAsia", lang)
            .with("w:bidi", lang),
    ])
}

fn compatibility() -> Element {
    let setting = |(name, value)| {
        Element::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    };
    Element::new("w:compat").children(
        [
            ("compatibilityMode", "15"),
            ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"),
            ("doNotFlipMirrorIndents", "1"),
            ("differentiateMultirowTableHeaders", "1"),
        ]
        .map(setting),
    )
}

/// The colour of the paper, where it is not white.
pub fn background(root: &mut Element, edition: &Edition) {
    let colours = &edition.layout.profile.colours;
    if colours.paints_paper() {
        let background = Element::new("w:background").with("w:color", colours.paper.hex());
        root.children.insert(0, Node::Element(background));
    }
}

/// The last section: its foot by our relationship, its direction.
pub fn section(root: &mut Element, edition: &Edition) -> Result<(), String> {
    let section = root.find_mut("w:body").and_then(|body| body.find_mut("w:sectPr"));
    let section = section.ok_or("the document has no section")?;
    for reference in section
        .elements_mut()
        .filter(|child| child.is("w:footerReference"))
    {
        reference.set("r:id", FOOTER_ID);
    }
    if edition.leaflet.direction() == Direction::RightToLeft {
        section.children.push(Node::Element(Element::new("w:bidi")));
    }
    Ok(())
}
