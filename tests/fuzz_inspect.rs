//! Files that nobody wrote: good ones damaged at random, in ways that their format gives an opening for. Whatever comes, the
//! readers end with a Reading that hangs together or with an error, in bounded memory; and what is read can be compared and
//! told of.
//!
//! Each case has a number, which is all that it is made from: CONTRIBUTING.md says how to try a million, and how to try one
//! again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "fuzz_inspect/damage.rs"]
mod damage;
#[path = "fuzz_inspect/harness.rs"]
mod harness;
#[path = "fuzz_inspect/package.rs"]
mod package;
#[path = "fuzz_inspect/page.rs"]
mod page;
#[path = "fuzz_inspect/pdf.rs"]
mod pdf;
#[path = "fuzz_inspect/random.rs"]
mod random;
#[path = "fuzz_inspect/readings.rs"]
mod readings;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::backend::html::Html;
use clearleaf::backend::pdf::Pdf;
use clearleaf::verify::compare::changes;
use clearleaf::verify::{Against, Artefact, Comparison, recognise, report};
use harness::{Good, forget_peak, fuzz, good, hangs_together, within_memory};
use package::Package;
use random::Random;

/// Reads bytes, compares what they say with what they should, and puts it into words.
fn read(name: &str, bytes: &[u8], good: &Good) -> Result<(), String> {
    // What it took to make the case is not what it takes to read it.
    forget_peak();
    let artefact = Artefact::of(name, bytes);
    if let Ok(read) = &artefact.read {
        hangs_together(&read.reading)?;
        let own = changes(&read.reading, &read.reading);
        if !own.is_empty() {
            return Err(format!("it differs from itself: {own:?}"));
        }
        let differs = !changes(&good.reading, &read.reading).is_empty();
        if differs != (good.reading != read.reading) {
            return Err(format!(
                "a difference is silent, or told of nothing:\n{}",
                read.reading
            ));
        }
    }
    let reading = &good.reading;
    let comparison = Comparison::of(vec![artefact], Against::Leaflet { name, reading });
    if report::text(std::slice::from_ref(&comparison)).is_empty() {
        return Err("nothing is said".to_owned());
    }
    report::json(&[comparison]).map(drop).map_err(|e| e.to_string())
}

#[test]
fn damaged_pdfs() {
    let good: Vec<(Good, lopdf::Document)> = good(&Pdf)
        .into_iter()
        .map(|good| {
            let document = lopdf::Document::load_mem(&good.bytes).unwrap();
            (good, document)
        })
        .collect();
    fuzz("pdf", |random| {
        let (good, document) = random.of(&good);
        let bytes = pdf::damaged(&good.bytes, document, random);
        (read("a.pdf", &bytes, good), bytes)
    });
}

fn packages(backend: &dyn Backend) -> Vec<(Good, Package)> {
    let good = good(backend).into_iter();
    good.map(|good| {
        let package = Package::open(&good.bytes);
        (good, package)
    })
    .collect()
}

#[test]
fn damaged_word_files() {
    let good = packages(&Docx);
    fuzz("docx", |random| {
        let (good, package) = random.of(&good);
        let bytes = package::damaged(package, random);
        (read("a.docx", &bytes, good), bytes)
    });
}

#[test]
fn damaged_books() {
    let good = packages(&Epub);
    fuzz("epub", |random| {
        let (good, package) = random.of(&good);
        let bytes = package::damaged(package, random);
        (read("a.epub", &bytes, good), bytes)
    });
}

#[test]
fn damaged_pages() {
    let good = good(&Html);
    fuzz("html", |random| {
        let good = random.of(&good);
        let bytes = page::damaged(&good.bytes, random);
        (read("a.html", &bytes, good), bytes)
    });
}

#[test]
fn random_readings() {
    fuzz("readings", |random| {
        let (one, other) = (readings::any(random), readings::any(random));
        let near = readings::changed(&one, random);
        let told = [&other, &near].map(|found| {
            let changes = changes(&one, found);
            let silent = changes.is_empty() != (one == *found);
            let words: String = changes.iter().map(ToString::to_string).collect();
            (silent, words.is_empty() != changes.is_empty())
        });
        let what = format!("{one}\n{near}\n{other}");
        if told == [(false, false); 2] && changes(&one, &one).is_empty() {
            (Ok(()), Vec::new())
        } else {
            (
                Err("a difference is silent, or told of nothing".to_owned()),
                what.into_bytes(),
            )
        }
    });
}

#[test]
fn random_beginnings() {
    const PIECES: &[&[u8]] = &[
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"mimetypeapplication/epub+zip",
        b"META-INF/container.xml",
        b"[Content_Types].xml",
        b"<!DOCTYPE html>",
        b"<html>",
        b"<?xml version=\"1.0\"?>",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE<\0h\0",
        b"%%EOF",
        b"startxref\n0\n",
        b"trailer <</Root 1 0 R>>\n",
        b"1 0 obj <</Type /Catalog /Pages 1 0 R>> endobj\n",
        b"\0",
    ];
    fuzz("beginnings", |random| {
        let mut bytes = Vec::new();
        for _ in 0..random.below(12) {
            match random.below(3) {
                0 => bytes.extend((0..random.below(40)).map(|_| random.byte())),
                _ => bytes.extend_from_slice(random.of::<&[u8]>(PIECES)),
            }
        }
        let known = recognise(&bytes).map(|backend| backend.format());
        let artefact = Artefact::of("a", &bytes);
        let agrees = artefact.format == known && (known.is_some() || artefact.read.is_err());
        let verdict = if agrees {
            Ok(())
        } else {
            Err("it is two things".to_owned())
        };
        (verdict, bytes)
    });
}

/// Found by a random case: the level after the last that a number can hold.
#[test]
fn the_deepest_level_that_can_be_written_is_read() {
    let packed = &good(&Docx)[0].bytes;
    let mut parts: Vec<_> = clearleaf::package::unzip::read(packed)
        .unwrap()
        .into_iter()
        .collect();
    for (name, bytes) in &mut parts {
        if name == "word/numbering.xml" {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(text.contains("w:ilvl=\"0\""));
            *bytes = text.replace("w:ilvl=\"0\"", "w:ilvl=\"4294967295\"").into_bytes();
        }
    }
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(name, bytes)| clearleaf::package::zip::Part::new(name, bytes))
        .collect();
    let bytes = clearleaf::package::zip::write(&parts).unwrap();
    assert!(Artefact::of("a.docx", &bytes).read.is_ok());
}

/// Found by a random case: a row of a predictor was made at the length that the file says.
#[test]
fn rows_of_gigabytes_are_not_made() {
    let mut document = lopdf::Document::load_mem(&good(&Pdf)[0].bytes).unwrap();
    let parameters = [
        ("Predictor", 12),
        ("Colors", i64::from(i32::MAX)),
        ("BitsPerComponent", 12),
    ];
    let parameters = parameters.map(|(key, value)| (key, lopdf::Object::Integer(value)));
    for object in document.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut() {
            stream
                .dict
                .set("DecodeParms", lopdf::Dictionary::from_iter(parameters.clone()));
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let read = Artefact::of("a.pdf", &bytes);
    assert!(read.read.is_err() || read.read.is_ok_and(|read| !read.facts.faults.is_empty()));
    within_memory().unwrap();
}

/// The same number makes the same case, whatever was tried before it.
#[test]
fn a_case_is_made_from_its_number_alone() {
    let word = &packages(&Docx)[0].1;
    let page = &good(&Html)[0].bytes;
    for number in 0..5 {
        let twice = |make: &dyn Fn(&mut Random) -> Vec<u8>| {
            assert_eq!(make(&mut Random::new(number)), make(&mut Random::new(number)));
        };
        twice(&|random| package::damaged(word, random));
        twice(&|random| page::damaged(page, random));
    }
}
