//! What styles come to, followed through the parts of a package as Word does it (ECMA-376 part 1, 17.7.2): the defaults,
//! then each style after the one that it is based on, the indents of its list before its own.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::opc::part;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What a style comes to. Sizes in half points, lengths in twentieths of a point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub size: i64,
    pub size_complex: i64,
    pub colour: String,
    pub theme_colour: Option<String>,
    pub font: String,
    pub bold: bool,
    pub bold_complex: bool,
    pub italic: bool,
    pub underline: Option<String>,
    pub before: i64,
    pub after: i64,
    pub line: i64,
    pub line_rule: String,
    pub left: i64,
    pub right: i64,
    pub hanging: i64,
    /// The tab stop at which its text begins.
    pub stop: Option<i64>,
    /// The colour and the width of each border, by its side.
    pub borders: BTreeMap<String, (String, String)>,
    pub fill: Option<String>,
    pub keep_next: bool,
    pub outline: Option<i64>,
    /// Its list and the level in it.
    pub list: Option<(i64, i64)>,
}

/// The style sheet and the lists of a package.
pub struct Sheet {
    styles: String,
    numbering: String,
}

impl Sheet {
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            styles: part(bytes, "word/styles.xml"),
            numbering: part(bytes, "word/numbering.xml"),
        }
    }

    /// What every style of a kind comes to, by its id.
    pub fn looks(&self, kind: &str) -> BTreeMap<String, Look> {
        let tree = Document::parse(&self.styles).unwrap();
        let lists = Document::parse(&self.numbering).unwrap();
        let root = tree.root_element();
        let styles: BTreeMap<&str, Node<'_, '_>> = children(root, "style")
            .map(|style| (attribute(style, "styleId").unwrap(), style))
            .collect();
        let mut out = BTreeMap::new();
        for (id, style) in &styles {
            if attribute(*style, "type") != Some(kind) {
                continue;
            }
            let mut chain = vec![*style];
            while let Some(base) = value(chain[chain.len() - 1], "basedOn") {
                chain.push(
                    *styles
                        .get(base)
                        .unwrap_or_else(|| panic!("{id} is based on {base}")),
                );
                assert!(chain.len() < 20, "{id} is based on itself");
            }
            let mut look = Look::default();
            let defaults = child(root, "docDefaults").unwrap();
            for (outer, inner) in [("rPrDefault", "rPr"), ("pPrDefault", "pPr")] {
                let property = child(child(defaults, outer).unwrap(), inner).unwrap();
                look.apply(property, &lists, false);
            }
            for style in chain.iter().rev() {
                for name in ["pPr", "rPr"] {
                    if let Some(property) = child(*style, name) {
                        look.apply(property, &lists, true);
                    }
                }
            }
            out.insert((*id).to_owned(), look);
        }
        out
    }

    /// The name of every style by its id.
    pub fn names(&self) -> BTreeMap<String, String> {
        let tree = Document::parse(&self.styles).unwrap();
        let names = children(tree.root_element(), "style").map(|style| {
            let id = attribute(style, "styleId").unwrap().to_owned();
            (id, value(style, "name").unwrap().to_owned())
        });
        names.collect()
    }
}

impl Look {
    fn apply(&mut self, property: Node<'_, '_>, lists: &Document<'_>, is_style: bool) {
        if let Some(list) = child(property, "numPr") {
            let own = self.list.unwrap_or_default();
            let get = |name: &str| value(list, name).map(number);
            let id = get("numId").unwrap_or(own.0);
            let level = get("ilvl").unwrap_or(0);
            self.list = Some((id, level));
            if let Some(indents) = level_indents(lists, id, level) {
                self.indent(indents);
            }
        }
        for node in property.children().filter(Node::is_element) {
            let val = attribute(node, "val");
            let get = |name: &str| attribute(node, name).map(number);
            let on = val.is_none_or(|val| !matches!(val, "0" | "false"));
            match node.tag_name().name() {
                "sz" => self.size = number(val.unwrap()),
                "szCs" => self.size_complex = number(val.unwrap()),
                "color" => {
                    self.colour = val.unwrap().to_owned();
                    self.theme_colour = attribute(node, "themeColor").map(str::to_owned);
                }
                "rFonts" => self.font = attribute(node, "ascii").unwrap().to_owned(),
                "b" => self.bold = on,
                "bCs" => self.bold_complex = on,
                "i" => self.italic = on,
                "u" => self.underline = val.map(str::to_owned),
                "spacing" => {
                    self.before = get("before").unwrap_or(self.before);
                    self.after = get("after").unwrap_or(self.after);
                    self.line = get("line").unwrap_or(self.line);
                    if let Some(rule) = attribute(node, "lineRule") {
                        self.line_rule = rule.to_owned();
                    }
                }
                "ind" => self.indent(node),
                "pBdr" => {
                    for border in node.children().filter(Node::is_element) {
                        let get = |name: &str| attribute(border, name).unwrap().to_owned();
                        let side = border.tag_name().name().to_owned();
                        self.borders.insert(side, (get("color"), get("sz")));
                    }
                }
                "shd" => self.fill = attribute(node, "fill").map(str::to_owned),
                "keepNext" => self.keep_next = on,
                "outlineLvl" => self.outline = val.map(number),
                "numPr" | "keepLines" | "iCs" | "lang" | "widowControl" | "suppressAutoHyphens" | "bidi" => {}
                "tabs" => {
                    let first = children(node, "tab").find(|tab| attribute(*tab, "val") == Some("left"));
                    self.stop = first
                        .map(|tab| number(attribute(tab, "pos").unwrap()))
                        .or(self.stop);
                }
                other => assert!(!is_style, "nobody follows {other}"),
            }
        }
    }

    fn indent(&mut self, node: Node<'_, '_>) {
        let get = |name: &str| attribute(node, name).map(number);
        self.left = get("left").unwrap_or(self.left);
        self.right = get("right").unwrap_or(self.right);
        self.hanging = get("hanging").unwrap_or(self.hanging);
    }
}

/// The `w:ind` of a level of a list.
fn level_indents<'a, 'i>(lists: &'a Document<'i>, id: i64, level: i64) -> Option<Node<'a, 'i>> {
    let level = list_level(lists, id, level)?;
    child(child(level, "pPr")?, "ind")
}

/// The level of a list.
pub fn list_level<'a, 'i>(lists: &'a Document<'i>, id: i64, level: i64) -> Option<Node<'a, 'i>> {
    let is = |node: Node<'_, '_>, name: &str, id: i64| attribute(node, name).map(number) == Some(id);
    let root = lists.root_element();
    let list = children(root, "num").find(|node| is(*node, "numId", id))?;
    let numbering = number(value(list, "abstractNumId")?);
    let numbering = children(root, "abstractNum").find(|node| is(*node, "abstractNumId", numbering))?;
    children(numbering, "lvl").find(|node| is(*node, "ilvl", level))
}

pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((W, name)))
}

pub fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.has_tag_name((W, name)))
}

pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

pub fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

/// The styles of the paragraphs in a kind of box, but for those in other boxes, tables and headings.
pub fn styles_in(bytes: &[u8], tag: &str) -> BTreeSet<String> {
    let text = part(bytes, "word/document.xml");
    let tree = Document::parse(&text).unwrap();
    let tag_of = |node: Node<'_, '_>| {
        let property = child(node, "sdtPr")?;
        value(property, "tag").map(str::to_owned)
    };
    let mut out = BTreeSet::new();
    for paragraph in tree.descendants().filter(|node| node.has_tag_name((W, "p"))) {
        let mut around = paragraph.ancestors();
        let nearest = around.find_map(|node| {
            let tag = if node.tag_name().name() == "tbl" {
                Some("table".to_owned())
            } else {
                tag_of(node)
            };
            tag.filter(|tag| ["callout", "warning", "quote", "table"].contains(&tag.as_str()))
        });
        let style = value(child(paragraph, "pPr").unwrap(), "pStyle").unwrap();
        if nearest.as_deref() == Some(tag) && !style.contains("Heading") {
            out.insert(style.to_owned());
        }
    }
    out
}
