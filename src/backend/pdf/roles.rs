//! The structure types in use, and the standard type (ISO 32000-1, 14.8.4) that each stands for.
//!
//! Where the standard types say less than the model, a type of our own says it and the role map leads it back: a warning
//! is a `Div` to every reader, and still a warning to whoever asks.

use crate::model::block::{CalloutKind, Level, ParagraphStyle};

/// What a structure element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Document,
    Heading(Level),
    Paragraph(ParagraphStyle),
    List,
    ListItem,
    ListLabel,
    ListBody,
    DefinitionList,
    DefinitionItem,
    Term,
    Definition,
    Table,
    TableHead,
    TableBody,
    Row,
    HeaderCell,
    DataCell,
    Caption,
    FigureGroup,
    Figure,
    Callout(CalloutKind),
    CalloutLabel,
    Quote,
    Division,
    Contents,
    ContentsEntry(Level),
    ContentsTarget,
    PageNumber,
    References,
    ReferenceItem,
    Bibliography,
    Link,
    Citation,
    BackLink,
    Strong,
    Emphasis,
    Phrase,
}

impl Role {
    /// The name that stands in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Heading(level) => match level.get() {
                1 => "H1",
                2 => "H2",
                3 => "H3",
                4 => "H4",
                5 => "H5",
                _ => "H6",
            },
            Self::Paragraph(ParagraphStyle::Body) => "P",
            Self::Paragraph(ParagraphStyle::Lead) => "Lead",
            Self::Paragraph(ParagraphStyle::Detail) => "Detail",
            Self::Paragraph(ParagraphStyle::Masthead) => "Masthead",
            Self::List => "L",
            Self::ListItem => "LI",
            Self::ListLabel => "Lbl",
            Self::ListBody => "LBody",
            Self::DefinitionList => "DefinitionList",
            Self::DefinitionItem => "DefinitionItem",
            Self::Term => "Term",
            Self::Definition => "Definition",
            Self::Table => "Table",
            Self::TableHead => "THead",
            Self::TableBody => "TBody",
            Self::Row => "TR",
            Self::HeaderCell => "TH",
            Self::DataCell => "TD",
            Self::Caption => "Caption",
            Self::FigureGroup => "FigureGroup",
            Self::Figure => "Figure",
            Self::Callout(CalloutKind::Callout) => "Callout",
            Self::Callout(CalloutKind::Warning) => "Warning",
            Self::CalloutLabel => "Label",
            Self::Quote => "BlockQuote",
            Self::Division => "Division",
            Self::Contents => "TOC",
            Self::ContentsEntry(level) => match level.get() {
                1 => "ContentsEntry1",
                2 => "ContentsEntry2",
                3 => "ContentsEntry3",
                4 => "ContentsEntry4",
                5 => "ContentsEntry5",
                _ => "ContentsEntry6",
            },
            Self::ContentsTarget => "Reference",
            Self::PageNumber => "PageNumber",
            Self::References => "References",
            Self::ReferenceItem => "ReferenceItem",
            Self::Bibliography => "BibEntry",
            Self::Link => "Link",
            Self::Citation => "Citation",
            Self::BackLink => "BackLink",
            Self::Strong => "Strong",
            Self::Emphasis => "Em",
            Self::Phrase => "Phrase",
        }
    }

    /// The standard structure type that it stands for.
    pub fn standard(self) -> &'static str {
        match self {
            Self::Paragraph(_) | Self::CalloutLabel => "P",
            Self::DefinitionList | Self::References => "L",
            Self::DefinitionItem | Self::ReferenceItem => "LI",
            Self::Term => "Lbl",
            Self::Definition => "LBody",
            Self::FigureGroup | Self::Callout(_) | Self::Division => "Div",
            Self::ContentsEntry(_) => "TOCI",
            Self::PageNumber | Self::Strong | Self::Emphasis | Self::Phrase => "Span",
            Self::Citation => "Reference",
            Self::BackLink => "Link",
            Self::Document
            | Self::Heading(_)
            | Self::List
            | Self::ListItem
            | Self::ListLabel
            | Self::ListBody
            | Self::Table
            | Self::TableHead
            | Self::TableBody
            | Self::Row
            | Self::HeaderCell
            | Self::DataCell
            | Self::Caption
            | Self::Figure
            | Self::Quote
            | Self::Contents
            | Self::ContentsTarget
            | Self::Bibliography
            | Self::Link => self.name(),
        }
    }
}
