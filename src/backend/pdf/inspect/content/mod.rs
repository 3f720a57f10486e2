//! What the pages draw: the text of each marked-content sequence and where its lines lie, what belongs to nobody, and how
//! text looks.
//!
//! Pages are drawn here as a viewer would draw them, but for glyphs: how wide they are nobody asks. So the second of two
//! strings on a line is taken to begin where the first does, which tells lines, sizes and colours all the same.

mod artifacts;
mod backdrop;
mod canvas;
mod cmap;
mod colour;
mod encoding;
mod fonts;
mod forms;
mod functions;
mod geometry;
mod layers;
mod marks;
mod operators;
mod page;
mod programs;
mod properties;
mod seen;
mod show;
mod state;
mod strikes;
mod tally;
mod unseen;
mod why;
mod widths;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Object, ObjectId};

use super::file::File;
use crate::backend::FontFact;
use crate::backend::faults::Faults;
pub(super) use geometry::Point;
pub(super) use seen::Seen;

/// More sequences than these are not read.
const MOST_SEQUENCES: usize = 400_000;
/// How many characters of what stands outside of the structure are shown.
const SHOWN: usize = 60;

/// The content stream in which a sequence stands: numbers are its own (ISO 32000-1, 14.7.4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Of a page, from 0.
    Page(usize),
    /// Of a form XObject.
    Form(ObjectId),
}

/// A marked-content sequence.
pub(super) type Key = (Place, i64);

/// The content of all pages.
#[derive(Default)]
pub(super) struct Contents {
    sequences: BTreeMap<Key, Sequence>,
    /// The fonts that are used.
    pub fonts: Vec<FontFact>,
    /// How what is seen looks.
    pub seen: Seen,
    /// What is drawn on each page and is neither in a sequence nor an artifact, by the page, from 0.
    pub outside: BTreeMap<usize, Outside>,
    /// Words that are seen and not read, and their pages, from 0.
    pub added: Vec<(usize, String)>,
    /// The fonts whose programs are broken.
    pub broken_fonts: Vec<String>,
    /// What could not be understood.
    pub unread: Vec<String>,
    full: bool,
}

/// A marked-content sequence that has a number.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    /// The page that it is drawn on, from 0.
    pub page: usize,
    /// Its text.
    pub text: String,
    /// Where its text changes language: from this byte on.
    langs: Vec<(usize, Option<Rc<str>>)>,
    /// It draws something: words, lines, areas or pictures.
    pub draws: bool,
    /// Where it is drawn.
    pub stretches: Vec<Stretch>,
}

/// Text that is drawn at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Where its baseline begins.
    pub at: Point,
    /// How large it is, in points.
    pub size: f32,
    /// Where in the sequence's text it begins and ends.
    pub from: usize,
    pub to: usize,
}

/// Text outside of the structure.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// How many characters, white space apart.
    pub characters: usize,
    /// How they begin.
    pub words: String,
}

impl Contents {
    /// A sequence.
    pub fn get(&self, key: &Key) -> Option<&Sequence> {
        self.sequences.get(key)
    }

    /// Every sequence.
    pub fn sequences(&self) -> impl Iterator<Item = (&Key, &Sequence)> {
        self.sequences.iter()
    }

    /// The sequence of a number, begun where it is not there yet; `None` where there are too many.
    fn sequence(&mut self, key: Key, page: usize) -> Option<&mut Sequence> {
        if self.sequences.len() >= MOST_SEQUENCES && !self.sequences.contains_key(&key) {
            self.full = true;
            return None;
        }
        let sequence = self.sequences.entry(key).or_insert_with(|| Sequence {
            page,
            ..Sequence::default()
        });
        Some(sequence)
    }

    /// Puts a space in front of each of these places in the text of a sequence, which are in ascending order.
    pub fn put_spaces(&mut self, key: &Key, places: &[usize]) {
        let Some(sequence) = self.sequences.get_mut(key) else {
            return;
        };
        let mut text = String::with_capacity(sequence.text.len() + places.len());
        let mut done = 0;
        for place in places {
            text.push_str(sequence.text.get(done..*place).unwrap_or_default());
            text.push(' ');
            done = *place;
        }
        text.push_str(sequence.text.get(done..).unwrap_or_default());
        sequence.text = text;
        let moved = |at: usize| at + places.partition_point(|place| *place < at);
        for (at, _) in &mut sequence.langs {
            *at = moved(*at);
        }
        for stretch in &mut sequence.stretches {
            (stretch.from, stretch.to) = (moved(stretch.from), moved(stretch.to));
        }
    }

    fn add_outside(&mut self, page: usize, text: &str, unknown: usize) {
        let characters = text.chars().filter(|c| !c.is_whitespace()).count() + unknown;
        if characters == 0 {
            return;
        }
        let outside = self.outside.entry(page).or_default();
        outside.characters += characters;
        let room = SHOWN.saturating_sub(outside.words.chars().count());
        if room > 0 && !outside.words.is_empty() {
            outside.words.push(' ');
        }
        outside.words.extend(text.trim().chars().take(room));
    }
}

impl Sequence {
    fn add(&mut self, text: &str, lang: Option<&Rc<str>>) {
        let known = self.langs.last().and_then(|(_, lang)| lang.as_ref());
        if known != lang {
            self.langs.push((self.text.len(), lang.cloned()));
        }
        self.text.push_str(text);
    }

    /// Says where the text was drawn that has been added since this was said the last time.
    fn draw(&mut self, at: Point, size: f32) {
        let from = self.stretches.last().map_or(0, |last| last.to);
        let to = self.text.len();
        match self.stretches.last_mut() {
            Some(last) if last.at == at && last.size.total_cmp(&size).is_eq() => last.to = to,
            _ if from == to => {}
            _ => {
                if self.stretches.is_empty() {
                    self.stretches.reserve_exact(1);
                }
                self.stretches.push(Stretch { at, size, from, to });
            }
        }
    }

    /// Its text by language; `None` is the language of the element that it belongs to.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let first = self.langs.first().map_or(self.text.len(), |(at, _)| *at);
        let ends = self.langs.iter().skip(1).map(|(at, _)| *at);
        let rest = self.langs.iter().zip(ends.chain([self.text.len()]));
        let rest = rest.map(|((from, lang), to)| (*from, to, lang.as_deref()));
        std::iter::once((0, first, None))
            .chain(rest)
            .filter(|(from, to, _)| from < to)
            .filter_map(|(from, to, lang)| Some((self.text.get(from..to)?, lang)))
    }
}

/// Reads the content of the pages. Where a file has no structure nothing can stand outside of it.
pub(super) fn pages(file: &File, pages: &[ObjectId], structured: bool, faults: &mut Faults) -> Contents {
    let mut reader = page::Reader::of(file);
    for (number, id) in pages.iter().enumerate() {
        if let Some(Ok(page)) = file.object(*id).map(Object::as_dict) {
            reader.page(number, page);
        }
        faults.extend(reader.findings(number, structured));
    }
    let mut contents = reader.finish();
    if contents.full {
        contents.unread.push(format!(
            "there are more than {MOST_SEQUENCES} marked-content sequences; the rest is not read"
        ));
    }
    contents
}
