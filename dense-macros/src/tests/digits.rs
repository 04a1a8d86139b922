network! {
    /// Reads handwritten digits.
    pub struct Digits {
        Input(784)
            -> hidden: Dense(64, relu, he_normal)
            -> Dropout(0.5)
            -> Dense(10, softmax)
    }
}
