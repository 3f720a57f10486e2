//! A PDF taken apart: structure elements with their words, and the glyphs that the words are drawn with. Elements are found
//! by what they are and say, not by how they are written.

use std::collections::BTreeSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf_glyphs::{alone, font_before};

/// A file, with the content of its pages as operations in which each glyph stands alone.
pub struct Pdf {
    pub document: Document,
    pub pages: Vec<(ObjectId, Vec<Operation>)>,
}

/// What an element holds.
#[derive(Clone, Debug)]
enum Kid {
    Element(ObjectId),
    Content(ObjectId, i64),
    Annotation(ObjectId),
}

impl Pdf {
    pub fn apart(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let pages = document.page_iter().map(|page| {
            let content = Content::decode(&document.get_page_content(page)).unwrap();
            let operations = content.operations.into_iter().map(alone);
            (page, operations.collect())
        });
        let pages = pages.collect();
        Self { document, pages }
    }

    pub fn together(mut self) -> Vec<u8> {
        for (page, operations) in self.pages {
            let content = Content { operations }.encode().unwrap();
            self.document.change_page_content(page, content).unwrap();
        }
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }

    pub fn dict(&self, id: ObjectId) -> &Dictionary {
        self.document.get_dictionary(id).unwrap()
    }

    pub fn dict_mut(&mut self, id: ObjectId) -> &mut Dictionary {
        self.document.get_dictionary_mut(id).unwrap()
    }

    /// The elements in reading order.
    fn elements(&self) -> Vec<ObjectId> {
        let catalog = self.document.catalog().unwrap();
        let tree = catalog
            .get(b"StructTreeRoot")
            .and_then(Object::as_reference)
            .unwrap();
        let mut elements = Vec::new();
        let mut next = vec![tree];
        while let Some(id) = next.pop() {
            elements.push(id);
            let kids = self.kids(id).into_iter().rev();
            next.extend(kids.filter_map(|kid| match kid {
                Kid::Element(id) => Some(id),
                Kid::Content(..) | Kid::Annotation(_) => None,
            }));
        }
        elements
    }

    fn kids(&self, id: ObjectId) -> Vec<Kid> {
        let element = self.dict(id);
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        let kid = |kid: Object| match kid {
            Object::Integer(mcid) => Kid::Content(page.unwrap(), mcid),
            Object::Reference(id) => Kid::Element(id),
            Object::Dictionary(dict) => match dict.get(b"Obj") {
                Ok(object) => Kid::Annotation(object.as_reference().unwrap()),
                Err(_) => {
                    let own = dict.get(b"Pg").and_then(Object::as_reference).ok();
                    Kid::Content(
                        own.or(page).unwrap(),
                        dict.get(b"MCID").and_then(Object::as_i64).unwrap(),
                    )
                }
            },
            other => panic!("{other:?} in a structure"),
        };
        kids.into_iter().map(kid).collect()
    }

    fn set_kids(&mut self, id: ObjectId, kids: &[Kid]) {
        let kids = kids.iter().map(|kid| match kid {
            Kid::Element(id) => Object::Reference(*id),
            Kid::Content(page, mcid) => {
                let mut dict = Dictionary::new();
                dict.set("Type", "MCR");
                dict.set("Pg", *page);
                dict.set("MCID", *mcid);
                Object::Dictionary(dict)
            }
            Kid::Annotation(annotation) => {
                let mut dict = Dictionary::new();
                dict.set("Type", "OBJR");
                dict.set("Obj", *annotation);
                Object::Dictionary(dict)
            }
        });
        let kids: Vec<Object> = kids.collect();
        self.dict_mut(id).set("K", kids);
    }

    pub fn role(&self, id: ObjectId) -> &str {
        let role = self.dict(id).get(b"S").and_then(Object::as_name);
        role.map_or("", |role| std::str::from_utf8(role).unwrap())
    }

    /// The one element of a role that begins with these words.
    pub fn find(&self, role: &str, words: &str) -> ObjectId {
        let is_it = |id: &ObjectId| self.role(*id) == role && self.words(*id).trim_start().starts_with(words);
        let found: Vec<ObjectId> = self.elements().into_iter().filter(is_it).collect();
        assert!(!found.is_empty(), "no {role} says {words}");
        assert_eq!(found.len(), 1, "{role} says {words} in several places");
        found[0]
    }

    /// All elements of a role.
    pub fn all(&self, role: &str) -> Vec<ObjectId> {
        self.elements()
            .into_iter()
            .filter(|id| self.role(*id) == role)
            .collect()
    }

    pub fn parent(&self, id: ObjectId) -> ObjectId {
        let parent = self.dict(id).get(b"P").and_then(Object::as_reference);
        parent.unwrap()
    }

    /// The next element above that has a role.
    pub fn above(&self, id: ObjectId, role: &str) -> ObjectId {
        let mut id = self.parent(id);
        while self.role(id) != role {
            id = self.parent(id);
        }
        id
    }

    /// The element of a role that stands in another.
    pub fn inside(&self, id: ObjectId, role: &str) -> ObjectId {
        let found = self.below(id).into_iter().find(|id| self.role(*id) == role);
        found.unwrap_or_else(|| panic!("no {role} in {id:?}"))
    }

    /// An element and all those below it.
    fn below(&self, id: ObjectId) -> Vec<ObjectId> {
        let mut found = vec![id];
        for kid in self.kids(id) {
            if let Kid::Element(kid) = kid {
                found.extend(self.below(kid));
            }
        }
        found
    }

    /// The words of an element as they are drawn.
    pub fn words(&self, id: ObjectId) -> String {
        self.glyphs(id).iter().map(|glyph| glyph.text.as_str()).collect()
    }

    pub fn contents(&self, id: ObjectId) -> Vec<(ObjectId, i64)> {
        let mut found = Vec::new();
        for kid in self.kids(id) {
            match kid {
                Kid::Element(kid) => found.extend(self.contents(kid)),
                Kid::Content(page, mcid) => found.push((page, mcid)),
                Kid::Annotation(_) => {}
            }
        }
        found
    }

    /// Takes an element away with all that it draws.
    pub fn remove(&mut self, id: ObjectId) {
        self.erase(id);
        self.detach(id);
    }

    /// Takes away what an element draws, and its links; the element stays, empty.
    pub fn erase(&mut self, id: ObjectId) {
        for (page, mcid) in self.contents(id) {
            let operations = &mut self.pages.iter_mut().find(|(known, _)| *known == page).unwrap().1;
            let range = sequence(operations, mcid);
            let kept: Vec<Operation> = operations[range.clone()]
                .iter()
                .filter(|operation| operation.operator == "Tf")
                .cloned()
                .collect();
            // A face that it sets is that of what is drawn after it, too; it is set between texts.
            operations.splice(range, kept);
        }
        for element in self.below(id) {
            self.unlink(element);
            let kids = self.kids(element).into_iter();
            let kids: Vec<Kid> = kids.filter(|kid| matches!(kid, Kid::Element(_))).collect();
            self.set_kids(element, &kids);
        }
    }

    /// Takes the links of an element away; its words stay.
    pub fn unlink(&mut self, id: ObjectId) {
        let kids = self.kids(id);
        let gone: BTreeSet<ObjectId> = kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Annotation(annotation) => Some(*annotation),
                Kid::Element(_) | Kid::Content(..) => None,
            })
            .collect();
        if gone.is_empty() {
            return;
        }
        let kept: Vec<Kid> = kids
            .into_iter()
            .filter(|kid| !matches!(kid, Kid::Annotation(_)))
            .collect();
        self.set_kids(id, &kept);
        let pages: Vec<ObjectId> = self.document.page_iter().collect();
        for page in pages {
            let page = self.dict_mut(page);
            if let Ok(annotations) = page.get_mut(b"Annots").and_then(Object::as_array_mut) {
                annotations.retain(|it| !it.as_reference().is_ok_and(|it| gone.contains(&it)));
            }
        }
    }

    /// The annotation of a link.
    pub fn annotation(&self, id: ObjectId) -> ObjectId {
        let annotation = self
            .below(id)
            .into_iter()
            .flat_map(|id| self.kids(id))
            .find_map(|kid| match kid {
                Kid::Annotation(annotation) => Some(annotation),
                Kid::Element(_) | Kid::Content(..) => None,
            });
        annotation.expect("an annotation")
    }

    /// Leads a link inside the leaflet where another link leads.
    pub fn redirect(&mut self, link: ObjectId, as_another: ObjectId) {
        let goal = self
            .dict(self.annotation(as_another))
            .get(b"Dest")
            .unwrap()
            .clone();
        let annotation = self.annotation(link);
        self.dict_mut(annotation).set("Dest", goal);
    }

    /// Takes an element out of what it stands in.
    pub fn detach(&mut self, id: ObjectId) {
        let parent = self.parent(id);
        let kids = self.kids(parent).into_iter();
        let kids: Vec<Kid> = kids
            .filter(|kid| !matches!(kid, Kid::Element(kid) if *kid == id))
            .collect();
        self.set_kids(parent, &kids);
    }

    /// Puts an element behind another.
    pub fn put_behind(&mut self, other: ObjectId, id: ObjectId) {
        let parent = self.parent(other);
        let mut kids = self.kids(parent);
        let at = kids
            .iter()
            .position(|kid| matches!(kid, Kid::Element(kid) if *kid == other));
        kids.insert(at.unwrap() + 1, Kid::Element(id));
        self.set_kids(parent, &kids);
        self.dict_mut(id).set("P", parent);
    }

    /// Two elements of one parent change places.
    pub fn swap(&mut self, one: ObjectId, other: ObjectId) {
        let parent = self.parent(one);
        let mut kids = self.kids(parent);
        for kid in &mut kids {
            match kid {
                Kid::Element(id) if *id == one => *id = other,
                Kid::Element(id) if *id == other => *id = one,
                Kid::Element(_) | Kid::Content(..) | Kid::Annotation(_) => {}
            }
        }
        self.set_kids(parent, &kids);
    }

    /// What two elements hold changes places.
    pub fn swap_contents(&mut self, one: ObjectId, other: ObjectId) {
        let (first, second) = (self.kids(one), self.kids(other));
        self.set_kids(one, &second);
        self.set_kids(other, &first);
    }

    /// What the second holds goes on in the first.
    pub fn join(&mut self, one: ObjectId, other: ObjectId) {
        let kids = [self.kids(one), self.kids(other)].concat();
        self.set_kids(one, &kids);
        self.detach(other);
    }

    /// Puts an element behind itself once more, drawn again; gives the copy.
    pub fn duplicate(&mut self, id: ObjectId) -> ObjectId {
        let again: Vec<Kid> = self
            .contents(id)
            .into_iter()
            .map(|(page, mcid)| {
                let operations = &mut self.pages.iter_mut().find(|(known, _)| *known == page).unwrap().1;
                let mut copy = operations[sequence(operations, mcid)].to_vec();
                let font = font_before(operations, sequence(operations, mcid).start);
                let size = Object::Integer(18);
                let free = operations.iter().filter_map(mcid_of).max().unwrap() + 1;
                set_mcid(&mut copy[0], free);
                operations.push(Operation::new("BT", vec![]));
                operations.push(Operation::new("Tf", vec![Object::Name(font), size]));
                operations.push(Operation::new("ET", vec![]));
                operations.extend(copy);
                Kid::Content(page, free)
            })
            .collect();
        let copy = self.dict(id).clone();
        let copy = self.document.add_object(copy);
        self.set_kids(copy, &again);
        self.put_behind(id, copy);
        copy
    }

    /// Changes the metadata as text.
    pub fn metadata(&mut self, from: &str, to: &str) {
        let id = self
            .document
            .catalog()
            .and_then(|catalog| catalog.get(b"Metadata"))
            .unwrap();
        let id = id.as_reference().unwrap();
        let stream = self
            .document
            .get_object_mut(id)
            .and_then(Object::as_stream_mut)
            .unwrap();
        let packet = String::from_utf8(stream.content.clone()).unwrap();
        assert!(packet.contains(from), "{packet}");
        stream.set_content(packet.replace(from, to).into_bytes());
    }
}

/// The operations of a marked-content sequence, its beginning and its end among them.
pub fn sequence(operations: &[Operation], mcid: i64) -> std::ops::Range<usize> {
    let begin = operations
        .iter()
        .position(|operation| mcid_of(operation) == Some(mcid));
    let begin = begin.unwrap_or_else(|| panic!("no content {mcid}"));
    let end = operations[begin..]
        .iter()
        .position(|operation| operation.operator == "EMC");
    begin..begin + end.unwrap() + 1
}

fn mcid_of(operation: &Operation) -> Option<i64> {
    let properties = operation.operands.get(1)?.as_dict().ok()?;
    (operation.operator == "BDC").then(|| properties.get(b"MCID").and_then(Object::as_i64).ok())?
}

fn set_mcid(operation: &mut Operation, mcid: i64) {
    operation.operands[1].as_dict_mut().unwrap().set("MCID", mcid);
}
