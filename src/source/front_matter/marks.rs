//! Trust marks: schemes that the leaflet belongs to.

use crate::finding::Span;
use crate::model::TrustMark;
use crate::source::values::{Key, Values};
use crate::source::yaml::{Node, Value};

/// What a mark is made of, in an editor's words.
const SHAPE: &str = "write `- name: …` and under it `claim: …`; a sign is `image: …` with `alt: …`";

/// The most marks of a leaflet: far above any real number, far below what fills the memory with signs.
const MOST: usize = 20;

/// The marks in a list.
pub(super) fn read(values: &mut Values<'_>, key: &Key, value: Node) -> Vec<TrustMark> {
    let Value::List(items) = value.value else {
        let message = format!("`{}` takes a list", key.name);
        values
            .log
            .error(key.span.clone(), "malformed-value", message, SHAPE);
        return Vec::new();
    };
    if items.is_empty() {
        values.empty(key);
    }
    if items.len() > MOST {
        let message = format!("there are more than {MOST} trust marks");
        let help = "keep those that help readers to trust the leaflet: each is shown with its claim";
        values
            .log
            .error(key.span.clone(), "malformed-value", message, help);
        return Vec::new();
    }
    items
        .into_iter()
        .filter_map(|item| mark(values, key, item))
        .collect()
}

fn mark(values: &mut Values<'_>, list: &Key, item: Node) -> Option<TrustMark> {
    let place = item.place(&list.span);
    let Value::Map(entries) = item.value else {
        let message = format!("each of the `{}` has a `name` and a `claim`", list.name);
        values.log.error(place, "malformed-value", message, SHAPE);
        return None;
    };
    let known = values.known(entries, &["name", "claim", "image", "alt"]);
    if known.lacks("name") {
        let message = format!("one of the `{}` has no name", list.name);
        let help = "add `name: …` with the name of the scheme";
        values.log.error(place.clone(), "malformed-value", message, help);
    }
    if known.lacks("claim") {
        let help =
            "add `claim: …` with what membership means, in a sentence; the sign alone would promise anything";
        let message = "the trust mark does not say what it claims";
        values.log.error(place, "trust-mark-without-claim", message, help);
    }
    let (alt_misspelt, no_image) = (!known.lacks("alt"), known.lacks("image"));
    let (mut name, mut claim, mut image, mut alt) = (None, None, None, None);
    for (key, value) in known.entries {
        match key.name {
            "name" => name = values.shown(&key, value),
            "claim" => claim = values.shown(&key, value),
            "image" => image = Some((key, value)),
            "alt" => alt = Some((key, value)),
            _ => {}
        }
    }
    let has_image = image.is_some();
    let mark = match image {
        Some(image) => values.mark(image, alt, alt_misspelt),
        None => {
            if no_image {
                alone(values, alt.map(|(key, _)| key.span));
            }
            None
        }
    };
    // Without its sign a mark would still be shown by name; the editor has asked for the sign.
    if has_image && mark.is_none() {
        return None;
    }
    Some(TrustMark {
        name: name?,
        claim: claim?,
        mark,
    })
}

/// Reports an alternative to no picture.
fn alone(values: &mut Values<'_>, alt: Option<Span>) {
    if let Some(span) = alt {
        let help = "add `image: …` with the file of the sign, or take the line out";
        let message = "`alt` stands here without a picture";
        values.log.error(span, "malformed-value", message, help);
    }
}
