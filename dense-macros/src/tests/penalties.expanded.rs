#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Regularized {
    /// `Dense`: `[16]` to `[8]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 8]; 16],
        [dense::__private::f32; 8],
    >,
    /// `Dense`: `[8]` to `[4]`.
    dense_1: dense::__private::Dense<
        [[dense::__private::f32; 4]; 8],
        [dense::__private::f32; 4],
    >,
    /// `Dense`: `[4]` to `[2]`.
    dense_2: dense::__private::Dense<
        [[dense::__private::f32; 2]; 4],
        [dense::__private::f32; 2],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    #[inline(always)]
    fn __regularizer_1() -> impl __dense::Regularizer {
        const { __dense::regularizer::l2.l2(0.01) }
    }
    #[inline(always)]
    fn __constraint_2() -> impl __dense::Constraint {
        const { __dense::constraint::max_norm.max_value(3.0).axis(0) }
    }
    #[cfg(not(rust_analyzer))]
    #[allow(unused_qualifications)]
    #[inline(always)]
    fn __regularizer_3() -> impl __dense::Regularizer {
        Sparse::new(0.1)
    }
    #[inline(always)]
    fn __constraint_4() -> impl __dense::Constraint {
        const { __dense::constraint::unit_norm.axes([0, 1]) }
    }
    #[inline(always)]
    fn __regularizer_9() -> impl __dense::Regularizer {
        const { __dense::regularizer::l1_l2.l1(0.1) }
    }
    dense::__storage! {
        {} Regularized, __dense::f32, { dense : __dense::Dense < [[__dense::f32; 8]; 16],
        [__dense::f32; 8] >, dense_1 : __dense::Dense < [[__dense::f32; 4]; 8],
        [__dense::f32; 4] >, dense_2 : __dense::Dense < [[__dense::f32; 2]; 4],
        [__dense::f32; 2] >, }
    }
    impl __dense::Compiled for Regularized {
        type Input = [__dense::f32; 16];
        type Output = [__dense::f32; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Regularized",
            "f32",
            [&[16], &[2]],
            &[
                __dense::LayerPlan::new("dense", "Dense", &[8])
                    .dense(16, 8, true)
                    .steps("product + bias + relu", "product + bias + relu"),
                __dense::LayerPlan::new("dense_1", "Dense", &[4])
                    .dense(8, 4, true)
                    .steps("product + bias", "product + bias"),
                __dense::LayerPlan::new("dense_2", "Dense", &[2])
                    .dense(4, 2, true)
                    .frozen()
                    .steps(
                        "product + bias + sigmoid",
                        "product + bias + sigmoid, l2 of its output in the loss",
                    ),
                __dense::LayerPlan::new(
                        "activity_regularization",
                        "ActivityRegularization",
                        &[2],
                    )
                    .steps("", "l1_l2 of its output in the loss"),
            ],
            &[
                __dense::TensorPlan::new("dense.kernel", &[16, 8], true),
                __dense::TensorPlan::new("dense.bias", &[8], true),
                __dense::TensorPlan::new("dense_1.kernel", &[8, 4], true),
                __dense::TensorPlan::new("dense_1.bias", &[4], true),
                __dense::TensorPlan::new("dense_2.kernel", &[4, 2], false),
                __dense::TensorPlan::new("dense_2.bias", &[2], false),
            ],
            &__dense::pack([
                __dense::Value::input(16),
                __dense::Value::buffer("dense", 8, 0, 1),
                __dense::Value::buffer("dense_1", 4, 1, 2),
                __dense::Value::output("dense_2", 2),
            ]),
            &__dense::pack([
                __dense::Value::input(16),
                __dense::Value::buffer("dense", 8, 0, 14),
                __dense::Value::buffer("dense_1", 4, 1, 2),
                __dense::Value::buffer("dense_2", 2, 2, 8),
                __dense::Value::buffer("gradient of dense_2", 2, 5, 9),
                __dense::Value::buffer("penalty on dense_2", 2, 6, 6),
                __dense::Value::buffer("penalty on dense_2", 2, 7, 7),
                __dense::Value::buffer("gradient of dense_1", 4, 9, 15),
                __dense::Value::buffer("gradient of dense", 8, 10, 13),
            ]),
            [3, 4],
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
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
            __pass.dense(&self.dense_2, 2, 3, __dense::activation::sigmoid);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::relu);
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
            __pass.dense(&self.dense_2, 2, 3, __dense::activation::sigmoid);
            __pass.penalty(3, __dense::regularizer::l2);
            __pass.penalty(3, __regularizer_9());
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.penalty(3, 5, 4, __regularizer_9());
            __pass.penalty(3, 6, 4, __dense::regularizer::l2);
            __pass.activation(3, 3, 4, 2, __dense::activation::sigmoid);
            __pass.dense(&self.dense_2, 4, 7);
            __pass.dense(&self.dense_1, 7, 8);
            __pass.activation(1, 1, 8, 8, __dense::activation::relu);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 0, 8);
            __pass.bias(1, 8);
            __pass.kernel(2, 1, 7);
            __pass.bias(3, 7);
        }
        const PENALIZED: __dense::bool = true;
        fn penalties(__penalties: &mut impl __dense::Penalties) {
            __penalties.regularizer(0, __regularizer_1());
            __penalties.constraint(0, __constraint_2());
            __penalties.regularizer(2, __regularizer_3());
            __penalties.constraint(2, __constraint_4());
            __penalties.constraint(3, __dense::constraint::non_neg);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
