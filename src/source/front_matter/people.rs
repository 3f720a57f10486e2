//! Authors and reviewers.

use crate::model::Contributor;
use crate::source::values::{Key, Values};
use crate::source::yaml::{Node, Value};

/// The people in a list; reviewers may have approved the leaflet.
pub(super) fn read(values: &mut Values<'_>, key: &Key, value: Node, may_approve: bool) -> Vec<Contributor> {
    let Value::List(items) = value.value else {
        let message = format!("`{}` takes a list", key.name);
        let help = "begin each on a line of its own: `- name: …`, then `role: …` under `name`";
        values
            .log
            .error(key.span.clone(), "malformed-value", message, help);
        return Vec::new();
    };
    items
        .into_iter()
        .filter_map(|item| person(values, key, item, may_approve))
        .collect()
}

fn person(values: &mut Values<'_>, list: &Key, item: Node, may_approve: bool) -> Option<Contributor> {
    let place = item.place(&list.span);
    let Value::Map(entries) = item.value else {
        let message = format!("each of the `{}` is a `name`, a `role` or both", list.name);
        values
            .log
            .error(place, "malformed-value", message, "write `- name: …`");
        return None;
    };
    let keys: &[&str] = if may_approve {
        &["name", "role", "approved"]
    } else {
        &["name", "role"]
    };
    let before = values.log.len();
    let mut person = Contributor {
        name: None,
        role: None,
        approved: false,
    };
    for (key, value) in values.known(entries, keys).entries {
        match key.name {
            "name" => person.name = values.shown(&key, value),
            "role" => person.role = values.shown(&key, value),
            "approved" => person.approved = values.yes(&key, value),
            _ => {}
        }
    }
    let named = person.name.is_some() || person.role.is_some();
    if !named && values.log.len() == before {
        let message = format!("one of the `{}` has neither a name nor a role", list.name);
        values
            .log
            .error(place, "malformed-value", message, "add `name: …` or `role: …`");
    }
    named.then_some(person)
}
