//! Markdown that stands in a value.
//!
//! It is read as a text of its own, as if it were a file, and what is found in it is then moved to where the YAML spells
//! it: the reader of Markdown needs to know nothing of indentation and escapes.

use std::sync::Arc;

use super::{Key, Values, part};
use crate::finding::{SourceText, Span};
use crate::model::Block;
use crate::source::body;
use crate::source::log::Log;
use crate::source::yaml::{Node, Value, Written};

impl Values<'_> {
    /// Paragraphs and lists that a reader meets.
    pub(in crate::source) fn prose(&mut self, key: &Key, value: Node) -> Vec<Block> {
        let text = match value.value {
            Value::Text(text) => text,
            Value::Nothing => String::new(),
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{}` takes one text", key.name);
                let help = format!(
                    "write `{}: |` and the text on the lines below, indented by two spaces",
                    key.name
                );
                self.log.error(key.span.clone(), "malformed-value", message, help);
                return Vec::new();
            }
        };
        if text.trim().is_empty() {
            self.empty(key);
            return Vec::new();
        }
        if self.holds_controls(&text, &value.span) {
            return Vec::new();
        }
        self.cut_off(&value.span);
        let written = Written::follow(&text, value.span.text());
        let prose = Arc::new(SourceText {
            path: self.source.path.clone(),
            text,
        });
        let mut log = Log::default();
        let blocks = body::prose(&prose, key.name, &mut log);
        let typed = |span: &mut Span| {
            if Arc::ptr_eq(&span.source, &prose) {
                *span = part(&value.span, written.place(span.bytes.clone()));
            }
        };
        log.findings
            .iter_mut()
            .filter_map(|finding| finding.span.as_mut())
            .for_each(typed);
        log.passages
            .iter_mut()
            .for_each(|passage| typed(&mut passage.span));
        let found = !log.findings.is_empty();
        self.log.append(log);
        if blocks.is_empty() && !found {
            self.empty(key);
        }
        blocks
    }
}
