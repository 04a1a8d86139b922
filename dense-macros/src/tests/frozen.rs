network! {
    // Nothing below `head` learns, so the way back ends there.
    struct FineTuned {
        Input(16)
            -> body: Dense(8, relu, trainable = false)
            -> Dropout(0.2)
            -> head: Dense(4, tanh)
            -> frozen: Dense(2, trainable = false)
            -> Activation(sigmoid)
    }
}
