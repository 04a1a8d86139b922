#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use dense::__private::editor::functions::{
            tanh as _, softplus as _, sigmoid as _, powi as _, exp as _, clamp as _,
            powf as _, abs as _, silu as _, powi as _, powi as _,
        };
    }
};
/// Self-regularized, smooth.
///
/// `Mish2(x) = x * tanh(softplus(x))`, with derivative `tanh(softplus(x)) + x * ((1.0 - tanh(softplus(x)).powi(2)) * sigmoid(x))`.
#[derive(
    dense::__private::fmt::Debug,
    dense::__private::Clone,
    dense::__private::Copy,
    dense::__private::PartialEq
)]
pub struct Mish2;
#[allow(clippy::approx_constant, clippy::excessive_precision)]
const _: () = {
    use dense::__private as __dense;
    impl __dense::Default for Mish2 {
        fn default() -> Self {
            Mish2
        }
    }
    impl __dense::Activation for Mish2 {
        #[inline(always)]
        fn apply<T: __dense::Real>(self, __x: T) -> T {
            __x * __dense::Activation::apply(__dense::formula::tanh_softplus, __x)
        }
        #[inline(always)]
        fn derivative<T: __dense::Real>(self, __x: T, _: T) -> T {
            let __t0 = __dense::Activation::apply(__dense::formula::tanh_softplus, __x);
            __t0
                + __x
                    * __dense::Activation::derivative(
                        __dense::formula::tanh_softplus,
                        __x,
                        __t0,
                    )
        }
    }
};
#[cfg(feature = "gated")]
/// `Gate(t) = t * sigmoid(beta * t + sharpness.powi(5)) / settings::LIMIT`, with derivative `(sigmoid(beta * t + sharpness.powi(5)) + t * sigmoid(beta * t + sharpness.powi(5)) * ((1.0 - sigmoid(beta * t + sharpness.powi(5))) * beta)) / settings::LIMIT`.
#[derive(
    dense::__private::fmt::Debug,
    dense::__private::Clone,
    dense::__private::Copy,
    dense::__private::PartialEq
)]
pub(crate) struct Gate {
    beta: dense::__private::f64,
    sharpness: dense::__private::f64,
}
#[cfg(feature = "gated")]
/// `Gate(t) = t * sigmoid(beta * t + sharpness.powi(5)) / settings::LIMIT`, with derivative `(sigmoid(beta * t + sharpness.powi(5)) + t * sigmoid(beta * t + sharpness.powi(5)) * ((1.0 - sigmoid(beta * t + sharpness.powi(5))) * beta)) / settings::LIMIT`.
///
/// With the values that its parameters have unless others are given.
#[allow(non_upper_case_globals, dead_code)]
pub(crate) const Gate: Gate = Gate::new();
#[cfg(feature = "gated")]
#[allow(clippy::approx_constant, clippy::excessive_precision)]
const _: () = {
    use dense::__private as __dense;
    const __CONSTANT_0: __dense::f64 = settings::LIMIT;
    impl Gate {
        /// With the values that its parameters have unless others are given.
        #[must_use]
        #[allow(dead_code)]
        pub(crate) const fn new() -> Gate {
            Gate {
                beta: 1.0,
                sharpness: -SCALE,
            }
        }
        /// `beta`: 1 unless set.
        #[must_use]
        #[allow(dead_code)]
        pub(crate) const fn beta(self, __value: __dense::f64) -> Gate {
            Gate {
                beta: __value,
                sharpness: self.sharpness,
            }
        }
        /// `sharpness`: `-SCALE` unless set.
        #[must_use]
        #[allow(dead_code)]
        pub(crate) const fn sharpness(self, __value: __dense::f64) -> Gate {
            Gate {
                sharpness: __value,
                beta: self.beta,
            }
        }
    }
    impl __dense::Default for Gate {
        fn default() -> Self {
            Gate::new()
        }
    }
    impl __dense::Activation for Gate {
        #[inline(always)]
        fn apply<T: __dense::Real>(self, __x: T) -> T {
            let __self_beta = T::of(self.beta);
            let __self_sharpness = T::of(self.sharpness);
            __x
                * (__self_beta * __x
                    + ({
                        let __half = __self_sharpness * __self_sharpness;
                        __half * __half * __self_sharpness
                    }))
                    .sigmoid() / T::of(__CONSTANT_0)
        }
        #[inline(always)]
        fn derivative<T: __dense::Real>(self, __x: T, _: T) -> T {
            let __self_beta = T::of(self.beta);
            let __self_sharpness = T::of(self.sharpness);
            let __t0 = (__self_beta * __x
                + ({
                    let __half = __self_sharpness * __self_sharpness;
                    __half * __half * __self_sharpness
                }))
                .sigmoid();
            (__t0 + __x * __t0 * ((T::one() - __t0) * __self_beta)) / T::of(__CONSTANT_0)
        }
    }
    impl __dense::Counted for Gate {
        const PARAMETERS: __dense::usize = 2;
    }
    impl __dense::Parametric<2> for Gate {
        fn parameters(self) -> [__dense::f64; 2] {
            [self.beta, self.sharpness]
        }
        #[inline(always)]
        fn apply_with<T: __dense::Real>(
            self,
            [__self_beta,
            __self_sharpness,
            ]: [T; 2],
            __x: T,
        ) -> T {
            __x
                * (__self_beta * __x
                    + ({
                        let __half = __self_sharpness * __self_sharpness;
                        __half * __half * __self_sharpness
                    }))
                    .sigmoid() / T::of(__CONSTANT_0)
        }
        #[inline(always)]
        fn derivative_with<T: __dense::Real>(
            self,
            [__self_beta,
            __self_sharpness,
            ]: [T; 2],
            __x: T,
            _: T,
        ) -> T {
            let __t0 = (__self_beta * __x
                + ({
                    let __half = __self_sharpness * __self_sharpness;
                    __half * __half * __self_sharpness
                }))
                .sigmoid();
            (__t0 + __x * __t0 * ((T::one() - __t0) * __self_beta)) / T::of(__CONSTANT_0)
        }
        #[inline(always)]
        fn slopes<T: __dense::Real>(
            self,
            [__self_beta,
            __self_sharpness,
            ]: [T; 2],
            __x: T,
            _: T,
        ) -> [T; 2] {
            let __t0 = (__self_beta * __x
                + ({
                    let __half = __self_sharpness * __self_sharpness;
                    __half * __half * __self_sharpness
                }))
                .sigmoid();
            let __t1 = __x * __t0;
            let __t2 = T::one() - __t0;
            [
                __t1 * (__x * __t2) / T::of(__CONSTANT_0),
                T::of(5.0)
                    * (__t1
                        * (__t2 * __self_sharpness
                            * (__self_sharpness * __self_sharpness * __self_sharpness)))
                    / T::of(__CONSTANT_0),
            ]
        }
    }
};
/// `Bent(x) = if x > 0.0 { x } else { slope * exp_m1(x) }`, with derivative `if x > 0.0 { 1.0 } else { slope * (exp_m1(x) + 1.0) }`.
#[derive(
    dense::__private::fmt::Debug,
    dense::__private::Clone,
    dense::__private::Copy,
    dense::__private::PartialEq
)]
struct Bent {
    slope: dense::__private::f64,
}
/// `Bent(x) = if x > 0.0 { x } else { slope * exp_m1(x) }`, with derivative `if x > 0.0 { 1.0 } else { slope * (exp_m1(x) + 1.0) }`.
///
/// With the values that its parameters have unless others are given.
#[allow(non_upper_case_globals, dead_code)]
const Bent: Bent = Bent::new();
#[allow(clippy::approx_constant, clippy::excessive_precision)]
const _: () = {
    use dense::__private as __dense;
    impl Bent {
        /// With the values that its parameters have unless others are given.
        #[must_use]
        #[allow(dead_code)]
        const fn new() -> Bent {
            Bent { slope: 0.1 }
        }
        /// `slope`: 0.1 unless set.
        #[must_use]
        #[allow(dead_code)]
        const fn slope(self, __value: __dense::f64) -> Bent {
            Bent { slope: __value }
        }
    }
    impl __dense::Default for Bent {
        fn default() -> Self {
            Bent::new()
        }
    }
    impl __dense::Activation for Bent {
        #[inline(always)]
        fn apply<T: __dense::Real>(self, __x: T) -> T {
            let __self_slope = T::of(self.slope);
            let __t0 = __self_slope * __x.exp_m1();
            if __x > T::zero() { __x } else { __t0 }
        }
        #[inline(always)]
        fn derivative<T: __dense::Real>(self, __x: T, _: T) -> T {
            let __self_slope = T::of(self.slope);
            let __t0 = __self_slope * (__x.exp_m1() + T::one());
            if __x > T::zero() { T::one() } else { __t0 }
        }
    }
    impl __dense::Counted for Bent {
        const PARAMETERS: __dense::usize = 1;
    }
    impl __dense::Parametric<1> for Bent {
        fn parameters(self) -> [__dense::f64; 1] {
            [self.slope]
        }
        #[inline(always)]
        fn apply_with<T: __dense::Real>(self, [__self_slope]: [T; 1], __x: T) -> T {
            let __t0 = __self_slope * __x.exp_m1();
            if __x > T::zero() { __x } else { __t0 }
        }
        #[inline(always)]
        fn derivative_with<T: __dense::Real>(
            self,
            [__self_slope,
            ]: [T; 1],
            __x: T,
            _: T,
        ) -> T {
            let __t0 = __self_slope * (__x.exp_m1() + T::one());
            if __x > T::zero() { T::one() } else { __t0 }
        }
        #[inline(always)]
        fn slopes<T: __dense::Real>(self, [_]: [T; 1], __x: T, _: T) -> [T; 1] {
            let __t0 = __x.exp_m1();
            [if __x > T::zero() { T::zero() } else { __t0 }]
        }
    }
};
/// `Kinks(x) = min(max(x, -1.0), top) + abs(x).powf(0.3) + silu(0.3333333333333333 * x)`, with derivative `(if max(x, -1.0) < top { if x > -1.0 { 1.0 } else { 0.0 } } else { 0.0 }) + 0.3 * (abs(x).powf(-0.7) * sign(x)) + 0.3333333333333333 * silu_derivative(0.3333333333333333 * x)`.
#[derive(
    dense::__private::fmt::Debug,
    dense::__private::Clone,
    dense::__private::Copy,
    dense::__private::PartialEq
)]
struct Kinks {
    top: dense::__private::f64,
}
/// `Kinks(x) = min(max(x, -1.0), top) + abs(x).powf(0.3) + silu(0.3333333333333333 * x)`, with derivative `(if max(x, -1.0) < top { if x > -1.0 { 1.0 } else { 0.0 } } else { 0.0 }) + 0.3 * (abs(x).powf(-0.7) * sign(x)) + 0.3333333333333333 * silu_derivative(0.3333333333333333 * x)`.
///
/// With the values that its parameters have unless others are given.
#[allow(non_upper_case_globals, dead_code)]
const Kinks: Kinks = Kinks::new();
#[allow(clippy::approx_constant, clippy::excessive_precision)]
const _: () = {
    use dense::__private as __dense;
    impl Kinks {
        /// With the values that its parameters have unless others are given.
        #[must_use]
        #[allow(dead_code)]
        const fn new() -> Kinks {
            Kinks { top: 6.0 }
        }
        /// `top`: 6 unless set.
        #[must_use]
        #[allow(dead_code)]
        const fn top(self, __value: __dense::f64) -> Kinks {
            Kinks { top: __value }
        }
    }
    impl __dense::Default for Kinks {
        fn default() -> Self {
            Kinks::new()
        }
    }
    impl __dense::Activation for Kinks {
        #[inline(always)]
        fn apply<T: __dense::Real>(self, __x: T) -> T {
            let __self_top = T::of(self.top);
            __dense::formula::min(__dense::formula::max(__x, T::of(-1.0)), __self_top)
                + __x.abs().powf(T::of(0.3))
                + __dense::Activation::apply(
                    __dense::activation::silu,
                    T::of(0.3333333333333333) * __x,
                )
        }
        #[inline(always)]
        fn derivative<T: __dense::Real>(self, __x: T, _: T) -> T {
            let __self_top = T::of(self.top);
            let __t0 = if __x > T::of(-1.0) { T::one() } else { T::zero() };
            let __t1 = if __dense::formula::max(__x, T::of(-1.0)) < __self_top {
                __t0
            } else {
                T::zero()
            };
            let __t2 = T::of(0.3333333333333333) * __x;
            __t1
                + T::of(0.3)
                    * (__x.abs().powf(T::of(-0.7)) * __dense::formula::sign(__x))
                + T::of(0.3333333333333333)
                    * __dense::Activation::derivative(
                        __dense::activation::silu,
                        __t2,
                        __dense::Activation::apply(__dense::activation::silu, __t2),
                    )
        }
    }
    impl __dense::Counted for Kinks {
        const PARAMETERS: __dense::usize = 1;
    }
    impl __dense::Parametric<1> for Kinks {
        fn parameters(self) -> [__dense::f64; 1] {
            [self.top]
        }
        #[inline(always)]
        fn apply_with<T: __dense::Real>(self, [__self_top]: [T; 1], __x: T) -> T {
            __dense::formula::min(__dense::formula::max(__x, T::of(-1.0)), __self_top)
                + __x.abs().powf(T::of(0.3))
                + __dense::Activation::apply(
                    __dense::activation::silu,
                    T::of(0.3333333333333333) * __x,
                )
        }
        #[inline(always)]
        fn derivative_with<T: __dense::Real>(
            self,
            [__self_top,
            ]: [T; 1],
            __x: T,
            _: T,
        ) -> T {
            let __t0 = if __x > T::of(-1.0) { T::one() } else { T::zero() };
            let __t1 = if __dense::formula::max(__x, T::of(-1.0)) < __self_top {
                __t0
            } else {
                T::zero()
            };
            let __t2 = T::of(0.3333333333333333) * __x;
            __t1
                + T::of(0.3)
                    * (__x.abs().powf(T::of(-0.7)) * __dense::formula::sign(__x))
                + T::of(0.3333333333333333)
                    * __dense::Activation::derivative(
                        __dense::activation::silu,
                        __t2,
                        __dense::Activation::apply(__dense::activation::silu, __t2),
                    )
        }
        #[inline(always)]
        fn slopes<T: __dense::Real>(self, [__self_top]: [T; 1], __x: T, _: T) -> [T; 1] {
            [
                if __dense::formula::max(__x, T::of(-1.0)) < __self_top {
                    T::zero()
                } else {
                    T::one()
                },
            ]
        }
    }
};
/// `Powers(x) = x.powi(4) / (1.0 + x.powi(4)) + x.powi(7)`, with derivative `(4.0 * x.powi(3) - 4.0 * (x.powi(4) / (1.0 + x.powi(4)) * x.powi(3))) / (1.0 + x.powi(4)) + 7.0 * x.powi(6)`.
#[derive(
    dense::__private::fmt::Debug,
    dense::__private::Clone,
    dense::__private::Copy,
    dense::__private::PartialEq
)]
struct Powers;
#[allow(clippy::approx_constant, clippy::excessive_precision)]
const _: () = {
    use dense::__private as __dense;
    impl __dense::Default for Powers {
        fn default() -> Self {
            Powers
        }
    }
    impl __dense::Activation for Powers {
        #[inline(always)]
        fn apply<T: __dense::Real>(self, __x: T) -> T {
            let __t0 = {
                let __half = __x * __x;
                __half * __half
            };
            __t0 / (T::one() + __t0)
                + ({
                    let __half = __x * __x * __x;
                    __half * __half * __x
                })
        }
        #[inline(always)]
        fn derivative<T: __dense::Real>(self, __x: T, _: T) -> T {
            let __t0 = __x * __x * __x;
            let __t1 = {
                let __half = __x * __x;
                __half * __half
            };
            let __t2 = T::one() + __t1;
            (T::of(4.0) * __t0 - T::of(4.0) * (__t1 / __t2 * __t0)) / __t2
                + T::of(7.0)
                    * ({
                        let __half = __x * __x * __x;
                        __half * __half
                    })
        }
    }
};
