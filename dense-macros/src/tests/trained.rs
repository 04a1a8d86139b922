network! {
    struct Trained {
        Input(8)
            -> Dense(16)
            -> Activation(SwishBeta, trainable = true)
            -> Dense(16)
            -> gate: Activation(own::Gate(beta = 2, shift = SHIFT), trainable = true)
            -> Dense(4, SwishBeta(beta = 1.5))
            -> Activation(SwishBeta, trainable = false)
    }
}
