//! Which Markdown is spoken: the parser with its options, set once.

use std::sync::Arc;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use comrak::options::BrokenLinkReference;
use comrak::{Arena, Options, ResolvedReference};

use super::citation;

/// The target that stands for "these brackets are a citation". Who writes it as an address all the same is told that
/// the brackets are no citation.
const CITATION: &str = "\u{1}citation";

/// Parses our Markdown; citations are recognised unless this is a frame.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str, citations: bool) -> &'a AstNode<'a> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.description_lists = true;
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options.extension.link_attributes = true;
    let recognise = |link: BrokenLinkReference<'_>| {
        citation::is_meant(link.original).then(|| ResolvedReference {
            url: CITATION.to_owned(),
            title: String::new(),
        })
    };
    if citations {
        options.parse.broken_link_callback = Some(Arc::new(recognise));
    }
    comrak::parse_document(arena, text, &options)
}

/// Parses words on one line: a label, a caption. The words stand behind [`LINE_PREFIX`] in what is parsed.
pub(super) fn parse_line<'a>(arena: &'a Arena<'a>, words: &str, citations: bool) -> &'a AstNode<'a> {
    parse(arena, &format!("{LINE_PREFIX}{words}"), citations)
}

/// A heading holds inline content and nothing else, whatever its words begin with.
pub(super) const LINE_PREFIX: &str = "# ";

/// Whether a node is brackets taken for a citation.
pub(super) fn is_citation<'a>(node: &'a AstNode<'a>) -> bool {
    match &node.data.borrow().value {
        NodeValue::Link(link) | NodeValue::Image(link) => link.url == CITATION,
        _ => false,
    }
}

/// The words under a node without its citations; a line break counts as a space. However deep it is, nothing recurses.
pub(super) fn plain_words<'a>(node: &'a AstNode<'a>) -> String {
    let mut words = String::new();
    let mut cited = 0usize;
    for edge in node.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                match &node.data.borrow().value {
                    NodeValue::Text(text) if cited == 0 => words.push_str(text),
                    NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
                    _ => {}
                }
                cited += usize::from(is_citation(node));
            }
            NodeEdge::End(node) => cited -= usize::from(is_citation(node)),
        }
    }
    words.trim().to_owned()
}

/// The text directly inside brackets taken for a citation.
pub(super) fn words_inside<'a>(citation: &'a AstNode<'a>) -> String {
    let text = |node: &'a AstNode<'a>| match &node.data.borrow().value {
        NodeValue::Text(text) => text.to_string(),
        _ => " ".to_owned(),
    };
    citation.children().map(text).collect()
}
