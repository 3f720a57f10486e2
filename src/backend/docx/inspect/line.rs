//! What stands in a paragraph: runs with their languages, links, places, pictures.

use roxmltree::Node;

use super::parts::{R, W, attribute, child, is_on, switch, value};
use super::styles::TextProperties;
use super::{MAX_DEPTH, Walk};
use crate::model::reading::{Role, RunKind};
use crate::model::{Anchor, Lang, Target};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";

/// What the text of a run does.
#[derive(Clone)]
pub enum Does {
    /// Nothing.
    Plain,
    /// Leads out of the document.
    Url(String),
    /// Leads to a place in it.
    Place(Anchor),
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
        runs.map(run_text).collect()
    }

    /// The pictures of a paragraph, each an item of its own.
    pub fn pictures(&mut self, paragraph: Node<'_, '_>) {
        let style = child(paragraph, "pPr").and_then(|property| value(property, "pStyle"));
        let pictures: Vec<Node<'_, '_>> = paragraph
            .descendants()
            .filter(|node| node.has_tag_name((DRAWING, "docPr")))
            .collect();
        for picture in pictures {
            let mut marks = picture
                .descendants()
                .filter(|node| node.has_tag_name((DECORATIVE, "decorative")));
            if marks.any(|mark| is_on(mark.attribute("val").unwrap_or("1"))) {
                continue;
            }
            let alt = picture.attribute("descr").unwrap_or_default();
            if alt.trim().is_empty() {
                self.faults
                    .push("a picture has no text alternative and is not marked as decorative".to_owned());
            }
            let run = picture.ancestors().find(|node| node.has_tag_name((W, "r")));
            let lang = match run {
                Some(run) => self.language(run, style),
                None => self.lang.clone(),
            };
            self.out.begin(Role::Figure);
            self.out.text(alt, &lang, RunKind::Plain);
            self.out.end();
        }
        let blips = paragraph
            .descendants()
            .filter(|node| node.tag_name().name() == "blip" || node.tag_name().name() == "svgBlip");
        for blip in blips {
            let id = blip.attribute((R, "embed")).unwrap_or_default();
            if !self.parts.leads_to_part(id) {
                self.faults
                    .push(format!("a picture's relationship {id:?} leads nowhere"));
            }
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
        self.nodes(parent.children(), style, does, depth)
    }

    /// What stands in a line, into the item that is open.
    pub fn nodes<'x>(
        &mut self,
        nodes: impl Iterator<Item = Node<'x, 'x>>,
        style: Option<&str>,
        does: &Does,
        depth: usize,
    ) -> Result<(), String> {
        for node in nodes.filter(|node| node.tag_name().namespace() == Some(W)) {
            match node.tag_name().name() {
                "r" => self.run(node, style, does),
                "bookmarkStart" => {
                    if let Some(place) = attribute(node, "name").and_then(place) {
                        self.out.anchor(&place);
                    }
                }
                "hyperlink" => {
                    let does = self.target(node);
                    self.inside(node, style, &does, depth + 1)?;
                }
                "sdt" | "sdtContent" | "ins" | "smartTag" | "fldSimple" | "bdo" | "dir" => {
                    self.inside(node, style, does, depth + 1)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn target(&mut self, link: Node<'_, '_>) -> Does {
        if let Some(id) = link.attribute((R, "id")) {
            if let Some(url) = self.parts.url(id) {
                return Does::Url(url.to_owned());
            }
            self.faults
                .push(format!("the link's relationship {id:?} leads nowhere"));
            return Does::Plain;
        }
        let name = attribute(link, "anchor").unwrap_or_default();
        match place(name) {
            Some(place) => Does::Place(place),
            None => {
                self.faults
                    .push(format!("the link's bookmark {name:?} is none of ours"));
                Does::Plain
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>, paragraph_style: Option<&str>, does: &Does) {
        let property = child(run, "rPr");
        if property
            .and_then(|property| switch(property, "vanish"))
            .unwrap_or(false)
        {
            return;
        }
        let style = property.and_then(|property| value(property, "rStyle"));
        let kind = match does {
            Does::Plain => RunKind::Plain,
            Does::Url(url) => RunKind::Link(Target::Url(url.clone())),
            Does::Place(place) => match style.map(|style| self.styles.name(Some(style))) {
                Some("citation") => RunKind::Citation(place.to_string()),
                Some("back link") => RunKind::BackLink(place.to_string()),
                _ => RunKind::Link(Target::Anchor(place.clone())),
            },
        };
        let text = run_text(run);
        if !text.is_empty() {
            let lang = self.language(run, paragraph_style);
            self.out.text(&text, &lang, kind);
        }
    }

    /// The language that a run is read in: that of its own direction.
    fn language(&mut self, run: Node<'_, '_>, paragraph_style: Option<&str>) -> Lang {
        let property = child(run, "rPr");
        let style = property.and_then(|property| value(property, "rStyle"));
        let text = self
            .styles
            .text(TextProperties::of(property), style, paragraph_style);
        let tag = if text.rtl.unwrap_or(false) {
            text.bidi_lang
        } else {
            text.lang
        };
        let Some(tag) = tag.filter(|tag| tag != self.lang.as_str()) else {
            return self.lang.clone();
        };
        match Lang::parse(&tag) {
            Ok(lang) => lang,
            Err(why) => {
                self.faults.push(format!("the language {tag:?} of a run: {why}"));
                self.lang.clone()
            }
        }
    }
}

/// The text of a run as it is read aloud. Fields are read by their results, not by their instructions.
fn run_text(run: Node<'_, '_>) -> String {
    let mut out = String::new();
    for node in run
        .children()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        match node.tag_name().name() {
            "t" => out.extend(node.children().filter_map(|text| text.text())),
            "tab" | "br" | "cr" | "ptab" => out.push(' '),
            "noBreakHyphen" => out.push('-'),
            _ => {}
        }
    }
    out
}

/// The place that a bookmark names: bookmarks have underscores where places have hyphens.
fn place(name: &str) -> Option<Anchor> {
    Anchor::new(&name.replace('_', "-"))
}
