//! JSON (RFC 8259) as a tree in which every name and value knows its place.
//!
//! Readers of JSON keep no places, and a file of references is written by hand often enough: an editor must be led to
//! the missing comma, and to the item whose date is wrong.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{SourceText, Span};
use crate::source::yaml::{Node, Value};

/// How deep lists and objects may stand in each other; CSL-JSON needs six.
const DEEPEST: usize = 24;

/// What is no JSON, and what to write.
pub(super) struct Fault {
    pub bytes: Range<usize>,
    pub message: &'static str,
    pub help: &'static str,
}

/// The tree of a JSON text. Numbers and words such as `true` stay as written; `null` is nothing.
pub(super) fn parse(source: &Arc<SourceText>) -> Result<Node, Fault> {
    let mut parser = Parser {
        source,
        text: source.text.as_str(),
        at: if source.text.starts_with('\u{feff}') { 3 } else { 0 },
    };
    let node = parser.value(0)?;
    parser.space();
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.fault(
            "something stands behind the end of the list",
            "put all items into one list: `[{…}, {…}]`",
        )),
    }
}

struct Parser<'a> {
    source: &'a Arc<SourceText>,
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        let rest = self.rest();
        let left = rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.at += rest.len() - left;
    }

    /// Steps over a sign, if it is the next.
    fn take(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    /// A fault at the next character.
    fn fault(&self, message: &'static str, help: &'static str) -> Fault {
        let width = self.peek().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        if self.rest().is_empty() {
            let end = self.text.trim_end().len();
            let start = self.text[..end]
                .char_indices()
                .next_back()
                .map_or(0, |(at, _)| at);
            return Fault {
                bytes: start..end,
                message: "the file ends in the middle of a value",
                help: "close every `{` with `}`, every `[` with `]` and every quotation mark",
            };
        }
        Fault {
            bytes: self.at..self.at + width,
            message,
            help,
        }
    }

    fn node(&self, bytes: Range<usize>, value: Value) -> Node {
        Node {
            value,
            span: Span::new(self.source, bytes),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        self.space();
        if depth > DEEPEST {
            return Err(self.fault(
                "lists and objects stand too deep in each other",
                "an item is an object; its dates and names are the deepest parts",
            ));
        }
        let start = self.at;
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('"') => {
                let text = self.string()?;
                Ok(self.node(start..self.at, Value::Text(text)))
            }
            Some('\'' | '“' | '”') => Err(self.fault(
                "this quotation mark is none of JSON",
                "put text between straight double quotation marks: `\"text\"`",
            )),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Node, Fault> {
        let start = self.at;
        self.take('{');
        let mut entries = Vec::new();
        self.space();
        if self.take('}') {
            return Ok(self.node(start..start + 1, Value::Map(entries)));
        }
        loop {
            self.space();
            let key = self.at;
            if self.peek() != Some('"') {
                let help = "write `\"name\": value`, with no comma before the `}`";
                return Err(self.fault("a name in double quotation marks is missing here", help));
            }
            let name = self.string()?;
            let name = self.node(key..self.at, Value::Text(name));
            self.space();
            if !self.take(':') {
                return Err(self.fault("a colon is missing here", "write `\"name\": value`"));
            }
            entries.push((name, self.value(depth + 1)?));
            self.space();
            if self.take('}') {
                return Ok(self.node(start..start + 1, Value::Map(entries)));
            }
            if !self.take(',') {
                let help = "put a comma between one `\"name\": value` and the next, and `}` behind the last";
                return Err(self.fault("a comma or `}` is missing here", help));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Node, Fault> {
        let start = self.at;
        self.take('[');
        let mut items = Vec::new();
        self.space();
        if self.take(']') {
            return Ok(self.node(start..start + 1, Value::List(items)));
        }
        loop {
            self.space();
            if self.peek() == Some(']') {
                let help = "take out the comma before it";
                return Err(self.fault("a value is missing before this bracket", help));
            }
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take(']') {
                return Ok(self.node(start..start + 1, Value::List(items)));
            }
            if !self.take(',') {
                let help = "put a comma between one value and the next, and `]` behind the last";
                return Err(self.fault("a comma or `]` is missing here", help));
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
            .unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default().to_owned();
        let value = match word.as_str() {
            "null" => Value::Nothing,
            "true" | "false" => Value::Text(word),
            _ if word.starts_with(|c: char| c == '-' || c.is_ascii_digit())
                && word.parse::<f64>().is_ok() =>
            {
                Value::Text(word)
            }
            _ => {
                let help = "write text in double quotation marks, numbers without";
                return Err(self.fault("a value is missing here", help));
            }
        };
        self.at += end;
        Ok(self.node(start..self.at, value))
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        self.take('"');
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .find(|c: char| c == '"' || c == '\\' || c < ' ')
                .unwrap_or(rest.len());
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some('\\') => out.push(self.escape()?),
                Some(_) | None => {
                    return Err(Fault {
                        bytes: start..start + 1,
                        message: "this quotation mark is not closed on its line",
                        help: "close the text with `\"`; a quotation mark inside it is written `\\\"`",
                    });
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let fault = |parser: &Self| {
            parser.fault(
                "this backslash begins nothing that JSON knows",
                "write `\\\\` for a backslash and `\\\"` for a quotation mark",
            )
        };
        let c = match self.rest().chars().nth(1) {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b' | 'f') => ' ',
            Some('u') => {
                let high = self.unit(2).ok_or_else(|| fault(self))?;
                let low = self.unit(8).filter(|_| self.rest().get(6..8) == Some("\\u"));
                let mut units = char::decode_utf16([high].into_iter().chain(low));
                let c = units.next().and_then(Result::ok).ok_or_else(|| fault(self))?;
                self.at += if c.len_utf16() == 2 { 12 } else { 6 };
                return Ok(c);
            }
            Some(_) | None => return Err(fault(self)),
        };
        self.at += 2;
        Ok(c)
    }

    /// Four hexadecimal figures, this many bytes on.
    fn unit(&self, from: usize) -> Option<u16> {
        let figures = self.rest().get(from..from + 4)?;
        figures
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u16::from_str_radix(figures, 16).ok())?
    }
}
