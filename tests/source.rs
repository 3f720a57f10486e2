//! Good leaflets: what is written becomes what is meant.

use clearleaf::model::{Content, Reading};
use clearleaf::source::{self, CalloutLabels, Memory, Sourced};

const FRONT: &str = "---\ntitle: T\nlang: en\nsummary: S\nversion: 1.20\nreviewed: 2026-01\nnext-review: 2029-01\nreviewers:\n  - name: R\n    approved: true\n---\n";

fn labels() -> CalloutLabels {
    CalloutLabels { callout: Content::text("Good to know").unwrap(), warning: Content::text("Warning").unwrap() }
}

fn read(body: &str) -> Sourced {
    let files = Memory::default().with("a/leaflet.md", format!("{FRONT}{body}")).with("a/d.svg", DRAWING);
    source::read(&files, "a", &labels())
}

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path d='M0 0h9v9z'/></svg>";

fn shown(sourced: &Sourced) -> String {
    let findings: Vec<String> = sourced.findings.iter().map(ToString::to_string).collect();
    match &sourced.leaflet {
        Some(leaflet) => {
            let (reading, _) = Reading::of_blocks(&leaflet.title, &leaflet.lang, &leaflet.body);
            format!("{reading}\n{}", findings.join("\n"))
        }
        None => findings.join("\n"),
    }
}

#[test]
fn look() {
    let text = std::fs::read_to_string("/tmp/look.md").unwrap();
    for t in text.split("\n=====\n") {
        println!("--------\n{t}\n>>>>\n{}", shown(&read(t)));
    }
}
