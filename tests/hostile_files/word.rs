//! Word files that are deep, circular, or much of one thing.

use clearleaf::backend::docx::Docx;
use clearleaf::package::zip::{Part, write};

use super::{answered, inspected};

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

fn file(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links: String = ["styles", "numbering"]
        .map(|kind| format!("<Relationship Id='{kind}' Type='{office}/{kind}' Target='{kind}.xml'/>"))
        .concat();
    let root = format!("<Relationship Id='a' Type='{office}/officeDocument' Target='word/document.xml'/>");
    let parts = [
        (
            "[Content_Types].xml",
            "<Types><Default Extension='xml' ContentType='a'/></Types>".to_owned(),
        ),
        ("_rels/.rels", format!("<R>{root}</R>")),
        ("word/_rels/document.xml.rels", format!("<R>{links}</R>")),
        (
            "word/document.xml",
            format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
        ("word/styles.xml", format!("<w:styles {W}>{styles}</w:styles>")),
        (
            "word/numbering.xml",
            format!("<w:numbering {W}>{numbering}</w:numbering>"),
        ),
    ];
    write(&parts.map(|(name, text)| Part::new(name, text))).unwrap()
}

fn body(name: &str, body: &str, words: &str) {
    answered(name, inspected(&Docx, file(body, "", "")), words);
}

#[test]
fn depth_is_answered() {
    let deep = |open: &str, close: &str, n: usize| open.repeat(n) + "<w:p/>" + &close.repeat(n);
    body(
        "controls",
        &deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 20_000),
        "nest",
    );
    body("changes", &deep("<w:ins>", "</w:ins>", 20_000), "nest");
    body(
        "tables",
        &deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 10_000),
        "nest",
    );
    let runs = "<w:p>".to_owned()
        + &"<w:hyperlink w:anchor='a'>".repeat(20_000)
        + &"</w:hyperlink>".repeat(20_000)
        + "</w:p>";
    body("links", &runs, "nest");
    body(
        "anything",
        &("<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000)),
        "nest",
    );
}

#[test]
fn circles_are_followed_once() {
    let style = |id: usize, base: usize| {
        format!(
            "<w:style w:type='paragraph' w:styleId='s{id}'><w:name w:val='n{id}'/><w:basedOn w:val='s{base}'/></w:style>"
        )
    };
    let circle: String = (0..20_000).map(|id| style(id, (id + 1) % 20_000)).collect();
    let used = "<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".repeat(2_000);
    answered(
        "styles",
        inspected(&Docx, file(&used, &circle, "")),
        "is based on itself",
    );
    let numbering = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='a'/><w:styleLink w:val='b'/></w:abstractNum>\
        <w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='b'/><w:styleLink w:val='a'/></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>";
    let item = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    answered(
        "lists",
        inspected(&Docx, file(item, "", numbering)),
        "there is no list 1",
    );
}

#[test]
fn fields_without_an_end_are_answered() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK x</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>a</w:t></w:r>";
    body(
        "fields",
        &format!("<w:p>{}</w:p>", begin.repeat(50_000)),
        "the marks of a field are not in order",
    );
    let ends = "<w:r><w:fldChar w:fldCharType='end'/></w:r>".repeat(100_000);
    body(
        "ends",
        &format!("<w:p>{ends}</w:p>"),
        "the marks of a field are not in order",
    );
}

#[test]
fn wide_tables_and_many_of_one_thing_are_answered() {
    let cell =
        "<w:tc><w:tcPr><w:gridSpan w:val='4294967295'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>";
    let row = format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", cell.repeat(5));
    body(
        "spans",
        &format!("<w:tbl>{}</w:tbl>", row.repeat(5_000)),
        "cells behind column",
    );
    let marks: String = (0..100_000)
        .map(|n| format!("<w:bookmarkStart w:id='{n}' w:name='b{n}'/>"))
        .collect();
    body(
        "bookmarks",
        &format!("<w:p>{marks}</w:p>"),
        "begins or ends, but not both",
    );
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
    body("attributes", &format!("<w:p{attributes}/>"), "more attributes");
    let deep_boxes = "<w:p><w:r><w:pict><w:txbxContent>".repeat(5_000)
        + &"</w:txbxContent></w:pict></w:r></w:p>".repeat(5_000);
    body("boxes", &deep_boxes, "nest");
}

#[test]
fn words_that_are_said_again_are_bounded() {
    let long = format!(
        "<w:p><w:pPr><w:pStyle w:val='l'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        "word ".repeat(100_000)
    );
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let row = |property: &str, cells: &str| format!("<w:tr><w:trPr>{property}</w:trPr>{cells}</w:tr>");
    let short = cell("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    let table = row("<w:tblHeader/>", &cell(&long)) + &row("", &short).repeat(20_000);
    body("headers", &format!("<w:tbl>{table}</w:tbl>"), "without end");
    let label = "<w:style w:type='paragraph' w:styleId='l'><w:name w:val='callout label'/></w:style>";
    let open = format!("<w:sdt><w:sdtPr><w:tag w:val='callout'/></w:sdtPr><w:sdtContent>{long}").repeat(8);
    let deep =
        open + &"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(10_000) + &"</w:sdtContent></w:sdt>".repeat(8);
    answered("labels", inspected(&Docx, file(&deep, label, "")), "without end");
}

/// One long string that many runs use is paid for each time, or shared.
#[test]
fn one_string_that_many_use_is_bounded() {
    let long = "a".repeat(400_000);
    let run = "<w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:lang w:val='fr'/></w:rPr><w:t>y</w:t></w:r>";
    let link = format!(
        "<w:p><w:hyperlink w:anchor='{long}'>{}</w:hyperlink></w:p>",
        run.repeat(20_000)
    );
    body("a name", &link, "without end");
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let field = format!(
        "<w:p>{}<w:r><w:instrText>HYPERLINK \"http://{long}\"</w:instrText></w:r>{}{}{}</w:p>",
        mark("begin"),
        mark("separate"),
        run.repeat(20_000),
        mark("end")
    );
    body("an address", &field, "without end");
    let used = "<w:p><w:pPr><w:pStyle w:val='s'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".repeat(10_000);
    let style = |name: &str, inside: &str| {
        format!("<w:style w:type='paragraph' w:styleId='s'><w:name w:val='{name}'/>{inside}</w:style>")
    };
    let lang = style(
        "s",
        &format!(
            "<w:rPr><w:lang w:val='en{}'/></w:rPr>",
            "-abcdefgh".repeat(30_000)
        ),
    );
    answered(
        "a language",
        inspected(&Docx, file(&used, &lang, "")),
        "it is no language code",
    );
    let named = inspected(&Docx, file(&used, &style(&long, ""), "")).unwrap();
    assert_eq!(named.reading.items.len(), 10_000);
    let base = format!(
        "{}<w:style w:styleId='{long}'><w:name w:val='b'/><w:rPr><w:rFonts w:ascii='{long}'/></w:rPr></w:style>",
        style("s", &format!("<w:basedOn w:val='{long}'/>"))
    );
    let derived = inspected(&Docx, file(&used, &base, "")).unwrap();
    assert_eq!(derived.reading.items.len(), 10_000);
}

#[test]
fn faults_of_a_kind_are_counted() {
    let run = |n: usize| {
        let tag = format!("en{}-{n}", "-abcdefgh".repeat(10));
        format!("<w:p><w:r><w:rPr><w:lang w:val='{tag}'/></w:rPr><w:t>x</w:t></w:r></w:p>")
    };
    let many: String = (0..5_000).map(run).collect();
    let read = inspected(&Docx, file(&many, "", "")).unwrap();
    assert!(read.facts.faults.len() < 100, "{}", read.facts.faults.len());
    answered("languages", Ok(read), " more like this)");
}

#[test]
fn lists_that_deepen_without_end_are_bounded() {
    let item = |level: usize| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
        )
    };
    let deep: String = (0..20_000).map(item).collect();
    body("lists", &deep, "there is no list 1 with a level");
    let cell = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(30_000);
    let boxes = "<w:sdt><w:sdtPr><w:tag w:val='quote'/></w:sdtPr><w:sdtContent>".repeat(150)
        + &cell
        + &"</w:sdtContent></w:sdt>".repeat(150);
    body("boxes", &boxes, "without end");
}

#[test]
fn what_is_looked_at_twice_is_bounded() {
    let picture = "<x:docPr descr='a'/>".repeat(50_000);
    let drawing = "xmlns:x='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'";
    body(
        "pictures",
        &format!("<w:p><w:r><w:drawing><x:inline {drawing}>{picture}</x:inline></w:drawing></w:r></w:p>"),
        "two pictures have the id",
    );
    let turned =
        "<w:bdo w:val='rtl'>".repeat(1_000) + "<w:r><w:t>2.5 mg</w:t></w:r>" + &"</w:bdo>".repeat(1_000);
    body(
        "directions",
        &format!("<w:p>{}</w:p>", turned.repeat(200)),
        "can be looked at",
    );
    let held = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>".repeat(150)
        + "<w:p/>"
        + &"</w:sdtContent></w:sdt>".repeat(150);
    body("controls", &held.repeat(500), "two content controls have the id");
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let open = mark("begin") + "<w:r><w:instrText>QUOTE</w:instrText></w:r>" + &mark("separate");
    let nested = open.repeat(900)
        + &format!("<w:r><w:t>{}</w:t></w:r>", "5 mg ".repeat(400))
        + &mark("end").repeat(900);
    body(
        "fields",
        &format!("<w:p>{}</w:p>", nested.repeat(50)),
        "the result of the field QUOTE",
    );
}
