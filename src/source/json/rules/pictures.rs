//! Pictures: the same check as for files, and the size that follows from it.

use super::Rules;
use crate::finding::Span;
use crate::model::{Alt, Image, ImageData, Mark};
use crate::source::image;
use crate::source::json::place::{At, pointer};

impl Rules<'_> {
    /// A logo or the sign of a scheme.
    pub(super) fn mark(&mut self, mark: &mut Mark, at: &At<'_>) {
        self.image(&mut mark.image, &at.key("image"));
        match &mark.alt {
            Alt::Text(alt) => self.text(alt, &at.key("alt").key("text")),
            Alt::Decorative => {}
        }
    }

    /// A picture, which gets its size.
    pub(super) fn image(&mut self, picture: &mut Image, at: &At<'_>) {
        if picture.name.trim().is_empty() || picture.name.chars().any(char::is_control) {
            let help = "write the name of the picture's file, such as `knee.svg`";
            self.error(&at.key("name"), "empty-value", "the picture has no name", help);
        }
        let data = at.key("data");
        let (place, bytes) = match &picture.data {
            ImageData::Svg(text) => (data.key("svg"), text.as_bytes().to_vec()),
            ImageData::Png(bytes) => (data.key("png"), bytes.to_vec()),
        };
        let way = pointer(&place.steps());
        if bytes.len() as u64 > image::WANTED.limit {
            let message = format!(
                "the picture is larger than {} MB",
                image::WANTED.limit / (1024 * 1024)
            );
            self.error(&place, "file-too-large", &message, "use a smaller picture");
            return;
        }
        let named: Span = place.mark();
        let shown = format!("{}#{way}", place.source().path);
        match image::admit(&shown, bytes, &named, self.log) {
            Ok(None) => {}
            Ok(Some(checked)) => {
                let alike = matches!(
                    (&checked.data, &picture.data),
                    (ImageData::Svg(_), ImageData::Svg(_)) | (ImageData::Png(_), ImageData::Png(_))
                );
                if !alike {
                    let help = "put a drawing under `svg`, as text, and a photograph under `png`, in base64";
                    self.error(&place, "unusable-image", "the picture is of the other kind", help);
                }
                if alike {
                    picture.data = checked.data;
                }
                picture.width = checked.width;
                picture.height = checked.height;
            }
            Err(mut finding) => {
                // A place inside the drawing has its pointer in the name of the file.
                if finding.span.as_ref().is_none_or(|span| span.source.path != shown) {
                    let message = finding.message.replace(&shown, &picture.name);
                    finding.message = format!("{way}: {message}");
                }
                self.log.findings.push(*finding);
            }
        }
    }
}
