//! Inside one item: its words, their languages, and what they do.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::show::shortened;
use super::{Both, Piece, What};
use crate::model::reading::{Destination, Item, Kind, Run};

/// The most characters of equal words that are shown before or behind words that differ.
const SHOWN: usize = 40;

/// A word, with what it is in its item. Words are parted at spaces, and where one run of an item meets the next.
struct Token<'a> {
    text: &'a str,
    run: &'a Run,
}

fn tokens(item: &Item) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for run in &item.runs {
        let words = run.text.split(' ').filter(|word| !word.is_empty());
        tokens.extend(words.map(|text| Token { text, run }));
    }
    tokens
}

/// Tells of every difference inside two items that are one.
pub(super) fn changes(both: &Both<'_>, (expected, found): (&Item, &Item), say: &mut impl FnMut(What)) {
    if expected.runs == found.runs && !has_places(expected) {
        return;
    }
    let (ours, theirs) = (tokens(expected), tokens(found));
    let texts = |tokens: &[Token<'_>]| {
        tokens
            .iter()
            .map(|token| token.text.to_owned())
            .collect::<Vec<_>>()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &texts(&ours), &texts(&theirs));
    let mut pieces = Vec::new();
    let mut same: Vec<(&Token<'_>, &Token<'_>)> = Vec::new();
    for op in ops {
        let (old, new) = (op.old_range(), op.new_range());
        let (old, new) = (
            ours.get(old).unwrap_or_default(),
            theirs.get(new).unwrap_or_default(),
        );
        match op {
            DiffOp::Equal { .. } => {
                pieces.push(Piece::Same(joined(old)));
                same.extend(old.iter().zip(new));
            }
            DiffOp::Delete { .. } => pieces.push(Piece::Removed(joined(old))),
            DiffOp::Insert { .. } => pieces.push(Piece::Added(joined(new))),
            DiffOp::Replace { .. } => {
                pieces.push(Piece::Removed(joined(old)));
                pieces.push(Piece::Added(joined(new)));
            }
        }
    }
    let differs = pieces.iter().any(|piece| !matches!(piece, Piece::Same(_)));
    if differs {
        say(What::Words(in_short(pieces)));
    } else if super::show::words(expected) != super::show::words(found) {
        // The same words with other spaces between them.
        say(What::Words(vec![
            Piece::Removed(super::show::words(expected)),
            Piece::Added(super::show::words(found)),
        ]));
    }
    attributes(both, &same, say);
}

fn has_places(item: &Item) -> bool {
    item.runs.iter().any(|run| match &run.kind {
        Kind::Plain | Kind::Link(Destination::Url(_)) => false,
        Kind::Link(Destination::Item(_)) | Kind::Citation(_) | Kind::BackLink(_) => true,
    })
}

fn joined(tokens: &[Token<'_>]) -> String {
    tokens
        .iter()
        .map(|token| token.text)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Languages and purposes of the words that both have, those that differ alike as one.
fn attributes(both: &Both<'_>, same: &[(&Token<'_>, &Token<'_>)], say: &mut impl FnMut(What)) {
    let mut gather = Gathered::default();
    for (ours, theirs) in same {
        let language = (ours.run.lang != theirs.run.lang)
            .then(|| (ours.run.lang.to_string(), theirs.run.lang.to_string()));
        gather.add(ours.text, language, &mut |words, expected, found| {
            say(What::WordsLanguage {
                words,
                expected,
                found,
            });
        });
    }
    gather.end(&mut |words, expected, found| {
        say(What::WordsLanguage {
            words,
            expected,
            found,
        });
    });
    let mut gather = Gathered::default();
    for (ours, theirs) in same {
        let kinds = (!both.same_kind(&ours.run.kind, &theirs.run.kind)).then(|| {
            (
                kind(&ours.run.kind, both.expected),
                kind(&theirs.run.kind, both.found),
            )
        });
        gather.add(ours.text, kinds, &mut |words, expected, found| {
            say(What::Kind {
                words,
                expected,
                found,
            });
        });
    }
    gather.end(&mut |words, expected, found| {
        say(What::Kind {
            words,
            expected,
            found,
        });
    });
}

/// Words one behind the other that differ in the same way.
#[derive(Default)]
struct Gathered {
    words: Vec<String>,
    difference: Option<(String, String)>,
}

impl Gathered {
    fn add(
        &mut self,
        word: &str,
        difference: Option<(String, String)>,
        say: &mut impl FnMut(String, String, String),
    ) {
        if self.difference != difference {
            self.end(say);
        }
        if difference.is_some() {
            self.words.push(word.to_owned());
        }
        self.difference = difference;
    }

    fn end(&mut self, say: &mut impl FnMut(String, String, String)) {
        if let Some((expected, found)) = self.difference.take() {
            say(shortened(&self.words.join(" ")), expected, found);
        }
        self.words.clear();
    }
}

impl Both<'_> {
    /// Whether two runs do the same. Places are compared as which item, through the alignment.
    fn same_kind(&self, expected: &Kind, found: &Kind) -> bool {
        let same_item = |ours: usize, theirs: usize| self.alignment.found(ours) == Some(theirs);
        match (expected, found) {
            (Kind::Plain, Kind::Plain) => true,
            (Kind::Link(Destination::Url(ours)), Kind::Link(Destination::Url(theirs))) => ours == theirs,
            (Kind::Link(Destination::Item(ours)), Kind::Link(Destination::Item(theirs)))
            | (Kind::Citation(ours), Kind::Citation(theirs))
            | (Kind::BackLink(ours), Kind::BackLink(theirs)) => same_item(*ours, *theirs),
            (Kind::Plain | Kind::Link(_) | Kind::Citation(_) | Kind::BackLink(_), _) => false,
        }
    }
}

/// What a run does, in words.
fn kind(kind: &Kind, items: &[Item]) -> String {
    let item = |at: &usize| match items.get(*at) {
        Some(item) => super::show::named(item),
        None => "a place that is not there".to_owned(),
    };
    match kind {
        Kind::Plain => "plain words".to_owned(),
        Kind::Link(Destination::Url(url)) => format!("a link to {url}"),
        Kind::Link(Destination::Item(at)) => format!("a link to {}", item(at)),
        Kind::Citation(at) => format!("a citation of {}", item(at)),
        Kind::BackLink(at) => format!("a link back to {}", item(at)),
    }
}

/// The pieces with the middle of long equal words left out.
fn in_short(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let pieces = pieces.into_iter().enumerate();
    let short = pieces.map(|(at, piece)| match piece {
        Piece::Same(words) => Piece::Same(without_middle(&words, at > 0, at < last)),
        other @ (Piece::Removed(_) | Piece::Added(_)) => other,
    });
    short.collect()
}

/// Equal words: their beginning where something differs before them, their end where something differs behind them.
fn without_middle(words: &str, before: bool, behind: bool) -> String {
    let characters: Vec<char> = words.chars().collect();
    let sides = usize::from(before) + usize::from(behind);
    if characters.len() <= SHOWN * sides.max(1) + 1 {
        return words.to_owned();
    }
    let start: String = characters.iter().take(SHOWN).collect();
    let end: String = characters.iter().skip(characters.len() - SHOWN).collect();
    // Cut between words where there is a space to cut at.
    let start = start
        .rsplit_once(' ')
        .map_or(start.clone(), |(start, _)| start.to_owned());
    let end = end.split_once(' ').map_or(end.clone(), |(_, end)| end.to_owned());
    match (before, behind) {
        (true, true) => format!("{start} … {end}"),
        (true, false) => format!("{start} …"),
        (false, true) => format!("… {end}"),
        (false, false) => words.to_owned(),
    }
}
