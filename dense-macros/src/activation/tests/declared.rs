activation! {
    /// Self-regularized, smooth.
    pub struct Mish2(x) = x * tanh(softplus(x));

    #[cfg(feature = "gated")]
    pub(crate) struct Gate(t; beta = 1, sharpness = -SCALE) = t * sigmoid(beta * t + sharpness.powi(5)) / settings::LIMIT;

    struct Bent(x; slope = 0.1) = if x > 0 { x } else { slope * (exp(x) - 1) };

    struct Kinks(x; top = 6.0) = clamp(x, -1, top) + abs(x).powf(0.3) + silu(x / 3);

    struct Powers(x) = { let even = x.powi(4); even / (1 + even) + x.powi(7) };
}
