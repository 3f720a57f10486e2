use std::rc::Rc;

use crate::xhtml::look::{Holds, Medium, Sheet, Sheeted, of};

const PAGE: &str = "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><body class='x'>\
    <main><p class='zz b' id='c' data-x='50 mg'>Words 1<b>b</b></p><p>More <a href='https://a.b'>there</a></p>\
    <p hidden=''>Hidden</p><td/></main></body></html>";

fn told(css: &str) -> Vec<String> {
    told_by(Medium::Browser, css)
}

fn told_by(medium: Medium, css: &str) -> Vec<String> {
    told_of(PAGE, medium, css)
}

fn told_of(page: &str, medium: Medium, css: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(page).unwrap();
    let sheeted = Sheeted {
        document: &document,
        sheets: vec![(Rc::new(Sheet::parse(css)), Holds::ALWAYS)],
        whole: true,
    };
    let mut faults = Vec::new();
    let _ = of(&[sheeted], medium, &mut faults);
    faults
}

#[test]
fn what_hides_words_is_told_by_its_rule() {
    for (css, selector) in [
        (".zz { display: none }", ".zz"),
        ("#c { d\\69splay/**/: /**/none ! important }", "#c"),
        (".\\7a z { visibility: hidden }", ".zz"),
        ("P.zz { opacity: 0.0 }", "P.zz"),
        ("main > :first-child, h1 { display: none }", "main > :first-child"),
        ("body { & .b { display: none } }", "body .b"),
        ("@media print, screen { .zz { display: none } }", ".zz"),
        ("@media (max-width: 20em) { .zz { display: none } }", ".zz"),
        ("@supports (display: grid) { .zz { display: none } }", ".zz"),
        ("@layer a { .zz { display: none } } ", ".zz"),
        (".zz:has(b) { display: none }", ".zz:has(b)"),
        (":root { --x: none } .zz { display: var(--x) }", ".zz"),
        (".zz { display: none; display: bogus }", ".zz"),
        (".zz { position: absolute; left: -9999px }", ".zz"),
        (
            "@keyframes h { from { opacity: 0 } to { opacity: 0 } } .zz { animation: h 1s infinite }",
            ".zz",
        ),
        (
            "@keyframes h { from { font-size: 0 } to { font-size: 0 } } .zz { animation: h 9s infinite }",
            ".zz",
        ),
        (".zz::first-letter { color: transparent }", ".zz::first-letter"),
        (".zz { display: none", ".zz"),
    ] {
        assert_eq!(
            told(css),
            [format!("the style sheet hides “Words 1b” ({selector})")],
            "{css}"
        );
    }
    assert_eq!(
        told(".zz { font: 0/0 a }"),
        ["the style sheet hides “Words 1b” (letters of 0 px)"]
    );
    assert_eq!(told("p { font-size: calc(1px - 1px) }").len(), 1);
}

#[test]
fn what_changes_words_is_told() {
    for (css, fault) in [
        (
            ".zz::before { content: '50 mg' }",
            "the style sheet writes words: '50 mg'",
        ),
        (
            ":root { --q: '5 mg' } .zz::after { content: var(--q) }",
            "the style sheet writes words: '5 mg'",
        ),
        (
            ".zz::before { content: attr(data-x) }",
            "the style sheet writes words: attr(data-x)",
        ),
        (
            ".zz::before { content: counter(a) }",
            "the style sheet writes words: counter(a)",
        ),
        (
            ".zz { content: url(a.png) }",
            "the style sheet shows other words for “Words 1b” (.zz: content)",
        ),
        (
            "main { display: flex; flex-direction: column-reverse }",
            "the style sheet shows “Words 1bMore thereHidden” in another order (main: flex-direction)",
        ),
        (
            ".zz { text-decoration: line-through }",
            "words are struck out and stay words to a listener: “Words 1b” (.zz)",
        ),
        (
            ".zz { direction: rtl; unicode-bidi: bidi-override }",
            "the words “Words 1b” are turned round where they are shown",
        ),
        (
            ".zz::after { content: ''; position: absolute; inset: 0; background: #fff }",
            "the style sheet may paint over “Words 1b” (.zz::after)",
        ),
        (
            ".zz b { vertical-align: super }",
            "the style sheet moves “b” off the line, and it is read as part of what is beside it (.zz b)",
        ),
        (
            "a { pointer-events: none }",
            "the style sheet locks the links in “there” (a)",
        ),
        (
            ".zz { -epub-speak: none }",
            "the style sheet has “Words 1b” not said (.zz)",
        ),
        (
            ".zz { position: absolute; top: 0 }",
            "the style sheet may hide “Words 1b” (.zz: position)",
        ),
        (
            ".zz { nobody-knows: 1 }",
            "the style sheet may hide “Words 1b” (.zz: nobody-knows)",
        ),
    ] {
        assert_eq!(told(css), [fault], "{css}");
    }
}

#[test]
fn what_is_not_printed_is_told() {
    for css in [
        "@media print { .zz { display: none } }",
        "@media only print and (color) { .zz { visibility: hidden } }",
        "@media not screen { .zz { display: none } }",
        "@media print { .zz { font-size: 0 } }",
    ] {
        assert_eq!(
            told(css),
            ["the style sheet hides “Words 1b” on paper (.zz)"],
            "{css}"
        );
    }
}

#[test]
fn colours_that_are_lost_in_most_reading_systems_are_told() {
    for (css, told) in [
        (
            ".zz { color: #eee } b { color: #333 }",
            Some("light letters, and no ground of their own"),
        ),
        (
            ".zz { color: hsl(0, 0%, 99%) } b { color: #333 }",
            Some("light letters, and no ground of their own"),
        ),
        (
            ".zz { background: #111 } b { color: #fff }",
            Some("a dark ground, and no colour of letters"),
        ),
        (".zz { color: #fff; background: #111 }", None),
        (
            "@media (prefers-color-scheme: dark) { .zz { color: #eee } }",
            None,
        ),
    ] {
        let told = told.map(|told| format!("the style sheet hides “Words 1b” ({told})"));
        let told: Vec<String> = told.into_iter().collect();
        assert_eq!(told_by(Medium::ReadingSystem, css), told, "{css}");
    }
}

#[test]
fn marks_and_faces_that_say_other_things_are_told() {
    let list = "the style sheet hides the numbers of the list “Step”";
    for (css, fault) in [
        ("ol { list-style: none }", Some(list)),
        ("ol > li { list-style-type: none }", Some(list)),
        ("ol { list-style: none } li::before { content: counter(a) }", None),
        ("ol { list-style: none; list-style-type: decimal }", None),
        (
            "@counter-style x { system: extends decimal; suffix: ' mg' } ol { list-style-type: x }",
            Some("the style sheet writes words beside “Step” (@counter-style x)"),
        ),
        (
            "@counter-style decimal { symbols: '9' '8' }",
            Some("the style sheet writes words beside “Step” (@counter-style decimal)"),
        ),
        (
            "@counter-style x { symbols: '*'; suffix: ') ' } ol { list-style-type: x }",
            None,
        ),
        (
            "@font-face { font-family: 'Z'; src: local(Wingdings) } ol { font-family: Z }",
            Some("the style sheet may hide “Step” (@font-face z)"),
        ),
        (
            "@font-face { font-family: Z; size-adjust: 0% } ol { font: 1em Z }",
            Some("the style sheet may hide “Step” (@font-face z)"),
        ),
        (
            "@font-face { font-family: Z; src: local(Arial); size-adjust: 97% } ol { font-family: Z }",
            None,
        ),
        (
            "@property --d { syntax: '*'; inherits: true; initial-value: none } ol { display: var(--d) }",
            Some("the style sheet hides “Step” (ol)"),
        ),
    ] {
        let page = "<html xmlns='http://www.w3.org/1999/xhtml'><body><ol><li>Step</li></ol></body></html>";
        let expected: Vec<String> = fault.into_iter().map(str::to_owned).collect();
        assert_eq!(told_of(page, Medium::Browser, css), expected, "{css}");
    }
}

#[test]
fn numbers_that_stand_in_the_words_are_not_missed() {
    let page =
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><ol><li><b>3.</b>Step</li></ol></body></html>";
    let css = "li { list-style: none } ol { list-style: none }";
    assert_eq!(told_of(page, Medium::Browser, css), Vec::<String>::new());
}

#[test]
fn honest_sheets_are_not_told() {
    for css in [
        "p { display: block; opacity: 0.9; font-size: 0.8em }",
        "td:empty, p::before, h1 { display: none }",
        "[hidden], template { display: none !important }",
        "p.x, #a, .ab, .no-js p, .print-only p, nav.menu p, :is(.none) { display: none }",
        "p[hidden], audio:not([controls]) { display: none }",
        "@media print { p { color: #000 } nav, form { display: none } } @media speech { p { display: none } }",
        "@media print { p { display: none } p { display: block } }",
        "@supports not (display: grid) { p { display: none } }",
        "p { content: normal } a::after { content: ' (' attr(href) ')' }",
        "blockquote::before { content: 'Note: ' } p::before { content: '\u{2022}' }",
        "li { counter-increment: item } li::before { content: counter(item) '. ' }",
        ".zz { display: none; display: block }",
        "p { font-size: 0 } p, p * { font-size: 16px }",
        "@keyframes in { from { opacity: 0 } to { opacity: 1 } } p { animation: in 1s }",
        "b, p.zz { pointer-events: none } p { position: sticky; top: 0 }",
        "main { overflow-x: hidden; height: 9em } main { overflow: auto; max-height: 9em }",
        "}}{ p",
    ] {
        assert_eq!(told(css), Vec::<String>::new(), "{css}");
    }
}

/// What pages that people make begin with: normalize.css, Bootstrap, the sheets of Pandoc, print sheets of WeasyPrint.
#[test]
fn sheets_that_many_load_are_not_told() {
    let sheet = "
        *,*::before,*::after{box-sizing:border-box}
        :root{--bs-body-font-size:1rem;--bs-gap:1.5rem;-moz-tab-size:4;tab-size:4}
        @media (prefers-reduced-motion:no-preference){:root{scroll-behavior:smooth}}
        html{line-height:1.15;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%;-webkit-tap-highlight-color:transparent}
        body{margin:0;font-family:system-ui,sans-serif;font-size:var(--bs-body-font-size);font-weight:400;line-height:1.5;
          color:#212529;text-align:var(--none);background-color:#fff;hyphens:auto;overflow-wrap:break-word;
          text-rendering:optimizeLegibility;font-kerning:normal;max-width:36em;padding:50px}
        hr{box-sizing:content-box;height:0;overflow:visible} main{display:block;position:relative;overflow:hidden}
        h1{font-size:2em;margin:.67em 0} pre,code{font-family:monospace,monospace;font-size:1em;white-space:pre-wrap}
        a{background-color:transparent;color:#1a1a1a;text-decoration-skip-ink:auto} a:not([href]):not([class]){color:inherit}
        sub,sup{font-size:75%;line-height:0;position:relative;vertical-align:baseline} sup{top:-.5em}
        b{font-weight:bolder} img{border-style:none;max-width:100%;vertical-align:middle}
        .row{display:flex;flex-wrap:wrap;margin-top:calc(-1*var(--bs-gap));margin-right:calc(-.5*var(--bs-gap))}
        main{--bs-gutter-x:1.5rem;display:flex;flex-direction:column;gap:1rem;margin-left:-15px;margin-right:-15px}
        p{margin:1em 0;orphans:3;widows:3;transition:color .15s ease-in-out;transform:none;z-index:1;float:none}
        .zz{display:-ms-flexbox;display:flex;-ms-flex-direction:column;*zoom:1;filter:alpha(opacity=50);will-change:auto}
        .collapse:not(.show),.d-none,.sr-only{display:none!important} .btn{user-select:none;cursor:pointer}
        .zz::after{display:block;clear:both;content:\"\"} .zz:hover{opacity:0} .zz:focus-visible{outline:2px solid}
        @page{size:A4;margin:2cm;@bottom-center{content:counter(page)}}
        @media (max-width:600px){body{font-size:.9em;padding:12px} h1{font-size:1.8em}}
        @media print{html{background-color:white} body{color:black} nav{display:none}}
        .hanging-indent div.csl-entry{margin-left:2em;text-indent:-2em} span.smallcaps{font-variant:small-caps}
        ul.task-list li input{width:.8em;margin:0 .8em .2em -1.6em;vertical-align:middle}
        .display.math{display:block;text-align:center;margin:.5rem auto} q{quotes:'\u{201C}' '\u{201D}' '\u{2018}' '\u{2019}'}";
    assert_eq!(told(sheet), Vec::<String>::new());
}

#[test]
fn a_rule_is_told_once_and_so_are_many_rules() {
    assert_eq!(told("p { display: none }").len(), 1);
    let many: String = (0..300).map(|n| format!("p:not(.n{n}) {{ order: 1 }}")).collect();
    assert!(told(&many).len() <= 101);
    let too_many = format!("{}p {{ top: 0 }}", ".x,".repeat(60_000));
    assert_eq!(
        told(&too_many),
        ["the style sheets have more rules than any leaflet needs"]
    );
}
