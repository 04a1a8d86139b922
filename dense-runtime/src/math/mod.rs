//! Placeholder while the vector math is being written.
/// Real.
pub trait Real: num_traits::float::FloatCore + num_traits::NumAssignOps + core::iter::Sum + core::fmt::Debug + core::fmt::Display + Default + Send + Sync + 'static {
    /// of
    fn of(x: f64) -> Self;
    /// as
    fn as_f64(self) -> f64;
    /// sqrt
    fn sqrt(self) -> Self;
    /// exp
    fn exp(self) -> Self;
    /// expm1
    fn exp_m1(self) -> Self;
    /// ln
    fn ln(self) -> Self;
    /// ln1p
    fn ln_1p(self) -> Self;
    /// tanh
    fn tanh(self) -> Self;
    /// sigmoid
    fn sigmoid(self) -> Self;
    /// softplus
    fn softplus(self) -> Self;
    /// erf
    fn erf(self) -> Self;
}
macro_rules! temp { ($t:ident) => { impl Real for $t {
    fn of(x: f64) -> Self { x as $t }
    fn as_f64(self) -> f64 { self as f64 }
    fn sqrt(self) -> Self { num_traits::Float::sqrt(self) }
    fn exp(self) -> Self { num_traits::Float::exp(self) }
    fn exp_m1(self) -> Self { num_traits::Float::exp_m1(self) }
    fn ln(self) -> Self { num_traits::Float::ln(self) }
    fn ln_1p(self) -> Self { num_traits::Float::ln_1p(self) }
    fn tanh(self) -> Self { num_traits::Float::tanh(self) }
    fn sigmoid(self) -> Self { 1.0 / (1.0 + num_traits::Float::exp(-self)) }
    fn softplus(self) -> Self { num_traits::Float::max(self, 0.0) + num_traits::Float::ln_1p(num_traits::Float::exp(-num_traits::Float::abs(self))) }
    fn erf(self) -> Self { self }
} } }
temp!(f32);
temp!(f64);
