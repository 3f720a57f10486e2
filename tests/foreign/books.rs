//! Books as others make them: of EPUB 2, with several renditions, encrypted, or with half of what they should have.

use clearleaf::backend::epub::Epub;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::package::zip::{Part, write};

const CONTAINER: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
    <rootfile full-path='a.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

const NCX: &str = "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>One</text></navLabel>\
    <content src='one.xhtml'/></navPoint><navPoint><navLabel><text>Two</text></navLabel><content src='two.xhtml#gone'/></navPoint>\
    </navMap></ncx>";

fn package(metadata: &str, items: &str, spine: &str) -> String {
    format!(
        "<package xmlns='http://www.idpf.org/2007/opf' version='2.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>\
         {metadata}</metadata><manifest><item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>{items}</manifest>\
         <spine toc='ncx'>{spine}</spine></package>"
    )
}

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' 'http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd'>\
         <html xmlns='http://www.w3.org/1999/xhtml' xml:lang='en'><head><title>T</title></head><body>{body}</body></html>"
    )
}

fn book(more: &[(&str, String)]) -> Vec<u8> {
    let mut parts = vec![Part::stored("mimetype", "application/epub+zip")];
    let given = |name: &str| more.iter().any(|(other, _)| *other == name);
    if !given("META-INF/container.xml") {
        parts.push(Part::new("META-INF/container.xml", CONTAINER));
    }
    parts.push(Part::new("toc.ncx", NCX));
    parts.extend(more.iter().map(|(name, text)| Part::new(*name, text.clone())));
    write(&parts).unwrap()
}

fn read(more: &[(&str, String)]) -> Inspection {
    Epub.inspect(&book(more)).unwrap()
}

const METADATA: &str =
    "<dc:title>T</dc:title><dc:language>en</dc:language><meta name='generator' content='Old Tool 1.0'/>";
const ITEMS: &str = "<item id='one' href='one.xhtml' media-type='application/xhtml+xml'/>\
    <item id='two' href='two.xhtml' media-type='application/xhtml+xml'/>";
const SPINE: &str = "<itemref idref='one'/><itemref idref='two'/>";

#[test]
fn a_book_of_before_is_read_with_its_named_characters() {
    let found = read(&[
        ("a.opf", package(METADATA, ITEMS, SPINE)),
        (
            "one.xhtml",
            page("<h1>One</h1><p>5&nbsp;mg &ndash; caf&eacute;</p>"),
        ),
        (
            "two.xhtml",
            page(
                "<h2>Two</h2><svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><title>A disc</title>\
                  <image x:href='gone.png'/></svg><aside xmlns:e='http://www.idpf.org/2007/ops' e:type='footnote'>A note</aside>",
            ),
        ),
    ]);
    let shown = found.reading.to_string();
    for words in ["5 mg – café", "A disc", "A note"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert_eq!(found.facts.producer.as_deref(), Some("Old Tool 1.0"));
    assert_eq!(
        found.facts.faults,
        [
            "the manifest names no cover image",
            "two.xhtml: the picture gone.png is missing",
            "two.xhtml: “A note” is marked as a note that nothing leads to, and some systems show no such words",
            "the manifest names no navigation document",
            "the entry “Two” of toc.ncx leads nowhere (two.xhtml#gone)",
        ]
    );
}

#[test]
fn what_cannot_be_read_of_a_book_is_told() {
    let container = CONTAINER.replace("</rootfiles>", "<rootfile full-path='b.opf'/></rootfiles>");
    let encrypted = "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>\
        <EncryptedData xmlns='http://www.w3.org/2001/04/xmlenc#'><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>\
        <CipherData><CipherReference URI='two.xhtml'/></CipherData></EncryptedData></encryption>";
    let found = read(&[
        ("META-INF/container.xml", container),
        ("META-INF/encryption.xml", encrypted.to_owned()),
        ("a.opf", package("", ITEMS, SPINE)),
        ("b.opf", String::new()),
        ("one.xhtml", page("<p>One <b>thing</p>")),
        ("two.xhtml", "\u{1}\u{2}".to_owned()),
    ]);
    assert_eq!(found.reading.lang.as_str(), "und");
    assert!(found.reading.to_string().contains("One thing"));
    assert_eq!(
        found.facts.unread,
        [
            "another rendition of the book: “b.opf”",
            "encrypted files: “two.xhtml”"
        ]
    );
    let all = found.facts.faults.join("\n");
    for wanted in [
        "a.opf has no dc:title",
        "a.opf has no dc:language",
        "one.xhtml is no well-formed XML",
    ] {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
    let nothing = Epub.inspect(&book(&[
        ("META-INF/encryption.xml", encrypted.to_owned()),
        ("a.opf", package(METADATA, ITEMS, "<itemref idref='two'/>")),
        ("one.xhtml", page("")),
        ("two.xhtml", String::new()),
    ]));
    assert!(
        nothing
            .unwrap_err()
            .to_string()
            .contains("all of its documents are encrypted")
    );
}
