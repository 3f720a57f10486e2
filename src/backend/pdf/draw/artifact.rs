//! Artifacts (ISO 32000-1, 14.8.2.2): what stands on a page and is no part of what the leaflet says.

use std::collections::BTreeMap;

use printpdf::DictItem;

use crate::page::{Area, Mark, Owner, Pages, Shape};

/// Why something is an artifact.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Artifact {
    /// A rule, a tint, a decorative picture, words set again.
    Layout,
    /// The colour of the whole sheet.
    Background,
    /// The foot of the page.
    Foot,
}

impl Artifact {
    /// Why a mark that belongs to no element is there.
    pub fn of(mark: &Mark, sheet: Area) -> Self {
        match (&mark.shape, mark.owner) {
            (_, Owner::Pagination) => Self::Foot,
            (Shape::Rectangle { area, .. }, _) if covers(area, &sheet) => Self::Background,
            (
                Shape::Text(_)
                | Shape::Rectangle { .. }
                | Shape::Disc { .. }
                | Shape::Polygon { .. }
                | Shape::Picture { .. },
                Owner::Leaf(_) | Owner::Marker(_) | Owner::PageNumber(_) | Owner::Layout,
            ) => Self::Layout,
        }
    }

    /// The property list (Table 330). A background asks for its box; the foot says what it is and where it stands, so that
    /// a reader can offer or hide it.
    pub fn properties(self, sheet: Area) -> BTreeMap<String, DictItem> {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let list = match self {
            Self::Layout => vec![("Type", name("Layout"))],
            Self::Background => {
                let corners = [0.0, 0.0, sheet.width, sheet.height].map(DictItem::Real);
                vec![
                    ("Type", name("Background")),
                    ("BBox", DictItem::Array(corners.into())),
                ]
            }
            Self::Foot => vec![
                ("Type", name("Pagination")),
                ("Subtype", name("Footer")),
                ("Attached", DictItem::Array(vec![name("Bottom")])),
            ],
        };
        list.into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }
}

/// The sheet as an area.
pub(super) fn sheet(pages: &Pages) -> Area {
    Area {
        x: 0.0,
        y: 0.0,
        width: pages.width,
        height: pages.height,
    }
}

fn covers(area: &Area, sheet: &Area) -> bool {
    area.x <= sheet.x
        && area.y <= sheet.y
        && area.x + area.width >= sheet.width
        && area.y + area.height >= sheet.height
}
