//! The objects of a file: found, parsed and unpacked within bounds that are set before anything is read.
//!
//! lopdf writes our files, and its types hold the objects here too. Its reader is not used: it unpacks every object stream
//! each time that a length stands in it, follows lengths from stream to stream without end, and reads as many objects as
//! a table lists at one place, so that a small file can take up any memory and overflow the stack.

mod budget;
mod filters;
mod source;
mod syntax;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::encryption::decrypt_object;
use lopdf::{Document, EncryptionState, Object, ObjectId};

pub(super) use budget::Budget;
use source::Source;
use syntax::{Broken, Parser};
use table::{Entry, Table};

use super::malformed;
use crate::error::Result;

/// A file's objects.
pub(super) struct Objects {
    pub document: Document,
    pub budget: Budget,
    /// What is wrong with how they are kept.
    pub faults: Vec<String>,
}

/// An object stream, unpacked.
struct Container {
    bytes: Vec<u8>,
    contained: Vec<(u32, usize)>,
}

/// Reads the objects that can be reached from the trailer.
///
/// # Errors
/// `Error::Inspect` where the bytes are no PDF, hold more than is read, or need a password.
pub(super) fn read(bytes: &[u8]) -> Result<Objects> {
    let source = Source::of(bytes).ok_or_else(|| malformed("it does not begin as a PDF does"))?;
    let budget = Budget::new();
    let mut faults = Vec::new();
    if let Some(table) = Table::read(&source, &budget) {
        let document = load(&source, &table, &budget, &mut faults)?;
        if has_pages(&document) {
            return Ok(Objects {
                document,
                budget,
                faults,
            });
        }
    }
    if budget.is_spent() {
        return Err(too_large());
    }
    faults.clear();
    let table = Table::rebuilt(&source, &budget);
    if budget.is_spent() {
        return Err(too_large());
    }
    let table = table.ok_or_else(|| {
        malformed("it seems to be cut off or damaged: it says nowhere where its objects are")
    })?;
    let document = load(&source, &table, &budget, &mut faults)?;
    faults.insert(
        0,
        "its cross-reference table is broken; its objects were found by looking for them".to_owned(),
    );
    Ok(Objects {
        document,
        budget,
        faults,
    })
}

fn too_large() -> crate::error::Error {
    malformed("it unpacks to more than is read of a file")
}

fn has_pages(document: &Document) -> bool {
    let pages = document.catalog().and_then(|catalog| catalog.get(b"Pages"));
    pages
        .and_then(|pages| document.dereference(pages))
        .is_ok_and(|(_, pages)| pages.as_dict().is_ok())
}

struct Loader<'l, 'b> {
    source: &'l Source<'b>,
    table: &'l Table,
    budget: &'l Budget,
    /// What is encrypted is decrypted with this.
    key: Option<EncryptionState>,
    containers: BTreeMap<u32, Option<Container>>,
    document: Document,
    /// Objects that are not where the table says, or broken.
    lost: usize,
    deep: usize,
}

fn load(source: &Source<'_>, table: &Table, budget: &Budget, faults: &mut Vec<String>) -> Result<Document> {
    for (number, entry) in &table.entries {
        if let Entry::At(offset, _) = entry {
            source.knows(*number, *offset);
        }
    }
    let mut loader = Loader {
        source,
        table,
        budget,
        key: None,
        containers: BTreeMap::new(),
        document: Document::new(),
        lost: 0,
        deep: 0,
    };
    loader.document.trailer = table.trailer.clone();
    loader.unlock()?;
    loader.all()?;
    if loader.lost > 0 {
        faults.push(format!(
            "{} objects are broken, or not where the cross-reference table says",
            loader.lost
        ));
    }
    if loader.deep > 0 {
        faults.push(format!("{} objects nest too deep to be read", loader.deep));
    }
    Ok(loader.document)
}

impl Loader<'_, '_> {
    /// Finds the key of an encrypted file that opens without a password (7.6).
    fn unlock(&mut self) -> Result<()> {
        let Ok(encrypt) = self.document.trailer.get(b"Encrypt").cloned() else {
            return Ok(());
        };
        if let Object::Reference(id) = encrypt {
            let dictionary = self.object(id).map_err(|_| too_large())?;
            let dictionary = dictionary.ok_or_else(|| malformed("it is encrypted, and does not say how"))?;
            self.document.objects.insert(id, dictionary);
        }
        if let Ok(Object::Reference(id)) = self.document.trailer.get(b"ID").cloned()
            && let Ok(Some(object)) = self.object(id)
        {
            self.document.trailer.set("ID", object);
        }
        let opened = self.document.authenticate_password("").is_ok();
        let key = EncryptionState::decode(&self.document, "")
            .ok()
            .filter(|_| opened);
        self.key = Some(key.ok_or_else(|| malformed("it is encrypted, and opens with a password only"))?);
        Ok(())
    }

    /// Reads all that can be reached.
    fn all(&mut self) -> Result<()> {
        let mut wanted: Vec<ObjectId> = Vec::new();
        for (_, value) in &self.document.trailer {
            references(value, &mut wanted);
        }
        let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
        while let Some(id) = wanted.pop() {
            if !seen.insert(id) || self.document.objects.contains_key(&id) {
                continue;
            }
            if let Some(object) = self.object(id).map_err(|_| too_large())? {
                references(&object, &mut wanted);
                self.document.objects.insert(id, object);
            }
        }
        self.document.trailer.remove(b"Encrypt");
        Ok(())
    }

    /// An object; an error only where the file costs too much.
    fn object(&mut self, id: ObjectId) -> std::result::Result<Option<Object>, Broken> {
        let (number, generation) = id;
        let found = match self.table.entries.get(&number) {
            Some(Entry::At(offset, known)) if *known == generation => {
                let found = self.source.indirect(*offset, Some(id), self.budget);
                found.map(|(_, mut object)| {
                    if let Some(key) = &self.key {
                        // What cannot be decrypted says nothing.
                        if decrypt_object(key, id, &mut object).is_err() {
                            return Object::Null;
                        }
                    }
                    object
                })
            }
            Some(Entry::Within(container, place)) if generation == 0 => {
                self.contained(*container, *place, number)
            }
            Some(Entry::Free | Entry::At(..) | Entry::Within(..)) | None => return Ok(None),
        };
        match found {
            Ok(object) => Ok(Some(object)),
            Err(Broken::Spent) => Err(Broken::Spent),
            Err(Broken::Depth) => {
                self.deep += 1;
                Ok(None)
            }
            Err(Broken::Syntax) => {
                self.lost += 1;
                Ok(None)
            }
        }
    }

    fn contained(
        &mut self,
        container: u32,
        place: usize,
        number: u32,
    ) -> std::result::Result<Object, Broken> {
        if !self.containers.contains_key(&container) {
            let unpacked = self.container(container)?;
            self.containers.insert(container, unpacked);
        }
        let found = self.containers.get(&container).and_then(Option::as_ref);
        let found = found.ok_or(Broken::Syntax)?;
        let entry = found.contained.get(place).filter(|(found, _)| *found == number);
        let (_, offset) = entry.ok_or(Broken::Syntax)?;
        let bytes = found.bytes.get(*offset..).ok_or(Broken::Syntax)?;
        Parser::of(bytes, self.budget).object()
    }

    /// Unpacks an object stream, which stands in no other.
    fn container(&self, number: u32) -> std::result::Result<Option<Container>, Broken> {
        let Some(Entry::At(offset, generation)) = self.table.entries.get(&number) else {
            return Ok(None);
        };
        let id = (number, *generation);
        let (_, mut object) = self.source.indirect(*offset, Some(id), self.budget)?;
        if let Some(key) = &self.key
            && decrypt_object(key, id, &mut object).is_err()
        {
            return Ok(None);
        }
        let Ok(stream) = object.as_stream() else {
            return Ok(None);
        };
        let Some(bytes) = self.source.unpacked(stream, self.budget) else {
            return if self.budget.is_spent() {
                Err(Broken::Spent)
            } else {
                Ok(None)
            };
        };
        self.budget.memory(bytes.len())?;
        let contained = source::contained(&stream.dict, &bytes, self.budget);
        Ok(contained.map(|contained| Container { bytes, contained }))
    }
}

/// The references in an object. What the parser has read nests no deeper than it may.
fn references(object: &Object, out: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => out.push(*id),
        Object::Array(list) => {
            for value in list {
                references(value, out);
            }
        }
        Object::Dictionary(dict) => {
            for (_, value) in dict {
                references(value, out);
            }
        }
        Object::Stream(stream) => {
            for (_, value) in &stream.dict {
                references(value, out);
            }
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

/// A stream's bytes, references in its dictionary followed.
pub(super) fn unpacked(objects: &Objects, stream: &lopdf::Stream) -> Option<Vec<u8>> {
    let resolve = |object| {
        let found: Option<&Object> = objects
            .document
            .dereference(object)
            .ok()
            .map(|(_, object)| object);
        found
    };
    source::unpacked(stream, resolve, &objects.budget)
}
