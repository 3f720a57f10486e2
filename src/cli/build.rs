//! `clearleaf build`.

use super::Ending;
use super::arguments::{Build, cores, layouts, source_date};
use super::report::Reporter;
use crate::backend::{BACKENDS, Backend};
use crate::error::Error;
use crate::export::{self, Order};
use crate::layout::Changes;
use crate::source::Disk;

pub(super) fn run(args: &Build) -> Ending {
    let mut reporter = Reporter::new("build", &args.saying, &args.selection.source);
    let result = build(args, &mut reporter);
    reporter.end(result)
}

fn build(args: &Build, reporter: &mut Reporter) -> Result<(), Error> {
    let leaflets = args.selection.asked()?;
    if leaflets.is_empty() {
        reporter.complain(&args.selection.none());
        return Ok(());
    }
    let backends: Vec<&'static dyn Backend> = if args.formats.is_empty() {
        BACKENDS.to_vec()
    } else {
        BACKENDS
            .iter()
            .copied()
            .filter(|b| args.formats.iter().any(|id| id == b.format().id))
            .collect()
    };
    let changes = Changes {
        size: args.size,
        paper: args.paper,
    };
    let layout = layouts(args.layouts.as_deref())?.layout(&args.layout, changes)?;
    reporter.layout(&layout);
    let order = Order {
        files: &Disk::new(&args.selection.source),
        leaflets,
        out: args.out.clone(),
        backends,
        layout,
        date: source_date()?,
        deny_warnings: args.saying.deny_warnings(),
        verify: !args.no_verify,
        jobs: args.jobs.unwrap_or_else(cores),
    };
    export::build(&order, |asked, outcome| reporter.outcome(asked, outcome));
    Ok(())
}
