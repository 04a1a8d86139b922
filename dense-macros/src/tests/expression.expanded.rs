fn main() {
    let model = {
        #[derive(dense::__private::Clone, dense::__private::Copy)]
        #[repr(C, align(64))]
        struct AnonymousNetwork<const INPUT: dense::__private::usize> {
            /// `Dense`: `[INPUT]` to `[64]`.
            dense: dense::__private::Dense<
                [[dense::__private::f32; 64]; INPUT],
                [dense::__private::f32; 64],
            >,
            /// `Dense`: `[64]` to `[10]`.
            dense_1: dense::__private::Dense<
                [[dense::__private::f32; 10]; 64],
                [dense::__private::f32; 10],
            >,
        }
        #[allow(unexpected_cfgs)]
        const _: () = {
            use dense::__private as __dense;
            dense::__storage! {
                { const INPUT : dense::__private::usize } AnonymousNetwork < INPUT >,
                __dense::f32, { dense : __dense::Dense < [[__dense::f32; 64]; INPUT],
                [__dense::f32; 64] >, dense_1 : __dense::Dense < [[__dense::f32; 10];
                64], [__dense::f32; 10] >, }
            }
            impl<const INPUT: dense::__private::usize> __dense::Compiled
            for AnonymousNetwork<INPUT> {
                type Input = [__dense::f32; INPUT];
                type Output = [__dense::f32; 10];
                type Head = __dense::head::Softmax;
                const PLAN: __dense::Plan = {
                    __dense::check_size(INPUT);
                    __dense::Plan::new(
                        "network",
                        "f32",
                        [&[INPUT], &[10]],
                        &[
                            __dense::LayerPlan::new("dense", "Dense", &[64])
                                .dense(INPUT, 64, true)
                                .steps("product + bias + relu", "product + bias + relu"),
                            __dense::LayerPlan::new("dense_1", "Dense", &[10])
                                .dense(64, 10, true)
                                .steps(
                                    "product + bias + softmax",
                                    "product + bias (softmax in the loss)",
                                ),
                        ],
                        &[
                            __dense::TensorPlan::new("dense.kernel", &[INPUT, 64], true),
                            __dense::TensorPlan::new("dense.bias", &[64], true),
                            __dense::TensorPlan::new("dense_1.kernel", &[64, 10], true),
                            __dense::TensorPlan::new("dense_1.bias", &[10], true),
                        ],
                        &__dense::pack([
                            __dense::Value::input(INPUT),
                            __dense::Value::buffer("dense", 64, 0, 1),
                            __dense::Value::output("dense_1", 10),
                        ]),
                        &__dense::pack([
                            __dense::Value::input(INPUT),
                            __dense::Value::buffer("dense", 64, 0, 7),
                            __dense::Value::buffer("dense_1", 10, 1, 2),
                            __dense::Value::buffer("gradient of dense_1", 10, 2, 8),
                            __dense::Value::buffer("gradient of dense", 64, 3, 6),
                        ]),
                        [2, 3],
                    )
                };
                fn initialize(&mut self, __seeds: __dense::Seeds) {
                    __seeds
                        .fill(
                            0,
                            &mut self.dense.kernel,
                            __dense::initializer::glorot_uniform,
                        );
                    __seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
                    __seeds
                        .fill(
                            2,
                            &mut self.dense_1.kernel,
                            __dense::initializer::glorot_uniform,
                        );
                    __seeds.fill(3, &mut self.dense_1.bias, __dense::initializer::zeros);
                }
                #[inline(always)]
                fn inference<__I: __dense::Isa>(
                    &self,
                    __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
                ) {
                    __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
                    __pass.dense(&self.dense_1, 1, 2, __dense::activation::softmax);
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
                    __pass.activation(1, 1, 4, 64, __dense::activation::relu);
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
        <AnonymousNetwork<_> as dense::__private::Network>::new(7)
    };
}
