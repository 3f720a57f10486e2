//! From the Markdown parser's lines and columns to bytes of the file.
//!
//! comrak counts lines and bytes from 1 and is exact, with two exceptions that are mended here: inside a table cell, and
//! in a paragraph that a table follows at once, each `\|` counts as one byte; and text parsed on its own (a label)
//! stands somewhere in a line.

use std::ops::Range;
use std::sync::Arc;

use comrak::nodes::Sourcepos;

use crate::finding::{SourceText, Span};

/// Where a parsed text stands in its file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) source: Arc<SourceText>,
    /// The file's byte at which the parsed text begins.
    base: usize,
    /// How many bytes were put before the text to be parsed with it.
    before: usize,
    /// Where the parsed lines begin.
    lines: Vec<usize>,
    /// The table cell whose nodes are placed.
    cell: Option<Range<usize>>,
}

impl Place {
    /// `text`, parsed as it is, stands at byte `base` of the file.
    pub(super) fn new(source: &Arc<SourceText>, text: &str, base: usize) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if ends {
                lines.push(at + 1);
            }
        }
        Self {
            source: Arc::clone(source),
            base,
            before: 0,
            lines,
            cell: None,
        }
    }

    /// One line from byte `base` of the file, parsed with `before` bytes in front of it.
    pub(super) fn line(source: &Arc<SourceText>, base: usize, before: usize) -> Self {
        Self {
            source: Arc::clone(source),
            base,
            before,
            lines: vec![0],
            cell: None,
        }
    }

    /// From now on nodes of this cell, or paragraph like a cell, are placed; or of none.
    pub(super) fn enter_cell(&mut self, cell: Option<Range<usize>>) {
        self.cell = cell;
    }

    /// The bytes of a node. A node whose end the parser lost has the bytes of its start.
    pub(super) fn bytes(&self, pos: Sourcepos) -> Range<usize> {
        let start = self.byte(pos.start.line, pos.start.column.saturating_sub(1));
        let end = self.byte(pos.end.line, pos.end.column);
        start..end.max(start)
    }

    /// The span of a node.
    pub(super) fn span(&self, pos: Sourcepos) -> Span {
        Span::new(&self.source, self.bytes(pos))
    }

    /// A span of these bytes of the file.
    pub(super) fn at(&self, bytes: Range<usize>) -> Span {
        Span::new(&self.source, bytes)
    }

    /// The file's text in these bytes.
    pub(super) fn slice(&self, bytes: Range<usize>) -> &str {
        self.source.text.get(bytes).unwrap_or_default()
    }

    /// The line in which a byte of the file stands, without its end.
    pub(super) fn line_of(&self, byte: usize) -> Range<usize> {
        let text = &self.source.text;
        let is_end = |c: char| c == '\n' || c == '\r';
        let start = text
            .get(..byte)
            .and_then(|before| before.rfind(is_end))
            .map_or(0, |at| at + 1);
        let end = text
            .get(byte..)
            .and_then(|rest| rest.find(is_end))
            .map_or(text.len(), |at| byte + at);
        start..end.max(start)
    }

    fn byte(&self, line: usize, column: usize) -> usize {
        let line_start = self.lines.get(line.saturating_sub(1)).copied();
        let start = line_start.unwrap_or_else(|| self.lines.last().copied().unwrap_or(0));
        let byte = (self.base + start + column)
            .saturating_sub(self.before)
            .min(self.source.text.len());
        match &self.cell {
            Some(cell) => {
                let from = cell.start.max((self.base + start).saturating_sub(self.before));
                if byte > from {
                    self.in_cell(from, byte - from)
                } else {
                    byte
                }
            }
            None => byte,
        }
    }

    /// The byte that is `offset` parsed bytes into a cell: `\|` was parsed as `|`.
    fn in_cell(&self, start: usize, offset: usize) -> usize {
        let bytes = self.source.text.as_bytes();
        let mut at = start;
        for _ in 0..offset {
            let pair = bytes.get(at).zip(bytes.get(at + 1));
            at += if pair == Some((&b'\\', &b'|')) { 2 } else { 1 };
        }
        at.min(bytes.len())
    }
}
