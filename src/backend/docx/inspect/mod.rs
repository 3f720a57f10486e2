//! From the bytes of a DOCX to what a reader meets, the way a screen reader goes about it: roles from the styles' names
//! and outline levels, lists from numbering, header cells from the table's look, links from relationships.
//!
//! Shares no code with `write`: another zip reader, another XML parser, no constant in common.

mod blocks;
mod bound;
mod budget;
mod content;
mod direction;
mod drawn;
mod edges;
mod fields;
mod fonts;
mod instructions;
mod integrity;
mod line;
mod lists;
mod look;
mod notes;
mod numbering;
mod package;
mod parts;
mod picture;
mod results;
mod run;
mod shapes;
mod stacked;
mod styles;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::backend::faults::{Faults, brief};
use crate::backend::{Facts, Inspection};
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::model::reading::{LeftOut, ReadingBuilder, collapse};
use budget::Budget;
use drawn::boxes;
use fields::Fields;
use notes::Notes;
use numbering::Numbering;
use parts::{Parts, Trees, child};
use roxmltree::NodeId;
use shapes::Round;
use styles::Styles;

/// The deepest nesting of content controls, tables and runs that is followed.
const MAX_DEPTH: usize = 200;

/// Reads a document.
///
/// # Errors
/// [`Error::Inspect`] where the bytes are no WordprocessingML package.
pub fn inspect(bytes: &[u8]) -> Result<Inspection> {
    read(bytes).map_err(|why| Error::inspect("docx", why))
}

fn read(bytes: &[u8]) -> std::result::Result<Inspection, String> {
    let parts = Parts::open(bytes)?;
    let mut faults = Faults::default();
    let trees = parts.trees(&mut faults)?;
    let nothing = parts::parse("<nothing/>")?;
    let related = |kind: &str| {
        let part = parts.related(kind).and_then(|name| trees.get(name));
        part.unwrap_or(&nothing)
    };
    let styles = Styles::of(related("styles"));
    let numbering = Numbering::of(related("numbering"), &styles);
    let (title, declared) = properties(&parts, &trees);
    faults.extend(package::faults(&parts, &trees));
    faults.extend(styles.faults(|name| blocks::heading(name).is_some()));
    if title.trim().is_empty() {
        faults.push("the document has no title");
    }
    let lang = language(&styles, declared.as_deref(), &mut faults);
    let tree = trees
        .get(parts.document())
        .ok_or_else(|| format!("there is no part {}", parts.document()))?;
    let mut left = LeftOut::default();
    faults.extend(integrity::faults(&parts, &trees));
    faults.extend(instructions::faults(&parts, &trees));
    faults.extend(direction::faults(&parts, &trees, &styles, &lang));
    faults.extend(results::faults(tree, &title, &mut left));
    faults.extend(bound::faults(&parts, &trees, tree, &mut left));
    faults.extend(content::changes(tree));
    let body = child(tree.root_element(), "body").ok_or("the document has no body")?;
    let mut walk = Walk {
        out: ReadingBuilder::new(),
        parts: &parts,
        styles: &styles,
        numbering: &numbering,
        lang: lang.clone(),
        fields: Fields::default(),
        counted: BTreeMap::new(),
        begun: BTreeSet::new(),
        faults,
        budget: Budget::default(),
        round: None,
        langs: BTreeMap::new(),
        tabs: None,
        left,
        notes: notes::of(&parts, &trees),
    };
    walk.blocks(body, None, 0)?;
    walk.budget.check()?;
    let Walk {
        out,
        mut faults,
        fields,
        mut left,
        ..
    } = walk;
    faults.extend(fields.fault());
    let fonts = fonts::facts(&parts, related("fontTable"), &mut faults);
    let producer = producer(&parts, &trees);
    let look = look::of(&parts, &trees, (&styles, &numbering), body, &mut faults);
    let built = out.built(&title, lang);
    faults.extend(built.misread);
    faults.extend(edges::faults(
        &parts,
        &trees,
        producer.as_deref(),
        &built.reading,
        &mut left,
    ));
    faults.extend(
        built
            .unresolved
            .iter()
            .map(|link| format!("the link {:?} leads nowhere", brief(&link.text))),
    );
    Ok(Inspection {
        reading: built.reading,
        facts: Facts {
            pages: None,
            page_starts: Vec::new(),
            tagged: styles.has_headings(),
            fonts,
            faults: faults.told(),
            unread: left.lines(),
            producer,
            claims: Vec::new(),
            look,
        },
    })
}

/// What a walk through the document carries.
struct Walk<'a> {
    out: ReadingBuilder,
    parts: &'a Parts,
    styles: &'a Styles,
    numbering: &'a Numbering,
    lang: Lang,
    fields: Fields,
    /// Kinds of numbered lists with their levels: the last number, and the list that it stands in.
    counted: BTreeMap<(u32, u32), (u32, u32)>,
    /// Lists with levels that have begun.
    begun: BTreeSet<(u32, u32)>,
    faults: Faults,
    budget: Budget,
    /// What is in the drawing that was looked at last.
    round: Option<(NodeId, Round)>,
    /// Languages by their tags: many runs have the same.
    langs: BTreeMap<Rc<str>, Lang>,
    /// How many tabs are left in an entry of the contents before a page number that no field gives.
    tabs: Option<usize>,
    /// What is there and is not read.
    left: LeftOut,
    /// What notes and comments say.
    notes: Notes<'a>,
}

/// Title and language as the document's properties have them.
fn properties(parts: &Parts, trees: &Trees<'_>) -> (String, Option<String>) {
    let Some(tree) = parts.properties().and_then(|name| trees.get(name)) else {
        return (String::new(), None);
    };
    let find = |name: &str| {
        let mut elements = tree.root_element().children();
        let found = elements.find(|node| node.is_element() && node.tag_name().name() == name);
        found.and_then(|node| node.text()).map(str::to_owned)
    };
    (find("title").unwrap_or_default(), find("language"))
}

/// The language of the text: what the style sheet says, because that is what assistive technology goes by.
fn language(styles: &Styles, declared: Option<&str>, faults: &mut Faults) -> Lang {
    let used = styles.default_language();
    if used.is_none() {
        faults.push("the style sheet has no default language");
    } else if declared.is_some() && declared != used {
        faults.push("the document's properties and its style sheet name different languages");
    }
    let Some(tag) = used.or(declared) else {
        faults.push("the document has no language");
        return Lang::undetermined();
    };
    Lang::parse(tag).unwrap_or_else(|why| {
        faults.push(format!("the language {:?}: {why}", brief(tag)));
        Lang::undetermined()
    })
}

/// The program that says it made the file.
fn producer(parts: &Parts, trees: &Trees<'_>) -> Option<String> {
    let mut related = parts
        .of("")
        .filter(|(_, relation)| relation.kind == "extended-properties");
    let tree = trees.get(related.next()?.1.target.as_str())?;
    let mut elements = tree.root_element().children();
    let found = elements.find(|node| node.tag_name().name() == "Application")?;
    let words = collapse(found.text()?);
    (!words.is_empty()).then_some(words)
}
