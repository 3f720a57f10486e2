//! Figures: a picture as large as it serves, its caption below it, its description below that.

use super::flow::Flow;
use super::geometry::Column;
use super::piece::{CAPTION, HEADING, Piece, TOGETHER};
use super::{Area, Owner, Shape};
use crate::error::Result;
use crate::layout::profile::PICTURE_MOST_OF_PAGE;
use crate::model::tree::{NodeId, NodeKind};
use crate::model::{Alt, FigureKind, Image, Pt};

/// The most of a page that a picture takes above a caption too long to stand beside it: the caption breaks over the page
/// rather than leave a stamp of the picture.
const MOST_OVER_LONG_CAPTION: f32 = 0.6;
/// How small a picture may become, against what it would like, to fit what a page has left.
const SMALLEST: f32 = 0.7;

impl Flow<'_, '_> {
    pub(super) fn figure(&mut self, id: NodeId, column: Column) -> Result<()> {
        let style = self.profile.figure.clone();
        let children = self.tree.node(id).children.clone();
        let at = self.pieces.len();
        if let [mark] = children.as_slice()
            && let NodeKind::Picture {
                kind: FigureKind::Mark,
                image,
                alt,
            } = self.tree.node(*mark).kind
        {
            // A logo or a sign is part of the text that it stands above.
            self.begin(0.0);
            let size = self.profile.mark_size(image, column.width());
            self.paint_picture(*mark, (image, alt), size, 0.0, column);
            self.hold_last(at, HEADING);
            self.end(self.em(style.caption_gap));
            return Ok(());
        }
        self.begin(self.em(style.gap));
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
            match self.tree.node(*child).kind {
                NodeKind::Picture {
                    kind: FigureKind::Picture,
                    image,
                    alt,
                } => self.picture(*child, image, alt, caption_height, column),
                NodeKind::Picture {
                    kind: FigureKind::Mark,
                    image,
                    alt,
                } => {
                    let size = self.profile.mark_size(image, column.width());
                    self.paint_picture(*child, (image, alt), size, 0.0, column);
                }
                _ => {}
            }
        }
        if !lines.is_empty() {
            self.hold_last(at, CAPTION);
            self.push_all(lines, self.em(style.caption_gap));
            self.hold_if_fits(at, PICTURE_MOST_OF_PAGE, TOGETHER);
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
        let high = (depth * PICTURE_MOST_OF_PAGE - caption).max(depth * MOST_OVER_LONG_CAPTION);
        let scale = self.profile.picture_scale(image, column.width(), high);
        let (width, height) = (image.width.max(0.01) * scale, image.height.max(0.01) * scale);
        self.paint_picture(
            id,
            (image, alt),
            (width, height),
            height * (1.0 - SMALLEST),
            column,
        );
    }

    /// Paints a picture of this size, which may become lower by `give`, at the edge where reading begins.
    fn paint_picture(
        &mut self,
        id: NodeId,
        (image, alt): (&Image, &Alt),
        (width, height): (Pt, Pt),
        give: Pt,
        column: Column,
    ) {
        let mut piece = Piece {
            height,
            give,
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
