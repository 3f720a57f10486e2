//! Where the pages of a paged file begin in its Reading.
//!
//! A page begins with the first character on it, with three exceptions, which hold for every format alike, so that two
//! formats can be compared: it never begins inside a word, because a marker there would be spoken inside the word; nor
//! inside a link, nor inside a heading, a label or a caption, because a marker there would be spoken with the name that
//! those words are. There it begins with the word, the link or the name.

use super::Role;
use super::build::{RawRun, RunKind, is_read};

/// Where a page begins in a Reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// The item that it begins with or in, counted from 0.
    pub item: usize,
    /// The character of the item's text with which it begins, counted from 0.
    pub offset: usize,
    /// What the page is called, such as `7`.
    pub label: String,
}

/// The place in characters at which a page begins whose first character stands at `at`, and whether that is inside a word.
pub(super) fn settled(role: Role, runs: &[RawRun], at: usize) -> (usize, bool) {
    let text: Vec<(char, usize)> = runs
        .iter()
        .enumerate()
        .flat_map(|(run, (text, _, _))| text.chars().map(move |c| (c, run)))
        .collect();
    let mut place = word(&text, at);
    let inside_word = place != at;
    match role {
        Role::Heading(_) | Role::Label | Role::Caption | Role::Figure | Role::ContentsEntry(_) => {
            return (0, inside_word);
        }
        Role::Paragraph | Role::Term | Role::Cell | Role::Reference => {}
    }
    while let Some(earlier) = link(&text, runs, place) {
        place = word(&text, earlier);
    }
    (place, inside_word)
}

/// Where the word begins that the character at `at` stands in.
fn word(text: &[(char, usize)], at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before
        .iter()
        .rposition(|(c, _)| *c == ' ')
        .map_or(0, |space| space + 1)
}

/// Where the link begins that the character at `at` stands in, unless it begins there.
fn link(text: &[(char, usize)], runs: &[RawRun], at: usize) -> Option<usize> {
    let kind = |run: &usize| runs.get(*run).map(|(_, _, kind)| kind);
    let own = text.get(at).and_then(|(_, run)| kind(run))?;
    if *own == RunKind::Plain {
        return None;
    }
    let before = text.get(..at).unwrap_or_default();
    let begins = before.iter().rposition(|(_, run)| kind(run) != Some(own));
    let begins = begins.map_or(0, |plain| plain + 1);
    let words = before.get(begins..).unwrap_or_default();
    let first = words.iter().position(|(c, _)| is_read(*c))?;
    Some(begins + first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::inline::Target;
    use crate::model::reading::{Built, ReadingBuilder};
    use crate::model::units::Lang;

    /// What is built of one item of these texts, each page beginning at a `|`; a text in `<>` is a link.
    fn built(role: Role, texts: &[&str]) -> Built {
        let lang = Lang::english();
        let mut out = ReadingBuilder::new();
        let mut number = 0;
        out.begin(role);
        for text in texts {
            let link = text.starts_with('<');
            let kind = match link {
                true => RunKind::Link(Target::Url("https://example.org/".into())),
                false => RunKind::Plain,
            };
            for (at, part) in text.trim_matches(['<', '>']).split('|').enumerate() {
                if at > 0 {
                    number += 1;
                    out.page(&number.to_string());
                }
                out.text(part, &lang, kind.clone());
            }
        }
        out.end();
        out.built("t", lang)
    }

    fn starts(role: Role, texts: &[&str]) -> Vec<(usize, usize)> {
        let starts = built(role, texts).page_starts;
        starts.iter().map(|start| (start.item, start.offset)).collect()
    }

    #[test]
    fn a_page_begins_with_the_next_character_that_is_read() {
        let paragraph = |texts: &[&str]| starts(Role::Paragraph, texts);
        assert_eq!(paragraph(&["|one two"]), [(0, 0)]);
        assert_eq!(paragraph(&[" one  |", " two"]), [(0, 4)]);
        assert_eq!(
            paragraph(&["one|  \u{AD}", " \u{200F}two|\u{A0}three"]),
            [(0, 4), (0, 8)]
        );
        assert_eq!(paragraph(&["one ||two"]), [(0, 4), (0, 4)]);
        // Composed, "é" is one character.
        assert_eq!(paragraph(&["e\u{301}te\u{301} |a\u{300} pied"]), [(0, 4)]);
    }

    #[test]
    fn a_page_never_begins_inside_a_word_a_link_or_a_name() {
        let paragraph = |texts: &[&str]| starts(Role::Paragraph, texts);
        assert_eq!(paragraph(&["one tw|o"]), [(0, 4)]);
        assert_eq!(built(Role::Paragraph, &["one tw|o"]).misplaced, ["1"]);
        assert_eq!(built(Role::Paragraph, &["one |two"]).misplaced, [""; 0]);
        assert_eq!(paragraph(&["see ", "<our |help>"]), [(0, 4)]);
        assert_eq!(paragraph(&["see (", "<our |help>", ")"]), [(0, 4)]);
        assert_eq!(paragraph(&["see", "< our |help>"]), [(0, 4)]);
        assert_eq!(paragraph(&["see ", "<our>", "|ownh"]), [(0, 4)]);
        let level = crate::model::Level::SECTION;
        for role in [
            Role::Heading(level),
            Role::Label,
            Role::Caption,
            Role::ContentsEntry(level),
        ] {
            assert_eq!(starts(role, &["one |two"]), [(0, 0)], "{role:?}");
        }
        assert_eq!(starts(Role::Cell, &["one |two"]), [(0, 4)]);
    }

    #[test]
    fn a_page_behind_all_words_of_an_item_begins_with_the_next_one() {
        let lang = Lang::english();
        let mut out = ReadingBuilder::new();
        for (before, text, behind) in [
            (None, "one", Some("2")),
            (Some("3"), "", None),
            (None, "two", Some("4")),
        ] {
            out.begin(Role::Cell);
            before.iter().for_each(|label| out.page(label));
            out.text(text, &lang, RunKind::Plain);
            behind.iter().for_each(|label| out.page(label));
            out.end();
        }
        let built = out.built("t", lang);
        let starts = built.page_starts.iter();
        let starts: Vec<(usize, &str)> = starts.map(|start| (start.item, start.label.as_str())).collect();
        assert_eq!(starts, [(2, "2"), (2, "3")]);
        assert_eq!(built.misplaced, ["4"]);
    }
}
