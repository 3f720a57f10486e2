use crate::backend::Inspection;
use crate::error::{Error, Result};
pub(super) fn inspect(_bytes: &[u8]) -> Result<Inspection> {
    Err(Error::inspect("pdf", "todo"))
}
