network! {
    struct Words {
        Input(2, 5, dtype = u32)
            -> Reshape(10)
            -> Embedding(1000, 16, embeddings_regularizer = l2)
            -> Activation(tanh)
            -> GlobalAveragePooling1D
            -> Dense(1, sigmoid)
    }
    struct Lengths<const FEATURES: usize> {
        Input(dtype = u32) -> Embedding(WORDS, FEATURES, dtype = f64, trainable = false) -> GlobalAveragePooling1D
    }
}
