//! Lines that were meant to open or close one of our blocks and do not: too few colons, spaces between them, the signs
//! of other dialects. Left alone, the words of a warning would run on as plain text and nobody would have been told.
//!
//! They are looked for in the lines, not in the parser's tree: to the parser `: : : warning` is a definition and
//! `> [!WARNING]` a quotation. The parser gets empty lines in their place, so that each is reported once.

use std::ops::Range;

/// What opens a block here and elsewhere. The first five are ours.
const NAMES: [&str; 18] = [
    "callout",
    "warning",
    "table",
    "figure",
    "lang",
    "admonition",
    "alert",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "info",
    "note",
    "notice",
    "success",
    "tip",
];

/// How many of [`NAMES`] are ours.
const OURS: usize = 5;

/// A line that was meant as a block's first or last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistyped {
    /// The line without the signs of quotations and lists before it.
    pub(super) at: Range<usize>,
    /// Whether it was meant to open a block; otherwise to close one.
    pub(super) opens: bool,
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) help: String,
}

/// The lines of a text that were meant to open or close a block.
pub(super) fn lines(text: &str) -> Vec<Mistyped> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let inner = content(line);
        let start = at + line.len() - inner.len();
        let inner = inner.trim_end();
        found.extend(mistyped(inner).map(|meant| Mistyped {
            at: start..start + inner.len(),
            opens: !matches!(meant, Meant::Close(_)),
            code: meant.code(),
            message: meant.message(),
            help: meant.help(),
        }));
        at += line.len();
    }
    found
}

/// The text with empty lines where these stand, of equal length.
pub(super) fn blanked(text: &str, found: &[Mistyped]) -> String {
    let mut out = text.to_owned();
    for line in found {
        if out.get(line.at.clone()).is_some() {
            out.replace_range(line.at.clone(), &" ".repeat(line.at.len()));
        }
    }
    out
}

/// What a line was meant as.
enum Meant {
    /// Colons that open a block of this name, if it has one of ours.
    Open(Option<&'static str>),
    /// A name in braces behind the colons.
    Braces(Option<&'static str>),
    /// A backslash before the colons.
    Escaped(Option<&'static str>),
    /// The signs of another dialect.
    Foreign(Option<&'static str>),
    /// The end of a block, in our signs or in another dialect's.
    Close(bool),
}

impl Meant {
    fn code(&self) -> &'static str {
        match self {
            Self::Open(_) | Self::Escaped(_) | Self::Close(false) => "stray-fence",
            Self::Braces(_) => "malformed-block",
            Self::Foreign(_) | Self::Close(true) => "foreign-markup",
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::Open(_) => "this is meant to open a block, but opens none",
            Self::Braces(_) => "the name of the block stands in braces",
            Self::Escaped(_) => "the backslash makes this line plain words: it opens no block",
            Self::Foreign(_) => "blocks do not begin with these signs",
            Self::Close(_) => "this is meant to close a block, but closes none",
        }
    }

    fn help(&self) -> String {
        match self {
            Self::Open(name) | Self::Braces(name) | Self::Foreign(name) => {
                let example = example(*name);
                format!(
                    "write `{example}` on a line of its own, then the words, and `:::` on a line of its own where it ends"
                )
            }
            Self::Escaped(name) => {
                let example = example(*name);
                format!(
                    "take the backslash out: `{example}` begins the block, and `:::` on a line of its own ends it"
                )
            }
            Self::Close(_) => {
                "write three colons and no spaces, `:::`, or as many colons as open the block".to_owned()
            }
        }
    }
}

fn example(name: Option<&str>) -> &'static str {
    match name {
        Some("table") => ":::table Caption",
        Some("figure") => ":::figure",
        Some("lang") => ":::lang fr",
        Some("warning" | "caution" | "danger" | "attention" | "alert" | "error") => ":::warning Label",
        Some(
            "callout" | "note" | "tip" | "hint" | "info" | "important" | "notice" | "admonition" | "success",
        ) => ":::callout Label",
        Some(_) | None => ":::callout Label` or `:::warning Label",
    }
}

fn mistyped(line: &str) -> Option<Meant> {
    if let Some(rest) = line.strip_prefix("\\:::") {
        let name = name(rest.trim_start_matches([':', ' ']))?;
        return ours(name).then_some(Meant::Escaped(Some(name)));
    }
    colons(line).or_else(|| foreign(line))
}

/// Colons that are too few, apart from each other or of full width, or that have a name in braces behind them.
fn colons(line: &str) -> Option<Meant> {
    let rest = line.trim_start_matches([':', '：', ' ', '\t']);
    let signs = line.get(..line.len() - rest.len())?;
    let count = signs.chars().filter(|c| matches!(c, ':' | '：')).count();
    let apart = signs.contains(['：']) || signs.trim_end().contains([' ', '\t']);
    let named = name(rest.trim_start_matches(['{', '.', ' ', '"']));
    let begins = rest.chars().next();
    let letters = begins.is_some_and(|c| c.is_alphabetic() || c == '{');
    match count {
        0 => None,
        1 => {
            // `:warning`, and `:warning:` as it is written for a picture; with a space it is a definition.
            let exact = rest.starts_with(|c: char| c.is_ascii_lowercase()) && signs == ":";
            let named = named.filter(|_| exact)?;
            let behind = rest.get(named.len()..)?;
            (behind.is_empty() || behind.starts_with([' ', ':', '{'])).then_some(Meant::Open(Some(named)))
        }
        2 if letters => Some(Meant::Open(named)),
        2 if rest.is_empty() => Some(Meant::Close(false)),
        2 => None,
        _ if apart && rest.is_empty() => Some(Meant::Close(false)),
        _ if apart && letters => Some(Meant::Open(named)),
        _ if begins == Some('{') => Some(Meant::Braces(named)),
        _ => None,
    }
}

/// What opens a block on GitHub, in MkDocs, reStructuredText, Hugo and bulletin boards.
fn foreign(line: &str) -> Option<Meant> {
    if let Some(rest) = line.strip_prefix("[!") {
        let word = rest.split_once(']')?.0;
        let letters = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
        return letters.then_some(Meant::Foreign(name(word)));
    }
    if let Some(rest) = line.strip_prefix("!!!").or_else(|| line.strip_prefix("???")) {
        return name(rest.trim_start_matches(['+', ' '])).map(|name| Meant::Foreign(Some(name)));
    }
    if let Some(rest) = line.strip_prefix(".. ") {
        let name = name(rest.trim_start())?;
        return rest.contains("::").then_some(Meant::Foreign(Some(name)));
    }
    if let Some(rest) = line.strip_prefix("{{").or_else(|| line.strip_prefix("{%")) {
        let rest = rest.trim_start_matches(['<', '%', ' ']);
        let closed = rest.strip_prefix('/').or_else(|| rest.strip_prefix("end"));
        return match closed {
            Some(rest) => name(rest.trim_start()).map(|_| Meant::Close(true)),
            None => name(rest).map(|name| Meant::Foreign(Some(name))),
        };
    }
    let word = line.strip_prefix('[')?.split_once(']')?.0;
    let (word, closes) = word.strip_prefix('/').map_or((word, false), |word| (word, true));
    let alone = line.len() == word.len() + 2 + usize::from(closes);
    let name = name(word).filter(|name| alone && matches!(*name, "warning" | "callout"))?;
    Some(if closes {
        Meant::Close(true)
    } else {
        Meant::Foreign(Some(name))
    })
}

/// The name with which these words begin, in letters of any case.
fn name(words: &str) -> Option<&'static str> {
    let end = words
        .find(|c: char| !c.is_alphanumeric() && c != '-')
        .unwrap_or(words.len());
    let word = words.get(..end)?;
    NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(word))
}

fn ours(name: &str) -> bool {
    NAMES.iter().take(OURS).any(|known| *known == name)
}

/// A line without the signs of quotations and lists before its words. Colons stay: they are what is looked for.
fn content(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match rest.as_bytes().get(digits) {
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return rest,
        };
        match rest.as_bytes().get(marker) {
            Some(b' ' | b'\t') => rest = rest.get(marker..).unwrap_or_default(),
            _ => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_as_a_block() {
        for line in [
            ":: warning",
            "::warning Call 999",
            "::",
            ": :",
            ": : :",
            ": : : warning",
            ":: : warning Call",
            ":warning:",
            ":warning Call 999",
            "：：：warning",
            "::: {.warning}",
            ":::{.callout}",
            "[!WARNING]",
            "> [!NOTE] Call",
            "- > [!tip]",
            "!!! warning",
            "??? note \"Call\"",
            "???+ tip",
            ".. warning::",
            "{% callout %}",
            "{{< warning >}}",
            "{% endwarning %}",
            "[warning]",
            "[/callout]",
            "\\:::warning",
        ] {
            let found = lines(line);
            assert_eq!(found.len(), 1, "{line}");
            assert_eq!(blanked(line, &found).trim_matches(['>', '-', ' ']), "", "{line}");
        }
    }

    #[test]
    fn what_is_none_stays() {
        for line in [
            ":::warning Label",
            "::: warning",
            ":::",
            "::::",
            ":::warnig",
            ": A definition",
            ": warning signs of a stroke",
            ":No space",
            ":-)",
            ":)",
            "Warning: call 999",
            "At 5::30",
            "[Warning signs](#signs)",
            "[warning] is what we say",
            "[note]",
            "[!] now",
            "!!! Now",
            "...warning",
            "\\::: at 5",
            "![warning](a.svg)",
            "- 5:30",
            "{name}",
        ] {
            assert_eq!(lines(line), [], "{line}");
        }
    }
}
