//! The rules of print, one test each: what stays together, what stands where, what reads in which order.

mod specimen;

use std::collections::BTreeMap;

use clearleaf::layout::Edition;
use clearleaf::model::tree::{NodeId, NodeKind, Tree};
use clearleaf::model::*;
use clearleaf::page::*;
use specimen::{anchor, content, edition, heading, lang, paragraph, text, words};

/// A line as it stands: its page, its baseline and its clusters in logical order.
struct Line {
    page: usize,
    baseline: f32,
    clusters: Vec<Cluster>,
}

impl Line {
    fn text(&self) -> String {
        self.clusters
            .iter()
            .map(|cluster| cluster.text.as_str())
            .collect()
    }
}

fn laid(edition: &Edition) -> (Tree<'_>, Pages) {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = lay_out(edition, &tree).expect("every character has a glyph");
    (tree, pages)
}

/// The lines of the owners that a test asks for.
fn lines(pages: &Pages, wanted: impl Fn(Owner) -> bool) -> Vec<Line> {
    let mut lines: BTreeMap<(usize, u32), Vec<Cluster>> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for mark in page.marks.iter().filter(|mark| wanted(mark.owner)) {
            if let Shape::Text(run) = &mark.shape {
                let line = lines.entry((number, run.baseline.to_bits())).or_default();
                line.extend(run.clusters.iter().cloned());
            }
        }
    }
    let line = |((page, baseline), clusters)| Line {
        page,
        baseline: f32::from_bits(baseline),
        clusters,
    };
    lines.into_iter().map(line).collect()
}

fn leaves(pages: &Pages) -> Vec<Line> {
    lines(pages, |owner| matches!(owner, Owner::Leaf(_)))
}

fn under(tree: &Tree<'_>, mut node: NodeId, ancestor: NodeId) -> bool {
    loop {
        if node == ancestor {
            return true;
        }
        match tree.node(node).parent {
            Some(parent) => node = parent,
            None => return false,
        }
    }
}

const PROSE: &str = "You wake up in a recovery room and nurses check the flap every half an hour for the first \
    day: its colour, its warmth and its blood flow. This is normal and means that we are looking after you. ";

fn prose(times: usize) -> Block {
    words(PROSE.repeat(times).trim())
}

#[test]
fn no_line_is_longer_than_the_measure() {
    for size in [12.0, 14.0, 18.0, 24.0] {
        let narrow = words(&"ill, lilt; till it fill. ".repeat(40));
        let edition = edition(vec![heading(1, "title", "A"), prose(5), narrow], Some(size));
        let most = usize::try_from(edition.layout.profile.body.measure_characters).expect("a small number");
        let (_, pages) = laid(&edition);
        for line in leaves(&pages) {
            let length = line.text().trim_end().chars().count();
            assert!(
                length <= most,
                "{length} characters at {size} pt: {}",
                line.text()
            );
        }
    }
}

#[test]
fn the_left_margin_grows_and_never_the_line() {
    let left = |size: f32| {
        let edition = edition(vec![prose(3)], Some(size));
        let (_, pages) = laid(&edition);
        leaves(&pages)[0].clusters[0].x
    };
    assert!(left(12.0) > left(18.0));
    assert!((left(40.0) - 25.0 * PT_PER_MM).abs() < 0.01);
}

#[test]
fn lines_end_between_words_and_every_space_is_kept() {
    let edition = edition(vec![prose(4)], None);
    let (_, pages) = laid(&edition);
    let lines = leaves(&pages);
    let joined: String = lines.iter().map(Line::text).collect();
    assert_eq!(joined.trim(), PROSE.repeat(4).trim());
    for line in &lines[..lines.len() - 1] {
        assert!(line.text().ends_with(' '), "`{}`", line.text());
    }
}

#[test]
fn one_piece_of_information_stays_on_one_line() {
    for filler in 0..24 {
        let inlines = vec![
            text(&"x".repeat(filler)),
            text(" ring "),
            Inline::Unbroken(vec![text("020 7946 "), Inline::Strong(vec![text("0018")])]),
            text(" and take 5\u{a0}mg of well-known follow-up and/or"),
        ];
        let edition = edition(vec![paragraph(inlines)], Some(28.0));
        let (_, pages) = laid(&edition);
        let lines = leaves(&pages);
        for piece in ["020 7946 0018", "5\u{a0}mg", "well-known", "follow-up", "and/or"] {
            assert!(lines.iter().any(|line| line.text().contains(piece)), "{piece}");
        }
    }
}

#[test]
fn an_address_breaks_behind_its_punctuation_and_gains_nothing() {
    let url = "https://www.example.org/guidance/ng101/chapter/recommendations-for-surgery?page=2&part=3";
    let edition = edition(vec![words(&format!("See {url} today."))], None);
    let (_, pages) = laid(&edition);
    let lines = leaves(&pages);
    let joined: String = lines.iter().map(Line::text).collect();
    assert_eq!(joined, format!("See {url} today."));
    assert_eq!(
        lines[0].text(),
        "See ",
        "an address that must break begins its own line"
    );
    for line in &lines[1..lines.len() - 1] {
        assert!(
            line.text().ends_with(['/', '.', '-', '?', '&']),
            "`{}`",
            line.text()
        );
    }
}

#[test]
fn a_line_break_ends_the_line_and_reads_as_a_space() {
    let inlines = vec![text("Ward 5"), Inline::LineBreak, text("First floor")];
    let edition = edition(vec![paragraph(inlines)], None);
    let (tree, pages) = laid(&edition);
    let lines = leaves(&pages);
    assert_eq!(lines[0].text(), "Ward 5 ");
    assert_eq!(lines[1].text(), "First floor");
    let leaf = tree.ids().find(|id| tree.node(*id).kind == NodeKind::LineBreak);
    let owned = self::lines(&pages, |owner| Some(owner) == leaf.map(Owner::Leaf));
    assert_eq!(owned.iter().map(Line::text).collect::<String>(), " ");
}

#[test]
fn a_heading_never_stands_without_two_lines_of_what_follows() {
    for filler in 1..30 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| words("One line.")).collect();
        blocks.push(heading(2, "a", "A heading"));
        blocks.push(heading(3, "b", "Another under it"));
        blocks.push(prose(2));
        let edition = edition(blocks, None);
        let (tree, pages) = laid(&edition);
        let last_heading = tree
            .ids()
            .filter(|id| matches!(tree.node(*id).kind, NodeKind::Heading { .. }))
            .last()
            .expect("a heading");
        let of_heading = lines(
            &pages,
            |o| matches!(o, Owner::Leaf(n) if under(&tree, n, last_heading)),
        );
        let after = leaves(&pages);
        let below = after
            .iter()
            .filter(|line| line.page == of_heading[0].page && line.baseline > of_heading[0].baseline)
            .count();
        assert!(below >= 2, "{filler} lines before: {below} below the heading");
    }
}

#[test]
fn a_paragraph_leaves_two_lines_on_either_page() {
    for filler in 1..16 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| words("One line.")).collect();
        blocks.push(prose(4));
        let edition = edition(blocks, None);
        let (tree, pages) = laid(&edition);
        let prose = tree.ids().last().expect("a leaf");
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        for line in lines(&pages, |owner| owner == Owner::Leaf(prose)) {
            *count.entry(line.page).or_default() += 1;
        }
        assert!(count.values().all(|lines| *lines >= 2), "{filler}: {count:?}");
    }
}

#[test]
fn running_text_fills_its_pages() {
    let edition = edition((0..20).map(|_| prose(2)).collect(), None);
    let (_, pages) = laid(&edition);
    let lines = leaves(&pages);
    for page in 0..pages.pages.len() - 1 {
        let lowest = lines
            .iter()
            .filter(|line| line.page == page)
            .map(|line| line.baseline);
        assert!(lowest.fold(0.0, f32::max) > pages.height * 0.78, "page {page}");
    }
}

fn cells(row: &[&str]) -> Vec<Cell> {
    row.iter().map(|cell| vec![text(cell)]).collect()
}

fn long_table(rows: usize) -> Block {
    let row = |n: usize| cells(&[&format!("Row {n}"), "Some words about it", "and more"]);
    let header = Several::new(cells(&["Number", "What", "Note"])).expect("cells");
    let table = Table::new(
        Some(content("A long table")),
        header,
        (0..rows).map(row).collect(),
        true,
    );
    Block::Table(table.expect("rows of one width"))
}

#[test]
fn a_table_repeats_its_header_row_and_keeps_its_rows_whole() {
    let edition = edition(vec![long_table(40)], None);
    let (tree, pages) = laid(&edition);
    assert!(pages.pages.len() > 2);
    for (number, page) in pages.pages.iter().enumerate() {
        let is_repeated = page.marks.iter().any(|mark| match &mark.shape {
            Shape::Text(run) if mark.owner == Owner::Layout => {
                run.clusters.iter().map(|c| c.text.as_str()).collect::<String>() == "Number"
            }
            _ => false,
        });
        assert_eq!(is_repeated, number > 0, "page {number}");
    }
    for id in tree.ids() {
        if let NodeKind::Row { .. } = tree.node(id).kind {
            let own = lines(
                &pages,
                |owner| matches!(owner, Owner::Leaf(leaf) if under(&tree, leaf, id)),
            );
            assert!(own.windows(2).all(|pair| pair[0].page == pair[1].page));
        }
    }
}

#[test]
fn contents_show_the_page_of_each_heading() {
    let mut blocks = specimen::every_block();
    blocks.insert(5, prose(20));
    let edition = edition(blocks, None);
    let (tree, pages) = laid(&edition);
    let mut seen = 0;
    for id in tree.ids() {
        let NodeKind::ContentsEntry { target, .. } = tree.node(id).kind else {
            continue;
        };
        let shown: String = lines(&pages, |o| o == Owner::PageNumber(id))
            .iter()
            .map(Line::text)
            .collect();
        let place = pages
            .anchors
            .iter()
            .find(|(anchor, _)| anchor == target)
            .map(|(_, place)| place.page);
        assert_eq!(
            shown,
            place.map(|page| (page + 1).to_string()).unwrap_or_default()
        );
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn the_foot_is_always_in_the_same_place_at_body_size() {
    for size in [18.0, 40.0, 72.0] {
        let edition = edition(vec![prose(20)], Some(size));
        let (_, pages) = laid(&edition);
        let feet = lines(&pages, |owner| owner == Owner::Pagination);
        assert_eq!(feet.len(), pages.pages.len());
        for (number, foot) in feet.iter().enumerate() {
            assert_eq!(foot.baseline.to_bits(), feet[0].baseline.to_bits());
            let count = format!("{} of {}", number + 1, feet.len());
            assert!(foot.text().ends_with(&count), "{}", foot.text());
            let end = foot.clusters.last().map(|c| c.x + c.advance).unwrap_or_default();
            assert!((end - (pages.width - 25.0 * PT_PER_MM)).abs() < 0.1);
        }
        let marks = pages.pages.iter().flat_map(|page| &page.marks);
        for mark in marks {
            if let Shape::Text(run) = &mark.shape {
                assert!(run.size >= size, "{} pt under the body's {size}", run.size);
            }
        }
    }
}

/// Where a piece of a line stands: from its leftmost to its rightmost x, and whether its clusters run rightwards.
fn stands(line: &Line, piece: &str) -> (f32, f32, bool) {
    let text = line.text();
    let from = text
        .find(piece)
        .unwrap_or_else(|| panic!("`{piece}` is not in `{text}`"));
    let mut at = 0;
    let mut own = Vec::new();
    for cluster in &line.clusters {
        if at >= from && at < from + piece.len() {
            own.push(cluster.clone());
        }
        at += cluster.text.len();
    }
    let left = own.iter().map(|c| c.x).fold(f32::MAX, f32::min);
    let right = own.iter().map(|c| c.x + c.advance).fold(f32::MIN, f32::max);
    (left, right, own.windows(2).all(|pair| pair[0].x < pair[1].x))
}

#[test]
fn a_dose_and_a_telephone_number_read_right_inside_arabic() {
    let inlines = vec![
        text("خذ "),
        Inline::Unbroken(vec![text("5 mg")]),
        text(" اتصل "),
        Inline::Unbroken(vec![text("020 7946 0018")]),
    ];
    let division = Block::Division(Division {
        lang: lang("ar"),
        blocks: Several::one(paragraph(inlines)),
    });
    let edition = edition(vec![division], None);
    let (_, pages) = laid(&edition);
    let lines = leaves(&pages);
    assert_eq!(
        lines[0].text(),
        "خذ 5 mg اتصل 020 7946 0018",
        "in the order in which it is spoken"
    );
    let dose = stands(&lines[0], "5 mg");
    let phone = stands(&lines[0], "020 7946 0018");
    let word = stands(&lines[0], "خذ");
    assert!(dose.2 && phone.2, "digits run from left to right");
    assert!(
        phone.1 < dose.0 && dose.1 < word.0,
        "and the line from right to left"
    );
    assert!(
        (word.1 - (pages.width - 25.0 * PT_PER_MM)).abs() < 1.0,
        "right-aligned"
    );
}

#[test]
fn arabic_inside_english_does_not_carry_off_the_number_behind_it() {
    let phrase = Inline::Language(Phrase {
        lang: lang("ar"),
        content: content("اتصل"),
    });
    let inlines = vec![text("Call "), phrase, text(" (123) - 5 mg now.")];
    let edition = edition(vec![paragraph(inlines)], None);
    let (_, pages) = laid(&edition);
    let line = &leaves(&pages)[0];
    let arabic = stands(line, "اتصل");
    let (left, _, rightwards) = stands(line, "(123) - 5 mg now.");
    assert!(!arabic.2 && rightwards && left > arabic.1);
}

#[test]
fn lists_in_arabic_hang_from_the_right() {
    let list = Block::List(List {
        marker: Marker::Number { start: 1 },
        items: Several::one(Several::one(words("أولا"))),
    });
    let division = Block::Division(Division {
        lang: lang("ar"),
        blocks: Several::one(list),
    });
    let edition = edition(vec![division], None);
    let (_, pages) = laid(&edition);
    let marker = &lines(&pages, |owner| matches!(owner, Owner::Marker(_)))[0];
    let item = &leaves(&pages)[0];
    assert_eq!(marker.text(), "1.");
    assert!(
        item.clusters
            .iter()
            .all(|c| c.x + c.advance < stands(marker, "1.").0)
    );
}

#[test]
fn a_character_without_a_glyph_is_an_error_that_names_it() {
    let edition = edition(vec![words("The character 漢 has no face here")], None);
    let tree = Tree::of(edition.blocks(), edition.lang());
    let error = lay_out(&edition, &tree).expect_err("no face has it").to_string();
    for part in ["漢", "U+6F22", "The character", "has no face"] {
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn characters_outside_the_text_face_come_from_the_next_that_has_them() {
    let edition = edition(vec![words("½ µg ≥ α x₉ non\u{2011}breaking")], None);
    let (_, pages) = laid(&edition);
    let mut faces: Vec<&str> = Vec::new();
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        if let (Owner::Leaf(_), Shape::Text(run)) = (mark.owner, &mark.shape) {
            faces.push(run.face.face().family);
            for cluster in &run.clusters {
                let c = cluster.text.chars().next().expect("text");
                assert!(run.face.face().covers(c), "{c} in {}", run.face.face().family);
            }
        }
    }
    assert!(faces.contains(&"Noto Sans") && faces.contains(&"Atkinson Hyperlegible Next"));
}

#[test]
fn the_same_edition_gives_the_same_pages_on_any_thread() {
    let edition = edition(specimen::every_block(), None);
    let shown = || format!("{:?}", laid(&edition).1);
    let first = shown();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(shown)).collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), first);
        }
    });
}

#[test]
fn a_picture_of_pixels_stays_sharp_and_a_drawing_fills_the_column() {
    let figure = |image: Image| {
        Block::Figure(Figure {
            kind: FigureKind::Picture,
            image,
            alt: Alt::Text(NonEmpty::new("A picture").expect("words")),
            caption: None,
            description: Vec::new(),
        })
    };
    let blocks = vec![
        words("Before."),
        figure(specimen::svg_image()),
        figure(specimen::png_image()),
    ];
    let edition = edition(blocks, None);
    let (_, pages) = laid(&edition);
    let marks = pages.pages.iter().flat_map(|page| &page.marks);
    let areas: Vec<Area> = marks
        .filter_map(|mark| match &mark.shape {
            Shape::Picture { area, .. } => Some(*area),
            _ => None,
        })
        .collect();
    assert!(areas[0].width > 380.0 && (areas[0].width / areas[0].height - 2.0).abs() < 0.01);
    assert!(areas[1].width < 3.0 * 1.4);
}

#[test]
fn citations_and_headings_are_anchored_where_they_stand() {
    let edition = edition(specimen::every_block(), None);
    let (_, pages) = laid(&edition);
    let place = |name: &str| {
        let wanted = anchor(name);
        let found = pages.anchors.iter().find(|(anchor, _)| *anchor == wanted);
        found
            .map(|(_, place)| *place)
            .unwrap_or_else(|| panic!("{name} stands nowhere"))
    };
    let (heading, cite) = (place("before"), place("cite-1"));
    assert!(heading.page == cite.page && heading.y < cite.y);
    assert!(cite.x > heading.x, "a citation's place is in its line");
    assert!(place("ref-esmo").page >= place("references").page);
}
