//! Colours of letters and grounds, those of the theme among them (ECMA-376 part 1, 17.3.2.6 and 17.3.5).

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::{Document, Node};

use crate::backend::docx::inspect::parts::attribute;
use crate::backend::faults::brief;
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
    Theme(Rc<str>),
    /// None: the letters are not drawn.
    Nothing,
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
            Some(name) if !mixed => Self::Theme(Rc::from(brief(name))),
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

    /// Of what fills letters since Word 2010, and their outline ([MS-DOCX] 2.6.1).
    pub fn of_fill(fill: Node<'_, '_>, outline: Option<Node<'_, '_>>) -> Self {
        /// From where on letters let through most of what lies behind them, in thousandths of a hundredth.
        const CLEAR: u32 = 75_000;
        let kinds = |of: Node<'_, '_>, name: &str| of.children().any(|node| node.tag_name().name() == name);
        let clear = |of: Node<'_, '_>| {
            let mut alphas = of.descendants().filter(|node| node.tag_name().name() == "alpha");
            let through = alphas.find_map(|alpha| alpha.attributes().next());
            through.map(|through| through.value().trim_end_matches('%').parse::<u32>().unwrap_or(0))
        };
        let is_outlined = outline.is_some_and(|outline| outline.has_children() && !kinds(outline, "noFill"));
        let through = clear(fill);
        let is_unseen = kinds(fill, "noFill") || through.is_some_and(|through| through >= CLEAR);
        if is_unseen {
            return if is_outlined { Self::Untold } else { Self::Nothing };
        }
        let solid = fill.children().find(|node| node.tag_name().name() == "solidFill");
        let colour = solid.and_then(|solid| solid.children().find(Node::is_element));
        let plain = colour
            .filter(|colour| colour.tag_name().name() == "srgbClr" && !colour.has_children())
            .and_then(|colour| hex(colour.attributes().next()?.value()));
        plain.map_or(Self::Untold, Self::Plain)
    }

    /// Of the shape that a box of text is, by the element that holds its words; `behind` is what lies behind the shape.
    pub fn of_box(content: Node<'_, '_>, behind: Option<Self>) -> Option<Self> {
        let shape = content.parent_element().and_then(|text| text.parent_element());
        let look = shape.and_then(|shape| shape.children().find(|node| node.tag_name().name() == "spPr"));
        let fill = look.and_then(|look| {
            let mut fills = look
                .children()
                .filter(|node| node.tag_name().namespace() == Some(A));
            fills.find(|node| node.tag_name().name().ends_with("Fill"))
        });
        match fill.map(|fill| (fill.tag_name().name(), fill)) {
            Some(("noFill", _)) => behind,
            Some(("solidFill", fill)) => {
                let colour = fill.children().find(Node::is_element);
                let plain = colour.filter(|colour| !colour.has_children());
                let plain = plain.and_then(|colour| hex(colour.attribute("val")?));
                Some(plain.map_or(Self::Untold, Self::Plain))
            }
            Some(_) | None => Some(Self::Untold),
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
            None | Some(Ink::Automatic | Ink::Nothing) => behind,
            Some(Ink::Plain(colour)) => Some(*colour),
            Some(Ink::Theme(name)) => self.0.get(&**name).copied(),
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
            Some(Ink::Nothing) => Some(ground),
            Some(Ink::Plain(colour)) => Some(*colour),
            Some(Ink::Theme(name)) => self.0.get(&**name).copied(),
            Some(Ink::Untold) => None,
        }
    }
}
