//! The heads and feet of pages. What they say is in no Reading: they hold the page's number and what the text says anyway.
//! A dose or other words that stand there and nowhere in the text are told.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::content::first_words;
use super::parts::{Parts, Trees, W, attribute};
use crate::backend::faults::Faults;
use crate::model::reading::{LeftOut, Role};
use crate::model::{Reading, excerpt, invisible};

/// The most paragraphs, and the most stretches of words, of heads and feet that are looked for in the text.
const MOST: usize = 50;

/// How many characters of a head or foot without a tab or a line's end are looked at.
const LONGEST: usize = 2_000;

/// How many elements round a text may be a field.
const ROUND: usize = 8;

/// What stands for the number of a page.
const NUMBER: char = '\u{FFFC}';

const VML: &str = "urn:schemas-microsoft-com:vml";

/// What a dose is counted in, in lower case.
const UNITS: [&str; 16] = [
    "mg", "mcg", "µg", "μg", "ug", "g", "kg", "ml", "l", "%", "iu", "unit", "units", "tablet", "tablets",
    "drops",
];

/// What stands beside the numbers of pages, in lower case: "page" and "of" in the languages of Europe and some others.
#[rustfmt::skip]
const BESIDE_NUMBERS: &[&str] = &[
    "page", "pages", "of", "out", "p", "pg", "sur", "de", "seite", "von", "página", "pág", "pagina", "di",
    "su", "van", "side", "sida", "sidan", "av", "af", "sivu", "tudalen", "o", "strona", "z", "ze", "strana",
    "stránka", "oldal", "din", "lk", "lapa", "puslapis", "iš", "str", "страница", "из", "сторінка",
    "з", "от", "σελίδα", "από", "sayfa", "صفحة", "من", "صفحه", "از", "עמוד", "מתוך", "leathanach",
];

/// What stands in dates and beside the number of a version, in lower case.
#[rustfmt::skip]
const OF_DATES: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre", "version", "v", "date", "updated", "published", "issued",
    "review", "reviewed", "next",
];

/// Tells of doses and other words at the edges of pages. Our own pages have nothing at their heads: words there are a fault.
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
    let mut stretches = BTreeSet::new();
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
        if !(is_ours && relation.kind == "header") {
            stretches.extend(of_tree(tree).into_iter().filter(|words| !has_dose(words)));
        }
        let paths = tree
            .descendants()
            .filter(|node| node.has_tag_name((VML, "textpath")));
        for path in paths {
            let words = path.attribute("string").unwrap_or_default();
            left.tell("words that are drawn along a path behind each page", words);
        }
    }
    let text = Text::of(reading);
    for (at, words) in stretches.iter().enumerate() {
        if at >= MOST || !text.explains(words) {
            left.tell("words at the head or the foot of the pages", &shown(words));
        }
    }
    faults.told()
}

/// The words of a head or foot between its tabs and ends of lines, a sign in the place of each number that the program
/// counts.
fn of_tree(tree: &Document<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::from([String::new()]);
    let mut last = String::new();
    // The instructions of the fields that are open, and whether they have come to their result.
    let mut open: Vec<(String, bool)> = Vec::new();
    for node in tree
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        match node.tag_name().name() {
            "p" | "tab" | "ptab" | "br" | "cr" => drop(out.insert(std::mem::take(&mut last))),
            "fldChar" => match attribute(node, "fldCharType") {
                Some("begin") => open.push((String::new(), false)),
                Some("separate") => open
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|field| field.1 = true),
                Some("end") => drop(open.pop()),
                Some(_) | None => {}
            },
            "instrText" => {
                if let Some((instruction, false)) = open.last_mut() {
                    instruction.extend(node.text().unwrap_or_default().chars().take(LONGEST));
                }
            }
            "t" => {
                let text = node.text().unwrap_or_default();
                let counts = open.last().is_some_and(|(field, _)| counts(field)) || is_counted(node);
                let is_number = text
                    .chars()
                    .all(|c| c.is_numeric() || c.is_whitespace() || invisible(c));
                if counts && is_number {
                    last.push(NUMBER);
                } else if last.len() < 4 * LONGEST {
                    last.extend(text.chars().filter(|c| !invisible(*c)).take(LONGEST));
                }
            }
            _ => {}
        }
    }
    out.insert(last);
    out
}

/// Whether a text stands in a field of one piece that counts pages.
fn is_counted(text: Node<'_, '_>) -> bool {
    let mut round = text.ancestors().take(ROUND);
    let field = round.find(|node| node.has_tag_name((W, "fldSimple")));
    field.is_some_and(|field| counts(attribute(field, "instr").unwrap_or_default()))
}

fn counts(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"]
        .into_iter()
        .any(|field| field.eq_ignore_ascii_case(name))
}

fn shown(words: &str) -> String {
    words.replace(NUMBER, "#")
}

/// What the text of a document says that heads and feet may say again.
struct Text {
    title: String,
    headings: Vec<String>,
    /// Whole items and sentences.
    sentences: BTreeSet<String>,
}

impl Text {
    fn of(reading: &Reading) -> Self {
        let (mut headings, mut sentences) = (Vec::new(), BTreeSet::new());
        for item in &reading.items {
            let text: String = item.runs.iter().map(|run| run.text.as_str()).collect();
            let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';');
            sentences.extend(text.split(ends).map(plain));
            sentences.insert(plain(&text));
            if matches!(item.role, Role::Heading(_)) {
                headings.push(plain(&text));
            }
        }
        Self {
            title: plain(&reading.title),
            headings,
            sentences,
        }
    }

    /// Whether words are the title or a part of it, begin a heading, are said in the text, or stand beside the number of
    /// the page.
    fn explains(&self, words: &str) -> bool {
        let mark = |c: char| matches!(c, NUMBER | '|' | '/' | '•' | '·' | '\u{2013}' | '\u{2014}');
        self.has(words) || words.split(mark).all(|part| self.has(part))
    }

    fn has(&self, words: &str) -> bool {
        let all = plain(words);
        let is_beside =
            |word: &&str| is_number(word) || BESIDE_NUMBERS.contains(word) || OF_DATES.contains(word);
        let mut rest: Vec<&str> = all.split_whitespace().collect();
        while rest.last().is_some_and(is_beside) {
            rest.pop();
        }
        rest.is_empty() || self.says(&all) || self.says(&format!(" {} ", rest.join(" ")))
    }

    fn says(&self, words: &str) -> bool {
        let begins = |heading: &String| heading.starts_with(words);
        self.title.contains(words)
            || self.sentences.contains(words)
            || self.headings.iter().any(begins)
            || self.is_short_title(words)
    }

    /// Whether most letters of a few words are those of words of the title.
    fn is_short_title(&self, words: &str) -> bool {
        const MOST_WORDS: usize = 4;
        let of_title = |word: &&str| self.title.contains(&format!(" {word} "));
        let letters = |word: &str| word.chars().count();
        let all: Vec<&str> = words.split_whitespace().collect();
        let same: usize = all.iter().copied().filter(of_title).map(letters).sum();
        let of_all: usize = all.iter().copied().map(letters).sum();
        all.len() <= MOST_WORDS && !all.iter().any(|word| is_number(word)) && 2 * same > of_all
    }
}

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

/// Words in lower case with white space round each, and nothing else.
fn plain(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        out.extend(word.chars().flat_map(char::to_lowercase));
        out.push(' ');
    }
    out
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
    use crate::model::Lang;
    use crate::model::reading::{ReadingBuilder, RunKind};

    #[test]
    fn what_the_text_or_the_number_of_the_page_explains_is_not_told() {
        let mut reading = ReadingBuilder::new();
        reading.begin(Role::Paragraph);
        reading.text(
            "Do not take aspirin together with ibuprofen. Call 999.",
            &Lang::undetermined(),
            RunKind::Plain,
        );
        reading.end();
        let text = Text::of(
            &reading
                .built("Taking aspirin at home", Lang::undetermined())
                .reading,
        );
        for words in [
            "",
            "Page \u{FFFC} of \u{FFFC}",
            "\u{FFFC} / \u{FFFC}",
            "- \u{FFFC} -",
            "Aspirin at home",
            "ASPIRIN \u{2013} Page \u{FFFC}",
            "Seite \u{FFFC} von \u{FFFC}",
            "Aspirin and home",
            "Call 999",
            "2026",
            "Version 3, May 2026",
        ] {
            assert!(text.explains(words), "{words}");
        }
        for words in [
            "Take double the tablets",
            "Void: do not use",
            "Paracetamol at home",
            "Take aspirin together with ibuprofen",
            "Stop \u{FFFC} of \u{FFFC}",
            "DRAFT",
        ] {
            assert!(!text.explains(words), "{words}");
        }
    }

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
