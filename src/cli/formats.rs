//! `clearleaf formats`.

use super::Ending;
use super::screen::Screen;
use crate::backend::BACKENDS;
use crate::error::Error;

pub(super) fn run(screen: &mut Screen) -> Result<Ending, Error> {
    for backend in BACKENDS {
        let format = backend.format();
        screen.line(&format!(
            "{:<6} .{:<6} {}",
            format.id, format.extension, format.summary
        ));
    }
    Ok(Ending::Well)
}
