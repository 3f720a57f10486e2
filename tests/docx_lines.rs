//! Pieces of information at the ends of lines, as another program breaks them: whole, wherever they fit a line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod validation;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::{self, Edition, Layout};
use clearleaf::page::LazyPages;
use clearleaf::source::{self, Memory};
use validation::{mupdf, office};

/// What is written, and what is seen of it from left to right; `=` is the same.
type Piece = (&'static str, &'static str);

const EVERYWHERE: &[Piece] = &[
    ("2.5 mg", "="),
    ("(2.5 mg)", "="),
    ("5-10 mg", "="),
    ("3 × 500 mg", "="),
    ("**2.5** mg", "2.5 mg"),
    ("38.5 °C", "="),
    ("1,200 mg", "="),
    ("01632 960 123", "="),
    ("[+44 1632 960 018](tel:+441632960018)", "+44 1632 960 018"),
    ("(020) 7946 0018", "="),
    ("9.30 am", "="),
    ("6–12 mg", "="),
    ("2.4–7 mg", "="),
    ("**4**–8 mg", "4–8 mg"),
    ("15–30 mg/kg/day", "="),
    ("8.15–9.45 am", "="),
    ("0.6–0.8 mmol/L", "="),
    ("130/85 mmHg", "="),
    ("pp. 461–468", "="),
    ("doi: 10.1093/mdv298", "="),
    ("[@lamp, p. 464]", "[1, p. 464]"),
];

/// Among Arabic and Hebrew, what is written in Latin letters before a dose is held with it.
const RIGHT_TO_LEFT: &[Piece] = &[("apixaban 2.5 mg", "="), ("(apixaban 2.5 mg)", "=")];

struct Language {
    tag: &'static str,
    /// Each longer by about a letter than the one before: a line ends somewhere else behind it.
    letter: &'static str,
    before: &'static str,
    behind: &'static str,
    own: &'static [Piece],
}

const LANGUAGES: [Language; 4] = [
    Language {
        tag: "ar",
        letter: "س",
        before: "خذ",
        behind: "من ذلك",
        own: RIGHT_TO_LEFT,
    },
    Language {
        tag: "he",
        letter: "ש",
        before: "קחו",
        behind: "מדי יום",
        own: RIGHT_TO_LEFT,
    },
    Language {
        tag: "en",
        letter: "m",
        before: "Take",
        behind: "of that",
        own: &[],
    },
    Language {
        tag: "fr",
        letter: "m",
        before: "Prenez",
        behind: "de cela",
        own: &[("6–12 comprimés", "="), ("2,4–7 mmol/l", "=")],
    },
];

impl Language {
    fn pieces(&self) -> Vec<Piece> {
        [EVERYWHERE, self.own].concat()
    }

    /// A paragraph for each piece and each of so many places in the line; the paper is so many millimetres wide.
    fn edition(&self, places: usize, size: f32, width: f32) -> Edition {
        let mut leaflet = format!(
            "---\ntitle: {}\nlang: {}\nreferences: references.bib\n---\n\n## {0}\n\n",
            self.before, self.tag
        );
        for (written, _) in self.pieces() {
            for place in 0..places {
                let word = self.letter.repeat(place % 7 + 1);
                let words = format!("{} ", self.letter.repeat(6)).repeat(place / 7);
                let Self { before, behind, .. } = self;
                leaflet += &format!("{words}{word} {before} {written}, {behind} {behind} {behind}.\n\n");
            }
        }
        let files = Memory::default().with("x/leaflet.md", leaflet).with(
            "x/references.bib",
            "@book{lamp, author={Lamp, A.}, title={On lamps}, year=2011}",
        );
        let labels = layout::frame::callout_labels(None).unwrap();
        let sourced = source::read(&files, "x", &|_| Ok(labels.clone())).unwrap();
        let leaflet = sourced
            .leaflet
            .unwrap_or_else(|| panic!("{:?}", sourced.findings));
        let mut layout = Layout::bundled("large-print", Some(size)).unwrap();
        layout.profile.paper.width_mm = width;
        layout::frame::edition(leaflet, layout, None).unwrap()
    }
}

/// The lines of a PDF from left to right, without what is not seen.
fn lines(pdf: &Path) -> Option<Vec<String>> {
    let mut lines: BTreeMap<(usize, i32), Vec<(f32, String)>> = BTreeMap::new();
    for (line, x, text) in mupdf::characters(pdf)? {
        lines.entry(line).or_default().push((x, text));
    }
    let seen = lines.into_values().map(|mut line| {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        bare(&line.into_iter().map(|(_, c)| c).collect::<String>())
    });
    Some(seen.collect())
}

fn bare(words: &str) -> String {
    let seen = words
        .chars()
        .filter(|c| !c.is_whitespace() && !clearleaf::model::invisible(*c));
    seen.map(|c| match c {
        ')' | '[' | ']' => '(',
        '\u{2011}' => '-',
        c => c,
    })
    .collect()
}

#[test]
fn no_piece_is_cut_at_the_end_of_a_line_in_libreoffice() {
    const PLACES: usize = 42;
    let out = validation::folder("docx-lines");
    let mut leaflets = Vec::new();
    for language in &LANGUAGES {
        for (size, width) in [(12.0, 148.0), (18.0, 210.0), (18.0, 160.0)] {
            let path = out.join(format!("{}-{size}-{width}.docx", language.tag));
            let edition = language.edition(PLACES, size, width);
            fs::write(&path, Docx.write(&edition, &LazyPages::of(&edition)).unwrap()).unwrap();
            leaflets.push((language, path));
        }
    }
    let paths: Vec<PathBuf> = leaflets.iter().map(|(_, path)| path.clone()).collect();
    let Some(pdfs) = office::convert(&out, "pdf", &paths) else {
        return;
    };
    let mut cut = Vec::new();
    for ((language, path), pdf) in leaflets.into_iter().zip(pdfs) {
        let Some(lines) = lines(&pdf) else {
            return;
        };
        for (written, seen) in language.pieces() {
            let piece = bare(if seen == "=" { written } else { seen });
            let whole: usize = lines.iter().map(|line| line.matches(&piece).count()).sum();
            // A piece is part of others: those are counted with it.
            let wanted = language
                .pieces()
                .into_iter()
                .filter(|(written, seen)| bare(if *seen == "=" { written } else { seen }).contains(&piece));
            let wanted = wanted.count() * PLACES;
            if whole != wanted {
                cut.push(format!(
                    "{}: {written} is whole {whole} times of {wanted}",
                    path.display()
                ));
            }
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}
