//! Damage to PDFs: to objects and what stands in them, to streams before they are packed, to the trees of pages, names and
//! structure, and to the bytes.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use crate::damage;
use crate::random::Random;

const NAMES: &[&str] = &[
    "P",
    "H1",
    "H2",
    "H7",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "Figure",
    "Caption",
    "Link",
    "Reference",
    "Span",
    "Div",
    "Document",
    "TOC",
    "TOCI",
    "Warning",
    "Artifact",
    "Sect",
    "Part",
    "Note",
    "FlateDecode",
    "LZWDecode",
    "ASCIIHexDecode",
    "ASCII85Decode",
    "RunLengthDecode",
    "DCTDecode",
    "Identity-H",
    "Row",
    "Column",
    "Both",
    "Page",
    "Pages",
];

const KEYS: &[&str] = &[
    "S",
    "K",
    "P",
    "Pg",
    "MCID",
    "Obj",
    "Alt",
    "ActualText",
    "Lang",
    "A",
    "C",
    "ID",
    "Headers",
    "Scope",
    "RoleMap",
    "ClassMap",
    "ParentTree",
    "Kids",
    "Nums",
    "Names",
    "Limits",
    "Parent",
    "Count",
    "Type",
    "Resources",
    "Font",
    "ToUnicode",
    "Contents",
    "Annots",
    "Dest",
    "URI",
    "Filter",
    "DecodeParms",
    "Predictor",
    "Columns",
    "Colors",
    "Length",
    "Encoding",
    "DescendantFonts",
    "CIDToGIDMap",
    "MediaBox",
    "StructParents",
    "ListNumbering",
    "E",
    "NS",
    "Title",
    "Metadata",
    "UserUnit",
    "Properties",
];

const OPERATORS: &[&str] = &[
    "BT\n",
    "ET\n",
    "q\n",
    "Q\n",
    "EMC\n",
    "/P <</MCID 0>> BDC\n",
    "/P <</MCID 99999999999>> BDC\n",
    "/Artifact BMC\n",
    "/P /Missing BDC\n",
    "/P <</MCID 1 /ActualText (x)>> BDC\n",
    "/Face0 18 Tf\n",
    "/None 0 Tf\n",
    "<0001> Tj\n",
    "(abc) Tj\n",
    "[(a) 1 <00>] TJ\n",
    "/X Do\n",
    "1 0 0 1 0 0 Tm\n",
    "0 0 0 0 0 0 cm\n",
    "T*\n",
    "(x) '\n",
    "1 2 (x) \"\n",
    "BI /W 9 ID xx EI\n",
    "[[[[[[[[",
    "<<<<<<<<",
    "(((((((",
    "1e400 Ts\n",
    "<< /MCID << /MCID 1 >> >> BDC\n",
    "%",
    "-\n",
    "0 0 m 1 1 l S\n",
    "3 Tr\n",
    "100000 Tz\n",
];

pub fn damaged(good: &[u8], document: &Document, random: &mut Random) -> Vec<u8> {
    if random.one_in(6) {
        return damage::bytes(good.to_vec(), random);
    }
    let mut document = document.clone();
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for _ in 0..1 + random.below(5) {
        let id = *random.of(&ids);
        match random.below(10) {
            0 => drop(document.objects.remove(&id)),
            1 => {
                if let Some(other) = document.objects.get(random.of(&ids)).cloned() {
                    document.objects.insert(id, other);
                }
            }
            2 => {
                let mut trailer = Object::Dictionary(std::mem::take(&mut document.trailer));
                change(&mut trailer, &ids, random);
                if let Object::Dictionary(changed) = trailer {
                    document.trailer = changed;
                }
            }
            _ => {
                if let Some(object) = document.objects.get_mut(&id) {
                    change(object, &ids, random);
                }
            }
        }
    }
    let mut bytes = Vec::new();
    if document.save_to(&mut bytes).is_err() {
        return damage::bytes(good.to_vec(), random);
    }
    if random.one_in(12) {
        damage::bytes(bytes, random)
    } else {
        bytes
    }
}

/// Changes something in an object, however deep.
fn change(object: &mut Object, ids: &[ObjectId], random: &mut Random) {
    match object {
        Object::Stream(found) if !random.one_in(3) => return stream(found, random),
        Object::Stream(found) => return dictionary(&mut found.dict, ids, random),
        Object::Dictionary(found) if !random.one_in(12) => return dictionary(found, ids, random),
        Object::Array(found) if !random.one_in(8) && !found.is_empty() => return array(found, ids, random),
        Object::String(found, _) if random.one_in(2) => {
            *found = damage::bytes(std::mem::take(found), random);
            return;
        }
        _ => {}
    }
    *object = any(ids, random, 0);
}

fn dictionary(dict: &mut Dictionary, ids: &[ObjectId], random: &mut Random) {
    let keys: Vec<Vec<u8>> = dict.iter().map(|(key, _)| key.clone()).collect();
    match random.below(6) {
        0 if !keys.is_empty() => drop(dict.remove(random.of::<Vec<u8>>(&keys))),
        1 => dict.set(*random.of(KEYS), any(ids, random, 0)),
        2 if keys.len() > 1 => {
            let value = dict.get(random.of::<Vec<u8>>(&keys)).unwrap().clone();
            dict.set(random.of::<Vec<u8>>(&keys).clone(), value);
        }
        _ => {
            if !keys.is_empty()
                && let Ok(value) = dict.get_mut(random.of::<Vec<u8>>(&keys))
            {
                change(value, ids, random);
            }
        }
    }
}

fn array(array: &mut Vec<Object>, ids: &[ObjectId], random: &mut Random) {
    let (one, other) = (random.below(array.len()), random.below(array.len()));
    match random.below(6) {
        0 => drop(array.remove(one)),
        1 => array.swap(one, other),
        2 => {
            let thing = array[one].clone();
            array.extend(std::iter::repeat_n(thing, random.times()));
        }
        3 => array.insert(one, any(ids, random, 0)),
        _ => change(&mut array[one], ids, random),
    }
}

fn any(ids: &[ObjectId], random: &mut Random, depth: usize) -> Object {
    match random.below(12) {
        0 => Object::Null,
        1 => Object::Boolean(random.one_in(2)),
        2 => Object::Integer(random.of(damage::NUMBERS).parse().unwrap_or(i64::MAX)),
        3 => Object::Real(random.of(damage::NUMBERS).parse().unwrap_or(f32::MAX)),
        4 | 5 => Object::Name(random.of(NAMES).as_bytes().to_vec()),
        6 => Object::String(damage::word(random).into_bytes(), StringFormat::Literal),
        7 if depth < 4 => {
            let items = (0..random.below(5)).map(|_| any(ids, random, depth + 1));
            Object::Array(items.collect())
        }
        8 if depth < 4 => {
            let mut dict = Dictionary::new();
            for _ in 0..random.below(4) {
                dict.set(*random.of(KEYS), any(ids, random, depth + 1));
            }
            Object::Dictionary(dict)
        }
        9 => {
            let mut nested = Object::Array(Vec::new());
            for _ in 0..random.times().min(600) {
                nested = Object::Array(vec![nested]);
            }
            nested
        }
        10 => Object::Reference((u32::MAX, 0)),
        _ => Object::Reference(*random.of(ids)),
    }
}

fn stream(stream: &mut Stream, random: &mut Random) {
    // Parameters are there only where damage has put them: lopdf believes them, and would take gigabytes itself.
    let unpacked = if stream.dict.has(b"DecodeParms") {
        None
    } else {
        stream.decompressed_content().ok()
    };
    let plain = unpacked.unwrap_or_else(|| stream.content.clone());
    match random.below(8) {
        0 => {
            let filters = vec![Object::Name(random.of(NAMES).as_bytes().to_vec()); random.below(6)];
            stream.dict.set("Filter", filters);
        }
        1 => {
            let mut parameters = Dictionary::new();
            for key in [
                "Predictor",
                "Columns",
                "Colors",
                "BitsPerComponent",
                "EarlyChange",
            ] {
                if random.one_in(2) {
                    parameters.set(key, random.of(damage::NUMBERS).parse::<i64>().unwrap_or(12));
                }
            }
            stream.dict.set("DecodeParms", parameters);
        }
        2 => stream.content = damage::bytes(std::mem::take(&mut stream.content), random),
        3..=5 => {
            let mut lines: Vec<Vec<u8>> = plain
                .split_inclusive(|byte| *byte == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            for _ in 0..1 + random.below(6) {
                let at = random.below(lines.len() + 1);
                let line = match random.below(4) {
                    0 => random.of(OPERATORS).repeat(random.times()).into_bytes(),
                    1 if !lines.is_empty() => random.of(&lines).clone(),
                    _ => random.of(OPERATORS).as_bytes().to_vec(),
                };
                if random.one_in(3) && at < lines.len() {
                    lines[at] = line;
                } else {
                    lines.insert(at, line);
                }
            }
            stream.set_plain_content(lines.concat());
        }
        _ => stream.set_plain_content(damage::bytes(plain, random)),
    }
    if random.one_in(4) {
        let _ = stream.compress();
    }
}
