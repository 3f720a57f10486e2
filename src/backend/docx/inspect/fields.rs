//! Fields (ECMA-376 part 1, 17.16): instructions to the program, and the words that they last came to. Only those are read.
//!
//! A complex field is marks among runs, and what stands between them may be other fields, other runs of other paragraphs:
//! a contents list is one field round many paragraphs, each with a field for its page number.

/// The fields that are open where the walk is, the outermost first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    /// A mark that belongs to no field has been met.
    stray: bool,
    /// Whether this is an entry of a contents list, whose page number is no part of the words.
    pub in_contents: bool,
}

#[derive(Debug)]
struct Field {
    instruction: String,
    in_result: bool,
}

/// Where a field leads that is a link.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// Out of the document.
    Url(String),
    /// To a bookmark.
    Bookmark(String),
}

impl Fields {
    /// A field begins; its instruction follows.
    pub fn begin(&mut self) {
        self.open.push(Field {
            instruction: String::new(),
            in_result: false,
        });
    }

    /// A field that has its instruction begins; its result follows.
    pub fn whole(&mut self, instruction: &str) {
        self.open.push(Field {
            instruction: instruction.to_owned(),
            in_result: true,
        });
    }

    /// More of the innermost field's instruction.
    pub fn instruct(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(field) if !field.in_result => field.instruction.push_str(text),
            Some(_) | None => self.stray = true,
        }
    }

    /// The instruction has ended, the result follows.
    pub fn separate(&mut self) {
        match self.open.last_mut() {
            Some(field) if !field.in_result => field.in_result = true,
            Some(_) | None => self.stray = true,
        }
    }

    /// The innermost field ends.
    pub fn end(&mut self) {
        if self.open.pop().is_none() {
            self.stray = true;
        }
    }

    /// Whether text that stands here is read: in the result of every field round it, and no page number of the contents.
    pub fn are_read(&self) -> bool {
        let numbers = self.in_contents && self.open.iter().any(|field| field.is("PAGEREF"));
        !numbers && self.open.iter().all(|field| field.in_result)
    }

    /// The bookmark whose page number the innermost field is, in an entry of the contents.
    pub fn page_of(&self) -> Option<&str> {
        let field = self.open.last().filter(|field| field.is("PAGEREF"))?;
        let name = field.instruction.split_whitespace().nth(1);
        name.filter(|_| self.in_contents)
    }

    /// Where text that stands here leads, by the innermost field that is a link.
    pub fn link(&self) -> Option<Destination> {
        self.open.iter().rev().find_map(Field::destination)
    }

    /// What is wrong where the document ends.
    pub fn fault(&self) -> Option<String> {
        let broken = self.stray || !self.open.is_empty();
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
            (Some(url), Some(place)) => Some(Destination::Url(format!("{url}#{place}"))),
            (url, place) => url.map(Destination::Url).or(place.map(Destination::Bookmark)),
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
            assert_eq!(fields.link(), destination, "{instruction}");
        }
    }
}
