//! Figures: a picture as large as it serves, its caption below it, its description below that.

use super::flow::Flow;
use super::geometry::Column;
use super::piece::{CAPTION, Piece, TOGETHER};
use super::{Area, Owner, Shape};
use crate::error::Result;
use crate::model::tree::{NodeId, NodeKind};
use crate::model::{Alt, Image, ImageData, Pt};

/// How far a picture made of pixels grows beyond its natural 96 pixels to the inch: 72 to the inch still looks sharp
/// at the distance from which large print is read.
const PIXELS_GROW: f32 = 96.0 / 72.0;
/// The most of a page that a figure takes with its caption, so that the heading above it still fits.
const MOST_OF_PAGE: f32 = 0.8;
/// The most of a page that a picture takes above a caption too long to stand beside it: the caption breaks over the page
/// rather than leave a stamp of the picture.
const MOST_OVER_LONG_CAPTION: f32 = 0.6;
/// How small a picture may become, against what it would like, to fit what a page has left.
const SMALLEST: f32 = 0.7;

impl Flow<'_, '_> {
    pub(super) fn figure(&mut self, id: NodeId, column: Column) -> Result<()> {
        let style = self.profile.figure.clone();
        self.begin(self.em(style.gap));
        let children = self.tree.node(id).children.clone();
        let at = self.pieces.len();
        // The caption is set first, to know what room it leaves the picture.
        let caption = children
            .iter()
            .find(|child| self.tree.node(**child).kind == NodeKind::Caption)
            .copied();
        if let Some(caption) = caption {
            self.body_text(caption, false, column)?;
        }
        let lines = self.take_from(at);
        let caption_height: Pt =
            lines.iter().map(|line| line.height).sum::<Pt>() + self.em(style.caption_gap);
        for child in &children {
            if let NodeKind::Picture { image, alt, .. } = self.tree.node(*child).kind {
                self.picture(*child, image, alt, caption_height, column);
            }
        }
        if !lines.is_empty() {
            self.hold_last(at, CAPTION);
            self.push_all(lines, self.em(style.caption_gap));
            self.hold_if_fits(at, MOST_OF_PAGE);
        }
        self.end(self.em(self.profile.body.paragraph_gap));
        let blocks: Vec<NodeId> = children
            .into_iter()
            .filter(|child| {
                !matches!(
                    self.tree.node(*child).kind,
                    NodeKind::Picture { .. } | NodeKind::Caption
                )
            })
            .collect();
        if !blocks.is_empty() {
            self.hold_last(at, TOGETHER);
        }
        self.sequence(&blocks, column)?;
        self.end(self.em(style.gap));
        Ok(())
    }

    fn picture(&mut self, id: NodeId, image: &Image, alt: &Alt, caption: Pt, column: Column) {
        let depth = self.geometry.depth();
        let high = (depth * MOST_OF_PAGE - caption).max(depth * MOST_OVER_LONG_CAPTION);
        let wide = match image.data {
            ImageData::Svg(_) => column.width(),
            ImageData::Png(_) => column.width().min(image.width * PIXELS_GROW),
        };
        let natural = (image.width.max(0.01), image.height.max(0.01));
        let scale = (wide / natural.0).min(high / natural.1);
        let (width, height) = (natural.0 * scale, natural.1 * scale);
        let mut piece = Piece {
            height,
            give: height * (1.0 - SMALLEST),
            ..Piece::default()
        };
        let area = Area {
            x: column.place(self.direction(id), 0.0, width),
            y: 0.0,
            width,
            height,
        };
        let owner = match alt {
            Alt::Text(_) => Owner::Leaf(id),
            Alt::Decorative => Owner::Layout,
        };
        piece.paint(
            owner,
            Shape::Picture {
                area,
                image: image.clone(),
            },
        );
        self.push(piece);
    }
}
