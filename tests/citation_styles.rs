//! What citation styles make of the same references.
#![allow(clippy::unwrap_used, reason = "a test that meets `None` has failed")]

use std::sync::Arc;

use clearleaf::finding::SourceText;
use clearleaf::model::{Content, Inline, Lang};
use clearleaf::source::references::{Formatted, Library, Request, Style, read};

fn source(path: &str, text: &str) -> Arc<SourceText> {
    Arc::new(SourceText {
        path: path.into(),
        text: text.into(),
    })
}

fn library(path: &str, text: &str) -> Library {
    let (library, findings) = read(&source(path, text));
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    library.unwrap_or_else(|| panic!("{}", shown.join("\n")))
}

fn request(key: &str, locator: Option<&str>) -> Request {
    Request {
        key: key.into(),
        locator: locator.map(str::to_owned),
    }
}

fn marked(inlines: &[Inline]) -> String {
    let mark = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(inner) => format!("*{}*", marked(inner)),
        Inline::Strong(inner) => format!("**{}**", marked(inner)),
        Inline::Link(link) => format!("<{}>", marked(&link.content)),
        Inline::Language(phrase) => format!("{{{}: {}}}", phrase.lang, marked(&phrase.content)),
        other => panic!("{other:?} in a reference"),
    };
    inlines.iter().map(mark).collect()
}

fn shown(formatted: &Formatted) -> String {
    let citations: Vec<String> = formatted.citations.iter().map(Content::plain_text).collect();
    let entries = formatted.entries.iter().map(|entry| {
        let label = entry
            .label
            .as_ref()
            .map_or(String::new(), |label| format!("{} ", &**label));
        format!("{label}{}", marked(&entry.content))
    });
    let entries: Vec<String> = entries.collect();
    format!("{}\n\n{}", citations.join(" "), entries.join("\n"))
}

fn first_leaflet(style: &str) -> String {
    let text = std::fs::read_to_string("source/breast-reconstruction/references.bib").unwrap();
    let library = library("references.bib", &text);
    let requests = [
        request("morrow2014", None),
        request("nice2018", Some("sec. 1.5")),
        request("sign134", None),
        request("esmo2015", Some("p. v12")),
    ];
    let style = Style::named(style).unwrap();
    shown(
        &library
            .format(&requests, &Lang::parse("en-GB").unwrap(), &style)
            .unwrap(),
    )
}

/// Our own style follows no guide: it says in words (`vol.`, `ch.`, `pp.`) what guides say by punctuation.
#[test]
fn numbered() {
    insta::assert_snapshot!(first_leaflet("numbered"));
}

/// “Cite Them Right” (Harvard, 11th edition) prints the four as
///
/// > Morrow, M., Burstein, H.J. and Harris, J.R. (2014) ‘Malignant tumors of the breast’, in DeVita, V.T., Lawrence, T.S.
/// > and Rosenberg, S.A. (eds) *DeVita, Hellman, and Rosenberg’s Cancer: principles and practice of oncology*. 10th edn.
/// > Philadelphia: Lippincott Williams & Wilkins.
/// > National Institute for Health and Care Excellence (2018) *Early and locally advanced breast cancer: diagnosis and
/// > management* (NG101). Available at: https://www.nice.org.uk/guidance/ng101 (Accessed: day month year).
/// > Scottish Intercollegiate Guidelines Network (2013) *Treatment of primary breast cancer* (SIGN 134). Edinburgh: SIGN.
/// > Senkus, E. *et al.* (2015) ‘Primary breast cancer: ESMO clinical practice guidelines for diagnosis, treatment and
/// > follow-up’, *Annals of Oncology*, 26(suppl. 5), pp. v8–v30.
///
/// Differences: titles keep the capitals of the file; the chapter's number is said where the guide wants pages, which the
/// file lacks; a report's number follows a full stop instead of standing in brackets; a publisher is named beside a web
/// address too; without `urldate` there is no date of access. “et al.” is not in italics: what is in italics
/// in other prints is bold in large print, and these words need no stress.
#[test]
fn author_date() {
    insta::assert_snapshot!(first_leaflet("author-date"));
}

/// “Citing Medicine” (2nd edition, chapters 1, 2, 4 and 22) prints the four as
///
/// > 1. Morrow M, Burstein HJ, Harris JR. Malignant tumors of the breast. In: DeVita VT, Lawrence TS, Rosenberg SA,
/// >    editors. DeVita, Hellman, and Rosenberg's cancer: principles and practice of oncology. 10th ed. Philadelphia:
/// >    Lippincott Williams & Wilkins; 2014. Chapter 79.
/// > 2. National Institute for Health and Care Excellence. Early and locally advanced breast cancer: diagnosis and
/// >    management [Internet]. London: NICE; 2018 Jul [cited date]. Report No.: NG101. Available from:
/// >    https://www.nice.org.uk/guidance/ng101
/// > 3. Scottish Intercollegiate Guidelines Network. Treatment of primary breast cancer. Edinburgh: SIGN; 2013 Sep.
/// >    Report No.: SIGN 134.
/// > 4. Senkus E, Kyriakides S, Ohno S, Penault-Llorca F, Poortmans P, Rutgers E, Zackrisson S, Cardoso F. Primary breast
/// >    cancer: ESMO clinical practice guidelines for diagnosis, treatment and follow-up. Ann Oncol. 2015;26
/// >    Suppl 5:v8-30.
///
/// Differences: titles keep the capitals of the file, and a journal its full name, since the file has no abbreviation; a
/// range is whole and has an en dash (`v8–v30`), because a screen reader reads `v8-30` as a code; `suppl. 5` stands as in
/// the file; `[Internet]` is left out, for the address follows; without `urldate` there is no date of citation. Citations
/// stand in brackets, where the guide also knows parentheses and raised numbers.
#[test]
fn nlm() {
    insta::assert_snapshot!(first_leaflet("nlm"));
}

const WORKS: &str =
    "@book{a, author={Smith, Ann and Jones, Bob and Lee, Cy and Poe, Di}, title={A}, year=2014}
@book{b, author={Smith, Ann and Jones, Bob and Lee, Cy and Poe, Di}, title={B}, year=2014}
@book{c, author={{Aid Trust}}, title={C}, year=2001}
@book{d, title={Zeal}, date={n.d.}}";

fn formatted(csl: &str, requests: &[Request]) -> Formatted {
    let style = Style::read(&source("own.csl", csl)).unwrap_or_else(|findings| {
        panic!(
            "{}",
            findings
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        )
    });
    library("a.bib", WORKS)
        .format(requests, &Lang::english(), &style)
        .unwrap()
}

#[test]
fn works_of_one_year_are_told_apart() {
    let style = Style::named("author-date").unwrap();
    assert!(!style.is_numbered());
    let requests = [
        request("b", None),
        request("a", Some("12-13")),
        request("c", None),
        request("d", None),
    ];
    let formatted = library("a.bib", WORKS)
        .format(&requests, &Lang::english(), &style)
        .unwrap();
    insta::assert_snapshot!(shown(&formatted));
    assert!(formatted.entries.iter().all(|entry| entry.label.is_none()));
}

/// As the styles of many journals: raised numbers, collapsed, no place in the work, names without `<name>`.
const RAISED: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation collapse="citation-number">
    <sort><key variable="citation-number"/></sort>
    <layout vertical-align="sup" delimiter=","><text variable="citation-number"/></layout>
  </citation>
  <bibliography subsequent-author-substitute="———">
    <layout>
      <text variable="citation-number" suffix="."/>
      <names variable="author" prefix=" "/>
      <text variable="title" font-weight="bold" prefix=". "/>
    </layout>
  </bibliography>
</style>"#;

#[test]
fn raised_numbers_become_links_with_brackets_and_keep_their_place() {
    let requests = [
        request("c", None),
        request("a", Some("p. 3")),
        request("b", None),
        request("a", None),
        request("a", Some("12")),
        request("a", Some("12-13")),
    ];
    let formatted = formatted(RAISED, &requests);
    insta::assert_snapshot!(shown(&formatted));
}

/// A style that would say “ibid.”, puts the number behind the authors and sorts.
const IBID: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation>
    <layout prefix="(" suffix=")" delimiter="; ">
      <choose>
        <if position="ibid"><text value="ibid."/></if>
        <else-if position="subsequent"><text value="as before"/></else-if>
        <else-if position="first">
          <names variable="author"><name form="short"/><et-al/><substitute><text variable="title"/></substitute></names>
        </else-if>
      </choose>
    </layout>
  </citation>
  <bibliography second-field-align="flush">
    <sort><key variable="author"/></sort>
    <layout>
      <names variable="author"><substitute><names variable="editor"/><text variable="title"/></substitute></names>
      <text variable="title" prefix=", "/>
    </layout>
  </bibliography>
</style>"#;

#[test]
fn no_citation_depends_on_the_one_before() {
    let requests = [
        request("a", None),
        request("a", Some("p. 1")),
        request("c", None),
        request("c", Some("p. 2")),
    ];
    let formatted = formatted(IBID, &requests);
    insta::assert_snapshot!(shown(&formatted));
}

/// What is said about a style, as `line:column code: message`.
fn faults(csl: &str) -> Vec<String> {
    let findings = Style::read(&source("own.csl", csl)).err().unwrap_or_default();
    let told = findings.iter().map(|finding| {
        assert!(!finding.help.is_empty());
        let (line, column) = finding.span.clone().unwrap().line_column();
        format!("{line}:{column} {}: {}", finding.code, finding.message)
    });
    told.collect()
}

#[test]
fn faults_of_styles_are_found_at_their_place() {
    let macros = |macros: &str| RAISED.replace("<citation ", &format!("{macros}\n  <citation "));
    let calls = |n: usize| -> String {
        (0..n)
            .map(|n| {
                format!(
                    "<macro name=\"m{n}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>",
                    n + 1
                )
            })
            .collect::<String>()
            + &format!("<macro name=\"m{n}\"><text variable=\"title\"/></macro>")
    };
    let cases = [
        ("no XML", "Just words".to_owned()),
        ("cut", RAISED[..300].to_owned()),
        ("wrong end", RAISED.replace("</info>", "</inf>")),
        ("HTML", "<html><body/></html>".to_owned()),
        ("note", RAISED.replace("in-text", "note")),
        (
            "dependent",
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info><title>T</title><id>t</id>\n<link href=\"http://www.zotero.org/styles/vancouver\" rel=\"independent-parent\"/></info></style>".to_owned(),
        ),
        ("no citation", RAISED.replace("citation collapse", "cite collapse").replace("</citation>", "</cite>")),
        ("no list", RAISED[..RAISED.find("<bibliography").unwrap()].to_owned() + "</style>"),
        ("no layout", RAISED.replace("<layout>", "<lay>").replace("</layout>\n  </bib", "</lay>\n  </bib")),
        ("unknown macro", RAISED.replace("<text variable=\"title\"", "<text macro=\"title\"")),
        ("circular", macros("<macro name=\"a\"><text macro=\"b\"/></macro>\n<macro name=\"b\"><group><text macro=\"a\"/></group></macro>")),
        ("itself", macros("<macro name=\"a\"><text macro=\"a\"/></macro>")),
        ("multiplied", macros(&calls(60))),
        ("many", macros(&calls(3_000))),
        ("unknown variable", RAISED.replace("variable=\"title\"", "variable=\"titel\"")),
        ("entities", format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n{RAISED}")),
        ("deep", format!("<a>{}", "<a>".repeat(100_000))),
        ("long", " ".repeat(10 << 20)),
        ("an empty file", String::new()),
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|(name, csl)| {
            let start = std::time::Instant::now();
            let faults = faults(csl);
            assert!(!faults.is_empty(), "{name}");
            assert!(start.elapsed().as_secs() < 5, "{name} {:?}", start.elapsed());
            format!("{name}\n  {}", faults.join("\n  "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// Styles that others wrote, where this machine has them: `CLEARLEAF_STYLES` names a folder.
#[test]
fn styles_of_others_show_every_reference() {
    let Some(folder) = std::env::var_os("CLEARLEAF_STYLES") else {
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let csl = std::fs::read_to_string(&path).unwrap();
        match Style::read(&source("own.csl", &csl)) {
            Ok(style) => {
                let text = std::fs::read_to_string("source/breast-reconstruction/references.bib").unwrap();
                let library = library("references.bib", &text);
                let requests = [
                    request("morrow2014", None),
                    request("nice2018", Some("sec. 1.5")),
                    request("esmo2015", Some("p. v12")),
                    request("esmo2015", Some("12")),
                ];
                println!(
                    "{}\n{}\n",
                    path.display(),
                    shown(&library.format(&requests, &Lang::english(), &style).unwrap())
                );
            }
            Err(findings) => println!("{}\n{}\n", path.display(), findings[0]),
        }
    }
}
