network! {
    #[cfg(feature = "large")]
    #[budget(parameters = 5_000, workspace = "1 KiB")]
    pub(crate) struct Sized {
        Input(WIDTH, 4)
            -> Flatten
            -> Dense(2 * HIDDEN, relu)
            -> [48]
            -> Dropout(RATE)
            -> Reshape(HIDDEN, 2)
            -> Activation(softmax)
    }
}
