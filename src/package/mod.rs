//! Archives and XML trees: the small layer under DOCX (OPC, ECMA-376 part 2) and EPUB (OCF 3.3).
//!
//! It knows zip files and elements, nothing of what they mean. Writing and reading archives share no code, because the
//! one is there to check the other.

pub mod unzip;
pub mod weigh;
pub mod xml;
pub mod zip;
