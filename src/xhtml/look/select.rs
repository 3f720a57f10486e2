//! Selectors, and whether they pick an element (Selectors 4, as far as sheets of texts use it).

use std::cell::Cell;
use std::rc::Rc;

use roxmltree::{Document, Node};

use super::places::Siblings;
use super::syntax::{signs, split};
use crate::xhtml::document::XHTML;

/// A selector: its parts from the last to the first, each with how it stands to the part behind it.
#[derive(Debug)]
pub(super) struct Selector {
    /// As it is written, as far as a message shows it.
    pub text: Rc<str>,
    parts: Vec<(Compound, Combinator)>,
    /// How much it says: ids, then classes, then names.
    pub weight: Weight,
    /// What of an element it picks, if not the element.
    pub part: Option<Part>,
    /// Whether all of it is understood. One that is not is taken to pick what the rest of it picks.
    pub certain: bool,
}

type Weight = (usize, usize, usize);

/// What of an element a selector picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What a sheet writes before or behind its words, or as its number.
    Written,
    /// Some of its own words: the first letter, the first line.
    Words,
    /// What is no part of the text: a selection, a control.
    Other,
}

/// What an element must have for a selector to pick it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Key<'s> {
    /// This id.
    Id(&'s str),
    /// This class.
    Class(&'s str),
    /// This name.
    Name(&'s str),
    /// Anything.
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Combinator {
    /// The last part.
    None,
    Inside,
    Child,
    Next,
    Later,
}

#[derive(Debug, Default)]
struct Compound {
    name: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    Class(String),
    Id(String),
    Attribute(String, char, String, bool),
    Root,
    /// The place among its siblings is `a` times something and `b`: of all or of its name, from the beginning or the end.
    Nth {
        a: i64,
        b: i64,
        named: bool,
        from_end: bool,
    },
    Empty,
    Link,
    Lang(String),
    Not(Vec<Selector>),
    Is(Vec<Selector>),
    /// What nothing is when a page is opened: `:hover`.
    Never,
    /// What is not understood, and taken to be so.
    Unknown,
}

/// The most parts of a selector.
const MOST_PARTS: usize = 50;

/// How deep selectors may stand in each other.
const MOST_DEPTH: usize = 8;

/// A document with what asking about its elements may cost.
pub(super) struct Asked<'a, 'i> {
    /// How many more times a part of a selector may be held against an element.
    pub left: Cell<usize>,
    siblings: Siblings<'a, 'i>,
}

impl<'a, 'i> Asked<'a, 'i> {
    /// To ask this many times.
    pub fn new(document: &'a Document<'i>, left: usize) -> Self {
        Self {
            left: Cell::new(left),
            siblings: Siblings::new(document),
        }
    }

    /// Takes note of a question, and says whether it may be asked.
    pub fn ask(&self, times: usize) -> bool {
        let left = self.left.get().saturating_sub(times);
        self.left.set(left);
        left > 0
    }
}

impl Selector {
    /// Parses a selector.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(text: &str) -> Result<Self, ()> {
        Self::nested(text, 0)
    }

    fn nested(text: &str, depth: usize) -> Result<Self, ()> {
        let text = text.trim();
        let mut out = Self {
            text: Rc::from(crate::model::excerpt(&signs(text))),
            parts: Vec::new(),
            weight: (0, 0, 0),
            part: None,
            certain: true,
        };
        if depth > MOST_DEPTH {
            return Err(());
        }
        let mut parts: Vec<(Compound, Combinator)> = Vec::new();
        let mut combinator = Combinator::None;
        let mut rest = text;
        while !rest.is_empty() {
            if out.part.is_some() {
                return Err(());
            }
            let (compound, after) = out.compound(rest, depth)?;
            let spaced = after.trim_start();
            let next = match spaced.chars().next() {
                Some('>') => Combinator::Child,
                Some('+') => Combinator::Next,
                Some('~') => Combinator::Later,
                _ => Combinator::Inside,
            };
            let mut left = spaced;
            if next != Combinator::Inside {
                left = spaced.get(1..).unwrap_or_default().trim_start();
                if left.is_empty() {
                    return Err(());
                }
            }
            rest = left;
            parts.push((compound, combinator));
            combinator = next;
            if parts.len() > MOST_PARTS {
                return Err(());
            }
        }
        if parts.is_empty() {
            return Err(());
        }
        // Each part is asked how it stands to the one behind it.
        let combinators: Vec<Combinator> = parts.iter().skip(1).map(|(_, combinator)| *combinator).collect();
        for ((_, own), next) in parts
            .iter_mut()
            .zip(combinators.into_iter().chain([Combinator::None]))
        {
            *own = next;
        }
        parts.reverse();
        out.parts = parts;
        Ok(out)
    }

    /// What an element must have that it picks.
    pub fn key(&self) -> Key<'_> {
        let Some((last, _)) = self.parts.first() else {
            return Key::Any;
        };
        let id = last.tests.iter().find_map(|test| match test {
            Test::Id(id) => Some(Key::Id(id)),
            _ => None,
        });
        let class = || {
            last.tests.iter().find_map(|test| match test {
                Test::Class(class) => Some(Key::Class(class)),
                _ => None,
            })
        };
        id.or_else(class)
            .or_else(|| last.name.as_deref().map(Key::Name))
            .unwrap_or(Key::Any)
    }

    /// Whether it picks an element.
    pub fn picks(&self, node: Node<'_, '_>, asked: &Asked<'_, '_>) -> bool {
        let Some(((last, _), before)) = self.parts.split_first() else {
            return false;
        };
        last.picks(node, asked) && stands(before, node, asked)
    }
}

/// Whether the parts before one are where they say.
fn stands(before: &[(Compound, Combinator)], node: Node<'_, '_>, asked: &Asked<'_, '_>) -> bool {
    let Some(((compound, combinator), further)) = before.split_first() else {
        return true;
    };
    let fits =
        |node: Node<'_, '_>| asked.ask(1) && compound.picks(node, asked) && stands(further, node, asked);
    match combinator {
        Combinator::Inside | Combinator::None => node
            .ancestors()
            .skip(1)
            .take_while(|_| asked.left.get() > 0)
            .any(|node| node.is_element() && fits(node)),
        Combinator::Child => node.parent_element().is_some_and(fits),
        Combinator::Next => node.prev_sibling_element().is_some_and(fits),
        Combinator::Later => node
            .prev_siblings()
            .skip(1)
            .take_while(|_| asked.ask(1))
            .any(|node| node.is_element() && fits(node)),
    }
}

impl Compound {
    fn picks(&self, node: Node<'_, '_>, asked: &Asked<'_, '_>) -> bool {
        let named = self
            .name
            .as_deref()
            .is_none_or(|name| node.tag_name().name() == name);
        named && self.tests.iter().all(|test| test.holds(node, asked))
    }
}

impl Test {
    fn holds(&self, node: Node<'_, '_>, asked: &Asked<'_, '_>) -> bool {
        let attribute = |name: &str| node.attribute(name).unwrap_or_default();
        match self {
            Self::Class(name) => {
                let classes = attribute("class");
                asked.ask(classes.len() / 64) && classes.split_whitespace().any(|class| class == name)
            }
            Self::Id(name) => node.attribute("id") == Some(name),
            Self::Attribute(name, how, wanted, any_case) => {
                let Some(value) = node.attributes().find(|one| one.name() == name) else {
                    return false;
                };
                let lower;
                let mut value = value.value();
                if !asked.ask(value.len() / 64) {
                    return false;
                }
                if *any_case {
                    lower = value.to_ascii_lowercase();
                    value = &lower;
                }
                match how {
                    '=' => value == wanted,
                    '^' => value.starts_with(wanted.as_str()),
                    '$' => value.ends_with(wanted.as_str()),
                    '*' => value.contains(wanted.as_str()),
                    '~' => value.split_whitespace().any(|word| word == wanted),
                    '|' => {
                        let rest = value.strip_prefix(wanted.as_str());
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                    }
                    _ => true,
                }
            }
            Self::Root => node.has_tag_name((XHTML, "html")),
            Self::Nth {
                a,
                b,
                named,
                from_end,
            } => {
                let place = asked.siblings.place(node, *named, *from_end) - b;
                if *a == 0 {
                    place == 0
                } else {
                    place % a == 0 && place / a >= 0
                }
            }
            Self::Empty => !node.has_children(),
            Self::Link => node.tag_name().name() == "a" && node.has_attribute("href"),
            Self::Lang(wanted) => {
                let lang = node
                    .ancestors()
                    .find_map(|node| node.attribute("lang"))
                    .unwrap_or_default();
                let primary = lang.split('-').next().unwrap_or_default();
                lang.eq_ignore_ascii_case(wanted) || primary.eq_ignore_ascii_case(wanted)
            }
            Self::Not(selectors) => !selectors
                .iter()
                .any(|one| one.certain && asked.ask(1) && one.picks(node, asked)),
            Self::Is(selectors) => selectors.iter().any(|one| asked.ask(1) && one.picks(node, asked)),
            Self::Never => false,
            Self::Unknown => true,
        }
    }
}

impl Selector {
    /// The compound that a text begins with, and what follows.
    fn compound<'t>(&mut self, text: &'t str, depth: usize) -> Result<(Compound, &'t str), ()> {
        let mut out = Compound::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let after = rest.get(first.len_utf8()..).unwrap_or_default();
            match first {
                '*' => rest = namespaced(after),
                '.' | '#' => {
                    let (name, after) = ident(after)?;
                    if first == '.' {
                        self.weight.1 += 1;
                        out.tests.push(Test::Class(signs(name)));
                    } else {
                        self.weight.0 += 1;
                        out.tests.push(Test::Id(signs(name)));
                    }
                    rest = after;
                }
                '[' => {
                    let (inside, after) = bracketed(after, '[', ']').ok_or(())?;
                    self.weight.1 += 1;
                    out.tests.push(attribute(inside)?);
                    rest = after;
                }
                ':' if after.starts_with(':') => {
                    rest = self.part(after.get(1..).unwrap_or_default())?;
                }
                ':' => {
                    rest = self.pseudo(after, depth, &mut out.tests)?;
                }
                ' ' | '\n' | '\t' | '\r' | '\u{C}' | '>' | '+' | '~' => break,
                _ => {
                    let (name, after) = ident(rest)?;
                    if after.starts_with('|') {
                        // A namespace: whatever it stands for, the element has the name behind it.
                        rest = namespaced(after);
                        continue;
                    }
                    if out.name.is_some() {
                        return Err(());
                    }
                    self.weight.2 += 1;
                    out.name = Some(signs(name).to_ascii_lowercase());
                    rest = after;
                }
            }
        }
        if rest.len() == text.len() {
            return Err(());
        }
        Ok((out, rest))
    }

    /// What of an element is picked, and what follows.
    fn part<'t>(&mut self, text: &'t str) -> Result<&'t str, ()> {
        let (name, rest) = ident(text)?;
        let rest = match rest.strip_prefix('(') {
            Some(inside) => bracketed(inside, '(', ')').ok_or(())?.1,
            None => rest,
        };
        self.weight.2 += 1;
        self.part = Some(match name.to_ascii_lowercase().as_str() {
            "before" | "after" | "marker" => Part::Written,
            "first-line" | "first-letter" => Part::Words,
            _ => Part::Other,
        });
        Ok(rest)
    }

    /// A pseudo-class, and what follows it.
    fn pseudo<'t>(&mut self, text: &'t str, depth: usize, tests: &mut Vec<Test>) -> Result<&'t str, ()> {
        let (name, rest) = ident(text)?;
        let (inside, after) = match rest.strip_prefix('(') {
            Some(inside) => bracketed(inside, '(', ')').ok_or(())?,
            None => ("", rest),
        };
        let name = name.to_ascii_lowercase();
        let nth = |b| Test::Nth {
            a: 0,
            b,
            named: name.ends_with("of-type"),
            from_end: name.contains("last"),
        };
        let test = match name.as_str() {
            "before" | "after" | "first-line" | "first-letter" => return self.part(text),
            "not" => Test::Not(self.several(inside, depth, true)?),
            "is" | "matches" | "any" | "-webkit-any" | "-moz-any" => {
                Test::Is(self.several(inside, depth, true)?)
            }
            "where" => Test::Is(self.several(inside, depth, false)?),
            "root" | "scope" => Test::Root,
            "first-child" | "last-child" | "first-of-type" | "last-of-type" => nth(1),
            "only-child" | "only-of-type" => {
                let named = name == "only-of-type";
                tests.push(nth(1));
                Test::Nth {
                    a: 0,
                    b: 1,
                    named,
                    from_end: true,
                }
            }
            "nth-child" | "nth-last-child" | "nth-of-type" | "nth-last-of-type" => match steps(inside) {
                Some((a, b)) => Test::Nth {
                    a,
                    b,
                    named: name.ends_with("of-type"),
                    from_end: name.contains("last"),
                },
                None => {
                    self.certain = false;
                    Test::Unknown
                }
            },
            "empty" => Test::Empty,
            "link" | "any-link" => Test::Link,
            "lang" => Test::Lang(inside.trim_matches(['"', '\'', ' ']).to_owned()),
            "hover" | "focus" | "focus-visible" | "focus-within" | "active" | "visited" | "target"
            | "target-within" | "checked" | "invalid" | "user-invalid" | "disabled" | "fullscreen"
            | "popover-open" | "autofill" | "-webkit-autofill" | "placeholder-shown" | "indeterminate" => {
                Test::Never
            }
            _ => {
                self.certain = false;
                Test::Unknown
            }
        };
        if !matches!(test, Test::Not(_) | Test::Is(_)) {
            self.weight.1 += 1;
        }
        tests.push(test);
        Ok(after)
    }

    /// Selectors in brackets, of which the heaviest counts.
    fn several(&mut self, inside: &str, depth: usize, counts: bool) -> Result<Vec<Self>, ()> {
        let mut out = Vec::new();
        for part in split(inside, ',') {
            // One that is none is passed over.
            let Ok(one) = Self::nested(part, depth + 1) else {
                continue;
            };
            self.certain &= one.certain;
            out.push(one);
        }
        if let Some(heaviest) = out.iter().map(|one| one.weight).max().filter(|_| counts) {
            self.weight.0 += heaviest.0;
            self.weight.1 += heaviest.1;
            self.weight.2 += heaviest.2;
        }
        Ok(out)
    }
}

/// What stands behind a namespace.
fn namespaced(after: &str) -> &str {
    match after.strip_prefix('|') {
        Some(rest) if !rest.starts_with('=') => rest,
        Some(_) | None => after,
    }
}

/// What stands in brackets that have been opened, and what follows them.
fn bracketed(text: &str, opening: char, closing: char) -> Option<(&str, &str)> {
    let (mut depth, mut quote) = (0_u32, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c == opening => depth += 1,
            (None, c) if c == closing && depth == 0 => {
                return Some((text.get(..at)?, text.get(at + c.len_utf8()..)?));
            }
            (None, c) if c == closing => depth -= 1,
            (None, _) => {}
        }
    }
    None
}

fn ident(text: &str) -> Result<(&str, &str), ()> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        Err(())
    } else {
        Ok((name, rest))
    }
}

fn attribute(inside: &str) -> Result<Test, ()> {
    let inside = inside.trim();
    let (name, rest) = ident(namespaced(inside.trim_start_matches('*')))?;
    let (name, rest) = match rest.strip_prefix('|') {
        Some(local) if !local.starts_with('=') => ident(local)?,
        Some(_) | None => (name, rest),
    };
    let name = signs(name);
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(Test::Attribute(name, ' ', String::new(), false));
    }
    let (how, wanted) = rest.split_once('=').ok_or(())?;
    let how = how.chars().next().unwrap_or('=');
    let wanted = wanted.trim();
    let any_case = wanted
        .rsplit_once(['"', '\'', ' '])
        .is_some_and(|(_, flag)| flag.trim().eq_ignore_ascii_case("i"));
    let wanted = match any_case {
        true => wanted.trim_end_matches(['i', 'I']).trim(),
        false => wanted,
    };
    let wanted = signs(wanted.trim_matches(['"', '\'']));
    let wanted = if any_case {
        wanted.to_ascii_lowercase()
    } else {
        wanted
    };
    Ok(Test::Attribute(name, how, wanted, any_case))
}

/// The steps of a place among siblings: `odd`, `3`, `2n+1`, `-n + 3`.
fn steps(text: &str) -> Option<(i64, i64)> {
    let text: String = text
        .to_ascii_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let Some((a, b)) = text.split_once('n') else {
        return Some((0, i64::from(text.parse::<i32>().ok()?)));
    };
    let a = match a {
        "" | "+" => 1,
        "-" => -1,
        number => number.parse::<i32>().ok()?,
    };
    let b = if b.is_empty() { 0 } else { b.parse::<i32>().ok()? };
    Some((i64::from(a), i64::from(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(selector: &str) -> String {
        let page = "<html xmlns='http://www.w3.org/1999/xhtml' lang='en-GB'><body><p id='a' class='x y'/><div><p id='b'/>\
                    <a id='c' href='#'/><p id='d' title='one two'/></div></body></html>";
        let document = roxmltree::Document::parse(page).unwrap();
        let Ok(selector) = Selector::parse(selector) else {
            return "?".to_owned();
        };
        let asked = Asked::new(&document, 1_000_000);
        let all = document.descendants().filter(Node::is_element);
        let all = all.filter(|node| selector.picks(*node, &asked));
        all.filter_map(|node| node.attribute("id")).collect()
    }

    #[test]
    fn selectors_pick_what_they_say() {
        for (selector, ids) in [
            ("p", "abd"),
            ("*", "abcd"),
            ("p.x.y", "a"),
            ("#b, p", "?"),
            ("div > p", "bd"),
            ("body p", "abd"),
            ("p + div p", "bd"),
            ("a + p", "d"),
            ("p ~ p", "d"),
            ("p:first-child", "ab"),
            ("div > :last-child", "d"),
            ("[title~='two']", "d"),
            ("[title=\"one two\"]", "d"),
            ("a:link", "c"),
            ("a:hover", ""),
            ("p:not(.x)", "bd"),
            (":is(a, .x)", "ac"),
            (":lang(en) > p", "abd"),
            ("P.x", "a"),
            ("*|p.x", "a"),
            ("[title='TWO' i]", ""),
            ("[title*='TWO' i]", "d"),
            ("div p:nth-child(2n+1)", "bd"),
            ("p:nth-child(3)", "d"),
            ("p:nth-last-of-type(1)", "ad"),
            ("p:only-of-type", "a"),
            (":is(body > p, .none) ", "a"),
            ("div > :not(:is(p, div a))", ""),
            ("body > div p", "bd"),
            ("p::before", "abd"),
            ("p::before p", "?"),
            ("p >", "?"),
        ] {
            assert_eq!(picked(selector), ids, "{selector}");
        }
        assert_eq!(Selector::parse("main > .a p#b").unwrap().weight, (1, 1, 2));
        assert_eq!(Selector::parse(":is(.a, #b) p").unwrap().weight, (1, 0, 1));
        let unknown = Selector::parse("p:has(a)").unwrap();
        assert!(!unknown.certain && unknown.part.is_none());
        assert_eq!(Selector::parse("p:before").unwrap().part, Some(Part::Written));
        let deep = ":not(".repeat(100_000);
        assert!(Selector::parse(&deep).is_err());
    }
}
