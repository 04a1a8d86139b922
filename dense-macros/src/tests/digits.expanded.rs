/// Reads handwritten digits.
#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
pub struct Digits {
    /// `Dense`: `[784]` to `[64]`.
    hidden: dense::__private::Dense<
        [[dense::__private::f32; 64]; 784],
        [dense::__private::f32; 64],
    >,
    /// `Dense`: `[64]` to `[10]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 10]; 64],
        [dense::__private::f32; 10],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    dense::__storage! {
        {} Digits, __dense::f32, { hidden : __dense::Dense < [[__dense::f32; 64]; 784],
        [__dense::f32; 64] >, dense : __dense::Dense < [[__dense::f32; 10]; 64],
        [__dense::f32; 10] >, }
    }
    impl __dense::Compiled for Digits {
        type Input = [__dense::f32; 784];
        type Output = [__dense::f32; 10];
        type Head = __dense::head::Softmax;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Digits",
            "f32",
            [&[784], &[10]],
            &[
                __dense::LayerPlan::new("hidden", "Dense", &[64])
                    .dense(784, 64, true)
                    .steps("product + bias + relu", "product + bias + relu"),
                __dense::LayerPlan::new("dropout", "Dropout", &[64])
                    .steps("", "dropout"),
                __dense::LayerPlan::new("dense", "Dense", &[10])
                    .dense(64, 10, true)
                    .steps(
                        "product + bias + softmax",
                        "product + bias (softmax in the loss)",
                    ),
            ],
            &[
                __dense::TensorPlan::new("hidden.kernel", &[784, 64], true),
                __dense::TensorPlan::new("hidden.bias", &[64], true),
                __dense::TensorPlan::new("dense.kernel", &[64, 10], true),
                __dense::TensorPlan::new("dense.bias", &[10], true),
            ],
            &__dense::pack([
                __dense::Value::input(784),
                __dense::Value::buffer("hidden", 64, 0, 1),
                __dense::Value::output("dense", 10),
            ]),
            &__dense::pack([
                __dense::Value::input(784),
                __dense::Value::buffer("hidden", 64, 0, 6),
                __dense::Value::buffer("dropout", 64, 1, 9),
                __dense::Value::buffer("dense", 10, 2, 3),
                __dense::Value::buffer("gradient of dense", 10, 3, 10),
                __dense::Value::buffer("gradient of hidden", 64, 4, 8),
            ]),
            [3, 4],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds.fill(0, &mut self.hidden.kernel, __dense::initializer::he_normal);
            __seeds.fill(1, &mut self.hidden.bias, __dense::initializer::zeros);
            __seeds
                .fill(2, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(3, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.hidden, 0, 1, __dense::activation::relu);
            __pass.dense(&self.dense, 1, 2, __dense::activation::softmax);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.hidden, 0, 1, __dense::activation::relu);
            __pass.noise(1, __dense::Noise::dropout(0.5), 1, 2);
            __pass.dense(&self.dense, 2, 3, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 4, 5);
            __pass.noise(1, __dense::Noise::dropout(0.5), 5);
            __pass.activation(1, 1, 5, 64, __dense::activation::relu);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 0, 5);
            __pass.bias(1, 5);
            __pass.kernel(2, 2, 4);
            __pass.bias(3, 4);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
