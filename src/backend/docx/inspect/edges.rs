//! The heads and feet of pages. What they say is in no Reading: they hold the page's number and what the text says anyway.
//! A dose that stands there and nowhere in the text is told.

use super::content::first_words;
use super::parts::{Parts, Trees, W};
use crate::backend::faults::Faults;
use crate::model::Reading;
use crate::model::excerpt;
use crate::model::reading::LeftOut;

/// The most paragraphs of heads and feet that are looked for in the text.
const MOST: usize = 50;

/// What a dose is counted in, in lower case.
const UNITS: [&str; 16] = [
    "mg", "mcg", "µg", "μg", "ug", "g", "kg", "ml", "l", "%", "iu", "unit", "units", "tablet", "tablets",
    "drops",
];

/// Tells of doses at the edges of pages. Our own pages have nothing at their heads: words there are a fault.
pub fn faults(
    parts: &Parts,
    trees: &Trees<'_>,
    producer: Option<&str>,
    reading: &Reading,
    left: &mut LeftOut,
) -> Vec<String> {
    let is_ours = producer.is_some_and(|name| name.starts_with(env!("CARGO_PKG_NAME")));
    let mut faults = Faults::default();
    let related = parts.of(parts.document());
    let edges = related.filter(|(_, relation)| matches!(relation.kind.as_str(), "header" | "footer"));
    let mut seen = 0;
    for (relation, tree) in edges.filter_map(|(_, own)| Some((own, trees.get(own.target.as_str())?))) {
        for paragraph in tree.descendants().filter(|node| node.has_tag_name((W, "p"))) {
            let words = first_words(paragraph);
            if is_ours && relation.kind == "header" && !words.is_empty() {
                faults.push(format!("the pages have a head: “{}”", excerpt(&words)));
            } else if seen < MOST && has_dose(&words) {
                seen += 1;
                if !is_said(reading, &words) {
                    left.tell("a dose at the head or the foot of the pages", &words);
                }
            }
        }
    }
    faults.told()
}

fn is_said(reading: &Reading, words: &str) -> bool {
    reading.title.contains(words)
        || reading.items.iter().any(|item| {
            let text: String = item.runs.iter().map(|run| run.text.as_str()).collect();
            text.contains(words)
        })
}

/// Whether words have a number with a unit behind it.
fn has_dose(words: &str) -> bool {
    let is_unit = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        UNITS.contains(&word.to_lowercase().as_str())
    };
    let mut after_number = false;
    for word in words.split_whitespace() {
        let unit = word.trim_start_matches(|c: char| {
            c.is_numeric() || matches!(c, '.' | ',' | '/' | '(' | '\u{2013}' | '-')
        });
        let has_number = word.len() > unit.len() && word.contains(char::is_numeric);
        if (has_number || after_number && unit.len() == word.len()) && is_unit(unit) {
            return true;
        }
        after_number = has_number && unit.is_empty();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_are_numbers_with_a_unit() {
        for words in [
            "Take 50 mg",
            "50mg",
            "2.5\u{a0}ml daily",
            "(75 mg)",
            "2 tablets",
            "0.9%",
        ] {
            assert!(has_dose(words), "{words}");
        }
        for words in [
            "Page 5 of 6",
            "May 2026",
            "mg",
            "Version 1.2",
            "5 hospitals",
            "Leaflet 12 \u{2013} L",
            "g 5",
        ] {
            assert!(!has_dose(words), "{words}");
        }
    }
}
