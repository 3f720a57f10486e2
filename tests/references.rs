//! References: what BibTeX becomes, and what is said about BibTeX that is wrong.

use std::sync::Arc;

use clearleaf::finding::{Finding, Severity, SourceText};
use clearleaf::model::{Inline, Lang, Target};
use clearleaf::source::references::{Formatted, Library, Request, read};

fn source(text: &str) -> Arc<SourceText> {
    Arc::new(SourceText {
        path: "references.bib".into(),
        text: text.into(),
    })
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
        .format(requests, &Lang::parse("en-GB").unwrap())
        .unwrap()
}

/// The list of references as text: `*` round emphasis, `<` `>` round links.
fn shown(formatted: &Formatted) -> String {
    let lines = formatted
        .entries
        .iter()
        .map(|entry| format!("{} {}", &*entry.label, marked(&entry.content)));
    lines.collect::<Vec<_>>().join("\n")
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

const LEAFLET: &str = r#"
@article{esmo2015,
  author       = {Senkus, E. and Kyriakides, S. and Ohno, S. and Penault-Llorca, F. and Poortmans, P. and Rutgers, E. and Zackrisson, S. and Cardoso, F. and {ESMO Guidelines Committee}},
  title        = {Primary breast cancer},
  subtitle     = {{ESMO} clinical practice guidelines for diagnosis, treatment and follow-up},
  journaltitle = {Annals of Oncology},
  volume       = 26,
  number       = {suppl. 5},
  pages        = {v8--v30},
  date         = {2015},
  doi          = {10.1093/annonc/mdv298},
}
@incollection{morrow2014,
  author    = {Morrow, Monica and Burstein, Harold J. and Harris, Jay R.},
  title     = {Malignant tumors of the breast},
  chapter   = {79},
  booktitle = {{DeVita}, {Hellman} and {Rosenberg}'s Cancer},
  booksubtitle = {Principles \& Practice of Oncology},
  editor    = {DeVita, Jr., Vincent T. and Lawrence, Theodore S. and Rosenberg, Steven A.},
  edition   = {10},
  publisher = {Lippincott Williams \& Wilkins},
  year      = 2014,
}
@report{nice2018,
  author      = {{National Institute for Health and Care Excellence}},
  title       = {Early and locally advanced breast cancer: diagnosis and management},
  number      = {NG101},
  institution = {NICE},
  date        = {2018-07},
  url         = {https://www.nice.org.uk/guidance/ng101},
}
@report{sign2013,
  author = {{Scottish Intercollegiate Guidelines Network}},
  title  = {Treatment of primary breast cancer},
  series = {SIGN},
  number = {134},
  year   = 2013,
  month  = sep,
}
"#;

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
