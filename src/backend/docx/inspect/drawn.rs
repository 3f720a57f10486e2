//! Pictures and boxes of text that hang on a paragraph: drawings, and the older ones in VML.

use roxmltree::Node;

use super::Walk;
use super::content::{MC, chosen, words};
use super::parts::{R, W, child, is_on, value};
use crate::backend::faults::brief;
use crate::model::Lang;
use crate::model::reading::Role;

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
}

/// What is in a drawing.
#[derive(Clone, Copy, Default)]
pub struct Round {
    is_box: bool,
    is_picture: bool,
    /// A chart or a diagram.
    is_chart: bool,
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
        for drawn in drawn(paragraph) {
            let (node, alt) = match drawn {
                Drawn::Picture(picture) => match self.alternative(picture) {
                    Some(alt) => (picture, alt),
                    None => continue,
                },
                Drawn::Shape(shape) => (shape, shape.attribute("alt").unwrap_or_default()),
                Drawn::Words(path) => {
                    let words = path.attribute("string").unwrap_or_default();
                    self.left.tell("words that are drawn along a path", words);
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

    /// What stands round a picture's alternative. Many may stand in one drawing: it is gone through once.
    fn round(&mut self, picture: Node<'_, '_>) -> Round {
        let Some(drawing) = picture.parent_element() else {
            return Round::default();
        };
        match self.round {
            Some((id, round)) if id == drawing.id() => round,
            _ => {
                let mut round = Round::default();
                for node in drawing.descendants() {
                    match node.tag_name().name() {
                        "txbxContent" => round.is_box = true,
                        "blip" => round.is_picture = true,
                        "chart" | "relIds" => round.is_chart = true,
                        _ => {}
                    }
                }
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
        Drawn::Picture(_) | Drawn::Shape(_) | Drawn::Words(_) => None,
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
            _ => next.extend(node.children().rev()),
        }
    }
    out
}
