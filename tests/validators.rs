//! Validators that others wrote, each started once over every file of every leaflet. Where they are not installed the
//! test says so and passes, unless `CLEARLEAF_REQUIRE_VALIDATORS` is set.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("validators")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn build(out: &Path, size: Option<&str>) {
    let mut build = Command::new(env!("CARGO_BIN_EXE_clearleaf"));
    build
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("build")
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null());
    build.args(size.iter().flat_map(|size| ["--size", size]));
    assert!(build.status().unwrap().success());
}

/// The exit status of the validators over a folder, and all that they said.
fn validate(folder: &Path) -> (Option<i32>, String) {
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/run");
    let output = Command::new(run)
        .arg(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

/// Whether validators are missing, which is said aloud, and a failure where they are required.
fn missing(status: Option<i32>, said: &str) -> bool {
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

#[test]
fn validators_find_nothing_in_any_file() {
    let out = folder("good");
    for size in [None, Some("12"), Some("28"), Some("48"), Some("72")] {
        build(&out, size);
    }
    let (status, said) = validate(&out);
    if missing(status, &said) {
        return;
    }
    assert_eq!(status, Some(0), "{said}");
    let leaflets = fs::read_dir(&out).unwrap().count();
    let each = 5 * leaflets;
    assert!(
        said.contains(&format!("{each} PDF, {each} DOCX, {each} EPUB")),
        "{said}"
    );
}

/// A file that each validator must refuse: were one of them asleep, the test above would pass for nothing.
#[test]
fn validators_see_what_is_broken() {
    let out = folder("broken");
    build(&out, None);
    let slug = "breast-reconstruction";
    for extension in ["pdf", "docx", "epub"] {
        let path = out.join(slug).join(format!("{slug}-large-print.{extension}"));
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() * 2 / 3]).unwrap();
    }
    let (status, said) = validate(&out);
    if missing(status, &said) {
        return;
    }
    assert_eq!(status, Some(1), "{said}");
    for validator in ["epubcheck", "open-xml", "qpdf", "verapdf"] {
        let findings = said
            .lines()
            .find(|line| line.trim_start().starts_with("findings:"))
            .unwrap();
        assert!(findings.contains(validator), "{validator} is asleep\n{said}");
    }
}
