//! Selectors, and whether they pick an element (Selectors 4, as far as sheets of texts use it).

mod parse;

use std::cell::Cell;
use std::rc::Rc;

use roxmltree::{Document, Node};

use super::places::Siblings;
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
