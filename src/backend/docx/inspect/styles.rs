//! The style sheet: what a paragraph is by its style's name and outline level, and the languages that styles bring.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::parts::{W, attribute, child, switch, value};

/// The longest chain of styles that is followed.
const MAX_CHAIN: usize = 20;

/// The style sheet.
pub struct Styles {
    styles: BTreeMap<String, Style>,
    defaults: TextProperties,
    bidi: bool,
    paragraph: Option<String>,
}

/// A style.
#[derive(Default)]
pub struct Style {
    /// Its name in lower case: Word takes names of built-in styles in any case.
    pub name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<u32>,
    level: Option<u32>,
    bidi: Option<bool>,
    text: TextProperties,
}

/// What run properties say about language and direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextProperties {
    /// Of left-to-right text.
    pub lang: Option<String>,
    /// Of right-to-left text.
    pub bidi_lang: Option<String>,
    /// Whether the run is right-to-left.
    pub rtl: Option<bool>,
    /// Whether nobody sees it.
    pub hidden: Option<bool>,
}

impl TextProperties {
    /// Reads run properties.
    pub fn of(property: Option<Node<'_, '_>>) -> Self {
        let Some(property) = property else {
            return Self::default();
        };
        let lang = child(property, "lang");
        let tag = |name: &str| lang.and_then(|lang| attribute(lang, name)).map(str::to_owned);
        Self {
            lang: tag("val"),
            bidi_lang: tag("bidi"),
            rtl: switch(property, "rtl"),
            hidden: switch(property, "vanish"),
        }
    }

    /// Fills in what these leave open.
    pub fn or(self, other: &Self) -> Self {
        Self {
            lang: self.lang.or_else(|| other.lang.clone()),
            bidi_lang: self.bidi_lang.or_else(|| other.bidi_lang.clone()),
            rtl: self.rtl.or(other.rtl),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

impl Styles {
    /// Reads a style part.
    pub fn of(tree: &Document<'_>) -> Self {
        let root = tree.root_element();
        let mut styles = BTreeMap::new();
        let mut paragraph = None;
        for node in root.children().filter(|node| node.has_tag_name((W, "style"))) {
            let id = attribute(node, "styleId").unwrap_or_default().to_owned();
            let default = attribute(node, "default").is_some_and(super::parts::is_on);
            if default && attribute(node, "type") == Some("paragraph") {
                paragraph = Some(id.clone());
            }
            styles.insert(id, style(node));
        }
        let defaults = |of: &str, property: &str| {
            let defaults = child(root, "docDefaults").and_then(|defaults| child(defaults, of));
            defaults.and_then(|defaults| child(defaults, property))
        };
        Self {
            styles,
            defaults: TextProperties::of(defaults("rPrDefault", "rPr")),
            bidi: defaults("pPrDefault", "pPr")
                .and_then(|property| switch(property, "bidi"))
                .unwrap_or(false),
            paragraph,
        }
    }

    /// The language of text that nothing else gives one.
    pub fn default_language(&self) -> Option<&str> {
        self.defaults.lang.as_deref()
    }

    /// What is wrong with the styles: headings of Word's without a level, and styles that are based on themselves.
    pub fn faults(&self, is_heading: impl Fn(&str) -> bool) -> Vec<String> {
        let mut faults = Vec::new();
        let mut known = BTreeMap::new();
        for (id, style) in &self.styles {
            let of_its_own = || self.chain(Some(id)).find_map(|style| style.outline);
            if is_heading(&style.name) && of_its_own().is_none() {
                faults.push(format!("the style {:?} has no outline level", style.name));
            }
            if self.is_circular(id, &mut known) {
                faults.push(format!("the style {id:?} is based on itself"));
            }
        }
        faults
    }

    /// Whether a style is based on itself by however many steps. Styles that have been followed are known.
    fn is_circular<'a>(&'a self, id: &'a str, known: &mut BTreeMap<&'a str, bool>) -> bool {
        let mut path = std::collections::BTreeSet::new();
        let mut at = Some(id);
        let mut circular = false;
        while let Some(id) = at {
            if let Some(found) = known.get(id) {
                circular = *found;
                break;
            }
            if !path.insert(id) {
                circular = true;
                break;
            }
            at = self.styles.get(id).and_then(|style| style.based_on.as_deref());
        }
        known.extend(path.into_iter().map(|id| (id, circular)));
        circular
    }

    /// Whether a style makes headings.
    pub fn has_headings(&self) -> bool {
        self.styles.values().any(|style| style.outline.is_some())
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

    /// A style and those that it is derived from, by their ids.
    pub fn ids<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let first = id.or(self.paragraph.as_deref());
        let next = |id: &&'a str| self.styles.get(*id).and_then(|style| style.based_on.as_deref());
        std::iter::successors(first, next).take(MAX_CHAIN)
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
        let mut all = own;
        let of_run = run_style.into_iter().flat_map(|id| self.chain(Some(id)));
        for style in of_run.chain(self.chain(paragraph_style)) {
            all = all.or(&style.text);
        }
        all.or(&self.defaults)
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

    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let first = id
            .or(self.paragraph.as_deref())
            .and_then(|id| self.styles.get(id));
        let next = |style: &&'a Style| style.based_on.as_ref().and_then(|id| self.styles.get(id));
        std::iter::successors(first, next).take(MAX_CHAIN)
    }
}

fn style(node: Node<'_, '_>) -> Style {
    let paragraph = child(node, "pPr");
    let outline = paragraph.and_then(|property| value(property, "outlineLvl"));
    let list = paragraph.and_then(|property| child(property, "numPr"));
    let number = |name: &str| list.and_then(|list| value(list, name)?.parse().ok());
    Style {
        name: value(node, "name").unwrap_or_default().to_lowercase(),
        based_on: value(node, "basedOn").map(str::to_owned),
        outline: outline.and_then(|level| level.parse().ok()),
        list: number("numId"),
        level: number("ilvl"),
        bidi: paragraph.and_then(|property| switch(property, "bidi")),
        text: TextProperties::of(child(node, "rPr")),
    }
}
