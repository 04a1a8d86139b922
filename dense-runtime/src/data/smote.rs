//! New samples of rare classes, between those that are there.

use super::members::members;
use super::{Dataset, Label};
use crate::math::Real;
use crate::random::{Random, Stream};
use crate::{Error, Tensor};

impl<X: Tensor, Y: Label> Dataset<X, Y> {
    /// As many samples of each class as the largest has: behind all samples come synthetic ones of the smaller classes, each
    /// between a sample and one of the nearest neighbours that it has in its class. Chance, which the seed decides, says which
    /// neighbour it is, and where between the two the new sample lies. A weight lies between those of the two as well.
    ///
    /// This is SMOTE (Chawla, Bowyer, Hall and Kegelmeyer, "SMOTE: Synthetic Minority Over-sampling Technique", JAIR 16, 2002), whose
    /// `neighbours` are 5. All samples of a class are begun with equally often, give or take one. Distances are Euclidean, over all
    /// numbers of an input: bring them to one scale before, with a
    /// [`Standardizer`](crate::preprocess::Standardizer), say. Between
    /// categories there is nothing: columns of zeros and ones would get numbers between them.
    ///
    /// Neighbours are found exactly, by comparing each pair of samples of a class that is not the largest: the time grows with the
    /// square of its size, about a second for 10,000 samples of 10 numbers.
    ///
    /// Split first, and [`shuffle`](Dataset::shuffle) afterwards, as with [`oversample`](Dataset::oversample).
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if `neighbours` is 0, [`Error::TooFew`] for a class with no more samples than these that is not the
    /// largest.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let inputs = vec![[0.0f32, 1.0], [0.1, 1.1], [0.2, 0.9], [0.1, 0.8], [4.0, 2.0], [6.0, 3.0]];
    /// let data = Dataset::new(inputs, vec![0u8, 0, 0, 0, 1, 1])?.smote(1, 7)?;
    /// assert_eq!(data.len(), 8);
    /// let [x, y] = data.inputs()[7];
    /// assert!((4.0..=6.0).contains(&x) && (y - x / 2.0).abs() < 1e-6);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn smote(mut self, neighbours: usize, seed: u64) -> Result<Self, Error> {
        if neighbours == 0 {
            return Err(Error::Setting { name: "neighbours", value: 0.0, expected: "at least 1" });
        }
        let members = members(&self.targets);
        let largest = members.values().map(Vec::len).max().unwrap_or(0);
        let smaller = || members.iter().filter(|(_, members)| members.len() < largest);
        if let Some((&class, few)) = smaller().find(|(_, members)| members.len() <= neighbours) {
            let what = format!("SMOTE with {neighbours} neighbours");
            return Err(Error::TooFew { what, class: Some(class), needed: neighbours + 1, found: few.len() });
        }
        let mut random = Random::new(seed, Stream::Resample, 2);
        let mut nearest = Nearest::new(neighbours);
        for (_, members) in smaller() {
            let missing = largest - members.len();
            // Whose turn it is once more if the turns do not come out even is left to chance.
            let mut order: Vec<usize> = (0..members.len()).collect();
            random.shuffle(&mut order);
            for (turn, &at) in order.iter().enumerate().take(missing) {
                let found = nearest.of(at, members, &self.inputs);
                for _ in (turn..missing).step_by(members.len()) {
                    let neighbour = found[random.below(neighbours as u32) as usize].1;
                    let share = random.uniform();
                    self.push_between(members[at], neighbour, share);
                }
            }
        }
        Ok(self)
    }

    /// Adds a sample on the line from one to another of its class.
    fn push_between(&mut self, from: usize, to: usize, share: f64) {
        let mut input = self.inputs[from];
        for (number, other) in input.as_flat_mut().iter_mut().zip(self.inputs[to].as_flat()) {
            *number = Real::of(between(number.as_f64(), other.as_f64(), share));
        }
        self.inputs.push(input);
        self.targets.push(self.targets[from]);
        if !self.sample_weight.is_empty() {
            self.sample_weight.push(between(self.sample_weight[from], self.sample_weight[to], share));
        }
    }
}

/// A number between two, in a form that cannot overflow, and that rounding does not carry beyond either.
fn between(from: f64, to: f64, share: f64) -> f64 {
    ((1.0 - share) * from + share * to).clamp(from.min(to), from.max(to))
}

/// The nearest neighbours of a sample so far: distances and samples, nearest first.
struct Nearest {
    found: Vec<(f64, usize)>,
    neighbours: usize,
}

impl Nearest {
    fn new(neighbours: usize) -> Nearest {
        Nearest { found: Vec::with_capacity(neighbours + 1), neighbours }
    }

    /// Those of one of the members, which is none itself. Of equally distant ones the first are taken.
    fn of<X: Tensor>(&mut self, at: usize, members: &[usize], inputs: &[X]) -> &[(f64, usize)] {
        self.found.clear();
        let center = inputs[members[at]].as_flat();
        for (other, &sample) in members.iter().enumerate() {
            if other == at {
                continue;
            }
            let distance = squared_distance(center, inputs[sample].as_flat());
            if self.found.len() == self.neighbours && distance >= self.found[self.neighbours - 1].0 {
                continue;
            }
            let place = self.found.partition_point(|&(nearer, _)| nearer <= distance);
            self.found.insert(place, (distance, sample));
            self.found.truncate(self.neighbours);
        }
        &self.found
    }
}

/// The square of the Euclidean distance, in eight sums side by side.
fn squared_distance<T: Real>(a: &[T], b: &[T]) -> f64 {
    const LANES: usize = 8;
    let square = |a: T, b: T| (a.as_f64() - b.as_f64()) * (a.as_f64() - b.as_f64());
    let (a, a_rest) = a.as_chunks::<LANES>();
    let (b, b_rest) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += square(a[lane], b[lane]);
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(&a, &b)| square(a, b)).sum();
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40 samples of class 0, 12 of class 3, 7 of class 1, all in the same cloud.
    fn data() -> Dataset<[f32; 11], u8> {
        let mut random = Random::new(1, Stream::Initialization, 0);
        let labels = [&[0; 40][..], &[3; 12], &[1; 7]].concat();
        let inputs = labels.iter().map(|_| core::array::from_fn(|_| random.normal() as f32)).collect();
        Dataset::new(inputs, labels).expect("good samples").shuffle(2)
    }

    /// The nearest neighbours, by sorting all distances.
    fn neighbours(data: &Dataset<[f32; 11], u8>, of: usize, count: usize) -> Vec<usize> {
        let distance = |other: usize| -> f64 {
            let squares = data.inputs()[of].iter().zip(&data.inputs()[other]);
            squares.map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum()
        };
        let same = |&other: &usize| other != of && data.targets()[other] == data.targets()[of];
        let mut others: Vec<usize> = (0..data.len()).filter(same).collect();
        others.sort_by(|&a, &b| distance(a).total_cmp(&distance(b)));
        others.truncate(count);
        others
    }

    /// How far along the line from `a` to `b` a point lies, if it lies there.
    fn share(a: &[f32; 11], b: &[f32; 11], point: &[f32; 11]) -> Option<f32> {
        let share = (point[0] - a[0]) / (b[0] - a[0]);
        let near = (0..11).all(|i| (a[i] + share * (b[i] - a[i]) - point[i]).abs() < 1e-4);
        Some(share).filter(|share| near && (0.0..=1.0).contains(share))
    }

    #[test]
    fn new_samples_lie_between_neighbours_of_their_class() {
        let data = data();
        let more = data.clone().smote(3, 5).expect("enough samples");
        assert_eq!(more.class_counts().into_iter().collect::<Vec<_>>(), [(0, 40), (1, 40), (3, 40)]);
        assert_eq!(more.clone().take(data.len()).expect("samples"), data);
        let mut times = vec![0; data.len()];
        for (point, &label) in more.iter().skip(data.len()) {
            let begins: Vec<usize> = (0..data.len())
                .filter(|&a| data.targets()[a] == label)
                .filter(|&a| {
                    neighbours(&data, a, 3)
                        .iter()
                        .any(|&b| share(&data.inputs()[a], &data.inputs()[b], point).is_some())
                })
                .collect();
            assert!(!begins.is_empty(), "{point:?} lies nowhere");
            begins.iter().for_each(|&a| times[a] += 1);
        }
        // 28 new samples of 12, 33 of 7: each has been begun with twice or more.
        assert!((0..data.len()).filter(|&a| data.targets()[a] != 0).all(|a| times[a] >= 2));
    }

    #[test]
    fn samples_are_begun_with_equally_often() {
        // Four samples of which each has one neighbour, at different distances: a new sample tells where it began.
        let inputs =
            vec![[0.0f64], [0.0], [0.0], [0.0], [0.0], [0.0], [0.0], [0.0], [10.0], [20.0], [1000.0], [1001.0]];
        let labels = vec![0u8, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
        let more = Dataset::new(inputs, labels).and_then(|data| data.smote(1, 3)).expect("enough samples");
        let low = more.iter().skip(12).filter(|([x], _)| (10.0..=20.0).contains(x)).count();
        let high = more.iter().skip(12).filter(|([x], _)| (1000.0..=1001.0).contains(x)).count();
        assert_eq!((low, high), (2, 2));
    }

    #[test]
    fn the_seed_decides() {
        let more = |seed| data().smote(5, seed).expect("enough samples");
        assert_eq!(more(1), more(1));
        assert_ne!(more(1), more(2));
    }

    #[test]
    fn weights_lie_between_as_well() {
        let inputs = vec![[0.0f32], [0.0], [0.0], [1.0], [2.0]];
        let data = Dataset::new(inputs, vec![0u8, 0, 0, 1, 1])
            .and_then(|data| data.sample_weight(vec![1.0, 1.0, 1.0, 10.0, 20.0]))
            .and_then(|data| data.smote(1, 3))
            .expect("enough samples");
        let (input, weight) = (data.inputs()[5][0], data.sample_weights().expect("weights")[5]);
        assert!((f64::from(input) * 10.0 - weight).abs() < 1e-5, "{input} {weight}");
    }

    #[test]
    fn extreme_numbers_do_not_overflow() {
        let (low, high) = ([f64::MIN, 1.0], [f64::MAX, 1.0]);
        let data = Dataset::new(vec![low, high, low, low, low], vec![1u8, 1, 0, 0, 0]);
        let [x, one] = data.and_then(|data| data.smote(1, 1)).expect("enough samples").inputs()[5];
        assert!(x.is_finite() && one == 1.0);
    }

    #[test]
    fn classes_need_more_members_than_neighbours() {
        assert_eq!(
            data().smote(7, 1),
            Err(Error::TooFew { what: "SMOTE with 7 neighbours".into(), class: Some(1), needed: 8, found: 7 })
        );
        assert!(matches!(data().smote(0, 1), Err(Error::Setting { name: "neighbours", .. })));
        // The largest class needs none.
        let alone = data().filter(|_, &label| label == 1).expect("samples");
        assert_eq!(alone.clone().smote(99, 1), Ok(alone));
    }
}
