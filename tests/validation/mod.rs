//! Validators that others wrote, as tests call them: one start of each over a whole folder.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses a part")]

pub mod mupdf;
pub mod office;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An empty folder of this name.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("validators")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The exit status of the validators over a folder, or of one of them, and all that they said.
pub fn validate(folder: &Path, only: Option<&str>) -> (Option<i32>, String) {
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/run");
    let output = Command::new(run)
        .args(only.iter().flat_map(|name| ["--only", name]))
        .arg(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

/// The folder that `tests/validators/install` fills.
pub fn installed() -> PathBuf {
    std::env::var_os("CLEARLEAF_VALIDATORS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validators"),
        PathBuf::from,
    )
}

/// Says aloud that a program is not installed; a failure where validators are required.
pub fn absent(program: &str) {
    assert!(
        std::env::var_os("CLEARLEAF_REQUIRE_VALIDATORS").is_none(),
        "{program} is missing: run tests/validators/install"
    );
    // Straight to the terminal: what a passing test prints is else kept from whoever runs it.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED: {program} is missing; tests/validators/install brings it"
    );
}

/// Whether validators are missing, which is said aloud, and a failure where they are required.
pub fn missing(status: Option<i32>, said: &str) -> bool {
    if status != Some(3) {
        return false;
    }
    assert!(
        std::env::var_os("CLEARLEAF_REQUIRE_VALIDATORS").is_none(),
        "{said}"
    );
    // Straight to the terminal: what a passing test prints is else kept from whoever runs it.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED: validators are missing; tests/validators/install brings them\n{said}"
    );
    true
}
