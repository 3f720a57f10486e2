//! Style sheets read back, as far as they name files, hide words or write some.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::document::{XHTML, plain_text};

/// The addresses in a style sheet: `url(…)`, quoted or not.
#[must_use]
pub fn addresses(css: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for rest in css.split("url(").skip(1) {
        let Some((inside, _)) = rest.split_once(')') else {
            continue;
        };
        let inside = inside.trim().trim_matches(['"', '\'']);
        if !inside.is_empty() {
            out.push(inside);
        }
    }
    out
}

/// The most rules that are looked at, so that a hostile sheet costs no more than a leaflet's.
const MOST_RULES: usize = 2_000;

/// Reports rules that hide words of these documents, or write words that are not in them: what is seen would be another
/// text than what is read. On paper the rules may be others.
pub fn look(css: &str, documents: &[(&str, Document<'_>)], faults: &mut Vec<String>) {
    let rules = rules(css);
    if rules.len() > MOST_RULES {
        faults.push("the style sheet has more rules than any leaflet needs".to_owned());
        return;
    }
    let mut found = BTreeSet::new();
    for rule in rules {
        for declaration in rule.declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
            if property == "content" && quoted(value).any(|text| text.contains(char::is_alphanumeric)) {
                found.insert(format!("the style sheet writes words: {value}"));
            }
            if hides(&property, value) {
                for (_, document) in documents {
                    for selector in rule.selectors.split(',') {
                        if let Some(words) = hidden(selector, document) {
                            found.insert(format!("the style sheet hides “{words}” ({})", selector.trim()));
                        }
                    }
                }
            }
        }
    }
    faults.extend(found);
}

struct Rule<'a> {
    selectors: &'a str,
    declarations: &'a str,
}

/// The rules of a sheet, those inside conditions among them, without those for paper.
fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut out = Vec::new();
    // What stands before each open brace, where its inside begins.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut from = 0;
    for (at, c) in css.char_indices() {
        match c {
            '{' => {
                let prelude = css.get(from..at).unwrap_or_default();
                open.push((prelude.rsplit("*/").next().unwrap_or_default().trim(), at + 1));
                from = at + 1;
            }
            '}' => {
                if let Some((prelude, inside)) = open.pop() {
                    let on_paper = open.iter().any(|(outer, _)| outer.starts_with("@media print"));
                    if !prelude.starts_with('@') && !on_paper {
                        out.push(Rule {
                            selectors: prelude,
                            declarations: css.get(inside..at).unwrap_or_default(),
                        });
                    }
                }
                from = at + 1;
            }
            ';' => from = at + 1,
            _ => {}
        }
    }
    out
}

/// The texts between quotes.
fn quoted(value: &str) -> impl Iterator<Item = &str> {
    value.split(['"', '\'']).skip(1).step_by(2)
}

pub(super) fn hides(property: &str, value: &str) -> bool {
    let value = value.trim_end_matches("!important").trim().to_ascii_lowercase();
    let is_nothing = value
        .trim_end_matches(char::is_alphabetic)
        .trim_end_matches('%')
        .parse()
        == Ok(0.0);
    match property {
        "display" => value == "none",
        "visibility" => value == "hidden" || value == "collapse",
        "content-visibility" => value == "hidden",
        "opacity" | "font-size" | "zoom" | "scale" => is_nothing,
        "color" => value == "transparent",
        _ => false,
    }
}

/// Words that a selector hides, if it picks some. Of a selector only the last part is looked at, and of that names, classes
/// and ids: it may pick fewer elements than are found, and never more.
fn hidden(selector: &str, document: &Document<'_>) -> Option<String> {
    let last = selector
        .trim()
        .rsplit([' ', '>', '+', '~'])
        .next()
        .unwrap_or_default();
    // What stands before or behind an element is none of its words, and an empty one has none.
    if last.contains("::")
        || last.ends_with(":empty")
        || last.ends_with(":before")
        || last.ends_with(":after")
    {
        return None;
    }
    let last = last.split([':', '[']).next().unwrap_or_default();
    let picks = |node: &Node<'_, '_>| {
        let is = |attribute: &str, wanted: &str| {
            let value = node.attribute(attribute).unwrap_or_default();
            value.split_whitespace().any(|found| found == wanted)
        };
        let start = last.find(['.', '#']).unwrap_or(last.len());
        let (name, rest) = last.split_at(start);
        let named = matches!(name, "" | "*") || node.tag_name().name() == name;
        let mut parts = rest.split_inclusive(['.', '#']).collect::<Vec<_>>().into_iter();
        let mut kind = parts.next();
        let mut fits = named;
        for part in parts {
            let wanted = part.trim_end_matches(['.', '#']);
            fits &= is(
                if kind.is_some_and(|kind| kind.ends_with('#')) {
                    "id"
                } else {
                    "class"
                },
                wanted,
            );
            kind = Some(part);
        }
        fits
    };
    let body = document
        .descendants()
        .find(|node| node.has_tag_name((XHTML, "body")))?;
    let node = body
        .descendants()
        .filter(Node::is_element)
        .find(|node| picks(node) && !plain_text(*node).is_empty())?;
    Some(plain_text(node).chars().take(60).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(css: &str) -> Vec<String> {
        let page = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p class='a b' id='c'>Words</p><td/></body></html>";
        let documents = [("page", Document::parse(page).unwrap())];
        let mut faults = Vec::new();
        look(css, &documents, &mut faults);
        faults
    }

    #[test]
    fn what_hides_words_is_told() {
        for css in [
            "p { display: none }",
            "* { display: none !important }",
            "main > .a, h1 { color: red; visibility: hidden; }",
            "@media screen { p.a.b#c { opacity: 0.0 } }",
            "h1 {} /* p */ #c { font-size: 0px }",
            "p:not(.x) { font-size: 0 }",
        ] {
            let told = told(css);
            assert_eq!(told.len(), 1, "{css}");
            assert!(
                told.concat().starts_with("the style sheet hides “Words” ("),
                "{css}: {told:?}"
            );
        }
    }

    #[test]
    fn what_hides_no_words_is_not() {
        for css in [
            "p { display: block; opacity: 0.5; font-size: 0.8em }",
            "td:empty, p::before, h1 { display: none }",
            "p.x, #a, .ab { display: none }",
            "@media print { p { display: none } }",
            "p { content: attr(x) \" \" '\u{2022}' }",
            "}}{ p",
        ] {
            assert_eq!(told(css), Vec::<String>::new(), "{css}");
        }
        assert_eq!(
            told("p::before { content: 'Take 5 mg' }"),
            ["the style sheet writes words: 'Take 5 mg'"]
        );
    }
}
