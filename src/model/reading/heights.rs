//! What an item shows otherwise than it is read, before its runs become those of a Reading: directions that turn words
//! round, and words above or below the line.

use super::RunKind;
use super::build::RawRun;
use crate::model::raised::{self, Height, Reads};
use crate::model::turned;

/// Faults of words that characters in the runs turn round.
pub(super) fn turned(runs: &[RawRun]) -> Vec<String> {
    let controls = |text: &str| text.contains(|c: char| ('\u{202A}'..='\u{2069}').contains(&c));
    if !runs.iter().any(|(text, ..)| controls(text)) {
        return Vec::new();
    }
    let whole: String = runs.iter().map(|(text, ..)| text.as_str()).collect();
    let found = turned::by_characters(&whole);
    found.into_iter().map(turned::fault).collect()
}

/// Reads the runs that stand above or below the line as characters that do, where there are such, and gives the faults of
/// those that run into the words beside them.
pub(super) fn settle(runs: &mut [RawRun], heights: &[(usize, Height)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rest = heights;
    while let Some(((first, height), _)) = rest.split_first() {
        let together = rest
            .iter()
            .zip(*first..)
            .take_while(|((run, other), at)| run == at && other == height);
        let count = together.count().max(1);
        rest = rest.get(count..).unwrap_or_default();
        let (before, from) = runs.split_at_mut((*first).min(runs.len()));
        let (own, behind) = from.split_at_mut(count.min(from.len()));
        faults.extend(settle_one(before, own, behind, *height));
    }
    faults
}

fn settle_one(before: &[RawRun], own: &mut [RawRun], behind: &[RawRun], height: Height) -> Option<String> {
    let (_, _, kind) = own.first()?;
    let is_kind = |run: Option<&RawRun>| run.is_some_and(|(_, _, other)| other == kind);
    // A citation is heard as one; a number in a link over the whole of it is not.
    if *kind != RunKind::Plain && !is_kind(before.last()) && !is_kind(behind.first()) {
        return None;
    }
    let words: String = own.iter().map(|(text, ..)| text.as_str()).collect();
    let ends = before
        .iter()
        .rev()
        .map(|(text, ..)| text.as_str())
        .find(|text| !text.is_empty());
    let begins = behind
        .iter()
        .map(|(text, ..)| text.as_str())
        .find(|text| !text.is_empty());
    let inside = |c: char| !c.is_whitespace();
    let last = ends
        .and_then(|text| text.chars().next_back())
        .filter(|c| inside(*c));
    let next = begins.and_then(|text| text.chars().next()).filter(|c| inside(*c));
    let starts_apart = words.starts_with(char::is_whitespace);
    let ends_apart = words.ends_with(char::is_whitespace);
    match raised::reads(
        &words,
        height,
        last.filter(|_| !starts_apart),
        next.filter(|_| !ends_apart),
    ) {
        Reads::Plain => None,
        Reads::As(formed) => {
            let lead = if starts_apart { " " } else { "" };
            let trail = if ends_apart { " " } else { "" };
            let mut runs = own.iter_mut();
            if let Some((text, ..)) = runs.next() {
                *text = format!("{lead}{formed}{trail}");
            }
            runs.for_each(|(text, ..)| text.clear());
            None
        }
        Reads::Melts => {
            let word = |text: Option<&str>| {
                text.map(|text| text.split_whitespace().next_back().unwrap_or_default().to_owned())
            };
            let first = |text: Option<&str>| {
                text.map(|text| text.split_whitespace().next().unwrap_or_default().to_owned())
            };
            let beside = last
                .filter(|c| c.is_alphanumeric() && !starts_apart)
                .and_then(|_| word(ends))
                .or_else(|| first(begins));
            Some(raised::fault(words.trim(), height, &beside.unwrap_or_default()))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Lang;
    use crate::model::inline::Target;
    use crate::model::raised::Height;
    use crate::model::reading::{ReadingBuilder, Role, RunKind};

    /// The words of an item and its faults; a text that begins with `^` is raised, one that begins with `_` lowered.
    fn read(texts: &[&str], kind: &RunKind) -> (String, Vec<String>) {
        let lang = Lang::english();
        let mut out = ReadingBuilder::new();
        out.begin(Role::Paragraph);
        for text in texts {
            match text.split_at_checked(1) {
                Some(("^", text)) => out.raised(text, &lang, kind.clone(), Height::Raised),
                Some(("_", text)) => out.raised(text, &lang, kind.clone(), Height::Lowered),
                _ => out.text(text, &lang, RunKind::Plain),
            }
        }
        let built = out.built("t", lang.clone());
        let runs = built.reading.items.iter().flat_map(|item| &item.runs);
        (runs.map(|run| run.text.as_str()).collect(), built.misread)
    }

    #[test]
    fn what_stands_above_the_line_is_read_there_or_told() {
        for (texts, words, faults) in [
            (&["10", "^9", " cells"][..], "10⁹ cells", &[][..]),
            (&["10", "^1", "^2", " l"], "10¹² l", &[]),
            (&["H", "_2", "O"], "H₂O", &[]),
            (&["on the 1", "^st", " day"], "on the 1st day", &[]),
            (
                &["take 2", "^.5", " mg"],
                "take 2.5 mg",
                &["raised “.5” is read as part of “2”"],
            ),
            (
                &["x ", "^a", "mg"],
                "x amg",
                &["raised “a” is read as part of “mg”"],
            ),
            (&["x ", "^a", " mg"], "x a mg", &[]),
        ] {
            let (read, told) = read(texts, &RunKind::Plain);
            assert_eq!(
                (read.as_str(), told.as_slice()),
                (
                    words,
                    faults
                        .iter()
                        .map(|one| (*one).to_owned())
                        .collect::<Vec<_>>()
                        .as_slice()
                )
            );
        }
        let link = RunKind::Link(Target::Url("https://a.b".into()));
        assert_eq!(
            read(&["word", "^1", "."], &link),
            ("word1.".to_owned(), Vec::new())
        );
    }

    #[test]
    fn characters_that_turn_words_round_are_told_across_runs() {
        let (words, told) = read(&["take \u{202E}", "2.5 ", "mg\u{202C} of it"], &RunKind::Plain);
        assert_eq!(words, "take 2.5 mg of it");
        assert_eq!(told, ["the words “2.5 mg” are turned round where they are shown"]);
    }
}
