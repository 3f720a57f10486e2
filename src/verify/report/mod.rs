//! What was verified, put into words, for people and for programs.

mod conformance;
mod document;
mod html;
mod json;
mod text;
mod verdict;

pub use conformance::text as conformance_text;
pub use html::html;
pub use json::{json, json_with};
pub use text::text;

use super::Comparison;
use super::conformance::Conformance;
use crate::layout::Edition;

/// Files that were compared, and what each of them conforms to.
#[derive(Debug)]
pub struct Report<'a> {
    /// The files, compared.
    pub comparison: &'a Comparison,
    /// How each of them stands, in the same order.
    pub conformance: Vec<Conformance<'a>>,
    /// The leaflet that they were compared with, in their layout, where it is known.
    pub edition: Option<&'a Edition>,
    /// Whether somebody said which layout that is: else it is one to compare words in.
    pub is_layout_told: bool,
}
