//! Style sheets as rules: what they pick, what they say, and when that holds (CSS Syntax 3; CSS Nesting 1).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::allowed::{Effect, effect, unprefixed};
use super::index::Index;
use super::media::{Holds, condition};
use super::select::Selector;
use super::syntax::{outside, plain, signs, split};

/// The most selectors that are looked at: twenty times those of the largest sheets that people load.
const MOST_RULES: usize = 50_000;

/// The most styles of counters, faces and values with names.
const MOST_NAMED: usize = 1_000;

/// How deep blocks may stand in each other.
const MOST_DEPTH: usize = 100;

/// The most characters of a selector, with those that it is nested in.
const LONGEST_SELECTOR: usize = 2_000;

/// What one selector of a rule says.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it picks.
    pub selector: Selector,
    /// What it says, in its order.
    pub declarations: Rc<[Declaration]>,
    /// When.
    pub holds: Holds,
    /// Whether it stands in a layer, and gives way to rules that do not.
    pub layered: bool,
}

/// A property with its value.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    /// The name in small letters.
    pub property: String,
    /// The value.
    pub value: String,
    /// Whether it goes before those that are not.
    pub important: bool,
    /// Whether it may change what is seen of words, or what others of its element do to them.
    pub judged: bool,
}

/// A style sheet, parsed.
#[derive(Debug, Default)]
pub struct Sheet {
    pub(super) rules: Vec<Rule>,
    pub(super) index: Index,
    /// What animations come to, each step's declarations.
    pub(super) frames: BTreeMap<String, Vec<Vec<Declaration>>>,
    /// Styles of counters and faces, by what stands before their blocks.
    pub(super) named: Vec<(String, Vec<Declaration>)>,
    /// Whether it is not all there is: it loads another one, or has more rules than are looked at.
    pub(super) is_part: bool,
    /// Whether it has more rules than are looked at.
    pub(super) is_too_much: bool,
}

enum Kind {
    /// A rule with these selectors.
    Style(Vec<String>),
    /// Holds rules.
    Condition,
    /// The steps of an animation.
    Frames(String),
    /// A step of the animation round it.
    Frame,
    /// A style of counters, a face, or a value with a name.
    Named(String),
    /// Pages and what is not known.
    Other,
}

struct Open {
    kind: Kind,
    holds: Holds,
    layered: bool,
    declarations: Vec<Declaration>,
}

impl Sheet {
    /// Parses a sheet. What cannot be understood is passed over, as browsers do.
    #[must_use]
    pub fn parse(css: &str) -> Self {
        let css = plain(css);
        let mut out = Self::default();
        let mut open: Vec<Open> = Vec::new();
        let mut from = 0;
        for (at, c) in outside(&css).filter(|(_, c)| matches!(c, '{' | '}' | ';')) {
            let text = css.get(from..at).unwrap_or_default().trim();
            from = at + 1;
            match c {
                '{' => open.push(opened(text, open.last())),
                '}' => out.close(text, &mut open),
                _ => out.statement(text, &mut open),
            }
            if out.rules.len() > MOST_RULES || open.len() > MOST_DEPTH {
                (out.is_part, out.is_too_much) = (true, true);
                break;
            }
        }
        // What is open at the end ends there.
        let rest = css.get(from..).unwrap_or_default().trim();
        out.close(rest, &mut open);
        while !open.is_empty() && !out.is_too_much {
            out.close("", &mut open);
        }
        out.index = Index::of(&out.rules);
        out
    }

    fn statement(&mut self, text: &str, open: &mut [Open]) {
        match open.last_mut() {
            Some(last) => last.declarations.extend(declaration(text)),
            None => {
                let name = text.get(..7).unwrap_or_default();
                self.is_part |= name.eq_ignore_ascii_case("@import");
            }
        }
    }

    fn close(&mut self, text: &str, open: &mut Vec<Open>) {
        let Some(mut done) = open.pop() else { return };
        done.declarations.extend(declaration(text));
        match done.kind {
            Kind::Style(selectors)
                if !done.declarations.is_empty() && (done.holds.ever || done.holds.print) =>
            {
                let declarations: Rc<[Declaration]> = done.declarations.into();
                for selector in &selectors {
                    if self.rules.len() > MOST_RULES {
                        return;
                    }
                    if let Ok(selector) = Selector::parse(selector) {
                        self.rules.push(Rule {
                            selector,
                            declarations: Rc::clone(&declarations),
                            holds: done.holds,
                            layered: done.layered,
                        });
                    }
                }
            }
            Kind::Frame => {
                if let Some(Kind::Frames(name)) = open.last().map(|outer| &outer.kind) {
                    let frames = self.frames.entry(name.clone()).or_default();
                    frames.push(done.declarations);
                }
            }
            Kind::Named(prelude) if self.named.len() < MOST_NAMED => {
                self.rules.extend(first_value(&prelude, &done.declarations));
                self.named.push((prelude, done.declarations));
            }
            Kind::Named(_) => self.is_too_much = true,
            Kind::Style(_) | Kind::Condition | Kind::Frames(_) | Kind::Other => {}
        }
    }
}

/// What a value of a document's own begins with, as the weakest rule of all (CSS Properties and Values 1, section 2).
fn first_value(prelude: &str, declarations: &[Declaration]) -> Option<Rule> {
    let name = prelude
        .split_whitespace()
        .nth(1)
        .filter(|name| name.starts_with("--"))?;
    let said = |property: &str| declarations.iter().find(|one| one.property == property);
    let first = said("initial-value")?;
    let inherits = said("inherits").is_some_and(|one| one.value.eq_ignore_ascii_case("true"));
    let declaration = Declaration {
        property: name.to_owned(),
        value: first.value.clone(),
        important: false,
        judged: false,
    };
    Some(Rule {
        selector: Selector::parse(if inherits { "html" } else { "*" }).ok()?,
        declarations: vec![declaration].into(),
        holds: Holds::ALWAYS,
        layered: true,
    })
}

/// What a block is that begins behind these words.
fn opened(prelude: &str, round: Option<&Open>) -> Open {
    let (outer, layered) = round.map_or((Holds::ALWAYS, false), |round| (round.holds, round.layered));
    let mut out = Open {
        kind: Kind::Other,
        holds: outer,
        layered,
        declarations: Vec::new(),
    };
    let parent = round.map(|round| &round.kind);
    let lower = prelude.get(..12).unwrap_or(prelude).to_ascii_lowercase();
    if prelude.starts_with('@') {
        if lower.starts_with("@layer") {
            out.layered = true;
        }
        if ["@counter-sty", "@font-face", "@property"]
            .iter()
            .any(|name| lower.starts_with(name))
        {
            out.kind = Kind::Named(prelude.to_owned());
        } else if lower.contains("keyframes") || prelude.to_ascii_lowercase().contains("-keyframes ") {
            let name = prelude.split_whitespace().nth(1).unwrap_or_default();
            out.kind = Kind::Frames(signs(name.trim_matches(['"', '\''])));
        } else if let Some(holds) = condition(prelude) {
            out.holds = outer.and(holds);
            // A condition inside a rule speaks of the same elements.
            out.kind = match parent {
                Some(Kind::Style(selectors)) => Kind::Style(selectors.clone()),
                _ => Kind::Condition,
            };
        }
        return out;
    }
    out.kind = match parent {
        None | Some(Kind::Condition) => Kind::Style(
            split(prelude, ',')
                .into_iter()
                .take(MOST_RULES + 2)
                .map(str::to_owned)
                .collect(),
        ),
        Some(Kind::Style(outer)) => Kind::Style(nested(prelude, outer)),
        Some(Kind::Frames(_)) => Kind::Frame,
        Some(Kind::Frame | Kind::Named(_) | Kind::Other) => Kind::Other,
    };
    out
}

/// The selectors of a rule inside another.
fn nested(prelude: &str, outer: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for inner in split(prelude, ',') {
        for outer in outer {
            let inner = inner.trim();
            let both = if inner.contains('&') {
                inner.replacen('&', outer.trim(), 2)
            } else {
                format!("{} {inner}", outer.trim())
            };
            if both.len() <= LONGEST_SELECTOR && out.len() <= 1_000 {
                out.push(both);
            }
        }
    }
    out
}

/// The declarations of an attribute.
pub(super) fn declarations(style: &str) -> Vec<Declaration> {
    let style = plain(style);
    split(&style, ';').into_iter().filter_map(declaration).collect()
}

fn declaration(text: &str) -> Option<Declaration> {
    let (property, value) = text.split_once(':')?;
    let property = property.trim();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    if property.is_empty() || !property.chars().all(is_name) {
        return None;
    }
    let property = if property.starts_with("--") {
        property.to_owned()
    } else {
        property.to_ascii_lowercase()
    };
    let value = value.trim();
    let important = value
        .rsplit_once('!')
        .filter(|(_, word)| word.trim().eq_ignore_ascii_case("important"));
    let (value, important) = important.map_or((value, false), |(value, _)| (value.trim(), true));
    if value.is_empty() && !property.starts_with("--") {
        return None;
    }
    let name = unprefixed(&property);
    let judged = effect(name) != Effect::Harmless || matches!(name, "float" | "text-overflow");
    Some(Declaration {
        judged,
        property,
        value: value.to_owned(),
        important,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(css: &str) -> Vec<String> {
        let sheet = Sheet::parse(css);
        let rule = |rule: &Rule| {
            let said = rule.declarations.iter();
            let said: Vec<String> = said
                .map(|one| {
                    format!(
                        "{}:{}{}",
                        one.property,
                        one.value,
                        if one.important { "!" } else { "" }
                    )
                })
                .collect();
            format!("{} {}", rule.selector.text, said.join(";"))
        };
        sheet.rules.iter().map(rule).collect()
    }

    #[test]
    fn rules_are_found_in_conditions_and_among_comments() {
        for (css, rules) in [
            (
                "/* } */ p, a[title=\"},\"] { color: red; margin: 0 }",
                &["p color:red;margin:0", "a[title=\"},\"] color:red;margin:0"][..],
            ),
            ("@font-face { font-size: 1px }", &[]),
            ("@media speech { p { color: blue } }", &[]),
            (
                "@media print,screen { p { display: none ! important } }",
                &["p display:none!"],
            ),
            ("p { display/**/:/**/none", &["p display:none"]),
            (
                ".a { color: red; & .b { top: 0 } .c { top: 1px } }",
                &[".a .b top:0", ".a .c top:1px", ".a color:red"],
            ),
            (".a { @media screen { top: 0 } }", &[".a top:0"]),
            (
                "p { background: url(data:a;b}c) } q { top: 0 }",
                &["p background:url(data:a;b}c)", "q top:0"],
            ),
            ("}}{ p", &[]),
        ] {
            assert_eq!(told(css), rules, "{css}");
        }
        assert!(Sheet::parse("@import 'a.css'; p { color: red }").is_part);
        let frames = Sheet::parse("@-webkit-keyframes a { from { opacity: 0 } to { opacity: 1 } }").frames;
        assert_eq!(frames.get("a").map(Vec::len), Some(2));
        assert!(Sheet::parse(&"a,".repeat(MOST_RULES + 2)).rules.is_empty());
        let many = format!("{}a {{ top: 0 }}", "a,".repeat(MOST_RULES + 2));
        assert!(Sheet::parse(&many).is_too_much);
    }
}
