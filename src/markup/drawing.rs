//! Drawings as safe SVG: parsed, resolved and written anew, so that no script, style sheet, address or font of the
//! author's file reaches a reader.

use crate::layout::fonts::drawing;

/// An SVG document in its simplest form: shapes and gradients only, words turned into paths of the bundled faces, so
/// that a drawing looks the same in every reading system. Nothing outside the document is ever loaded.
///
/// # Errors
/// The parser's own words, where the text is no SVG.
pub fn normalise(svg: &str) -> Result<String, String> {
    let tree = drawing(svg).map_err(|e| e.to_string())?;
    Ok(tree.to_string(&usvg::WriteOptions {
        coordinates_precision: 3,
        transforms_precision: 5,
        ..usvg::WriteOptions::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_paths_and_nothing_else_comes_through() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="40"
            onload="alert(1)"><script>alert(2)</script><text x="5" y="20">Dose الدواء</text>
            <image href="https://example.org/track.png" width="9" height="9"/>
            <image href="file:///etc/hostname" width="9" height="9"/>
            <a href="javascript:alert(3)"><rect width="4" height="4"/></a></svg>"#;
        let out = normalise(svg).unwrap();
        let document = roxmltree::Document::parse(&out).unwrap();
        let names: Vec<&str> = document
            .descendants()
            .filter(|node| node.is_element())
            .map(|node| node.tag_name().name())
            .collect();
        assert!(names.iter().filter(|name| **name == "path").count() >= 2, "{out}");
        for name in ["text", "script", "image", "a", "style"] {
            assert!(!names.contains(&name), "{name} in {out}");
        }
        assert!(!out.contains("alert") && !out.contains("example.org"), "{out}");
        assert_eq!(out, normalise(svg).unwrap());
    }

    #[test]
    fn what_is_no_drawing_is_an_error() {
        assert!(normalise("<html/>").is_err());
        assert!(normalise("").is_err());
    }
}
