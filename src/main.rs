//! The `clearleaf` program: a thin shell round the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    clearleaf::cli::run()
}
