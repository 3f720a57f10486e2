//! Text that is shown, and the sequence that it belongs to.

use std::rc::Rc;

use super::canvas::Canvas;
use super::fonts::{Decoded, Spacing};
use super::geometry::Matrix;
use super::marks::{Furniture, Mark};
use super::operators::Operand;
use super::page::Reader;
use super::state::State;
use super::unseen::Run;
use super::why::{Drawn, Part};
use crate::backend::pdf::inspect::letters::{agree, counts};

/// How many bytes of what is drawn are compared with the text that is given for it.
const MOST_COMPARED: usize = 1 << 16;

/// A text that is given for what a sequence draws.
pub(super) struct Given {
    text: Rc<str>,
    /// What it draws.
    drawn: String,
    /// Some of it says no text.
    is_unknown: bool,
    /// How many sequences are open around it.
    depth: usize,
}

impl Reader<'_> {
    /// Opens a marked-content sequence.
    pub(super) fn begin(&mut self, canvas: &Canvas<'_>, operands: &[Operand<'_>]) {
        let properties = self.named.of(self.file, canvas.resources, operands.get(1));
        let around = self.marks.here();
        let tag = operands.first().and_then(Operand::name);
        let is_artifact = tag == Some(b"Artifact");
        let key = properties.mcid.map(|mcid| (canvas.place, mcid));
        if let Some(key) = key {
            self.contents.sequence(key, self.page);
            self.tally.tagged = true;
        }
        let silent = around.replaced || canvas.again && key.is_some();
        let mark = Mark {
            key: key.or(around.key),
            artifact: around.artifact || is_artifact,
            furniture: if is_artifact && around.furniture == Furniture::No {
                properties.furniture()
            } else {
                around.furniture
            },
            off: around.off || tag == Some(b"OC") && self.is_off(canvas, operands.get(1)),
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
            if !mark.artifact {
                self.given = Some(Given {
                    text: Rc::clone(&actual),
                    drawn: String::new(),
                    is_unknown: canvas.again,
                    depth: self.marks.depth(),
                });
            }
        }
        self.marks.open(mark);
    }

    /// Closes a marked-content sequence.
    pub(super) fn end(&mut self) {
        self.marks.close();
        let depth = self.marks.depth();
        let Some(given) = self.given.take_if(|given| given.depth == depth) else {
            return;
        };
        let agree = agree(&given.text, &given.drawn) && !counts(&given.text, &given.drawn);
        if !given.is_unknown && given.drawn.len() < MOST_COMPARED && !agree {
            self.tally.fault(&format!(
                "“{}” is read where “{}” is seen",
                shortened(&given.text),
                shortened(&given.drawn)
            ));
        }
    }

    /// Whether a sequence belongs to a layer that is switched off.
    fn is_off(&self, canvas: &Canvas<'_>, name: Option<&Operand<'_>>) -> bool {
        let name = name.and_then(Operand::name);
        let all = canvas.resources.and_then(|all| self.file.dict(all, "Properties"));
        let layer = name.and_then(|name| all?.get(name).ok());
        layer.is_some_and(|layer| self.layers.hide(self.file, layer))
    }

    /// Shows strings, and what stands between them.
    pub(super) fn show<'o>(
        &mut self,
        canvas: &mut Canvas<'_>,
        parts: impl IntoIterator<Item = &'o Operand<'o>>,
    ) {
        let mark = self.marks.here();
        self.draws(&mark);
        let shown = self.decoded(canvas, parts);
        self.tally.missing += shown.missing;
        if canvas.state.shows_letters() {
            self.tally.blank += shown.blank;
            self.tally.misfit += shown.misfit;
        }
        if !mark.artifact && !mark.replaced && shown.codes > 0 {
            self.tally.unknown += shown.unknown;
            if shown.unknown > 0 {
                let font = canvas.state.font.as_ref().map(|font| font.name.clone());
                *self.silent.entry(font.unwrap_or_default()).or_default() += shown.unknown;
                self.silent_pages.insert(self.page);
            }
            self.add(&mark, &shown.text, shown.unknown);
        }
        if let Some(given) = self
            .given
            .as_mut()
            .filter(|given| given.drawn.len() < MOST_COMPARED)
        {
            given.drawn.push_str(&shown.text);
            given.is_unknown |= shown.unknown > 0 || shown.is_cut;
        }
        let visible = shown.text.chars().filter(|c| !c.is_whitespace()).count() + shown.unknown;
        // Leaders and rules that are made of points are drawn, not read.
        let adorns = mark.artifact && shown.unknown == 0 && !shown.text.contains(char::is_alphanumeric);
        if visible > 0 && !adorns && canvas.state.shows_letters() {
            self.see(canvas, &mark, visible);
        }
        self.note(canvas, &mark, &shown);
        canvas.state.clips_text |= canvas.state.mode >= 4;
        canvas.pen = shown.pen;
    }

    /// What strings say, within the budget, and where their letters stand.
    fn decoded<'o>(&self, canvas: &Canvas<'_>, parts: impl IntoIterator<Item = &'o Operand<'o>>) -> Decoded {
        let state = &canvas.state;
        let mut shown = Decoded {
            room: self.file.budget().text_left(),
            pen: canvas.pen,
            spacing: Spacing {
                size: state.size,
                letters: state.letter_space,
                words: state.word_space,
                stretch: state.stretch,
            },
            ..Decoded::default()
        };
        for part in parts {
            match (part.string(), &state.font) {
                (Some(bytes), Some(font)) => font.decode(bytes, &mut shown),
                (Some(bytes), None) => {
                    shown.unknown += bytes.len();
                    shown.codes += bytes.len();
                }
                (None, _) => shown.kern(part.number().unwrap_or(0.0)),
            }
        }
        let said = if shown.is_cut {
            usize::MAX
        } else {
            shown.text.len()
        };
        // Whoever reads the tree tells that it is spent.
        let _spent = self.file.budget().text(said);
        shown
    }

    /// Keeps how text is drawn that is read, or that is seen beside it.
    fn note(&mut self, canvas: &Canvas<'_>, mark: &Mark, shown: &Decoded) {
        let is_read = mark.key.is_some() && !mark.artifact;
        self.unseen.has_furniture |= mark.furniture != Furniture::No && shown.codes > 0;
        let concerns = is_read || mark.artifact;
        if !concerns || canvas.again || !shown.text.contains(char::is_alphanumeric) {
            return;
        }
        let mut state = canvas.state.clone();
        state.off |= mark.off;
        let placed = canvas.text.then(state.ctm);
        let font = state.font.as_ref();
        let drawn = Drawn {
            placed,
            letters: letters(&state).then(placed),
            is_type_3: font.is_some_and(|font| font.is_type_3),
            is_exact: font.is_some_and(|font| font.widths.known),
            scale: font.and_then(|font| font.scale),
            state: &state,
            part: if is_read {
                Part::Read
            } else {
                Part::Artifact(mark.furniture)
            },
        };
        let run = Run::of(&shown.text, &shown.letters, &drawn, &mut self.backdrop);
        self.unseen.add(run);
    }

    /// Measures text that is seen.
    fn see(&mut self, canvas: &Canvas<'_>, mark: &Mark, characters: usize) {
        let state = &canvas.state;
        let placed = canvas.text.then(state.ctm);
        let letters = letters(state).then(placed);
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
        self.contents
            .seen
            .colours(state.lettering(behind, letters.height()), behind);
    }

    /// Takes note that the innermost sequence that has a number draws something.
    pub(super) fn draws(&mut self, mark: &Mark) {
        if let Some(key) = mark.key.filter(|_| !mark.artifact && !mark.off)
            && let Some(sequence) = self.contents.sequence(key, self.page)
        {
            sequence.draws = true;
        }
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

/// The beginning of a text.
fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// From a letter of size 1 to the coordinates of text.
fn letters(state: &State) -> Matrix {
    Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise])
}
