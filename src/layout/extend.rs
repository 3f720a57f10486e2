//! Layouts that extend others: each table merged key by key, what is said last in force.

use std::sync::Arc;

use super::collection::Layouts;
use super::paper::PaperSize;
use super::placed::{self, Placed, Table, Value, find};
use super::values::{self, fault};
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::source::near::{did_you_mean, one_of};

/// What a layout says of itself: another that extends it says its own.
const OWN: [&str; 4] = ["summary", "guideline", "guideline-from-pt", "not-met"];

/// A layout with all that it takes from others.
pub(super) struct Merged {
    /// Its values, each with its place in whichever file said it last.
    pub table: Table,
    /// The beginning of its own file, for what no place can be given.
    pub head: Span,
    /// The names of the layouts that it is made of, its own first.
    pub chain: Vec<String>,
    files: Vec<Arc<SourceText>>,
}

impl Merged {
    /// Where one of these keys stands: in the layout's own file, if any of them does, or else in the nearest that it
    /// extends. Whoever writes a layout can mend their own file and no other.
    pub(super) fn span(&self, paths: &[&str]) -> &Span {
        let placed = paths.iter().filter_map(|path| find(&self.table, path));
        let far = |span: &Span| {
            let own = self.files.iter().position(|file| Arc::ptr_eq(file, &span.source));
            own.unwrap_or(usize::MAX)
        };
        let nearest = placed.map(|placed| &placed.span).min_by_key(|span| far(span));
        nearest.unwrap_or(&self.head)
    }
}

/// A layout merged with those that it extends.
///
/// # Errors
/// All that is wrong with any of the files, by their places.
pub(super) fn merged(layouts: &Layouts, name: &str) -> Result<Merged, Vec<Finding>> {
    let mut chain: Vec<String> = Vec::new();
    let mut tables = Vec::new();
    let mut files = Vec::new();
    let mut findings = Vec::new();
    let mut head = None;
    let mut next = Some((name.to_owned(), None::<Placed>));
    while let Some((name, asked_by)) = next.take() {
        if chain.contains(&name) {
            findings.extend(asked_by.map(|place| circular(layouts, &place, &chain, &name)));
            break;
        }
        let Some(source) = layouts.source(&name) else {
            findings.push(unknown(layouts, &name, asked_by.as_ref()));
            break;
        };
        head.get_or_insert_with(|| Span::new(source, 0..source.text.lines().next().map_or(0, str::len)));
        chain.push(name);
        files.push(Arc::clone(source));
        match placed::parse(source) {
            Ok(table) => {
                findings.extend(values::check(&table));
                if let Some(parent) = table.get("extend")
                    && let Value::Text(name) = &parent.value
                {
                    next = Some((name.clone(), Some(parent.clone())));
                }
                tables.push(table);
            }
            Err(finding) => findings.push(finding),
        }
    }
    let Some(head) = head.filter(|_| findings.is_empty()) else {
        findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        return Err(findings);
    };
    let mut table = Table::new();
    for own in tables.into_iter().rev() {
        table = over(table, own);
    }
    table.remove("extend");
    name_paper(&mut table);
    Ok(Merged {
        table,
        head,
        chain,
        files,
    })
}

/// A layout over the one that it extends.
fn over(mut parent: Table, mut own: Table) -> Table {
    for name in OWN {
        parent.remove(name);
    }
    if let (Some(Value::Table(below)), Some(Value::Table(above))) =
        (value(&mut parent, "paper"), value(&mut own, "paper"))
    {
        // A size by name and one by measure replace each other.
        if above.contains_key("size") {
            below.remove("width-mm");
            below.remove("height-mm");
        } else if above.contains_key("width-mm") || above.contains_key("height-mm") {
            below.remove("size");
        }
    }
    merge(&mut parent, own);
    parent
}

fn value<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut Value> {
    table.get_mut(key).map(|placed| &mut placed.value)
}

fn merge(below: &mut Table, above: Table) {
    for (key, placed) in above {
        match (below.get_mut(&key).map(|placed| &mut placed.value), placed) {
            (
                Some(Value::Table(below)),
                Placed {
                    value: Value::Table(above),
                    ..
                },
            ) => merge(below, above),
            (_, placed) => {
                below.insert(key, placed);
            }
        }
    }
}

/// Width and height in place of the name of a size.
fn name_paper(table: &mut Table) {
    let Some(Value::Table(paper)) = value(table, "paper") else {
        return;
    };
    let Some(named) = paper.remove("size") else { return };
    let Value::Text(name) = &named.value else { return };
    let Some(size) = PaperSize::named(name) else {
        return;
    };
    for (key, length) in [("width-mm", size.width_mm), ("height-mm", size.height_mm)] {
        let placed = Placed {
            value: Value::Number(f64::from(length)),
            ..named.clone()
        };
        paper.insert(key.to_owned(), placed);
    }
}

fn unknown(layouts: &Layouts, name: &str, asked_by: Option<&Placed>) -> Finding {
    let names: Vec<&str> = layouts.names().collect();
    let message = format!("there is no layout `{name}`");
    let near = did_you_mean(name, names.iter().copied());
    let help = format!(
        "{near}the layouts are {}",
        one_of(&names).replace(" or ", " and ")
    );
    match asked_by {
        Some(place) => fault(&place.span, "unknown-layout", message, help),
        None => Finding::in_file("--layout", Severity::Error, "unknown-layout", message, help),
    }
}

fn circular(layouts: &Layouts, place: &Placed, chain: &[String], name: &str) -> Finding {
    let round: Vec<&str> = chain
        .iter()
        .map(String::as_str)
        .skip_while(|known| *known != name)
        .chain([name])
        .collect();
    let message = format!(
        "the layouts extend each other in a circle: `{}`",
        round.join("` → `")
    );
    let help = match round.iter().find(|name| layouts.is_replaced(name)) {
        Some(name) => format!(
            "your `{name}` stands in the place of the `{name}` that clearleaf carries: call yours by another name to extend that one"
        ),
        None => "take out one `extend`: in one of these layouts, all that it needs must be said".to_owned(),
    };
    fault(&place.span, "circular-layout", message, help)
}
