//! Pictures: docx-rs calls every one `Figure` and numbers it 1, has no text alternatives, and knows no SVG.

use super::package::Package;
use super::pair;
use crate::backend::docx::emit::notes::PictureNote;
use crate::package::xml::Element;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// Gives each drawing its pixels, its drawing where it has one, and its alternative or the mark that it needs none.
pub fn apply(root: &mut Element, notes: &[PictureNote], package: &mut Package) -> Result<(), String> {
    pair(root, "w:drawing", notes, |drawing, note, number| {
        let pixels = package.media(number, "png", "image/png", &note.png);
        let svg = note.svg.as_ref();
        let svg = svg.map(|text| package.media(number, "svg", "image/svg+xml", text.as_bytes()));
        drawing.walk_mut(&mut |element| match element.name.as_str() {
            "wp:docPr" => name(element, note, number),
            "pic:cNvPr" => {
                element.set("id", number.to_string());
                element.set("name", format!("Picture {number}"));
            }
            "a:blip" => {
                element.set("r:embed", &pixels);
                if let Some(svg) = &svg {
                    element.children.clear();
                    *element = std::mem::take(element)
                        .child(extension(svg_blip(svg), "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"));
                }
            }
            "pic:spPr" => {
                if let Some(ground) = note.ground {
                    let colour = Element::new("a:srgbClr").with("val", ground.hex());
                    *element = std::mem::take(element).child(Element::new("a:solidFill").child(colour));
                }
            }
            _ => {}
        });
    })
}

fn name(element: &mut Element, note: &PictureNote, number: usize) {
    element.set("id", number.to_string());
    element.set("name", format!("Picture {number}"));
    match &note.alt {
        Some(alt) => element.set("descr", alt),
        None => {
            let decorative = Element::new("adec:decorative")
                .with(
                    "xmlns:adec",
                    "http://schemas.microsoft.com/office/drawing/2017/decorative",
                )
                .with("val", "1");
            let mark = extension(decorative, "{C183D7F6-B498-43B3-948B-1728B52AA6E4}");
            *element = std::mem::take(element).child(mark);
        }
    }
}

fn svg_blip(relationship: &str) -> Element {
    Element::new("asvg:svgBlip")
        .with(
            "xmlns:asvg",
            "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
        )
        .with("r:embed", relationship)
}

/// Extensions of DrawingML are found by their number (MS-ODRAWXML); programs that do not know one pass it over.
fn extension(content: Element, uri: &str) -> Element {
    let ext = Element::new("a:ext").with("uri", uri).child(content);
    Element::new("a:extLst").with("xmlns:a", DRAWING).child(ext)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn a_picture_has_an_alternative_or_is_decorative() {
        let xml = b"<p><w:drawing><wp:docPr id='1' name='Figure'/><a:blip r:embed='x'/></w:drawing>\
                    <w:drawing><wp:docPr id='1' name='Figure'/><a:blip r:embed='x'/></w:drawing>\
                    <w:drawing><wp:docPr id='1' name='Figure'/><a:blip r:embed='x'/></w:drawing></p>";
        let mut root = Document::parse(xml).unwrap().root;
        let note = |alt: Option<&str>, svg: Option<&str>, pixels: u8| PictureNote {
            alt: alt.map(str::to_owned),
            png: Arc::from([pixels]),
            svg: svg.map(Arc::from),
            ground: None,
        };
        let notes = [
            note(Some("A \"b\""), Some("<svg/>"), 1),
            note(None, None, 2),
            note(None, None, 1),
        ];
        apply(&mut root, &notes, &mut Package::default()).unwrap();
        let xml = root.to_xml();
        assert!(
            xml.contains("id=\"1\" name=\"Picture 1\" descr=\"A &quot;b&quot;\"/>"),
            "{xml}"
        );
        assert!(
            xml.contains("<a:blip r:embed=\"rIdPicture1png\"><a:extLst"),
            "{xml}"
        );
        assert!(xml.contains("r:embed=\"rIdPicture1svg\"/>"), "{xml}");
        assert!(xml.contains("id=\"2\" name=\"Picture 2\"><a:extLst"), "{xml}");
        assert!(xml.contains("decorative\" val=\"1\"/>"), "{xml}");
        assert!(
            xml.contains("<a:blip r:embed=\"rIdPicture2png\"/></w:drawing>"),
            "{xml}"
        );
        let last = "<a:blip r:embed=\"rIdPicture1png\"/></w:drawing></p>";
        assert!(xml.ends_with(last), "equal pictures are one part: {xml}");
    }
}
