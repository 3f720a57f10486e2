//! Which of the publisher's files serves a leaflet.

use crate::finding::{Finding, Severity};
use crate::model::Lang;
use crate::source::files::Files;
use crate::source::log::Log;
use crate::source::near::near_misses;

/// The file that serves every leaflet that has none in its own language.
const FILE: &str = "publisher.yaml";

/// A file of the publisher's.
pub(super) struct Choice {
    pub(super) path: String,
    /// The language in its name.
    pub(super) lang: Option<Lang>,
}

/// The file for a leaflet in this language: that of its tag, else that of its primary language, else the one without a
/// language. Names that were meant for one are reported: their words would silently be lacking.
pub(super) fn file(files: &dyn Files, lang: Option<&Lang>, log: &mut Log) -> Option<Choice> {
    let mut choices = Vec::new();
    for name in files.beside("") {
        match meant(&name) {
            Some(Meant::Publisher(lang)) => choices.push(Choice { path: name, lang }),
            Some(Meant::Misnamed(help)) => log.findings.push(misnamed(name, help)),
            None => {}
        }
    }
    let tag = |choice: &Choice| choice.lang.as_ref().map(|lang| lang.as_str().to_owned());
    let wanted = [lang.map(Lang::as_str), lang.map(Lang::primary), None];
    let found = wanted
        .into_iter()
        .find_map(|wanted| choices.iter().position(|choice| tag(choice).as_deref() == wanted))?;
    Some(choices.swap_remove(found))
}

/// What the name of a file in the source folder means.
enum Meant {
    Publisher(Option<Lang>),
    /// With what to call it instead.
    Misnamed(String),
}

fn meant(name: &str) -> Option<Meant> {
    if name == FILE {
        return Some(Meant::Publisher(None));
    }
    let lower = name.to_ascii_lowercase();
    let stem = lower
        .strip_suffix(".yaml")
        .or_else(|| lower.strip_suffix(".yml"))?;
    let separated = stem
        .strip_prefix("publisher")
        .and_then(|rest| rest.strip_prefix(['.', '-', '_']));
    let Some(tag) = separated else {
        let near = !near_misses(stem, ["publisher"]).is_empty();
        return near.then(|| Meant::Misnamed(format!("call the file `{FILE}`")));
    };
    let Ok(lang) = Lang::parse(&tag.replace('_', "-")) else {
        let help = format!(
            "call the file `{FILE}`, or `publisher.fr.yaml` with the language of its words between the dots"
        );
        return stem.starts_with("publisher.").then_some(Meant::Misnamed(help));
    };
    let right = format!("publisher.{lang}.yaml");
    Some(if name == right {
        Meant::Publisher(Some(lang))
    } else {
        Meant::Misnamed(format!("call the file `{right}`"))
    })
}

fn misnamed(name: String, help: String) -> Finding {
    let message = format!("`{name}` is not read: its name is not quite a publisher's");
    Finding::in_file(name, Severity::Warning, "misnamed-publisher", message, help)
}

/// Reports a publisher that stands beside a leaflet, where nothing reads it.
pub(super) fn misplaced(files: &dyn Files, slug: &str, log: &mut Log) {
    for path in files.beside(slug) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        if matches!(meant(name), Some(Meant::Publisher(_))) {
            let message = format!("`{path}` is not read: a publisher serves all leaflets");
            let help = "put the file into the source folder, beside the folders of the leaflets";
            log.findings.push(Finding::in_file(
                path.clone(),
                Severity::Warning,
                "misplaced-publisher",
                message,
                help,
            ));
        }
    }
}
