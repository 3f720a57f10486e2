//! PDFs that were made to hurt whoever reads them: each is refused, or read as far as it goes, with words that say what is
//! wrong. What each may cost is bounded where it is read (`objects/budget.rs`, and the constants at the head of each module);
//! without those bounds these tests would not end, or end the process.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "hostile_pdf/build.rs"]
mod build;

use std::fmt::Write as _;

use build::{Pdf, deflated, stream};
use clearleaf::backend::{Backend, Inspection, pdf};

fn inspect(bytes: &[u8]) -> Inspection {
    pdf::Pdf.inspect(bytes).unwrap()
}

fn error(bytes: &[u8]) -> String {
    pdf::Pdf.inspect(bytes).unwrap_err().to_string()
}

#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let error = error(bytes);
    assert!(error.contains(words), "{error}");
}

/// A fault with these words is told.
#[track_caller]
fn told(bytes: &[u8], words: &str) -> Inspection {
    let inspection = inspect(bytes);
    let all = [&inspection.facts.faults[..], &inspection.facts.unread[..]].concat();
    let head: Vec<String> = all
        .iter()
        .take(9)
        .map(|said| said.chars().take(120).collect())
        .collect();
    assert!(all.iter().any(|said| said.contains(words)), "{head:?}");
    inspection
}

fn words(inspection: &Inspection) -> String {
    inspection.reading.to_string()
}

#[test]
fn a_plain_file_is_read() {
    let inspection = inspect(&Pdf::saying("BT /F 12 Tf (Take two) Tj ET").bytes());
    assert!(words(&inspection).contains("Take two"));
    assert_eq!(inspection.facts.look.body_text, Some(12.0));
}

#[test]
fn page_trees_that_meet_themselves() {
    let mut pdf = Pdf::saying("");
    pdf.set(2, "<</Type/Pages/Count 1/Kids[2 0 R]>>");
    refused(&pdf.bytes(), "the page tree meets itself");
    pdf.set(2, "<</Type/Pages/Count 1/Kids[20 0 R]>>");
    for number in 20..2000 {
        pdf.set(number, &format!("<</Type/Pages/Kids[{} 0 R]>>", number + 1));
    }
    refused(&pdf.bytes(), "the page tree is too deep");
}

#[test]
fn parents_that_are_their_own_parents() {
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    pdf.set(3, "<</Type/Page/Parent 3 0 R/Contents 5 0 R/StructParents 0>>");
    told(&pdf.bytes(), "say no text");
}

#[test]
fn counts_beyond_all_bounds() {
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    pdf.set(2, "<</Type/Pages/Count 9223372036854775807/Kids[3 0 R]>>");
    assert_eq!(inspect(&pdf.bytes()).facts.pages, Some(1));
}

#[test]
fn structures_that_meet_themselves() {
    let mut pdf = Pdf::saying("");
    pdf.set(7, "<</Type/StructElem/S/Document/K[7 0 R]>>");
    refused(&pdf.bytes(), "stands in two places");
    // An array that holds itself twice would be walked a thousand times over at each level.
    pdf.set(7, "<</Type/StructElem/S/Document/K 20 0 R>>");
    pdf.set(20, "[20 0 R 20 0 R]");
    refused(&pdf.bytes(), "stands in two places");
    pdf.set(7, "<</Type/StructElem/S/Document/K 20 0 R>>");
    for number in 20..3000 {
        pdf.set(number, &format!("<</S/Div/K {} 0 R>>", number + 1));
    }
    refused(&pdf.bytes(), "the structure tree is too deep");
}

#[test]
fn roles_that_lead_in_circles() {
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    pdf.set(6, "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</P/A/A/B/B/P>>>>");
    let inspection = told(&pdf.bytes(), "stands for no standard one");
    assert!(words(&inspection).contains("Take two"));
}

#[test]
fn ten_million_brackets() {
    for nested in ["[", "<</A", "<</A[", "(", "["] {
        let mut pdf = Pdf::saying("");
        let deep = nested.repeat((10 << 20) / nested.len());
        pdf.set(1, &format!("<</Type/Catalog/Pages 2 0 R/X {deep}>>"));
        assert!(pdf::Pdf.inspect(&pdf.bytes()).is_err());
    }
    for wide in ["<<>>", "[]", "<</A 1>>", "0 "] {
        let mut pdf = Pdf::saying("");
        let wide = wide.repeat((10 << 20) / wide.len());
        pdf.set(1, &format!("<</Type/Catalog/Pages 2 0 R/X[{wide}]>>"));
        refused(&pdf.bytes(), "unpacks to more than is read");
    }
}

#[test]
fn forms_that_draw_themselves() {
    let mut pdf = Pdf::saying("/X Do");
    pdf.page("/XObject<</X 20 0 R>>");
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 20 0 R>>>>";
    pdf.raw(20, stream(form, b"/X Do /X Do /X Do"));
    told(&pdf.bytes(), "draws a form that draws itself");
}

#[test]
fn forms_that_draw_a_thousand_forms_each() {
    let mut pdf = Pdf::saying("/X Do");
    pdf.page("/XObject<</X 20 0 R>>");
    for number in 20..40 {
        let form = format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>",
            number + 1
        );
        pdf.raw(number, stream(&form, "/X Do ".repeat(1000).as_bytes()));
    }
    told(&pdf.bytes(), "forms stand too deep in forms");
    // Not too deep, but as many as a million million.
    let mut pdf = Pdf::saying("/X Do");
    pdf.page("/XObject<</X 20 0 R>>");
    for number in 20..24 {
        let form = format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>",
            number + 1
        );
        pdf.raw(number, stream(&form, "/X Do ".repeat(1000).as_bytes()));
    }
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]";
    pdf.raw(24, stream(form, " ".repeat(100_000).as_bytes()));
    told(&pdf.bytes(), "the pages draw more than is looked at");
}

#[test]
fn operators_with_millions_of_operands() {
    let text = "/P<</MCID 0>>BDC BT /F 12 Tf (Take two) Tj ET EMC";
    let drawing = |operands: &str, operator: &str| {
        let operands = operands.repeat((40 << 20) / operands.len());
        let content = format!("{}{operands}{}{text}", &operator[..1], &operator[1..]);
        let mut pdf = Pdf::saying("");
        pdf.raw(5, stream("<</Filter/FlateDecode", &deflated(content.as_bytes())));
        pdf.bytes()
    };
    for (operands, operator) in [
        ("[]", "[]TJ "),
        ("0 ", "[]TJ "),
        ("true ", "[]TJ "),
        ("[]", " n "),
    ] {
        let pdf = drawing(operands, operator);
        told(&pdf, "an operator works on more than is looked at");
    }
    for operands in ["0 ", "true "] {
        let inspection = inspect(&drawing(operands, " n "));
        assert!(words(&inspection).contains("Take two"));
    }
}

#[test]
fn streams_that_unpack_to_gigabytes() {
    let bomb = deflated(&vec![b' '; 100 << 20]);
    let mut pdf = Pdf::saying("");
    pdf.raw(5, stream("<</Filter/FlateDecode", &bomb));
    told(&pdf.bytes(), "broken, or too large");
    let twice = deflated(&bomb);
    pdf.raw(5, stream("<</Filter[/FlateDecode/FlateDecode]", &twice));
    told(&pdf.bytes(), "broken, or too large");
    pdf.raw(
        5,
        stream(&format!("<</Filter[{}]", "/AHx".repeat(100_000)), b"61>"),
    );
    told(&pdf.bytes(), "broken, or too large");
    pdf.raw(
        5,
        stream(
            "<</Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 9223372036854775807/Colors 9223372036854775807>>",
            &deflated(b"abc"),
        ),
    );
    told(&pdf.bytes(), "broken, or too large");
    // Each of them small enough, all of them not.
    let large = deflated(&vec![b' '; 60 << 20]);
    for number in 20..60 {
        pdf.raw(number, stream("<</Filter/FlateDecode", &large));
    }
    let all: String = (20..60).fold(String::new(), |mut all, number| {
        write!(all, "{number} 0 R ").unwrap();
        all
    });
    pdf.set(
        3,
        &format!("<</Type/Page/Parent 2 0 R/Contents[{all}]/Resources<</Font<</F 4 0 R>>>>>>"),
    );
    told(&pdf.bytes(), "broken, or too large");
}

#[test]
fn lengths_that_lie() {
    let content = "/P<</MCID 0>>BDC BT /F 12 Tf (Take two) Tj ET EMC";
    for length in [
        "1",
        "0",
        "99999999999",
        "-7",
        "(seven)",
        "77 0 R",
        "5 0 R",
        "9223372036854775807",
    ] {
        let mut pdf = Pdf::saying("");
        pdf.set(5, &format!("<</Length {length}>>stream\n{content}\nendstream"));
        assert!(words(&inspect(&pdf.bytes())).contains("Take two"), "{length}");
    }
}

#[test]
fn lengths_that_lead_from_stream_to_stream() {
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    let mut kids = String::new();
    for number in 20..20_000 {
        write!(kids, "{number} 0 R ").unwrap();
        pdf.set(
            number,
            &format!("<</Length {} 0 R>>stream\nx\nendstream", number + 1),
        );
    }
    pdf.set(
        1,
        &format!("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/X[{kids}]>>"),
    );
    assert!(words(&inspect(&pdf.bytes())).contains("Take two"));
}

#[test]
fn tables_that_lead_back_to_themselves() {
    let pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    let start = pdf.table();
    let bytes = pdf.bytes_with(&format!("/Prev {start}"));
    assert!(words(&inspect(&bytes)).contains("Take two"));
    let bytes = pdf.bytes_with("/Prev 99999999999");
    let inspection = told(&bytes, "cross-reference table is broken");
    assert!(words(&inspection).contains("Take two"));
}

#[test]
fn tables_of_absurd_figures() {
    for (table, trailer) in [
        ("0 99999999999\n", ""),
        ("4294967290 100\n0000000000 00000 n \n", ""),
        ("0 1\n99999999999999999999 65535 n \n", ""),
        ("0 4294967295\n", ""),
    ] {
        let mut bytes = Pdf::saying("BT /F 12 Tf (Take two) Tj ET").body();
        let start = bytes.len();
        bytes.extend(
            format!("xref\n{table}trailer\n<</Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF").bytes(),
        );
        let inspection = told(&bytes, "cross-reference table is broken");
        assert!(words(&inspection).contains("Take two"), "{table}");
    }
    for entries in [
        "/W[0 0 0]/Size 9223372036854775807",
        "/W[9223372036854775807 1 1]/Size 9",
        "/W[1 2 1]/Index[0 9223372036854775807]/Size 9",
        "/W[1 2 1]/Index[-5 9223372036854775807]/Size 9",
        "/W[8 8 8]/Size 9",
        "/W[]/Size 9",
    ] {
        let mut bytes = Pdf::saying("BT /F 12 Tf (Take two) Tj ET").body();
        let start = bytes.len();
        bytes.extend(b"90 0 obj\n");
        bytes.extend(stream(
            &format!("<</Type/XRef/Root 1 0 R{entries}"),
            &[0xFF; 4096],
        ));
        bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF").bytes());
        let inspection = told(&bytes, "cross-reference table is broken");
        assert!(words(&inspection).contains("Take two"), "{entries}");
    }
}

#[test]
fn object_streams_in_object_streams() {
    // Object 20 is in stream 21, which is in stream 22, which is in stream 21.
    let pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    let bytes = pdf.compressed(&[(20, 21, 0), (21, 22, 0), (22, 21, 0)], "/Metadata 20 0 R");
    let inspection = told(&bytes, "not where the cross-reference table says");
    assert!(words(&inspection).contains("Take two"));
}

#[test]
fn an_object_stream_that_holds_its_own_length() {
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    pdf.set(
        21,
        "<</Type/ObjStm/N 1/First 5/Length 20 0 R>>stream\n20 0 77\nendstream",
    );
    let bytes = pdf.compressed(&[(20, 21, 0)], "/Metadata 20 0 R");
    assert!(words(&inspect(&bytes)).contains("Take two"));
}

#[test]
fn an_object_stream_that_lists_one_large_object_a_thousand_times() {
    let mut pdf = Pdf::saying("");
    let mut head = String::new();
    let mut entries = Vec::new();
    let mut kids = String::new();
    for (place, number) in (1000..3000).enumerate() {
        write!(head, "{number} 0 ").unwrap();
        write!(kids, "{number} 0 R ").unwrap();
        entries.push((number, 21, place));
    }
    let content = format!("{head}[{}]", "[]".repeat(100_000));
    let dict = format!("<</Type/ObjStm/N 2000/First {}", head.len());
    pdf.raw(21, stream(&dict, content.as_bytes()));
    pdf.set(1, &format!("<</Type/Catalog/Pages 2 0 R/X[{kids}]>>"));
    refused(&pdf.compressed(&entries, ""), "unpacks to more than is read");
}

#[test]
fn numbers_beyond_all_bounds() {
    let content = "99999999999999999999999999999999999999999999 0 0 1e99 0 0 cm -9999999999999999999999 w \
        BT /F 99999999999999999999999999999999999999999 Tf 1 0 0 1 9e9 nan Tm (Take two) Tj ET \
        BT /F -0.0 Tf 0 0 0 0 0 0 Tm (and) Tj ET 0 0 0 0 re f 99999999999999999999999 Tz BT /F 1 Tf (rest) Tj ET";
    let inspection = inspect(&Pdf::saying(content).bytes());
    assert!(words(&inspection).contains("Take twoandrest"), "{inspection:?}");
    let look = inspection.facts.look;
    assert!(look.smallest_text.is_none_or(f32::is_finite));
    assert!(look.body_text.is_none_or(|size| size <= 283_464.0));
}

#[test]
fn a_hundred_thousand_sequences() {
    let content = (0..100_000).fold(String::new(), |mut all, number| {
        write!(all, "/P<</MCID {number}>>BDC EMC ").unwrap();
        all
    });
    let mut pdf = Pdf::saying("");
    pdf.raw(5, stream("<<", content.as_bytes()));
    told(&pdf.bytes(), "belongs to no element");
}

#[test]
fn a_hundred_thousand_empty_objects() {
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    for number in 20..100_000 {
        pdf.set(number, "<<>>");
    }
    assert!(words(&inspect(&pdf.bytes())).contains("Take two"));
}

#[test]
fn maps_of_four_thousand_million_codes() {
    let map = "1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange \
        1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ";
    let mut pdf = Pdf::saying("BT /F 12 Tf (Take two) Tj ET");
    pdf.set(4, "<</Type/Font/Subtype/Type1/BaseFont/F/ToUnicode 20 0 R>>");
    pdf.raw(20, stream("<<", map.repeat(1000).as_bytes()));
    let inspection = inspect(&pdf.bytes());
    assert_eq!(inspection.reading.items.len(), 1);
}

#[test]
fn sequences_and_states_without_end() {
    let deep = format!(
        "{}BT /F 12 Tf (Take two) Tj ET{}",
        "/P<</MCID 0>>BDC q ".repeat(50_000),
        " EMC Q".repeat(50_000)
    );
    let mut pdf = Pdf::saying("");
    pdf.raw(5, stream("<<", deep.as_bytes()));
    assert!(words(&inspect(&pdf.bytes())).contains("Take two"));
    pdf.raw(5, stream("<<", "EMC Q ".repeat(50_000).as_bytes()));
    told(&pdf.bytes(), "no marked content 0");
}

#[test]
fn content_that_nests_without_end() {
    for nested in ["[", "<</A", "(("] {
        let mut pdf = Pdf::saying("");
        pdf.raw(5, stream("<<", nested.repeat(1 << 20).as_bytes()));
        told(&pdf.bytes(), "its content cannot be read");
    }
}

#[test]
fn areas_behind_words_without_end() {
    let content = format!(
        "{}{}",
        "0 0 500 800 re 0 0 m 1 1 l 2 0 l h f ".repeat(30_000),
        "/P<</MCID 0>>BDC BT /F 12 Tf 9 9 Td (Take two) Tj ET EMC ".repeat(3000)
    );
    let mut pdf = Pdf::saying("");
    pdf.raw(5, stream("<<", content.as_bytes()));
    let inspection = inspect(&pdf.bytes());
    assert!(words(&inspection).contains("Take two"));
    // So many are not remembered, and what lies behind the words is unknown.
    assert_eq!(inspection.facts.look.lowest_contrast, None);
}

#[test]
fn whatever_is_cut_off() {
    let bytes = Pdf::saying("BT /F 12 Tf (Take two) Tj ET").bytes();
    for end in 0..bytes.len() {
        if let Ok(inspection) = pdf::Pdf.inspect(&bytes[..end]) {
            let said = !inspection.facts.faults.is_empty() || words(&inspection).contains("Take two");
            assert!(said, "cut at {end}");
        }
    }
}

/// How much there is of all that is said: words, faults, and what is left unread.
fn said(inspection: &Inspection) -> (usize, usize) {
    let runs = inspection.reading.items.iter().flat_map(|item| &item.runs);
    let words = runs.map(|run| run.text.len()).sum();
    let facts = &inspection.facts;
    let messages = facts.faults.iter().chain(&facts.unread).map(String::len);
    (words, messages.sum())
}

const TOO_MUCH_TEXT: &str = "its text comes to more than is read";

/// That many elements of a type, with these entries each.
fn elements(pdf: &mut Pdf, count: u32, entries: &str) {
    let mut kids = String::new();
    for number in 0..count {
        write!(kids, "{} 0 R ", 1000 + number).unwrap();
        pdf.set(1000 + number, &format!("<</Type/StructElem/Pg 3 0 R{entries}>>"));
    }
    pdf.set(7, &format!("<</Type/StructElem/S/Document/K[8 0 R {kids}]>>"));
}

#[test]
fn a_code_that_says_a_book() {
    let map = |characters: usize| {
        format!(
            "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{}> endbfchar",
            "0061".repeat(characters)
        )
    };
    let mut pdf = Pdf::saying(&format!("BT /F 12 Tf ({}) Tj ET", "A".repeat(1 << 20)));
    pdf.set(
        4,
        "<</Type/Font/Subtype/Type1/BaseFont/F/ToUnicode 20 0 R/FontDescriptor<</Flags 4>>>>",
    );
    pdf.raw(20, stream("<<", map(60_000).as_bytes()));
    told(&pdf.bytes(), "1048576 characters on 1 pages say no text");
    pdf.raw(20, stream("<<", map(256).as_bytes()));
    let inspection = told(&pdf.bytes(), TOO_MUCH_TEXT);
    assert!(said(&inspection).0 < 32 << 20);
}

#[test]
fn one_text_that_stands_for_ten_thousand_sequences() {
    let content = (0..20_000).fold(String::new(), |mut all, _| {
        all.push_str("/Span/T BDC EMC ");
        all
    });
    let mut pdf = Pdf::saying(&content);
    pdf.page("/Properties<</T 20 0 R>>");
    pdf.set(20, &format!("<</ActualText({})>>", "a ".repeat(20_000)));
    let inspection = told(&pdf.bytes(), TOO_MUCH_TEXT);
    assert!(said(&inspection).0 < 32 << 20);
}

#[test]
fn one_text_that_stands_for_ten_thousand_elements() {
    for entries in ["/S/Figure/Alt 20 0 R", "/S/P/ActualText 20 0 R"] {
        let mut pdf = Pdf::saying("");
        pdf.set(20, &format!("({})", "a ".repeat(50_000)));
        elements(&mut pdf, 10_000, entries);
        let inspection = told(&pdf.bytes(), TOO_MUCH_TEXT);
        assert!(said(&inspection).0 < 32 << 20, "{entries}");
    }
}

#[test]
fn one_long_name_that_ten_thousand_elements_bear() {
    for (entries, words) in [
        ("/S/P/Lang 20 0 R/K[]", "is too long to be one"),
        ("/S/P/ID 20 0 R/K[]", "is too long to be one"),
        ("/S/Link/K<</Type/OBJR/Obj 21 0 R>>", "is too long to be one"),
        ("/S 22 0 R/K[]", "stands for no standard one"),
    ] {
        let mut pdf = Pdf::saying("");
        pdf.set(20, &format!("({})", "a".repeat(1 << 20)));
        pdf.set(
            21,
            "<</Type/Annot/Subtype/Link/Contents 20 0 R/A<</S/URI/URI 20 0 R>>>>",
        );
        pdf.set(22, &format!("/{}", "a".repeat(1 << 20)));
        elements(&mut pdf, 10_000, entries);
        let inspection = told(&pdf.bytes(), words);
        assert!(said(&inspection).1 < 20_000, "{entries}");
    }
}

#[test]
fn paragraphs_that_stand_in_hundreds_of_callouts() {
    let mut pdf = Pdf::saying("");
    elements(&mut pdf, 40_000, "/S/P/ActualText(a)");
    let kids = (1000..41_000).fold(String::new(), |mut all, number| {
        write!(all, "{number} 0 R ").unwrap();
        all
    });
    pdf.set(7, "<</Type/StructElem/S/Document/K 100 0 R>>");
    for number in 100..400 {
        pdf.set(number, &format!("<</S/BlockQuote/K {} 0 R>>", number + 1));
    }
    pdf.set(400, &format!("<</S/BlockQuote/K[{kids}]>>"));
    told(&pdf.bytes(), TOO_MUCH_TEXT);
}

#[test]
fn a_map_that_two_thousand_fonts_share() {
    let mut content = String::from("BT ");
    let mut fonts = String::new();
    for number in 0..2000 {
        write!(content, "/F{number} 9 Tf (A) Tj ").unwrap();
        write!(
            fonts,
            "/F{number}<</Type/Font/Subtype/Type1/BaseFont/F/ToUnicode 20 0 R>>"
        )
        .unwrap();
    }
    let mut pdf = Pdf::saying(&format!("{content} ET"));
    pdf.set(
        3,
        &format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<<{fonts}>>>>>>"),
    );
    let map = format!("{} 1 beginbfchar <41> <0042> endbfchar", "<00>".repeat(500_000));
    pdf.raw(20, stream("<</Filter/FlateDecode", &deflated(map.as_bytes())));
    assert!(words(&inspect(&pdf.bytes())).contains(&"B".repeat(2000)));
}

#[test]
fn five_thousand_pages_with_the_same_fault() {
    let mut pdf = Pdf::saying("");
    let mut kids = String::new();
    for number in 100..5100 {
        write!(kids, "{number} 0 R ").unwrap();
        pdf.set(number, "<</Type/Page/Parent 2 0 R/Contents 20 0 R>>");
    }
    pdf.raw(20, stream("<<", b"0 0 9 9 re f ] BT (never) Tj ET"));
    pdf.set(2, &format!("<</Type/Pages/Count 5000/Kids[3 0 R {kids}]>>"));
    let inspection = told(&pdf.bytes(), "more like this)");
    assert!(said(&inspection).1 < 10_000, "{}", said(&inspection).1);
}
