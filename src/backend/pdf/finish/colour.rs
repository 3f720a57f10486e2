//! The output intent: sRGB, so that the device colours of the pages have a meaning (ISO 19005-2, 6.2.3).

use lopdf::{Document, Object, ObjectId, Stream};

use super::super::object::{dictionary, name, text};

const NAME: &str = "sRGB IEC61966-2.1";

/// Writes the output intent with its profile.
pub(super) fn output_intent(doc: &mut Document) -> ObjectId {
    let dict = dictionary([("N", Object::Integer(3)), ("Alternate", name("DeviceRGB"))]);
    let profile = doc.add_object(Stream::new(dict, profile()));
    doc.add_object(dictionary([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", text(NAME)),
        ("Info", text(NAME)),
        ("RegistryName", text("http://www.color.org")),
        ("DestOutputProfile", Object::Reference(profile)),
    ]))
}

/// An sRGB display profile: ICC.1:2001-04 (version 2.4), three-component matrix and tone curve.
///
/// Primaries are those of IEC 61966-2-1 adapted to D50; the curve is its transfer function at 256 points.
fn profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 6] = [
        (b"desc", description()),
        (
            b"cprt",
            [b"text".as_slice(), &[0; 4], b"CC0, no rights reserved\0"].concat(),
        ),
        (b"wtpt", xyz([0xF6D6, 0x1_0000, 0xD32D])),
        (b"rXYZ", xyz([0x6FA2, 0x38F5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xB785, 0x18DA])),
        (b"bXYZ", xyz([0x24A0, 0x0F84, 0xB6CF])),
    ];
    let curves: [&[u8; 4]; 3] = [b"rTRC", b"gTRC", b"bTRC"];
    let table = 128 + 4 + 12 * (tags.len() + curves.len());
    let mut directory = Vec::new();
    let mut data = Vec::new();
    let mut entry = |tag: &[u8; 4], offset: usize, length: usize| {
        directory.extend_from_slice(tag);
        for value in [offset, length] {
            directory.extend(u32::try_from(value).unwrap_or(0).to_be_bytes());
        }
    };
    for (tag, content) in &tags {
        entry(tag, table + data.len(), content.len());
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for tag in curves {
        entry(tag, table + data.len(), curve.len());
    }
    data.extend_from_slice(&curve);
    data.resize(data.len().next_multiple_of(4), 0);
    let count = u32::try_from(tags.len() + curves.len()).unwrap_or(0);
    let size = u32::try_from(table + data.len()).unwrap_or(0);
    let mut out = header(size);
    out.extend(count.to_be_bytes());
    out.extend(directory);
    out.extend(data);
    out
}

fn header(size: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    out.extend(size.to_be_bytes());
    out.extend([0; 4]);
    out.extend([2, 0x40, 0, 0]);
    out.extend(b"mntrRGB XYZ ");
    // The date of IEC 61966-2-1: a fixed one, so that the bytes are always the same.
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.extend([0; 28]);
    // The illuminant D50, as every profile states it.
    for part in [0xF6D6_u32, 0x1_0000, 0xD32D] {
        out.extend(part.to_be_bytes());
    }
    out.resize(128, 0);
    out
}

fn xyz(parts: [u32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(parts.into_iter().flat_map(u32::to_be_bytes));
    out
}

fn description() -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend(u32::try_from(NAME.len() + 1).unwrap_or(0).to_be_bytes());
    out.extend(NAME.as_bytes());
    // The end of the name, then no Unicode and no Macintosh name (both counts zero, 67 bytes reserved).
    out.resize(out.len() + 1 + 4 + 4 + 2 + 1 + 67, 0);
    out
}

fn curve() -> Vec<u8> {
    let mut out = b"curv\0\0\0\0".to_vec();
    out.extend(256_u32.to_be_bytes());
    for step in 0..=255_u8 {
        let c = f64::from(step) / 255.0;
        let linear = if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 65535"
        )]
        let value = (linear * 65535.0).round() as u16;
        out.extend(value.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_profile_says_its_own_size_and_its_tags_lie_inside() {
        let profile = super::profile();
        let word = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..word(128) {
            let (offset, length) = (word(132 + 12 * tag + 4), word(132 + 12 * tag + 8));
            assert!(offset % 4 == 0 && offset + length <= profile.len());
        }
    }
}
