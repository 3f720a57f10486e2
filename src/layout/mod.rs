//! Everything visual, and the furniture round a leaflet. Every asset of the program is read here.

pub mod edition;
pub mod families;
pub mod fonts;
pub mod frame;
pub mod measure;
pub mod profile;
pub mod skins;
pub mod words;

pub use edition::Edition;
pub use families::{Families, Family};
pub use frame::edition;
pub use profile::{Colour, Profile, Weight};
pub use words::Words;

use crate::error::{Error, Result};
use crate::model::Pt;

/// A layout, ready to use.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Its figures, the body size replaced where another was asked for.
    pub profile: Profile,
    /// The size that was asked for in points, where one was.
    pub asked_size: Option<Pt>,
}

/// A layout that the program carries.
pub struct Bundled {
    /// Its name.
    pub name: &'static str,
    /// Its `layout.toml`.
    pub text: &'static str,
}

/// Every layout that the program carries.
pub static LAYOUTS: [Bundled; 1] = [Bundled {
    name: "large-print",
    text: include_str!("../../layouts/large-print/layout.toml"),
}];

/// The layout used where none is named.
pub const DEFAULT_LAYOUT: &str = "large-print";

/// The smallest and the largest body size in points.
pub const SIZES: std::ops::RangeInclusive<Pt> = 12.0..=72.0;

impl Layout {
    /// A bundled layout, at another body size (points, within [`SIZES`]) if one is given.
    ///
    /// # Errors
    /// [`Error::Layout`] where there is no such layout, its file is malformed, or the size is out of range.
    pub fn bundled(name: &str, size: Option<Pt>) -> Result<Self> {
        let found = LAYOUTS.iter().find(|layout| layout.name == name).ok_or_else(|| {
            let names: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
            Error::Layout(format!(
                "there is no layout `{name}`; the layouts are: {}",
                names.join(", ")
            ))
        })?;
        let mut profile: Profile = toml::from_str(found.text)
            .map_err(|e| Error::Layout(format!("layouts/{name}/layout.toml: {e}")))?;
        if let Some(size) = size {
            if !SIZES.contains(&size) {
                let (low, high) = (SIZES.start(), SIZES.end());
                return Err(Error::Layout(format!(
                    "a body size of {size} pt is out of range; give one from {low} to {high}"
                )));
            }
            profile.body.size_pt = size;
        }
        Ok(Self {
            profile,
            asked_size: size,
        })
    }
}
