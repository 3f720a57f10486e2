//! The title, the language and the marks of a tagged file.

use super::file::{File, text_string};
use crate::backend::faults::Faults;
use crate::model::Lang;
use lopdf::Object;

const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const DC: &str = "http://purl.org/dc/elements/1.1/";

/// The language of the document; one that is missing or wrong is a fault, and undetermined.
pub(super) fn language(file: &File, faults: &mut Faults) -> Lang {
    let tag = file
        .catalog()
        .ok()
        .and_then(|catalog| file.short_text(catalog, "Lang"));
    let parsed = match tag {
        Some(tag) => Lang::parse(&tag).map_err(|e| format!("the language `{tag}`: {e}")),
        None => Err("the document has no language".to_owned()),
    };
    parsed.unwrap_or_else(|fault| {
        faults.push(fault);
        Lang::parse("und").unwrap_or_else(|_| Lang::english())
    })
}

/// The title that a reader announces: Dublin Core's in the XMP packet, or the information dictionary's.
pub(super) fn title(file: &File, faults: &mut Faults) -> String {
    if let Some(title) = dublin_core_title(file) {
        return title;
    }
    faults.push("the metadata have no title");
    let info = file
        .trailer()
        .get(b"Info")
        .ok()
        .and_then(|info| file.resolve(info)?.as_dict().ok());
    let title = info.and_then(|info| file.get(info, "Title")?.as_str().ok());
    title.map(text_string).unwrap_or_default()
}

/// The program that says it made the file.
pub(super) fn producer(file: &File) -> Option<String> {
    let info = file.trailer().get(b"Info").ok();
    let info = info.and_then(|info| file.resolve(info)?.as_dict().ok());
    let said = |key: &str| info.and_then(|info| file.text(info, key));
    let packet = packet(file);
    let xml = packet
        .as_deref()
        .and_then(|packet| roxmltree::Document::parse(packet).ok());
    let property = |name: (&'static str, &'static str)| {
        let mut nodes = xml.as_ref()?.descendants();
        nodes.find_map(|node| {
            let element = node.has_tag_name(name).then(|| node.text()).flatten();
            element.or_else(|| node.attribute(name)).map(str::to_owned)
        })
    };
    // Some name only the program that the author used.
    let said = said("Producer")
        .or_else(|| property((PDF, "Producer")))
        .or_else(|| said("Creator"))
        .or_else(|| property((XMP, "CreatorTool")));
    said.map(|said| said.trim().to_owned())
        .filter(|said| !said.is_empty())
}

/// The information dictionary says what the XMP packet says, and pages are called by numbers: neither is heard, and no
/// validator of PDF/A-2 or PDF/UA-1 asks for it.
pub(super) fn agreement(file: &File, ours: bool, faults: &mut Faults) {
    let packet = packet(file).unwrap_or_default();
    let said = |property: &str| -> Option<String> {
        let (_, rest) = packet.split_once(&format!("<xmp:{property}>"))?;
        let (value, _) = rest.split_once('<')?;
        Some(value.chars().filter(char::is_ascii_digit).collect())
    };
    let info = file.trailer().get(b"Info").ok();
    let info = info.and_then(|info| file.resolve(info)?.as_dict().ok());
    for (key, property) in [("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")] {
        let date = info.and_then(|info| file.text(info, key));
        let date = date.map(|date| date.chars().filter(char::is_ascii_digit).collect::<String>());
        let said = said(property);
        // Others may leave out one of the two, or the time zone.
        let agree = match (&date, &said) {
            _ if ours => date == said,
            (Some(date), Some(said)) => date.get(..14) == said.get(..14),
            (Some(_) | None, _) => true,
        };
        if !agree {
            faults.push(format!(
                "the {key} of the file says another date than its metadata"
            ));
        }
    }
    let titles = (
        info.and_then(|info| file.text(info, "Title")),
        dublin_core_title(file),
    );
    if let (Some(title), Some(other)) = &titles
        && title != other
    {
        faults.push(format!(
            "the file is called “{title}”, and “{other}” by its metadata"
        ));
    }
    if ours && !file.catalog().is_ok_and(|catalog| catalog.has(b"PageLabels")) {
        faults.push("the file has no page labels");
    }
}

fn packet(file: &File) -> Option<String> {
    let catalog = file.catalog().ok()?;
    String::from_utf8(file.stream(catalog.get(b"Metadata").ok()?)?).ok()
}

fn dublin_core_title(file: &File) -> Option<String> {
    let packet = packet(file)?;
    let xml = roxmltree::Document::parse(&packet).ok()?;
    let title = xml.descendants().find(|node| node.has_tag_name((DC, "title")))?;
    let value = title
        .descendants()
        .find(|node| node.is_element() && node.tag_name().name() == "li")?;
    Some(value.text().unwrap_or_default().to_owned())
}

/// Whether the file says that it is tagged.
pub(super) fn marked(file: &File) -> bool {
    let mark = || {
        file.dict(file.catalog().ok()?, "MarkInfo")?
            .get(b"Marked")
            .and_then(Object::as_bool)
            .ok()
    };
    mark().unwrap_or(false)
}
