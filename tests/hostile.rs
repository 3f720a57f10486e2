//! Files that are deep, long, broken or meant to harm. Each is answered with findings and nothing else, and whatever the
//! bytes are, nothing panics.
//!
//! The property tests run a few cases. `CLEARLEAF_FUZZ_SECONDS=600 cargo test --release --test hostile random` makes each
//! of them run for that long, with other cases each time, and keeps the case that is being tried in
//! `target/tmp/fuzz-<name>`: it is there still when the process dies.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "hostile/fuzz.rs"]
mod fuzz;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use clearleaf::check;
use clearleaf::finding::{Finding, has_errors};
use clearleaf::model::{Block, CalloutKind, Content, ImageData};
use clearleaf::source::{self, CalloutLabels, Disk, Files, Memory, Sourced};

pub(crate) const FRONT: &str = "---
title: Breast surgery
lang: en
summary: What happens.
version: 1.20
reviewed: 2026-01
next-review: 2029-01-31
reviewers:
  - name: Ann Smith
    approved: true
---
";

const DRAWING: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path d='M0 0h9v9z'/></svg>";

pub(crate) fn labels() -> CalloutLabels {
    CalloutLabels {
        callout: Content::text("Good to know").unwrap(),
        warning: Content::text("Warning").unwrap(),
    }
}

fn folder(body: &str) -> Memory {
    Memory::default()
        .with("a/leaflet.md", format!("{FRONT}\n{body}"))
        .with("a/d.svg", DRAWING)
}

fn read(files: &dyn Files) -> Sourced {
    let sourced = source::read(files, "a", &|_| Ok(labels())).unwrap();
    assert_eq!(sourced.leaflet.is_none(), has_errors(&sourced.findings));
    sourced
}

/// The codes of everything that is found, rules included.
fn codes(files: &dyn Files) -> Vec<&'static str> {
    let sourced = read(files);
    let all: Vec<Finding> = check::leaflet(&sourced, None)
        .into_iter()
        .chain(sourced.findings)
        .collect();
    for finding in all.iter().take(3) {
        assert!(!finding.to_string().is_empty());
    }
    let codes: BTreeSet<&str> = all.iter().map(|finding| finding.code).collect();
    codes.into_iter().collect()
}

#[test]
fn depth_is_answered() {
    const DEEP: usize = 100_000;
    let both = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    let nested_lists: String = (0..120)
        .map(|depth| format!("{}- a\n", " ".repeat(2 * depth)))
        .collect();
    let longer_fences: String = (3..300)
        .rev()
        .map(|n| format!("{}callout a\n", ":".repeat(n)))
        .collect();
    let cases = [
        (">".repeat(DEEP), "nested-too-deeply"),
        ("> ".repeat(DEEP), "nested-too-deeply"),
        ("- ".repeat(DEEP), "nested-too-deeply"),
        ("* ".repeat(DEEP), "nested-too-deeply"),
        ("1. ".repeat(DEEP), "nested-too-deeply"),
        ("> - ".repeat(DEEP), "nested-too-deeply"),
        (":::callout a\n".repeat(DEEP), "nested-too-deeply"),
        (longer_fences, "nested-too-deeply"),
        (nested_lists, "nested-too-deeply"),
        ("[".repeat(DEEP), "too-long"),
        ("![".repeat(DEEP), "too-long"),
        ("(".repeat(DEEP), "too-long"),
        ("*".repeat(DEEP), "too-long"),
        ("**".repeat(DEEP), "too-long"),
        (":::".repeat(DEEP), "too-long"),
        ("<span lang=\"fr\">".repeat(DEEP), "too-long"),
        ("*_[".repeat(DEEP), "too-long"),
        (both("*a **b ", "** *", 5_000), "too-long"),
        // As much of each as is still parsed.
        (both("[", "]", 20_000), ""),
        (both("(", ")", 20_000), ""),
        (both("![", "](d.svg)", 4_000), "image-in-line"),
        (both("[", "](https://x.org)", 2_000), "broken-link"),
        (both("*a ", "*", 10_000), "nested-too-deeply"),
        (both("**a ", "**", 8_000), "nested-too-deeply"),
        ("*a* **b** ".repeat(2_000), "too-long"),
        (("*a* **b** ".repeat(200) + "\n\n").repeat(40), "too-long"),
        ("[a](https://x.org/) ".repeat(2_000), "too-long"),
        (format!("a{}", "\u{301}".repeat(20_000)), "too-long"),
        (both("<span lang=\"fr\">", "</span>", 240), "nested-too-deeply"),
        ("<span lang=\"fr\">".repeat(20), "unclosed-phrase"),
        (":::\n".repeat(1_900), "stray-fence"),
        (":::table a\n".repeat(30), "nested-too-deeply"),
        ("*_[".repeat(15_000), "too-long"),
        ("`".repeat(40_000), "code-block"),
        ("\\".repeat(40_000), ""),
        ("&".repeat(40_000), ""),
        ("<".repeat(40_000), ""),
    ];
    for (body, expected) in cases {
        let wanted: Vec<&str> = Some(expected)
            .into_iter()
            .filter(|code| !code.is_empty())
            .collect();
        let begins: String = body.chars().take(20).collect();
        assert_eq!(codes(&folder(&body)), wanted, "{begins}…");
    }
}

#[test]
fn length_is_answered() {
    let table = |rows: usize| format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(rows));
    let sections = |n: usize| {
        (0..n)
            .map(|at| format!("## Part {at}\n\nSee [](#part-{at}).\n\n"))
            .collect()
    };
    let cases: [(String, bool); 16] = [
        ("- an item\n".repeat(100_000), true),
        ("- an item\n\n".repeat(100_000), true),
        ("a".repeat(1_000_000), true),
        ("word ".repeat(200_000), true),
        (table(10_000), true),
        (sections(5_000), true),
        ("Some words.\n\n".repeat(20_000), true),
        (
            "Some words go here, and more of them follow.\n\n".repeat(200_000),
            true,
        ),
        ("[".repeat(10_000_000), true),
        ("a\n: b\n\n".repeat(20_000), true),
        ("[a]: https://x.org\n".repeat(50_000), true),
        // What is long, and read all the same.
        ("- an item\n".repeat(1_000), false),
        (table(1_000), false),
        (sections(300), false),
        ("Some words.\n\n".repeat(3_000), false),
        ("word ".repeat(9_000), false),
    ];
    for (body, refused) in cases {
        let expected: &[&str] = if refused { &["too-long"] } else { &[] };
        let begins: String = body.chars().take(20).collect();
        assert_eq!(codes(&folder(&body)), expected, "{begins}…");
    }
}

#[test]
fn values_have_a_length() {
    let accents = "\u{301}".repeat(150_000);
    let title = |title: &str| {
        let front = FRONT.replace("Breast surgery", title);
        Memory::default().with("a/leaflet.md", format!("{front}\nWords.\n"))
    };
    assert_eq!(codes(&title(&accents[..60_000])), ["too-long"]);
    assert_eq!(codes(&title(&format!("a{}", &accents[..62]))), ["too-long"]);
    assert_eq!(codes(&title(&"a".repeat(1_001))), ["too-long"]);
    let references = |name: &str, text: String| {
        let front = FRONT.replace("lang: en", &format!("lang: en\nreferences: {name}"));
        Memory::default()
            .with("a/leaflet.md", format!("{front}\nWords [@a].\n"))
            .with(&format!("a/{name}"), text)
    };
    for title in [accents, "Word ".repeat(400_000)] {
        for (name, text) in [
            ("a.bib", format!("@book{{a, title={{{title}}}, year=2020}}")),
            (
                "a.json",
                format!("[{{\"id\": \"a\", \"type\": \"book\", \"title\": \"{title}\"}}]"),
            ),
            ("a.yaml", format!("a:\n  type: book\n  title: \"{title}\"\n")),
        ] {
            let begun = std::time::Instant::now();
            // The reader of BibTeX ends earlier: it must find the brace first.
            let code = if name == "a.bib" {
                "bibtex-value"
            } else {
                "too-long"
            };
            assert_eq!(codes(&references(name, text)), [code], "{name}");
            println!("{name}: {:?}", begun.elapsed());
        }
    }
}

/// A drawing of one element, in a leaflet.
fn drawing(inside: &str) -> Memory {
    folder("![A scar](d.svg)\n").with(
        "a/d.svg",
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='20'>{inside}</svg>"
        ),
    )
}

#[test]
fn a_drawing_stands_for_itself() {
    for inside in [
        "<script>x()</script>",
        "<g onclick='x()'/>",
        "<g ONLOAD='x()'/>",
        "<image href='file:///etc/passwd'/>",
        "<image xlink:href='https://x.org/a.png'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<use href='https://x.org/a.svg#b'/>",
        "<use xlink:href='other.svg#b'/>",
        "<use href=''/>",
        "<style>@import 'https://x.org/a.css';</style>",
        "<style>@IMPORT url(a.css);</style>",
        "<style>g { fill: url(https://x.org/a) }</style>",
        "<style><![CDATA[ g { fill: url('//x.org/a') } ]]></style>",
        "<g style='fill: URL(file:///a)'/>",
        "<g fill='url( https://x.org/a#b )'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>",
        "<a href='#b'><path d='M0 0h9'/></a>",
        "<a xlink:href='javascript:x()'/>",
        "<linearGradient href='other.svg#a'/>",
        "<animate attributeName='x'/>",
        "<?xml-stylesheet href='a.css'?>",
    ] {
        assert_eq!(codes(&drawing(inside)), ["unsafe-image"], "{inside}");
    }
    let declared = [
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>",
    ];
    for declared in declared {
        let files = folder("![A scar](d.svg)\n").with("a/d.svg", format!("{declared}{DRAWING}"));
        assert_eq!(codes(&files), ["unsafe-image"], "{declared}");
    }
}

#[test]
fn a_drawing_is_no_larger_than_a_page_can_bear() {
    let path = |segments: usize| format!("<path d='M0 0{}'/>", " L9 7".repeat(segments));
    assert_eq!(codes(&drawing(&path(50_000))), [""; 0]);
    assert_eq!(codes(&drawing(&path(400_000))), ["unusable-image"]);
    assert_eq!(
        codes(&drawing(&"<path d='M0 0h9v9z'/>".repeat(100_000))),
        ["unusable-image"]
    );
    assert_eq!(codes(&drawing(&"<g>".repeat(100_000))), ["unusable-image"]);
    let uses: String = (1..30)
        .map(|n| {
            format!(
                "<g id='g{n}'>{}</g>",
                format!("<use href='#g{}'/>", n - 1).repeat(10)
            )
        })
        .collect();
    let bomb = format!("<defs><path id='g0' d='M0 0h9v9z'/>{uses}</defs><use href='#g29'/>");
    assert_eq!(codes(&drawing(&bomb)), ["unusable-image"]);
    let chain: String = (1..20_000)
        .map(|n| format!("<g id='g{n}'><use href='#g{}'/></g>", n - 1))
        .collect();
    assert_eq!(
        codes(&drawing(&format!("<path id='g0' d='M0 0h9'/>{chain}"))),
        ["unusable-image"]
    );
    assert_eq!(
        codes(&drawing(
            "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g><path d='M0 0h9v9z'/>"
        )),
        ["unusable-image"]
    );
    assert_eq!(
        codes(&drawing(&format!("<text>{}</text>", "word ".repeat(100_000)))),
        ["unusable-image"]
    );
    let vast =
        "<svg xmlns='http://www.w3.org/2000/svg' width='20000' height='20000'><path d='M0 0h9v9z'/></svg>";
    let files = folder("![A scar](d.svg)\n").with("a/d.svg", vast);
    assert_eq!(codes(&files), ["unusable-image"]);
}

/// A PNG of grey, of this width and height.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer
        .write_image_data(&vec![7; (width * height) as usize])
        .unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn pictures_are_whole_and_of_a_kind_that_formats_take() {
    let with = |bytes: Vec<u8>| folder("![A scar](d.png)\n").with("a/d.png", bytes);
    assert_eq!(codes(&with(png(30, 30))), [""; 0]);
    let good = png(30, 30);
    let mut wrong_sum = good.clone();
    let last = wrong_sum.len() - 1;
    wrong_sum[last - 12] ^= 1;
    let mut vast = good.clone();
    vast[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let mut ftyp = b"\0\0\0\x20ftypavif".to_vec();
    ftyp.extend([0; 20]);
    let broken: [(&str, Vec<u8>); 12] = [
        ("", good[..good.len() / 2].to_vec()),
        ("", good[..good.len() - 12].to_vec()),
        ("", wrong_sum),
        ("", vast),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
        ("GIF", b"GIF89a\x01\0\x01\0".to_vec()),
        ("WebP", b"RIFF\x10\0\0\0WEBPVP8 ".to_vec()),
        ("AVIF", ftyp),
        ("PDF", b"%PDF-1.7\n".to_vec()),
        ("TIFF", b"II*\0".to_vec()),
        ("UTF-16", b"\xff\xfe<\0s\0v\0g\0".to_vec()),
        ("empty", Vec::new()),
    ];
    for (kind, bytes) in broken {
        let sourced = read(&with(bytes));
        let [finding] = sourced.findings.as_slice() else {
            panic!("{kind}: {:?}", sourced.findings);
        };
        assert_eq!(finding.code, "unusable-image", "{kind}");
        assert!(finding.message.contains(kind), "{kind}: {}", finding.message);
    }
}

#[test]
fn a_picture_is_read_once_however_often_it_stands() {
    let body = "![A scar](d.png)\n\n![A scar](./d.png)\n\n![A scar](e.png)\n";
    let files = folder(body)
        .with("a/d.png", png(30, 30))
        .with("a/e.png", png(30, 30));
    let sourced = read(&files);
    assert_eq!(sourced.findings, []);
    let leaflet = sourced.leaflet.unwrap();
    let pictures: Vec<_> = leaflet
        .body
        .iter()
        .map(|block| match block {
            Block::Figure(figure) => match &figure.image.data {
                ImageData::Png(bytes) => (figure.image.name.as_str(), Arc::clone(bytes)),
                ImageData::Svg(_) => panic!("a drawing"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    let names: Vec<&str> = pictures.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["d.png", "d.png", "e.png"]);
    assert!(
        pictures
            .iter()
            .all(|(_, bytes)| Arc::ptr_eq(bytes, &pictures[0].1))
    );
    let broken = folder(body).with("a/d.png", "").with("a/e.png", png(30, 30));
    assert_eq!(read(&broken).findings.len(), 1, "a broken file is told of once");
}

#[test]
fn all_pictures_together_have_a_limit() {
    // Only what the header says counts: nothing of the sixth is decoded.
    let body: String = (0..8).map(|n| format!("![A scar](d{n}.png)\n\n")).collect();
    let with = |side: u32, others: usize| {
        (0..8usize).fold(folder(&body), |files, n| {
            let own = if n <= others { side + n as u32 } else { 30 };
            files.with(&format!("a/d{n}.png"), png(own, side))
        })
    };
    assert_eq!(read(&with(4_200, 2)).findings, []);
    let findings = read(&with(4_400, 7)).findings;
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(finding.code, "unusable-image");
    assert!(finding.message.contains("100 million"), "{}", finding.message);
    let large = folder("![A scar](d.png)\n").with("a/d.png", png(8_000, 5_001));
    let findings = read(&large).findings;
    assert!(
        findings[0].message.contains("more than 40 million"),
        "{findings:?}"
    );
    let bytes = folder("![A scar](d.png)\n\n![A scar](e.png)\n")
        .with("a/d.png", [png(30, 30), vec![0; 40 << 20]].concat())
        .with("a/e.png", [png(30, 30), vec![1; 40 << 20]].concat());
    let findings = read(&bytes).findings;
    assert!(
        findings.iter().any(|finding| finding.message.contains("64 MB")),
        "{findings:?}"
    );
}

#[test]
fn a_fault_that_repeats_is_told_a_few_times() {
    let row = format!("{}\n", "| a ".repeat(20));
    let table = format!("{row}{}\n{}", "|---".repeat(20), row.repeat(200));
    let tables = format!("{table}\n").repeat(5);
    let listed = format!("- {}\n", table.trim_end().replace('\n', "\n  "));
    assert_eq!(read(&folder(&format!("{tables}{listed}"))).findings.len(), 1);
    let crowded = format!("{}\n\n", "*a* ".repeat(501)).repeat(20);
    assert_eq!(read(&folder(&crowded)).findings.len(), 3);
}

const REFERENCE: &str = "@misc{one, author = {Smith, Ann}, title = {Words}, year = 2020}\n";

fn citing(body: &str, reference: &str) -> Memory {
    let front = FRONT.replace("version:", "references: r.bib\nversion:");
    Memory::default()
        .with("a/leaflet.md", format!("{front}\n{body}"))
        .with("a/r.bib", reference)
}

#[test]
fn nothing_turns_the_order_of_words_round() {
    let turned = |c: char| format!("Take {c}15\u{202c} pills");
    for c in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
        let words = turned(c);
        let svg = DRAWING.replace("<path", &format!("<text y='9'>{words}</text><path"));
        let caption = format!("![A scar](d.svg \"{words}\")\n");
        let folders = [
            folder(&format!("{words}.\n")),
            folder(&format!("## {words}\n\nWords.\n")),
            folder(&format!(":::callout {words}\nWords.\n:::\n")),
            folder(&format!("| {words} | b |\n|---|---|\n| c | d |\n")),
            folder(&format!("[{words}](https://example.org/)\n")),
            folder(&caption),
            folder(&format!("![{words}](d.svg)\n")),
            folder("![A scar](d.svg)\n").with("a/d.svg", svg),
            folder("Words.\n").with("publisher.yaml", format!("lang: en\nname: {words}\n")),
            citing("Words [@one].\n", &REFERENCE.replace("Words", &words)),
        ];
        for (n, files) in folders.iter().enumerate() {
            let found = codes(files).contains(&"direction-control");
            assert!(found, "U+{:04X}, {n}", u32::from(c));
        }
    }
    // Marks only hint at a direction.
    let marks = folder("Take \u{200e}15\u{200f} pills\u{61c}.\n");
    assert_eq!(codes(&marks), [""; 0]);
}

#[test]
fn citations_have_a_limit() {
    let cited = |n: usize| format!("{}\n\n", "Words [@one]. ".repeat(100)).repeat(n / 100);
    let findings = read(&citing(&cited(2_100), REFERENCE)).findings;
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(finding.code, "too-long");
    assert!(finding.message.contains("2000 citations"), "{}", finding.message);
}

#[test]
fn lists_quotations_and_stress_with_numbers_stay_what_they_are() {
    for body in [
        "Take:\n- 5 mg in the morning\n",
        "Take the tablets\n- 2 in the morning\n- 3 at night\n",
        "Take the tablets.\n\n- 5 mg in the morning\n",
        "- 5 mg in the morning\n- 10 mg at night\n",
        "- Take:\n  - 5 mg\n",
        "> 9 of 10 people go home.\n",
        "She said:\n> 9 of 10 people go home.\n",
        "Cooled to \\- 5 degrees, \\>5 mg, 2\\*3\\*4, 2 * 3 * 4.\n",
        "Take *5* mg, **10**, B12 *2* times, H*2*O.\n",
        "1. a\n1. b\n1. c\n",
        "1. a\n2. b\n\n   more\n3. c\n\nWords.\n\n4. d\n5. e\n",
        "0. a\n1. b\n",
        "2018\\. It was a year.\n",
        "1) a\n2) b\n",
    ] {
        assert_eq!(codes(&folder(body)), [""; 0], "{body}");
    }
}

#[test]
fn pieces_of_information_have_a_limit() {
    let doses = |n: usize| (format!("{}\n\n", "5 mg ".repeat(100))).repeat(n);
    assert_eq!(codes(&folder(&doses(110))), [""; 0]);
    assert_eq!(codes(&folder(&doses(125))), ["too-long"]);
    // A long leaflet with a dose in every second line.
    let words =
        "Most people take this and go home on the same day, and sleep well in their own bed for 5 mg. ";
    let long = format!("{}\n\n", words.repeat(10)).repeat(600);
    assert_eq!(codes(&folder(&long)), [""; 0]);
}

#[test]
fn a_file_is_not_read_beyond_its_limit() {
    let disk = tempfile::tempdir().unwrap();
    fs::create_dir(disk.path().join("a")).unwrap();
    // A hole of 10 GB: who read it would run out of memory.
    let vast = |path: &str| {
        let file = fs::File::create(disk.path().join(path)).unwrap();
        file.set_len(10 << 30).unwrap();
    };
    vast("a/leaflet.md");
    assert_eq!(codes(&Disk::new(disk.path())), ["file-too-large"]);
    fs::write(
        disk.path().join("a/leaflet.md"),
        format!("{FRONT}![A scar](d.svg)\n"),
    )
    .unwrap();
    vast("a/d.svg");
    assert_eq!(codes(&Disk::new(disk.path())), ["file-too-large"]);
}

#[cfg(unix)]
#[test]
fn links_on_the_disk_do_not_lead_out() {
    use std::os::unix::fs::symlink;
    let disk = tempfile::tempdir().unwrap();
    let root = disk.path().join("source");
    let outside = disk.path().join("outside");
    for folder in [&outside, &root.join("a"), &root.join("shared")] {
        fs::create_dir_all(folder).unwrap();
    }
    fs::write(outside.join("d.svg"), DRAWING).unwrap();
    fs::write(outside.join("leaflet.md"), format!("{FRONT}Secret words.\n")).unwrap();
    fs::write(root.join("shared/d.svg"), DRAWING).unwrap();
    let leaflet = root.join("a/leaflet.md");
    let with = |path: &str| {
        fs::write(&leaflet, format!("{FRONT}![A scar]({path})\n")).unwrap();
        codes(&Disk::new(&root))
    };
    symlink("../../outside/d.svg", root.join("a/out.svg")).unwrap();
    symlink(outside.join("d.svg"), root.join("a/absolute.svg")).unwrap();
    symlink("../../outside", root.join("a/folder")).unwrap();
    symlink("../shared/d.svg", root.join("a/in.svg")).unwrap();
    symlink("loop.svg", root.join("a/loop.svg")).unwrap();
    symlink("/dev/zero", root.join("a/endless.svg")).unwrap();
    for path in [
        "out.svg",
        "absolute.svg",
        "folder/d.svg",
        "endless.svg",
        "../../outside/d.svg",
    ] {
        assert_eq!(with(path), ["outside-source"], "{path}");
    }
    assert_eq!(with("in.svg"), [""; 0]);
    assert_eq!(with("loop.svg"), ["unreadable-file"]);
    fs::remove_file(&leaflet).unwrap();
    symlink("../../outside/leaflet.md", &leaflet).unwrap();
    assert_eq!(codes(&Disk::new(&root)), ["outside-source"]);
    fs::remove_dir_all(root.join("a")).unwrap();
    symlink("../outside", root.join("a")).unwrap();
    assert_eq!(codes(&Disk::new(&root)), ["outside-source"]);
}

#[test]
fn blocks_nest_in_longer_fences() {
    let body = "- Before\n\n  :::::lang fr\n  Bonjour.\n\n  ::::callout Bon à savoir\n  :::figure\n  ![Une cicatrice](d.svg)\n\n  \
                La légende.\n\n  Plus.\n  :::\n\n  Après.\n  ::::\n  :::::\n\n- After\n";
    let sourced = read(&folder(body));
    assert_eq!(sourced.findings, []);
    let leaflet = sourced.leaflet.unwrap();
    let [Block::List(list)] = leaflet.body.as_slice() else {
        panic!("{:?}", leaflet.body);
    };
    let items: Vec<_> = list.items.iter().collect();
    let [first, second] = items.as_slice() else {
        panic!("{items:?}");
    };
    assert_eq!(second.len(), 1);
    let [Block::Paragraph(_), Block::Division(division)] = &first[..] else {
        panic!("{first:?}");
    };
    assert_eq!(division.lang.as_str(), "fr");
    let [Block::Paragraph(_), Block::Callout(callout)] = &division.blocks[..] else {
        panic!("{division:?}");
    };
    assert_eq!(callout.kind, CalloutKind::Callout);
    let [Block::Figure(figure), Block::Paragraph(_)] = &callout.blocks[..] else {
        panic!("{callout:?}");
    };
    assert_eq!(figure.caption.as_ref().unwrap().plain_text(), "La légende.");
    assert_eq!(figure.description.len(), 1);
}

#[test]
fn any_line_ends_read_the_same() {
    let body = "## A {#a}\n\nWords\nand more.\n\n:::callout Label\n- b\n- c\n:::\n\n| d | e |\n|---|---|\n| f | g |\n";
    let lines = read(&folder(body)).leaflet.unwrap();
    for end in ["\r\n", "\r"] {
        let text = format!("{FRONT}\n{body}").replace('\n', end);
        let sourced = read(&Memory::default().with("a/leaflet.md", text));
        assert_eq!(sourced.findings, [], "{end:?}");
        assert_eq!(sourced.leaflet.as_ref(), Some(&lines), "{end:?}");
    }
}
