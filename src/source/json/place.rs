//! Where each value of a JSON file stands, so that a fault in the typed leaflet can be shown in the text.
//!
//! The text has been found to be JSON before: nothing here judges it.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{SourceText, Span};

/// The most values in a file: ten times what the longest leaflet holds, and no more memory than a machine has.
const MOST_VALUES: usize = 1_500_000;

/// A value: its place, its key's place, and what stands in it. Offsets are of 32 bits because there may be a million.
struct Node {
    key: (u32, u32),
    value: (u32, u32),
    children: Vec<Node>,
}

/// The places of all values of a file.
pub(super) struct Places {
    source: Arc<SourceText>,
    root: Node,
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// A way from the whole file to a value.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    places: &'a Places,
    node: Option<&'a Node>,
    up: Option<(&'a At<'a>, StepRef<'a>)>,
}

#[derive(Clone, Copy)]
enum StepRef<'a> {
    Key(&'a str),
    Item(usize),
}

impl Places {
    /// The places in a text that is JSON from byte `start`; `None` where it holds too many values.
    pub(super) fn of(source: &Arc<SourceText>, start: usize) -> Option<Self> {
        let mut scan = Scan {
            bytes: source.text.as_bytes(),
            at: start,
            left: MOST_VALUES,
        };
        let root = scan.value((0, 0))?;
        Some(Self {
            source: Arc::clone(source),
            root,
        })
    }

    /// The whole file.
    pub(super) fn top(&self) -> At<'_> {
        At {
            places: self,
            node: Some(&self.root),
            up: None,
        }
    }

    /// The place of the value that these steps lead to, or of the last on the way that there is.
    pub(super) fn find(&self, steps: &[Step]) -> Span {
        let mut node = &self.root;
        for step in steps {
            let next = match step {
                Step::Key(name) => self.child(node, name),
                Step::Item(at) => node.children.get(*at),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        self.mark(node)
    }

    fn child<'a>(&self, node: &'a Node, name: &str) -> Option<&'a Node> {
        // Twice the same key is refused elsewhere.
        node.children.iter().find(|child| {
            let key = self.source.text.get(range(child.key)).unwrap_or_default();
            key.strip_prefix('"').and_then(|key| key.strip_suffix('"')) == Some(name)
        })
    }

    /// What to show of a value: itself where it is short, else its key or its first sign.
    fn mark(&self, node: &Node) -> Span {
        const SHORT: usize = 80;
        let value = range(node.value);
        let is_long = value.len() > SHORT || !node.children.is_empty();
        let shown = if !is_long {
            value
        } else if node.key != (0, 0) {
            range(node.key)
        } else {
            value.start..value.start + 1
        };
        Span::new(&self.source, shown)
    }
}

impl<'a> At<'a> {
    /// The value under a key.
    pub(super) fn key(&'a self, name: &'a str) -> Self {
        Self {
            places: self.places,
            node: self.node.and_then(|node| self.places.child(node, name)),
            up: Some((self, StepRef::Key(name))),
        }
    }

    /// The name of the key at a place in an object.
    pub(super) fn key_of(&self, at: usize) -> &'a str {
        let child = self.node.and_then(|node| node.children.get(at));
        child
            .and_then(|child| self.places.source.text.get(range(child.key)))
            .unwrap_or_default()
            .trim_matches('"')
    }

    /// The value at a place in an object, with its key: where many keys are walked, none is looked for.
    pub(super) fn entry(&'a self, at: usize) -> Self {
        Self {
            places: self.places,
            node: self.node.and_then(|node| node.children.get(at)),
            up: Some((self, StepRef::Key(self.key_of(at)))),
        }
    }

    /// An item of a list, from 0.
    pub(super) fn item(&'a self, at: usize) -> Self {
        Self {
            places: self.places,
            node: self.node.and_then(|node| node.children.get(at)),
            up: Some((self, StepRef::Item(at))),
        }
    }

    /// What to show of the value.
    pub(super) fn mark(&self) -> Span {
        let mut at = Some(self);
        while let Some(here) = at {
            if let Some(node) = here.node {
                return self.places.mark(node);
            }
            at = here.up.map(|(up, _)| up);
        }
        self.places.mark(&self.places.root)
    }

    /// The value's bytes, all of them.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.node
            .map_or_else(|| self.mark().bytes, |node| range(node.value))
    }

    /// The file.
    pub(super) fn source(&self) -> &Arc<SourceText> {
        &self.places.source
    }

    /// How many values stand in it.
    pub(super) fn len(&self) -> usize {
        self.node.map_or(0, |node| node.children.len())
    }

    /// Whether there is such a value.
    pub(super) fn exists(&self) -> bool {
        self.node.is_some()
    }

    /// The value's text in the file.
    pub(super) fn text(&self) -> &'a str {
        self.node
            .and_then(|node| self.places.source.text.get(range(node.value)))
            .unwrap_or_default()
    }

    /// The steps that lead here.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = self;
        while let Some((up, step)) = &at.up {
            steps.push(match step {
                StepRef::Key(name) => Step::Key((*name).to_owned()),
                StepRef::Item(at) => Step::Item(*at),
            });
            at = up;
        }
        steps.reverse();
        steps
    }
}

/// The steps as a JSON pointer (RFC 6901).
pub(super) fn pointer(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        out.push('/');
        match step {
            Step::Key(name) => out.push_str(&name.replace('~', "~0").replace('/', "~1")),
            Step::Item(at) => out.push_str(&at.to_string()),
        }
    }
    out
}

fn range((start, end): (u32, u32)) -> Range<usize> {
    start as usize..end as usize
}

/// A walk over text that is JSON. How deep it goes has been limited by the parser that found it so.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    left: usize,
}

impl Scan<'_> {
    fn value(&mut self, key: (u32, u32)) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        self.space();
        let start = self.at;
        let mut children = Vec::new();
        match self.bytes.get(self.at) {
            Some(b'"') => self.string(),
            Some(b'{') => {
                self.at += 1;
                while self.more(b'}') {
                    let key = self.key()?;
                    children.push(self.value(key)?);
                }
            }
            Some(b'[') => {
                self.at += 1;
                while self.more(b']') {
                    children.push(self.value((0, 0))?);
                }
            }
            _ => {
                let ends = |b: &u8| matches!(b, b',' | b']' | b'}') || b.is_ascii_whitespace();
                while self.bytes.get(self.at).is_some_and(|b| !ends(b)) {
                    self.at += 1;
                }
            }
        }
        children.shrink_to_fit();
        let value = (u32::try_from(start).ok()?, u32::try_from(self.at).ok()?);
        Some(Node { key, value, children })
    }

    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Moves to the next value, past a comma; or past the end of the list or object.
    fn more(&mut self, end: u8) -> bool {
        self.space();
        if self.bytes.get(self.at) == Some(&b',') {
            self.at += 1;
            self.space();
        }
        match self.bytes.get(self.at) {
            Some(byte) if *byte != end => true,
            Some(_) => {
                self.at += 1;
                false
            }
            None => false,
        }
    }

    fn key(&mut self) -> Option<(u32, u32)> {
        let start = self.at;
        self.string();
        let end = self.at;
        self.space();
        self.at += 1; // the colon
        Some((u32::try_from(start).ok()?, u32::try_from(end).ok()?))
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'"' => return,
                b'\\' => self.at += 1,
                _ => {}
            }
        }
    }
}
