network! {
    // The derivatives of `gelu` and `elu` need their inputs, so they are steps of their own in training.
    struct Kept {
        Input(8, dtype = f64)
            -> Dense(6, gelu(approximate = true), random_normal(stddev = 1))
            -> Activation(elu)
            -> Dense(4, leaky_relu(0.1), use_bias = false)
            -> Dense(1, my_crate::Swish::new(1.0), bias_initializer = constant(0.5))
    }
}
