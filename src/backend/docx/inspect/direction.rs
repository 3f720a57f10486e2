//! Directions: paragraphs and tables run as their language does, letters stand in runs of their own direction, and nothing
//! is hidden. Where a run of Arabic is not marked so, or a dose stands in one that is, Word shows `5 mg` as `mg 5`, and no
//! word of a Reading differs.

use roxmltree::Node;
use unicode_normalization::char::is_combining_mark;

use super::MAX_DEPTH;
use super::parts::{Parts, Trees, W, attribute, child, switch, value};
use super::styles::{Styles, TextProperties};
use crate::backend::faults::Faults;
use crate::model::turned::{self, Turn};
use crate::model::{Direction, Lang, first_strong, right_to_left};

const LEFT_TO_RIGHT_MARK: char = '\u{200E}';
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// How many signs of a text are shown.
const SHOWN: usize = 40;

/// What runs the wrong way, or is hidden, in the text and at the foot of its pages.
pub fn faults(parts: &Parts, trees: &Trees<'_>, styles: &Styles, lang: &Lang) -> Vec<String> {
    let mut look = Look {
        styles,
        rtl: lang.direction() == Direction::RightToLeft,
        faults: Faults::default(),
        looked_at: 0,
    };
    let rtl = lang.direction() == Direction::RightToLeft;
    let document = trees.get(parts.document());
    let body = document.and_then(|document| child(document.root_element(), "body"));
    if let Some(body) = body {
        look.blocks(body, rtl, 0);
        if let Some(section) = child(body, "sectPr")
            && switch(section, "bidi").unwrap_or(false) != rtl
        {
            look.faults.push("the section runs against its language");
        }
    }
    let related = parts.of(parts.document());
    let edges = related.filter(|(_, relation)| matches!(relation.kind.as_str(), "header" | "footer"));
    for edge in edges.filter_map(|(_, relation)| trees.get(relation.target.as_str())) {
        look.blocks(edge.root_element(), rtl, 0);
    }
    look.faults.told()
}

/// The most elements that give words a direction, and the most nodes in one of them, that are looked at.
const MOST: usize = 20_000;
const MOST_INSIDE: usize = 5_000;

struct Look<'a> {
    styles: &'a Styles,
    /// Whether the document's language runs from right to left.
    rtl: bool,
    faults: Faults,
    /// How many elements that give words a direction have been looked at.
    looked_at: usize,
}

impl Look<'_> {
    /// `rtl` is the direction of the language here.
    fn blocks(&mut self, parent: Node<'_, '_>, rtl: bool, depth: usize) {
        // Deeper than this is an error elsewhere.
        if depth > MAX_DEPTH {
            return;
        }
        for node in parent
            .children()
            .filter(|node| node.tag_name().namespace() == Some(W))
        {
            match node.tag_name().name() {
                "p" => self.paragraph(node, rtl),
                "sdt" => {
                    let tag = child(node, "sdtPr").and_then(|property| value(property, "tag"));
                    let lang = tag.and_then(|tag| tag.strip_prefix("division:"));
                    let own = lang.and_then(|lang| Lang::parse(lang).ok());
                    let rtl = own.map_or(rtl, |lang| lang.direction() == Direction::RightToLeft);
                    self.blocks(node, rtl, depth + 1);
                }
                "tbl" => {
                    let property = child(node, "tblPr");
                    let turned = property.and_then(|property| switch(property, "bidiVisual"));
                    if turned.unwrap_or(false) != rtl {
                        let words = shown(node);
                        self.faults.push(format!(
                            "the columns of a table run against its language: “{words}”"
                        ));
                    }
                    self.blocks(node, rtl, depth + 1);
                }
                "sdtContent" | "tr" | "tc" => self.blocks(node, rtl, depth + 1),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>, rtl: bool) {
        let property = child(paragraph, "pPr");
        let style = property.and_then(|property| value(property, "pStyle"));
        let own = property.and_then(|property| switch(property, "bidi"));
        let turned = own.unwrap_or_else(|| self.styles.right_to_left(style));
        // Outside of a part of its own a paragraph of right-to-left words in another text runs as they do.
        let letters = || first_strong(&words(paragraph).collect::<String>());
        let as_its_letters = turned && !self.rtl && !rtl && letters() == Some(Direction::RightToLeft);
        if turned != rtl && !shown(paragraph).is_empty() && !as_its_letters {
            let words = shown(paragraph);
            self.faults
                .push(format!("a paragraph runs against its language: “{words}”"));
        }
        for node in paragraph
            .descendants()
            .filter(|node| node.tag_name().namespace() == Some(W))
        {
            self.turned(node);
        }
        // Text that runs from right to left, over as many runs as it takes, with the place of its first letter.
        let mut before = None;
        for run in paragraph.descendants().filter(|node| node.has_tag_name((W, "r"))) {
            before = self.run(run, style, turned, before);
        }
    }

    /// Words that an element makes run another way than they do.
    fn turned(&mut self, node: Node<'_, '_>) {
        let direction = match attribute(node, "val") {
            Some("rtl") => Direction::RightToLeft,
            Some("ltr") => Direction::LeftToRight,
            Some(_) | None => return,
        };
        let turn = match node.tag_name().name() {
            "bdo" => Turn::Forced(direction),
            "dir" => Turn::Set(direction),
            _ => return,
        };
        self.looked_at += 1;
        if self.looked_at > MOST {
            self.faults
                .push("more words are given directions than can be looked at");
            return;
        }
        let inside = node.descendants().take(MOST_INSIDE);
        let texts = inside.filter(|node| node.has_tag_name((W, "t")));
        let words: String = texts.filter_map(|text| text.text()).collect();
        if turned::turns(&words, turn) {
            self.faults.push(turned::fault(&words));
        }
    }

    /// `line` is whether the paragraph runs from right to left; `before` the direction of the letters that the right-to-left
    /// text before this run begins with, if it is such text. The same for the next run comes back.
    fn run(
        &mut self,
        run: Node<'_, '_>,
        paragraph_style: Option<&str>,
        line: bool,
        before: Option<Option<Direction>>,
    ) -> Option<Option<Direction>> {
        let text: String = words(run).collect();
        if text.is_empty() {
            return before;
        }
        let property = child(run, "rPr");
        let style = property.and_then(|property| value(property, "rStyle"));
        let own = |name: &str| property.and_then(|property| switch(property, name));
        let by_style =
            |of: fn(&TextProperties) -> Option<bool>| self.styles.switch(of, style, paragraph_style);
        let hidden = own("vanish").unwrap_or_else(|| {
            // Styles that both say it are rare, and may cancel each other: here nothing is lost by telling.
            self.styles.any(|text| text.hidden, style, paragraph_style)
        });
        let rtl = own("rtl").unwrap_or_else(|| by_style(|text| text.rtl));
        let mut wrong = |what: &str| self.faults.push(format!("{what}: “{}”", short(&text)));
        if hidden && !text.trim().is_empty() {
            wrong("words are hidden");
        }
        if !rtl {
            let letter = |c: char| right_to_left(c) && c.is_alphabetic() && !is_combining_mark(c);
            if text.contains(letter) || text.starts_with(RIGHT_TO_LEFT_MARK) {
                wrong("right-to-left words stand in a left-to-right run");
            }
            return None;
        }
        let begins = before.flatten();
        let begins_now = begins.or_else(|| first_strong(&text));
        // Among Arabic, a foreign word of one piece with it goes its way. One that goes its own says so with a mark.
        let own_way = !line && begins.is_none() && begins_now == Some(Direction::LeftToRight);
        let no_letters = !line && begins_now.is_none();
        if no_letters && turned::turns(&text, Turn::Set(Direction::RightToLeft)) {
            self.faults.push(turned::fault(&text));
        } else if own_way && !text.starts_with(RIGHT_TO_LEFT_MARK) || text.starts_with(LEFT_TO_RIGHT_MARK) {
            wrong("left-to-right words stand in a right-to-left run");
        }
        Some(begins_now)
    }
}

fn words<'a>(node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    let texts = node.descendants().filter(|node| node.has_tag_name((W, "t")));
    texts.flat_map(|text| text.children().filter_map(|part| part.text()))
}

fn shown(node: Node<'_, '_>) -> String {
    short(&words(node).collect::<String>())
}

fn short(text: &str) -> String {
    text.trim().chars().take(SHOWN).collect()
}
