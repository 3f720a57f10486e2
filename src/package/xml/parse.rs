//! Bytes as an element tree: what quick-xml meets, put together.

use quick_xml::events::{BytesStart, Event};

use super::{Document, Element, Node};

/// How deep elements may nest.
pub const MAX_DEPTH: usize = 1_024;

impl Document {
    /// Parses UTF-8 bytes.
    ///
    /// # Errors
    /// The parser's own words, where the bytes are no well-formed XML or nest deeper than [`MAX_DEPTH`].
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
        let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        let mut builder = Builder::default();
        loop {
            let event = reader
                .read_event()
                .map_err(|e| format!("at byte {}: {e}", reader.error_position()))?;
            if !builder.take(event)? {
                return builder.finish();
            }
        }
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    doctype: Option<String>,
}

impl Builder {
    /// Takes an event; `false` says that it was the last.
    fn take(&mut self, event: Event<'_>) -> Result<bool, String> {
        match event {
            Event::Start(start) => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(format!("elements nest deeper than {MAX_DEPTH}"));
                }
                self.open.push(element(&start)?);
            }
            Event::Empty(start) => self.close(element(&start)?)?,
            Event::End(_) => {
                if let Some(done) = self.open.pop() {
                    self.close(done)?;
                }
            }
            Event::Text(text) => self.text(&text.xml10_content().map_err(|e| e.to_string())?)?,
            Event::CData(text) => self.text(&text.xml10_content().map_err(|e| e.to_string())?)?,
            Event::GeneralRef(name) => {
                let name = name.decode().map_err(|e| e.to_string())?;
                let escaped = format!("&{name};");
                let text = quick_xml::escape::unescape(&escaped).map_err(|e| e.to_string())?;
                self.text(&text)?;
            }
            Event::DocType(doctype) => {
                self.doctype = Some(doctype.decode().map_err(|e| e.to_string())?.trim().to_owned());
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn close(&mut self, done: Element) -> Result<(), String> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(done)),
            None if self.root.is_none() => self.root = Some(done),
            None => return Err("more than one root element".to_owned()),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        let Some(parent) = self.open.last_mut() else {
            let blank = text.trim().is_empty();
            return if blank {
                Ok(())
            } else {
                Err("text outside the root element".to_owned())
            };
        };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.to_owned())),
        }
        Ok(())
    }

    fn finish(self) -> Result<Document, String> {
        if let Some(open) = self.open.last() {
            return Err(format!("the element {} is not closed", open.name));
        }
        let root = self.root.ok_or("there is no root element")?;
        Ok(Document {
            doctype: self.doctype,
            root,
        })
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut element = Element::new(name(start.name().as_ref()));
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|e| e.to_string())?;
        element
            .attributes
            .push((name(attribute.key.as_ref()), value.into_owned()));
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_xml_is_an_error() {
        for xml in [
            "",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "x<a/>",
            "<a b=1/>",
            "<a>&nbsp;</a>",
            "<a>&</a>",
            "<a b='&x;'/>",
        ] {
            assert!(Document::parse(xml.as_bytes()).is_err(), "{xml}");
        }
        assert!(Document::parse(b"<a>\xFF</a>").is_err());
        let deep = |n: usize| "<a>".repeat(n) + &"</a>".repeat(n);
        assert!(Document::parse(deep(MAX_DEPTH).as_bytes()).is_ok());
        assert!(Document::parse(deep(MAX_DEPTH + 1).as_bytes()).is_err());
    }
}
