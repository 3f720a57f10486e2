//! Elements as pieces of the text, and as parts of a line.

use roxmltree::Node;

use super::document::{At, SVG, Walk, Within, is, language, plain_text};
use super::kinds::Kind;
use super::places::heading_level;
use crate::model::block::CalloutKind;
use crate::model::excerpt;
use crate::model::raised::Height;
use crate::model::reading::{Container, Role, SAID_TOO_MUCH};
use crate::model::units::Lang;

/// What the words of a header cell are called that are said again with each cell, and how many characters they may have.
pub(super) const HEADER_CELL: (&str, usize) = ("header cell", 20_000);

/// The same of a callout's label.
const LABEL: (&str, usize) = ("label", 2_000);

impl<'a, 'i> Walk<'_, 'a, 'i> {
    pub(super) fn block(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        match node.attribute("role").unwrap_or_default() {
            "doc-tip" => return self.callout(CalloutKind::Callout, node, at),
            "doc-notice" => return self.callout(CalloutKind::Warning, node, at),
            "doc-bibliography" => {
                let at = &at.inside(Within::References);
                return self.container(Container::References, node, at);
            }
            "doc-toc" => {
                let at = &at.inside(Within::Contents(0));
                return self.inside(node, at);
            }
            _ => {}
        }
        if let Some(level) = heading_level(node) {
            return self.item(Role::Heading(level), node, at);
        }
        match node.tag_name().name() {
            "p" if self.label == Some(node.id()) => self.item(Role::Label, node, at),
            "p" if self.is_only_pictures(node) => self.inside(node, at),
            "p" | "pre" | "summary" | "legend" => self.item(Role::Paragraph, node, at),
            "ul" | "ol" | "menu" => self.list(node, at),
            "dl" => self.container(Container::DefinitionList, node, at),
            "dt" => self.item(Role::Term, node, at),
            "dd" => self.container(Container::Definition, node, at),
            "table" if is_for_looks(node) => self.laid_out(node, at),
            "table" => self.table(node, at),
            "figure" => self.container(Container::Figure, node, at),
            "figcaption" => self.caption(node, at),
            "img" => self.picture(node, at),
            "blockquote" => self.container(Container::Quote, node, at),
            "div" if language(node).is_some() => {
                let lang = at.lang.clone().unwrap_or_else(Lang::undetermined);
                let direction = at.direction;
                self.container(Container::Division { lang, direction }, node, at)
            }
            "a" => match at.within {
                Within::Contents(depth) => self.entry(node, depth, at),
                Within::Blocks | Within::Item | Within::References => self.link(node, at),
            },
            "dialog" if !node.has_attribute("open") => {
                self.left.tell("words that are hidden", &plain_text(node));
                Ok(())
            }
            "dialog" => {
                // It is laid over what stands behind it (HTML, section 15.3.3).
                let words = excerpt(&plain_text(node));
                self.fault(format!("the element dialog is shown over other words: “{words}”"));
                self.inside(node, at)
            }
            name => self.part(name, node, at),
        }
    }

    /// What has no role of its own.
    fn part(&mut self, name: &str, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        match Kind::of(name) {
            Kind::Part => {
                if name == "details" && !node.has_attribute("open") {
                    self.fault(
                        "the element details stands where a paragraph could: its words stand behind a button"
                            .to_owned(),
                    );
                }
                self.inside(node, at)
            }
            Kind::Silent => Ok(()),
            Kind::Embedded => {
                self.fault(format!("the element {name} stands where a paragraph could"));
                self.leave_out(name, node);
                Ok(())
            }
            Kind::Control => {
                self.leave_out(name, node);
                Ok(())
            }
            Kind::Unseen => {
                self.unseen(name, node);
                Ok(())
            }
            Kind::Piece if name == "hr" => Ok(()),
            Kind::Phrase => {
                self.struck(node);
                self.inside(node, at)
            }
            Kind::Piece | Kind::Unknown => {
                self.fault(format!("the element {name} stands where a paragraph could"));
                self.inside(node, at)
            }
        }
    }

    /// Words for programs that run no scripts, or that draw no bars: browsers show none of them.
    fn unseen(&mut self, name: &str, node: Node<'a, 'i>) {
        let alternatives = node.descendants().filter_map(|inner| inner.attribute("alt"));
        let said = std::iter::once(plain_text(node)).chain(alternatives.map(str::to_owned));
        let said: Vec<String> = said.filter(|words| !words.trim().is_empty()).collect();
        if !said.is_empty() {
            let words = said.join(" ");
            self.fault(format!("the element {name} hides “{}”", excerpt(&words)));
            self.left.tell("words that are hidden", &words);
        }
    }

    /// Words that are struck out, one by one or whole paragraphs.
    fn struck(&mut self, node: Node<'a, 'i>) {
        let words = plain_text(node);
        if matches!(node.tag_name().name(), "del" | "s" | "strike") && !words.is_empty() {
            let words = excerpt(&words);
            self.fault(format!(
                "words are struck out and stay words to a listener: “{words}”"
            ));
        }
    }

    fn leave_out(&mut self, name: &str, node: Node<'a, 'i>) {
        if node
            .attribute("type")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
        {
            return;
        }
        let said = ["aria-label", "title", "value", "placeholder"];
        let said = said.into_iter().find_map(|attribute| node.attribute(attribute));
        let words = said.map_or_else(|| plain_text(node), str::to_owned);
        self.left.tell(&format!("the element {name}"), &words);
    }

    pub(super) fn container(
        &mut self,
        container: Container,
        node: Node<'a, 'i>,
        at: &At,
    ) -> Result<(), String> {
        self.out.open(container);
        self.inside(node, at)?;
        self.out.close();
        Ok(())
    }

    /// An item of a Reading: everything in the element is its text.
    pub(super) fn item(&mut self, role: Role, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        self.out.begin(role);
        let cell = if role == Role::Cell {
            Some(self.entering(node, at)?)
        } else {
            None
        };
        let at = cell.as_ref().unwrap_or(at);
        self.inside(node, &at.inside(Within::Item))?;
        self.out.end();
        if self.out.is_too_much() {
            return Err(SAID_TOO_MUCH.to_owned());
        }
        Ok(())
    }

    pub(super) fn inline(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let name = node.tag_name().name();
        match name {
            "a" => return self.link(node, at),
            "br" => {
                self.text(" ", at);
                return Ok(());
            }
            "wbr" => return Ok(()),
            "img" => return self.picture(node, at),
            "rt" => self.text(" ", at),
            "sup" => return self.inside(node, &at.raised(Height::Raised)),
            "sub" => return self.inside(node, &at.raised(Height::Lowered)),
            _ => {}
        }
        match Kind::of(name) {
            Kind::Phrase => {
                self.struck(node);
                self.inside(node, at)
            }
            Kind::Silent => Ok(()),
            Kind::Embedded | Kind::Control => {
                self.leave_out(name, node);
                Ok(())
            }
            Kind::Unseen => {
                self.unseen(name, node);
                Ok(())
            }
            Kind::Part | Kind::Piece => {
                if !matches!(
                    name,
                    "p" | "div" | "section" | "hr" | "li" | "tr" | "td" | "tbody" | "figcaption" | "center"
                ) {
                    self.left.tell(
                        &format!("that the element {name} stands inside a line"),
                        &plain_text(node),
                    );
                }
                self.text(" ", at);
                self.inside(node, at)?;
                self.text(" ", at);
                Ok(())
            }
            Kind::Unknown => {
                self.fault(format!("the element {name} stands inside a line"));
                self.inside(node, at)
            }
        }
    }

    /// Drawings and formulas.
    pub(super) fn foreign(&mut self, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let name = node.tag_name().name();
        if node.tag_name().namespace() == Some(SVG) {
            return self.drawing(node, at);
        }
        if name != "math" {
            self.fault(format!("the element {name} is not XHTML"));
            self.left.tell("an element that is not XHTML", &plain_text(node));
            return Ok(());
        }
        let words = node
            .attribute("alttext")
            .map_or_else(|| plain_text(node), str::to_owned);
        self.left.tell("how a formula is put together", &words);
        self.text(&words, at);
        Ok(())
    }

    /// Words that are said again wherever what they name is met: of any length they would fill the memory.
    pub(super) fn name(&mut self, (what, longest): (&str, usize), words: String) -> String {
        match words.char_indices().nth(longest) {
            Some((end, _)) => {
                self.fault(format!("a {what} has more than {longest} characters"));
                words.get(..end).unwrap_or_default().to_owned()
            }
            None => words,
        }
    }

    /// A callout takes its label from the element that `aria-labelledby` names.
    fn callout(&mut self, kind: CalloutKind, node: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let named = node.attribute("aria-labelledby");
        let element = named.and_then(|id| self.ids.get(id).copied());
        if element.is_none() {
            self.fault("a callout has no label".to_owned());
        }
        let label = self.name(
            LABEL,
            element.map(super::attributes::shortened).unwrap_or_default(),
        );
        let outer = std::mem::replace(&mut self.label, element.map(|element| element.id()));
        self.container(Container::Callout { kind, label }, node, at)?;
        self.label = outer;
        Ok(())
    }

    /// A table that only puts things side by side: its cells are read one after the other.
    fn laid_out(&mut self, table: Node<'a, 'i>, at: &At) -> Result<(), String> {
        let cells = table.descendants().filter(|node| is(*node, "td"));
        let own = cells.filter(|cell| cell.ancestors().find(|node| is(*node, "table")) == Some(table));
        for cell in own {
            let at = self.entering(cell, at)?;
            self.inside(cell, &at)?;
        }
        Ok(())
    }
}

/// Whether a table says that it is none and has nothing that only a table has.
pub(super) fn is_for_looks(table: Node<'_, '_>) -> bool {
    matches!(table.attribute("role"), Some("presentation" | "none"))
        && !table
            .descendants()
            .any(|node| is(node, "th") || is(node, "caption"))
}
