//! Cut faces: each is the whole face as far as its characters go. The same glyphs, drawn alike, stand in the same places.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use clearleaf::backend::{Backend, epub::Epub, html::Html};
use clearleaf::export;
use clearleaf::layout::fonts::{Face, FaceId};
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::markup::faces::{self, Beside, Used};
use clearleaf::markup::subset::{subset, woff};
use clearleaf::model::tree::{NodeKind, Tree};
use clearleaf::package::unzip;
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use harfrust::{ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// Where a glyph of a line stands, and its outline.
type Placed = (u32, [i32; 4], Outline);

#[derive(Debug, Default, PartialEq)]
struct Outline(Vec<(char, Vec<f32>)>);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(('M', vec![x, y]));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(('L', vec![x, y]));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.push(('Q', vec![x1, y1, x, y]));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.push(('C', vec![x1, y1, x2, y2, x, y]));
    }
    fn close(&mut self) {
        self.0.push(('Z', Vec::new()));
    }
}

struct Shaper<'a> {
    font: FontRef<'a>,
    data: ShaperData,
}

impl<'a> Shaper<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let font = FontRef::new(bytes).unwrap();
        let data = ShaperData::new(&font);
        Self { font, data }
    }

    fn shape(&self, text: &str) -> Vec<Placed> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = self.data.shaper(&self.font).build();
        let shaped = shaper.shape(buffer, Default::default());
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let placed = glyphs.map(|(glyph, place)| {
            let place = [place.x_advance, place.y_advance, place.x_offset, place.y_offset];
            (glyph.cluster, place, self.outline(glyph.glyph_id))
        });
        placed.collect()
    }

    fn outline(&self, glyph: u32) -> Outline {
        let mut outline = Outline::default();
        if let Some(drawn) = self.font.outline_glyphs().get(GlyphId::new(glyph)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            drawn.draw(settings, &mut outline).unwrap();
        }
        outline
    }

    fn has(&self, c: char) -> bool {
        self.font
            .charmap()
            .map(c)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }

    fn postscript_name(&self) -> String {
        let mut names = self.font.localized_strings(StringId::POSTSCRIPT_NAME);
        names.next().unwrap().chars().collect()
    }
}

/// The example leaflets, and those in other scripts.
fn leaflets() -> Vec<(Disk, &'static str)> {
    let examples = [
        "breast-reconstruction",
        "gastroscopy",
        "gastroscopy-ar",
        "gastroscopy-fr",
    ];
    let scripts = ["bn", "el", "he", "hi", "pa", "uk"];
    let examples = examples.map(|slug| (Disk::new("source"), slug));
    let scripts = scripts.map(|slug| (Disk::new("tests/scripts"), slug));
    examples.into_iter().chain(scripts).collect()
}

fn edition(files: &Disk, slug: &str, layout: &str) -> Edition {
    let layout = Layout::bundled(layout, None).unwrap();
    let (edition, findings) = export::edition(files, slug, &layout, None).unwrap();
    edition.unwrap_or_else(|| panic!("{findings:?}"))
}

/// The text of each node, in every case as it stands in a line.
fn texts(edition: &Edition) -> Vec<String> {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let mut waiting = vec![tree.root()];
    let mut texts = Vec::new();
    while let Some(id) = waiting.pop() {
        let node = tree.node(id);
        if let NodeKind::Text(text) = &node.kind {
            texts.push(text.to_string());
        }
        waiting.extend(&node.children);
    }
    texts
}

fn faces_of(edition: &Edition) -> Vec<Used> {
    faces::of(edition, &Beside::default()).used
}

/// Stretches of a text that a face has all characters of.
fn stretches<'t>(text: &'t str, characters: &BTreeSet<char>) -> Vec<&'t str> {
    let stretches = text.split(|c: char| !c.is_whitespace() && !characters.contains(&c));
    stretches.filter(|stretch| !stretch.trim().is_empty()).collect()
}

fn assert_alike(face: &Face, whole: &Shaper<'_>, cut: &Shaper<'_>, text: &str) {
    assert_eq!(whole.shape(text), cut.shape(text), "{}: {text:?}", face.file);
}

#[test]
fn every_line_of_every_leaflet_is_shaped_by_the_cut_face_as_by_the_whole() {
    let mut seen = BTreeSet::new();
    for (files, slug) in leaflets() {
        for layout in ["large-print", "acb-large-print"] {
            let edition = edition(&files, slug, layout);
            let texts = texts(&edition);
            for used in faces_of(&edition) {
                let face = used.id.face();
                let bytes = subset(face, &used.characters);
                let (whole, cut) = (Shaper::of(face.bytes), Shaper::of(&bytes));
                for c in &used.characters {
                    assert!(cut.has(*c), "{slug}: {} lacks {c:?}", face.file);
                }
                let mut lines = 0;
                for stretch in texts.iter().flat_map(|text| stretches(text, &used.characters)) {
                    assert_alike(face, &whole, &cut, stretch);
                    lines += 1;
                }
                if lines > 0 {
                    seen.insert(used.id);
                }
            }
        }
    }
    // All but the slanted ones, which no layout that is carried sets text in.
    let upright = FaceId::all().filter(|id| !id.face().italic);
    assert_eq!(seen, upright.collect(), "some face was never tried");
}

/// A generator of numbers that is the same on every machine.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

#[test]
fn words_that_nobody_wrote_are_shaped_alike_in_every_face() {
    let mut lot = Lot(0x9E37_79B9_7F4A_7C15);
    for id in FaceId::all() {
        let face = id.face();
        let whole = Shaper::of(face.bytes);
        let known: Vec<char> = whole
            .font
            .charmap()
            .mappings()
            .filter_map(|(c, _)| char::from_u32(c))
            .collect();
        for _ in 0..4 {
            // Neighbours in the table of characters belong together: a letter of a script is near its vowel signs.
            let start = lot.below(known.len());
            let near = 20 + lot.below(120);
            let characters: BTreeSet<char> = known.iter().skip(start).take(near).copied().collect();
            let bytes = subset(face, &characters);
            let cut = Shaper::of(&bytes);
            assert!(cut.postscript_name().contains('+'), "{} was not cut", face.file);
            let choice: Vec<char> = characters.into_iter().collect();
            for _ in 0..60 {
                let word: String = (0..=lot.below(6))
                    .map(|_| choice[lot.below(choice.len())])
                    .collect();
                assert_alike(face, &whole, &cut, &word);
            }
        }
    }
}

#[test]
fn a_cut_face_stands_on_the_line_as_the_whole_one_does() {
    for id in FaceId::all() {
        let face = id.face();
        let characters: BTreeSet<char> = "Dose 5 mg".chars().chain("جرعة".chars()).collect();
        let bytes = subset(face, &characters);
        let (whole, cut) = (FontRef::new(face.bytes).unwrap(), FontRef::new(&bytes).unwrap());
        let figures = |font: &FontRef<'_>| {
            let (hhea, os2) = (font.hhea().unwrap(), font.os2().unwrap());
            let hhea = [hhea.ascender(), hhea.descender(), hhea.line_gap()].map(|f| f.to_i16());
            let typo = [
                os2.s_typo_ascender(),
                os2.s_typo_descender(),
                os2.s_typo_line_gap(),
            ];
            let win = [os2.us_win_ascent(), os2.us_win_descent()];
            let heights = [os2.sx_height(), os2.s_cap_height()];
            let post = font.post().unwrap();
            let underline = [post.underline_position(), post.underline_thickness()].map(|f| f.to_i16());
            let flags = (os2.fs_selection(), os2.us_weight_class(), os2.fs_type());
            (
                hhea,
                typo,
                win,
                heights,
                underline,
                flags,
                font.head().unwrap().units_per_em(),
            )
        };
        assert_eq!(figures(&whole), figures(&cut), "{}", face.file);
        assert!(
            bytes.len() * 4 < face.bytes.len() + 20_000,
            "{}: {}",
            face.file,
            bytes.len()
        );
    }
}

#[test]
fn a_cut_face_says_whose_it_is_and_under_which_licence() {
    let text = |font: &FontRef<'_>, id| -> Option<String> {
        font.localized_strings(id)
            .english_or_first()
            .map(|name| name.chars().collect())
    };
    for id in FaceId::all() {
        let face = id.face();
        let bytes = subset(face, &"abc".chars().collect());
        let (whole, cut) = (FontRef::new(face.bytes).unwrap(), FontRef::new(&bytes).unwrap());
        for id in [
            StringId::COPYRIGHT_NOTICE,
            StringId::TRADEMARK,
            StringId::LICENSE_DESCRIPTION,
            StringId::LICENSE_URL,
            StringId::VERSION_STRING,
        ] {
            assert_eq!(text(&whole, id), text(&cut, id), "{}", face.file);
        }
        let name = text(&cut, StringId::POSTSCRIPT_NAME).unwrap();
        let (tag, name) = name.split_once('+').unwrap();
        assert!(
            tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()),
            "{tag}"
        );
        // The licence of Liberation keeps that name for the whole font (OFL 1.1, clause 3).
        let reserved = face.family == "Liberation Sans";
        assert_eq!(name == face.postscript_name, !reserved);
        for id in [
            StringId::FAMILY_NAME,
            StringId::FULL_NAME,
            StringId::UNIQUE_ID,
            StringId::POSTSCRIPT_NAME,
        ] {
            assert!(!text(&cut, id).unwrap().contains("Liberation"), "{}", face.file);
        }
    }
}

#[test]
fn the_tag_is_the_same_for_the_same_characters_only() {
    let face = FaceId(0).face();
    let name = |characters: &str| Shaper::of(&subset(face, &characters.chars().collect())).postscript_name();
    assert_eq!(name("abc"), name("cba"));
    assert_ne!(name("abc"), name("abd"));
}

/// The tables of a WOFF file, inflated.
fn tables(woff: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let long = |at: usize| usize::try_from(u32::from_be_bytes(woff[at..at + 4].try_into().unwrap())).unwrap();
    assert_eq!(&woff[..4], b"wOFF");
    assert_eq!(long(8), woff.len());
    let count = usize::from(u16::from_be_bytes([woff[12], woff[13]]));
    let entries = (0..count).map(|entry| {
        let at = 44 + 20 * entry;
        let (offset, stored, length) = (long(at + 4), long(at + 8), long(at + 12));
        let data = &woff[offset..offset + stored];
        let mut table = Vec::new();
        if stored < length {
            std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(data), &mut table).unwrap();
        } else {
            table = data.to_vec();
        }
        assert_eq!(table.len(), length);
        (woff[at..at + 4].to_vec(), table)
    });
    entries.collect()
}

#[test]
fn woff_holds_the_tables_of_the_font_in_less_room() {
    let characters: BTreeSet<char> = (' '..='~').collect();
    for id in FaceId::all() {
        let font = subset(id.face(), &characters);
        let packed = woff(&font).unwrap();
        let file = FontRef::new(&font).unwrap();
        let expected = file.table_directory().table_records().iter().map(|record| {
            let table = file.data_for_tag(record.tag()).unwrap().as_bytes().to_vec();
            (record.tag().to_be_bytes().to_vec(), table)
        });
        assert_eq!(
            tables(&packed),
            expected.collect::<Vec<_>>(),
            "{}",
            id.face().file
        );
        assert!(
            packed.len() * 4 < font.len() * 3,
            "{}: {} of {}",
            id.face().file,
            packed.len(),
            font.len()
        );
    }
    assert_eq!(woff(b"no font"), None);
}

#[test]
fn the_fonts_of_a_book_are_cut_and_have_all_that_is_drawn() {
    for bundled in &LAYOUTS {
        for (files, slug) in leaflets().into_iter().take(4) {
            let edition = edition(&files, slug, bundled.name);
            let book = Epub.write(&edition, &LazyPages::of(&edition)).unwrap();
            let fonts = Epub.inspect(&book).unwrap().facts.fonts;
            assert!(
                fonts.iter().all(|font| font.embedded && font.subset),
                "{slug}: {fonts:?}"
            );
            let page = Html.write(&edition, &LazyPages::of(&edition)).unwrap();
            assert_eq!(
                Html.inspect(&page).unwrap().facts.fonts,
                fonts,
                "{slug}: the page has other fonts"
            );
            let parts = unzip::read(&book).unwrap();
            let fonts: Vec<Shaper<'_>> = parts
                .iter()
                .filter(|(path, _)| path.ends_with(".ttf"))
                .map(|(_, bytes)| Shaper::of(bytes))
                .collect();
            // All that stands in the documents, attributes too: alternative texts and heads of columns are drawn.
            let documents = parts.iter().filter(|(path, _)| path.ends_with(".xhtml"));
            for (path, document) in documents {
                let text = std::str::from_utf8(document).unwrap();
                let drawn = |c: &char| !c.is_whitespace() && !clearleaf::model::invisible(*c);
                for c in text.chars().filter(drawn).filter(|c| !c.is_ascii()) {
                    assert!(fonts.iter().any(|font| font.has(c)), "{slug}, {path}: {c:?}");
                }
            }
        }
    }
}
