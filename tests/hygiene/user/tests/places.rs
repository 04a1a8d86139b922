//! Networks wherever items and expressions can stand.

use neural::{Network, network};

mod nested {
    use neural::Network;

    pub(super) const UNITS: usize = 3;

    neural::network! {
        pub(super) struct Net { Input(4) -> Dense(UNITS, relu) -> Dense(2) }
    }

    pub(super) mod deeper {
        use neural::Network;

        neural::network! {
            pub(in crate::nested) struct Hidden { Input(4) -> Dense(super::UNITS) -> Dense(2) }
        }

        pub(in super::super) fn outputs() -> [f32; 2] {
            Hidden::new(1).predict(&[0.5; 4])
        }
    }

    pub(super) fn hidden() -> usize {
        deeper::Hidden::PARAMETERS
    }
}

/// Activations out of a macro of the user's.
macro_rules! activations {
    ($($name:ident: $variable:ident, $formula:expr, $value:expr;)*) => {
        neural::activation! {
            $(struct $name($variable; beta = $value, gamma = -$value) = 2 * $formula + beta * gamma * tanh($formula);)*
        }
    };
}

activations! {
    First: t, t + 1.0, 1.0 + 1.0;
    Second: x, x, 3.0;
}

/// A network out of a macro of the user's, whose pieces have other spans.
macro_rules! networks {
    ($($name:ident: $units:expr, $activation:ident, $rate:literal;)*) => {
        network! {
            $(struct $name { Input(4) -> Dense(2 * $units, $activation) -> Dropout($rate) -> Dense(2) })*
        }
    };
}

networks! {
    Small: 1 + 1, tanh, 0.5;
    Large: 10, relu, 0.25;
}

struct Holder;

impl Holder {
    const OUTPUTS: usize = {
        network! { struct Inner { Input(4) -> Dense(5) } }
        Inner::PARAMETERS
    };

    fn generic<T: Default>() -> (T, [f32; 2]) {
        network! { struct Inner { Input(4) -> Dense(2) } }
        (T::default(), Inner::new(1).predict(&[0.5; 4]))
    }
}

#[test]
fn they_compile_and_predict() {
    use neural::activation::Activation;

    neural::activation! { struct Inner(x) = x + x.powi(2); }
    assert_eq!(First.gamma(0.0).apply(3.0), 8.0);
    assert_eq!(First.beta(1.0).gamma(1.0).apply(0.0), 2.0 + 1f64.tanh());
    assert_eq!(Second.beta(0.0).apply(3.0), 6.0);
    assert_eq!(Inner.apply(3.0), 12.0);
    assert_eq!(nested::Net::PARAMETERS, nested::hidden());
    assert_eq!(nested::deeper::outputs().len(), 2);
    assert_eq!((Small::PARAMETERS, Large::PARAMETERS), (4 * 4 + 4 + 4 * 2 + 2, 4 * 20 + 20 + 20 * 2 + 2));
    assert_eq!(Holder::OUTPUTS, 25);
    let (zero, outputs) = Holder::generic::<u8>();
    assert_eq!((zero, outputs.len()), (0, 2));
    // Twice in one scope, nested, in a closure, as an argument, and behind an operator.
    let make = || network!(Dense(3) -> Dense(1));
    let all = [make().predict(&[0.5; 4])[0], make().predict(&[0.5; 4])[0]];
    let sum = network!(Dense(1)).predict(&[network!(Dense(1)).predict(&all)[0], 1.0])[0] + all[0];
    assert!(sum.is_finite());
}
