//! The document information dictionary and the XMP packet, which say the same (ISO 19005-2, 6.6; ISO 14289-1, 5).

use std::fmt::Write;

use lopdf::{Document, Object, ObjectId, Stream};

use super::super::broken;
use super::super::object::{dictionary, name, text};
use crate::error::Result;
use crate::layout::Edition;
use crate::model::Date;

const PRODUCER: &str = concat!("clearleaf ", env!("CARGO_PKG_VERSION"));

/// Writes both; gives the metadata stream.
///
/// # Errors
/// `Error::Write` where the trailer has no information dictionary.
pub(super) fn add(doc: &mut Document, edition: &Edition) -> Result<ObjectId> {
    let leaflet = &edition.leaflet;
    let authors = Some(leaflet.creators().join(", ")).filter(|names| !names.is_empty());
    let mut info = dictionary([("Title", text(&held(&leaflet.title)))]);
    if let Some(authors) = &authors {
        info.set("Author", text(&held(authors)));
    }
    if let Some(summary) = &leaflet.summary {
        info.set("Subject", text(&held(summary)));
    }
    let keywords: Vec<&str> = leaflet.keywords.iter().map(|word| &**word).collect();
    let keywords = Some(keywords.join(", ")).filter(|words| !words.is_empty());
    if let Some(keywords) = &keywords {
        info.set("Keywords", text(&held(keywords)));
    }
    info.set("Creator", text(PRODUCER));
    info.set("Producer", text(PRODUCER));
    if let Some(date) = edition.date {
        let stamp = format!(
            "D:{:04}{:02}{:02}000000Z",
            date.year(),
            date.month(),
            date.day().unwrap_or(1)
        );
        info.set("CreationDate", Object::string_literal(stamp.clone()));
        info.set("ModDate", Object::string_literal(stamp));
    }
    let id = doc
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .map_err(broken)?;
    doc.set_object(id, info);
    let dict = dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    let packet = packet(edition, authors.as_deref(), keywords.as_deref()).into_bytes();
    Ok(doc.add_object(Stream::new(dict, packet).with_compression(false)))
}

/// The XMP packet (ISO 16684-1), with the schema that PDF/A wants described before it accepts `pdfuaid`.
fn packet(edition: &Edition, authors: Option<&str>, keywords: Option<&str>) -> String {
    let leaflet = &edition.leaflet;
    let lang = edition.lang().as_str();
    let mut out = String::from("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    out.push_str("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    out.push_str("<dc:format>application/pdf</dc:format>\n");
    alternative(&mut out, "dc:title", &leaflet.title);
    if let Some(summary) = &leaflet.summary {
        alternative(&mut out, "dc:description", summary);
    }
    if let Some(authors) = authors {
        let _ = writeln!(
            out,
            "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
            escape(authors)
        );
    }
    let _ = writeln!(
        out,
        "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>",
        escape(lang)
    );
    let _ = writeln!(out, "<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>");
    if let Some(date) = edition.date {
        let stamp = timestamp(date);
        for property in ["CreateDate", "ModifyDate", "MetadataDate"] {
            let _ = writeln!(out, "<xmp:{property}>{stamp}</xmp:{property}>");
        }
    }
    if let Some(keywords) = keywords {
        let _ = writeln!(out, "<pdf:Keywords>{}</pdf:Keywords>", escape(keywords));
    }
    let _ = writeln!(out, "<pdf:Producer>{PRODUCER}</pdf:Producer>");
    out.push_str("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n");
    out.push_str(UA_SCHEMA);
    out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}

fn timestamp(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year(),
        date.month(),
        date.day().unwrap_or(1)
    )
}

fn alternative(out: &mut String, property: &str, value: &str) {
    let value = escape(value);
    let _ = writeln!(
        out,
        "<{property}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{property}>"
    );
}

/// A value that both places can hold: what XML 1.0 cannot becomes U+FFFD.
fn held(value: &str) -> String {
    let hold = |c: char| match c {
        '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'.. => c,
        _ => '\u{FFFD}',
    };
    value.chars().map(hold).collect()
}

/// XML text.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in held(value).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

const UA_SCHEMA: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"#;
