//! An edition as a Word file; `reflowing/mod.rs` says what is measured.
#![allow(missing_docs, reason = "a bench has no reader but its output")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot be taken stops")]

mod apart;
mod reflowing;
mod text;

fn main() {
    reflowing::measure("docx");
}
