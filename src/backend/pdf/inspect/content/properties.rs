//! The properties of marked content (ISO 32000-1, 14.6.2).

use std::collections::BTreeMap;
use std::ptr;
use std::rc::Rc;

use lopdf::Dictionary;

use super::marks::Furniture;
use super::operators::Operand;
use crate::backend::pdf::inspect::file::{File, name_string, text_string};

/// What a sequence says about itself.
#[derive(Clone, Default)]
pub(super) struct Properties {
    pub mcid: Option<i64>,
    /// The text that stands for what it shows.
    pub actual: Option<Rc<str>>,
    pub lang: Option<Rc<str>>,
    /// What sort of artifact it is.
    pub sort: Option<Rc<str>>,
    pub subtype: Option<Rc<str>>,
}

/// Lists of properties that have names, each read once: one may stand for the text of a thousand sequences.
#[derive(Default)]
pub(super) struct Named {
    /// By where the dictionary lies in memory, which it does as long as the file is open.
    known: BTreeMap<usize, Properties>,
}

impl Named {
    /// The properties that an operand says.
    pub fn of(
        &mut self,
        file: &File,
        resources: Option<&Dictionary>,
        operand: Option<&Operand<'_>>,
    ) -> Properties {
        match operand {
            Some(Operand::Name(name)) => {
                let all = resources.and_then(|resources| file.dict(resources, "Properties"));
                let found = all.and_then(|all| file.resolve(all.get(name).ok()?)?.as_dict().ok());
                found.map_or_else(Properties::default, |dict| {
                    let known = self.known.entry(ptr::from_ref(dict).addr());
                    known.or_insert_with(|| Properties::named(file, dict)).clone()
                })
            }
            Some(direct) => Properties::direct(direct),
            None => Properties::default(),
        }
    }
}

impl Properties {
    fn named(file: &File, dict: &Dictionary) -> Self {
        Self {
            mcid: file.get(dict, "MCID").and_then(|mcid| mcid.as_i64().ok()),
            actual: file.text(dict, "ActualText").map(Rc::from),
            lang: file.short_text(dict, "Lang").map(Rc::from),
            sort: file.name(dict, "Type").map(Rc::from),
            subtype: file.name(dict, "Subtype").map(Rc::from),
        }
    }

    fn direct(operand: &Operand<'_>) -> Self {
        let name = |key: &[u8]| {
            let name = operand.get(key).and_then(Operand::name);
            name.map(|name| Rc::from(name_string(name)))
        };
        let text = |key: &[u8]| operand.get(key).and_then(Operand::string).map(text_string);
        Self {
            mcid: match operand.get(b"MCID") {
                Some(Operand::Integer(mcid)) => Some(*mcid),
                _ => None,
            },
            actual: text(b"ActualText").map(Rc::from),
            lang: text(b"Lang").map(Rc::from),
            sort: name(b"Type"),
            subtype: name(b"Subtype"),
        }
    }

    /// What it says of its place among the furniture of a page.
    pub fn furniture(&self) -> Furniture {
        match (self.sort.as_deref(), self.subtype.as_deref()) {
            (Some("Pagination"), Some("Header")) => Furniture::Head,
            (Some("Pagination"), Some("Footer")) => Furniture::Foot,
            (Some("Pagination"), _) => Furniture::Anywhere,
            _ => Furniture::No,
        }
    }
}
