//! Layers that leave numbers to chance: what they make of the same random numbers as Keras's, in 20 steps of training.

use dense::prelude::*;

use crate::golden::cases;
use crate::layers::trained_with;

macro_rules! networks {
    ($name:ident, $sequences:ident, $images:ident, $element:ident) => {
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
            struct $sequences {
                Input(7, 3, dtype = $element)
                    -> SpatialDropout1D(0.25)
                    -> Conv1D(37, 3, padding = "same", activation = tanh)
                    -> SpatialDropout1D(0.5, seed = 7)
                    -> MaxPooling1D(2)
                    -> Conv1D(4, 2)
                    -> SpatialDropout1D(0.375)
                    -> Flatten
                    -> Dense(3, softmax)
            }
            struct $images {
                Input(4, 5, 2, dtype = $element)
                    -> Conv2D(35, 3, padding = "same", activation = tanh)
                    -> SpatialDropout2D(0.5)
                    -> Conv2D(6, 2, activation = tanh)
                    -> SpatialDropout2D(0.25, seed = 8)
                    -> Flatten
                    -> Dense(3, softmax)
            }
        }
    };
}

networks!(Single, SequencesSingle, ImagesSingle, f32);
networks!(Double, SequencesDouble, ImagesDouble, f64);

#[test]
fn noise_does_what_it_does_in_keras() {
    for case in &cases(include_str!("data/noise.txt")) {
        let labels = case.array::<f64>("y").into_iter().map(|label| label as u8).collect::<Vec<_>>();
        let trainer = || Trainer::new(SGD::new(0.05), SparseCategoricalCrossentropy::new()).seed(5);
        match (case.name, case.dtype) {
            ("noisy", "f32") => trained_with::<Single, _, _, _>(case, &labels, trainer(), 1e-5),
            ("noisy", "f64") => trained_with::<Double, _, _, _>(case, &labels, trainer(), 1e-10),
            ("sequences", "f32") => trained_with::<SequencesSingle, _, _, _>(case, &labels, trainer(), 1e-5),
            ("sequences", "f64") => trained_with::<SequencesDouble, _, _, _>(case, &labels, trainer(), 1e-10),
            ("images", "f32") => trained_with::<ImagesSingle, _, _, _>(case, &labels, trainer(), 1e-5),
            ("images", "f64") => trained_with::<ImagesDouble, _, _, _>(case, &labels, trainer(), 1e-10),
            other => panic!("no test knows {other:?}"),
        }
    }
}
