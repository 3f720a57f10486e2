//! An author's files, read into a [`Leaflet`](crate::model::Leaflet): every problem found with its place, all at once.

pub mod body;
pub mod references;

pub use body::{Slots, parse_frame};
