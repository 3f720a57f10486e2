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
