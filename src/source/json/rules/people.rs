//! Who stands behind a leaflet: its record, its publisher, the schemes that it belongs to.

use super::Rules;
use crate::model::{Leaflet, Publisher};
use crate::source::address::address;
use crate::source::json::place::At;
use crate::source::log::ReviewPlace;
use crate::source::publisher::is_phone;

impl Rules<'_> {
    /// What a leaflet had better have, as its front matter would.
    pub(super) fn missing(&mut self, leaflet: &Leaflet, at: &At<'_>) {
        let record = &leaflet.record;
        for (there, key, code, help) in [
            (
                leaflet.summary.is_some(),
                "summary",
                "missing-summary",
                "add `\"summary\": \"…\"`: what it is about, in a sentence or two",
            ),
            (
                record.version.is_some(),
                "record/version",
                "missing-version",
                "add a version such as `\"1.0\"`",
            ),
            (
                record.reviewed.is_some(),
                "record/reviewed",
                "missing-reviewed",
                "add the date of the last review, such as `\"2026-03-14\"`",
            ),
            (
                record.next_review.is_some(),
                "record/next-review",
                "missing-next-review",
                "add the date when the next review is due, such as `\"2029-03\"`",
            ),
            (
                !record.reviewers.is_empty(),
                "record/reviewers",
                "missing-reviewers",
                "add who reviewed it, each `{ \"name\": \"…\" }` or `{ \"role\": \"…\" }`",
            ),
        ] {
            if !there {
                let message = format!("there is no `/leaflet/{key}`: its line is left out of the leaflet");
                self.log.warning(at.mark(), code, message, help);
            }
        }
    }

    pub(super) fn people(&mut self, leaflet: &Leaflet, at: &At<'_>) {
        for (key, people) in [
            ("authors", &leaflet.record.authors),
            ("reviewers", &leaflet.record.reviewers),
        ] {
            let list = at.key(key);
            for (n, person) in people.iter().enumerate() {
                let place = list.item(n);
                person
                    .name
                    .iter()
                    .for_each(|name| self.text(name, &place.key("name")));
                person
                    .role
                    .iter()
                    .for_each(|role| self.text(role, &place.key("role")));
                if person.approved && key == "authors" {
                    let help = "take `approved` out: who approved the leaflet stands among its reviewers";
                    self.error(
                        &place.key("approved"),
                        "unknown-key",
                        "an author does not approve",
                        help,
                    );
                }
            }
        }
    }

    pub(super) fn trust_marks(&mut self, leaflet: &mut Leaflet, at: &At<'_>) {
        for (n, mark) in leaflet.trust_marks.iter_mut().enumerate() {
            let place = at.item(n);
            self.text(&mark.name, &place.key("name"));
            self.text(&mark.claim, &place.key("claim"));
            if let Some(mark) = &mut mark.mark {
                self.mark(mark, &place.key("mark"));
            }
        }
    }

    pub(super) fn reviews(&mut self, leaflet: &Leaflet, at: &At<'_>) {
        for (n, review) in leaflet.reviews.iter().enumerate() {
            let place = at.item(n);
            let texts = [
                ("name", Some(&review.name)),
                ("organisation", review.organisation.as_ref()),
                ("role", review.role.as_ref()),
                ("credential", review.credential.as_ref()),
            ];
            for (key, text) in texts {
                text.iter().for_each(|text| {
                    self.text(text, &place.key(key));
                });
            }
            if let Some(report) = &review.report {
                let is_web = report.starts_with("https://") || report.starts_with("http://");
                if !is_web || !address(report).is_ok_and(|whole| *whole == **report) {
                    let message = format!("`{}` is no address of a page of the web", &**report);
                    let help = "write its whole address: `https://www.example.org/report`";
                    self.error(&place.key("report"), "unsupported-address", &message, help);
                }
            }
            for lacking in review.lacks() {
                let there = match lacking.key {
                    "formats" => !review.formats.is_empty(),
                    "sizes" => !review.sizes.is_empty(),
                    _ => !review.layouts.is_empty(),
                };
                let key = place.key(lacking.key);
                let place = if there { &key } else { &place };
                self.error(place, lacking.code, &lacking.message, &lacking.help);
            }
            let place_of = |there: bool, key| {
                if there {
                    place.key(key).mark()
                } else {
                    place.mark()
                }
            };
            self.log.reviews.push(ReviewPlace {
                reading: place_of(review.reading.is_some(), "reading"),
                formats: place_of(!review.formats.is_empty(), "formats"),
                layouts: place_of(!review.layouts.is_empty(), "layouts"),
            });
        }
    }

    pub(super) fn publisher(&mut self, publisher: &mut Publisher, at: &At<'_>) {
        self.text(&publisher.name, &at.key("name"));
        self.lines(&publisher.address, &at.key("address"));
        self.lines(&publisher.legal, &at.key("legal"));
        if let Some(phone) = &publisher.phone {
            let place = at.key("phone");
            self.text(phone, &place);
            if !is_phone(phone) {
                let message = format!("`{}` is no telephone number", &**phone);
                let help = "write the number as people dial it: `020 7946 0123`";
                self.error(&place, "unsupported-address", &message, help);
            }
        }
        for (key, text, scheme) in [
            ("email", &publisher.email, "mailto:"),
            ("web", &publisher.web, "https://"),
        ] {
            let Some(text) = text else { continue };
            let place = at.key(key);
            self.text(text, &place);
            let whole = if key == "web" && text.contains("://") {
                text.to_string()
            } else if key == "phone" && text.contains(|c: char| c.is_ascii_digit()) {
                // It is printed as people write it; what is dialled is its digits.
                text.chars()
                    .filter(char::is_ascii_digit)
                    .fold(scheme.to_owned(), |whole, digit| {
                        whole + digit.encode_utf8(&mut [0; 4])
                    })
            } else {
                format!("{scheme}{}", &**text)
            };
            if let Err(fault) = address(&whole) {
                let help = "write it as people do: `ward@example.org`, `www.example.org`";
                self.error(&place, fault.code, &fault.message, help);
            }
        }
        if let Some(logo) = &mut publisher.logo {
            self.mark(logo, &at.key("logo"));
        }
        self.furniture(&mut publisher.about, &at.key("about"));
        self.furniture(&mut publisher.references_intro, &at.key("references-intro"));
        self.furniture(&mut publisher.other_formats, &at.key("other-formats"));
    }
}
