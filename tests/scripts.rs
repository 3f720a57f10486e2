//! Leaflets in other scripts than Latin: in every format, with their words, each in its own face and forms, and no line
//! touching the next one.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;

use clearleaf::backend::BACKENDS;
use clearleaf::export;
use clearleaf::layout::fonts::FaceId;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::Reading;
use clearleaf::page::{LazyPages, Pages, Shape, TextRun};
use clearleaf::source::Memory;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

/// The leaflets of `tests/scripts`, and the family that leads in each.
const LEAFLETS: [(&str, &str); 6] = [
    ("bn", "Noto Sans Bengali"),
    ("el", "Noto Sans"),
    ("he", "Noto Sans Hebrew"),
    ("hi", "Noto Sans"),
    ("pa", "Noto Sans Gurmukhi"),
    ("uk", "Noto Sans"),
];

fn source(slug: &str) -> String {
    fs::read_to_string(format!("tests/scripts/{slug}/leaflet.md")).unwrap()
}

fn edition_of(text: &str, size: Option<f32>) -> Edition {
    let files = Memory::default().with("x/leaflet.md", text);
    let layout = Layout::bundled("large-print", size).unwrap();
    let (edition, findings) = export::edition(&files, "x", &layout, None).unwrap();
    edition.unwrap_or_else(|| panic!("{:?}", findings))
}

fn edition(slug: &str, size: Option<f32>) -> Edition {
    edition_of(&source(slug), size)
}

/// A leaflet of one paragraph.
fn paragraph(lang: &str, words: &str) -> Edition {
    edition_of(
        &format!("---\ntitle: \"1\"\nlang: {lang}\n---\n\n{words}\n"),
        None,
    )
}

fn runs(pages: &Pages) -> impl Iterator<Item = (usize, &TextRun)> {
    let marks = pages.pages.iter().enumerate();
    let marks = marks.flat_map(|(number, page)| page.marks.iter().map(move |mark| (number, mark)));
    marks.filter_map(|(number, mark)| match &mark.shape {
        Shape::Text(run) => Some((number, run)),
        _ => None,
    })
}

#[test]
fn a_leaflet_in_each_script_reads_the_same_in_every_format() {
    for (slug, _) in LEAFLETS {
        for size in [None, Some(40.0)] {
            let edition = edition(slug, size);
            let expected = Reading::of(&edition);
            let pages = LazyPages::of(&edition);
            for backend in BACKENDS {
                let bytes = backend.write(&edition, &pages).unwrap();
                let found = backend.inspect(&bytes).unwrap();
                let id = backend.format().id;
                if let Some(difference) = expected.difference(&found.reading) {
                    panic!("{slug}, {id}: {difference}");
                }
                assert_eq!(found.facts.faults, Vec::<String>::new(), "{slug}, {id}");
            }
        }
    }
}

#[test]
fn each_script_is_set_in_its_own_face_and_so_are_the_words_around_it() {
    for (slug, family) in LEAFLETS {
        let edition = edition(slug, None);
        let pages = LazyPages::of(&edition).get().unwrap();
        let families: BTreeSet<&str> = runs(&pages).map(|(_, run)| run.face.face().family).collect();
        let furniture = "Atkinson Hyperlegible Next";
        let mut expected = BTreeSet::from([family, furniture]);
        if matches!(slug, "he" | "hi") {
            expected.insert("Noto Sans Arabic");
        }
        assert_eq!(families, expected, "{slug}");
        let dose = runs(&pages).find(|(_, run)| {
            let text: String = run.clusters.iter().map(|c| c.text.as_str()).collect();
            text.contains("250")
        });
        assert_eq!(dose.unwrap().1.face.face().family, family, "{slug}");
    }
}

/// The ink of a line: from its highest to its lowest point, from the top of the page, and from left to right.
struct Ink {
    page: usize,
    baseline: f32,
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
    words: String,
}

fn ink(pages: &Pages) -> Vec<Ink> {
    let mut out = Vec::new();
    for (page, run) in runs(pages) {
        let font = skrifa::FontRef::new(run.face.face().bytes).unwrap();
        let metrics = font.glyph_metrics(Size::new(run.size), LocationRef::default());
        for cluster in &run.clusters {
            for glyph in &cluster.glyphs {
                let Some(bounds) = metrics.bounds(skrifa::GlyphId::from(glyph.id)) else {
                    continue;
                };
                let x = cluster.x + glyph.dx;
                let y = run.baseline - glyph.dy;
                if bounds.x_max > bounds.x_min {
                    out.push(Ink {
                        page,
                        baseline: run.baseline,
                        top: y - bounds.y_max,
                        bottom: y - bounds.y_min,
                        left: x + bounds.x_min,
                        right: x + bounds.x_max,
                        words: cluster.text.to_string(),
                    });
                }
            }
        }
    }
    out
}

/// Words with all that stands high and low in each script.
const TALL: [(&str, &str); 9] = [
    ("en", "Ångström ÅÉÎ gjpqy ÇĢ "),
    ("el", "Ἆρα ΐ Ώ ᾧ γηρμφψ "),
    ("uk", "Йїґ ЙЇҐ щцфур "),
    ("he", "לָךְ שֶׁלָּךְ קֹ֫ךָ לּ "),
    ("ar", "إِلَّا لِأَنَّ أُمٍّ مُحَمَّدٌ جِّ يًّا غَيْرِ "),
    ("ur", "ٹھیک ڑے گھنٹے چ ےں "),
    ("hi", "र्द्वीं ट्ट्रू ऑर्डर द्ध्वूँ र्हिं ष्ट्रीय कृंतक "),
    ("bn", "র্ণ্ঠীঁ স্ত্রূ ক্ষ্ণু দ্ধৃ র্জ্জৌঁ "),
    ("pa", "ਸ੍ਵੀਂ ਕ੍ਰੈਂ ਪ੍ਹੂੰ ਲ਼ੀਂ ਸ਼੍ਰੂ "),
];

#[test]
fn no_line_touches_the_next_one() {
    let mut touching = Vec::new();
    for (lang, words) in TALL {
        let text = words.repeat(12);
        let leaflet = format!(
            "---\ntitle: {0}\nlang: {lang}\n---\n\n## {0} {{#a}}\n\n{0}\n\n> {0}\n",
            text.trim()
        );
        let edition = edition_of(&leaflet, None);
        let pages = LazyPages::of(&edition).get().unwrap();
        let ink = ink(&pages);
        let mut worst: Option<(f32, String)> = None;
        for upper in &ink {
            for lower in &ink {
                let below = lower.baseline > upper.baseline + 1.0 && lower.baseline < upper.baseline + 60.0;
                let beside = lower.left < upper.right && upper.left < lower.right;
                if upper.page == lower.page && below && beside && upper.bottom > lower.top {
                    let by = upper.bottom - lower.top;
                    if worst.as_ref().is_none_or(|(worst, _)| by > *worst) {
                        let pitch = lower.baseline - upper.baseline;
                        worst = Some((
                            by,
                            format!("{} over {}, {pitch} pt apart", upper.words, lower.words),
                        ));
                    }
                }
            }
        }
        touching.extend(worst.map(|(by, how)| format!("{lang}: {how}, {by} pt over each other")));
    }
    assert!(touching.is_empty(), "{touching:#?}");
}

/// The glyphs of words in a language.
fn glyphs(lang: &str, words: &str) -> Vec<(FaceId, u16)> {
    let pages = LazyPages::of(&paragraph(lang, words)).get().unwrap();
    let mut found = None;
    for (_, run) in runs(&pages) {
        let text: String = run.clusters.iter().map(|c| c.text.as_str()).collect();
        if text.trim() == words {
            let own = run.clusters.iter().flat_map(|c| &c.glyphs);
            found = Some(own.map(|glyph| (run.face, glyph.id)).collect());
        }
    }
    found.unwrap_or_else(|| panic!("{words} is not in one face"))
}

#[test]
fn a_language_has_its_own_forms_of_letters() {
    for (words, usual, local) in [
        ("б", "uk", "sr"),
        ("б", "uk", "mk"),
        ("लश", "hi", "mr"),
        ("५८", "hi", "ne"),
        ("۴۶۷", "fa", "ur"),
        ("۴۶۷", "fa", "sd"),
        ("şţ", "en", "ro"),
        ("i", "en", "tr"),
        ("l·l", "en", "ca"),
    ] {
        let (one, other) = (glyphs(usual, words), glyphs(local, words));
        assert_ne!(one, other, "{words} in {usual} and {local}");
        assert!(
            one.iter().zip(&other).all(|(a, b)| a.0 == b.0),
            "{words} in one face"
        );
    }
    for (words, one, other) in [
        ("б", "uk", "ru"),
        ("लश", "hi", "bho"),
        ("۴۶۷", "fa", "ckb"),
        ("i", "en", "fr"),
    ] {
        assert_eq!(
            glyphs(one, words),
            glyphs(other, words),
            "{words} in {one} and {other}"
        );
    }
}

#[test]
fn a_phrase_has_the_forms_of_its_own_language_beside_any_neighbour() {
    for (around, phrase, letter) in [
        ("uk", "sr", "б"),
        ("sr", "uk", "б"),
        ("en", "tr", "i"),
        ("hi", "mr", "ल"),
    ] {
        let words = format!("{letter}<span lang=\"{phrase}\">{letter}</span>**{letter}**");
        let pages = LazyPages::of(&paragraph(around, &words)).get().unwrap();
        let letters: Vec<(FaceId, u16)> = runs(&pages)
            .flat_map(|(_, run)| run.clusters.iter().map(move |cluster| (run.face, cluster)))
            .filter(|(_, cluster)| cluster.text == letter)
            .map(|(face, cluster)| (face, cluster.glyphs[0].id))
            .collect();
        let own = |lang: &str| glyphs(lang, letter)[0];
        assert_eq!(
            letters[..2],
            [own(around), own(phrase)],
            "{phrase} among {around}"
        );
        assert_eq!(letters.len(), 3);
    }
}

/// Conjuncts, matras that stand before their consonant, reph, ligatures, points: as many glyphs as HarfBuzz makes of them.
#[test]
fn syllables_are_shaped() {
    for (lang, words, count) in [
        ("hi", "क्षि", 2),
        ("hi", "र्क", 2),
        ("hi", "प्रश्न", 2),
        ("bn", "প্রশ্ন", 2),
        ("bn", "শ্বাস", 3),
        ("bn", "স্ত্রো", 3),
        ("bn", "র্ক", 2),
        ("pa", "ਪ੍ਰ", 2),
        ("ar", "لا", 2),
        ("he", "שָׁ", 3),
    ] {
        assert_eq!(glyphs(lang, words).len(), count, "{words}");
    }
    // The sign that stands before its consonant is drawn first, whatever the order of the characters.
    let pages = LazyPages::of(&paragraph("hi", "कि")).get().unwrap();
    let syllable = runs(&pages)
        .flat_map(|(_, run)| &run.clusters)
        .find(|cluster| cluster.text == "कि")
        .unwrap()
        .clone();
    assert!(syllable.glyphs.len() == 2 && syllable.glyphs[0].dx < syllable.glyphs[1].dx);
}
