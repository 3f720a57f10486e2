//! Signs of arithmetic that CommonMark takes for markup and takes away: a minus at the beginning of a line becomes a
//! bullet, `>5` a quotation, `2*3*4` an emphasis, and the numbers that a list shows are counted and not those written.
//!
//! What is lost is a sign before a number, and in a leaflet that is a dose: each is an error where the number makes it
//! likely that the sign was meant.

use comrak::nodes::{AstNode, ListType, NodeList, NodeValue};

use super::{Walk, markdown};

/// The highest number that a list begins with: above it stands a year or an amount.
const HIGHEST_START: usize = 999;

impl Walk<'_> {
    /// Reports a list whose sign or numbers were words.
    pub(super) fn list_signs<'n>(&mut self, node: &'n AstNode<'n>, list: &NodeList) {
        match list.list_type {
            ListType::Bullet => self.bullet_sign(node, list),
            ListType::Ordered => self.numbers(node, list),
        }
    }

    /// A list of one item, right under the line of a paragraph that announces none, that begins with a number.
    fn bullet_sign<'n>(&mut self, node: &'n AstNode<'n>, list: &NodeList) {
        let single = node.children().count() == 1;
        if !single || !begins_with_number(node) || !self.continues_sentence(node) {
            return;
        }
        let sign = char::from(list.bullet_char);
        let meant = match sign {
            '-' => "−",
            '*' => "×",
            other => &other.to_string(),
        };
        let help = match sign {
            '-' | '*' => format!("write `{meant}` or put a backslash before it: `\\{sign}`"),
            _ => format!("put a backslash before it: `\\{sign}`"),
        };
        let help = format!("{help}; for a list leave an empty line above it");
        let message = format!("the sign `{sign}` before the number is taken for a bullet");
        self.taken(node, &message, &help);
    }

    /// Reports a quotation whose `>` was "greater than".
    pub(super) fn quotation_sign<'n>(&mut self, node: &'n AstNode<'n>) {
        if !begins_with_number(node) {
            return;
        }
        let start = self.place.bytes(node.data.borrow().sourcepos).start;
        let line = self.place.line_of(start);
        let written = self.place.slice(start..line.end);
        let close = written
            .strip_prefix('>')
            .is_some_and(|rest| rest.starts_with(char::is_numeric));
        let in_list = node.parent().is_some_and(|parent| {
            matches!(
                parent.data.borrow().value,
                NodeValue::Item(_) | NodeValue::TaskItem(_)
            )
        });
        let opens_item = in_list && node.previous_sibling().is_none();
        if close || opens_item || self.continues_sentence(node) {
            let message = "the sign `>` before the number is taken for a quotation";
            let help = "write `more than`, or put a backslash before it: `\\>`; for a quotation leave an empty line \
                        above it and a space behind the `>`";
            self.taken(node, message, help);
        }
    }

    /// Reports an emphasis whose stars stand between digits.
    pub(super) fn emphasis_sign<'n>(&mut self, node: &'n AstNode<'n>) {
        let (before, after) = (node.previous_sibling(), node.next_sibling());
        let digit = |node: Option<&'n AstNode<'n>>, edge: Edge| node.is_some_and(|node| edge.is_digit(node));
        let opens = digit(before, Edge::Last) && digit(node.first_child(), Edge::First);
        let closes = digit(node.last_child(), Edge::Last) && digit(after, Edge::First);
        if opens || closes {
            let span = self.place.span(node.data.borrow().sourcepos);
            let message = "the signs between the numbers are taken for emphasis";
            let help = "write `×`, or put a backslash before each: `2\\*3\\*4`";
            self.log.error(span, "sign-taken-for-markup", message, help);
        }
    }

    /// Reports numbers that are not those that will be shown. `1.` before every item is common, and asks to be counted.
    fn numbers<'n>(&mut self, node: &'n AstNode<'n>, list: &NodeList) {
        let items: Vec<(&'n AstNode<'n>, usize)> = node
            .children()
            .filter_map(|item| match &item.data.borrow().value {
                NodeValue::Item(own) => Some((item, own.start)),
                _ => None,
            })
            .collect();
        if list.start > HIGHEST_START {
            let message = format!("`{}` is taken for the number of a list", list.start);
            let help = format!("put a backslash behind it: `{}\\.`", list.start);
            self.number(node, &message, &help);
            return;
        }
        if items.iter().all(|(_, number)| *number == 1) {
            return;
        }
        let shown = items.iter().zip(list.start..);
        if let Some(((item, written), shown)) = shown.into_iter().find(|((_, number), shown)| number != shown)
        {
            let message = format!("the item is numbered {written} and would be shown as {shown}");
            let help = format!(
                "number the items one by one, or write `1.` before each; if `{written}.` is no number of an item, \
                 write `{written}\\.`"
            );
            self.number(item, &message, &help);
        }
    }

    fn number<'n>(&mut self, node: &'n AstNode<'n>, message: &str, help: &str) {
        self.first_line(node, "list-number", message, help);
    }

    fn taken<'n>(&mut self, node: &'n AstNode<'n>, message: &str, help: &str) {
        self.first_line(node, "sign-taken-for-markup", message, help);
    }

    fn first_line<'n>(&mut self, node: &'n AstNode<'n>, code: &'static str, message: &str, help: &str) {
        let start = self.place.bytes(node.data.borrow().sourcepos).start;
        let line = self.place.line_of(start);
        let span = self.place.at(start..line.end.max(start));
        self.log.error(span, code, message, help);
    }

    /// Whether a block stands right under the line of a paragraph that does not announce it with a colon.
    fn continues_sentence<'n>(&self, node: &'n AstNode<'n>) -> bool {
        let start = node.data.borrow().sourcepos.start.line;
        node.previous_sibling().is_some_and(|before| {
            let data = before.data.borrow();
            matches!(data.value, NodeValue::Paragraph)
                && data.sourcepos.end.line + 1 == start
                && !markdown::plain_words(before).trim_end().ends_with([':', '：'])
        })
    }
}

/// An end of the words under a node.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    First,
    Last,
}

impl Edge {
    /// Whether a digit stands there.
    fn is_digit<'n>(self, node: &'n AstNode<'n>) -> bool {
        let mut next = Some(node);
        while let Some(node) = next {
            if let NodeValue::Text(text) = &node.data.borrow().value {
                let mut letters = text.chars();
                let letter = match self {
                    Self::First => letters.next(),
                    Self::Last => letters.next_back(),
                };
                return letter.is_some_and(char::is_numeric);
            }
            next = match self {
                Self::First => node.first_child(),
                Self::Last => node.last_child(),
            };
        }
        false
    }
}

/// Whether the first words in a block begin with a digit.
fn begins_with_number<'n>(node: &'n AstNode<'n>) -> bool {
    Edge::First.is_digit(node)
}
