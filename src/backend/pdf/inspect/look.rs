//! How the text of a file looks, measured from what is drawn.
//!
//! Sizes and contrast are those of everything that is seen, page numbers and running heads included, for whoever reads a
//! page with their eyes meets them. Leading and the length of lines are those of running text: paragraphs and the bodies of
//! list items, not headings, captions, contents or cells.

use super::content::{Contents, Key, Stretch};
use super::structure::{Element, Kid, Structure};
use crate::backend::Look;
use crate::model::reading::collapse;

/// Words whose baselines lie closer than this, in their own size, stand on one line: raised numbers do.
const SAME_LINE: f32 = 0.45;
/// Lines farther apart than this, in their own size, are no neighbours.
const FARTHEST_LINE: f32 = 4.0;

/// The look of a file.
pub(super) fn of(structure: &Structure, contents: &Contents) -> Look {
    let mut measure = Measure {
        contents,
        least_leading: None,
        longest_line: None,
    };
    if let Some(root) = &structure.root {
        measure.element(root);
    }
    Look {
        smallest_text: contents.seen.smallest(),
        body_text: contents.seen.usual(),
        least_leading: measure.least_leading,
        longest_line: measure.longest_line,
        lowest_contrast: contents.seen.contrast(),
    }
}

struct Measure<'c> {
    contents: &'c Contents,
    least_leading: Option<f32>,
    longest_line: Option<usize>,
}

/// A line of running text.
struct Line {
    page: usize,
    y: f32,
    size: f32,
    text: String,
}

/// What has lines of its own.
fn is_running(element: &Element) -> bool {
    matches!(element.standard.as_str(), "P" | "LBody" | "BlockQuote" | "Note")
}

fn is_apart(element: &Element) -> bool {
    let standard = element.standard.as_str();
    let heading = standard.starts_with('H') && standard.len() <= 2;
    heading
        || matches!(
            standard,
            "Table" | "Caption" | "TOC" | "TOCI" | "Lbl" | "Figure" | "Formula" | "Artifact" | "Private"
        )
}

impl Measure<'_> {
    fn element(&mut self, element: &Element) {
        if is_apart(element) {
            return;
        }
        if is_running(element) {
            let mut keys = Vec::new();
            inline_content(element, &mut keys);
            self.lines(&keys);
        }
        for kid in element.elements() {
            self.element(kid);
        }
    }

    fn lines(&mut self, keys: &[Key]) {
        let mut lines: Vec<Line> = Vec::new();
        for sequence in keys.iter().filter_map(|key| self.contents.get(key)) {
            let mut read = 0;
            for stretch in &sequence.stretches {
                let text = sequence.text.get(stretch.from..stretch.to).unwrap_or_default();
                add(&mut lines, sequence.page, stretch, text);
                read = stretch.to;
            }
            // Words that are drawn by nothing, or by spaces, end the line that they stand on.
            if let (Some(rest), Some(line)) = (sequence.text.get(read..), lines.last_mut()) {
                line.text.push_str(rest);
            }
        }
        for pair in lines.windows(2) {
            let [above, below] = pair else { continue };
            let leading = (above.y - below.y) / below.size;
            if above.page == below.page && (SAME_LINE..FARTHEST_LINE).contains(&leading) {
                let leading = (leading * 1000.0).round() / 1000.0;
                self.least_leading = Some(self.least_leading.map_or(leading, |least| least.min(leading)));
            }
        }
        for line in &lines {
            self.longest_line = self.longest_line.max(Some(collapse(&line.text).chars().count()));
        }
    }
}

fn add(lines: &mut Vec<Line>, page: usize, stretch: &Stretch, text: &str) {
    if stretch.size <= 0.0 {
        return;
    }
    match lines.last_mut() {
        Some(line)
            if line.page == page
                && (line.y - stretch.at.y).abs() < SAME_LINE * line.size.max(stretch.size) =>
        {
            line.text.push_str(text);
            if stretch.size > line.size {
                (line.size, line.y) = (stretch.size, stretch.at.y);
            }
        }
        _ => lines.push(Line {
            page,
            y: stretch.at.y,
            size: stretch.size,
            text: text.to_owned(),
        }),
    }
}

/// The content of an element that stands in no block of its own.
fn inline_content(element: &Element, out: &mut Vec<Key>) {
    for kid in &element.kids {
        match kid {
            Kid::Content(key) => out.push(*key),
            Kid::Element(kid) if element.takes_among_words(kid) => inline_content(kid, out),
            Kid::Element(_) | Kid::Object(_) => {}
        }
    }
}
