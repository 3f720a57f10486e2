//! PDFs whose readers see one thing and hear another: each is told. And PDFs that look alike and are honest: none of them is.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "hostile_pdf.rs uses all of it")]
#[path = "hostile_pdf/build.rs"]
mod build;

use build::{Pdf, stream};
use clearleaf::backend::{Backend, Inspection, pdf};

fn inspect(bytes: &[u8]) -> Inspection {
    pdf::Pdf.inspect(bytes).unwrap()
}

/// A page that shows this, in a font whose letters are half as wide as they are high.
fn page(content: &str) -> Pdf {
    let mut pdf = Pdf::saying("");
    pdf.raw(5, stream("<<", content.as_bytes()));
    let widths = "500 ".repeat(224);
    pdf.set(
        4,
        &format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 32/Widths[{widths}]>>"
        ),
    );
    pdf
}

/// A line that is read, at a height.
fn line(mcid: u32, y: u32, words: &str) -> String {
    format!("/P<</MCID {mcid}>>BDC BT /F 12 Tf 50 {y} Td ({words}) Tj ET EMC ")
}

/// What is told of what is seen and heard.
fn told(pdf: &Pdf) -> Vec<String> {
    let facts = inspect(&pdf.bytes()).facts;
    let all = facts.faults.into_iter().chain(facts.unread);
    // What these small files lack, as all of them do.
    let lacks = ["metadata have no title", "without the space"];
    all.filter(|said| !lacks.iter().any(|words| said.contains(words)))
        .collect()
}

#[track_caller]
fn tells(pdf: &Pdf, words: &str) {
    let told = told(pdf);
    assert!(told.iter().any(|said| said.contains(words)), "{told:?}");
}

#[track_caller]
fn tells_nothing(pdf: &Pdf) {
    assert_eq!(told(pdf), Vec::<String>::new());
}

const WORDS: &str = "Do not take it";

fn paragraph(state: &str, behind: &str) -> Pdf {
    page(&format!(
        "/P<</MCID 0>>BDC q {state} BT /F 12 Tf 50 700 Td ({WORDS}) Tj ET Q EMC {behind}"
    ))
}

#[test]
fn a_plain_page_tells_nothing() {
    tells_nothing(&paragraph("", ""));
}

#[test]
fn words_that_nobody_sees() {
    let artifact = |drawn: &str| format!("/Artifact BMC {drawn} EMC");
    let cover = artifact("1 g 40 690 200 30 re f");
    let picture = artifact("q 200 0 0 30 40 690 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q");
    for (state, behind, why) in [
        ("3 Tr", "", "render mode 3"),
        ("7 Tr", "", "render mode 7"),
        ("0 0 10 10 re W n", "", "they are cut off"),
        ("1 0 0 1 2000 0 cm", "", "they are cut off"),
        ("1 0 0 1 0 -2000 cm", "", "they are cut off"),
        ("1 Tz", "", "they are squeezed together"),
        ("0.01 0 0 0.01 9 9 cm", "", "they are too small"),
        ("-1 0 0 1 400 0 cm", "", "they are mirrored"),
        ("1 g", "", "in the colour of what is behind them"),
        (
            "0.2 g 0 0 595 842 re f",
            "",
            "in the colour of what is behind them",
        ),
        ("", &cover, "they are painted over"),
        ("", &picture, "they are painted over"),
    ] {
        let pdf = paragraph(state, behind);
        tells(
            &pdf,
            &format!("page 1: words that are read are not seen: “{WORDS}” ({why})"),
        );
    }
}

#[test]
fn words_that_are_seen_in_spite_of_what_is_drawn_about_them() {
    let artifact = |drawn: &str| format!("/Artifact BMC {drawn} EMC");
    for (state, behind) in [
        // A clip around the words, a ground below them, a line below, a frame.
        ("40 690 200 30 re W n", String::new()),
        ("0.9 g 0 0 595 842 re f 0 g", String::new()),
        ("", artifact("1 g 40 680 200 5 re f")),
        ("", artifact("40 690 200 30 re S")),
        // Letters that a colour is painted through.
        ("7 Tr", "0 g".to_owned()),
        ("2 Tr 1 0 0 RG", String::new()),
        ("80 Tz", String::new()),
    ] {
        let pdf = if state == "7 Tr" {
            page(&format!(
                "/P<</MCID 0>>BDC q 7 Tr BT /F 12 Tf 50 700 Td ({WORDS}) Tj ET {behind} 40 690 200 30 re f Q EMC"
            ))
        } else {
            paragraph(state, &behind)
        };
        tells_nothing(&pdf);
    }
}

#[test]
fn transparent_words_and_layers_that_are_off() {
    let mut pdf = paragraph("/G gs", "");
    pdf.page("/ExtGState<</G<</ca 0>>>>");
    tells(&pdf, "(they are transparent)");
    let content = format!("/OC/L BDC {} EMC", line(0, 700, WORDS));
    let layers = |state: &str| {
        let mut pdf = page(&content);
        pdf.page("/Properties<</L 20 0 R>>");
        pdf.set(20, "<</Type/OCG/Name(x)>>");
        pdf.set(
            1,
            &format!(
                "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)/OCProperties<</OCGs[20 0 R]/D<<{state}>>>>>>"
            ),
        );
        pdf
    };
    tells(&layers("/OFF[20 0 R]"), "(in a layer that is switched off)");
    tells(&layers("/BaseState/OFF"), "(in a layer that is switched off)");
    tells_nothing(&layers("/ON[20 0 R]"));
    tells_nothing(&layers("/BaseState/OFF/ON[20 0 R]"));
}

#[test]
fn lines_through_words() {
    // The letters are 12 points high and 6 wide: `not` stands from 68 on.
    for drawn in ["2 w 68 703 m 86 703 l S", "68 702.5 18 1 re f"] {
        tells(
            &paragraph("", &format!("/Artifact BMC {drawn} EMC")),
            "page 1: a line is drawn through words: “not”",
        );
    }
    for drawn in [
        // Below them, above them, a frame around them, a ground, a rule beside them.
        "1 w 50 698 m 134 698 l S",
        "1 w 50 709 m 134 709 l S",
        "45 690 100 25 re S",
        "0.9 g 50 698 84 12 re f",
        "1 w 134.5 703 m 300 703 l S",
    ] {
        let pdf = page(&format!("/Artifact BMC {drawn} 0 g EMC {}", line(0, 700, WORDS)));
        tells_nothing(&pdf);
    }
}

#[test]
fn boxes_of_pages_cut_words_off() {
    let with = |entries: &str| {
        let mut pdf = paragraph("", "");
        pdf.set(
            3,
            &format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>{entries}>>"),
        );
        pdf
    };
    for boxes in [
        "/MediaBox[0 0 595 842]/CropBox[0 0 595 600]",
        "/MediaBox[0 0 595 600]",
    ] {
        tells(&with(boxes), "(they are cut off)");
    }
    tells(
        &with("/MediaBox[0 0 595 842]/UserUnit 0.01"),
        "(they are too small)",
    );
    tells_nothing(&with("/MediaBox[0 0 595 842]/CropBox[40 600 200 842]"));
    tells_nothing(&with("/MediaBox[0 0 595 842]/Rotate 90"));
}

#[test]
fn a_word_of_a_line_that_is_painted_over() {
    // The letters are 6 points wide: `not` stands from 68 on.
    let pdf = paragraph("", "/Artifact BMC 1 g 68 690 18 30 re f EMC");
    tells(&pdf, "“not” (they are painted over)");
}

#[test]
fn a_scanned_page_is_told_once() {
    let pdf = page(&format!(
        "/Artifact BMC q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q EMC 3 Tr {}",
        line(0, 700, WORDS)
    ));
    let told = told(&pdf);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("drawn as a picture"), "{told:?}");
}

#[test]
fn words_over_other_words() {
    let mut pdf = page(&(line(0, 700, WORDS) + &line(1, 700, "Take two a day")));
    pdf.set(8, "<</Type/StructElem/S/P/Pg 3 0 R/K[0 1]>>");
    tells(&pdf, "(other words are drawn over them)");
    // Side by side, or twice the same to look bold.
    let mut pdf = page(&(line(0, 700, WORDS) + "/P<</MCID 1>>BDC BT /F 12 Tf 134 700 Td (at all) Tj ET EMC"));
    pdf.set(8, "<</Type/StructElem/S/P/Pg 3 0 R/K[0 1]>>");
    tells_nothing(&pdf);
    tells_nothing(&paragraph(
        "",
        &format!("/Artifact<</Type/Pagination>>BDC BT /F 12 Tf 50.3 700 Td ({WORDS}) Tj ET EMC"),
    ));
}

#[test]
fn words_that_are_seen_and_not_read() {
    let between = |artifact: &str| {
        let mut pdf = page(&format!(
            "{}{artifact} BT /F 12 Tf 50 650 Td (Take 50 mg) Tj ET EMC {}",
            line(0, 700, WORDS),
            line(1, 600, "with milk")
        ));
        pdf.set(8, "<</Type/StructElem/S/P/Pg 3 0 R/K[0 1]>>");
        pdf
    };
    tells(
        &between("/Artifact BMC"),
        "words that are seen are not read: “Take 50 mg”",
    );
    tells_nothing(&between("/Artifact<</Type/Pagination>>BDC"));
    // A running head stands above all that is read.
    tells_nothing(&page(&format!(
        "/Artifact BMC BT /F 12 Tf 50 800 Td (Aspirin) Tj ET EMC {}",
        line(0, 700, WORDS)
    )));
}

#[test]
fn texts_that_stand_for_other_words() {
    let given = |actual: &str, drawn: &str| {
        page(&format!(
            "/P<</MCID 0/ActualText({actual})>>BDC BT /F 12 Tf 50 700 Td ({drawn}) Tj ET EMC"
        ))
    };
    tells(
        &given(WORDS, "Do take it"),
        "“Do not take it” is read where “Do take it” is seen",
    );
    tells(&given("", "not"), "“” is read where “not” is seen");
    tells_nothing(&given("together", "to-gether"));
    tells_nothing(&given("Take it", "TAKE  IT"));
}

#[test]
fn alternatives_of_words_that_say_something_else() {
    let element = |entries: &str| {
        let mut pdf = paragraph("", "");
        pdf.set(8, &format!("<</Type/StructElem/S/P/Pg 3 0 R/K 0{entries}>>"));
        pdf
    };
    for (entries, words) in [
        (
            "/Alt(Take 50 mg)",
            "the alternative “Take 50 mg” stands for the words",
        ),
        (
            "/E(Take 50 mg)",
            "the full form “Take 50 mg” stands for the words",
        ),
        (
            "/ActualText(Take 50 mg)",
            "the text “Take 50 mg” stands for the words",
        ),
    ] {
        tells(&element(entries), words);
    }
    tells_nothing(&element("/Alt(Do not take it)"));
    let mut pdf = page(&line(0, 700, "mg"));
    pdf.set(
        8,
        "<</Type/StructElem/S/P/Pg 3 0 R/K<</S/Span/Pg 3 0 R/K 0/E(milligrams)>>>>",
    );
    tells_nothing(&pdf);
}

#[test]
fn links_that_are_called_something_else() {
    let link = |name: &str| {
        let mut pdf = page(&line(0, 700, "our page"));
        pdf.set(
            8,
            "<</Type/StructElem/S/P/Pg 3 0 R/K<</S/Link/Pg 3 0 R/K[0 <</Type/OBJR/Obj 20 0 R>>]>>>>",
        );
        pdf.set(
            20,
            &format!(
                "<</Type/Annot/Subtype/Link/Contents({name})/A<</S/URI/URI(https://example.org/aspirin)>>>>"
            ),
        );
        pdf
    };
    tells(&link("Take 50 mg"), "the link “our page” is called “Take 50 mg”");
    for name in [
        "our page",
        "Open our page",
        "https://example.org/aspirin",
        "example.org",
        "our page \\(example.org/aspirin\\)",
    ] {
        tells_nothing(&link(name));
    }
}

#[test]
fn what_stands_beside_the_pages() {
    let with = |catalog: &str, annotation: &str| {
        let mut pdf = paragraph("", "");
        pdf.set(
            1,
            &format!(
                "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en){catalog}>>"
            ),
        );
        pdf.set(
            3,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>/Annots[{annotation}]>>"
            ),
        );
        pdf
    };
    for (catalog, annotation, words) in [
        (
            "",
            "<</Subtype/FreeText/Contents(Take 50 mg)>>",
            "page 1: an annotation that is no part of the text (FreeText): “Take 50 mg”",
        ),
        ("", "<</Subtype/StrikeOut>>", "(StrikeOut)"),
        ("", "<</Subtype/Stamp>>", "(Stamp)"),
        (
            "/OpenAction<</S/JavaScript/JS(x)>>",
            "",
            "when it is opened: JavaScript",
        ),
        ("/Names<</JavaScript<</Names[(a)<<>>]>>>>", "", "programs in it"),
        (
            "/Names<</EmbeddedFiles<</Names[(a)<<>>]>>>>",
            "",
            "other files in it",
        ),
    ] {
        tells(&with(catalog, annotation), words);
    }
    tells_nothing(&with("/OpenAction[3 0 R/Fit]", "<</Subtype/Popup>>"));
}

#[test]
fn an_outline_that_says_what_the_text_does_not() {
    let with = |title: &str| {
        let mut pdf = paragraph("", "");
        pdf.set(
            1,
            "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)/Outlines<</First 20 0 R>>>>",
        );
        // Its next entry is itself.
        pdf.set(20, &format!("<</Title({title})/Next 20 0 R/First 20 0 R>>"));
        pdf
    };
    tells(&with("Take 50 mg"), "the outline says “Take 50 mg”");
    tells_nothing(&with(WORDS));
}

/// Two pages with a line each, of one paragraph.
fn over_two_pages() -> Pdf {
    let mut pdf = page(&line(0, 100, "Do not take"));
    pdf.set(2, "<</Type/Pages/Count 2/Kids[3 0 R 13 0 R]>>");
    pdf.set(
        13,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 15 0 R/Resources<</Font<</F 4 0 R>>>>>>",
    );
    pdf.raw(15, stream("<<", line(0, 700, "it with milk").as_bytes()));
    pdf.set(
        8,
        "<</Type/StructElem/S/P/K[<</Type/MCR/Pg 3 0 R/MCID 0>><</Type/MCR/Pg 13 0 R/MCID 0>>]>>",
    );
    pdf
}

#[test]
fn a_line_that_ends_a_page_without_a_space() {
    let inspection = inspect(&over_two_pages().bytes());
    let said = inspection.reading.to_string();
    assert!(said.contains("Do not take it with milk"), "{said}");
}

/// A list whose items show these two sequences each.
fn list(items: &[(&str, &str)]) -> Inspection {
    let mut content = String::new();
    let mut kids = String::new();
    for (at, (label, words)) in (0_u32..).zip(items) {
        content += &line(2 * at, 700 - 20 * at, label);
        content += &format!(
            "/P<</MCID {}>>BDC BT /F 12 Tf 90 {} Td ({words}) Tj ET EMC ",
            2 * at + 1,
            700 - 20 * at
        );
        kids += &format!(
            "<</S/LI/Pg 3 0 R/K<</S/LBody/Pg 3 0 R/K<</S/P/Pg 3 0 R/K[{} {}]>>>>>>",
            2 * at,
            2 * at + 1
        );
    }
    let mut pdf = page(&content);
    pdf.set(8, &format!("<</Type/StructElem/S/L/Pg 3 0 R/K[{kids}]>>"));
    inspect(&pdf.bytes())
}

#[test]
fn labels_among_the_words_of_items() {
    let items = |inspection: &Inspection| -> Vec<String> {
        let items = inspection.reading.items.iter();
        items
            .map(|item| item.runs.iter().map(|run| run.text.as_str()).collect())
            .collect()
    };
    let bullets = list(&[("\\225", "Take it"), ("\\225 ", "Eat well")]);
    assert_eq!(items(&bullets), ["Take it", "Eat well"]);
    assert!(!bullets.reading.to_string().contains("numbered"));
    let numbers = list(&[("1.", "Take it"), ("2.", "Eat well")]);
    assert_eq!(items(&numbers), ["Take it", "Eat well"]);
    assert!(numbers.reading.to_string().contains("numbered list from 1"));
    // Numbers that belong to the words.
    let doses = list(&[("2.", "5 mg"), ("50", "mg of it"), ("7.", "is the day")]);
    assert_eq!(items(&doses), ["2.5 mg", "50mg of it", "7.is the day"]);
}

#[test]
fn page_numbers_at_the_ends_of_entries() {
    let entry = |words: &str, number: &str| {
        let mut pdf = over_two_pages();
        let content = format!(
            "{}/P<</MCID 1>>BDC BT /F 12 Tf 400 700 Td ({number}) Tj ET EMC",
            line(0, 700, words)
        );
        pdf.raw(5, stream("<<", content.as_bytes()));
        pdf.set(8, "<</Type/StructElem/S/TOC/K<</S/TOCI/Pg 3 0 R/K[0 1]>>>>");
        inspect(&pdf.bytes()).reading.to_string()
    };
    assert!(entry("What it does", "2").contains("What it does\n"));
    assert!(entry("What it does", ".... 2").contains("What it does\n"));
    assert!(entry("Diabetes of type ", "2").contains("type 2"));
    assert!(entry("Take ", "25").contains("Take 25"));
    assert!(entry("Take", "25").contains("Take25"));
}
