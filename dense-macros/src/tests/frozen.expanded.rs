#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct FineTuned {
    /// `Dense`: `[16]` to `[8]`.
    body: dense::__private::Dense<
        [[dense::__private::f32; 8]; 16],
        [dense::__private::f32; 8],
    >,
    /// `Dense`: `[8]` to `[4]`.
    head: dense::__private::Dense<
        [[dense::__private::f32; 4]; 8],
        [dense::__private::f32; 4],
    >,
    /// `Dense`: `[4]` to `[2]`.
    frozen: dense::__private::Dense<
        [[dense::__private::f32; 2]; 4],
        [dense::__private::f32; 2],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    dense::__storage! {
        {} FineTuned, __dense::f32, { body : __dense::Dense < [[__dense::f32; 8]; 16],
        [__dense::f32; 8] >, head : __dense::Dense < [[__dense::f32; 4]; 8],
        [__dense::f32; 4] >, frozen : __dense::Dense < [[__dense::f32; 2]; 4],
        [__dense::f32; 2] >, }
    }
    impl __dense::Compiled for FineTuned {
        type Input = [__dense::f32; 16];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Sigmoid;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "FineTuned",
            "f32",
            [&[16], &[2]],
            &[
                __dense::LayerPlan::new("body", "Dense", &[8])
                    .dense(16, 8, true)
                    .frozen()
                    .steps("product + bias + relu", "product + bias + relu"),
                __dense::LayerPlan::new("dropout", "Dropout", &[8]).steps("", "dropout"),
                __dense::LayerPlan::new("head", "Dense", &[4])
                    .dense(8, 4, true)
                    .steps("product + bias + tanh", "product + bias + tanh"),
                __dense::LayerPlan::new("frozen", "Dense", &[2])
                    .dense(4, 2, true)
                    .frozen()
                    .steps("product + bias + sigmoid", "product + bias"),
                __dense::LayerPlan::new("activation", "Activation", &[2])
                    .steps("", "sigmoid in the loss"),
            ],
            &[
                __dense::TensorPlan::new("body.kernel", &[16, 8], false),
                __dense::TensorPlan::new("body.bias", &[8], false),
                __dense::TensorPlan::new("head.kernel", &[8, 4], true),
                __dense::TensorPlan::new("head.bias", &[4], true),
                __dense::TensorPlan::new("frozen.kernel", &[4, 2], false),
                __dense::TensorPlan::new("frozen.bias", &[2], false),
            ],
            &__dense::pack([
                __dense::Value::input(16),
                __dense::Value::buffer("body", 8, 0, 1),
                __dense::Value::buffer("head", 4, 1, 2),
                __dense::Value::output("frozen", 2),
            ]),
            &__dense::pack([
                __dense::Value::input(16),
                __dense::Value::buffer("body", 8, 0, 1),
                __dense::Value::buffer("dropout", 8, 1, 7),
                __dense::Value::buffer("head", 4, 2, 6),
                __dense::Value::buffer("frozen", 2, 3, 4),
                __dense::Value::buffer("gradient of frozen", 2, 4, 5),
                __dense::Value::buffer("gradient of head", 4, 5, 8),
            ]),
            [4, 5],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds.fill(0, &mut self.body.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.body.bias, __dense::initializer::zeros);
            __seeds.fill(2, &mut self.head.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(3, &mut self.head.bias, __dense::initializer::zeros);
            __seeds
                .fill(4, &mut self.frozen.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(5, &mut self.frozen.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.body, 0, 1, __dense::activation::relu);
            __pass.dense(&self.head, 1, 2, __dense::activation::tanh);
            __pass.dense(&self.frozen, 2, 3, __dense::activation::sigmoid);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.body, 0, 1, __dense::activation::relu);
            __pass.noise(1, __dense::Noise::dropout(0.2), 1, 2);
            __pass.dense(&self.head, 2, 3, __dense::activation::tanh);
            __pass.dense(&self.frozen, 3, 4, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.frozen, 5, 6);
            __pass.activation(3, 3, 6, 4, __dense::activation::tanh);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(2, 2, 6);
            __pass.bias(3, 6);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
