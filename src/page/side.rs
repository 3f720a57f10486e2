//! Sides of a sheet: the backs of sheets have their binding edge at the other side, and paper that is not white is painted.

use super::{Area, Mark, Owner, Page, Pages, Shape};
use crate::layout::{Colour, Profile};
use crate::model::Pt;

/// Moves all that stands on every second page to the right, so that the binding edge is always as wide.
pub(super) fn turn(pages: &mut Pages, by: Pt) {
    if by == 0.0 {
        return;
    }
    for page in pages.pages.iter_mut().skip(1).step_by(2) {
        for mark in &mut page.marks {
            mark.shape.shift(by);
        }
        for link in &mut page.links {
            link.area.x += by;
        }
    }
    for (_, place) in &mut pages.anchors {
        if place.page % 2 == 1 {
            place.x += by;
        }
    }
}

/// Paints the paper under everything, and a light ground under pictures, where the layout asks for them.
pub(super) fn paint(pages: &mut Pages, profile: &Profile) {
    let colours = &profile.colours;
    // Half of what parts a picture from its caption: seen as an edge of the picture, and never under words.
    let edge = profile.em(profile.figure.caption_gap) / 2.0;
    let sheet = Area {
        x: 0.0,
        y: 0.0,
        width: pages.width,
        height: pages.height,
    };
    let paper = colours.paints_paper().then(|| painted(sheet, colours.paper));
    for page in &mut pages.pages {
        if let Some(ground) = colours.ground() {
            under_pictures(page, ground, edge, sheet);
        }
        page.marks.splice(0..0, paper.clone());
    }
}

/// A ground straight under each picture, over any tint that it stands on, and a little larger.
fn under_pictures(page: &mut Page, ground: Colour, edge: Pt, sheet: Area) {
    let marks = std::mem::take(&mut page.marks);
    for mark in marks {
        if let Shape::Picture { area, .. } = mark.shape {
            let (left, top) = ((area.x - edge).max(0.0), (area.y - edge).max(0.0));
            let right = (area.x + area.width + edge).min(sheet.width);
            let bottom = (area.y + area.height + edge).min(sheet.height);
            let area = Area {
                x: left,
                y: top,
                width: right - left,
                height: bottom - top,
            };
            page.marks.push(painted(area, ground));
        }
        page.marks.push(mark);
    }
}

fn painted(area: Area, colour: Colour) -> Mark {
    Mark {
        owner: Owner::Layout,
        shape: Shape::Rectangle { area, colour },
    }
}
