//! Pages: everything placed, nothing lost, nothing doubled, nothing outside.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod specimen;

use std::collections::BTreeMap;

use clearleaf::layout::fonts::invisible;
use clearleaf::layout::{Changes, Edition, LAYOUTS, Layouts, PAPER_SIZES};
use clearleaf::model::joins;
use clearleaf::model::tree::{NodeId, NodeKind, Tree};
use clearleaf::model::*;
use clearleaf::page::*;
use proptest::prelude::*;

const SIZES: [f32; 5] = [12.0, 18.0, 28.0, 40.0, 72.0];

/// White space as one space, what is never drawn left out, both ends trimmed.
fn normal(text: &str) -> String {
    let drawn: String = text.chars().filter(|c| !invisible(*c) || joins(*c)).collect();
    drawn.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn leaf_texts(pages: &Pages) -> BTreeMap<NodeId, String> {
    let mut texts: BTreeMap<NodeId, String> = BTreeMap::new();
    for page in &pages.pages {
        for mark in &page.marks {
            if let (Owner::Leaf(node), Shape::Text(run)) = (mark.owner, &mark.shape) {
                let text = texts.entry(node).or_default();
                run.clusters
                    .iter()
                    .for_each(|cluster| text.push_str(&cluster.text));
            }
        }
    }
    texts
}

/// From where to where the run's words stand; the space that hangs at a line's end is white.
fn run_extent(run: &TextRun) -> (f32, f32) {
    let words = || run.clusters.iter().filter(|c| !c.text.trim().is_empty());
    let left = words().map(|c| c.x).fold(f32::MAX, f32::min);
    let right = words().map(|c| c.x + c.advance).fold(f32::MIN, f32::max);
    (left, right)
}

/// Everything that holds for the pages of any edition.
fn check(edition: &Edition) -> Result<Pages, String> {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = lay_out(edition, &tree).map_err(|e| e.to_string())?;
    marks_belong_to_what_they_say(&tree, &pages)?;
    everything_is_placed_once(&tree, &pages)?;
    nothing_is_outside(edition, &pages)?;
    lines_stand_clear(&tree, &pages)?;
    markers_stand_clear(&tree, &pages)?;
    order_and_starts(&pages)?;
    anchors_and_links(&tree, &pages)?;
    Ok(pages)
}

/// Each mark and each area of a link belongs to a node that there is, and that can have it.
fn marks_belong_to_what_they_say(tree: &Tree<'_>, pages: &Pages) -> Result<(), String> {
    let kind = |node: NodeId| tree.nodes().get(node.index()).map(|node| &node.kind);
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        let fits = match (mark.owner, &mark.shape) {
            (Owner::Leaf(node), Shape::Text(_)) => {
                matches!(kind(node), Some(NodeKind::Text(_) | NodeKind::LineBreak))
            }
            (Owner::Leaf(node), Shape::Picture { .. }) => {
                matches!(
                    kind(node),
                    Some(NodeKind::Picture {
                        alt: Alt::Text(_),
                        ..
                    })
                )
            }
            (Owner::Marker(node), Shape::Text(_) | Shape::Disc { .. }) => {
                matches!(kind(node), Some(NodeKind::ListItem { .. }))
            }
            (Owner::PageNumber(node), Shape::Text(_)) => {
                matches!(kind(node), Some(NodeKind::ContentsEntry { .. }))
            }
            (Owner::Layout, _) => true,
            (Owner::Pagination, shape) => matches!(shape, Shape::Text(_) | Shape::Rectangle { .. }),
            (Owner::Leaf(_) | Owner::Marker(_) | Owner::PageNumber(_), _) => false,
        };
        if !fits {
            return Err(format!("{:?} has {:?}", mark.owner, mark.shape));
        }
    }
    for link in pages.pages.iter().flat_map(|page| &page.links) {
        let is_link = matches!(
            kind(link.node),
            Some(
                NodeKind::Link(_)
                    | NodeKind::Citation { .. }
                    | NodeKind::ContentsEntry { .. }
                    | NodeKind::ReferenceLabel { .. }
            )
        );
        if !is_link || link.area.width < 0.0 || link.area.height <= 0.0 {
            return Err(format!("{link:?} of {:?}", kind(link.node)));
        }
    }
    Ok(())
}

fn everything_is_placed_once(tree: &Tree<'_>, pages: &Pages) -> Result<(), String> {
    let texts = leaf_texts(pages);
    for id in tree.ids() {
        match tree.node(id).kind {
            NodeKind::Text(text) => {
                let placed = texts.get(&id).map(|text| normal(text)).unwrap_or_default();
                if placed != normal(text) {
                    return Err(format!("{id:?}: `{text}` is placed as `{placed}`"));
                }
            }
            NodeKind::LineBreak => {
                let placed = texts.get(&id).map(String::as_str).unwrap_or_default();
                if !placed.trim().is_empty() {
                    return Err(format!("a line break is placed as `{placed}`"));
                }
            }
            _ => {}
        }
    }
    let pictures = |wanted: NodeId| {
        let marks = pages.pages.iter().flat_map(|page| &page.marks);
        marks
            .filter(|mark| mark.owner == Owner::Leaf(wanted) && matches!(mark.shape, Shape::Picture { .. }))
            .count()
    };
    for id in tree.ids() {
        if let NodeKind::Picture {
            alt: Alt::Text(_), ..
        } = tree.node(id).kind
            && pictures(id) != 1
        {
            return Err(format!("{id:?}: the picture is placed {} times", pictures(id)));
        }
        if let NodeKind::ListItem { .. } = tree.node(id).kind {
            let marks = pages.pages.iter().flat_map(|page| &page.marks);
            if !marks.into_iter().any(|mark| mark.owner == Owner::Marker(id)) {
                return Err(format!("{id:?}: the item has no marker"));
            }
        }
    }
    Ok(())
}

fn nothing_is_outside(edition: &Edition, pages: &Pages) -> Result<(), String> {
    let paper = &edition.layout.profile.paper;
    let inside = |x: f32, y: f32| x >= 0.0 && x <= pages.width && y >= 0.0 && y <= pages.height;
    let left = paper.margin_inner_mm.min(paper.margin_outer_mm) * PT_PER_MM - 0.5;
    for (number, page) in pages.pages.iter().enumerate() {
        for mark in &page.marks {
            match &mark.shape {
                Shape::Text(run) => {
                    let (from, to) = run_extent(run);
                    let wide = run.clusters.len() > 1;
                    if !run.clusters.iter().all(|c| c.text.trim().is_empty())
                        && (from < left || (wide && to > pages.width - left))
                    {
                        let text: String = run.clusters.iter().map(|c| c.text.as_str()).collect();
                        return Err(format!("page {number}: `{text}` stands from {from} to {to}"));
                    }
                    if run.baseline - run.size < 0.0 || run.baseline + 0.3 * run.size > pages.height {
                        return Err(format!("page {number}: a baseline at {}", run.baseline));
                    }
                }
                Shape::Rectangle { area, .. } | Shape::Disc { area, .. } | Shape::Picture { area, .. } => {
                    if !inside(area.x, area.y) || !inside(area.x + area.width, area.y + area.height) {
                        return Err(format!("page {number}: {area:?}"));
                    }
                }
                Shape::Polygon { points, .. } => {
                    if !points.iter().all(|(x, y)| inside(*x, *y)) {
                        return Err(format!("page {number}: {points:?}"));
                    }
                }
            }
        }
    }
    Ok(())
}

/// Lines are either on one baseline or a line apart, and the foot stands clear of the text.
fn lines_stand_clear(tree: &Tree<'_>, pages: &Pages) -> Result<(), String> {
    for (number, page) in pages.pages.iter().enumerate() {
        let mut lines: Vec<(f32, f32)> = Vec::new();
        let mut foot = f32::MAX;
        let mut text = 0.0_f32;
        let mut words = 0;
        for mark in &page.marks {
            let Shape::Text(run) = &mark.shape else { continue };
            lines.push((run.baseline, run.size));
            if mark.owner == Owner::Pagination {
                foot = foot.min(run.baseline - run.size);
            } else {
                text = text.max(run.baseline + 0.3 * run.size);
                words += run.clusters.iter().filter(|c| !c.text.trim().is_empty()).count();
            }
        }
        if text > foot {
            return Err(format!(
                "page {number}: text down to {text}, the foot begins at {foot}"
            ));
        }
        let pictures = page
            .marks
            .iter()
            .any(|mark| matches!(mark.shape, Shape::Picture { .. }));
        if words == 0 && !pictures && !has_row_to_fill_in(tree) {
            return Err(format!("page {number}: no text in {:?}", page.marks));
        }
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in lines.windows(2) {
            if let [(above, _), (below, size)] = pair {
                let apart = below - above;
                if apart > 0.01 && apart < size * 0.99 {
                    return Err(format!("page {number}: lines {apart} pt apart at {size} pt"));
                }
            }
        }
    }
    Ok(())
}

/// The item whose marker this is, or the label of a reference.
fn label_of(tree: &Tree<'_>, owner: Owner) -> Option<NodeId> {
    let is_label = |id: &NodeId| matches!(tree.node(*id).kind, NodeKind::ReferenceLabel { .. });
    match owner {
        Owner::Marker(item) => Some(item),
        Owner::Leaf(leaf) => std::iter::successors(Some(leaf), |id| tree.node(*id).parent).find(is_label),
        _ => None,
    }
}

/// No number, bullet or label of a reference touches anything else on its line: `2.` run into `5 mg` is another dose.
fn markers_stand_clear(tree: &Tree<'_>, pages: &Pages) -> Result<(), String> {
    let said = |shape: &Shape| match shape {
        Shape::Text(run) => run.clusters.iter().map(|c| c.text.as_str()).collect(),
        shape => format!("{shape:?}"),
    };
    for (number, page) in pages.pages.iter().enumerate() {
        for marker in &page.marks {
            let label = label_of(tree, marker.owner);
            if label.is_none() {
                continue;
            }
            let ((left, right), top, bottom, own) = match &marker.shape {
                Shape::Text(run) => {
                    let line = (run.baseline - 0.1, run.baseline + 0.1);
                    (run_extent(run), line.0, line.1, Some(run.size))
                }
                Shape::Disc { area, .. } => {
                    ((area.x, area.x + area.width), area.y, area.y + area.height, None)
                }
                _ => continue,
            };
            for other in page
                .marks
                .iter()
                .filter(|other| label_of(tree, other.owner) != label)
            {
                let Shape::Text(run) = &other.shape else { continue };
                let beside = run.baseline >= top && run.baseline - run.size * 0.5 <= bottom;
                let (begins, ends) = run_extent(run);
                // A bullet begins nothing that could be misread.
                let gap = own.map_or(0.15 * run.size, |size| 0.2 * size);
                if beside && begins < ends && begins < right + gap && left < ends + gap {
                    let (one, two) = (said(&marker.shape), said(&other.shape));
                    return Err(format!(
                        "page {number}: {one} from {left} to {right} beside `{two}` from {begins} to {ends}"
                    ));
                }
            }
        }
    }
    Ok(())
}

fn order_and_starts(pages: &Pages) -> Result<(), String> {
    if pages.starts.len() != pages.pages.len() {
        return Err(format!(
            "{} starts of {} pages",
            pages.starts.len(),
            pages.pages.len()
        ));
    }
    for page in &pages.pages {
        let mut last = None;
        for mark in &page.marks {
            if let Owner::Leaf(node) = mark.owner {
                if last.is_some_and(|last| last > node) {
                    return Err(format!("{node:?} stands after {last:?}"));
                }
                last = Some(node);
            }
            if let Shape::Text(run) = &mark.shape
                && run
                    .clusters
                    .iter()
                    .any(|c| c.glyphs.is_empty() || c.text.is_empty())
            {
                return Err("a cluster without glyphs or text".into());
            }
        }
    }
    Ok(())
}

/// Whether a table has a row without words, which may stand on a page of its own where the page holds two lines.
fn has_row_to_fill_in(tree: &Tree<'_>) -> bool {
    let is_row = |id: &NodeId| matches!(tree.node(*id).kind, NodeKind::Row { .. });
    tree.ids()
        .filter(is_row)
        .any(|row| tree.plain_text(row).trim().is_empty())
}

fn anchors_and_links(tree: &Tree<'_>, pages: &Pages) -> Result<(), String> {
    for node in tree.nodes() {
        let anchor = match node.kind {
            NodeKind::Heading { anchor, .. }
            | NodeKind::Reference { anchor }
            | NodeKind::Citation { anchor, .. } => anchor,
            _ => continue,
        };
        if !pages.anchors.iter().any(|(known, _)| known == anchor) {
            return Err(format!("{anchor:?} stands nowhere"));
        }
    }
    for id in tree.ids() {
        let node = tree.node(id);
        let linked = matches!(
            node.kind,
            NodeKind::Link(_)
                | NodeKind::Citation { .. }
                | NodeKind::ContentsEntry { .. }
                | NodeKind::ReferenceLabel {
                    cited_at: Some(_),
                    ..
                }
        );
        let links = pages.pages.iter().flat_map(|page| &page.links);
        if linked
            && !normal(&tree.plain_text(id)).is_empty()
            && !links.into_iter().any(|link| link.node == id)
        {
            return Err(format!("{id:?}: a link without an area"));
        }
    }
    Ok(())
}

#[test]
fn the_specimen_stands_whole_at_every_size() {
    for size in SIZES {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        check(&edition).unwrap_or_else(|e| panic!("at {size} pt: {e}"));
    }
}

/// Lists in lists, with numbers of one digit and of three, and lists that begin an item.
fn lists() -> Vec<Block> {
    let list = |marker, items: Vec<Vec<Block>>| {
        let items = items
            .into_iter()
            .map(|blocks| Several::new(blocks).unwrap())
            .collect();
        let items = Several::new(items).unwrap();
        Block::List(List { marker, items })
    };
    let number = |start| Marker::Number { start };
    let dose = || specimen::words("5 mg in the morning");
    let mut nested = vec![dose()];
    for depth in 0..6 {
        let marker = if depth % 3 == 2 {
            Marker::Bullet
        } else {
            number(depth + 1)
        };
        nested = vec![dose(), list(marker, vec![nested, vec![dose()]])];
    }
    let first = list(
        number(2),
        vec![vec![list(
            number(3),
            vec![vec![list(Marker::Bullet, vec![vec![dose()]])]],
        )]],
    );
    let quoted = Quote {
        blocks: Several::new(nested.clone()).unwrap(),
    };
    let mut blocks = vec![
        specimen::heading(1, "title", "A specimen & its “parts”"),
        list(Marker::Bullet, vec![vec![dose()], vec![dose()]]),
        list(number(2), vec![vec![dose()], vec![dose()]]),
        list(number(98), vec![vec![dose()], vec![dose()], vec![dose()]]),
        first,
        list(number(7), vec![vec![dose(), Block::Quote(quoted)]]),
    ];
    blocks.extend(nested);
    let entry = |number: usize| Reference {
        anchor: specimen::anchor(&format!("ref-{number}")),
        label: NonEmpty::new(&format!("[{number}]")),
        cited_at: None,
        content: specimen::content("A b c d e f g"),
    };
    blocks.push(Block::References(References {
        entries: Several::new(vec![entry(1), entry(2)]).unwrap(),
    }));
    blocks
}

#[test]
fn no_marker_touches_its_text_in_any_layout_size_or_paper() {
    let layouts = Layouts::bundled();
    for (bundled, paper) in LAYOUTS
        .iter()
        .flat_map(|layout| PAPER_SIZES.iter().map(move |paper| (layout, paper)))
    {
        for size in [12.0, 18.0, 28.0, 40.0, 48.0, 60.0, 66.0, 72.0] {
            let changes = Changes {
                size: Some(size),
                paper: Some(paper),
            };
            let mut edition = specimen::edition(lists(), None);
            edition.layout = layouts.layout(bundled.name, changes).unwrap();
            for lang in ["en-GB", "ar"] {
                edition.leaflet.lang = specimen::lang(lang);
                check(&edition).unwrap_or_else(|e| {
                    panic!("{} on {} at {size} pt, {lang}: {e}", bundled.name, paper.name)
                });
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_leaflet_stands_whole(blocks in specimen::any_blocks(), size in prop::sample::select(SIZES.to_vec())) {
        let edition = specimen::edition(blocks, Some(size));
        check(&edition).map_err(TestCaseError::fail)?;
    }
    #[test]
    fn a_wild_leaflet_stands_whole(wild in specimen::wild::any_edition()) {
        check(&wild.edition()).map_err(TestCaseError::fail)?;
    }
}
