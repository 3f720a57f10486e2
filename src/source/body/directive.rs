//! Directives: `:::name words` … `:::`.

use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue, Sourcepos};

use super::{Mode, SLOTS, Walk, fences};
use crate::finding::Span;
use crate::model::{Block, Callout, CalloutKind, Content, Division, Inline, ParagraphStyle, Phrase};
use crate::source::near::{did_you_mean, one_of};
use crate::source::values::language;

/// What authors may write.
const AUTHORS: [&str; 5] = ["callout", "warning", "table", "figure", "lang"];

/// The styles of paragraphs that frames may write besides; their slots come on top.
const STYLES: [(&str, ParagraphStyle); 3] = [
    ("lead", ParagraphStyle::Lead),
    ("detail", ParagraphStyle::Detail),
    ("masthead", ParagraphStyle::Masthead),
];

/// The line that opens a directive.
struct Opening {
    name: String,
    /// The words behind the name, trimmed, without braces at their end.
    words: Range<usize>,
    /// What the braces hold.
    braces: Option<Range<usize>>,
    colons: usize,
    span: Span,
}

impl Walk<'_> {
    pub(super) fn directive<'n>(&mut self, node: &'n AstNode<'n>, pos: Sourcepos, out: &mut Vec<Block>) {
        let opening = self.opening(pos);
        if opening.name.is_empty() {
            if self.forgiven > 0 {
                self.forgiven -= 1;
            } else {
                let help = "take it out, or open a block before it: `:::callout Label`";
                self.log
                    .error(opening.span, "stray-fence", "this `:::` closes nothing", help);
            }
            // The parser takes what follows for the inside of a block.
            out.extend(self.blocks(node));
            return;
        }
        self.closed(node, pos, &opening);
        if opening.braces.is_some() && opening.name != "table" {
            let at = opening.braces.clone().unwrap_or_default();
            let help = "take the braces out";
            self.log.error(
                self.place.at(at),
                "malformed-attributes",
                "these braces mean nothing here",
                help,
            );
        }
        match opening.name.as_str() {
            "callout" => out.extend(self.callout(node, pos, CalloutKind::Callout, &opening)),
            "warning" => out.extend(self.callout(node, pos, CalloutKind::Warning, &opening)),
            "table" => out.extend(self.captioned_table(node, &opening)),
            "figure" => {
                self.no_words(&opening);
                out.extend(self.rich_figure(node, &opening.span).map(Block::Figure));
            }
            "lang" => out.extend(self.division(node, pos, &opening)),
            name if self.framed() && furniture().any(|known| known == name) => {
                self.no_words(&opening);
                self.furniture(node, &opening, out);
            }
            name => {
                let framed = self.framed();
                let names: Vec<&str> = AUTHORS
                    .into_iter()
                    .chain(furniture().filter(|_| framed))
                    .collect();
                let near = did_you_mean(name, names.iter().copied());
                let help = format!("{near}the blocks are {}", one_of(&names));
                let message = format!("there is no block `:::{name}`");
                self.log.error(opening.span, "unknown-block", message, help);
                self.blocks(node);
            }
        }
    }

    fn opening(&self, pos: Sourcepos) -> Opening {
        let start = self.place.bytes(pos).start;
        let line = self.place.line_of(start);
        let written = self.place.slice(start..line.end).trim_end();
        let colons = written.bytes().take_while(|b| *b == b':').count();
        let rest = written.get(colons..).unwrap_or_default();
        let lead = colons + rest.len() - rest.trim_start().len();
        let name = rest
            .trim_start()
            .split([' ', '\t', '{'])
            .next()
            .unwrap_or_default();
        let words_start = lead + name.len();
        let words = written.get(words_start..).unwrap_or_default();
        let open = words.rfind('{').filter(|open| {
            let inside = words
                .get(open + 1..)
                .unwrap_or_default()
                .trim_end_matches('}')
                .trim();
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '"');
            let named = !inside.is_empty() && inside.chars().all(word);
            words.ends_with('}') && (inside.starts_with(['.', '#']) || named)
        });
        let braces = open.map(|open| start + words_start + open..start + written.len());
        let words = words.get(..open.unwrap_or(words.len())).unwrap_or_default();
        let words_at = start + words_start + words.len() - words.trim_start().len();
        Opening {
            name: name.to_owned(),
            words: words_at..words_at + words.trim().len(),
            braces,
            colons,
            span: self.place.at(start..start + written.len()),
        }
    }

    /// Reports a directive that no line of its own closes.
    fn closed<'n>(&mut self, node: &'n AstNode<'n>, pos: Sourcepos, opening: &Opening) {
        let last = self.place.bytes(pos).end.saturating_sub(1);
        let line = self.place.line_of(last);
        let fence =
            fences::closing(self.place.slice(line.clone())).filter(|_| line.start > opening.span.bytes.start);
        // The parser lets a line close the outermost block that it can: those outside are visited first.
        if fence.is_some_and(|colons| colons >= opening.colons) && self.closings.insert(line.start) {
            return;
        }
        if self.forgiven_ends > 0 {
            self.forgiven_ends -= 1;
            return;
        }
        let outer = node.ancestors().skip(1).find_map(|above| {
            let data = above.data.borrow();
            matches!(data.value, NodeValue::BlockDirective(_)).then(|| self.opening(data.sourcepos))
        });
        let name = &opening.name;
        if let Some(outer) = outer.filter(|outer| outer.colons <= opening.colons) {
            self.forgiven += 1;
            let longer = ":".repeat(opening.colons + 1);
            let end = ":".repeat(outer.colons);
            let (line, _) = outer.span.line_column();
            let message = format!(
                "the block `{end}{}` of line {line} is not closed before this one, `:::{name}`",
                outer.name
            );
            let help = format!(
                "close it with `{end}` on a line of its own above this one; if this one is meant to stand in it, begin and \
                 end the outer with more colons: `{longer}` … `{longer}`"
            );
            self.log
                .error(opening.span.clone(), "misnested-fence", message, help);
        } else {
            let fence = ":".repeat(opening.colons);
            let help = format!("write `{fence}` on a line of its own where it ends");
            let message = format!("the block `:::{name}` is not closed");
            self.log
                .error(opening.span.clone(), "unclosed-fence", message, help);
        }
    }

    fn no_words(&mut self, opening: &Opening) {
        if !opening.words.is_empty() {
            let span = self.place.at(opening.words.clone());
            let message = format!("`:::{}` takes no words", opening.name);
            self.log.error(
                span,
                "malformed-block",
                message,
                "put them on a line of their own below, or take them out",
            );
        }
    }

    fn callout<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        pos: Sourcepos,
        kind: CalloutKind,
        opening: &Opening,
    ) -> Option<Block> {
        let label = if opening.words.is_empty() {
            self.default_label(kind, opening)
        } else {
            let own = self.line(opening.words.clone());
            match kind {
                CalloutKind::Callout => own,
                CalloutKind::Warning => own.map(|own| self.with_its_word(own, opening)),
            }
        };
        let blocks = self.several(node, pos, "block");
        Some(Block::Callout(Callout {
            kind,
            label: label?,
            blocks: blocks?,
        }))
    }

    /// A warning's own label behind the word for it: colour and a drawn sign say nothing to who listens.
    fn with_its_word(&mut self, own: Content, opening: &Opening) -> Content {
        let Mode::Leaflet(authored) = &self.mode else {
            return own;
        };
        let word = authored.labels.warning.plain_text().to_lowercase();
        if own.plain_text().to_lowercase().contains(&word) {
            return own;
        }
        let french = authored.lang.is_some_and(|lang| lang.as_str().starts_with("fr"));
        let colon = if french { "\u{a0}: " } else { ": " };
        let Some(word) = self.default_label(CalloutKind::Warning, opening) else {
            return own;
        };
        let mut inlines = word.to_vec();
        inlines.push(Inline::Text(colon.to_owned()));
        inlines.extend(own.iter().cloned());
        Content::new(inlines).unwrap_or(own)
    }

    /// The label from the words file. Inside a passage in another language it stays in the leaflet's.
    fn default_label(&mut self, kind: CalloutKind, opening: &Opening) -> Option<Content> {
        let Mode::Leaflet(authored) = &self.mode else {
            let help = "write the label behind the name";
            self.log.error(
                opening.span.clone(),
                "malformed-block",
                "the block has no label",
                help,
            );
            return None;
        };
        let label = match kind {
            CalloutKind::Callout => &authored.labels.callout,
            CalloutKind::Warning => &authored.labels.warning,
        };
        match authored.lang.filter(|_| self.in_division) {
            Some(lang) => {
                let phrase = Phrase {
                    lang: lang.clone(),
                    content: label.clone(),
                };
                Content::new(vec![Inline::Language(phrase)])
            }
            None => Some(label.clone()),
        }
    }

    fn captioned_table<'n>(&mut self, node: &'n AstNode<'n>, opening: &Opening) -> Option<Block> {
        let caption = self.line(opening.words.clone());
        let row_headers = match &opening.braces {
            Some(braces) => self.row_headers(braces.clone()),
            None => false,
        };
        let mut children = node.children();
        let table = children
            .next()
            .filter(|child| matches!(child.data.borrow().value, NodeValue::Table(_)));
        let Some(table) = table.filter(|_| children.next().is_none()) else {
            let before = self.log.len();
            self.blocks(node);
            if !self.faulty_since(before) {
                let help = "put one table between `:::table` and `:::`, and nothing else";
                self.log.error(
                    opening.span.clone(),
                    "malformed-block",
                    "the block does not hold one table",
                    help,
                );
            }
            return None;
        };
        if !self.deeper(table) {
            return None;
        }
        let table = self.table(table, caption, row_headers);
        self.depth -= 1;
        table.map(Block::Table)
    }

    fn row_headers(&mut self, braces: Range<usize>) -> bool {
        let inner = self
            .place
            .slice(braces.clone())
            .trim_matches(['{', '}', ' ', '\t'])
            .to_owned();
        if inner != ".row-headers" {
            let help = "a table takes nothing but `{.row-headers}`";
            let span = self.place.at(braces);
            self.log.error(
                span,
                "malformed-attributes",
                "these braces mean nothing here",
                help,
            );
        }
        inner == ".row-headers"
    }

    fn division<'n>(&mut self, node: &'n AstNode<'n>, pos: Sourcepos, opening: &Opening) -> Option<Block> {
        let lang = if opening.words.is_empty() {
            let help = "write the language behind it: `:::lang ar`";
            self.log.error(
                opening.span.clone(),
                "malformed-block",
                "`:::lang` does not say the language",
                help,
            );
            None
        } else {
            let tag = self.place.slice(opening.words.clone()).to_owned();
            language(&tag, self.place.at(opening.words.clone()), self.log)
        };
        let outside = std::mem::replace(&mut self.in_division, true);
        let blocks = self.several(node, pos, "block");
        self.in_division = outside;
        Some(Block::Division(Division {
            lang: lang?,
            blocks: blocks?,
        }))
    }

    /// What only frames may write: styles of paragraphs, and slots.
    fn furniture<'n>(&mut self, node: &'n AstNode<'n>, opening: &Opening, out: &mut Vec<Block>) {
        let style = STYLES.iter().find(|(name, _)| *name == opening.name);
        if let Some((_, style)) = style {
            let outer = std::mem::replace(&mut self.style, *style);
            out.extend(self.blocks(node));
            self.style = outer;
            return;
        }
        if node.first_child().is_some() {
            let help = "close the slot on the next line; write before or behind it";
            self.log.error(
                opening.span.clone(),
                "malformed-block",
                "a slot holds nothing of its own",
                help,
            );
        }
        let Mode::Frame(slots, _) = &mut self.mode else {
            return;
        };
        out.append(&mut slots.take(&opening.name));
    }
}

/// The blocks that only frames may write.
fn furniture() -> impl Iterator<Item = &'static str> {
    STYLES.iter().map(|(name, _)| *name).chain(SLOTS)
}
