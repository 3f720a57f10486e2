//! Books whose parts lead in circles, declare entities, or repeat.

use clearleaf::backend::epub::Epub;
use clearleaf::package::zip::{Part, write};

use super::{answered, inspected};

const CONTAINER: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfile full-path='a.opf'/></container>";

fn book(name: &str, spine: &str, page: &str, ncx: &str, words: &str) {
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>T</dc:title>\
         <dc:language>en</dc:language></metadata><manifest><item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/>\
         <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine>{spine}</spine></package>"
    );
    let parts = [
        ("META-INF/container.xml", CONTAINER.to_owned()),
        ("a.opf", package),
        ("a.xhtml", page.to_owned()),
        ("toc.ncx", ncx.to_owned()),
    ];
    let bytes = write(&parts.map(|(name, text)| Part::new(name, text))).unwrap();
    answered(name, inspected(&Epub, bytes), words);
}

fn page(body: &str) -> String {
    format!(
        "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head><title>T</title></head><body>{body}</body></html>"
    )
}

const ONE: &str = "<itemref idref='a'/>";

#[test]
fn entities_are_refused() {
    let mut entities = String::from("<!ENTITY a0 'aaaaaaaaaa'>");
    for n in 1..12 {
        entities += &format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
    }
    let bomb = format!("<!DOCTYPE html [{entities}]>{}", page("<p>&a11;</p>"));
    book("entities", ONE, &bomb, "<ncx/>", "declares entities");
}

#[test]
fn depth_and_length_are_answered() {
    let deep = page(&("<p>".repeat(500_000) + &"</p>".repeat(500_000)));
    book("depth", ONE, &deep, "<ncx/>", "nest");
    let broken = "<html>".to_owned() + &"<b>".repeat(500_000);
    book("no XML", ONE, &broken, "<ncx/>", "nest");
    let names: String = (0..5_000).map(|n| format!("&a{n};")).collect();
    book("names", ONE, &page(&names), "<ncx/>", "more names of characters");
    book(
        "spine",
        &ONE.repeat(100_000),
        &page("<p>a</p>"),
        "<ncx/>",
        "comes twice in the spine",
    );
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
    book(
        "attributes",
        ONE,
        &page(&format!("<p{attributes}/>")),
        "<ncx/>",
        "more attributes",
    );
}

#[test]
fn contents_that_never_end_are_answered() {
    let point = "<navPoint><content src='a.xhtml#x'/>";
    let ncx = format!(
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'>{}{}</ncx>",
        point.repeat(900),
        "</navPoint>".repeat(900)
    );
    book("contents", ONE, &page("<p>a</p>"), &ncx, "leads nowhere");
}
