//! `clearleaf check`.

use std::path::PathBuf;

use super::Ending;
use super::arguments::{Check, cores, source_date};
use super::report::Reporter;
use crate::error::Error;
use crate::export::{self, Order};
use crate::layout::{DEFAULT_LAYOUT, Layout};
use crate::source::Disk;

pub(super) fn run(args: &Check) -> Ending {
    let mut reporter = Reporter::new("check", &args.saying, &args.selection.source);
    let result = check(args, &mut reporter);
    reporter.end(result)
}

fn check(args: &Check, reporter: &mut Reporter) -> Result<(), Error> {
    let leaflets = args.selection.asked()?;
    if leaflets.is_empty() {
        reporter.complain(&args.selection.none());
        return Ok(());
    }
    let order = Order {
        files: &Disk::new(&args.selection.source),
        leaflets,
        out: PathBuf::new(),
        backends: Vec::new(),
        layout: Layout::bundled(DEFAULT_LAYOUT, None)?,
        date: source_date()?,
        deny_warnings: args.saying.deny_warnings(),
        verify: true,
        jobs: cores(),
    };
    export::check(&order, |asked, outcome| reporter.outcome(asked, outcome));
    Ok(())
}
