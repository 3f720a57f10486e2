//! No word of a table is wider than its cell, measured with the faces of the profile, in any leaflet at any size.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod opc;
mod specimen;

use std::collections::BTreeSet;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::export;
use clearleaf::layout::fonts::FACES;
use clearleaf::layout::{Edition, Layout, Weight};
use clearleaf::model::Reading;
use clearleaf::model::tree::{NodeKind, Tree};
use clearleaf::page::LazyPages;
use clearleaf::source::Memory;
use proptest::prelude::*;
use roxmltree::Node;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn written(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

fn document(edition: &Edition) -> String {
    opc::part(&written(edition), "word/document.xml")
}

fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants()
        .filter(move |node| node.has_tag_name((W, name)))
}

/// The faces that a document's runs are set in.
struct Faces {
    text: String,
    complex: String,
    bold: BTreeSet<String>,
}

impl Faces {
    fn of(bytes: &[u8]) -> Self {
        let xml = opc::part(bytes, "word/styles.xml");
        let tree = roxmltree::Document::parse(&xml).unwrap();
        let defaults = all(tree.root_element(), "docDefaults").next().unwrap();
        let fonts = all(defaults, "rFonts").next().unwrap();
        let named = |name: &str| fonts.attribute((W, name)).unwrap().to_owned();
        let bold = all(tree.root_element(), "style").filter(|style| all(*style, "b").next().is_some());
        Self {
            text: named("ascii"),
            complex: named("cs"),
            bold: bold
                .filter_map(|style| style.attribute((W, "styleId")).map(str::to_owned))
                .collect(),
        }
    }

    /// The width of a run's characters in em, by the face that it names.
    fn widths(&self, run: Node<'_, '_>, bold: bool) -> Vec<(char, f32)> {
        let find = |name| all(run, name).next();
        let own = find("rFonts").and_then(|fonts| fonts.attribute((W, "ascii")));
        let usual = if find("rtl").is_some() {
            &self.complex
        } else {
            &self.text
        };
        let style = find("rStyle").and_then(|style| style.attribute((W, "val")));
        let bold = bold || style.is_some_and(|style| self.bold.contains(style));
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        let family = own.unwrap_or(usual);
        let face = FACES
            .iter()
            .find(|face| face.family == family && face.weight == weight && !face.italic);
        let font = skrifa::FontRef::new(face.unwrap().bytes).unwrap();
        let advances = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let squeezed = find("w").is_some();
        let width = |c: char| match font
            .charmap()
            .map(c)
            .and_then(|glyph| advances.advance_width(glyph))
        {
            Some(width) if !squeezed && !clearleaf::model::invisible(c) => (c, width),
            Some(_) | None => (c, 0.0),
        };
        let mut out = Vec::new();
        for node in run.descendants() {
            match node.tag_name().name() {
                "t" => out.extend(node.text().unwrap_or_default().chars().map(width)),
                "noBreakHyphen" => out.push(width('-')),
                "br" | "tab" => out.push((' ', 0.0)),
                _ => {}
            }
        }
        out
    }
}

/// The words of a cell as lines may part them, and how wide each is in em: a no-break space parts none.
fn words(cell: Node<'_, '_>, faces: &Faces, bold: bool) -> Vec<(String, f32)> {
    let letters: Vec<(char, f32)> = all(cell, "r").flat_map(|run| faces.widths(run, bold)).collect();
    letters
        .split(|(c, _)| matches!(c, ' ' | '\n'))
        .map(|word| {
            (
                word.iter().map(|(c, _)| c).collect(),
                word.iter().map(|(_, width)| width).sum(),
            )
        })
        .collect()
}

/// The words that are wider than their cell, and how many tables there are.
fn cut(edition: &Edition) -> (Vec<String>, usize) {
    let bytes = written(edition);
    let faces = Faces::of(&bytes);
    let xml = opc::part(&bytes, "word/document.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let profile = &edition.layout.profile;
    let (mut wide, mut tables) = (Vec::new(), 0);
    for table in all(document.root_element(), "tbl") {
        tables += 1;
        let figure = |node: Node<'_, '_>| node.attribute((W, "w")).unwrap().parse::<f32>().unwrap() / 20.0;
        let columns: Vec<f32> = all(table, "gridCol").map(figure).collect();
        let heads = all(table, "tblLook").any(|look| look.attribute((W, "firstColumn")) == Some("1"));
        for (number, row) in all(table, "tr").enumerate() {
            let cells: Vec<Node<'_, '_>> = all(row, "tc").collect();
            assert_eq!(cells.len(), columns.len());
            for (column, (cell, width)) in cells.into_iter().zip(&columns).enumerate() {
                let room = width - 2.0 * profile.em(profile.table.padding);
                let bold = number == 0 || heads && column == 0;
                for (word, needs) in words(cell, &faces, bold) {
                    let needs = profile.em(needs);
                    if needs > room + 0.05 {
                        wide.push(format!("`{word}` takes {needs} pt of {room}"));
                    }
                }
            }
        }
    }
    (wide, tables)
}

/// How many tables an edition has that are set row by row, and how many it has.
fn stacked(edition: &Edition) -> (usize, usize) {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let tables = tree
        .nodes()
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::Table { .. }))
        .count();
    (document(edition).matches("<w:tag w:val=\"table:").count(), tables)
}

#[test]
fn no_word_is_wider_than_its_cell_at_any_size() {
    for size in [12.0, 18.0, 22.0, 28.0, 40.0, 48.0, 60.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        let (wide, grids) = cut(&edition);
        assert_eq!(wide, Vec::<String>::new(), "{size} pt");
        let (stacks, tables) = stacked(&edition);
        assert_eq!(grids + stacks, tables, "every table is set one way or the other");
        if size <= 18.0 {
            assert_eq!(stacks, 0, "what fits stays a table");
        }
        if size >= 72.0 {
            assert_eq!(grids, 0, "three columns have no room at {size} pt");
        }
    }
}

/// Latin letters and digits are set in the face of the leaflet's language, which may be wider than that of the layout, and
/// bold is wider than regular.
#[test]
fn doses_in_cells_stay_whole_in_every_language_and_in_bold() {
    const LONG: [(&str, &str); 8] = [
        (
            "en",
            "What to take every day in the morning and at night after a meal",
        ),
        (
            "el",
            "Τι θα πάρετε κάθε μέρα το πρωί και το βράδυ μετά το φαγητό σας",
        ),
        (
            "ru",
            "Что принимать каждый день утром и вечером после еды с водой",
        ),
        ("ar", "ماذا تأخذ كل يوم في الصباح وفي المساء بعد الأكل مع الماء"),
        ("he", "מה לקחת כל יום בבוקר ובערב אחרי האוכל עם מים"),
        ("ur", "ہر روز صبح اور شام کھانے کے بعد پانی کے ساتھ کیا لینا ہے"),
        ("hi", "हर दिन सुबह और शाम खाने के बाद पानी के साथ क्या लें"),
        ("bn", "প্রতিদিন সকালে ও রাতে খাওয়ার পরে পানির সাথে কী খাবেন"),
    ];
    for (lang, long) in LONG {
        for size in [14.0, 18.0, 24.0, 28.0] {
            let text = format!(
                "---\ntitle: \"1\"\nlang: {lang}\n---\n\n| {long} | 1 | Ibumetin | 2 |\n| --- | --- | --- | --- |\n\
                 | {long} | 1000\u{A0}mg | x | **7.5\u{A0}mmol** |\n"
            );
            let files = Memory::default().with("x/leaflet.md", text);
            let layout = Layout::bundled("large-print", Some(size)).unwrap();
            let (edition, findings) = export::edition(&files, "x", &layout, None).unwrap();
            let edition = edition.unwrap_or_else(|| panic!("{findings:?}"));
            assert_eq!(cut(&edition).0, Vec::<String>::new(), "{lang} at {size} pt");
        }
    }
}

#[test]
fn a_table_that_is_set_row_by_row_is_read_as_the_table_that_it_is() {
    let edition = specimen::edition(specimen::every_block(), Some(72.0));
    let bytes = written(&edition);
    let difference = |bytes: &[u8]| {
        let found = Docx.inspect(bytes).unwrap();
        Reading::of(&edition)
            .difference(&found.reading)
            .map(|found| found.to_string())
    };
    assert_eq!(difference(&bytes), None);
    for (what, whole, spoilt) in [
        ("a row is lost", "w:tag w:val=\"row\"", "w:tag w:val=\"other\""),
        (
            "there are more columns",
            "w:tag w:val=\"table:",
            "w:tag w:val=\"table:9",
        ),
        ("the first cell heads no row", ":row-headers\"", "\""),
        (
            "a label is read as its cell",
            "w:val=\"RowLabelAgain\"",
            "w:val=\"RowLabel\"",
        ),
    ] {
        let mut parts = opc::parts(&bytes);
        let xml = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        assert!(xml.contains(whole), "{what}");
        parts.insert(
            "word/document.xml".to_owned(),
            xml.replace(whole, spoilt).into_bytes(),
        );
        assert!(
            difference(&opc::pack(&parts)).is_some(),
            "{what}, and nobody sees it"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_any_leaflet_is_wider_than_its_cell(
        blocks in specimen::any_blocks(),
        size in prop::sample::select(vec![12.0_f32, 18.0, 28.0, 48.0, 72.0]),
    ) {
        let (wide, _) = cut(&specimen::edition(blocks, Some(size)));
        prop_assert_eq!(wide, Vec::<String>::new());
    }
}
