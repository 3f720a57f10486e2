//! Small shapes of PDF objects that several passes write: text strings, rectangles, name and number trees.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

/// Leaves of a name or number tree hold at most so many entries.
const LEAF: usize = 64;

/// A text string (ISO 32000-1, 7.9.2.2): plain where it is printable ASCII, else UTF-16 with its mark. To the encoding of
/// plain strings some control characters are accents.
pub(super) fn text(value: &str) -> Object {
    if value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Object::string_literal(value);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A name.
pub(super) fn name(value: &str) -> Object {
    Object::Name(value.as_bytes().to_vec())
}

/// An array of numbers, in thousandths of a point.
pub(super) fn numbers(values: &[f32]) -> Object {
    Object::Array(values.iter().map(|value| Object::Real(rounded(*value))).collect())
}

/// A dictionary.
pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(entries)
}

/// To a thousandth, so that numbers are short and the same on every machine.
pub(super) fn rounded(value: f32) -> f32 {
    let rounded = (value * 1000.0).round() / 1000.0;
    // No negative zero: it would be written "-0".
    rounded + 0.0
}

/// A name tree (7.9.6) of entries that are sorted by name.
pub(super) fn name_tree(doc: &mut Document, entries: &[(&str, Object)]) -> ObjectId {
    let entries: Vec<(Object, Object)> = entries
        .iter()
        .map(|(key, value)| (Object::string_literal(*key), value.clone()))
        .collect();
    tree(doc, "Names", &entries)
}

/// A number tree (7.9.7) whose keys are 0, 1, 2 and so on.
pub(super) fn number_tree(doc: &mut Document, values: &[Object]) -> ObjectId {
    let entries: Vec<(Object, Object)> = (0..)
        .zip(values)
        .map(|(key, value)| (Object::Integer(key), value.clone()))
        .collect();
    tree(doc, "Nums", &entries)
}

fn tree(doc: &mut Document, key: &str, entries: &[(Object, Object)]) -> ObjectId {
    let flat = |entries: &[(Object, Object)]| {
        Object::Array(
            entries
                .iter()
                .flat_map(|(key, value)| [key.clone(), value.clone()])
                .collect(),
        )
    };
    if entries.len() <= LEAF {
        return doc.add_object(dictionary([(key, flat(entries))]));
    }
    let mut kids = Vec::new();
    for leaf in entries.chunks(LEAF) {
        let (Some((first, _)), Some((last, _))) = (leaf.first(), leaf.last()) else {
            continue;
        };
        let limits = Object::Array(vec![first.clone(), last.clone()]);
        let kid = doc.add_object(dictionary([("Limits", limits), (key, flat(leaf))]));
        kids.push(Object::Reference(kid));
    }
    doc.add_object(dictionary([("Kids", Object::Array(kids))]))
}

/// The 64-bit FNV-1a hash of some bytes.
pub(super) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
