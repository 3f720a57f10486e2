//! Places of a book: every id of every document in the spine, so that a link in one leads to an item in another.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::address::{Address, resolve};
use super::document::XHTML;
use super::pages::{is_page_break, label};
use crate::model::Level;

/// A place: a file and an id in it; no id is the file's beginning.
type Place = (String, Option<String>);

/// The places of a book, each with a short name that holds for the whole book.
pub struct Places {
    numbers: BTreeMap<Place, usize>,
    levels: BTreeMap<usize, Level>,
    pages: BTreeMap<usize, String>,
}

/// Where a link leads.
pub enum Goal {
    /// Out of the book.
    Outside(String),
    /// To a place with this name.
    Place(String),
    /// Nowhere.
    Missing,
}

impl Places {
    /// The places of these documents. An id that comes twice in one document is a fault.
    pub fn of(documents: &[(&str, Document<'_>)], faults: &mut Vec<String>) -> Self {
        let mut places = Self {
            numbers: BTreeMap::new(),
            levels: BTreeMap::new(),
            pages: BTreeMap::new(),
        };
        for (path, document) in documents {
            places.number(((*path).to_owned(), None));
            for node in document.descendants() {
                // Links found the names of links before they found ids, and still do (HTML, section 7.4.6.3).
                let name = || node.attribute("name").filter(|_| node.has_tag_name((XHTML, "a")));
                let Some(id) = node.attribute("id").or_else(name) else {
                    continue;
                };
                let known = node.attribute("id").is_some();
                let place = ((*path).to_owned(), Some(id.to_owned()));
                if places.numbers.contains_key(&place) {
                    if !known {
                        continue;
                    }
                    faults.push(format!("the id {id:?} comes twice in {path}"));
                }
                let number = places.number(place);
                if let Some(level) = heading_level(node) {
                    places.levels.insert(number, level);
                }
                if let Some(label) = label(node).filter(|_| is_page_break(node)) {
                    places.pages.insert(number, label.to_owned());
                }
            }
        }
        places
    }

    fn number(&mut self, place: Place) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(place).or_insert(next)
    }

    /// The name of a place that exists.
    pub fn name(&self, path: &str, id: Option<&str>) -> Option<String> {
        let place = (path.to_owned(), id.map(str::to_owned));
        self.numbers.get(&place).map(|number| format!("p{number}"))
    }

    /// Where an address leads that stands in the file at `base`.
    pub fn goal(&self, base: &str, address: &str) -> Goal {
        match resolve(base, address) {
            Some(Address::Outside(url)) => Goal::Outside(url),
            Some(Address::Inside { path, fragment }) => {
                let name = self.name(&path, fragment.as_deref());
                name.map_or(Goal::Missing, Goal::Place)
            }
            None => Goal::Missing,
        }
    }

    /// The level of the heading at a place.
    pub fn level(&self, name: &str) -> Option<Level> {
        self.levels.get(&number(name)?).copied()
    }

    /// What the page is called whose marker is at a place.
    pub fn page(&self, name: &str) -> Option<&str> {
        self.pages.get(&number(name)?).map(String::as_str)
    }

    /// A name as the address that it stands for.
    pub fn address(&self, name: &str) -> String {
        let wanted = number(name);
        let found = self.numbers.iter().find(|(_, known)| Some(**known) == wanted);
        match found {
            Some(((path, Some(id)), _)) => format!("{path}#{id}"),
            Some(((path, None), _)) => path.clone(),
            None => name.to_owned(),
        }
    }
}

/// The number that a name stands for.
fn number(name: &str) -> Option<usize> {
    name.strip_prefix('p')?.parse().ok()
}

/// The level of a heading element.
pub fn heading_level(node: Node<'_, '_>) -> Option<Level> {
    if node.tag_name().namespace() != Some(XHTML) {
        return None;
    }
    let name = node.tag_name().name();
    let own = name
        .strip_prefix('h')
        .and_then(|digit| Level::new(digit.parse().ok()?));
    // A heading by its role has level 2 where it says none (ARIA 1.2, section 6.6).
    let said = || {
        let level = node.attribute("aria-level").unwrap_or("2");
        level.trim().parse().ok().and_then(Level::new)
    };
    match node.attribute("role") {
        Some("heading") if own.is_none() => said(),
        Some(_) | None => own,
    }
}
