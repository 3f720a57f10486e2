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
        ("-6 Tc", "", "their letters are drawn over each other"),
        ("2 Tr 4 w 1 1 1 RG", "", "their outlines run together"),
        ("2 Tr 1.2 w 1 1 1 RG", "", "in the colour of what is behind them"),
        (
            "",
            &artifact("1 1 1 RG 30 w 40 703 m 200 703 l S"),
            "they are painted over",
        ),
        (
            "",
            &artifact("1 1 1 RG 30 w [5 1] 0 d 40 703 m 200 703 l S"),
            "they are painted over",
        ),
        (
            "",
            &artifact("1 1 1 RG 300 w 1 J 90 703 m 90 703 l S"),
            "they are painted over",
        ),
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

/// Ways to draw words that a page's resources say more of.
fn with(resources: &str, state: &str, behind: &str) -> Pdf {
    let mut pdf = paragraph(state, behind);
    pdf.page(resources);
    pdf.raw(
        20,
        stream(
            "<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>",
            b"1 g 0 0 9 9 re f",
        ),
    );
    pdf
}

#[test]
fn colours_that_paint_nothing_or_are_white() {
    let tints = |to: &str| format!("/DeviceRGB<</FunctionType 2/Domain[0 1]/N 1/C0[1 1 1]/C1[{to}]>>");
    let space = |space: &str| format!("/ColorSpace<</C[{space}]>>");
    let white = space(&format!("/Separation/Black {}", tints("1 1 1")));
    let black = space(&format!("/Separation/Red {}", tints("0 0 0")));
    let none = space(&format!("/Separation/None {}", tints("0 0 0")));
    let steps = "/Separation/Ink/DeviceGray<</FunctionType 3/Domain[0 1]/Bounds[0.5]/Encode[0 1 0 1]/Functions[\
        <</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[0]>><</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>>]>>";
    let hidden = "in the colour of what is behind them";
    for (resources, state, why) in [
        (&white, "/C cs 1 scn", hidden),
        (&white, "/C cs", hidden),
        (&none, "/C cs 1 scn", "they are transparent"),
        (
            &space("/Indexed/DeviceRGB 1<000000FFFFFF>"),
            "/C cs 1 scn",
            hidden,
        ),
        (
            &space("/Lab<</WhitePoint[0.95 1 1.09]>>"),
            "/C cs 100 0 0 scn",
            hidden,
        ),
        (&space(steps), "/C cs 1 scn", hidden),
    ] {
        tells(&with(resources, state, ""), &format!("“{WORDS}” ({why})"));
    }
    for (resources, state) in [
        (&black, "/C cs 1 scn"),
        (&space("/Indexed/DeviceRGB 1<000000FFFFFF>"), "/C cs 0 scn"),
        (&space("/Lab<</WhitePoint[0.95 1 1.09]>>"), "/C cs 20 0 0 scn"),
        (&space(steps), "/C cs 0.5 scn"),
    ] {
        tells_nothing(&with(resources, state, ""));
    }
}

#[test]
fn what_words_are_drawn_with_and_nobody_can_tell() {
    let pattern = "/Pattern<</P 20 0 R>>";
    let may_not = format!("may not be seen, for what they are drawn with cannot be worked out: “{WORDS}”");
    let state = |entries: &str| format!("/ExtGState<</G<<{entries}>>>>");
    for (resources, drawn) in [
        (pattern.to_owned(), "/Pattern cs /P scn"),
        (
            "/ColorSpace<</C[/DeviceN[/A/B]/DeviceRGB 20 0 R]>>".to_owned(),
            "/C cs 1 1 scn",
        ),
        (state("/SMask<</S/Luminosity/G 20 0 R>>"), "/G gs"),
        (
            state("/TR<</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[1]>>"),
            "/G gs",
        ),
        (state("/TR/Identity/TR2 20 0 R"), "/G gs"),
        (state("/BM/Screen"), "/G gs"),
        (state("/BM[/Lighten]"), "/G gs"),
    ] {
        tells(&with(&resources, drawn, ""), &may_not);
    }
    for entries in ["/SMask/None/TR2/Default/BM/Multiply", "/TR/Identity/BM[/Normal]"] {
        tells_nothing(&with(&state(entries), "/G gs", ""));
    }
    tells(
        &with(
            &state("/Font[4 0 R 0.01]"),
            "",
            "/P<</MCID 0>>BDC BT /G gs 50 600 Td (not) Tj ET EMC",
        ),
        "“not” (they are too small)",
    );
}

#[test]
fn words_that_patterns_and_shadings_cover() {
    let shading = "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 0]/Extend[true true]>>>>";
    let covered = "they are painted over";
    tells(&with(shading, "", "q 40 690 200 30 re W n /S sh Q"), covered);
    tells(
        &with(
            "/Pattern<</P 20 0 R>>",
            "",
            "/Pattern cs /P scn 40 690 200 30 re f",
        ),
        covered,
    );
    let behind = "/Artifact BMC q 40 600 200 30 re W n /S sh Q EMC";
    tells_nothing(&with(shading, "", behind));
}

#[test]
fn lines_through_words() {
    // The letters are 12 points high and 6 wide: `not` stands from 68 on.
    tells(
        &paragraph("", "/Artifact BMC 1 w 68 701.5 m 98 704.5 l S EMC"),
        "page 1: a line is drawn through words: “not t”",
    );
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
        // A line that leads past a word.
        "1 w 68 690 m 86 720 l S",
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
    tells(
        &with("/MediaBox[0 0 595 842]/Rotate 90"),
        "it is turned so that its words do not stand upright",
    );
    let mut pdf = paragraph("0 1 -1 0 800 0 cm", "");
    pdf.set(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Rotate 90/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
    );
    tells_nothing(&pdf);
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
    // The second is lifted, or let down, on to the first.
    for shift in ["4 Ts", "-4 Ts"] {
        let second = format!("{} 0 Ts", line(1, 700, "Take two a day"));
        let mut pdf = page(&(line(0, 700, WORDS) + shift + &second));
        pdf.set(8, "<</Type/StructElem/S/P/Pg 3 0 R/K[0 1]>>");
        tells(&pdf, "(other words are drawn over them)");
    }
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
    tells(
        &between("/Artifact<</Type/Pagination>>BDC"),
        "words that are seen are not read: “Take 50 mg”",
    );
    let at = |artifact: &str, y: u32| {
        page(&format!(
            "/Artifact<</Type/Pagination{artifact}>>BDC BT /F 12 Tf 50 {y} Td (Take 50 mg) Tj ET EMC {}",
            line(0, 700, WORDS)
        ))
    };
    for (artifact, y) in [("/Subtype/Footer", 800), ("/Subtype/Header", 40), ("", 400)] {
        tells(&at(artifact, y), "words that are seen are not read: “Take 50 mg”");
    }
    for (artifact, y) in [("/Subtype/Footer", 40), ("/Subtype/Header", 800), ("", 40)] {
        tells_nothing(&at(artifact, y));
    }
    // A running head stands above all that is read.
    tells_nothing(&page(&format!(
        "/Artifact BMC BT /F 12 Tf 50 800 Td (Aspirin) Tj ET EMC {}",
        line(0, 700, WORDS)
    )));
}

#[test]
fn pages_of_which_nothing_is_read() {
    let second = |content: &str| {
        let mut pdf = page(&line(0, 700, WORDS));
        pdf.set(2, "<</Type/Pages/Count 2/Kids[3 0 R 20 0 R]>>");
        pdf.set(
            20,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 21 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        );
        pdf.raw(
            21,
            stream("<<", format!("/Artifact BMC {content} EMC").as_bytes()),
        );
        pdf
    };
    tells(
        &second("BT /F 12 Tf 50 500 Td (Take 50 mg) Tj ET"),
        "page 2: words that are seen are not read: “Take 50 mg”",
    );
    tells(
        &second("q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"),
        "page 2: nothing on it is read, and pictures are seen",
    );
    let foot = "BT /F 12 Tf 50 40 Td (Page two) Tj ET";
    tells(
        &second(&format!(
            "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q {foot}"
        )),
        "page 2: nothing on it is read, and pictures are seen",
    );
    // An ornament that found no room on the page before.
    tells_nothing(&second(&format!(
        "q 450 0 0 650 72 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q {foot}"
    )));
    tells_nothing(&second(&format!("{foot} 0.9 g 0 0 595 842 re f")));
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

/// A page with a link that is called so.
fn placed_link(name: &str, entries: &str) -> Pdf {
    let mut pdf = page(&line(0, 700, "our page"));
    pdf.set(
        8,
        "<</Type/StructElem/S/P/Pg 3 0 R/K<</S/Link/Pg 3 0 R/K[0 <</Type/OBJR/Obj 20 0 R>>]>>>>",
    );
    pdf.set(
        20,
        &format!(
            "<</Type/Annot/Subtype/Link{entries}/Contents({name})/A<</S/URI/URI(https://example.org/aspirin)>>>>"
        ),
    );
    pdf.set(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>/Annots[20 0 R]>>",
    );
    pdf.raw(21, stream("<<", b"1 g 0 0 9 9 re f"));
    pdf.raw(22, stream("<<", b" "));
    pdf
}

#[test]
fn links_that_are_called_something_else() {
    let link = |name: &str| placed_link(name, "/Rect[50 697 100 712]");
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
fn links_that_are_not_where_their_words_are() {
    for (entries, words) in [
        ("/Rect[50 497 100 512]", "is not where its words are"),
        ("/Rect[10 697 40 712]", "is not where its words are"),
        ("/Rect[0 0 595 842]", "covers far more than its words"),
        ("/Rect[0 0 0 0]", "has no area on the page"),
        ("", "has no area on the page"),
        ("/Rect[50 697 100 712]/F 2", "is hidden"),
        ("/Rect[50 697 100 712]/F 36", "is hidden"),
        (
            "/Rect[50 697 100 712]/AP<</N 21 0 R>>",
            "paints something of its own",
        ),
        (
            "/Rect[50 697 100 712]/AP<</N<</On 21 0 R>>>>",
            "paints something of its own",
        ),
        ("/Rect[50 697 100 712]/Border[0 0 200]/C[1 1 1]", "has a border"),
        ("/Rect[50 697 100 712]/BS<</W 40>>", "has a border"),
    ] {
        tells(
            &placed_link("our page", entries),
            &format!("page 1: the link “our page” {words}"),
        );
    }
    for entries in [
        "/Rect[50 697 100 712]/F 4/Border[0 0 1]",
        "/Rect[100 712 50 697]/AP<</N 22 0 R>>/BS<</W 1>>",
        "/Rect[40 640 200 760]",
    ] {
        tells_nothing(&placed_link("our page", entries));
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
