//! Lines of a paragraph that were meant as something else: a list pasted out of another program, a table without its
//! second line, a definition without its space. The parser joins them to one paragraph and prints their signs.

use super::Walk;
use super::inlines::escaped;
use super::table::cells_in;
use std::ops::Range;

/// What a paragraph was meant as.
struct Meant {
    /// The first of its lines, as a number from 0.
    line: usize,
    code: &'static str,
    message: &'static str,
    help: String,
}

impl Walk<'_> {
    /// Reports lines of the paragraph in these bytes that were meant as a list, a table or a definition.
    pub(super) fn pasted(&mut self, bytes: Range<usize>) {
        if self.framed() {
            return;
        }
        let mut starts = Vec::new();
        let mut at = bytes.start;
        for line in self.place.slice(bytes.clone()).split_inclusive(['\n', '\r']) {
            let inner = line.trim_start_matches([' ', '\t', '>']);
            let end = line.trim_end_matches(['\n', '\r']).len();
            let start = line.len() - inner.len();
            if start < end {
                starts.push(at + start..at + end);
            }
            at += line.len();
        }
        let lines: Vec<&str> = starts.iter().map(|at| self.place.slice(at.clone())).collect();
        let found: Vec<Meant> = [table(&lines), list(&lines), definition(&lines)]
            .into_iter()
            .flatten()
            .collect();
        for meant in found {
            if let Some(at) = starts.get(meant.line) {
                let length = self.place.slice(at.clone()).trim_end().len();
                let span = self.place.at(at.start..at.start + length);
                self.log.error(span, meant.code, meant.message, meant.help);
            }
        }
    }
}

/// A row of a table that has no line of hyphens under its header row.
fn table(lines: &[&str]) -> Option<Meant> {
    const SHOWN: usize = 20;
    let is_row = |line: &&str| {
        let line = line.trim();
        let bars = line.len() > 2 && line.starts_with('|') && line.ends_with('|');
        bars && !escaped(line, line.len() - 1)
    };
    let line = lines.iter().position(is_row)?;
    let cells = lines.get(line).map_or(1, |row| cells_in(row));
    let rule = format!("|{}", " --- |".repeat(cells.min(SHOWN)));
    let ruled = lines.get(line + 1).is_some_and(|under| {
        under.contains('-') && under.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
    });
    Some(Meant {
        line,
        code: "malformed-table",
        message: if ruled {
            "this is meant as a table, but the line under its header row has not as many cells"
        } else {
            "this is meant as a table, but is none"
        },
        help: format!(
            "write `{rule}` on the line under the header row; between the rows of a table stands no empty line"
        ),
    })
}

/// `:Words` under a term, or a definition without one.
fn definition(lines: &[&str]) -> Option<Meant> {
    let found = lines.iter().position(|line| {
        let mut characters = line.chars();
        let colon = characters.next() == Some(':');
        let letter = characters.next().is_some_and(char::is_alphabetic);
        // One letter alone, `:D`, is a face.
        colon && letter && characters.next().is_some_and(char::is_alphanumeric)
    });
    if let Some(line) = found {
        return Some(Meant {
            line,
            code: "malformed-definition",
            message: "this is meant as a definition, but its colon is printed as it stands",
            help: "put a space behind the colon: `: words`; a colon that is to be printed is written `\\:`"
                .to_owned(),
        });
    }
    lines.first().filter(|first| first.starts_with(": "))?;
    Some(Meant {
        line: 0,
        code: "malformed-definition",
        message: "this definition has no term",
        help: "write the term on the line above it; a colon that is to be printed is written `\\:`"
            .to_owned(),
    })
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign<'a> {
    /// A sign that is nothing but a bullet.
    Bullet,
    /// A sign that may be something else, until the next line has it too.
    Dash(char),
    /// A sign of our lists without the space behind it.
    Tight(char),
    /// A letter or number, what stands round it, and whether a space follows.
    Counted(&'a str, &'static str, bool),
}

fn list(lines: &[&str]) -> Option<Meant> {
    let signs: Vec<Option<Sign<'_>>> = lines.iter().map(|line| sign(line)).collect();
    let bullet = signs.iter().position(|sign| *sign == Some(Sign::Bullet));
    let dashes = || (0..signs.len()).find(|at| repeated(&signs, *at));
    let counted = || (0..signs.len()).find(|at| counts_on(&signs, *at));
    let line = bullet.or_else(dashes).or_else(counted)?;
    let help = match signs.get(line).copied().flatten()? {
        Sign::Bullet | Sign::Dash(_) => {
            "write `- ` before each item instead of its sign, with an empty line above the first".to_owned()
        }
        Sign::Tight(sign) => {
            format!("put a space behind each `{sign}`, and leave an empty line above the first item")
        }
        Sign::Counted(label, _, _) if label.bytes().all(|b| b.is_ascii_digit()) => {
            "write `1. `, `2. `, `3. ` before the items, each with a space behind it, and leave an empty line above the first"
                .to_owned()
        }
        Sign::Counted(..) => {
            "write `1. `, `2. `, `3. ` before the items, with an empty line above the first: lists count with numbers"
                .to_owned()
        }
    };
    Some(Meant {
        line,
        code: "pasted-list",
        message: "these lines are meant as a list, but run on in one paragraph",
        help,
    })
}

/// Whether a sign that may be something else stands at the next line too, or begins the paragraph and a later line.
fn repeated(signs: &[Option<Sign<'_>>], at: usize) -> bool {
    let Some(Some(sign @ (Sign::Dash(_) | Sign::Tight(_)))) = signs.get(at).copied() else {
        return false;
    };
    let mut later = signs.iter().skip(at + 1);
    if at == 0 {
        later.any(|other| *other == Some(sign))
    } else {
        later.next() == Some(&Some(sign))
    }
}

/// Whether a later line bears the letter or number that follows this line's, written in the same way.
fn counts_on(signs: &[Option<Sign<'_>>], at: usize) -> bool {
    let Some(Some(Sign::Counted(label, round, _))) = signs.get(at).copied() else {
        return false;
    };
    let later = signs.iter().skip(at + 1).flatten();
    let mut counted = later.filter_map(|sign| match sign {
        Sign::Counted(label, round, _) => Some((*label, *round)),
        Sign::Bullet | Sign::Dash(_) | Sign::Tight(_) => None,
    });
    counted
        .next()
        .is_some_and(|(next, other)| round == other && follows(label, next))
}

fn sign(line: &str) -> Option<Sign<'_>> {
    // Who breaks the line there means it to stand as it is written.
    let broken = line.ends_with('\\') || line.ends_with("  ");
    let mut characters = line.chars();
    let first = characters.next()?;
    let second = characters.next()?;
    if matches!(
        first,
        '•' | '◦' | '‣' | '▪' | '▫' | '●' | '■' | '➢' | '➤' | '►' | '⁃' | '∙' | '\u{f0b7}' | '\u{f0a7}'
    ) {
        return Some(Sign::Bullet);
    }
    if broken {
        return None;
    }
    let dash = matches!(
        first,
        '–' | '—' | '−' | '·' | '○' | '□' | '☐' | '✓' | '✔' | '✗' | 'o'
    );
    if dash && (second.is_whitespace() || second.is_alphabetic() && matches!(first, '–' | '—' | '·')) {
        return Some(Sign::Dash(first));
    }
    let hyphen = first == '-' || first == '*' && !line.get(1..)?.contains('*');
    if hyphen && second.is_alphabetic() {
        return Some(Sign::Tight(first));
    }
    counted(line)
}

/// `a) `, `(a) `, `a. `, `(1) `, `1) ` or `1. `; behind a number also without the space.
fn counted(line: &str) -> Option<Sign<'_>> {
    const LONGEST: usize = 4;
    let opened = line.strip_prefix('(');
    let rest = opened.unwrap_or(line);
    let end = rest.find(['.', ')']).filter(|end| (1..=LONGEST).contains(end))?;
    let label = rest.get(..end)?;
    let behind = rest.get(end + 1..)?;
    let round = match (opened, rest.as_bytes().get(end)?) {
        (Some(_), b')') => "()",
        (None, b')') => ")",
        (None, _) => ".",
        (Some(_), _) => return None,
    };
    let digits = label.bytes().all(|b| b.is_ascii_digit());
    // Initials before names end with a full stop as well.
    let letters = roman(label).is_some()
        || label.len() == 1
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_uppercase() && round != ".");
    let spaced = behind.starts_with(char::is_whitespace);
    let touches = digits && behind.starts_with(char::is_alphabetic);
    (digits && (spaced || touches) || letters && spaced).then_some(Sign::Counted(label, round, spaced))
}

/// Whether one label follows the other: `a` and `b`, `1` and `2`, `i` and `ii`.
fn follows(label: &str, next: &str) -> bool {
    if let (Ok(number), Ok(after)) = (label.parse::<u32>(), next.parse::<u32>()) {
        return after == number + 1;
    }
    if let (Some(number), Some(after)) = (roman(label), roman(next))
        && after == number + 1
    {
        return true;
    }
    match (label.as_bytes(), next.as_bytes()) {
        ([letter], [after]) => letter.is_ascii_alphabetic() && *after == letter + 1,
        _ => false,
    }
}

fn roman(label: &str) -> Option<usize> {
    const NUMBERS: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    NUMBERS.iter().position(|number| *number == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, usize)> {
        let lines: Vec<&str> = text.lines().collect();
        [table(&lines), list(&lines), definition(&lines)]
            .into_iter()
            .flatten()
            .map(|meant| (meant.code, meant.line))
            .collect()
    }

    #[test]
    fn lists_out_of_other_programs() {
        for (text, line) in [
            ("Bring:\n• a book\n• a gown", 1),
            ("• a book", 0),
            ("•a book\n•a gown", 0),
            ("– a book\n– a gown", 0),
            ("– a long\nitem\n– a gown", 0),
            ("Bring:\n· a book\n· a gown", 1),
            ("o\ta book\no\ta gown", 0),
            ("a) wash\nb) dry", 0),
            ("(a) wash\nwell\n(b) dry", 0),
            ("a. wash\nb. dry", 0),
            ("i) wash\nii) dry", 0),
            ("(1) wash\n(2) dry", 0),
            ("1.Wash\n2.Dry", 0),
            ("So:\n2. Wash\n3. Dry", 1),
            ("-Wash\n-Dry", 0),
            ("*Wash\n*Dry", 0),
        ] {
            assert_eq!(found(text), [("pasted-list", line)], "{text}");
        }
    }

    #[test]
    fn prose_is_no_list() {
        for text in [
            "We do this\n– as a rule –\nevery day\n– or every week.",
            "– and a word\nmore",
            "We met in\n2019. In\n2021. Then",
            "It took\n2.5 hours and\n3.5 hours",
            "Ask J. Smith,\nK. Jones and\nL. Brown",
            "K. Jones\nL. Brown",
            "one tablet (a\nb) c",
            "*Not* this\n*but* that",
            "-ish\nwords",
            "(a) wash\\\n(b) dry",
            "o dear\nwords",
            "A cup of tea · milk\nand sugar · more",
            "1) one\n5) two",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn tables_and_definitions() {
        assert_eq!(found("| a | b |\n| 1 | 2 |"), [("malformed-table", 0)]);
        assert_eq!(found("Doses:\n|a|b|"), [("malformed-table", 1)]);
        assert_eq!(found("Term\n:No space"), [("malformed-definition", 1)]);
        assert_eq!(found(": No term"), [("malformed-definition", 0)]);
        for text in [
            "a | b\nc | d",
            "|",
            "||",
            "|x",
            "| a \\|",
            "Hello\n:D you",
            ":) x",
            "At\n:30",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
