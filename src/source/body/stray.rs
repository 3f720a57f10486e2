//! Signs that are left in the words: what was meant as a link, a citation, attributes or stress, and would be printed
//! as it stands.

use std::ops::Range;

use super::Walk;
use super::inlines::{STRAY, escaped};
use crate::source::address::looks_like_host;

/// How far behind a bracket its address is looked for, in bytes.
const LONGEST_ADDRESS: usize = 400;

impl Walk<'_> {
    /// Reports signs that were meant as a link, a citation or attributes, and would be printed as they stand.
    pub(super) fn left_over(&mut self, slice: &str, start: usize) {
        let found = |sign: &str| {
            slice
                .match_indices(sign)
                .map(|(at, _)| at)
                .find(|at| !escaped(slice, *at))
        };
        let faults = [
            // Also because the colons behind it have been masked: the text is not what was written.
            (":::", "stray-fence", STRAY.0, STRAY.1),
            (
                "[@",
                "malformed-citation",
                "the citation is not closed",
                "write `[@key]`",
            ),
            (
                "{#",
                "malformed-attributes",
                "these braces mean nothing here",
                "a name stands at the end of a heading, of letters a to z, digits and hyphens: `## Words {#name}`",
            ),
            (
                "{row-headers}",
                "malformed-attributes",
                "these braces mean nothing here",
                "`{.row-headers}`, with the full stop, ends the line `:::table`",
            ),
            (
                "{decorative}",
                "malformed-attributes",
                "these braces mean nothing here",
                "write `{.decorative}`, with the full stop, behind a picture without a space",
            ),
            (
                "{.",
                "malformed-attributes",
                "these braces mean nothing here",
                "`{.decorative}` follows a picture without a space, `{.row-headers}` ends the line `:::table`",
            ),
        ];
        for (sign, code, message, help) in faults {
            if let Some(at) = found(sign) {
                let braces = slice
                    .get(at..)
                    .and_then(|rest| rest.find('}'))
                    .filter(|_| sign.starts_with('{'));
                let end = braces.map_or(at + sign.len(), |close| at + close + 1);
                let span = self.place.at(start + at..start + end);
                self.log.error(span, code, message, help);
            }
        }
        self.broken_links(slice, start);
        self.stars(slice, start);
    }

    fn broken_links(&mut self, slice: &str, start: usize) {
        for (at, _) in slice.match_indices(']').filter(|(at, _)| !escaped(slice, *at)) {
            if let Some((end, message, help)) = self.broken_link(slice, at, start) {
                let from = if help.starts_with("take the space") {
                    opening(slice, at)
                } else {
                    at
                };
                let span = self.place.at(start + from..end);
                self.log.error(span, "broken-link", message, help);
                return;
            }
        }
        for (at, _) in slice.match_indices(")[").filter(|(at, _)| !escaped(slice, *at)) {
            let rest = self.behind(start + at + 2).to_owned();
            if let Some(address) = rest
                .split_once(']')
                .map(|(address, _)| address)
                .filter(|a| is_address(a))
            {
                let help = format!("write the words in brackets, then the address: `[words]({address})`");
                let message = "the brackets and the parentheses of this link have changed places";
                let end = start + at + 2 + address.len() + 1;
                let span = self.place.at(start + at..end);
                self.log.error(span, "broken-link", message, help);
                return;
            }
        }
    }

    /// What is wrong with the link of which a bracket among words is left, and where it ends.
    fn broken_link(&self, slice: &str, at: usize, start: usize) -> Option<(usize, &'static str, String)> {
        let behind = start + at + 1;
        let rest = self.behind(behind);
        let inner = rest.trim_start();
        let space = rest.len() - inner.len();
        let inside = inner.strip_prefix('(')?;
        if space == 0 {
            let (meant, _) = meant(slice, at);
            return Some((behind + 1, meant, mending(inside)));
        }
        let (target, _) = inside.split_once(')')?;
        if rest.get(..space)?.matches('\n').count() > 1 || !is_address(target) {
            return None;
        }
        let end = behind + space + 1 + target.len() + 1;
        let (meant, words) = meant(slice, at);
        let help = format!("take the space between `]` and `(` out: `{words}({target})`");
        Some((end, meant, help))
    }

    /// As much of the text behind a byte of the file as an address may have.
    fn behind(&self, byte: usize) -> &str {
        let rest = self.place.slice(byte..self.place.source.text.len());
        let mut end = rest.len().min(LONGEST_ADDRESS);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        rest.get(..end).unwrap_or_default()
    }

    /// Reports the first stars or lines that were meant to stress words and are printed.
    fn stars(&mut self, slice: &str, start: usize) {
        let help = "write `**` right before the first of the words and right behind the last, before a full stop rather \
                    than behind it: `**words**.`; stars that are to be printed are written `\\*\\*`";
        if let Some(at) = meant_as_stress(
            slice,
            self.before(start),
            self.behind(start + slice.len()).chars().next(),
        ) {
            let span = self.place.at(start + at.start..start + at.end);
            let message = if slice.get(at).is_some_and(|signs| signs.starts_with('_')) {
                "these lines are printed as they stand, and stress nothing"
            } else {
                "these stars are printed as they stand, and stress nothing"
            };
            self.log.error(span, "unclosed-stress", message, help);
        }
    }

    fn before(&self, byte: usize) -> Option<char> {
        let text = self.place.source.text.get(..byte)?;
        text.chars().next_back()
    }
}

/// The byte of the `[`, or of the `!` before it, that a closing bracket belongs to; that bracket's own if there is none.
fn opening(slice: &str, close: usize) -> usize {
    let before = slice.get(..close).unwrap_or_default();
    match before.rfind('[') {
        Some(open) if before.get(..open).is_some_and(|before| before.ends_with('!')) => open - 1,
        Some(open) => open,
        None => close,
    }
}

/// What the bracket that closes at a byte was meant for, and how that begins.
fn meant(slice: &str, close: usize) -> (&'static str, &'static str) {
    let open = opening(slice, close);
    if slice.get(open..).is_some_and(|rest| rest.starts_with('!')) {
        ("this is meant as a picture, but is none", "![text alternative]")
    } else {
        ("this is meant as a link, but is none", "[words]")
    }
}

/// What to write where an address follows its bracket and is no link all the same.
fn mending(inside: &str) -> String {
    let line = inside.lines().next().unwrap_or_default();
    let target = line.split_once(')').map_or(line, |(target, _)| target);
    if let Some(number) = line.strip_prefix("tel:") {
        let end = number
            .find(|c: char| !c.is_ascii_digit() && !"+-.( \u{a0}".contains(c))
            .unwrap_or(number.len());
        let digits: String = number
            .chars()
            .take(end)
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        return format!("write the number without spaces: `tel:{digits}`");
    }
    if target.contains(['“', '”', '„', '«', '»', '‘', '’']) {
        return "a caption stands between straight quotation marks: `(file \"Caption\")`".to_owned();
    }
    "write `[words](address)`; an address with spaces goes into `<` and `>`, a citation behind the link"
        .to_owned()
}

/// Whether words in parentheses are an address or the name of a file, perhaps with a caption behind it.
fn is_address(words: &str) -> bool {
    const FILES: [&str; 12] = [
        ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".htm", ".html", ".doc", ".docx", ".md",
    ];
    let words = words.trim().trim_matches(['<', '>']);
    let first = words.split_whitespace().next().unwrap_or_default();
    let lower = first.to_lowercase();
    let behind = words.get(first.len()..).unwrap_or_default().trim_start();
    if ["http://", "https://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
    {
        return true;
    }
    let caption = behind.is_empty() || behind.starts_with(['"', '\'', '“', '„', '«', '‘']);
    let mail = first
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let heading = first
        .strip_prefix('#')
        .is_some_and(|id| id.starts_with(|c: char| c.is_ascii_alphabetic()));
    let file = FILES
        .iter()
        .any(|end| lower.len() > end.len() && lower.ends_with(end));
    caption && (file || heading || mail || looks_like_host(&lower))
}

/// The first signs that were meant to open or close stress, in words that have these characters on either side.
fn meant_as_stress(text: &str, first: Option<char>, last: Option<char>) -> Option<Range<usize>> {
    let runs = runs(text, first, last);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let number = |run: &Run| {
        [run.before, run.after]
            .iter()
            .all(|c| c.is_some_and(char::is_numeric))
    };
    let opens = |run: &Run| !space(run.after) && (space(run.before) || run.before == Some('('));
    let glued = |run: &Run| !space(run.before) && letter(run.after) && !number(run);
    let doubled = |run: &&Run| run.length == 2 && run.sign == '*';
    if let Some(run) = runs.iter().filter(doubled).find(|run| opens(run) || glued(run)) {
        return Some(run.at..run.at + 2);
    }
    // `** words **`; a row of notes has its stars at the beginnings of lines, which are texts of their own.
    let spaced: Vec<&Run> = runs
        .iter()
        .filter(doubled)
        .filter(|run| space(run.before) && space(run.after))
        .collect();
    if let [run, _, ..] = spaced.as_slice() {
        return Some(run.at..run.at + 2);
    }
    let lines = |run: &&Run| run.sign == '_' && run.length == 2 && space(run.before);
    if let Some(run) = runs
        .iter()
        .filter(lines)
        .find(|run| run.after.is_some_and(char::is_alphabetic))
    {
        return Some(run.at..run.at + 2);
    }
    // `*words.*More`: the end of a stress that its full stop keeps open.
    let single = |run: &&Run| run.sign == '*' && run.length == 1;
    let mut pairs = runs
        .iter()
        .filter(single)
        .skip_while(|run| !(opens(run) && letter(run.after)));
    let open = pairs.next()?;
    let punctuation =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '”' | '"'));
    pairs
        .any(|run| punctuation(run.before) && letter(run.after))
        .then_some(open.at..open.at + 1)
}

/// Equal signs side by side.
struct Run {
    at: usize,
    length: usize,
    sign: char,
    before: Option<char>,
    after: Option<char>,
}

fn runs(text: &str, first: Option<char>, last: Option<char>) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut before = first;
    let mut characters = text.char_indices().peekable();
    while let Some((at, sign)) = characters.next() {
        if sign == '\\' {
            before = characters.next().map(|(_, c)| c);
            continue;
        }
        if sign == '*' || sign == '_' {
            let mut length = 1;
            while characters.next_if(|(_, c)| *c == sign).is_some() {
                length += 1;
            }
            let after = characters.peek().map(|(_, c)| *c).or(last);
            found.push(Run {
                at,
                length,
                sign,
                before,
                after,
            });
        }
        before = Some(sign);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<usize> {
        meant_as_stress(text, None, None).map(|at| at.start)
    }

    #[test]
    fn stress_that_stresses_nothing() {
        for (text, at) in [
            ("**bold.**Next", 0),
            ("Do **never closed", 3),
            ("the end.**Next", 8),
            ("Do ** not ** eat", 3),
            ("Do __not eat", 3),
            ("Take *this.*Then that", 5),
        ] {
            assert_eq!(found(text), Some(at), "{text}");
        }
    }

    #[test]
    fn stars_that_are_words() {
        for text in [
            "3 * 4",
            "2**3",
            "Dose* and more",
            "*Not for children",
            "* Not for children",
            "Dose** and more",
            "** Not for children",
            "Name: ______",
            "Name: __",
            "\\*\\*words",
            "\\**words",
            "*** ***",
            "5*3, 4*2.*",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_in_parentheses() {
        for words in [
            "arm.svg",
            "arm.svg \"Where\"",
            "pictures/Arm.PNG “Where”",
            "https://www.nhs.uk",
            "www.nhs.uk",
            "nhs.uk/flu",
            "help@example.org",
            "tel:020 7946 0018",
            "#dose",
        ] {
            assert!(is_address(words), "{words}");
        }
        for words in [
            "see below",
            "sic",
            "2020",
            "5.5 mg",
            "e.g. a hat",
            "#1",
            "a letter.pdf file",
            "",
            ".svg",
        ] {
            assert!(!is_address(words), "{words}");
        }
    }
}
