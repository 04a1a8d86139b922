#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Batches<const H: dense::__private::usize> {
    /// `Dense`: `[4]` to `[H]`.
    dense: dense::__private::Dense<[[dense::__private::f32; H]; 4], ()>,
    /// `BatchNormalization`: `[H]` to `[H]`.
    batch_normalization: dense::__private::BatchNormalization<
        [dense::__private::f32; H],
        [dense::__private::f32; H],
        [dense::__private::f32; H],
        [dense::__private::f32; H],
    >,
    /// `Dense`: `[H]` to `[2]`.
    dense_1: dense::__private::Dense<
        [[dense::__private::f32; 2]; H],
        [dense::__private::f32; 2],
    >,
    /// `BatchNormalization`: `[2]` to `[2]`.
    last: dense::__private::BatchNormalization<
        [dense::__private::f32; 2],
        [dense::__private::f32; 2],
        [dense::__private::f32; 2],
        [dense::__private::f32; 2],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __NUMBER_1: __dense::f64 = MOMENTUM;
    #[cfg(not(rust_analyzer))]
    const _: () = {
        use __dense::check_fraction;
        const _: () = check_fraction("momentum", __NUMBER_1);
    };
    dense::__storage! {
        { const H : dense::__private::usize } Batches < H >, __dense::f32, { dense :
        __dense::Dense < [[__dense::f32; H]; 4], () >, batch_normalization :
        __dense::BatchNormalization < [__dense::f32; H], [__dense::f32; H],
        [__dense::f32; H], [__dense::f32; H] >, dense_1 : __dense::Dense <
        [[__dense::f32; 2]; H], [__dense::f32; 2] >, last : __dense::BatchNormalization <
        [__dense::f32; 2], [__dense::f32; 2], [__dense::f32; 2], [__dense::f32; 2] >, }
    }
    impl<const H: dense::__private::usize> __dense::Compiled for Batches<H> {
        type Input = [__dense::f32; 4];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = {
            __dense::check_size(H);
            __dense::Plan::new(
                    "Batches",
                    "f32",
                    [&[4], &[2]],
                    &[
                        __dense::LayerPlan::new("dense", "Dense", &[H])
                            .dense(4, H, false)
                            .steps("product", "product"),
                        __dense::LayerPlan::new(
                                "batch_normalization",
                                "BatchNormalization",
                                &[H],
                            )
                            .normalization(H, 4)
                            .steps("batch_normalization", "batch_normalization"),
                        __dense::LayerPlan::new("activation", "Activation", &[H])
                            .steps("relu", "relu"),
                        __dense::LayerPlan::new("dense_1", "Dense", &[2])
                            .dense(H, 2, true)
                            .steps("product + bias", "product + bias"),
                        __dense::LayerPlan::new("last", "BatchNormalization", &[2])
                            .normalization(2, 4)
                            .frozen()
                            .steps("batch_normalization", "batch_normalization"),
                    ],
                    &[
                        __dense::TensorPlan::new("dense.kernel", &[4, H], true),
                        __dense::TensorPlan::new(
                            "batch_normalization.gamma",
                            &[H],
                            true,
                        ),
                        __dense::TensorPlan::new("batch_normalization.beta", &[H], true),
                        __dense::TensorPlan::new(
                            "batch_normalization.moving_mean",
                            &[H],
                            false,
                        ),
                        __dense::TensorPlan::new(
                            "batch_normalization.moving_variance",
                            &[H],
                            false,
                        ),
                        __dense::TensorPlan::new("dense_1.kernel", &[H, 2], true),
                        __dense::TensorPlan::new("dense_1.bias", &[2], true),
                        __dense::TensorPlan::new("last.gamma", &[2], false),
                        __dense::TensorPlan::new("last.beta", &[2], false),
                        __dense::TensorPlan::new("last.moving_mean", &[2], false),
                        __dense::TensorPlan::new("last.moving_variance", &[2], false),
                    ],
                    &__dense::pack([
                        __dense::Value::input(4),
                        __dense::Value::buffer("dense", H, 0, 3),
                        __dense::Value::output("dense_1", 2),
                    ]),
                    &__dense::pack([
                        __dense::Value::input(4),
                        __dense::Value::buffer("dense", H, 0, 9),
                        __dense::Value::buffer("batch_normalization", H, 1, 2),
                        __dense::Value::buffer("activation", H, 2, 13),
                        __dense::Value::buffer("dense_1", 2, 3, 4),
                        __dense::Value::buffer("last", 2, 4, 5),
                        __dense::Value::buffer("gradient of dense_1", 2, 5, 14),
                        __dense::Value::buffer("gradient of dense", H, 7, 10),
                    ]),
                    [5, 6],
                )
                .batch(
                    &[
                        __dense::BatchPlan::new(
                            3,
                            H,
                            1,
                            __dense::Some(7),
                            __NUMBER_1,
                            __dense::batch_normalization::EPSILON,
                        ),
                    ],
                )
        };
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
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
                .fill(5, &mut self.dense_1.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(6, &mut self.dense_1.bias, __dense::initializer::zeros);
            __seeds.fill(7, &mut self.last.gamma, __dense::initializer::ones);
            __seeds.fill(8, &mut self.last.beta, __dense::initializer::zeros);
            __seeds.fill(9, &mut self.last.moving_mean, __dense::initializer::zeros);
            __seeds.fill(10, &mut self.last.moving_variance, __dense::initializer::ones);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::linear);
            __pass
                .normalize(
                    &self.batch_normalization,
                    __dense::batch_normalization::EPSILON,
                    1,
                    1,
                );
            __pass.activation(1, 1, H, __dense::activation::relu);
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
            __pass.normalize(&self.last, 0.01, 2, 2);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            if __pass.phase(0) {
                __pass.dense(&self.dense, 0, 1, __dense::activation::linear);
            }
            if __pass.phase(1) {
                __pass
                    .normalize_batch(
                        &self.batch_normalization,
                        0,
                        __dense::batch_normalization::EPSILON,
                        1,
                        2,
                    );
                __pass.activation(2, 3, H, __dense::activation::relu);
                __pass.dense(&self.dense_1, 3, 4, __dense::activation::linear);
                __pass.normalize(&self.last, 0.01, 4, 5);
            }
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            if __pass.phase(1) {
                __pass.normalize(&self.last, 0.01, 6);
                __pass.dense(&self.dense_1, 6, 7);
                __pass.activation(3, 3, 7, H, __dense::activation::relu);
            }
            if __pass.phase(0) {
                __pass
                    .normalize_batch(
                        &self.batch_normalization,
                        0,
                        __dense::batch_normalization::EPSILON,
                        1,
                        7,
                    );
            }
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 0, 7);
            __pass.gamma(1, 0);
            __pass.beta(2, 0);
            __pass.kernel(5, 3, 6);
            __pass.bias(6, 6);
        }
        const PENALIZED: __dense::bool = true;
        fn penalties(__penalties: &mut impl __dense::Penalties) {
            __penalties.regularizer(1, __dense::regularizer::l2);
        }
        type Folded = __Folded<H>;
        fn write_folded(&self, __folded: &mut Self::Folded) {
            __dense::fold::with_bias(&self.dense, &mut __folded.dense);
            __dense::fold::with_bias(&self.dense_1, &mut __folded.dense_1);
            __dense::fold::behind(
                &__dense::fold::of_batches(
                    &self.batch_normalization,
                    __dense::batch_normalization::EPSILON,
                ),
                &mut __folded.dense.kernel,
                &mut __folded.dense.bias,
            );
            __dense::fold::behind(
                &__dense::fold::of_batches(&self.last, 0.01),
                &mut __folded.dense_1.kernel,
                &mut __folded.dense_1.bias,
            );
        }
    }
    /// `Batches` for predictions, with normalization folded into weights.
    #[derive(__dense::Clone, __dense::Copy)]
    #[repr(C, align(64))]
    pub struct __Folded<const H: dense::__private::usize> {
        dense: __dense::Dense<[[__dense::f32; H]; 4], [__dense::f32; H]>,
        dense_1: __dense::Dense<[[__dense::f32; 2]; H], [__dense::f32; 2]>,
    }
    dense::__storage! {
        { const H : dense::__private::usize } __Folded < H >, __dense::f32, { dense :
        __dense::Dense < [[__dense::f32; H]; 4], [__dense::f32; H] >, dense_1 :
        __dense::Dense < [[__dense::f32; 2]; H], [__dense::f32; 2] >, }
    }
    impl<const H: dense::__private::usize> __dense::Compiled for __Folded<H> {
        type Input = [__dense::f32; 4];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Batches (folded)",
            "f32",
            [&[4], &[2]],
            &[
                __dense::LayerPlan::new("dense", "Dense", &[H])
                    .dense(4, H, true)
                    .steps("product + bias + relu", "product + bias + relu"),
                __dense::LayerPlan::new("activation", "Activation", &[H]),
                __dense::LayerPlan::new("dense_1", "Dense", &[2])
                    .dense(H, 2, true)
                    .steps("product + bias", "product + bias"),
            ],
            &[
                __dense::TensorPlan::new("dense.kernel", &[4, H], true),
                __dense::TensorPlan::new("dense.bias", &[H], true),
                __dense::TensorPlan::new("dense_1.kernel", &[H, 2], true),
                __dense::TensorPlan::new("dense_1.bias", &[2], true),
            ],
            &__dense::pack([
                __dense::Value::input(4),
                __dense::Value::buffer("dense", H, 0, 1),
                __dense::Value::output("dense_1", 2),
            ]),
            &__dense::pack([
                __dense::Value::input(4),
                __dense::Value::buffer("dense", H, 0, 7),
                __dense::Value::buffer("dense_1", 2, 1, 2),
                __dense::Value::buffer("gradient of dense_1", 2, 2, 8),
                __dense::Value::buffer("gradient of dense", H, 3, 6),
            ]),
            [2, 3],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
            __seeds
                .fill(2, &mut self.dense_1.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(3, &mut self.dense_1.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense_1, 3, 4);
            __pass.activation(1, 1, 4, H, __dense::activation::relu);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 0, 4);
            __pass.bias(1, 4);
            __pass.kernel(2, 1, 3);
            __pass.bias(3, 3);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
