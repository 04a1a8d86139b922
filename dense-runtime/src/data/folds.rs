//! Parts for training and validation: folds, and splits that keep the shares of classes.

use core::fmt;
use core::ops::Range;

use super::members::members;
use super::{Dataset, Label, Target};
use crate::{Error, Sample};

impl<X: Sample, Y: Target> Dataset<X, Y> {
    /// Cross-validation with `k` folds: `k` pairs of samples to train on and samples to validate with. Each sample is in the
    /// second part once.
    ///
    /// The folds are those of scikit-learn's `KFold(k)`: validation has samples that lie behind each other, and the first folds have
    /// one more if the number of samples is no multiple of `k`. Nothing is shuffled; do that before. A pair is copied when it is
    /// its turn.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if `k` is 0 or 1, [`Error::TooFew`] if there are fewer than `k` samples.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::from_pairs((0..5).map(|x| ([x as f32], x as u8)))?;
    /// let folds: Vec<_> = data.k_folds(2)?.collect();
    /// assert_eq!((folds[0].0.targets(), folds[0].1.targets()), (&[3, 4][..], &[0, 1, 2][..]));
    /// assert_eq!((folds[1].0.targets(), folds[1].1.targets()), (&[0, 1, 2][..], &[3, 4][..]));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn k_folds(&self, k: usize) -> Result<Folds<'_, X, Y>, Error> {
        check_k(k)?;
        if k > self.len() {
            return Err(Error::TooFew { what: format!("{k} folds"), class: None, needed: k, found: self.len() });
        }
        let (size, longer) = (self.len() / k, self.len() % k);
        let sizes = (0..k).map(|fold| size + usize::from(fold < longer));
        let fold_of = sizes.enumerate().flat_map(|(fold, size)| core::iter::repeat_n(fold, size)).collect();
        Ok(Folds { data: self, fold_of, folds: 0..k })
    }
}

impl<X: Sample, Y: Label> Dataset<X, Y> {
    /// As [`k_folds`](Dataset::k_folds), but each fold has its share of each class.
    ///
    /// The folds are those of scikit-learn's `StratifiedKFold(k)` without shuffling: the numbers of a class's samples in two folds
    /// differ by at most one, and so do the sizes of two folds.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if `k` is 0 or 1, [`Error::TooFew`] for a class with fewer than `k` samples. (scikit-learn only warns as
    /// long as another class has enough.) Labels that no sample has are no mistake here.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::from_pairs([0u8, 0, 0, 0, 1, 1].map(|label| ([0.5f32], label)))?;
    /// for (_, validation) in data.stratified_k_folds(2)? {
    ///     assert_eq!(validation.targets(), [0, 0, 1]);
    /// }
    /// assert_eq!(
    ///     data.stratified_k_folds(3).unwrap_err().to_string(),
    ///     "for 3 stratified folds each class needs at least 3 samples, but class 1 has 2"
    /// );
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn stratified_k_folds(&self, k: usize) -> Result<Folds<'_, X, Y>, Error> {
        check_k(k)?;
        let members = members(&self.targets);
        if let Some((&class, few)) = members.iter().find(|(_, members)| members.len() < k) {
            return Err(Error::TooFew {
                what: format!("{k} stratified folds"),
                class: Some(class),
                needed: k,
                found: few.len(),
            });
        }
        // Imagine the samples sorted by class and dealt to the folds in turns: that says how many of a class a fold gets. Which
        // ones these are is another matter: each fold takes samples of a class that lie behind each other.
        let mut classes: Vec<Vec<usize>> = members.into_values().collect();
        classes.sort_unstable_by_key(|members| members[0]);
        let mut fold_of = vec![0; self.len()];
        let mut dealt = 0;
        for members in classes {
            let mut left = members.iter();
            for fold in 0..k {
                // The first place from `dealt` on that is dealt to this fold, counted from `dealt`.
                let first = (fold + k - dealt % k) % k;
                let count = (members.len() + k - 1 - first) / k;
                left.by_ref().take(count).for_each(|&sample| fold_of[sample] = fold);
            }
            dealt += members.len();
        }
        Ok(Folds { data: self, fold_of, folds: 0..k })
    }

    /// Two parts in which classes have the same shares: `stratified_split(0.8)` gives about four fifths and one fifth of each
    /// class. The first samples of a class go to the first part; within a part, samples keep their order.
    ///
    /// The first part has as many samples as [`split`](Dataset::split) would give it, the fraction rounded down. Each class's
    /// share of these is rounded down, too, and what is still missing comes from the classes that lost most by that, of equal ones
    /// from the smallest label, one sample each. (So does scikit-learn's `train_test_split(stratify = y)`, which draws lots among
    /// equal ones.) Then each class gets at least one sample in either part, which can make the first part a little larger or
    /// smaller if classes are rare.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if the fraction is not between 0 and 1, [`Error::TooFew`] for a class with a single sample.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let labels = [0u8, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
    /// let data = Dataset::from_pairs(labels.map(|label| ([0.5f32], label)))?;
    /// let (train, test) = data.shuffle(1).stratified_split(0.75)?;
    /// assert_eq!((train.class_counts()[&0], train.class_counts()[&1]), (6, 3));
    /// assert_eq!((test.class_counts()[&0], test.class_counts()[&1]), (2, 1));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn stratified_split(self, fraction: f64) -> Result<(Self, Self), Error> {
        if !(fraction > 0.0 && fraction < 1.0) {
            return Err(Error::Setting {
                name: "fraction",
                value: fraction,
                expected: "greater than 0 and less than 1",
            });
        }
        let members = members(&self.targets);
        if let Some((&class, _)) = members.iter().find(|(_, members)| members.len() < 2) {
            let what = String::from("a stratified split");
            return Err(Error::TooFew { what, class: Some(class), needed: 2, found: 1 });
        }
        let sizes: Vec<usize> = members.values().map(Vec::len).collect();
        let mut in_first = vec![false; self.len()];
        for (members, share) in members.values().zip(shares(&sizes, (self.len() as f64 * fraction) as usize)) {
            members[..share.clamp(1, members.len() - 1)].iter().for_each(|&sample| in_first[sample] = true);
        }
        let (first, second): (Vec<usize>, Vec<usize>) = (0..self.len()).partition(|&sample| in_first[sample]);
        Ok((self.picked(&first), self.picked(&second)))
    }
}

fn check_k(k: usize) -> Result<(), Error> {
    match k {
        0 | 1 => Err(Error::Setting { name: "k", value: k as f64, expected: "at least 2" }),
        _ => Ok(()),
    }
}

/// `total` divided among groups of these sizes in proportion, by largest remainders.
fn shares(sizes: &[usize], total: usize) -> Vec<usize> {
    // In whole numbers of a width that cannot overflow, so that equal remainders are equal.
    let all = sizes.iter().sum::<usize>() as u128;
    let exact = |group: usize| sizes[group] as u128 * total as u128;
    let mut shares: Vec<usize> = (0..sizes.len()).map(|group| (exact(group) / all) as usize).collect();
    let missing = total - shares.iter().sum::<usize>();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&group| core::cmp::Reverse(exact(group) % all));
    order[..missing].iter().for_each(|&group| shares[group] += 1);
    shares
}

/// Pairs of samples to train on and samples to validate with: what [`Dataset::k_folds`] and [`Dataset::stratified_k_folds`] give.
///
/// ```
/// use dense_runtime::{Dataset, Network, Trainer, loss::MeanSquaredError, network, optimizer::SGD};
///
/// network! { struct Line { Input(1) -> Dense(1) } }
///
/// let data = Dataset::from_pairs((0..20).map(|x| ([x as f32 / 20.0], [x as f32 / 10.0])))?.shuffle(1);
/// let mut losses = Vec::new();
/// for (train, validation) in data.k_folds(4)? {
///     let (mut model, mut trainer) = (Line::new(1), Trainer::new(SGD::new(0.1), MeanSquaredError::new()).epochs(5));
///     trainer.fit(&mut model, &train)?;
///     losses.extend(trainer.evaluate(&model, &validation)?.get("loss"));
/// }
/// assert_eq!(losses.len(), 4);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Folds<'a, X, Y> {
    data: &'a Dataset<X, Y>,
    /// For each sample the fold in which it validates.
    fold_of: Vec<usize>,
    /// Those that are still to come.
    folds: Range<usize>,
}

impl<X: Sample, Y: Target> Iterator for Folds<'_, X, Y> {
    type Item = (Dataset<X, Y>, Dataset<X, Y>);

    fn next(&mut self) -> Option<Self::Item> {
        let fold = self.folds.next()?;
        let (validation, train): (Vec<usize>, Vec<usize>) =
            (0..self.fold_of.len()).partition(|&sample| self.fold_of[sample] == fold);
        Some((self.data.picked(&train), self.data.picked(&validation)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.folds.size_hint()
    }
}

impl<X: Sample, Y: Target> ExactSizeIterator for Folds<'_, X, Y> {}

impl<X, Y> fmt::Debug for Folds<'_, X, Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Folds").field("folds", &self.folds).finish_non_exhaustive()
    }
}
