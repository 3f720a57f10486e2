//! What of a drawing is seen: whether its picture shows at all, and whether it stands in front of the text.

use roxmltree::Node;

use super::parts::is_on;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const VML: &str = "urn:schemas-microsoft-com:vml";
const OFFICE: &str = "urn:schemas-microsoft-com:office:office";

/// A picture both of whose sides are shorter is none, in English Metric Units: a point.
const LEAST_SIDE: i64 = 12_700;

/// However long its other side is, a picture that is thinner is none: a hundredth of a point. What is not as thin may be a
/// line, as some ornaments are.
const LEAST_LINE: i64 = 127;

/// How much of what lies behind a picture it has to hide, in thousandths of a hundredth, to be seen.
const CLEAR: i64 = 10_000;

/// All of a picture, in the same measure.
const WHOLE: i64 = 100_000;

/// What is in a drawing.
#[derive(Clone, Copy, Default)]
pub struct Round {
    /// Whether it holds a box of text.
    pub is_box: bool,
    /// Whether it holds a picture.
    pub is_picture: bool,
    /// Whether it holds a chart or a diagram.
    pub is_chart: bool,
    /// Why its picture is not seen.
    pub unseen: Option<&'static str>,
    /// Whether it stands in front of the text and hides what is behind it.
    pub covers: bool,
}

impl Round {
    /// Of a drawing that stands in the line or floats, each of its elements looked at once.
    pub fn of(drawing: Node<'_, '_>) -> Self {
        let mut round = Self::default();
        let mut is_filled = false;
        for node in drawing.descendants() {
            match node.tag_name().name() {
                "txbxContent" => round.is_box = true,
                "blip" => round.is_picture = true,
                "chart" | "relIds" => round.is_chart = true,
                "srcRect" if is_cropped(node) => round.unseen = Some("cropped to nothing"),
                "alphaModFix" if number(node, "amt").is_some_and(|amount| amount < CLEAR) => {
                    round.unseen = Some("as clear as glass");
                }
                "xfrm" if is_of_picture(node) => {
                    let extent = node.children().find(|size| size.tag_name().name() == "ext");
                    round.shrink(extent);
                }
                _ => {}
            }
            is_filled |= is_fill(node);
        }
        let extent = drawing.children().find(|node| node.tag_name().name() == "extent");
        let is_line = extent.is_some_and(is_small);
        round.shrink(extent);
        if !round.is_picture {
            round.unseen = None;
        }
        let opaque = (round.is_picture && round.unseen.is_none()) || round.is_chart || is_filled;
        round.covers = opaque && !is_line && floats_in_front(drawing);
        round
    }

    fn shrink(&mut self, extent: Option<Node<'_, '_>>) {
        if extent.is_some_and(is_small) {
            self.unseen = Some("too small to be seen");
        }
    }
}

/// Whether a shape of VML that no Reading holds stands in front of the text and hides what is behind it.
pub fn is_cover(shape: Node<'_, '_>) -> bool {
    let is_off = |value: &str| matches!(value, "f" | "false");
    let style: String = shape
        .attribute("style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let says = |words: &str| style.contains(words);
    let floats = says("position:absolute") || says("position:relative");
    let is_seen = !says("z-index:-") && !says("visibility:hidden");
    let is_filled = !shape.attribute("filled").is_some_and(is_off)
        && !matches!(
            shape.tag_name().name(),
            "line" | "group" | "shapetype" | "background"
        )
        && shape.attribute((OFFICE, "connectortype")).is_none()
        && !shape.children().any(|fill| {
            fill.has_tag_name((VML, "fill"))
                && (fill.attribute("on").is_some_and(is_off) || fill.attribute("opacity") == Some("0"))
        });
    let holds = |node: Node<'_, '_>| {
        node.tag_name().namespace() == Some(VML)
            && matches!(node.tag_name().name(), "textbox" | "textpath" | "imagedata")
    };
    floats && is_seen && is_filled && !shape.children().any(holds)
}

/// Whether a drawing floats in front of the text, which does not run round it.
fn floats_in_front(drawing: Node<'_, '_>) -> bool {
    drawing.tag_name().name() == "anchor"
        && !drawing.attribute("behindDoc").is_some_and(is_on)
        && drawing
            .children()
            .any(|node| node.tag_name().name() == "wrapNone")
}

/// Whether an element fills a shape.
fn is_fill(node: Node<'_, '_>) -> bool {
    let parent = || node.parent_element().map(|parent| parent.tag_name().name());
    match node.tag_name().name() {
        "solidFill" | "gradFill" | "pattFill" | "grpFill" => {
            matches!(parent(), Some("spPr" | "grpSpPr"))
        }
        "fillRef" => {
            let is_none = |sibling: Node<'_, '_>| {
                sibling.tag_name().name() == "spPr"
                    && sibling.children().any(|fill| fill.tag_name().name() == "noFill")
            };
            let shape = node.parent_element().and_then(|style| style.parent_element());
            node.attribute("idx") != Some("0") && !shape.is_some_and(|shape| shape.children().any(is_none))
        }
        "contentPart" => true,
        _ => false,
    }
}

fn is_cropped(rest: Node<'_, '_>) -> bool {
    let gone = |sides: [&str; 2]| -> i64 { sides.iter().filter_map(|side| number(rest, side)).sum() };
    gone(["l", "r"]) >= WHOLE || gone(["t", "b"]) >= WHOLE
}

fn is_of_picture(frame: Node<'_, '_>) -> bool {
    let mut round = frame.ancestors().skip(1).map(|node| node.tag_name());
    round.next().is_some_and(|name| name.name() == "spPr")
        && round
            .next()
            .is_some_and(|name| name.name() == "pic" && name.namespace() == Some(PICTURE))
        && round.next().is_some_and(|name| name.name() == "graphicData")
}

fn is_small(extent: Node<'_, '_>) -> bool {
    let sides = || ["cx", "cy"].into_iter().map(|side| number(extent, side));
    let is_below = |least| move |side: Option<i64>| side.is_some_and(|side| side < least);
    sides().all(is_below(LEAST_SIDE)) || sides().any(is_below(LEAST_LINE))
}

/// A number, or a share in hundredths as one in their thousandths.
fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    let text = node.attribute(name)?;
    match text.strip_suffix('%') {
        Some(share) => Some((share.parse::<f64>().ok()? * 1_000.0) as i64),
        None => text.parse::<i32>().ok().map(i64::from),
    }
}
