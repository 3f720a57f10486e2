//! Canvas the pages, operator by operator.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::backdrop::Backdrop;
use super::canvas::Canvas;
use super::colour::Spaces;
use super::fonts::Fonts;
use super::geometry::{Bounds, Matrix, bounded};
use super::layers::Layers;
use super::marks::Marks;
use super::operators::{Operand, Operators};
use super::properties::Named;
use super::show::Given;
use super::state::State;
use super::tally::Tally;
use super::unseen::Unseen;
use super::{Contents, Place};
use crate::backend::pdf::inspect::file::File;

/// How far up a page's resources may be inherited from.
const HIGHEST: usize = 64;
/// How many bytes of content are drawn in all, those of forms as often as they are.
const MOST_BYTES: usize = 48 << 20;

/// What is said where they draw more.
pub(super) const TOO_MUCH: &str = "the pages draw more than is looked at";

/// Draws the pages of a file.
pub(super) struct Reader<'f> {
    pub(super) file: &'f File,
    pub(super) fonts: Fonts<'f>,
    pub(super) contents: Contents,
    pub(super) backdrop: Backdrop,
    pub(super) marks: Marks,
    pub(super) page: usize,
    /// The forms that are being drawn, and those that have been.
    pub(super) drawing: Vec<ObjectId>,
    pub(super) drawn: BTreeSet<ObjectId>,
    pub(super) bytes_left: usize,
    pub(super) named: Named,
    spaces: Spaces,
    /// The text that is given for what is being drawn.
    pub(super) given: Option<Given>,
    pub(super) layers: Layers,
    pub(super) unseen: Unseen,
    /// Words that are seen and not read, by what they say: on which page they stand, and on how many.
    pub(super) added: BTreeMap<String, (usize, usize)>,
    /// The pages whose words are drawn as pictures.
    pub(super) scanned: Vec<usize>,
    /// The pages with words that are drawn with nobody can tell what, and the first words of each.
    pub(super) untold: Vec<(usize, String)>,
    /// The pages that draw more than is looked at for what hides words.
    pub(super) crowded: Vec<usize>,
    pub(super) tally: Tally,
    /// How many characters of which font say no text.
    pub(super) silent: BTreeMap<String, usize>,
    pub(super) silent_pages: BTreeSet<usize>,
}

impl<'f> Reader<'f> {
    pub fn of(file: &'f File) -> Self {
        Self {
            file,
            fonts: Fonts::of(file),
            contents: Contents::default(),
            backdrop: Backdrop::default(),
            marks: Marks::default(),
            page: 0,
            drawing: Vec::new(),
            drawn: BTreeSet::new(),
            bytes_left: MOST_BYTES,
            named: Named::default(),
            spaces: Spaces::default(),
            given: None,
            layers: Layers::of(file),
            unseen: Unseen::default(),
            added: BTreeMap::new(),
            scanned: Vec::new(),
            untold: Vec::new(),
            crowded: Vec::new(),
            tally: Tally::default(),
            silent: BTreeMap::new(),
            silent_pages: BTreeSet::new(),
        }
    }

    /// Draws a page, numbered from 0.
    pub fn page(&mut self, number: usize, page: &'f Dictionary) {
        self.page = number;
        self.tally = Tally::default();
        self.backdrop.clear();
        self.marks = Marks::default();
        let content = self.content(page);
        let unit = self
            .file
            .get(page, "UserUnit")
            .and_then(|unit| unit.as_float().ok());
        let unit = unit.filter(|unit| *unit > 0.0).unwrap_or(1.0);
        let turned = inherited(self.file, page, "Rotate").and_then(|turn| turn.as_i64().ok());
        let turn = match turned.unwrap_or(0).rem_euclid(360) {
            90 => [0.0, -unit, unit, 0.0, 0.0, 0.0],
            180 => [-unit, 0.0, 0.0, -unit, 0.0, 0.0],
            270 => [0.0, unit, -unit, 0.0, 0.0, 0.0],
            _ => [unit, 0.0, 0.0, unit, 0.0, 0.0],
        };
        let resources = inherited(self.file, page, "Resources").and_then(|found| found.as_dict().ok());
        let mut canvas = Canvas::of(resources, Place::Page(number), State::of(Matrix(turn)));
        for boundary in ["MediaBox", "CropBox"] {
            if let Some(bounds) = self.boundary(page, boundary, &canvas) {
                canvas.state.clip = canvas.state.clip.within(bounds);
            }
        }
        let bounds = canvas.state.clip;
        self.draw(canvas, &content);
        self.judge(bounds, turned.unwrap_or(0) % 360 != 0);
    }

    /// A box of the page, in points.
    fn boundary(&self, page: &Dictionary, key: &str, canvas: &Canvas<'_>) -> Option<Bounds> {
        let corners = inherited(self.file, page, key)?.as_array().ok()?;
        let corners = corners
            .iter()
            .map(|corner| self.file.resolve(corner)?.as_float().ok());
        let corners: Vec<f32> = corners.take(4).collect::<Option<_>>()?;
        canvas.square(corners.try_into().ok()?).bounds()
    }

    /// A page's content streams as one.
    fn content(&mut self, page: &Dictionary) -> Vec<u8> {
        let parts = match self.file.get(page, "Contents") {
            None => return Vec::new(),
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(other) => std::slice::from_ref(other),
        };
        let mut out = Vec::new();
        for part in parts {
            match self.file.stream(part) {
                Some(bytes) if out.len() + bytes.len() <= self.bytes_left => {
                    out.extend(bytes);
                    out.push(b'\n');
                }
                _ => {
                    self.tally.unreadable("a stream of it is broken, or too large");
                }
            }
        }
        out
    }

    pub(super) fn draw(&mut self, mut canvas: Canvas<'f>, content: &[u8]) {
        let Some(left) = self.bytes_left.checked_sub(content.len()) else {
            self.bytes_left = 0;
            return self.tally.unreadable(TOO_MUCH);
        };
        self.bytes_left = left;
        let depth = self.marks.depth();
        let mut operators = Operators::of(content);
        let mut operands = Vec::new();
        loop {
            match operators.next(&mut operands) {
                Ok(Some(_)) if self.bytes_left == 0 => break,
                Ok(Some(operator)) => self.operator(&mut canvas, operator, &operands),
                Ok(None) => break,
                Err(fault) => {
                    self.tally.unreadable(fault);
                    break;
                }
            }
        }
        while self.marks.depth() > depth {
            self.end();
        }
    }

    fn operator(&mut self, canvas: &mut Canvas<'f>, operator: &[u8], operands: &[Operand<'_>]) {
        match operator {
            b"BMC" | b"BDC" => self.begin(canvas, operands),
            b"EMC" => self.end(),
            b"Tf" => {
                let name = operands.first().and_then(Operand::name);
                canvas.state.font = name.and_then(|name| self.fonts.get(canvas.resources, name));
                canvas.state.size = operands.get(1).and_then(Operand::number).unwrap_or(0.0);
            }
            b"Tj" => self.show(canvas, operands.last()),
            b"'" | b"\"" => {
                canvas.next_line();
                if let (b"\"", Some(word), Some(letter)) = (
                    operator,
                    operands.first().and_then(Operand::number),
                    operands.get(1).and_then(Operand::number),
                ) {
                    (canvas.state.word_space, canvas.state.letter_space) = (bounded(word), bounded(letter));
                }
                self.show(canvas, operands.last());
            }
            b"TJ" => {
                if let Some(Operand::Array(parts)) = operands.first() {
                    self.show(canvas, parts);
                }
            }
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.tally.stray |= self.marks.here().is_stray();
                let even_odd = operator.ends_with(b"*");
                if operator.starts_with(b"b") {
                    canvas.close_path();
                }
                let state = canvas.state.clone();
                let path = canvas.end_path();
                let lines = matches!(operator, b"B" | b"B*" | b"b" | b"b*").then(|| path.clone());
                self.paint(&state, path, even_odd, state.on_paper(&state.fill));
                if let Some(path) = lines {
                    self.stroke(&state, &path);
                }
            }
            b"S" | b"s" => {
                self.tally.stray |= self.marks.here().is_stray();
                if operator == b"s" {
                    canvas.close_path();
                }
                let state = canvas.state.clone();
                let path = canvas.end_path();
                self.stroke(&state, &path);
            }
            b"sh" => {
                self.tally.stray |= self.marks.here().is_stray();
                self.paint(&canvas.state, canvas.everywhere(), false, None);
            }
            b"EI" => self.picture(canvas, None),
            b"Do" => {
                if let Some(name) = operands.first().and_then(Operand::name) {
                    self.object(canvas, name);
                }
            }
            b"gs" => {
                let name = operands.first().and_then(Operand::name).unwrap_or_default();
                let all = canvas.resources.and_then(|all| self.file.dict(all, "ExtGState"));
                let found = all.and_then(|all| self.file.resolve(all.get(name).ok()?)?.as_dict().ok());
                if let Some(parameters) = found {
                    canvas.state.take(self.file, parameters);
                    self.take_font(canvas, parameters);
                }
            }
            b"cs" | b"CS" => {
                let name = operands.first().and_then(Operand::name).unwrap_or_default();
                let space = self.spaces.named(self.file, canvas.resources, name);
                canvas.paint(operator == b"cs").turn(space);
            }
            _ => canvas.operator(operator, operands),
        }
    }
}

impl<'f> Reader<'f> {
    /// Takes over the font that a dictionary of parameters says.
    fn take_font(&mut self, canvas: &mut Canvas<'f>, parameters: &'f Dictionary) {
        let Some(Ok(font)) = self.file.get(parameters, "Font").map(Object::as_array) else {
            return;
        };
        if let [font, size] = font.as_slice() {
            canvas.state.font = self.fonts.of_object(font);
            let size = self.file.resolve(size).and_then(|size| size.as_float().ok());
            canvas.state.size = bounded(size.unwrap_or(0.0));
        }
    }
}

/// An entry of a page, or of what it hangs from.
fn inherited<'f>(file: &'f File, page: &'f Dictionary, key: &str) -> Option<&'f Object> {
    let mut node = page;
    for _ in 0..HIGHEST {
        if let Some(found) = file.get(node, key) {
            return Some(found);
        }
        node = file.dict(node, "Parent")?;
    }
    None
}
