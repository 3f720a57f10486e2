//! Fields whose words are not their own (ECMA-376 part 1, 17.16.5): what stands in the file is what they last came to, and
//! Word may show something else as soon as it updates them, on opening, before printing, or where somebody asks for it. A
//! dose that a formula has come to is no dose that the file says.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::content::first_words;
use super::parts::{W, attribute};
use crate::backend::faults::Faults;
use crate::model::excerpt;
use crate::model::reading::{LeftOut, collapse};

/// How many fields round a word are told of it, from the innermost.
const ROUND: usize = 5;

/// How many characters of a result or of a bookmark are looked at.
const LONGEST: usize = 400;

/// The most bookmarks that are open at once and are looked at.
const MOST_OPEN: usize = 100;

/// What a field comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comes {
    /// Words that stay, or that are those of the document: links, contents, what somebody filled in.
    ToStay,
    /// A number that the program counts: words in its place are none.
    ToNumber,
    /// The words at a bookmark, or with some switches a number.
    ToBookmark,
    /// The document's title.
    ToTitle,
    /// Nothing that stands in the file: it is drawn from the instruction.
    Drawn,
    /// No words: nothing at all, or a picture or a box to tick.
    ToNothing,
    /// What the program finds when it updates it; of what is not known here nobody knows more.
    ToOther,
}

impl Comes {
    fn of(instruction: &str) -> Self {
        match name(instruction).as_str() {
            "" | "HYPERLINK" | "TOC" | "TOA" | "INDEX" | "CITATION" | "BIBLIOGRAPHY" | "ADDIN" | "SHAPE"
            | "EMBED" | "FORMTEXT" => Self::ToStay,
            "PAGE" | "NUMPAGES" | "SECTION" | "SECTIONPAGES" | "PAGEREF" | "NOTEREF" | "SEQ" => {
                Self::ToNumber
            }
            "STYLEREF" if asks_for_number(instruction) => Self::ToNumber,
            "REF" => Self::ToBookmark,
            "TITLE" => Self::ToTitle,
            "EQ" | "SYMBOL" | "MACROBUTTON" | "GOTOBUTTON" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT"
            | "LISTNUM" | "FORMDROPDOWN" | "ADVANCE" | "BARCODE" | "DISPLAYBARCODE" => Self::Drawn,
            "TC" | "TA" | "XE" | "RD" | "SET" | "ASK" | "PRIVATE" | "NEXT" | "NEXTIF" | "SKIPIF"
            | "FORMCHECKBOX" | "INCLUDEPICTURE" => Self::ToNothing,
            _ => Self::ToOther,
        }
    }
}

/// A field that is open.
#[derive(Default)]
struct Open {
    instruction: String,
    in_result: bool,
    words: String,
}

/// What fields of a document say that Word may show otherwise.
pub fn faults(document: &Document<'_>, title: &str, left: &mut LeftOut) -> Vec<String> {
    let mut look = Look {
        title: collapse(title),
        open: Vec::new(),
        beyond: 0,
        is_disordered: false,
        done: Vec::new(),
    };
    let of_word = |node: &Node<'_, '_>| node.tag_name().namespace() == Some(W);
    for node in document.descendants().filter(of_word) {
        match node.tag_name().name() {
            "fldSimple" => look.done.push(Open {
                instruction: attribute(node, "instr").unwrap_or_default().to_owned(),
                in_result: true,
                words: first_words(node),
            }),
            "fldChar" => look.mark(attribute(node, "fldCharType").unwrap_or_default()),
            "instrText" => look.instruct(node.text().unwrap_or_default()),
            "t" => look.say(node.text().unwrap_or_default()),
            "tab" | "br" | "p" => look.say(" "),
            _ => {}
        }
    }
    if look.is_disordered || !look.open.is_empty() {
        // Told elsewhere; where a field ends nobody knows.
        return Vec::new();
    }
    let places = places(document, &look.done);
    let mut faults = Faults::default();
    for field in &look.done {
        faults.extend(look.fault(field, &places, left));
    }
    faults.told()
}

struct Look {
    title: String,
    open: Vec<Open>,
    beyond: usize,
    /// Whether a mark belongs to no field.
    is_disordered: bool,
    done: Vec<Open>,
}

impl Look {
    fn mark(&mut self, mark: &str) {
        /// As deep as fields are followed elsewhere.
        const DEEPEST: usize = 1_000;
        match mark {
            "begin" if self.open.len() >= DEEPEST => self.beyond += 1,
            "begin" => self.open.push(Open::default()),
            "end" if self.beyond > 0 => self.beyond -= 1,
            "end" if self.open.is_empty() => self.is_disordered = true,
            "end" => {
                // What stands in an instruction is not shown itself.
                let shown = |open: &[Open]| open.iter().all(|round| round.in_result);
                if let Some(field) = self.open.pop().filter(|_| shown(&self.open)) {
                    self.done.push(field);
                }
            }
            "separate" if self.beyond == 0 => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            _ => {}
        }
    }

    fn instruct(&mut self, text: &str) {
        if let Some(field) = self
            .open
            .last_mut()
            .filter(|field| !field.in_result && self.beyond == 0)
        {
            field.instruction.push_str(text);
        }
    }

    fn say(&mut self, text: &str) {
        for field in self.open.iter_mut().rev().take(ROUND) {
            if field.in_result && field.words.len() <= 4 * LONGEST {
                field.words.extend(text.chars().take(2 * LONGEST));
            }
        }
    }

    fn fault(&self, field: &Open, places: &BTreeMap<String, String>, left: &mut LeftOut) -> Option<String> {
        let name = name(&field.instruction);
        let words = collapse(&field.words);
        let changes = match Comes::of(&field.instruction) {
            Comes::ToStay => false,
            Comes::ToNothing if words.is_empty() => false,
            Comes::ToNothing => {
                let (words, name) = (excerpt(&words), excerpt(&name));
                return Some(format!(
                    "the words “{words}” are the result of the field {name}, which shows no words"
                ));
            }
            Comes::ToNumber => !words.is_empty() && !is_number(&words),
            Comes::ToBookmark => bookmark(&field.instruction)
                .and_then(|place| places.get(&place))
                .is_some_and(|there| !there.chars().take(LONGEST).eq(words.chars().take(LONGEST))),
            Comes::ToTitle => words != self.title,
            Comes::Drawn => {
                left.tell(
                    &format!("what the field {} draws", excerpt(&name)),
                    &field.instruction,
                );
                false
            }
            Comes::ToOther => true,
        };
        changes.then(|| {
            let (words, name) = (excerpt(&words), excerpt(&name));
            format!("the words “{words}” are the result of the field {name}, and Word may show others")
        })
    }
}

/// What a field is called; a formula by its sign.
fn name(instruction: &str) -> String {
    let first = instruction.split_whitespace().next().unwrap_or_default();
    if first.starts_with('=') {
        return "=".to_owned();
    }
    first.to_ascii_uppercase()
}

/// Whether a field that speaks of a place asks for a number there, or where it stands, and not for its words.
fn asks_for_number(instruction: &str) -> bool {
    let mut words = instruction.split_whitespace();
    words.any(|word| {
        matches!(
            word,
            "\\n" | "\\r" | "\\s" | "\\w" | "\\p" | "\\d" | "\\f" | "\\t"
        )
    })
}

/// The bookmark whose words a field repeats; `None` where it gives a number or where it stands.
fn bookmark(instruction: &str) -> Option<String> {
    let place = instruction.split_whitespace().nth(1)?;
    let repeats = !asks_for_number(instruction);
    repeats.then(|| place.trim_matches('"').to_lowercase())
}

/// Whether words are a number of whatever kind: digits, or letters alone, as Roman numbers are.
fn is_number(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ')']);
    let mark = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2013}');
    words.chars().all(|c| c.is_numeric() || mark(c)) || words.chars().all(|c| c.is_alphabetic() || mark(c))
}

/// The words at the bookmarks that fields repeat, by the bookmarks' names in lower case.
fn places(document: &Document<'_>, fields: &[Open]) -> BTreeMap<String, String> {
    let repeats = fields
        .iter()
        .filter(|field| Comes::of(&field.instruction) == Comes::ToBookmark);
    let mut found: BTreeMap<String, String> = repeats
        .filter_map(|field| Some((bookmark(&field.instruction)?, String::new())))
        .collect();
    if found.is_empty() {
        return found;
    }
    let mut met = std::collections::BTreeSet::new();
    let mut open: Vec<(&str, String)> = Vec::new();
    for node in document
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        let text = match node.tag_name().name() {
            "bookmarkStart" => {
                let name = attribute(node, "name").unwrap_or_default().to_lowercase();
                if found.contains_key(&name) && open.len() < MOST_OPEN && met.insert(name.clone()) {
                    open.push((attribute(node, "id").unwrap_or_default(), name));
                }
                continue;
            }
            "bookmarkEnd" => {
                let id = attribute(node, "id").unwrap_or_default();
                open.retain(|(other, _)| *other != id);
                continue;
            }
            "t" => node.text().unwrap_or_default(),
            "tab" | "br" | "p" => " ",
            _ => continue,
        };
        for (_, name) in &open {
            if let Some(words) = found.get_mut(name).filter(|words| words.len() <= 4 * LONGEST) {
                words.extend(text.chars().take(2 * LONGEST));
            }
        }
    }
    found.retain(|name, _| met.contains(name));
    found
        .into_iter()
        .map(|(name, words)| (name, collapse(&words)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> (Vec<String>, Vec<String>) {
        let xml = format!("<w:document xmlns:w='{W}'>{body}</w:document>");
        let tree = Document::parse(&xml).unwrap();
        let mut left = LeftOut::default();
        (faults(&tree, "Aspirin at  home", &mut left), left.lines())
    }

    fn field(instruction: &str, result: &str) -> String {
        let mark = |kind: &str| format!("<w:fldChar w:fldCharType='{kind}'/>");
        format!(
            "{}<w:instrText> {instruction} </w:instrText>{}<w:t>{result}</w:t>{}",
            mark("begin"),
            mark("separate"),
            mark("end")
        )
    }

    #[test]
    fn words_that_word_may_change_are_told() {
        for (instruction, name) in [
            ("QUOTE \"25 mg\"", "QUOTE"),
            ("= 25 * 10", "="),
            ("=5", "="),
            ("if 1 = 1 \"25 mg\" \"x\"", "IF"),
            ("DOCPROPERTY dose", "DOCPROPERTY"),
            ("SEQ dose", "SEQ"),
            ("TITLE", "TITLE"),
            ("DATE", "DATE"),
            ("STYLEREF \"heading 1\"", "STYLEREF"),
            ("NOSUCHFIELD", "NOSUCHFIELD"),
        ] {
            let fault =
                format!("the words “2.5 mg” are the result of the field {name}, and Word may show others");
            assert_eq!(told(&field(instruction, "2.5 mg")).0, [fault.as_str()]);
            let simple = instruction.replace('"', "&quot;");
            let simple = format!("<w:fldSimple w:instr=\"{simple}\"><w:t>2.5 mg</w:t></w:fldSimple>");
            assert_eq!(told(&simple).0, [fault.as_str()]);
        }
    }

    #[test]
    fn words_that_stay_are_not() {
        for (instruction, result) in [
            ("HYPERLINK \"https://e.org\"", "2.5 mg"),
            ("PAGEREF x \\h", "12"),
            ("PAGE", "iv"),
            ("SEQ Table \\* ARABIC", "3"),
            ("TITLE", "Aspirin at home"),
            ("REF x \\r \\h", "1.2"),
            ("STYLEREF 1 \\s", "2"),
            ("XE \"aspirin\"", ""),
            ("ADDIN ZOTERO_ITEM CSL_CITATION", "(Smith 2020)"),
        ] {
            assert_eq!(
                told(&field(instruction, result)),
                (vec![], vec![]),
                "{instruction}"
            );
        }
        let inside = field("IF 1 = 1", "").replace(" IF", &field("QUOTE x", "5 mg"));
        assert_eq!(
            told(&inside).0.len(),
            0,
            "what stands in an instruction is not shown"
        );
    }

    #[test]
    fn words_in_a_field_that_shows_none_are_told() {
        for name in [
            "SET", "ASK", "PRIVATE", "TC", "TA", "XE", "RD", "NEXT", "NEXTIF", "SKIPIF",
        ] {
            let fault =
                format!("the words “2.5 mg” are the result of the field {name}, which shows no words");
            assert_eq!(told(&field(&format!("{name} x"), "2.5 mg")).0, [fault]);
        }
    }

    #[test]
    fn what_is_at_a_bookmark_is_compared() {
        let there =
            "<w:bookmarkStart w:id='1' w:name='Dose'/><w:t>25</w:t><w:t> mg</w:t><w:bookmarkEnd w:id='1'/>";
        assert_eq!(
            told(&(there.to_owned() + &field("REF dose \\h", "25 mg")))
                .0
                .len(),
            0
        );
        assert_eq!(
            told(&(there.to_owned() + &field("REF dose \\h", "2.5 mg")))
                .0
                .len(),
            1
        );
    }

    #[test]
    fn what_is_drawn_from_an_instruction_is_left_out_and_told() {
        let body = "<w:fldChar w:fldCharType='begin'/><w:instrText> EQ \\s\\up4(50) </w:instrText><w:fldChar w:fldCharType='end'/>";
        assert_eq!(
            told(body),
            (
                vec![],
                vec!["what the field EQ draws: “EQ \\s\\up4(50)”".to_owned()]
            )
        );
    }
}
