//! How much a file may cost to read. A few bytes can ask for gigabytes: a stream that unpacks to a thousand times its size, a
//! million objects at one place, an array of a million dictionaries.

use std::cell::Cell;

/// What the objects of a file may take up in memory, in bytes, as far as they are known before they are read.
const MEMORY: usize = 256 << 20;
/// How many bytes all streams together may unpack to.
const UNPACKED: usize = 256 << 20;
/// How many bytes may be looked through for what should stand elsewhere.
const SEARCHED: usize = 128 << 20;
/// How many bytes of text a file may come to: all that is drawn, given for something else, named or led to, as often as it
/// is. The longest books have a quarter of it.
const TEXT: usize = 24 << 20;
/// In how many containers all items together may stand.
const CONTAINERS: usize = 2 << 20;
/// A stream may unpack to so many bytes.
pub(super) const LARGEST_STREAM: usize = 64 << 20;

/// What is left.
pub(in crate::backend::pdf::inspect) struct Budget {
    memory: Cell<usize>,
    unpacked: Cell<usize>,
    searched: Cell<usize>,
    text: Cell<usize>,
    containers: Cell<usize>,
}

/// There is not enough left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::pdf::inspect) struct Spent;

fn take(from: &Cell<usize>, bytes: usize) -> Result<(), Spent> {
    // What is too large once must not leave room for what is a little smaller.
    let left = from.get().checked_sub(bytes);
    from.set(left.unwrap_or(0));
    left.map(|_| ()).ok_or(Spent)
}

impl Budget {
    /// All of it.
    pub fn new() -> Self {
        Self {
            memory: Cell::new(MEMORY),
            unpacked: Cell::new(UNPACKED),
            searched: Cell::new(SEARCHED),
            text: Cell::new(TEXT),
            containers: Cell::new(CONTAINERS),
        }
    }

    /// Takes memory for objects.
    pub fn memory(&self, bytes: usize) -> Result<(), Spent> {
        take(&self.memory, bytes)
    }

    /// How many bytes a stream may unpack to now.
    pub fn room(&self) -> usize {
        self.unpacked.get().min(LARGEST_STREAM)
    }

    /// Takes the bytes that a stream has unpacked to.
    pub fn unpacked(&self, bytes: usize) -> Result<(), Spent> {
        take(&self.unpacked, bytes)
    }

    /// Takes the bytes that are looked through.
    pub fn searched(&self, bytes: usize) -> Result<(), Spent> {
        take(&self.searched, bytes)
    }

    /// How many bytes of text may still be read.
    pub fn text_left(&self) -> usize {
        self.text.get()
    }

    /// Takes text. One that is used a thousand times counts so often.
    pub fn text(&self, bytes: usize) -> Result<(), Spent> {
        take(&self.text, bytes)
    }

    /// Takes the containers that an item stands in.
    pub fn containers(&self, count: usize) -> Result<(), Spent> {
        take(&self.containers, count)
    }

    /// Whether there was more text than is read, or it stood too deep.
    pub fn is_text_spent(&self) -> bool {
        self.text.get() == 0 || self.containers.get() == 0
    }

    /// Whether there are more objects than are read.
    pub fn is_spent(&self) -> bool {
        [&self.memory, &self.unpacked, &self.searched]
            .iter()
            .any(|left| left.get() == 0)
    }
}
