//! What is wrong with a file, in no more words than anybody reads. A small file can be wrong in the same way a million times
//! over, and can put a book between two quotation marks.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many faults of a kind are told each on its own.
const MOST_OF_A_KIND: usize = 8;
/// How many kinds are told apart.
const MOST_KINDS: usize = 200;
/// How many characters of what is quoted are shown.
const LONGEST_QUOTATION: usize = 160;
/// How many characters a fault has at most.
const LONGEST: usize = 1000;

/// The faults of a file, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Faults {
    /// Each with how often it was found.
    told: Vec<(String, usize)>,
    places: BTreeMap<String, usize>,
    kinds: BTreeMap<String, Kind>,
    beyond: usize,
}

/// Faults that differ in nothing but numbers and what they quote.
#[derive(Debug)]
struct Kind {
    told: usize,
    more: usize,
    /// Where the last of them stands that is told.
    last: usize,
}

impl Faults {
    /// Takes note of a fault.
    pub fn push(&mut self, fault: impl AsRef<str>) {
        let (fault, kind) = shortened(fault.as_ref());
        if let Some((_, count)) = self
            .places
            .get(&fault)
            .and_then(|place| self.told.get_mut(*place))
        {
            *count += 1;
            return;
        }
        let last = self.told.len();
        let room = self.kinds.len() < MOST_KINDS;
        match self.kinds.get_mut(&kind) {
            Some(known) if known.told < MOST_OF_A_KIND => {
                known.told += 1;
                known.last = last;
            }
            Some(known) => {
                known.more += 1;
                return;
            }
            None if room => {
                let first = Kind {
                    told: 1,
                    more: 0,
                    last,
                };
                self.kinds.insert(kind, first);
            }
            None => {
                self.beyond += 1;
                return;
            }
        }
        self.places.insert(fault.clone(), last);
        self.told.push((fault, 1));
    }

    /// Those that are told, each once with how often it was found; behind the last of a kind, how many more there are.
    #[must_use]
    pub fn told(self) -> Vec<String> {
        let told = self.told.into_iter().map(|(fault, count)| match count {
            1 => fault,
            count => format!("{fault} ({count} times)"),
        });
        let mut told: Vec<String> = told.collect();
        for kind in self.kinds.values() {
            if let (Some(last), 1..) = (told.get_mut(kind.last), kind.more) {
                last.push_str(&format!(" (and {} more like this)", kind.more));
            }
        }
        if self.beyond > 0 {
            told.push(format!("{} faults of other kinds", self.beyond));
        }
        told
    }
}

impl<S: AsRef<str>> Extend<S> for Faults {
    fn extend<T: IntoIterator<Item = S>>(&mut self, faults: T) {
        for fault in faults {
            self.push(fault);
        }
    }
}

/// The beginning of words that others chose, before they are put into a fault a million times.
#[must_use]
pub fn brief(words: &str) -> Cow<'_, str> {
    match words.char_indices().nth(LONGEST_QUOTATION) {
        Some((end, _)) => Cow::Owned(format!("{}…", words.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(words),
    }
}

/// A fault with what it quotes cut short, and its kind: the fault without numbers and without what it quotes.
fn shortened(fault: &str) -> (String, String) {
    let (mut out, mut kind) = (String::new(), String::new());
    // The quotation that is open: what ends it, and how many characters of it have been met.
    let mut quoted: Option<(char, usize)> = None;
    let mut escaped = false;
    for c in fault.chars() {
        match &mut quoted {
            Some((end, length)) if *end != c || escaped => {
                escaped = !escaped && c == '\\' && *end == '"';
                *length += 1;
                if *length > LONGEST_QUOTATION {
                    continue;
                }
            }
            Some((_, length)) => {
                if *length > LONGEST_QUOTATION {
                    out.push('…');
                }
                quoted = None;
            }
            None => {
                let end = match c {
                    '“' => Some('”'),
                    '`' | '"' => Some(c),
                    _ => None,
                };
                quoted = end.map(|end| (end, 0));
            }
        }
        out.push(c);
        if quoted.is_none() && !c.is_numeric() {
            kind.push(c);
        }
    }
    if quoted.is_some_and(|(_, length)| length > LONGEST_QUOTATION) {
        out.push('…');
    }
    for text in [&mut out, &mut kind] {
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
            text.push('…');
        }
    }
    (out, kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_kind_are_told_and_the_rest_counted() {
        let mut faults = Faults::default();
        for page in 1..=100 {
            faults.push(format!(
                "page {page}: “{}” belongs to no element",
                "a".repeat(page)
            ));
        }
        faults.push("the document has no language");
        let told = faults.told();
        assert_eq!(told.len(), MOST_OF_A_KIND + 1);
        assert_eq!(told[0], "page 1: “a” belongs to no element");
        assert!(
            told[MOST_OF_A_KIND - 1].ends_with("(and 92 more like this)"),
            "{told:?}"
        );
        assert_eq!(told[MOST_OF_A_KIND], "the document has no language");
    }

    #[test]
    fn the_same_fault_is_told_once_and_counted() {
        let mut faults = Faults::default();
        for number in 0..1_000 {
            faults.push(format!("the language \"a\\\"{number}\" of a run: it is none"));
            faults.push("another");
        }
        let told = faults.told();
        assert_eq!(told.len(), MOST_OF_A_KIND + 1, "{told:#?}");
        assert!(told.contains(&"another (1000 times)".to_owned()));
        let last = told.last().unwrap();
        assert!(
            last.ends_with("\"a\\\"7\" of a run: it is none (and 992 more like this)"),
            "{last}"
        );
    }

    #[test]
    fn long_quotations_are_cut_and_what_follows_them_is_not() {
        let mut faults = Faults::default();
        faults.push(format!("the link “{}” leads nowhere", "a".repeat(1_000_000)));
        faults.push(format!("the language `{}", "b".repeat(1_000_000)));
        for kind in 0..1000_u32 {
            faults.push("x".repeat(usize::try_from(kind).unwrap()));
        }
        let told = faults.told();
        assert!(
            told[0].ends_with("aaa…” leads nowhere") && told[0].len() < 250,
            "{}",
            told[0]
        );
        assert!(told[1].ends_with("bbb…") && told[1].len() < 250, "{}", told[1]);
        assert_eq!(told.len(), MOST_KINDS + 1);
        assert_eq!(told[MOST_KINDS], "802 faults of other kinds");
    }
}
