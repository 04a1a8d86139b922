network! {
    struct Noisy {
        Input(6)
            -> GaussianNoise(0.1)
            -> Dense(9, selu)
            -> AlphaDropout(0.2, seed = 7)
            -> Dense(4)
            -> GaussianDropout(RATE, SEED)
            -> Dropout(0)
            -> Dense(4)
            -> GaussianNoise(STDDEV)
            -> Dense(2)
    }
}
