//! External objects (ISO 32000-1, 8.8): pictures, and forms, which are content streams of their own.

use lopdf::{Dictionary, Object};

use super::Place;
use super::backdrop::Path;
use super::canvas::Canvas;
use super::colour::Rgb;
use super::geometry::Matrix;
use super::page::{Reader, TOO_MUCH};
use super::state::State;

/// How deep forms may stand in forms.
const DEEPEST: usize = 12;
/// Lines of so many points cover what lies below them.
const AREA: f32 = 3.0;
/// What a form costs beside its own bytes: one of four bytes, drawn ten million times, is as dear as a large one.
const FORM: usize = 1024;

impl<'f> Reader<'f> {
    /// Paints an area, unless it is in a layer that is switched off.
    pub(super) fn paint(&mut self, state: &State, path: Path, even_odd: bool, paint: Option<(Rgb, f32)>) {
        let mark = self.marks.here();
        if state.off || mark.off {
            return;
        }
        self.draws(&mark);
        if state.clips_text {
            self.unseen.show_clip(path.bounds());
        }
        if state.fill.opacity() > 0.05 {
            self.unseen.strikes.fill(&path);
        }
        self.backdrop
            .paint(path, state.clip, even_odd, paint, state.hides(&state.fill));
    }

    /// Draws the lines of a path.
    pub(super) fn stroke(&mut self, state: &State, path: &Path) {
        let mark = self.marks.here();
        if state.off || mark.off || state.stroke.opacity() <= 0.05 {
            return;
        }
        self.draws(&mark);
        let thickness = state.line_width * state.ctm.height();
        self.unseen.strikes.stroke(path, thickness);
        if thickness >= AREA {
            // A dashed line counts as a whole one: what stands in its gaps is no easier to read.
            for area in path.outlines(thickness, state.has_caps) {
                let (paint, hides) = (state.on_paper(&state.stroke), state.hides(&state.stroke));
                self.backdrop.paint(area, state.clip, false, paint, hides);
            }
        }
    }

    /// Draws a picture; one inside of the content has no dictionary that is looked at.
    pub(super) fn picture(&mut self, canvas: &Canvas<'_>, dict: Option<&Dictionary>) {
        let (state, mark) = (&canvas.state, self.marks.here());
        self.tally.stray |= mark.is_stray();
        if state.off || mark.off {
            return;
        }
        self.draws(&mark);
        let path = canvas.square([0.0, 0.0, 1.0, 1.0]);
        if state.clips_text {
            self.unseen.show_clip(path.bounds());
        }
        self.unseen.picture(path.bounds());
        let sees_through = |dict: &Dictionary| {
            ["SMask", "Mask", "SMaskInData", "ImageMask"]
                .iter()
                .any(|key| dict.has(key.as_bytes()))
        };
        let hides = state.hides(&state.fill) && !dict.is_some_and(sees_through);
        self.backdrop.paint(path, state.clip, false, None, hides);
    }

    /// Whether an object belongs to a layer that is switched off.
    fn hides(&self, dict: &Dictionary) -> bool {
        let layer = dict.get(b"OC").ok();
        layer.is_some_and(|layer| self.layers.hide(self.file, layer))
    }

    /// Draws an external object: a picture, or a form (8.10).
    pub(super) fn object(&mut self, canvas: &Canvas<'f>, name: &[u8]) {
        let all = canvas.resources.and_then(|all| self.file.dict(all, "XObject"));
        let Some(object) = all.and_then(|all| all.get(name).ok()) else {
            return;
        };
        let Some(Ok(form)) = self.file.resolve(object).map(Object::as_stream) else {
            return;
        };
        if self.file.name(&form.dict, "Subtype").as_deref() != Some("Form") {
            if !self.hides(&form.dict) {
                self.picture(canvas, Some(&form.dict));
            }
            return;
        }
        let Ok(id) = object.as_reference() else { return };
        if self.drawing.contains(&id) {
            return self.tally.fault("it draws a form that draws itself");
        }
        if self.drawing.len() >= DEEPEST {
            return self.tally.fault("forms stand too deep in forms");
        }
        // What is not looked at need not be unpacked either.
        let Some(left) = self.bytes_left.checked_sub(FORM) else {
            self.bytes_left = 0;
            return self.tally.unreadable(TOO_MUCH);
        };
        self.bytes_left = left;
        let Some(content) = self.file.stream(object) else {
            return self.tally.unreadable("a form is broken, or too large");
        };
        let numbers = |key: &str| -> Option<Vec<f32>> {
            let list = self.file.get(&form.dict, key)?.as_array().ok()?;
            let numbers = list
                .iter()
                .map(|number| self.file.resolve(number)?.as_float().ok());
            numbers.take(6).collect()
        };
        let matrix = numbers("Matrix").and_then(|matrix| <[f32; 6]>::try_from(matrix).ok());
        let mut state = canvas.state.clone();
        state.ctm = matrix.map_or(Matrix::IDENTITY, Matrix).then(state.ctm);
        state.off |= self.hides(&form.dict);
        let resources = self.file.dict(&form.dict, "Resources").or(canvas.resources);
        let mut inner = Canvas::of(resources, Place::Form(id), state);
        if let Some(Ok(bounds)) = numbers("BBox").map(<[f32; 4]>::try_from)
            && let Some(bounds) = inner.square(bounds).bounds()
        {
            inner.state.clip = inner.state.clip.within(bounds);
        }
        inner.again = !self.drawn.insert(id) || canvas.again;
        self.drawing.push(id);
        self.draw(inner, &content);
        self.drawing.pop();
    }
}
