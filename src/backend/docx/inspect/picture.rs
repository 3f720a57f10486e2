//! Whether the bytes of a picture are a whole one: by the marks at its beginning and its end, without drawing it.

/// Whether a part can be drawn as a picture. Kinds that are not known here are taken for whole.
pub fn is_whole(name: &str, bytes: &[u8]) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|other| other.eq_ignore_ascii_case(extension));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return is_png(bytes.get(8..).unwrap_or_default());
    }
    if bytes.starts_with(&[0xFF, 0xD8]) {
        return is_jpeg(bytes.get(2..).unwrap_or_default());
    }
    if bytes.starts_with(b"GIF8") {
        return bytes.iter().rev().find(|byte| **byte != 0) == Some(&b';');
    }
    if is(&["svg"]) {
        return is_svg(bytes);
    }
    let is_known = [&b"BM"[..], b"II*\0", b"MM\0*", b"RIFF"]
        .iter()
        .any(|mark| bytes.starts_with(mark));
    !bytes.is_empty() && (is_known || !is(&["png", "jpg", "jpeg", "jpe", "gif"]))
}

/// The chunks of a PNG from its size to its end (ISO/IEC 15948, 5).
fn is_png(mut rest: &[u8]) -> bool {
    let mut has_data = false;
    let mut is_sized = false;
    loop {
        let Some(([a, b, c, d], behind)) = rest.split_first_chunk() else {
            return false;
        };
        let Some((name, behind)) = behind.split_first_chunk::<4>() else {
            return false;
        };
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let Some(data) = behind.get(..length) else {
            return false;
        };
        match name {
            b"IHDR" => {
                let sides = data
                    .split_at_checked(4)
                    .map(|(width, rest)| (width, rest.get(..4)));
                is_sized = sides.is_some_and(|(width, height)| {
                    width != [0; 4] && height.is_some_and(|height| height != [0; 4])
                });
            }
            b"IDAT" => has_data |= length > 0,
            b"IEND" => return has_data && is_sized,
            _ => {}
        }
        // Behind the data stands a sum of four bytes.
        let Some(next) = behind.get(length..).and_then(|behind| behind.get(4..)) else {
            return false;
        };
        rest = next;
    }
}

/// The segments of a JPEG up to its data, and the mark of its end behind them (ISO/IEC 10918-1, B.1).
fn is_jpeg(mut rest: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xDA;
    loop {
        let Some(([0xFF, mark], behind)) = rest.split_first_chunk::<2>() else {
            return false;
        };
        if *mark == 0xFF {
            // Marks may have any number of these before them.
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        if *mark == START_OF_SCAN {
            return behind.windows(2).any(|pair| pair == [0xFF, 0xD9]);
        }
        let Some((length, _)) = behind.split_first_chunk::<2>() else {
            return false;
        };
        let length = usize::from(u16::from_be_bytes(*length)).max(2);
        let Some(next) = behind.get(length..) else {
            return false;
        };
        rest = next;
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    /// How many bytes at the end hold the last tag.
    const LAST: usize = 200;
    let end = bytes.get(bytes.len().saturating_sub(LAST)..).unwrap_or_default();
    let end = String::from_utf8_lossy(end);
    // In another encoding than UTF-8 nobody looks.
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    is_wide || end.contains("/svg>") || end.contains(":svg>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_whole_or_cut() {
        let png = [
            &b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\0\0\0\0"[..],
            b"\0\0\0\x01IDATx\0\0\0\0\0\0\0\0IEND\0\0\0\0",
        ]
        .concat();
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xDA\0\x02data\xFF\xD9";
        for whole in [&png[..], jpeg, b"GIF89a...;", b"<svg xmlns='x'><g/></svg>\n"] {
            let name = if whole.starts_with(b"<") { "a.svg" } else { "a.png" };
            assert!(is_whole(name, whole));
            for cut in 0..whole.len() - 6 {
                assert!(!is_whole(name, &whole[..cut]), "{cut} of {whole:?}");
            }
        }
        assert!(is_whole("a.emf", b"\x01\0\0\0"));
        assert!(!is_whole("a.emf", b""));
        assert!(!is_whole("a.png", b"a picture"));
    }
}
