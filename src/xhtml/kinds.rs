//! What elements of HTML are to a walk: parts of a line, pieces of the text, or things that no Reading holds.

use roxmltree::Node;

use super::document::XHTML;

/// What an element is to whoever reads the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of a line (HTML, phrasing content).
    Phrase,
    /// Holds pieces of the text and is none itself.
    Part,
    /// A piece of the text with a role of its own.
    Piece,
    /// Loaded from elsewhere, or drawn by a program.
    Embedded,
    /// Something to fill in.
    Control,
    /// What stands in it is for programs that do not know it, or that run no scripts.
    Unseen,
    /// Nothing that is read.
    Silent,
    /// No element of HTML.
    Unknown,
}

impl Kind {
    /// What an element is, by its name alone.
    pub fn of(name: &str) -> Self {
        match name {
            "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "br" | "button" | "cite" | "code"
            | "data" | "del" | "dfn" | "em" | "font" | "i" | "img" | "ins" | "kbd" | "label" | "map"
            | "mark" | "nobr" | "output" | "picture" | "q" | "rb" | "rt" | "rtc" | "ruby" | "s" | "samp"
            | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var"
            | "wbr" => Self::Phrase,
            "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "div"
            | "fieldset" | "footer" | "form" | "header" | "hgroup" | "main" | "nav" | "search"
            | "section" => Self::Part,
            "blockquote" | "caption" | "dd" | "dl" | "dt" | "figcaption" | "figure" | "h1" | "h2" | "h3"
            | "h4" | "h5" | "h6" | "hr" | "legend" | "li" | "menu" | "ol" | "p" | "pre" | "summary"
            | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" => Self::Piece,
            "applet" | "audio" | "canvas" | "embed" | "frame" | "frameset" | "iframe" | "object"
            | "video" => Self::Embedded,
            "datalist" | "input" | "select" | "textarea" => Self::Control,
            "meter" | "noscript" | "progress" => Self::Unseen,
            "area" | "base" | "basefont" | "col" | "colgroup" | "head" | "link" | "meta" | "noframes"
            | "param" | "rp" | "source" | "title" | "track" => Self::Silent,
            _ => Self::Unknown,
        }
    }
}

/// Whether a node stands in a line: text, or an element that is part of one and holds nothing else.
pub(super) fn stands_in_a_line(node: Node<'_, '_>) -> bool {
    let is_phrase = |node: Node<'_, '_>| match node.tag_name().namespace() {
        Some(XHTML) => match Kind::of(node.tag_name().name()) {
            Kind::Phrase | Kind::Control | Kind::Unseen | Kind::Unknown | Kind::Silent => true,
            Kind::Part | Kind::Piece | Kind::Embedded => false,
        },
        _ => true,
    };
    if !node.is_element() {
        return node.is_text();
    }
    node.descendants().filter(Node::is_element).all(is_phrase)
}
