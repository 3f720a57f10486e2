//! Directions that cannot hurt: doses, telephone numbers, addresses and foreign phrases as they are *seen*, from left to
//! right, in lines of the other direction. Each case is set by our pages, and seen again by programs of others where
//! they are installed: MuPDF for the PDF, LibreOffice for the DOCX, Chromium for the EPUB.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod validation;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::backend::pdf::Pdf;
use clearleaf::backend::{BACKENDS, Backend};
use clearleaf::layout::{self, Edition, Layout};
use clearleaf::model::Reading;
use clearleaf::page::{LazyPages, Owner, Shape};
use clearleaf::source::{self, Memory};
use validation::{mupdf, office};

/// What is written among words of the other direction, and what is seen of it from left to right. `=` is the same.
type Case = (&'static str, &'static str);

/// Among Hebrew, and among Arabic.
const IN_BOTH: &[Case] = &[
    ("5 mg", "="),
    ("2.5 ml", "="),
    ("1,200 mg", "="),
    ("3 × 500 mg", "="),
    ("5-10 mg", "="),
    ("5–10 mg", "="),
    ("5 to 10 mg", "="),
    ("10 mg/kg/day", "="),
    ("10 mIU", "="),
    ("38.5 °C", "="),
    ("−5 °C", "="),
    ("+5 kg", "="),
    ("\\>5 mg", ">5 mg"),
    ("\\<0.5 mg", "<0.5 mg"),
    ("\\<0.5", "<0.5"),
    ("≥ 38.5 °C", "="),
    ("50%", "="),
    ("2/3", "="),
    ("120/80", "="),
    ("120/80 mmHg", "="),
    ("£1,250", "="),
    ("10:30", "="),
    ("9.30 am", "="),
    ("14/03/2026", "="),
    ("2026-10-31", "="),
    ("020 7946 0018", "="),
    ("(020) 7946 0018", "="),
    ("(123) 456 7890", "="),
    ("+44 20 7946 0018", "="),
    ("+44 (0)20 7946 0018", "="),
    ("[020 7946 0123](tel:+442079460123)", "020 7946 0123"),
    ("www.nhs.uk/a-b", "="),
    ("https://www.nhs.uk/a/b", "="),
    ("[www.nhs.uk](https://www.nhs.uk/)", "www.nhs.uk"),
    ("help@nhs.uk", "="),
    ("IBUPROFEN 200 mg", "="),
    ("co-codamol 8/500", "="),
    ("vitamin B12 2 mg", "="),
    ("B12", "="),
    ("HbA1c 48 mmol/mol", "="),
    ("[@a]", "[1]"),
    ("1, 2, 3", "3 ,2 ,1"),
    ("5 mg, 10 mg", "10 mg ,5 mg"),
    ("5 mg – 020 7946 0018", "020 7946 0018 – 5 mg"),
    ("(5 mg)", "="),
    ("5 mg۔", "۔5 mg"),
    ("020 7946 0018۔", "۔020 7946 0018"),
    ("020 7946 0018/19", "="),
    ("2 × 500 mg\\*", "*2 × 500 mg"),
    ("5 ± 2 mg", "="),
    ("5 × 10⁹/L", "="),
    ("3 × 2 × 5 mg", "="),
    ("5 mg × 3", "="),
    ("**5 mg**", "5 mg"),
    ("**5** mg", "5 mg"),
    ("<span lang=\"en\">Ring (9 am)!</span>", "Ring (9 am)!"),
    ("<span lang=\"en\">5 mg, at night</span>", "5 mg, at night"),
];

const IN_HEBREW: &[Case] = &[
    ("מ־1,200 mg", "1,200 mg־מ"),
    ("ב-10:30", "10:30-ב"),
    ("כ-5 mg", "5 mg-כ"),
    ("ל5 mg", "5 mgל"),
    ("עד 5 mg", "5 mg דע"),
    ("5 שעות", "תועש 5"),
    ("14 במרץ 2026", "2026 ץרמב 14"),
    ("(5 שעות)", "(תועש 5)"),
    ("5–10 mg-ב", "ב-5–10 mg"),
    ("\\*1234", "*1234"),
];

const IN_ARABIC: &[Case] = &[
    ("و5 mg", "5 mgو"),
    ("بـ5 mg", "5 mgـب"),
    ("٥ مل", "لم ٥"),
    ("٥٠٪", "٪٥٠"),
    ("٢٫٥ مل", "لم ٢٫٥"),
    ("٠٢٠ ٧٩٤٦ ٠٠١٨", "="),
    ("14 مارس 2026", "2026 سرام 14"),
    ("5 مل", "لم 5"),
    ("5 mg إلى 10 mg", "10 mg ىلإ 5 mg"),
    ("5 إلى 10 mg", "10 mg ىلإ 5"),
    ("−5 °C حتى 38.5 °C", "38.5 °C ىتح −5 °C"),
];

/// Among English.
const IN_ENGLISH: &[Case] = &[
    ("<span lang=\"ar\">خذ 5 mg</span> (123) 4", "5 mg ذخ (123) 4"),
    ("<span lang=\"he\">קחו 5 mg</span> 20 mg", "5 mg וחק 20 mg"),
    ("קחו 5 mg", "וחק 5 mg"),
    ("خذ 5 mg", "ذخ 5 mg"),
    ("خذ 020 7946 0018", "ذخ 020 7946 0018"),
    ("<span lang=\"ar\">خذ</span>, 5 mg", "ذخ, 5 mg"),
    ("<span lang=\"he\">קחו</span> [@a]", "וחק [1]"),
];

/// Word knows no isolates: each part of a phrase keeps its own direction, but the parts follow each other as the line runs.
const IN_WORD: &[Case] = &[
    ("<span lang=\"ar\">خذ 5 mg</span> (123) 4", "ذخ 5 mg (123) 4"),
    ("<span lang=\"he\">קחו 5 mg</span> 20 mg", "וחק 5 mg 20 mg"),
];

/// What stands before and behind each case, and whether the line runs from right to left.
struct Line {
    lang: &'static str,
    before: &'static str,
    behind: &'static str,
    rtl: bool,
}

const LINES: [Line; 3] = [
    Line {
        lang: "he",
        before: "קחו",
        behind: "היום",
        rtl: true,
    },
    Line {
        lang: "ar",
        before: "خذ",
        behind: "من",
        rtl: true,
    },
    Line {
        lang: "en",
        before: "Take",
        behind: "now",
        rtl: false,
    },
];

impl Line {
    fn cases(&self) -> Vec<Case> {
        match self.lang {
            "he" => [IN_BOTH, IN_HEBREW].concat(),
            "ar" => [IN_BOTH, IN_ARABIC].concat(),
            _ => IN_ENGLISH.to_vec(),
        }
    }

    /// What is seen of a case's line, without spaces; brackets are alike, because programs differ in which they name
    /// where one is drawn turned round.
    fn seen(&self, (written, seen): Case) -> String {
        let seen = if seen == "=" { written } else { seen };
        let turned = |words: &str| -> String {
            if self.rtl {
                words.chars().rev().collect()
            } else {
                words.to_owned()
            }
        };
        let (first, last) = (turned(self.before), turned(&format!("{}.", self.behind)));
        let (left, right) = if self.rtl { (last, first) } else { (first, last) };
        bare(&format!("{left} {seen} {right}"))
    }

    fn edition(&self) -> Edition {
        let mut leaflet = format!(
            "---\ntitle: {}\nlang: {}\nreferences: r.bib\n---\n\n## {}\n\n",
            self.before, self.lang, self.before
        );
        for (written, _) in self.cases() {
            leaflet += &format!("{} {written} {}.\n\n", self.before, self.behind);
        }
        let references = "@book{a, author={Smith, A.}, title={On}, date={2018}, publisher={P}}";
        let files = Memory::default()
            .with("x/leaflet.md", leaflet)
            .with("x/r.bib", references);
        let labels = layout::frame::callout_labels(None).unwrap();
        let sourced = source::read(&files, "x", &|_| Ok(labels.clone())).unwrap();
        let leaflet = sourced
            .leaflet
            .unwrap_or_else(|| panic!("{:?}", sourced.findings));
        layout::frame::edition(leaflet, Layout::bundled("large-print", Some(14.0)).unwrap(), None).unwrap()
    }
}

/// Words without spaces and what is never drawn, each bracket as `|`.
fn bare(words: &str) -> String {
    words
        .chars()
        // LibreOffice gives the dots of Arabic letters no text.
        .filter(|c| !c.is_whitespace() && !clearleaf::model::invisible(*c) && *c != '\u{FFFD}')
        .map(|c| {
            if matches!(c, '(' | ')' | '[' | ']' | '<' | '>') {
                '|'
            } else {
                c
            }
        })
        .map(|c| if c == '\u{2011}' { '-' } else { c })
        .collect()
}

/// Characters and their places as the lines that are seen, from left to right.
fn lines(characters: impl IntoIterator<Item = ((usize, i32), f32, String)>) -> Vec<String> {
    let mut lines: BTreeMap<(usize, i32), Vec<(f32, String)>> = BTreeMap::new();
    for (line, x, text) in characters {
        lines.entry(line).or_default().push((x, text));
    }
    let seen = lines.into_values().map(|mut line| {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        bare(&line.into_iter().map(|(_, text)| text).collect::<String>())
    });
    seen.collect()
}

/// Holds that every case is seen as it should be.
fn holds(who: &str, line: &Line, seen: &[String]) {
    holds_all(who, line, line.cases(), seen);
}

fn holds_all(who: &str, line: &Line, cases: Vec<Case>, seen: &[String]) {
    let wrong: Vec<String> = cases
        .into_iter()
        .filter(|case| !seen.contains(&line.seen(*case)))
        .map(|case| {
            let pieces: Vec<char> = bare(case.0).chars().collect();
            let near =
                |line: &&String| pieces.iter().filter(|c| line.contains(**c)).count() * 4 >= pieces.len() * 3;
            let near: Vec<&String> = seen.iter().filter(near).take(3).collect();
            format!("{}\n    wanted {}\n    near   {near:?}", case.0, line.seen(case))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{who}, among {}:\n{}\nof {seen:#?}",
        line.lang,
        wrong.join("\n")
    );
}

#[test]
fn what_reads_as_one_is_seen_as_one_on_our_pages() {
    for line in &LINES {
        let edition = line.edition();
        let pages = LazyPages::of(&edition);
        let pages = pages.get().unwrap();
        let mut characters = Vec::new();
        for (number, page) in pages.pages.iter().enumerate() {
            for mark in &page.marks {
                if let Shape::Text(run) = &mark.shape {
                    let at = (number, (run.baseline * 10.0) as i32);
                    characters.extend(run.clusters.iter().map(|c| (at, c.x, c.text.to_string())));
                }
            }
        }
        holds("our pages", line, &lines(characters));
    }
}

#[test]
fn what_is_turned_reads_the_same_in_every_format() {
    for line in &LINES {
        let edition = line.edition();
        for backend in BACKENDS {
            let bytes = backend.write(&edition, &LazyPages::of(&edition)).unwrap();
            let found = backend.inspect(&bytes).unwrap();
            if let Some(difference) = Reading::of(&edition).difference(&found.reading) {
                panic!("{}: {difference}", backend.format().id);
            }
        }
    }
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("directions")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// What a program says, or `None` where it is not installed, which is said aloud.
fn said(command: &mut Command) -> Option<String> {
    let program = command.get_program().to_owned();
    match command.stdin(Stdio::null()).stderr(Stdio::null()).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            // It is large: `tests/validators/install` does not bring it.
            assert!(
                std::env::var_os("CLEARLEAF_REQUIRE_READERS").is_none(),
                "{} is missing",
                program.display()
            );
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: {} is missing, so nobody else looked at the directions",
                program.display()
            );
            None
        }
    }
}

/// The lines of a PDF as MuPDF sees them.
fn seen_by_mupdf(pdf: &Path) -> Option<Vec<String>> {
    mupdf::characters(pdf).map(lines)
}

#[test]
fn what_reads_as_one_is_seen_as_one_in_a_pdf() {
    let out = folder("pdf");
    for line in &LINES {
        let edition = line.edition();
        let path = out.join(format!("{}.pdf", line.lang));
        fs::write(&path, Pdf.write(&edition, &LazyPages::of(&edition)).unwrap()).unwrap();
        let Some(seen) = seen_by_mupdf(&path) else { return };
        holds("MuPDF", line, &seen);
    }
}

#[test]
fn what_reads_as_one_is_seen_as_one_in_libreoffice() {
    let out = folder("docx");
    let mut paths = Vec::new();
    for line in &LINES {
        let edition = line.edition();
        let path = out.join(format!("{}.docx", line.lang));
        fs::write(&path, Docx.write(&edition, &LazyPages::of(&edition)).unwrap()).unwrap();
        paths.push(path);
    }
    let Some(pdfs) = office::convert(&out, "pdf", &paths) else {
        return;
    };
    for (line, pdf) in LINES.iter().zip(&pdfs) {
        let Some(seen) = seen_by_mupdf(pdf) else {
            return;
        };
        let in_word = |case: Case| {
            let other = IN_WORD.iter().find(|other| other.0 == case.0);
            *other.unwrap_or(&case)
        };
        // LibreOffice gives letters that differ in their dots or hamza one text: these words cannot be told from others.
        let told = |case: &Case| !["إلى", "حتى"].iter().any(|word| case.0.contains(word));
        let cases = line.cases().into_iter().filter(told).map(in_word).collect();
        holds_all("LibreOffice", line, cases, &seen);
    }
}

/// Tells where each character of each paragraph stands: a line each, `line<TAB>x<TAB>character`.
const LOOK: &str = r"<script><![CDATA[
window.onload = function () {
  const out = [];
  document.querySelectorAll('p').forEach(function (p, n) {
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      for (let at = 0; at < node.data.length; at++) {
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) out.push(n + '\t' + box.left + '\t' + node.data[at].codePointAt(0));
      }
    }
  });
  const pre = document.createElement('pre');
  pre.id = 'seen'; pre.textContent = out.join('\n');
  document.body.appendChild(pre);
};
]]></script></head>";

#[test]
fn what_reads_as_one_is_seen_as_one_in_chromium() {
    let out = folder("epub");
    for line in &LINES {
        let edition = line.edition();
        let bytes = Epub.write(&edition, &LazyPages::of(&edition)).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
        let mut seen = Vec::new();
        for name in names.iter().filter(|name| name.ends_with(".xhtml")) {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            let path = out.join(line.lang).join(name.rsplit('/').next().unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text.replace("</head>", LOOK)).unwrap();
            let mut browser = Command::new("chromium");
            browser
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--dump-dom",
                    "--virtual-time-budget=2000",
                ])
                .arg(format!("--user-data-dir={}", out.join("profile").display()))
                .arg("--window-size=1400,2000")
                .arg(format!("file://{}", path.display()));
            let Some(told) = said(&mut browser) else { return };
            let told = told.split("<pre id=\"seen\">").nth(1).unwrap_or_default();
            let told = told.split("</pre>").next().unwrap();
            let characters = told.lines().filter_map(|row| {
                let mut parts = row.split('\t');
                let line: usize = parts.next()?.parse().ok()?;
                let x: f32 = parts.next()?.parse().ok()?;
                let c = char::from_u32(parts.next()?.parse().ok()?)?;
                Some(((line, 0), x, c.to_string()))
            });
            seen.extend(lines(characters.collect::<Vec<_>>()));
        }
        holds("Chromium", line, &seen);
    }
}

#[test]
fn a_dose_in_a_title_keeps_its_order_at_the_foot_of_pages() {
    let leaflet = "---\ntitle: \"خذ 2 × 500 mg\"\nlang: ar\n---\n\n## خذ\n\nخذ.\n";
    let files = Memory::default().with("x/leaflet.md", leaflet);
    let labels = layout::frame::callout_labels(None).unwrap();
    let sourced = source::read(&files, "x", &|_| Ok(labels.clone())).unwrap();
    let layout = Layout::bundled("large-print", None).unwrap();
    let edition = layout::frame::edition(sourced.leaflet.unwrap(), layout, None).unwrap();
    let pages = LazyPages::of(&edition).get().unwrap();
    let foot = pages.pages[0]
        .marks
        .iter()
        .filter(|mark| mark.owner == Owner::Pagination);
    let characters = foot.filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run.clusters.iter().map(|c| ((0, 0), c.x, c.text.to_string()))),
        _ => None,
    });
    let seen = lines(characters.flatten());
    assert!(seen[0].contains("2×500mg"), "{seen:?}");
}
