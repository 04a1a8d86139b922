//! A call without anything.
use dense::prelude::*;

network! {
    struct Mlp<const H: usize, const D: usize> { Input(4) -> Dense(H, relu) -> Dense(D, relu) -> Dense(2) }
}

fn train<const H: usize, const D: usize>(trial: &Trial) -> Result<f64, Error> {
    Ok(Mlp::<H, D>::new(trial.seed()).predict(&[0.5; 4])[0].into())
}

fn main() {
    let train = sizes!();
    let space = Space::new().sizes(&train);
    GridSearch::new(space).run(|trial| train.of(trial)?(trial)).unwrap();
}
