//! `clearleaf formats` and `clearleaf layouts`.

use super::Ending;
use super::screen::Screen;
use crate::backend::BACKENDS;
use crate::error::Error;
use crate::layout::{LAYOUTS, Layout};

pub(super) fn formats(screen: &mut Screen) -> Result<Ending, Error> {
    for backend in BACKENDS {
        let format = backend.format();
        screen.line(&format!(
            "{:<6} .{:<6} {}",
            format.id, format.extension, format.summary
        ));
    }
    Ok(Ending::Well)
}

pub(super) fn layouts(screen: &mut Screen) -> Result<Ending, Error> {
    for bundled in &LAYOUTS {
        let profile = Layout::bundled(bundled.name, None)?.profile;
        screen.line(&format!(
            "{:<14} {}\n{:<14} follows: {}",
            profile.name, profile.summary, "", profile.guideline
        ));
    }
    Ok(Ending::Well)
}
