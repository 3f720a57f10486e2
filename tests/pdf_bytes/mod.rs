//! What the bytes of a PDF draw, found with lopdf and skrifa alone: every glyph with its text, its place and its ink, every
//! path and picture, and the marked content that it stands in. Shares nothing with the writer or with `inspect`.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

/// A rectangle in the coordinates of the page: upwards from the lower left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box {
    pub left: f32,
    pub bottom: f32,
    pub right: f32,
    pub top: f32,
}

impl Box {
    const NOTHING: Self = Self {
        left: f32::INFINITY,
        bottom: f32::INFINITY,
        right: f32::NEG_INFINITY,
        top: f32::NEG_INFINITY,
    };

    const EVERYTHING: Self = Self {
        left: f32::NEG_INFINITY,
        bottom: f32::NEG_INFINITY,
        right: f32::INFINITY,
        top: f32::INFINITY,
    };

    fn of(points: impl IntoIterator<Item = (f32, f32)>) -> Self {
        points.into_iter().fold(Self::NOTHING, |found, (x, y)| Self {
            left: found.left.min(x),
            bottom: found.bottom.min(y),
            right: found.right.max(x),
            top: found.top.max(y),
        })
    }

    pub fn is_empty(&self) -> bool {
        self.left > self.right || self.bottom > self.top
    }

    /// Whether it lies in another one, give or take a tenth of a point.
    pub fn is_inside(&self, outer: &Self) -> bool {
        const SLACK: f32 = 0.1;
        self.is_empty()
            || (self.left >= outer.left - SLACK
                && self.bottom >= outer.bottom - SLACK
                && self.right <= outer.right + SLACK
                && self.top <= outer.top + SLACK)
    }

    /// What lies in both.
    fn meet(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// How far two overlap in width and in height.
    pub fn overlap(&self, other: &Self) -> (f32, f32) {
        (
            self.right.min(other.right) - self.left.max(other.left),
            self.top.min(other.top) - self.bottom.max(other.bottom),
        )
    }
}

/// A marked-content sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    pub tag: String,
    pub mcid: Option<i64>,
    pub actual: Option<String>,
    /// The type and subtype of an artifact.
    pub artifact: Option<(String, String)>,
}

/// Something drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The sequence that it stands in, by its number on the page; content outside of any has none.
    pub sequence: Option<usize>,
    pub ink: Ink,
}

#[derive(Clone, Debug)]
pub enum Ink {
    /// A glyph.
    Glyph(Glyph),
    /// A path that is filled or stroked, or a picture, inside what it is clipped to.
    Area(Box),
}

#[derive(Clone, Debug)]
pub struct Glyph {
    /// What it says.
    pub text: String,
    /// Its outline.
    pub ink: Box,
    /// Where the pen stands, and how far it goes.
    pub pen: (f32, f32),
    pub advance: f32,
    pub size: f32,
    /// Its number in the embedded font.
    pub glyph: u16,
}

/// A page.
pub struct Page {
    pub number: usize,
    pub dict: Dictionary,
    pub media: Box,
    pub sequences: Vec<Sequence>,
    pub drawn: Vec<Drawn>,
}

impl Page {
    /// The text of each tagged sequence.
    pub fn texts(&self) -> BTreeMap<i64, String> {
        let mut texts = BTreeMap::new();
        for (number, sequence) in self.sequences.iter().enumerate() {
            if let Some(mcid) = sequence.mcid {
                let text = sequence.actual.clone().unwrap_or_else(|| self.text_of(number));
                assert_eq!(texts.insert(mcid, text), None, "MCID {mcid} begins twice");
            }
        }
        texts
    }

    /// The text of a sequence's glyphs.
    pub fn text_of(&self, sequence: usize) -> String {
        self.glyphs()
            .filter(|(own, _)| *own == Some(sequence))
            .map(|(_, glyph)| glyph.text.as_str())
            .collect()
    }

    pub fn glyphs(&self) -> impl Iterator<Item = (Option<usize>, &Glyph)> {
        self.drawn.iter().filter_map(|drawn| match &drawn.ink {
            Ink::Glyph(glyph) => Some((drawn.sequence, glyph)),
            Ink::Area(_) => None,
        })
    }
}

/// The pages of a file.
pub fn pages(document: &Document) -> Vec<Page> {
    let mut fonts = BTreeMap::new();
    let ids = document.get_pages();
    ids.into_iter()
        .map(|(number, id)| page(document, number as usize, id, &mut fonts))
        .collect()
}

type Fonts = BTreeMap<ObjectId, std::rc::Rc<Font>>;

fn page(document: &Document, number: usize, id: ObjectId, fonts: &mut Fonts) -> Page {
    let dict = document.get_dictionary(id).unwrap().clone();
    let media = numbers(inherited(document, &dict, b"MediaBox").unwrap());
    let media = Box::of([(media[0], media[1]), (media[2], media[3])]);
    let resources = inherited(document, &dict, b"Resources")
        .and_then(|resources| resources.as_dict().ok())
        .cloned()
        .unwrap_or_default();
    let mut reader = Reader {
        document,
        fonts,
        sequences: Vec::new(),
        drawn: Vec::new(),
        open: Vec::new(),
    };
    let state = State {
        matrix: IDENTITY,
        clip: Box::EVERYTHING,
        font: None,
        size: 0.0,
    };
    reader.run(&document.get_page_content(id), &resources, state);
    assert!(reader.open.is_empty(), "page {number}: marked content stays open");
    Page {
        number,
        dict,
        media,
        sequences: reader.sequences,
        drawn: reader.drawn,
    }
}

fn inherited<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut dict = dict;
    loop {
        if let Ok(value) = dict.get(key) {
            return Some(document.dereference(value).unwrap().1);
        }
        dict = document
            .dereference(dict.get(b"Parent").ok()?)
            .unwrap()
            .1
            .as_dict()
            .unwrap();
    }
}

fn numbers(object: &Object) -> Vec<f32> {
    let list = object.as_array().unwrap();
    list.iter().map(|number| number.as_float().unwrap()).collect()
}

/// A text string or the text of a code.
pub fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).unwrap()
}

struct Font {
    texts: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
    glyphs: Vec<u16>,
    program: Vec<u8>,
}

impl Font {
    fn read(document: &Document, dict: &Dictionary) -> Self {
        let stream = |dict: &Dictionary, key: &[u8]| {
            let stream = document.dereference(dict.get(key).unwrap()).unwrap().1;
            let stream = stream.as_stream().unwrap();
            stream
                .decompressed_content()
                .unwrap_or_else(|_| stream.content.clone())
        };
        let descendants = document
            .dereference(dict.get(b"DescendantFonts").unwrap())
            .unwrap()
            .1;
        let descendant = &descendants.as_array().unwrap()[0];
        let descendant = document.dereference(descendant).unwrap().1.as_dict().unwrap();
        let descriptor = document.get_dict_in_dict(descendant, b"FontDescriptor").unwrap();
        let map = stream(descendant, b"CIDToGIDMap");
        Self {
            texts: to_unicode(&stream(dict, b"ToUnicode")),
            widths: widths(document.dereference(descendant.get(b"W").unwrap()).unwrap().1),
            glyphs: map
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect(),
            program: stream(descriptor, b"FontFile2"),
        }
    }
}

/// The `bfchar` lines of a ToUnicode CMap; ranges are not read, so that one would show as a code without text.
fn to_unicode(bytes: &[u8]) -> BTreeMap<u16, String> {
    let hex = |word: &str| -> Option<Vec<u8>> {
        let digits = word.strip_prefix('<')?.strip_suffix('>')?;
        (0..digits.len() / 2)
            .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).ok())
            .collect()
    };
    let text = String::from_utf8_lossy(bytes);
    let blocks = text.split("beginbfchar").skip(1);
    let lines = blocks.flat_map(|block| block.split("endbfchar").next().unwrap_or_default().lines());
    lines
        .filter_map(|line| {
            let (code, words) = line.trim().split_once(' ')?;
            let code = hex(code)?;
            Some((u16::from_be_bytes([code[0], code[1]]), utf16(&hex(words)?)))
        })
        .collect()
}

fn widths(object: &Object) -> BTreeMap<u16, f32> {
    let mut out = BTreeMap::new();
    let list = object.as_array().unwrap();
    let mut at = 0;
    while at < list.len() {
        let first = u16::try_from(list[at].as_i64().unwrap()).unwrap();
        match &list[at + 1] {
            Object::Array(widths) => {
                for (cid, width) in (first..).zip(widths) {
                    out.insert(cid, width.as_float().unwrap());
                }
                at += 2;
            }
            last => {
                let last = u16::try_from(last.as_i64().unwrap()).unwrap();
                let width = list[at + 2].as_float().unwrap();
                out.extend((first..=last).map(|cid| (cid, width)));
                at += 3;
            }
        }
    }
    out
}

type Matrix = [f32; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn product(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn apply(m: Matrix, (x, y): (f32, f32)) -> (f32, f32) {
    (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    clip: Box,
    font: Option<std::rc::Rc<Font>>,
    size: f32,
}

struct Reader<'d, 'f> {
    document: &'d Document,
    fonts: &'f mut Fonts,
    sequences: Vec<Sequence>,
    drawn: Vec<Drawn>,
    open: Vec<Option<usize>>,
}

impl Reader<'_, '_> {
    fn run(&mut self, bytes: &[u8], resources: &Dictionary, start: State) {
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut text = IDENTITY;
        let mut path: Vec<(f32, f32)> = Vec::new();
        let mut clips = false;
        for operation in Content::decode(bytes).unwrap().operations {
            let operands = operation.operands.as_slice();
            let number = |at: usize| operands[at].as_float().unwrap();
            let matrix = || std::array::from_fn(number);
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap(),
                "cm" => state.matrix = product(matrix(), state.matrix),
                "BDC" => self.begin(operands, resources),
                "BMC" => panic!("marked content without properties"),
                "EMC" => {
                    self.open.pop().unwrap();
                }
                "BT" => text = IDENTITY,
                "Tm" => text = matrix(),
                "Tf" => {
                    let name = operands[0].as_name().unwrap();
                    state.font = Some(self.font(resources, name));
                    state.size = number(1);
                }
                "Tj" => self.show(&state, &mut text, &operands[0]),
                "TJ" => {
                    for part in operands[0].as_array().unwrap() {
                        match part.as_float() {
                            Ok(kern) => text[4] -= kern * state.size / 1000.0,
                            Err(_) => self.show(&state, &mut text, part),
                        }
                    }
                }
                "m" | "l" => path.push(apply(state.matrix, (number(0), number(1)))),
                "c" => path.extend([0, 2, 4].map(|at| apply(state.matrix, (number(at), number(at + 1))))),
                "v" | "y" => path.extend([0, 2].map(|at| apply(state.matrix, (number(at), number(at + 1))))),
                "re" => {
                    let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                    let corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)];
                    path.extend(corners.map(|corner| apply(state.matrix, corner)));
                }
                "W" | "W*" => clips = true,
                "n" | "f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*" => {
                    let area = Box::of(std::mem::take(&mut path));
                    if operation.operator != "n" {
                        self.area(&state, area);
                    }
                    if std::mem::take(&mut clips) {
                        state.clip = state.clip.meet(&area);
                    }
                }
                "Do" => self.object(operands[0].as_name().unwrap(), resources, &state),
                "sh" => self.area(&state, state.clip),
                "Td" | "TD" | "T*" | "Ts" | "Tc" | "Tw" | "Tz" | "'" | "\"" => {
                    panic!("{} moves text and is not read here", operation.operator)
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self, operands: &[Object], resources: &Dictionary) {
        let tag = text_string(operands[0].as_name().unwrap());
        let properties = match &operands[1] {
            Object::Name(name) => {
                let list = self.document.get_dict_in_dict(resources, b"Properties").unwrap();
                self.document.get_dict_in_dict(list, name).unwrap()
            }
            other => other.as_dict().unwrap(),
        };
        let name = |key: &[u8]| {
            let name = properties.get(key).and_then(Object::as_name);
            name.map(text_string).unwrap_or_default()
        };
        let sequence = Sequence {
            mcid: properties.get(b"MCID").and_then(Object::as_i64).ok(),
            actual: properties
                .get(b"ActualText")
                .and_then(Object::as_str)
                .ok()
                .map(text_string),
            artifact: (tag == "Artifact").then(|| (name(b"Type"), name(b"Subtype"))),
            tag,
        };
        assert!(self.open.is_empty(), "marked content inside marked content");
        self.open.push(Some(self.sequences.len()));
        self.sequences.push(sequence);
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> std::rc::Rc<Font> {
        let fonts = self.document.get_dict_in_dict(resources, b"Font").unwrap();
        let id = fonts.get(name).and_then(Object::as_reference).unwrap();
        let document = self.document;
        let read = || std::rc::Rc::new(Font::read(document, document.get_dictionary(id).unwrap()));
        std::rc::Rc::clone(self.fonts.entry(id).or_insert_with(read))
    }

    fn show(&mut self, state: &State, text: &mut Matrix, string: &Object) {
        let font = std::rc::Rc::clone(state.font.as_ref().unwrap());
        let program = skrifa::FontRef::new(&font.program).unwrap();
        let metrics = program.glyph_metrics(Size::new(state.size), LocationRef::default());
        for code in string.as_str().unwrap().chunks(2) {
            let code = u16::from_be_bytes([code[0], code[1]]);
            let glyph = font.glyphs[usize::from(code)];
            let place = product(*text, state.matrix);
            let advance = font.widths[&code] * state.size / 1000.0;
            let ink = metrics
                .bounds(skrifa::GlyphId::from(glyph))
                .filter(|bounds| bounds.x_max > bounds.x_min)
                .map_or(Box::NOTHING, |bounds| {
                    let corners = [
                        (bounds.x_min, bounds.y_min),
                        (bounds.x_max, bounds.y_min),
                        (bounds.x_min, bounds.y_max),
                        (bounds.x_max, bounds.y_max),
                    ];
                    Box::of(corners.map(|corner| apply(place, corner)))
                });
            self.draw(Ink::Glyph(Glyph {
                text: font.texts.get(&code).cloned().unwrap_or_default(),
                ink,
                pen: apply(place, (0.0, 0.0)),
                advance,
                size: state.size,
                glyph,
            }));
            text[4] += advance;
        }
    }

    fn object(&mut self, name: &[u8], resources: &Dictionary, state: &State) {
        let objects = self.document.get_dict_in_dict(resources, b"XObject").unwrap();
        let object = self.document.dereference(objects.get(name).unwrap()).unwrap().1;
        let stream = object.as_stream().unwrap();
        if stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap() == b"Image" {
            let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
            return self.area(state, Box::of(corners.map(|corner| apply(state.matrix, corner))));
        }
        let mut inner = state.clone();
        if let Ok(matrix) = stream.dict.get(b"Matrix") {
            let own = numbers(matrix);
            inner.matrix = product(std::array::from_fn(|at| own[at]), inner.matrix);
        }
        let bounds = numbers(stream.dict.get(b"BBox").unwrap());
        let corners = [
            (bounds[0], bounds[1]),
            (bounds[2], bounds[1]),
            (bounds[0], bounds[3]),
            (bounds[2], bounds[3]),
        ];
        let bounds = Box::of(corners.map(|corner| apply(inner.matrix, corner)));
        inner.clip = inner.clip.meet(&bounds);
        let content = stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone());
        let own = stream.dict.get(b"Resources").ok();
        let own = own.map(|own| {
            self.document
                .dereference(own)
                .unwrap()
                .1
                .as_dict()
                .unwrap()
                .clone()
        });
        self.run(&content, &own.unwrap_or_default(), inner);
    }

    /// What is seen of a path or picture.
    fn area(&mut self, state: &State, area: Box) {
        self.draw(Ink::Area(state.clip.meet(&area)));
    }

    fn draw(&mut self, ink: Ink) {
        self.drawn.push(Drawn {
            sequence: self.open.last().copied().flatten(),
            ink,
        });
    }
}
