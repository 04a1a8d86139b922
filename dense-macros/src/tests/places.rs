network! {
    struct Places<const F: usize> {
        Input(HEIGHT, 6, 2)
            -> ZeroPadding2D((1, 0))
            -> Conv2DTranspose(F, 3, tanh, strides = 2, padding = "same")
            -> UpSampling2D(2, interpolation = "bilinear")
            -> DepthwiseConv2D((2, 1), dilation_rate = (3, 1))
            -> AveragePooling2D(2)
            -> Permute(2, 1, 3)
            -> GlobalMaxPooling2D
            -> Dense(2)
    }
    struct Steps {
        Input(20, 3)
            -> Conv1D(4, 3, padding = "causal", relu)
            -> MaxPooling1D
            -> Cropping1D((1, 0))
            -> UpSampling1D
            -> GlobalAveragePooling1D
            -> Dense(2)
    }
}
