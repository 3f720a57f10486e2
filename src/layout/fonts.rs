//! The faces that clearleaf carries. No system font is ever used: a file looks the same wherever it was made.

use std::sync::{Arc, OnceLock};

use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;

use super::profile::Weight;

/// A face of a family, embedded in the program.
pub struct Face {
    /// The family's name.
    pub family: &'static str,
    /// Its weight.
    pub weight: Weight,
    /// Whether it is italic.
    pub italic: bool,
    /// Its PostScript name, which embedded subsets carry behind their tag.
    pub postscript_name: &'static str,
    /// Its file's name.
    pub file: &'static str,
    /// The whole TrueType file.
    pub bytes: &'static [u8],
    characters: OnceLock<Option<Charmap<'static>>>,
}

/// The number of a face in [`FACES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

macro_rules! face {
    ($family:literal, $folder:literal, $name:literal, $weight:ident, $italic:literal) => {
        face!($family, $folder, $name, $name, $weight, $italic)
    };
    // Where the file is not called by the PostScript name.
    ($family:literal, $folder:literal, $file:literal, $name:literal, $weight:ident, $italic:literal) => {
        Face {
            family: $family,
            weight: Weight::$weight,
            italic: $italic,
            postscript_name: $name,
            file: concat!($file, ".ttf"),
            bytes: include_bytes!(concat!("../../fonts/", $folder, "/", $file, ".ttf")),
            characters: OnceLock::new(),
        }
    };
}

/// Every face, in the order in which they are tried.
pub static FACES: [Face; 18] = [
    face!(
        "Atkinson Hyperlegible Next",
        "atkinson-hyperlegible-next",
        "AtkinsonHyperlegibleNext-Regular",
        Regular,
        false
    ),
    face!(
        "Atkinson Hyperlegible Next",
        "atkinson-hyperlegible-next",
        "AtkinsonHyperlegibleNext-Bold",
        Bold,
        false
    ),
    face!(
        "Atkinson Hyperlegible Next",
        "atkinson-hyperlegible-next",
        "AtkinsonHyperlegibleNext-Italic",
        Regular,
        true
    ),
    face!(
        "Atkinson Hyperlegible Next",
        "atkinson-hyperlegible-next",
        "AtkinsonHyperlegibleNext-BoldItalic",
        Bold,
        true
    ),
    face!(
        "Noto Sans Arabic",
        "noto-sans-arabic",
        "NotoSansArabic-Regular",
        Regular,
        false
    ),
    face!(
        "Noto Sans Arabic",
        "noto-sans-arabic",
        "NotoSansArabic-Bold",
        Bold,
        false
    ),
    face!("Noto Sans", "noto-sans", "NotoSans-Regular", Regular, false),
    face!("Noto Sans", "noto-sans", "NotoSans-Bold", Bold, false),
    face!(
        "Noto Sans Hebrew",
        "noto-sans-hebrew",
        "NotoSansHebrew-Regular",
        Regular,
        false
    ),
    face!(
        "Noto Sans Hebrew",
        "noto-sans-hebrew",
        "NotoSansHebrew-Bold",
        Bold,
        false
    ),
    face!(
        "Noto Sans Bengali",
        "noto-sans-bengali",
        "NotoSansBengali-Regular",
        Regular,
        false
    ),
    face!(
        "Noto Sans Bengali",
        "noto-sans-bengali",
        "NotoSansBengali-Bold",
        Bold,
        false
    ),
    face!(
        "Noto Sans Gurmukhi",
        "noto-sans-gurmukhi",
        "NotoSansGurmukhi-Regular",
        Regular,
        false
    ),
    face!(
        "Noto Sans Gurmukhi",
        "noto-sans-gurmukhi",
        "NotoSansGurmukhi-Bold",
        Bold,
        false
    ),
    face!(
        "Liberation Sans",
        "liberation-sans",
        "LiberationSans-Regular",
        "LiberationSans",
        Regular,
        false
    ),
    face!(
        "Liberation Sans",
        "liberation-sans",
        "LiberationSans-Bold",
        Bold,
        false
    ),
    face!(
        "Liberation Sans",
        "liberation-sans",
        "LiberationSans-Italic",
        Regular,
        true
    ),
    face!(
        "Liberation Sans",
        "liberation-sans",
        "LiberationSans-BoldItalic",
        Bold,
        true
    ),
];

/// What stands in for a family where it is neither embedded nor installed, by name: faces of Windows, macOS and LibreOffice
/// that have its script, the most alike first. An average character of Arial is as wide as one of Atkinson Hyperlegible
/// Next, so that lines end where they ended.
static SUBSTITUTES: [(&str, &[&str]); 7] = [
    ("Atkinson Hyperlegible Next", &["Arial", "Verdana"]),
    ("Noto Sans Arabic", &["Arial", "Tahoma", "DejaVu Sans"]),
    ("Noto Sans", &["Arial", "Nirmala UI", "DejaVu Sans"]),
    ("Noto Sans Hebrew", &["Arial", "DejaVu Sans"]),
    ("Noto Sans Bengali", &["Nirmala UI", "Vrinda", "Bangla MN"]),
    ("Noto Sans Gurmukhi", &["Nirmala UI", "Raavi", "Gurmukhi MN"]),
    ("Liberation Sans", &["Arial"]),
];

/// The families that stand in for one, the most alike first.
#[must_use]
pub fn substitutes(family: &str) -> &'static [&'static str] {
    let found = SUBSTITUTES.iter().find(|(name, _)| *name == family);
    found.map_or(&[], |(_, names)| names)
}

impl FaceId {
    /// The face.
    #[must_use]
    pub fn face(self) -> &'static Face {
        &FACES[usize::from(self.0)]
    }

    /// The ids of all faces.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FACES.len()).filter_map(|i| u16::try_from(i).ok()).map(Self)
    }
}

impl Face {
    /// Whether the face has a glyph for a character. Nothing of the file is read before the first question, and its table
    /// is searched, never copied: the table of Noto Sans is longer than most leaflets.
    #[must_use]
    pub fn covers(&self, c: char) -> bool {
        let characters = self.characters.get_or_init(|| {
            let font = skrifa::FontRef::new(self.bytes).ok()?;
            Some(font.charmap())
        });
        characters
            .as_ref()
            .and_then(|characters| characters.map(c))
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// The faces as usvg wants them for words in drawings: no system font, and every generic family is the text family.
#[must_use]
pub fn database() -> Arc<usvg::fontdb::Database> {
    static DATABASE: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut database = usvg::fontdb::Database::new();
        for face in &FACES {
            database.load_font_source(usvg::fontdb::Source::Binary(Arc::new(face.bytes)));
        }
        let family = FACES[0].family;
        database.set_serif_family(family);
        database.set_sans_serif_family(family);
        database.set_monospace_family(family);
        database.set_cursive_family(family);
        database.set_fantasy_family(family);
        Arc::new(database)
    };
    Arc::clone(DATABASE.get_or_init(load))
}

/// A drawing as plain shapes. Its words take our faces; no file is ever read for it.
///
/// # Errors
/// The parser's, where the text is no SVG.
pub fn drawing(svg: &str) -> Result<usvg::Tree, usvg::Error> {
    let mut options = usvg::Options {
        font_family: FACES[0].family.to_owned(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    // Reading the faces takes longer than most drawings.
    if svg.contains("text") {
        options.fontdb = database();
    }
    usvg::Tree::from_str(svg, &options)
}

/// Whether any bundled face has the character, or it needs no glyph at all (white space, joiners, bidi controls).
#[must_use]
pub fn covered(c: char) -> bool {
    // The text face has all of ASCII, and most of a leaflet is nothing else.
    c.is_ascii_graphic() || c.is_whitespace() || invisible(c) || FACES.iter().any(|face| face.covers(c))
}

pub use crate::model::invisible;

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::raw::TableProvider;

    #[test]
    fn the_text_face_has_all_of_ascii() {
        assert!(('!'..='~').all(|c| FACES[0].covers(c)));
    }

    #[test]
    fn every_face_may_be_embedded_and_cut_to_what_is_used() {
        for face in &FACES {
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            // OS/2 fsType (OpenType 1.9): 0 is "installable", with no restriction on subsetting.
            assert_eq!(font.os2().unwrap().fs_type(), 0, "{}", face.file);
        }
    }

    #[test]
    fn every_family_has_another_that_stands_in_for_it() {
        assert!(FACES.iter().all(|face| !substitutes(face.family).is_empty()));
        let known = |(family, _): &(&str, _)| FACES.iter().any(|face| face.family == *family);
        assert!(SUBSTITUTES.iter().all(known));
    }

    #[test]
    fn what_leaflets_need_is_covered() {
        let needed = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉µμ≥≤½•–—‘’“”…\u{2011}\u{a0}αβ°×±£€éèêëçœاتصل بنا";
        for c in needed.chars() {
            assert!(covered(c), "no face has {c:?}");
        }
        assert!(
            !covered('\u{1F600}'),
            "a face has an emoji: the fixtures need another character"
        );
    }

    #[test]
    fn a_face_says_what_it_is() {
        for face in &FACES {
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            let weight = font.os2().unwrap().us_weight_class();
            assert_eq!(weight >= 600, face.weight == Weight::Bold, "{}", face.file);
            let italic = font.post().unwrap().italic_angle().to_f64() != 0.0;
            assert_eq!(italic, face.italic, "{}", face.file);
        }
    }
}
