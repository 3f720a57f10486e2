//! What is known of a file beside its bytes: whether clearleaf writes the same, and what other tools say.

use crate::backend::{BACKENDS, Format};
use crate::cli::screen::Screen;
use crate::error::Result;
use crate::export::validators::Validators;
use crate::layout::Edition;
use crate::page::LazyPages;
use crate::verify::conformance::Evidence;

/// Gathers evidence about the files of a group, whose pages are laid out once.
pub(super) struct Gathering<'a> {
    /// The leaflet with its pages, where it is known.
    edition: Option<(&'a Edition, LazyPages<'a>)>,
    /// Other tools, where they are asked.
    validators: Option<&'a Validators>,
}

impl<'a> Gathering<'a> {
    pub(super) fn of(edition: Option<&'a Edition>, validators: Option<&'a Validators>) -> Self {
        Self {
            edition: edition.map(|edition| (edition, LazyPages::of(edition))),
            validators,
        }
    }

    /// What is known of a file. Tools that give no verdict are named.
    ///
    /// # Errors
    /// Where no copy of it can be made for a tool.
    pub(super) fn about(
        &self,
        name: &str,
        format: Option<Format>,
        bytes: &[u8],
        screen: &mut Screen,
    ) -> Result<Evidence> {
        let Some(format) = format else {
            return Ok(Evidence::default());
        };
        let mut evidence = Evidence {
            ours: self.is_ours(format, bytes),
            ..Evidence::default()
        };
        let Some(validators) = self.validators else {
            return Ok(evidence);
        };
        for (tool, answer) in validators.judge(format.id, bytes)? {
            match answer {
                Ok(verdict) => evidence.verdicts.push(verdict),
                Err(why) => {
                    screen.complain(&format!("{name}: {tool} gave no verdict: {why}"));
                    evidence.silent.push((tool, why));
                }
            }
        }
        Ok(evidence)
    }

    /// Whether clearleaf writes these bytes of the leaflet. What it cannot write, it has not written.
    fn is_ours(&self, format: Format, bytes: &[u8]) -> bool {
        let backend = BACKENDS.iter().find(|backend| backend.format().id == format.id);
        let (Some((edition, pages)), Some(backend)) = (&self.edition, backend) else {
            return false;
        };
        backend
            .write(edition, pages)
            .is_ok_and(|written| written == bytes)
    }
}
