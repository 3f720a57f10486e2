//! The LaTeX of a field's value, read into characters.
//!
//! A reference manager writes `{\'E}tude`, `5--9`, `\&` and `$\beta$`; a reader must meet É, 5–9, & and β. What has no
//! character is reported at its place: a command that prints literally is noise in a screen reader's ear. The state is
//! a stack on the heap, so that no depth of nesting can overflow ours.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::symbols;

/// A value as characters. What stood in braces is protected: it is one name, and no `and` inside it parts a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Value {
    /// Pieces of text, each with whether it was protected; neighbours differ.
    pub pieces: Vec<(String, bool)>,
}

impl Value {
    /// Plain, unprotected text.
    pub fn plain(text: &str) -> Self {
        Self {
            pieces: vec![(text.to_owned(), false)],
        }
    }

    /// The characters, white space collapsed and trimmed.
    pub fn text(&self) -> String {
        let joined: String = self.pieces.iter().map(|(text, _)| text.as_str()).collect();
        // No-break spaces between words are kept: they say that something must not be parted.
        let words: Vec<&str> = joined
            .trim()
            .split([' ', '\t', '\n', '\r'])
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    }

    fn push(&mut self, text: &str, protected: bool) {
        match self.pieces.last_mut() {
            Some((last, kind)) if *kind == protected => last.push_str(text),
            _ => self.pieces.push((text.to_owned(), protected)),
        }
    }

    /// Appends another value: what `#` does in BibTeX.
    pub fn append(&mut self, other: &Self) {
        for (text, protected) in &other.pieces {
            self.push(text, *protected);
        }
    }
}

/// What could not be turned into characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where, in bytes of the file.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: &'static str,
}

/// Reads a value that begins at byte `offset` of its file. Addresses (`verbatim`) keep tildes, hyphens and quotes.
pub(super) fn read(text: &str, offset: usize, verbatim: bool) -> (Value, Vec<Fault>) {
    let mut reader = Reader {
        text,
        offset,
        verbatim,
        at: 0,
        groups: Vec::new(),
        math: None,
        accent: None,
        script: None,
        unprotected: false,
        value: Value::default(),
        faults: Vec::new(),
    };
    reader.run();
    (reader.value, reader.faults)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Super,
    Sub,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    Protected,
    Quoted,
    Script(Script),
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
    verbatim: bool,
    at: usize,
    groups: Vec<Group>,
    /// Where the mathematics began.
    math: Option<usize>,
    /// A combining mark that waits for its letter.
    accent: Option<char>,
    /// The next character or group is raised or lowered.
    script: Option<Script>,
    /// The next group only holds a command's argument.
    unprotected: bool,
    value: Value,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        while self.peek().is_some_and(&keep) {
            self.bump();
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn fault(&mut self, start: usize, message: String, help: &'static str) {
        let bytes = self.offset + start..self.offset + self.at;
        self.faults.push(Fault { bytes, message, help });
    }

    fn run(&mut self) {
        while let Some(c) = self.bump() {
            match c {
                '\\' => self.backslash(),
                '{' => self.open(),
                '}' => self.close(),
                _ if self.verbatim => self.character(c),
                '$' => self.dollar(),
                '~' => self.character('\u{A0}'),
                '^' if self.math.is_some() => self.script = Some(Script::Super),
                '_' if self.math.is_some() => self.script = Some(Script::Sub),
                '-' => self.hyphens(),
                '`' | '\'' => self.quotes(c),
                _ if c.is_whitespace() => self.character(if c == '\u{A0}' { c } else { ' ' }),
                _ => self.character(c),
            }
        }
        if let Some(start) = self.math {
            let help = "write the characters themselves, or close the mathematics with a second `$`; a dollar sign is `\\$`";
            self.fault(start, "mathematics begins here and never ends".into(), help);
        }
    }

    /// One character, with the accent or script that waits for it.
    fn character(&mut self, c: char) {
        let script = self.script.take().or_else(|| {
            self.groups.iter().rev().find_map(|group| match group {
                Group::Script(script) => Some(*script),
                Group::Plain | Group::Protected | Group::Quoted => None,
            })
        });
        let c = match script {
            Some(Script::Super) => symbols::superscript(c),
            Some(Script::Sub) => symbols::subscript(c),
            None => c,
        };
        let protected = self.groups.contains(&Group::Protected);
        let mut buffer = [0; 4];
        match self.accent.take() {
            Some(mark) if c.is_alphabetic() => {
                let base = match c {
                    'ı' => 'i',
                    'ȷ' => 'j',
                    _ => c,
                };
                let composed: String = [base, mark].into_iter().nfc().collect();
                self.value.push(&composed, protected);
            }
            Some(_) | None => self.value.push(c.encode_utf8(&mut buffer), protected),
        }
        self.unprotected = false;
    }

    fn characters(&mut self, text: &str) {
        for c in text.chars() {
            self.character(c);
        }
    }

    fn open(&mut self) {
        let special = self.peek() == Some('\\');
        let group = match self.script.take() {
            Some(script) => Group::Script(script),
            None if self.unprotected || special || self.accent.is_some() || self.math.is_some() => {
                Group::Plain
            }
            None => Group::Protected,
        };
        self.unprotected = false;
        self.groups.push(group);
    }

    fn close(&mut self) {
        self.accent = None;
        self.script = None;
        match self.groups.pop() {
            Some(Group::Quoted) => self.characters("”"),
            Some(Group::Plain | Group::Protected | Group::Script(_)) => {}
            None => {
                let at = self.at - 1;
                self.fault(
                    at,
                    "this brace closes nothing".into(),
                    "delete it, or write `\\}` for a brace",
                );
            }
        }
    }

    fn dollar(&mut self) {
        self.math = match self.math {
            Some(_) => None,
            None => Some(self.at - 1),
        };
    }

    fn hyphens(&mut self) {
        let more = self.take_while(|c| c == '-').len();
        match more {
            0 => self.character('-'),
            1 => self.character('–'),
            2 => self.character('—'),
            _ => self.characters(&"-".repeat(more + 1)),
        }
    }

    fn quotes(&mut self, c: char) {
        let twice = self.peek() == Some(c);
        if twice {
            self.bump();
        }
        self.character(match (c, twice) {
            ('`', true) => '“',
            ('`', false) => '‘',
            (_, true) => '”',
            (_, false) => '’',
        });
    }

    fn backslash(&mut self) {
        let start = self.at - 1;
        let Some(c) = self.peek() else {
            self.fault(start, "a backslash with nothing behind it".into(), "delete it");
            return;
        };
        if c.is_ascii_alphabetic() && !self.verbatim {
            return self.command(start);
        }
        if self.verbatim {
            // Reference managers escape these in addresses; any other backslash is one.
            if "{}\\&%$#_~^:".contains(c) {
                self.bump();
                self.character(c);
            } else {
                self.character('\\');
            }
            return;
        }
        self.bump();
        match c {
            '\\' | ' ' | '\n' | '\r' | '\t' => self.character(' '),
            ',' | ';' | '!' if self.math.is_some() => {}
            ',' | ';' => self.character('\u{A0}'),
            '/' | '-' | '@' | '!' | '(' | ')' => {}
            _ => match symbols::accent(&c.to_string()) {
                Some(mark) if self.rest().starts_with("{}") => {
                    self.at += 2;
                    self.character(if mark == '\u{303}' { '~' } else { c });
                }
                Some(mark) => {
                    self.take_while(|c| c == ' ');
                    self.accent = Some(mark);
                }
                None => self.character(c),
            },
        }
    }

    fn command(&mut self, start: usize) {
        let name = self.take_while(|c| c.is_ascii_alphabetic()).to_owned();
        // TeX swallows the spaces behind a command's name.
        self.take_while(|c| matches!(c, ' ' | '\n' | '\r' | '\t'));
        if let Some(mark) = symbols::accent(&name) {
            self.accent = Some(mark);
        } else if let Some(text) = symbols::symbol(&name) {
            self.characters(text);
            self.unprotected = true;
        } else if symbols::changes_only_the_look(&name) {
            self.unprotected = true;
        } else {
            match name.as_str() {
                "textsuperscript" => self.script = Some(Script::Super),
                "textsubscript" => self.script = Some(Script::Sub),
                "enquote" | "mkbibquote" if self.peek() == Some('{') => {
                    self.bump();
                    self.characters("“");
                    self.groups.push(Group::Quoted);
                }
                "url" | "path" | "nolinkurl" if self.peek() == Some('{') => self.address(start),
                _ => {
                    let help = "write the character itself: references are plain Unicode text";
                    self.fault(
                        start,
                        format!("`\\{name}` stands for no character that is known here"),
                        help,
                    );
                }
            }
        }
    }

    /// An address inside a text: up to its brace, as it stands.
    fn address(&mut self, start: usize) {
        self.bump();
        let address = self.take_while(|c| c != '}').to_owned();
        if self.bump().is_none() {
            self.fault(start, "this address has no end".into(), "close it with `}`");
        }
        self.value.push(&address.replace('\\', ""), true);
    }
}
