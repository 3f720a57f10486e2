//! What Word writes and our own files have not, written by hand: the smallest file of each.

use std::collections::BTreeMap;

use clearleaf::backend::docx::Docx;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::package::zip::{Part, write};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' \
    xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
    xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'";

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='24'/><w:lang w:val='de-DE' w:bidi='ar-SA'/></w:rPr>\
    </w:rPrDefault></w:docDefaults>\
    <w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/></w:style>\
    <w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:basedOn w:val='Standard'/>\
    <w:pPr><w:numPr><w:numId w:val='7'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Listenabsatz'><w:name w:val='List Paragraph'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Beschriftung'><w:name w:val='caption'/></w:style>\
    <w:style w:type='numbering' w:styleId='Schritte'><w:name w:val='Schritte'/></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
    <w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>\
    <w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='2'><w:styleLink w:val='Schritte'/><w:lvl w:ilvl='0'><w:start w:val='4'/>\
    <w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='3'><w:numStyleLink w:val='Schritte'/></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='3'/></w:num>\
    <w:num w:numId='4'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>\
    <w:lvlText w:val='-'/></w:lvl></w:lvlOverride></w:num>\
    <w:num w:numId='7'><w:abstractNumId w:val='1'/></w:num>";

/// A picture of one point.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82";

/// A Word file with this body.
fn file(body: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id='r{id}' Type='{office}/{kind}' Target='{target}'/>")
    };
    let styles = format!("<w:styles {NAMESPACES}>{STYLES}</w:styles>");
    let numbering = format!("<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>");
    let mut parts = BTreeMap::from([
        (
            "word/document.xml",
            format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"),
        ),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        (
            "docProps/core.xml",
            "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Die Spiegelung</dc:title></c>"
                .to_owned(),
        ),
        (
            "docProps/app.xml",
            "<P><Application>Microsoft Office Word</Application></P>".to_owned(),
        ),
    ]);
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let metadata = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let mut links = relation(1, "styles", "styles.xml") + &relation(2, "numbering", "numbering.xml");
    let mut types = String::new();
    for (at, (kind, name, text)) in (3..).zip(others) {
        links += &relation(at, kind, name.trim_start_matches("word/"));
        types += &format!("<Override PartName='/{name}' ContentType='{word}.{kind}+xml'/>");
        parts.insert(name, format!("<w:{kind} {NAMESPACES}>{text}</w:{kind}>"));
    }
    links += &format!(
        "<Relationship Id='web' Type='{office}/hyperlink' Target='https://e.org/' TargetMode='External'/>"
    );
    links += &relation(9, "image", "media/a.png");
    parts.insert(
        "word/_rels/document.xml.rels",
        format!("<Relationships xmlns='{package}'>{links}</Relationships>"),
    );
    let root = relation(1, "officeDocument", "word/document.xml")
        + &format!("<Relationship Id='c' Type='{metadata}' Target='docProps/core.xml'/>")
        + &relation(3, "extended-properties", "docProps/app.xml");
    parts.insert(
        "_rels/.rels",
        format!("<Relationships xmlns='{package}'>{root}</Relationships>"),
    );
    let own = |name: &str, kind: &str| format!("<Override PartName='/{name}' ContentType='{kind}+xml'/>");
    types += &own("word/document.xml", &format!("{word}.document.main"));
    types += &own("word/styles.xml", &format!("{word}.styles"));
    types += &own("word/numbering.xml", &format!("{word}.numbering"));
    types += &own(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties",
    );
    let ends = "<Default Extension='xml' ContentType='application/xml'/><Default Extension='png' ContentType='image/png'/>\
                <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>";
    let content_types = "http://schemas.openxmlformats.org/package/2006/content-types";
    parts.insert(
        "[Content_Types].xml",
        format!("<Types xmlns='{content_types}'>{ends}{types}</Types>"),
    );
    let mut all: Vec<Part> = parts
        .into_iter()
        .map(|(name, text)| Part::new(name, text))
        .collect();
    all.push(Part::stored("word/media/a.png", PICTURE));
    write(&all).unwrap()
}

fn read(body: &str) -> Inspection {
    Docx.inspect(&file(body, &[])).unwrap()
}

/// The items of a body, each as it is shown, without the title line.
fn items(read: &Inspection) -> Vec<String> {
    let words = |item: &clearleaf::model::reading::Item| -> String {
        item.runs.iter().map(|run| run.text.as_str()).collect()
    };
    read.reading
        .items
        .iter()
        .map(|item| format!("{:?}: {}", item.role, words(item)))
        .collect()
}

fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

fn t(words: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

#[test]
fn a_plain_document_is_read_without_faults() {
    let heading =
        "<w:p><w:pPr><w:pStyle w:val='berschrift1'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>";
    let found = read(&format!(
        "{heading}{}</w:p>{}",
        t("Vorher"),
        p(&t("Nichts essen."))
    ));
    assert_eq!(
        items(&found),
        ["Heading(Level(1)): Vorher", "Paragraph: Nichts essen."]
    );
    assert_eq!(found.facts.faults, Vec::<String>::new());
    assert_eq!(found.facts.unread, Vec::<String>::new());
    assert_eq!(found.facts.producer.as_deref(), Some("Microsoft Office Word"));
    assert_eq!(found.reading.lang.as_str(), "de-DE");
    assert_eq!(found.facts.look.body_text, Some(12.0));
}

#[test]
fn tracked_changes_are_read_as_they_would_be_accepted() {
    let body = p(&format!(
        "{}<w:del><w:r><w:delText>50</w:delText></w:r></w:del><w:ins>{}</w:ins>{}<w:moveFrom>{}</w:moveFrom>\
         <w:moveTo>{}</w:moveTo>",
        t("Take "),
        t("5"),
        t(" mg"),
        t(" gone"),
        t(" daily")
    ));
    let found = read(&body);
    assert_eq!(items(&found), ["Paragraph: Take 5 mg daily"]);
    assert_eq!(
        found.facts.unread,
        [
            "words that are marked as deleted: “50”",
            "words that are marked as moved elsewhere: “gone”"
        ]
    );
}

#[test]
fn controls_tags_and_choices_are_seen_through() {
    let choice = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' name='Box'/>\
         <wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>",
        p(&t("In the box")),
        p(&t("In the box"))
    );
    let body = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}{}",
        p(&format!(
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:smartTag>{}</w:smartTag>",
            t("Ann"),
            t(" Smith")
        )),
        p(&(t("Beside") + &choice)),
        p(
            "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t>done</w:t><w:sym w:font='Arial' w:char='2713'/>\
           <w:tab/><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t><w:noBreakHyphen/><w:t>now</w:t><w:br/><w:t>next</w:t></w:r>"
        ),
    );
    let found = read(&body);
    assert_eq!(
        items(&found),
        [
            "Paragraph: Ann Smith",
            "Paragraph: Beside",
            "Paragraph: In the box",
            "Paragraph: done✓ cooperate-now next"
        ]
    );
    assert_eq!(
        found.facts.unread,
        ["a sign that only its font knows: “Wingdings F0FC”"]
    );
    assert_eq!(found.facts.faults, Vec::<String>::new());
}

#[test]
fn pictures_have_alternatives_or_are_faults() {
    let drawing = |attributes: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id='{}' name='x' {attributes}/></wp:inline></w:drawing></w:r>",
            attributes.len()
        )
    };
    let vml = "<w:r><w:pict><v:shape alt='An old picture'><v:imagedata r:id='r9'/></v:shape></w:pict></w:r>";
    let found = read(&p(&(drawing("descr='A stomach'")
        + &drawing("title='Only a title'")
        + &drawing("")
        + vml)));
    assert_eq!(
        items(&found),
        [
            "Figure: A stomach",
            "Figure: Only a title",
            "Figure: An old picture"
        ]
    );
    assert_eq!(
        found.facts.faults,
        ["a picture has no text alternative and is not marked as decorative"]
    );
}

#[test]
fn notes_and_comments_are_told_with_their_words() {
    let body = p(&format!(
        "{}<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='0'/></w:r>",
        t("Drink nothing")
    ));
    let note = format!("<w:footnote w:id='2'>{}</w:footnote>", p(&t("Water is allowed.")));
    let comment = format!("<w:comment w:id='0'>{}</w:comment>", p(&t("Really?")));
    let others = [
        ("footnotes", "word/footnotes.xml", note.as_str()),
        ("comments", "word/comments.xml", comment.as_str()),
    ];
    let found = Docx.inspect(&file(&body, &others)).unwrap();
    assert_eq!(
        found.facts.unread,
        ["a comment: “Really?”", "a footnote: “Water is allowed.”"]
    );
    assert_eq!(found.facts.faults, Vec::<String>::new());
}

#[test]
fn links_and_fields_lead_where_they_say() {
    let field = |instruction: &str, words: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            t(words)
        )
    };
    let body = p(&format!(
        "<w:bookmarkStart w:id='1' w:name='Überblick 1'/><w:bookmarkEnd w:id='1'/>\
         <w:hyperlink r:id='web' w:anchor='top'>{}</w:hyperlink> <w:hyperlink w:anchor='Überblick 1'>{}</w:hyperlink>{}\
         <w:fldSimple w:instr=' DATE '>{}</w:fldSimple>",
        t("site"),
        t("here"),
        field(" HYPERLINK \"https://f.org/\" ", "other"),
        t("today")
    ));
    let found = read(&body);
    let runs: Vec<String> = found.reading.items[0]
        .runs
        .iter()
        .map(|run| format!("{} {:?}", run.text, run.kind))
        .collect();
    assert_eq!(
        runs,
        [
            "site Link(Url(\"https://e.org/#top\"))",
            "here Link(Item(0))",
            "other Link(Url(\"https://f.org/\"))",
            "today Plain"
        ]
    );
    assert_eq!(
        found.facts.faults,
        ["the words “today” are the result of the field DATE, and Word may show others"]
    );
}

fn numbered(list: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val='Listenabsatz'/><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>\
         </w:pPr>{}</w:p>",
        t(words)
    )
}

#[test]
fn lists_count_as_word_does() {
    let body = [
        numbered(1, 0, "one"),
        numbered(1, 1, "a"),
        numbered(1, 0, "two"),
        numbered(1, 1, "a again"),
        p(&t("Between.")),
        numbered(1, 0, "three"),
        p(&t("Then.")),
        numbered(3, 0, "linked, from four"),
        numbered(4, 0, "a bullet of its own"),
        format!(
            "<w:p><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr>{}</w:p>",
            t("Numbered heading")
        ),
    ]
    .concat();
    let found = read(&body);
    let shown = found.reading.to_string();
    let lists: Vec<&str> = shown.lines().collect();
    insta::assert_snapshot!(lists.join("\n"));
    assert_eq!(
        found.facts.unread,
        ["the number of a heading: “Numbered heading”"]
    );
}

#[test]
fn tables_keep_their_grid() {
    let cell = |property: &str, inside: &str| format!("<w:tc><w:tcPr>{property}</w:tcPr>{inside}</w:tc>");
    let plain = |words: &str| cell("", &p(&t(words)));
    let row = |property: &str, cells: &str| format!("<w:tr><w:trPr>{property}</w:trPr>{cells}</w:tr>");
    let inner = format!("<w:tbl>{}</w:tbl>", row("", &plain("inner")));
    let table = format!(
        "<w:tbl><w:tblPr/>{}{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tbl>",
        row(
            "<w:tblHeader/>",
            &(plain("Day") + &cell("<w:gridSpan w:val='2'/>", &p(&t("Dose"))))
        ),
        row(
            "<w:tblHeader/>",
            &(plain("") + &plain("morning") + &plain("evening"))
        ),
        row(
            "",
            &(cell("<w:vMerge w:val='restart'/>", &(p(&t("1 and")) + &p(&t("2"))))
                + &plain("5 mg")
                + &plain("10 mg"))
        ),
        row(
            "",
            &(cell("<w:vMerge/>", &p("")) + &cell("", &(p(&t("none")) + &inner)) + &plain("1 mg"))
        ),
    );
    let found = read(&table);
    insta::assert_snapshot!(found.reading.to_string());
    assert_eq!(found.facts.unread, ["that a table stands in a cell: “inner”"]);
    assert_eq!(found.facts.faults, Vec::<String>::new());
}

#[test]
fn formulas_and_what_nobody_knows_are_told() {
    let body = format!(
        "{}<w:altChunk r:id='r9'/><x:y xmlns:x='urn:x'><w:t>strange</w:t></x:y>",
        p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>")
    );
    let found = read(&body);
    assert_eq!(items(&found), ["Paragraph: E=mc"]);
    assert_eq!(
        found.facts.unread,
        [
            "a file that Word would take in (altChunk)",
            "how a formula is put together: “E=mc”",
            "the element y: “strange”"
        ]
    );
}

#[test]
fn the_strict_kind_is_read_as_the_other() {
    let good = file(&p(&t("Words.")), &[]);
    let mut parts = clearleaf::package::unzip::read(&good).unwrap();
    for bytes in parts.values_mut() {
        // The picture is no text.
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            continue;
        };
        let strict = text
            .replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/",
                "http://purl.oclc.org/ooxml/officeDocument/",
            );
        *bytes = strict.into_bytes();
    }
    let parts: Vec<Part> = parts
        .into_iter()
        .map(|(name, bytes)| Part::new(name, bytes))
        .collect();
    let found = Docx.inspect(&write(&parts).unwrap()).unwrap();
    assert_eq!(items(&found), ["Paragraph: Words."]);
    assert_eq!(found.facts.faults, Vec::<String>::new());
}

#[test]
fn what_stands_above_the_line_is_read_there() {
    let raised = |words: &str, how: &str| {
        format!(
            "<w:r><w:rPr><w:vertAlign w:val='{how}'/></w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"
        )
    };
    let found = read(&p(&(t("10")
        + &raised("9", "superscript")
        + &t(" cells, H")
        + &raised("2", "subscript")
        + &t("O, on the 1")
        + &raised("st", "superscript")
        + &t(" day"))));
    assert_eq!(items(&found), ["Paragraph: 10⁹ cells, H₂O, on the 1st day"]);
    assert_eq!(found.facts.faults, Vec::<String>::new());
    let melts = read(&p(&(t("Take 2") + &raised(".5", "superscript") + &t(" mg"))));
    assert_eq!(melts.facts.faults, ["raised “.5” is read as part of “2”"]);
}

#[test]
fn of_two_ways_to_write_the_same_the_one_is_read_that_word_knows() {
    let choice = |needs: &str| {
        p(&format!(
            "<mc:AlternateContent><mc:Choice xmlns:z='{needs}' Requires='wps z'>{}</mc:Choice>\
             <mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            t("new"),
            t("old")
        ))
    };
    let word = "http://schemas.microsoft.com/office/word/2010/wordml";
    assert_eq!(items(&read(&choice(word))), ["Paragraph: new"]);
    assert_eq!(items(&read(&choice("urn:nobody-knows"))), ["Paragraph: old"]);
}

#[test]
fn words_that_are_not_the_documents_own_are_told() {
    let held = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p(&t("Click here"))
    );
    let drawn = p("<w:r><w:pict><v:shape><v:textpath string='50 mg'/></v:shape></w:pict></w:r>");
    let mark = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> EQ \\f(1,2) </w:instrText><w:fldChar w:fldCharType='end'/></w:r>";
    let found = read(&(held + &drawn + &p(mark)));
    assert_eq!(
        found.facts.unread,
        [
            "what the field EQ draws: “EQ \\f(1,2)”",
            "words that are drawn along a path: “50 mg”",
            "words that only hold the place of others: “Click here”"
        ]
    );
}

#[test]
fn doses_at_the_edges_of_pages_are_told_where_the_text_has_none() {
    let head = |words: &str| {
        let head = p(&t(words));
        let found = Docx.inspect(&file(
            &p(&t("Take 2.5 mg daily")),
            &[("header", "word/header1.xml", &head)],
        ));
        found.unwrap().facts
    };
    assert_eq!(
        head("Take 50 mg").unread,
        ["a dose at the head or the foot of the pages: “Take 50 mg”"]
    );
    assert_eq!(head("Take 50 mg").faults, Vec::<String>::new());
    assert_eq!(head("Take 2.5 mg").unread, Vec::<String>::new());
    assert_eq!(head("Page 2 of 5, May 2026").unread, Vec::<String>::new());
    for said in ["Die Spiegelung", "Spiegelung", "Seite 2"] {
        assert_eq!(head(said).unread, Vec::<String>::new(), "{said}");
    }
    for lie in [
        "Take double the tablets",
        "Stop if your skin turns red",
        "Void: do not use",
        "Die Sonographie",
        "daily",
    ] {
        let told = format!("words at the head or the foot of the pages: “{lie}”");
        assert_eq!(head(lie).unread, [told]);
    }
}

#[test]
fn words_along_a_path_behind_each_page_are_told() {
    let mark = p("<w:r><w:pict><v:shape><v:textpath string='DRAFT'/></v:shape></w:pict></w:r>");
    let found = Docx.inspect(&file(&p(&t("text")), &[("header", "word/header1.xml", &mark)]));
    assert_eq!(
        found.unwrap().facts.unread,
        ["words that are drawn along a path behind each page: “DRAFT”"]
    );
}

#[test]
fn light_letters_on_a_dark_ground_are_seen() {
    let white = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>light</w:t></w:r></w:p>";
    let cell = |inside: &str| {
        format!(
            "<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr>\
             <w:shd w:val='clear' w:fill='003366'/></w:tcPr>{inside}</w:tc></w:tr></w:tbl>"
        )
    };
    let boxed = p(&format!(
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='Box'/><wps:txbx><w:txbxContent>{white}</w:txbxContent>\
         </wps:txbx></wp:inline></w:drawing></w:r>"
    ));
    let plain = white.replace(
        "<w:r><w:rPr>",
        "<w:pPr><w:shd w:val='clear' w:fill='auto'/></w:pPr><w:r><w:rPr>",
    );
    let nested = cell(&cell(white).replace("003366", "auto"));
    for dark in [cell(white), cell(&plain), nested, boxed.clone()] {
        assert_eq!(read(&dark).facts.faults, Vec::<String>::new(), "{dark}");
    }
    let unseen = "words cannot be seen against what lies behind them: “light”";
    assert_eq!(read(white).facts.faults, [unseen]);
    let fill = |fill: &str| {
        boxed.replace(
            "<wps:txbx>",
            &format!(
                "<wps:spPr xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{fill}</wps:spPr><wps:txbx>"
            ),
        )
    };
    let dark = "<a:solidFill><a:srgbClr val='003366'/></a:solidFill>";
    assert_eq!(
        read(&fill(dark)).facts.look.lowest_contrast.map(f32::round),
        Some(13.0)
    );
    let light = dark.replace("003366", "FFFFFF");
    assert_eq!(read(&fill(&light)).facts.faults, [unseen]);
    assert_eq!(read(&fill("<a:noFill/>")).facts.faults, [unseen]);
}

#[test]
fn the_defaults_of_word_need_not_be_in_the_file() {
    let table = "<w:tbl><w:tblPr><w:tblStyle w:val='TableNormal'/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>\
                 <w:tc><w:p><w:r><w:t>Day</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(read(table).facts.faults, Vec::<String>::new());
    let lost = table.replace("TableNormal", "Lost");
    assert_eq!(read(&lost).facts.faults, ["there is no style \"Lost\""]);
}
