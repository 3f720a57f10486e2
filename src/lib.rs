//! clearleaf turns one structured source of a health leaflet into a large-print tagged PDF, a DOCX and an EPUB with the
//! same words, the same headings and the same citations, and proves it by reopening what it wrote.
//!
//! The layers, each importing only those above it:

pub mod backend;
pub mod check;
pub mod error;
pub mod finding;
pub mod layout;
pub mod model;
pub mod page;
pub mod source;
