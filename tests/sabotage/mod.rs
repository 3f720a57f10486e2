//! Good files with one thing spoilt: what is read back must say which, and nothing else. Every format that can be taken
//! apart and put together again is asked in the same way; what there is to spoil in it is its own.

use std::collections::{BTreeMap, BTreeSet};

use clearleaf::backend::{Backend, Inspection};
use clearleaf::layout::Edition;
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;

/// What is spoilt, how, and how it is seen.
pub struct Sabotage<File, Of> {
    pub name: &'static str,
    pub of: Of,
    pub spoil: fn(&mut File),
    pub seen: Seen,
}

/// By what it is seen: words of faults, of which each must be told and none besides, and words of the first place where
/// the Reading differs.
pub enum Seen {
    Faults(&'static [&'static str]),
    Reads(&'static str),
    Both(&'static [&'static str], &'static str),
    /// The file is refused.
    Error(&'static str),
}

/// How the files of a format are taken apart and put together again.
pub struct Format<File> {
    pub backend: &'static dyn Backend,
    pub apart: fn(&[u8]) -> File,
    pub together: fn(&File) -> Vec<u8>,
}

/// A file that nobody has spoilt, and how its edition reads.
pub struct Good<File> {
    pub file: File,
    pub reading: Reading,
}

impl<File: Clone + PartialEq> Format<File> {
    /// The file of an edition; taken apart and put together again by another hand it reads the same.
    pub fn good(&self, edition: &Edition) -> Good<File> {
        let bytes = self.backend.write(edition, &LazyPages::of(edition)).unwrap();
        let good = Good {
            file: (self.apart)(&bytes),
            reading: Reading::of(edition),
        };
        verdict(&good.reading, self.read(&good.file), &Seen::Faults(&[]), &[]).unwrap();
        good
    }

    /// Spoils a good file in each way and looks at what is said; with each way go faults of this format that its own
    /// verdict does not name. Gives how many ways there are.
    pub fn all_are_seen<Of: Copy + Ord + 'static>(
        &self,
        good: &BTreeMap<Of, Good<File>>,
        sabotages: impl Iterator<Item = (&'static Sabotage<File, Of>, &'static [&'static str])>,
    ) -> usize
    where
        File: 'static,
    {
        let mut wrong = Vec::new();
        let mut names = BTreeSet::new();
        for (sabotage, also) in sabotages {
            assert!(names.insert(sabotage.name), "{} twice", sabotage.name);
            let Good { file, reading } = &good[&sabotage.of];
            let mut spoilt = file.clone();
            (sabotage.spoil)(&mut spoilt);
            assert!(spoilt != *file, "{} spoils nothing", sabotage.name);
            if let Err(why) = verdict(reading, self.read(&spoilt), &sabotage.seen, also) {
                wrong.push(format!("{}: {why}", sabotage.name));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {}\n\n{}",
            wrong.len(),
            names.len(),
            wrong.join("\n\n")
        );
        names.len()
    }

    fn read(&self, file: &File) -> Result<Inspection, String> {
        let read = self.backend.inspect(&(self.together)(file));
        read.map_err(|e| e.to_string())
    }
}

/// What is wrong with a verdict, if it is not the expected one.
fn verdict(
    reading: &Reading,
    read: Result<Inspection, String>,
    seen: &Seen,
    also: &[&str],
) -> Result<(), String> {
    let inspection = match (read, seen) {
        (Err(error), Seen::Error(words)) if error.contains(words) => return Ok(()),
        (Err(error), _) => return Err(format!("refused: {error}")),
        (Ok(_), Seen::Error(words)) => return Err(format!("not refused: {words}")),
        (Ok(inspection), _) => inspection,
    };
    let difference = reading
        .difference(&inspection.reading)
        .map(|found| found.to_string());
    let faults = inspection.facts.faults;
    let all = || {
        format!(
            "faults {faults:#?}\ndifference\n{}",
            difference.as_deref().unwrap_or("none")
        )
    };
    let (wanted_faults, wanted_words) = match seen {
        Seen::Faults(faults) => (*faults, None),
        Seen::Reads(words) => ([].as_slice(), Some(*words)),
        Seen::Both(faults, words) => (*faults, Some(*words)),
        Seen::Error(_) => ([].as_slice(), None),
    };
    let wanted_faults = [wanted_faults, also].concat();
    let unseen = wanted_faults
        .iter()
        .find(|words| !faults.iter().any(|fault| fault.contains(**words)));
    if let Some(words) = unseen {
        return Err(format!("nobody says “{words}”\n{}", all()));
    }
    let unexpected = faults
        .iter()
        .find(|fault| !wanted_faults.iter().any(|words| fault.contains(words)));
    if let Some(fault) = unexpected {
        return Err(format!("“{fault}” was not to be expected\n{}", all()));
    }
    match (wanted_words, &difference) {
        (None, None) => Ok(()),
        (Some(words), Some(difference)) if difference.contains(words) => Ok(()),
        (Some(_) | None, _) => Err(all()),
    }
}
