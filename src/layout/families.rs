//! Which family sets which words. Every format asks here, so that a word has the same letters on a page, in Word and in
//! a book.
//!
//! A word is set in one face wherever one face has all of it: the Greek letters that a Latin face happens to have must
//! not stand among those of another. So the face is chosen word by word, by the script of its letters, and text in a
//! language whose script the text face lacks is led by a face that has it, digits and foreign words included.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fonts::{FACES, Face, FaceId, invisible};
use super::profile::{Faces, Weight};
use crate::model::Lang;

/// The families of a layout, in the order in which they are tried.
#[derive(Clone, Debug)]
pub struct Families(Vec<Family>);

/// A family among [`FACES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Family {
    /// Its upright regular face, or the first that it has.
    regular: FaceId,
}

/// A script that the text face of a layout may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
}

impl Family {
    fn named(name: &str) -> Option<Self> {
        let of_family = || FaceId::all().filter(|id| id.face().family == name);
        let regular = of_family()
            .find(|id| id.face().weight == Weight::Regular && !id.face().italic)
            .or_else(|| of_family().next())?;
        Some(Self { regular })
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.regular.face().family
    }

    /// Its face of a weight, italic where that is asked for and there is one.
    #[must_use]
    pub fn face(self, weight: Weight, italic: bool) -> FaceId {
        let of_family = || {
            FaceId::all().filter(|id| {
                let face = id.face();
                face.family == self.name() && face.weight == weight
            })
        };
        of_family()
            .find(|id| id.face().italic == italic)
            .or_else(|| of_family().find(|id| !id.face().italic))
            .unwrap_or(self.regular)
    }

    /// Whether it has a character. Its other faces have the same characters as its regular one.
    #[must_use]
    pub fn covers(self, c: char) -> bool {
        self.regular.face().covers(c)
    }

    /// Whether it has a script that runs from right to left.
    #[must_use]
    pub fn sets_right_to_left(self) -> bool {
        self.has(Script::Arabic) || self.has(Script::Hebrew)
    }

    fn has(self, script: Script) -> bool {
        script.sample().into_iter().all(|c| self.covers(c))
    }

    /// Whether it can set a whole text of a script: foreign words and digits too.
    fn sets(self, script: Script) -> bool {
        self.has(script) && ['a', 'z', '0', '('].into_iter().all(|c| self.covers(c))
    }

    fn covers_all(self, word: &str) -> bool {
        let drawn = |c: &char| !invisible(*c);
        if word.chars().filter(drawn).all(|c| self.covers(c)) {
            return true;
        }
        // A letter and its accent may be one character of the face.
        word.chars().any(is_combining_mark) && word.nfc().filter(drawn).all(|c| self.covers(c))
    }
}

impl Families {
    /// The families of a layout: its text face, its fallbacks, and whatever other family the program carries, so that no
    /// layout lacks a character that another has.
    #[must_use]
    pub fn of(faces: &Faces) -> Self {
        let own = std::iter::once(&faces.family).chain(&faces.fallback);
        let own = own.map(String::as_str);
        let carried = FACES.iter().map(|face: &Face| face.family);
        let mut families: Vec<Family> = Vec::new();
        for family in own.chain(carried).filter_map(Family::named) {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        Self(families)
    }

    /// The families in order.
    pub fn iter(&self) -> impl Iterator<Item = Family> + '_ {
        self.0.iter().copied()
    }

    /// The text face's family.
    #[must_use]
    pub fn text(&self) -> Family {
        self.0.first().copied().unwrap_or(Family { regular: FaceId(0) })
    }

    /// The family that leads in text of a language: the text face's where it has the language's script, else the first
    /// that can set a whole text in it.
    #[must_use]
    pub fn lead(&self, lang: &Lang) -> Family {
        let Some(script) = lang.script().and_then(|code| Script::coded(&code)) else {
            return self.text();
        };
        let sets = |family: &Family| family.sets(script);
        self.iter().find(sets).unwrap_or_else(|| self.text())
    }

    /// Which family sets which bytes of a text that is led by one; the ranges cover the text in order.
    #[must_use]
    pub fn runs(&self, text: &str, lead: Family) -> Vec<(Range<usize>, Family)> {
        if text.is_ascii() && lead.covers('a') {
            return Vec::from_iter((!text.is_empty()).then_some((0..text.len(), lead)));
        }
        let mut runs = Runs {
            families: self,
            lead,
            out: Vec::new(),
        };
        let mut word = 0;
        for (at, c) in text.char_indices() {
            if parts(c) {
                runs.word(text, word..at);
                let end = at + c.len_utf8();
                runs.join(at..end);
                word = end;
            }
        }
        runs.word(text, word..text.len());
        runs.out
    }

    /// The family of a word, where one family has all of it.
    fn of_word(&self, word: &str, lead: Family) -> Option<Family> {
        if word.is_ascii() && lead.covers('a') {
            return Some(lead);
        }
        let fits = |family: &Family| family.covers_all(word);
        let order = || std::iter::once(lead).chain(self.iter());
        match sole_script(word) {
            Some(script) => order()
                .find(|family| family.has(script) && fits(family))
                .or_else(|| order().find(fits)),
            None => order().find(fits),
        }
    }
}

/// Runs that are being gathered.
struct Runs<'a> {
    families: &'a Families,
    lead: Family,
    out: Vec<(Range<usize>, Family)>,
}

impl Runs<'_> {
    fn word(&mut self, text: &str, bytes: Range<usize>) {
        let word = text.get(bytes.clone()).unwrap_or_default();
        if word.is_empty() {
            return;
        }
        if let Some(family) = self.families.of_word(word, self.lead) {
            return self.push(bytes, family);
        }
        // No family has it all. Each stretch of one script is set in one; a mark stays with what it stands on.
        let mut start = bytes.start;
        let mut script: Option<Option<Script>> = None;
        for (at, c) in word.char_indices() {
            let own = Script::of(c);
            let letter = own.is_some() || c.is_alphabetic();
            if !letter || is_combining_mark(c) {
                continue;
            }
            if script.is_some_and(|script| script != own) {
                self.stretch(text, start..bytes.start + at);
                start = bytes.start + at;
            }
            script = Some(own);
        }
        self.stretch(text, start..bytes.end);
    }

    fn stretch(&mut self, text: &str, bytes: Range<usize>) {
        let words = text.get(bytes.clone()).unwrap_or_default();
        if let Some(family) = self.families.of_word(words, self.lead) {
            return self.push(bytes, family);
        }
        for (at, grapheme) in unicode_segmentation::UnicodeSegmentation::grapheme_indices(words, true) {
            let start = bytes.start + at;
            let family = self.families.of_word(grapheme, self.lead).unwrap_or(self.lead);
            self.push(start..start + grapheme.len(), family);
        }
    }

    /// Gives bytes that say nothing of a face to the run before them.
    fn join(&mut self, bytes: Range<usize>) {
        let family = self.out.last().map_or(self.lead, |(_, family)| *family);
        self.push(bytes, family);
    }

    fn push(&mut self, bytes: Range<usize>, family: Family) {
        match self.out.last_mut() {
            Some((last, known)) if *known == family && last.end == bytes.start => last.end = bytes.end,
            Some(_) | None => self.out.push((bytes, family)),
        }
    }
}

/// Whether a character parts words: white space, and the bidi controls, which stand round what reads as one.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The script of all letters of a word, where they are of one and it is no script that every text face has.
fn sole_script(word: &str) -> Option<Script> {
    let mut letters = word
        .chars()
        .filter(|c| c.is_alphabetic() && !is_combining_mark(*c))
        .map(Script::of);
    let first = letters.next()??;
    letters.all(|script| script == Some(first)).then_some(first)
}

impl Script {
    /// The script of a character, by the blocks of Unicode. Punctuation that scripts share belongs to none.
    fn of(c: char) -> Option<Self> {
        Some(match u32::from(c) {
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
            0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            0x0590..=0x05FF | 0xFB1D..=0xFB4F => Self::Hebrew,
            0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => {
                Self::Arabic
            }
            0x0900..=0x0963 | 0x0966..=0x097F | 0xA8E0..=0xA8FF => Self::Devanagari,
            0x0980..=0x09FF => Self::Bengali,
            0x0A00..=0x0A7F => Self::Gurmukhi,
            _ => return None,
        })
    }

    /// A script by its code (ISO 15924).
    fn coded(code: &str) -> Option<Self> {
        Some(match code {
            "Grek" => Self::Greek,
            "Cyrl" => Self::Cyrillic,
            "Hebr" => Self::Hebrew,
            "Arab" => Self::Arabic,
            "Deva" => Self::Devanagari,
            "Beng" => Self::Bengali,
            "Guru" => Self::Gurmukhi,
            _ => return None,
        })
    }

    /// Letters that a face of the script has, and that no other face has by chance: Latin faces know μ, π, Δ and Ω.
    fn sample(self) -> [char; 2] {
        match self {
            Self::Greek => ['η', 'Ψ'],
            Self::Cyrillic => ['ж', 'Я'],
            Self::Hebrew => ['א', 'ש'],
            Self::Arabic => ['ا', 'ي'],
            Self::Devanagari => ['क', 'ह'],
            Self::Bengali => ['ক', 'হ'],
            Self::Gurmukhi => ['ਕ', 'ਹ'],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families() -> Families {
        Families::of(&Faces {
            family: "Atkinson Hyperlegible Next".to_owned(),
            fallback: Vec::new(),
        })
    }

    /// The runs of a text in a language, each with the last word of its family's name.
    fn shown(text: &str, lang: &str) -> String {
        let families = families();
        let lead = families.lead(&Lang::parse(lang).unwrap());
        let runs = families.runs(text, lead);
        let mut end = 0;
        let mut shown = String::new();
        for (bytes, family) in runs {
            assert_eq!(bytes.start, end, "{text}");
            end = bytes.end;
            let name = family.name().rsplit(' ').next().unwrap();
            shown += &format!("{name}[{}]", &text[bytes]);
        }
        assert_eq!(end, text.len());
        shown
    }

    #[test]
    fn a_word_is_set_in_one_face() {
        for (text, lang, runs) in [
            ("Take 5 mg, twice.", "en", "Next[Take 5 mg, twice.]"),
            ("50 \u{3BC}g of it", "en", "Next[50 \u{3BC}g of it]"),
            ("50 \u{B5}g of it", "en", "Next[50 ]Sans[\u{B5}g ]Next[of it]"),
            (
                "the word \u{3BC}\u{3BF}\u{3C5} is",
                "en",
                "Next[the word ]Sans[\u{3BC}\u{3BF}\u{3C5} ]Next[is]",
            ),
            ("9 \u{3C0}.\u{3BC}.", "el", "Sans[9 \u{3C0}.\u{3BC}.]"),
            ("9 \u{3C0}.\u{3BC}.", "en", "Next[9 ]Sans[\u{3C0}.\u{3BC}.]"),
            ("a \u{3B2}-blocker", "en", "Next[a ]Sans[\u{3B2}-blocker]"),
            ("cafe\u{301}", "en", "Next[cafe\u{301}]"),
            ("(אבג) 5 mg", "en", "Hebrew[(אבג) ]Next[5 mg]"),
            ("", "en", ""),
        ] {
            assert_eq!(shown(text, lang), runs);
        }
    }

    #[test]
    fn a_language_is_led_by_a_face_of_its_script() {
        for (lang, text, runs) in [
            ("he", "ליטול 5 mg (IBUPROFEN)", "Hebrew[ליטול 5 mg (IBUPROFEN)]"),
            ("ar", "خذ 5 mg", "Arabic[خذ 5 mg]"),
            ("ur", "5 mg", "Arabic[5 mg]"),
            ("pa-Arab", "5", "Arabic[5]"),
            ("pa", "5 ਖਾਓ।", "Gurmukhi[5 ਖਾਓ।]"),
            ("bn", "খান।", "Bengali[খান।]"),
            ("hi", "5 mg लें", "Sans[5 mg लें]"),
            ("uk", "5 мг", "Sans[5 мг]"),
            ("sr-Latn", "5 mg", "Next[5 mg]"),
            ("vi", "năm", "Next[năm]"),
            ("en", "5 mg", "Next[5 mg]"),
        ] {
            assert_eq!(shown(text, lang), runs, "{lang}");
        }
    }

    #[test]
    fn a_word_of_two_scripts_that_no_face_has_is_cut_between_them() {
        assert_eq!(shown("אבגक्षि", "en"), "Hebrew[אבג]Sans[क्षि]");
        // What no face has stands with the leading one, where the missing glyph is reported.
        assert_eq!(shown("a\u{1F600}b", "en"), "Next[a\u{1F600}b]");
    }

    #[test]
    fn the_faces_of_a_family_have_the_same_characters() {
        for face in &FACES {
            let regular = Family::named(face.family).unwrap();
            for c in '\u{21}'..='\u{FFFF}' {
                assert!(!regular.covers(c) || face.covers(c), "{} lacks {c:?}", face.file);
            }
        }
    }
}
