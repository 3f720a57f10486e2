//! Blocks, one element each.

use super::breaks::spaced;
use super::{Insets, Medium, Writer, holding};
use crate::model::block::{
    Alt, Block, Callout, CalloutKind, Contents, ContentsEntry, DefinitionList, Figure, FigureKind, ImageData,
    List, Marker, ParagraphStyle, Reference, References,
};
use crate::model::inline::Inline;
use crate::model::text::Anchor;
use crate::model::units::Lang;
use crate::package::xml::{Element, Node};

/// Points in a CSS pixel.
const PT_PER_PX: f32 = 0.75;

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], lang: &Lang) -> Vec<Node> {
        let mut out = Vec::new();
        for block in blocks {
            if names(block) {
                self.page_breaks(&mut out);
            }
            let element = self.block(block, lang);
            push(&mut out, element);
        }
        out
    }

    fn block(&mut self, block: &Block, lang: &Lang) -> Element {
        match block {
            Block::Heading(heading) => {
                let element = Element::new(format!("h{}", heading.level.get())).with("id", &*heading.anchor);
                self.heading = Some((heading.content.plain_text(), heading.anchor.to_string()));
                self.line(element, &heading.content, lang)
            }
            Block::Paragraph(paragraph) => {
                let element = match paragraph.style {
                    ParagraphStyle::Body => Element::new("p"),
                    ParagraphStyle::Lead => Element::new("p").with("class", "lead"),
                    ParagraphStyle::Detail => Element::new("p").with("class", "detail"),
                    ParagraphStyle::Masthead => Element::new("p").with("class", "masthead"),
                };
                self.line(element, &paragraph.content, lang)
            }
            Block::List(list) => self.list(list, lang),
            Block::DefinitionList(list) => self.definitions(list, lang),
            Block::Table(table) => self.table(table, lang),
            Block::Figure(figure) => self.figure(figure, lang),
            Block::Callout(callout) => self.callout(callout, lang),
            Block::Quote(quote) => self.inset(
                |insets| insets.quote,
                |writer| writer.around(Element::new("blockquote"), &quote.blocks, lang),
            ),
            Block::Division(division) => {
                let element = self.in_language(Element::new("div"), &division.lang);
                self.around(element, &division.blocks, &division.lang)
            }
            Block::Contents(contents) => self.contents(contents, lang),
            Block::References(references) => self.references(references, lang),
        }
    }

    pub(super) fn line(&mut self, element: Element, content: &[Inline], lang: &Lang) -> Element {
        let content = self.inlines(content, lang, true);
        holding(element, content)
    }

    fn around(&mut self, element: Element, blocks: &[Block], lang: &Lang) -> Element {
        let mut children = vec![line_end()];
        children.append(&mut self.blocks(blocks, lang));
        holding(element, children)
    }

    fn list(&mut self, list: &List, lang: &Lang) -> Element {
        let element = match list.marker {
            Marker::Bullet => Element::new("ul"),
            Marker::Number { start: 1 } => Element::new("ol"),
            Marker::Number { start } => Element::new("ol").with("start", start.to_string()),
        };
        let mut children = vec![line_end()];
        for item in &list.items {
            let indent = |insets: &Insets| match list.marker {
                Marker::Bullet => insets.bullets,
                Marker::Number { .. } => insets.numbers,
            };
            let item = self.inset(indent, |writer| writer.around(Element::new("li"), item, lang));
            push(&mut children, item);
        }
        holding(element, children)
    }

    fn definitions(&mut self, list: &DefinitionList, lang: &Lang) -> Element {
        let mut children = vec![line_end()];
        for entry in &list.entries {
            for term in &entry.terms {
                let term = self.line(Element::new("dt"), term, lang);
                push(&mut children, term);
            }
            for definition in &entry.definitions {
                let definition = self.inset(
                    |insets| insets.definition,
                    |writer| writer.around(Element::new("dd"), definition, lang),
                );
                push(&mut children, definition);
            }
        }
        holding(Element::new("dl"), children)
    }

    /// The description stands inside the `figcaption`, the only place that HTML has for it behind the caption. The
    /// figure is named by the caption alone: by default a screen reader would say the whole description as its name,
    /// and then read it again.
    fn figure(&mut self, figure: &Figure, lang: &Lang) -> Element {
        let mut children = vec![line_end()];
        push(&mut children, self.picture(figure));
        self.leaf += 1;
        let Some(caption) = &figure.caption else {
            children.append(&mut self.blocks(&figure.description, lang));
            let silent = figure.alt == Alt::Decorative && figure.description.is_empty();
            let name = if silent { "div" } else { "figure" };
            return holding(
                Element::new(name).with("class", figure_class(figure.kind)),
                children,
            );
        };
        self.page_breaks(&mut children);
        let id = self.made_id("caption");
        let mut below = vec![line_end()];
        let words = self.line(
            Element::new("p").with("class", "caption").with("id", &id),
            caption,
            lang,
        );
        push(&mut below, words);
        below.append(&mut self.blocks(&figure.description, lang));
        push(&mut children, holding(Element::new("figcaption"), below));
        let element = Element::new("figure")
            .with("class", figure_class(figure.kind))
            .with("aria-labelledby", id);
        holding(element, children)
    }

    fn picture(&self, figure: &Figure) -> Element {
        let image = &figure.image;
        let class = match (figure.kind, &image.data) {
            (FigureKind::Picture, ImageData::Svg(_)) => "drawing",
            (FigureKind::Picture, ImageData::Png(_)) => "photograph",
            (FigureKind::Mark, ImageData::Svg(_)) => "mark drawn",
            (FigureKind::Mark, ImageData::Png(_)) => "mark",
        };
        let pixels = |points: f32| (points / PT_PER_PX).round().max(1.0).to_string();
        let element = Element::new("img")
            .with("src", (self.options.picture)(image))
            .with("class", class)
            .with("width", pixels(image.width))
            .with("height", pixels(image.height));
        match &figure.alt {
            Alt::Text(alt) => element.with("alt", spaced(alt)),
            Alt::Decorative => match self.options.medium {
                Medium::Book => element.with("alt", "").with("role", "presentation"),
                // The empty alternative says it, and ARIA in HTML allows no role beside it.
                Medium::Page(_) => element.with("alt", ""),
            },
        }
    }

    fn callout(&mut self, callout: &Callout, lang: &Lang) -> Element {
        let (name, class, role) = match callout.kind {
            CalloutKind::Callout => ("aside", "callout", "doc-tip"),
            CalloutKind::Warning => ("section", "callout warning", "doc-notice"),
        };
        let id = self.made_id("label");
        let label = Element::new("p").with("class", "label").with("id", &id);
        let label = self.line(label, &callout.label, lang);
        let mut children = vec![line_end()];
        push(&mut children, label);
        let mut blocks = self.inset(
            |insets| insets.callout,
            |writer| writer.blocks(&callout.blocks, lang),
        );
        children.append(&mut blocks);
        let element = Element::new(name)
            .with("class", class)
            .with("role", role)
            .with("aria-labelledby", id);
        holding(element, children)
    }

    fn contents(&mut self, contents: &Contents, lang: &Lang) -> Element {
        let element = Element::new("nav")
            .with("class", "contents")
            .with("role", "doc-toc");
        let element = self.named(element, &self.options.words.contents, lang);
        let mut entries = contents.entries.iter().peekable();
        let list = self.contents_list(&mut entries, 1, lang);
        element.child(list)
    }

    /// The entries from here on that are at `highest` or deeper. A deeper entry than the one before it opens a list
    /// inside that one, whatever levels it leaves out.
    fn contents_list<'e>(
        &mut self,
        entries: &mut std::iter::Peekable<impl Iterator<Item = &'e ContentsEntry>>,
        highest: u8,
        lang: &Lang,
    ) -> Element {
        let mut list = vec![line_end()];
        while let Some(entry) = entries.next_if(|entry| entry.level.get() >= highest) {
            let mut item = Element::new("li");
            self.page_breaks(&mut item.children);
            let link = Element::new("a").with("href", (self.options.address)(&entry.target));
            let words = self.inlines(&entry.content, lang, false);
            item = item.child(holding(link, words));
            if entries.peek().is_some_and(|next| next.level > entry.level) {
                item = item.child(self.contents_list(entries, entry.level.get() + 1, lang));
            }
            push(&mut list, item);
        }
        holding(Element::new("ol"), list)
    }

    fn references(&mut self, references: &References, lang: &Lang) -> Element {
        let labelled = references.entries.iter().any(|entry| entry.label.is_some());
        let class = if labelled {
            "references"
        } else {
            "references unlabelled"
        };
        let element = Element::new("section")
            .with("class", class)
            .with("role", "doc-bibliography");
        let element = self.named(element, &self.options.words.references, lang);
        let mut list = vec![line_end()];
        for entry in &references.entries {
            let entry = self.reference(entry, lang);
            push(&mut list, entry);
        }
        // Safari takes a list without markers for no list at all, unless it is told.
        element.child(holding(Element::new("ol").with("role", "list"), list))
    }

    fn reference(&mut self, entry: &Reference, lang: &Lang) -> Element {
        let mut item = Element::new("li").with("id", &*entry.anchor);
        if let Some(words) = &entry.label {
            self.page_breaks(&mut item.children);
            item = item
                .child(self.label(words, entry.cited_at.as_ref(), lang))
                .text(" ");
            self.leaf += 1;
        }
        let content = self.inlines(&entry.content, lang, true);
        // References are rarely in a leaflet's own language: each takes its direction from its first letter.
        item.child(holding(Element::new("bdi").with("class", "entry"), content))
    }

    /// The label of a reference: the way back to where it is cited.
    fn label(&self, words: &str, cited_at: Option<&Anchor>, lang: &Lang) -> Element {
        let label = match cited_at {
            Some(citation) => {
                let mut link = Element::new("a")
                    .with("class", "label")
                    .with("href", (self.options.address)(citation))
                    .with("role", "doc-backlink");
                if let Some(name) = self.name(&self.options.words.back_to_citation, words, lang) {
                    link.set("aria-label", name);
                }
                link
            }
            None => Element::new("span").with("class", "label"),
        };
        label.text(words)
    }

    /// A part is named by the heading over it, or else by words of its own (ARIA 1.2, section 8.6: visible text first).
    fn named(&self, mut element: Element, words: &str, lang: &Lang) -> Element {
        let heading = self.heading.as_ref();
        if let Some((_, anchor)) = heading.filter(|(heading, _)| heading.trim() == words.trim()) {
            element.set("aria-labelledby", anchor);
        } else if let Some(name) = self.name(words, "", lang) {
            element.set("aria-label", name);
        }
        element
    }
}

/// Whether what a block begins with is its name, or that of its parts: the marker of a page that begins with it stands
/// before it, not to be spoken with that name.
fn names(block: &Block) -> bool {
    match block {
        Block::Heading(_) | Block::Table(_) | Block::Figure(_) | Block::Callout(_) => true,
        Block::Paragraph(_)
        | Block::List(_)
        | Block::DefinitionList(_)
        | Block::Quote(_)
        | Block::Division(_)
        | Block::Contents(_)
        | Block::References(_) => false,
    }
}

fn figure_class(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Picture => "figure",
        FigureKind::Mark => "figure mark",
    }
}

/// White space that counts for nothing, so that the file can be read and compared line by line.
pub(super) fn line_end() -> Node {
    Node::Text("\n".to_owned())
}

pub(super) fn push(nodes: &mut Vec<Node>, element: Element) {
    nodes.push(Node::Element(element));
    nodes.push(line_end());
}
