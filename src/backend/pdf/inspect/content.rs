//! The pages' content streams: the text of each marked-content sequence, and what belongs to nobody.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::cmap::ToUnicode;
use super::file::{File, text_string};
use super::operators::{Operand, Operators};
use crate::backend::FontFact;

/// How far up a page's resources may be inherited from.
const HIGHEST: usize = 64;

/// The content of all pages.
#[derive(Default)]
pub(super) struct Contents {
    /// The text of each sequence: `pages[page][mcid]`.
    pub pages: Vec<BTreeMap<i64, String>>,
    /// The fonts that the pages name.
    pub fonts: Vec<FontFact>,
}

struct Font {
    to_unicode: Option<ToUnicode>,
    /// The glyph of each code, two bytes each, where the font lists them.
    glyphs: Option<Vec<u8>>,
}

impl Font {
    /// How many codes of a string lead to the glyph that stands for a missing one.
    fn missing(&self, codes: &[u8]) -> usize {
        let Some(glyphs) = &self.glyphs else { return 0 };
        let none = |code: &&[u8]| {
            let at = code.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            glyphs.get(at * 2..at * 2 + 2).is_none_or(|glyph| glyph == [0, 0])
        };
        codes.chunks(2).filter(none).count()
    }
}

/// Reads the content of the pages.
pub(super) fn pages(file: &File, pages: &[ObjectId], faults: &mut Vec<String>) -> Contents {
    let mut contents = Contents::default();
    let mut fonts = Fonts {
        file,
        known: BTreeMap::new(),
        facts: Vec::new(),
    };
    for (number, id) in (1..).zip(pages) {
        let mut reader = PageReader {
            file,
            fonts: BTreeMap::new(),
            font: None,
            saved: Vec::new(),
            open: Vec::new(),
            texts: BTreeMap::new(),
            stray: false,
            unknown: 0,
            missing: 0,
            properties: None,
        };
        if let Some(Ok(page)) = file.object(*id).map(Object::as_dict) {
            let resources = resources(file, page);
            reader.fonts = fonts.of(resources);
            reader.properties = resources.and_then(|resources| file.dict(resources, "Properties"));
            if let Err(fault) = reader.run(&stream(file, page)) {
                faults.push(format!("page {number}: its content cannot be read: {fault}"));
            }
        }
        if reader.stray {
            faults.push(format!(
                "page {number}: content that is neither tagged nor an artifact"
            ));
        }
        if reader.unknown > 0 {
            faults.push(format!(
                "page {number}: {} characters say no text",
                reader.unknown
            ));
        }
        if reader.missing > 0 {
            faults.push(format!(
                "page {number}: {} characters show no glyph",
                reader.missing
            ));
        }
        contents.pages.push(reader.texts);
    }
    let mut facts = fonts.facts;
    facts.sort();
    facts.dedup();
    contents.fonts = facts;
    contents
}

/// A page's content streams as one.
fn stream(file: &File, page: &Dictionary) -> Vec<u8> {
    let Some(contents) = file.get(page, "Contents") else {
        return Vec::new();
    };
    match contents {
        Object::Array(parts) => {
            let parts = parts.iter().filter_map(|part| file.stream(part));
            parts
                .flat_map(|mut part| {
                    part.push(b'\n');
                    part
                })
                .collect()
        }
        other => file.stream(other).unwrap_or_default(),
    }
}

fn resources<'f>(file: &'f File, page: &'f Dictionary) -> Option<&'f Dictionary> {
    let mut node = page;
    for _ in 0..HIGHEST {
        if let Some(resources) = file.dict(node, "Resources") {
            return Some(resources);
        }
        node = file.dict(node, "Parent")?;
    }
    None
}

struct Fonts<'f> {
    file: &'f File,
    known: BTreeMap<ObjectId, Rc<Font>>,
    facts: Vec<FontFact>,
}

impl Fonts<'_> {
    fn of(&mut self, resources: Option<&Dictionary>) -> BTreeMap<Vec<u8>, Rc<Font>> {
        let Some(fonts) = resources.and_then(|resources| self.file.dict(resources, "Font")) else {
            return BTreeMap::new();
        };
        let mut out = BTreeMap::new();
        for (name, object) in fonts {
            let id = object.as_reference().ok();
            if let Some(known) = id.and_then(|id| self.known.get(&id)) {
                out.insert(name.clone(), Rc::clone(known));
                continue;
            }
            let Some(Ok(dict)) = self.file.resolve(object).map(Object::as_dict) else {
                continue;
            };
            let font = Rc::new(self.font(dict));
            if let Some(id) = id {
                self.known.insert(id, Rc::clone(&font));
            }
            out.insert(name.clone(), font);
        }
        out
    }

    fn font(&mut self, dict: &Dictionary) -> Font {
        let descendant = self
            .file
            .get(dict, "DescendantFonts")
            .and_then(|fonts| fonts.as_array().ok());
        let descendant = descendant.and_then(|fonts| self.file.resolve(fonts.first()?)?.as_dict().ok());
        let descriptor = self.file.dict(descendant.unwrap_or(dict), "FontDescriptor");
        let embedded = descriptor.is_some_and(|descriptor| {
            ["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|key| self.file.get(descriptor, key).is_some())
        });
        let base = self.file.name(dict, "BaseFont").unwrap_or_default();
        let (name, subset) = match base.split_once('+') {
            Some((tag, name)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => {
                (name.to_owned(), true)
            }
            _ => (base, false),
        };
        self.facts.push(FontFact {
            name,
            embedded,
            subset,
        });
        let to_unicode = dict.get(b"ToUnicode").ok().and_then(|map| self.file.stream(map));
        let glyphs = descendant.and_then(|font| self.file.stream(font.get(b"CIDToGIDMap").ok()?));
        Font {
            glyphs,
            to_unicode: to_unicode.map(|bytes| ToUnicode::parse(&bytes)),
        }
    }
}

/// A marked-content sequence that is open.
struct Frame {
    mcid: Option<i64>,
    artifact: bool,
    /// Its text is given; its glyphs do not count.
    replaced: bool,
}

struct PageReader<'f> {
    file: &'f File,
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    font: Option<Rc<Font>>,
    saved: Vec<Option<Rc<Font>>>,
    open: Vec<Frame>,
    texts: BTreeMap<i64, String>,
    stray: bool,
    unknown: usize,
    missing: usize,
    properties: Option<&'f Dictionary>,
}

impl PageReader<'_> {
    fn run(&mut self, content: &[u8]) -> Result<(), &'static str> {
        let mut operators = Operators::of(content);
        let mut operands = Vec::new();
        while let Some(operator) = operators.next(&mut operands)? {
            match operator {
                b"q" => self.saved.push(self.font.clone()),
                b"Q" => self.font = self.saved.pop().flatten(),
                b"Tf" => {
                    let name = operands.first().and_then(Operand::name);
                    self.font = name.and_then(|name| self.fonts.get(name).cloned());
                }
                b"BMC" | b"BDC" => self.begin(&operands),
                b"EMC" => {
                    self.open.pop();
                }
                b"Tj" | b"'" | b"\"" => self.show(operands.last().and_then(Operand::string)),
                b"TJ" => {
                    if let Some(Operand::Array(parts)) = operands.first() {
                        self.show(parts.iter().filter_map(Operand::string));
                    }
                }
                b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" | b"Do" | b"sh" | b"EI" => {
                    self.stray |= self
                        .open
                        .iter()
                        .all(|frame| frame.mcid.is_none() && !frame.artifact);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, operands: &[Operand<'_>]) {
        let tag = operands.first().and_then(Operand::name);
        let (mcid, actual) = match operands.get(1) {
            Some(Operand::Name(name)) => self.named(name),
            Some(direct) => {
                let mcid = match direct.get(b"MCID") {
                    Some(Operand::Integer(mcid)) => Some(*mcid),
                    _ => None,
                };
                let actual = direct.get(b"ActualText").and_then(Operand::string);
                (mcid, actual.map(text_string))
            }
            None => (None, None),
        };
        if let Some(mcid) = mcid {
            self.texts.entry(mcid).or_default();
        }
        let inside = self.replaced();
        self.open.push(Frame {
            mcid,
            artifact: tag == Some(b"Artifact"),
            replaced: actual.is_some(),
        });
        if let Some(actual) = actual
            && !inside
        {
            self.add(&actual);
        }
    }

    /// The number and the text of a sequence whose properties stand among the resources of the page.
    fn named(&self, name: &[u8]) -> (Option<i64>, Option<String>) {
        let entry = self.properties.and_then(|all| all.get(name).ok());
        let entry = entry.and_then(|entry| self.file.resolve(entry));
        let Some(Ok(properties)) = entry.map(Object::as_dict) else {
            return (None, None);
        };
        let mcid = properties.get(b"MCID").and_then(Object::as_i64).ok();
        let actual = properties.get(b"ActualText").and_then(Object::as_str).ok();
        (mcid, actual.map(text_string))
    }

    fn replaced(&self) -> bool {
        self.open.iter().any(|frame| frame.replaced)
    }

    fn show<'s>(&mut self, strings: impl IntoIterator<Item = &'s [u8]>) {
        let silent = self.replaced() || self.open.iter().any(|frame| frame.artifact);
        let mut text = String::new();
        let mut shown = false;
        for bytes in strings {
            self.missing += self.font.as_ref().map_or(0, |font| font.missing(bytes));
            if silent {
                continue;
            }
            shown = true;
            match self.font.as_ref().and_then(|font| font.to_unicode.as_ref()) {
                Some(map) => self.unknown += map.decode(bytes, &mut text),
                None => self.unknown += bytes.len(),
            }
        }
        if shown {
            self.add(&text);
        }
    }

    /// Adds text to the innermost sequence that has a number.
    fn add(&mut self, text: &str) {
        if self.open.iter().any(|frame| frame.artifact) {
            return;
        }
        match self.open.iter().rev().find_map(|frame| frame.mcid) {
            Some(mcid) => self.texts.entry(mcid).or_default().push_str(text),
            None => self.stray = true,
        }
    }
}
