//! The table of who may import whom, held against the `use` lines of the source.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use clearleaf::backend::BACKENDS;

/// Each layer may import only those before it.
const LAYERS: [&str; 13] = [
    "model", "finding", "error", "source", "layout", "page", "package", "markup", "xhtml", "backend",
    "check", "verify", "export",
];

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every path that begins with `crate::` in code, as its first two names.
fn imports(text: &str) -> Vec<(String, String)> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split('}').next().unwrap();
            for name in inside.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                found.push((first_name(name), String::new()));
            }
            continue;
        }
        let first = first_name(rest);
        let second = rest[first.len()..]
            .strip_prefix("::")
            .map(first_name)
            .unwrap_or_default();
        found.push((first, second));
    }
    found
}

fn first_name(path: &str) -> String {
    path.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn each_layer_imports_only_those_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 20, "the source was found");
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).unwrap();
        let name = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs");
        let Some(rank) = LAYERS.iter().position(|layer| *layer == name) else {
            assert!(
                ["lib", "main", "cli"].contains(&name),
                "{name} has no place in the table of layers"
            );
            continue;
        };
        for (layer, part) in imports(&fs::read_to_string(&file).unwrap()) {
            let Some(other) = LAYERS.iter().position(|known| *known == layer) else {
                wrong.push(format!(
                    "{}: crate::{layer} is no layer below it",
                    inside.display()
                ));
                continue;
            };
            if other > rank {
                wrong.push(format!(
                    "{}: imports {layer}, which stands below it",
                    inside.display()
                ));
            }
            let format = inside
                .components()
                .nth(1)
                .map(|c| c.as_os_str().to_str().unwrap().to_owned());
            let is_format = BACKENDS.iter().any(|backend| backend.format().id == part);
            if name == "backend" && layer == "backend" && is_format {
                let own = format.as_deref() == Some(part.as_str()) || format.as_deref() == Some("mod.rs");
                if !own {
                    wrong.push(format!("{}: imports another format, {part}", inside.display()));
                }
            }
            if name == "backend" && layer == "source" {
                wrong.push(format!("{}: a backend imports source", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reading_back_shares_no_code_with_writing() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut seen = 0;
    for file in files {
        let inside = file.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        let reads_back = inside.starts_with("backend/") && inside.contains("/inspect");
        if !reads_back && !inside.starts_with("xhtml/") {
            continue;
        }
        seen += 1;
        let text = fs::read_to_string(&file).unwrap();
        for writing in [
            "::emit",
            "::draw",
            "::tag",
            "::finish",
            "crate::markup",
            "crate::page",
            "crate::layout",
            "super::super::",
        ] {
            assert!(!text.contains(writing), "{inside} uses {writing}");
        }
    }
    assert!(seen >= 3, "each format reads its files back");
}
