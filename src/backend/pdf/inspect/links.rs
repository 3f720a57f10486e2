//! Where annotations lead.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, text_string};
use crate::error::Result;

/// The links of a file.
pub(super) struct Links<'f> {
    file: &'f File,
    /// The page of each named destination.
    destinations: BTreeMap<Vec<u8>, Option<ObjectId>>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// To a URL.
    Url(String),
    /// To a named destination, on a page.
    Named(String, ObjectId),
}

impl<'f> Links<'f> {
    /// # Errors
    /// `Error::Inspect` where the tree of destinations is malformed.
    pub fn of(file: &'f File) -> Result<Self> {
        let names = file
            .dict(file.catalog()?, "Names")
            .and_then(|names| file.dict(names, "Dests"));
        let entries = match names {
            Some(names) => file.name_tree(names)?,
            None => BTreeMap::new(),
        };
        let page = |value: &Object| {
            let array = match value {
                Object::Dictionary(dict) => file.get(dict, "D")?,
                other => other,
            };
            array.as_array().ok()?.first()?.as_reference().ok()
        };
        let destinations = entries
            .into_iter()
            .map(|(name, value)| (name, page(value)))
            .collect();
        Ok(Self { file, destinations })
    }

    /// Where an annotation leads, or what is wrong with it.
    ///
    /// # Errors
    /// The fault, in words.
    pub fn goal(&self, id: ObjectId) -> std::result::Result<Goal, String> {
        let annotation = self.file.object(id).and_then(|object| object.as_dict().ok());
        let annotation = annotation.ok_or("a link element has no annotation")?;
        if self.file.name(annotation, "Subtype").as_deref() != Some("Link") {
            return Err("a link element holds another sort of annotation".to_owned());
        }
        let name = self.file.text(annotation, "Contents").unwrap_or_default();
        if name.trim().is_empty() {
            return Err("a link has no accessible name".to_owned());
        }
        if let Some(destination) = self.file.get(annotation, "Dest") {
            return self.named(destination);
        }
        let action = self
            .file
            .dict(annotation, "A")
            .ok_or(format!("the link “{name}” leads nowhere"))?;
        self.action(action, &name)
    }

    fn action(&self, action: &Dictionary, name: &str) -> std::result::Result<Goal, String> {
        match self.file.name(action, "S").as_deref() {
            Some("URI") => {
                let url = self.file.get(action, "URI").and_then(|url| url.as_str().ok());
                let url = url.ok_or(format!("the link “{name}” has no address"))?;
                Ok(Goal::Url(String::from_utf8_lossy(url).into_owned()))
            }
            Some("GoTo") => {
                let destination = self
                    .file
                    .get(action, "D")
                    .ok_or(format!("the link “{name}” leads nowhere"))?;
                self.named(destination)
            }
            other => Err(format!("the link “{name}” does {}", other.unwrap_or("nothing"))),
        }
    }

    fn named(&self, destination: &Object) -> std::result::Result<Goal, String> {
        let name = match destination {
            Object::String(name, _) | Object::Name(name) => name,
            _ => return Err("a link leads to a place without a name".to_owned()),
        };
        let shown = text_string(name);
        match self.destinations.get(name) {
            Some(Some(page)) => Ok(Goal::Named(shown, *page)),
            Some(None) => Err(format!("the place `{shown}` is on no page")),
            None => Err(format!("a link leads to `{shown}`, which is no place")),
        }
    }
}
