//! Where the front matter begins and ends.

use std::ops::Range;

/// Where the parts of a leaflet's file stand, in bytes.
pub(super) struct Parts {
    /// The first `---`.
    pub(super) opening: Range<usize>,
    pub(super) yaml: Range<usize>,
    pub(super) body: Range<usize>,
}

/// Why there is no front matter.
pub(super) struct Fault {
    pub(super) place: Range<usize>,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
    /// What can be read as body all the same.
    pub(super) body: Range<usize>,
}

/// A line with the byte at which it begins.
#[derive(Clone, Copy)]
struct Line<'a> {
    at: usize,
    text: &'a str,
}

impl Line<'_> {
    fn words(self) -> Range<usize> {
        self.at..self.at + self.text.trim_end().len()
    }

    fn is_fence(self) -> bool {
        self.text.trim_end() == "---"
    }

    /// Whether a line was meant as `---`: hyphens of another number, or what word processors make of them.
    fn is_nearly_fence(self) -> bool {
        let line = self.text.trim();
        let dashes = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑');
        line == "..." || !line.is_empty() && line.chars().all(dashes) && (line != "-" && !self.is_fence())
    }

    fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Finds the two `---` lines.
pub(super) fn split(text: &str) -> Result<Parts, Fault> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let rest = text.get(start..).unwrap_or_default();
    let mut lines = rest.split_inclusive('\n').scan(start, |at, text| {
        let line = Line { at: *at, text };
        *at += text.len();
        Some(line)
    });
    let Some(first) = lines.find(|line| !line.is_blank()) else {
        return Err(without(start..start, start..text.len()));
    };
    if !first.is_fence() {
        return Err(if first.is_nearly_fence() {
            not_quite(first)
        } else if looks_like_key(first.text) {
            Fault {
                place: first.words(),
                message: "the front matter is not opened",
                help: "write a line `---` above the first key, and another below the last",
                body: text.len()..text.len(),
            }
        } else {
            without(start..start, start..text.len())
        });
    }
    let begin = first.at + first.text.len();
    let mut nearly = None;
    for line in lines {
        if line.is_fence() {
            return Ok(Parts {
                opening: first.words(),
                yaml: begin..line.at,
                body: line.at + line.text.len()..text.len(),
            });
        }
        if nearly.is_none() && line.is_nearly_fence() {
            nearly = Some(line);
        }
    }
    Err(nearly.map_or_else(
        || Fault {
            place: first.words(),
            message: "the front matter is not closed",
            help: "write a line `---` below the last key, above the text of the leaflet",
            body: text.len()..text.len(),
        },
        not_quite,
    ))
}

fn without(place: Range<usize>, body: Range<usize>) -> Fault {
    Fault {
        place,
        message: "the leaflet has no front matter",
        help: "begin the file with a line `---`, then `title: …` and `lang: …`, then another line `---`",
        body,
    }
}

fn not_quite(line: Line<'_>) -> Fault {
    let words = line.words();
    Fault {
        body: words.end..words.end,
        place: words,
        message: "the front matter begins and ends with a line of three hyphens, and this is none",
        help: "write `---`, typed as three hyphens; some programs make a dash of them",
    }
}

/// Whether a line is a key with its value, as the first line of a front matter is.
fn looks_like_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && key.len() < 20
    })
}
