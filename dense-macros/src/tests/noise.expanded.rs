#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Noisy {
    /// `Dense`: `[6]` to `[9]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 9]; 6],
        [dense::__private::f32; 9],
    >,
    /// `Dense`: `[9]` to `[4]`.
    dense_1: dense::__private::Dense<
        [[dense::__private::f32; 4]; 9],
        [dense::__private::f32; 4],
    >,
    /// `Dense`: `[4]` to `[4]`.
    dense_2: dense::__private::Dense<
        [[dense::__private::f32; 4]; 4],
        [dense::__private::f32; 4],
    >,
    /// `Dense`: `[4]` to `[2]`.
    dense_3: dense::__private::Dense<
        [[dense::__private::f32; 2]; 4],
        [dense::__private::f32; 2],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __RATE_4: __dense::f64 = RATE;
    const __SEED_5: __dense::u64 = SEED;
    const __STDDEV_7: __dense::f64 = STDDEV;
    #[cfg(not(rust_analyzer))]
    const _: () = {
        use __dense::{check_rate_below_one, check_stddev};
        const _: () = check_rate_below_one(__RATE_4);
        const _: () = check_stddev(__STDDEV_7);
    };
    dense::__storage! {
        {} Noisy, __dense::f32, { dense : __dense::Dense < [[__dense::f32; 9]; 6],
        [__dense::f32; 9] >, dense_1 : __dense::Dense < [[__dense::f32; 4]; 9],
        [__dense::f32; 4] >, dense_2 : __dense::Dense < [[__dense::f32; 4]; 4],
        [__dense::f32; 4] >, dense_3 : __dense::Dense < [[__dense::f32; 2]; 4],
        [__dense::f32; 2] >, }
    }
    impl __dense::Compiled for Noisy {
        type Input = [__dense::f32; 6];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Noisy",
            "f32",
            [&[6], &[2]],
            &[
                __dense::LayerPlan::new("gaussian_noise", "GaussianNoise", &[6])
                    .steps("", "gaussian noise"),
                __dense::LayerPlan::new("dense", "Dense", &[9])
                    .dense(6, 9, true)
                    .steps("product + bias + selu", "product + bias, selu"),
                __dense::LayerPlan::new("alpha_dropout", "AlphaDropout", &[9])
                    .steps("", "alpha dropout"),
                __dense::LayerPlan::new("dense_1", "Dense", &[4])
                    .dense(9, 4, true)
                    .steps("product + bias", "product + bias"),
                __dense::LayerPlan::new("gaussian_dropout", "GaussianDropout", &[4])
                    .steps("", "gaussian dropout"),
                __dense::LayerPlan::new("dropout", "Dropout", &[4]),
                __dense::LayerPlan::new("dense_2", "Dense", &[4])
                    .dense(4, 4, true)
                    .steps("product + bias", "product + bias"),
                __dense::LayerPlan::new("gaussian_noise_1", "GaussianNoise", &[4])
                    .steps("", "gaussian noise"),
                __dense::LayerPlan::new("dense_3", "Dense", &[2])
                    .dense(4, 2, true)
                    .steps("product + bias", "product + bias"),
            ],
            &[
                __dense::TensorPlan::new("dense.kernel", &[6, 9], true),
                __dense::TensorPlan::new("dense.bias", &[9], true),
                __dense::TensorPlan::new("dense_1.kernel", &[9, 4], true),
                __dense::TensorPlan::new("dense_1.bias", &[4], true),
                __dense::TensorPlan::new("dense_2.kernel", &[4, 4], true),
                __dense::TensorPlan::new("dense_2.bias", &[4], true),
                __dense::TensorPlan::new("dense_3.kernel", &[4, 2], true),
                __dense::TensorPlan::new("dense_3.bias", &[2], true),
            ],
            &__dense::pack([
                __dense::Value::input(6),
                __dense::Value::buffer("dense", 9, 0, 1),
                __dense::Value::buffer("dense_1", 4, 1, 2),
                __dense::Value::buffer("dense_2", 4, 2, 3),
                __dense::Value::output("dense_3", 2),
            ]),
            &__dense::pack([
                __dense::Value::input(6),
                __dense::Value::buffer("gaussian_noise", 6, 0, 16),
                __dense::Value::buffer("sums of dense", 9, 1, 15),
                __dense::Value::buffer("dense", 9, 2, 15),
                __dense::Value::buffer("alpha_dropout", 9, 3, 18),
                __dense::Value::buffer("dense_1", 4, 4, 5),
                __dense::Value::buffer("gaussian_dropout", 4, 5, 20),
                __dense::Value::buffer("dense_2", 4, 6, 7),
                __dense::Value::buffer("gaussian_noise_1", 4, 7, 22),
                __dense::Value::buffer("dense_3", 2, 8, 9),
                __dense::Value::buffer("gradient of dense_3", 2, 9, 23),
                __dense::Value::buffer("gradient of dense_2", 4, 10, 21),
                __dense::Value::buffer("gradient of dense_1", 4, 11, 19),
                __dense::Value::buffer("gradient of dense", 9, 13, 17),
            ]),
            [9, 10],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
            __seeds
                .fill(2, &mut self.dense_1.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(3, &mut self.dense_1.bias, __dense::initializer::zeros);
            __seeds
                .fill(4, &mut self.dense_2.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(5, &mut self.dense_2.bias, __dense::initializer::zeros);
            __seeds
                .fill(6, &mut self.dense_3.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(7, &mut self.dense_3.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::selu);
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
            __pass.dense(&self.dense_2, 2, 3, __dense::activation::linear);
            __pass.dense(&self.dense_3, 3, 4, __dense::activation::linear);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.noise(0, __dense::Noise::gaussian_noise(0.1), 0, 1);
            __pass.dense(&self.dense, 1, 2, __dense::activation::linear);
            __pass.activation(2, 3, 9, __dense::activation::selu);
            __pass.noise(2, __dense::Noise::alpha_dropout(0.2).seed(7), 3, 4);
            __pass.dense(&self.dense_1, 4, 5, __dense::activation::linear);
            __pass
                .noise(
                    4,
                    __dense::Noise::gaussian_dropout(__RATE_4).seed(__SEED_5),
                    5,
                    6,
                );
            __pass.dense(&self.dense_2, 6, 7, __dense::activation::linear);
            __pass.noise(7, __dense::Noise::gaussian_noise(__STDDEV_7), 7, 8);
            __pass.dense(&self.dense_3, 8, 9, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense_3, 10, 11);
            __pass.dense(&self.dense_2, 11, 12);
            __pass
                .noise(4, __dense::Noise::gaussian_dropout(__RATE_4).seed(__SEED_5), 12);
            __pass.dense(&self.dense_1, 12, 13);
            __pass.noise(2, __dense::Noise::alpha_dropout(0.2).seed(7), 13);
            __pass.activation(2, 3, 13, 9, __dense::activation::selu);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 1, 13);
            __pass.bias(1, 13);
            __pass.kernel(2, 4, 12);
            __pass.bias(3, 12);
            __pass.kernel(4, 6, 11);
            __pass.bias(5, 11);
            __pass.kernel(6, 8, 10);
            __pass.bias(7, 10);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
