//! The plainest of layouts, for tests of this backend alone: a leaf a line, a character a cluster.

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use crate::layout::fonts::{FACES, FaceId};
use crate::layout::{Colour, Edition, Layout, Words};
use crate::model::tree::{NodeKind, Tree};
use crate::model::*;
use crate::page::{Area, Cluster, Glyph, LinkArea, Mark, Owner, Page, Pages, Place, Shape, TextRun};

const INK: Colour = Colour {
    red: 0x1A,
    green: 0x1A,
    blue: 0x1A,
};
const SIZE: f32 = 12.0;
const LINES_A_PAGE: usize = 20;

/// An edition of these blocks.
pub(super) fn edition(body: Vec<Block>) -> Edition {
    let english = Lang::parse("en").unwrap();
    Edition {
        leaflet: Leaflet::new(
            "sample",
            NonEmpty::new("A sample").unwrap(),
            english.clone(),
            body,
        ),
        layout: Layout::bundled("large-print", None).unwrap(),
        words: Words::of(&english).unwrap().0,
        date: None,
    }
}

/// Words as content.
pub(super) fn content(words: &str) -> Content {
    Content::text(words).unwrap()
}

/// Lays a tree out.
pub(super) fn pages(tree: &Tree<'_>) -> Pages {
    let mut out = Pages {
        width: 500.0,
        height: 800.0,
        pages: vec![Page::default()],
        anchors: Vec::new(),
        starts: Vec::new(),
    };
    let mut line = 0;
    for (id, node) in tree.ids().zip(tree.nodes()) {
        let page = line / LINES_A_PAGE;
        if out.pages.len() <= page {
            out.pages.push(Page::default());
        }
        let y = 40.0 + 30.0 * (line % LINES_A_PAGE) as f32;
        let area = Area {
            x: 40.0,
            y,
            width: 100.0,
            height: 20.0,
        };
        let place = Place { page, x: 40.0, y };
        let marks = &mut out.pages[page].marks;
        match &node.kind {
            NodeKind::Text(text) => {
                marks.push(Mark {
                    owner: Owner::Leaf(id),
                    shape: Shape::Text(run(text, y)),
                });
                line += 1;
            }
            NodeKind::Picture { image, .. } => {
                let shape = Shape::Picture {
                    area,
                    image: (*image).clone(),
                };
                marks.push(Mark {
                    owner: Owner::Leaf(id),
                    shape,
                });
                line += 1;
            }
            NodeKind::ListItem { number, marker } => {
                let text = match marker {
                    Marker::Bullet => "•".to_owned(),
                    Marker::Number { .. } => format!("{number}."),
                };
                marks.push(Mark {
                    owner: Owner::Marker(id),
                    shape: Shape::Text(run(&text, y)),
                });
            }
            NodeKind::Link(_) | NodeKind::ContentsEntry { .. } | NodeKind::ReferenceLabel { .. } => {
                out.pages[page].links.push(LinkArea { node: id, area });
            }
            NodeKind::Citation { anchor, .. } => {
                out.pages[page].links.push(LinkArea { node: id, area });
                out.anchors.push(((*anchor).clone(), place));
            }
            NodeKind::Heading { anchor, .. } | NodeKind::Reference { anchor } => {
                out.anchors.push(((*anchor).clone(), place));
            }
            _ => {}
        }
    }
    out
}

fn run(text: &str, baseline: f32) -> TextRun {
    let face = (0..FACES.len())
        .find(|face| text.chars().all(|c| FACES[*face].covers(c)))
        .unwrap();
    let font = skrifa::FontRef::new(FACES[face].bytes).unwrap();
    let metrics = font.glyph_metrics(Size::new(SIZE), LocationRef::default());
    let mut x = 40.0;
    let clusters = text.chars().map(|c| {
        let glyph = font.charmap().map(c).unwrap();
        let advance = metrics.advance_width(glyph).unwrap();
        let cluster = Cluster {
            text: c.to_string().into(),
            x,
            advance,
            glyphs: vec![Glyph {
                id: glyph.to_u32() as u16,
                dx: 0.0,
                dy: 0.0,
            }]
            .into(),
        };
        x += advance;
        cluster
    });
    let clusters = clusters.collect();
    TextRun {
        face: FaceId(face as u16),
        size: SIZE,
        colour: INK,
        baseline,
        clusters,
    }
}
