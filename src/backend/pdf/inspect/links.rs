//! Where annotations lead.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, text_string};
use crate::backend::faults::Faults;
use crate::error::Result;

/// More annotations than these are not counted.
const MOST_ANNOTATIONS: usize = 1_000_000;

/// No address has more bytes: browsers take less.
const LONGEST_URL: usize = 64 << 10;
/// How many bytes of a place's name are read.
const LONGEST_NAME: usize = 1024;

/// The links of a file.
pub(super) struct Links<'f> {
    file: &'f File,
    /// The place of each named destination.
    destinations: BTreeMap<Vec<u8>, Option<Spot>>,
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// The page.
    pub page: ObjectId,
    /// How far up the page, where it says.
    pub top: Option<f32>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Goal {
    /// To a URL.
    Url(String),
    /// To a named destination, on a page.
    Named(String, Spot),
    /// To a place without a name.
    Spot(Spot),
    /// To a structure element.
    Element(ObjectId),
}

impl<'f> Links<'f> {
    /// # Errors
    /// `Error::Inspect` where the tree of destinations is malformed.
    pub fn of(file: &'f File) -> Result<Self> {
        let catalog = file.catalog()?;
        let tree = file
            .dict(catalog, "Names")
            .and_then(|names| file.dict(names, "Dests"));
        let mut destinations: BTreeMap<Vec<u8>, Option<Spot>> = BTreeMap::new();
        // What PDF 1.1 had before there were trees of names.
        for (name, value) in file.dict(catalog, "Dests").into_iter().flatten() {
            let spot = file.resolve(value).and_then(|value| spot(file, value));
            destinations.insert(name.clone(), spot);
        }
        if let Some(tree) = tree {
            for (name, value) in file.name_tree(tree)? {
                destinations.insert(name, spot(file, value));
            }
        }
        Ok(Self { file, destinations })
    }

    /// Whether an annotation is a link.
    pub fn is_link(&self, annotation: &Dictionary) -> bool {
        self.file.name(annotation, "Subtype").as_deref() == Some("Link")
    }

    /// What an annotation is called.
    pub fn name(&self, id: ObjectId) -> Option<String> {
        let annotation = self.file.object(id).and_then(|object| object.as_dict().ok())?;
        self.file.short_text(annotation, "Contents")
    }

    /// The address that an annotation leads to.
    pub fn url(&self, id: ObjectId) -> Option<String> {
        let annotation = self.file.object(id).and_then(|object| object.as_dict().ok())?;
        self.file.short_text(self.file.dict(annotation, "A")?, "URI")
    }

    /// Where an annotation leads, and what is wrong with it.
    pub fn goal(&self, id: ObjectId, faults: &mut Faults) -> Option<Goal> {
        let annotation = self.file.object(id).and_then(|object| object.as_dict().ok());
        let Some(annotation) = annotation else {
            faults.push("a link element has no annotation");
            return None;
        };
        if !self.is_link(annotation) {
            faults.push("a link element holds another sort of annotation");
            return None;
        }
        let name = self.file.short_text(annotation, "Contents").unwrap_or_default();
        if name.trim().is_empty() {
            faults.push("a link has no accessible name");
        }
        let goal = match self.file.get(annotation, "Dest") {
            Some(destination) => self.destination(destination),
            None => match self.file.dict(annotation, "A") {
                Some(action) => self.action(action, &name),
                None => Err(format!("the link “{name}” leads nowhere")),
            },
        };
        goal.map_err(|fault| faults.push(fault)).ok()
    }

    /// How many links and form fields of these pages stand in no element, in words.
    pub fn outside(&self, pages: &[ObjectId], inside: &BTreeSet<ObjectId>) -> Vec<String> {
        let (mut links, mut fields) = (0_usize, 0_usize);
        let pages = pages
            .iter()
            .filter_map(|id| self.file.object(*id)?.as_dict().ok());
        let lists = pages.filter_map(|page| self.file.get(page, "Annots")?.as_array().ok());
        for object in lists.flatten().take(MOST_ANNOTATIONS) {
            if object.as_reference().is_ok_and(|id| inside.contains(&id)) {
                continue;
            }
            let Some(Ok(annotation)) = self.file.resolve(object).map(Object::as_dict) else {
                continue;
            };
            match self.file.name(annotation, "Subtype").as_deref() {
                Some("Link") => links += 1,
                Some("Widget") => fields += 1,
                _ => {}
            }
        }
        [(links, "links"), (fields, "form fields")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what} stand outside of the structure"))
            .collect()
    }

    fn action(&self, action: &Dictionary, name: &str) -> std::result::Result<Goal, String> {
        match self.file.name(action, "S").as_deref() {
            Some("URI") => {
                let url = self.file.get(action, "URI").and_then(|url| url.as_str().ok());
                let url = url.ok_or(format!("the link “{name}” has no address"))?;
                if url.len() > LONGEST_URL {
                    return Err(format!("the address of the link “{name}” is too long to be one"));
                }
                Ok(Goal::Url(String::from_utf8_lossy(url).into_owned()))
            }
            Some("GoTo") => {
                let element = self.file.get(action, "SD").and_then(|list| list.as_array().ok());
                if let Some(Ok(id)) = element.and_then(|list| Some(list.first()?.as_reference())) {
                    return Ok(Goal::Element(id));
                }
                let destination = self
                    .file
                    .get(action, "D")
                    .ok_or(format!("the link “{name}” leads nowhere"))?;
                self.destination(destination)
            }
            other => Err(format!("the link “{name}” does {}", other.unwrap_or("nothing"))),
        }
    }

    fn destination(&self, destination: &Object) -> std::result::Result<Goal, String> {
        let name = match destination {
            Object::String(name, _) | Object::Name(name) => name,
            other => {
                let spot = spot(self.file, other).map(Goal::Spot);
                return spot.ok_or_else(|| "a link leads to a place on no page".to_owned());
            }
        };
        let shown = text_string(name.get(..LONGEST_NAME).unwrap_or(name));
        match self.destinations.get(name) {
            Some(Some(spot)) => Ok(Goal::Named(shown, *spot)),
            Some(None) => Err(format!("the place `{shown}` is on no page")),
            None => Err(format!("a link leads to `{shown}`, which is no place")),
        }
    }
}

/// The place that a destination says (ISO 32000-1, 12.3.2).
fn spot(file: &File, value: &Object) -> Option<Spot> {
    let array = match value {
        Object::Dictionary(dict) => file.get(dict, "D")?,
        other => other,
    };
    let array = array.as_array().ok()?;
    let page = array.first()?.as_reference().ok()?;
    let place = match array.get(1).and_then(|fit| file.resolve(fit)?.as_name().ok()) {
        Some(b"XYZ") => 3,
        Some(b"FitH" | b"FitBH") => 2,
        Some(b"FitR") => 5,
        _ => usize::MAX,
    };
    let top = array
        .get(place)
        .and_then(|top| file.resolve(top)?.as_float().ok());
    Some(Spot { page, top })
}
