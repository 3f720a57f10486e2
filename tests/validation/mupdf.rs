//! What MuPDF sees in a PDF: every character where it stands.

use std::path::Path;
use std::process::{Command, Stdio};

use super::absent;

/// A character: the page that it stands on and the height of its line there, its distance from the left edge in points,
/// and its text.
pub type Character = ((usize, i32), f32, String);

/// The characters of a PDF in the order in which they are drawn. `None` where MuPDF is not installed, which is said aloud.
pub fn characters(pdf: &Path) -> Option<Vec<Character>> {
    let mut mutool = Command::new("mutool");
    mutool.args(["draw", "-q", "-F", "stext"]).arg(pdf);
    let Ok(output) = mutool.stdin(Stdio::null()).stderr(Stdio::null()).output() else {
        absent("MuPDF (mutool)");
        return None;
    };
    let told = String::from_utf8_lossy(&output.stdout);
    let told = told.split("<?xml").last().unwrap();
    let told = &told[told.find("?>").map_or(0, |at| at + 2)..];
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    let document = roxmltree::Document::parse_with_options(told, options).unwrap();
    let mut characters = Vec::new();
    let pages = document.descendants().filter(|node| node.has_tag_name("page"));
    for (number, page) in pages.enumerate() {
        for node in page.descendants().filter(|node| node.has_tag_name("char")) {
            let figure = |name: &str| node.attribute(name).unwrap().parse::<f32>().unwrap();
            let line = (number, figure("y").round() as i32);
            characters.push((line, figure("x"), node.attribute("c").unwrap().to_owned()));
        }
    }
    Some(characters)
}
