//! The character styles as figures. A run has room for one: what is two things at once, such as strong words in a link,
//! has a style of its own that is derived from the link's.

use super::sheet::{Name, Sheet};
use crate::layout::{Colour, Profile, Underline, Weight};

/// A character style: what it comes to, not what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct CharacterLook {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Name,
    /// The style it is derived from.
    pub based_on: Option<Name>,
    /// Bold, or as the paragraph.
    pub bold: bool,
    /// Italic, or as the paragraph.
    pub italic: bool,
    /// Underlined, or as the paragraph.
    pub underline: Option<Underline>,
    /// A colour of its own.
    pub colour: Option<Colour>,
}

impl CharacterLook {
    fn plain(id: &'static str, name: &'static str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            based_on: None,
            bold: false,
            italic: false,
            underline: None,
            colour: None,
        }
    }

    fn looks_like(&self, other: &Self) -> bool {
        let look = |look: &Self| (look.bold, look.italic, look.underline, look.colour);
        look(self) == look(other)
    }
}

/// The styles that every document has.
pub fn characters(profile: &Profile) -> Vec<CharacterLook> {
    let plain = CharacterLook::plain;
    let emphasis = &profile.emphasis;
    let stress = emphasis.underline.then_some(Underline::Single);
    let link = CharacterLook {
        underline: Some(profile.links.underline),
        colour: Some(profile.colours.accent),
        ..plain("Hyperlink", "Hyperlink")
    };
    let like_link = |id: &'static str, name: &'static str| CharacterLook {
        id: id.into(),
        name: name.into(),
        based_on: Some("Hyperlink".into()),
        ..link.clone()
    };
    let row_label = CharacterLook {
        bold: true,
        colour: Some(profile.colours.accent),
        ..plain("RowLabel", "Row Label")
    };
    vec![
        CharacterLook {
            bold: emphasis.strong_weight() == Weight::Bold,
            underline: stress,
            ..plain("Strong", "Strong")
        },
        CharacterLook {
            bold: emphasis.weight == Weight::Bold,
            italic: emphasis.italic,
            underline: stress,
            ..plain("Emphasis", "Emphasis")
        },
        // Before what is derived from it: LibreOffice forgets the colour in tables otherwise.
        link.clone(),
        like_link("Citation", "Citation"),
        like_link("BackLink", "Back Link"),
        row_label.clone(),
        CharacterLook {
            id: "RowLabelAgain".into(),
            name: "Row Label Again".into(),
            based_on: Some("RowLabel".into()),
            ..row_label
        },
        // The contents are a list of links by their place: a wall of underlined lines is harder to read.
        plain("ContentsLink", "Contents Link"),
        CharacterLook {
            colour: Some(profile.colours.rule),
            ..plain("ContentsLeader", "Contents Leader")
        },
    ]
}

impl Sheet {
    fn character(&self, id: &str) -> Option<&CharacterLook> {
        self.characters.iter().find(|look| look.id == id)
    }

    /// The style of words in a link, in a style of their own (both by id), or in neither, that are strong, stressed, both or
    /// neither. A link keeps its own line, by which it is told from stress; words of their own style are strong by it.
    pub fn words(
        &mut self,
        link: Option<&str>,
        own: Option<&str>,
        strong: bool,
        stressed: bool,
    ) -> Option<Name> {
        let (first, more) = match (link, own) {
            (Some(link), _) => (link, (strong, stressed)),
            (None, Some(own)) => (own, (false, stressed)),
            (None, None) if strong => ("Strong", (false, stressed)),
            (None, None) if stressed => ("Emphasis", (false, false)),
            (None, None) => return None,
        };
        let base = self.character(first)?.clone();
        let mut look = CharacterLook {
            based_on: Some(base.id.clone()),
            ..base.clone()
        };
        let mut name = base.name.to_string();
        for (more, style) in [(more.0, "Strong"), (more.1, "Emphasis")] {
            let Some(style) = self.character(style).filter(|_| more) else {
                continue;
            };
            look.bold |= style.bold;
            look.italic |= style.italic;
            if link.is_none() {
                look.underline = look.underline.or(style.underline);
            }
            name = format!("{name} {}", style.name);
        }
        if look.looks_like(&base) {
            return Some(base.id);
        }
        Some(self.character_named(look, name))
    }

    /// The style of the same words in a paragraph that is bold by its style: two styles that say bold take it back
    /// (ECMA-376 part 1, 17.7.3). `None` where nothing is left to say.
    pub fn words_in_bold(&mut self, id: &str) -> Option<Name> {
        let look = self.character(id)?.clone();
        if !look.bold {
            return Some(look.id);
        }
        let light = CharacterLook { bold: false, ..look };
        if light.looks_like(&CharacterLook::plain("", "")) {
            return None;
        }
        let base = light.based_on.as_deref().and_then(|base| self.character(base));
        if let Some(base) = base.filter(|base| base.looks_like(&light)) {
            return Some(base.id.clone());
        }
        let name = format!("{} in Bold", light.name);
        // One derived from a bold style would have to take it back.
        let based_on = base.filter(|base| !base.bold).map(|base| base.id.clone());
        Some(self.character_named(CharacterLook { based_on, ..light }, name))
    }

    fn character_named(&mut self, look: CharacterLook, name: String) -> Name {
        let id = Name::from(name.replace(' ', ""));
        if self.character(&id).is_none() {
            self.characters.push(CharacterLook {
                id: id.clone(),
                name: name.into(),
                ..look
            });
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    fn sheet(layout: &str) -> Sheet {
        let profile = Layout::bundled(layout, None).unwrap().profile;
        Sheet::of(&profile, false, 2.0)
    }

    #[test]
    fn what_is_two_things_at_once_has_a_style_derived_from_the_links() {
        let mut sheet = sheet("large-print");
        assert_eq!(sheet.words(None, None, false, false), None);
        assert_eq!(sheet.words(None, None, true, false).unwrap(), "Strong");
        assert_eq!(
            sheet.words(Some("Citation"), None, false, false).unwrap(),
            "Citation"
        );
        assert_eq!(
            sheet.words(Some("Citation"), None, true, false).unwrap(),
            "CitationStrong"
        );
        let look = sheet.character("CitationStrong").unwrap();
        assert!(look.bold && look.name == "Citation Strong" && look.based_on.as_deref() == Some("Citation"));
        let before = sheet.characters.len();
        sheet.words(Some("Citation"), None, true, false);
        assert_eq!(sheet.characters.len(), before);
    }

    #[test]
    fn what_adds_nothing_makes_no_style() {
        // Both are bold in this layout, and neither is in that of the American Council of the Blind.
        let mut sheet_bold = sheet("large-print");
        assert_eq!(sheet_bold.words(None, None, true, true).unwrap(), "Strong");
        let mut lined = sheet("acb-large-print");
        assert_eq!(lined.words(None, None, true, true).unwrap(), "Strong");
        assert_eq!(
            lined.words(Some("Hyperlink"), None, true, true).unwrap(),
            "Hyperlink"
        );
    }

    #[test]
    fn bold_is_not_said_twice() {
        let mut sheet = sheet("large-print");
        assert_eq!(sheet.words_in_bold("Strong"), None);
        assert_eq!(sheet.words_in_bold("Hyperlink").unwrap(), "Hyperlink");
        let both = sheet.words(Some("Hyperlink"), None, true, false).unwrap();
        assert_eq!(sheet.words_in_bold(&both).unwrap(), "Hyperlink");
    }
}
