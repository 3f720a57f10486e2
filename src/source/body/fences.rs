//! The lines that open and close directives, read before the Markdown parser and beside it.
//!
//! The parser takes a stray `:::` for the start of a block that swallows the rest of the file, says nothing of one left
//! open, and does not see a directive with a colon in its label. Here the lines are made readable to it, and what it
//! keeps to itself is found.

use std::ops::Range;

/// The deepest nesting of quotes, lists and directives that a leaflet can need, with room to spare.
pub(super) const MAX_DEPTH: usize = 24;

/// The text as the parser must see it, of equal length: colons in the labels of directives are masked. They are read
/// from the file itself later.
pub(super) fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\r']) {
        let inner = content(line);
        match inner.find(|c| c != ':') {
            Some(colons) if colons >= 3 => {
                let label = line.len() - inner.len() + colons;
                out.push_str(&line[..label]);
                out.push_str(&line[label..].replace(':', ";"));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// The first line that nests more deeply than any leaflet needs: deep nesting makes the parser slow, and a walk over
/// its tree unsafe.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let inner = content(line).trim_end();
        let markers = line[..line.len() - content(line).len()]
            .bytes()
            .filter(|b| !b.is_ascii_whitespace());
        let colons = inner.bytes().take_while(|b| *b == b':').count();
        if colons >= 3 {
            if colons < inner.len() {
                open.push(colons);
            } else if let Some(outermost) = open.iter().position(|fence| *fence <= colons) {
                open.truncate(outermost);
            }
        }
        if open.len() > MAX_DEPTH || markers.count() > 4 * MAX_DEPTH {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// A line without what stands before its content: spaces, quote marks, list markers.
pub(super) fn content(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match rest.as_bytes().get(digits) {
            Some(b'-' | b'*' | b'+' | b':') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return rest,
        };
        match rest.as_bytes().get(marker) {
            Some(b' ' | b'\t') => rest = &rest[marker..],
            _ => return rest,
        }
    }
}

/// How many colons a closing line has, if it is one.
pub(super) fn closing(line: &str) -> Option<usize> {
    let inner = content(line).trim_end();
    (inner.len() >= 3 && inner.bytes().all(|b| b == b':')).then_some(inner.len())
}

/// Lines that define the target of a citation or a footnote, which the parser would swallow: the place of the
/// brackets.
pub(super) fn definitions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut begins_paragraph = true;
    for line in text.split_inclusive(['\n', '\r']) {
        let inner = content(line);
        let defines = begins_paragraph && (inner.starts_with("[@") || inner.starts_with("[^"));
        let label = inner.find("]:").filter(|_| defines);
        if let Some(end) = label {
            let start = at + line.len() - inner.len();
            found.push(start..start + end + 2);
        }
        begins_paragraph = inner.trim().is_empty() || label.is_some();
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_may_hold_colons() {
        let text = "a: b\n:::callout Note: 5:30\n> - ::::x y: z\n::: \n::b: c\n";
        assert_eq!(
            masked(text),
            "a: b\n:::callout Note; 5;30\n> - ::::x y; z\n::: \n::b: c\n"
        );
    }

    #[test]
    fn depth_is_seen_before_parsing() {
        assert_eq!(too_deep(&"> a\n:::b c\nx\n:::\n".repeat(900)), None);
        assert_eq!(
            too_deep(&"::: x\n".repeat(MAX_DEPTH + 1)),
            Some(6 * MAX_DEPTH..6 * MAX_DEPTH + 5)
        );
        assert!(too_deep(&"> ".repeat(100_000)).is_some());
        assert!(too_deep(&"- ".repeat(100_000)).is_some());
    }

    #[test]
    fn definitions_are_lines_of_their_own() {
        let text = "As\n[@a]: b\n\n[@k]: x\n[^1]: note\n\n[words]: https://x\n";
        let found: Vec<&str> = definitions(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, ["[@k]:", "[^1]:"]);
    }
}
