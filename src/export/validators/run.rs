//! Running a program that may hang, flood or fail: within a time, into files, and all that it started ends with it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The most that is read of what a program says, in bytes.
const MOST: u64 = 64 * 1024 * 1024;

/// How often it is asked whether a program has ended.
const BEAT: Duration = Duration::from_millis(20);

/// What a program that has ended said.
pub(super) struct Ended {
    /// How it ended.
    pub(super) status: ExitStatus,
    /// What it said on standard output.
    pub(super) said: String,
    /// What it complained of on standard error.
    pub(super) complained: String,
}

impl Ended {
    /// That no verdict can be read from what it said.
    pub(super) fn broke_down(&self) -> String {
        let line = self
            .complained
            .lines()
            .chain(self.said.lines())
            .find(|line| !line.trim().is_empty());
        let line: String = line
            .unwrap_or("it said nothing")
            .trim()
            .chars()
            .take(200)
            .collect();
        format!("it broke down ({}): {line}", self.status)
    }
}

/// Runs a program and waits for its end.
pub(super) fn run<A: AsRef<OsStr>>(
    command: &Path,
    arguments: &[A],
    room: &Path,
    patience: Duration,
) -> Result<Ended, String> {
    let (out, err) = (room.join("standard-output"), room.join("standard-error"));
    let create = |place: &Path| File::create(place).map_err(|why| format!("{}: {why}", place.display()));
    let mut asked = Command::new(command);
    asked
        .args(arguments)
        .current_dir(room)
        .env("TMPDIR", room)
        .stdin(Stdio::null())
        .stdout(create(&out)?)
        .stderr(create(&err)?);
    apart(&mut asked);
    let mut child = asked
        .spawn()
        .map_err(|why| format!("{} cannot be started: {why}", command.display()))?;
    let status = wait(&mut child, patience)?;
    Ok(Ended {
        status,
        said: text(&out)?,
        complained: text(&err)?,
    })
}

/// Puts a program into a group of its own, so that what it starts can be ended with it.
#[cfg(unix)]
fn apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

fn wait(child: &mut Child, patience: Duration) -> Result<ExitStatus, String> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if begun.elapsed() < patience => sleep(BEAT),
            Ok(None) => {
                end(child);
                return Err(format!("it was ended after {} seconds", patience.as_secs_f32()));
            }
            Err(why) => {
                end(child);
                return Err(format!("it was lost: {why}"));
            }
        }
    }
}

/// Ends a program and all of its group.
fn end(child: &mut Child) {
    if cfg!(unix) {
        // A group is ended by the system's own command: the standard library ends one process alone.
        let group = format!("-{}", child.id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn text(place: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    fs::File::open(place)
        .and_then(|file| file.take(MOST).read_to_end(&mut bytes))
        .map_err(|why| format!("what it said cannot be read: {why}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn said(command: &str, arguments: &[&str], patience: u64) -> Result<Ended, String> {
        let room = tempfile::tempdir().unwrap();
        run(
            Path::new(command),
            arguments,
            room.path(),
            Duration::from_millis(patience),
        )
    }

    #[test]
    fn what_a_program_says_is_kept_apart_from_what_it_complains_of() {
        let ended = said("/bin/sh", &["-c", "echo one; echo two >&2; exit 3"], 10_000).unwrap();
        assert_eq!(
            (ended.said.as_str(), ended.complained.as_str()),
            ("one\n", "two\n")
        );
        assert_eq!(ended.status.code(), Some(3));
        assert_eq!(ended.broke_down(), "it broke down (exit status: 3): two");
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let begun = Instant::now();
        let room = tempfile::tempdir().unwrap();
        let script = "(sleep 60; echo late > late) & echo $! > child; sleep 60";
        let failed = run(
            Path::new("/bin/sh"),
            &["-c", script],
            room.path(),
            Duration::from_millis(500),
        );
        assert!(failed.is_err_and(|why| why.contains("ended after")));
        assert!(begun.elapsed() < Duration::from_secs(30));
        let child = fs::read_to_string(room.path().join("child")).unwrap();
        let alive = || fs::read_to_string(format!("/proc/{}/stat", child.trim()));
        // A process that was ended may wait for its parent to ask: it runs no more.
        let runs = |stat: String| !stat.contains(") Z ");
        for _ in 0..50 {
            if !alive().is_ok_and(runs) {
                return;
            }
            sleep(BEAT);
        }
        panic!("what it started still runs");
    }

    #[test]
    fn a_program_that_is_not_there_is_said() {
        let failed = said("/nowhere/at/all", &[], 1000);
        assert!(failed.is_err_and(|why| why.contains("cannot be started")));
    }
}
