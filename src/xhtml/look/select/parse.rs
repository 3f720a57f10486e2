//! Selectors as they are written.

use std::rc::Rc;

use super::{Combinator, Compound, Part, Selector, Test};
use crate::model::excerpt;
use crate::xhtml::look::syntax::{signs, split};

/// The most parts of a selector.
const MOST_PARTS: usize = 50;

/// How deep selectors may stand in each other.
const MOST_DEPTH: usize = 8;

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
            text: Rc::from(excerpt(&signs(text))),
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
