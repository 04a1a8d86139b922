#[cfg(feature = "large")]
#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
pub(crate) struct Sized {
    /// `Dense`: `[4 * WIDTH]` to `[2 * HIDDEN]`.
    dense: <Self as dense::__private::Layer<0>>::Parameters,
}
#[cfg(feature = "large")]
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __SIZE_0: __dense::usize = [(); WIDTH].len();
    const __SIZE_1: __dense::usize = [(); 2 * HIDDEN].len();
    const __SIZE_2: __dense::usize = [(); HIDDEN].len();
    const __RATE_1: __dense::f64 = RATE;
    #[cfg(not(rust_analyzer))]
    const _: () = {
        use __dense::{check_budget, check_numbers, check_rate, check_shape, check_size};
        const _: () = check_shape("`dense` gives ", &[__SIZE_1], &[48]);
        const _: () = check_numbers(&[__SIZE_1], &[__SIZE_2, 2]);
        const _: () = check_size(__SIZE_0);
        const _: () = check_size(__SIZE_1);
        const _: () = check_rate(__RATE_1);
        const _: () = check_size(__SIZE_2);
        const _: () = check_budget(
            "`Sized` has ",
            <Sized as __dense::Network>::PARAMETERS,
            " parameters",
            5000,
        );
        const _: () = check_budget(
            "`Sized` has ",
            <Sized as __dense::Network>::WORKSPACE_BYTES,
            " bytes of workspace",
            1024,
        );
    };
    impl __dense::Layer<0> for Sized {
        type Parameters = __dense::Dense<
            [[__dense::f32; __SIZE_1]; 4 * __SIZE_0],
            [__dense::f32; __SIZE_1],
        >;
    }
    dense::__storage! {
        {} Sized, __dense::f32, { dense : __dense::Dense < [[__dense::f32; __SIZE_1]; 4 *
        __SIZE_0], [__dense::f32; __SIZE_1] >, }
    }
    impl __dense::Compiled for Sized {
        type Input = [[__dense::f32; 4]; __SIZE_0];
        type Output = [[__dense::f32; 2]; __SIZE_2];
        type Head = __dense::head::Softmax;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Sized",
            "f32",
            [&[__SIZE_0, 4], &[__SIZE_2, 2]],
            &[
                __dense::LayerPlan::new("flatten", "Flatten", &[const { 4 * __SIZE_0 }]),
                __dense::LayerPlan::new("dense", "Dense", &[__SIZE_1])
                    .dense(const { 4 * __SIZE_0 }, __SIZE_1, true)
                    .steps("product + bias + relu", "product + bias + relu"),
                __dense::LayerPlan::new("dropout", "Dropout", &[__SIZE_1])
                    .steps("", "dropout"),
                __dense::LayerPlan::new("reshape", "Reshape", &[__SIZE_2, 2]),
                __dense::LayerPlan::new("activation", "Activation", &[__SIZE_2, 2])
                    .steps("softmax", "softmax in the loss"),
            ],
            &[
                __dense::TensorPlan::new(
                    "dense.kernel",
                    &[const { 4 * __SIZE_0 }, __SIZE_1],
                    true,
                ),
                __dense::TensorPlan::new("dense.bias", &[__SIZE_1], true),
            ],
            &__dense::pack([
                __dense::Value::input(const { 4 * __SIZE_0 }),
                __dense::Value::output("dense", __SIZE_1),
            ]),
            &__dense::pack([
                __dense::Value::input(const { 4 * __SIZE_0 }),
                __dense::Value::buffer("dense", __SIZE_1, 0, 4),
                __dense::Value::buffer("dropout", __SIZE_1, 1, 2),
                __dense::Value::buffer("gradient of dense", __SIZE_1, 2, 6),
            ]),
            [2, 3],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            __pass.activation(1, 1, 2, __dense::activation::softmax);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            __pass.noise(2, __dense::Noise::dropout(__RATE_1), 1, 2);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.noise(2, __dense::Noise::dropout(__RATE_1), 3);
            __pass.activation(1, 1, 3, __SIZE_1, __dense::activation::relu);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 0, 3);
            __pass.bias(1, 3);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
