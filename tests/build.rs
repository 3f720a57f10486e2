//! The program as people run it: its files, their sameness, its exit status, and what stands in `out` when things go wrong.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clearleaf::backend::BACKENDS;

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn clearleaf() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clearleaf"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null());
    command
}

fn build_into(out: &Path) -> Command {
    let mut command = clearleaf();
    command.arg("build").arg("--out").arg(out);
    command
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Every file below a folder by its path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|(inner, bytes)| (path.join(inner), bytes)),
            );
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(folder).unwrap_or(&path).to_owned(), bytes))
        .collect()
}

/// A source folder with these leaflets in it.
fn source(folder: &Path, leaflets: &[(&str, &str)]) -> PathBuf {
    let source = folder.join("source");
    for (slug, text) in leaflets {
        fs::create_dir_all(source.join(slug)).unwrap();
        fs::write(source.join(slug).join("leaflet.md"), text).unwrap();
    }
    source
}

const GOOD: &str = "---\ntitle: After your operation\nlang: en-GB\nreviewed: 2026-03\n---\n\n## Rest\n\nTake 5 mg twice a day.\n";
const BAD: &str = "---\ntitle: After your operation\nlang: en-GB\n---\n\n#### Rest\n\nToo deep.\n";

#[test]
fn a_build_leaves_each_leaflet_in_each_format_and_nothing_else() {
    let out = folder("whole");
    let output = run(&mut build_into(&out));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let names: Vec<String> = files(&out)
        .keys()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let stem = "breast-reconstruction/breast-reconstruction-large-print";
    for extension in BACKENDS.map(|backend| backend.format().extension) {
        assert!(names.contains(&format!("{stem}.{extension}")), "{names:?}");
    }
    assert!(
        names
            .iter()
            .all(|name| !name.ends_with(".part") && !name.ends_with(".rejected")),
        "{names:?}"
    );
}

#[test]
fn the_bytes_are_the_same_wherever_and_however_they_are_made() {
    let base = folder("same");
    let make = |name: &str, change: &dyn Fn(&mut Command)| {
        let out = base.join(name);
        let mut command = build_into(&out);
        change(&mut command);
        let output = run(&mut command);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        files(&out)
    };
    let first = make("first", &|_| {});
    for backend in BACKENDS {
        let extension = backend.format().extension;
        assert!(
            first
                .keys()
                .any(|path| path.extension().is_some_and(|found| found == extension)),
            "{extension}"
        );
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    let elsewhere = base.join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    let home = base.join("home");
    fs::create_dir_all(&home).unwrap();
    let same = |name: &str, change: &dyn Fn(&mut Command)| {
        let made = make(name, change);
        assert!(made.keys().eq(first.keys()), "{name}: other files");
        for (path, bytes) in &made {
            assert!(
                first.get(path) == Some(bytes),
                "{name}: {} differs",
                path.display()
            );
        }
    };
    same("again", &|_| {});
    same("tokyo", &|c| {
        c.env("TZ", "Asia/Tokyo");
    });
    same("plain", &|c| {
        c.env("LANG", "C").env("LC_ALL", "C");
    });
    same("homeless", &|c| {
        c.env("HOME", &home);
    });
    same("one-thread", &|c| {
        c.args(["--jobs", "1"]);
    });
    same("eight-threads", &|c| {
        c.args(["--jobs", "8"]);
    });
    same("other-folder", &|c| {
        c.current_dir(&elsewhere).arg("--source").arg(&source);
    });
    let mut slugs: Vec<String> = fs::read_dir(&source)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    slugs.sort();
    assert!(slugs.len() > 1);
    same("in-order", &|c| {
        c.args(["--jobs", "1"]).args(&slugs);
    });
    same("in-reverse-order", &|c| {
        c.args(["--jobs", "1"]).args(slugs.iter().rev());
    });
}

/// What one leaflet or format leaves behind in a process, such as pages that are laid out, must not show in the next.
#[test]
fn a_leaflet_and_a_format_alone_are_the_same_as_together() {
    let base = folder("alone");
    let make = |name: &str, arguments: &[&str]| {
        let out = base.join(name);
        let output = run(build_into(&out).args(arguments));
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        files(&out)
    };
    let together = make("together", &[]);
    let slugs: BTreeSet<&str> = together
        .keys()
        .map(|path| path.iter().next().unwrap().to_str().unwrap())
        .collect();
    let mut alone = BTreeMap::new();
    for format in BACKENDS.map(|backend| backend.format().id) {
        for slug in &slugs {
            alone.extend(make(&format!("{slug}-{format}"), &["--format", format, slug]));
        }
    }
    assert!(together.keys().eq(alone.keys()), "other files");
    for (path, bytes) in &together {
        assert!(alone.get(path) == Some(bytes), "{} differs", path.display());
    }
}

#[test]
fn the_date_comes_from_the_environment_before_the_front_matter() {
    let base = folder("dates");
    let source = source(&base, &[("rest", GOOD)]);
    let bytes = |name: &str, epoch: Option<&str>| {
        let out = base.join(name);
        let mut command = build_into(&out);
        command.arg("--source").arg(&source);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let output = run(&mut command);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        files(&out)
    };
    let front_matter = bytes("front-matter", None);
    assert_eq!(
        front_matter,
        bytes("same-day", Some("1772323200")),
        "1 March 2026 is what `2026-03` means"
    );
    assert_ne!(front_matter, bytes("other-day", Some("86400")));
    let output = run(build_into(&base.join("wrong")).env("SOURCE_DATE_EPOCH", "yesterday"));
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("SOURCE_DATE_EPOCH"), "{}", said(&output));
}

#[test]
fn a_bad_leaflet_stops_itself_alone_and_leaves_its_old_files() {
    let base = folder("others-go-on");
    let leaflets = source(&base, &[("a-bad", BAD), ("b-good", GOOD)]);
    let out = base.join("out");
    fs::create_dir_all(out.join("a-bad")).unwrap();
    fs::write(out.join("a-bad/a-bad-large-print.pdf"), "last year's").unwrap();
    let output = run(build_into(&out).arg("--source").arg(&leaflets));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("source/a-bad/leaflet.md:6:") || said(&output).contains("a-bad/leaflet.md:6:"),
        "{}",
        said(&output)
    );
    let made = files(&out);
    assert_eq!(
        made.get(Path::new("a-bad/a-bad-large-print.pdf"))
            .map(Vec::as_slice),
        Some(b"last year's".as_slice())
    );
    assert_eq!(made.len(), 1 + BACKENDS.len(), "{:?}", made.keys());
}

#[test]
fn sizes_stand_in_the_names_and_out_of_range_ones_are_refused() {
    let base = folder("sizes");
    let source = source(&base, &[("rest", GOOD)]);
    let out = base.join("out");
    let build = |size: &str| {
        run(build_into(&out)
            .arg("--source")
            .arg(&source)
            .args(["--size", size, "--format", "pdf"]))
    };
    assert_eq!(build("28").status.code(), Some(0));
    assert_eq!(build("22.5").status.code(), Some(0));
    let names: Vec<_> = files(&out).into_keys().collect();
    assert_eq!(
        names,
        [
            PathBuf::from("rest/rest-large-print-22.5pt.pdf"),
            PathBuf::from("rest/rest-large-print-28pt.pdf")
        ]
    );
    for wrong in ["11", "73", "NaN", "big"] {
        assert_eq!(build(wrong).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_nothing_is_half_done() {
    let base = folder("no-folder");
    let source = source(&base, &[("rest", GOOD)]);
    let out = base.join("out");
    fs::write(&out, "a file in the way").unwrap();
    let output = run(build_into(&out).arg("--source").arg(&source));
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("cannot make the folder"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read(&out).unwrap(), b"a file in the way");
}

/// A limit on file sizes stands for a disk that fills up: writing fails in the middle of a file.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file_and_no_part_of_the_new_one() {
    let base = folder("full-disk");
    let source = source(&base, &[("rest", GOOD)]);
    let out = base.join("out");
    fs::create_dir_all(out.join("rest")).unwrap();
    let old = out.join("rest/rest-large-print.epub");
    fs::write(&old, "last year's").unwrap();
    let program = env!("CARGO_BIN_EXE_clearleaf");
    let script = "trap '' XFSZ; ulimit -f 2; exec \"$@\"";
    let output = run(Command::new("bash")
        .args(["-c", script, "bash", program, "build", "--source"])
        .arg(&source)
        .arg("--out")
        .arg(&out)
        .stdin(Stdio::null()));
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("cannot write"), "{}", said(&output));
    let left = files(&out);
    assert_eq!(
        left.keys().collect::<Vec<_>>(),
        [Path::new("rest/rest-large-print.epub")]
    );
    assert_eq!(fs::read(&old).unwrap(), b"last year's");
}

/// Whatever the moment at which a build is killed, a file under a good name is a whole one.
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_whole_files_or_none() {
    let base = folder("killed");
    let source = source(&base, &[("rest", GOOD)]);
    let whole = base.join("whole");
    assert!(
        run(build_into(&whole).arg("--source").arg(&source))
            .status
            .success()
    );
    let whole = files(&whole);
    for delay in (0..120).step_by(6) {
        let out = base.join(format!("killed-{delay}"));
        let mut child = build_into(&out)
            .arg("--source")
            .arg(&source)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        for (path, bytes) in files(&out) {
            let name = path.to_string_lossy().into_owned();
            if name.ends_with(".part") {
                continue;
            }
            assert!(
                whole.get(&path) == Some(&bytes),
                "{name} is not whole after {delay} ms"
            );
        }
    }
}

#[test]
fn the_lists_name_what_there_is() {
    let formats = run(clearleaf().arg("formats"));
    for format in BACKENDS.map(|backend| backend.format().id) {
        assert!(said(&formats).contains(format));
    }
    assert!(said(&run(clearleaf().arg("layouts"))).contains("large-print"));
    let help = said(&run(clearleaf().args(["build", "--help"])));
    for option in ["--source", "--out", "--format", "--layout", "--size"] {
        assert!(help.contains(option), "{help}");
    }
}

#[test]
fn check_writes_nothing_and_says_what_is_wrong() {
    let base = folder("check");
    let leaflets = source(&base, &[("bad", BAD), ("good", GOOD)]);
    let output = run(clearleaf().arg("check").arg("--source").arg(&leaflets));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("leaflet.md:6:"), "{}", said(&output));
    let output = run(clearleaf().args(["check", "good"]).arg("--source").arg(&leaflets));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = run(clearleaf()
        .args(["check", "goood"])
        .arg("--source")
        .arg(&leaflets));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("good"), "{}", said(&output));
}

/// Writes a leaflet into a source folder of the test's own.
fn leaflet(name: &str, lang: &str, body: &str) -> PathBuf {
    let source = folder(name).join("source");
    fs::create_dir_all(source.join("one")).unwrap();
    let text = format!("---\ntitle: One\nlang: {lang}\n---\n\n{body}\n");
    fs::write(source.join("one/leaflet.md"), text).unwrap();
    source
}

#[test]
fn characters_that_are_never_drawn_are_the_same_words_in_every_format() {
    let body = "So\u{ad}ft ze\u{200b}ro \u{200f}a\u{200e}b \u{61c}c d\u{2060}e f\u{2063}g h\u{fe0f}.";
    let source = leaflet("invisible", "en", body);
    let out = source.with_file_name("out");
    let output = run(build_into(&out).arg("--source").arg(&source));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(files(&out).len(), BACKENDS.len());
}

/// The zero-width non-joiner is spelling in Persian: without it these are other words.
#[test]
fn joiners_stay_in_the_words_of_every_format() {
    let body = "می\u{200c}خواهم نمی\u{200c}شود. <span lang=\"hi\">x\u{200d}y</span>";
    let source = leaflet("joiners", "fa", body);
    let out = source.with_file_name("out");
    let output = run(build_into(&out).arg("--source").arg(&source));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(files(&out).len(), BACKENDS.len());
}

#[test]
fn words_that_cannot_be_seen_are_none() {
    for body in [
        "## \u{200b}\n\nWords.",
        "\u{200b}",
        "[\u{2060}](https://example.org)",
        "- \u{200d}",
    ] {
        let source = leaflet("unseen", "en", body);
        let output = run(clearleaf().arg("check").arg("--source").arg(&source));
        assert_eq!(output.status.code(), Some(1), "{body:?}: {}", said(&output));
    }
}

#[test]
fn thousands_of_faults_are_told_shortly() {
    let source = leaflet("faults", "en", &"a\n=\n\n".repeat(7_000));
    let output = run(clearleaf().arg("check").arg("--source").arg(&source));
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert_eq!(
        said.matches("error[underlined-heading]").count() + said.matches("warning[").count(),
        100
    );
    assert!(said.contains("findings are not shown"), "{said}");
}
