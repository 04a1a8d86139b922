#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Words {
    /// `Embedding`: `[10]` to `[10, 16]`.
    embedding: dense::__private::Embedding<[[dense::__private::f32; 16]; 1000]>,
    /// `Dense`: `[16]` to `[1]`.
    dense: dense::__private::Dense<
        [[dense::__private::f32; 1]; 16],
        [dense::__private::f32; 1],
    >,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    dense::__storage! {
        {} Words, __dense::f32, { embedding : __dense::Embedding < [[__dense::f32; 16];
        1000] >, dense : __dense::Dense < [[__dense::f32; 1]; 16], [__dense::f32; 1] >, }
    }
    impl __dense::Compiled for Words {
        type Input = [[__dense::u32; 5]; 2];
        type Output = [__dense::f32; 1];
        type Head = __dense::head::Sigmoid;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Words",
            "f32",
            [&[2, 5], &[1]],
            &[
                __dense::LayerPlan::new("reshape", "Reshape", &[10]),
                __dense::LayerPlan::new("embedding", "Embedding", &[10, 16])
                    .embedding()
                    .steps("embedding", "embedding"),
                __dense::LayerPlan::new("activation", "Activation", &[10, 16])
                    .steps("tanh", "tanh"),
                __dense::LayerPlan::new(
                        "global_average_pooling1d",
                        "GlobalAveragePooling1D",
                        &[16],
                    )
                    .average(160)
                    .steps("average", "average"),
                __dense::LayerPlan::new("dense", "Dense", &[1])
                    .dense(16, 1, true)
                    .steps(
                        "product + bias + sigmoid",
                        "product + bias (sigmoid in the loss)",
                    ),
            ],
            &[
                __dense::TensorPlan::new("embedding.embeddings", &[1000, 16], true)
                    .table(),
                __dense::TensorPlan::new("dense.kernel", &[16, 1], true),
                __dense::TensorPlan::new("dense.bias", &[1], true),
            ],
            &__dense::pack([
                __dense::Value::input(10),
                __dense::Value::buffer("embedding", 160, 0, 2),
                __dense::Value::buffer("global_average_pooling1d", 16, 2, 3),
                __dense::Value::output("dense", 1),
            ]),
            &__dense::pack([
                __dense::Value::input(10),
                __dense::Value::buffer("embedding", 160, 0, 1),
                __dense::Value::buffer("activation", 160, 1, 7),
                __dense::Value::buffer("global_average_pooling1d", 16, 2, 9),
                __dense::Value::buffer("dense", 1, 3, 4),
                __dense::Value::buffer("gradient of dense", 1, 4, 10),
                __dense::Value::buffer("gradient of global_average_pooling1d", 16, 5, 6),
                __dense::Value::buffer("gradient of embedding", 160, 6, 8),
            ]),
            [4, 5],
        );
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.embedding.embeddings, __dense::initializer::uniform);
            __seeds
                .fill(1, &mut self.dense.kernel, __dense::initializer::glorot_uniform);
            __seeds.fill(2, &mut self.dense.bias, __dense::initializer::zeros);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.embedding(&self.embedding, 1);
            __pass.activation(1, 1, 16, __dense::activation::tanh);
            __pass.average(10, 16, 1, 2);
            __pass.dense(&self.dense, 2, 3, __dense::activation::sigmoid);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.embedding(&self.embedding, 1);
            __pass.activation(1, 2, 16, __dense::activation::tanh);
            __pass.average(10, 16, 2, 3);
            __pass.dense(&self.dense, 3, 4, __dense::activation::linear);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {
            __pass.dense(&self.dense, 5, 6);
            __pass.average(10, 16, 6, 7);
            __pass.activation(2, 2, 7, 16, __dense::activation::tanh);
        }
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            __pass: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {
            __pass.table(0, 7);
            __pass.kernel(1, 3, 5);
            __pass.bias(2, 5);
        }
        const PENALIZED: __dense::bool = true;
        fn penalties(__penalties: &mut impl __dense::Penalties) {
            __penalties.regularizer(0, __dense::regularizer::l2);
        }
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Lengths<
    const FEATURES: dense::__private::usize,
    const INPUT: dense::__private::usize,
> {
    /// `Embedding`: `[INPUT]` to `[INPUT, FEATURES]`.
    embedding: <Self as dense::__private::Layer<0>>::Parameters,
}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    const __SIZE_0: __dense::usize = [(); WORDS].len();
    #[cfg(not(rust_analyzer))]
    const _: () = {
        use __dense::check_size;
        const _: () = check_size(__SIZE_0);
    };
    impl<
        const FEATURES: dense::__private::usize,
        const INPUT: dense::__private::usize,
    > __dense::Layer<0> for Lengths<FEATURES, INPUT> {
        type Parameters = __dense::Embedding<[[__dense::f64; FEATURES]; __SIZE_0]>;
    }
    dense::__storage! {
        { const FEATURES : dense::__private::usize, const INPUT : dense::__private::usize
        } Lengths < FEATURES, INPUT >, __dense::f64, { embedding : __dense::Embedding <
        [[__dense::f64; FEATURES]; __SIZE_0] >, }
    }
    impl<
        const FEATURES: dense::__private::usize,
        const INPUT: dense::__private::usize,
    > __dense::Compiled for Lengths<FEATURES, INPUT> {
        type Input = [__dense::u32; INPUT];
        type Output = [__dense::f64; FEATURES];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = {
            __dense::check_size(INPUT);
            __dense::check_size(FEATURES);
            __dense::Plan::new(
                "Lengths",
                "f64",
                [&[INPUT], &[FEATURES]],
                &[
                    __dense::LayerPlan::new("embedding", "Embedding", &[INPUT, FEATURES])
                        .embedding()
                        .frozen()
                        .steps("embedding", "embedding"),
                    __dense::LayerPlan::new(
                            "global_average_pooling1d",
                            "GlobalAveragePooling1D",
                            &[FEATURES],
                        )
                        .average(const { INPUT * FEATURES })
                        .steps("average", "average"),
                ],
                &[
                    __dense::TensorPlan::new(
                            "embedding.embeddings",
                            &[__SIZE_0, FEATURES],
                            false,
                        )
                        .table(),
                ],
                &__dense::pack([
                    __dense::Value::input(INPUT),
                    __dense::Value::buffer(
                        "embedding",
                        const { INPUT * FEATURES },
                        0,
                        1,
                    ),
                    __dense::Value::output("global_average_pooling1d", FEATURES),
                ]),
                &__dense::pack([
                    __dense::Value::input(INPUT),
                    __dense::Value::buffer(
                        "embedding",
                        const { INPUT * FEATURES },
                        0,
                        1,
                    ),
                    __dense::Value::buffer("global_average_pooling1d", FEATURES, 1, 2),
                    __dense::Value::buffer(
                        "gradient of global_average_pooling1d",
                        FEATURES,
                        2,
                        2,
                    ),
                ]),
                [2, 3],
            )
        };
        fn initialize(&mut self, __seeds: __dense::Seeds) {
            __seeds
                .fill(0, &mut self.embedding.embeddings, __dense::initializer::uniform);
        }
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f64>,
        ) {
            __pass.embedding(&self.embedding, 1);
            __pass.average(INPUT, FEATURES, 1, 2);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f64>,
        ) {
            __pass.embedding(&self.embedding, 1);
            __pass.average(INPUT, FEATURES, 1, 2);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            _: &mut __dense::Backward<'_, __I, __dense::f64>,
        ) {}
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            _: &mut __dense::Gradients<'_, __I, __dense::f64>,
        ) {}
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
