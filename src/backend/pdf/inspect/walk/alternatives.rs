//! What is said in place of words that are there: alternatives, full forms and the names of links. Where they say something
//! else, whoever hears the file meets another text than whoever sees it.

use std::rc::Rc;

use lopdf::ObjectId;

use super::Walk;
use super::words::LONGEST_WORDS;
use crate::backend::faults::Faults;
use crate::backend::pdf::inspect::letters::{agree, expands, letters};
use crate::backend::pdf::inspect::links::Goal;
use crate::backend::pdf::inspect::structure::{Element, Kid};
use crate::model::Reading;
use crate::model::inline::Target;
use crate::model::reading::{Item, Role, RunKind};

/// How many names are kept until all headings are known.
const MOST_NAMES: usize = 10_000;

/// A link inside the file whose name is neither its words nor those of its place.
pub(super) struct Odd {
    words: String,
    name: String,
}

impl Walk<'_> {
    /// Compares what an element says in place of its words with these.
    pub(super) fn compare(&mut self, element: &Element) {
        if !holds_words(&element.standard) {
            return;
        }
        let alternatives = [
            (&element.alt, "the alternative"),
            (&element.actual, "the text"),
            (&element.expansion, "the full form"),
        ];
        for (given, what) in alternatives {
            let cost = |given: &Rc<str>| given.len().min(LONGEST_WORDS);
            let given = given.as_ref().filter(|given| self.out.affords(cost(given)));
            let Some(given) = given else { continue };
            let words = self.drawn_words(element);
            // Of what is very long no more is known.
            let honest = given.len() > LONGEST_WORDS && words.len() > LONGEST_WORDS / 2
                || agree(given, &words)
                || what == "the full form" && expands(given, &words)
                || what == "the alternative" && element.standard == "Link" && self.names_goal(element, given);
            if !honest {
                let given: String = given.chars().take(60).collect();
                self.fault(format!(
                    "{what} “{given}” stands for the words “{words}” of `{}`",
                    element.name
                ));
            }
        }
    }

    fn names_goal(&self, element: &Element, given: &str) -> bool {
        let said = letters(given);
        let words = letters(&self.drawn_words(element));
        if !words.is_empty() && said.contains(&words) {
            return true;
        }
        element.kids.iter().any(|kid| match kid {
            Kid::Object(id) => self
                .links
                .url(*id)
                .is_some_and(|url| said.contains(&letters(bare(&url)))),
            Kid::Element(_) | Kid::Content(_) => false,
        })
    }

    /// Whether the only number in a name is that of the page that a link leads to.
    fn names_page(&self, id: ObjectId, name: &str) -> bool {
        let page = match self.links.goal(id, &mut Faults::default()) {
            Some(Goal::Named(_, spot) | Goal::Spot(spot)) => self.structure.pages.get(&spot.page),
            Some(Goal::Url(_) | Goal::Element(_)) | None => None,
        };
        let page = page.map(|page| (page + 1).to_string());
        let mut named = numbers(name);
        page.is_some() && named.next() == page.as_deref() && named.next().is_none()
    }

    /// Compares what the annotations of a link are called with its words and with where it leads.
    pub(super) fn compare_names(&mut self, element: &Element, kind: &RunKind) {
        let words = self.drawn_words(element);
        let shown = letters(&words);
        for kid in &element.kids {
            let Kid::Object(id) = kid else { continue };
            let name = self.links.name(*id).unwrap_or_default();
            let said = letters(&name);
            if said.is_empty() || shown.is_empty() || said.contains(&shown) {
                continue;
            }
            let goal = match kind {
                RunKind::Link(Target::Url(url)) => {
                    let url = letters(bare(url));
                    if said.contains(&url) || url.contains(&said) && said.len() > 3 {
                        continue;
                    }
                    None
                }
                RunKind::Link(Target::Anchor(anchor)) => Some(letters(anchor)),
                RunKind::Citation(name) | RunKind::BackLink(name) => Some(letters(name)),
                RunKind::Plain => continue,
            };
            match goal {
                Some(goal) if goal == said => {}
                // Some writers say what page a link leads to, and nothing else.
                Some(_) if !self.is_ours() && self.names_page(*id, &name) => {}
                Some(_) if self.odd.len() < MOST_NAMES => self.odd.push(Odd {
                    words: words.clone(),
                    name,
                }),
                _ => self.fault(format!("the link “{words}” is called “{name}”")),
            }
        }
    }
}

/// The numbers in a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| !part.is_empty())
}

/// Whether elements of a type hold words: a table or a picture may be described.
fn holds_words(standard: &str) -> bool {
    let is_heading = standard.starts_with('H') && standard.len() <= 2;
    is_heading
        || matches!(
            standard,
            "P" | "LI"
                | "LBody"
                | "Lbl"
                | "TD"
                | "TH"
                | "Link"
                | "Span"
                | "Caption"
                | "Quote"
                | "Note"
                | "Reference"
                | "BibEntry"
                | "Code"
                | "BlockQuote"
                | "TOCI"
        )
}

/// Tells of the names that say neither a heading nor a number of the link's own.
pub(super) fn odd_names(odd: &[Odd], reading: &Reading) -> Vec<String> {
    if odd.is_empty() {
        return Vec::new();
    }
    let words = |item: &Item| item.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let headings: Vec<String> = reading
        .items
        .iter()
        .filter(|item| matches!(item.role, Role::Heading(_)))
        .map(|item| letters(&words(item)))
        .filter(|heading| heading.chars().count() > 2)
        .collect();
    odd.iter()
        .filter(|odd| {
            let said = letters(&odd.name);
            let mut named = numbers(&odd.name).peekable();
            let is_numbered = named.peek().is_some();
            let counts = is_numbered && named.all(|number| numbers(&odd.words).any(|own| own == number));
            !counts && !headings.iter().any(|heading| said.contains(heading))
        })
        .map(|odd| format!("the link “{}” is called “{}”", odd.words, odd.name))
        .collect()
}

/// An address without what it begins and ends with.
fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let address = rest.strip_prefix("mailto:").or(rest.strip_prefix("tel:"));
    address.unwrap_or(rest).trim_end_matches('/')
}
