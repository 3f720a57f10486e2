//! How the text of a document looks, as its styles ask for it: sizes, leading, contrast. Nothing is guessed: what depends on
//! the reader's machine is not told.

mod colour;
mod faces;
mod page;
mod properties;
pub(super) mod seen;

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::content::{elements, first_words, runs};
use super::lists::{Mark, numbered};
use super::numbering::Numbering;
use super::parts::{Parts, Trees, W, attribute, child, is_on, value};
use super::run::{holds_a_line, run_text};
use super::styles::Styles;
use super::{MAX_DEPTH, boxes};
use crate::backend::Look;
use crate::backend::faults::Faults;
use crate::model::contrast::{Rgb, contrast};
use crate::model::excerpt;
use crate::model::reading::LeftOut;
use colour::{Ink, Theme};
use faces::Faces;
use page::Paper;
use properties::{Line, Properties, Sheet, TableStyle, asked};
use seen::Shown;

/// What Word takes where nobody says a size, in half-points (ECMA-376 part 1, 17.3.2.38).
const SIZE: f32 = 20.0;

/// How a document looks, its text and the edges of its pages, and what of it nobody sees.
pub(super) fn of(
    parts: &Parts,
    trees: &Trees<'_>,
    (styles, numbering): (&Styles, &Numbering),
    body: Node<'_, '_>,
    faults: &mut Faults,
) -> Look {
    let related = |kind: &str| parts.related(kind).and_then(|name| trees.get(name));
    let Ok(nothing) = super::parts::parse("<nothing/>") else {
        return Look::default();
    };
    let theme = related("theme").unwrap_or(&nothing);
    let colours = Theme::of(theme);
    let page = page(body, &colours);
    let mut eye = Eye {
        styles,
        numbering,
        levels: related("numbering").unwrap_or(&nothing),
        sheet: Sheet::of(related("styles").unwrap_or(&nothing), styles),
        theme: colours,
        faces: Faces::of(parts, related("fontTable").unwrap_or(&nothing), theme),
        page,
        sizes: BTreeMap::new(),
        leadings: Vec::new(),
        contrast: f32::INFINITY,
        untold: false,
        paper: Paper::of(body),
        is_backed: is_backed(body),
        faults,
    };
    eye.blocks(body, &Properties::default(), true, 0);
    let edges = parts.of(parts.document());
    let edges = edges.filter(|(_, relation)| matches!(relation.kind.as_str(), "header" | "footer"));
    let edges: Vec<&Document<'_>> = edges
        .filter_map(|(_, relation)| trees.get(relation.target.as_str()))
        .collect();
    for edge in edges {
        eye.blocks(edge.root_element(), &Properties::default(), false, 0);
    }
    eye.look()
}

/// Whether something is drawn behind the text, whose colour nobody can tell here.
fn is_backed(body: Node<'_, '_>) -> bool {
    let root = body.parent_element().unwrap_or(body);
    root.descendants().any(|node| match node.tag_name().name() {
        "anchor" => node.attribute("behindDoc").is_some_and(is_on),
        "shape" | "rect" => node
            .attribute("style")
            .is_some_and(|style| style.contains("z-index:-")),
        "background" => node.has_children(),
        _ => false,
    })
}

/// The colour of the page, where the document has one.
fn page(body: Node<'_, '_>, theme: &Theme) -> Option<Rgb> {
    let background = body.parent_element().and_then(|root| child(root, "background"));
    let ink = background.map(|background| Ink::of(background, "color", "theme"));
    theme.ground(ink.as_ref(), Some([255; 3]))
}

struct Eye<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    /// The part that the numbering was read from.
    levels: &'a Document<'a>,
    sheet: Sheet<'a>,
    theme: Theme,
    faces: Faces,
    page: Option<Rgb>,
    /// How many letters of the text there are of each size, in half-points; none of those at the edges of pages.
    sizes: BTreeMap<u32, usize>,
    /// Of paragraphs of running text: the size, and the leading in em where it can be told.
    leadings: Vec<(u32, Option<f32>)>,
    contrast: f32,
    /// Whether some letters or what lies behind them have a colour that is not told.
    untold: bool,
    paper: Paper,
    /// Whether something is drawn behind the text.
    is_backed: bool,
    faults: &'a mut Faults,
}

/// How far a level of a list moves its items in.
fn moved_in(level: Node<'_, '_>) -> Properties {
    let all = Properties::of_paragraph(child(level, "pPr"));
    Properties {
        indents: all.indents,
        first_line: all.first_line,
        ..Properties::default()
    }
}

/// What a cell or a box gives what stands in it.
fn within(ground: Option<Ink>) -> Properties {
    Properties {
        paragraph_ground: ground,
        inside: true,
        ..Properties::default()
    }
}

impl<'a> Eye<'a> {
    fn blocks(&mut self, parent: Node<'_, '_>, table: &Properties, in_text: bool, depth: usize) {
        // Deeper than this is an error elsewhere.
        if depth > MAX_DEPTH {
            return;
        }
        for node in elements(parent, &mut LeftOut::default()) {
            if node.tag_name().namespace() != Some(W) {
                continue;
            }
            match node.tag_name().name() {
                "p" => {
                    self.paragraph(node, table, in_text);
                    for content in boxes(node) {
                        let ground = Ink::of_box(content, table.paragraph_ground.clone());
                        self.blocks(content, &within(ground), in_text, depth + 1);
                    }
                }
                "tbl" => self.table(node, table, in_text, depth),
                "sdt" | "sdtContent" => self.blocks(node, table, in_text, depth + 1),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: Node<'_, '_>, outer: &Properties, in_text: bool, depth: usize) {
        let id = child(table, "tblPr").and_then(|property| value(property, "tblStyle"));
        let chain: Vec<TableStyle> = self
            .styles
            .derived(id)
            .filter_map(|place| self.sheet.tables.get(&place).cloned())
            .collect();
        let (first_row, first_column, others) = asked(table);
        let untold = others && chain.iter().any(|style| style.others);
        self.untold |= untold;
        let own = child(table, "tblPr").and_then(|property| child(property, "shd"));
        let own = own.map(Ink::of_shading);
        let property = child(table, "tblPr");
        if !outer.inside && property.is_some_and(|property| self.paper.is_table_left(property)) {
            let words = excerpt(&first_words(table));
            self.faults
                .push(format!("a table stands off the page: “{words}”"));
        }
        let layout = property.and_then(|property| child(property, "tblLayout"));
        let is_fixed = layout.is_some_and(|layout| attribute(layout, "type") == Some("fixed"));
        let rows = elements(table, &mut LeftOut::default());
        for (row_number, row) in rows
            .into_iter()
            .filter(|row| row.has_tag_name((W, "tr")))
            .enumerate()
        {
            let cells = elements(row, &mut LeftOut::default());
            for (number, cell) in cells
                .into_iter()
                .filter(|cell| cell.has_tag_name((W, "tc")))
                .enumerate()
            {
                let shading = child(cell, "tcPr").and_then(|property| child(property, "shd"));
                let shading = shading.map(Ink::of_shading).filter(|ink| *ink != Ink::Automatic);
                let mut given = within(shading);
                given.row = child(row, "trPr").and_then(exact_height);
                given.column = child(cell, "tcPr").filter(|_| is_fixed).and_then(width);
                for style in &chain {
                    if first_row && row_number == 0 {
                        given = given.or(&style.first_row);
                    }
                    if first_column && number == 0 {
                        given = given.or(&style.first_column);
                    }
                }
                for style in &chain {
                    given = given.or(&style.whole);
                }
                let behind = || own.clone().or_else(|| outer.paragraph_ground.clone());
                given.paragraph_ground = match given.paragraph_ground {
                    None if untold || child(row, "tblPrEx").is_some() => Some(Ink::Untold),
                    Some(Ink::Automatic) | None => behind(),
                    ground => ground,
                };
                self.blocks(cell, &given, in_text, depth + 1);
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>, table: &Properties, in_text: bool) {
        let property = child(paragraph, "pPr");
        let style = property.and_then(|property| value(property, "pStyle"));
        let level = numbered(self.styles, self.numbering, paragraph);
        let level = level.and_then(|mark| self.level(mark));
        let own = Properties::of_paragraph(property).or(&level.map(moved_in).unwrap_or_default());
        if let Some(level) = level {
            self.number(paragraph, level, &own, table);
        }
        // Each size that a line of the paragraph has, with the first of its faces.
        let mut lines: BTreeMap<u32, Properties> = BTreeMap::new();
        let mut place = None;
        for run in runs(paragraph) {
            let text = run_text(run);
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            if letters == 0 || holds_a_line(run) {
                continue;
            }
            let property = child(run, "rPr");
            let run_style = property.and_then(|property| value(property, "rStyle"));
            let run_own = Properties::of_run(property).or(&own);
            let all = self.sheet.all(run_own, run_style, style, table);
            if all.hidden.unwrap_or(false) {
                continue;
            }
            let size = if all.rtl.unwrap_or(false) {
                all.complex_size
            } else {
                all.size
            };
            let size = size.unwrap_or(SIZE);
            let contrast = self.colours(&all);
            let shown = Shown {
                words: &text,
                item: None,
                all: &all,
                size,
                contrast,
                is_backed: self.is_backed,
            };
            shown.faults(self.faults);
            if place.is_none() {
                place = Some(self.paper.is_left(&all, table.inside));
                if in_text && place == Some(false) && all.apart_from_text == Some(true) {
                    let words = excerpt(&text);
                    self.faults.push(format!(
                        "a paragraph is shown at a place of the page of its own and not where it is read: “{words}”"
                    ));
                }
                if place == Some(true) {
                    self.faults
                        .push(format!("a paragraph stands off the page: “{}”", excerpt(&text)));
                }
            }
            let Some(size) = half_points(size) else {
                continue;
            };
            *self.sizes.entry(size).or_default() += if in_text { letters } else { 0 };
            lines.entry(size).or_insert(all);
        }
        let is_heading = self.styles.outline(style).is_some();
        if in_text && !is_heading {
            for (size, all) in lines {
                let leading = self.leading(&all, size);
                self.leadings.push((size, leading));
            }
        }
    }

    /// The level of a list that a paragraph is an item of.
    fn level(&self, mark: Mark) -> Option<Node<'a, 'a>> {
        let place = self.numbering.element(mark.list, mark.level)?;
        self.levels.get_node(place)
    }

    /// What nobody sees of the number of an item. It looks as the mark of its paragraph does and as its level says.
    fn number(&mut self, paragraph: Node<'_, '_>, level: Node<'_, '_>, own: &Properties, table: &Properties) {
        let format = value(level, "numFmt").unwrap_or("decimal");
        if matches!(format, "bullet" | "none") {
            return;
        }
        let property = child(paragraph, "pPr");
        let style = property.and_then(|property| value(property, "pStyle"));
        let mark = Properties::of_run(property.and_then(|property| child(property, "rPr")));
        let look = Properties::of_run(child(level, "rPr")).or(&mark).or(own);
        let all = self.sheet.all(look, None, style, table);
        let size = all.size.unwrap_or(SIZE);
        // What the text is measured to be stays as it is.
        let measured = (self.contrast, self.untold);
        let contrast = self.colours(&all);
        (self.contrast, self.untold) = measured;
        let first = if format.contains("etter") || format.contains("oman") {
            "i"
        } else {
            "1"
        };
        let text = value(level, "lvlText").unwrap_or_default();
        let words = (1..=9).fold(text.to_owned(), |text, at| text.replace(&format!("%{at}"), first));
        let item = first_words(paragraph);
        let shown = Shown {
            words: &words,
            item: Some(&item),
            all: &all,
            size,
            contrast,
            is_backed: self.is_backed,
        };
        shown.faults(self.faults);
    }

    /// The contrast of letters with what lies behind them, where it is told.
    fn colours(&mut self, all: &Properties) -> Option<f32> {
        let behind = self.theme.ground(all.paragraph_ground.as_ref(), self.page);
        let ground = self.theme.ground(all.ground.as_ref(), behind);
        let letters = ground.and_then(|ground| self.theme.letters(all.ink.as_ref(), ground));
        let found = letters
            .zip(ground)
            .map(|(letters, ground)| contrast(letters, ground));
        match found {
            Some(found) => self.contrast = self.contrast.min(found),
            None => self.untold = true,
        }
        found
    }

    /// The leading of lines of a size in half-points, in em.
    fn leading(&self, all: &Properties, size: u32) -> Option<f32> {
        let size = points(size);
        let complex = all.rtl.unwrap_or(false);
        let face = if complex { &all.complex_face } else { &all.face };
        let own = self.faces.height(face.as_ref(), complex);
        match all.line.unwrap_or(Line::Times(1.0)) {
            Line::Exactly(height) => Some(height / size),
            Line::Times(times) => Some(times * own?),
            Line::AtLeast(height) => Some((height / size).max(own?)),
        }
    }

    fn look(self) -> Look {
        let most = self.sizes.iter().filter(|(_, letters)| **letters > 0);
        let body = most.max_by_key(|(_, letters)| **letters).map(|(size, _)| *size);
        let of_body = self.leadings.iter().filter(|(size, _)| Some(*size) == body);
        let leadings: Option<Vec<f32>> = of_body.map(|(_, leading)| *leading).collect();
        let least = leadings.into_iter().flatten().reduce(f32::min);
        let told = !self.untold && self.contrast.is_finite();
        Look {
            smallest_text: self.sizes.keys().next().map(|size| points(*size)),
            body_text: body.map(points),
            least_leading: least,
            longest_line: None,
            lowest_contrast: told.then_some(self.contrast),
        }
    }
}

/// How wide a cell says it is, in points.
fn width(property: Node<'_, '_>) -> Option<f32> {
    let width = child(property, "tcW").filter(|width| attribute(*width, "type") == Some("dxa"))?;
    let width = attribute(width, "w")?.parse::<f32>().ok()?;
    (width > 0.0).then_some(width / 20.0)
}

/// How high a row is that is no higher than it says, in points.
fn exact_height(row: Node<'_, '_>) -> Option<f32> {
    let height = child(row, "trHeight").filter(|height| attribute(*height, "hRule") == Some("exact"))?;
    Some(attribute(height, "val")?.parse::<f32>().ok()? / 20.0)
}

/// A size in half-points as a number that can be counted by; `None` for one that no program shows.
fn half_points(size: f32) -> Option<u32> {
    /// The largest that Word takes, in half-points.
    const LARGEST: f32 = 3_276.0;
    (size.is_finite() && (1.0..=LARGEST).contains(&size)).then(|| size.round() as u32)
}

fn points(half: u32) -> f32 {
    half as f32 / 2.0
}
