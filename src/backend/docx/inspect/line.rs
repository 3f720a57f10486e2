//! What stands in a paragraph: runs with their languages, links, places, pictures.

use roxmltree::Node;

use super::fields::Destination;
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
                "sdt" | "sdtContent" | "ins" | "smartTag" | "bdo" | "dir" => {
                    self.inside(node, style, does, depth + 1)?;
                }
                _ => {}
            }
        }
        Ok(())
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
                return Does::Url(url.to_owned());
            }
            self.faults
                .push(format!("the link's relationship {id:?} leads nowhere"));
            return Does::Plain;
        }
        self.leads_to(attribute(link, "anchor").unwrap_or_default())
    }

    fn leads_to(&mut self, name: &str) -> Does {
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
        let vanishes = property
            .and_then(|property| switch(property, "vanish"))
            .unwrap_or(false);
        let hidden = vanishes || holds_a_line(run);
        let style = property.and_then(|property| value(property, "rStyle"));
        let mut text = String::new();
        for node in run
            .children()
            .filter(|node| node.tag_name().namespace() == Some(W))
        {
            match node.tag_name().name() {
                "fldChar" => {
                    self.say(run, &mut text, style, paragraph_style, does);
                    self.field_mark(attribute(node, "fldCharType").unwrap_or_default(), does);
                }
                "instrText" => node.children().for_each(|part| {
                    self.fields.instruct(part.text().unwrap_or_default());
                }),
                _ if !hidden && self.fields.are_read() => push_text(node, &mut text),
                _ => {}
            }
        }
        self.say(run, &mut text, style, paragraph_style, does);
    }

    fn field_mark(&mut self, mark: &str, does: &Does) {
        match mark {
            "begin" => self.fields.begin(),
            "separate" => {
                self.fields.separate();
                self.page_number(does);
            }
            "end" => self.fields.end(),
            _ => self.faults.push(format!("a field has a mark {mark:?}")),
        }
    }

    /// The page number of an entry of the contents is that of where the entry leads.
    fn page_number(&mut self, does: &Does) {
        let Some(name) = self.fields.page_of() else { return };
        let same = match does {
            Does::Place(leads) => place(name).as_ref() == Some(leads),
            Does::Plain | Does::Url(_) => true,
        };
        if !same {
            self.faults.push(format!(
                "an entry of the contents has the page number of {name:?} and leads elsewhere"
            ));
        }
    }

    /// The text of a run so far, into the item that is open.
    fn say(
        &mut self,
        run: Node<'_, '_>,
        text: &mut String,
        style: Option<&str>,
        paragraph_style: Option<&str>,
        does: &Does,
    ) {
        let text = std::mem::take(text);
        if text.is_empty() {
            return;
        }
        let linked = match (does, self.fields.link()) {
            (Does::Plain, Some(Destination::Url(url))) => Some(Does::Url(url)),
            (Does::Plain, Some(Destination::Bookmark(name))) => Some(self.leads_to(&name)),
            _ => None,
        };
        let kind = match linked.as_ref().unwrap_or(does) {
            Does::Plain => RunKind::Plain,
            Does::Url(url) => RunKind::Link(Target::Url(url.clone())),
            Does::Place(place) => {
                let kind = style.and_then(|style| {
                    self.styles.known(Some(style), |name| match name {
                        "citation" => Some(RunKind::Citation(place.to_string())),
                        "back link" => Some(RunKind::BackLink(place.to_string())),
                        _ => None,
                    })
                });
                kind.unwrap_or_else(|| RunKind::Link(Target::Anchor(place.clone())))
            }
        };
        let lang = self.language(run, paragraph_style);
        self.out.text(&text, &lang, kind);
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

/// Whether a run is there only so that no line ends: letters of 1 % of their width, and none of them but joiners. A joiner
/// that is spelling stands among the letters that it joins, as wide as they are.
fn holds_a_line(run: Node<'_, '_>) -> bool {
    let width = child(run, "rPr").and_then(|property| value(property, "w"));
    let joiner = |c: char| matches!(c, '\u{200D}' | '\u{2060}');
    width == Some("1") && own_text(run).chars().all(joiner)
}

/// The text of a run as it is read aloud, whatever fields it belongs to.
fn run_text(run: Node<'_, '_>) -> String {
    if holds_a_line(run) {
        String::new()
    } else {
        own_text(run)
    }
}

fn own_text(run: Node<'_, '_>) -> String {
    let mut out = String::new();
    for node in run
        .children()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        push_text(node, &mut out);
    }
    out
}

fn push_text(node: Node<'_, '_>, out: &mut String) {
    match node.tag_name().name() {
        "t" => out.extend(node.children().filter_map(|text| text.text())),
        "tab" | "br" | "cr" | "ptab" => out.push(' '),
        "noBreakHyphen" => out.push('-'),
        _ => {}
    }
}

/// The place that a bookmark names: bookmarks have underscores where places have hyphens. Word begins the names of those
/// that it makes and hides with an underscore.
fn place(name: &str) -> Option<Anchor> {
    let hidden = if name.starts_with('_') { "hidden" } else { "" };
    Anchor::new(&format!("{hidden}{}", name.replace('_', "-")))
}
