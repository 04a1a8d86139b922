#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Kept {
    /// `Dense`: `[8]` to `[6]`.
    dense: dense::__private::Dense<
        [[dense::__private::f64; 6]; 8],
        [dense::__private::f64; 6],
    >,
    /// `Dense`: `[6]` to `[4]`.
    dense_1: dense::__private::Dense<[[dense::__private::f64; 4]; 6], ()>,
    /// `Dense`: `[4]` to `[1]`.
    dense_2: dense::__private::Dense<
        [[dense::__private::f64; 1]; 4],
        [dense::__private::f64; 1],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    #[inline(always)]
    fn __activation_0() -> impl __dense::RowActivation {
        const { __dense::activation::gelu.approximate(true) }
    }
    #[inline(always)]
    fn __initializer_1() -> impl __dense::Initializer {
        const { __dense::initializer::random_normal.stddev(1.0) }
    }
    #[inline(always)]
    fn __activation_3() -> impl __dense::RowActivation {
        const { __dense::activation::leaky_relu.negative_slope(0.1) }
    }
    #[cfg(not(rust_analyzer))]
    #[allow(unused_qualifications)]
    #[inline(always)]
    fn __activation_4() -> impl __dense::RowActivation {
        my_crate::Swish::new(1.0)
    }
    #[inline(always)]
    fn __initializer_5() -> impl __dense::Initializer {
        const { __dense::initializer::constant.value(0.5) }
    }
    dense::__storage! {
        {} Kept, __dense::f64, { dense : __dense::Dense < [[__dense::f64; 6]; 8],
        [__dense::f64; 6] >, dense_1 : __dense::Dense < [[__dense::f64; 4]; 6], () >,
        dense_2 : __dense::Dense < [[__dense::f64; 1]; 4], [__dense::f64; 1] >, }
    }
    impl __dense::Compiled for Kept {
        type Input = [__dense::f64; 8];
        type Output = [__dense::f64; 1];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Kept",
            "f64",
            [&[8], &[1]],
            &[
                __dense::LayerPlan::new("dense", "Dense", &[6])
                    .dense(8, 6, true)
                    .steps("product + bias + gelu", "product + bias, gelu"),
                __dense::LayerPlan::new("activation", "Activation", &[6])
                    .steps("elu", "elu"),
                __dense::LayerPlan::new("dense_1", "Dense", &[4])
                    .dense(6, 4, false)
                    .steps("product + leaky_relu", "product + leaky_relu"),
                __dense::LayerPlan::new("dense_2", "Dense", &[1])
                    .dense(4, 1, true)
                    .steps(
                        "product + bias + my_crate::Swish::new(1.0)",
                        "product + bias, my_crate::Swish::new(1.0)",
                    ),
            ],
            &[
                __dense::TensorPlan::new("dense.kernel", &[8, 6], true),
                __dense::TensorPlan::new("dense.bias", &[6], true),
                __dense::TensorPlan::new("dense_1.kernel", &[6, 4], true),
                __dense::TensorPlan::new("dense_2.kernel", &[4, 1], true),
                __dense::TensorPlan::new("dense_2.bias", &[1], true),
            ],
            &__dense::pack([
                __dense::Value::input(8),
                __dense::Value::buffer("dense", 6, 0, 2),
                __dense::Value::buffer("dense_1", 4, 2, 3),
                __dense::Value::output("dense_2", 1),
            ]),
            &__dense::pack([
                __dense::Value::input(8),
                __dense::Value::buffer("sums of dense", 6, 0, 12),
                __dense::Value::buffer("dense", 6, 1, 12),
                __dense::Value::buffer("activation", 6, 2, 15),
                __dense::Value::buffer("dense_1", 4, 3, 16),
                __dense::Value::buffer("sums of dense_2", 1, 4, 7),
                __dense::Value::buffer("dense_2", 1, 5, 7),
                __dense::Value::buffer("gradient of dense_2", 1, 6, 17),
                __dense::Value::buffer("gradient of dense_1", 4, 8, 15),
                __dense::Value::buffer("gradient of dense", 6, 10, 14),
            ]),
            [6, 7],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds.fill(0, &mut self.dense.kernel, __initializer_1());
            __seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
            __seeds
                .fill(2, &mut self.dense_1.kernel, __dense::initializer::glorot_uniform);
            __seeds
                .fill(3, &mut self.dense_2.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(4, &mut self.dense_2.bias, __initializer_5());
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f64>,
        ) {
            __pass.dense(&self.dense, 0, 1, __activation_0());
            __pass.activation(1, 1, 6, __dense::activation::elu);
            __pass.dense(&self.dense_1, 1, 2, __activation_3());
            __pass.dense(&self.dense_2, 2, 3, __activation_4());
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f64>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::linear);
            __pass.activation(1, 2, 6, __activation_0());
            __pass.activation(2, 3, 6, __dense::activation::elu);
            __pass.dense(&self.dense_1, 3, 4, __activation_3());
            __pass.dense(&self.dense_2, 4, 5, __dense::activation::linear);
            __pass.activation(5, 6, 1, __activation_4());
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f64>,
        ) {
            __pass.activation(5, 6, 7, 1, __activation_4());
            __pass.dense(&self.dense_2, 7, 8);
            __pass.activation(4, 4, 8, 4, __activation_3());
            __pass.dense(&self.dense_1, 8, 9);
            __pass.activation(2, 3, 9, 6, __dense::activation::elu);
            __pass.activation(1, 2, 9, 6, __activation_0());
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f64>,
        ) {
            __pass.kernel(0, 0, 9);
            __pass.bias(1, 9);
            __pass.kernel(2, 3, 8);
            __pass.kernel(3, 4, 7);
            __pass.bias(4, 7);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
