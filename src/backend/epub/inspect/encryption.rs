//! What of a book is encrypted (OCF 3.3, section 4.2.6.3.3). Fonts that are only obfuscated are none of it.

use std::collections::BTreeSet;

use crate::xhtml::address::{Address, resolve};
use crate::xhtml::{Files, parse};

const ENCRYPTION: &str = "META-INF/encryption.xml";
const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";

/// How fonts are obfuscated: as the standard has it, and as Adobe's programs do.
const OBFUSCATIONS: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// The paths of files that nobody reads without a key.
pub(super) fn paths(files: &Files, faults: &mut Vec<String>) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    if !files.contains_key(ENCRYPTION) {
        return paths;
    }
    let document = match parse(files, ENCRYPTION) {
        Ok(document) => document,
        Err(why) => {
            faults.push(why);
            return paths;
        }
    };
    for data in document
        .descendants()
        .filter(|node| node.has_tag_name((ENC, "EncryptedData")))
    {
        let attribute = |element: &str, attribute: &str| {
            let found = data.descendants().find(|node| node.has_tag_name((ENC, element)));
            found.and_then(|node| node.attribute(attribute).map(str::to_owned))
        };
        let method = attribute("EncryptionMethod", "Algorithm").unwrap_or_default();
        let path = attribute("CipherReference", "URI").unwrap_or_default();
        // The paths in it are seen from the root of the book.
        if let Some(Address::Inside { path, .. }) = resolve("", &path)
            && !OBFUSCATIONS.contains(&method.as_str())
        {
            paths.insert(path);
        }
    }
    paths
}
