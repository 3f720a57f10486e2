//! Figures: a picture alone in its paragraph, and `:::figure` round one.

use comrak::nodes::{AstNode, NodeLink, NodeValue, Sourcepos};

use super::inlines::STRAY;
use super::{Mode, Walk, markdown};
use crate::finding::Span;
use crate::model::{Alt, Block, Content, Figure, FigureKind, Image, NonEmpty};
use crate::source::image;

impl Walk<'_> {
    /// The figure of an image.
    pub(super) fn figure<'n>(&mut self, node: &'n AstNode<'n>) -> Option<Figure> {
        let data = node.data.borrow();
        let NodeValue::Image(link) = &data.value else {
            return None;
        };
        let span = self.place.span(data.sourcepos);
        let alt = self.alternative(node, link, data.sourcepos, &span);
        let caption = self.title(link, &span);
        let image = self.picture(&link.url, &span);
        Some(Figure {
            kind: FigureKind::Picture,
            image: image?,
            alt: alt?,
            caption,
            description: Vec::new(),
        })
    }

    fn alternative<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        link: &NodeLink,
        pos: Sourcepos,
        span: &Span,
    ) -> Option<Alt> {
        let data = node.data.borrow();
        let classes = data
            .attrs
            .as_ref()
            .map(|attributes| attributes.classes.as_slice())
            .unwrap_or_default();
        let decorative = classes.iter().any(|class| class == "decorative");
        let other = data.attrs.as_ref().is_some_and(|attributes| {
            attributes.id.is_some()
                || !attributes.pairs.is_empty()
                || classes.iter().any(|c| c != "decorative")
        });
        if other {
            let slice = span.text();
            let open = slice.rfind('{').unwrap_or(0);
            let at = self.place.at(span.bytes.start + open..span.bytes.end);
            let help = "a picture takes nothing but `{.decorative}`";
            self.log
                .error(at, "malformed-attributes", "these braces mean nothing here", help);
        }
        if node.descendants().skip(1).any(markdown::is_citation) {
            let help = "cite in the text, or in the caption of a `:::figure`";
            self.log.error(
                span.clone(),
                "malformed-citation",
                "a text alternative cannot cite",
                help,
            );
        }
        let inner = |inside: &'n AstNode<'n>| {
            matches!(inside.data.borrow().value, NodeValue::Image(_)) && !markdown::is_citation(inside)
        };
        if node.descendants().skip(1).any(inner) {
            let help = "put each picture into a paragraph of its own, with empty lines round it";
            let message = "a picture stands in the text alternative of another";
            self.log.error(span.clone(), "image-in-line", message, help);
        }
        let words = NonEmpty::new(&markdown::plain_words(node));
        self.masked(words.as_deref().unwrap_or_default(), span);
        match (words, decorative) {
            (Some(words), false) => {
                let bytes = self.place.bytes(pos);
                let source = std::sync::Arc::clone(&self.place.source);
                self.log.passage(&source, bytes, &words);
                Some(Alt::Text(words))
            }
            (None, true) => {
                if !link.title.is_empty() {
                    let help = "take the caption out, or take `{.decorative}` out and write an alternative";
                    let message = "a decorative picture has no caption";
                    self.log
                        .error(span.clone(), "decorative-with-words", message, help);
                }
                Some(Alt::Decorative)
            }
            (Some(_), true) => {
                let help = "take the alternative out, or take `{.decorative}` out";
                let message = "a decorative picture has no text alternative";
                self.log
                    .error(span.clone(), "decorative-with-words", message, help);
                None
            }
            (None, false) => {
                let help = "say between the brackets what the picture shows, for those who cannot see it; if it says \
                            nothing that the text does not, write `![](path){.decorative}`";
                self.log.error(
                    span.clone(),
                    "missing-alternative",
                    "the picture has no text alternative",
                    help,
                );
                None
            }
        }
    }

    /// Reports colons that read as a fence: those behind them on their line have been masked.
    fn masked(&mut self, words: &str, span: &Span) {
        if words.contains(":::") {
            self.log.error(span.clone(), "stray-fence", STRAY.0, STRAY.1);
        }
    }

    /// The caption in quotes behind the path.
    fn title(&mut self, link: &NodeLink, span: &Span) -> Option<Content> {
        if link.title.contains("[@") {
            let help = "put the picture into `:::figure` … `:::`; the paragraph under it is the caption, and may cite";
            self.log.error(
                span.clone(),
                "malformed-citation",
                "a caption in quotes cannot cite",
                help,
            );
        }
        self.masked(&link.title, span);
        let caption = Content::text(link.title.trim())?;
        let at = span.text().rfind(&link.title).map_or(span.bytes.clone(), |at| {
            span.bytes.start + at..span.bytes.start + at + link.title.len()
        });
        self.log.passage(&span.source, at, &link.title);
        Some(caption)
    }

    fn picture(&mut self, path: &str, span: &Span) -> Option<Image> {
        let behind = span.text().rfind("](").unwrap_or(0);
        let named = span
            .text()
            .get(behind..)
            .and_then(|rest| rest.find(path))
            .map(|at| behind + at);
        let named = named.map_or(span.bytes.clone(), |at| {
            span.bytes.start + at..span.bytes.start + at + path.len()
        });
        let named = self.place.at(named);
        let authored = match &self.mode {
            Mode::Leaflet(authored) => authored,
            Mode::Prose | Mode::Frame(..) => {
                let help = "take it out";
                self.log
                    .error(named, "unsupported", "no picture can stand here", help);
                return None;
            }
        };
        let home = (authored.files, authored.folder);
        image::fetch(home, path, &named, &image::WANTED, self.log)
    }

    /// `:::figure`: the picture, a paragraph that is its caption, then its description.
    pub(super) fn rich_figure<'n>(&mut self, node: &'n AstNode<'n>, opening: &Span) -> Option<Figure> {
        let before = self.log.len();
        let mut blocks = self.blocks(node).into_iter();
        let Some(Block::Figure(mut figure)) = blocks.next() else {
            if !self.faulty_since(before) {
                let help = "begin with the picture alone in its paragraph: `![text alternative](path)`, then its caption";
                self.log.error(
                    opening.clone(),
                    "malformed-figure",
                    "the figure begins with no picture",
                    help,
                );
            }
            return None;
        };
        let mut rest: Vec<Block> = blocks.collect();
        if figure.caption.is_none() && matches!(rest.first(), Some(Block::Paragraph(_))) {
            if let Block::Paragraph(paragraph) = rest.remove(0) {
                figure.caption = Some(paragraph.content);
            }
        } else if figure.caption.is_none() && !rest.is_empty() {
            let help =
                "write a paragraph under the picture: it is the caption; what describes the picture follows";
            self.log.error(
                opening.clone(),
                "malformed-figure",
                "the figure has no caption",
                help,
            );
        }
        let decorative = figure.alt == Alt::Decorative;
        if decorative && (figure.caption.is_some() || !rest.is_empty()) {
            let help = "take `{.decorative}` out and write an alternative";
            self.log.error(
                opening.clone(),
                "decorative-with-words",
                "a decorative picture has no caption",
                help,
            );
        }
        let plain = |block: &Block| matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Table(_));
        if !rest.iter().all(plain) {
            let help = "describe the picture in paragraphs, lists and tables; put the rest behind the `:::`";
            self.log.error(
                opening.clone(),
                "malformed-figure",
                "this cannot stand in a figure",
                help,
            );
        }
        figure.description = rest;
        Some(figure)
    }
}
