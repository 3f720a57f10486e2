//! References: what BibTeX becomes, and what is said about BibTeX that is wrong.
#![allow(clippy::unwrap_used, reason = "a test that meets `None` has failed")]

use std::sync::Arc;

use clearleaf::finding::{Finding, Severity, SourceText};
use clearleaf::model::{Inline, Lang, Target};
use clearleaf::source::references::{Entry, Formatted, Library, Request, Style, read};

fn source(text: &str) -> Arc<SourceText> {
    Arc::new(SourceText {
        path: "references.bib".into(),
        text: text.into(),
    })
}

fn style() -> Style {
    Style::named("numbered").unwrap()
}

fn library(text: &str) -> (Library, Vec<Finding>) {
    let (library, findings) = read(&source(text));
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    (
        library.unwrap_or_else(|| panic!("{}", shown.join("\n"))),
        findings,
    )
}

fn request(key: &str, locator: Option<&str>) -> Request {
    Request {
        key: key.into(),
        locator: locator.map(str::to_owned),
    }
}

fn format(text: &str, requests: &[Request]) -> Formatted {
    library(text)
        .0
        .format(requests, &Lang::parse("en-GB").unwrap(), &style())
        .unwrap()
}

/// The list of references as text: `*` round emphasis, `<` `>` round links.
fn shown(formatted: &Formatted) -> String {
    let lines = formatted
        .entries
        .iter()
        .map(|entry| format!("{} {}", label(entry), marked(&entry.content)));
    lines.collect::<Vec<_>>().join("\n")
}

fn label(entry: &Entry) -> &str {
    entry.label.as_ref().map_or("", |label| label)
}

fn marked(inlines: &[Inline]) -> String {
    let mark = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(inner) => format!("*{}*", marked(inner)),
        Inline::Link(link) => {
            let words = marked(&link.content);
            assert_eq!(
                link.target,
                Target::Url(words.clone()),
                "an address says where it leads"
            );
            format!("<{words}>")
        }
        other => panic!("{other:?} in a reference"),
    };
    inlines.iter().map(mark).collect()
}

/// The first link of the list, with its words and where it leads.
fn link(text: &str) -> Option<(String, Target)> {
    let formatted = format(text, &[request("a", None)]);
    formatted.entries[0]
        .content
        .iter()
        .find_map(|inline| match inline {
            Inline::Link(link) => Some((link.content.plain_text(), link.target.clone())),
            _ => None,
        })
}

#[test]
fn an_address_is_shown_as_it_is_written_and_leads_where_it_is_looked_up() {
    for (written, target) in [
        ("https://example.org", "https://example.org"),
        ("https://Example.ORG/A/../B", "https://Example.ORG/A/../B"),
        (
            "https://exämple.org/Été?x=1",
            "https://xn--exmple-cua.org/%C3%89t%C3%A9?x=1",
        ),
    ] {
        let bib = format!("@online{{a, title={{T}}, url={{{written}}}}}");
        let expected = (written.to_owned(), Target::Url(target.to_owned()));
        assert_eq!(link(&bib), Some(expected));
        let json = format!(r#"[{{"id": "a", "type": "webpage", "title": "T", "URL": "{written}"}}]"#);
        let source = SourceText {
            path: "refs.json".into(),
            text: json,
        };
        let (library, _) = read(&Arc::new(source));
        let formatted =
            library
                .unwrap()
                .format(&[request("a", None)], &Lang::parse("en-GB").unwrap(), &style());
        assert!(Inline::plain_text(&formatted.unwrap().entries[0].content).contains(written));
    }
    assert_eq!(
        link("@online{a, title={T}, url={https://example.org:99999/}}"),
        None
    );
}

const LEAFLET: &str = include_str!("references/four.bib");

#[test]
fn the_references_of_the_first_leaflet() {
    let requests = [
        request("esmo2015", Some("sec. 1.5")),
        request("nice2018", None),
        request("esmo2015", None),
        request("morrow2014", Some("p. 12")),
    ];
    let formatted = format(LEAFLET, &requests);
    insta::assert_snapshot!(shown(&formatted));
    let citations: Vec<String> = formatted
        .citations
        .iter()
        .map(clearleaf::model::Content::plain_text)
        .collect();
    assert_eq!(citations, ["[1, sec. 1.5]", "[2]", "[1]", "[3, p. 12]"]);
    assert_eq!(library(LEAFLET).1, []);
}

fn one(entry: &str) -> String {
    let formatted = format(entry, &[]);
    shown(&formatted).trim_start_matches("[1] ").to_owned()
}

#[test]
fn entries_say_all_that_their_fields_say() {
    let cases = [
        r"@article{a, title={A}, journal={J}, volume=3, number=2, pages={5--9}, year=2001}",
        r"@article{a, title={A}, journaltitle={J}, journalsubtitle={K}, volume={26 Suppl 5}, issue={suppl. 2}, number=7, eid={e12}, date={2001-02-03}}",
        r"@article{a, title={A}, journal={J}, pages={7}, eprint={123}, eprinttype={pubmed}, pmcid={PMC9}, url={https://example.org/a_b?c=1}, urldate={2020-05-06}, year=2001}",
        r"@book{a, author={van der Berg, Jan and {World Health Organization} and others}, title={T}, subtitle={S}, titleaddon={X}, edition={Third revised}, volume=2, volumes=4, series={Ser}, number=9, publisher={P and Q}, location={Oslo}, year=1999, month=jul, note={Note}, addendum={More}, pubstate={in press}}",
        r"@inproceedings{a, author={A, B}, title={T}, booktitle={Proc}, eventtitle={Ev}, venue={Rome}, eventdate={2010-04}, editor={E, F}, pages={1-2}, year=2011}",
        r"@inbook{a, author={A, B}, bookauthor={C, D}, title={T}, booktitle={Bk}, maintitle={Main}, chapter={IV}, year=2011}",
        r"@inbook{a, author={A, B}, title={Bk}, chapter=3, publisher={P}, year=2011}",
        r"@book{a, editor={A, B and C, D}, title={T}, translator={E, F}, year=2011}",
        r"@phdthesis{a, author={A, B}, title={T}, school={Uni}, year=2011}",
        r"@techreport{a, title={T}, institution={Inst}, type={White paper}, number={12}, year=2011}",
        r"@online{a, title={T}, organization={NHS}, url={https://www.nhs.uk/}, date={2020}}",
        r"@misc{a, title={T}, howpublished={\url{https://example.org/x_y}}, year={n.d.}}",
        r"@software{a, title={T}, version={1.2}, year=2020}",
        r"@misc{a, title={Is it so?}, subtitle={Yes}, year=2020}",
        r"@misc{a, title={Is it so?}, publisher={Wiley Inc.}, location={Hoboken, N.J.}}",
        r"@incollection{a, title={T}, booktitle={B}, series={S}, number=3, volume=2, edition={2nd ed.}, year=2020}",
        r"@report{a, author={A, B}, editor={C, D}, title={T}, series={S}, number=3, volume=2, institution={I}, publisher={P}, year=2020}",
        r"@article{a, author={O'Brien, Mary-Jane}, title={T}, journal={J}, volume=5, number=5, pages={5, 7--9}, doi={https://doi.org/10.1/5}, year=5}",
    ];
    let lines: Vec<String> = cases.iter().map(|case| one(case)).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn an_empty_name_is_no_part_of_another() {
    let by = |names: &str| one(&format!("@book{{a, author={{{names}}}, title={{T}}, year=2001}}"));
    let whole = by("Smith, Ann and Juan Pablo de la Cruz");
    assert!(whole.contains("de la Cruz JP"), "{whole}");
    for names in [
        "Smith, Ann and Juan Pablo de la Cruz and {}",
        "{} and Smith, Ann and Juan Pablo de la Cruz",
        "Smith, Ann and {} and Juan Pablo de la Cruz",
        "Smith, Ann and and Juan Pablo de la Cruz and",
    ] {
        assert_eq!(by(names), whole, "{names}");
    }
    let bodies = by("{Sand and Land} and Alexander Brand");
    assert!(
        bodies.contains("Sand and Land") && bodies.contains("Brand A"),
        "{bodies}"
    );
}

#[test]
fn latex_comes_out_as_characters() {
    let cases = [
        (
            r"{\'E}tude {\`a} la \c{c} {\ss} {\o} \v{s} \'{\i} \H{o} \~n \^{}",
            "Étude à la ç ß ø š í ő ñ ^",
        ),
        (
            r"{DNA} -- a---b \& c\_d \% \# \$5 {{x}}",
            "DNA – a—b & c_d % # $5 x",
        ),
        (
            r"$\beta$-blockers, $\geq$5~mg, 10$^{-9}$, H$_2$O, HER2\textsuperscript{+}",
            "β-blockers, ≥5\u{a0}mg, 10⁻⁹, H₂O, HER2⁺",
        ),
        (
            r"\emph{In vivo} \textbf{\textit{b}} ``quoted'' `so' \enquote{that}",
            "In vivo b “quoted” ‘so’ “that”",
        ),
        ("over\n  two   lines", "over two lines"),
        (r"\textendash\ and \textdegree C \ldots x", "– and °C …x"),
        ("Œdème الطبيب 日本", "Œdème الطبيب 日本"),
    ];
    for (latex, expected) in cases {
        let out = one(&format!("@misc{{k, title = {{{latex}}}}}"));
        assert_eq!(out, format!("*{expected}*."), "{latex}");
    }
}

#[test]
fn locators_stand_as_written() {
    let library = library("@misc{a, title={A}}\n@misc{b, title={B}}").0;
    let cases = [
        ("sec. 1.5", "[1, sec. 1.5]"),
        ("p. 12", "[1, p. 12]"),
        ("pp. 12--14", "[1, pp. 12–14]"),
        ("12", "[1, p. 12]"),
        ("12-14", "[1, pp. 12–14]"),
        ("Table 3, 01 & 02", "[1, Table 3, 01 & 02]"),
        ("the whole of it", "[1, the whole of it]"),
        ("  ", "[1]"),
        ("§ 5-HT3", "[1, § 5-HT3]"),
        ("99999999999999", "[1, p. 99999999999999]"),
    ];
    for (locator, expected) in cases {
        let formatted = library
            .format(&[request("a", Some(locator))], &Lang::english(), &style())
            .unwrap();
        assert_eq!(formatted.citations[0].plain_text(), expected);
    }
}

#[test]
fn numbers_follow_the_order_of_citation_then_of_the_file() {
    let text = "@misc{a, title={A}}\n@misc{b, title={B}}\n@misc{c, title={C}}\n@misc{d, title={D}}";
    let requests = [
        request("c", None),
        request("a", Some("1")),
        request("c", Some("ch. 2")),
        request("c", None),
    ];
    let formatted = format(text, &requests);
    let keys: Vec<&str> = formatted.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["c", "a", "b", "d"]);
    let labels: Vec<&str> = formatted.entries.iter().map(label).collect();
    assert_eq!(labels, ["[1]", "[2]", "[3]", "[4]"]);
    let citations: Vec<String> = formatted
        .citations
        .iter()
        .map(clearleaf::model::Content::plain_text)
        .collect();
    assert_eq!(citations, ["[1]", "[2, p. 1]", "[1, ch. 2]", "[1]"]);
}

#[test]
fn equal_entries_under_two_keys_stay_two() {
    let formatted = format(
        "@misc{a, title={A}}\n@misc{b, title={A}}",
        &[request("b", None), request("a", None)],
    );
    let citations: Vec<String> = formatted
        .citations
        .iter()
        .map(clearleaf::model::Content::plain_text)
        .collect();
    assert_eq!(citations, ["[1]", "[2]"]);
    assert_eq!(formatted.entries.len(), 2);
}

#[test]
fn terms_follow_the_language() {
    let (library, _) = library("@book{a, title={A}, edition=2, date={2020-07-04}}");
    let say = |tag: &str| {
        let formatted = library.format(&[], &Lang::parse(tag).unwrap(), &style()).unwrap();
        marked(&formatted.entries[0].content)
    };
    assert_eq!(say("en-GB"), "*A*. 2nd edn. 4 July 2020.");
    assert_eq!(say("en-US"), "*A*. 2nd ed. July 4, 2020.");
    assert_eq!(say("fr"), "*A*. 2e éd. 4 juillet 2020.");
    assert_eq!(say("pl"), say("en-GB"));
}

#[test]
fn parts_inherit_from_their_whole() {
    let text = r"
@incollection{part, author={A, B}, title={Part}, crossref={whole}, pages={5-6}}
@collection{whole, editor={C, D}, title={Whole}, subtitle={Sub}, publisher={P}, date={2012}, xdata={data}, note={of the whole}}
@xdata{data, location={Bern}}
";
    let formatted = format(text, &[]);
    insta::assert_snapshot!(shown(&formatted), @r"
    [1] A B. Part. In: C D (editor). *Whole: Sub*, pp. 5–6. P, Bern, 2012.
    [2] C D (editor). *Whole: Sub*. P, Bern, 2012. of the whole.
    ");
}

#[test]
fn abbreviations_are_written_out() {
    let text = "@string{ao = {Annals of } # onc}\n@STRING{onc = \"Oncology\"}\n@article{a, title={A}, journal=AO, year=2015, month=jul # {}}";
    assert_eq!(one(text), "A. *Annals of Oncology*, July 2015.");
}

/// Every finding as `line:column code (the text it points at)`.
fn findings(text: &str) -> Vec<String> {
    let (library, findings) = read(&source(text));
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(library.is_none(), failed);
    let told = |finding: &Finding| {
        assert!(!finding.help.is_empty());
        let span = finding.span.clone().unwrap();
        let (line, column) = span.line_column();
        format!("{line}:{column} {} ({})", finding.code, span.text())
    };
    findings.iter().map(told).collect()
}

#[test]
fn faults_are_found_at_their_place() {
    let deep: String = (0..12)
        .map(|n| format!("@misc{{k{n}, title={{T}}, crossref={{k{}}}}}\n", n + 1))
        .collect();
    let cases: Vec<(&str, &str, &[&str])> = vec![
        (
            "no BibTeX",
            "Hello, this is a letter.\nIt has no entries.",
            &["1:1 no-references (Hello, this is a letter.)"],
        ),
        ("an empty file", "", &["1:1 no-references ()"]),
        (
            "only abbreviations",
            "@string{a = {b}}",
            &["1:1 no-references (@string{a = {b}})"],
        ),
        (
            "no end",
            "@misc{a, title={A}}\n@misc{b, title={B\n@misc{c, title={C}}",
            &["2:1 bibtex-syntax (@misc{b)"],
        ),
        (
            "no comma",
            "@misc{a, title={A} year=2000}",
            &["1:20 bibtex-syntax (y)"],
        ),
        (
            "no equals sign",
            "@misc{a,\n  title {A}}",
            &["2:9 bibtex-syntax ({)"],
        ),
        (
            "two broken",
            "@misc{a b, title={A}}\n@misc{c, = {C}}\n@misc{d, title={D}}",
            &["1:9 bibtex-syntax (b)", "2:10 bibtex-syntax (=)"],
        ),
        ("parentheses", "@misc(a, title={A})", &["1:6 bibtex-syntax (()"]),
        (
            "no @",
            "@misc{a, title={A}}\nbook{b, title={B}}\n",
            &["2:1 bibtex-syntax (book)"],
        ),
        (
            "a key twice",
            "@misc{a, title={A}}\n@misc{a, title={B}}\n@misc{a, title={C}}",
            &["2:7 duplicate-key (a)", "3:7 duplicate-key (a)"],
        ),
        (
            "no key",
            "@misc{, title={A}}",
            &["1:2 reference-without-key (misc)"],
        ),
        (
            "a field twice",
            "@misc{a, title={A}, Title={B}}",
            &["1:21 duplicate-field (Title)"],
        ),
        (
            "unknown abbreviation",
            "@misc{a, title=foo}",
            &["1:16 bibtex-value (foo)"],
        ),
        (
            "circular abbreviation",
            "@string{a = b}\n@string{b = a}\n@misc{k, title=a}",
            &["3:16 bibtex-value (a)"],
        ),
        (
            "unknown command",
            r"@misc{a, title={The \foo{x} \baz y}}",
            &[r"1:21 reference-markup (\foo)", r"1:29 reference-markup (\baz )"],
        ),
        (
            "open mathematics",
            r"@misc{a, title={5 $ and}}",
            &["1:19 reference-markup ($ and)"],
        ),
        (
            "circular crossref",
            "@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}",
            &["1:30 circular-crossref ({b})", "2:30 circular-crossref ({a})"],
        ),
        (
            "crossref to itself",
            "@misc{a, title={A}, crossref=a1}\n@string{a1 = {a}}",
            &["1:30 circular-crossref (a1)"],
        ),
        (
            "circular xdata",
            "@misc{a, title={A}, xdata={b,c}}\n@xdata{b, xdata={c}}\n@xdata{c, xdata={b}}",
            &[
                "1:27 circular-crossref ({b,c})",
                "2:17 circular-crossref ({c})",
                "3:17 circular-crossref ({b})",
            ],
        ),
        (
            "unknown crossref",
            "@misc{a, title={A}, crossref={b}}",
            &["1:30 unknown-crossref ({b})"],
        ),
        (
            "nothing to print",
            "@misc{a, keywords={x}}",
            &["1:7 empty-reference (a)"],
        ),
        (
            "unknown type",
            "@artcle{a, title={A}}",
            &["1:2 unknown-entry-type (artcle)"],
        ),
        (
            "unknown field",
            "@misc{a, title={A}, pubisher={P}, keywords={k}, isbn={1}}",
            &["1:21 reference-field (pubisher)"],
        ),
        (
            "no date",
            "@misc{a, title={A}, year={20155}}",
            &["1:26 reference-date ({20155})"],
        ),
        (
            "impossible date",
            "@misc{a, title={A}, date={2015-02-30}}",
            &["1:26 reference-date ({2015-02-30})"],
        ),
        (
            "dates that panic elsewhere",
            "@misc{a, title={A}, month={jan 999}, year={- 5}, urldate={00²}, url={x}}",
            &["1:43 reference-date ({- 5})", "1:69 reference-address ({x})"],
        ),
        (
            "no address",
            "@misc{a, title={A}, url={www.example.org}}",
            &["1:25 reference-address ({www.example.org})"],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(findings(text), expected, "{name}");
    }
    assert!(
        findings(&deep)
            .iter()
            .any(|line| line.contains("unknown-crossref"))
    );
}

#[test]
fn keys_and_their_places_are_known() {
    let (library, _) = library("@misc{one, title={A}}\n@xdata{x, note={N}}\n@misc{two, title={B}}");
    assert_eq!(library.keys().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(library.span("two").unwrap().text(), "two");
    assert_eq!(library.span("three"), None);
    let unknown = library
        .format(
            &[request("thre", None), request("tow", None)],
            &Lang::english(),
            &style(),
        )
        .unwrap_err();
    assert_eq!(
        unknown.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["unknown-reference"; 2]
    );
    assert_eq!(unknown[1].help, "did you mean `two`?");
}
