#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Places<const F: dense::__private::usize> {
    /// `Conv2DTranspose`: `[HEIGHT + 1 + 1, 6, 2]` to `[(HEIGHT + 1 + 1) * 2, 12, F]`.
    conv2d_transpose: dense::__private::Conv2DTranspose<
        [[[[dense::__private::f32; 2]; F]; 3]; 3],
        [dense::__private::f32; F],
    >,
    /// `DepthwiseConv2D`: `[2 * (HEIGHT + 1 + 1) * 2, 24, F]` to `[2 * (HEIGHT + 1 + 1) * 2 - 4 + 1, 24, F]`.
    depthwise_conv2d: dense::__private::DepthwiseConv2D<
        [[[[dense::__private::f32; 1]; F]; 1]; 2],
        [dense::__private::f32; F],
    >,
    /// `Dense`: `[F]` to `[2]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 2]; F],
        [dense::__private::f32; 2],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __SIZE_0: __dense::usize = [(); HEIGHT].len();
    #[cfg(not(rust_analyzer))]
    const _: () = {
        use __dense::{check_fits, check_size};
        const _: () = check_fits(
            "kernel",
            &[2, 1],
            &[3, 1],
            &[
                const {
                    2
                        * __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        )
                },
                24,
            ],
        );
        const _: () = check_fits(
            "pool",
            &[2, 2],
            &[1, 1],
            &[
                const {
                    __dense::geometry::valid(
                        2
                            * __dense::geometry::spread_output(
                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                3,
                                2,
                                1,
                                0,
                            ),
                        4,
                        1,
                    )
                },
                24,
            ],
        );
        const _: () = check_size(__SIZE_0);
    };
    dense::__storage! {
        { const F : dense::__private::usize } Places < F >, __dense::f32, {
        conv2d_transpose : __dense::Conv2DTranspose < [[[[__dense::f32; 2]; F]; 3]; 3],
        [__dense::f32; F] >, depthwise_conv2d : __dense::DepthwiseConv2D <
        [[[[__dense::f32; 1]; F]; 1]; 2], [__dense::f32; F] >, dense : __dense::Dense <
        [[__dense::f32; 2]; F], [__dense::f32; 2] >, }
    }
    impl<const F: dense::__private::usize> __dense::Compiled for Places<F> {
        type Input = [[[__dense::f32; 2]; 6]; __SIZE_0];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = {
            __dense::check_size(F);
            __dense::Plan::new(
                "Places",
                "f32",
                [&[__SIZE_0, 6, 2], &[2]],
                &[
                    __dense::LayerPlan::new(
                            "zero_padding2d",
                            "ZeroPadding2D",
                            &[const { __dense::geometry::grown(__SIZE_0, 1, 1) }, 6, 2],
                        )
                        .steps("pad", "pad"),
                    __dense::LayerPlan::new(
                            "conv2d_transpose",
                            "Conv2DTranspose",
                            &[
                                const {
                                    __dense::geometry::spread_output(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    )
                                },
                                12,
                                F,
                            ],
                        )
                        .transposed(const {
                            __dense::Windows::new(
                                    [
                                        __dense::geometry::spread_whole(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                        13,
                                        F,
                                    ],
                                    [__dense::geometry::grown(__SIZE_0, 1, 1), 6],
                                    2,
                                    [3, 3],
                                )
                                .strides([2, 2])
                        })
                        .biased(const {
                            12
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        })
                        .steps(
                            "transposed convolution + bias, crop, tanh",
                            "transposed convolution + bias, crop, tanh",
                        ),
                    __dense::LayerPlan::new(
                            "up_sampling2d",
                            "UpSampling2D",
                            &[
                                const {
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        )
                                },
                                24,
                                F,
                            ],
                        )
                        .steps("interpolate", "interpolate"),
                    __dense::LayerPlan::new(
                            "depthwise_conv2d",
                            "DepthwiseConv2D",
                            &[
                                const {
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    )
                                },
                                24,
                                F,
                            ],
                        )
                        .convolution(const {
                            __dense::Windows::new(
                                    [
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        24,
                                        F,
                                    ],
                                    [
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        24,
                                    ],
                                    F,
                                    [2, 1],
                                )
                                .dilation([3, 1])
                                .groups(F)
                        })
                        .biased(const {
                            24
                                * __dense::geometry::valid(
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    4,
                                    1,
                                ) * F
                        })
                        .steps("convolution + bias", "convolution + bias"),
                    __dense::LayerPlan::new(
                            "average_pooling2d",
                            "AveragePooling2D",
                            &[
                                const {
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    )
                                },
                                12,
                                F,
                            ],
                        )
                        .averages(const {
                            __dense::Windows::new(
                                    [
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        24,
                                        F,
                                    ],
                                    [
                                        __dense::geometry::valid(
                                            __dense::geometry::valid(
                                                2
                                                    * __dense::geometry::spread_output(
                                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                                        3,
                                                        2,
                                                        1,
                                                        0,
                                                    ),
                                                4,
                                                1,
                                            ),
                                            2,
                                            2,
                                        ),
                                        12,
                                    ],
                                    F,
                                    [2, 2],
                                )
                                .strides([2, 2])
                                .groups(F)
                        })
                        .steps("average pooling", "average pooling"),
                    __dense::LayerPlan::new(
                            "permute",
                            "Permute",
                            &[
                                12,
                                const {
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    )
                                },
                                F,
                            ],
                        )
                        .steps("permute", "permute"),
                    __dense::LayerPlan::new(
                            "global_max_pooling2d",
                            "GlobalMaxPooling2D",
                            &[F],
                        )
                        .steps("max pooling", "max pooling"),
                    __dense::LayerPlan::new("dense", "Dense", &[2])
                        .dense(F, 2, true)
                        .steps("product + bias", "product + bias"),
                ],
                &[
                    __dense::TensorPlan::new(
                        "conv2d_transpose.kernel",
                        &[3, 3, F, 2],
                        true,
                    ),
                    __dense::TensorPlan::new("conv2d_transpose.bias", &[F], true),
                    __dense::TensorPlan::new(
                        "depthwise_conv2d.kernel",
                        &[2, 1, F, 1],
                        true,
                    ),
                    __dense::TensorPlan::new("depthwise_conv2d.bias", &[F], true),
                    __dense::TensorPlan::new("dense.kernel", &[F, 2], true),
                    __dense::TensorPlan::new("dense.bias", &[2], true),
                ],
                &__dense::pack([
                    __dense::Value::input(const { 12 * __SIZE_0 }),
                    __dense::Value::buffer(
                        "zero_padding2d",
                        const { 12 * __dense::geometry::grown(__SIZE_0, 1, 1) },
                        0,
                        1,
                    ),
                    __dense::Value::buffer(
                        "conv2d_transpose before",
                        const {
                            13
                                * __dense::geometry::spread_whole(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        1,
                        2,
                    ),
                    __dense::Value::buffer(
                        "conv2d_transpose",
                        const {
                            12
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        2,
                        4,
                    ),
                    __dense::Value::buffer(
                        "up_sampling2d",
                        const {
                            24 * 2
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        4,
                        5,
                    ),
                    __dense::Value::buffer(
                        "depthwise_conv2d",
                        const {
                            24
                                * __dense::geometry::valid(
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    4,
                                    1,
                                ) * F
                        },
                        5,
                        6,
                    ),
                    __dense::Value::buffer(
                        "average_pooling2d",
                        const {
                            12
                                * __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ) * F
                        },
                        6,
                        7,
                    ),
                    __dense::Value::buffer(
                        "permute",
                        const {
                            12
                                * __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ) * F
                        },
                        7,
                        8,
                    ),
                    __dense::Value::buffer("global_max_pooling2d", F, 8, 9),
                    __dense::Value::output("dense", 2),
                ]),
                &__dense::pack([
                    __dense::Value::input(const { 12 * __SIZE_0 }),
                    __dense::Value::buffer(
                        "zero_padding2d",
                        const { 12 * __dense::geometry::grown(__SIZE_0, 1, 1) },
                        0,
                        20,
                    ),
                    __dense::Value::buffer(
                        "conv2d_transpose before",
                        const {
                            13
                                * __dense::geometry::spread_whole(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        1,
                        2,
                    ),
                    __dense::Value::buffer(
                        "sums of conv2d_transpose",
                        const {
                            12
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        2,
                        3,
                    ),
                    __dense::Value::buffer(
                        "conv2d_transpose",
                        const {
                            12
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        3,
                        18,
                    ),
                    __dense::Value::buffer(
                        "up_sampling2d",
                        const {
                            24 * 2
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        4,
                        15,
                    ),
                    __dense::Value::buffer(
                        "depthwise_conv2d",
                        const {
                            24
                                * __dense::geometry::valid(
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    4,
                                    1,
                                ) * F
                        },
                        5,
                        6,
                    ),
                    __dense::Value::buffer(
                        "average_pooling2d",
                        const {
                            12
                                * __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ) * F
                        },
                        6,
                        7,
                    ),
                    __dense::Value::buffer(
                        "permute",
                        const {
                            12
                                * __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ) * F
                        },
                        7,
                        12,
                    ),
                    __dense::Value::buffer("global_max_pooling2d", F, 8, 26),
                    __dense::Value::buffer("dense", 2, 9, 10),
                    __dense::Value::buffer("gradient of dense", 2, 10, 27),
                    __dense::Value::buffer(
                        "gradient of global_max_pooling2d",
                        F,
                        11,
                        12,
                    ),
                    __dense::Value::buffer(
                        "gradient of permute",
                        const {
                            12
                                * __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ) * F
                        },
                        12,
                        13,
                    ),
                    __dense::Value::buffer(
                        "gradient of average_pooling2d",
                        const {
                            12
                                * __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ) * F
                        },
                        13,
                        14,
                    ),
                    __dense::Value::buffer(
                        "gradient of depthwise_conv2d",
                        const {
                            24
                                * __dense::geometry::valid(
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    4,
                                    1,
                                ) * F
                        },
                        14,
                        16,
                    ),
                    __dense::Value::runs(
                        "gradient of depthwise_conv2d.kernel",
                        const { __dense::geometry::sum(2 * F, F) },
                        15,
                        25,
                    ),
                    __dense::Value::buffer(
                        "gradient of up_sampling2d",
                        const {
                            24 * 2
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        16,
                        17,
                    ),
                    __dense::Value::buffer(
                        "gradient of conv2d_transpose",
                        const {
                            12
                                * __dense::geometry::spread_output(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        17,
                        19,
                    ),
                    __dense::Value::buffer(
                        "gradient of conv2d_transpose",
                        const {
                            13
                                * __dense::geometry::spread_whole(
                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                    3,
                                    2,
                                    1,
                                    0,
                                ) * F
                        },
                        19,
                        21,
                    ),
                    __dense::Value::runs(
                        "gradient of conv2d_transpose.kernel",
                        const { 18 * F },
                        20,
                        22,
                    ),
                    __dense::Value::buffer(
                        "gradient of conv2d_transpose.bias",
                        F,
                        21,
                        23,
                    ),
                ]),
                [10, 11],
            )
        };
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(
                    0,
                    &mut self.conv2d_transpose.kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds
                .fill(1, &mut self.conv2d_transpose.bias, __dense::initializer::zeros);
            __seeds
                .fill(
                    2,
                    &mut self.depthwise_conv2d.kernel,
                    __dense::initializer::glorot_uniform,
                );
            __seeds
                .fill(3, &mut self.depthwise_conv2d.bias, __dense::initializer::zeros);
            __seeds
                .fill(4, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(5, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass
                .pad(
                    [__dense::geometry::grown(__SIZE_0, 1, 1), 6, 2],
                    [__SIZE_0, 6, 2],
                    [1, 0],
                    0,
                    1,
                );
            __pass
                .convolve_transposed(
                    const {
                        __dense::Windows::new(
                                [
                                    __dense::geometry::spread_whole(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                    13,
                                    F,
                                ],
                                [__dense::geometry::grown(__SIZE_0, 1, 1), 6],
                                2,
                                [3, 3],
                            )
                            .strides([2, 2])
                    },
                    &self.conv2d_transpose.kernel,
                    &self.conv2d_transpose.bias,
                    1,
                    2,
                    __dense::activation::linear,
                );
            __pass
                .crop(
                    [
                        __dense::geometry::spread_whole(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        13,
                        F,
                    ],
                    [
                        __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        12,
                        F,
                    ],
                    [
                        __dense::geometry::spread_before(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        0,
                    ],
                    2,
                    3,
                );
            __pass.activation(3, 3, F, __dense::activation::tanh);
            __pass
                .interpolate(
                    [
                        __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        12,
                        F,
                    ],
                    [2, 2],
                    3,
                    4,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                ],
                                F,
                                [2, 1],
                            )
                            .dilation([3, 1])
                            .groups(F)
                    },
                    &self.depthwise_conv2d.kernel,
                    &self.depthwise_conv2d.bias,
                    4,
                    5,
                    __dense::activation::linear,
                );
            __pass
                .average_pool(
                    const {
                        __dense::Windows::new(
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                    12,
                                ],
                                F,
                                [2, 2],
                            )
                            .strides([2, 2])
                            .groups(F)
                    },
                    [0, 0],
                    5,
                    6,
                );
            __pass
                .permute(
                    &[
                        __dense::geometry::valid(
                            __dense::geometry::valid(
                                2
                                    * __dense::geometry::spread_output(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                4,
                                1,
                            ),
                            2,
                            2,
                        ),
                        12,
                        F,
                    ],
                    &[1, 0, 2],
                    6,
                    7,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new(
                                [
                                    12,
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                    F,
                                ],
                                [1, 1],
                                F,
                                [
                                    12,
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                ],
                            )
                            .strides([
                                12,
                                __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ),
                            ])
                            .groups(F)
                    },
                    [0, 0],
                    7,
                    8,
                );
            __pass.dense(&self.dense, 8, 9, __dense::activation::linear);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass
                .pad(
                    [__dense::geometry::grown(__SIZE_0, 1, 1), 6, 2],
                    [__SIZE_0, 6, 2],
                    [1, 0],
                    0,
                    1,
                );
            __pass
                .convolve_transposed(
                    const {
                        __dense::Windows::new(
                                [
                                    __dense::geometry::spread_whole(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                    13,
                                    F,
                                ],
                                [__dense::geometry::grown(__SIZE_0, 1, 1), 6],
                                2,
                                [3, 3],
                            )
                            .strides([2, 2])
                    },
                    &self.conv2d_transpose.kernel,
                    &self.conv2d_transpose.bias,
                    1,
                    2,
                    __dense::activation::linear,
                );
            __pass
                .crop(
                    [
                        __dense::geometry::spread_whole(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        13,
                        F,
                    ],
                    [
                        __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        12,
                        F,
                    ],
                    [
                        __dense::geometry::spread_before(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        0,
                    ],
                    2,
                    3,
                );
            __pass.activation(3, 4, F, __dense::activation::tanh);
            __pass
                .interpolate(
                    [
                        __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        12,
                        F,
                    ],
                    [2, 2],
                    4,
                    5,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                ],
                                F,
                                [2, 1],
                            )
                            .dilation([3, 1])
                            .groups(F)
                    },
                    &self.depthwise_conv2d.kernel,
                    &self.depthwise_conv2d.bias,
                    5,
                    6,
                    __dense::activation::linear,
                );
            __pass
                .average_pool(
                    const {
                        __dense::Windows::new(
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                    12,
                                ],
                                F,
                                [2, 2],
                            )
                            .strides([2, 2])
                            .groups(F)
                    },
                    [0, 0],
                    6,
                    7,
                );
            __pass
                .permute(
                    &[
                        __dense::geometry::valid(
                            __dense::geometry::valid(
                                2
                                    * __dense::geometry::spread_output(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                4,
                                1,
                            ),
                            2,
                            2,
                        ),
                        12,
                        F,
                    ],
                    &[1, 0, 2],
                    7,
                    8,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new(
                                [
                                    12,
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                    F,
                                ],
                                [1, 1],
                                F,
                                [
                                    12,
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                ],
                            )
                            .strides([
                                12,
                                __dense::geometry::valid(
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    2,
                                    2,
                                ),
                            ])
                            .groups(F)
                    },
                    [0, 0],
                    8,
                    9,
                );
            __pass.dense(&self.dense, 9, 10, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 11, 12);
            __pass
                .global_max_pool(
                    12
                        * __dense::geometry::valid(
                            __dense::geometry::valid(
                                2
                                    * __dense::geometry::spread_output(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                4,
                                1,
                            ),
                            2,
                            2,
                        ),
                    F,
                    8,
                    9,
                    12,
                    13,
                    false,
                );
            __pass
                .permute(
                    &[
                        __dense::geometry::valid(
                            __dense::geometry::valid(
                                2
                                    * __dense::geometry::spread_output(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                4,
                                1,
                            ),
                            2,
                            2,
                        ),
                        12,
                        F,
                    ],
                    &[1, 0, 2],
                    13,
                    14,
                );
            __pass
                .average_pool(
                    const {
                        __dense::Windows::new(
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        __dense::geometry::valid(
                                            2
                                                * __dense::geometry::spread_output(
                                                    __dense::geometry::grown(__SIZE_0, 1, 1),
                                                    3,
                                                    2,
                                                    1,
                                                    0,
                                                ),
                                            4,
                                            1,
                                        ),
                                        2,
                                        2,
                                    ),
                                    12,
                                ],
                                F,
                                [2, 2],
                            )
                            .strides([2, 2])
                            .groups(F)
                    },
                    [0, 0],
                    14,
                    15,
                );
            __pass
                .kernel_gradient(
                    const {
                        __dense::Windows::new(
                                [
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                ],
                                F,
                                [2, 1],
                            )
                            .dilation([3, 1])
                            .groups(F)
                    },
                    5,
                    15,
                    16,
                    true,
                );
            __pass
                .convolve(
                    const {
                        __dense::Windows::new(
                                [
                                    2
                                        * __dense::geometry::spread_output(
                                            __dense::geometry::grown(__SIZE_0, 1, 1),
                                            3,
                                            2,
                                            1,
                                            0,
                                        ),
                                    24,
                                    F,
                                ],
                                [
                                    __dense::geometry::valid(
                                        2
                                            * __dense::geometry::spread_output(
                                                __dense::geometry::grown(__SIZE_0, 1, 1),
                                                3,
                                                2,
                                                1,
                                                0,
                                            ),
                                        4,
                                        1,
                                    ),
                                    24,
                                ],
                                F,
                                [2, 1],
                            )
                            .dilation([3, 1])
                            .groups(F)
                    },
                    &self.depthwise_conv2d.kernel,
                    15,
                    17,
                );
            __pass
                .interpolate(
                    [
                        __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        12,
                        F,
                    ],
                    [2, 2],
                    17,
                    18,
                );
            __pass.activation(4, 4, 18, F, __dense::activation::tanh);
            __pass
                .crop(
                    [
                        __dense::geometry::spread_whole(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        13,
                        F,
                    ],
                    [
                        __dense::geometry::spread_output(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        12,
                        F,
                    ],
                    [
                        __dense::geometry::spread_before(
                            __dense::geometry::grown(__SIZE_0, 1, 1),
                            3,
                            2,
                            1,
                            0,
                        ),
                        0,
                    ],
                    18,
                    19,
                );
            __pass
                .kernel_gradient(
                    const {
                        __dense::Windows::new(
                                [
                                    __dense::geometry::spread_whole(
                                        __dense::geometry::grown(__SIZE_0, 1, 1),
                                        3,
                                        2,
                                        1,
                                        0,
                                    ),
                                    13,
                                    F,
                                ],
                                [__dense::geometry::grown(__SIZE_0, 1, 1), 6],
                                2,
                                [3, 3],
                            )
                            .strides([2, 2])
                    },
                    19,
                    1,
                    20,
                    false,
                );
            __pass.offset_gradient(19, 21, F);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.runs(0, 20, 0, 18 * F);
            __pass.bias(1, 21);
            __pass.runs(2, 16, 0, __dense::geometry::sum(2 * F, F));
            __pass.runs(3, 16, 2 * F, __dense::geometry::sum(2 * F, F));
            __pass.kernel(4, 9, 11);
            __pass.bias(5, 11);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Steps {
    /// `Conv1D`: `[20, 3]` to `[20, 4]`.
    conv1d: dense::__private::Conv1D<
        [[[dense::__private::f32; 4]; 3]; 3],
        [dense::__private::f32; 4],
    >,
    /// `Dense`: `[4]` to `[2]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 2]; 4],
        [dense::__private::f32; 2],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    dense::__storage! {
        {} Steps, __dense::f32, { conv1d : __dense::Conv1D < [[[__dense::f32; 4]; 3]; 3],
        [__dense::f32; 4] >, dense : __dense::Dense < [[__dense::f32; 2]; 4],
        [__dense::f32; 2] >, }
    }
    impl __dense::Compiled for Steps {
        type Input = [[__dense::f32; 3]; 20];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Steps",
            "f32",
            [&[20, 3], &[2]],
            &[
                __dense::LayerPlan::new("conv1d", "Conv1D", &[20, 4])
                    .convolution(const {
                        __dense::Windows::new([1, 22, 3], [1, 20], 4, [1, 3])
                    })
                    .in_part(80)
                    .biased(80)
                    .steps(
                        "pad, convolution + bias + relu + max pooling",
                        "pad, convolution + bias + relu",
                    ),
                __dense::LayerPlan::new("max_pooling1d", "MaxPooling1D", &[10, 4])
                    .steps("", "max pooling"),
                __dense::LayerPlan::new("cropping1d", "Cropping1D", &[9, 4])
                    .steps("crop", "crop"),
                __dense::LayerPlan::new("up_sampling1d", "UpSampling1D", &[18, 4])
                    .steps("repeat places", "repeat places"),
                __dense::LayerPlan::new(
                        "global_average_pooling1d",
                        "GlobalAveragePooling1D",
                        &[4],
                    )
                    .average(72)
                    .steps("average", "average"),
                __dense::LayerPlan::new("dense", "Dense", &[2])
                    .dense(4, 2, true)
                    .steps("product + bias", "product + bias"),
            ],
            &[
                __dense::TensorPlan::new("conv1d.kernel", &[3, 3, 4], true),
                __dense::TensorPlan::new("conv1d.bias", &[4], true),
                __dense::TensorPlan::new("dense.kernel", &[4, 2], true),
                __dense::TensorPlan::new("dense.bias", &[2], true),
            ],
            &__dense::pack([
                __dense::Value::input(60),
                __dense::Value::buffer("conv1d before", 66, 0, 1),
                __dense::Value::buffer("conv1d", 40, 1, 2),
                __dense::Value::buffer("rows of conv1d", 80, 1, 1),
                __dense::Value::buffer("cropping1d", 36, 2, 3),
                __dense::Value::buffer("up_sampling1d", 72, 3, 4),
                __dense::Value::buffer("global_average_pooling1d", 4, 4, 5),
                __dense::Value::output("dense", 2),
            ]),
            &__dense::pack([
                __dense::Value::input(60),
                __dense::Value::buffer("conv1d before", 66, 0, 13),
                __dense::Value::buffer("conv1d", 80, 1, 12),
                __dense::Value::buffer("max_pooling1d", 40, 2, 12),
                __dense::Value::buffer("cropping1d", 36, 3, 4),
                __dense::Value::buffer("up_sampling1d", 72, 4, 5),
                __dense::Value::buffer("global_average_pooling1d", 4, 5, 16),
                __dense::Value::buffer("dense", 2, 6, 7),
                __dense::Value::buffer("gradient of dense", 2, 7, 17),
                __dense::Value::buffer("gradient of global_average_pooling1d", 4, 8, 9),
                __dense::Value::buffer("gradient of up_sampling1d", 72, 9, 10),
                __dense::Value::buffer("gradient of cropping1d", 36, 10, 11),
                __dense::Value::buffer("gradient of max_pooling1d", 40, 11, 12),
                __dense::Value::buffer("gradient of conv1d", 80, 12, 13),
                __dense::Value::runs("gradient of conv1d.kernel", 40, 13, 15),
            ]),
            [7, 8],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.conv1d.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.conv1d.bias, __dense::initializer::zeros);
            __seeds
                .fill(2, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(3, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.pad([1, 22, 3], [1, 20, 3], [0, 2], 0, 1);
            __pass
                .convolve_and_pool(
                    [
                        const { __dense::Windows::new([1, 22, 3], [1, 20], 4, [1, 3]) },
                        const {
                            __dense::Windows::new([1, 20, 4], [1, 10], 4, [1, 2])
                                .strides([1, 2])
                                .groups(4)
                        },
                    ],
                    true,
                    &self.conv1d.kernel,
                    &self.conv1d.bias,
                    1,
                    3,
                    2,
                    __dense::activation::relu,
                );
            __pass.crop([1, 10, 4], [1, 9, 4], [0, 1], 2, 4);
            __pass.up_sample([1, 9, 4], [1, 2], 4, 5);
            __pass.average(18, 4, 5, 6);
            __pass.dense(&self.dense, 6, 7, __dense::activation::linear);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.pad([1, 22, 3], [1, 20, 3], [0, 2], 0, 1);
            __pass
                .convolve(
                    const { __dense::Windows::new([1, 22, 3], [1, 20], 4, [1, 3]) },
                    &self.conv1d.kernel,
                    &self.conv1d.bias,
                    1,
                    2,
                    __dense::activation::relu,
                );
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new([1, 20, 4], [1, 10], 4, [1, 2])
                            .strides([1, 2])
                            .groups(4)
                    },
                    [0, 0],
                    2,
                    3,
                );
            __pass.crop([1, 10, 4], [1, 9, 4], [0, 1], 3, 4);
            __pass.up_sample([1, 9, 4], [1, 2], 4, 5);
            __pass.average(18, 4, 5, 6);
            __pass.dense(&self.dense, 6, 7, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 8, 9);
            __pass.average(18, 4, 9, 10);
            __pass.up_sample([1, 9, 4], [1, 2], 10, 11);
            __pass.crop([1, 10, 4], [1, 9, 4], [0, 1], 11, 12);
            __pass
                .max_pool(
                    const {
                        __dense::Windows::new([1, 20, 4], [1, 10], 4, [1, 2])
                            .strides([1, 2])
                            .groups(4)
                    },
                    [0, 0],
                    2,
                    3,
                    12,
                    13,
                    true,
                );
            __pass
                .kernel_gradient(
                    const { __dense::Windows::new([1, 22, 3], [1, 20], 4, [1, 3]) },
                    1,
                    13,
                    14,
                    true,
                );
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.runs(0, 14, 0, 40);
            __pass.runs(1, 14, 36, 40);
            __pass.kernel(2, 6, 8);
            __pass.bias(3, 8);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
