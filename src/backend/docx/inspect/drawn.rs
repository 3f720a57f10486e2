//! Pictures and boxes of text that hang on a paragraph: drawings, and the older ones in VML.

use roxmltree::Node;

use super::Walk;
use super::content::{MC, chosen, first_words, words};
use super::parts::{R, W, child, is_on, switch, value};
use super::shapes::{Round, is_cover};
use crate::backend::faults::brief;
use crate::model::reading::Role;
use crate::model::{Lang, excerpt};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";
const VML: &str = "urn:schemas-microsoft-com:vml";
const OFFICE: &str = "urn:schemas-microsoft-com:office:office";

/// What is drawn at a paragraph.
enum Drawn<'a, 'i> {
    /// A drawing, by the element that holds its alternative.
    Picture(Node<'a, 'i>),
    /// A picture in VML, by its shape.
    Shape(Node<'a, 'i>),
    /// Words that are drawn along a path, by the path.
    Words(Node<'a, 'i>),
    /// The blocks in a box.
    Box(Node<'a, 'i>),
    /// A shape in VML that holds nothing.
    Bare(Node<'a, 'i>),
}

impl Walk<'_> {
    /// The pictures of a paragraph, each an item of its own.
    pub fn pictures(&mut self, paragraph: Node<'_, '_>) {
        for (alt, lang) in self.alternatives(paragraph) {
            self.begin(Role::Figure);
            self.say_words(&alt, &lang);
            self.out.end();
        }
    }

    /// What stands in the boxes of a paragraph.
    pub fn boxes(&mut self, paragraph: Node<'_, '_>, depth: usize) -> Result<(), String> {
        for drawn in drawn(paragraph) {
            if let Drawn::Box(content) = drawn {
                self.blocks(content, None, depth + 1)?;
            }
        }
        Ok(())
    }

    /// The alternatives of a paragraph's pictures with their languages. Those that only decorate have none.
    pub fn alternatives(&mut self, paragraph: Node<'_, '_>) -> Vec<(String, Lang)> {
        let style = child(paragraph, "pPr").and_then(|property| value(property, "pStyle"));
        let mut out = Vec::new();
        let mut covered = false;
        for drawn in drawn(paragraph) {
            let (node, alt) = match drawn {
                Drawn::Picture(picture) => match self.alternative(picture) {
                    Some(alt) => {
                        self.unseen(picture, alt);
                        (picture, alt)
                    }
                    None => {
                        let round = self.round(picture);
                        covered |= round.covers && !round.is_box;
                        continue;
                    }
                },
                Drawn::Shape(shape) => {
                    let alt = shape.attribute("alt").unwrap_or_default();
                    let style = shape.attribute("style").unwrap_or_default();
                    if style.replace(' ', "").contains("visibility:hidden") {
                        self.not_seen("hidden", alt);
                    }
                    (shape, alt)
                }
                Drawn::Words(path) => {
                    let words = path.attribute("string").unwrap_or_default();
                    self.left.tell("words that are drawn along a path", words);
                    continue;
                }
                Drawn::Bare(shape) => {
                    covered |= is_cover(shape);
                    continue;
                }
                Drawn::Box(_) => continue,
            };
            if alt.trim().is_empty() {
                self.faults
                    .push("a picture has no text alternative and is not marked as decorative");
            }
            let run = node.ancestors().find(|node| node.has_tag_name((W, "r")));
            let lang = match run {
                Some(run) => self.language(run, style),
                None => self.lang.clone(),
            };
            out.push((alt.to_owned(), lang));
        }
        if covered {
            self.covered(paragraph);
        }
        out
    }

    /// The alternative of a drawing; `None` where it needs none: one that only decorates, and a box of words.
    fn alternative<'a>(&mut self, picture: Node<'a, '_>) -> Option<&'a str> {
        let mut marks = picture
            .descendants()
            .filter(|node| node.has_tag_name((DECORATIVE, "decorative")));
        let decorates = marks.any(|mark| is_on(mark.attribute("val").unwrap_or("1")));
        if decorates {
            return None;
        }
        let round = self.round(picture);
        let said = picture.attribute("descr").filter(|alt| !alt.trim().is_empty());
        let alt = said.or_else(|| picture.attribute("title")).unwrap_or_default();
        if alt.trim().is_empty() && round.is_box && !round.is_picture {
            return None;
        }
        if round.is_chart {
            self.left.tell("the words in a chart or a diagram", alt);
        }
        Some(alt)
    }

    /// A picture whose alternative is read and that nobody sees.
    fn unseen(&mut self, picture: Node<'_, '_>, alt: &str) {
        let run = picture.ancestors().find(|node| node.has_tag_name((W, "r")));
        let property = run.and_then(|run| child(run, "rPr"));
        let vanishes = property.and_then(|property| switch(property, "vanish"));
        let is_hidden = picture.attribute("hidden").is_some_and(is_on) || vanishes.unwrap_or(false);
        if let Some(why) = is_hidden.then_some("hidden").or(self.round(picture).unseen) {
            self.not_seen(why, alt);
        }
    }

    fn not_seen(&mut self, why: &str, alt: &str) {
        let alt = excerpt(alt);
        self.faults.push(format!(
            "a picture is {why}, and its text alternative is read: “{alt}”"
        ));
    }

    fn covered(&mut self, paragraph: Node<'_, '_>) {
        let words = excerpt(&first_words(paragraph));
        self.faults.push(format!(
            "a drawing that no Reading holds stands in front of the text and may hide words, at “{words}”"
        ));
    }

    /// What stands round a picture's alternative. Many may stand in one drawing: it is gone through once.
    fn round(&mut self, picture: Node<'_, '_>) -> Round {
        let Some(drawing) = picture.parent_element() else {
            return Round::default();
        };
        match self.round {
            Some((id, round)) if id == drawing.id() => round,
            _ => {
                let round = Round::of(drawing);
                self.round = Some((drawing.id(), round));
                round
            }
        }
    }

    /// The parts that the pictures of a paragraph name have to be there.
    pub fn blips(&mut self, paragraph: Node<'_, '_>) {
        let is_blip = |node: &Node<'_, '_>| {
            let name = node.tag_name();
            matches!(name.name(), "blip" | "svgBlip")
                || name.namespace() == Some(VML) && name.name() == "imagedata"
        };
        for blip in paragraph.descendants().filter(is_blip) {
            let id = blip.attribute((R, "embed")).or_else(|| blip.attribute((R, "id")));
            let linked = blip.attribute((R, "link"));
            match (id, linked) {
                (None, Some(link)) => {
                    let address = brief(self.parts.url(link).unwrap_or_default());
                    self.faults
                        .push(format!("a picture is not in the file: {address}"));
                }
                (id, _) => {
                    let id = id.unwrap_or_default();
                    if !self.parts.leads_to_part(id) {
                        let id = brief(id);
                        self.faults
                            .push(format!("a picture's relationship {id:?} leads nowhere"));
                    } else if let Some(name) = self.parts.broken_picture(id) {
                        let name = brief(name);
                        self.faults
                            .push(format!("a picture cannot be drawn: {name} is cut off or is none"));
                    }
                }
            }
        }
    }

    /// What is embedded in a run and no Reading holds.
    pub fn embedded(&mut self, object: Node<'_, '_>) {
        let program = object
            .descendants()
            .find(|node| node.has_tag_name((OFFICE, "OLEObject")))
            .and_then(|node| node.attribute("ProgID"));
        let words = program.map_or_else(|| words(object), str::to_owned);
        self.left.tell("an embedded object", &words);
    }
}

/// The boxes of text that hang on a paragraph, by what stands in them.
pub fn boxes<'a, 'i>(paragraph: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    drawn(paragraph).into_iter().filter_map(|drawn| match drawn {
        Drawn::Box(content) => Some(content),
        Drawn::Picture(_) | Drawn::Shape(_) | Drawn::Words(_) | Drawn::Bare(_) => None,
    })
}

/// What is drawn at a paragraph, in order. What hangs on paragraphs in a box is theirs.
fn drawn<'a, 'i>(paragraph: Node<'a, 'i>) -> Vec<Drawn<'a, 'i>> {
    let mut out = Vec::new();
    let mut next: Vec<Node<'a, 'i>> = paragraph.children().rev().collect();
    while let Some(node) = next.pop() {
        let name = node.tag_name();
        match (name.namespace(), name.name()) {
            (Some(W), "del" | "moveFrom") => {}
            (Some(W), "txbxContent") => out.push(Drawn::Box(node)),
            (Some(MC), "AlternateContent") => next.extend(chosen(node)),
            (Some(DRAWING), "docPr") => out.push(Drawn::Picture(node)),
            (Some(VML), "textpath") => out.push(Drawn::Words(node)),
            (Some(VML), _) if node.children().any(|node| node.has_tag_name((VML, "imagedata"))) => {
                out.push(Drawn::Shape(node));
            }
            (Some(VML), _) => {
                out.push(Drawn::Bare(node));
                next.extend(node.children().rev());
            }
            _ => next.extend(node.children().rev()),
        }
    }
    out
}
