//! Selectors, and whether they pick an element (Selectors 4, as far as sheets of texts use it).

use roxmltree::Node;

use crate::xhtml::document::XHTML;

/// A selector: its parts from the last to the first, each with how it stands to the part behind it.
#[derive(Debug)]
pub(super) struct Selector {
    parts: Vec<(Compound, Combinator)>,
    /// How much it says: ids, then classes, then names.
    pub weight: (usize, usize, usize),
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
    Attribute(String, char, String),
    Root,
    FirstChild,
    LastChild,
    Empty,
    Link,
    Lang(String),
    Not(Vec<Compound>),
    Is(Vec<Compound>),
    /// What nothing is when a page is opened: `:hover`.
    Never,
}

/// The most parts of a selector.
const MOST_PARTS: usize = 50;

impl Selector {
    /// Parses a selector; `None` for one that picks no element, such as what stands before one.
    ///
    /// # Errors
    /// Where it is one that is not known here.
    pub fn parse(text: &str) -> Result<Option<Self>, ()> {
        let mut parts: Vec<(Compound, Combinator)> = Vec::new();
        let mut weight = (0, 0, 0);
        let mut combinator = Combinator::None;
        let mut rest = text.trim();
        if rest.is_empty() {
            return Ok(None);
        }
        while !rest.is_empty() {
            let Some((compound, after)) = compound(rest, &mut weight)? else {
                return Ok(None);
            };
            let spaced = after.trim_start();
            let next = match spaced.chars().next() {
                Some('>') => Combinator::Child,
                Some('+') => Combinator::Next,
                Some('~') => Combinator::Later,
                _ => Combinator::Inside,
            };
            rest = spaced.trim_start_matches(['>', '+', '~']).trim_start();
            parts.push((compound, combinator));
            combinator = next;
            if parts.len() > MOST_PARTS {
                return Err(());
            }
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
        Ok(Some(Self { parts, weight }))
    }

    /// Whether it picks an element.
    pub fn picks(&self, node: Node<'_, '_>) -> bool {
        let Some(((last, _), before)) = self.parts.split_first() else {
            return false;
        };
        last.picks(node) && stands(before, node)
    }
}

/// Whether the parts before one are where they say. The nearest that fits is taken: going back from it has never been
/// needed by a sheet of texts.
fn stands(before: &[(Compound, Combinator)], node: Node<'_, '_>) -> bool {
    let mut at = node;
    for (compound, combinator) in before {
        let found = match combinator {
            Combinator::Inside | Combinator::None => at
                .ancestors()
                .skip(1)
                .find(|node| node.is_element() && compound.picks(*node)),
            Combinator::Child => at.parent_element().filter(|node| compound.picks(*node)),
            Combinator::Next => at.prev_sibling_element().filter(|node| compound.picks(*node)),
            Combinator::Later => {
                let mut siblings = at.prev_siblings().skip(1).take(MOST_SIBLINGS);
                siblings.find(|node| node.is_element() && compound.picks(*node))
            }
        };
        match found {
            Some(found) => at = found,
            None => return false,
        }
    }
    true
}

/// The most siblings that are looked at for one that stands before an element.
const MOST_SIBLINGS: usize = 1_000;

impl Compound {
    fn picks(&self, node: Node<'_, '_>) -> bool {
        let named = self
            .name
            .as_deref()
            .is_none_or(|name| node.tag_name().name() == name);
        named && self.tests.iter().all(|test| test.holds(node))
    }
}

impl Test {
    fn holds(&self, node: Node<'_, '_>) -> bool {
        let attribute = |name: &str| node.attribute(name).unwrap_or_default();
        match self {
            Self::Class(name) => attribute("class").split_whitespace().any(|class| class == name),
            Self::Id(name) => node.attribute("id") == Some(name),
            Self::Attribute(name, how, wanted) => {
                let Some(value) = node.attributes().find(|one| one.name() == name) else {
                    return false;
                };
                let value = value.value();
                match how {
                    '=' => value == wanted,
                    '^' => value.starts_with(wanted.as_str()),
                    '$' => value.ends_with(wanted.as_str()),
                    '*' => value.contains(wanted.as_str()),
                    '~' => value.split_whitespace().any(|word| word == wanted),
                    '|' => value == wanted || value.starts_with(&format!("{wanted}-")),
                    _ => true,
                }
            }
            Self::Root => node.has_tag_name((XHTML, "html")),
            Self::FirstChild => node.prev_sibling_element().is_none(),
            Self::LastChild => node.next_sibling_element().is_none(),
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
            Self::Not(compounds) => !compounds.iter().any(|compound| compound.picks(node)),
            Self::Is(compounds) => compounds.iter().any(|compound| compound.picks(node)),
            Self::Never => false,
        }
    }
}

/// The compound that a text begins with, and what follows; `None` for one that is no element.
fn compound<'t>(
    text: &'t str,
    weight: &mut (usize, usize, usize),
) -> Result<Option<(Compound, &'t str)>, ()> {
    let mut out = Compound::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match first {
            '*' => rest = rest.get(1..).unwrap_or_default(),
            '.' | '#' => {
                let (name, after) = ident(rest.get(1..).unwrap_or_default())?;
                if first == '.' {
                    weight.1 += 1;
                    out.tests.push(Test::Class(name.to_owned()));
                } else {
                    weight.0 += 1;
                    out.tests.push(Test::Id(name.to_owned()));
                }
                rest = after;
            }
            '[' => {
                let (inside, after) = rest.get(1..).unwrap_or_default().split_once(']').ok_or(())?;
                weight.1 += 1;
                out.tests.push(attribute(inside)?);
                rest = after;
            }
            ':' if rest.starts_with("::") => return Ok(None),
            ':' => {
                let (test, after) = pseudo(rest.get(1..).unwrap_or_default(), weight)?;
                let Some(test) = test else { return Ok(None) };
                out.tests.push(test);
                rest = after;
            }
            ' ' | '\n' | '\t' | '\r' | '>' | '+' | '~' => break,
            _ => {
                let (name, after) = ident(rest)?;
                weight.2 += 1;
                // A name may have a namespace before it.
                if after.starts_with('|') || out.name.is_some() {
                    return Err(());
                }
                out.name = Some(name.to_ascii_lowercase());
                rest = after;
            }
        }
    }
    if rest.len() == text.len() {
        return Err(());
    }
    Ok(Some((out, rest)))
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
    let (name, rest) = ident(inside.trim())?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(Test::Attribute(name.to_owned(), ' ', String::new()));
    }
    let (how, wanted) = rest.split_once('=').ok_or(())?;
    let how = how.chars().next().unwrap_or('=');
    let wanted = wanted.trim().trim_matches(['"', '\'']);
    Ok(Test::Attribute(name.to_owned(), how, wanted.to_owned()))
}

/// A pseudo-class and what follows it; none for what is no element.
fn pseudo<'t>(text: &'t str, weight: &mut (usize, usize, usize)) -> Result<(Option<Test>, &'t str), ()> {
    let (name, rest) = ident(text)?;
    let (inside, rest) = match rest.strip_prefix('(') {
        Some(inside) => inside.split_once(')').ok_or(())?,
        None => ("", rest),
    };
    let several = |weight: &mut (usize, usize, usize)| {
        let mut out = Vec::new();
        for part in inside.split(',') {
            match compound(part.trim(), weight)? {
                Some((compound, "")) => out.push(compound),
                Some(_) | None => return Err(()),
            }
        }
        Ok(out)
    };
    let test = match name.to_ascii_lowercase().as_str() {
        "before" | "after" | "first-line" | "first-letter" => return Ok((None, rest)),
        "not" => return Ok((Some(Test::Not(several(weight)?)), rest)),
        "is" => return Ok((Some(Test::Is(several(weight)?)), rest)),
        "where" => return Ok((Some(Test::Is(several(&mut (0, 0, 0))?)), rest)),
        "root" => Test::Root,
        "first-child" => Test::FirstChild,
        "last-child" => Test::LastChild,
        "empty" => Test::Empty,
        "link" | "any-link" => Test::Link,
        "lang" => Test::Lang(inside.trim_matches(['"', '\'', ' ']).to_owned()),
        "hover" | "focus" | "focus-visible" | "focus-within" | "active" | "visited" | "target"
        | "checked" | "invalid" | "disabled" => Test::Never,
        _ => return Err(()),
    };
    weight.1 += 1;
    Ok((Some(test), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(selector: &str) -> String {
        let page = "<html xmlns='http://www.w3.org/1999/xhtml' lang='en-GB'><body><p id='a' class='x y'/><div><p id='b'/>\
                    <a id='c' href='#'/><p id='d' title='one two'/></div></body></html>";
        let document = roxmltree::Document::parse(page).unwrap();
        let Ok(Some(selector)) = Selector::parse(selector) else {
            return "?".to_owned();
        };
        let all = document.descendants().filter(Node::is_element);
        let all = all.filter(|node| selector.picks(*node));
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
            ("p::before", "?"),
            ("p:nth-child(2)", "?"),
        ] {
            assert_eq!(picked(selector), ids, "{selector}");
        }
        assert_eq!(
            Selector::parse("main > .a p#b").unwrap().unwrap().weight,
            (1, 1, 2)
        );
    }
}
