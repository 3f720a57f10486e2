//! Colours of letters and grounds, those of the theme among them (ECMA-376 part 1, 17.3.2.6 and 17.3.5).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::backend::docx::inspect::parts::attribute;
use crate::model::contrast::{Rgb, contrast};

const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// A colour as a property says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// What shows on whatever lies behind; of a ground: none.
    Automatic,
    /// A colour.
    Plain(Rgb),
    /// One of the theme's.
    Theme(String),
    /// One that is not told here: made of others, or drawn as a pattern.
    Untold,
}

impl Ink {
    /// Of attributes such as `val` and `themeColor`.
    pub fn of(node: Node<'_, '_>, plain: &str, theme: &str) -> Self {
        let plain = attribute(node, plain).map(Self::of_word);
        let mixed = ["Tint", "Shade"]
            .into_iter()
            .any(|how| attribute(node, &format!("{theme}{how}")).is_some());
        match attribute(
            node,
            &format!("{theme}{}", if theme == "theme" { "Color" } else { "" }),
        ) {
            // Of a mixture Word keeps what it came to beside it.
            Some(name) if !mixed => Self::Theme(name.to_owned()),
            Some(_) | None => plain.unwrap_or(Self::Untold),
        }
    }

    /// Of a shading; a pattern of two colours is not told.
    pub fn of_shading(node: Node<'_, '_>) -> Self {
        match attribute(node, "val") {
            Some("clear" | "nil") | None => Self::of(node, "fill", "themeFill"),
            Some("solid") => Self::of(node, "color", "theme"),
            Some(_) => Self::Untold,
        }
    }

    /// Of a marker pen, by the names of its sixteen colours.
    pub fn of_highlight(name: &str) -> Option<Self> {
        Some(Self::Plain(match name {
            "black" => [0, 0, 0],
            "blue" => [0, 0, 255],
            "cyan" => [0, 255, 255],
            "green" => [0, 255, 0],
            "magenta" => [255, 0, 255],
            "red" => [255, 0, 0],
            "yellow" => [255, 255, 0],
            "white" => [255, 255, 255],
            "darkBlue" => [0, 0, 128],
            "darkCyan" => [0, 128, 128],
            "darkGreen" => [0, 128, 0],
            "darkMagenta" => [128, 0, 128],
            "darkRed" => [128, 0, 0],
            "darkYellow" => [128, 128, 0],
            "darkGray" => [128, 128, 128],
            "lightGray" => [192, 192, 192],
            _ => return None,
        }))
    }

    fn of_word(word: &str) -> Self {
        match (word, hex(word)) {
            ("auto", _) => Self::Automatic,
            (_, Some(colour)) => Self::Plain(colour),
            (_, None) => Self::Untold,
        }
    }
}

/// A colour of six hexadecimal digits.
fn hex(digits: &str) -> Option<Rgb> {
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    (digits.len() == 6).then_some(())?;
    Some([byte(0)?, byte(2)?, byte(4)?])
}

/// The colours of a theme, by the names that documents call them.
#[derive(Default)]
pub(super) struct Theme(BTreeMap<String, Rgb>);

/// What documents call colours, and themes: as most documents map them, and ours.
const NAMES: [(&str, &str); 16] = [
    ("dark1", "dk1"),
    ("light1", "lt1"),
    ("dark2", "dk2"),
    ("light2", "lt2"),
    ("text1", "dk1"),
    ("background1", "lt1"),
    ("text2", "dk2"),
    ("background2", "lt2"),
    ("accent1", "accent1"),
    ("accent2", "accent2"),
    ("accent3", "accent3"),
    ("accent4", "accent4"),
    ("accent5", "accent5"),
    ("accent6", "accent6"),
    ("hyperlink", "hlink"),
    ("followedHyperlink", "folHlink"),
];

impl Theme {
    /// Reads a theme part.
    pub fn of(tree: &Document<'_>) -> Self {
        let scheme = tree
            .descendants()
            .find(|node| node.has_tag_name((A, "clrScheme")));
        let mut colours = BTreeMap::new();
        for slot in scheme
            .into_iter()
            .flat_map(|scheme| scheme.children())
            .filter(Node::is_element)
        {
            let colour = slot.children().find_map(|colour| match colour.tag_name().name() {
                "srgbClr" => hex(colour.attribute("val")?),
                "sysClr" => hex(colour.attribute("lastClr")?),
                _ => None,
            });
            for (name, _) in NAMES
                .iter()
                .filter(|(_, called)| *called == slot.tag_name().name())
            {
                if let Some(colour) = colour {
                    colours.insert((*name).to_owned(), colour);
                }
            }
        }
        Self(colours)
    }

    /// A ground: the colour, or what lies behind it where it is none. `None` where it is not told.
    pub fn ground(&self, ink: Option<&Ink>, behind: Option<Rgb>) -> Option<Rgb> {
        match ink {
            None | Some(Ink::Automatic) => behind,
            Some(Ink::Plain(colour)) => Some(*colour),
            Some(Ink::Theme(name)) => self.0.get(name).copied(),
            Some(Ink::Untold) => None,
        }
    }

    /// Letters on a ground. Automatic ones are black or white, whichever shows.
    pub fn letters(&self, ink: Option<&Ink>, ground: Rgb) -> Option<Rgb> {
        let automatic = || {
            let [black, white] = [[0; 3], [255; 3]];
            if contrast(black, ground) >= contrast(white, ground) {
                black
            } else {
                white
            }
        };
        match ink {
            None | Some(Ink::Automatic) => Some(automatic()),
            Some(Ink::Plain(colour)) => Some(*colour),
            Some(Ink::Theme(name)) => self.0.get(name).copied(),
            Some(Ink::Untold) => None,
        }
    }
}
