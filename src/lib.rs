//! clearleaf turns one structured source of a health leaflet into a large-print tagged PDF, a DOCX, an EPUB and a page
//! of HTML with the same words, the same headings and the same citations, and proves it by reopening what it wrote.
//!
//! The layers, each importing only those before it: [`model`], [`finding`], [`error`], [`source`], [`layout`], [`page`],
//! [`package`], [`markup`], [`backend`], [`check`], [`verify`], [`export`], [`cli`].

pub mod backend;
pub mod check;
pub mod cli;
pub mod error;
pub mod export;
pub mod finding;
pub mod layout;
pub mod markup;
pub mod model;
pub mod package;
pub mod page;
pub mod source;
pub mod verify;
pub mod xhtml;
