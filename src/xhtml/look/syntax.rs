//! Style sheets as text that means what it says (CSS Syntax 3, section 4): no comments, and escapes as the characters that
//! they stand for. A sign that an escape takes its meaning from is kept as a character of a private plane, so that it is
//! no sign to those who read on.

/// Where signs go that are only letters of a name.
const APART: u32 = 0xF_0000;

/// A sheet without comments and escapes, its strings closed.
pub(super) fn plain(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote: Option<char> = None;
    while let Some(at) = rest.find(['\\', '/', '"', '\'', '\n', '<', '-', '(']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let Some(c) = from.chars().next() else { break };
        rest = from.get(c.len_utf8()..).unwrap_or_default();
        match (c, quote) {
            ('\\', _) => rest = escaped(rest, quote.is_some(), &mut out),
            // A string ends with its line.
            ('\n', Some(mark)) => {
                out.push(mark);
                out.push('\n');
                quote = None;
            }
            ('"' | '\'', Some(mark)) if c == mark => {
                out.push(c);
                quote = None;
            }
            ('"' | '\'', None) => {
                out.push(c);
                quote = Some(c);
            }
            ('/', None) if rest.starts_with('*') => {
                out.push(' ');
                rest = rest
                    .get(1..)
                    .and_then(|comment| comment.split_once("*/"))
                    .map_or("", |(_, after)| after);
            }
            // What pages of before hid their rules in.
            ('<', None) if rest.starts_with("!--") => rest = rest.get(3..).unwrap_or_default(),
            ('-', None) if rest.starts_with("->") => rest = rest.get(2..).unwrap_or_default(),
            ('(', None) => {
                out.push('(');
                rest = address(rest, &mut out);
            }
            _ => out.push(c),
        }
    }
    out.push_str(rest);
    out.extend(quote);
    out
}

/// What an address without quotation marks holds is copied as it is, without the signs that would mean something.
fn address<'c>(rest: &'c str, out: &mut String) -> &'c str {
    let start = out.len().saturating_sub(4);
    let named = out
        .get(start..)
        .is_some_and(|name| name.eq_ignore_ascii_case("url("));
    if !named || rest.trim_start().starts_with(['"', '\'']) {
        return rest;
    }
    let (inside, after) = rest.split_at(rest.find(')').unwrap_or(rest.len()));
    out.extend(inside.chars().filter(|c| !matches!(c, '"' | '\'' | '(' | '\\')));
    after
}

/// The character that an escape stands for, and what follows it.
fn escaped<'c>(rest: &'c str, in_string: bool, out: &mut String) -> &'c str {
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits > 0 {
        let (number, after) = rest.split_at(digits);
        let c = u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
        let c = c.filter(|c| *c != '\0').unwrap_or('\u{FFFD}');
        out.push(apart(c));
        let after = after.strip_prefix('\r').unwrap_or(after);
        return after.strip_prefix([' ', '\n', '\t', '\u{C}']).unwrap_or(after);
    }
    let Some(c) = rest.chars().next() else { return rest };
    let after = rest.get(c.len_utf8()..).unwrap_or_default();
    if c == '\n' {
        if !in_string {
            out.push('\n');
        }
        return after;
    }
    out.push(apart(c));
    after
}

fn apart(c: char) -> char {
    if c.is_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '_') {
        return c;
    }
    char::from_u32(APART + u32::from(c)).unwrap_or(c)
}

/// A name or a string with its signs as themselves.
pub(super) fn signs(text: &str) -> String {
    let back = |c: char| u32::from(c).checked_sub(APART).filter(|low| *low < 0x80);
    text.chars()
        .map(|c| back(c).and_then(char::from_u32).unwrap_or(c))
        .collect()
}

/// The texts between quotation marks.
pub(super) fn strings(value: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = value;
    while let Some(at) = rest.find(['"', '\'']) {
        let (_, from) = rest.split_at(at);
        let mark = from.chars().next().unwrap_or('"');
        let inside = from.get(1..).unwrap_or_default();
        let (string, after) = inside.split_once(mark).unwrap_or((inside, ""));
        out.push(signs(string));
        rest = after;
    }
    out
}

/// The characters that stand in no brackets and no quotation marks, each with its place.
pub(super) fn outside(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut depth, mut quote) = (0_u32, None);
    text.char_indices().filter(move |(_, c)| {
        match (quote, *c) {
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(*c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) => return depth == 0,
        }
        false
    })
}

/// The parts of a text between signs that stand in no brackets and no quotation marks.
pub(super) fn split(text: &str, sign: char) -> Vec<&str> {
    let mut from = 0;
    let mut out = Vec::new();
    for (at, _) in outside(text).filter(|(_, c)| *c == sign) {
        out.push(text.get(from..at).unwrap_or_default());
        from = at + sign.len_utf8();
    }
    out.push(text.get(from..).unwrap_or_default());
    out
}

/// The words of a value that stand in no brackets.
pub(super) fn words(value: &str) -> Vec<&str> {
    let parts = split(value, ' ').into_iter();
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_escapes_are_gone() {
        for (css, read) in [
            ("a/* } */b", "a b"),
            ("d\\69splay: none", "display: none"),
            (".\\7a z{", ".zz{"),
            (
                "a::before{content:\"/* \\35\\30  mg\"}",
                "a::before{content:\"/* 50 mg\"}",
            ),
            ("<!-- p{} -->", " p{} "),
            ("\"a\nb", "\"a\"\nb"),
            ("'open", "'open'"),
            ("url(a/*b*/;c)", "url(a/*b*/;c)"),
            ("--w: 1", "--w: 1"),
            ("a /* open", "a  "),
        ] {
            assert_eq!(plain(css), read, "{css}");
        }
        let name = plain("md\\:flex");
        assert!(!name.contains(':'));
        assert_eq!(signs(&name), "md:flex");
        let quoted = plain("'a' attr(b) \"\\\"\"");
        assert_eq!(strings(&quoted), ["a", "\""]);
    }
}
