//! Layers over images and sequences: the shapes that they give, which are those of Keras.

use super::errors::messages;

/// Each chain asserts shapes that Keras 3.15 gives for the same layers.
#[test]
fn shapes_are_those_of_keras() {
    let chains = [
        "Input(28, 28, 1) -> Conv2D(32, 3, relu) -> [26, 26, 32] -> MaxPooling2D(2) -> [13, 13, 32] -> Flatten -> [5408]",
        "Input(28, 30, 4) -> Conv2D(8, (3, 5), strides = (2, 1), groups = 2) -> [13, 26, 8]",
        "Input(28, 30, 4) -> Conv2D(8, [3, 5], strides = 2, padding = \"same\") -> [14, 15, 8]",
        "Input(9, 9, 1) -> Conv2D(2, 3, dilation_rate = (2, 4)) -> [5, 1, 2]",
        "Input(9, 9, 1) -> Conv2D(filters = 2, kernel_size = 3, padding = same, data_format = \"channels_last\") -> [9, 9, 2]",
        "Input(9, 9, 1) -> Conv2D(4, 3, glu) -> [7, 7, 2]",
        "Input(10, 3) -> Conv1D(4, 3) -> [8, 4] -> Conv1D(5, (3), padding = \"causal\", dilation_rate = 2) -> [8, 5]",
        "Input(10, 3) -> Conv1D(4, [3], strides = (2,), padding = \"causal\") -> [5, 4]",
        "Input(7, 6, 3) -> DepthwiseConv2D(3, depth_multiplier = 2) -> [5, 4, 6]",
        "Input(7, 6, 3) -> DepthwiseConv2D((2, 3), relu, he_normal, strides = 2, padding = \"same\") -> [4, 3, 3]",
        "Input(7, 3) -> DepthwiseConv1D(3) -> [5, 3]",
        "Input(7, 6, 3) -> SeparableConv2D(8, 3, relu, depth_multiplier = 2) -> [5, 4, 8]",
        "Input(7, 3) -> SeparableConv1D(8, 3, padding = \"same\") -> [7, 8]",
        "Input(4, 5, 3) -> Conv2DTranspose(6, 3) -> [6, 7, 6]",
        "Input(4, 5, 3) -> Conv2DTranspose(6, 3, strides = 2, padding = \"same\") -> [8, 10, 6]",
        "Input(4, 5, 3) -> Conv2DTranspose(6, (2, 3), relu, strides = (3, 2), output_padding = (2, 0)) -> [13, 11, 6]",
        "Input(4, 5, 3) -> Conv2DTranspose(6, 3, strides = 2, padding = \"same\", output_padding = 0) -> [7, 9, 6]",
        "Input(4, 3) -> Conv1DTranspose(2, 3, strides = 2) -> [9, 2]",
        "Input(9, 8, 2) -> MaxPooling2D -> [4, 4, 2]",
        "Input(9, 8, 2) -> MaxPooling2D((3, 2), strides = 1) -> [7, 7, 2]",
        "Input(9, 8, 2) -> MaxPooling2D(3, 2, padding = \"same\") -> [5, 4, 2]",
        "Input(9, 2) -> MaxPooling1D(4) -> [2, 2]",
        "Input(9, 8, 2) -> AveragePooling2D(2) -> [4, 4, 2]",
        "Input(9, 2) -> AveragePooling1D(pool_size = 2, padding = \"same\") -> [5, 2]",
        "Input(9, 8, 2) -> GlobalMaxPooling2D -> [2]",
        "Input(9, 8, 2) -> GlobalMaxPooling2D(keepdims = true) -> [1, 1, 2]",
        "Input(9, 8, 2) -> GlobalAveragePooling2D(data_format = \"channels_last\") -> [2]",
        "Input(9, 2) -> GlobalMaxPooling1D(keepdims = false) -> [2]",
        "Input(9, 2) -> GlobalAveragePooling1D(keepdims = true) -> [1, 2]",
        "Input(9, 2) -> ZeroPadding1D -> [11, 2] -> ZeroPadding1D((0, 3)) -> [14, 2] -> Cropping1D -> [12, 2]",
        "Input(4, 5, 1) -> ZeroPadding2D -> [6, 7, 1] -> ZeroPadding2D((1, 2)) -> [8, 11, 1]",
        "Input(4, 5, 1) -> ZeroPadding2D(((1, 0), (0, 2))) -> [5, 7, 1] -> ZeroPadding2D((1, (0, 2))) -> [7, 9, 1]",
        "Input(4, 5, 1) -> Cropping2D -> [4, 5, 1] -> Cropping2D(1) -> [2, 3, 1] -> Cropping2D(((0, 1), (0, 2))) -> [1, 1, 1]",
        "Input(9, 2) -> Cropping1D(cropping = (1, 3)) -> [5, 2]",
        "Input(4, 5, 1) -> UpSampling2D -> [8, 10, 1] -> UpSampling2D((1, 3), interpolation = \"bilinear\") -> [8, 30, 1]",
        "Input(4, 2) -> UpSampling1D -> [8, 2] -> UpSampling1D(3) -> [24, 2]",
        "Input(4, 2) -> SpatialDropout1D(0.5) -> [4, 2]",
        "Input(4, 5, 2) -> SpatialDropout2D(0.5, seed = 7) -> [4, 5, 2]",
        "Input(4, 5, 2) -> Permute(3, 1, 2) -> [2, 4, 5] -> Permute((2, 1, 3)) -> [4, 2, 5] -> Permute(dims = [3, 2, 1]) -> [5, 2, 4]",
        "Input(8, 8, 4) -> BatchNormalization -> LayerNormalization -> PReLU(shared_axes = [1, 2]) -> [8, 8, 4]",
        "Input(S, S, 3) -> Conv2D(8, 3, padding = \"same\") -> [S, S, 8] -> Conv2D(4, K, strides = 2) -> MaxPooling2D(P)",
        "Input(S, S, C) -> Conv2D(8, 3, groups = 2) -> Cropping2D(1) -> UpSampling2D(2) -> Conv2DTranspose(4, 3, strides = T)",
        "struct Net<const F: usize> { Input(8, 8, 3) -> Conv2D(F, 3) -> [6, 6, F] -> GlobalMaxPooling2D -> [F] }",
        "struct Net<const F: usize> { Input(8, 8, 3) -> Conv2D(F, 3, groups = 3) -> MaxPooling2D(2) -> [3, 3, F] }",
        "struct Net<const H: usize> { Input(H, H, 3) -> GlobalAveragePooling2D -> Dense(1) }",
        "struct Net<const H: usize> { Input(H, 2, 3) -> Permute(3, 2, 1) -> [3, 2, H] -> ZeroPadding2D((1, (0, 2))) -> [5, 4, H] }",
    ];
    for chain in chains {
        assert_eq!(messages(chain), [""; 0], "{chain}");
    }
}

/// Keras's names and arguments count the same parameters and weights.
#[test]
fn budgets_count_kernels_and_windows() {
    for (chain, parameters, flops) in [
        ("Input(6, 6, 4) -> Conv2D(8, 3, groups = 2)", 8 + 9 * 2 * 8, 16 * (2 * 9 * 2 * 8 + 8)),
        ("Input(6, 6, 4) -> Conv2D(8, 3, use_bias = false, strides = 2)", 9 * 4 * 8, 4 * 2 * 9 * 4 * 8),
        ("Input(6, 4) -> Conv1D(8, 3, padding = \"same\")", 3 * 4 * 8 + 8, 6 * (2 * 3 * 4 * 8 + 8)),
        ("Input(6, 6, 4) -> DepthwiseConv2D(3, depth_multiplier = 2)", 9 * 8 + 8, 16 * (2 * 9 * 8 + 8)),
        ("Input(6, 6, 4) -> SeparableConv2D(5, 3)", 9 * 4 + 4 * 5 + 5, 16 * (2 * (9 * 4 + 4 * 5) + 5)),
        ("Input(3, 3, 4) -> Conv2DTranspose(5, 2, strides = 2)", 4 * 5 * 4 + 5, 9 * 2 * 4 * 5 * 4 + 36 * 5),
        ("Input(6, 6, 4) -> AveragePooling2D(3)", 0, 4 * 9 * 4),
        ("Input(6, 6, 4) -> MaxPooling2D(3)", 0, 0),
        ("Input(6, 6, 4) -> GlobalAveragePooling2D", 0, 144),
        ("Input(6, 6, 4) -> GlobalMaxPooling2D", 0, 0),
        ("Input(6, 6, 4) -> UpSampling2D(2, interpolation = bilinear) -> ZeroPadding2D -> Permute(3, 1, 2)", 0, 0),
    ] {
        for (limit, most) in [("parameters", parameters), ("flops", flops)] {
            let within =
                |most: u64| messages(&format!("#[budget({limit} = {most})] struct Net {{ {chain} }}")).is_empty();
            assert!(within(most), "{chain} has more than {most} {limit}");
            assert!(most == 0 || !within(most - 1), "{chain} has less than {most} {limit}");
        }
    }
}
