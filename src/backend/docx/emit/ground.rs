//! A ground of its own for a drawing, where the paper is too dark for it: Word can fill what stands behind a picture, but
//! other programs pass that over, so that the ground is part of the drawing.

use crate::layout::Colour;

/// A drawing on a ground of one colour; nothing, where it is no drawing or empty.
pub fn grounded(svg: &str, ground: Colour) -> Option<String> {
    let document = usvg::roxmltree::Document::parse(svg).ok()?;
    let root = document.root_element();
    let start = root.first_child()?.range().start;
    let (before, after) = (svg.get(..start)?, svg.get(start..)?);
    let numbers: Vec<f32> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\t', '\n', '\r'])
        .filter_map(|number| number.parse().ok())
        .collect();
    let (x, y) = match numbers.as_slice() {
        [x, y, _, _] => (*x, *y),
        _ => (0.0, 0.0),
    };
    let rect = format!(
        "<rect xmlns=\"http://www.w3.org/2000/svg\" x=\"{x}\" y=\"{y}\" width=\"100%\" height=\"100%\" fill=\"#{}\"/>",
        ground.hex()
    );
    Some(format!("{before}{rect}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_stands_behind_everything() {
        let white = Colour::WHITE;
        for (svg, from) in [
            (
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-5 2 10 10\">\n<g/></svg>",
                "x=\"-5\" y=\"2\"",
            ),
            (
                "<!-- <svg> --><s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:g/></s:svg>",
                "x=\"0\" y=\"0\"",
            ),
        ] {
            let on = grounded(svg, white).unwrap();
            assert!(on.contains(from), "{on}");
            let document = usvg::roxmltree::Document::parse(&on).unwrap();
            let first = document.root_element().first_element_child().unwrap();
            assert_eq!(first.tag_name().name(), "rect");
            assert_eq!(first.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
        }
        assert_eq!(grounded("no drawing", white), None);
        assert_eq!(grounded("<svg/>", white), None);
    }
}
