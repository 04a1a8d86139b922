#[derive(dense::__private::Clone, dense::__private::Copy)]
#[repr(C, align(64))]
struct Views {}
#[allow(unexpected_cfgs)]
const _: () = {
    use dense::__private as __dense;
    dense::__storage! {
        {} Views, __dense::f32, {}
    }
    impl __dense::Compiled for Views {
        type Input = [[__dense::f32; 4]; 4];
        type Output = [[__dense::f32; 8]; 2];
        type Head = __dense::head::Linear;
        const PLAN: __dense::Plan = __dense::Plan::new(
            "Views",
            "f32",
            [&[4, 4], &[2, 8]],
            &[
                __dense::LayerPlan::new("flatten", "Flatten", &[16]),
                __dense::LayerPlan::new("dropout", "Dropout", &[16]),
                __dense::LayerPlan::new("reshape", "Reshape", &[2, 8]),
            ],
            &[],
            &__dense::pack([
                __dense::Value::input(16),
                __dense::Value::output("output", 16),
            ]),
            &__dense::pack([
                __dense::Value::input(16),
                __dense::Value::buffer("output", 16, 0, 1),
                __dense::Value::buffer("gradient of output", 16, 1, 1),
            ]),
            [1, 2],
        );
        fn initialize(&mut self, _: __dense::Seeds) {}
        #[inline(always)]
        fn inference<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Inference<'_, __I, __dense::f32>,
        ) {
            __pass.copy(0, 1);
        }
        #[inline(always)]
        fn forward<__I: __dense::Isa>(
            &self,
            __pass: &mut __dense::Forward<'_, __I, __dense::f32>,
        ) {
            __pass.copy(0, 1);
        }
        #[inline(always)]
        fn backward<__I: __dense::Isa>(
            &self,
            _: &mut __dense::Backward<'_, __I, __dense::f32>,
        ) {}
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(
            _: &mut __dense::Gradients<'_, __I, __dense::f32>,
        ) {}
        type Folded = Self;
        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
};
