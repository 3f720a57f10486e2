//! Pages out of plans: marks at their places on the sheet, in reading order; links, anchors, page numbers, the foot.

use std::collections::BTreeMap;

use super::contents::Numbering;
use super::flow::Flow;
use super::foot::Foot;
use super::paginate::Plan;
use super::piece::{Ink, NumberSlot, Piece};
use super::side;
use super::starts::Starts;
use super::{Area, LinkArea, Mark, Owner, Page, Pages, Place, Shape};
use crate::error::Result;
use crate::layout::Edition;
use crate::model::tree::{NodeId, Tree};
use crate::model::{Anchor, Pt};

/// A page while it is put together: what nobody owns first, then everything in reading order.
#[derive(Default)]
struct Sheet {
    under: Vec<Mark>,
    text: Vec<(NodeId, Ink)>,
    links: Vec<LinkArea>,
    numbers: Vec<(NumberSlot, Pt)>,
}

/// Puts the pages together.
pub(super) fn compose(
    edition: &Edition,
    tree: &Tree<'_>,
    flow: &mut Flow<'_, '_>,
    plans: &[Plan],
) -> Result<Pages> {
    let mut pages = Pages {
        width: flow.geometry.width,
        height: flow.geometry.height,
        pages: Vec::new(),
        anchors: Vec::new(),
        starts: Vec::new(),
    };
    let mut sheets = Vec::new();
    let mut starts = Starts::new(tree);
    let mut pieces = std::mem::take(&mut flow.pieces).into_iter();
    for (number, plan) in plans.iter().enumerate() {
        let own: Vec<Piece> = pieces.by_ref().take(plan.pieces.len()).collect();
        sheets.push(lay(flow, plan, own, number, &mut pages));
    }
    let numbering = Numbering {
        tree,
        profile: &edition.layout.profile,
        geometry: flow.geometry,
    };
    // The first place of each, found without a search: a thousand headings must not take a million looks.
    let mut places: BTreeMap<Anchor, Place> = BTreeMap::new();
    for (anchor, place) in &pages.anchors {
        places.entry(anchor.clone()).or_insert(*place);
    }
    let foot = Foot::new(edition, &mut flow.shaper, flow.geometry, sheets.len())?;
    for (number, mut sheet) in sheets.into_iter().enumerate() {
        for (slot, top) in std::mem::take(&mut sheet.numbers) {
            if let Some(place) = places.get(&slot.target) {
                let (inks, area) = numbering.fill(&mut flow.shaper, &slot, place.page + 1, top)?;
                for ink in inks {
                    sheet.add(tree, ink);
                }
                sheet.links.push(area);
            }
        }
        starts.page(number, sheet.text.iter().map(|(_, ink)| ink));
        let mut page = sheet.done();
        foot.set(&mut page, number + 1, &mut flow.shaper)?;
        pages.pages.push(page);
    }
    side::turn(&mut pages, flow.geometry.turned);
    side::paint(&mut pages, &edition.layout.profile);
    pages.starts = starts.found();
    Ok(pages)
}

fn lay(flow: &Flow<'_, '_>, plan: &Plan, pieces: Vec<Piece>, number: usize, pages: &mut Pages) -> Sheet {
    let mut sheet = Sheet::default();
    let page_top = flow.geometry.top;
    for (frame, top, bottom) in &plan.frames {
        let Some(frame) = flow.frames.get(*frame) else {
            continue;
        };
        for (area, colour) in frame.tint.iter().chain(std::iter::once(&frame.rule)) {
            let area = Area {
                y: page_top + top,
                height: bottom - top,
                ..*area
            };
            sheet.under.push(Mark {
                owner: Owner::Layout,
                shape: Shape::Rectangle {
                    area,
                    colour: *colour,
                },
            });
        }
    }
    if let Some((repeat, top)) = plan.repeat
        && let Some(repeat) = flow.repeats.get(repeat)
    {
        let inks = repeat
            .inks
            .iter()
            .cloned()
            .map(|ink| ink.lowered(page_top + top).mark);
        sheet.under.extend(inks);
    }
    let direction = flow.direction(flow.tree.root());
    for ((mut piece, top), less) in pieces.into_iter().zip(&plan.tops).zip(&plan.taken) {
        if *less > 0.0 {
            piece.shrink(*less, direction);
        }
        let top = page_top + top;
        for ink in piece.inks {
            sheet.add(flow.tree, ink.lowered(top));
        }
        for (node, area) in piece.links {
            let area = Area {
                y: area.y + top,
                ..area
            };
            sheet.links.push(LinkArea { node, area });
        }
        for (anchor, x, y) in piece.anchors {
            let place = Place {
                page: number,
                x,
                y: top + y,
            };
            pages.anchors.push((anchor, place));
        }
        if let Some(slot) = piece.number {
            sheet.numbers.push((slot, top));
        }
    }
    sheet
}

impl Sheet {
    fn add(&mut self, tree: &Tree<'_>, ink: Ink) {
        match ink.mark.owner {
            Owner::Layout | Owner::Pagination => self.under.push(ink.mark),
            Owner::Leaf(node) | Owner::Marker(node) => self.text.push((node, ink)),
            // The number is read after the entry's words.
            Owner::PageNumber(entry) => self.text.push((last_under(tree, entry), ink)),
        }
    }

    fn done(mut self) -> Page {
        self.text.sort_by_key(|(node, _)| *node);
        let mut marks = self.under;
        marks.extend(self.text.into_iter().map(|(_, ink)| ink.mark));
        Page {
            marks,
            links: self.links,
        }
    }
}

fn last_under(tree: &Tree<'_>, mut node: NodeId) -> NodeId {
    while let Some(last) = tree.node(node).children.last() {
        node = *last;
    }
    node
}
