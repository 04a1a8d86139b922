#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Convolutions {
    /// `Conv2D`: `[28, 28, 3]` to `[14, 28, 8]`.
    conv2d: dense::__private::Conv2D<[[[[dense::__private::f32; 8]; 3]; 5]; 3], ()>,
    /// `BatchNormalization`: `[14, 28, 8]` to `[14, 28, 8]`.
    batch_normalization: dense::__private::BatchNormalization<
        [dense::__private::f32; 8],
        [dense::__private::f32; 8],
        [dense::__private::f32; 8],
        [dense::__private::f32; 8],
    >,
    /// `Conv2D`: `[7, 14, 8]` to `[5, 12, FILTERS]`.
    conv2d_1: <Self as dense::__private::Layer<2>>::Parameters,
    /// `SeparableConv2D`: `[3, 6, FILTERS]` to `[2, 5, 6]`.
    separable_conv2d: <Self as dense::__private::Layer<3>>::Parameters,
    /// `Dense`: `[60]` to `[4]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 4]; 60],
        [dense::__private::f32; 4],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __SIZE_0: __dense::usize = [(); FILTERS].len();
    #[cfg(not(rust_analyzer))]
    const _: () = {
        use __dense::{check_groups, check_size};
        const _: () = check_groups(2, __SIZE_0, "filters");
        const _: () = check_size(__SIZE_0);
    };
    impl __dense::Layer<2> for Convolutions {
        type Parameters = __dense::Conv2D<
            [[[[__dense::f32; __SIZE_0]; 4]; 3]; 3],
            [__dense::f32; __SIZE_0],
        >;
    }
    impl __dense::Layer<3> for Convolutions {
        type Parameters = __dense::SeparableConv2D<
            [[[[__dense::f32; 2]; __SIZE_0]; 2]; 2],
            [[[[__dense::f32; 6]; 2 * __SIZE_0]; 1]; 1],
            [__dense::f32; 6],
        >;
    }
    dense::__storage! {
        {} Convolutions, __dense::f32, { conv2d : __dense::Conv2D < [[[[__dense::f32; 8];
        3]; 5]; 3], () >, batch_normalization : __dense::BatchNormalization <
        [__dense::f32; 8], [__dense::f32; 8], [__dense::f32; 8], [__dense::f32; 8] >,
        conv2d_1 : __dense::Conv2D < [[[[__dense::f32; __SIZE_0]; 4]; 3]; 3],
        [__dense::f32; __SIZE_0] >, separable_conv2d : __dense::SeparableConv2D <
        [[[[__dense::f32; 2]; __SIZE_0]; 2]; 2], [[[[__dense::f32; 6]; 2 * __SIZE_0]; 1];
        1], [__dense::f32; 6] >, dense : __dense::Dense < [[__dense::f32; 4]; 60],
        [__dense::f32; 4] >, }
    }
    impl __dense::Compiled for Convolutions {
        type Input = [[[__dense::f32; 3]; 28]; 28];
        type Output = [__dense::f32; 4];
        type Head = __dense::head::Softmax;
        const PLAN: __dense::Plan = __dense::Plan::new(
                "Convolutions",
                "f32",
                [&[28, 28, 3], &[4]],
                &[
                    __dense::LayerPlan::new("conv2d", "Conv2D", &[14, 28, 8])
                        .convolution(const {
                            __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                                .strides([2, 1])
                        })
                        .steps("pad, convolution", "pad, convolution"),
                    __dense::LayerPlan::new(
                            "batch_normalization",
                            "BatchNormalization",
                            &[14, 28, 8],
                        )
                        .normalization(3136, 4)
                        .steps("batch_normalization", "batch_normalization"),
                    __dense::LayerPlan::new("re_lu", "ReLU", &[14, 28, 8])
                        .steps("relu", "relu"),
                    __dense::LayerPlan::new("max_pooling2d", "MaxPooling2D", &[7, 14, 8])
                        .steps("max pooling", "max pooling"),
                    __dense::LayerPlan::new("conv2d_1", "Conv2D", &[5, 12, __SIZE_0])
                        .convolution(const {
                            __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                                .groups(2)
                        })
                        .biased(const { 60 * __SIZE_0 })
                        .steps("convolution + bias + relu", "convolution + bias + relu"),
                    __dense::LayerPlan::new(
                            "max_pooling2d_1",
                            "MaxPooling2D",
                            &[3, 6, __SIZE_0],
                        )
                        .steps("max pooling", "max pooling"),
                    __dense::LayerPlan::new(
                            "spatial_dropout2d",
                            "SpatialDropout2D",
                            &[3, 6, __SIZE_0],
                        )
                        .steps("", "spatial dropout"),
                    __dense::LayerPlan::new(
                            "separable_conv2d",
                            "SeparableConv2D",
                            &[2, 5, 6],
                        )
                        .convolution(const {
                            __dense::Windows::new(
                                    [3, 6, 2 * __SIZE_0],
                                    [2, 5],
                                    2 * __SIZE_0,
                                    [2, 2],
                                )
                                .groups(2 * __SIZE_0)
                        })
                        .convolution(const {
                            __dense::Windows::new(
                                [2, 5, 2 * __SIZE_0],
                                [2, 5],
                                6,
                                [1, 1],
                            )
                        })
                        .biased(60)
                        .steps(
                            "repeat channels, depthwise convolution, pointwise convolution + bias + relu",
                            "repeat channels, depthwise convolution, pointwise convolution + bias + relu",
                        ),
                    __dense::LayerPlan::new("flatten", "Flatten", &[60]),
                    __dense::LayerPlan::new("dense", "Dense", &[4])
                        .dense(60, 4, true)
                        .steps(
                            "product + bias + softmax",
                            "product + bias (softmax in the loss)",
                        ),
                ],
                &[
                    __dense::TensorPlan::new("conv2d.kernel", &[3, 5, 3, 8], true),
                    __dense::TensorPlan::new("batch_normalization.gamma", &[8], true),
                    __dense::TensorPlan::new("batch_normalization.beta", &[8], true),
                    __dense::TensorPlan::new(
                        "batch_normalization.moving_mean",
                        &[8],
                        false,
                    ),
                    __dense::TensorPlan::new(
                        "batch_normalization.moving_variance",
                        &[8],
                        false,
                    ),
                    __dense::TensorPlan::new(
                        "conv2d_1.kernel",
                        &[3, 3, 4, __SIZE_0],
                        true,
                    ),
                    __dense::TensorPlan::new("conv2d_1.bias", &[__SIZE_0], true),
                    __dense::TensorPlan::new(
                        "separable_conv2d.depthwise_kernel",
                        &[2, 2, __SIZE_0, 2],
                        true,
                    ),
                    __dense::TensorPlan::new(
                        "separable_conv2d.pointwise_kernel",
                        &[1, 1, const { 2 * __SIZE_0 }, 6],
                        true,
                    ),
                    __dense::TensorPlan::new("separable_conv2d.bias", &[6], true),
                    __dense::TensorPlan::new("dense.kernel", &[60, 4], true),
                    __dense::TensorPlan::new("dense.bias", &[4], true),
                ],
                &__dense::pack([
                    __dense::Value::input(2352),
                    __dense::Value::buffer("conv2d before", 2784, 0, 1),
                    __dense::Value::buffer("conv2d", 3136, 1, 4),
                    __dense::Value::buffer("max_pooling2d", 784, 4, 5),
                    __dense::Value::buffer("conv2d_1", const { 60 * __SIZE_0 }, 5, 6),
                    __dense::Value::buffer(
                        "max_pooling2d_1",
                        const { 18 * __SIZE_0 },
                        6,
                        7,
                    ),
                    __dense::Value::buffer(
                        "separable_conv2d before",
                        const { 18 * 2 * __SIZE_0 },
                        7,
                        8,
                    ),
                    __dense::Value::buffer(
                        "separable_conv2d before",
                        const { 10 * 2 * __SIZE_0 },
                        8,
                        9,
                    ),
                    __dense::Value::buffer("separable_conv2d", 60, 9, 10),
                    __dense::Value::output("dense", 4),
                ]),
                &__dense::pack([
                    __dense::Value::input(2352),
                    __dense::Value::buffer("conv2d before", 2784, 0, 26),
                    __dense::Value::buffer("conv2d", 3136, 1, 25),
                    __dense::Value::buffer("batch_normalization", 3136, 2, 3),
                    __dense::Value::buffer("re_lu", 3136, 3, 24),
                    __dense::Value::buffer("max_pooling2d", 784, 4, 24),
                    __dense::Value::buffer("conv2d_1", const { 60 * __SIZE_0 }, 5, 21),
                    __dense::Value::buffer(
                        "max_pooling2d_1",
                        const { 18 * __SIZE_0 },
                        6,
                        21,
                    ),
                    __dense::Value::buffer(
                        "spatial_dropout2d",
                        const { 18 * __SIZE_0 },
                        7,
                        8,
                    ),
                    __dense::Value::buffer(
                        "separable_conv2d before",
                        const { 18 * 2 * __SIZE_0 },
                        8,
                        17,
                    ),
                    __dense::Value::buffer(
                        "separable_conv2d before",
                        const { 10 * 2 * __SIZE_0 },
                        9,
                        15,
                    ),
                    __dense::Value::buffer("separable_conv2d", 60, 10, 35),
                    __dense::Value::buffer("dense", 4, 11, 12),
                    __dense::Value::buffer("gradient of dense", 4, 12, 36),
                    __dense::Value::buffer("gradient of separable_conv2d", 60, 13, 16),
                    __dense::Value::runs(
                        "gradient of separable_conv2d.pointwise_kernel",
                        const { __dense::geometry::sum(6 * 2 * __SIZE_0, 6) },
                        15,
                        34,
                    ),
                    __dense::Value::buffer(
                        "gradient of separable_conv2d",
                        const { 10 * 2 * __SIZE_0 },
                        16,
                        18,
                    ),
                    __dense::Value::runs(
                        "gradient of separable_conv2d.depthwise_kernel",
                        const { 4 * 2 * __SIZE_0 },
                        17,
                        32,
                    ),
                    __dense::Value::buffer(
                        "gradient of separable_conv2d before",
                        const { 18 * 2 * __SIZE_0 },
                        18,
                        19,
                    ),
                    __dense::Value::buffer(
                        "gradient of spatial_dropout2d",
                        const { 18 * __SIZE_0 },
                        19,
                        21,
                    ),
                    __dense::Value::buffer(
                        "gradient of conv2d_1",
                        const { 60 * __SIZE_0 },
                        21,
                        23,
                    ),
                    __dense::Value::runs(
                        "gradient of conv2d_1.kernel",
                        const { __dense::geometry::sum(36 * __SIZE_0, __SIZE_0) },
                        22,
                        31,
                    ),
                    __dense::Value::buffer("gradient of max_pooling2d", 784, 23, 24),
                    __dense::Value::buffer("gradient of conv2d", 3136, 24, 26),
                    __dense::Value::runs("gradient of conv2d.kernel", 360, 26, 27),
                ]),
                [12, 13],
            )
            .batch(
                &[
                    __dense::BatchPlan::new(
                        3,
                        8,
                        2,
                        __dense::Some(23),
                        __dense::batch_normalization::MOMENTUM,
                        __dense::batch_normalization::EPSILON,
                    ),
                ],
            );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.conv2d.kernel, __dense::initializer::glorot_uniform);
            __seeds
                .fill(
                    1,
                    &mut self.batch_normalization.gamma,
                    __dense::initializer::ones,
                );
            __seeds
                .fill(
                    2,
                    &mut self.batch_normalization.beta,
                    __dense::initializer::zeros,
                );
            __seeds
                .fill(
                    3,
                    &mut self.batch_normalization.moving_mean,
                    __dense::initializer::zeros,
                );
            __seeds
                .fill(
                    4,
                    &mut self.batch_normalization.moving_variance,
                    __dense::initializer::ones,
                );
            __seeds
                .fill(
                    5,
                    &mut self.conv2d_1.kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds.fill(6, &mut self.conv2d_1.bias, __dense::initializer::zeros);
            __seeds
                .fill(
                    7,
                    &mut self.separable_conv2d.depthwise_kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds
                .fill(
                    8,
                    &mut self.separable_conv2d.pointwise_kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds
                .fill(9, &mut self.separable_conv2d.bias, __dense::initializer::zeros);
            __seeds
                .fill(10, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(11, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.pad([29, 32, 3], [28, 28, 3], [0, 2], 0, 1);
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                            .strides([2, 1])
                    },
                    &self.conv2d.kernel,
                    &(),
                    1,
                    2,
                    __dense::activation::linear,
                );
            __pass
                .normalize(
                    &self.batch_normalization,
                    __dense::batch_normalization::EPSILON,
                    2,
                    2,
                );
            __pass.activation(2, 2, 8, __dense::activation::relu);
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new([14, 28, 8], [7, 14], 8, [2, 2])
                            .strides([2, 2])
                            .groups(8)
                    },
                    [0, 0],
                    2,
                    3,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                            .groups(2)
                    },
                    &self.conv2d_1.kernel,
                    &self.conv2d_1.bias,
                    3,
                    4,
                    __dense::activation::relu,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new(
                                [5, 12, __SIZE_0],
                                [3, 6],
                                __SIZE_0,
                                [3, 3],
                            )
                            .strides([2, 2])
                            .groups(__SIZE_0)
                    },
                    [1, 0],
                    4,
                    5,
                );
            __pass.repeat_channels(2, 5, 6);
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [3, 6, 2 * __SIZE_0],
                                [2, 5],
                                2 * __SIZE_0,
                                [2, 2],
                            )
                            .groups(2 * __SIZE_0)
                    },
                    &self.separable_conv2d.depthwise_kernel,
                    &(),
                    6,
                    7,
                    __dense::activation::linear,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([2, 5, 2 * __SIZE_0], [2, 5], 6, [1, 1])
                    },
                    &self.separable_conv2d.pointwise_kernel,
                    &self.separable_conv2d.bias,
                    7,
                    8,
                    __dense::activation::relu,
                );
            __pass.dense(&self.dense, 8, 9, __dense::activation::softmax);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            if __pass.phase(0) {
                __pass.pad([29, 32, 3], [28, 28, 3], [0, 2], 0, 1);
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                                .strides([2, 1])
                        },
                        &self.conv2d.kernel,
                        &(),
                        1,
                        2,
                        __dense::activation::linear,
                    );
            }
            if __pass.phase(1) {
                __pass
                    .normalize_batch(
                        &self.batch_normalization,
                        0,
                        __dense::batch_normalization::EPSILON,
                        2,
                        3,
                    );
                __pass.activation(3, 4, 8, __dense::activation::relu);
                __pass
                    .max_pool(
                        const {
                            __dense::Windows::new([14, 28, 8], [7, 14], 8, [2, 2])
                                .strides([2, 2])
                                .groups(8)
                        },
                        [0, 0],
                        4,
                        5,
                    );
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                                .groups(2)
                        },
                        &self.conv2d_1.kernel,
                        &self.conv2d_1.bias,
                        5,
                        6,
                        __dense::activation::relu,
                    );
                __pass
                    .max_pool(
                        const {
                            __dense::Windows::new(
                                    [5, 12, __SIZE_0],
                                    [3, 6],
                                    __SIZE_0,
                                    [3, 3],
                                )
                                .strides([2, 2])
                                .groups(__SIZE_0)
                        },
                        [1, 0],
                        6,
                        7,
                    );
                __pass.noise(6, __dense::Noise::spatial_dropout(0.25, __SIZE_0), 7, 8);
                __pass.repeat_channels(2, 8, 9);
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new(
                                    [3, 6, 2 * __SIZE_0],
                                    [2, 5],
                                    2 * __SIZE_0,
                                    [2, 2],
                                )
                                .groups(2 * __SIZE_0)
                        },
                        &self.separable_conv2d.depthwise_kernel,
                        &(),
                        9,
                        10,
                        __dense::activation::linear,
                    );
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new(
                                [2, 5, 2 * __SIZE_0],
                                [2, 5],
                                6,
                                [1, 1],
                            )
                        },
                        &self.separable_conv2d.pointwise_kernel,
                        &self.separable_conv2d.bias,
                        10,
                        11,
                        __dense::activation::relu,
                    );
                __pass.dense(&self.dense, 11, 12, __dense::activation::linear);
            }
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            if __pass.phase(1) {
                __pass.dense(&self.dense, 13, 14);
                __pass.activation(11, 11, 14, 6, __dense::activation::relu);
                __pass
                    .kernel_gradient(
                        const {
                            __dense::Windows::new(
                                [2, 5, 2 * __SIZE_0],
                                [2, 5],
                                6,
                                [1, 1],
                            )
                        },
                        10,
                        14,
                        15,
                        true,
                    );
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new(
                                [2, 5, 2 * __SIZE_0],
                                [2, 5],
                                6,
                                [1, 1],
                            )
                        },
                        &self.separable_conv2d.pointwise_kernel,
                        14,
                        16,
                    );
                __pass
                    .kernel_gradient(
                        const {
                            __dense::Windows::new(
                                    [3, 6, 2 * __SIZE_0],
                                    [2, 5],
                                    2 * __SIZE_0,
                                    [2, 2],
                                )
                                .groups(2 * __SIZE_0)
                        },
                        9,
                        16,
                        17,
                        false,
                    );
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new(
                                    [3, 6, 2 * __SIZE_0],
                                    [2, 5],
                                    2 * __SIZE_0,
                                    [2, 2],
                                )
                                .groups(2 * __SIZE_0)
                        },
                        &self.separable_conv2d.depthwise_kernel,
                        16,
                        18,
                    );
                __pass.repeat_channels(2, 18, 19);
                __pass.noise(6, __dense::Noise::spatial_dropout(0.25, __SIZE_0), 19);
                __pass
                    .max_pool(
                        const {
                            __dense::Windows::new(
                                    [5, 12, __SIZE_0],
                                    [3, 6],
                                    __SIZE_0,
                                    [3, 3],
                                )
                                .strides([2, 2])
                                .groups(__SIZE_0)
                        },
                        [1, 0],
                        6,
                        7,
                        19,
                        20,
                        true,
                    );
                __pass
                    .kernel_gradient(
                        const {
                            __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                                .groups(2)
                        },
                        5,
                        20,
                        21,
                        true,
                    );
                __pass
                    .convolve(
                        const {
                            __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                                .groups(2)
                        },
                        &self.conv2d_1.kernel,
                        20,
                        22,
                    );
                __pass
                    .max_pool(
                        const {
                            __dense::Windows::new([14, 28, 8], [7, 14], 8, [2, 2])
                                .strides([2, 2])
                                .groups(8)
                        },
                        [0, 0],
                        4,
                        5,
                        22,
                        23,
                        true,
                    );
            }
            if __pass.phase(0) {
                __pass
                    .normalize_batch(
                        &self.batch_normalization,
                        0,
                        __dense::batch_normalization::EPSILON,
                        2,
                        23,
                    );
                __pass
                    .kernel_gradient(
                        const {
                            __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                                .strides([2, 1])
                        },
                        1,
                        23,
                        24,
                        false,
                    );
            }
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.runs(0, 24, 0, 360);
            __pass.gamma(1, 0);
            __pass.beta(2, 0);
            __pass.runs(5, 21, 0, __dense::geometry::sum(36 * __SIZE_0, __SIZE_0));
            __pass
                .runs(
                    6,
                    21,
                    36 * __SIZE_0,
                    __dense::geometry::sum(36 * __SIZE_0, __SIZE_0),
                );
            __pass.runs(7, 17, 0, 4 * 2 * __SIZE_0);
            __pass.runs(8, 15, 0, __dense::geometry::sum(6 * 2 * __SIZE_0, 6));
            __pass
                .runs(
                    9,
                    15,
                    6 * 2 * __SIZE_0,
                    __dense::geometry::sum(6 * 2 * __SIZE_0, 6),
                );
            __pass.kernel(10, 11, 13);
            __pass.bias(11, 13);
        }
        type Folded = __Folded;
        fn write_folded(&self, __folded: &mut Self::Folded) {
            __dense::fold::with_bias(&self.conv2d, &mut __folded.conv2d);
            __dense::fold::keep(&self.conv2d_1, &mut __folded.conv2d_1);
            __dense::fold::keep(&self.separable_conv2d, &mut __folded.separable_conv2d);
            __dense::fold::keep(&self.dense, &mut __folded.dense);
            __dense::fold::behind(
                &__dense::fold::of_batches(
                    &self.batch_normalization,
                    __dense::batch_normalization::EPSILON,
                ),
                &mut __folded.conv2d.kernel,
                &mut __folded.conv2d.bias,
            );
        }
    }
    /// `Convolutions` for predictions, with normalization folded into weights.
    #[derive(__dense::Clone, __dense::Copy)]
    #[repr(C, align(64))]
    pub struct __Folded {
        conv2d: __dense::Conv2D<[[[[__dense::f32; 8]; 3]; 5]; 3], [__dense::f32; 8]>,
        conv2d_1: __dense::Conv2D<
            [[[[__dense::f32; __SIZE_0]; 4]; 3]; 3],
            [__dense::f32; __SIZE_0],
        >,
        separable_conv2d: __dense::SeparableConv2D<
            [[[[__dense::f32; 2]; __SIZE_0]; 2]; 2],
            [[[[__dense::f32; 6]; 2 * __SIZE_0]; 1]; 1],
            [__dense::f32; 6],
        >,
        dense: __dense::Dense<[[__dense::f32; 4]; 60], [__dense::f32; 4]>,
    }
    dense::__storage! {
        {} __Folded, __dense::f32, { conv2d : __dense::Conv2D < [[[[__dense::f32; 8]; 3];
        5]; 3], [__dense::f32; 8] >, conv2d_1 : __dense::Conv2D < [[[[__dense::f32;
        __SIZE_0]; 4]; 3]; 3], [__dense::f32; __SIZE_0] >, separable_conv2d :
        __dense::SeparableConv2D < [[[[__dense::f32; 2]; __SIZE_0]; 2]; 2],
        [[[[__dense::f32; 6]; 2 * __SIZE_0]; 1]; 1], [__dense::f32; 6] >, dense :
        __dense::Dense < [[__dense::f32; 4]; 60], [__dense::f32; 4] >, }
    }
    impl __dense::Compiled for __Folded {
        type Input = [[[__dense::f32; 3]; 28]; 28];
        type Output = [__dense::f32; 4];
        type Head = __dense::head::Softmax;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Convolutions (folded)",
            "f32",
            [&[28, 28, 3], &[4]],
            &[
                __dense::LayerPlan::new("conv2d", "Conv2D", &[14, 28, 8])
                    .convolution(const {
                        __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                            .strides([2, 1])
                    })
                    .in_part(3136)
                    .biased(3136)
                    .steps(
                        "pad, convolution + bias + relu + max pooling",
                        "pad, convolution + bias + relu",
                    ),
                __dense::LayerPlan::new("re_lu", "ReLU", &[14, 28, 8]),
                __dense::LayerPlan::new("max_pooling2d", "MaxPooling2D", &[7, 14, 8])
                    .steps("", "max pooling"),
                __dense::LayerPlan::new("conv2d_1", "Conv2D", &[5, 12, __SIZE_0])
                    .convolution(const {
                        __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                            .groups(2)
                    })
                    .biased(const { 60 * __SIZE_0 })
                    .steps("convolution + bias + relu", "convolution + bias + relu"),
                __dense::LayerPlan::new(
                        "max_pooling2d_1",
                        "MaxPooling2D",
                        &[3, 6, __SIZE_0],
                    )
                    .steps("max pooling", "max pooling"),
                __dense::LayerPlan::new(
                        "spatial_dropout2d",
                        "SpatialDropout2D",
                        &[3, 6, __SIZE_0],
                    )
                    .steps("", "spatial dropout"),
                __dense::LayerPlan::new(
                        "separable_conv2d",
                        "SeparableConv2D",
                        &[2, 5, 6],
                    )
                    .convolution(const {
                        __dense::Windows::new(
                                [3, 6, 2 * __SIZE_0],
                                [2, 5],
                                2 * __SIZE_0,
                                [2, 2],
                            )
                            .groups(2 * __SIZE_0)
                    })
                    .convolution(const {
                        __dense::Windows::new([2, 5, 2 * __SIZE_0], [2, 5], 6, [1, 1])
                    })
                    .biased(60)
                    .steps(
                        "repeat channels, depthwise convolution, pointwise convolution + bias + relu",
                        "repeat channels, depthwise convolution, pointwise convolution + bias + relu",
                    ),
                __dense::LayerPlan::new("flatten", "Flatten", &[60]),
                __dense::LayerPlan::new("dense", "Dense", &[4])
                    .dense(60, 4, true)
                    .steps(
                        "product + bias + softmax",
                        "product + bias (softmax in the loss)",
                    ),
            ],
            &[
                __dense::TensorPlan::new("conv2d.kernel", &[3, 5, 3, 8], true),
                __dense::TensorPlan::new("conv2d.bias", &[8], true),
                __dense::TensorPlan::new("conv2d_1.kernel", &[3, 3, 4, __SIZE_0], true),
                __dense::TensorPlan::new("conv2d_1.bias", &[__SIZE_0], true),
                __dense::TensorPlan::new(
                    "separable_conv2d.depthwise_kernel",
                    &[2, 2, __SIZE_0, 2],
                    true,
                ),
                __dense::TensorPlan::new(
                    "separable_conv2d.pointwise_kernel",
                    &[1, 1, const { 2 * __SIZE_0 }, 6],
                    true,
                ),
                __dense::TensorPlan::new("separable_conv2d.bias", &[6], true),
                __dense::TensorPlan::new("dense.kernel", &[60, 4], true),
                __dense::TensorPlan::new("dense.bias", &[4], true),
            ],
            &__dense::pack([
                __dense::Value::input(2352),
                __dense::Value::buffer("conv2d before", 2784, 0, 1),
                __dense::Value::buffer("conv2d", 784, 1, 2),
                __dense::Value::buffer("rows of conv2d", 3136, 1, 1),
                __dense::Value::buffer("conv2d_1", const { 60 * __SIZE_0 }, 2, 3),
                __dense::Value::buffer("max_pooling2d_1", const { 18 * __SIZE_0 }, 3, 4),
                __dense::Value::buffer(
                    "separable_conv2d before",
                    const { 18 * 2 * __SIZE_0 },
                    4,
                    5,
                ),
                __dense::Value::buffer(
                    "separable_conv2d before",
                    const { 10 * 2 * __SIZE_0 },
                    5,
                    6,
                ),
                __dense::Value::buffer("separable_conv2d", 60, 6, 7),
                __dense::Value::output("dense", 4),
            ]),
            &__dense::pack([
                __dense::Value::input(2352),
                __dense::Value::buffer("conv2d before", 2784, 0, 23),
                __dense::Value::buffer("conv2d", 3136, 1, 22),
                __dense::Value::buffer("max_pooling2d", 784, 2, 22),
                __dense::Value::buffer("conv2d_1", const { 60 * __SIZE_0 }, 3, 19),
                __dense::Value::buffer(
                    "max_pooling2d_1",
                    const { 18 * __SIZE_0 },
                    4,
                    19,
                ),
                __dense::Value::buffer(
                    "spatial_dropout2d",
                    const { 18 * __SIZE_0 },
                    5,
                    6,
                ),
                __dense::Value::buffer(
                    "separable_conv2d before",
                    const { 18 * 2 * __SIZE_0 },
                    6,
                    15,
                ),
                __dense::Value::buffer(
                    "separable_conv2d before",
                    const { 10 * 2 * __SIZE_0 },
                    7,
                    13,
                ),
                __dense::Value::buffer("separable_conv2d", 60, 8, 31),
                __dense::Value::buffer("dense", 4, 9, 10),
                __dense::Value::buffer("gradient of dense", 4, 10, 32),
                __dense::Value::buffer("gradient of separable_conv2d", 60, 11, 14),
                __dense::Value::runs(
                    "gradient of separable_conv2d.pointwise_kernel",
                    const { __dense::geometry::sum(6 * 2 * __SIZE_0, 6) },
                    13,
                    30,
                ),
                __dense::Value::buffer(
                    "gradient of separable_conv2d",
                    const { 10 * 2 * __SIZE_0 },
                    14,
                    16,
                ),
                __dense::Value::runs(
                    "gradient of separable_conv2d.depthwise_kernel",
                    const { 4 * 2 * __SIZE_0 },
                    15,
                    28,
                ),
                __dense::Value::buffer(
                    "gradient of separable_conv2d before",
                    const { 18 * 2 * __SIZE_0 },
                    16,
                    17,
                ),
                __dense::Value::buffer(
                    "gradient of spatial_dropout2d",
                    const { 18 * __SIZE_0 },
                    17,
                    19,
                ),
                __dense::Value::buffer(
                    "gradient of conv2d_1",
                    const { 60 * __SIZE_0 },
                    19,
                    21,
                ),
                __dense::Value::runs(
                    "gradient of conv2d_1.kernel",
                    const { __dense::geometry::sum(36 * __SIZE_0, __SIZE_0) },
                    20,
                    27,
                ),
                __dense::Value::buffer("gradient of max_pooling2d", 784, 21, 22),
                __dense::Value::buffer("gradient of conv2d", 3136, 22, 23),
                __dense::Value::runs("gradient of conv2d.kernel", 368, 23, 25),
            ]),
            [10, 11],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.conv2d.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.conv2d.bias, __dense::initializer::zeros);
            __seeds
                .fill(
                    2,
                    &mut self.conv2d_1.kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds.fill(3, &mut self.conv2d_1.bias, __dense::initializer::zeros);
            __seeds
                .fill(
                    4,
                    &mut self.separable_conv2d.depthwise_kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds
                .fill(
                    5,
                    &mut self.separable_conv2d.pointwise_kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds
                .fill(6, &mut self.separable_conv2d.bias, __dense::initializer::zeros);
            __seeds
                .fill(7, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(8, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.pad([29, 32, 3], [28, 28, 3], [0, 2], 0, 1);
            __pass
                .convolve_and_pool(
                    [
                        const {
                            __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                                .strides([2, 1])
                        },
                        const {
                            __dense::Windows::new([14, 28, 8], [7, 14], 8, [2, 2])
                                .strides([2, 2])
                                .groups(8)
                        },
                    ],
                    true,
                    &self.conv2d.kernel,
                    &self.conv2d.bias,
                    1,
                    3,
                    2,
                    __dense::activation::relu,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                            .groups(2)
                    },
                    &self.conv2d_1.kernel,
                    &self.conv2d_1.bias,
                    2,
                    4,
                    __dense::activation::relu,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new(
                                [5, 12, __SIZE_0],
                                [3, 6],
                                __SIZE_0,
                                [3, 3],
                            )
                            .strides([2, 2])
                            .groups(__SIZE_0)
                    },
                    [1, 0],
                    4,
                    5,
                );
            __pass.repeat_channels(2, 5, 6);
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [3, 6, 2 * __SIZE_0],
                                [2, 5],
                                2 * __SIZE_0,
                                [2, 2],
                            )
                            .groups(2 * __SIZE_0)
                    },
                    &self.separable_conv2d.depthwise_kernel,
                    &(),
                    6,
                    7,
                    __dense::activation::linear,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([2, 5, 2 * __SIZE_0], [2, 5], 6, [1, 1])
                    },
                    &self.separable_conv2d.pointwise_kernel,
                    &self.separable_conv2d.bias,
                    7,
                    8,
                    __dense::activation::relu,
                );
            __pass.dense(&self.dense, 8, 9, __dense::activation::softmax);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.pad([29, 32, 3], [28, 28, 3], [0, 2], 0, 1);
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                            .strides([2, 1])
                    },
                    &self.conv2d.kernel,
                    &self.conv2d.bias,
                    1,
                    2,
                    __dense::activation::relu,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new([14, 28, 8], [7, 14], 8, [2, 2])
                            .strides([2, 2])
                            .groups(8)
                    },
                    [0, 0],
                    2,
                    3,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                            .groups(2)
                    },
                    &self.conv2d_1.kernel,
                    &self.conv2d_1.bias,
                    3,
                    4,
                    __dense::activation::relu,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new(
                                [5, 12, __SIZE_0],
                                [3, 6],
                                __SIZE_0,
                                [3, 3],
                            )
                            .strides([2, 2])
                            .groups(__SIZE_0)
                    },
                    [1, 0],
                    4,
                    5,
                );
            __pass.noise(5, __dense::Noise::spatial_dropout(0.25, __SIZE_0), 5, 6);
            __pass.repeat_channels(2, 6, 7);
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [3, 6, 2 * __SIZE_0],
                                [2, 5],
                                2 * __SIZE_0,
                                [2, 2],
                            )
                            .groups(2 * __SIZE_0)
                    },
                    &self.separable_conv2d.depthwise_kernel,
                    &(),
                    7,
                    8,
                    __dense::activation::linear,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([2, 5, 2 * __SIZE_0], [2, 5], 6, [1, 1])
                    },
                    &self.separable_conv2d.pointwise_kernel,
                    &self.separable_conv2d.bias,
                    8,
                    9,
                    __dense::activation::relu,
                );
            __pass.dense(&self.dense, 9, 10, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 11, 12);
            __pass.activation(9, 9, 12, 6, __dense::activation::relu);
            __pass
                .kernel_gradient(
                    const {
                        __dense::Windows::new([2, 5, 2 * __SIZE_0], [2, 5], 6, [1, 1])
                    },
                    8,
                    12,
                    13,
                    true,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([2, 5, 2 * __SIZE_0], [2, 5], 6, [1, 1])
                    },
                    &self.separable_conv2d.pointwise_kernel,
                    12,
                    14,
                );
            __pass
                .kernel_gradient(
                    const {
                        __dense::Windows::new(
                                [3, 6, 2 * __SIZE_0],
                                [2, 5],
                                2 * __SIZE_0,
                                [2, 2],
                            )
                            .groups(2 * __SIZE_0)
                    },
                    7,
                    14,
                    15,
                    false,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [3, 6, 2 * __SIZE_0],
                                [2, 5],
                                2 * __SIZE_0,
                                [2, 2],
                            )
                            .groups(2 * __SIZE_0)
                    },
                    &self.separable_conv2d.depthwise_kernel,
                    14,
                    16,
                );
            __pass.repeat_channels(2, 16, 17);
            __pass.noise(5, __dense::Noise::spatial_dropout(0.25, __SIZE_0), 17);
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new(
                                [5, 12, __SIZE_0],
                                [3, 6],
                                __SIZE_0,
                                [3, 3],
                            )
                            .strides([2, 2])
                            .groups(__SIZE_0)
                    },
                    [1, 0],
                    4,
                    5,
                    17,
                    18,
                    true,
                );
            __pass
                .kernel_gradient(
                    const {
                        __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                            .groups(2)
                    },
                    3,
                    18,
                    19,
                    true,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new([7, 14, 8], [5, 12], __SIZE_0, [3, 3])
                            .groups(2)
                    },
                    &self.conv2d_1.kernel,
                    18,
                    20,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new([14, 28, 8], [7, 14], 8, [2, 2])
                            .strides([2, 2])
                            .groups(8)
                    },
                    [0, 0],
                    2,
                    3,
                    20,
                    21,
                    true,
                );
            __pass
                .kernel_gradient(
                    const {
                        __dense::Windows::new([29, 32, 3], [14, 28], 8, [3, 5])
                            .strides([2, 1])
                    },
                    1,
                    21,
                    22,
                    true,
                );
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.runs(0, 22, 0, 368);
            __pass.runs(1, 22, 360, 368);
            __pass.runs(2, 19, 0, __dense::geometry::sum(36 * __SIZE_0, __SIZE_0));
            __pass
                .runs(
                    3,
                    19,
                    36 * __SIZE_0,
                    __dense::geometry::sum(36 * __SIZE_0, __SIZE_0),
                );
            __pass.runs(4, 15, 0, 4 * 2 * __SIZE_0);
            __pass.runs(5, 13, 0, __dense::geometry::sum(6 * 2 * __SIZE_0, 6));
            __pass
                .runs(
                    6,
                    13,
                    6 * 2 * __SIZE_0,
                    __dense::geometry::sum(6 * 2 * __SIZE_0, 6),
                );
            __pass.kernel(7, 9, 11);
            __pass.bias(8, 11);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
