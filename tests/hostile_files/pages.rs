//! Pages that are deep, wide, or much of one thing.

use clearleaf::backend::html::Html;

use super::{answered, inspected};

fn page(name: &str, body: &str, words: &str) {
    let text = format!("<!DOCTYPE html><html lang=en><title>T</title><body>{body}");
    answered(name, inspected(&Html, text.into_bytes()), words);
}

#[test]
fn depth_is_answered() {
    for element in [
        "div",
        "b",
        "span",
        "table><tr><td",
        "ul><li",
        "svg",
        "details",
        "ruby",
    ] {
        page(element, &format!("<{element}>").repeat(100_000), "nest deeper");
    }
}

#[test]
fn spans_and_headers_are_bounded() {
    let cell = "<th scope=col colspan=4294967295 rowspan=4294967295>words of a header</th>";
    page(
        "spans",
        &format!(
            "<table>{}</table>",
            format!("<tr>{}</tr>", cell.repeat(20)).repeat(500)
        ),
        "more than 1000 columns",
    );
    let wide = format!(
        "<table><tr>{}</tr>{}</table>",
        "<th scope=col>a".repeat(900),
        "<tr><td colspan=1000>b".repeat(2_000)
    );
    page("a cell under all", &wide, "headers");
}

#[test]
fn many_of_one_thing_are_answered() {
    let ids: String = (0..200_000).map(|n| format!("<p id=i{}>", n % 100_000)).collect();
    page("ids", &ids, "");
    page(
        "attributes",
        &format!(
            "<p {}>",
            (0..50_000).map(|n| format!("a{n} ")).collect::<String>()
        ),
        "longer than any",
    );
    let names = format!(
        "<p id=a>{}</p>{}",
        "word ".repeat(200_000),
        "<p aria-labelledby=a>x</p>".repeat(20_000)
    );
    page("names", &names, "hides the words");
    let headers = format!(
        "<table><tr><th id=a>{}</th></tr>{}</table>",
        "word ".repeat(200_000),
        "<tr><td headers='a a a'>x".repeat(20_000)
    );
    page("headers", &headers, "without end");
    let labels = format!(
        "<p id=a>{}</p>{}",
        "word ".repeat(200_000),
        "<section role=doc-tip aria-labelledby=a>x</section>".repeat(10_000)
    );
    page("labels", &labels, "more than 2000 characters");
}

#[test]
fn style_sheets_are_bounded() {
    let custom: String = (0..60)
        .map(|n| format!("--a{n}: var(--a{}) var(--a{});", n + 1, n + 1))
        .collect();
    page(
        "values",
        &format!("<style>:root {{ {custom} --a60: red }} p {{ color: var(--a0) }}</style><p>a"),
        "",
    );
    page(
        "circles",
        "<style>:root { --a: var(--b); --b: var(--a) } p { color: var(--a) }</style><p>a",
        "",
    );
    let rules: String = (0..4_000)
        .map(|n| format!("p:not(.c{n}) {{ color: red }}"))
        .collect();
    page(
        "rules",
        &format!("<style>{rules}</style>{}", "<p class=c1>a".repeat(20_000)),
        "more rules",
    );
    page(
        "selectors",
        &format!(
            "<style>{}q {{ display: none }}</style>{}",
            ".x,".repeat(300_000),
            "<p>a".repeat(20_000)
        ),
        "more rules",
    );
    page(
        "siblings",
        &format!(
            "<style>p ~ p ~ p ~ p ~ b {{ top: 0 }}</style>{}<b>a",
            "<p>a".repeat(20_000)
        ),
        "",
    );
    page(
        "nested selectors",
        &format!("<style>p{}{{ top: 0 }}</style><p>a", ":not(".repeat(100_000)),
        "",
    );
    page(
        "blocks",
        &format!("<style>{}</style><p>a", "a{".repeat(200_000)),
        "",
    );
    page(
        "imports",
        &format!(
            "<style>{}</style><p>a",
            "@import url(data:text/css,a);".repeat(10_000)
        ),
        "@import",
    );
}

#[test]
fn large_addresses_are_set_aside() {
    let large = "A".repeat(50_000_000);
    page(
        "data",
        &format!("<img alt=a src=\"data:image/png;base64,{large}\">"),
        "is missing",
    );
}

#[test]
fn what_is_said_of_a_page_is_bounded() {
    let pieces = "x<span lang=fr>y</span>".repeat(20_000);
    page(
        "an address for each piece of a link",
        &format!("<p><a href='https://x.y/{}'>{pieces}</a>", "a".repeat(100_000)),
        "longer than those of any leaflet",
    );
    let long = format!(
        "<p lang={}>a<p style='top:{}'>b",
        "en-".repeat(500_000),
        "x".repeat(500_000)
    );
    let text = format!("<!DOCTYPE html><html lang=en><title>T</title><body>{long}");
    let faults = inspected(&Html, text.into_bytes()).unwrap().facts.faults;
    assert!(faults.iter().all(|fault| fault.chars().count() <= 420));
    let many: String = (0..5_000).map(|n| format!("<p><a href='#{n}'>x</a>")).collect();
    page("faults", &many, " more like this)");
    page(
        "directions",
        &format!("<p>{}", "\u{202E}25 ".repeat(300_000)),
        "are turned round",
    );
    page(
        "heights",
        &"<p>a<sup>b</sup>c".repeat(50_000),
        "is read as part of",
    );
}
