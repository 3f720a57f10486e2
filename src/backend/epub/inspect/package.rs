//! From the container to the package document: title, language, manifest, spine.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::cover;
use crate::model::reading::{LeftOut, collapse};
use crate::model::{Direction, Lang};
use crate::xhtml::address::{Address, resolve};
use crate::xhtml::{Files, parse};

const CONTAINER: &str = "META-INF/container.xml";
const OPF: &str = "http://www.idpf.org/2007/opf";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const OCF: &str = "urn:oasis:names:tc:opendocument:xmlns:container";

/// What the package document says.
pub(super) struct Package {
    /// The first `dc:title`.
    pub title: String,
    /// The first `dc:language`.
    pub lang: Lang,
    /// The paths of the documents in reading order.
    pub spine: Vec<String>,
    /// The path of the navigation document.
    pub nav: Option<String>,
    /// The path of the contents as EPUB 2 has them.
    pub ncx: Option<String>,
    /// The program that says it made the book.
    pub producer: Option<String>,
    /// Every file that the manifest names, with its media type.
    pub manifest: Vec<(String, String)>,
    /// Whose pages its page numbers are (`pageBreakSource`).
    pub page_source: Option<String>,
    /// What it says makes it accessible (`schema:accessibilityFeature`).
    pub features: Vec<String>,
    /// What it claims that it was found to meet (`dcterms:conformsTo`).
    pub claims: Vec<String>,
}

pub(super) struct ManifestItem {
    pub path: String,
    pub media_type: String,
    nav: bool,
    pub cover: bool,
}

/// Reads the package document that the container names first.
///
/// # Errors
/// What is missing or malformed, so that no order of reading can be told.
pub(super) fn read(files: &Files, faults: &mut Vec<String>, left: &mut LeftOut) -> Result<Package, String> {
    let container = parse(files, CONTAINER)?;
    let mut rootfiles = container
        .descendants()
        .filter(|node| node.has_tag_name((OCF, "rootfile")))
        .filter_map(|node| node.attribute("full-path"));
    let rootfile = rootfiles
        .next()
        .ok_or("META-INF/container.xml names no package document")?;
    for other in rootfiles {
        left.tell("another rendition of the book", other);
    }
    let document = parse(files, rootfile)?;
    let root = document.root_element();
    if !root.has_tag_name((OPF, "package")) {
        return Err(format!("{rootfile} is no package document"));
    }
    let dublin_core = |name: &str, faults: &mut Vec<String>| {
        let found = document.descendants().find(|node| node.has_tag_name((DC, name)));
        let found = found.map(words).filter(|text| !text.trim().is_empty());
        if found.is_none() {
            faults.push(format!("{rootfile} has no dc:{name}"));
        }
        found.unwrap_or_default()
    };
    let language = dublin_core("language", faults);
    let lang = match Lang::parse(language.trim()) {
        Ok(lang) => lang,
        Err(_) if language.is_empty() => Lang::undetermined(),
        Err(e) => {
            faults.push(format!("dc:language “{}”: {e}", language.trim()));
            Lang::undetermined()
        }
    };
    let title = dublin_core("title", faults);
    let items = manifest(root, rootfile, files, faults);
    let mut spine = Vec::new();
    for itemref in root
        .descendants()
        .filter(|node| node.has_tag_name((OPF, "itemref")))
    {
        let id = itemref.attribute("idref").unwrap_or_default();
        if itemref.attribute("linear") == Some("no") {
            faults.push(format!("the spine passes over the item {id:?} (linear)"));
        }
        match items.get(id) {
            Some(item) if item.media_type == "application/xhtml+xml" => spine.push(item.path.clone()),
            Some(item) => {
                faults.push(format!("{} in the spine is no XHTML document", item.path));
                left.tell("what stands in the spine and is no XHTML", &item.path);
            }
            None => faults.push(format!(
                "the spine names the item {id:?}, which the manifest lacks"
            )),
        }
    }
    if spine.is_empty() {
        return Err(format!("{rootfile} has an empty spine"));
    }
    for laid_out in properties(root, "rendition:layout").filter(|value| value == "pre-paginated") {
        // Of pages that are laid out the text cannot grow or wrap (EPUB 3.3, section 8.2.2.1).
        faults.push(format!(
            "its pages are laid out once for all (rendition:layout {laid_out})"
        ));
    }
    for itemref in root
        .descendants()
        .filter(|node| node.has_tag_name((OPF, "itemref")))
    {
        let properties = itemref.attribute("properties").unwrap_or_default();
        if properties
            .split_whitespace()
            .any(|one| one == "rendition:layout-pre-paginated")
        {
            let id = itemref.attribute("idref").unwrap_or_default();
            faults.push(format!(
                "the pages of the item {id:?} are laid out once for all (pre-paginated)"
            ));
        }
    }
    turned(root, &lang, faults);
    overlays(root, left);
    unlisted(files, rootfile, &items, faults);
    cover::check(files, items.values(), faults);
    Ok(Package {
        title,
        lang,
        spine,
        nav: items.values().find(|item| item.nav).map(|item| item.path.clone()),
        ncx: items
            .values()
            .find(|item| item.media_type == "application/x-dtbncx+xml")
            .map(|item| item.path.clone()),
        manifest: items
            .into_values()
            .map(|item| (item.path, item.media_type))
            .collect(),
        producer: generator(root),
        page_source: properties(root, "pageBreakSource").next(),
        features: properties(root, "schema:accessibilityFeature").collect(),
        claims: claims(root),
    })
}

/// Pages are turned as the language of the book runs (EPUB 3.3, section 5.6.1).
fn turned(root: Node<'_, '_>, lang: &Lang, faults: &mut Vec<String>) {
    let mut spines = root
        .descendants()
        .filter(|node| node.has_tag_name((OPF, "spine")));
    let turned = spines.find_map(|node| node.attribute("page-progression-direction"));
    let runs = match lang.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    if let Some(turned) = turned.filter(|turned| *turned != runs && matches!(*turned, "ltr" | "rtl")) {
        faults.push(format!(
            "its pages are turned against its language (page-progression-direction {turned})"
        ));
    }
}

/// The values of a property of the book that are not empty.
fn properties<'a, 'i>(root: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = String> + use<'a, 'i> {
    let all = root.descendants().filter(move |node| {
        node.has_tag_name((OPF, "meta"))
            && node.attribute("property") == Some(name)
            && !node.has_attribute("refines")
    });
    all.map(|node| words(node).trim().to_owned())
        .filter(|value| !value.is_empty())
}

/// The standards that the book is claimed to meet: as a property, as EPUB 2 says it, and as a link to the standard. Who
/// certifies it makes a claim, too, whatever of.
fn claims(root: Node<'_, '_>) -> Vec<String> {
    let claim = |node: Node<'_, '_>| {
        let said = ["property", "name", "rel"].map(|key| node.attribute(key));
        let is_claim = |said: &str| matches!(said, "dcterms:conformsTo" | "a11y:certifiedBy");
        if !said.into_iter().flatten().any(is_claim) {
            return None;
        }
        let value = node.attribute("content").or(node.attribute("href"));
        let value = value.map_or_else(|| collapse(&words(node)), collapse);
        (!value.is_empty()).then_some(value)
    };
    let said = root.descendants();
    said.filter(|node| node.has_tag_name((OPF, "meta")) || node.has_tag_name((OPF, "link")))
        .filter_map(claim)
        .collect()
}

/// As programs have said it since EPUB 2.
fn generator(root: Node<'_, '_>) -> Option<String> {
    let named =
        |node: &Node<'_, '_>| node.has_tag_name((OPF, "meta")) && node.attribute("name") == Some("generator");
    let content = root.descendants().find(named)?.attribute("content")?;
    let words = collapse(content);
    (!words.is_empty()).then_some(words)
}

fn manifest<'a>(
    root: Node<'a, '_>,
    rootfile: &str,
    files: &Files,
    faults: &mut Vec<String>,
) -> BTreeMap<&'a str, ManifestItem> {
    let mut items = BTreeMap::new();
    for node in root.descendants().filter(|node| node.has_tag_name((OPF, "item"))) {
        let href = node.attribute("href").unwrap_or_default();
        let Some(Address::Inside { path, .. }) = resolve(rootfile, href) else {
            faults.push(format!(
                "the manifest names {href:?}, which is no path of the book"
            ));
            continue;
        };
        if !files.contains_key(&path) {
            faults.push(format!("the manifest names {path}, which is missing"));
        }
        let properties = node.attribute("properties").unwrap_or_default();
        let has = |name: &str| properties.split_whitespace().any(|property| property == name);
        let item = ManifestItem {
            path,
            media_type: node.attribute("media-type").unwrap_or_default().to_owned(),
            nav: has("nav"),
            cover: has("cover-image"),
        };
        let id = node.attribute("id").unwrap_or_default();
        if items.insert(id, item).is_some() {
            faults.push(format!("the manifest has two items with the id {id:?}"));
        }
    }
    items
}

/// What is spoken along with a document (EPUB 3.3, section 9) is sound, and may be of other words.
fn overlays(root: Node<'_, '_>, left: &mut LeftOut) {
    let items = root.descendants().filter(|node| node.has_tag_name((OPF, "item")));
    for item in items.filter(|item| item.has_attribute("media-overlay")) {
        let href = item.attribute("href").unwrap_or_default();
        left.tell("what is spoken along with the text (media overlay)", href);
    }
}

fn unlisted(files: &Files, rootfile: &str, items: &BTreeMap<&str, ManifestItem>, faults: &mut Vec<String>) {
    for path in files.keys() {
        let of_container = path == "mimetype" || path.starts_with("META-INF/") || path == rootfile;
        if !of_container && items.values().all(|item| item.path != *path) {
            faults.push(format!("{path} is not in the manifest"));
        }
    }
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|node| if node.is_text() { node.text() } else { None })
        .collect()
}
