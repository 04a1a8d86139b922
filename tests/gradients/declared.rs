//! Activations that are declared by their formulas, in networks.

use dense::prelude::*;

use crate::check::{check, numbers};

activation! {
    struct Mish2(x) = x * tanh(softplus(x));
    struct SwishBeta(x; beta = 1.0) = x * sigmoid(beta * x);
    struct Bent(x; slope = 0.3) = if x > 0 { ln(1 + x) } else { slope * (exp(x) - 1) };
    struct Bell(x; width = 1.5) = x * exp(-(x / width).powi(2));
    struct Cut(x) = min(max(x, -0.7), 0.9) + abs(x).powf(1.7) + erf(silu(x));
}

network! {
    struct Declared {
        Input(3, dtype = f64)
            -> Dense(5, SwishBeta(beta = 1.7))
            -> Dropout(0.25)
            -> Dense(4, Mish2)
            -> Activation(Bent)
            -> LayerNormalization
            -> Dense(6, Bell)
            -> Activation(Cut)
            -> Dense(2, Bent(slope = 0.1))
    }
}

#[test]
fn gradients_go_through_declared_activations() {
    check::<Declared, _, _>(&numbers(37), &numbers::<[f64; 2]>(37), &MeanSquaredError::new());
}
