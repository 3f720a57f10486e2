//! The package: which parts there are, what they are, and how they hang together (ECMA-376 part 2). Relationships are
//! written by us in a fixed order; docx-rs takes theirs from hash maps.

use super::settings::FOOTER_ID;
use crate::package::xml::{Document, Element};
use crate::package::zip::Part;

/// What a part is: its content type and the type of the relationship that leads to it.
#[derive(Clone, Copy)]
pub struct Kind {
    content_type: &'static str,
    relationship: &'static str,
}

macro_rules! kind {
    ($name:literal) => {
        Kind {
            content_type: concat!(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.",
                $name,
                "+xml"
            ),
            relationship: concat!(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                $name
            ),
        }
    };
}

/// The foot of the page.
pub const FOOTER: Kind = kind!("footer");
/// The style sheet.
pub const STYLES: Kind = kind!("styles");
/// The lists.
pub const NUMBERING: Kind = kind!("numbering");
/// The settings.
pub const SETTINGS: Kind = kind!("settings");
/// The theme.
pub const THEME: Kind = Kind {
    content_type: "application/vnd.openxmlformats-officedocument.theme+xml",
    relationship: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme",
};
/// The fonts.
pub const FONT_TABLE: Kind = kind!("fontTable");

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const PROPERTIES: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const EXTENDED: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// Collects the parts of a package.
#[derive(Default)]
pub struct Package {
    parts: Vec<Part>,
    /// Each with the id of its relationship.
    pictures: Vec<(Part, String)>,
    fonts: Vec<Part>,
    /// Of the document part: id, type, target, whether the target is outside.
    relationships: Vec<(String, String, String, bool)>,
    /// Of the font table, likewise.
    faces: Vec<(String, String, String, bool)>,
    defaults: Vec<(&'static str, &'static str)>,
    overrides: Vec<(String, &'static str)>,
    links: usize,
}

impl Package {
    /// Adds a relationship to a URL; its id.
    pub fn link(&mut self, url: &str) -> String {
        self.links += 1;
        let id = format!("rIdLink{}", self.links);
        self.relate(&id, &format!("{OFFICE}/hyperlink"), url, true);
        id
    }

    /// Adds a picture of the document, once however often it is shown; its relationship's id.
    pub fn media(
        &mut self,
        number: usize,
        extension: &'static str,
        content_type: &'static str,
        bytes: &[u8],
    ) -> String {
        let same = |(part, _): &&(Part, String)| part.bytes == bytes && part.name.ends_with(extension);
        if let Some((_, id)) = self.pictures.iter().find(same) {
            return id.clone();
        }
        let id = format!("rIdPicture{number}{extension}");
        let name = format!("media/picture{number}.{extension}");
        self.relate(&id, &format!("{OFFICE}/image"), &name, false);
        let part = Part {
            stored: extension == "png",
            ..Part::new(format!("word/{name}"), bytes)
        };
        self.pictures.push((part, id.clone()));
        self.default_type(extension, content_type);
        id
    }

    /// Adds an obfuscated face of the font table; its relationship's id.
    pub fn face(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let id = format!("rIdFace{}", self.faces.len() + 1);
        let file = format!("fonts/{name}.odttf");
        self.fonts.push(Part::new(format!("word/{file}"), bytes));
        self.faces
            .push((id.clone(), format!("{OFFICE}/font"), file, false));
        self.default_type(
            "odttf",
            "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        );
        id
    }

    /// Adds the document part.
    pub fn document(&mut self, root: Element) {
        self.overrides.push(("/word/document.xml".to_owned(), DOCUMENT));
        self.xml("word/document.xml", root);
    }

    /// Adds a part that the document part leads to.
    pub fn part(&mut self, name: &str, kind: Kind, root: Element) {
        let file = format!("{name}.xml");
        let id = if name == "footer1" {
            FOOTER_ID.to_owned()
        } else {
            format!("rId{}", name.replace('/', "_"))
        };
        self.relate(&id, kind.relationship, &file, false);
        self.overrides.push((format!("/word/{file}"), kind.content_type));
        self.xml(&format!("word/{file}"), root);
    }

    /// Adds the document properties.
    pub fn properties(&mut self, core: Element, application: Element) {
        self.overrides.push(("/docProps/core.xml".to_owned(), PROPERTIES));
        self.overrides.push(("/docProps/app.xml".to_owned(), EXTENDED));
        self.xml("docProps/core.xml", core);
        self.xml("docProps/app.xml", application);
    }

    /// All parts, the content types first, as Word writes them.
    pub fn finish(mut self) -> Vec<Part> {
        let mut out = vec![
            file("[Content_Types].xml", self.content_types()),
            file("_rels/.rels", package_relationships()),
        ];
        let relationships = std::mem::take(&mut self.relationships);
        out.append(&mut self.parts);
        out.push(file(
            "word/_rels/document.xml.rels",
            relationships_part(&relationships),
        ));
        if !self.faces.is_empty() {
            out.push(file(
                "word/_rels/fontTable.xml.rels",
                relationships_part(&self.faces),
            ));
        }
        out.extend(self.pictures.into_iter().map(|(part, _)| part));
        out.append(&mut self.fonts);
        out
    }

    fn relate(&mut self, id: &str, kind: &str, target: &str, outside: bool) {
        self.relationships
            .push((id.to_owned(), kind.to_owned(), target.to_owned(), outside));
    }

    fn default_type(&mut self, extension: &'static str, content_type: &'static str) {
        if !self.defaults.contains(&(extension, content_type)) {
            self.defaults.push((extension, content_type));
        }
    }

    fn xml(&mut self, name: &str, root: Element) {
        self.parts.push(file(name, root));
    }

    fn content_types(&self) -> Element {
        let mut defaults = vec![
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
        ];
        defaults.extend(&self.defaults);
        defaults.sort_unstable();
        let default = |(extension, content_type): (&str, &str)| {
            Element::new("Default")
                .with("Extension", extension)
                .with("ContentType", content_type)
        };
        let override_ = |(name, content_type): &(String, &str)| {
            Element::new("Override")
                .with("PartName", name)
                .with("ContentType", *content_type)
        };
        Element::new("Types")
            .with("xmlns", format!("{PACKAGE}/content-types"))
            .children(defaults.into_iter().map(default))
            .children(self.overrides.iter().map(override_))
    }
}

fn file(name: &str, root: Element) -> Part {
    Part::new(name, Document::new(root).to_bytes())
}

fn package_relationships() -> Element {
    let relation =
        |id: &str, kind: &str, target: &str| (id.to_owned(), kind.to_owned(), target.to_owned(), false);
    relationships_part(&[
        relation(
            "rIdDocument",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        relation(
            "rIdCore",
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        relation(
            "rIdExtended",
            &format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ),
    ])
}

fn relationships_part(relationships: &[(String, String, String, bool)]) -> Element {
    let element = |(id, kind, target, outside): &(String, String, String, bool)| {
        let mut element = Element::new("Relationship")
            .with("Id", id)
            .with("Type", kind)
            .with("Target", target);
        if *outside {
            element.set("TargetMode", "External");
        }
        element
    };
    Element::new("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .children(relationships.iter().map(element))
}
