//! Inside one item: its words, their languages, and what they do.

use super::script::{Part, script};
use super::show::{LEFT_OUT, shortened};
use super::{Both, Piece, What};
use crate::model::reading::{Destination, Item, Kind, Run};

/// The most characters of equal words that are shown before or behind words that differ.
const SHOWN: usize = 40;

/// What ends a sentence or parts it, and is no part of the word before it: a lost citation takes no full stop with it.
pub(super) const PUNCTUATION: [char; 12] = ['.', ',', ';', ':', '!', '?', '…', '،', '؛', '؟', '۔', '。'];

/// The words of an item as one text, and where each of its runs begins.
struct Line<'a> {
    text: String,
    runs: Vec<(usize, &'a Run)>,
}

/// A word or a mark of punctuation, as bytes of its line.
#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
}

impl<'a> Line<'a> {
    fn of(item: &'a Item) -> Self {
        let mut line = Self {
            text: String::new(),
            runs: Vec::new(),
        };
        for run in &item.runs {
            line.runs.push((line.text.len(), run));
            line.text.push_str(&run.text);
        }
        line
    }

    /// Words are parted at spaces, and from the punctuation behind them. Where runs meet parts nothing: a link that is
    /// none any more has changed no word.
    fn tokens(&self) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut start = 0;
        for word in self.text.split(' ') {
            let end = start + word.len();
            let bare = start + word.trim_end_matches(PUNCTUATION).len();
            for (start, end) in [(start, bare), (bare, end)] {
                if start < end {
                    tokens.push(Token { start, end });
                }
            }
            start = end + 1;
        }
        tokens
    }

    fn word(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether a space stands before it.
    fn is_apart(&self, token: &Token) -> bool {
        self.text
            .get(..token.start)
            .is_some_and(|before| before.ends_with(' '))
    }

    /// The tokens as they stand in the text.
    fn joined(&self, tokens: &[Token]) -> String {
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => self
                .text
                .get(first.start..last.end)
                .unwrap_or_default()
                .to_owned(),
            (_, _) => String::new(),
        }
    }

    /// The run that a byte of the text belongs to, and where it ends.
    fn run(&self, at: usize) -> Option<(&'a Run, usize)> {
        let next = self.runs.partition_point(|(start, _)| *start <= at);
        let (_, run) = self.runs.get(next.checked_sub(1)?)?;
        let end = self.runs.get(next).map_or(self.text.len(), |(start, _)| *start);
        Some((run, end))
    }
}

/// Tells of every difference inside two items that are one.
pub(super) fn changes(both: &Both<'_>, (expected, found): (&Item, &Item), say: &mut impl FnMut(What)) {
    if expected.runs == found.runs && !has_places(expected) {
        return;
    }
    let (ours, theirs) = (Line::of(expected), Line::of(found));
    let (old, new) = (ours.tokens(), theirs.tokens());
    let pieces = if ours.text == theirs.text {
        Vec::new()
    } else {
        let pieces = pieces((&ours, &old), (&theirs, &new), false);
        if pieces.iter().any(|piece| !matches!(piece, Piece::Same(_))) {
            pieces
        } else {
            self::pieces((&ours, &old), (&theirs, &new), true)
        }
    };
    if !pieces.is_empty() {
        say(What::Words(in_short(pieces)));
    }
    attributes(both, (&ours, &theirs), &same((&ours, &old), (&theirs, &new)), say);
}

fn has_places(item: &Item) -> bool {
    item.runs.iter().any(|run| match &run.kind {
        Kind::Plain | Kind::Link(Destination::Url(_)) => false,
        Kind::Link(Destination::Item(_)) | Kind::Citation(_) | Kind::BackLink(_) => true,
    })
}

type Tokens<'a> = (&'a Line<'a>, &'a [Token]);

/// The words of both as one text with what differs marked: the words, or where those are the same the spaces too.
fn pieces((ours, old): Tokens<'_>, (theirs, new): Tokens<'_>, with_spaces: bool) -> Vec<Piece> {
    let keys = |(line, tokens): Tokens<'_>| {
        let key = |token: &Token| (with_spaces && line.is_apart(token), line.word(token).to_owned());
        tokens.iter().map(key).collect::<Vec<_>>()
    };
    let text = |line: &Line<'_>, tokens: &[Token]| {
        let space = with_spaces && tokens.first().is_some_and(|token| line.is_apart(token));
        format!("{}{}", if space { " " } else { "" }, line.joined(tokens))
    };
    let mut pieces = Vec::new();
    for part in script(&keys((ours, old)), &keys((theirs, new))) {
        match part {
            Part::Equal { old: from, len, .. } => {
                pieces.push(Piece::Same(
                    ours.joined(old.get(from..from + len).unwrap_or_default()),
                ));
            }
            Part::Replaced { old: from, new: to } => {
                let removed = text(ours, old.get(from).unwrap_or_default());
                let added = text(theirs, new.get(to).unwrap_or_default());
                pieces.extend((!removed.is_empty()).then_some(Piece::Removed(removed)));
                pieces.extend((!added.is_empty()).then_some(Piece::Added(added)));
            }
        }
    }
    pieces
}

/// The words that both have.
fn same((ours, old): Tokens<'_>, (theirs, new): Tokens<'_>) -> Vec<(Token, Token)> {
    if ours.text == theirs.text {
        return old.iter().copied().zip(new.iter().copied()).collect();
    }
    let words = |(line, tokens): Tokens<'_>| {
        let words = tokens.iter().map(|token| line.word(token).to_owned());
        words.collect::<Vec<_>>()
    };
    let mut same = Vec::new();
    for part in script(&words((ours, old)), &words((theirs, new))) {
        if let Part::Equal {
            old: from,
            new: to,
            len,
        } = part
        {
            let ours = old.get(from..from + len).unwrap_or_default();
            let theirs = new.get(to..to + len).unwrap_or_default();
            same.extend(ours.iter().copied().zip(theirs.iter().copied()));
        }
    }
    same
}

/// Languages and purposes of the words that both have, those that differ alike as one.
fn attributes(
    both: &Both<'_>,
    (ours, theirs): (&Line<'_>, &Line<'_>),
    same: &[(Token, Token)],
    say: &mut impl FnMut(What),
) {
    let (mut languages, mut kinds) = (Gathered::default(), Gathered::default());
    let mut told = Vec::new();
    for (our, their) in same {
        let length = our.end - our.start;
        let mut at = 0;
        while at < length {
            let runs = (ours.run(our.start + at), theirs.run(their.start + at));
            let (Some((one, one_ends)), Some((other, other_ends))) = runs else {
                break;
            };
            let end = length.min(one_ends - our.start).min(other_ends - their.start);
            let words = ours.text.get(our.start + at..our.start + end).unwrap_or_default();
            let space = at == 0 && ours.is_apart(our);
            let language =
                (!both.same_language(one, other)).then(|| (one.lang.to_string(), other.lang.to_string()));
            told.extend(languages.add((space, words), language).map(language_change));
            let kind = (!both.same_kind(&one.kind, &other.kind))
                .then(|| (kind(&one.kind, both.expected), kind(&other.kind, both.found)));
            told.extend(kinds.add((space, words), kind).map(kind_change));
            at = end.max(at + 1);
        }
    }
    told.extend(languages.end().map(language_change));
    told.extend(kinds.end().map(kind_change));
    told.into_iter().for_each(say);
}

fn language_change((words, expected, found): (String, String, String)) -> What {
    What::WordsLanguage {
        words,
        expected,
        found,
    }
}

fn kind_change((words, expected, found): (String, String, String)) -> What {
    What::Kind {
        words,
        expected,
        found,
    }
}

/// Words one behind the other that differ in the same way.
#[derive(Default)]
struct Gathered {
    words: String,
    difference: Option<(String, String)>,
}

impl Gathered {
    /// Takes words in; gives those before them where these differ in another way.
    fn add(
        &mut self,
        (space, words): (bool, &str),
        difference: Option<(String, String)>,
    ) -> Option<(String, String, String)> {
        let ended = if self.difference == difference {
            None
        } else {
            self.end()
        };
        if difference.is_some() {
            if space && !self.words.is_empty() {
                self.words.push(' ');
            }
            self.words.push_str(words);
        }
        self.difference = difference;
        ended
    }

    fn end(&mut self) -> Option<(String, String, String)> {
        let words = std::mem::take(&mut self.words);
        let (expected, found) = self.difference.take()?;
        Some((shortened(&words), expected, found))
    }
}

impl Both<'_> {
    /// Whether two runs are in the same language. Words in that of the document are so in both: where it is another,
    /// that is told once.
    fn same_language(&self, expected: &Run, found: &Run) -> bool {
        expected.lang == found.lang || (expected.lang == *self.langs.0 && found.lang == *self.langs.1)
    }

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

/// What a link does, in words, before its goal.
pub(super) const LEADS: &str = "a link to";

/// What a citation does.
pub(super) const CITES: &str = "a citation of";

/// What a link from a reference to its citation does.
pub(super) const LEADS_BACK: &str = "a link back to";

/// What a run does, in words.
fn kind(kind: &Kind, items: &[Item]) -> String {
    let item = |at: &usize| match items.get(*at) {
        Some(item) => super::show::named(item),
        None => "a place that is not there".to_owned(),
    };
    match kind {
        Kind::Plain => "plain words".to_owned(),
        Kind::Link(Destination::Url(url)) => format!("{LEADS} {}", bounded(url.clone())),
        Kind::Link(Destination::Item(at)) => format!("{LEADS} {}", item(at)),
        Kind::Citation(at) => format!("{CITES} {}", item(at)),
        Kind::BackLink(at) => format!("{LEADS_BACK} {}", item(at)),
    }
}

/// The pieces with the middle of long equal words left out.
fn in_short(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let pieces = pieces.into_iter().enumerate();
    let short = pieces.map(|(at, piece)| match piece {
        Piece::Same(words) => Piece::Same(without_middle(&words, at > 0, at < last)),
        Piece::Removed(words) => Piece::Removed(bounded(words)),
        Piece::Added(words) => Piece::Added(bounded(words)),
    });
    short.collect()
}

/// The most characters of words that differ: no word of a leaflet is as long, and one of a hostile file may fill a screen.
const LONGEST: usize = 2_000;

fn bounded(words: String) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", words.get(..end).unwrap_or_default()),
        None => words,
    }
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
        (false, true) => format!("{LEFT_OUT}{end}"),
        (false, false) => words.to_owned(),
    }
}
