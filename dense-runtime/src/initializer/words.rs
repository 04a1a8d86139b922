//! The initializer words of `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// Placeholder.
#[derive(Debug, Clone, Copy)]
pub struct Normal;
impl super::Initializer for Normal {
    fn fill<T: crate::Element>(&self, _: &[usize], random: &mut crate::Random, values: &mut [T]) {
        for v in values { *v = T::of(0.05 * random.normal()); }
    }
}
/// he
pub const he_normal: Normal = Normal;
/// glorot
pub const glorot_uniform: Normal = Normal;
/// zeros
pub const zeros: Normal = Normal;
