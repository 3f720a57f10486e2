//! Runs: their text, the languages that they are read in, and what they do.

use roxmltree::Node;

use super::Walk;
use super::content::words;
use super::fields::Destination;
use super::line::{Does, place};
use super::parts::{W, attribute, child, switch, value};
use super::styles::TextProperties;
use crate::backend::faults::brief;
use crate::model::reading::{Role, RunKind};
use crate::model::{Anchor, Lang, Target};

impl Walk<'_> {
    pub fn run(&mut self, run: Node<'_, '_>, paragraph_style: Option<&str>, does: &Does) {
        let property = child(run, "rPr");
        let vanishes = property
            .and_then(|property| switch(property, "vanish"))
            .unwrap_or(false);
        let hidden = vanishes || holds_a_line(run);
        let style = property.and_then(|property| value(property, "rStyle"));
        let mut text = String::new();
        for node in run
            .children()
            .filter(|node| node.tag_name().namespace() == Some(W))
        {
            match node.tag_name().name() {
                "fldChar" => {
                    self.say(run, &mut text, style, paragraph_style, does);
                    self.field_mark(attribute(node, "fldCharType").unwrap_or_default(), does);
                }
                "instrText" => node.children().for_each(|part| {
                    self.fields.instruct(part.text().unwrap_or_default());
                }),
                "object" => self.embedded(node),
                "footnoteReference" | "endnoteReference" | "commentReference" => self.note(node),
                "sym" | "ruby" if !hidden && self.fields.are_read() => self.sign(node, &mut text),
                "pgNum" | "dayLong" | "dayShort" | "monthLong" | "monthShort" | "yearLong" | "yearShort" => {
                    self.left.tell("a number or a date that Word fills in", "");
                }
                "t" | "tab" if self.tabs == Some(0) => {}
                "tab" if self.tabs.is_some() => {
                    self.tabs = self.tabs.map(|tabs| tabs.saturating_sub(1));
                    text.push(' ');
                }
                _ if !hidden && self.fields.are_read() => push_text(node, &mut text),
                _ => {}
            }
        }
        self.say(run, &mut text, style, paragraph_style, does);
    }

    /// A note is told of where it is called: its words are read by who follows the mark.
    fn note(&mut self, mark: Node<'_, '_>) {
        let kind = mark.tag_name().name().trim_end_matches("Reference");
        let id = attribute(mark, "id").unwrap_or_default();
        let words = self.notes.get(&(kind, id)).map(String::as_str);
        self.left.tell(&format!("a {kind}"), words.unwrap_or_default());
    }

    /// A sign by its place in a font, and letters with others over them that say how they are read.
    fn sign(&mut self, node: Node<'_, '_>, text: &mut String) {
        if node.tag_name().name() == "ruby" {
            let part = |name: &str| child(node, name).map(words).unwrap_or_default();
            let (base, over) = (part("rubyBase"), part("rt"));
            text.push_str(&base);
            if !over.is_empty() {
                text.push_str(&format!(" ({over})"));
            }
            return;
        }
        let number = attribute(node, "char").unwrap_or_default();
        let font = attribute(node, "font").unwrap_or_default();
        let sign = u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
        match sign.filter(|sign| !('\u{E000}'..='\u{F8FF}').contains(sign) && !sign.is_control()) {
            Some(sign) => text.push(sign),
            None => self
                .left
                .tell("a sign that only its font knows", &format!("{font} {number}")),
        }
    }

    /// How many tabs stand in an entry of the contents, the last of them before a page number that is written there and
    /// that no field keeps: it is no word of the entry, and a fault.
    pub fn tabs_before_a_page_number(&mut self, entry: Node<'_, '_>) -> Option<usize> {
        let runs = entry.descendants().filter(|node| node.has_tag_name((W, "r")));
        let parts: Vec<Node<'_, '_>> = runs.flat_map(|run| run.children()).collect();
        let is = |node: &Node<'_, '_>, name: &str| node.has_tag_name((W, name));
        let field = |node: &Node<'_, '_>| {
            let instruction = node.text().unwrap_or_default().trim_start();
            is(node, "instrText") && instruction.to_ascii_uppercase().starts_with("PAGEREF")
        };
        let last = parts.iter().rposition(|node| is(node, "tab"))?;
        let behind: String = parts
            .iter()
            .skip(last + 1)
            .filter(|node| is(node, "t"))
            .filter_map(|node| node.text())
            .collect();
        let number = behind.trim();
        let is_number = number.chars().all(|c| c.is_numeric() || "ivxlcIVXLC".contains(c));
        if number.is_empty() || !is_number || parts.iter().any(field) {
            return None;
        }
        self.faults
            .push("a page number of the contents is none that a field keeps");
        Some(parts.iter().filter(|node| is(node, "tab")).count())
    }

    fn field_mark(&mut self, mark: &str, does: &Does) {
        match mark {
            "begin" => self.fields.begin(),
            "separate" => {
                self.fields.separate();
                self.page_number(does);
            }
            "end" => drop(self.fields.end()),
            _ => self.faults.push(format!("a field has a mark {mark:?}")),
        }
    }

    /// The page number of an entry of the contents is that of where the entry leads.
    pub fn page_number(&mut self, does: &Does) {
        let Some(name) = self.fields.page_of() else { return };
        let same = match does {
            Does::Place(leads) => place(name).as_ref() == Some(&**leads),
            Does::Plain | Does::Url(_) => true,
        };
        if !same {
            self.faults.push(format!(
                "an entry of the contents has the page number of {:?} and leads elsewhere",
                brief(name)
            ));
        }
    }

    /// The text of a run so far, into the item that is open.
    fn say(
        &mut self,
        run: Node<'_, '_>,
        text: &mut String,
        style: Option<&str>,
        paragraph_style: Option<&str>,
        does: &Does,
    ) {
        let text = std::mem::take(text);
        if text.is_empty() {
            return;
        }
        let linked = match (does, self.fields.link().as_deref()) {
            (Does::Plain, Some(Destination::Url(url))) => Some(Does::Url(url.clone())),
            (Does::Plain, Some(Destination::Bookmark(name))) => {
                if !self.budget.spend(name.len()) {
                    return;
                }
                Some(self.leads_to(name))
            }
            _ => None,
        };
        let does = linked.as_ref().unwrap_or(does);
        let leads: &str = match does {
            Does::Plain => "",
            Does::Url(url) => url,
            Does::Place(place) => place,
        };
        if !self.budget.run(&text, leads) {
            return;
        }
        let kind = match does {
            Does::Plain => RunKind::Plain,
            Does::Url(url) => RunKind::Link(Target::Url(url.to_string())),
            Does::Place(place) => {
                let kind = style.and_then(|style| {
                    self.styles.known(Some(style), |name| match name {
                        "citation" => Some(RunKind::Citation(place.to_string())),
                        "back link" => Some(RunKind::BackLink(place.to_string())),
                        _ => None,
                    })
                });
                kind.unwrap_or_else(|| RunKind::Link(Target::Anchor(Anchor::clone(place))))
            }
        };
        let property = child(run, "rPr");
        let properties = self
            .styles
            .text(TextProperties::of(property), style, paragraph_style);
        let stands = properties.stands();
        let lang = self.lang_of(properties);
        match stands {
            Some(height) => self.out.raised(&text, &lang, kind, height),
            None => self.out.text(&text, &lang, kind),
        }
    }

    /// Begins an item.
    pub fn begin(&mut self, role: Role) {
        self.budget.item(self.out.depth());
        self.out.begin(role);
    }

    /// Words that lead nowhere, into the item that is open.
    pub fn say_words(&mut self, words: &str, lang: &Lang) {
        if self.budget.run(words, "") {
            self.out.text(words, lang, RunKind::Plain);
        }
    }

    /// The language that a run is read in: that of its own direction.
    pub fn language(&mut self, run: Node<'_, '_>, paragraph_style: Option<&str>) -> Lang {
        let property = child(run, "rPr");
        let style = property.and_then(|property| value(property, "rStyle"));
        let text = self
            .styles
            .text(TextProperties::of(property), style, paragraph_style);
        self.lang_of(text)
    }

    fn lang_of(&mut self, text: TextProperties) -> Lang {
        let tag = if text.rtl.unwrap_or(false) {
            text.bidi_lang
        } else {
            text.lang
        };
        let Some(tag) = tag.filter(|tag| **tag != *self.lang.as_str()) else {
            return self.lang.clone();
        };
        if let Some(lang) = self.langs.get(&tag) {
            return lang.clone();
        }
        let lang = Lang::parse(&tag).unwrap_or_else(|why| {
            self.faults
                .push(format!("the language {:?} of a run: {why}", brief(&tag)));
            self.lang.clone()
        });
        self.langs.insert(tag, lang.clone());
        lang
    }
}

/// Whether a run is there only so that no line ends: letters of 1 % of their width, and none of them but joiners. A joiner
/// that is spelling stands among the letters that it joins, as wide as they are.
pub fn holds_a_line(run: Node<'_, '_>) -> bool {
    let width = child(run, "rPr").and_then(|property| value(property, "w"));
    let joiner = |c: char| matches!(c, '\u{200D}' | '\u{2060}');
    width == Some("1") && own_text(run).chars().all(joiner)
}

/// The text of a run as it is read aloud, whatever fields it belongs to.
pub fn run_text(run: Node<'_, '_>) -> String {
    if holds_a_line(run) {
        String::new()
    } else {
        own_text(run)
    }
}

fn own_text(run: Node<'_, '_>) -> String {
    let mut out = String::new();
    for node in run
        .children()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        push_text(node, &mut out);
    }
    out
}

fn push_text(node: Node<'_, '_>, out: &mut String) {
    match node.tag_name().name() {
        "t" => out.extend(node.children().filter_map(|text| text.text())),
        "tab" | "br" | "cr" | "ptab" => out.push(' '),
        "noBreakHyphen" => out.push('-'),
        _ => {}
    }
}
