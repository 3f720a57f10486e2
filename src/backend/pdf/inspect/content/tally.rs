//! What is wrong with a page, found while it is drawn, and what is told of all of them.

use super::Contents;
use super::geometry::Bounds;
use super::page::Reader;

/// How many words that are seen and not read are kept.
const MOST_ADDED: usize = 1000;

/// So many areas may be a picture.
const FEWEST_AREAS: usize = 20;

/// Pictures that cover so much of a page are what the page is. On a page with a foot, less may be an ornament that stands
/// alone there, which nobody has to read.
const PAGE_WIDE: f32 = 0.9;

/// What was found on one page.
#[derive(Default)]
pub(super) struct Tally {
    /// Something belongs to nobody.
    pub stray: bool,
    /// Characters that say no text.
    pub unknown: usize,
    /// Characters that show no glyph.
    pub missing: usize,
    /// Letters that show an empty one.
    pub blank: usize,
    /// Characters whose glyphs have another width than their font says.
    pub misfit: usize,
    /// Something on it belongs to an element.
    pub tagged: bool,
    /// What is seen of it are pictures, or what may be one.
    pictured: bool,
    faults: Vec<String>,
}

impl Tally {
    /// Tells of a fault. A form that is drawn millions of times says the same each time, and is told of once.
    pub fn fault(&mut self, what: &str) {
        if !self.faults.iter().any(|fault| fault == what) {
            self.faults.push(what.to_owned());
        }
    }

    /// Tells that not all of the page is looked at.
    pub fn unreadable(&mut self, why: &str) {
        self.fault(&format!("its content cannot be read: {why}"));
    }
}

impl Reader<'_> {
    /// Takes note of what on the page is read and not seen, or seen and not read.
    /// On a page whose bounds are these, and which is shown turned or not.
    pub(super) fn judge(&mut self, page: Bounds, is_turned: bool) {
        let unseen = std::mem::take(&mut self.unseen);
        self.tally.pictured = if unseen.is_wordless() {
            !unseen.pictures.is_empty() || self.backdrop.count() >= FEWEST_AREAS
        } else {
            let covered: f32 = unseen.pictures.iter().map(|picture| picture.share(page)).sum();
            covered >= PAGE_WIDE
        };
        let found = unseen.judge(page, &mut self.backdrop);
        if is_turned && found.is_turned {
            self.tally
                .fault("it is turned so that its words do not stand upright");
        }
        for fault in found.faults {
            self.tally.fault(&fault);
        }
        for words in found.added {
            let known = self.added.len();
            if known < MOST_ADDED || self.added.contains_key(&words) {
                let (_, count) = self.added.entry(words).or_insert((self.page, 0));
                *count += 1;
            }
        }
        if found.is_too_much {
            self.crowded.push(self.page);
        }
        if let Some(words) = found.untold {
            self.untold.push((self.page, words));
        }
        if found.is_scanned {
            self.scanned.push(self.page);
        }
    }

    /// What is wrong with the page that was drawn last.
    pub fn findings(&mut self, number: usize, structured: bool) -> Vec<String> {
        let tally = std::mem::take(&mut self.tally);
        let mut found = tally.faults;
        if structured && !tally.tagged && !tally.stray && tally.pictured {
            found.push("nothing on it is read, and pictures are seen".to_owned());
        }
        if tally.stray && structured {
            found.push("content that is neither tagged nor an artifact".to_owned());
        }
        for (count, what) in [
            (tally.unknown, "say no text"),
            (tally.missing, "show no glyph"),
            (tally.blank, "show an empty glyph"),
            (tally.misfit, "are set in another width than their glyphs have"),
        ] {
            if count > 0 {
                found.push(format!("{count} characters {what}"));
            }
        }
        found
            .iter()
            .map(|fault| format!("page {}: {fault}", number + 1))
            .collect()
    }

    /// All that was drawn.
    pub fn finish(self) -> Contents {
        let mut contents = self.contents;
        (contents.fonts, contents.broken_fonts) = self.fonts.facts();
        // What stands on several pages is furniture of theirs.
        for (words, (page, count)) in &self.added {
            if *count == 1 {
                contents.added.push((*page, words.clone()));
            }
        }
        if let Some(first) = self.crowded.first() {
            contents.unread.push(format!(
                "{} pages, from page {} on, draw so much that not all of what may hide their words is looked at",
                self.crowded.len(),
                first + 1
            ));
        }
        if let Some(first) = self.scanned.first() {
            contents.unread.push(format!(
                "on {} pages, from page {} on, words that are read are not seen themselves, but drawn as a picture",
                self.scanned.len(),
                first + 1
            ));
        }
        if let Some((first, words)) = self.untold.first() {
            contents.unread.push(format!(
                "on {} pages, from page {} on, words that are read may not be seen, for what they are drawn with cannot be worked out: “{words}”",
                self.untold.len(),
                first + 1
            ));
        }
        let characters: usize = self.silent.values().sum();
        if characters > 0 {
            let fonts: Vec<&str> = self.silent.keys().map(String::as_str).take(5).collect();
            contents.unread.push(format!(
                "{characters} characters on {} pages say no text (fonts: {})",
                self.silent_pages.len(),
                fonts.join(", ")
            ));
        }
        contents
    }
}
