//! What is wrong with a file, in no more words than anybody reads. A small file can be wrong in the same way a million times
//! over, and can put a book between two quotation marks.

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
#[derive(Default)]
pub(super) struct Faults {
    told: Vec<String>,
    kinds: BTreeMap<String, Kind>,
    beyond: usize,
}

/// Faults that differ in nothing but numbers and what they quote.
struct Kind {
    count: usize,
    /// Where the last of them stands that is told.
    last: usize,
}

impl Faults {
    /// Takes note of a fault.
    pub fn push(&mut self, fault: impl AsRef<str>) {
        let (fault, kind) = shortened(fault.as_ref());
        let room = self.kinds.len() < MOST_KINDS;
        match self.kinds.get_mut(&kind) {
            Some(known) => {
                known.count += 1;
                if known.count <= MOST_OF_A_KIND {
                    known.last = self.told.len();
                    self.told.push(fault);
                }
            }
            None if room => {
                let last = self.told.len();
                self.kinds.insert(kind, Kind { count: 1, last });
                self.told.push(fault);
            }
            None => self.beyond += 1,
        }
    }

    /// Those that are told; behind the last of a kind, how many more there are.
    pub fn told(self) -> Vec<String> {
        let mut told = self.told;
        for kind in self.kinds.values() {
            let more = kind.count.saturating_sub(MOST_OF_A_KIND);
            if let (Some(last), 1..) = (told.get_mut(kind.last), more) {
                last.push_str(&format!(" (and {more} more like this)"));
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

/// A fault with what it quotes cut short, and its kind: the fault without numbers and without what it quotes.
fn shortened(fault: &str) -> (String, String) {
    let (mut out, mut kind) = (String::new(), String::new());
    // How many characters of a quotation have been met, where one is open.
    let mut quoted: Option<usize> = None;
    for c in fault.chars() {
        let ends = match c {
            '”' => true,
            '`' => quoted.is_some(),
            _ => false,
        };
        if ends {
            if quoted.take().is_some_and(|length| length > LONGEST_QUOTATION) {
                out.push('…');
            }
        } else if let Some(length) = &mut quoted {
            *length += 1;
            if *length > LONGEST_QUOTATION {
                continue;
            }
        } else if matches!(c, '“' | '`') {
            quoted = Some(0);
        }
        out.push(c);
        if quoted.is_none() && !c.is_ascii_digit() {
            kind.push(c);
        }
    }
    if quoted.is_some_and(|length| length > LONGEST_QUOTATION) {
        out.push('…');
    }
    for text in [&mut out, &mut kind] {
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
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
