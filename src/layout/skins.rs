//! Skins: the page round the markup of formats that are made of XHTML. Handlebars templates; words in them come from
//! the edition, and the markup in their middle is typed already.

/// A content document of an EPUB. Names: `lang`, `direction`, `title`, `stylesheet`; `markup body` is the document.
pub const EPUB_PAGE: &str = include_str!("../../layouts/skins/epub.xhtml.hbs");
