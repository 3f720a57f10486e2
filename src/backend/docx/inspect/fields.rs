//! Fields (ECMA-376 part 1, 17.16): instructions to the program, and the words that they last came to. Only those are read.
//!
//! A complex field is marks among runs, and what stands between them may be other fields, other runs of other paragraphs:
//! a contents list is one field round many paragraphs, each with a field for its page number.

use std::rc::Rc;

/// The most fields that may be open at once: a contents list holds links, and they hold page numbers.
const MOST_OPEN: usize = 1_000;

/// The fields that are open where the walk is, the outermost first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    /// How many of them have not come to their result.
    unread: usize,
    /// How many are page numbers.
    numbers: usize,
    /// Fields beyond those that are kept.
    beyond: usize,
    /// A mark that belongs to no field has been met.
    stray: bool,
    /// Whether this is an entry of a contents list, whose page number is no part of the words.
    pub in_contents: bool,
}

#[derive(Debug)]
struct Field {
    instruction: String,
    in_result: bool,
    /// Where it leads, or else the field round it that leads somewhere.
    leads: Option<Rc<Destination>>,
}

/// Where a field leads that is a link.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// Out of the document.
    Url(Rc<str>),
    /// To a bookmark.
    Bookmark(String),
}

impl Fields {
    /// A field begins; its instruction follows.
    pub fn begin(&mut self) {
        if self.open.len() >= MOST_OPEN {
            self.beyond += 1;
            return;
        }
        self.open.push(Field {
            instruction: String::new(),
            in_result: false,
            leads: self.open.last().and_then(|round| round.leads.clone()),
        });
        self.unread += 1;
    }

    /// A field that has its instruction begins; its result follows.
    pub fn whole(&mut self, instruction: &str) {
        self.begin();
        self.instruct(instruction);
        self.separate();
    }

    /// More of the innermost field's instruction.
    pub fn instruct(&mut self, text: &str) {
        if self.beyond > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(field) if !field.in_result => field.instruction.push_str(text),
            Some(_) | None => self.stray = true,
        }
    }

    /// The instruction has ended, the result follows. Gives the instruction.
    pub fn separate(&mut self) -> Option<&str> {
        if self.beyond > 0 {
            return None;
        }
        match self.open.last_mut() {
            Some(field) if !field.in_result => {
                field.in_result = true;
                if let Some(destination) = field.destination() {
                    field.leads = Some(Rc::new(destination));
                }
                self.unread -= 1;
                self.numbers += usize::from(field.is("PAGEREF"));
                Some(&field.instruction)
            }
            Some(_) | None => {
                self.stray = true;
                None
            }
        }
    }

    /// The innermost field ends. Gives its instruction where no result has stood behind it.
    pub fn end(&mut self) -> Option<String> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let Some(field) = self.open.pop() else {
            self.stray = true;
            return None;
        };
        if field.in_result {
            self.numbers -= usize::from(field.is("PAGEREF"));
            return None;
        }
        self.unread -= 1;
        Some(field.instruction)
    }

    /// Whether text that stands here is read: in the result of every field round it, and no page number of the contents.
    pub fn are_read(&self) -> bool {
        self.unread == 0 && self.beyond == 0 && !(self.in_contents && self.numbers > 0)
    }

    /// The bookmark whose page number the innermost field is, in an entry of the contents.
    pub fn page_of(&self) -> Option<&str> {
        let field = self.open.last().filter(|field| field.is("PAGEREF"))?;
        let name = field.instruction.split_whitespace().nth(1);
        name.filter(|_| self.in_contents)
    }

    /// Where text that stands here leads, by the innermost field that is a link.
    pub fn link(&self) -> Option<Rc<Destination>> {
        self.open.last()?.leads.clone()
    }

    /// What is wrong where the document ends.
    pub fn fault(&self) -> Option<String> {
        let broken = self.stray || self.beyond > 0 || !self.open.is_empty();
        broken.then(|| "the marks of a field are not in order".to_owned())
    }
}

impl Field {
    fn is(&self, name: &str) -> bool {
        let own = self.instruction.split_whitespace().next();
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    fn destination(&self) -> Option<Destination> {
        if !self.is("HYPERLINK") {
            return None;
        }
        let mut words = words(&self.instruction).into_iter().skip(1);
        let (mut url, mut place) = (None, None);
        while let Some(word) = words.next() {
            match word.as_str() {
                "\\l" => place = words.next(),
                "\\o" | "\\t" | "\\s" => drop(words.next()),
                _ if word.starts_with('\\') => {}
                _ => url = url.or(Some(word)),
            }
        }
        match (url, place) {
            (Some(url), Some(place)) => Some(Destination::Url(format!("{url}#{place}").into())),
            (url, place) => url
                .map(|url| Destination::Url(url.into()))
                .or(place.map(Destination::Bookmark)),
        }
    }
}

/// The words of an instruction; quotation marks hold several together.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in instruction.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_results_are_read_and_no_page_numbers_of_contents() {
        let mut fields = Fields::default();
        assert!(fields.are_read());
        fields.begin();
        fields.instruct(" TOC \\o ");
        assert!(!fields.are_read());
        fields.separate();
        assert!(fields.are_read());
        fields.whole(" pageref here \\h ");
        assert!(fields.are_read(), "a page number in running text is a word");
        fields.in_contents = true;
        assert!(!fields.are_read());
        fields.end();
        assert!(fields.are_read() && fields.fault().is_some());
        fields.end();
        assert_eq!(fields.fault(), None);
        fields.end();
        assert!(fields.fault().is_some());
    }

    #[test]
    fn a_link_may_be_a_field() {
        let cases = [
            (
                "HYPERLINK \\l \"after you\" \\o \"tip\"",
                Some(Destination::Bookmark("after you".into())),
            ),
            (
                " HYPERLINK \"https://e.org/\" \\o \"see\" \\l here ",
                Some(Destination::Url("https://e.org/#here".into())),
            ),
            (
                "hyperlink https://e.org/",
                Some(Destination::Url("https://e.org/".into())),
            ),
            ("HYPERLINK", None),
            ("PAGEREF x", None),
        ];
        for (instruction, destination) in cases {
            let mut fields = Fields::default();
            fields.whole(instruction);
            assert_eq!(fields.link().as_deref(), destination.as_ref(), "{instruction}");
        }
    }
}
