//! Whether a text is JSON at all, before anything is asked of its shape.

use std::sync::Arc;

use serde::de::IgnoredAny;

use super::shape::bare;
use crate::finding::{Finding, Severity, SourceText, Span};

/// The deepest nesting of lists and objects. Below the limit of the parser, 128, and of what the reader of Markdown
/// allows: each block inside another takes three levels here.
const MAX_DEPTH: usize = 120;

/// What is no JSON at all, or nested more deeply than can be walked.
pub(super) fn fault(source: &Arc<SourceText>, start: usize, text: &str) -> Option<Finding> {
    if let Some(at) = too_deep(text) {
        let help = "use fewer lists, quotations and boxes inside each other";
        let message = "this is nested too deeply to be read";
        let span = Span::new(source, start + at..start + at + 1);
        return Some(Finding::at(
            span,
            Severity::Error,
            "nested-too-deeply",
            message,
            help,
        ));
    }
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let at = start + line_start + error.column().saturating_sub(1);
    let help = "mend it there, or have a program write the file: in JSON, keys and texts stand in `\"`, with commas between \
                them and none behind the last";
    let message = format!("the file is no JSON: {}", bare(&error));
    let span = Span::new(source, at..at + 1);
    Some(Finding::at(
        span,
        Severity::Error,
        "malformed-json",
        message,
        help,
    ))
}

/// The first bracket that is too deep.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut in_text = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
