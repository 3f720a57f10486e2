//! Small PDFs, object by object.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A PDF in the making.
pub struct Pdf {
    objects: BTreeMap<u32, Vec<u8>>,
}

/// A stream object; its dictionary is open at the end.
pub fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("{dict}/Length {}>>stream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

impl Pdf {
    /// A tagged page with one paragraph that shows this.
    pub fn saying(content: &str) -> Self {
        let mut pdf = Self {
            objects: BTreeMap::new(),
        };
        pdf.set(
            1,
            "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)>>",
        );
        pdf.set(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
        pdf.page("");
        pdf.set(
            4,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        );
        let content = format!("/P<</MCID 0>>BDC {content} EMC");
        pdf.raw(5, stream("<<", content.as_bytes()));
        pdf.set(6, "<</Type/StructTreeRoot/K 7 0 R>>");
        pdf.set(7, "<</Type/StructElem/S/Document/K[8 0 R]>>");
        pdf.set(8, "<</Type/StructElem/S/P/Pg 3 0 R/K 0>>");
        pdf
    }

    /// Gives the page more resources.
    pub fn page(&mut self, resources: &str) {
        self.set(
            3,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>{resources}>>>>"
            ),
        );
    }

    pub fn set(&mut self, number: u32, object: &str) {
        self.raw(number, object.as_bytes().to_vec());
    }

    pub fn raw(&mut self, number: u32, object: Vec<u8>) {
        self.objects.insert(number, object);
    }

    fn parts(&self) -> (Vec<u8>, BTreeMap<u32, usize>) {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut offsets = BTreeMap::new();
        for (number, object) in &self.objects {
            offsets.insert(*number, out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        (out, offsets)
    }

    /// The objects without a table.
    pub fn body(&self) -> Vec<u8> {
        self.parts().0
    }

    /// Where the table is.
    pub fn table(&self) -> usize {
        self.body().len()
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_with("")
    }

    /// With more entries in the trailer.
    pub fn bytes_with(&self, trailer: &str) -> Vec<u8> {
        let (mut out, offsets) = self.parts();
        let start = out.len();
        out.extend(b"xref\n");
        for (number, offset) in offsets {
            out.extend(format!("{number} 1\n{offset:010} 00000 n \n").bytes());
        }
        out.extend(format!("trailer\n<</Size 9/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes());
        out
    }

    /// With a cross-reference stream, in which some objects stand in object streams: number, stream and place.
    pub fn compressed(&self, within: &[(u32, u32, usize)], trailer: &str) -> Vec<u8> {
        let (mut out, offsets) = self.parts();
        let mut rows: BTreeMap<u32, [u32; 3]> = BTreeMap::new();
        for (number, offset) in offsets {
            rows.insert(number, [1, u32::try_from(offset).unwrap(), 0]);
        }
        for (number, stream, place) in within {
            rows.insert(*number, [2, *stream, u32::try_from(*place).unwrap()]);
        }
        let mut index = String::new();
        let mut content = Vec::new();
        for (number, [kind, middle, last]) in rows {
            index.push_str(&format!("{number} 1 "));
            content.push(u8::try_from(kind).unwrap());
            content.extend(middle.to_be_bytes());
            content.extend(last.to_be_bytes());
        }
        let start = out.len();
        out.extend(b"900000 0 obj\n");
        let dict = format!("<</Type/XRef/Root 1 0 R/Size 900001/W[1 4 4]/Index[{index}]{trailer}");
        out.extend(stream(&dict, &content));
        out.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
        out
    }
}
