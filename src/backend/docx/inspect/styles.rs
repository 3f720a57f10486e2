//! The style sheet: what a paragraph is by its style's name and outline level, and the languages that styles bring.

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::{Document, Node};

use super::parts::{W, attribute, child, switch, value};
use crate::backend::faults::{Faults, brief};
use crate::model::raised::Height;

/// The longest chain of styles that is followed.
const MAX_CHAIN: usize = 20;

/// How many characters of a style's name are looked at: Word takes 253.
const LONGEST_NAME: usize = 300;

/// The longest tag of a language that is believed, in bytes; a longer one is cut, and is none.
const LONGEST_TAG: usize = 200;

/// The style sheet. Styles go by their places in it: what they are called by may be of any length, and is asked for with
/// each run.
pub struct Styles {
    styles: Vec<Style>,
    places: BTreeMap<String, usize>,
    defaults: TextProperties,
    bidi: bool,
    paragraph: Option<usize>,
}

/// A style.
#[derive(Default)]
pub struct Style {
    /// Its name in lower case: Word takes names of built-in styles in any case.
    pub name: String,
    based_on: Option<usize>,
    outline: Option<u8>,
    list: Option<u32>,
    level: Option<u32>,
    bidi: Option<bool>,
    text: TextProperties,
    /// What it says and what the styles say that it is derived from.
    whole: TextProperties,
}

/// What run properties say about how text is read: language, direction, and whether it stands on the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextProperties {
    /// Of left-to-right text.
    pub lang: Option<Rc<str>>,
    /// Of right-to-left text.
    pub bidi_lang: Option<Rc<str>>,
    /// Whether the run is right-to-left.
    pub rtl: Option<bool>,
    /// Whether nobody sees it.
    pub hidden: Option<bool>,
    /// Whether it is set smaller above or below the line; `None` in it is on the line.
    pub height: Option<Option<Height>>,
    /// How far it is moved up from the line, in half-points.
    pub position: Option<i32>,
}

impl TextProperties {
    /// Reads run properties.
    pub fn of(property: Option<Node<'_, '_>>) -> Self {
        let Some(property) = property else {
            return Self::default();
        };
        let lang = child(property, "lang");
        let tag = |name: &str| lang.and_then(|lang| attribute(lang, name)).map(short);
        Self {
            lang: tag("val"),
            bidi_lang: tag("bidi"),
            rtl: switch(property, "rtl"),
            hidden: switch(property, "vanish"),
            height: value(property, "vertAlign").map(|align| match align {
                "superscript" => Some(Height::Raised),
                "subscript" => Some(Height::Lowered),
                _ => None,
            }),
            position: value(property, "position").and_then(|position| position.parse().ok()),
        }
    }

    /// Where it stands, if it is not on the line.
    pub fn stands(&self) -> Option<Height> {
        /// What is moved less than this, in half-points, is put straight.
        const MOVED: i32 = 4;
        self.height.flatten().or_else(|| match self.position? {
            MOVED.. => Some(Height::Raised),
            ..=-4 => Some(Height::Lowered),
            _ => None,
        })
    }

    /// Fills in what these leave open.
    pub fn or(self, other: &Self) -> Self {
        Self {
            lang: self.lang.or_else(|| other.lang.clone()),
            bidi_lang: self.bidi_lang.or_else(|| other.bidi_lang.clone()),
            rtl: self.rtl.or(other.rtl),
            hidden: self.hidden.or(other.hidden),
            height: self.height.or(other.height),
            position: self.position.or(other.position),
        }
    }
}

impl Styles {
    /// Reads a style part.
    pub fn of(tree: &Document<'_>) -> Self {
        let root = tree.root_element();
        let (mut styles, mut places, mut paragraph) = (Vec::new(), BTreeMap::new(), None);
        let mut bases = Vec::new();
        for node in root.children().filter(|node| node.has_tag_name((W, "style"))) {
            let id = attribute(node, "styleId").unwrap_or_default().to_owned();
            let default = attribute(node, "default").is_some_and(super::parts::is_on);
            if default && attribute(node, "type") == Some("paragraph") {
                paragraph = Some(styles.len());
            }
            places.insert(id, styles.len());
            bases.push(value(node, "basedOn"));
            styles.push(style(node));
        }
        for (style, base) in styles.iter_mut().zip(bases) {
            style.based_on = base.and_then(|base| places.get(base).copied());
        }
        let defaults = |of: &str, property: &str| {
            let defaults = child(root, "docDefaults").and_then(|defaults| child(defaults, of));
            defaults.and_then(|defaults| child(defaults, property))
        };
        let mut sheet = Self {
            styles,
            places,
            defaults: TextProperties::of(defaults("rPrDefault", "rPr")),
            bidi: defaults("pPrDefault", "pPr")
                .and_then(|property| switch(property, "bidi"))
                .unwrap_or(false),
            paragraph,
        };
        for place in 0..sheet.styles.len() {
            let chain = sheet.from(Some(place)).map(|style| &style.text);
            let whole = chain.fold(TextProperties::default(), TextProperties::or);
            if let Some(style) = sheet.styles.get_mut(place) {
                style.whole = whole;
            }
        }
        sheet
    }

    /// The place of a style in the sheet.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The language of text that nothing else gives one.
    pub fn default_language(&self) -> Option<&str> {
        self.defaults.lang.as_deref()
    }

    /// What is wrong with the styles: headings of Word's without a level, and styles that are based on themselves.
    pub fn faults(&self, is_heading: impl Fn(&str) -> bool) -> Vec<String> {
        let mut faults = Faults::default();
        let mut known = vec![None; self.styles.len()];
        for (id, place) in &self.places {
            let Some(style) = self.styles.get(*place) else {
                continue;
            };
            let of_its_own = || self.from(Some(*place)).find_map(|style| style.outline);
            if is_heading(&style.name) && of_its_own().is_none() {
                faults.push(format!("the style {:?} has no outline level", style.name));
            }
            if self.is_circular(*place, &mut known) {
                faults.push(format!("the style {:?} is based on itself", brief(id)));
            }
        }
        faults.told()
    }

    /// Whether a style is based on itself by however many steps. Styles that have been followed are known.
    fn is_circular(&self, place: usize, known: &mut [Option<bool>]) -> bool {
        let mut path = std::collections::BTreeSet::new();
        let mut at = Some(place);
        let mut circular = false;
        while let Some(place) = at {
            if let Some(found) = known.get(place).copied().flatten() {
                circular = found;
                break;
            }
            if !path.insert(place) {
                circular = true;
                break;
            }
            at = self.styles.get(place).and_then(|style| style.based_on);
        }
        for place in path {
            if let Some(known) = known.get_mut(place) {
                *known = Some(circular);
            }
        }
        circular
    }

    /// Whether a style makes headings.
    pub fn has_headings(&self) -> bool {
        self.styles.iter().any(|style| style.outline.is_some())
    }

    /// The outline level that a style gives, 0 for the highest.
    pub fn outline(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|style| style.outline)
    }

    /// The list that a style gives.
    pub fn list(&self, id: Option<&str>) -> Option<u32> {
        self.chain(id).find_map(|style| style.list)
    }

    /// The level of a list that a style gives, where it names one.
    pub fn level(&self, id: Option<&str>) -> Option<u32> {
        self.chain(id).find_map(|style| style.level)
    }

    /// What the first style makes known that has something to say, of the one given and those that it is derived from:
    /// a style that an editor derives from another is used for the same. Asked by names in lower case.
    pub fn known<T>(&self, id: Option<&str>, ask: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.chain(id).find_map(|style| ask(&style.name))
    }

    /// The places of a style and of those that it is derived from.
    pub fn derived(&self, id: Option<&str>) -> impl Iterator<Item = usize> {
        self.first(id)
            .into_iter()
            .flat_map(|place| self.derived_from(place))
    }

    /// A place and those of the styles that the one there is derived from.
    pub fn derived_from(&self, place: usize) -> impl Iterator<Item = usize> {
        let next = |place: &usize| self.styles.get(*place).and_then(|style| style.based_on);
        std::iter::successors(Some(place), next).take(MAX_CHAIN)
    }

    /// Whether paragraphs of a style run from right to left.
    pub fn right_to_left(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.bidi).unwrap_or(self.bidi)
    }

    /// What a run's own properties, its style, its paragraph's style and the defaults say together.
    pub fn text(
        &self,
        own: TextProperties,
        run_style: Option<&str>,
        paragraph_style: Option<&str>,
    ) -> TextProperties {
        let whole = |id: Option<&str>| self.styles.get(self.first(id)?).map(|style| &style.whole);
        let of_run = run_style.and_then(|id| whole(Some(id)));
        let both = of_run.into_iter().chain(whole(paragraph_style));
        both.fold(own, TextProperties::or).or(&self.defaults)
    }

    /// What a switch of a run's is by its style, its paragraph's style and the defaults together.
    pub fn switch(
        &self,
        of: impl Fn(&TextProperties) -> Option<bool>,
        run_style: Option<&str>,
        paragraph_style: Option<&str>,
    ) -> bool {
        let of_run = run_style.into_iter().flat_map(|id| self.chain(Some(id)));
        let mut chain = of_run.chain(self.chain(paragraph_style));
        let found = chain.find_map(|style| of(&style.text));
        found.or_else(|| of(&self.defaults)).unwrap_or(false)
    }

    /// Whether the run's style or the paragraph's turns on what the other may not turn off (ECMA-376 part 1, 17.7.3).
    pub fn any(
        &self,
        of: impl Fn(&TextProperties) -> Option<bool>,
        run_style: Option<&str>,
        paragraph_style: Option<&str>,
    ) -> bool {
        let on = |id: Option<&str>| self.chain(id).find_map(|style| of(&style.text)) == Some(true);
        run_style.is_some_and(|id| on(Some(id))) || on(paragraph_style) || of(&self.defaults) == Some(true)
    }

    /// The place of a style, or of that of paragraphs which name none.
    fn first(&self, id: Option<&str>) -> Option<usize> {
        match id {
            Some(id) => self.place(id),
            None => self.paragraph,
        }
    }

    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        self.from(self.first(id))
    }

    fn from(&self, place: Option<usize>) -> impl Iterator<Item = &Style> {
        let first = place.and_then(|place| self.styles.get(place));
        let next = |style: &&Style| style.based_on.and_then(|place| self.styles.get(place));
        std::iter::successors(first, next).take(MAX_CHAIN)
    }
}

/// A tag of a language, no longer than one can be.
fn short(tag: &str) -> Rc<str> {
    if tag.len() <= LONGEST_TAG {
        return Rc::from(tag);
    }
    Rc::from(brief(tag))
}

fn style(node: Node<'_, '_>) -> Style {
    let paragraph = child(node, "pPr");
    let outline = paragraph.and_then(|property| value(property, "outlineLvl"));
    let list = paragraph.and_then(|property| child(property, "numPr"));
    let name = value(node, "name").unwrap_or_default();
    let number = |name: &str| list.and_then(|list| value(list, name)?.parse().ok());
    Style {
        name: name.chars().take(LONGEST_NAME).collect::<String>().to_lowercase(),
        based_on: None,
        outline: outline.and_then(|level| level.parse().ok()),
        list: number("numId"),
        level: number("ilvl"),
        bidi: paragraph.and_then(|property| switch(property, "bidi")),
        text: TextProperties::of(child(node, "rPr")),
        whole: TextProperties::default(),
    }
}
