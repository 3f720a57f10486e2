//! What a passage in a value cannot hold: it becomes a part of the furniture, which has headings of its own and no
//! place for pictures, tables or citations.

use std::ops::Range;
use std::sync::Arc;

use comrak::Arena;
use comrak::nodes::{AstNode, NodeValue};

use super::place::Place;
use super::{TOO_DEEP, fences, markdown};
use crate::finding::{SourceText, Span};
use crate::source::log::Log;

/// How many are reported: who has more has put something else here, and looking for the line of each takes time.
const MOST: usize = 100;

/// Reports what cannot stand in the value of `key`; whether there is any. What no leaflet can hold is found on reading.
pub(super) fn refused(source: &Arc<SourceText>, key: &str, log: &mut Log) -> bool {
    let text = source.text.as_str();
    if let Some(at) = fences::too_deep(text) {
        log.error(Span::new(source, at), "nested-too-deeply", TOO_DEEP.0, TOO_DEEP.1);
        return true;
    }
    let masked = fences::masked(text);
    let arena = Arena::new();
    let root = markdown::parse(&arena, &masked, true);
    let place = Place::new(source, &masked, 0);
    let mut last: Option<Range<usize>> = None;
    let refusals = root.descendants().filter_map(|node| Some((node, refusal(node)?)));
    for (node, (what, help)) in refusals.take(MOST) {
        let bytes = place.bytes(node.data.borrow().sourcepos);
        // What stands inside something refused is not spoken of.
        if last.as_ref().is_some_and(|outer| bytes.start < outer.end) {
            continue;
        }
        let line = place.line_of(bytes.start);
        let shown = bytes.start..bytes.end.min(line.end).max(bytes.start);
        let message = format!("{what} cannot stand in `{key}`");
        log.error(place.at(shown), "unsupported-in-value", message, help);
        last = Some(bytes);
    }
    last.is_some()
}

/// What a node is and what to write instead, where it cannot stand in a value.
fn refusal<'n>(node: &'n AstNode<'n>) -> Option<(&'static str, &'static str)> {
    let words = "write paragraphs, lists and links";
    match &node.data.borrow().value {
        NodeValue::Heading(_) => Some((
            "a heading",
            "take it out: the layout heads this part; leave an empty line above a row of `-` or `=`",
        )),
        NodeValue::Table(_) => Some(("a table", words)),
        NodeValue::BlockQuote => Some(("a quotation", words)),
        NodeValue::DescriptionList => Some(("a list of terms", "write a list with `- `")),
        NodeValue::Link(_) | NodeValue::Image(_) if markdown::is_citation(node) => {
            Some(("a citation", "cite in the text of the leaflet"))
        }
        NodeValue::Image(_) => Some(("a picture", "put it into the text of the leaflet")),
        NodeValue::Link(link) if link.url.starts_with('#') => Some((
            "a link to a heading",
            "say in words where to look, or lead to an address",
        )),
        NodeValue::BlockDirective(block) => {
            let name = block.info.split([' ', '\t', '{']).next().unwrap_or_default();
            matches!(name, "callout" | "warning" | "table" | "figure").then_some(("this block", words))
        }
        _ => None,
    }
}
