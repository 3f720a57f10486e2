//! Everything visual, and the furniture round a leaflet. Every asset of the program is read here.

pub mod collection;
pub mod colour;
pub mod edition;
mod extend;
pub mod families;
pub mod fonts;
pub mod foot;
pub mod frame;
pub mod keys;
pub mod measure;
pub mod paper;
mod placed;
pub mod profile;
pub mod skins;
mod values;
mod verify;
pub mod words;

pub use collection::{Changes, Layouts};
pub use colour::Colour;
pub use edition::Edition;
pub use families::{Families, Family};
pub use frame::edition;
pub use paper::{PAPER_SIZES, PaperSize};
pub use profile::{Profile, Underline, Weight};
pub use values::wanted;
pub use words::Words;

use crate::error::Result;
use crate::model::{Look, Pt};

/// A layout, ready to use.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Its figures, the body size and the paper replaced where others were asked for.
    pub profile: Profile,
    /// The size that was asked for in points, where one was.
    pub asked_size: Option<Pt>,
    /// Its own size in points, whatever was asked for.
    pub own_size: Pt,
    /// The paper that was asked for, where any was.
    pub asked_paper: Option<&'static PaperSize>,
    /// The files of somebody's own that it is made of.
    pub own_files: Vec<String>,
}

/// A layout that the program carries.
pub struct Bundled {
    /// Its name.
    pub name: &'static str,
    /// Its `layout.toml`.
    pub text: &'static str,
}

macro_rules! bundled {
    ($name:literal) => {
        Bundled {
            name: $name,
            text: include_str!(concat!("../../layouts/", $name, "/layout.toml")),
        }
    };
}

/// Every layout that the program carries.
pub static LAYOUTS: [Bundled; 6] = [
    bundled!("clear-print"),
    bundled!("large-print"),
    bundled!("giant-print"),
    bundled!("acb-large-print"),
    bundled!("high-contrast"),
    bundled!("tinted"),
];

/// The layout used where none is named.
pub const DEFAULT_LAYOUT: &str = "large-print";

/// The smallest and the largest body size in points.
pub use crate::model::units::BODY_SIZES as SIZES;

impl Layout {
    /// A bundled layout, at another body size (points, within [`SIZES`]) if one is given.
    ///
    /// # Errors
    /// [`Error::Findings`](crate::error::Error::Findings) where there is no such layout or it has no room for the size,
    /// [`Error::Layout`](crate::error::Error::Layout) where the size is out of range.
    pub fn bundled(name: &str, size: Option<Pt>) -> Result<Self> {
        Layouts::bundled().layout(name, Changes { size, paper: None })
    }

    /// What a review names of it.
    #[must_use]
    pub fn look(&self) -> Look<'_> {
        Look {
            layout: &self.profile.name,
            size: self.profile.body.size_pt,
            own_size: self.profile.body.size_pt == self.own_size,
        }
    }
}
