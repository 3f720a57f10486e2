//! LibreOffice, as tests call it: one start over many files, with a user profile of its own, cut off from the network, and
//! killed where it hangs.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::absent;

/// How long one start may take. Twenty files take five seconds on a quiet machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// A PDF with tags and an outline, as somebody gets it who exports one and asks for it to be accessible.
pub const TAGGED_PDF: &str = "pdf:writer_pdf_Export:\
    {\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"}}";

/// The text alone, a line a paragraph.
pub const TEXT: &str = "txt:Text (encoded):UTF8";

/// What LibreOffice makes of these files, each beside the others in `out`, in their order. `None` where it is not
/// installed, which is said aloud.
pub fn convert(out: &Path, target: &str, files: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let mut office = cut_off();
    office
        .arg(format!(
            "-env:UserInstallation=file://{}",
            out.join("profile").display()
        ))
        .args(["--headless", "--norestore", "--convert-to", target, "--outdir"])
        .arg(out)
        .args(files)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if !is_installed() {
        absent("LibreOffice (soffice)");
        return None;
    }
    let mut child = in_a_group(&mut office).spawn().unwrap();
    let status = patiently(&mut child);
    assert!(status.success(), "LibreOffice ended with {status}");
    let extension = target.split(':').next().unwrap();
    let made: Vec<PathBuf> = files
        .iter()
        .map(|file| out.join(file.with_extension(extension).file_name().unwrap()))
        .collect();
    for path in &made {
        assert!(path.is_file(), "LibreOffice made no {}", path.display());
    }
    Some(made)
}

fn is_installed() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join("soffice").is_file())
}

/// The program in a namespace without a network, where the system lets us have one. Elsewhere its way out is a port that
/// nobody listens on.
fn cut_off() -> Command {
    let alone = ["--map-root-user", "--net"];
    let mut probe = Command::new("unshare");
    probe
        .args(alone)
        .arg("true")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    let mut command = if probe.status().is_ok_and(|status| status.success()) {
        let mut command = Command::new("unshare");
        command.args(alone).arg("soffice");
        command
    } else {
        Command::new("soffice")
    };
    for name in ["http_proxy", "https_proxy", "ftp_proxy"] {
        command.env(name, "http://127.0.0.1:9");
    }
    command
}

/// `soffice` is a script that starts others: they are killed together.
#[cfg(unix)]
fn in_a_group(command: &mut Command) -> &mut Command {
    std::os::unix::process::CommandExt::process_group(command, 0)
}

#[cfg(not(unix))]
fn in_a_group(command: &mut Command) -> &mut Command {
    command
}

fn patiently(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if begun.elapsed() > PATIENCE {
            let group = format!("-{}", child.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = child.kill();
            panic!("LibreOffice had not ended after {} s", PATIENCE.as_secs());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
