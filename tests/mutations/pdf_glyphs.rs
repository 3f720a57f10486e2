//! The glyphs that words are drawn with, and what they say.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Object, ObjectId, StringFormat};

use crate::pdf_engine::{Pdf, sequence};

/// A glyph, by its place: which page, which operation, which piece of what that shows.
pub struct Glyph {
    place: (usize, usize, usize),
    pub text: String,
    font: Vec<u8>,
}

impl Pdf {
    pub fn glyphs(&self, id: ObjectId) -> Vec<Glyph> {
        let contents = self.contents(id);
        contents
            .iter()
            .flat_map(|(page, mcid)| self.drawn(*page, *mcid))
            .collect()
    }

    /// The glyphs of a marked-content sequence.
    fn drawn(&self, id: ObjectId, mcid: i64) -> Vec<Glyph> {
        let page = self.pages.iter().position(|(page, _)| *page == id).unwrap();
        let operations = &self.pages[page].1;
        let range = sequence(operations, mcid);
        let mut font = font_before(operations, range.start);
        let mut glyphs = Vec::new();
        for at in range {
            let operation = &operations[at];
            if operation.operator == "Tf" {
                font = operation.operands[0].as_name().unwrap().to_vec();
            }
            if operation.operator != "TJ" {
                continue;
            }
            let texts = self.texts(id, &font);
            for (piece, object) in operation.operands[0].as_array().unwrap().iter().enumerate() {
                if let Object::String(code, _) = object {
                    glyphs.push(Glyph {
                        place: (page, at, piece),
                        text: texts.get(code).cloned().unwrap_or_default(),
                        font: font.clone(),
                    });
                }
            }
        }
        glyphs
    }

    /// What the codes of a font say.
    fn texts(&self, page: ObjectId, font: &[u8]) -> BTreeMap<Vec<u8>, String> {
        let fonts = self.document.get_page_fonts(page).unwrap();
        let map = fonts[font]
            .get(b"ToUnicode")
            .and_then(Object::as_reference)
            .unwrap();
        let map = self.document.get_object(map).and_then(Object::as_stream).unwrap();
        let map = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
        let map = String::from_utf8(map).unwrap();
        let line = |line: &str| {
            let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            let units: Vec<u16> = hex(text)?
                .chunks(2)
                .map(|unit| u16::from_be_bytes([unit[0], unit[1]]))
                .collect();
            Some((hex(code)?, String::from_utf16(&units).ok()?))
        };
        map.lines().filter_map(line).collect()
    }

    /// Replaces words by others in the face of those replaced. Places of glyphs stay as they were: nothing reads them.
    pub fn reword(&mut self, id: ObjectId, from: &str, to: &str) {
        let glyphs = self.glyphs(id);
        let words: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let begin = words.find(from).unwrap_or_else(|| panic!("no {from} in {words}"));
        let mut at = 0;
        let mut hit = Vec::new();
        for glyph in &glyphs {
            if at >= begin && at < begin + from.len() {
                hit.push(glyph);
            }
            at += glyph.text.len();
        }
        let (page, _, _) = hit[0].place;
        let texts = self.texts(self.pages[page].0, &hit[0].font);
        let code = |c: char| {
            let found = texts.iter().find(|(_, text)| text.chars().eq([c]));
            found.unwrap_or_else(|| panic!("the face has no {c}")).0.clone()
        };
        let codes: Vec<u8> = to.chars().flat_map(code).collect();
        for (n, glyph) in hit.iter().enumerate() {
            let (page, at, piece) = glyph.place;
            let put = if n == 0 { codes.clone() } else { Vec::new() };
            let shown = self.pages[page].1[at].operands[0].as_array_mut().unwrap();
            shown[piece] = Object::String(put, StringFormat::Hexadecimal);
        }
    }
}

/// An operation that shows text, each glyph of it a string of its own; faces have codes of two bytes.
pub fn alone(operation: Operation) -> Operation {
    let shown = match (operation.operator.as_str(), operation.operands.as_slice()) {
        ("Tj", [string]) => vec![string.clone()],
        ("TJ", [Object::Array(pieces)]) => pieces.clone(),
        _ => return operation,
    };
    let pieces = shown.into_iter().flat_map(|piece| match piece {
        Object::String(codes, format) => codes
            .chunks(2)
            .map(|code| Object::String(code.to_vec(), format))
            .collect(),
        other => vec![other],
    });
    Operation::new("TJ", vec![Object::Array(pieces.collect())])
}

pub fn font_before(operations: &[Operation], at: usize) -> Vec<u8> {
    let set = operations[..at]
        .iter()
        .rfind(|operation| operation.operator == "Tf");
    set.map(|operation| operation.operands[0].as_name().unwrap().to_vec())
        .unwrap_or_default()
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    let bytes = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok());
    bytes.collect()
}
