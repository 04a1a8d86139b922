network! {
    struct Batches<const H: usize> {
        Input(4)
            -> Dense(H, use_bias = false)
            -> BatchNormalization(momentum = MOMENTUM, gamma_regularizer = l2)
            -> Activation(relu)
            -> Dense(2)
            -> last: BatchNormalization(trainable = false, epsilon = 0.01)
    }
}
