//! Layers (optional content, ISO 32000-1, 8.11): which of them are switched off when a file is opened.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use crate::backend::pdf::inspect::file::File;

/// More layers than these belong to nothing.
const MOST_MEMBERS: usize = 1000;

/// The layers that are off.
pub(super) struct Layers {
    off: BTreeSet<ObjectId>,
}

impl Layers {
    /// Those of a file, by its default configuration.
    pub fn of(file: &File) -> Self {
        let properties = file.catalog().ok().and_then(|all| file.dict(all, "OCProperties"));
        let default = properties.and_then(|properties| file.dict(properties, "D"));
        let list = |dict: Option<&Dictionary>, key: &str| -> BTreeSet<ObjectId> {
            let list = dict.and_then(|dict| file.get(dict, key)?.as_array().ok());
            list.into_iter()
                .flatten()
                .filter_map(|id| id.as_reference().ok())
                .collect()
        };
        let base = default.and_then(|default| file.name(default, "BaseState"));
        let mut off = BTreeSet::new();
        if base.as_deref() == Some("OFF") {
            off = list(properties, "OCGs");
            for id in list(default, "ON") {
                off.remove(&id);
            }
        }
        off.extend(list(default, "OFF"));
        Self { off }
    }

    /// Whether what belongs to a layer, or to several, is not shown.
    pub fn hide(&self, file: &File, layer: &Object) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if let Ok(id) = layer.as_reference()
            && self.off.contains(&id)
        {
            return true;
        }
        let Some(Ok(dict)) = file.resolve(layer).map(Object::as_dict) else {
            return false;
        };
        let Ok(members) = dict.get(b"OCGs") else {
            return false;
        };
        let members = match (members, file.resolve(members)) {
            (_, Some(Object::Array(list))) => list.as_slice(),
            (one, _) => std::slice::from_ref(one),
        };
        let mut states = members
            .iter()
            .take(MOST_MEMBERS)
            .filter_map(|id| id.as_reference().ok())
            .map(|id| !self.off.contains(&id))
            .peekable();
        if states.peek().is_none() {
            return false;
        }
        let shown = match file.name(dict, "P").as_deref() {
            Some("AllOn") => states.all(|on| on),
            Some("AnyOff") => states.any(|on| !on),
            Some("AllOff") => states.all(|on| !on),
            _ => states.any(|on| on),
        };
        !shown
    }
}
