//! What stands in a paragraph: runs, links, places.

use std::rc::Rc;

use roxmltree::Node;

use super::content::{MATH, elements, words};
use super::parts::{R, W, attribute, child, value};
use super::run::run_text;
use super::styles::TextProperties;
use super::{MAX_DEPTH, Walk};
use crate::backend::faults::brief;
use crate::model::Anchor;
use crate::model::raised::{self, Reads};

/// What the text of a run does.
#[derive(Clone)]
pub enum Does {
    /// Nothing.
    Plain,
    /// Leads out of the document.
    Url(Rc<str>),
    /// Leads to a place in it.
    Place(Rc<Anchor>),
}

impl Walk<'_> {
    /// The text of a paragraph, into the item that is open.
    pub fn line(&mut self, paragraph: Node<'_, '_>, depth: usize) -> Result<(), String> {
        let style = child(paragraph, "pPr").and_then(|property| value(property, "pStyle"));
        self.inside(paragraph, style, &Does::Plain, depth)
    }

    /// The words of an element, whatever they do.
    pub fn words(&self, node: Node<'_, '_>) -> String {
        let runs = node.descendants().filter(|node| node.has_tag_name((W, "r")));
        runs.map(|run| self.read(run)).collect()
    }

    /// The words of a run, raised and lowered ones as the characters that are.
    fn read(&self, run: Node<'_, '_>) -> String {
        let words = run_text(run);
        let property = child(run, "rPr");
        let style = property.and_then(|property| value(property, "rStyle"));
        let stands = self
            .styles
            .text(TextProperties::of(property), style, None)
            .stands();
        match stands.map(|height| raised::reads(&words, height, None, None)) {
            Some(Reads::As(formed)) => formed,
            Some(Reads::Plain | Reads::Melts) | None => words,
        }
    }

    fn inside(
        &mut self,
        parent: Node<'_, '_>,
        style: Option<&str>,
        does: &Does,
        depth: usize,
    ) -> Result<(), String> {
        if depth > MAX_DEPTH {
            return Err(format!("content nests deeper than {MAX_DEPTH}"));
        }
        let nodes = elements(parent, &mut self.left);
        self.nodes(nodes.into_iter(), style, does, depth)
    }

    /// What stands in a line, into the item that is open.
    pub fn nodes<'x>(
        &mut self,
        nodes: impl Iterator<Item = Node<'x, 'x>>,
        style: Option<&str>,
        does: &Does,
        depth: usize,
    ) -> Result<(), String> {
        for node in nodes {
            self.budget.check()?;
            if node.tag_name().namespace() == Some(MATH) {
                let words = words(node);
                self.left.tell("how a formula is put together", &words);
                let lang = self.lang.clone();
                self.say_words(&words, &lang);
                continue;
            }
            if node.tag_name().namespace() != Some(W) {
                self.unknown(node);
                continue;
            }
            match node.tag_name().name() {
                "r" => self.run(node, style, does),
                "bookmarkStart" => self.bookmark(node),
                "fldSimple" => {
                    self.fields.whole(attribute(node, "instr").unwrap_or_default());
                    self.page_number(does);
                    self.inside(node, style, does, depth + 1)?;
                    self.fields.end();
                }
                "hyperlink" => {
                    let does = self.target(node);
                    self.inside(node, style, &does, depth + 1)?;
                }
                "sdt" | "sdtContent" => self.inside(node, style, does, depth + 1)?,
                "subDoc" => self.left.tell("another document that this one takes in", ""),
                _ => self.unknown(node),
            }
        }
        Ok(())
    }

    /// What has words in it and is nothing that is known here.
    pub fn unknown(&mut self, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        let words = words(node);
        if !words.trim().is_empty() && !matches!(name, "pPr" | "rPr" | "sdtPr") {
            self.left.tell(&format!("the element {}", brief(name)), &words);
        }
    }

    /// A place that a bookmark names.
    pub fn bookmark(&mut self, start: Node<'_, '_>) {
        if let Some(place) = attribute(start, "name").and_then(place) {
            self.out.anchor(&place);
        }
    }

    fn target(&mut self, link: Node<'_, '_>) -> Does {
        if let Some(id) = link.attribute((R, "id")) {
            if let Some(url) = self.parts.url(id) {
                if !self.budget.spend(url.len()) {
                    return Does::Plain;
                }
                return Does::Url(match attribute(link, "anchor") {
                    Some(place) => format!("{url}#{place}").into(),
                    None => url.into(),
                });
            }
            self.faults
                .push(format!("the link's relationship {:?} leads nowhere", brief(id)));
            return Does::Plain;
        }
        self.leads_to(attribute(link, "anchor").unwrap_or_default())
    }

    pub fn leads_to(&mut self, name: &str) -> Does {
        match place(name) {
            Some(place) => Does::Place(Rc::new(place)),
            None => {
                self.faults
                    .push(format!("the link's bookmark {:?} is none", brief(name)));
                Does::Plain
            }
        }
    }
}

/// The place that a bookmark names: bookmarks have underscores where places have hyphens. Word begins the names of those
/// that it makes and hides with an underscore.
pub fn place(name: &str) -> Option<Anchor> {
    let hidden = if name.starts_with('_') { "hidden" } else { "" };
    let plain = Anchor::new(&format!("{hidden}{}", name.replace('_', "-")));
    // Others than ours name bookmarks in letters of any script; as numbers they stay as different as they are.
    let spelt = || {
        name.chars()
            .map(|c| format!("-{:x}", u32::from(c)))
            .collect::<String>()
    };
    plain.or_else(|| Anchor::new(&format!("letters{}", spelt())).filter(|_| !name.is_empty()))
}
