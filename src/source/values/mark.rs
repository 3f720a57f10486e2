//! Logos and the signs of schemes: a picture with its alternative.

use super::{Key, Values};
use crate::finding::Span;
use crate::model::{Alt, Image, Mark};
use crate::source::image;
use crate::source::load::Wanted;
use crate::source::yaml::Node;

/// Signs are small pictures; a leaflet may have many.
const SIGN: Wanted = Wanted {
    limit: 2 * 1024 * 1024,
    ..image::WANTED
};

impl Values<'_> {
    /// The sign in the file that one key names, with the alternative that another holds. `misspelt` says that the key
    /// of the alternative is there under a wrong name, which has been reported.
    pub(in crate::source) fn mark(
        &mut self,
        (file, path): (Key, Node),
        alt: Option<(Key, Node)>,
        misspelt: bool,
    ) -> Option<Mark> {
        let image = self
            .fixed(&file, path)
            .and_then(|(path, span)| self.image(&path, &span));
        if alt.is_none() && !misspelt {
            let help =
                "add `alt: …` with what the picture says to those who cannot see it: most often a name";
            let message = "the picture has no text alternative";
            self.log.error(file.span, "missing-alternative", message, help);
        }
        let alt = alt.and_then(|(key, value)| self.shown(&key, value));
        Some(Mark {
            image: image?,
            alt: Alt::Text(alt?),
        })
    }

    fn image(&mut self, path: &str, named: &Span) -> Option<Image> {
        image::fetch((self.files, self.folder), path, named, &SIGN, self.log)
    }
}
