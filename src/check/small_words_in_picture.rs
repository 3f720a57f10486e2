//! Words in a drawing that come out smaller than the text.

use super::place::Places;
use super::{Rule, Subject};
use crate::finding::{Finding, Severity};
use crate::layout::Profile;
use crate::layout::fonts::drawing;
use crate::layout::profile::PICTURE_MOST_OF_PAGE;
use crate::model::tree::NodeKind;
use crate::model::{Alt, FigureKind, Image, ImageData, Pt};

pub(super) const RULE: Rule = Rule {
    code: "small-words-in-picture",
    severity: Severity::Warning,
    clauses: &["UKAAF G003: nothing smaller than the body", "RNIB: words in pictures do not reflow"],
    documentation: "\
Words inside a drawing grow and shrink with it, and not with the text. At the size that is built they come out smaller than
the text, and a reader who needs that size cannot read them.

Put short keys (A, B, C) into the drawing, as large as the drawing allows, and explain them in the caption or the text.",
    run,
};

fn run(rule: &Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(tree), Some(layout)) = (&subject.tree, subject.layout) else {
        return Vec::new();
    };
    let profile = &layout.profile;
    let mut places = Places::of(subject.sourced);
    let mut findings = Vec::new();
    for node in tree.nodes() {
        let NodeKind::Picture {
            kind: FigureKind::Picture,
            image,
            alt: Alt::Text(words),
        } = &node.kind
        else {
            continue;
        };
        let body = profile.body.size_pt;
        if let Some(size) = smallest_words(image, profile).filter(|size| *size < body * NEAR) {
            let message = format!(
                "words in {} come out at {} pt where the text has {body} pt",
                image.name,
                (size * 10.0).floor() / 10.0
            );
            let help = "make them larger in the drawing, or put short keys such as A and B there and explain them below it";
            findings.push(places.finding(rule, words, message, help));
        }
    }
    findings
}

/// What rounding may take away.
const NEAR: f32 = 0.995;

/// The size in points of the smallest words of a drawing, as large as a page of this profile can show it.
fn smallest_words(image: &Image, profile: &Profile) -> Option<Pt> {
    let ImageData::Svg(text) = &image.data else {
        return None;
    };
    if !text.contains("text") {
        return None;
    }
    let drawing = drawing(text).ok()?;
    let natural = smallest(drawing.root())?;
    let paper = &profile.paper;
    let page = paper.height() - (paper.margin_top_mm + paper.margin_bottom_mm) * crate::model::PT_PER_MM;
    let scale = profile.picture_scale(image, profile.column_width(), page * PICTURE_MOST_OF_PAGE);
    let pixel = image.width / drawing.size().width();
    Some(natural * pixel * scale)
}

/// The size of the smallest words in a group, in the drawing's own pixels.
fn smallest(group: &usvg::Group) -> Option<f32> {
    let own = |node: &usvg::Node| match node {
        usvg::Node::Group(inner) => smallest(inner),
        usvg::Node::Text(text) => {
            let (across, down) = text.abs_transform().get_scale();
            let spans = text.chunks().iter().flat_map(usvg::TextChunk::spans);
            let sizes = spans.map(|span| span.font_size().get() * across.min(down));
            sizes.reduce(f32::min)
        }
        usvg::Node::Path(_) | usvg::Node::Image(_) => None,
    };
    group.children().iter().filter_map(own).reduce(f32::min)
}
