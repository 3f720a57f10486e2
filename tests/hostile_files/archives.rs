//! Archives that lie: about sizes, names and how much there is.

use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::package::zip::{Part, write};

use super::{answered, inspected};

/// An archive of one file that is said to be as long as one likes, twice if wanted, each entry at the same bytes.
fn overlapping(count: u16) -> Vec<u8> {
    let good = write(&[Part::new("word/document.xml", vec![b' '; 1_000_000])]).unwrap();
    let central = good.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let end = good.windows(4).position(|four| four == b"PK\x05\x06").unwrap();
    let entry = &good[central..end];
    let mut out = good[..central].to_vec();
    for n in 0..count {
        let mut entry = entry.to_vec();
        // Names of the same length, which the directory alone tells apart.
        let name = format!("word/documen{n:05}");
        entry[46..46 + 17].copy_from_slice(&name.as_bytes()[..17]);
        out.extend(entry);
    }
    let size = u32::try_from(out.len() - central).unwrap();
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(u32::try_from(central).unwrap().to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn archives_that_swell_are_refused() {
    for backend in [&Docx as &'static dyn clearleaf::backend::Backend, &Epub] {
        let name = backend.format().id;
        let zeros = vec![0; 70_000_000];
        let bomb = write(&[Part::new("mimetype", zeros.clone()), Part::new("b", zeros)]).unwrap();
        assert!(bomb.len() < 300_000);
        answered(name, inspected(backend, bomb.clone()), "swells");
        let nested = write(&[Part::new("a.zip", bomb)]).unwrap();
        assert!(inspected(backend, nested).is_err());
        let many: Vec<Part> = (0..5_000).map(|n| Part::new(format!("{n}"), "")).collect();
        answered(name, inspected(backend, write(&many).unwrap()), "more than");
        answered(name, inspected(backend, overlapping(2_000)), "");
        answered(
            name,
            inspected(backend, write(&[Part::new("a/../../b", "")]).unwrap()),
            "leads outside",
        );
        answered(
            name,
            inspected(backend, write(&[Part::new("/etc/passwd", "")]).unwrap()),
            "leads outside",
        );
    }
}

#[test]
fn sizes_that_lie_are_not_believed() {
    let mut bytes = write(&[Part::stored("mimetype", "application/epub+zip")]).unwrap();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == 20_u32.to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        }
    }
    assert!(inspected(&Epub, bytes).is_err());
}
