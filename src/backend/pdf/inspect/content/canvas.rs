//! A content stream that is being drawn: its state, the path that is being made, and where text comes to stand.

use lopdf::Dictionary;

use super::Place;
use super::backdrop::Path;
use super::colour::Space;
use super::geometry::{Matrix, Point, bounded};
use super::operators::Operand;
use super::state::{Paint, State};

/// How many states may be saved; annex C.2 of ISO 32000-1 allows 28.
const MOST_SAVED: usize = 4096;

/// A content stream that is being drawn.
pub(super) struct Canvas<'f> {
    pub resources: Option<&'f Dictionary>,
    pub place: Place,
    /// It has been drawn before, and its text has been read.
    pub again: bool,
    pub state: State,
    saved: Vec<State>,
    beyond: usize,
    /// Where text begins, and where its line does.
    pub text: Matrix,
    line: Matrix,
    /// How far along its line text has come.
    pub pen: f32,
    path: Path,
    /// The last point of the path, in its own coordinates.
    last: (f32, f32),
    /// The path is to become the clip once it is painted.
    clips: bool,
}

impl<'f> Canvas<'f> {
    pub fn of(resources: Option<&'f Dictionary>, place: Place, state: State) -> Self {
        Self {
            resources,
            place,
            again: false,
            state,
            saved: Vec::new(),
            beyond: 0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            pen: 0.0,
            path: Path::default(),
            last: (0.0, 0.0),
            clips: false,
        }
    }

    /// The operators that concern nothing but the state, the path and the place of text.
    pub fn operator(&mut self, operator: &[u8], operands: &[Operand<'_>]) {
        let numbers: Vec<f32> = operands.iter().filter_map(Operand::number).map(bounded).collect();
        match (operator, numbers.as_slice()) {
            (b"q", _) => self.save(),
            (b"Q", _) => self.restore(),
            (b"cm", &[a, b, c, d, e, f]) => {
                self.state.ctm = Matrix([a, b, c, d, e, f]).then(self.state.ctm);
            }
            (b"BT", _) => (self.text, self.line, self.pen) = (Matrix::IDENTITY, Matrix::IDENTITY, 0.0),
            (b"Td", &[x, y]) => self.move_line(x, y),
            (b"TD", &[x, y]) => {
                self.state.leading = -y;
                self.move_line(x, y);
            }
            (b"Tm", &[a, b, c, d, e, f]) => {
                self.line = Matrix([a, b, c, d, e, f]);
                (self.text, self.pen) = (self.line, 0.0);
            }
            (b"T*", _) => self.next_line(),
            (b"TL", &[leading]) => self.state.leading = leading,
            (b"Ts", &[rise]) => self.state.rise = rise,
            (b"Tc", &[space]) => self.state.letter_space = space,
            (b"Tw", &[space]) => self.state.word_space = space,
            (b"w", &[width]) => self.state.line_width = width,
            (b"J", &[cap]) => self.state.has_caps = cap > 0.0,
            (b"h", _) => self.path.close(),
            (b"Tz", &[percent]) => self.state.stretch = percent / 100.0,
            (b"Tr", _) => {
                if let Some(Operand::Integer(mode)) = operands.first() {
                    self.state.mode = *mode;
                }
            }
            (b"m", &[x, y]) => {
                self.last = (x, y);
                self.path.begin(self.state.ctm.apply(x, y));
            }
            (b"l", &[x, y]) => self.line(x, y),
            (b"c", &[x1, y1, x2, y2, x, y]) => self.curve([(x1, y1), (x2, y2), (x, y)]),
            (b"v", &[x2, y2, x, y]) => self.curve([self.last, (x2, y2), (x, y)]),
            (b"y", &[x1, y1, x, y]) => self.curve([(x1, y1), (x, y), (x, y)]),
            (b"re", &[x, y, width, height]) => self.rectangle([x, y, x + width, y + height]),
            (b"W" | b"W*", _) => self.clips = true,
            (b"n", _) => {
                self.end_path();
            }
            (b"g" | b"rg" | b"k" | b"sc" | b"scn", parts) => self.colour(operator, parts, true),
            (b"G" | b"RG" | b"K" | b"SC" | b"SCN", parts) => self.colour(operator, parts, false),
            _ => {}
        }
    }

    fn save(&mut self) {
        if self.saved.len() < MOST_SAVED {
            self.saved.push(self.state.clone());
        } else {
            self.beyond += 1;
        }
    }

    fn restore(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        (self.text, self.pen) = (self.line, 0.0);
    }

    /// Goes to the next line of text.
    pub fn next_line(&mut self) {
        self.move_line(0.0, -self.state.leading);
    }

    fn line(&mut self, x: f32, y: f32) {
        self.last = (x, y);
        self.path.line(self.state.ctm.apply(x, y));
    }

    /// A curve as the lines through four of its points.
    fn curve(&mut self, [one, two, end]: [(f32, f32); 3]) {
        let start = self.last;
        for t in [0.25_f32, 0.5, 0.75] {
            let u = 1.0 - t;
            let along = |p: f32, q: f32, r: f32, s: f32| {
                u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
            };
            let (x, y) = (
                along(start.0, one.0, two.0, end.0),
                along(start.1, one.1, two.1, end.1),
            );
            self.line(x, y);
        }
        self.line(end.0, end.1);
    }

    fn rectangle(&mut self, [x1, y1, x2, y2]: [f32; 4]) {
        self.last = (x1, y1);
        self.path.begin(self.state.ctm.apply(x1, y1));
        for (x, y) in [(x2, y1), (x2, y2), (x1, y2)] {
            self.path.line(self.state.ctm.apply(x, y));
        }
        self.path.close();
    }

    /// A rectangle in the coordinates that hold here, as a path of its own.
    pub fn square(&self, [x1, y1, x2, y2]: [f32; 4]) -> Path {
        let mut path = Path::default();
        path.begin(self.state.ctm.apply(x1, y1));
        for (x, y) in [(x2, y1), (x2, y2), (x1, y2)] {
            path.line(self.state.ctm.apply(x, y));
        }
        path
    }

    /// Everywhere that may be painted.
    pub fn everywhere(&self) -> Path {
        let [low, high] = self.state.clip.corners();
        let mut path = Path::default();
        path.begin(low);
        for (x, y) in [(high.x, low.y), (high.x, high.y), (low.x, high.y)] {
            path.line(Point { x, y });
        }
        path
    }

    /// Goes back to where the last part of the path began.
    pub fn close_path(&mut self) {
        self.path.close();
    }

    /// Ends the path, which becomes the clip where it was to. The clip is taken for a box: what is drawn through a hole of
    /// another form counts as drawn in all of the box.
    pub fn end_path(&mut self) -> Path {
        let path = std::mem::take(&mut self.path);
        if std::mem::take(&mut self.clips)
            && let Some(bounds) = path.bounds()
        {
            self.state.clip = self.state.clip.within(bounds);
            self.state.clip_is_box &= path.is_box();
        }
        path
    }

    /// What areas or lines are painted with.
    pub fn paint(&mut self, areas: bool) -> &mut Paint {
        if areas {
            &mut self.state.fill
        } else {
            &mut self.state.stroke
        }
    }

    fn colour(&mut self, operator: &[u8], parts: &[f32], areas: bool) {
        let paint = self.paint(areas);
        let space = match operator {
            b"g" | b"G" => Space::Grey,
            b"rg" | b"RG" => Space::Rgb,
            b"k" | b"K" => Space::Cmyk,
            _ => paint.space.clone(),
        };
        paint.set(space, parts);
    }
}
