//! What the parser says of a value that it refuses, in an editor's words and without the names of our types.

use crate::model::Refusal;
use crate::source::near::{did_you_mean, one_of};

/// The parser's words without the place, which the finding shows.
pub fn bare(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rfind(" at line ") {
        Some(at) => words.get(..at).unwrap_or_default().to_owned(),
        None => words,
    }
}

/// The parser's words as an editor's.
pub(super) fn refusal(words: &str, is_syntax: bool) -> Refusal {
    if let Some(refusal) = Refusal::parse(words) {
        return refusal;
    }
    let made = |code: &str, message: String, help: String| Refusal {
        code: code.to_owned(),
        message,
        help,
    };
    let mut names = words.split('`').skip(1).step_by(2);
    let name = names.next().unwrap_or_default();
    let known: Vec<&str> = names.collect();
    let offered = || {
        format!(
            "{}there can be {}",
            did_you_mean(name, known.iter().copied()),
            one_of(&known)
        )
    };
    if is_syntax {
        let help = "write an object with one key that says what it is, such as `{ \"paragraph\": … }` or `{ \"text\": … }`";
        made(
            "malformed-value",
            "this is none of the things that can stand here".to_owned(),
            help.to_owned(),
        )
    } else if words.starts_with("unknown field") {
        made("unknown-key", format!("there is no key `{name}`"), offered())
    } else if words.starts_with("unknown variant") {
        made("malformed-value", format!("there is no `{name}` here"), offered())
    } else if words.starts_with("missing field") {
        made(
            "missing-key",
            format!("the key `{name}` is missing"),
            format!("add `\"{name}\": …`"),
        )
    } else if words.starts_with("duplicate field") {
        let help = "keep one of the two".to_owned();
        made("repeated-key", format!("`{name}` is said twice"), help)
    } else {
        let words = if words.starts_with("invalid length") {
            words.replacen("invalid length", "a list of length", 1)
        } else {
            words.to_owned()
        };
        let (found, expected) = words.rsplit_once(", expected ").unwrap_or((&words, ""));
        let found = found.split_once(": ").map_or(found, |(_, found)| found);
        let expected = in_words(expected);
        made(
            "malformed-value",
            format!("{} cannot stand here", met(found)),
            format!("write {expected}"),
        )
    }
}

/// What the parser met, in the words of JSON.
fn met(found: &str) -> String {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    match kind {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "integer" => format!("the number {value}"),
        "floating" => format!("the number {}", value.trim_start_matches("point ")),
        "string" => format!("the text {value}"),
        "boolean" => value.to_owned(),
        "null" => "`null`".to_owned(),
        "unit" | "newtype" | "tuple" | "struct" => "this".to_owned(),
        _ => found.to_owned(),
    }
}

/// What the parser expected, without the names of our types.
fn in_words(expected: &str) -> &str {
    match expected.split(' ').next().unwrap_or_default() {
        "struct" | "map" => "an object: `{ … }`",
        "a" if expected == "a sequence" => "a list: `[ … ]`",
        "a" if expected == "a boolean" => "`true` or `false`",
        "a" => "a text in quotation marks",
        "u8" | "u32" | "u64" => "a whole number that is not negative",
        "unit" => "the name alone, in quotation marks",
        _ => "an object with one key that says what it is",
    }
}
