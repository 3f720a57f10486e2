//! `clearleaf new`: a leaflet to write over, which builds as it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::Ending;
use super::arguments::New;
use super::screen::Screen;
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::source::files::is_device;
use crate::source::{LEAFLET_FILE, STARTER};

/// The longest name: file names are made from it.
const LONGEST: usize = 100;

pub(super) fn run(args: &New, screen: &mut Screen) -> Result<Ending> {
    let slug = args.slug.as_str();
    if !is_good(slug) {
        let near = suggestion(slug);
        let near = if near.is_empty() {
            "write a short name, such as `having-an-x-ray`".to_owned()
        } else {
            format!("write `{}`", command(&near, args))
        };
        screen.complain(&format!(
            "error: `{slug}` cannot name a leaflet: letters A to Z and a to z, digits and hyphens can, with a letter or digit at each end, but no name of a device, such as `con`\nhelp: {near}"
        ));
        return Ok(Ending::Failed);
    }
    let lang = match Lang::parse(&args.lang) {
        Ok(lang) => lang,
        Err(why) => {
            screen.complain(&format!(
                "error: `{}` is not a language: {why}\nhelp: write a tag such as `en-GB`, `cy`, `pl`, `ar` or `ur`",
                args.lang
            ));
            return Ok(Ending::Failed);
        }
    };
    let folder = args.source.join(slug);
    if fs::symlink_metadata(&folder).is_ok() {
        screen.complain(&format!(
            "error: {} is there already, and is left as it is\nhelp: choose another name, or write in {}",
            folder.display(),
            folder.join(LEAFLET_FILE).display()
        ));
        return Ok(Ending::Failed);
    }
    make(&folder, &title(slug), &lang)?;
    screen.line(&next_steps(&folder, args));
    if lang.primary() != "en" {
        screen.line(&format!(
            "\nThe text that stands there is in English: write yours in `{lang}`."
        ));
    }
    Ok(Ending::Well)
}

fn is_good(slug: &str) -> bool {
    let plain = slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let hyphened = slug.starts_with('-') || slug.ends_with('-');
    plain && !slug.is_empty() && slug.len() <= LONGEST && !hyphened && !is_device(slug)
}

/// The words of a name as a name: accents taken off, everything else that is no letter or digit a hyphen.
fn suggestion(words: &str) -> String {
    let mut name = String::new();
    for c in words
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
    {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') && !matches!(c, '\'' | '’') {
            name.push('-');
        }
    }
    name.truncate(LONGEST);
    let name = name.trim_end_matches('-').to_owned();
    if is_device(&name) {
        format!("{name}-leaflet")
    } else {
        name
    }
}

/// A title to begin with: the name's words, the first with a capital.
fn title(slug: &str) -> String {
    let words = slug
        .split('-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Makes the folder with its files, whole or not at all.
fn make(folder: &Path, title: &str, lang: &Lang) -> Result<()> {
    let source = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(source).map_err(Error::io("make the folder", source))?;
    let part = Part::beside(folder);
    fs::create_dir(&part.path).map_err(Error::io("make the folder", &part.path))?;
    for (name, text) in STARTER {
        let text = text.replace("{title}", title).replace("{lang}", lang.as_str());
        let path = part.path.join(name);
        fs::write(&path, text).map_err(Error::io("write", path))?;
    }
    // A folder with something in it is never replaced, even if it came into being a moment ago.
    fs::rename(&part.path, folder).map_err(|error: io::Error| Error::io("make the folder", folder)(error))
}

/// What to do now, with commands that can be copied.
fn next_steps(folder: &Path, args: &New) -> String {
    let leaflet = folder.join(LEAFLET_FILE);
    let references = folder.join("references.bib");
    let source = at_source(args);
    let slug = &args.slug;
    let clearleaf = as_called();
    format!(
        "{leaflet}\n{references}\n\nWrite your leaflet in the first file, over the text that stands there; its references go into the second.\n\nThen:\n  {clearleaf} check {slug}{source}    says what is still missing\n  {clearleaf} build {slug}{source}    writes the PDF, the Word file, the e-book and the web page into out/{slug}",
        leaflet = leaflet.display(),
        references = references.display(),
    )
}

/// The program as it was called, so that a command can be copied: without a path where the shell found it, with one
/// where it was run from the folder it was built in.
fn as_called() -> String {
    let called = std::env::args_os().next().unwrap_or_default();
    let called = called.to_string_lossy();
    let called = called
        .strip_suffix(std::env::consts::EXE_SUFFIX)
        .unwrap_or(&called);
    if called.is_empty() {
        "clearleaf".to_owned()
    } else if called.contains(char::is_whitespace) {
        format!("\"{called}\"")
    } else {
        called.to_owned()
    }
}

fn at_source(args: &New) -> String {
    if args.source == Path::new("source") {
        String::new()
    } else {
        format!(" --source \"{}\"", args.source.display())
    }
}

fn command(slug: &str, args: &New) -> String {
    let lang = if args.lang == "en-GB" {
        String::new()
    } else {
        format!(" --lang {}", args.lang)
    };
    format!("{} new {slug}{}{lang}", as_called(), at_source(args))
}

/// A folder in the making, which goes away unless it was renamed.
struct Part {
    path: PathBuf,
}

impl Part {
    /// The process's number keeps two runs apart; a dot keeps the folder out of listings.
    fn beside(folder: &Path) -> Self {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        Self {
            path: folder.with_file_name(format!(".{name}.{}.part", std::process::id())),
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_suggested_from_words() {
        for (words, name) in [
            ("Having an X-ray", "having-an-x-ray"),
            ("Où aller ?", "ou-aller"),
            ("Crohn's disease & you", "crohns-disease-you"),
            ("../etc/passwd", "etc-passwd"),
            ("التهاب", ""),
            ("--", ""),
            ("con", "con-leaflet"),
            ("COM1", "com1-leaflet"),
        ] {
            assert_eq!(suggestion(words), name, "{words}");
            assert!(!is_good(words), "{words}");
            assert!(name.is_empty() || is_good(name), "{name}");
        }
        assert!(is_good("having-an-x-ray") && is_good("X2"));
        assert_eq!(title("having-an-x-ray"), "Having an x ray");
    }
}
