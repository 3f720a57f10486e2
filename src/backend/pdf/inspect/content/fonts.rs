//! The fonts of a file: what their codes say, and whether their programs are in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::cmap::{CMap, CodeSpace, number};
use super::encoding;
use super::geometry::bounded;
use super::programs::{Program, Programs};
use super::widths::Widths;
use crate::backend::FontFact;
use crate::backend::pdf::inspect::file::File;

/// More fonts than these are not read.
const MOST_FONTS: usize = 4096;
/// How much of a map is read, in bytes: one of all characters takes less.
const LARGEST_MAP: usize = 4 << 20;
/// How many bytes all maps together may have.
const ALL_MAPS: usize = 16 << 20;
/// How many bytes a list of glyphs has: two for each of 65,536 codes.
const LARGEST_LIST: usize = 2 << 16;
/// How many widths all fonts together may say.
const MOST_WIDTHS: usize = 1 << 21;
/// The places of more characters than these are not kept of one line.
const MOST_PLACED: usize = 4096;
/// How many codes all fonts together may give texts.
const MOST_CODES: usize = 1 << 20;

/// A font.
pub(super) struct Font {
    pub name: String,
    space: CodeSpace,
    to_unicode: Option<Rc<CMap>>,
    /// The text of the codes of a simple font.
    table: Option<encoding::Table>,
    /// The glyph of each code, two bytes each, where the font lists them.
    glyphs: Option<Rc<[u8]>>,
    /// The program in the file, where its glyphs are known by the codes or by that list.
    program: Option<Rc<Program>>,
    pub is_type_3: bool,
    pub widths: Widths,
    /// How much larger a letter is than the size that is set; `None` where nobody can tell.
    pub scale: Option<f32>,
}

/// What a string shows.
#[derive(Default)]
pub(super) struct Decoded {
    pub text: String,
    /// Characters that say no text.
    pub unknown: usize,
    /// Characters that show no glyph.
    pub missing: usize,
    /// Letters whose glyph draws nothing, and characters whose glyph has another width than the font says.
    pub blank: usize,
    pub misfit: usize,
    /// Characters in all.
    pub codes: usize,
    /// How many more bytes of text may be read.
    pub room: usize,
    /// There was more than that.
    pub is_cut: bool,
    /// Where its characters stand, up to a bound.
    pub letters: Vec<Letter>,
    /// How far along the line the next one stands.
    pub pen: f32,
    pub spacing: Spacing,
}

/// Where a character stands on its line, in the coordinates of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// Where it begins, and how wide it is.
    pub at: f32,
    pub width: f32,
    /// Where its text begins.
    pub from: usize,
}

/// How far apart letters are set (9.3).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spacing {
    pub size: f32,
    pub letters: f32,
    pub words: f32,
    /// How wide letters are, 1 as they are drawn.
    pub stretch: f32,
}

impl Decoded {
    /// Takes note of where a character stands. Of a line that is longer than any page nobody asks where it ends.
    fn place(&mut self, from: usize, widths: &Widths, code: u32, is_space: bool) {
        if self.letters.len() == MOST_PLACED {
            return;
        }
        let Spacing {
            size,
            letters,
            words,
            stretch,
        } = self.spacing;
        let width = widths.of(code) * size * stretch;
        self.letters.push(Letter {
            at: self.pen,
            width,
            from,
        });
        let apart = letters + if is_space { words } else { 0.0 };
        self.pen = bounded(self.pen + width + apart * stretch);
    }

    /// Goes on by what stands between two strings, in thousandths of the size.
    pub fn kern(&mut self, thousandths: f32) {
        let Spacing { size, stretch, .. } = self.spacing;
        self.pen = bounded(self.pen - thousandths / 1000.0 * size * stretch);
    }

    fn say(&mut self, text: &str) {
        match self.room.checked_sub(text.len()) {
            Some(room) => {
                self.room = room;
                self.text.push_str(text);
            }
            None => {
                self.room = 0;
                self.is_cut = true;
            }
        }
    }
}

impl Font {
    /// Adds what a string shows.
    pub fn decode(&self, bytes: &[u8], out: &mut Decoded) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, after) = self.space.split(rest);
            rest = after;
            out.codes += 1;
            let is_space = code == b" ";
            let code = number(code);
            let from = out.text.len();
            self.compare(code, out);
            if let Some(glyphs) = &self.glyphs {
                let at = usize::try_from(code).unwrap_or(usize::MAX).saturating_mul(2);
                let glyph = glyphs.get(at..at.saturating_add(2));
                out.missing += usize::from(glyph.is_none_or(|glyph| glyph == [0, 0]));
            }
            if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.text(code)) {
                out.say(text);
                out.place(from, &self.widths, code, is_space);
                continue;
            }
            let at = usize::try_from(code).unwrap_or(usize::MAX);
            match self
                .table
                .as_ref()
                .and_then(|table| table.get(at).copied().flatten())
            {
                Some(character) => out.say(character.encode_utf8(&mut [0; 4])),
                None => out.unknown += 1,
            }
            out.place(from, &self.widths, code, is_space);
        }
    }
}

impl Font {
    /// Holds the glyph of a code against what the font says of it.
    fn compare(&self, code: u32, out: &mut Decoded) {
        let Some(program) = &self.program else { return };
        let at = usize::try_from(code).unwrap_or(usize::MAX);
        let glyph = match &self.glyphs {
            Some(list) => match list.chunks_exact(2).nth(at) {
                Some([high, low]) => usize::from(u16::from_be_bytes([*high, *low])),
                _ => return,
            },
            None => at,
        };
        let text = self.to_unicode.as_ref().and_then(|map| map.text(code));
        if glyph == 0 {
            return;
        }
        let is_letter = text.is_some_and(|text| text.contains(char::is_alphanumeric));
        // Other scripts have ligatures whose letters are all drawn by one glyph.
        let is_plain = text.is_some_and(|text| text.contains(|c: char| c.is_ascii_alphanumeric()));
        out.blank += usize::from(is_plain && program.draws(glyph) != Some(true));
        out.misfit += usize::from(is_letter && !program.is_wide(glyph, self.widths.of(code)));
    }
}

/// The fonts that have been met.
pub(super) struct Fonts<'f> {
    file: &'f File,
    known: BTreeMap<ObjectId, Rc<Font>>,
    facts: Vec<FontFact>,
    /// The maps and lists of glyphs that have been read: a thousand fonts may share one.
    maps: BTreeMap<ObjectId, Option<Rc<CMap>>>,
    lists: BTreeMap<ObjectId, Option<Rc<[u8]>>>,
    programs: Programs,
    broken: BTreeSet<String>,
    maps_left: usize,
    codes_left: usize,
    widths_left: usize,
    fonts_left: usize,
}

impl<'f> Fonts<'f> {
    pub fn of(file: &'f File) -> Self {
        Self {
            file,
            known: BTreeMap::new(),
            facts: Vec::new(),
            maps: BTreeMap::new(),
            lists: BTreeMap::new(),
            programs: Programs::default(),
            broken: BTreeSet::new(),
            maps_left: ALL_MAPS,
            codes_left: MOST_CODES,
            widths_left: MOST_WIDTHS,
            fonts_left: MOST_FONTS,
        }
    }

    /// The font that resources call by a name.
    pub fn get(&mut self, resources: Option<&Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.file.dict(resources?, "Font")?;
        self.of_object(fonts.get(name).ok()?)
    }

    /// The font that an object is.
    pub fn of_object(&mut self, object: &Object) -> Option<Rc<Font>> {
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Some(Rc::clone(known));
        }
        let dict = self.file.resolve(object)?.as_dict().ok()?;
        self.fonts_left = self.fonts_left.checked_sub(1)?;
        let font = Rc::new(self.font(dict));
        if let Some(id) = id {
            self.known.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// What has been met, and the fonts whose programs are broken.
    pub fn facts(self) -> (Vec<FontFact>, Vec<String>) {
        let mut facts = self.facts;
        facts.sort();
        facts.dedup();
        (facts, self.broken.into_iter().collect())
    }

    fn font(&mut self, dict: &Dictionary) -> Font {
        let file = self.file;
        let is_type_3 = file.name(dict, "Subtype").as_deref() == Some("Type3");
        let descendant = file
            .get(dict, "DescendantFonts")
            .and_then(|fonts| fonts.as_array().ok());
        let descendant = descendant.and_then(|fonts| file.resolve(fonts.first()?)?.as_dict().ok());
        let descriptor = file.dict(descendant.unwrap_or(dict), "FontDescriptor");
        // The glyphs of a Type 3 font are content streams in the font itself.
        let embedded = is_type_3
            || descriptor.is_some_and(|descriptor| {
                ["FontFile", "FontFile2", "FontFile3"]
                    .iter()
                    .any(|key| file.get(descriptor, key).is_some())
            });
        let base = file.name(dict, "BaseFont").or_else(|| file.name(dict, "Name"));
        let base = base.unwrap_or_default();
        let (name, subset) = match base.split_once('+') {
            Some((tag, name)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => {
                (name.to_owned(), true)
            }
            _ => (base, false),
        };
        self.facts.push(FontFact {
            name: name.clone(),
            embedded,
            subset,
        });
        let program = self.programs.of(file, descriptor).unwrap_or_else(|()| {
            self.broken.insert(name.clone());
            None
        });
        let identity = file
            .name(dict, "Encoding")
            .is_some_and(|name| name.starts_with("Identity"));
        let to_unicode = self.texts(dict);
        let glyphs = descendant.and_then(|font| self.glyphs(font.get(b"CIDToGIDMap").ok()?));
        let composite = descendant.is_some();
        let widths = match descendant {
            Some(descendant) => Widths::composite(file, descendant, &mut self.widths_left),
            None => {
                let unit = if is_type_3 { type_3_unit(file, dict) } else { 0.001 };
                Widths::simple(file, dict, unit, &mut self.widths_left)
            }
        };
        Font {
            name,
            space: self.space(dict, composite, to_unicode.as_deref()),
            table: if composite {
                None
            } else {
                encoding::table(file, dict)
            },
            glyphs,
            program: program.filter(|_| composite && identity),
            to_unicode,
            is_type_3,
            widths,
            scale: if is_type_3 {
                type_3_scale(file, dict)
            } else {
                Some(1.0)
            },
        }
    }

    /// What a map says; a stream that is read once counts once.
    fn map(&mut self, object: &Object) -> Option<Rc<CMap>> {
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.maps.get(&id)) {
            return known.clone();
        }
        let most = LARGEST_MAP.min(self.maps_left);
        let bytes = self.file.stream(object).filter(|_| most > 0);
        let map = bytes.map(|bytes| {
            let bytes = bytes.get(..most).unwrap_or(&bytes);
            self.maps_left = self.maps_left.saturating_sub(bytes.len());
            Rc::new(CMap::parse(bytes, &mut self.codes_left))
        });
        if let Some(id) = id {
            self.maps.insert(id, map.clone());
        }
        map
    }

    /// The glyph of each code.
    fn glyphs(&mut self, object: &Object) -> Option<Rc<[u8]>> {
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.lists.get(&id)) {
            return known.clone();
        }
        let bytes = self.file.stream(object);
        let list = bytes.map(|bytes| bytes.get(..LARGEST_LIST).unwrap_or(&bytes).into());
        if let Some(id) = id {
            self.lists.insert(id, list.clone());
        }
        list
    }

    fn texts(&mut self, dict: &Dictionary) -> Option<Rc<CMap>> {
        self.map(dict.get(b"ToUnicode").ok()?)
    }

    /// How long the codes of a font are: one byte in a simple font, two under the identity, else what its CMap says.
    fn space(&mut self, dict: &Dictionary, composite: bool, to_unicode: Option<&CMap>) -> CodeSpace {
        if !composite {
            return CodeSpace::of_width(1);
        }
        let encoding = self.file.get(dict, "Encoding");
        let own = match encoding {
            Some(Object::Stream(_)) => dict.get(b"Encoding").ok().and_then(|map| self.map(map)),
            _ => None,
        };
        if let Some(map) = own
            && map.has_space()
        {
            return map.space.clone();
        }
        let identity = encoding.and_then(|name| name.as_name().ok());
        match to_unicode {
            Some(map) if map.has_space() && !identity.is_some_and(|name| name.starts_with(b"Identity")) => {
                map.space.clone()
            }
            _ => CodeSpace::of_width(2),
        }
    }
}

/// How wide one unit of a Type 3 font is at size 1.
fn type_3_unit(file: &File, dict: &Dictionary) -> f32 {
    let matrix = file
        .get(dict, "FontMatrix")
        .and_then(|matrix| matrix.as_array().ok());
    let unit = matrix.and_then(|matrix| file.resolve(matrix.first()?)?.as_float().ok());
    unit.unwrap_or(0.001)
}

/// How high a letter of a Type 3 font is at size 1: its box is all that tells (9.6.5).
fn type_3_scale(file: &File, dict: &Dictionary) -> Option<f32> {
    let numbers = |key: &str| -> Option<Vec<f32>> {
        let list = file.get(dict, key)?.as_array().ok()?;
        let numbers = list.iter().map(|number| file.resolve(number)?.as_float().ok());
        numbers.take(6).collect()
    };
    let (matrix, bounds) = (numbers("FontMatrix")?, numbers("FontBBox")?);
    let height = (bounds.get(3)? - bounds.get(1)?).abs() * matrix.get(3)?.abs();
    (height.is_finite() && height > 0.0).then_some(height)
}
