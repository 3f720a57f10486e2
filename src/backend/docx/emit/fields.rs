//! Fields as Word writes them (ECMA-376 part 1, 17.16): a run each for the begin, the instruction, the separator, the
//! result and the end. Several of them in one run are valid too, but not every program reads them.

use docx_rs::{FieldCharType, InstrText, ParagraphChild, Run};

use super::Emitter;
use crate::model::Lang;

/// The runs of a field, in order.
type Runs = Vec<ParagraphChild>;

impl Emitter<'_> {
    /// The runs before a field's result. An instruction holds names of bookmarks and switches, nothing that XML escapes.
    pub(super) fn field_begins(&mut self, instruction: &str, lang: &Lang) -> Runs {
        let instruction = InstrText::Unsupported(format!(" {instruction} "));
        let begin = self.mark(FieldCharType::Begin, lang);
        let instruction = self.bare_run(lang, false).add_instr_text(instruction);
        let separate = self.mark(FieldCharType::Separate, lang);
        vec![begin, ParagraphChild::Run(Box::new(instruction)), separate]
    }

    /// The run behind a field's result.
    pub(super) fn field_ends(&mut self, lang: &Lang) -> ParagraphChild {
        self.mark(FieldCharType::End, lang)
    }

    /// A field whose result is a number, which keeps its own order in any line.
    pub(super) fn numeric_field(&mut self, instruction: &str, result: usize, lang: &Lang) -> Runs {
        let mut runs = self.field_begins(instruction, lang);
        let shown = self.bare_run(lang, false).add_text(result.to_string());
        runs.push(ParagraphChild::Run(Box::new(shown)));
        runs.push(self.field_ends(lang));
        runs
    }

    fn mark(&mut self, mark: FieldCharType, lang: &Lang) -> ParagraphChild {
        let run: Run = self.bare_run(lang, false).add_field_char(mark, false);
        ParagraphChild::Run(Box::new(run))
    }
}
