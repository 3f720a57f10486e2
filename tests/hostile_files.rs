//! Files that are meant to harm whoever reads them back: each is answered with an error or with faults, whatever stack it
//! runs on. Time and memory are bounded by counting, never by the clock.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "hostile_files/archives.rs"]
mod archives;
#[path = "hostile_files/books.rs"]
mod books;
#[path = "hostile_files/pages.rs"]
mod pages;
#[path = "hostile_files/word.rs"]
mod word;

use clearleaf::backend::{Backend, Inspection};

/// What is said of a file, read on a thread with the smallest stack that programs give.
fn inspected(backend: &'static dyn Backend, bytes: Vec<u8>) -> Result<Inspection, String> {
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let read = thread.spawn(move || backend.inspect(&bytes).map_err(|e| e.to_string()));
    read.unwrap().join().unwrap()
}

/// Asserts that a file is refused, or read with a fault or something left out, and that it is said in these words.
fn answered(name: &str, read: Result<Inspection, String>, words: &str) {
    let said = match read {
        Err(error) => error,
        Ok(read) => [read.facts.faults, read.facts.unread].concat().join("\n"),
    };
    let shown: String = said.chars().take(600).collect();
    assert!(said.contains(words), "{name}: nobody says “{words}”: {shown}");
}
