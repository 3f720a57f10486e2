//! Content controls whose words are not their own (ECMA-376 part 1, 17.5.2): those that only hold the place of others, and
//! those that are bound to data in the package, which Word shows in their stead as soon as it opens the file.

use roxmltree::{Document, Node};

use super::content::first_words;
use super::parts::{Parts, Trees, W, attribute, child, switch};
use crate::backend::faults::Faults;
use crate::model::excerpt;
use crate::model::reading::{LeftOut, collapse};

/// The stores that every package has: core and extended properties.
const CORE: &str = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}";
const EXTENDED: &str = "{6668398D-A668-4E3E-A5EB-62B293D839F1}";

/// The most controls that are looked at.
const MOST: usize = 1_000;

/// What other controls show than their words.
const NO_WORDS: [&str; 4] = ["date", "picture", "checkbox", "docPartObj"];

/// What is wrong with the controls of a document.
pub fn faults(parts: &Parts, trees: &Trees<'_>, document: &Document<'_>, left: &mut LeftOut) -> Vec<String> {
    let mut faults = Faults::default();
    let mut looked_at = 0;
    for property in document
        .descendants()
        .filter(|node| node.has_tag_name((W, "sdtPr")))
    {
        let is_placeholder = switch(property, "showingPlcHdr").unwrap_or(false);
        let binding = child(property, "dataBinding");
        if binding.is_none() && !is_placeholder {
            continue;
        }
        looked_at += 1;
        if looked_at > MOST {
            left.tell("a control whose words are not its own", "");
            continue;
        }
        let content = property
            .parent_element()
            .and_then(|control| child(control, "sdtContent"));
        let words = content.map(first_words).unwrap_or_default();
        if is_placeholder && !words.is_empty() {
            left.tell("words that only hold the place of others", &words);
        }
        let other = property
            .children()
            .any(|node| NO_WORDS.contains(&node.tag_name().name()));
        let Some(binding) = binding.filter(|_| !other && !is_placeholder) else {
            continue;
        };
        let data = store(
            parts,
            trees,
            attribute(binding, "storeItemID").unwrap_or_default(),
        )
        .and_then(|store| found(store, binding))
        .map(|data| collapse(data.get(..data.floor_char_boundary(LONGEST)).unwrap_or_default()));
        if let Some(data) = data.filter(|data| *data != words && !chosen(property, data, &words)) {
            faults.push(format!(
                "the words “{}” are bound to data that Word shows in their place: “{}”",
                excerpt(&words),
                excerpt(&data)
            ));
        }
    }
    faults.told()
}

/// The most bytes of data that are compared: as many as are looked at of words.
const LONGEST: usize = 2_000;

/// Whether the data are the value of the choice that the words are.
fn chosen(property: Node<'_, '_>, data: &str, words: &str) -> bool {
    let mut items = property
        .descendants()
        .filter(|node| node.has_tag_name((W, "listItem")));
    items.any(|item| attribute(item, "value") == Some(data) && attribute(item, "displayText") == Some(words))
}

/// The data of this id.
fn store<'a, 'i>(parts: &Parts, trees: &'a Trees<'i>, id: &str) -> Option<&'a Document<'i>> {
    let same = |other: &str| other.eq_ignore_ascii_case(id);
    if same(CORE) {
        return trees.get(parts.properties()?);
    }
    if same(EXTENDED) {
        let mut related = parts.of("");
        let (_, own) = related.find(|(_, relation)| relation.kind == "extended-properties")?;
        return trees.get(own.target.as_str());
    }
    let says = |tree: &Document<'_>| {
        let mut all = tree.root_element().attributes();
        all.any(|attribute| attribute.name() == "itemID" && same(attribute.value()))
    };
    let (about, _) = trees
        .iter()
        .find(|(name, tree)| name.starts_with("customXml/") && says(tree))?;
    let mut sources = parts.sources();
    let source = sources.find(|source| {
        let mut related = parts.of(source);
        related.any(|(_, relation)| relation.target == **about)
    })?;
    trees.get(source)
}

/// What a path finds that is made of nothing but names and numbers, as Word writes them.
fn found(store: &Document<'_>, binding: Node<'_, '_>) -> Option<String> {
    let prefixes = prefixes(attribute(binding, "prefixMappings").unwrap_or_default());
    let mut at = store.root();
    for step in attribute(binding, "xpath")?.strip_prefix('/')?.split('/') {
        if step == "text()" {
            break;
        }
        if let Some(name) = step.strip_prefix('@') {
            let (_, name) = name.rsplit_once(':').unwrap_or(("", name));
            let mut all = at.attributes();
            return all
                .find(|attribute| attribute.name() == name)
                .map(|attribute| attribute.value().to_owned());
        }
        let (step, number) = match step.split_once('[') {
            Some((step, number)) => (step, number.strip_suffix(']')?.parse::<usize>().ok()?),
            None => (step, 1),
        };
        let (prefix, name) = step.split_once(':').unwrap_or(("", step));
        let namespace = prefixes
            .iter()
            .find(|(own, _)| *own == prefix)
            .map(|(_, uri)| *uri);
        let mut same = at.children().filter(|node| {
            node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == namespace
        });
        at = same.nth(number.checked_sub(1)?)?;
    }
    let texts = at.descendants().filter(Node::is_text);
    Some(texts.filter_map(|text| text.text()).take(100).collect())
}

/// The prefixes in words such as `xmlns:a='https://e.org/a'`.
fn prefixes(mappings: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = mappings;
    while let Some((_, own)) = rest.split_once("xmlns:") {
        let Some((prefix, behind)) = own.split_once('=') else {
            break;
        };
        let Some(quote) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            break;
        };
        let mut parts = behind.splitn(3, quote).skip(1);
        out.push((prefix.trim(), parts.next().unwrap_or_default()));
        rest = parts.next().unwrap_or_default();
    }
    out
}
