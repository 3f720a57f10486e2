//! From JSON to the types of the model: what has another shape, and what no constructor takes.
//!
//! A deserialiser stops at its first fault. So that an editor of a hundred blocks need not run the program a hundred
//! times, a file with a fault is read again in parts, each block on its own: of each part the first fault is told.

mod refused;

use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

pub(super) use self::refused::bare;
use self::refused::refusal;
use super::place::{At, Places, Step, pointer};
use super::{Document, FORMAT, VERSION};
use crate::model::{
    Block, Citing, Lang, Leaflet, NonEmpty, Publisher, Record, Reference, Refusal, Review, TrustMark,
};
use crate::source::log::Log;

/// A fault of shape: the way to it, and what to say.
struct Fault {
    steps: Vec<Step>,
    refusal: Refusal,
}

/// The leaflet in a text that is JSON, or findings.
pub(super) fn leaflet(places: &Places, text: &str, log: &mut Log) -> Option<Leaflet> {
    let before = log.len();
    header(places, log);
    if log.len() > before {
        return None;
    }
    positional(&places.top(), "", log);
    if log.len() > before {
        return None;
    }
    let first = match parse::<Document<Leaflet>>(text) {
        Ok(document) => return Some(document.leaflet),
        Err(fault) => fault,
    };
    let mut faults = parts(places);
    if !faults.iter().any(|fault| fault.steps == first.steps) {
        faults.push(first);
    }
    for fault in faults {
        tell(places, fault, log);
    }
    None
}

/// Whether the file says that it is a leaflet, and of which version.
fn header(places: &Places, log: &mut Log) {
    let top = places.top();
    let help =
        format!("begin the file with `\"format\": \"{FORMAT}\", \"version\": {VERSION}, \"leaflet\": {{`");
    let format = top.key("format");
    if format.text() != format!("\"{FORMAT}\"") {
        let message = format!("the file does not say that its format is `{FORMAT}`");
        log.error(format.mark(), "unknown-format", message, help);
        return;
    }
    let version = top.key("version");
    if version.text() != VERSION.to_string() {
        let message = format!("this version of clearleaf reads version {VERSION} of the format alone");
        log.error(version.mark(), "unknown-format", message, help);
    }
}

/// Keys whose value is an object.
const OBJECTS: [&str; 20] = [
    "callout",
    "citation",
    "contents",
    "definition-list",
    "division",
    "figure",
    "heading",
    "image",
    "language",
    "leaflet",
    "link",
    "list",
    "logo",
    "mark",
    "number",
    "paragraph",
    "publisher",
    "quote",
    "record",
    "table",
];

/// Keys whose value is a list of lists.
const LISTS_OF_LISTS: [&str; 5] = ["definitions", "header", "items", "rows", "terms"];

/// Lists that stand for objects: the deserialiser takes `[2, "rest", …]` for a heading, by the order of its fields, and no
/// key would say what is what.
fn positional(at: &At<'_>, under: &str, log: &mut Log) {
    let is_list = at.text().starts_with('[');
    if is_list && OBJECTS.contains(&under) {
        let message = format!("{}: a list cannot stand here", pointer(&at.steps()));
        log.error(at.mark(), "malformed-value", message, "write an object: `{ … }`");
        return;
    }
    for n in 0..at.len() {
        if !is_list {
            let key = at.key_of(n);
            positional(&at.entry(n), key, log);
            continue;
        }
        let inside = at.item(n);
        if inside.text().starts_with('[') && !LISTS_OF_LISTS.contains(&under) {
            positional(&inside, OBJECTS[0], log);
        } else {
            // The rows of a table hold lists of cells, which hold lists of inlines.
            let still = if under == "rows" { "header" } else { "" };
            positional(&inside, still, log);
        }
    }
}

type Attempt = fn(&str) -> Option<Fault>;

/// The keys of a leaflet whose values stand for themselves.
const WHOLE: [(&str, Attempt); 9] = [
    ("slug", attempt::<String>),
    ("title", attempt::<NonEmpty>),
    ("short-title", attempt::<Option<NonEmpty>>),
    ("lang", attempt::<Lang>),
    ("summary", attempt::<Option<NonEmpty>>),
    ("topic", attempt::<Option<NonEmpty>>),
    ("citing", attempt::<Citing>),
    ("record", attempt::<Record>),
    ("publisher", attempt::<Option<Publisher>>),
];

/// The keys of a leaflet that hold lists, of which each item stands for itself.
const EACH: [(&str, Attempt); 7] = [
    ("body", attempt::<Block>),
    ("references", attempt::<Reference>),
    ("trust-marks", attempt::<TrustMark>),
    ("keywords", attempt::<NonEmpty>),
    ("contact", attempt::<Block>),
    ("about", attempt::<Block>),
    ("reviews", attempt::<Review>),
];

/// How many faults of one list are told: a program that is wrong about one block is wrong about all.
const MOST_TOLD: usize = 100;

/// The first fault of each part.
fn parts(places: &Places) -> Vec<Fault> {
    let top = places.top();
    let leaflet = top.key("leaflet");
    let mut faults = Vec::new();
    let mut add = |steps: Vec<Step>, fault: Option<Fault>| {
        faults.extend(fault.map(|fault| Fault {
            steps: steps.into_iter().chain(fault.steps).collect(),
            refusal: fault.refusal,
        }));
    };
    for (key, attempt) in WHOLE {
        let at = leaflet.key(key);
        if at.exists() {
            add(at.steps(), attempt(at.text()));
        }
    }
    for (key, attempt) in EACH {
        let list = leaflet.key(key);
        if !list.text().starts_with('[') {
            continue;
        }
        let mut told = 0;
        for n in 0..list.len() {
            let item = list.item(n);
            let fault = attempt(item.text());
            if fault.is_some() {
                add(item.steps(), fault);
                told += 1;
            }
            if told == MOST_TOLD {
                break;
            }
        }
    }
    faults
}

fn attempt<T: DeserializeOwned>(text: &str) -> Option<Fault> {
    parse::<T>(text).err()
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let steps = steps(error.path());
        let error = error.into_inner();
        let refusal = refusal(&bare(&error), error.is_syntax());
        Fault { steps, refusal }
    })
}

fn steps(path: &Path) -> Vec<Step> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { variant } => Some(Step::Key(variant.clone())),
            Segment::Unknown => None,
        })
        .collect()
}

fn tell(places: &Places, fault: Fault, log: &mut Log) {
    let Fault {
        mut steps,
        mut refusal,
    } = fault;
    if refusal.code == "unknown-key" || refusal.code == "repeated-key" {
        let name = refusal.message.split('`').nth(1).unwrap_or_default().to_owned();
        if steps.last() != Some(&Step::Key(name.clone())) {
            steps.push(Step::Key(name));
        }
    }
    if refusal.code == "uneven-row" {
        let row = refusal
            .message
            .split('`')
            .nth(1)
            .and_then(|way| way.strip_prefix("rows/")?.parse().ok());
        if let Some(row) = row {
            steps.extend([Step::Key("rows".to_owned()), Step::Item(row)]);
        }
    }
    let ends = |names: &[&str]| {
        let tail = steps.iter().rev().take(names.len());
        let same = tail
            .zip(names.iter().rev())
            .all(|(step, name)| *step == Step::Key((*name).to_owned()));
        steps.len() >= names.len() && same
    };
    if ends(&["heading", "content"]) && refusal.code == "empty-block" {
        refusal.code = "empty-heading".to_owned();
        refusal.message = "the heading has no words".to_owned();
    } else if ends(&["alt", "text"]) && refusal.code == "empty-value" {
        refusal.code = "missing-alternative".to_owned();
        refusal.message = "the picture has no text alternative".to_owned();
        refusal.help = "say what the picture shows, for those who cannot see it; if it says nothing that the text does not, write `\"alt\": \"decorative\"`".to_owned();
    }
    let message = format!("{}: {}", pointer(&steps), shortened(&refusal.message));
    log.error(places.find(&steps), code(&refusal.code), message, refusal.help);
}

/// A message that may quote a text of any length.
pub(super) fn shortened(message: &str) -> String {
    const LONGEST: usize = 200;
    match message.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", message.get(..at).unwrap_or_default()),
        None => message.to_owned(),
    }
}

/// A code as findings carry it: one that lives as long as the program.
fn code(name: &str) -> &'static str {
    const CODES: [&str; 16] = [
        "empty-block",
        "empty-heading",
        "empty-list",
        "empty-value",
        "malformed-date",
        "malformed-digest",
        "malformed-heading",
        "malformed-id",
        "missing-alternative",
        "missing-key",
        "repeated-key",
        "uneven-row",
        "unknown-claim",
        "unknown-key",
        "unknown-language",
        "unusable-image",
    ];
    CODES
        .iter()
        .find(|code| **code == name)
        .copied()
        .unwrap_or("malformed-value")
}
