#[cfg(feature = "large")]
#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
pub(crate) struct Sized {
    dense: dense::__private::Dense<[[f32; 2 * HIDDEN]; 4 * WIDTH], [f32; 2 * HIDDEN]>,
}
#[cfg(feature = "large")]
const _: () = {
    use dense::__private as __dense;
    use __dense::{check_budget, check_rate, check_shape, check_size};
    const _: () = check_shape(&[const { 2 * HIDDEN }], &[48]);
    const _: () = check_size(WIDTH);
    const _: () = check_size(2 * HIDDEN);
    const _: () = check_rate(RATE);
    const _: () = check_size(HIDDEN);
    const _: () = check_budget(
        <Sized as __dense::Network>::PARAMETERS,
        5000,
        "`Sized` is over its budget of 5,000 parameters",
    );
    const _: () = check_budget(
        <Sized as __dense::Network>::WORKSPACE_BYTES,
        1024,
        "`Sized` is over its budget of 1,024 bytes of workspace",
    );
    dense::__storage! {
        {} Sized, f32, { dense : __dense::Dense < [[f32; 2 * HIDDEN]; 4 * WIDTH], [f32; 2
        * HIDDEN] >, }
    }
    impl __dense::Compiled for Sized {
        type Input = [[f32; 4]; WIDTH];
        type Output = [[f32; 2]; HIDDEN];
        type Head = __dense::head::Softmax;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Sized",
            "f32",
            [&[WIDTH, 4], &[HIDDEN, 2]],
            &[
                __dense::LayerPlan::new("flatten", "Flatten", &[const { 4 * WIDTH }]),
                __dense::LayerPlan::new("dense", "Dense", &[const { 2 * HIDDEN }])
                    .dense(const { 4 * WIDTH }, const { 2 * HIDDEN }, true)
                    .steps("product + bias + relu", "product + bias + relu"),
                __dense::LayerPlan::new("dropout", "Dropout", &[const { 2 * HIDDEN }])
                    .steps("", "dropout"),
                __dense::LayerPlan::new("reshape", "Reshape", &[HIDDEN, 2]),
                __dense::LayerPlan::new("activation", "Activation", &[HIDDEN, 2])
                    .steps("softmax", "softmax in the loss"),
            ],
            &[
                __dense::TensorPlan::new(
                    "dense.kernel",
                    &[const { 4 * WIDTH }, const { 2 * HIDDEN }],
                    true,
                ),
                __dense::TensorPlan::new("dense.bias", &[const { 2 * HIDDEN }], true),
            ],
            &__dense::pack([
                __dense::Value::input(const { 4 * WIDTH }),
                __dense::Value::output("dense", const { 2 * HIDDEN }),
            ]),
            &__dense::pack([
                __dense::Value::input(const { 4 * WIDTH }),
                __dense::Value::buffer("dense", const { 2 * HIDDEN }, 0, 4),
                __dense::Value::buffer("dropout", const { 2 * HIDDEN }, 1, 2),
                __dense::Value::buffer("gradient of dense", const { 2 * HIDDEN }, 2, 6),
            ]),
            [2, 3],
        );
        fn initialize(&mut self, seeds: __dense::Seeds) {
            seeds.fill(0, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            pass: &mut __dense::Inference<'_, __I, f32>,
        ) {
            pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            pass.activation(1, 1, 2, __dense::activation::softmax);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(&self, pass: &mut __dense::Forward<'_, __I, f32>) {
            pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            pass.dropout(2, RATE, 1, 2);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            pass: &mut __dense::Backward<'_, __I, f32>,
        ) {
            pass.dropout(2, RATE, 3);
            pass.activation(1, 1, 3, 2 * HIDDEN, __dense::activation::relu);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(pass: &mut __dense::Gradients<'_, __I, f32>) {
            pass.kernel(0, 0, 3);
            pass.bias(1, 3);
        }
    }
};
