fn main() {
    let model = {
        #[derive(dense::__private::Clone, dense::__private::Copy)]
        #[repr(C, align(64))]
        struct Anonymous<const INPUT: usize> {
            /// `Dense`: `[INPUT]` to `[64]`.
            dense: dense::__private::Dense<[[f32; 64]; INPUT], [f32; 64]>,
            /// `Dense`: `[64]` to `[10]`.
            dense_1: dense::__private::Dense<[[f32; 10]; 64], [f32; 10]>,
        }
        #[allow(unexpected_cfgs)]
        const _: () = {
            use dense::__private as __dense;
            dense::__storage! {
                { const INPUT : usize } Anonymous < INPUT >, f32, { dense :
                __dense::Dense < [[f32; 64]; INPUT], [f32; 64] >, dense_1 :
                __dense::Dense < [[f32; 10]; 64], [f32; 10] >, }
            }
            impl<const INPUT: usize> __dense::Compiled for Anonymous<INPUT> {
                type Input = [f32; INPUT];
                type Output = [f32; 10];
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
                fn initialize(&mut self, seeds: __dense::Seeds) {
                    seeds
                        .fill(
                            0,
                            &mut self.dense.kernel,
                            __dense::initializer::glorot_uniform,
                        );
                    seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
                    seeds
                        .fill(
                            2,
                            &mut self.dense_1.kernel,
                            __dense::initializer::glorot_uniform,
                        );
                    seeds.fill(3, &mut self.dense_1.bias, __dense::initializer::zeros);
                }
                #[inline(always)]
                fn inference<__I: __dense::Isa>(
                    &self,
                    pass: &mut __dense::Inference<'_, __I, f32>,
                ) {
                    pass.dense(&self.dense, 0, 1, __dense::activation::relu);
                    pass.dense(&self.dense_1, 1, 2, __dense::activation::softmax);
                }
                #[inline(always)]
                fn forward<__I: __dense::Isa>(
                    &self,
                    pass: &mut __dense::Forward<'_, __I, f32>,
                ) {
                    pass.dense(&self.dense, 0, 1, __dense::activation::relu);
                    pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
                }
                #[inline(always)]
                fn backward<__I: __dense::Isa>(
                    &self,
                    pass: &mut __dense::Backward<'_, __I, f32>,
                ) {
                    pass.dense(&self.dense_1, 3, 4);
                    pass.activation(1, 1, 4, 64, __dense::activation::relu);
                }
                #[inline(always)]
                fn gradients<__I: __dense::Isa>(
                    pass: &mut __dense::Gradients<'_, __I, f32>,
                ) {
                    pass.kernel(0, 0, 4);
                    pass.bias(1, 4);
                    pass.kernel(2, 1, 3);
                    pass.bias(3, 3);
                }
            }
        };
        <Anonymous<_> as dense::__private::Network>::new(7)
    };
}
