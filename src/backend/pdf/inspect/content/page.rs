//! Canvas the pages, operator by operator.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::backdrop::Backdrop;
use super::canvas::Canvas;
use super::colour::Space;
use super::fonts::{Decoded, Fonts};
use super::geometry::Matrix;
use super::marks::{Mark, Marks};
use super::operators::{Operand, Operators};
use super::state::State;
use super::{Contents, Place};
use crate::backend::pdf::inspect::file::{File, text_string};

/// How far up a page's resources may be inherited from.
const HIGHEST: usize = 64;
/// How deep forms may stand in forms.
const DEEPEST: usize = 12;
/// How many bytes of content are drawn in all, those of forms as often as they are.
const MOST_BYTES: usize = 48 << 20;

/// What a form costs beside its own bytes: one of four bytes, drawn ten million times, is as dear as a large one.
const FORM: usize = 1024;

const TOO_MUCH: &str = "the pages draw more than is looked at";

/// Draws the pages of a file.
pub(super) struct Reader<'f> {
    pub(super) file: &'f File,
    fonts: Fonts<'f>,
    pub(super) contents: Contents,
    pub(super) backdrop: Backdrop,
    pub(super) marks: Marks,
    pub(super) page: usize,
    /// The forms that are being drawn, and those that have been.
    drawing: Vec<ObjectId>,
    drawn: BTreeSet<ObjectId>,
    bytes_left: usize,
    tally: Tally,
    /// How many characters of which font say no text.
    silent: BTreeMap<String, usize>,
    silent_pages: BTreeSet<usize>,
}

/// What was found on one page.
#[derive(Default)]
struct Tally {
    stray: bool,
    unknown: usize,
    missing: usize,
    faults: Vec<String>,
}

impl Tally {
    /// Tells of a fault. A form that is drawn millions of times says the same each time, and is told of once.
    fn fault(&mut self, what: &str) {
        if !self.faults.iter().any(|fault| fault == what) {
            self.faults.push(what.to_owned());
        }
    }

    fn unreadable(&mut self, why: &str) {
        self.fault(&format!("its content cannot be read: {why}"));
    }
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
        let canvas = Canvas::of(resources, Place::Page(number), State::of(Matrix(turn)));
        self.draw(canvas, &content);
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

    fn draw(&mut self, mut canvas: Canvas<'f>, content: &[u8]) {
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
            self.marks.close();
        }
    }

    fn operator(&mut self, canvas: &mut Canvas<'f>, operator: &[u8], operands: &[Operand<'_>]) {
        match operator {
            b"BMC" | b"BDC" => self.begin(canvas, operands),
            b"EMC" => self.marks.close(),
            b"Tf" => {
                let name = operands.first().and_then(Operand::name);
                canvas.state.font = name.and_then(|name| self.fonts.get(canvas.resources, name));
                canvas.state.size = operands.get(1).and_then(Operand::number).unwrap_or(0.0);
            }
            b"Tj" => self.show(canvas, operands.last().and_then(Operand::string)),
            b"'" | b"\"" => {
                canvas.next_line();
                self.show(canvas, operands.last().and_then(Operand::string));
            }
            b"TJ" => {
                if let Some(Operand::Array(parts)) = operands.first() {
                    self.show(canvas, parts.iter().filter_map(Operand::string));
                }
            }
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.tally.stray |= self.marks.here().is_stray();
                let even_odd = operator.ends_with(b"*");
                let (clip, paint) = (canvas.state.clip, canvas.state.filling());
                let path = canvas.end_path();
                self.backdrop.paint(path, clip, even_odd, paint);
            }
            b"S" | b"s" => {
                self.tally.stray |= self.marks.here().is_stray();
                canvas.end_path();
            }
            b"sh" => {
                self.tally.stray |= self.marks.here().is_stray();
                self.backdrop
                    .paint(canvas.everywhere(), canvas.state.clip, false, None);
            }
            b"EI" => self.picture(canvas),
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
                }
            }
            b"cs" | b"CS" => {
                let name = operands.first().and_then(Operand::name).unwrap_or_default();
                let space = Space::named(self.file, canvas.resources, name);
                canvas.paint(operator == b"cs").turn(space);
            }
            _ => canvas.operator(operator, operands),
        }
    }

    fn picture(&mut self, canvas: &Canvas<'_>) {
        self.tally.stray |= self.marks.here().is_stray();
        let path = canvas.square([0.0, 0.0, 1.0, 1.0]);
        self.backdrop.paint(path, canvas.state.clip, false, None);
    }

    /// Draws an external object: a picture, or a form (8.10).
    fn object(&mut self, canvas: &Canvas<'f>, name: &[u8]) {
        let all = canvas.resources.and_then(|all| self.file.dict(all, "XObject"));
        let Some(object) = all.and_then(|all| all.get(name).ok()) else {
            return;
        };
        let Some(Ok(form)) = self.file.resolve(object).map(Object::as_stream) else {
            return;
        };
        if self.file.name(&form.dict, "Subtype").as_deref() != Some("Form") {
            return self.picture(canvas);
        }
        let Ok(id) = object.as_reference() else { return };
        if self.drawing.contains(&id) {
            return self.tally.fault("it draws a form that draws itself");
        }
        if self.drawing.len() >= DEEPEST {
            return self.tally.fault("forms stand too deep in forms");
        }
        // What is not looked at need not be unpacked either.
        let Some(left) = self.bytes_left.checked_sub(FORM) else {
            self.bytes_left = 0;
            return self.tally.unreadable(TOO_MUCH);
        };
        self.bytes_left = left;
        let Some(content) = self.file.stream(object) else {
            return self.tally.unreadable("a form is broken, or too large");
        };
        let numbers = |key: &str| -> Option<Vec<f32>> {
            let list = self.file.get(&form.dict, key)?.as_array().ok()?;
            let numbers = list
                .iter()
                .map(|number| self.file.resolve(number)?.as_float().ok());
            numbers.take(6).collect()
        };
        let matrix = numbers("Matrix").and_then(|matrix| <[f32; 6]>::try_from(matrix).ok());
        let mut state = canvas.state.clone();
        state.ctm = matrix.map_or(Matrix::IDENTITY, Matrix).then(state.ctm);
        let resources = self.file.dict(&form.dict, "Resources").or(canvas.resources);
        let mut inner = Canvas::of(resources, Place::Form(id), state);
        if let Some(Ok(bounds)) = numbers("BBox").map(<[f32; 4]>::try_from)
            && let Some(bounds) = inner.square(bounds).bounds()
        {
            inner.state.clip = inner.state.clip.within(bounds);
        }
        inner.again = !self.drawn.insert(id);
        self.drawing.push(id);
        self.draw(inner, &content);
        self.drawing.pop();
    }

    fn begin(&mut self, canvas: &Canvas<'_>, operands: &[Operand<'_>]) {
        let properties = Properties::of(self.file, canvas.resources, operands.get(1));
        let around = self.marks.here();
        let key = properties.mcid.map(|mcid| (canvas.place, mcid));
        if let Some(key) = key {
            self.contents.sequence(key, self.page);
        }
        let silent = around.replaced || canvas.again && key.is_some();
        let mark = Mark {
            key: key.or(around.key),
            artifact: around.artifact || operands.first().and_then(Operand::name) == Some(b"Artifact"),
            replaced: silent || properties.actual.is_some(),
            lang: properties.lang.map(Rc::from).or_else(|| {
                // A sequence that has a number belongs to an element, which has the language.
                around.lang.filter(|_| key.is_none())
            }),
        };
        if let Some(actual) = properties.actual.filter(|_| !silent) {
            self.add(&mark, &actual, 0);
        }
        self.marks.open(mark);
    }

    fn show<'s>(&mut self, canvas: &Canvas<'_>, strings: impl IntoIterator<Item = &'s [u8]>) {
        let mark = self.marks.here();
        let mut shown = Decoded::default();
        for bytes in strings {
            match &canvas.state.font {
                Some(font) => font.decode(bytes, &mut shown),
                None => {
                    shown.unknown += bytes.len();
                    shown.codes += bytes.len();
                }
            }
        }
        self.tally.missing += shown.missing;
        if !mark.artifact && !mark.replaced && shown.codes > 0 {
            self.tally.unknown += shown.unknown;
            if shown.unknown > 0 {
                let font = canvas.state.font.as_ref().map(|font| font.name.clone());
                *self.silent.entry(font.unwrap_or_default()).or_default() += shown.unknown;
                self.silent_pages.insert(self.page);
            }
            self.add(&mark, &shown.text, shown.unknown);
        }
        let visible = shown.text.chars().filter(|c| !c.is_whitespace()).count() + shown.unknown;
        // Leaders and rules that are made of points are drawn, not read.
        let adorns = mark.artifact && shown.unknown == 0 && !shown.text.contains(char::is_alphanumeric);
        if visible > 0 && !adorns && canvas.state.shows_letters() {
            self.see(canvas, &mark, visible);
        }
    }

    /// Measures text that is seen.
    fn see(&mut self, canvas: &Canvas<'_>, mark: &Mark, characters: usize) {
        let state = &canvas.state;
        let placed = canvas.text.then(state.ctm);
        let letters = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let letters = letters.then(placed);
        if let Some(scale) = state.font.as_ref().and_then(|font| font.scale) {
            let size = letters.height() * scale;
            self.contents.seen.size(size, characters);
            if placed.is_upright()
                && !mark.artifact
                && let Some(key) = mark.key
                && let Some(sequence) = self.contents.sequence(key, self.page)
            {
                sequence.draw(placed.apply(0.0, 0.0), size);
            }
        }
        // A little into the first letter: a line may begin on an edge.
        let behind = self.backdrop.at(letters.apply(0.1, 0.3));
        self.contents.seen.colours(state.lettering(behind), behind);
    }

    /// Adds text to the innermost sequence that has a number.
    fn add(&mut self, mark: &Mark, text: &str, unknown: usize) {
        if mark.artifact {
            return;
        }
        match mark.key {
            Some(key) => {
                if let Some(sequence) = self.contents.sequence(key, self.page) {
                    sequence.add(text, mark.lang.as_ref());
                }
            }
            None => {
                self.tally.stray = true;
                self.contents.add_outside(self.page, text, unknown);
            }
        }
    }

    /// What is wrong with the page that was drawn last.
    pub fn findings(&mut self, number: usize, structured: bool) -> Vec<String> {
        let tally = std::mem::take(&mut self.tally);
        let mut found = tally.faults;
        if tally.stray && structured {
            found.push("content that is neither tagged nor an artifact".to_owned());
        }
        for (count, what) in [(tally.unknown, "say no text"), (tally.missing, "show no glyph")] {
            if count > 0 {
                found.push(format!("{count} characters {what}"));
            }
        }
        found
            .iter()
            .map(|fault| format!("page {}: {fault}", number + 1))
            .collect()
    }

    /// All that was drawn.
    pub fn finish(self) -> Contents {
        let mut contents = self.contents;
        contents.fonts = self.fonts.facts();
        let characters: usize = self.silent.values().sum();
        if characters > 0 {
            let fonts: Vec<&str> = self.silent.keys().map(String::as_str).take(5).collect();
            contents.unread.push(format!(
                "{characters} characters on {} pages say no text (fonts: {})",
                self.silent_pages.len(),
                fonts.join(", ")
            ));
        }
        contents
    }
}

/// What a sequence says about itself.
#[derive(Default)]
struct Properties {
    mcid: Option<i64>,
    actual: Option<String>,
    lang: Option<String>,
}

impl Properties {
    fn of(file: &File, resources: Option<&Dictionary>, operand: Option<&Operand<'_>>) -> Self {
        match operand {
            Some(Operand::Name(name)) => {
                let all = resources.and_then(|resources| file.dict(resources, "Properties"));
                let found = all.and_then(|all| file.resolve(all.get(name).ok()?)?.as_dict().ok());
                found.map_or_else(Self::default, |dict| Self {
                    mcid: file.get(dict, "MCID").and_then(|mcid| mcid.as_i64().ok()),
                    actual: file.text(dict, "ActualText"),
                    lang: file.text(dict, "Lang"),
                })
            }
            Some(direct) => {
                let text = |key: &[u8]| direct.get(key).and_then(Operand::string).map(text_string);
                Self {
                    mcid: match direct.get(b"MCID") {
                        Some(Operand::Integer(mcid)) => Some(*mcid),
                        _ => None,
                    },
                    actual: text(b"ActualText"),
                    lang: text(b"Lang"),
                }
            }
            None => Self::default(),
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
