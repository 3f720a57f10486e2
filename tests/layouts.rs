//! Layouts: each loads, says what it follows, and gives every leaflet the same Reading in every format; what is wrong with
//! one is reported at its place, and no figure breaks the pages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clearleaf::backend::BACKENDS;
use clearleaf::error::Error;
use clearleaf::export;
use clearleaf::finding::Finding;
use clearleaf::layout::fonts::FACES;
use clearleaf::layout::keys::{KEYS, Kind};
use clearleaf::layout::{
    Changes, Colour, Edition, Families, Family, LAYOUTS, Layout, Layouts, PAPER_SIZES, PaperSize, Weight,
    wanted,
};
use clearleaf::model::tree::{CellKind, NodeId, NodeKind, Tree};
use clearleaf::model::{Level, ParagraphStyle, Reading};
use clearleaf::page::{LazyPages, Owner, Pages, Shape, lay_out};
use clearleaf::source::{Disk, Files};
use proptest::prelude::*;

const FOLDER: &str = "tests/bad-layouts";
const HEAD: &str = "extend = \"large-print\"\nsummary = \"s\"\nguideline = \"g\"\n";

fn load(name: &str) -> Layout {
    Layout::bundled(name, None).unwrap()
}

/// A layout of one's own, which extends `large-print`.
fn own(text: &str, changes: Changes) -> Result<Layout, Vec<Finding>> {
    let layouts = Layouts::bundled().with("own", "own/layout.toml", &format!("{HEAD}{text}"));
    match layouts.layout("own", changes) {
        Ok(layout) => Ok(layout),
        Err(Error::Findings(findings)) => Err(findings),
        Err(other) => panic!("{other}"),
    }
}

fn good(text: &str) -> Layout {
    own(text, Changes::default()).unwrap_or_else(|findings| panic!("{}", Error::Findings(findings)))
}

fn specimen_in(layout: Layout) -> Edition {
    Edition {
        layout,
        ..specimen::edition(specimen::every_block(), None)
    }
}

fn pages(edition: &Edition) -> Pages {
    lay_out(edition, &Tree::of(edition.blocks(), edition.lang())).unwrap()
}

#[test]
fn every_folder_with_a_layout_is_carried() {
    let mut folders: Vec<String> = fs::read_dir("layouts")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("layout.toml").is_file())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    folders.sort();
    let mut carried: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
    carried.sort_unstable();
    assert_eq!(folders, carried);
}

#[test]
fn each_layout_has_the_figures_that_its_guideline_names() {
    let sizes: Vec<(String, f32)> = LAYOUTS
        .iter()
        .map(|bundled| (bundled.name.to_owned(), load(bundled.name).profile.body.size_pt))
        .collect();
    let expected = [
        ("clear-print", 14.0),
        ("large-print", 18.0),
        ("giant-print", 24.0),
        ("acb-large-print", 18.0),
        ("high-contrast", 18.0),
        ("tinted", 18.0),
    ];
    assert_eq!(sizes, expected.map(|(name, size)| (name.to_owned(), size)));
    let acb = load("acb-large-print").profile;
    assert_eq!(acb.lead_size(), 18.0);
    let heading = |level| acb.heading_size(Level::new(level).unwrap());
    assert!((heading(1) - 22.0).abs() < 0.01);
    assert!((2..=6).all(|level| (heading(level) - 20.0).abs() < 0.01));
    assert!(!acb.not_met.is_empty());
    // The column of clear print stands in the middle, and nearly fills what the margins leave.
    let clear = load("clear-print").profile;
    let characters = clear.column_width() / clear.body.size_pt / clear.average_character();
    assert!((60.0..=70.5).contains(&characters), "{characters}");
    let (inner, outer) = clear.margins();
    assert!(
        (inner - outer).abs() < 0.01 && inner < 30.0 * 72.0 / 25.4,
        "{inner} and {outer}"
    );
}

#[test]
fn each_layout_gives_every_leaflet_the_same_reading_in_every_format() {
    let disk = Disk::new("source");
    for bundled in &LAYOUTS {
        for slug in disk.leaflets().unwrap() {
            let (edition, _) = export::edition(&disk, &slug, &load(bundled.name), None).unwrap();
            let edition = edition.unwrap();
            let (reading, pages) = (Reading::of(&edition), LazyPages::of(&edition));
            for backend in BACKENDS {
                let bytes = backend.write(&edition, &pages).unwrap();
                let read = backend.inspect(&bytes).unwrap();
                let place = format!("{slug}, {}, {}", bundled.name, backend.format().id);
                assert!(reading.difference(&read.reading).is_none(), "{place}");
                assert_eq!(read.facts.faults, Vec::<String>::new(), "{place}");
            }
        }
    }
}

#[test]
fn a_key_that_is_taken_out_is_missed() {
    let whole = LAYOUTS
        .iter()
        .find(|layout| layout.name == "large-print")
        .unwrap()
        .text;
    for key in &KEYS {
        let (table, name) = key.path.split_once('.').unwrap_or(("", key.path));
        if [
            "extend",
            "guideline-from-pt",
            "not-met",
            "paper.width-mm",
            "paper.height-mm",
        ]
        .contains(&key.path)
        {
            continue;
        }
        let mut inside = "";
        let kept = whole.lines().filter(|line| {
            if let Some(header) = line.strip_prefix('[') {
                inside = header.trim_matches(['[', ']']);
            }
            inside != table || line.split(" = ").next() != Some(name)
        });
        let text: Vec<&str> = kept.collect();
        assert!(
            text.len() < whole.lines().count(),
            "large-print does not say {}",
            key.path
        );
        let layouts = Layouts::bundled().with("own", "own/layout.toml", &text.join("\n"));
        let Err(Error::Findings(findings)) = layouts.layout("own", Changes::default()) else {
            panic!("{} is not missed", key.path);
        };
        assert!(
            findings.iter().all(|finding| finding.code == "missing-key"),
            "{}",
            key.path
        );
    }
}

#[test]
fn every_key_is_documented_with_its_unit_and_bounds() {
    let page = fs::read_to_string("docs/layouts.md").unwrap();
    for key in &KEYS {
        let row = format!("| `{}` | {} | {} |", key.path, wanted(key.kind), key.about);
        assert!(page.contains(&row), "docs/layouts.md lacks\n{row}");
    }
}

#[test]
fn the_example_of_the_documentation_is_a_layout() {
    let page = fs::read_to_string("docs/layouts.md").unwrap();
    let example = page
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let layouts = Layouts::bundled().with("wards", "wards/layout.toml", example);
    let layout = layouts.layout("wards", Changes::default()).unwrap();
    assert_eq!(layout.profile.body.leading, 1.5);
}

#[test]
fn what_a_layout_does_not_say_comes_from_the_one_that_it_extends() {
    let layout = good("[body]\nsize-pt = 20\n[paper]\nsize = \"A5\"\n");
    let parent = load("large-print").profile;
    assert_eq!(layout.profile.name, "own");
    assert_eq!(layout.profile.body.size_pt, 20.0);
    assert_eq!(layout.profile.body.leading, parent.body.leading);
    assert_eq!(layout.profile.colours, parent.colours);
    assert_eq!(layout.profile.paper.name(), "A5");
    assert_eq!(layout.profile.paper.margin_top_mm, parent.paper.margin_top_mm);
    // What a layout says of itself is its own.
    assert_eq!(layout.profile.not_met, Vec::<String>::new());
    assert_eq!(layout.own_files, ["own/layout.toml"]);
}

#[test]
fn a_layout_stands_in_place_of_a_carried_one_whole_and_for_those_that_extend_it() {
    let text = LAYOUTS
        .iter()
        .find(|layout| layout.name == "large-print")
        .unwrap()
        .text;
    let darker = text.replace("#0B2F52", "#000000");
    let layouts = Layouts::bundled().with("large-print", "house/large-print/layout.toml", &darker);
    assert_eq!(layouts.names().count(), LAYOUTS.len());
    for name in ["large-print", "giant-print"] {
        let layout = layouts.layout(name, Changes::default()).unwrap();
        assert_eq!(layout.profile.colours.accent, Colour::BLACK, "{name}");
        assert_eq!(layout.own_files, ["house/large-print/layout.toml"], "{name}");
    }
    assert_eq!(load("large-print").own_files, Vec::<String>::new());
}

/// All that is found in a folder of layouts.
fn found(folder: &Path) -> Vec<Finding> {
    let findings = |error| match error {
        Error::Findings(findings) => findings,
        other => panic!("{other}"),
    };
    let layouts = match Layouts::bundled().with_folder(folder) {
        Ok(layouts) => layouts,
        Err(error) => return findings(error),
    };
    match layouts.layout("house", Changes::default()) {
        Ok(_) => Vec::new(),
        Err(error) => findings(error),
    }
}

fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(FOLDER).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn each_fault_of_a_layout_is_reported_alone() {
    for name in fixtures() {
        let folder = PathBuf::from(FOLDER).join(&name);
        let findings = found(&folder);
        let shown = Error::Findings(findings.clone()).to_string();
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(
            codes,
            BTreeSet::from([name.split("--").next().unwrap()]),
            "{name}:\n{shown}"
        );
        assert!(findings.iter().all(|finding| !finding.help.is_empty()), "{name}");
        insta::with_settings!({
            snapshot_path => std::env::current_dir().unwrap().join(&folder),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("findings", shown);
        });
    }
}

#[test]
fn every_fault_of_a_layout_has_a_fixture() {
    let fixtures = fixtures();
    let mut codes = BTreeSet::new();
    for file in ["collection", "extend", "placed", "values", "verify"] {
        let text = fs::read_to_string(format!("src/layout/{file}.rs")).unwrap();
        // Codes are the only words in quotation marks that stand behind a place, as an argument of their own.
        let words = text.split('"').skip(1).step_by(2);
        let is_code =
            |word: &&str| word.contains('-') && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        codes.extend(words.filter(is_code).map(str::to_owned));
    }
    for key in &KEYS {
        key.path.split('.').for_each(|name| _ = codes.remove(name));
    }
    codes.remove("--layout");
    assert!(codes.len() >= 12, "{codes:?}");
    for code in &codes {
        assert!(
            fixtures.iter().any(|name| name.split("--").next() == Some(code)),
            "no fixture for {code}"
        );
    }
}

#[test]
fn a_family_that_is_not_carried_is_refused_and_those_that_are_are_named() {
    let findings = own("[faces]\nfamily = \"Arial\"\n", Changes::default()).unwrap_err();
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(finding.code, "wrong-value");
    assert_eq!(finding.message, "`family` cannot be `Arial`");
    for face in &FACES {
        assert!(
            finding.help.contains(&format!("`{}`", face.family)),
            "{}",
            finding.help
        );
    }
    // One that is not named comes last, so that no character is without a face.
    let faces = good("[faces]\nfamily = \"Liberation Sans\"\nfallback = []\n")
        .profile
        .faces;
    let families = Families::of(&faces);
    assert_eq!(families.text().name(), "Liberation Sans");
    let tried: BTreeSet<&str> = families.iter().map(Family::name).collect();
    assert!(FACES.iter().all(|face| tried.contains(face.family)));
}

#[test]
fn a_size_or_paper_without_room_is_refused_and_said() {
    let small = good("[paper]\nmargin-inner-mm = 45\nmargin-outer-mm = 45\n");
    assert_eq!(small.profile.paper.name(), "A4");
    let changes = Changes {
        size: Some(60.0),
        paper: PaperSize::named("a5"),
    };
    let findings = own("[paper]\nmargin-inner-mm = 45\nmargin-outer-mm = 45\n", changes).unwrap_err();
    assert_eq!(findings[0].code, "no-room");
    assert!(
        findings[0].message.contains("at 60 pt on A5"),
        "{}",
        findings[0].message
    );
}

#[test]
fn carried_layouts_stand_on_every_paper_at_every_size() {
    for bundled in &LAYOUTS {
        for paper in &PAPER_SIZES {
            for size in [12.0, 28.0, 72.0] {
                let changes = Changes {
                    size: Some(size),
                    paper: Some(paper),
                };
                let layout = Layouts::bundled().layout(bundled.name, changes).unwrap();
                let edition = specimen_in(layout);
                inside(&pages(&edition))
                    .unwrap_or_else(|why| panic!("{}, {}, {size} pt: {why}", bundled.name, paper.name));
            }
        }
    }
}

/// Nothing is painted outside the sheet or at no place at all, and the foot stands clear of the text.
fn inside(pages: &Pages) -> Result<(), String> {
    for (number, page) in pages.pages.iter().enumerate() {
        let mut lowest = 0.0_f32;
        let mut foot = f32::MAX;
        for mark in &page.marks {
            let corners: Vec<(f32, f32)> = match &mark.shape {
                Shape::Text(run) => {
                    if mark.owner == Owner::Pagination {
                        foot = foot.min(run.baseline - run.size * 0.7);
                    } else {
                        lowest = lowest.max(run.baseline);
                    }
                    let words = run
                        .clusters
                        .iter()
                        .filter(|cluster| !cluster.text.trim().is_empty());
                    words
                        .flat_map(|cluster| {
                            [
                                (cluster.x, run.baseline),
                                (cluster.x + cluster.advance, run.baseline),
                            ]
                        })
                        .collect()
                }
                Shape::Rectangle { area, .. } | Shape::Disc { area, .. } | Shape::Picture { area, .. } => {
                    vec![(area.x, area.y), (area.x + area.width, area.y + area.height)]
                }
                Shape::Polygon { points, .. } => points.clone(),
            };
            let within = |at: f32, most: f32| at.is_finite() && at >= -0.01 && at <= most + 0.01;
            let outside = corners
                .iter()
                .find(|(x, y)| !within(*x, pages.width) || !within(*y, pages.height));
            if let Some(corner) = outside {
                return Err(format!("page {number}: {corner:?} of {:?}", mark.owner));
            }
        }
        if lowest > foot {
            return Err(format!(
                "page {number}: text down to {lowest}, the foot begins at {foot}"
            ));
        }
    }
    Ok(())
}

#[test]
fn a_mirrored_margin_changes_sides_and_nothing_else() {
    let margins = "margin-inner-mm = 30\nmargin-outer-mm = 20\n[body]\nmeasure-characters = 90\n";
    for (tag, first) in [("en-GB", 30.0), ("ar", 20.0)] {
        let edition = |mirrored: bool| {
            let layout = good(&format!("[paper]\nmirrored = {mirrored}\n{margins}"));
            let mut edition = specimen_in(layout);
            edition.leaflet.lang = specimen::lang(tag);
            edition
        };
        let (plain, turned) = (pages(&edition(false)), pages(&edition(true)));
        assert!(plain.pages.len() > 2);
        assert_eq!(plain.pages.len(), turned.pages.len());
        assert_eq!(plain.starts, turned.starts);
        // The hairline of the foot is as wide as the column.
        let left = |pages: &Pages, page: usize| {
            let rule = pages.pages[page].marks.iter().find_map(|mark| match mark.shape {
                Shape::Rectangle { area, .. } if mark.owner == Owner::Pagination => Some(area.x),
                _ => None,
            });
            rule.unwrap() * 25.4 / 72.0
        };
        for page in 0..turned.pages.len() {
            let other = 50.0 - first;
            let expected = if page % 2 == 0 { first } else { other };
            assert!(
                (left(&turned, page) - expected).abs() < 0.05,
                "{tag}, page {page}"
            );
            assert!((left(&plain, page) - first).abs() < 0.05, "{tag}, page {page}");
        }
        let by = (50.0 - 2.0 * first) * 72.0 / 25.4;
        for ((anchor, place), (_, before)) in turned.anchors.iter().zip(&plain.anchors) {
            let moved = if place.page % 2 == 1 { by } else { 0.0 };
            assert!((place.x - before.x - moved).abs() < 0.05, "{tag}: {anchor:?}");
        }
        for (page, before) in turned.pages.iter().zip(&plain.pages).skip(1).step_by(2) {
            for (link, was) in page.links.iter().zip(&before.links) {
                assert!((link.area.x - was.area.x - by).abs() < 0.05, "{tag}: {link:?}");
            }
        }
        inside(&turned).unwrap();
    }
}

#[test]
fn paper_that_is_not_white_is_painted_and_pictures_keep_a_light_ground() {
    for bundled in &LAYOUTS {
        let layout = load(bundled.name);
        let colours = layout.profile.colours.clone();
        let pages = pages(&specimen_in(layout));
        for page in &pages.pages {
            let first = page.marks.first().unwrap();
            let painted = match &first.shape {
                Shape::Rectangle { area, colour } => {
                    area.width == pages.width && area.height == pages.height && *colour == colours.paper
                }
                _ => false,
            };
            assert_eq!(painted, colours.paper != Colour::WHITE, "{}", bundled.name);
            for pair in page.marks.windows(2) {
                if let Shape::Picture { area, .. } = &pair[1].shape {
                    let ground = matches!(&pair[0].shape, Shape::Rectangle { area: ground, colour }
                        if *colour == colours.picture_ground && ground.x <= area.x && ground.width >= area.width);
                    assert_eq!(ground, colours.ground().is_some(), "{}", bundled.name);
                }
            }
        }
    }
    assert!(load("high-contrast").profile.colours.is_dark());
    assert_eq!(load("tinted").profile.colours.ground(), None);
}

#[test]
fn without_bold_in_running_text_stress_is_underlined_and_links_are_lined_twice() {
    let acb = load("acb-large-print");
    assert_eq!(acb.profile.emphasis.strong_weight(), Weight::Regular);
    let edition = specimen_in(acb);
    let css = String::from_utf8(part(&edition, "epub", "OEBPS/stylesheet.css")).unwrap();
    for said in [
        "text-decoration-style: double;",
        "strong {\n  font-weight: inherit;\n}",
        "strong {\n  text-decoration: underline;\n}",
        "a strong, a em {\n  text-decoration: none;\n}",
    ] {
        assert!(css.contains(said), "{said}\n{css}");
    }
    assert!(!css.contains("::marker"));
    let styles = String::from_utf8(part(&edition, "docx", "word/styles.xml")).unwrap();
    let style = |id: &str| {
        let from = styles.split(&format!("w:styleId=\"{id}\"")).nth(1).unwrap();
        from.split("</w:style>").next().unwrap().to_owned()
    };
    for id in ["Strong", "Emphasis"] {
        let look = style(id);
        assert!(
            look.contains("<w:u w:val=\"single\"/>") && !look.contains("<w:b/>") && !look.contains("<w:i/>"),
            "{look}"
        );
    }
    assert!(style("Hyperlink").contains("<w:u w:val=\"double\"/>"));
    let document = String::from_utf8(part(&edition, "docx", "word/document.xml")).unwrap();
    assert!(
        !document.contains("<w:b/>") && !document.contains("<w:i/>"),
        "no run is bold by itself"
    );
}

/// Whether a node is stressed text that stands in a paragraph or item, and not in a heading, label or head of a table.
fn stressed(tree: &Tree<'_>, mut node: NodeId) -> bool {
    let mut stressed = false;
    loop {
        match tree.node(node).kind {
            NodeKind::Strong | NodeKind::Emphasis => stressed = true,
            NodeKind::Paragraph(style) => return stressed && style != ParagraphStyle::Masthead,
            NodeKind::ReferenceText | NodeKind::Cell(CellKind::Data) => return stressed,
            _ => {}
        }
        match tree.node(node).parent {
            Some(parent) => node = parent,
            None => return false,
        }
    }
}

#[test]
fn pages_show_stress_as_the_layout_says() {
    for (name, bold) in [("large-print", true), ("acb-large-print", false)] {
        let edition = specimen_in(load(name));
        let family = &edition.layout.profile.faces.family;
        let tree = Tree::of(edition.blocks(), edition.lang());
        let pages = pages(&edition);
        let mut seen = 0;
        for mark in pages.pages.iter().flat_map(|page| &page.marks) {
            if let (Owner::Leaf(leaf), Shape::Text(run)) = (mark.owner, &mark.shape)
                && stressed(&tree, leaf)
                && run.face.face().family == family
            {
                let face = run.face.face();
                assert_eq!(
                    (face.weight == Weight::Bold, face.italic),
                    (bold, false),
                    "{name}: {}",
                    face.file
                );
                seen += 1;
            }
        }
        assert!(seen > 2, "{name}: {seen}");
    }
}

#[test]
fn docx_and_epub_follow_paper_and_colours() {
    let dark = specimen_in(load("high-contrast"));
    let paper = dark.layout.profile.colours.paper.hex();
    let document = String::from_utf8(part(&dark, "docx", "word/document.xml")).unwrap();
    assert!(document.contains(&format!(
        "<w:background w:color=\"{paper}\" w:themeColor=\"background1\"/><w:body>"
    )));
    assert!(document.contains("<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>"));
    let settings = String::from_utf8(part(&dark, "docx", "word/settings.xml")).unwrap();
    assert!(settings.contains("<w:displayBackgroundShape/>") && !settings.contains("mirrorMargins"));
    let css = String::from_utf8(part(&dark, "epub", "OEBPS/stylesheet.css")).unwrap();
    assert!(
        css.contains("color-scheme: dark;") && css.contains(&format!("background-color: #{paper};")),
        "{css}"
    );
    assert!(!css.contains("prefers-color-scheme"), "{css}");

    let plain = specimen_in(load("large-print"));
    let document = String::from_utf8(part(&plain, "docx", "word/document.xml")).unwrap();
    assert!(!document.contains("w:background") && !document.contains("a:solidFill"));
    assert!(document.contains("w:w=\"11906\" w:h=\"16838\""), "{document}");

    let small = specimen_in(good("[paper]\nsize = \"A5\"\nmirrored = true\n"));
    let document = String::from_utf8(part(&small, "docx", "word/document.xml")).unwrap();
    assert!(document.contains("w:w=\"8391\" w:h=\"11906\""), "{document}");
    let settings = String::from_utf8(part(&small, "docx", "word/settings.xml")).unwrap();
    assert!(settings.contains("<w:mirrorMargins/>") && !settings.contains("displayBackgroundShape"));
}

/// A part of an edition's file.
fn part(edition: &Edition, format: &str, name: &str) -> Vec<u8> {
    let bytes = export::backend(format)
        .unwrap()
        .write(edition, &LazyPages::of(edition))
        .unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut part).unwrap();
    part
}

/// A value for a key, within its bounds and often at their edges, or anything at all.
fn any_value(kind: Kind, bounded: bool) -> BoxedStrategy<String> {
    let number = move |from: f32, to: f32| {
        let edges = prop::sample::select(vec![from, to]);
        let within = prop_oneof![3 => from..=to, 1 => edges].prop_map(|number| format!("{number:?}"));
        let wild = [
            "nan",
            "inf",
            "-inf",
            "-1",
            "0",
            "1e30",
            "1e-30",
            "9223372036854775807",
            "\"1\"",
        ];
        let wild = prop::sample::select(wild.to_vec()).prop_map(str::to_owned);
        if bounded {
            within.boxed()
        } else {
            prop_oneof![within, wild].boxed()
        }
    };
    match kind {
        Kind::Number(_, from, to) => number(from, to),
        Kind::Count(from, to) => (from..=to).prop_map(|number| format!("{number:.0}")).boxed(),
        Kind::Six(from, to) => prop::collection::vec(number(from, to), 6)
            .prop_map(|numbers| format!("[{}]", numbers.join(", ")))
            .boxed(),
        Kind::Flag => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        Kind::Choice(words) => prop::sample::select(words.to_vec())
            .prop_map(|word| format!("\"{word}\""))
            .boxed(),
        Kind::Colour => any::<[u8; 3]>()
            .prop_map(|[red, green, blue]| format!("\"#{red:02X}{green:02X}{blue:02X}\""))
            .boxed(),
        Kind::Paper => prop::sample::select(vec!["A4", "A5", "Letter", "letter", "A0"])
            .prop_map(|name| format!("\"{name}\""))
            .boxed(),
        Kind::Text | Kind::Texts | Kind::Family | Kind::Families | Kind::Layout | Kind::Frame => {
            prop::sample::select(vec!["\"\"", "\"large-print\"", "[]", "1"])
                .prop_map(str::to_owned)
                .boxed()
        }
    }
}

/// A layout that says some keys: figures and choices within their bounds, or anything at all.
fn any_layout(bounded: bool) -> impl Strategy<Value = String> {
    let figure = |kind: Kind| {
        matches!(
            kind,
            Kind::Number(..) | Kind::Count(..) | Kind::Six(..) | Kind::Flag | Kind::Choice(_)
        )
    };
    let keys: Vec<usize> = KEYS
        .iter()
        .enumerate()
        .filter(|(_, key)| key.path.contains('.') && !key.path.starts_with("scale."))
        .filter(|(_, key)| !bounded || figure(key.kind))
        .map(|(at, _)| at)
        .collect();
    let some = prop::sample::subsequence(keys, 1..20);
    some.prop_flat_map(move |keys| {
        let lines: Vec<_> = keys
            .into_iter()
            .map(|at| {
                any_value(KEYS[at].kind, bounded)
                    .prop_map(move |value| format!("{} = {value}\n", KEYS[at].path))
            })
            .collect();
        lines.prop_map(|lines| lines.concat())
    })
}

/// Headings and lead at one or two sizes, or none of its own.
fn any_scale() -> impl Strategy<Value = String> {
    let entry = |from: f32, to: f32| {
        let sizes = prop::collection::vec(1.0_f32..=3.5, 6);
        (from..to, sizes, 1.0_f32..=2.0).prop_map(|(body, mut sizes, lead)| {
            sizes.sort_by(|one, other| other.total_cmp(one));
            format!("{{ body-pt = {body:?}, headings = {sizes:?}, lead = {lead:?} }}")
        })
    };
    prop_oneof![
        Just(String::new()),
        entry(12.0, 72.0).prop_map(|one| format!("scale = [{one}]\n")),
        (entry(12.0, 30.0), entry(30.1, 72.0)).prop_map(|(one, other)| format!("scale = [{one}, {other}]\n")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_figures_break_the_pages(
        text in any_layout(true),
        scale in any_scale(),
        size in prop::option::of(12.0_f32..72.0),
        paper in prop::option::of(prop::sample::select(PAPER_SIZES.iter().collect::<Vec<_>>())),
    ) {
        // What has no room, or links like stress, is refused: the rest stands.
        if let Ok(layout) = own(&format!("{scale}{text}"), Changes { size, paper }) {
            let edition = specimen_in(layout);
            inside(&pages(&edition)).map_err(|why| TestCaseError::fail(format!("{scale}{text}\n{why}")))?;
        }
    }

    #[test]
    fn no_figures_change_what_is_read(text in any_layout(true), scale in any_scale(), often in 0..6) {
        // Writing everything is slow: a sixth of the cases is enough.
        if let (0, Ok(layout)) = (often, own(&format!("{scale}{text}"), Changes::default())) {
            let edition = specimen_in(layout);
            let (reading, pages) = (Reading::of(&edition), LazyPages::of(&edition));
            for backend in BACKENDS {
                let bytes = backend.write(&edition, &pages).map_err(|why| TestCaseError::fail(format!("{text}\n{why}")))?;
                let read = backend.inspect(&bytes).map_err(|why| TestCaseError::fail(why.to_string()))?;
                prop_assert!(reading.difference(&read.reading).is_none(), "{}\n{text}", backend.format().id);
                prop_assert!(read.facts.faults.is_empty(), "{:?}\n{text}", read.facts.faults);
            }
        }
    }

    #[test]
    fn no_values_make_a_layout_panic(text in any_layout(false), size in prop::option::of(0.0_f32..100.0)) {
        let layouts = Layouts::bundled().with("own", "own/layout.toml", &format!("{HEAD}{text}"));
        if let Err(Error::Findings(findings)) = layouts.layout("own", Changes { size, paper: None }) {
            prop_assert!(!findings.is_empty());
        }
    }

    #[test]
    fn no_text_makes_a_layout_panic(text in "[a-z\\[\\]\"=.#\\-0-9{} \n]{0,200}") {
        let _ = Layouts::bundled().with("own", "own/layout.toml", &text).layout("own", Changes::default());
        let _ = own(&text, Changes::default());
    }
}
