//! Style sheets as rules: what they pick, what they say, and whether that holds on a screen in light and in dark colours
//! (CSS Syntax 3; Media Queries 5). The screen is as wide as one on a desk.

use super::select::Selector;

/// How wide the screen is, in CSS pixels.
pub(super) const WIDTH: f32 = 1_280.0;

/// The most rules that are looked at.
const MOST_RULES: usize = 5_000;

/// Properties that change how text looks.
const PROPERTIES: [&str; 9] = [
    "font-size",
    "font",
    "line-height",
    "color",
    "background",
    "background-color",
    "display",
    "opacity",
    "color-scheme",
];

/// What one selector of a rule says.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it picks.
    pub selector: Selector,
    /// What it says, in its order.
    pub declarations: Vec<Declaration>,
    /// Whether it holds in light and in dark colours.
    pub holds: [bool; 2],
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
}

/// The rules of a sheet.
///
/// # Errors
/// Where a rule about how text looks cannot be understood, so that nobody can tell what it changes.
pub(super) fn rules(css: &str) -> Result<Vec<Rule>, ()> {
    let css = without_comments(css);
    let mut out = Vec::new();
    // What stands before each open brace, and in which colours its inside holds.
    let mut open: Vec<(&str, [bool; 2], usize)> = Vec::new();
    let (mut from, mut quote) = (0, None);
    for (at, c) in css.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => {
                let prelude = css.get(from..at).unwrap_or_default().trim();
                let outer = open.last().map_or([true; 2], |(_, holds, _)| *holds);
                let holds = condition(prelude);
                open.push((prelude, [outer[0] && holds[0], outer[1] && holds[1]], at + 1));
                from = at + 1;
            }
            (None, '}') => {
                if let Some((prelude, holds, inside)) = open.pop() {
                    let nested = open.iter().any(|(outer, ..)| !outer.starts_with('@'));
                    let block = css.get(inside..at).unwrap_or_default();
                    let declarations = declarations(block);
                    if !prelude.starts_with('@') && !declarations.is_empty() && holds != [false; 2] {
                        if nested {
                            return Err(());
                        }
                        for selector in split(prelude, ',') {
                            out.extend(rule(selector, &declarations, holds)?);
                        }
                    }
                }
                from = at + 1;
            }
            (None, ';') => {
                if css
                    .get(from..at)
                    .unwrap_or_default()
                    .trim()
                    .starts_with("@import")
                {
                    return Err(());
                }
                from = at + 1;
            }
            (None, _) => {}
        }
        if out.len() > MOST_RULES || open.len() > 100 {
            return Err(());
        }
    }
    Ok(out)
}

fn rule(selector: &str, declarations: &[Declaration], holds: [bool; 2]) -> Result<Option<Rule>, ()> {
    Ok(Selector::parse(selector)?.map(|selector| Rule {
        selector,
        declarations: declarations.to_vec(),
        holds,
    }))
}

/// The declarations of a block that are about how text looks.
pub(super) fn declarations(block: &str) -> Vec<Declaration> {
    let mut out = Vec::new();
    for part in split(block, ';') {
        let Some((property, value)) = part.split_once(':') else {
            continue;
        };
        let property = property.trim();
        let custom = property.starts_with("--");
        let property = if custom {
            property.to_owned()
        } else {
            property.to_ascii_lowercase()
        };
        if !custom && !PROPERTIES.contains(&property.as_str()) {
            continue;
        }
        let (value, important) = match value.trim().strip_suffix("!important") {
            Some(value) => (value.trim(), true),
            None => (value.trim(), false),
        };
        out.push(Declaration {
            property,
            value: value.to_owned(),
            important,
        });
    }
    out
}

/// The parts of a text between signs that stand in no brackets and no quotes.
pub(super) fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut depth, mut quote, mut from) = (0_u32, None, 0);
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, c) if c == sign && depth == 0 => {
                out.push(text.get(from..at).unwrap_or_default());
                from = at + c.len_utf8();
            }
            (None, _) => {}
        }
    }
    out.push(text.get(from..).unwrap_or_default());
    out
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    // What older pages hide their rules in.
    out.replace("<!--", "").replace("-->", "")
}

/// In which colours what stands behind a prelude holds, light and dark.
fn condition(prelude: &str) -> [bool; 2] {
    match prelude.strip_prefix("@media") {
        Some(query) => media(query),
        None if prelude.starts_with("@supports") || prelude.starts_with("@layer") => [true; 2],
        // Fonts, pages, key frames: nothing in them picks elements.
        None if prelude.starts_with('@') => [false; 2],
        None => [true; 2],
    }
}

/// In which colours a query holds on the screen.
pub(super) fn media(query: &str) -> [bool; 2] {
    let mut holds = [false; 2];
    for one in query.to_ascii_lowercase().split(',') {
        let mut here = [true; 2];
        for part in one.split(" and ") {
            let part = part.trim().trim_start_matches("only ").trim();
            let feature = part.trim_matches(['(', ')']);
            let (name, value) = feature.split_once(':').unwrap_or((feature, ""));
            let is = match (name.trim(), value.trim()) {
                ("" | "all" | "screen", "") => [true; 2],
                ("prefers-color-scheme", "dark") => [false, true],
                ("prefers-color-scheme", "light") => [true, false],
                ("min-width", width) => [pixels(width).is_some_and(|width| width <= WIDTH); 2],
                ("max-width", width) => [pixels(width).is_some_and(|width| width >= WIDTH); 2],
                _ => [false; 2],
            };
            here = [here[0] && is[0], here[1] && is[1]];
        }
        holds = [holds[0] || here[0], holds[1] || here[1]];
    }
    holds
}

/// A length in a query, where an em is what browsers begin with.
fn pixels(length: &str) -> Option<f32> {
    if let Some(ems) = length.strip_suffix("rem").or_else(|| length.strip_suffix("em")) {
        return ems.parse::<f32>().ok().map(|ems| ems * 16.0);
    }
    length.strip_suffix("px")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_hold_or_do_not() {
        for (query, holds) in [
            ("screen", [true, true]),
            ("print", [false, false]),
            ("print, screen", [true, true]),
            ("(prefers-color-scheme: dark)", [false, true]),
            ("screen and (prefers-color-scheme: light)", [true, false]),
            ("(max-width: 30em)", [false, false]),
            ("only screen and (min-width: 600px)", [true, true]),
            ("(forced-colors: active)", [false, false]),
        ] {
            assert_eq!(media(query), holds, "{query}");
        }
    }

    #[test]
    fn rules_are_found_in_conditions_and_among_comments() {
        let css = "/* } */ p, a[title=\"},\"] { color: red; margin: 0 } @font-face { font-size: 1px }
            @media print { p { color: blue } } @media screen { p { font-size: 2em !important } }";
        let rules = rules(css).unwrap();
        assert_eq!(rules.len(), 3);
        assert!(rules[2].declarations[0].important);
        assert!(super::rules("@import 'a.css'; p { color: red }").is_err());
        assert!(super::rules("p { a { color: red } }").is_err());
        assert!(super::rules("p:has(a) { color: red }").is_err());
        assert!(super::rules("p:has(a) { margin: 0 } }}").is_ok());
    }
}
