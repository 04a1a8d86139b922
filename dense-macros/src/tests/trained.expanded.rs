#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Trained {
    /// `Dense`: `[8]` to `[16]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 16]; 8],
        [dense::__private::f32; 16],
    >,
    /// `TrainedActivation`: `[16]` to `[16]`.
    activation: <Self as dense::__private::Layer<1>>::Parameters,
    /// `Dense`: `[16]` to `[16]`.
    dense_1: dense::__private::Dense<
        [[dense::__private::f32; 16]; 16],
        [dense::__private::f32; 16],
    >,
    /// `TrainedActivation`: `[16]` to `[16]`.
    gate: <Self as dense::__private::Layer<3>>::Parameters,
    /// `Dense`: `[16]` to `[4]`.
    dense_2: dense::__private::Dense<
        [[dense::__private::f32; 4]; 16],
        [dense::__private::f32; 4],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __SIZE_0: __dense::usize = [(); <SwishBeta as __dense::Counted>::PARAMETERS]
        .len();
    const __SIZE_1: __dense::usize = [(); <own::Gate as __dense::Counted>::PARAMETERS]
        .len();
    #[cfg(not(rust_analyzer))]
    #[allow(unused_qualifications)]
    #[inline(always)]
    fn __activation_2() -> impl __dense::RowActivation {
        SwishBeta.beta(1.5)
    }
    #[cfg(not(rust_analyzer))]
    #[allow(unused_qualifications)]
    #[inline(always)]
    fn __activation_3() -> impl __dense::RowActivation {
        SwishBeta
    }
    #[cfg(not(rust_analyzer))]
    #[allow(unused_qualifications)]
    #[inline(always)]
    fn __activation_0() -> impl __dense::Parametric<__SIZE_0> {
        SwishBeta
    }
    #[cfg(not(rust_analyzer))]
    #[allow(unused_qualifications)]
    #[inline(always)]
    fn __activation_1() -> impl __dense::Parametric<__SIZE_1> {
        own::Gate.beta(2.0).shift(SHIFT)
    }
    impl __dense::Layer<1> for Trained {
        type Parameters = __dense::TrainedActivation<[__dense::f32; __SIZE_0]>;
    }
    impl __dense::Layer<3> for Trained {
        type Parameters = __dense::TrainedActivation<[__dense::f32; __SIZE_1]>;
    }
    dense::__storage! {
        {} Trained, __dense::f32, { dense : __dense::Dense < [[__dense::f32; 16]; 8],
        [__dense::f32; 16] >, activation : __dense::TrainedActivation < [__dense::f32;
        __SIZE_0] >, dense_1 : __dense::Dense < [[__dense::f32; 16]; 16], [__dense::f32;
        16] >, gate : __dense::TrainedActivation < [__dense::f32; __SIZE_1] >, dense_2 :
        __dense::Dense < [[__dense::f32; 4]; 16], [__dense::f32; 4] >, }
    }
    impl __dense::Compiled for Trained {
        type Input = [__dense::f32; 8];
        type Output = [__dense::f32; 4];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Trained",
            "f32",
            [&[8], &[4]],
            &[
                __dense::LayerPlan::new("dense", "Dense", &[16])
                    .dense(8, 16, true)
                    .steps("product + bias", "product + bias"),
                __dense::LayerPlan::new("activation", "Activation", &[16])
                    .parametric()
                    .steps("SwishBeta (trained)", "SwishBeta (trained)"),
                __dense::LayerPlan::new("dense_1", "Dense", &[16])
                    .dense(16, 16, true)
                    .steps("product + bias", "product + bias"),
                __dense::LayerPlan::new("gate", "Activation", &[16])
                    .parametric()
                    .steps(
                        "own::Gate.beta(2.0).shift(SHIFT) (trained)",
                        "own::Gate.beta(2.0).shift(SHIFT) (trained)",
                    ),
                __dense::LayerPlan::new("dense_2", "Dense", &[4])
                    .dense(16, 4, true)
                    .steps(
                        "product + bias + SwishBeta.beta(1.5)",
                        "product + bias, SwishBeta.beta(1.5)",
                    ),
                __dense::LayerPlan::new("activation_1", "Activation", &[4])
                    .steps("SwishBeta", "SwishBeta"),
            ],
            &[
                __dense::TensorPlan::new("dense.kernel", &[8, 16], true),
                __dense::TensorPlan::new("dense.bias", &[16], true),
                __dense::TensorPlan::new("activation.parameters", &[__SIZE_0], true),
                __dense::TensorPlan::new("dense_1.kernel", &[16, 16], true),
                __dense::TensorPlan::new("dense_1.bias", &[16], true),
                __dense::TensorPlan::new("gate.parameters", &[__SIZE_1], true),
                __dense::TensorPlan::new("dense_2.kernel", &[16, 4], true),
                __dense::TensorPlan::new("dense_2.bias", &[4], true),
            ],
            &__dense::pack([
                __dense::Value::input(8),
                __dense::Value::buffer("dense", 16, 0, 2),
                __dense::Value::buffer("dense_1", 16, 2, 4),
                __dense::Value::output("dense_2", 4),
            ]),
            &__dense::pack([
                __dense::Value::input(8),
                __dense::Value::buffer("dense", 16, 0, 15),
                __dense::Value::buffer("activation", 16, 1, 19),
                __dense::Value::buffer("dense_1", 16, 2, 12),
                __dense::Value::buffer("gate", 16, 3, 22),
                __dense::Value::buffer("sums of dense_2", 4, 4, 9),
                __dense::Value::buffer("dense_2", 4, 5, 9),
                __dense::Value::buffer("activation_1", 4, 6, 8),
                __dense::Value::buffer("gradient of dense_2", 4, 7, 23),
                __dense::Value::buffer("gradient of dense_1", 16, 10, 20),
                __dense::Value::buffer("gradient of gate.parameters", __SIZE_1, 11, 21),
                __dense::Value::buffer("gradient of dense", 16, 13, 17),
                __dense::Value::buffer(
                    "gradient of activation.parameters",
                    __SIZE_0,
                    14,
                    18,
                ),
            ]),
            [7, 8],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(1, &mut self.dense.bias, __dense::initializer::zeros);
            __seeds
                .fill(
                    2,
                    &mut self.activation.parameters,
                    __dense::Given(__dense::Parametric::parameters(__activation_0())),
                );
            __seeds
                .fill(3, &mut self.dense_1.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(4, &mut self.dense_1.bias, __dense::initializer::zeros);
            __seeds
                .fill(
                    5,
                    &mut self.gate.parameters,
                    __dense::Given(__dense::Parametric::parameters(__activation_1())),
                );
            __seeds
                .fill(6, &mut self.dense_2.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(7, &mut self.dense_2.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::linear);
            __pass.trained(&self.activation.parameters, 1, 1, __activation_0());
            __pass.dense(&self.dense_1, 1, 2, __dense::activation::linear);
            __pass.trained(&self.gate.parameters, 2, 2, __activation_1());
            __pass.dense(&self.dense_2, 2, 3, __activation_2());
            __pass.activation(3, 3, 4, __activation_3());
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 0, 1, __dense::activation::linear);
            __pass.trained(&self.activation.parameters, 1, 2, __activation_0());
            __pass.dense(&self.dense_1, 2, 3, __dense::activation::linear);
            __pass.trained(&self.gate.parameters, 3, 4, __activation_1());
            __pass.dense(&self.dense_2, 4, 5, __dense::activation::linear);
            __pass.activation(5, 6, 4, __activation_2());
            __pass.activation(6, 7, 4, __activation_3());
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.activation(6, 7, 8, 4, __activation_3());
            __pass.activation(5, 6, 8, 4, __activation_2());
            __pass.dense(&self.dense_2, 8, 9);
            __pass
                .parameter_gradient(
                    &self.gate.parameters,
                    3,
                    4,
                    9,
                    10,
                    __activation_1(),
                );
            __pass.trained(&self.gate.parameters, 3, 4, 9, __activation_1());
            __pass.dense(&self.dense_1, 9, 11);
            __pass
                .parameter_gradient(
                    &self.activation.parameters,
                    1,
                    2,
                    11,
                    12,
                    __activation_0(),
                );
            __pass.trained(&self.activation.parameters, 1, 2, 11, __activation_0());
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.kernel(0, 0, 11);
            __pass.bias(1, 11);
            __pass.bias(2, 12);
            __pass.kernel(3, 2, 9);
            __pass.bias(4, 9);
            __pass.bias(5, 10);
            __pass.kernel(6, 4, 8);
            __pass.bias(7, 8);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
