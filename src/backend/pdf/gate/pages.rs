//! The display list: every glyph is one, says something and stands on the sheet, and every word of the tree is drawn.

use std::collections::BTreeMap;

use super::{named, whose};
use crate::backend::pdf::broken;
use crate::error::Result;
use crate::layout::fonts::invisible;
use crate::model::Pt;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Area, Pages, Shape, TextRun};
use crate::page::{Mark, Owner};

/// What rounding may add up to.
const SLACK: Pt = 0.5;

/// Holds the pages against the tree and against their sheet.
///
/// # Errors
/// `Error::Write` at the first glyph or word that is wrong, or that stands beside the sheet.
pub(in crate::backend::pdf) fn pages(tree: &Tree<'_>, pages: &Pages) -> Result<()> {
    let mut drawn: BTreeMap<NodeId, String> = BTreeMap::new();
    for (number, page) in (1..).zip(&pages.pages) {
        for mark in &page.marks {
            if beside(mark, pages) {
                let whose = whose(tree, mark.owner);
                return Err(broken(format!(
                    "{whose}: drawn outside the sheet, on page {number}"
                )));
            }
            let Shape::Text(run) = &mark.shape else { continue };
            glyphs(run).map_err(|fault| broken(format!("{}: {fault}", whose(tree, mark.owner))))?;
            if let Owner::Leaf(node) = mark.owner {
                let text = drawn.entry(node).or_default();
                text.extend(
                    run.clusters
                        .iter()
                        .flat_map(|cluster| cluster.text.chars())
                        .filter(counts),
                );
            }
        }
        for link in &page.links {
            if outside(link.area, pages) {
                let link = named(tree, link.node);
                return Err(broken(format!(
                    "{link}: its area is outside the sheet, on page {number}"
                )));
            }
        }
    }
    for (id, node) in tree.ids().zip(tree.nodes()) {
        let NodeKind::Text(text) = node.kind else { continue };
        let found = drawn.get(&id).map_or("", String::as_str);
        if !text.chars().filter(counts).eq(found.chars()) {
            return Err(broken(format!("the words “{text}” are drawn as “{found}”")));
        }
    }
    Ok(())
}

/// Whether a character must be seen: white space may be dropped at the end of a line, controls are never drawn.
fn counts(c: &char) -> bool {
    !c.is_whitespace() && !invisible(*c)
}

fn glyphs(run: &TextRun) -> std::result::Result<(), String> {
    for cluster in &run.clusters {
        let text = &cluster.text;
        if cluster.glyphs.iter().any(|glyph| glyph.id == 0) {
            return Err(format!(
                "{} has no glyph for “{text}”",
                run.face.face().postscript_name
            ));
        }
        if text.is_empty() && !cluster.glyphs.is_empty() {
            return Err("a glyph stands for no text".to_owned());
        }
        if cluster.glyphs.is_empty() && text.chars().any(|c| counts(&c)) {
            return Err(format!("“{text}” is drawn by no glyph"));
        }
    }
    Ok(())
}

/// Whether a mark stands outside the sheet, all of it or a part. The space that hangs at the end of a line may.
fn beside(mark: &Mark, pages: &Pages) -> bool {
    match &mark.shape {
        Shape::Text(run) => run
            .clusters
            .iter()
            .filter(|cluster| cluster.text.chars().any(|c| counts(&c)))
            .any(|cluster| {
                let area = Area {
                    x: cluster.x,
                    y: run.baseline,
                    width: cluster.advance,
                    height: 0.0,
                };
                outside(area, pages)
            }),
        Shape::Rectangle { area, .. } | Shape::Disc { area, .. } | Shape::Picture { area, .. } => {
            outside(*area, pages)
        }
        Shape::Polygon { points, .. } => points.iter().any(|(x, y)| {
            let point = Area {
                x: *x,
                y: *y,
                width: 0.0,
                height: 0.0,
            };
            outside(point, pages)
        }),
    }
}

/// Whether any of an area is off the sheet; one without a place is nowhere on it.
fn outside(area: Area, pages: &Pages) -> bool {
    let within = |from: Pt, length: Pt, most: Pt| from >= -SLACK && from + length <= most + SLACK;
    !(within(area.x, area.width, pages.width) && within(area.y, area.height, pages.height))
}
