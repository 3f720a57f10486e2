//! A small mutable element tree over quick-xml, for finishing what a crate wrote: names keep their prefixes and attributes
//! their order, exactly as written. Comments and processing instructions are left out.
//!
//! Namespaces are not resolved here: whoever edits a part knows which prefixes its writer uses.

mod parse;

pub use self::parse::MAX_DEPTH;

/// A document: an optional document type and the root element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What stands between `<!DOCTYPE` and `>`, such as `html`.
    pub doctype: Option<String>,
    /// The root element.
    pub root: Element,
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name with its prefix, such as `w:p`.
    pub name: String,
    /// Its attributes in order, names with their prefixes, values unescaped.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

impl Element {
    /// An empty element.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The element with one more attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The element with one more child element.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with more child elements.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The element with text after what it holds.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Whether it bears this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an attribute: in its place where it exists, else at the end.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    /// Removes an attribute.
    pub fn unset(&mut self, name: &str) {
        self.attributes.retain(|(n, _)| n != name);
    }

    /// The child elements in order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements in order, to change.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.is(name))
    }

    /// The first child element with this name, to change.
    pub fn find_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.elements_mut().find(|element| element.is(name))
    }

    /// Changes the first child element with this name; made as the first child where there is none.
    pub fn edit(&mut self, name: &str, change: impl FnOnce(&mut Element)) {
        if let Some(found) = self.find_mut(name) {
            change(found);
        } else {
            let mut made = Element::new(name);
            change(&mut made);
            self.children.insert(0, Node::Element(made));
        }
    }

    /// Keeps only the child elements for which `keep` says so; text stays.
    pub fn retain_elements(&mut self, mut keep: impl FnMut(&Element) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// Calls `change` on this element and all below it, each before its children, in document order.
    pub fn walk_mut(&mut self, change: &mut impl FnMut(&mut Element)) {
        change(self);
        for child in self.elements_mut() {
            child.walk_mut(change);
        }
    }

    /// Calls `look` on this element and all below it, each before its children, in document order.
    pub fn walk<'a>(&'a self, look: &mut impl FnMut(&'a Element)) {
        look(self);
        for child in self.elements() {
            child.walk(look);
        }
    }

    /// The text in it and below it.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        self.walk(&mut |element| {
            for node in &element.children {
                if let Node::Text(text) = node {
                    out.push_str(text);
                }
            }
        });
        out
    }

    /// As XML without a declaration.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, true, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, false, out),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Escapes text for content, or for an attribute between double quotes. What XML 1.0 cannot hold (section 2.2: most
/// control characters) is left out.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
}

impl Document {
    /// A document without a document type.
    #[must_use]
    pub fn new(root: Element) -> Self {
        Self { doctype: None, root }
    }

    /// As UTF-8 with a declaration.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        if let Some(doctype) = &self.doctype {
            out.push_str("<!DOCTYPE ");
            out.push_str(doctype);
            out.push_str(">\n");
        }
        self.root.write(&mut out);
        out.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    fn round(xml: &str) -> String {
        let bytes = Document::parse(xml.as_bytes()).unwrap().to_bytes();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn prefixes_and_attribute_order_stay() {
        let xml = "<w:p xmlns:w=\"urn:w\" w:z=\"1\" a=\"&amp;&lt;&quot;'\"><w:t xml:space=\"preserve\"> a &amp; b &lt; c\u{a0}</w:t><w:e/></w:p>";
        assert_eq!(round(xml), format!("{DECLARATION}{xml}"));
    }

    #[test]
    fn a_document_type_stays_and_comments_go() {
        let xml = "<?xml version='1.0'?><!DOCTYPE html><!-- c --><html><?p i?>x<!-- d -->y<![CDATA[<]]>&#x41;</html>";
        assert_eq!(
            round(xml),
            format!("{DECLARATION}<!DOCTYPE html>\n<html>xy&lt;A</html>")
        );
    }

    #[test]
    fn white_space_in_attributes_survives_and_forbidden_characters_go() {
        let element = Element::new("a").with("b", "x\n\ty\r").text("\u{1}z\u{FFFE}\r\n");
        assert_eq!(element.to_xml(), "<a b=\"x&#10;&#9;y&#13;\">z&#13;\n</a>");
        let again = Document::parse(element.to_xml().as_bytes()).unwrap().root;
        assert_eq!(again.attribute("b"), Some("x\n\ty\r"));
        assert_eq!(again.plain_text(), "z\r\n");
    }

    #[test]
    fn elements_are_found_and_changed() {
        let mut root = Document::parse(b"<r><a n='1'/>t<b><a n='2'/></b></r>")
            .unwrap()
            .root;
        root.walk_mut(&mut |e| {
            if e.is("a") {
                e.set("n", "3");
                e.set("m", "4");
            }
        });
        root.edit("c", |e| e.unset("x"));
        root.edit("b", |e| e.children.clear());
        assert_eq!(root.to_xml(), "<r><c/><a n=\"3\" m=\"4\"/>t<b/></r>");
        root.retain_elements(|e| !e.is("a"));
        assert_eq!(root.to_xml(), "<r><c/>t<b/></r>");
    }
}
