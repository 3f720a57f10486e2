//! The nouns: what a leaflet is, and what somebody meets who reads it.
//!
//! No input or output happens here and no format is known here, so that every layer below can mean the same thing
//! by the same word.

pub mod block;
pub mod contrast;
pub mod inline;
mod json;
pub mod leaflet;
pub mod raised;
pub mod reading;
mod refusal;
pub mod review;
pub mod text;
pub mod tree;
pub mod turned;
pub mod units;

pub use block::{
    Alt, Block, Callout, CalloutKind, Cell, Contents, ContentsEntry, Definition, DefinitionList, Division,
    Figure, FigureKind, Heading, Image, ImageData, Level, List, Marker, Paragraph, ParagraphStyle, Quote,
    Reference, References, Table,
};
pub(crate) use inline::is_doi;
pub use inline::{Citation, Inline, Link, Phrase, Piece, Target};
pub use leaflet::{Citing, Contributor, Leaflet, Mark, Publisher, Record, TrustMark};
pub use reading::Reading;
pub use refusal::Refusal;
pub use review::{Claim, Look, Review};
pub use text::{Anchor, Content, NonEmpty, Several, excerpt, first_strong, invisible, joins, right_to_left};
pub use units::{Date, Direction, Em, Lang, PT_PER_MM, Pt};
