//! References under strain: files that mean harm, files that are large, random text, and every field of every type.
#![allow(clippy::unwrap_used, reason = "a test that meets `None` has failed")]

use std::sync::Arc;

use clearleaf::finding::{Finding, SourceText};
use clearleaf::model::{Inline, Lang};
use clearleaf::source::references::{Library, Request, Style, read};

fn source(text: &str) -> Arc<SourceText> {
    Arc::new(SourceText {
        path: "references.bib".into(),
        text: text.into(),
    })
}

fn style() -> Style {
    Style::named("numbered").unwrap()
}

fn library(text: &str) -> (Library, Vec<Finding>) {
    let (library, findings) = read(&source(text));
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    (
        library.unwrap_or_else(|| panic!("{}", shown.join("\n"))),
        findings,
    )
}

fn request(key: &str, locator: Option<&str>) -> Request {
    Request {
        key: key.into(),
        locator: locator.map(str::to_owned),
    }
}

const LEAFLET: &str = include_str!("references/four.bib");

#[test]
fn hostile_files_end_soon() {
    let doubling: String = (1..40)
        .map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n - 1, n - 1))
        .collect();
    let wide: String = (0..8)
        .map(|n| {
            format!(
                "@xdata{{x{n}, xdata={{{}}}}}\n",
                vec![format!("x{}", n + 1); 50].join(",")
            )
        })
        .collect();
    let cases = [
        format!("@string{{s0 = {{}}}}\n{doubling}@misc{{a, title=s39}}"),
        format!("{wide}@xdata{{x8, note={{n}}}}\n@misc{{a, title={{A}}, xdata={{x0}}}}"),
        format!(
            "@misc{{a, title={{{}x{}}}}}",
            "{".repeat(100_000),
            "}".repeat(100_000)
        ),
        format!("@misc{{a, title={{{}}}}}", r"\'{".repeat(10_000)),
        format!(
            "@misc{{a, title={{{}x{}}}}}",
            r"\emph{".repeat(20_000),
            "}".repeat(20_000)
        ),
        format!(
            "@misc{{a, title={{T}}, author={{{}}}}}",
            "A, B and ".repeat(2_000)
        ),
        format!("@misc{{a, title={{T}}, pages={{{}}}}}", "1,".repeat(20_000)),
        "@".repeat(100_000),
        "@misc{".repeat(20_000),
        format!("@misc{{a, title={{{}}}}}", "$^{_".repeat(10_000)),
    ];
    let start = std::time::Instant::now();
    for text in &cases {
        let (library, _) = read(&source(text));
        if let Some(library) = library {
            library.format(&[], &Lang::english(), &style()).unwrap();
        }
        println!("{:?} {}", start.elapsed(), &text[..20]);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn many_references_take_time_in_proportion() {
    let took = |copies: usize| {
        let rename = |n: usize| LEAFLET.replace("esmo2015", &format!("e{n}"));
        let keys = |n: usize, text: String| {
            ["morrow2014", "nice2018", "sign2013"]
                .iter()
                .fold(text, |text, key| text.replace(key, &format!("{key}-{n}")))
        };
        let text: String = (0..copies).map(|n| keys(n, rename(n))).collect();
        let start = std::time::Instant::now();
        let (library, _) = library(&text);
        let requests: Vec<Request> = (0..copies).map(|n| request(&format!("e{n}"), None)).collect();
        let formatted = library.format(&requests, &Lang::english(), &style()).unwrap();
        assert_eq!(formatted.entries.len(), 4 * copies);
        start.elapsed()
    };
    let first = took(1);
    let second = took(1);
    let many = took(250);
    println!("4 with the style: {first:?}; 4 again: {second:?}; 1,000: {many:?}");
    assert!(many.as_secs() < 15, "{many:?}");
}

fn anything() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let piece = prop_oneof![
        Just("@misc{a, ".to_owned()),
        Just("@article{b,\n".to_owned()),
        Just("@string{s = ".to_owned()),
        prop::sample::select(vec![
            "title",
            "author",
            "editor",
            "year",
            "month",
            "day",
            "date",
            "urldate",
            "eventdate",
            "pages",
            "volume",
            "number",
            "edition",
            "url",
            "doi",
            "crossref",
            "xdata",
            "journal",
            "booktitle",
            "eprint",
            "series",
            "chapter",
            "issue",
            "type",
            "volumes"
        ])
        .prop_map(|name| format!("{name} = ")),
        "[{}\"$\\\\,#@%~^_=' -]{1,4}",
        "[0-9²/X.~?-]{1,8}",
        Just("{".to_owned()),
        Just("}, ".to_owned()),
        Just("}}\n".to_owned()),
        Just(" and ".to_owned()),
        Just("\\'".to_owned()),
        Just("\\emph{".to_owned()),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn a_field() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let names = vec![
        "title",
        "subtitle",
        "author",
        "editor",
        "translator",
        "year",
        "month",
        "day",
        "date",
        "urldate",
        "eventdate",
        "pages",
        "volume",
        "number",
        "edition",
        "url",
        "doi",
        "journal",
        "booktitle",
        "eprint",
        "series",
        "chapter",
        "issue",
        "type",
        "volumes",
        "publisher",
        "location",
        "note",
        "eid",
        "version",
        "institution",
    ];
    let value = prop_oneof![3 => "[^{}\\\\$.]{0,24}", 1 => "[0-9²/X~?, -]{0,9}", 1 => "[A-Z][a-z]+, [A-Z]\\. and [a-z =]+"];
    (prop::sample::select(names), value).prop_map(|(name, value)| format!("{name} = {{{value}}},\n"))
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in anything()) {
        let (library, _) = read(&source(&text));
        if let Some(library) = library {
            let keys: Vec<Request> = library.keys().map(|key| request(key, Some(&text))).collect();
            library.format(&keys, &Lang::english(), &style()).unwrap();
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let (_, _) = read(&source(&String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn every_entry_with_a_title_prints_it(
        kind in proptest::sample::select(vec!["misc", "article", "book", "incollection", "report", "online", "thesis", "inproceedings"]),
        fields in proptest::collection::vec(a_field(), 0..8),
    ) {
        let text = format!("@{kind}{{k, {} title = {{Ein Titel}} }}", fields.concat());
        let (library, _) = read(&source(&text));
        if let Some(library) = library {
            let formatted = library.format(&[request("k", None)], &Lang::english(), &style()).unwrap();
            let words = Inline::plain_text(&formatted.entries[0].content);
            proptest::prop_assert!(words.contains("Ein Titel"), "{words}");
            proptest::prop_assert!(!words.contains(".."), "{words}");
        }
    }
}

/// Every type of entry, with every field that a list of references shows.
#[test]
fn no_field_vanishes_unseen() {
    let kinds = [
        "article",
        "book",
        "booklet",
        "collection",
        "proceedings",
        "manual",
        "periodical",
        "inbook",
        "incollection",
        "inreference",
        "inproceedings",
        "report",
        "techreport",
        "thesis",
        "phdthesis",
        "patent",
        "unpublished",
        "online",
        "misc",
        "software",
        "dataset",
        "standard",
        "legislation",
        "video",
    ];
    let fields = [
        ("addendum", "Zaddendum"),
        ("address", "Zaddress"),
        ("author", "Zauthor"),
        ("booktitle", "Zbooktitle"),
        ("booksubtitle", "Zbooksub"),
        ("chapter", "871"),
        ("doi", "10.1/872"),
        ("edition", "Zedition"),
        ("editor", "Zeditor"),
        ("eid", "e873"),
        ("eprint", "874"),
        ("eventtitle", "Zevent"),
        ("howpublished", "Zhow"),
        ("institution", "Zinst"),
        ("issue", "875"),
        ("journal", "Zjournal"),
        ("journalsubtitle", "Zjournalsub"),
        ("location", "Zlocation"),
        ("maintitle", "Zmain"),
        ("note", "Znote"),
        ("number", "876"),
        ("organization", "Zorg"),
        ("pages", "877"),
        ("pmid", "878"),
        ("publisher", "Zpub"),
        ("pubstate", "Zstate"),
        ("school", "Zschool"),
        ("series", "Zseries"),
        ("subtitle", "Zsub"),
        ("titleaddon", "Zaddon"),
        ("translator", "Ztrans"),
        ("type", "Ztype"),
        ("url", "https://example.org/z"),
        ("venue", "Zvenue"),
        ("version", "Zversion"),
        ("volume", "879"),
        ("volumes", "880"),
        ("year", "1981"),
        ("bookauthor", "Zbookauthor"),
        ("date", "1982"),
        ("month", "jul"),
    ];
    for style in Style::carried() {
        every_field_is_shown(&Style::named(style).unwrap(), &kinds, &fields);
    }
}

fn every_field_is_shown(style: &Style, kinds: &[&str], fields: &[(&str, &str)]) {
    let told = |text: &str| {
        let (library, findings) = library(text);
        let formatted = library.format(&[], &Lang::english(), style).unwrap();
        (Inline::plain_text(&formatted.entries[0].content), findings)
    };
    for kind in kinds {
        let held = match *kind {
            "article" => "journaltitle = {J}",
            _ if kind.starts_with("in") => "booktitle = {B}",
            _ => "title = {T}",
        };
        for (name, value) in fields.iter().copied() {
            if held.starts_with(name) || (name, held) == ("journal", "journaltitle = {J}") {
                continue;
            }
            let text = format!(
                "@{kind}{{k, {held}, {name} = {{{value}}}, {} }}",
                if held.starts_with("title") {
                    ""
                } else {
                    "title = {T}"
                }
            );
            let (words, findings) = told(&text);
            let reported = findings.iter().any(|finding| finding.message.contains(name));
            assert!(words.contains(value) || reported, "{text}\n{words}");
            assert!(words.matches(value).count() <= 1, "{text}\n{words}");
        }
        // And all of them at once.
        let all: String = fields
            .iter()
            .filter(|(name, _)| !held.starts_with(name) && !["date", "month"].contains(name))
            .map(|(name, value)| format!("{name} = {{{value}}},\n"))
            .collect();
        let title = if held.starts_with("title") {
            ""
        } else {
            "title = {T},"
        };
        let (words, findings) = told(&format!("@{kind}{{k, {held}, {title} {all} }}"));
        for (name, value) in fields
            .iter()
            .filter(|(name, _)| !held.starts_with(name) && !["date", "month"].contains(name))
        {
            let reported = findings
                .iter()
                .any(|finding| finding.message.contains(&format!("`{name}`")));
            assert!(words.contains(value) || reported, "{kind} {name}\n{words}");
        }
    }
}
