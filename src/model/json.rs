//! Where the model's shape in JSON is not that of its types: what must pass a constructor first, and bytes as text.
//!
//! Everything else is derived on the types themselves, so that a new field cannot be written without being read.

use serde::Deserialize;

use super::block::{Cell, Table};
use super::leaflet::Contributor;
use super::refusal::Refusal;
use super::text::{Content, NonEmpty, Several};

/// Whether a value is the one that stands for it where it is not written.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A table before its rows have been counted.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Grid {
    #[serde(default)]
    caption: Option<Content>,
    header: Several<Cell>,
    #[serde(default)]
    rows: Vec<Vec<Cell>>,
    #[serde(default)]
    row_headers: bool,
}

impl TryFrom<Grid> for Table {
    type Error = Refusal;
    fn try_from(grid: Grid) -> Result<Self, Refusal> {
        let columns = grid.header.len();
        let uneven = grid.rows.iter().position(|row| row.len() != columns);
        let cells = uneven.and_then(|at| grid.rows.get(at)).map_or(0, Vec::len);
        Self::new(grid.caption, grid.header, grid.rows, grid.row_headers).ok_or_else(|| {
            let row = uneven.unwrap_or_default();
            let plural = if cells == 1 { "" } else { "s" };
            Refusal::new(
                "uneven-row",
                format!("`rows/{row}` holds {cells} cell{plural}; the header row holds {columns}"),
                "write as many cells in every row; an empty cell is `[]`",
            )
        })
    }
}

/// A contributor before it is known whether there is anything to say of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    #[serde(default)]
    name: Option<NonEmpty>,
    #[serde(default)]
    role: Option<NonEmpty>,
    #[serde(default)]
    approved: bool,
}

impl TryFrom<Person> for Contributor {
    type Error = Refusal;
    fn try_from(person: Person) -> Result<Self, Refusal> {
        let Person { name, role, approved } = person;
        if name.is_none() && role.is_none() {
            let message = "there is neither a name nor a role";
            return Err(Refusal::new(
                "malformed-value",
                message,
                "add `\"name\": \"…\"` or `\"role\": \"…\"`",
            ));
        }
        Ok(Self { name, role, approved })
    }
}

/// A drawing as the text that it is.
pub(super) mod svg_text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(deserializer).map(Arc::from)
    }
}

/// A photograph in base64 (RFC 4648, section 4).
pub(super) mod png_base64 {
    use std::sync::Arc;

    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Refusal;

    pub fn serialize<S: Serializer>(bytes: &Arc<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<[u8]>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Arc::from).map_err(|why| {
            let message = format!("the picture is not in base64: {why}");
            let help = "encode the bytes of the PNG file in base64, on one line, with `=` at the end where it is due";
            D::Error::custom(Refusal::new("unusable-image", message, help))
        })
    }
}
