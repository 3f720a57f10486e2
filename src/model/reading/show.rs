//! A Reading as a person reads it aloud: an item a line, containers before it, links behind their words.

use std::fmt;

use super::{Container, Destination, Item, Kind, Reading, Role, Run};
use crate::model::block::CalloutKind;

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "title: {}", self.title)?;
        writeln!(f, "language: {}", self.lang)?;
        for (number, item) in self.items.iter().enumerate() {
            for (depth, container) in item.within.iter().enumerate().skip(item.shared) {
                writeln!(f, "     {}{container}", "  ".repeat(depth + 1))?;
            }
            let indent = "  ".repeat(item.within.len() + 1);
            write!(f, "{number:>4} {indent}{}: ", item.role)?;
            item.write_runs(f, &self.lang)?;
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Item {
    fn write_runs(&self, f: &mut fmt::Formatter<'_>, usual: &crate::model::units::Lang) -> fmt::Result {
        for run in &self.runs {
            if run.lang == *usual {
                write!(f, "{run}")?;
            } else {
                write!(f, "«{}: {run}»", run.lang)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, container) in self.within.iter().enumerate() {
            let mark = if depth < self.shared { "" } else { "new " };
            write!(f, "{mark}{container} > ")?;
        }
        write!(f, "{}: ", self.role)?;
        for run in &self.runs {
            write!(f, "«{}: {run}»", run.lang)?;
        }
        Ok(())
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Plain => f.write_str(&self.text),
            Kind::Link(Destination::Url(url)) => write!(f, "{{{} → {url}}}", self.text),
            Kind::Link(Destination::Item(item)) => write!(f, "{{{} → item {item}}}", self.text),
            Kind::Citation(item) => write!(f, "{{{} cites item {item}}}", self.text),
            Kind::BackLink(item) => write!(f, "{{{} back to item {item}}}", self.text),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading(level) => write!(f, "heading {}", level.get()),
            Self::Paragraph => f.write_str("paragraph"),
            Self::Label => f.write_str("label"),
            Self::Term => f.write_str("term"),
            Self::Caption => f.write_str("caption"),
            Self::Cell => f.write_str("text"),
            Self::Figure => f.write_str("picture"),
            Self::ContentsEntry(level) => write!(f, "entry {}", level.get()),
            Self::Reference => f.write_str("reference"),
        }
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Callout {
                kind: CalloutKind::Callout,
                label,
            } => write!(f, "callout “{label}”"),
            Self::Callout {
                kind: CalloutKind::Warning,
                label,
            } => write!(f, "warning “{label}”"),
            Self::Quote => f.write_str("quotation"),
            Self::List { ordered: false, .. } => f.write_str("list"),
            Self::List { ordered: true, start } => write!(f, "numbered list from {start}"),
            Self::ListItem { ordinal } => write!(f, "list item {ordinal}"),
            Self::DefinitionList => f.write_str("definition list"),
            Self::Definition => f.write_str("definition"),
            Self::Table => f.write_str("table"),
            Self::Row { ordinal } => write!(f, "row {ordinal}"),
            Self::Cell {
                column, header: true, ..
            } => write!(f, "header cell {column}"),
            Self::Cell {
                column,
                header: false,
                headers,
            } => {
                write!(f, "cell {column} ({})", headers.join(", "))
            }
            Self::Figure => f.write_str("figure"),
            Self::Contents => f.write_str("contents"),
            Self::References => f.write_str("references"),
            Self::Division { lang, direction } => write!(f, "division {lang} {}", direction.as_html()),
        }
    }
}
