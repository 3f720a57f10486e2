//! What pages of health services are made of and ours are not.

use clearleaf::backend::html::Html;
use clearleaf::backend::{Backend, Facts};

/// The Reading of a page with this body, as it is shown, and its facts.
fn read(body: &str) -> (String, Facts) {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>T</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head><body><a href=\"#m\">Skip</a><main id=\"m\"><h1>T</h1>{body}</main></body></html>"
    );
    let read = Html.inspect(page.as_bytes()).unwrap();
    (read.reading.to_string(), read.facts)
}

#[test]
fn words_beside_pieces_of_the_text_are_paragraphs_as_far_as_their_line_goes() {
    let (shown, facts) = read(
        "<div>Take <b>5 mg</b> a day<p>or less</p>if you <em>are</em> ill<br>or old</div><ul><li>One <i>item</i><li>Two</ul>",
    );
    for line in [
        "Take 5 mg a day",
        "or less",
        "if you are ill or old",
        "One item",
        "Two",
    ] {
        assert!(
            shown.contains(&format!(" {line}»")) || shown.contains(line),
            "{line}: {shown}"
        );
    }
    assert_eq!(shown.matches("paragraph").count(), 5, "{shown}");
    assert_eq!(facts.faults, Vec::<String>::new());
    assert_eq!(facts.unread, Vec::<String>::new());
}

#[test]
fn the_pieces_of_found_pages_are_read() {
    let (shown, facts) = read(
        "<aside>Beside</aside><details open><summary>More</summary>Inside</details><dl><div><dt>Flap<dd>Tissue</div></dl>\
         <figure><img src=\"data:image/svg+xml,%3Csvg/%3E\" alt=\"A disc\"></figure><pre>5 mg\n10 mg</pre>\
         <div role=\"heading\" aria-level=\"3\">After</div><p>H<sub>2</sub>O <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>\
         <table role=\"presentation\"><tr><td>Left<td>Right</table>",
    );
    insta::assert_snapshot!(shown);
    assert_eq!(facts.faults, Vec::<String>::new());
    assert_eq!(facts.unread, Vec::<String>::new());
}

#[test]
fn what_is_left_out_is_told() {
    let (shown, facts) = read(
        "<p hidden>Gone</p><p aria-hidden=\"true\">Seen alone</p><form><input type=\"hidden\" value=\"x\"><input placeholder=\"Name\">\
         <select><option>One</select><button>Send</button></form><video>No video</video><p>Take <del>50</del> 5 mg</p>\
         <math alttext=\"a+b\"><mi>a</mi></math><svg role=\"img\"><title>A chart</title><text>42</text></svg><dialog>Cookies</dialog>",
    );
    assert!(
        shown.contains("Send") && shown.contains("A chart") && !shown.contains("Cookies"),
        "{shown}"
    );
    assert_eq!(
        facts.unread,
        [
            "how a formula is put together: “a+b”",
            "the element input: “Name”",
            "the element select: “One”",
            "the element video: “No video”",
            "words in a drawing: “42”",
            "words that are hidden (2 times): “Gone”",
            "words that are hidden from screen readers: “Seen alone”",
        ]
    );
    assert_eq!(
        facts.faults,
        [
            "the page: the element video stands where a paragraph could",
            "the page: words are struck out and stay words to a listener: “50”",
            "the element video loads something from outside, or runs it",
        ]
    );
}

#[test]
fn tables_keep_their_grid() {
    let (shown, facts) = read(
        "<table><caption>Doses</caption><thead><tr><th rowspan=2 scope=col>Day<th colspan=2 scope=col>Dose<tr><th scope=col>Morning\
         <th scope=col>Evening<tbody><tr><th scope=row rowspan=2>1<td>5 mg<td>10 mg<tr><td colspan=2>none</table>",
    );
    insta::assert_snapshot!(shown);
    assert_eq!(facts.faults, Vec::<String>::new());
    let (_, facts) = read("<table><tr><td>A<td>B</table>");
    assert_eq!(facts.faults, ["the page: a table has no header cells"]);
}

#[test]
fn what_is_missing_is_a_fault_and_not_a_refusal() {
    let read = Html
        .inspect(b"<p>Caf\xE9 <img src=a.png><a href=#x>there</a>")
        .unwrap();
    assert_eq!(read.reading.lang.as_str(), "und");
    assert!(read.reading.to_string().contains("Café"));
    let all = read.facts.faults.join("\n");
    for wanted in [
        "it is not in UTF-8",
        "without <!DOCTYPE html>",
        "the document has no language",
        "the picture a.png has no text alternative",
        "the link “there” leads nowhere",
        "the page has no title",
    ] {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
}
