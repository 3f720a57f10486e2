//! What elements come to, worked out once for all that cannot differ: those of one name in elements that came to the same,
//! picked by the same rules. Browsers share styles so, too; of the paragraphs of a leaflet nearly all are alike.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use roxmltree::Node;

use super::cascade::{Cascade, Found, Said, Style};
use super::own::{Attributes, Own};
use super::sheet::Rule;

/// How many declarations are kept, in all that is shared.
const MOST_KEPT: usize = 100_000;

/// What holds at an element, for those in it.
#[derive(Clone)]
pub(super) struct Round {
    /// The style.
    pub style: Rc<Style>,
    number: usize,
}

/// What an element comes to.
pub(super) struct Computed<'c> {
    /// What is said at it in light, and in dark where that differs.
    said: (Said<'c>, Option<Said<'c>>),
    /// What holds at it.
    pub round: Round,
    /// Whether it is known that what is said at it does nothing to words, whatever they are and however many.
    pub quiet: Cell<bool>,
    /// Rules that would do nothing to words here, whatever they are and however many, if they held.
    harmless: RefCell<BTreeSet<*const Rule>>,
}

impl<'c> Computed<'c> {
    /// What holds at it.
    pub fn style(&self) -> &Style {
        &self.round.style
    }

    /// What is said in light (0) or in dark (1).
    pub fn said(&self, scheme: usize) -> &Said<'c> {
        let (light, dark) = &self.said;
        dark.as_ref().filter(|_| scheme == 1).unwrap_or(light)
    }

    /// How many of light and dark there are to look at.
    pub fn schemes(&self) -> usize {
        1 + usize::from(self.said.1.is_some())
    }

    /// Takes note that a rule would do nothing here.
    pub fn pass(&self, rule: &Rule) {
        self.harmless.borrow_mut().insert(std::ptr::from_ref(rule));
    }

    /// Whether it is known that a rule would do nothing here.
    pub fn is_passed(&self, rule: &Rule) -> bool {
        self.harmless.borrow().contains(&std::ptr::from_ref(rule))
    }
}

/// All that what an element comes to depends on, where it says nothing itself.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    round: usize,
    name: &'a str,
    is_link: bool,
    direction: Option<&'a str>,
    rules: Vec<(*const Rule, [bool; 2])>,
}

/// What the elements of a document come to.
pub(super) struct Shared<'c, 'a> {
    cascade: &'c Cascade<'c>,
    known: BTreeMap<Key<'a>, Rc<Computed<'c>>>,
    kept: usize,
    made: usize,
}

impl<'c, 'a> Shared<'c, 'a> {
    /// Of a document with these sheets.
    pub fn new(cascade: &'c Cascade<'c>) -> Self {
        Self {
            cascade,
            known: BTreeMap::new(),
            kept: 0,
            made: 0,
        }
    }

    /// What holds before any rule.
    pub fn initial(&mut self) -> Round {
        self.round(self.cascade.initial())
    }

    fn round(&mut self, style: Style) -> Round {
        self.made += 1;
        Round {
            style: Rc::new(style),
            number: self.made,
        }
    }

    /// What an element comes to, with the rules that pick it, in one that came to this.
    pub fn of<'l>(
        &mut self,
        node: Node<'a, '_>,
        round: &Round,
        found: &Found<'c>,
        attributes: &'l Attributes,
    ) -> Rc<Computed<'l>>
    where
        'c: 'l,
    {
        let given = self.cascade.given(node);
        if !attributes.is_empty() {
            let own = attributes.own(given);
            return self.computed(node, round, found, own);
        }
        let key = Key {
            round: round.number,
            name: node.tag_name().name(),
            is_link: node.has_attribute("href"),
            direction: node.attribute("dir"),
            rules: found
                .now
                .iter()
                .map(|(rule, now)| (std::ptr::from_ref(*rule), *now))
                .collect(),
        };
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known) as Rc<Computed<'l>>;
        }
        let own = Own {
            given,
            hints: &[],
            style: &[],
        };
        let computed: Rc<Computed<'c>> = self.computed(node, round, found, own);
        let cost = 1 + computed.said(0).len() + computed.said(1).len();
        if self.kept + cost <= MOST_KEPT {
            self.kept += cost;
            self.known.insert(key, Rc::clone(&computed));
        }
        computed
    }

    fn computed<'r>(
        &mut self,
        node: Node<'_, '_>,
        round: &Round,
        found: &Found<'r>,
        own: Own<'r>,
    ) -> Rc<Computed<'r>> {
        let light = self.cascade.said(found, own, 0);
        let differs = found.now.iter().any(|(_, now)| now[0] != now[1]);
        let dark = differs.then(|| self.cascade.said(found, own, 1));
        let said = [&light, dark.as_ref().unwrap_or(&light)];
        let style = self.cascade.style(node, &round.style, said);
        Rc::new(Computed {
            round: self.round(style),
            said: (light, dark),
            quiet: Cell::new(false),
            harmless: RefCell::default(),
        })
    }
}
