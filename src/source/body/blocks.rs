//! Blocks: headings, paragraphs, lists, quotations, definitions.

use comrak::nodes::{AstNode, ListType, NodeHeading, NodeList, NodeValue, Sourcepos};

use super::inlines::STRAY;
use super::{TOO_DEEP, Walk, fences, limits, markdown};
use crate::finding::Span;
use crate::model::{
    Anchor, Block, Content, Definition, DefinitionList, Heading, Level, List, Marker, Paragraph, Quote,
    Several,
};

impl Walk<'_> {
    /// The blocks inside a node.
    pub(super) fn blocks<'n>(&mut self, parent: &'n AstNode<'n>) -> Vec<Block> {
        let mut out = Vec::new();
        for child in parent.children() {
            if self.deeper(child) {
                self.block(child, &mut out);
                self.depth -= 1;
            }
        }
        out
    }

    /// One level down, or a finding where that is too far.
    pub(super) fn deeper<'n>(&mut self, node: &'n AstNode<'n>) -> bool {
        // A level of a list takes two levels of the tree, and inlines nest inside blocks.
        if self.depth >= 3 * fences::MAX_DEPTH {
            let span = self.place.span(node.data.borrow().sourcepos);
            self.report_depth(span);
            return false;
        }
        self.depth += 1;
        true
    }

    /// Reports the first place that nests too deeply.
    pub(super) fn report_depth(&mut self, span: Span) {
        if !self.too_deep {
            self.log.error(span, "nested-too-deeply", TOO_DEEP.0, TOO_DEEP.1);
        }
        self.too_deep = true;
    }

    /// Whether a fault explains that nothing came of what was read since there were `before` findings.
    pub(super) fn faulty_since(&self, before: usize) -> bool {
        self.log.len() > before || self.too_deep || self.marked > limits::MOST_MARKED
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, out: &mut Vec<Block>) {
        let data = node.data.borrow();
        let pos = data.sourcepos;
        match &data.value {
            NodeValue::Heading(heading) => out.extend(self.heading(node, heading, pos).map(Block::Heading)),
            NodeValue::Paragraph => out.extend(self.paragraph(node, pos)),
            NodeValue::List(list) => out.extend(self.list(node, list).map(Block::List)),
            NodeValue::BlockQuote => {
                self.quotation_sign(node);
                let blocks = self.several(node, pos, "quotation");
                out.extend(blocks.map(|blocks| Block::Quote(Quote { blocks })));
            }
            NodeValue::DescriptionList => {
                out.extend(self.definitions(node).map(Block::DefinitionList));
            }
            NodeValue::Table(_) => out.extend(self.table(node, None, false).map(Block::Table)),
            NodeValue::BlockDirective(_) => self.directive(node, pos, out),
            other => self.refused_block(other, pos),
        }
    }

    fn refused_block(&mut self, value: &NodeValue, pos: Sourcepos) {
        let bytes = self.place.bytes(pos);
        let first = self.place.line_of(bytes.start);
        let span = self
            .place
            .at(bytes.start..first.end.min(bytes.end).max(bytes.start));
        match value {
            NodeValue::CodeBlock(code) if code.fenced => {
                let help = "write it as paragraphs or a list, without the ``` lines";
                self.log
                    .error(span, "code-block", "there are no code blocks", help);
            }
            NodeValue::CodeBlock(_) => {
                let help =
                    "take away the spaces at the beginning of the line: four of them make a code block";
                self.log
                    .error(span, "code-block", "there are no code blocks", help);
            }
            NodeValue::HtmlBlock(html) => {
                let (message, help) = html_refusal(&html.literal);
                self.log.error(span, "raw-html", message, help);
            }
            NodeValue::ThematicBreak => {
                let help = "begin a new section with a heading, `## …`, or take the line out";
                self.log
                    .error(span, "thematic-break", "there are no lines across the page", help);
            }
            _ => {
                let help = "write it as paragraphs, lists or tables";
                self.log.error(
                    span,
                    "unsupported",
                    "this is not part of the leaflet's Markdown",
                    help,
                );
            }
        }
    }

    fn heading<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        heading: &NodeHeading,
        pos: Sourcepos,
    ) -> Option<Heading> {
        let bytes = self.place.bytes(pos);
        let line = self.place.line_of(bytes.start);
        let span = self
            .place
            .at(bytes.start..line.end.min(bytes.end).max(bytes.start));
        if heading.setext {
            let help =
                "begin the heading with `## ` on its own line; leave an empty line above a row of signs";
            self.log
                .error(span, "underlined-heading", "headings are not underlined", help);
            return None;
        }
        self.attributes(node, pos, true);
        let anchor = self.outline.anchor(bytes.start).cloned();
        let before = self.log.len();
        let content = Content::new(self.words(node));
        let faulty = self.faulty_since(before);
        if !self.right_level(heading.level, &span) {
            return None;
        }
        if content.is_none() && !faulty {
            let help = "write the words of the heading behind the `#` signs, or take the line out";
            self.log
                .error(span, "empty-heading", "the heading has no words", help);
        }
        Some(Heading {
            level: Level::new(heading.level)?,
            anchor: anchor.unwrap_or_else(|| Anchor::from_words("", "section")),
            content: content?,
        })
    }

    fn right_level(&mut self, level: u8, span: &crate::finding::Span) -> bool {
        if self.framed() {
            return true;
        }
        if level == 1 {
            let help = "headings begin with `##`: the title is `title:` in the front matter";
            self.log.error(
                span.clone(),
                "title-in-body",
                "the title does not stand in the text",
                help,
            );
            return false;
        }
        if level > self.level + 1 {
            let fitting = "#".repeat(usize::from(self.level) + 1);
            let message = if self.level == 1 {
                format!("the first heading is of level {level}, and must be of level 2")
            } else {
                format!("the heading of level {level} follows one of level {}", self.level)
            };
            let help =
                format!("write `{fitting}`: people who cannot see the page find their way by the levels");
            self.log.error(span.clone(), "skipped-level", message, help);
        }
        self.level = level;
        true
    }

    /// Whether this is a frame.
    pub(super) fn framed(&self) -> bool {
        matches!(self.mode, super::Mode::Frame(..))
    }

    /// Reports attributes that mean nothing here: all but an id on a heading. Braces that are no attributes are found
    /// in the text.
    pub(super) fn attributes<'n>(&mut self, node: &'n AstNode<'n>, pos: Sourcepos, id_allowed: bool) {
        let data = node.data.borrow();
        let Some(attributes) = &data.attrs else {
            return;
        };
        let bare = attributes.classes.is_empty() && attributes.pairs.is_empty();
        if bare && id_allowed {
            return;
        }
        let bytes = self.place.bytes(pos);
        let open = self.place.slice(bytes.clone()).rfind('{').unwrap_or(0);
        let help = if id_allowed {
            "a heading takes one name of letters a to z, digits and hyphens: `## Words {#name}`"
        } else {
            "take the braces out"
        };
        let span = self.place.at(bytes.start + open..bytes.end);
        self.log.error(
            span,
            "malformed-attributes",
            "these braces mean nothing here",
            help,
        );
    }

    fn paragraph<'n>(&mut self, node: &'n AstNode<'n>, pos: Sourcepos) -> Option<Block> {
        let bytes = self.place.bytes(pos);
        if self.faulty_start(bytes.start) {
            return None;
        }
        let mut children = node.children();
        if let (Some(only), None) = (children.next(), children.next())
            && matches!(only.data.borrow().value, NodeValue::Image(_))
            && !markdown::is_citation(only)
        {
            return self.figure(only).map(Block::Figure);
        }
        let before = self.log.len();
        self.pasted(bytes.clone());
        self.place
            .enter_cell(Some(bytes.clone()).filter(|_| joins_table(node)));
        let content = Content::new(self.words(node));
        self.place.enter_cell(None);
        if content.is_none() && !self.faulty_since(before) {
            let span = self.place.at(bytes);
            let help = "take it out: the space between paragraphs comes from the layout";
            self.log
                .error(span, "empty-block", "the paragraph has no words", help);
        }
        content.map(|content| {
            Block::Paragraph(Paragraph {
                style: self.style,
                content,
            })
        })
    }

    /// Reports a paragraph that begins as something else was meant to begin; it is not read further.
    fn faulty_start(&mut self, start: usize) -> bool {
        let line = self.place.line_of(start);
        let first = self.place.slice(start..line.end).trim_end();
        let hashes = first.bytes().take_while(|b| *b == b'#').count();
        let after = first.as_bytes().get(hashes);
        let span = self.place.at(start..start + first.len());
        if (2..=6).contains(&hashes) && after.is_some_and(|b| !b.is_ascii_whitespace()) {
            let help = "put a space behind the `#` signs: `## Words`";
            self.log.error(
                span,
                "malformed-heading",
                "this is meant as a heading, but is none",
                help,
            );
            return true;
        }
        if first.starts_with("::") {
            self.log.error(span, "stray-fence", STRAY.0, STRAY.1);
            return true;
        }
        let label = first.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        match label {
            Some((label, rest)) if rest.starts_with(':') => {
                // Citations and footnotes are reported from the lines themselves.
                if !label.starts_with(['@', '^']) {
                    let help =
                        "leave an empty line under the addresses of links, or write `[words](address)`";
                    let message = "the address of a link runs into a paragraph";
                    self.log.error(span, "definition", message, help);
                }
                true
            }
            Some(_) | None => false,
        }
    }

    fn list<'n>(&mut self, node: &'n AstNode<'n>, list: &NodeList) -> Option<List> {
        self.list_signs(node, list);
        let marker = match list.list_type {
            ListType::Bullet => Marker::Bullet,
            ListType::Ordered => Marker::Number {
                start: u32::try_from(list.start).unwrap_or(1),
            },
        };
        let mut items = Vec::new();
        for item in node.children() {
            let data = item.data.borrow();
            if let NodeValue::TaskItem(task) = &data.value {
                let symbol = self.place.bytes(task.symbol_sourcepos);
                let span = self.place.at(symbol.start.saturating_sub(1)..symbol.end + 1);
                let help = "take the brackets out: boxes to tick are no part of a list";
                self.log.error(span, "task-list", "there are no task lists", help);
            }
            items.extend(self.several(item, data.sourcepos, "list item"));
        }
        Some(List {
            marker,
            items: Several::new(items)?,
        })
    }

    /// The blocks inside a node that must not be empty.
    pub(super) fn several<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        pos: Sourcepos,
        what: &str,
    ) -> Option<Several<Block>> {
        let before = self.log.len();
        let blocks = Several::new(self.blocks(node));
        if blocks.is_none() && !self.faulty_since(before) {
            let bytes = self.place.bytes(pos);
            let line = self.place.line_of(bytes.start);
            let span = self.place.at(bytes.start..line.end.max(bytes.start));
            let help = "write something in it, or take it out";
            self.log
                .error(span, "empty-block", format!("the {what} is empty"), help);
        }
        blocks
    }

    fn definitions<'n>(&mut self, node: &'n AstNode<'n>) -> Option<DefinitionList> {
        let mut entries: Vec<(Vec<Content>, Vec<Several<Block>>)> = Vec::new();
        for part in node.children().flat_map(AstNode::children) {
            let data = part.data.borrow();
            if matches!(data.value, NodeValue::DescriptionTerm) {
                let words = part
                    .children()
                    .next()
                    .and_then(|words| Content::new(self.words(words)));
                entries.push((words.into_iter().collect(), Vec::new()));
            } else if let Some(definition) = self.several(part, data.sourcepos, "definition") {
                // Each further definition of a term comes without one.
                if let Some((_, definitions)) = entries.last_mut() {
                    definitions.push(definition);
                }
            }
        }
        let entries = entries.into_iter().filter_map(|(terms, definitions)| {
            Some(Definition {
                terms: Several::new(terms)?,
                definitions: Several::new(definitions)?,
            })
        });
        Some(DefinitionList {
            entries: Several::new(entries.collect())?,
        })
    }
}

/// Whether a table follows a paragraph on the very next line: the parser has then read its `\|` as it does a cell's.
fn joins_table<'n>(node: &'n AstNode<'n>) -> bool {
    let end = node.data.borrow().sourcepos.end.line;
    node.next_sibling().is_some_and(|next| {
        let data = next.data.borrow();
        matches!(data.value, NodeValue::Table(_)) && data.sourcepos.start.line <= end + 1
    })
}

/// What is said of HTML, by what it was meant for.
pub(super) fn html_refusal(html: &str) -> (&'static str, &'static str) {
    let lower = html.trim_start().to_ascii_lowercase();
    let tag = lower.trim_start_matches(['<', '/']);
    let tag = tag
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '!' && c != '-')
        .next()
        .unwrap_or_default();
    if tag.starts_with("!--") {
        return (
            "comments cannot stand in a leaflet",
            "take it out; notes to colleagues go elsewhere",
        );
    }
    let help = match tag {
        "br" => "end the line with a backslash, `\\`, or begin a new paragraph",
        "b" | "strong" => "write `**strong**`",
        "i" | "em" => "write `*stress*`",
        "img" => "write `![text alternative](path)` alone in its paragraph",
        "a" => "write `[words](address)`",
        "span" => {
            "for words in another language write `<span lang=\"fr\">…</span>` inside a line, and nothing else"
        }
        "sup" | "sub" => "write the raised or lowered character itself, such as `²` or `₂`",
        "table" => "write the table with `|` between the cells",
        "div" | "section" | "aside" => "write `:::callout Label`, `:::warning Label` or `:::lang fr` … `:::`",
        "u" => "take it out: underlining is hard to read and looks like a link",
        _ => "write it in Markdown; a `<` of its own is written `\\<`",
    };
    ("HTML cannot stand in a leaflet", help)
}
