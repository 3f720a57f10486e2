//! Text that is shown, and the sequence that it belongs to.

use super::canvas::Canvas;
use super::fonts::Decoded;
use super::geometry::Matrix;
use super::marks::Mark;
use super::operators::Operand;
use super::page::Reader;

impl Reader<'_> {
    /// Opens a marked-content sequence.
    pub(super) fn begin(&mut self, canvas: &Canvas<'_>, operands: &[Operand<'_>]) {
        let properties = self.named.of(self.file, canvas.resources, operands.get(1));
        let around = self.marks.here();
        let key = properties.mcid.map(|mcid| (canvas.place, mcid));
        if let Some(key) = key {
            self.contents.sequence(key, self.page);
        }
        let silent = around.replaced || canvas.again && key.is_some();
        let mark = Mark {
            key: key.or(around.key),
            artifact: around.artifact || operands.first().and_then(Operand::name) == Some(b"Artifact"),
            replaced: silent || properties.actual.is_some(),
            lang: properties.lang.or_else(|| {
                // A sequence that has a number belongs to an element, which has the language.
                around.lang.filter(|_| key.is_none())
            }),
        };
        if let Some(actual) = properties.actual.filter(|_| !silent)
            && self.file.budget().text(actual.len()).is_ok()
        {
            self.add(&mark, &actual, 0);
        }
        self.marks.open(mark);
    }

    /// Shows strings.
    pub(super) fn show<'s>(&mut self, canvas: &Canvas<'_>, strings: impl IntoIterator<Item = &'s [u8]>) {
        let mark = self.marks.here();
        let mut shown = Decoded {
            room: self.file.budget().text_left(),
            ..Decoded::default()
        };
        for bytes in strings {
            match &canvas.state.font {
                Some(font) => font.decode(bytes, &mut shown),
                None => {
                    shown.unknown += bytes.len();
                    shown.codes += bytes.len();
                }
            }
        }
        let said = if shown.is_cut {
            usize::MAX
        } else {
            shown.text.len()
        };
        // Whoever reads the tree tells that it is spent.
        let _spent = self.file.budget().text(said);
        self.tally.missing += shown.missing;
        if !mark.artifact && !mark.replaced && shown.codes > 0 {
            self.tally.unknown += shown.unknown;
            if shown.unknown > 0 {
                let font = canvas.state.font.as_ref().map(|font| font.name.clone());
                *self.silent.entry(font.unwrap_or_default()).or_default() += shown.unknown;
                self.silent_pages.insert(self.page);
            }
            self.add(&mark, &shown.text, shown.unknown);
        }
        let visible = shown.text.chars().filter(|c| !c.is_whitespace()).count() + shown.unknown;
        // Leaders and rules that are made of points are drawn, not read.
        let adorns = mark.artifact && shown.unknown == 0 && !shown.text.contains(char::is_alphanumeric);
        if visible > 0 && !adorns && canvas.state.shows_letters() {
            self.see(canvas, &mark, visible);
        }
    }

    /// Measures text that is seen.
    fn see(&mut self, canvas: &Canvas<'_>, mark: &Mark, characters: usize) {
        let state = &canvas.state;
        let placed = canvas.text.then(state.ctm);
        let letters = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let letters = letters.then(placed);
        if let Some(scale) = state.font.as_ref().and_then(|font| font.scale) {
            let size = letters.height() * scale;
            self.contents.seen.size(size, characters);
            if placed.is_upright()
                && !mark.artifact
                && let Some(key) = mark.key
                && let Some(sequence) = self.contents.sequence(key, self.page)
            {
                sequence.draw(placed.apply(0.0, 0.0), size);
            }
        }
        // A little into the first letter: a line may begin on an edge.
        let behind = self.backdrop.at(letters.apply(0.1, 0.3));
        self.contents.seen.colours(state.lettering(behind), behind);
    }

    /// Adds text to the innermost sequence that has a number.
    fn add(&mut self, mark: &Mark, text: &str, unknown: usize) {
        if mark.artifact {
            return;
        }
        match mark.key {
            Some(key) => {
                if let Some(sequence) = self.contents.sequence(key, self.page) {
                    sequence.add(text, mark.lang.as_ref());
                }
            }
            None => {
                self.tally.stray = true;
                self.contents.add_outside(self.page, text, unknown);
            }
        }
    }
}
