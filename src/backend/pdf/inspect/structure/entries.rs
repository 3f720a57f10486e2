//! What an element of the tree says about itself.

use lopdf::{Dictionary, Object, ObjectId};

/// The entries of a dictionary in the tree, found in one walk: most are missing from most, and each look that fails
/// costs as much as one that does not.
#[derive(Default)]
pub(super) struct Entries<'d> {
    pub kind: Option<&'d Object>,
    pub role: Option<&'d Object>,
    pub page: Option<ObjectId>,
    pub lang: Option<&'d Object>,
    pub alt: Option<&'d Object>,
    pub actual: Option<&'d Object>,
    pub expansion: Option<&'d Object>,
    pub id: Option<&'d Object>,
    pub attributes: Option<&'d Object>,
    pub classes: Option<&'d Object>,
    pub namespace: Option<ObjectId>,
    pub kids: Option<&'d Object>,
}

impl<'d> Entries<'d> {
    pub fn of(dict: &'d Dictionary) -> Self {
        let mut out = Self::default();
        for (key, value) in dict {
            match key.as_slice() {
                b"Type" => out.kind = Some(value),
                b"S" => out.role = Some(value),
                b"Pg" => out.page = value.as_reference().ok(),
                b"Lang" => out.lang = Some(value),
                b"Alt" => out.alt = Some(value),
                b"ActualText" => out.actual = Some(value),
                b"E" => out.expansion = Some(value),
                b"ID" => out.id = Some(value),
                b"A" => out.attributes = Some(value),
                b"C" => out.classes = Some(value),
                b"NS" => out.namespace = value.as_reference().ok(),
                b"K" => out.kids = Some(value),
                _ => {}
            }
        }
        out
    }
}
