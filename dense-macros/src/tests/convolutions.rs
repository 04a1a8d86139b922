network! {
    struct Convolutions {
        Input(28, 28, 3)
            -> Conv2D(8, (3, 5), strides = (2, 1), padding = "same", use_bias = false)
            -> BatchNormalization
            -> ReLU
            -> MaxPooling2D
            -> Conv2D(FILTERS, 3, relu, groups = 2)
            -> MaxPooling2D(3, 2, padding = "same")
            -> SpatialDropout2D(0.25)
            -> SeparableConv2D(6, 2, relu, depth_multiplier = 2)
            -> Flatten
            -> Dense(4, softmax)
    }
}
