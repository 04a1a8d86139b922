//! Layers that leave numbers to chance: what they make of the same random numbers as Keras's, in 20 steps of training.

use dense::prelude::*;

use crate::golden::cases;
use crate::layers::trained_with;

macro_rules! networks {
    ($name:ident, $element:ident) => {
        network! {
            struct $name {
                Input(6, dtype = $element)
                    -> GaussianNoise(0.25)
                    -> Dense(9, selu)
                    -> AlphaDropout(0.25)
                    -> Dense(37, tanh)
                    -> GaussianDropout(0.25, seed = 7)
                    -> Dropout(0.5, seed = 8)
                    -> Dense(3)
                    -> GaussianNoise(0.125)
                    -> Softmax
            }
        }
    };
}

networks!(Single, f32);
networks!(Double, f64);

#[test]
fn noise_does_what_it_does_in_keras() {
    for case in &cases(include_str!("data/noise.txt")) {
        let labels = case.array::<f64>("y").into_iter().map(|label| label as u8).collect::<Vec<_>>();
        let trainer = || Trainer::new(SGD::new(0.05), SparseCategoricalCrossentropy::new()).seed(5);
        match (case.name, case.dtype) {
            ("noisy", "f32") => trained_with::<Single, _, _, _>(case, &labels, trainer(), 1e-5),
            ("noisy", "f64") => trained_with::<Double, _, _, _>(case, &labels, trainer(), 1e-10),
            other => panic!("no test knows {other:?}"),
        }
    }
}
