//! Where links lead: to a name, to a place on a page, to an element, and so to what begins there.

use lopdf::ObjectId;

use super::Walk;
use crate::backend::pdf::inspect::links::{Goal, Spot};
use crate::backend::pdf::inspect::structure::{Element, Kid};
use crate::model::inline::Target;
use crate::model::reading::RunKind;
use crate::model::text::Anchor;

impl Walk<'_> {
    /// What the text of a link does. All its annotations must lead to one place.
    pub(super) fn link(&mut self, element: &Element, cites: bool) -> RunKind {
        let kind = self.lead(element, cites);
        self.compare_names(element, &kind);
        kind
    }

    fn lead(&mut self, element: &Element, cites: bool) -> RunKind {
        let mut goals = Vec::new();
        for kid in &element.kids {
            if let Kid::Object(id) = kid {
                goals.extend(self.links.goal(*id, self.faults));
            }
        }
        goals.dedup();
        let mut goals = goals.into_iter();
        let (first, second) = (goals.next(), goals.next());
        if second.is_some() {
            self.fault("a link leads to two places");
        }
        match first {
            None => {
                let words = self.words(element);
                self.fault(format!("the link “{words}” cannot be followed"));
                RunKind::Plain
            }
            Some(Goal::Url(url)) => RunKind::Link(Target::Url(url)),
            Some(Goal::Named(name, spot)) => match &self.places {
                Some(places) if !self.structure.ids.contains(name.as_str()) => {
                    let place = places.element(spot);
                    self.lead_to_place(place.map(place_name), element)
                }
                Some(_) | None => self.lead_to_name(&name, spot, element, cites),
            },
            Some(Goal::Spot(spot)) => match &self.places {
                Some(places) => {
                    let place = places.element(spot);
                    self.lead_to_place(place.map(place_name), element)
                }
                None => {
                    self.fault("a link leads to a place without a name");
                    RunKind::Plain
                }
            },
            Some(Goal::Element(object)) => self.lead_to_place(Some(object_name(object)), element),
        }
    }

    fn lead_to_name(&mut self, name: &str, spot: Spot, element: &Element, cites: bool) -> RunKind {
        let page = self.structure.pages.get(&spot.page).copied();
        self.goals.push((name.to_owned(), page));
        match (element.name.as_str(), Anchor::new(name)) {
            ("BackLink", _) => RunKind::BackLink(name.to_owned()),
            _ if cites => RunKind::Citation(name.to_owned()),
            (_, Some(anchor)) => RunKind::Link(Target::Anchor(anchor)),
            (_, None) => RunKind::Plain,
        }
    }

    fn lead_to_place(&mut self, name: Option<String>, element: &Element) -> RunKind {
        let anchor = name.and_then(|name| Anchor::new(&name));
        anchor.map_or_else(
            || {
                let words = self.words(element);
                self.fault(format!(
                    "the link “{words}” leads to a place where nothing begins"
                ));
                RunKind::Plain
            },
            |anchor| RunKind::Link(Target::Anchor(anchor)),
        )
    }
}

/// The name of an element that nobody has named, by its place in the tree.
pub(super) fn place_name(serial: usize) -> String {
    format!("place-{serial}")
}

/// The name of an element that nobody has named, by its object.
pub(super) fn object_name((number, generation): ObjectId) -> String {
    format!("object-{number}-{generation}")
}
