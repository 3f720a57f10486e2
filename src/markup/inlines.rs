//! What stands inside a line.

use super::{Writer, holding};
use crate::model::inline::{Citation, Inline, Link, Piece, Target};
use crate::model::units::Lang;
use crate::package::xml::{Element, Node};

/// From how many characters on a piece of information may be wider than a phone's column at large sizes, so that it has
/// to be able to wrap after all. 320 CSS pixels hold about 13 characters at three times the usual size, and half as many
/// inside a list for who has doubled that.
const LONG: usize = 6;

/// From how many on it may be wider than the column of a wide window in text twice as large as usual.
const LONGER: usize = 24;

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline], lang: &Lang, linked: bool) -> Vec<Node> {
        let mut out = Vec::new();
        for inline in inlines {
            self.page_breaks(&mut out);
            match inline {
                Inline::Text(text) => {
                    let from = out.len();
                    self.words(text, &mut out);
                    close(&mut out, from);
                }
                Inline::Strong(content) => out.push(self.span("strong", content, lang, linked)),
                Inline::Emphasis(content) => out.push(self.span("em", content, lang, linked)),
                Inline::Unbroken(content) => {
                    let length = Length::of(content);
                    let opening = out.last_mut().filter(|_| length != Length::Short).map(opening);
                    let piece = self.unbroken(content, length, lang, linked);
                    out.push(boxed(piece, length, opening.unwrap_or_default()));
                }
                Inline::Language(phrase) => {
                    let content = self.inlines(&phrase.content, &phrase.lang, linked);
                    let bdi = self.in_language(Element::new("bdi"), &phrase.lang);
                    out.push(Node::Element(holding(bdi, content)));
                }
                Inline::Link(link) if linked => out.push(self.link(link, lang)),
                Inline::Link(link) => out.extend(self.inlines(&link.content, lang, false)),
                Inline::Citation(citation) if linked => out.push(self.citation(citation, lang)),
                Inline::Citation(citation) => out.extend(self.inlines(&citation.content, lang, false)),
                Inline::LineBreak => {
                    self.leaf += 1;
                    out.push(Node::Element(Element::new("br")));
                }
            }
        }
        out
    }

    fn span(&mut self, name: &str, content: &[Inline], lang: &Lang, linked: bool) -> Node {
        let content = self.inlines(content, lang, linked);
        Node::Element(holding(Element::new(name), content))
    }

    /// `bdi`, because "020 7946 0018" inside Arabic would come out as "0018 7946 020": each piece takes its direction
    /// from its own first letter, left to right where it has none.
    fn unbroken(&mut self, content: &[Inline], length: Length, lang: &Lang, linked: bool) -> Element {
        let element = match Piece::of(content) {
            Piece::Cited => Element::new("span"),
            Piece::Address => Element::new("bdi").with("dir", "ltr"),
            Piece::Groups => Element::new("bdo").with("dir", "ltr"),
            Piece::Phrase(_) => Element::new("bdi"),
        };
        let content = match plain(content) {
            Some(address) if Piece::of(content) == Piece::Address => {
                self.pass(content);
                breakable(&address)
            }
            Some(_) | None => self.inlines(content, lang, linked),
        };
        holding(element.with("class", length.class()), content)
    }

    fn link(&mut self, link: &Link, lang: &Lang) -> Node {
        let element = match &link.target {
            Target::Url(url) => {
                let element = Element::new("a").with("href", url);
                match plain(&link.content) {
                    Some(words) if is_address(&words, url) => {
                        // An address keeps its own order among right-to-left words, and breaks where its parts end.
                        self.pass(&link.content);
                        return Node::Element(holding(element.with("dir", "ltr"), breakable(&words)));
                    }
                    Some(_) | None => element,
                }
            }
            Target::Anchor(anchor) => Element::new("a").with("href", (self.options.address)(anchor)),
        };
        let content = self.inlines(&link.content, lang, false);
        Node::Element(holding(element, content))
    }

    /// The accessible name holds the visible text whole (WCAG 2.2, 2.5.3 Label in Name), locator included.
    fn citation(&mut self, citation: &Citation, lang: &Lang) -> Node {
        let mut element = Element::new("a")
            .with("id", &*citation.anchor)
            .with("href", (self.options.address)(&citation.reference))
            .with("role", "doc-biblioref");
        let visible = citation.content.plain_text();
        if let Some(name) = self.name(&self.options.words.go_to_reference, &visible, lang) {
            element.set("aria-label", name);
        }
        let content = self.inlines(&citation.content, lang, false);
        Node::Element(holding(element, content))
    }
}

/// A long piece is a box of its own, and browsers end a line on either side of a box, even behind an opening bracket and
/// before a full stop: then a box goes round both.
fn boxed(mut piece: Element, length: Length, opening: String) -> Node {
    if opening.is_empty() {
        return Node::Element(piece);
    }
    piece.unset("class");
    Node::Element(holding(
        Element::new("span").with("class", length.class()),
        vec![Node::Text(opening), Node::Element(piece)],
    ))
}

/// How much of a line a piece of information may take.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    /// It fits any column.
    Short,
    /// It fits those of wide windows.
    Long,
    /// It may be longer than the column of any.
    Longer,
}

impl Length {
    const ALL: [Self; 3] = [Self::Short, Self::Long, Self::Longer];

    fn of(content: &[Inline]) -> Self {
        match Inline::plain_text(content).chars().count() {
            0..=LONG => Self::Short,
            length if length <= LONGER => Self::Long,
            _ => Self::Longer,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Short => "unbroken",
            Self::Long => "unbroken long",
            Self::Longer => "unbroken longer",
        }
    }

    /// The length that the class of an element tells, where it is a box of its own.
    fn of_box(element: &Element) -> Option<Self> {
        let class = element.attribute("class")?;
        let boxes = Self::ALL.into_iter().filter(|length| *length != Self::Short);
        boxes.into_iter().find(|length| length.class() == class)
    }
}

/// Takes the signs off the end of a text that open what comes next.
fn opening(before: &mut Node) -> String {
    let Node::Text(text) = before else {
        return String::new();
    };
    let opens = |c: char| matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '¿' | '¡');
    text.split_off(text.trim_end_matches(opens).len())
}

/// Takes the signs off the beginning of a text that close the box before it, and puts them in there.
fn close(nodes: &mut Vec<Node>, at: usize) {
    let (before, after) = nodes.split_at_mut(at);
    let (Some(Node::Element(piece)), Some(Node::Text(text))) = (before.last_mut(), after.first_mut()) else {
        return;
    };
    let closes = |c: char| {
        let stops = matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '%' | '،' | '؛' | '؟' | '।'
        );
        stops || matches!(c, ')' | ']' | '}' | '”' | '“' | '’' | '»' | '›')
    };
    let length = text.len() - text.trim_start_matches(closes).len();
    let Some(kind) = Length::of_box(piece).filter(|_| length > 0) else {
        return;
    };
    let rest = text.split_off(length);
    let closing = Node::Text(std::mem::replace(text, rest));
    let emptied = text.is_empty();
    if piece.is("span") {
        piece.children.push(closing);
    } else {
        piece.unset("class");
        let outer = Element::new("span").with("class", kind.class());
        let inner = std::mem::replace(piece, outer);
        piece.children = vec![Node::Element(inner), closing];
    }
    if emptied {
        nodes.remove(at);
    }
}

/// The words of inlines that are nothing but words, in one piece or not.
fn plain(inlines: &[Inline]) -> Option<String> {
    let is_plain = |inline: &Inline| match inline {
        Inline::Text(_) => true,
        Inline::Unbroken(content) => content.iter().all(|inline| matches!(inline, Inline::Text(_))),
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Link(_)
        | Inline::Language(_)
        | Inline::Citation(_)
        | Inline::LineBreak => false,
    };
    inlines.iter().all(is_plain).then(|| Inline::plain_text(inlines))
}

/// Whether the words of a link are the address it leads to, or the telling part of it.
fn is_address(words: &str, url: &str) -> bool {
    let words = words.trim();
    words.contains(['/', '.', '@']) && !words.contains(char::is_whitespace) && url.contains(words)
}

/// An address that may break behind each slash, and one of mail before `@` and dots too, so that no line ends inside a
/// word of it.
fn breakable(address: &str) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for part in parts_of(address) {
        if !out.is_empty() && part != "/" {
            out.push(Node::Element(Element::new("wbr")));
        }
        out.push(Node::Text(part.to_owned()));
    }
    out
}

/// The parts of an address that no line ends in.
pub(super) fn parts_of(address: &str) -> Vec<&str> {
    let is_mail = address.contains('@') && !address.contains('/');
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in address.char_indices().skip(1) {
        let end = match c {
            '@' | '.' if is_mail => at,
            '/' => at + 1,
            _ => continue,
        };
        parts.extend(address.get(from..end));
        from = end;
    }
    parts.extend(address.get(from..).filter(|rest| !rest.is_empty()));
    parts
}
