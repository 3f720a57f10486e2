//! What is done to a good file: one thing each, that would harm whoever reads it.

/// Declares the mutations and the list of all of them, so that none is left out of it.
macro_rules! mutations {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One thing that a file has lost, gained or changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Mutation { $($(#[$doc])* $name,)* }

        impl Mutation {
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

mutations! {
    // Words.
    DropWord,
    DropNegation,
    DropUnit,
    DropDecimalPoint,
    ChangeDose,
    DuplicateWord,
    /// Two words run into one.
    JoinWords,
    // Paragraphs.
    DropParagraph,
    DuplicateParagraph,
    SwapParagraphs,
    /// The second of two begins no paragraph of its own.
    JoinParagraphs,
    /// Half of one begins another.
    SplitParagraph,
    // Headings and contents.
    DropHeading,
    ChangeHeadingLevel,
    /// Its words stay, as a paragraph.
    HeadingToParagraph,
    DropContentsEntry,
    // Lists and definitions.
    DropListItem,
    SwapListItems,
    ChangeListNesting,
    ChangeListStart,
    /// Steps without numbers.
    NumbersToBullets,
    DropDefinition,
    // Warnings.
    DropWarning,
    MoveOutOfWarning,
    /// A box of another sort with the same words.
    WarningToCallout,
    ChangeWarningLabel,
    // Tables.
    DropRow,
    SwapRows,
    SwapCells,
    BlankCell,
    /// The words of a header cell.
    ChangeHeader,
    StripHeaderRow,
    /// The header cells of rows are cells like others.
    StripRowHeaders,
    ChangeCaption,
    DropCaption,
    // Figures.
    DropFigure,
    BlankAlternative,
    ChangeAlternative,
    // Links, citations and references.
    ChangeLinkTarget,
    /// The words stay, and lead nowhere.
    DropLink,
    /// A link inside the leaflet.
    ChangeInnerLink,
    DropCitation,
    PointCitationElsewhere,
    /// The words stay, and lead nowhere.
    UnlinkCitation,
    /// The number that stands in the text.
    ChangeCitedNumber,
    DropReference,
    SwapReferences,
    /// The number that stands in the references.
    ChangeReferenceNumber,
    DropBackLink,
    PointBackLinkElsewhere,
    // Languages and the title.
    ChangeLanguage,
    DropLanguage,
    ChangeDocumentLanguage,
    ChangeTitle,
}
