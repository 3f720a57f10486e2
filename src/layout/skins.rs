//! Skins: the page round the markup of formats that are made of XHTML. Handlebars templates; words in them come from
//! the edition, and the markup in their middle is typed already.

/// A content document of an EPUB. Names: `lang`, `direction`, `title`, `stylesheet`; `markup body` is the document.
pub const EPUB_PAGE: &str = include_str!("../../layouts/skins/epub.xhtml.hbs");

/// The page of an HTML file. Names: `lang`, `direction`, `title`, `about` (each `name` and `content`), `scheme`, `main` (the
/// id of the text), `skip` (`words`, and `lang` and `direction` where they are in another language); `markup` writes
/// `style`, `header`, `contents`, `text` and `footer`, of which all but `style` and `text` may be empty.
pub const HTML_PAGE: &str = include_str!("../../layouts/skins/html.html.hbs");
