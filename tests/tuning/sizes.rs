//! A function for each of some sizes.

use dense::prelude::*;

use super::{Mlp, message};

network! { struct Deep<const H: usize, const D: usize> { Input(2) -> Dense(H, relu) -> Dense(D, relu) -> Dense(2, softmax) } }

#[test]
fn sizes_find_their_function() {
    fn parameters<const H: usize, const D: usize>() -> usize {
        Deep::<H, D>::PARAMETERS
    }

    const LARGE: usize = 24;
    let parameters = sizes!(parameters::<H, D> for H in [4, 8, LARGE], D in [3, 5]);
    assert_eq!(parameters.lists().collect::<Vec<_>>(), [("H", &[4, 8, 24][..]), ("D", &[3, 5])]);
    for (h, d) in [(4, 3), (4, 5), (8, 3), (8, 5), (24, 3), (24, 5)] {
        let count = parameters.get(&[h, d]).map(|parameters| parameters());
        assert_eq!(count, Some(2 * h + h + h * d + d + d * 2 + 2));
    }
    assert!(
        parameters.get(&[3, 4]).is_none() && parameters.get(&[4]).is_none() && parameters.get(&[4, 3, 1]).is_none()
    );

    let search = GridSearch::new(Space::new().sizes(&parameters));
    let results = search.run(|trial| Ok(parameters.of(trial)?() as f64)).expect("a good search");
    assert_eq!(results.outcomes().len(), 6);
    assert_eq!(results.best().expect("all are good").trial().get("D"), Ok(3));

    let other = GridSearch::new(Space::new().choice("H", [4, 5]).choice("D", [3]));
    let results = other.run(|trial| Ok(parameters.of(trial)?() as f64)).expect("a good search");
    assert_eq!(
        message(results.get(1).expect("a trial").scores()),
        "the parameter `H` makes no sense: its value is 5, but the sizes are [4, 8, 24]"
    );
}

#[test]
fn sizes_are_put_wherever_their_names_stand() {
    fn of<N: Network>(seed: u64) -> usize {
        N::new(seed).tensors().count() * 1000 + N::PARAMETERS
    }

    let one = sizes!(of::<Mlp<width>> for width in [1 + 2]);
    assert_eq!(one.get(&[3]).map(|of| of(1)), Some(4000 + 2 * 3 + 3 + 3 * 2 + 2));
    let closures = sizes!(|seed: u64| { Mlp::<{ 2 * half }>::new(seed).predict(&[0.5; 2]) } for half in [2, 3],);
    assert_eq!(closures.get(&[3]).map(|predict| predict(7)), Some(Mlp::<6>::new(7).predict(&[0.5; 2])));
    let numbers = sizes!([a, b * 10].iter().sum::<usize>() for a in [1, 2], b in [3, 4]);
    assert_eq!([[1, 3], [1, 4], [2, 3], [2, 4]].map(|of| *numbers.get(&of).expect("a sum")), [31, 41, 32, 42]);
}
