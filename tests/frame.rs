//! Frames: the furniture round a leaflet.

mod specimen;

use clearleaf::layout::frame::Frame;
use clearleaf::layout::{Layout, edition};
use clearleaf::model::*;
use specimen::*;

fn leaflet() -> Leaflet {
    let person = |name: Option<&str>, role: Option<&str>, approved| Contributor {
        name: name.and_then(NonEmpty::new),
        role: role.and_then(NonEmpty::new),
        approved,
    };
    Leaflet {
        slug: "leaflet".into(),
        title: NonEmpty::new("Surgery: before & after").unwrap(),
        short_title: None,
        lang: lang("en-GB"),
        summary: NonEmpty::new("1. What happens, and why."),
        body: vec![
            heading(2, "before", "Before"),
            words("Rest."),
            heading(3, "food", "Food"),
            words("Eat."),
        ],
        references: vec![Reference {
            anchor: anchor("ref-a"),
            label: NonEmpty::new("[1]").unwrap(),
            cited_at: None,
            content: content("A book."),
        }],
        record: Record {
            version: NonEmpty::new("1.2"),
            published: Date::parse("2025-01"),
            reviewed: Date::parse("2026-03-14"),
            next_review: Date::parse("2029-03"),
            authors: vec![person(Some("A. Writer"), None, false)],
            reviewers: vec![
                person(Some("Dr B. Reader"), Some("consultant surgeon"), false),
                person(None, Some("Patients’ panel"), false),
                person(Some("Board"), None, true),
            ],
        },
    }
}

#[test]
fn x() {
    let e = edition(leaflet(), Layout::bundled("large-print", None).unwrap(), None).unwrap();
    println!("{}", Reading::of(&e));
}
