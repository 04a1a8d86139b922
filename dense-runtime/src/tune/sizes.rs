//! One function for each of the sizes in some lists.

use core::fmt;

use super::Trial;
use crate::Error;

/// Something for each of the sizes in some lists, functions mostly: what [`sizes!`](crate::sizes) makes.
#[derive(Clone)]
pub struct Sizes<F> {
    lists: Vec<(&'static str, Vec<usize>)>,
    /// For each combination of sizes one, the last size varying fastest.
    functions: Vec<F>,
}

impl<F> Sizes<F> {
    #[doc(hidden)]
    pub fn __new<const LISTS: usize, const FUNCTIONS: usize>(
        lists: [(&'static str, &[usize]); LISTS],
        functions: [F; FUNCTIONS],
    ) -> Self {
        let lists = lists.map(|(name, sizes)| (name, sizes.to_vec())).into();
        Sizes { lists, functions: functions.into() }
    }

    /// The names of the sizes, and their lists.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &[usize])> {
        self.lists.iter().map(|(name, list)| (*name, list.as_slice()))
    }

    /// What there is for these sizes, one from each list in their order, or nothing if they are not in the lists.
    #[must_use]
    pub fn get(&self, sizes: &[usize]) -> Option<&F> {
        if sizes.len() != self.lists.len() {
            return None;
        }
        let place = self.lists.iter().zip(sizes).try_fold(0, |place, ((_, list), size)| {
            Some(place * list.len() + list.iter().position(|known| known == size)?)
        });
        self.functions.get(place?)
    }

    /// What there is for the sizes of a trial, whose parameters have the names of the lists: see
    /// [`Space::sizes`](super::Space::sizes).
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if the trial lacks a parameter, or has a size that is not in the list.
    pub fn of(&self, trial: &Trial) -> Result<&F, Error> {
        let mut sizes = Vec::with_capacity(self.lists.len());
        for (name, list) in &self.lists {
            let size = trial.get(name)?;
            if !list.contains(&size) {
                let reason = format!("its value is {size}, but the sizes are {list:?}");
                return Err(Error::Parameter { name: (*name).to_owned(), reason });
            }
            sizes.push(size);
        }
        Ok(self.get(&sizes).expect("there is one for each combination"))
    }
}

impl<F> fmt::Debug for Sizes<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.lists()).finish()
    }
}
