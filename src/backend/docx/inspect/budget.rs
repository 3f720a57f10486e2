//! What a file may come to where it is read: its words, and what is said again of it with each run, cell and item, such as
//! the address of a link. A file of some kilobytes can say the same megabyte a hundred thousand times.

use crate::model::reading::SAID_TOO_MUCH;

/// The most bytes: far more than any leaflet has, and no danger to memory.
const MOST: usize = 32 * 1024 * 1024;

/// What a container costs that an item stands in: about its size.
const CONTAINER: usize = 64;

/// What a run costs beside its words.
const RUN: usize = 32;

/// What is left to spend.
#[derive(Debug)]
pub struct Budget {
    left: usize,
    is_spent: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: MOST,
            is_spent: false,
        }
    }
}

impl Budget {
    /// Spends bytes; whether they were there.
    pub fn spend(&mut self, bytes: usize) -> bool {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => self.is_spent = true,
        }
        !self.is_spent
    }

    /// Spends what a run says and where it leads.
    pub fn run(&mut self, words: &str, leads: &str) -> bool {
        self.spend(RUN + words.len() + leads.len())
    }

    /// Spends what an item costs in as many containers.
    pub fn item(&mut self, containers: usize) -> bool {
        self.spend(CONTAINER * (containers + 1))
    }

    /// Refuses the file where more was asked for than there is.
    ///
    /// # Errors
    /// Where it is spent.
    pub fn check(&self) -> Result<(), String> {
        if self.is_spent {
            Err(SAID_TOO_MUCH.to_owned())
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_told() {
        let mut budget = Budget::default();
        assert!(budget.spend(MOST) && budget.check().is_ok());
        assert!(!budget.run("a", "https://e.org/") && budget.check().is_err());
        assert!(!budget.spend(0), "once spent, nothing is given any more");
    }
}
