//! What programs of others read in our PDFs: words in order, found by searching, copied whole. Where a program is not
//! installed the test says so and passes, unless `CLEARLEAF_REQUIRE_READERS` is set.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::Reading;
use clearleaf::model::reading::Role;
use clearleaf::page::LazyPages;
use clearleaf::source::{Disk, Files, Memory};
use unicode_normalization::UnicodeNormalization;

fn edition(files: &dyn Files, slug: &str, size: Option<f32>) -> Edition {
    let layout = Layout::bundled("large-print", size).unwrap();
    let (edition, findings) = export::edition(files, slug, &layout, None).unwrap();
    edition.unwrap_or_else(|| panic!("{findings:?}"))
}

fn of_text(text: &str, size: Option<f32>) -> Edition {
    edition(&Memory::default().with("x/leaflet.md", text), "x", size)
}

fn pdf(name: &str, edition: &Edition) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.pdf"));
    fs::write(&path, Pdf.write(edition, &LazyPages::of(edition)).unwrap()).unwrap();
    path
}

/// What each reader that is installed says of a PDF, with its name; that one is missing is said aloud.
fn read(path: &Path) -> Vec<(&'static str, String)> {
    let mut poppler = Command::new("pdftotext");
    poppler.arg(path).arg("-");
    let mut mupdf = Command::new("mutool");
    mupdf.args(["draw", "-q", "-F", "txt"]).arg(path);
    let mut out = Vec::new();
    for (name, mut command) in [("Poppler", poppler), ("MuPDF", mupdf)] {
        match command.stdin(Stdio::null()).stderr(Stdio::null()).output() {
            Ok(output) => out.push((name, String::from_utf8_lossy(&output.stdout).into_owned())),
            Err(_) => {
                assert!(
                    std::env::var_os("CLEARLEAF_REQUIRE_READERS").is_none(),
                    "{name} is missing"
                );
                let _ = writeln!(
                    std::io::stderr(),
                    "SKIPPED: {name} is missing, so it read nothing"
                );
            }
        }
    }
    out
}

/// The words of a text, in NFC, without bidi controls and what is never drawn but joiners.
fn words(text: &str) -> Vec<String> {
    let kept = |c: &char| !clearleaf::model::invisible(*c) || clearleaf::model::joins(*c);
    let text: String = text.chars().filter(kept).nfc().collect();
    text.split_whitespace().map(str::to_owned).collect()
}

/// The parts of a word between which its direction may change: Poppler puts a space there.
fn parts(word: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for c in word.chars() {
        match parts.last_mut() {
            Some(last) if before == Some(c.is_ascii()) => last.push(c),
            _ => parts.push(c.to_string()),
        }
        before = Some(c.is_ascii());
    }
    parts
}

#[test]
fn words_stand_in_the_order_of_reading() {
    for slug in ["breast-reconstruction", "gastroscopy", "gastroscopy-fr"] {
        let edition = edition(&Disk::new("source"), slug, None);
        let reading = Reading::of(&edition);
        for (who, text) in read(&pdf(slug, &edition)) {
            let read = words(&text).concat();
            let mut at = 0;
            for item in reading.items.iter().filter(|item| item.role != Role::Figure) {
                let item: String = item.runs.iter().map(|run| run.text.as_str()).collect();
                if item.chars().any(clearleaf::model::right_to_left) {
                    continue;
                }
                for word in words(&item) {
                    match read.get(at..).and_then(|rest| rest.find(&word)) {
                        Some(found) if found < 3000 => at += found + word.len(),
                        _ => panic!(
                            "{who} reads no `{word}` of `{item}` behind …{}",
                            read.get(at.saturating_sub(80)..at + 80).unwrap_or_default()
                        ),
                    }
                }
            }
        }
    }
}

#[test]
fn every_word_is_found_in_every_script() {
    let disk = Disk::new("tests/scripts");
    let mut leaflets: Vec<(String, Edition)> = ["bn", "el", "he", "hi", "pa", "uk"]
        .map(|slug| (slug.to_owned(), edition(&disk, slug, None)))
        .into();
    leaflets.push((
        "ar".to_owned(),
        edition(&Disk::new("source"), "gastroscopy-ar", None),
    ));
    for (name, words) in [
        ("ar", "مثلًا سيّما الأطفال لِأنّ والإسلامُ وكلًّا شيءٍ مُؤلِمٌ لَا تأكلْ كُتبت ولا بلا"),
        ("fa", "می\u{200C}خواهم کتاب\u{200C}ها پزشک"),
        ("ur", "ٹھیک گھنٹے ڈاکٹر دوائی"),
        ("he", "בַּבַּיִת שֶׁבַּשָּׁמַיִם הַשָּׂדֶה שָּׁלוֹם צָהֳרַיִם"),
        ("vi", "điều trị huyết áp"),
        ("en", "cafe\u{301} ffi fl naïve"),
    ] {
        let leaflet = format!("---\ntitle: \"1\"\nlang: {name}\n---\n\n{words}\n");
        leaflets.push((format!("{name}-words"), of_text(&leaflet, None)));
    }
    for (name, edition) in leaflets {
        let reading = Reading::of(&edition);
        for (who, text) in read(&pdf(&name, &edition)) {
            let read = words(&text);
            let text = read.join(" ");
            assert!(
                !text.contains('\u{2060}') && !text.contains('\u{FFFD}'),
                "{who}, {name}"
            );
            for item in reading.items.iter().filter(|item| item.role != Role::Figure) {
                let item: String = item.runs.iter().map(|run| run.text.as_str()).collect();
                for word in words(&item).iter().flat_map(|word| parts(word)) {
                    // Programs differ in which side of a right-to-left word they put its punctuation.
                    let word = word.trim_matches(|c: char| {
                        !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)
                    });
                    assert!(text.contains(word), "{who}, {name}: no `{word}` in {text}");
                }
            }
        }
    }
}

#[test]
fn a_web_address_is_copied_without_spaces() {
    let address = "https://www.hospital.example.org/services/surgery/after-your-operation/leaflets-and-films.html?lang=en";
    for (lang, size) in [
        ("en", None),
        ("en", Some(40.0)),
        ("fr", Some(32.0)),
        ("he", None),
        ("ar", Some(30.0)),
    ] {
        let leaflet =
            format!("---\ntitle: \"1\"\nlang: {lang}\n---\n\n{address}\n\n[{address}]({address})\n");
        let edition = of_text(&leaflet, size);
        let name = format!("address-{lang}-{}", size.unwrap_or_default());
        for (who, text) in read(&pdf(&name, &edition)) {
            let kept = |c: &char| !clearleaf::model::invisible(*c) && !matches!(c, '\n' | '\r' | '\u{C}');
            let copied: String = text.chars().filter(kept).collect();
            assert_eq!(copied.matches(address).count(), 2, "{who}, {name}: {text}");
        }
    }
}
