//! Bytes as text: which encodings and line ends a file may have, and what is said of the others.

use std::sync::Arc;

use crate::finding::{Finding, Severity, SourceText, Span};

/// A file as text. A carriage return alone ends a line in files of the oldest kind, and in nothing that reads on: it
/// becomes a line feed, which takes as many bytes.
pub(super) fn text(path: String, mut bytes: Vec<u8>) -> Result<Arc<SourceText>, Box<Finding>> {
    if is_utf16(&bytes) {
        let help = "save the file as UTF-8; in Notepad choose \"Save as\", then \"Encoding: UTF-8\"";
        let message = "the file is in UTF-16";
        let finding = Finding::in_file(path, Severity::Error, "invalid-utf8", message, help);
        return Err(Box::new(finding));
    }
    let mut following = b' ';
    for byte in bytes.iter_mut().rev() {
        if *byte == b'\r' && following != b'\n' {
            *byte = b'\n';
        }
        following = *byte;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(SourceText { path, text })),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            Err(not_unicode(path, error.as_bytes(), valid))
        }
    }
}

/// Whether bytes are UTF-16: by their mark, or because every other byte of their beginning is 0.
fn is_utf16(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 64;
    let beginning = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let nothing = |parity: usize| {
        let mut half = beginning.iter().skip(parity).step_by(2);
        half.all(|byte| *byte == 0)
    };
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    marked || bytes.len() >= 4 && nothing(0) != nothing(1)
}

/// Where the first byte stands that is no UTF-8. What is readable is kept, so that the line can be shown.
fn not_unicode(path: String, bytes: &[u8], valid: usize) -> Box<Finding> {
    let line = bytes
        .get(..valid)
        .unwrap_or_default()
        .iter()
        .filter(|b| **b == b'\n')
        .count()
        + 1;
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Arc::new(SourceText { path, text });
    let span = Span::new(&source, valid..valid + '\u{fffd}'.len_utf8());
    let message = format!("line {line} holds a byte that is no UTF-8");
    let help = "save the file as UTF-8; in Word choose \"Plain text\", then \"Unicode (UTF-8)\"";
    Box::new(Finding::at(span, Severity::Error, "invalid-utf8", message, help))
}
