//! What programs of others read in our Word files: LibreOffice and python-docx, each started once over all of them.
//! Where one is not installed the test says so and passes, unless `CLEARLEAF_REQUIRE_VALIDATORS` is set.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx_readers/lines.rs"]
mod lines;
mod opc;
#[path = "docx_readers/python.rs"]
mod python;
mod specimen;
#[path = "docx_readers/tagged.rs"]
mod tagged;
mod validation;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::backend::pdf::Pdf;
use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::Reading;
use clearleaf::model::reading::{Container, Item, Role};
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use lines::{Line, text};
use unicode_normalization::UnicodeNormalization;
use validation::office;

/// A Word file with what it was written from.
#[derive(Clone)]
struct Written {
    name: String,
    edition: Edition,
    reading: Reading,
    bytes: Vec<u8>,
}

impl Written {
    fn of(name: String, edition: Edition) -> Self {
        Self {
            name,
            bytes: Docx.write(&edition, &LazyPages::of(&edition)).unwrap(),
            reading: Reading::of(&edition),
            edition,
        }
    }

    /// Which of its tables are set row by row.
    fn stacked(&self) -> Vec<bool> {
        lines::stacked(&opc::part(&self.bytes, "word/document.xml"))
    }

    /// What a program shows of it.
    fn lines(&self) -> Vec<Line> {
        lines::lines(&self.reading, &self.stacked(), &self.edition.words.after_label)
    }

    fn put(&self, folder: &Path) -> PathBuf {
        let path = folder.join(format!("{}.docx", self.name));
        fs::write(&path, &self.bytes).unwrap();
        path
    }
}

/// Every example leaflet in large print at two sizes, and the specimen.
fn written() -> &'static [Written] {
    static WRITTEN: OnceLock<Vec<Written>> = OnceLock::new();
    WRITTEN.get_or_init(write_all)
}

fn write_all() -> Vec<Written> {
    let disk = Disk::new("source");
    let mut out = Vec::new();
    let mut slugs: Vec<String> = fs::read_dir("source")
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    slugs.sort();
    assert!(slugs.len() >= 4, "{slugs:?}");
    for size in [18.0, 28.0] {
        let layout = Layout::bundled("large-print", Some(size)).unwrap();
        for slug in &slugs {
            let (edition, findings) = export::edition(&disk, slug, &layout, None).unwrap();
            let edition = edition.unwrap_or_else(|| panic!("{findings:?}"));
            out.push(Written::of(format!("{slug}-{size}"), edition));
        }
    }
    let specimen = specimen::edition(specimen::every_block(), Some(18.0));
    out.push(Written::of("specimen".into(), specimen));
    out
}

/// What holds the dash of a range to what follows it. A leaflet's own joiners stand before no word joiner: none of those is
/// written.
const HELD: &str = "\u{200D}\u{2060}";

/// The words of a text: NFC, without what is never drawn; a hyphen that ends no line is a hyphen. What holds words together
/// is left out on purpose: it is part of no word.
fn words(text: &str) -> Vec<String> {
    let text = text.replace(HELD, "");
    let kept = |c: &char| !clearleaf::model::invisible(*c) || clearleaf::model::joins(*c);
    let text: String = text.chars().filter(kept).nfc().collect();
    let text = text.replace('\u{2011}', "-");
    text.split_whitespace().map(str::to_owned).collect()
}

/// The place where two sequences part, with what stands round it.
fn parting(expected: &[String], found: &[String]) -> Option<String> {
    let longest = expected.len().max(found.len());
    let at = (0..longest).find(|at| expected.get(*at) != found.get(*at))?;
    let show =
        |words: &[String]| words[at.saturating_sub(6).min(words.len())..(at + 7).min(words.len())].join(" ");
    Some(format!(
        "at word {at}\n  leaflet  {}\n  found    {}",
        show(expected),
        show(found)
    ))
}

/// Text as LibreOffice saves it, word by word: bullets as `•`, without the page numbers of the contents.
fn saved_words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        let mut line = line;
        if let Some((entry, page)) = line.rsplit_once('\t')
            && !page.is_empty()
            && page.chars().all(char::is_numeric)
        {
            line = entry;
        }
        let mut words = words(line);
        // A list's mark stands in, which no other line does.
        if line.starts_with("    ")
            && let Some(mark) = words.first_mut()
            && !mark.contains(char::is_alphanumeric)
        {
            *mark = "•".to_owned();
        }
        out.append(&mut words);
    }
    out
}

fn headings(reading: &Reading) -> Vec<(u8, String)> {
    let level = |item: &Item| match item.role {
        Role::Heading(level) => Some((level.get(), words(&text(item)).join(" "))),
        Role::Paragraph
        | Role::Label
        | Role::Term
        | Role::Caption
        | Role::Cell
        | Role::Figure
        | Role::ContentsEntry(_)
        | Role::Reference => None,
    };
    reading.items.iter().filter_map(level).collect()
}

fn alternatives(reading: &Reading) -> Vec<String> {
    let figures = reading.items.iter().filter(|item| item.role == Role::Figure);
    figures.map(|item| words(&text(item)).join(" ")).collect()
}

#[test]
fn libreoffice_reads_every_word_and_counts_every_item() {
    let out = validation::folder("office-text");
    let files = written();
    let paths: Vec<PathBuf> = files.iter().map(|file| file.put(&out)).collect();
    let Some(texts) = office::convert(&out, office::TEXT, &paths) else {
        return;
    };
    for (file, text) in files.iter().zip(texts) {
        let found = saved_words(&fs::read_to_string(text).unwrap());
        let lines = file.lines().into_iter();
        let expected: Vec<String> = lines
            .flat_map(|line| [line.marks, words(&line.text)].concat())
            .collect();
        if let Some(difference) = parting(&expected, &found) {
            panic!("{}, {difference}", file.name);
        }
    }
}

/// A PDF of LibreOffice's, beside what it must say.
struct Exported<'a> {
    file: &'a Written,
    document: lopdf::Document,
    /// As our own reading back of a PDF sees it.
    reading: Reading,
}

fn exported<'a>(folder: &str, files: &'a [Written]) -> Option<Vec<Exported<'a>>> {
    let out = validation::folder(folder);
    let paths: Vec<PathBuf> = files.iter().map(|file| file.put(&out)).collect();
    let pdfs = office::convert(&out, office::TAGGED_PDF, &paths)?;
    let both = files.iter().zip(pdfs).map(|(file, pdf)| {
        let bytes = fs::read(pdf).unwrap();
        Exported {
            document: lopdf::Document::load_mem(&bytes).unwrap(),
            reading: Pdf.inspect(&bytes).unwrap().reading,
            file,
        }
    });
    Some(both.collect())
}

#[test]
fn libreoffice_exports_the_same_headings_words_tables_and_figures() {
    let Some(pdfs) = exported("office-pdf", written()) else {
        return;
    };
    for Exported {
        file,
        document,
        reading,
    } in &pdfs
    {
        let name = &file.name;
        let outline: Vec<_> = tagged::outline(document)
            .into_iter()
            .map(|(level, title)| (level, words(&title).join(" ")))
            .collect();
        assert_eq!(outline, headings(&file.reading), "{name}: the outline");
        let levels = |reading| headings(reading).into_iter().map(|(level, _)| level);
        assert!(
            levels(reading).eq(levels(&file.reading)),
            "{name}: the tags of headings"
        );
        let stacked = file.stacked();
        assert_eq!(
            grid(reading, &[]),
            grid(&file.reading, &stacked),
            "{name}: the tables"
        );
        same_words_drawn(file, reading);

        let figures = || {
            tagged::structure(document)
                .into_iter()
                .filter(|e| e.kind == "Figure")
        };
        let alternatives: Vec<_> = figures().filter_map(|figure| figure.alternative).collect();
        assert_eq!(alternatives, self::alternatives(&file.reading), "{name}");
        let pictures = opc::part(&file.bytes, "word/document.xml")
            .matches("<wp:docPr ")
            .count();
        assert_eq!(
            figures().count(),
            pictures,
            "{name}: the decorative ones included"
        );
        let brought = Docx.inspect(&file.bytes).unwrap().facts.fonts;
        let brought = brought.into_iter().filter(|font| font.embedded);
        let brought: Vec<String> = brought.map(|font| font.name.replace(' ', "")).collect();
        for face in tagged::faces(document) {
            assert!(
                brought.iter().any(|family| face.starts_with(family)),
                "{name}: {face} is no face that the file brings"
            );
        }
    }
}

#[test]
fn without_the_fonts_in_the_file_the_words_are_the_same() {
    let mut files = written().to_vec();
    for file in &mut files {
        file.name += "-bare";
        file.bytes = opc::without_fonts(&file.bytes);
        let inspection = Docx.inspect(&file.bytes).unwrap();
        assert_eq!(file.reading.difference(&inspection.reading), None);
        assert!(inspection.facts.fonts.iter().all(|font| !font.embedded));
    }
    let Some(pdfs) = exported("office-bare", &files) else {
        return;
    };
    for Exported { file, reading, .. } in &pdfs {
        same_words_drawn(file, reading);
    }
}

/// Row and column of each cell of the tables, and whether it heads a column; without tables that are `stacked`.
fn grid(reading: &Reading, stacked: &[bool]) -> Vec<(u32, u32, bool)> {
    let mut tables = 0;
    let mut out = Vec::new();
    for item in &reading.items {
        let table = item.within.iter().rposition(|within| *within == Container::Table);
        tables += usize::from(table.is_some_and(|table| item.shared <= table));
        if let [
            ..,
            Container::Row { ordinal },
            Container::Cell { column, header, .. },
        ] = item.within.as_slice()
            && !stacked.get(tables - 1).copied().unwrap_or(false)
        {
            // LibreOffice 7.4 knows no headers of rows.
            out.push((*ordinal, *column, *header && *ordinal == 1));
        }
    }
    out
}

/// Holds that a PDF shows what a file says, sign by sign; a line of the contents may end with its page. LibreOffice draws the
/// marks of lists among the words: those that number a list are read as its numbers, and any other as a word.
fn same_words_drawn(file: &Written, found: &Reading) {
    let name = &file.name;
    let (entries, rest) = parted(file.lines());
    let (found_entries, found_rest) = parted(lines::lines(found, &[], ""));
    if rest.contains(clearleaf::model::right_to_left) {
        same_signs_drawn(name, &rest, &found_rest);
    } else {
        assert_eq!(drawn(&rest), drawn(&found_rest), "{name}");
    }
    assert_eq!(entries.len(), found_entries.len(), "{name}: the contents");
    for (entry, found) in entries.iter().zip(&found_entries) {
        let mut left: Vec<char> = sorted(found);
        for c in sorted(entry) {
            let at = left.iter().position(|other| *other == c);
            left.remove(at.unwrap_or_else(|| panic!("{name}: `{found}` is not {entry}")));
        }
        assert!(
            left.iter().all(|c| c.is_numeric() || *c == '.'),
            "{name}: {found} for {entry}"
        );
    }
}

/// Holds the same of a text with right-to-left words, whose order a PDF does not tell. A number that comes behind its item,
/// as it is seen, is read as a word, and its list as one that has none.
fn same_signs_drawn(name: &str, wanted: &str, found: &str) {
    let bullets = |text: &str| sorted(text).into_iter().filter(|c| *c != '•').collect::<Vec<_>>();
    assert_eq!(bullets(wanted), bullets(found), "{name}");
}

/// The lines of the contents, and all other words.
fn parted(lines: impl IntoIterator<Item = Line>) -> (Vec<String>, String) {
    let (mut entries, mut rest) = (Vec::new(), String::new());
    for line in lines {
        if let Role::ContentsEntry(_) = line.role {
            entries.push(line.text);
        } else {
            rest.extend(line.marks);
            rest += &line.text;
        }
    }
    (entries, rest)
}

/// What is drawn of some words, in order: every sign but spaces.
fn drawn(text: &str) -> String {
    let drawn = |c: &char| !clearleaf::model::invisible(*c);
    words(text).concat().chars().filter(drawn).collect()
}

/// The signs that are drawn, each right-to-left letter as one and the same: LibreOffice gives letters that differ in their
/// dots one text.
fn sorted(text: &str) -> Vec<char> {
    let kept = |c: &char| !unicode_normalization::char::is_combining_mark(*c) && *c != '\u{FFFD}';
    let letter = |c| {
        if clearleaf::model::right_to_left(c) {
            'ع'
        } else {
            c
        }
    };
    let mut signs: Vec<char> = words(text)
        .concat()
        .chars()
        .filter(kept)
        .filter(|c| !clearleaf::model::invisible(*c))
        .map(letter)
        .collect();
    signs.sort_unstable();
    signs
}
